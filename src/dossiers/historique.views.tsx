import { afficherJourCourt, type Jour } from '../platform/date.ts'
import {
  EtatVide,
  Instant,
  LienBouton,
  Pastille,
  Tableau,
  Titre,
} from '../platform/interface/index.ts'
import type { clotures as lesClotures } from './cloture.store.ts'
import { Bandeau } from './dossier.panels.tsx'
import { chemins } from './dossier.paths.ts'
import { libelleDeCloture } from './dossier.rules.ts'
import type { Identite } from './dossier.store.ts'
import type { versionsDePersonne } from './personne.store.ts'

type Fusion = { absorbeNumero: string; motif: string; fusionneA: string; nomComplet: string }
type Lien = {
  debutA: string
  finA: string | null
  motif: string
  serviceNom: string
  referentNom: string | null
}
type HistoriqueProps = {
  identite: Identite
  versions: Awaited<ReturnType<typeof versionsDePersonne>>
  chaine: Lien[]
  fusions: Fusion[]
  anciens: { numero: string; remplaceA: string }[]
  clotures: Awaited<ReturnType<typeof lesClotures>>
  /** Who read the dossier is theirs to read: they answer for it. */
  lecteurs: boolean
}
/**
 * Who followed the person and when, without a break; closings and openings again; former versions
 * of the sheet; merges.
 */
export const Historique = ({
  identite,
  versions,
  chaine,
  fusions,
  anciens,
  clotures,
  lecteurs,
}: HistoriqueProps) => (
  <div class="fil-pile">
    <Titre
      actions={
        lecteurs && (
          <LienBouton href={chemins.quiALu(identite.dossierId)}>Qui a lu ce dossier</LienBouton>
        )
      }
    >
      Historique du dossier
    </Titre>
    <Bandeau identite={identite} />
    <Tableau
      legende="Prises en charge"
      empile
      colonnes={[
        { label: 'Du', rendu: lien => <Instant a={lien.debutA} />, entete: true },
        {
          label: 'Au',
          rendu: lien =>
            lien.finA ? <Instant a={lien.finA} /> : <Pastille genre="ok">en cours</Pastille>,
        },
        { label: 'Service', rendu: lien => lien.serviceNom },
        { label: 'Référent', rendu: lien => lien.referentNom ?? 'à affecter' },
        { label: 'Motif', rendu: lien => lien.motif },
      ]}
      lignes={chaine}
    />
    {clotures.length > 0 && (
      <Tableau
        legende="Clôtures et réouvertures"
        empile
        colonnes={[
          { label: 'Clos', rendu: ligne => <Instant a={ligne.closeA} />, entete: true },
          { label: 'Par', rendu: ligne => ligne.nomComplet },
          { label: 'Motif', rendu: ligne => libelleDeCloture(ligne.motif) },
          {
            label: 'Rouvert',
            rendu: ligne =>
              ligne.rouverteA ? (
                <Instant a={ligne.rouverteA} />
              ) : (
                <Pastille genre="neutre">reste clos</Pastille>
              ),
          },
          { label: 'Par', rendu: ligne => ligne.rouvertParNom ?? '' },
          { label: 'Pourquoi', rendu: ligne => ligne.motifReouverture ?? '' },
        ]}
        lignes={clotures}
      />
    )}
    {versions.length === 0 ? (
      <EtatVide>La fiche n’a jamais été corrigée.</EtatVide>
    ) : (
      <Tableau
        legende="Anciennes versions de la fiche"
        empile
        colonnes={[
          { label: 'Version', rendu: ligne => ligne.version, entete: true, nombre: true },
          { label: 'Remplacée', rendu: ligne => <Instant a={ligne.remplaceeA} /> },
          { label: 'Par', rendu: ligne => ligne.nomComplet },
          { label: 'Ce qu’elle disait', rendu: ligne => resume(ligne.valeurs) },
        ]}
        lignes={versions}
      />
    )}
    {anciens.length > 0 && (
      <Tableau
        legende="Numéros que le dossier portait dans une autre base"
        empile
        colonnes={[
          { label: 'Numéro', rendu: ligne => ligne.numero, entete: true },
          { label: 'Remplacé', rendu: ligne => <Instant a={ligne.remplaceA} /> },
        ]}
        lignes={anciens}
      />
    )}
    {fusions.length > 0 && (
      <Tableau
        legende="Dossiers absorbés"
        empile
        colonnes={[
          { label: 'Numéro', rendu: fusion => fusion.absorbeNumero, entete: true },
          { label: 'Quand', rendu: fusion => <Instant a={fusion.fusionneA} /> },
          { label: 'Par', rendu: fusion => fusion.nomComplet },
          { label: 'Motif', rendu: fusion => fusion.motif },
        ]}
        lignes={fusions}
      />
    )}
  </div>
)

function resume(valeurs: unknown): string {
  const v = valeurs as Record<string, string | null>
  const naissance = v.naissanceLe
    ? `naissance le ${afficherJourCourt(v.naissanceLe as Jour)}`
    : null
  return [v.nom, v.prenoms, naissance, v.telephone, v.adresse, v.commune].filter(Boolean).join(', ')
}
