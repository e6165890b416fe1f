import { Bandeau } from '../dossiers/index.ts'
import { AUCUNE_MESURE, type MesureAChoisir, nomDeMesure } from '../mesures/index.ts'
import {
  Actions,
  Bouton,
  ChampChoix,
  ChampTexte,
  Formulaire,
  Instant,
  LienBouton,
  ResumeErreurs,
  Tableau,
} from '../platform/interface/index.ts'
import { chemins } from './magistrats.paths.ts'
import { naturesDeRapport } from './magistrats.rules.ts'
import type { Rapport } from './magistrats.store.ts'
import { type Base, choix } from './magistrats.views.tsx'
import type { rattachements } from './rattachement.store.ts'

/** One that no longer stands in the dossier was withdrawn: what names it satisfies nothing. */
export const nommer = (id: string | null, mesures: readonly MesureAChoisir[]): string => {
  const m = mesures.find(x => x.mesureId === id)
  if (id === null) return 'aucune en particulier'
  return m ? nomDeMesure(m) : 'mesure retirée'
}
type Sur = { r: Rapport; mesures: readonly MesureAChoisir[]; href: string | null }
export const SurQuelleMesure = ({ r, mesures, href }: Sur) => (
  <>
    {r.mesureDiteA ? nommer(r.mesureId, mesures) : 'Pas encore dite'}{' '}
    {href && <a href={href}>{r.mesureDiteA ? 'Changer la mesure ou la nature' : 'Dire la mesure'}</a>}
  </>
)

export const RattacherRapport = ({
  identite,
  state,
  rapport: r,
  mesures,
}: Base & { rapport: Rapport; mesures: readonly MesureAChoisir[] }) => (
  <Formulaire>
    <h1>Mesure concernée : {r.titre}</h1>
    <Bandeau identite={identite} />
    <ResumeErreurs state={state} />
    <p>Le texte ne change pas. Les échéances tiennent compte du rapport pour cette mesure, selon sa nature.</p>
    <ChampChoix
      state={state}
      name="mesureId"
      label="Mesure concernée"
      options={[
        ...mesures.map(m => ({ value: m.mesureId, label: nomDeMesure(m) })),
        { value: AUCUNE_MESURE, label: 'Aucune en particulier' },
      ]}
      required
    />
    <ChampChoix state={state} name="nature" label="Nature du rapport" options={choix(naturesDeRapport)} required />
    {r.mesureDiteA && (
      <ChampTexte state={state} name="motif" label="Pourquoi changer" hint="Ce qui était dit reste dans l’historique." required />
    )}
    <Actions>
      <Bouton>Enregistrer</Bouton>
      <LienBouton href={chemins.rapport(r.dossierId, r.id)} variante="tertiaire">
        Annuler
      </LienBouton>
    </Actions>
  </Formulaire>
)

type Anciens = { lignes: Awaited<ReturnType<typeof rattachements>>; mesures: readonly MesureAChoisir[] }
export const AnciensRattachements = ({ lignes, mesures }: Anciens) =>
  lignes.length === 0 ? null : (
    <Tableau
      legende="Mesure et nature dites avant"
      colonnes={[
        { label: 'Changé le', rendu: h => <Instant a={h.a} />, entete: true },
        {
          label: 'Avant',
          rendu: h =>
            `${naturesDeRapport[h.avantNature as keyof typeof naturesDeRapport] ?? h.avantNature}, ${nommer(h.avantMesureId, mesures)}`,
        },
        { label: 'Motif', rendu: h => h.motif },
        { label: 'Par', rendu: h => h.nomComplet ?? '' },
      ]}
      lignes={lignes}
    />
  )
