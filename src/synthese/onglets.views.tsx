import { chemins as accompagnement } from '../accompagnement/accompagnement.paths.ts'
import { chemins as agenda } from '../agenda/convocation.paths.ts'
import { chemins as dossiers } from '../dossiers/dossier.paths.ts'
import { chemins as echeances } from '../echeances/echeance.paths.ts'
import { chemins as magistrats } from '../magistrats/magistrats.paths.ts'
import { chemins as mesures } from '../mesures/mesure.paths.ts'
import { Onglets } from '../platform/interface/index.ts'
import { chemins } from './synthese.paths.ts'

export type Peut = {
  accompagner: boolean
  noter: boolean
  convoquer: boolean
  convocations: boolean
  echeances: boolean
  ecrits: boolean
  rapports: boolean
  corriger: boolean
  affecter: boolean
  transferer: boolean
  repondre: boolean
  clore: boolean
  fusionner: boolean
}
/**
 * An empty page is not the same as a page that hides: what the rights of the function keep away is
 * named once, and only when they do.
 */
function cachees(peut: Peut): string[] {
  return [
    ...(peut.accompagner ? [] : ['le plan d’accompagnement', 'l’évaluation', 'les entretiens']),
    ...(peut.convocations ? [] : ['les convocations']),
    ...(peut.echeances ? [] : ['les échéances']),
    ...(peut.ecrits ? [] : ['les demandes de la juridiction']),
    ...(peut.rapports ? [] : ['les rapports']),
  ]
}
const enPhrase = (mots: string[]) => mots.join(', ').replace(/, ([^,]*)$/, ' et $1')
const CeQuiEstCache = ({ peut }: { peut: Peut }) => {
  const phrase = enPhrase(cachees(peut))
  if (!phrase) return null
  return (
    <p class="fil-discret">
      {phrase.charAt(0).toUpperCase()}
      {phrase.slice(1)} ne sont pas visibles de votre fonction.
    </p>
  )
}

/** Tabs of a dossier; those of what the function may not read are absent, and said. */
export const OngletsDuDossier = ({
  id,
  actif,
  peut,
}: {
  id: string
  actif: string
  peut: Peut
}) => (
  <>
    <Onglets
      etiquette="Rubriques du dossier"
      onglets={[
        { href: chemins.dossier(id), label: 'Situation' },
        ...(peut.accompagner
          ? [
              { href: accompagnement.plan(id), label: 'Plan' },
              { href: accompagnement.evaluation(id), label: 'Évaluation' },
              { href: accompagnement.entretiens(id), label: 'Entretiens' },
            ]
          : []),
        ...(peut.convocations ? [{ href: agenda.convocations(id), label: 'Convocations' }] : []),
        { href: mesures.mesures(id), label: 'Mesures' },
        ...(peut.echeances ? [{ href: echeances.dossier(id), label: 'Échéances' }] : []),
        ...(peut.ecrits ? [{ href: magistrats.ecrits(id), label: 'Demandes et rapports' }] : []),
        { href: chemins.chronologie(id), label: 'Chronologie' },
        { href: dossiers.historique(id), label: 'Historique' },
      ].map(ligne => ({ ...ligne, actif: ligne.label === actif }))}
    />
    <CeQuiEstCache peut={peut} />
  </>
)
