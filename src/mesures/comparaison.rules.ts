import type { Jour } from '../platform/date.ts'
import { type Citation, estInconnue, type Proposition } from '../platform/law.ts'
import { type Entree, type Mention, mentionsDe, recueil, versionConnue } from './recueil.rules.ts'
import { citationCourte, citer } from './regle.rules.ts'
import { enMots, INCONNU } from './valeur.rules.ts'

/** `connu`: somebody read what the law said on that day. */
export type Cote = {
  lignes: string[]
  source: Citation | Proposition<unknown> | null
  connu: boolean
}
/**
 * What a rule says on each side; a side without a line says that the rule does not exist there.
 * What is not known neither appears nor goes.
 */
export type Ecart = {
  entree: Entree
  quoi: 'apparait' | 'disparait' | 'valeur' | 'numero' | 'inconnu'
  avant: Cote
  apres: Cote
  /** Articles that changed their number: « CPP 723-15 » → « CPP L5212-1 ». */
  numeros: { ancien: string; nouveau: string }[]
}

const coteLe = (entree: Entree, le: Jour): Cote => {
  const version = versionConnue(entree.droit, le)
  if (!version) return { lignes: [INCONNU], source: null, connu: false }
  return {
    lignes: enMots(version.value),
    source: version.source,
    connu: !estInconnue(version.value),
  }
}
/** Of two lists, what only one has: a machine of thirty passages shows those that changed. */
const seulement = (un: readonly string[], autre: readonly string[]) =>
  un.filter(libelle => !autre.includes(libelle))

/** Citations of the rule in force on a day whose number is another one on that other day. */
function numerosChanges(entree: Entree, de: Jour, jour: Jour): Ecart['numeros'] {
  const depuis = versionConnue(entree.droit, jour)?.from
  const cites = mentionsDe(entree).filter(
    (mention): mention is Mention & { source: Citation } =>
      mention.from === depuis && 'confiance' in mention.source,
  )
  const couples = cites.map(({ source }) => {
    const [avant, apres] = [citer(source, de), citer(source, jour)]
    return avant.texte === apres.texte && avant.article === apres.article
      ? null
      : { ancien: citationCourte(source, de), nouveau: citationCourte(source, jour) }
  })
  const uniques = new Map(
    couples.flatMap(couple =>
      couple ? [[`${couple.ancien}→${couple.nouveau}`, couple] as const] : [],
    ),
  )
  return [...uniques.values()]
}

function ceQuiChange(avant: Cote, apres: Cote): Ecart['quoi'] {
  if (!avant.connu || !apres.connu) return 'inconnu'
  if (avant.lignes.length === 0) return 'apparait'
  return apres.lignes.length === 0 ? 'disparait' : 'valeur'
}

function ecartDe(entree: Entree, de: Jour, jour: Jour): Ecart[] {
  const [avant, apres] = [coteLe(entree, de), coteLe(entree, jour)]
  const numeros = numerosChanges(entree, de, jour)
  const pareil = avant.lignes.join('\n') === apres.lignes.join('\n')
  if (pareil)
    return numeros.length > 0 && apres.lignes.length > 0
      ? [{ entree, quoi: 'numero', avant, apres, numeros }]
      : []
  const quoi = ceQuiChange(avant, apres)
  if (entree.rubrique !== 'deroulement') return [{ entree, quoi, avant, apres, numeros }]
  const [dA, dB] = [seulement(avant.lignes, apres.lignes), seulement(apres.lignes, avant.lignes)]
  return [
    { entree, quoi, avant: { ...avant, lignes: dA }, apres: { ...apres, lignes: dB }, numeros },
  ]
}
/**
 * What the law changed from one day to another: values, and numbers of articles (charte C1.1; ADR
 * 0016).
 */
export const changements = (de: Jour, jour: Jour): Ecart[] =>
  recueil.flatMap(entree => ecartDe(entree, de, jour))

export type Difference = {
  entree: Entree
  droit: Cote
  egip: Cote & { source: Proposition<unknown> }
}

/**
 * Where the proposal departs from the law of a day; what it inherits is not shown (charte, two
 * levels).
 */
export const differences = (le: Jour): Difference[] =>
  recueil.flatMap(entree => {
    const { egip } = entree
    if (!egip) return []
    const [droit, lignes] = [coteLe(entree, le), enMots(egip.value)]
    if (droit.lignes.join('\n') === lignes.join('\n')) return []
    const machine = entree.rubrique === 'deroulement'
    return [
      {
        entree,
        droit: machine ? { ...droit, lignes: seulement(droit.lignes, lignes) } : droit,
        egip: {
          lignes: machine ? seulement(lignes, droit.lignes) : lignes,
          source: egip,
          connu: true,
        },
      },
    ]
  })
