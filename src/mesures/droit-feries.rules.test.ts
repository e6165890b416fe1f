import { describe, expect, it } from 'vitest'
import {
  ajouterJours,
  estFerie,
  estOuvre,
  feriesDe,
  type Jour,
  type Territoire,
  territoires,
} from '../platform/date.ts'
import { dernierJour } from './delai.rules.ts'
import { calculer } from './echeance.rules.ts'
import type { Faits } from './faits.rules.ts'
import { faits } from './mesure.builder.ts'

const une = (f: Faits, cle: string) => calculer(f).echeances.find(e => e.cle === cle)
const proroge = (depart: Jour, jours: number, t: Territoire = 'metropole') =>
  dernierJour(depart, { jours, proroge: true }, t)

describe('Les jours fériés (C3 : C. trav. L3133-1, L3134-13, L3422-2)', () => {
  it('Onze en métropole, treize en Alsace-Moselle, douze outre-mer', () => {
    const combien = territoires.map(t => feriesDe(2026, t).size)
    expect(combien).toEqual([11, 13, 12, 12, 12, 12, 12, 12, 12])
  })
  it.each([
    ['alsace-moselle', '2026-04-03', 'le Vendredi saint'],
    ['alsace-moselle', '2028-12-26', 'le 26 décembre'],
    ['mayotte', '2026-04-27', 'l’abolition'],
    ['martinique', '2026-05-22', 'l’abolition'],
    ['guadeloupe', '2026-05-27', 'l’abolition'],
    ['guyane', '2026-06-10', 'l’abolition'],
    ['reunion', '2027-12-20', 'l’abolition'],
    ['saint-barthelemy', '2026-10-09', 'l’abolition'],
    ['saint-martin', '2026-05-27', 'l’abolition'],
  ] as const)('%s, le %s : %s y proroge un délai, et pas en métropole', (t, jour, _motif) => {
    const veille = ajouterJours(jour, -1)
    expect(estFerie(jour, t)).toBe(true)
    expect(proroge(veille, 1, 'metropole')).toBe(jour)
    const attendu = proroge(veille, 1, t)
    expect([attendu > jour, estOuvre(attendu, t)]).toEqual([true, true])
  })
  it('C. trav. L3422-2 : à Saint-Martin le 28 mars jusqu’en 2017, le 27 mai « depuis 2018 » ; rien n’est su d’avant le 10 août 2016', () => {
    const deSaintMartin = (annee: number) =>
      [...feriesDe(annee, 'saint-martin')].filter(j => !feriesDe(annee, 'metropole').has(j))
    expect([2016, 2017, 2018, 2026].map(deSaintMartin)).toEqual([
      [],
      ['2017-03-28'],
      ['2018-05-27'],
      ['2026-05-27'],
    ])
  })
  it('Le même devoir n’a pas la même fin à Metz et à Nancy : un débat dû le Vendredi saint 2026', () => {
    const f = faits('liberation_conditionnelle', '2025-01-06', {
      actes: [{ acte: 'incarceration', le: '2026-03-19' }],
    })
    expect(une(f, 'debat_contradictoire')?.le).toBe('2026-04-03')
    expect(une({ ...f, territoire: 'alsace-moselle' }, 'debat_contradictoire')?.le).toBe(
      '2026-04-07',
    )
  })
})
