import { lignesDe } from '../platform/interface/index.ts'
import { clesEtats, type Etat } from './etat.rules.ts'

type Ligne = { id: string; etat: string }
export type Coche = { convocationId: string; vu: string; etat: string }

/** What a presence form holds and has not recorded, line by line. */
const nonEnregistrees = (values: Record<string, unknown>): Coche[] =>
  lignesDe(values, 'issues').flatMap(({ convocationId, vu, etat }) => {
    const dit = [convocationId, vu, etat].every(v => typeof v === 'string' && v !== '')
    return dit && etat !== vu ? [{ convocationId, vu, etat } as Coche] : []
  })
/**
 * The end of an identifier tells two lines of one session apart, and two hundred of them hold in an
 * address.
 */
const courte = (id: string) => id.slice(-12)

const ecrireCoches = (values: Record<string, unknown>): string =>
  nonEnregistrees(values)
    .map(nonEnregistree =>
      [
        courte(nonEnregistree.convocationId),
        rangDe(nonEnregistree.vu),
        rangDe(nonEnregistree.etat),
      ].join('-'),
    )
    .join('.')
/**
 * What a form of presences holds unrecorded, for an address: a gesture of one line takes none of
 * the others away.
 */
export const garde = (values: Record<string, unknown>) => ({
  coches: ecrireCoches(values),
  prevenirAbsents: values.prevenirAbsents === 'oui' ? 'oui' : undefined,
})
const rangDe = (etat: string) => clesEtats.indexOf(etat as Etat)

/** The ticks that an address carries: of a line that is still as it was when it was ticked. */
export function lireCoches(texte: string, lignes: readonly Ligne[]): Coche[] {
  const parId = new Map(lignes.map(ligne => [courte(ligne.id), ligne]))
  return texte.split('.').flatMap(mot => {
    const [id = '', vu, etat] = mot.split('-')
    const ligne = parId.get(id)
    const vers = clesEtats[Number(etat)]
    return ligne && vers && ligne.etat === clesEtats[Number(vu)]
      ? [{ convocationId: ligne.id, vu: ligne.etat, etat: vers }]
      : []
  })
}

/**
 * What is ticked for a line: found by who it is, not by its rank, which changes when somebody joins
 * or leaves the list.
 */
export const cocheDe = (values: Record<string, unknown>, id: string): string =>
  nonEnregistrees(values).find(nonEnregistree => nonEnregistree.convocationId === id)?.etat ?? ''
