import { describe, expect, it } from 'vitest'
import { dernierJour, joursApres } from './ouverture.rules.ts'

const fait = { finiLe: null, annulee: false, closLe: null } as const
describe('Une ouverture finit avec sa raison (délais de la maison, à valider par le responsable du traitement)', () => {
  it('Tant que la mesure court, que la demande attend, que le service suit, que le transfert attend : pas de fin', () => {
    for (const motif of ['mandat', 'saisine', 'prise_en_charge', 'transfert_propose'] as const)
      expect([motif, dernierJour({ ...fait, motif })]).toEqual([motif, null])
  })
  it('Une convocation : trente jours après son jour ; annulée, sept jours', () => {
    expect(dernierJour({ ...fait, motif: 'convocation', finiLe: '2026-12-01' })).toBe('2026-12-31')
    expect(
      dernierJour({ ...fait, motif: 'convocation', finiLe: '2026-12-01', annulee: true }),
    ).toBe('2026-12-08')
  })
  it('Une mesure finie : le temps d’un appel et d’une correction ; une demande close : trente jours', () => {
    expect(dernierJour({ ...fait, motif: 'mandat', finiLe: '2026-01-01' })).toBe('2026-04-01')
    expect(dernierJour({ ...fait, motif: 'saisine', finiLe: '2026-01-01' })).toBe('2026-01-31')
    expect(joursApres.mandat).toBeGreaterThan(10)
  })
  it('Un dossier clos se ferme aux juridictions, même si leur raison court encore, jamais plus tard qu’elle', () => {
    expect(dernierJour({ ...fait, motif: 'mandat', closLe: '2026-06-01' })).toBe('2026-07-01')
    expect(
      dernierJour({ ...fait, motif: 'convocation', finiLe: '2026-05-10', closLe: '2026-06-01' }),
    ).toBe('2026-06-09')
    expect(
      dernierJour({ ...fait, motif: 'mandat', finiLe: '2026-05-31', closLe: '2026-06-01' }),
    ).toBe('2026-07-01')
  })
  it('Le service qui suivait un dossier clos le lit encore : c’est lui qui peut le rouvrir', () => {
    expect(dernierJour({ ...fait, motif: 'prise_en_charge', closLe: '2020-01-01' })).toBeNull()
  })
})
