import { estAbsente, estInconnue } from '../platform/law.ts'
import { attenteEnMots } from './acte.rules.ts'
import {
  type Auteur,
  auteurs,
  type Bornes,
  type Devoir,
  type RegimeDObligations,
} from './definition.rules.ts'
import { delaiEnMots } from './delai.rules.ts'
import { bornesEnMots } from './duree.rules.ts'
import { typesDHotes } from './hote.rules.ts'
import type { ApresLeTerme, Machine, Transition } from './machine.rules.ts'
import { estSeuil } from './nombres.rules.ts'
import { seuilEnMots } from './seuil.rules.ts'
import { departEnMots } from './temps-des-actes.rules.ts'

const nommer = (cle: string) =>
  auteurs[cle as Auteur] ?? (typesDHotes as Record<string, string>)[cle] ?? cle

/**
 * A row of the machine: an act from these states to that one; `vers` is null when it leaves the
 * measure in its state, whichever it is.
 */
export type Passage = Omit<Transition, 'vers'> & { vers: string | null }
/**
 * One row for each act, author and source: acts that are possible in several states without
 * changing them are one row.
 */
export function passagesDe(machine: Machine): Passage[] {
  const rangees = new Map<string, Passage>()
  for (const transition of machine.transitions) {
    const vers =
      transition.de.length === 1 && transition.de[0] === transition.vers ? null : transition.vers
    const cle = JSON.stringify([transition.acte, vers, transition.auteurs, transition.source])
    const deja = rangees.get(cle)
    rangees.set(cle, { ...transition, vers, de: [...(deja?.de ?? []), ...transition.de] })
  }
  return [...rangees.values()]
}
export const passageEnMots = (
  { libelle, de, vers, auteurs: qui }: Passage,
  machine: Machine,
): string => {
  const etat = (cle: string) => `« ${machine.etats[cle]?.libelle ?? cle} »`
  const depuis = de.map(etat).join(' ou ')
  return `${libelle} : ${vers ? `de ${depuis} à ${etat(vers)}` : `sans quitter ${depuis}`} (${qui.map(nommer).join(', ')})`
}
const regimeEnMots = ({
  controle,
  controleChoisi,
  particulieres,
  seulement,
  fixeesPar,
  note,
}: RegimeDObligations): string[] => [
  ...(controle
    ? [`Mesures de contrôle de CP 132-44${controleChoisi ? ', si la décision les prévoit' : ''}`]
    : []),
  ...(particulieres
    ? [
        `Obligations de la liste de ${particulieres === 'cp-132-45' ? 'CP 132-45' : 'CPP 138'}${seulement ? `, seulement : ${seulement.join(', ')}` : ''}`,
      ]
    : []),
  ...(fixeesPar.length > 0 ? [`Fixées par : ${fixeesPar.map(nommer).join(', ')}`] : []),
  ...(note ? [note] : []),
]

/** What is shown where nobody has read what the law says (ADR 0038). */
export const INCONNU = 'inconnu : personne n’a encore lu ce que dit la loi'
/**
 * A value as a reader sees it, line by line; no line says that the law was read, and that the rule
 * does not exist.
 */
export function enMots(valeur: unknown): string[] {
  if (estInconnue(valeur)) return [INCONNU]
  if (estAbsente(valeur) || valeur === undefined || valeur === null) return []
  if (Array.isArray(valeur)) return [valeur.map(nommer).join(', ')]
  if (valeur === 'moitie' || (typeof valeur === 'object' && 'sinon' in valeur))
    return [attenteEnMots(valeur as 'moitie' | ApresLeTerme)]
  if (typeof valeur !== 'object') return [String(valeur)]
  if ('transitions' in valeur)
    return passagesDe(valeur as Machine).map(passage => passageEnMots(passage, valeur as Machine))
  if ('controle' in valeur) return regimeEnMots(valeur as RegimeDObligations)
  if (estSeuil(valeur)) return seuilEnMots(valeur)
  if ('unite' in valeur) return bornesEnMots(valeur as Bornes).split(' ; ')
  return [delaiEnMots(valeur)]
}

const satisfactions: Record<string, string> = {
  'convocation:spip': 'une convocation devant le SPIP, pour cette mesure',
  'convocation:juridiction': 'une convocation devant le JAP, pour cette mesure',
  'convocation:tous': 'une convocation devant le JAP ou le SPIP, pour cette mesure',
  'rapport:evaluation': 'un rapport d’évaluation sur cette mesure',
  'rapport:annuel': 'un rapport annuel sur cette mesure',
  'rapport:fin_de_mesure': 'un rapport de fin sur cette mesure',
  'rapport:incident': 'une note d’incident sur cette mesure',
  'rapport:enquete': 'un rapport d’enquête sur cette mesure',
  'rapport:amenagement': 'un rapport sur les modalités d’exécution, pour cette mesure',
}
export const satisfactionEnMots = (par: Devoir['satisfaitPar'], machine: Machine | null): string =>
  [par]
    .flat()
    .map(
      satisfaction =>
        satisfactions[satisfaction] ?? departEnMots(satisfaction as Devoir['depuis'], machine),
    )
    .join(', ou ')
