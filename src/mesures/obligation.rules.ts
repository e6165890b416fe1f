import type { Jour } from '../platform/date.ts'
import { type Citation, type Dated, estAbsente, nExistePas } from '../platform/law.ts'
import type { Refusal } from '../platform/refusal.ts'
import type { RegimeDObligations } from './definition.rules.ts'
import { definitionDe } from './nature.rules.ts'
import { obligationsDuControleJudiciaire } from './referentiel/controle-judiciaire-obligations.referentiel.ts'
import { mesuresDeControle } from './referentiel/obligations-controle.referentiel.ts'
import {
  type MotsCourts,
  motsDesControles,
  motsDesObligations,
  motsDuControleJudiciaire,
} from './referentiel/obligations-mots.referentiel.ts'
import { obligationsParticulieres } from './referentiel/obligations-particulieres.referentiel.ts'
import {
  A_VERIFIER,
  citer,
  estOpposable,
  versionAVerifier,
  versionLe,
  versionOpposable,
} from './regle.rules.ts'

/**
 * One numbered item of a list of obligations (CP art. 132-44, 132-45; CPP art. 138): its text over
 * time.
 */
export type ItemDObligation = { numero: string; texte: Dated<string> }
/** The lists, by the prefix under which an item is recorded: « CP 132-45, 3° ». */
export const listes = {
  'CP 132-44': mesuresDeControle,
  'CP 132-45': obligationsParticulieres,
  'CPP 138': obligationsDuControleJudiciaire,
} as const satisfies Record<string, readonly ItemDObligation[]>
type Liste = keyof typeof listes
const motsCourts: Record<Liste, MotsCourts> = {
  'CP 132-44': motsDesControles,
  'CP 132-45': motsDesObligations,
  'CPP 138': motsDuControleJudiciaire,
}
const listeDuRegime = { 'cp-132-45': 'CP 132-45', 'cpp-138': 'CPP 138' } as const satisfies Record<
  string,
  Liste
>

/** The plain French of a number on a day; null where nobody wrote it. */
export function motsCourtsLe(liste: Liste, numero: string, le: Jour): string | null {
  const mots = motsCourts[liste][numero]
  return typeof mots === 'object'
    ? (mots.findLast(([from]) => from <= le)?.[1] ?? mots[0]?.[1] ?? null)
    : (mots ?? null)
}
/**
 * What an obligation asks; the procedure that follows it in the article is read in the référentiel.
 */
export const premierePhrase = (texte: string) =>
  texte.split(/(?<=[a-zé)])\. (?=[A-ZÀÉÈÊ])/)[0] ?? texte

/**
 * An obligation that was recorded, in plain French: the short words of the text that it keeps,
 * whatever the day of that text; the decision's own words as they are.
 */
export function motsDObligation({
  article,
  libelle,
}: {
  article: string | null
  libelle: string
}): string {
  const [, liste, numero] = NUMEROTEE.exec(article ?? '') ?? []
  if (!liste || !numero) return libelle
  const version = versionsGardees(liste as Liste, numero, libelle)[0]
  return (version && motsCourtsLe(liste as Liste, numero, version.from)) ?? libelle
}
/** The versions of a number whose words are those that an obligation keeps. */
const versionsGardees = (liste: Liste, numero: string, libelle: string) =>
  (listes[liste] as readonly ItemDObligation[])
    .filter(i => i.numero === numero)
    .flatMap(i =>
      i.texte.filter(
        version => !estAbsente(version.value) && premierePhrase(version.value) === libelle,
      ),
    )
/**
 * Whether a version of the law that has the number and the words that an obligation keeps was not
 * read; the decision's own words are not the law's.
 */
export function obligationAVerifier({
  article,
  libelle,
}: {
  article: string | null
  libelle: string
}): boolean {
  const [, liste, numero] = NUMEROTEE.exec(article ?? '') ?? []
  if (!liste || !numero) return false
  const gardees = versionsGardees(liste as Liste, numero, libelle)
  return gardees.length === 0 || !gardees.every(version => estOpposable(version.source))
}
/** « art. CP 132-45, 3° », with its mark where nobody has read it. */
export const articleDObligation = (donnees: {
  article: string | null
  libelle: string
}): string | null =>
  donnees.article &&
  `art. ${donnees.article}${obligationAVerifier(donnees) ? `, ${A_VERIFIER}` : ''}`
