import { afficherJourCourt, type Jour } from '../platform/date.ts'
import { EtatVide, Instant, LienBouton, Pastille, Tableau, Titre } from '../platform/interface/index.ts'
import type { clotures as lesClotures } from './cloture.store.ts'
import { Bandeau } from './dossier.panels.tsx'
import { chemins } from './dossier.paths.ts'
import { libelleDeCloture } from './dossier.rules.ts'
import type { Identite, versionsDePersonne } from './dossier.store.ts'

type Fusion = { absorbeNumero: string; motif: string; fusionneA: string; nomComplet: string }
type Lien = { debutA: string; finA: string | null; motif: string; serviceNom: string; referentNom: string | null }
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
/** Who followed the person and when, without a break; closings and openings again; former versions of the sheet; merges. */
export const Historique = ({ identite, versions, chaine, fusions, anciens, clotures, lecteurs }: HistoriqueProps) => (
  <div class="fil-pile">
    <Titre actions={lecteurs && <LienBouton href={chemins.quiALu(identite.dossierId)}>Qui a lu ce dossier</LienBouton>}>
      Historique du dossier
    </Titre>
    <Bandeau identite={identite} />
    <Tableau
      legende="Prises en charge"
      empile
      colonnes={[
        { label: 'Du', rendu: l => <Instant a={l.debutA} />, entete: true },
        { label: 'Au', rendu: l => (l.finA ? <Instant a={l.finA} /> : <Pastille genre="ok">en cours</Pastille>) },
        { label: 'Service', rendu: l => l.serviceNom },
        { label: 'Référent', rendu: l => l.referentNom ?? 'à affecter' },
        { label: 'Motif', rendu: l => l.motif },
      ]}
      lignes={chaine}
    />
    {clotures.length > 0 && (
      <Tableau
        legende="Clôtures et réouvertures"
        empile
        colonnes={[
          { label: 'Clos', rendu: c => <Instant a={c.closeA} />, entete: true },
          { label: 'Par', rendu: c => c.nomComplet },
          { label: 'Motif', rendu: c => libelleDeCloture(c.motif) },
          { label: 'Rouvert', rendu: c => (c.rouverteA ? <Instant a={c.rouverteA} /> : <Pastille genre="neutre">reste clos</Pastille>) },
          { label: 'Par', rendu: c => c.rouvertParNom ?? '' },
          { label: 'Pourquoi', rendu: c => c.motifReouverture ?? '' },
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
          { label: 'Version', rendu: v => v.version, entete: true, nombre: true },
          { label: 'Remplacée', rendu: v => <Instant a={v.remplaceeA} /> },
          { label: 'Par', rendu: v => v.nomComplet },
          { label: 'Ce qu’elle disait', rendu: v => resume(v.valeurs) },
        ]}
        lignes={versions}
      />
    )}
    {anciens.length > 0 && (
      <Tableau
        legende="Numéros que le dossier portait dans une autre base"
        empile
        colonnes={[
          { label: 'Numéro', rendu: n => n.numero, entete: true },
          { label: 'Remplacé', rendu: n => <Instant a={n.remplaceA} /> },
        ]}
        lignes={anciens}
      />
    )}
    {fusions.length > 0 && (
      <Tableau
        legende="Dossiers absorbés"
        empile
        colonnes={[
          { label: 'Numéro', rendu: f => f.absorbeNumero, entete: true },
          { label: 'Quand', rendu: f => <Instant a={f.fusionneA} /> },
          { label: 'Par', rendu: f => f.nomComplet },
          { label: 'Motif', rendu: f => f.motif },
        ]}
        lignes={fusions}
      />
    )}
  </div>
)

function resume(valeurs: unknown): string {
  const v = valeurs as Record<string, string | null>
  const naissance = v.naissanceLe ? `naissance le ${afficherJourCourt(v.naissanceLe as Jour)}` : null
  return [v.nom, v.prenoms, naissance, v.telephone, v.adresse, v.commune].filter(Boolean).join(', ')
}
