import type { Jour } from '../platform/date.ts'
import { Carte, Details } from '../platform/interface/index.ts'
import { auteurs } from './definition.rules.ts'
import type { MesureSuivie } from './deroulement.rules.ts'
import { actesDe } from './etat.rules.ts'
import type { Transition } from './machine.rules.ts'
import { chemins } from './mesure.paths.ts'
import type { Mesure } from './mesure.store.ts'
import { definitionDe } from './nature.rules.ts'
import { citationMarquee } from './regle.rules.ts'

/**
 * What may happen from here, each act with who decides it and its article; then what may not, and
 * why.
 */
export const Passages = ({
  suivie,
  m: mesure,
  aujourdhui,
  agir,
}: {
  suivie: MesureSuivie
  m: Mesure
  aujourdhui: Jour
  agir: (transition: Transition) => boolean
}) => {
  const tous = actesDe(suivie, aujourdhui)
  const possibles = tous.filter(ligne => ligne.refus.length === 0)
  // That it has ended is said once, not of each act.
  const autres = tous.filter(
    ligne => ligne.refus.length > 0 && !ligne.refus.some(refus => refus.code === 'deja_finie'),
  )
  return (
    <Carte titre="Ce qui peut se passer maintenant">
      {!definitionDe(mesure.nature) && (
        <p>Cette mesure n’est pas au référentiel : son déroulement n’est pas connu.</p>
      )}
      {possibles.length === 0 && definitionDe(mesure.nature) && (
        <p class="fil-discret">Plus aucun acte : la mesure a pris fin.</p>
      )}
      <ul class="fil-liste">
        {possibles.map(({ transition }) => (
          <li>
            {agir(transition) ? (
              <a href={chemins.acte(mesure.dossierId, mesure.mesureId, transition.acte)}>
                {transition.libelle}
              </a>
            ) : (
              transition.libelle
            )}{' '}
            <span class="fil-discret">
              {transition.auteurs.map(auteur => auteurs[auteur]).join(', ')} (
              {citationMarquee(transition.source, aujourdhui)})
            </span>
          </li>
        ))}
      </ul>
      {autres.length > 0 && (
        <Details titre={`Ce qui n’est pas possible maintenant (${autres.length})`}>
          <ul class="fil-liste">
            {autres.map(({ transition, refus: [refus] }) => (
              <li>
                {refus && enNommant(transition.libelle, refus.message)}{' '}
                {refus?.source && (
                  <span class="fil-discret">
                    ({refus.source.texte}, art. {refus.source.article})
                  </span>
                )}
                {refus && DATE_PASSEE.includes(refus.code) && agir(transition) && (
                  <>
                    {' '}
                    <a
                      href={chemins.acte(mesure.dossierId, mesure.mesureId, transition.acte)}
                      aria-label={`${transition.libelle} : l’enregistrer à une date passée`}
                    >
                      L’enregistrer à une date passée
                    </a>
                  </>
                )}
              </li>
            ))}
          </ul>
        </Details>
      )}
    </Carte>
  )
}

/** Refused today, and not on a day that is past: the act of that day may be known late. */
const DATE_PASSEE = ['terme_passe', 'acte_trop_tard']
/** A reason names its act, where it does not already. */
const enNommant = (acte: string, pourquoi: string) =>
  pourquoi.startsWith(`${acte} : `)
    ? pourquoi
    : `${acte} : ${pourquoi.charAt(0).toLowerCase()}${pourquoi.slice(1)}`
