import type { Jour } from '../platform/date.ts'
import { estAbsente, nExistePas } from '../platform/law.ts'
import type { Refusal } from '../platform/refusal.ts'
import type { RegimeDObligations } from './definition.rules.ts'
import { definitionDe } from './nature.rules.ts'
import { estLu, itemDe, itemsLe, type Liste, listes, type Proposee } from './obligation.rules.ts'
import { citer, versionLe, versionOpposable } from './regle.rules.ts'

const listeDuRegime = { 'cp-132-45': 'CP 132-45', 'cpp-138': 'CPP 138' } as const satisfies Record<
  string,
  Liste
>
export const regimeDe = (nature: string, le: Jour): RegimeDObligations | null => {
  const definition = definitionDe(nature)
  const value = definition && versionLe(definition.obligations, le).value
  return value === null || estAbsente(value) ? null : value
}
/**
 * What may go with a kind decided on a day: its particular list, and the measures of control that
 * the law adds by itself.
 */
export function obligationsPossibles(
  nature: string,
  le: Jour,
): { controle: Proposee[]; particulieres: Proposee[] } {
  const regime = regimeDe(nature, le)
  return {
    controle: regime?.controle ? itemsLe('CP 132-44', le) : [],
    particulieres: regime?.particulieres
      ? itemsLe(listeDuRegime[regime.particulieres], le).filter(({ article }) =>
          estOuvert(regime, article.split(', ')[1] ?? ''),
        )
      : [],
  }
}
/**
 * Whether the text opens that number of its list of particular obligations (CPP art. 721-2,
 * 723-30).
 */
const estOuvert = ({ seulement }: RegimeDObligations, numero: string): boolean =>
  seulement?.includes(numero) ?? true
/**
 * The measures of control that the law adds by itself: none where the decision chooses among them.
 */
export const controleDeLaLoi = (nature: string, le: Jour): Proposee[] =>
  regimeDe(nature, le)?.controleChoisi ? [] : obligationsPossibles(nature, le).controle

/**
 * The list that a screen shows to tick, in groups; `vide` says why it is empty, `mots` whether the
 * decision's own words are taken.
 */
export type ListeACocher = {
  groupes: { titre: string; items: Proposee[] }[]
  mots: boolean
  vide: string
}
const titres: Record<Liste, string> = {
  'CP 132-44': 'Mesures de contrôle (CP 132-44)',
  'CP 132-45': 'Obligations et interdictions (CP 132-45)',
  'CPP 138': 'Obligations du contrôle judiciaire (CPP 138)',
}
/**
 * Particular obligations first: they are what a decision chooses; measures of control come with the
 * measure by themselves.
 */
export function listeACocher(nature: string, le: Jour): ListeACocher {
  const { controle, particulieres } = obligationsPossibles(nature, le)
  const regime = regimeDe(nature, le)
  const groupes = [
    {
      titre: titres[regime?.particulieres ? listeDuRegime[regime.particulieres] : 'CP 132-45'],
      items: particulieres,
    },
    { titre: titres['CP 132-44'], items: controle },
  ].filter(ligne => ligne.items.length > 0)
  const vide = definitionDe(nature)
    ? 'Cette mesure n’a pas de liste d’obligations à cocher.'
    : 'Choisissez la mesure et la date de la décision, puis affichez la liste des obligations.'
  return { groupes, mots: definitionDe(nature) !== null && motsAdmis(nature, le), vide }
}
const listesPermises = (regime: RegimeDObligations): Liste[] => [
  ...(regime.controle ? (['CP 132-44'] as const) : []),
  ...(regime.particulieres ? [listeDuRegime[regime.particulieres]] : []),
]
/**
 * Kinds to which the law gives other obligations than those of its lists: « conditions
 * particulières » of a release (CPP 731), surveillance of the most serious ones (CPP 723-30; CP
 * 131-36-2 to 131-36-12), the work and the care of a contrainte pénale (CP 131-4-1), the damages
 * due to the victim beside the interdiction to meet them (CPP 721-2, II).
 */
