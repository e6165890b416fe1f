import { describe, expect, it } from 'vitest'
import { ajouterJours, ajouterMois, estOuvre, type Jour } from '../platform/date.ts'
import { estAbsente } from '../platform/law.ts'
import type { Definition, Delai } from './definition.rules.ts'
import { dernierJour } from './delai.rules.ts'
import { calculer } from './echeance.rules.ts'
import type { Faits } from './faits.rules.ts'
import { faits } from './mesure.builder.ts'
import { natures } from './nature.referentiel.ts'

const une = (f: Faits, cle: string) => calculer(f).echeances.find(e => e.cle === cle)

describe('CPP 801 : « tout délai prévu par une disposition de procédure pénale pour l’accomplissement d’un acte » est prorogé', () => {
  const procedurePenale = ['code de procédure pénale', 'code pénitentiaire']
  /** Every delay of a duty, in each of its versions. */
  const delais = Object.values(natures as Record<string, Definition>).flatMap(d =>
    d.devoirs.flatMap(({ delai, tousLes }) =>
      [delai, ...(tousLes ? [tousLes] : [])].flatMap(r =>
        r.droit.flatMap(v =>
          estAbsente(v.value) ? [] : [{ id: r.id, from: v.from, delai: v.value, source: v.source }],
        ),
      ),
    ),
  )
  const finitUnDimanche = ({ jours = 0, mois = 0 }: Delai): Jour => {
    const depart = ajouterMois('2025-08-17', -mois)
    return ajouterJours(depart, -jours)
  }
  it.each(
    delais.filter(
      d =>
        procedurePenale.includes(d.source.texte) &&
        !d.delai.avant &&
        (d.delai.jours || d.delai.mois),
    ),
  )('$id depuis $from, $source.article', ({ id, delai }) => {
    if (id === 'arse.placement_conditionnel') return expect(delai.proroge).toBe(false)
    const fin = dernierJour(finitUnDimanche(delai), delai, 'metropole')
    return expect([delai.proroge, estOuvre(fin, 'metropole')]).toEqual([true, true])
  })
  it('et seulement lui : ni un délai du code pénal (132-65, 131-5-1), ni ce qui se compte avant le terme (D575)', () => {
    const autres = delais.filter(d => !procedurePenale.includes(d.source.texte) || d.delai.avant)
    expect(autres.map(d => d.id)).toEqual(
      expect.arrayContaining(['ajournement_probatoire.decision_sur_la_peine', 'stage.execution']),
    )
    expect(autres.filter(d => d.delai.proroge)).toEqual([])
  })
  it('CPP 741-2 et 713-43 (quatre mois), D546-2 (huit jours) : le dimanche donne le lundi, comme en 723-15-2 et en D49-82', () => {
    const le = (nature: string, cle: string, jour: Jour, plus: Partial<Faits> = {}) =>
      une(faits(nature, jour, plus), cle)?.le
    expect(le('sursis_probatoire_renforce', 'decision_du_jap', '2025-08-09')).toBe('2025-12-09')
    expect(le('sursis_probatoire_renforce', 'decision_du_jap', '2025-08-14')).toBe('2025-12-15')
    expect(le('contrainte_penale', 'decision_du_jap', '2017-08-17')).toBe('2017-12-18')
    expect(
      le('sursis_probatoire_renforce', 'premiere_convocation_execution_provisoire', '2025-08-09', {
        executionProvisoire: true,
      }),
    ).toBe('2025-08-18')
  })
})

