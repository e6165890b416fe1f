import { describe, expect, it } from 'vitest'
import { type ActeTape, refusDeLActe } from './acte-saisi.rules.ts'

const LE = '2026-11-24'
const greffe = { id: 'a', fonction: 'greffe', serviceId: null, juridictionId: 'metz' }
const mesure = {
  nature: 'sursis_probatoire',
  referentiel: 'droit',
  decisionLe: '2025-03-10',
  debutLe: '2025-03-10',
  finInitialeLe: '2027-03-10',
  palier: null,
  juridictionId: 'metz',
  juridictionNom: 'Tribunal judiciaire de Metz',
  actes: [{ acte: 'mise_a_execution', vers: 'en_cours', le: '2025-03-10', termeLe: '2027-03-10', causeFin: null }],
}
const champs = (a: ActeTape, qui = greffe) => refusDeLActe(qui, mesure, a, { enVigueur: [], aujourdhui: LE }).map(r => r.champ ?? r.code)
const revocation = { acte: 'revocation_totale', le: LE, auteur: 'jap', numero: '26/12', decisionVue: true } as const

describe('Tout ce qui arrête un acte se dit d’un coup', () => {
  it('rien n’arrête celui qui est entier', () => {
    expect(champs(revocation)).toEqual([])
  })
  it('ce qui manque ou ne se lit pas encore ne fait pas taire les règles du reste', () => {
    expect(champs({ acte: 'revocation_totale' })).toEqual(['numero', 'decisionVue'])
    expect(champs({ acte: 'revocation_totale', decisionLe: '2025-03-09' })).toEqual(['numero', 'decisionVue', 'decisionLe'])
    expect(champs({ ...revocation, auteur: undefined, le: '2025-03-09', decisionLe: '2026-11-25' })).toEqual(['le', 'decisionLe'])
  })
  it('l’auteur, le jour et la décision sont refusés ensemble, à qui n’est pas de la juridiction aussi', () => {
    const acte = { ...revocation, le: '2025-03-01', numero: undefined, decisionVue: false } as const
    expect(champs(acte, { ...greffe, juridictionId: 'nancy' })).toEqual(['autre_juridiction', 'le', 'numero', 'decisionVue'])
    expect(champs({ acte: 'suspension', le: LE }, { ...greffe, fonction: 'jap' })).toEqual(['pas_le_jap'])
  })
  it('d’un état qui ne le permet pas, l’acte est refusé par son état seul', () => {
    expect(champs({ acte: 'reprise', le: LE, auteur: 'loi' })).toEqual(['acte_impossible'])
  })
})
