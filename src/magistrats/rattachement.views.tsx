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
import { direDe } from '../platform/mots.ts'
import { chemins } from './magistrats.paths.ts'
import { naturesDeRapport } from './magistrats.rules.ts'
import type { Rapport } from './magistrats.store.ts'
import { type Base, choix } from './magistrats.views.tsx'
import type { rattachements } from './rattachement.store.ts'

/** One that no longer stands in the dossier was withdrawn: what names it satisfies nothing. */
export const nommer = (id: string | null, mesures: readonly MesureAChoisir[]): string => {
  const mouvement = mesures.find(x => x.mesureId === id)
  if (id === null) return 'aucune en particulier'
  return mouvement ? nomDeMesure(mouvement) : 'mesure retirée'
}
type Sur = { r: Rapport; mesures: readonly MesureAChoisir[]; href: string | null }
export const SurQuelleMesure = ({ r: rapport, mesures, href }: Sur) => (
  <>
    {rapport.mesureDiteA ? nommer(rapport.mesureId, mesures) : 'Pas encore dite'}{' '}
    {href && (
      <a href={href}>{rapport.mesureDiteA ? 'Changer la mesure ou la nature' : 'Dire la mesure'}</a>
    )}
  </>
)

export const RattacherRapport = ({
  identite,
  state,
  rapport,
  mesures,
}: Base & { rapport: Rapport; mesures: readonly MesureAChoisir[] }) => (
  <Formulaire>
    <h1>Mesure concernée : {rapport.titre}</h1>
    <Bandeau identite={identite} />
    <ResumeErreurs state={state} />
    <p>
      Le texte ne change pas. Les échéances tiennent compte du rapport pour cette mesure, selon sa
      nature.
    </p>
    <ChampChoix
      state={state}
      name="mesureId"
      label="Mesure concernée"
      options={[
        ...mesures.map(mesure => ({ value: mesure.mesureId, label: nomDeMesure(mesure) })),
        { value: AUCUNE_MESURE, label: 'Aucune en particulier' },
      ]}
      required
    />
    <ChampChoix
      state={state}
      name="nature"
      label="Nature du rapport"
      options={choix(naturesDeRapport)}
      required
    />
    {rapport.mesureDiteA && (
      <ChampTexte
        state={state}
        name="motif"
        label="Pourquoi changer"
        hint="Ce qui était dit reste dans l’historique."
        required
      />
    )}
    <Actions>
      <Bouton>Enregistrer</Bouton>
      <LienBouton href={chemins.rapport(rapport.dossierId, rapport.id)} variante="tertiaire">
        Annuler
      </LienBouton>
    </Actions>
  </Formulaire>
)

type Anciens = {
  lignes: Awaited<ReturnType<typeof rattachements>>
  mesures: readonly MesureAChoisir[]
}
export const AnciensRattachements = ({ lignes, mesures }: Anciens) =>
  lignes.length === 0 ? null : (
    <Tableau
      legende="Mesure et nature dites avant"
      colonnes={[
        { label: 'Changé le', rendu: ligne => <Instant a={ligne.a} />, entete: true },
        {
          label: 'Avant',
          rendu: ligne =>
            `${direDe(naturesDeRapport, ligne.avantNature)}, ${nommer(ligne.avantMesureId, mesures)}`,
        },
        { label: 'Motif', rendu: ligne => ligne.motif },
        { label: 'Par', rendu: ligne => ligne.nomComplet ?? '' },
      ]}
      lignes={lignes}
    />
  )
