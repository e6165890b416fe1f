import { Alerte, Carte, Faits, Instant, Lien, LienBouton, Pastille, Tableau, Titre } from '../platform/interface/index.ts'
import { Bandeau } from './dossier.panels.tsx'
import { chemins } from './dossier.paths.ts'
import type { Identite } from './dossier.store.ts'
import { motifsDits, porteesDites } from './ouverture.rules.ts'
import type { OuvertureLue } from './ouverture.store.ts'

const jusqua = (o: OuvertureLue) => {
  if (o.finA) return <Instant a={o.finA} />
  return motifsDits[o.motif].fin
}

/** « Qui voit ce dossier »: each entité, why, how far, since when and until when; those of the past too. */
export const QuiVoit = ({ identite, ouvertures }: { identite: Identite; ouvertures: OuvertureLue[] }) => {
  const lignes = (debout: boolean) => ouvertures.filter(o => o.debout === debout)
  return (
    <div class="fil-pile">
      <Titre>Qui voit ce dossier</Titre>
      <Bandeau identite={identite} />
      <Carte titre="Aujourd’hui">
        <Ouvertures legende="Qui voit ce dossier aujourd’hui" lignes={lignes(true)} />
      </Carte>
      {lignes(false).length > 0 && (
        <Carte titre="Avant">
          <Ouvertures legende="Qui l’a vu, et ne le voit plus pour cette raison" lignes={lignes(false)} />
        </Carte>
      )}
      <p class="fil-discret">
        <Lien href={chemins.quiALu(identite.dossierId)}>Qui l’a consulté, et quand</Lien>, se lit au journal de la personne, que seul le
        DFSPIP du service qui la suit ouvre.
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
      { label: 'Qui', rendu: o => o.entiteNom, entete: true },
      { label: 'Pourquoi', rendu: o => motifsDits[o.motif].cause },
      { label: 'Voit', rendu: o => porteesDites[o.portee] },
      { label: 'Depuis', rendu: o => <Instant a={o.depuisA} /> },
      { label: 'Jusqu’à', rendu: jusqua },
      ...(lignes.some(o => o.parNom) ? [{ label: 'Ouvert par', rendu: (o: OuvertureLue) => o.parNom ?? '' }] : []),
    ]}
    lignes={lignes}
  />
)

type Propose = { dossierId: string; transfertId: string; deNom: string; motif: string; proposeA: string }
/** What the direction of a service reads of a dossier that it is asked to take: who, why, the measures; then it answers. */
export const DossierPropose = ({
  nom,
  faits,
  t,
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
          <LienBouton href={chemins.accepterTransfert(t.dossierId, t.transfertId)} variante="primaire">
            Accepter le transfert
          </LienBouton>
          <LienBouton href={chemins.refuserTransfert(t.dossierId, t.transfertId)}>Refuser</LienBouton>
        </>
      }
    >
      {nom} <Pastille genre="attention">Transfert proposé</Pastille>
    </Titre>
    <Alerte>
      {t.deNom} vous propose ce dossier et le suit jusqu’à votre réponse. Vous lisez ici qui est la personne, ses mesures et la raison ; le
      reste du dossier s’ouvre à votre service quand vous acceptez. Seule la direction voit cette page.
    </Alerte>
    <Carte titre="Pourquoi">
      <p>{t.motif}</p>
      <p class="fil-discret">
        Proposé le <Instant a={t.proposeA} />
      </p>
    </Carte>
    <Carte titre="La personne">
      <Faits faits={faits} />
    </Carte>
    <Carte titre="Mesures">{children}</Carte>
  </div>
)