/**
 * The same with its article and what the decision says of it: « Se soigner (examens, traitements,
 * soins) (art. CP 132-45, 3°) : au centre ».
 */
export function motsComplets(donnees: {
  article: string | null
  libelle: string
  precisions: string | null
}): string {
  const article = articleDObligation(donnees)
  return `${motsDObligation(donnees)}${article ? ` (${article})` : ''}${donnees.precisions ? ` : ${donnees.precisions}` : ''}`
}

/** `mots`: plain French; `texte`: the law's, which nobody has read where it is `aVerifier`. */
export type Proposee = { article: string; mots: string; texte: string; aVerifier: boolean }
/** Items of a list as numbered on a day. */
export const itemsLe = (liste: Liste, le: Jour): Proposee[] =>
  listes[liste].flatMap(({ numero, texte }) => {
    const { value } = versionLe(texte, le)
    const mots = motsCourtsLe(liste, numero, le)
    return estAbsente(value)
      ? []
      : [
          {
            article: `${liste}, ${numero}`,
            mots: mots ?? value,
            texte: value,
            aVerifier: versionAVerifier(texte, le),
          },
        ]
  })
const regimeDe = (nature: string, le: Jour): RegimeDObligations | null => {
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

const NUMEROTEE = /^(CP 132-44|CP 132-45|CPP 138),? *(\d+°(?: bis)?)$/
type Item = {
  liste: Liste
  numero: string
  connu: boolean
  texte: string | null
  opposable: boolean
  source: Citation | undefined
}
const estLu = (texte: Dated<string>, le: Jour) => versionOpposable(texte, le) !== null
/**
 * « CP 132-45, 3° » read back, or null for what is not a numbered item; `opposable` when its
 * presence or absence was read in the law of that day.
 */
export function itemDe(article: string, le: Jour): Item | null {
  const [, liste, numero] = NUMEROTEE.exec(article.trim()) ?? []
  if (!liste || !numero) return null
  const items: readonly ItemDObligation[] = listes[liste as Liste]
  const version = items.find(i => i.numero === numero)?.texte
  const enVigueur = version && versionLe(version, le)
  // A number that the list does not have at all is refused only where the whole list of that day
  // was read.
  const opposable = version ? estLu(version, le) : items.every(i => estLu(i.texte, le))
  const premier = items[0]?.texte
  const source = enVigueur?.source ?? (premier && versionLe(premier, le).source)
  const texte = enVigueur === undefined || estAbsente(enVigueur.value) ? null : enVigueur.value
  return { liste: liste as Liste, numero, connu: version !== undefined, texte, opposable, source }
}

/** By what an obligation is known as the same: its number, or its own words. */
export const cleDObligation = (donnees: { article: string | null; libelle: string }): string =>
  donnees.article?.replaceAll(' ', '') ?? donnees.libelle
export type EnVigueur = { obligationId: string; article: string | null; libelle: string }
/**
 * Acts that change the particular obligations, and nothing else; the « modification » of a kind
 * counted in hours is that of its host or its hours.
 */
const modifieLesObligations = ({
  nature,
  acte,
  le,
}: {
  nature: string
  acte: string
  le: Jour
}): boolean =>
  Boolean(regimeDe(nature, le)?.particulieres) &&
  (['modification_obligations', 'adaptation'].includes(acte) ||
    (acte === 'modification' && !definitionDe(nature)?.heures))
/**
 * A modification lifts or adds something, and adds nothing that stands already; lifted by the same
 * act, it may come back otherwise.
 */
export function refusDeModifier(
  donnees: { nature: string; acte: string; le: Jour },
  enVigueur: readonly EnVigueur[],
  {
    levees,
    ajoutees,
  }: {
    levees: readonly string[]
    ajoutees: readonly { article: string | null; libelle: string }[]
  },
): Refusal[] {
  const restent = new Set(
    enVigueur.filter(obligation => !levees.includes(obligation.obligationId)).map(cleDObligation),
  )
  const vide = levees.length + ajoutees.length === 0 && modifieLesObligations(donnees)
  return [
    ...(vide
      ? [
          {
            code: 'rien_ne_change',
            champ: 'obligations',
            message: 'Dites quelle obligation est levée ou ajoutée.',
          },
        ]
      : []),
    ...ajoutees.flatMap((ajoutee, i) =>
      restent.has(cleDObligation(ajoutee))
        ? [
            {
              code: 'deja_en_vigueur',
              champ: `obligations.${i}.article`,
              message: `« ${motsDObligation(ajoutee)} » est déjà en vigueur. Pour en changer la précision, cochez-la aussi dans « Obligations levées ».`,
            },
          ]
        : [],
    ),
  ]
}
type DOrigine = {
  article: string | null
  libelle: string
  acteId: string | null
  leveeLe: Jour | null
}
/**
 * What the decision pronounced and still stands; what acts have added or lifted since, which they
 * alone undo.
 */
export const parOrigine = <O extends DOrigine>(
  obligations: readonly O[],
): { prononcees: O[]; changees: O[] } => ({
  prononcees: obligations.filter(obligation => !obligation.acteId && !obligation.leveeLe),
  changees: obligations.filter(
    obligation => (obligation.acteId !== null) !== (obligation.leveeLe !== null),
  ),
})
type Ecrite = Pick<DOrigine, 'article' | 'libelle'>
/**
 * The decision is put right without undoing an act: one that an act added stands already, one that
 * an act lifted is not given back here.
 */
export function refusDeCeQuUnActeChange(
  voulues: readonly Ecrite[],
  prononcees: readonly Ecrite[],
  changees: readonly DOrigine[],
): Refusal[] {
  const cles = new Set(prononcees.map(cleDObligation))
  return voulues.flatMap((ecrite, i) => {
    const deja = cles.has(cleDObligation(ecrite))
      ? undefined
      : changees.findLast(dOrigine => cleDObligation(dOrigine) === cleDObligation(ecrite))
    const quoi = deja?.leveeLe
      ? 'a été levée par un acte'
      : 'est déjà en vigueur, ajoutée par un acte'
    const message = `« ${motsDObligation(ecrite)} » ${quoi} : décochez-la ici. Si l’acte est une erreur, annulez-le.`
    return deja ? [{ code: 'change_par_un_acte', champ: `obligations.${i}.article`, message }] : []
  })
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
  const article = donnees.article?.trim()
  const item = article ? itemDe(article, le) : null
  // A number or words that the référentiel does not have are no article: the decision's own words
  // have their place.
  if (article && !item?.connu && !item?.opposable)
    return [
      {
        code: 'article_hors_liste',
        champ,
        message: `« ${article} » n’est pas dans la liste des obligations : cochez celle qui a été décidée, ou recopiez ses mots dans « Autre ».`,
      },
    ]
  const definition = definitionDe(nature)
  if (!definition) return []
  const opposable = versionOpposable(definition.obligations, le)
  const source = opposable ? { source: citer(opposable.source, le) } : {}
  if (opposable?.value === nExistePas)
    return [
      {
        code: 'sans_obligation',
        champ,
        message: 'Cette mesure ne comporte pas d’obligation particulière.',
        ...source,
      },
    ]
  if (!item)
    return motsAdmis(nature, le)
      ? []
      : [
          {
            code: 'mots_hors_liste',
            champ,
            message:
              'Cette obligation se coche dans la liste : toute la liste de ce jour est connue.',
            ...source,
          },
        ]
  if (item.texte === null && item.opposable)
    return [
      {
        code: 'numero_inconnu',
        champ,
        message: `${article} : ce numéro n’existait pas à la date de la décision.`,
        ...(item.source ? { source: citer(item.source, le) } : {}),
      },
    ]
  // A regime that was not read warns by its mark, it does not refuse (ADR 0022).
  if (!opposable || estAbsente(opposable.value)) return []
  const permises = listesPermises(opposable.value)
  const fermee =
    item.liste === 'CP 132-44' || estOuvert(opposable.value, item.numero)
      ? null
      : opposable.value.seulement
  if (permises.includes(item.liste) && fermee)
    return [
      {
        code: 'obligation_hors_liste',
        champ,
        message: `${article} : la loi n’ouvre à cette mesure que ces numéros de la liste : ${fermee.join(', ')}.`,
        ...source,
      },
    ]
  if (permises.includes(item.liste)) return []
  return [
    {
      code: 'obligation_hors_liste',
      champ,
      message: `${article} : cette obligation ne va pas avec cette mesure${permises.length ? ` (liste : ${permises.join(', ')})` : ''}.`,
      ...source,
    },
  ]
}
