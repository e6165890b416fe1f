import { describe, expect, it } from 'vitest'
import type { Jour } from '../platform/date.ts'
import { uneCitationAVerifier, uneCitationLue } from '../platform/law.builder.ts'
import { type Dated, inconnu, lu, nExistePas, type Regle, type Version } from '../platform/law.ts'
import type { Bornes } from './definition.rules.ts'
import { refusDeDuree } from './duree.rules.ts'
import * as r from './referentiel.rules.ts'
import { estAVerifier, opposableLe, reponseLe, valeurLe } from './regle.rules.ts'

const lue = uneCitationLue('code pénal', '132-42')
const nonLue = uneCitationAVerifier('code pénal', '132-42')

describe('Une valeur a trois états : elle vaut, elle n’existe pas (lu, cité), elle est inconnue', () => {
  const regle = (...droit: [Version<Bornes>, ...Version<Bornes>[]]): Regle<Bornes> => ({
    id: 'essai',
    catalogue: 'B2',
    libelle: 'Essai',
    selon: 'jugement',
    droit,
  })
  const bornes: Bornes = { unite: 'mois', min: 6, max: 12 }
  const essai = regle(
    { from: '2010-01-01', value: nExistePas, source: lue },
    { from: '2012-01-01', value: inconnu, source: nonLue },
    { from: '2014-01-01', value: bornes, source: nonLue },
    { from: '2016-01-01', value: bornes, source: lue },
  )
  it('le compilateur refuse une version qui ne dit pas si et comment elle a été lue', () => {
    // @ts-expect-error: an absence is read, or it is unknown.
    const absenceNonLue: Version<Bornes> = { from: '2010-01-01', value: nExistePas, source: nonLue }
    // @ts-expect-error: what was read is known.
    const inconnueLue: Version<Bornes> = { from: '2010-01-01', value: inconnu, source: lue }
    // @ts-expect-error: null says neither that the law has no rule nor that nobody read it.
    const nulle: Version<Bornes> = { from: '2010-01-01', value: null, source: lue }
    // @ts-expect-error: no version without its source.
    const sansSource: Version<Bornes> = { from: '2010-01-01', value: bornes }
    // @ts-expect-error: a reading says who, when, where and which words; none is the default.
    const sansLecture = () => lu('code pénal', '132-42', {})
    expect([absenceNonLue, inconnueLue, nulle, sansSource, sansLecture]).toHaveLength(5)
  })
  it('chaque jour a sa réponse, et avant la première version rien n’est opposable', () => {
    expect(reponseLe(essai, '2011-01-01', 'droit')).toBe(nExistePas)
    expect(reponseLe(essai, '2013-01-01', 'droit')).toBe(inconnu)
    expect(valeurLe(essai, '2013-01-01', 'droit')).toBeNull()
    expect(opposableLe(essai, '2009-12-31', 'droit')).toBeNull()
    expect(opposableLe(essai, '2011-01-01', 'droit')?.value).toBe(nExistePas)
    expect(opposableLe(essai, '2013-01-01', 'droit')).toBeNull()
    expect(opposableLe(essai, '2015-01-01', 'droit')).toBeNull()
    expect(opposableLe(essai, '2017-01-01', 'droit')?.value).toEqual(bornes)
    const jours: Jour[] = ['2009-12-31', '2011-01-01', '2013-01-01', '2015-01-01', '2017-01-01']
    expect(jours.map(le => estAVerifier(essai, le, 'droit'))).toEqual([
      true,
      false,
      true,
      true,
      false,
    ])
  })
  it('treize mois sont refusés là où la borne est lue, et nulle part ailleurs (CP 132-42)', () => {
    const treize = { debutLe: '2025-01-10', dureeMois: 13 } as const
    const jours: Jour[] = ['2009-12-31', '2011-01-01', '2013-01-01', '2015-01-01', '2017-01-01']
    expect(jours.map(le => refusDeDuree(essai, treize, le, 'droit').length)).toEqual([
      0, 0, 0, 0, 1,
    ])
  })
})

describe('Chaque version de chaque règle a sa lecture, ou sa raison d’être à vérifier', () => {
  it.each(r.recueil.map(e => [`${e.groupe}, ${e.id}`, e] as const))('%s', (_nom, entree) => {
    for (const m of r.mentionsDe(entree)) {
      if (!('confiance' in m.source)) continue
      if (m.source.confiance === 'a_verifier')
        expect(m.source.raison.trim(), `${m.from}, ${m.quoi}`).not.toBe('')
      else {
        const { qui, le, ou, mots } = m.source.lecture
        expect([qui.trim(), le, ou.trim(), mots], `${m.from}, ${m.quoi}`).not.toContain('')
      }
    }
    for (const v of entree.droit) {
      if (v.value === nExistePas)
        expect(v.source.confiance, `${v.from} : absence non lue`).toBe('lu')
      if (v.value === inconnu)
        expect(v.source.confiance, `${v.from} : inconnue lue`).toBe('a_verifier')
    }
  })
  it('une règle n’est pas « lue » par la lecture d’une version passée', () => {
    const entree = (...droit: Dated<unknown>): r.Entree => ({
      id: 'essai',
      catalogue: 'B2',
      libelle: 'Essai',
      selon: 'jugement',
      droit,
      groupe: 'tig',
      rubrique: 'regle',
    })
    const deux = entree(
      { from: '2010-01-01', value: 1, source: lue },
      { from: '2020-01-01', value: 2, source: nonLue },
    )
    expect([
      r.estLue(deux, '2019-12-31'),
      r.estLue(deux, '2020-01-01'),
      r.estLue(deux, '2009-12-31'),
    ]).toEqual([true, false, false])
  })
})
