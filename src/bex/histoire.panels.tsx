import { afficherJourCourt, estJour } from '../platform/date.ts'
import { Details, Instant, LeJour } from '../platform/interface/index.ts'
import { motsDe } from '../platform/mots.ts'
import { type Dit, libelles } from './correction.rules.ts'
import type { LigneDHistoire } from './correction.store.ts'

const enMots = (valeur: Dit[keyof Dit]): string => {
  if (valeur === null || valeur === undefined || valeur === '') return 'rien'
  if (typeof valeur === 'boolean') return valeur ? 'oui' : 'non'
  return estJour(valeur) ? afficherJourCourt(valeur) : valeur
}
type Correction = Pick<LigneDHistoire, 'avant' | 'apres' | 'motif' | 'parNom' | 'a'>
/** What was said before, by whom it was put right, and why. */
export const Corrections = ({ lignes }: { lignes: Correction[] }) =>
  lignes.length === 0 ? null : (
    <Details titre={lignes.length === 1 ? 'Corrigée une fois' : `Corrigée ${lignes.length} fois`}>
      <ul class="fil-liste">
        {lignes.map(ligne => (
          <li>
            {ligne.parNom}, le <Instant a={ligne.a} /> : {ligne.motif}
            <ul>
              {motsDe(ligne.apres).map(champ => (
                <li>
                  {libelles[champ]} : {enMots(ligne.avant[champ])} est devenu{' '}
                  <strong>{enMots(ligne.apres[champ])}</strong>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </Details>
  )

/**
 * Those that were somebody else's: they count for nothing, and what they had said may still be
 * somewhere.
 */
export const Retirees = ({ lignes }: { lignes: LigneDHistoire[] }) => (
  <>
    {lignes.map(ligne => (
      <p>
        Remise de l’audience du <LeJour le={ligne.audienceLe} />, {ligne.juridictionNom}, retirée le{' '}
        <Instant a={ligne.a} /> par {ligne.parNom} : {ligne.motif}. Ce que le service en avait
        reporté sur la fiche ou dans une mesure reste à vérifier ; un dossier ouvert ou rouvert pour
        elle reste à clore.
      </p>
    ))}
  </>
)
