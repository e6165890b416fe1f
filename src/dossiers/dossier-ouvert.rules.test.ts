import { describe, expect, it } from 'vitest'
import { tousAQui } from '../platform/a-qui.ts'
import { dossierOuvert, type Lu } from './dossier-ouvert.rules.ts'

const lu: Lu = {
  dossierId: 'd1',
  closA: null,
  fusionneDans: null,
  numero: null,
  qualite: 'suit',
  suiviPar: null,
  propose: null,
}
const ouvert = (de: Partial<Lu>) => dossierOuvert({ ...lu, ...de }, 'Europe/Paris')

describe('Un dossier dit pourquoi ceci ne s’y écrit pas (C1.1, C9.1)', () => {
  it('rien ne l’empêche pour le service qui suit', () => {
    expect(ouvert({})).toMatchObject({ cause: null, qualite: 'suit' })
  })
  it('clos : depuis quand ; fusionné : dans lequel la suite s’écrit', () => {
    const clos = ouvert({ closA: '2026-11-20T23:30:00Z' })
    expect(clos.cause).toBe('clos')
    expect(clos.dire('clos', 'qui_suit').message).toContain('clos depuis le 21/11/2026')
    const fusionne = ouvert({ fusionneDans: 'd2', numero: 'FR-2026-0000002' })
    expect(fusionne.cause).toBe('clos')
    expect(fusionne.dire('clos', 'qui_suit').message).toContain('FR-2026-0000002')
  })
  it('seulement proposé : de répondre d’abord', () => {
    const propose = ouvert({ qualite: 'propose', propose: 't1' })
    expect(propose.cause).toBe('propose')
    expect(propose.dire('propose', 'qui_suit')).toMatchObject({
      message: 'Ce dossier vous est seulement proposé : répondez au transfert avant d’y écrire.',
      issue: { href: '/dossiers/d1/transferts/t1/accepter' },
    })
  })
  it('à un autre : à qui c’est, et quoi faire', () => {
    const autre = ouvert({ qualite: 'juridiction', suiviPar: 'SPIP des Vosges' })
    expect(autre.dire('autrui', 'qui_suit').message).toBe(
      'Cette personne est suivie par : SPIP des Vosges. Ceci s’écrit par le service qui la suit : dites-lui ce qui est à changer, il l’écrira.',
    )
    for (const aQui of tousAQui)
      expect(autre.dire('autrui', aQui).message, aQui).toMatch(
        /^Cette personne est suivie par : SPIP des Vosges[.] .+[.]$/,
      )
  })
})