const AUTRES_OBLIGATIONS: readonly string[] = [
  'liberation_conditionnelle',
  'liberation_sous_contrainte',
  'surveillance_judiciaire',
  'suivi_socio_judiciaire',
  'suivi_post_liberation',
  'contrainte_penale',
]
/**
 * Its own words are accepted where the law has others than its lists, or where the whole list of
 * that day was not read (ADR 0022).
 */
export function motsAdmis(nature: string, le: Jour): boolean {
  const definition = definitionDe(nature)
  if (!definition) return true
  const regime = versionOpposable(definition.obligations, le)
  if (!regime) return true
  if (estAbsente(regime.value)) return false
  return (
    AUTRES_OBLIGATIONS.includes(nature) ||
    listesPermises(regime.value).some(listePermise =>
      listes[listePermise].some(i => !estLu(i.texte, le)),
    )
  )
}

/**
 * An obligation is one that the kind allows, under its number on the day of the decision (CP art.
 * 132-44, 132-45; CPP art. 138).
 */
export function refusDObligation(
  nature: string,
  donnees: { article?: string | null | undefined },
  le: Jour,
  champ: string,
): Refusal[] {
  const refus = pourquoiLaRefuser(nature, donnees.article?.trim(), le)
  return refus ? [{ ...refus, champ }] : []
}
function pourquoiLaRefuser(
  nature: string,
  article: string | undefined,
  le: Jour,
): Omit<Refusal, 'champ'> | null {
  const item = article ? itemDe(article, le) : null
  // A number or words that the référentiel does not have are no article: the decision's own words
  // have their place.
  if (article && !item?.connu && !item?.opposable)
    return {
      code: 'article_hors_liste',
      message: `« ${article} » n’est pas dans la liste des obligations : cochez celle qui a été décidée, ou recopiez ses mots dans « Autre ».`,
    }
  const definition = definitionDe(nature)
  if (!definition) return null
  const opposable = versionOpposable(definition.obligations, le)
  const source = opposable ? { source: citer(opposable.source, le) } : {}
  if (opposable?.value === nExistePas)
    return {
      code: 'sans_obligation',
      message: 'Cette mesure ne comporte pas d’obligation particulière.',
      ...source,
    }
  if (!item)
    return motsAdmis(nature, le)
      ? null
      : {
          code: 'mots_hors_liste',
          message:
            'Cette obligation se coche dans la liste : toute la liste de ce jour est connue.',
          ...source,
        }
  if (item.texte === null && item.opposable)
    return {
      code: 'numero_inconnu',
      message: `${article} : ce numéro n’existait pas à la date de la décision.`,
      ...(item.source ? { source: citer(item.source, le) } : {}),
    }
  // A regime that was not read warns by its mark, it does not refuse (ADR 0022).
  if (!opposable || estAbsente(opposable.value)) return null
  const horsRegime = pourquoiHorsDuRegime(opposable.value, item)
  return horsRegime === null
    ? null
    : { code: 'obligation_hors_liste', message: `${article} : ${horsRegime}.`, ...source }
}
/** Why a numbered item does not go with a kind; null where the text opens it. */
function pourquoiHorsDuRegime(
  regime: RegimeDObligations,
  { liste, numero }: { liste: Liste; numero: string },
): string | null {
  const permises = listesPermises(regime)
  if (!permises.includes(liste))
    return `cette obligation ne va pas avec cette mesure${permises.length ? ` (liste : ${permises.join(', ')})` : ''}`
  const ouverts = liste === 'CP 132-44' || estOuvert(regime, numero) ? null : regime.seulement
  return ouverts
    ? `la loi n’ouvre à cette mesure que ces numéros de la liste : ${ouverts.join(', ')}`
    : null
}
