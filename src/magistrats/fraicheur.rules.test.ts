import { describe, expect, it } from 'vitest'
import { ecartsDe, mettreAJour, refusDActualiser } from './fraicheur.rules.ts'

const change = [
  { mesureId: 'a', a: '2026-11-20 10:00:00+00', le: '2026-11-20' as const, apres: true },
]
describe('Ce qu’un rapport dit de la mesure et qui n’est plus vrai', () => {
  it('se voit par les mots, avec son jour ; ce qui est revenu comme avant n’est pas un écart', () => {
    const avant = [{ mesureId: 'a', texte: 'Sursis\n– Se soigner' }]
    expect(ecartsDe(avant, avant, change)).toEqual([])
    expect(ecartsDe(avant, [{ mesureId: 'a', texte: 'Sursis\n– Travailler' }], change)).toEqual([
      { mesureId: 'a', le: '2026-11-20', ajoutees: ['– Travailler'], retirees: ['– Se soigner'] },
    ])
  })
  it('d’un rapport dont on n’a pas gardé le texte tiré, seul ce qui a changé depuis est dit', () => {
    const presentes = [{ mesureId: 'a', texte: 'Sursis' }]
    expect(ecartsDe(null, presentes, change)).toEqual([
      { mesureId: 'a', le: '2026-11-20', ajoutees: [], retirees: [] },
    ])
    expect(
      ecartsDe(null, presentes, [{ ...(change[0] as (typeof change)[number]), apres: false }]),
    ).toEqual([])
  })
})
describe('La partie mise à jour', () => {
  it('perd ce qui n’est plus, prend ce qui est nouveau à sa place, et garde les mots de qui écrit', () => {
    const ecrite = 'Sursis\n– Se soigner\nElle a vu le médecin deux fois.\n– Travailler'
    expect(
      mettreAJour('Sursis\n– Se soigner\n– Travailler', ecrite, 'Sursis\n– Réparer\n– Travailler'),
    ).toBe('Sursis\n– Réparer\nElle a vu le médecin deux fois.\n– Travailler')
  })
  it('sans texte tiré gardé, le nouveau est mis devant, rien n’est effacé', () => {
    expect(mettreAJour(null, 'Écrit à la main', 'Sursis')).toBe('Sursis\n\nÉcrit à la main')
  })
})
describe('Refus de mettre à jour', () => {
  const qui = { serviceId: 's', valide: false }
  const refus = (etat: string, autre: object = {}) =>
    refusDActualiser({ etat, serviceQuiSuit: 's' }, { ...qui, ...autre }).map(r => r.code)
  it.each([
    ['brouillon', {}, []],
    ['renvoye', {}, []],
    ['soumis', {}, ['fige']],
    ['soumis', { valide: true }, []],
    ['valide', { valide: true }, ['fige']],
    ['transmis', { valide: true }, ['fige']],
    ['abandonne', {}, ['fige']],
    ['brouillon', { serviceId: 'autre' }, ['autre_service']],
  ])('%s %o : %o', (etat, autre, attendu) => {
    expect(refus(etat, autre)).toEqual(attendu)
  })
})
