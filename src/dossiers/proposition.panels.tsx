import { Actions, Alerte, Bouton, Formulaire, LeJour } from '../platform/interface/index.ts'
import { adresseDe } from './dossier.panels.tsx'
import { chemins } from './dossier.paths.ts'
import { logements } from './dossier.rules.ts'
import type { Identite } from './dossier.store.ts'
import { type ChampDit, champsDits, type FicheDite } from './proposition.rules.ts'
import type { PropositionLue } from './proposition.store.ts'

/** One field in words, as the sheet has it or as it was said. */
function enMots(champ: ChampDit, fusion: Partial<FicheDite>): string {
  if (champ === 'langues') return fusion.langues?.join(', ') || 'rien'
  if (champ === 'interprete') return fusion.interprete ? 'nécessaire' : 'non noté'
  if (champ !== 'adresse') return fusion[champ] || 'rien'
  const {
    domicilieChez = null,
    adresse = null,
    adresseComplement = null,
    codePostal = null,
    commune = null,
  } = fusion
  const ou = adresseDe({ domicilieChez, adresse, adresseComplement, codePostal, commune })
  return ou ?? logements[fusion.logement as keyof typeof logements] ?? 'rien'
}

type Props = { identite: Identite; propositions: PropositionLue[]; decide: boolean }
/**
 * What the person said at a hearing and the sheet does not say: old and new, and the service takes
 * it over or sets it aside.
 */
export const PropositionsDAudience = ({ identite: i, propositions, decide }: Props) => (
  <>
    {propositions.map(proposition => {
      const champ = proposition.champ
      return (
        <Alerte genre="attention">
          <p>
            Dit à l’audience du <LeJour le={proposition.ditLe} /> ({proposition.proposeeParNom}) ·{' '}
            {champsDits[champ]} : <strong>{enMots(champ, proposition.valeurs)}</strong>. Sur la
            fiche : {enMots(champ, i)}.
          </p>
          {decide && (
            <Formulaire
              enLigne
              action={chemins.proposition(proposition.dossierId, proposition.id)}
              etiquette={`${champsDits[champ]} : ce qui a été dit à l’audience`}
            >
              <Actions>
                <Bouton variante="secondaire" name="decision" value="reprise">
                  Mettre la fiche à jour
                </Bouton>
                <Bouton variante="tertiaire" name="decision" value="ecartee">
                  Écarter
                </Bouton>
              </Actions>
            </Formulaire>
          )}
        </Alerte>
      )
    })}
  </>
)
