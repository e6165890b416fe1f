import { describe, expect, it } from 'vitest'
import { refusDeClore, refusDeRouvrir } from './cloture.rules.ts'

const codes = (refus: { code: string }[]) => refus.map(r => r.code)
const ouvert = { closA: null, serviceId: 's1' }
const clos = { closA: '2026-11-20T08:00:00Z', serviceId: 's1' }
const convocation = { quoi: 'Une convocation est prévue.', fin: { href: '/', label: 'L’annuler' } }
const message = {
  quoi: 'Un message attend de partir.',
  fin: { href: '/', label: 'Les messages' },
  informe: true as const,
}

describe('Clore et rouvrir (C1.1, C9.1)', () => {
  it('rien en cours, ou seulement de quoi informer : le dossier peut être clos', () => {
    expect(refusDeClore(ouvert, 's1', [])).toEqual([])
    expect(refusDeClore(ouvert, 's1', [message])).toEqual([])
    expect(refusDeRouvrir(clos, 's1')).toEqual([])
  })
  it.each([
    ['déjà clos', 'deja_clos', refusDeClore(clos, 's1', [])],
    ['suivi par un autre service', 'autre_service', refusDeClore(ouvert, 's2', [])],
    [
      'où quelque chose court encore',
      'en_cours',
      refusDeClore(ouvert, 's1', [convocation, message]),
    ],
    ['déjà ouvert', 'deja_ouvert', refusDeRouvrir(ouvert, 's1')],
    ['suivi naguère par un autre service', 'autre_service', refusDeRouvrir(clos, 's2')],
  ])('est refusé : un dossier %s', (_cas, code, refus) => {
    expect(codes(refus)).toEqual([code])
  })
})
