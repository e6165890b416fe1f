import type { Jour } from '../platform/date.ts'
import type { Citation, Dated } from '../platform/law.ts'
import type { Refusal } from '../platform/refusal.ts'
import type { RegimeDObligations } from './definition.rules.ts'
import { definitionDe } from './etat.rules.ts'
import { obligationsDuControleJudiciaire } from './referentiel/controle-judiciaire-obligations.referentiel.ts'
import { mesuresDeControle } from './referentiel/obligations-controle.referentiel.ts'
import { obligationsParticulieres } from './referentiel/obligations-particulieres.referentiel.ts'
import { citer, estOpposable, versionLe } from './regle.rules.ts'

/** One numbered item of a list of obligations (CP art. 132-44, 132-45; CPP art. 138): its text over time, null where it is absent. */
export type ItemDObligation = { numero: string; texte: Dated<string | null> }
/** The lists, by the prefix under which an item is recorded: « CP 132-45, 3° ». */
export const listes = {
  'CP 132-44': mesuresDeControle,
  'CP 132-45': obligationsParticulieres,
  'CPP 138': obligationsDuControleJudiciaire,
} as const satisfies Record<string, readonly ItemDObligation[]>
type Liste = keyof typeof listes
const listeDuRegime = { 'cp-132-45': 'CP 132-45', 'cpp-138': 'CPP 138' } as const satisfies Record<string, Liste>

export type Proposee = { article: string; texte: string }
/** Items of a list as numbered on a day. */
export const itemsLe = (liste: Liste, le: Jour): Proposee[] =>
  listes[liste].flatMap(({ numero, texte }) => {
    const { value } = versionLe(texte, le)
    return value === null ? [] : [{ article: `${liste}, ${numero}`, texte: value }]
  })
const regimeDe = (nature: string, le: Jour): RegimeDObligations | null => {
  const d = definitionDe(nature)
  return d && versionLe(d.obligations, le).value
}
/** What may go with a kind decided on a day: its particular list, and the measures of control that the law adds by itself. */
export function obligationsPossibles(nature: string, le: Jour): { controle: Proposee[]; particulieres: Proposee[] } {
  const regime = regimeDe(nature, le)
  return {
    controle: regime?.controle ? itemsLe('CP 132-44', le) : [],
    particulieres: regime?.particulieres ? itemsLe(listeDuRegime[regime.particulieres], le) : [],
  }
}

const NUMEROTEE = /^(CP 132-44|CP 132-45|CPP 138),? *(\d+°(?: bis)?)$/
type Item = { liste: Liste; texte: string | null; opposable: boolean; source: Citation | undefined }
/** « CP 132-45, 3° » read back, or null for what is not a numbered item; `opposable` when its presence or absence was read in the law. */
export function itemDe(article: string, le: Jour): Item | null {
  const [, liste, numero] = NUMEROTEE.exec(article.trim()) ?? []
  if (!liste || !numero) return null
  const items: readonly ItemDObligation[] = listes[liste as Liste]
  const version = items.find(i => i.numero === numero)?.texte
  const enVigueur = version && versionLe(version, le)
  // A number that the list does not have at all is refused only where the whole list of that day was read.
  const opposable = enVigueur ? estOpposable(enVigueur.source) : items.every(i => estOpposable(versionLe(i.texte, le).source))
  const premier = items[0]?.texte
  const source = enVigueur?.source ?? (premier && versionLe(premier, le).source)
  return { liste: liste as Liste, texte: enVigueur?.value ?? null, opposable, source }
}

/** An obligation is one that the kind allows, under its number on the day of the decision (CP art. 132-44, 132-45; CPP art. 138). */
export function refusDObligation(nature: string, article: string, le: Jour, champ: string): Refusal[] {
  const d = definitionDe(nature)
  if (!d) return []
  const version = versionLe(d.obligations, le)
  const regime = version.value
  // A regime that was not read warns by its mark, it does not refuse (ADR 0022).
  const opposable = estOpposable(version.source)
  const source = citer(version.source, le)
  if (!regime)
    return opposable ? [{ code: 'sans_obligation', champ, message: 'Cette mesure ne comporte pas d’obligation particulière.', source }] : []
  const item = itemDe(article, le)
  if (!item) return []
  if (item.texte === null && item.opposable)
    return [
      {
        code: 'numero_inconnu',
        champ,
        message: `${article} : ce numéro n’existait pas à la date de la décision.`,
        ...(item.source ? { source: citer(item.source, le) } : {}),
      },
    ]
  const permises: Liste[] = [
    ...(regime.controle ? (['CP 132-44'] as const) : []),
    ...(regime.particulieres ? [listeDuRegime[regime.particulieres]] : []),
  ]
  if (!opposable || permises.includes(item.liste)) return []
  return [
    {
      code: 'obligation_hors_liste',
      champ,
      message: `${article} : cette obligation ne va pas avec cette mesure${permises.length ? ` (liste : ${permises.join(', ')})` : ''}.`,
      source,
    },
  ]
}