describe('CPP 474, al. 1 : « condamné qui est présent à l’issue de l’audience », « personne non incarcérée »', () => {
  const convoquees = [
    ['sursis_probatoire', '2026-03-02', '2026-04-01'],
    ['tig', '2026-03-02', '2026-04-01'],
    ['tig', '2021-03-02', '2021-04-16'],
    ['sursis_tig', '2019-03-04', '2019-04-18'],
    ['ajournement_probatoire', '2026-03-02', '2026-04-01'],
  ] as const
  it.each(convoquees)(
    '%s du %s : présente et libre, le %s ; absente, aucun délai, et le motif est dit',
    (nature, le, du) => {
      expect(une(faits(nature, le), 'premiere_convocation')?.le).toBe(du)
      expect(une(faits(nature, le, { notifieeLe: le }), 'premiere_convocation')?.le).toBe(du)
      const absente = calculer(faits(nature, le, { notifieeLe: ajouterJours(le, 79) }))
      expect(absente.echeances.filter(e => e.cle === 'premiere_convocation')).toEqual([])
      expect(absente.sansDelai).toMatchObject([
        { cle: 'premiere_convocation', parceQue: 'personne absente à l’audience' },
      ])
      expect(absente.sansDelai[0]?.citation).toMatch(/^CPP (474, al\. (1 et )?3|D48-2, 2°)$/)
    },
  )
  const actes = (...suite: [string, Jour][]) => suite.map(([acte, le]) => ({ acte, le }))
  it('peine mixte : délai suspendu le jour de la décision, un mois depuis la libération (741-1) et rien d’autre', () => {
    const suspendue = actes(['mise_a_execution', '2026-01-15'], ['suspension', '2026-01-15'])
    const detenue = calculer(faits('sursis_probatoire', '2026-01-15', { actes: suspendue }))
    expect(detenue.sansDelai).toMatchObject([
      { cle: 'premiere_convocation', parceQue: 'personne incarcérée dès la décision' },
    ])
    const liberee = faits('sursis_probatoire', '2026-01-15', {
      actes: [...suspendue, ...actes(['reprise', '2026-06-15'])],
    })
    expect(calculer(liberee).echeances.filter(e => e.cle.includes('convocation'))).toMatchObject([
      { cle: 'convocation_apres_liberation', le: '2026-07-15' },
    ])
  })
  it('incarcérée plus tard, elle était libre à l’audience : la convocation reste due', () => {
    const plusTard = actes(['mise_a_execution', '2026-01-26'], ['suspension', '2026-02-03'])
    expect(
      une(faits('sursis_probatoire', '2026-01-15', { actes: plusTard }), 'premiere_convocation')
        ?.le,
    ).toBe('2026-02-16')
  })
})

describe('CPP D49-85, al. 2 : « un avis de convocation à comparaître devant ce magistrat dans un délai qui ne saurait excéder trente jours »', () => {
  const aFixer = { acte: 'executoire_a_fixer', le: '2026-06-11' } as const
  const ddse = (notifieeLe: Jour | null, ...actes: Faits['actes'][number][]) =>
    calculer(
      faits('ddse', '2026-06-01', { notifieeLe, termeLe: '2026-12-01', actes }),
      true,
    ).echeances.find(e => e.cle === 'convocation_jap')
  it('court depuis l’audience, pour qui y était, quand le lieu ou les horaires restent à fixer', () => {
    expect(ddse(null, aFixer)).toMatchObject({ le: '2026-07-01', enMain: 'jap' })
    expect(ddse(null)).toBeUndefined()
    expect(ddse('2026-07-20', aFixer)).toBeUndefined()
  })
})

describe('CPP D49-84, 1° : « dans un délai de cinq jours au plus tard à compter de la décision »', () => {
  const ddse = (executionProvisoire: boolean, ...actes: Faits['actes']) =>
    faits('ddse', '2026-06-01', { executionProvisoire, actes })
  it('avec exécution provisoire, depuis la décision, qu’un acte ait été enregistré ou non', () => {
    expect(une(ddse(true), 'pose_provisoire')?.le).toBe('2026-06-08')
    expect(
      une(ddse(true, { acte: 'executoire_fixee', le: '2026-06-11' }), 'pose_provisoire')?.le,
    ).toBe('2026-06-08')
    expect(une(ddse(false), 'pose_provisoire')).toBeUndefined()
  })
  it('lieu ou horaires à fixer : c’est le JAP qui les fixe, et son délai seul court (D49-85)', () => {
    const aFixer = ddse(true, { acte: 'executoire_a_fixer', le: '2026-06-01' })
    expect([une(aFixer, 'pose_provisoire'), une(aFixer, 'modalites')?.le]).toEqual([
      undefined,
      '2026-10-01',
    ])
  })
})
