import { chemins as droit } from '../droit/droit.paths.ts'
import { Carte } from '../platform/interface/index.ts'
import { estAbsente, estInconnue } from '../platform/law.ts'
import type { Definition } from './definition.rules.ts'
import { bornesEnMots } from './duree.rules.ts'
import type { Mesure } from './mesure.store.ts'
import { definitionDe } from './nature.rules.ts'
import { citationCourte, estAVerifier, marquer, reponseLe, sourceDe } from './regle.rules.ts'

/** The bounds of the day of the decision, with their mark where they were not read. */
function dureeEnMots(definition: Definition, mesure: Mesure): string {
  const le = mesure.decisionLe
  const referentiel = mesure.referentiel === 'egip' ? 'egip' : 'droit'
  const bornes = reponseLe(definition.duree, le, referentiel)
  if (estInconnue(bornes)) return marquer('inconnue', true)
  const aVerifier = estAVerifier(definition.duree, le, referentiel)
  if (estAbsente(bornes)) return marquer('cette mesure n’existait pas', aVerifier)
  return marquer(
    bornesEnMots({
      ...bornes,
      paliers: bornes.paliers?.filter(palier => palier.cle === mesure.palier) ?? [],
    }),
    aVerifier,
  )
}

export const LaLoi = ({ m: mesure }: { m: Mesure }) => {
  const definition = definitionDe(mesure.nature)
  if (!definition) return null
  const le = mesure.decisionLe
  const referentiel = mesure.referentiel === 'egip' ? 'egip' : 'droit'
  return (
    <Carte
      titre="Ce que dit la loi"
      lien={{ href: droit.mesure(mesure.nature, { le, referentiel }), label: 'Tout lire' }}
    >
      <p>
        Au jour de la décision, durée : {dureeEnMots(definition, mesure)}{' '}
        <span class="fil-discret">
          ({citationCourte(sourceDe(definition.duree, le, referentiel), le)})
        </span>
        .
      </p>
    </Carte>
  )
}
