import {
  Alerte,
  Carte,
  Faits,
  Instant,
  Lien,
  LienBouton,
  Pastille,
  Tableau,
  Titre,
} from '../platform/interface/index.ts'
import { Bandeau } from './dossier.panels.tsx'
import { chemins } from './dossier.paths.ts'
import type { Identite } from './dossier.store.ts'
import { motifsDits, porteesDites } from './ouverture.rules.ts'
import type { OuvertureLue } from './ouverture.store.ts'

const jusqua = (ouverture: OuvertureLue) => {
  if (ouverture.finA) return <Instant a={ouverture.finA} />
  return motifsDits[ouverture.motif].fin
}

/**
 * « Qui voit ce dossier »: each entité, why, how far, since when and until when; those of the past
 * too.
 */
export const QuiVoit = ({
  identite,
  ouvertures,
}: {
  identite: Identite
  ouvertures: OuvertureLue[]
}) => {
  const lignes = (debout: boolean) => ouvertures.filter(ouverture => ouverture.debout === debout)
  return (
    <div class="fil-pile">
      <Titre>Qui voit ce dossier</Titre>
      <Bandeau identite={identite} />
      <Carte titre="Aujourd’hui">
        <Ouvertures legende="Qui voit ce dossier aujourd’hui" lignes={lignes(true)} />
      </Carte>
      {lignes(false).length > 0 && (
        <Carte titre="Avant">
          <Ouvertures
            legende="Qui l’a vu, et ne le voit plus pour cette raison"
            lignes={lignes(false)}
          />
        </Carte>
      )}
      <p class="fil-discret">
        <Lien href={chemins.quiALu(identite.dossierId)}>Qui l’a consulté, et quand</Lien>, se lit au
        journal de la personne, que seul le DFSPIP du service qui la suit ouvre.
      </p>
    </div>
  )
}
const Ouvertures = ({ legende, lignes }: { legende: string; lignes: OuvertureLue[] }) => (
  <Tableau
    legende={legende}
    legendeInvisible
    empile
    colonnes={[
      { label: 'Qui', rendu: ouverture => ouverture.entiteNom, entete: true },
      { label: 'Pourquoi', rendu: ouverture => motifsDits[ouverture.motif].cause },
      { label: 'Voit', rendu: ouverture => porteesDites[ouverture.portee] },
      { label: 'Depuis', rendu: ouverture => <Instant a={ouverture.depuisA} /> },
      { label: 'Jusqu’à', rendu: jusqua },
      ...(lignes.some(ligne => ligne.parNom)
        ? [{ label: 'Ouvert par', rendu: (ouverture: OuvertureLue) => ouverture.parNom ?? '' }]
        : []),
    ]}
    lignes={lignes}
  />
)

type Propose = {
  dossierId: string
  transfertId: string
  deNom: string
  motif: string
  proposeA: string
}
/**
 * What the direction of a service reads of a dossier that it is asked to take: who, why, the
 * measures; then it answers.
 */
export const DossierPropose = ({
  nom,
  faits,
  t: propose,
  children,
}: {
  nom: string
  faits: [string, string | null][]
  t: Propose
  children: preact.ComponentChildren
}) => (
  <div class="fil-pile">
    <Titre
      actions={
        <>
          <LienBouton
            href={chemins.accepterTransfert(propose.dossierId, propose.transfertId)}
            variante="primaire"
          >
            Accepter le transfert
          </LienBouton>
          <LienBouton href={chemins.refuserTransfert(propose.dossierId, propose.transfertId)}>
            Refuser
          </LienBouton>
        </>
      }
    >
      {nom} <Pastille genre="attention">Transfert proposé</Pastille>
    </Titre>
    <Alerte>
      {propose.deNom} vous propose ce dossier et le suit jusqu’à votre réponse. Vous lisez ici qui
      est la personne, ses mesures et la raison ; le reste du dossier s’ouvre à votre service quand
      vous acceptez. Seule la direction voit cette page.
    </Alerte>
    <Carte titre="Pourquoi">
      <p>{propose.motif}</p>
      <p class="fil-discret">
        Proposé le <Instant a={propose.proposeA} />
      </p>
    </Carte>
    <Carte titre="La personne">
      <Faits faits={faits} />
    </Carte>
    <Carte titre="Mesures">{children}</Carte>
  </div>
)
