import { describe, expect, it } from 'vitest'
import type { Jour } from '../platform/date.ts'
import { uneCitationAVerifier } from '../platform/law.builder.ts'
import type { Definition, Devoir } from './definition.rules.ts'
import { delaiEnMots, dernierJour } from './delai.rules.ts'
import { faits } from './echeance.builder.ts'
import { calculer, libelleDEcheance, refusDEcarter } from './echeance.rules.ts'
import { de, departs, expliquerDelai, libelleDeDepart } from './explication.rules.ts'
import { type Faits, jourQuiSelectionne } from './faits.rules.ts'
import { convocations, rapports } from './mesure.builder.ts'
import { type CleNature, natures } from './nature.referentiel.ts'

const une = (f: Faits, cle: string, rang = 1) =>
  calculer(f).echeances.find(e => e.cle === cle && e.rang === rang)
const spr = (plus: Partial<Faits> = {}) => faits('sursis_probatoire_renforce', plus)

describe('Le suivi renforcé (CP 132-41-1, CPP 741-2)', () => {
  it('convoque entre 10 et 15 jours, ou dans les 8 jours avec exécution provisoire (CPP D546-2)', () => {
    expect(une(spr(), 'premiere_convocation')).toMatchObject({
      ouvreLe: '2026-03-12',
      le: '2026-03-17',
      enMain: 'spip',
    })
    const provisoire = spr({ executionProvisoire: true })
    expect(une(provisoire, 'premiere_convocation_execution_provisoire')).toMatchObject({
      le: '2026-03-10',
      ouvreLe: null,
    })
    expect(une(provisoire, 'premiere_convocation')).toBeUndefined()
  })
  it('rend son rapport dans les trois mois (D546-3) ; le JAP décide dans les quatre (741-2)', () => {
    expect(une(spr(), 'rapport_evaluation')).toMatchObject({ le: '2026-06-02', enMain: 'spip' })
    expect(une(spr(), 'decision_du_jap')).toMatchObject({ le: '2026-07-02', enMain: 'jap' })
  })
  it('se réévalue un an après le prononcé (CPén D621-11), puis chaque année, comptée de la dernière fois (741-2, al. 5)', () => {
    const actes = [
      { acte: 'fixation_contenu', le: '2026-06-15' as Jour },
      { acte: 'reexamen', le: '2027-02-01' as Jour },
    ]
    const reevaluations = calculer(spr({ actes, termeLe: '2029-03-02' })).echeances.filter(
      e => e.cle === 'reevaluation',
    )
    expect(reevaluations.map(e => [e.rang, e.le, e.faiteLe])).toEqual([
      [1, '2027-03-02', '2027-02-01'],
      [2, '2028-02-01', null],
    ])
  })
  it('avant le 24 mars 2020 n’existait pas : aucun de ces délais', () => {
    const ancien = spr({ decisionLe: '2019-06-01', debutLe: '2019-06-01' })
    expect(
      calculer(ancien)
        .echeances.map(e => e.cle)
        .filter(c => /convocation|decision_du_jap/.test(c)),
    ).toEqual([])
  })
})

describe('Une échéance dit ce qui la satisfait, ce qu’elle attend et pourquoi', () => {
  it('le premier fait à partir de son départ la satisfait, même en retard ; un fait d’avant, non', () => {
    expect(
      une(
        spr({ convocations: convocations('2026-02-20', '2026-04-01', '2026-05-01') }),
        'premiere_convocation',
      ),
    ).toMatchObject({
      faiteLe: '2026-04-01',
    })
    expect(
      une(spr({ convocations: convocations('2026-02-20') }), 'premiere_convocation'),
    ).toMatchObject({ faiteLe: null })
  })
  it('un fait du jour même de son départ la satisfait ; une réévaluation qui tomberait après le terme n’est pas due (CPP 741-2)', () => {
    expect(
      une(spr({ convocations: convocations('2026-03-02') }), 'premiere_convocation'),
    ).toMatchObject({ faiteLe: '2026-03-02' })
    const actes = [
      { acte: 'fixation_contenu', le: '2026-06-15' as Jour },
      { acte: 'reexamen', le: '2027-05-01' as Jour },
    ]
    expect(une(spr({ actes, termeLe: '2028-04-30' }), 'reevaluation', 2)).toBeUndefined()
    expect(une(spr({ actes, termeLe: '2028-05-01' }), 'reevaluation', 2)?.le).toBe('2028-05-02')
  })
  it('une mesure finie ne demande plus rien ; ce qui a été fait reste', () => {
    const finie = spr({ finieLe: '2026-09-01', convocations: convocations('2026-03-16') })
    expect(calculer(finie).echeances.map(e => [e.cle, e.faiteLe])).toEqual([
      ['premiere_convocation', '2026-03-16'],
    ])
    expect(calculer(finie).attentes).toEqual([])
  })
  it('ce qui part d’un acte qui n’a pas eu lieu attend, sans date inventée', () => {
    expect(calculer(spr()).attentes).toContainEqual({
      cle: 'convocation_apres_liberation',
      attend: 'acte:reprise',
    })
  })
  it('chaque date s’explique : fait, délai, article, droit du jour', () => {
    const { explications } = calculer(spr(), true)
    const pourquoi = explications.find(e => e.cle === 'rapport_evaluation')?.pourquoi ?? []
    expect(pourquoi[0]).toBe('Part de la décision : 02/03/2026.')
    expect(pourquoi[1]).toMatch(/^Délai : 3 mois \(.*D/)
    expect(explications).toHaveLength(calculer(spr()).echeances.length)
  })
  it('tout départ et tout acte se disent en français : « du début », « du terme », « de l’acte « … » »', () => {
    const dits = [
      ...Object.values(departs),
      ...Object.entries(natures as Record<string, Definition>).flatMap(([nature, d]) => [
        ...d.devoirs.map(x => libelleDeDepart(x.depuis, nature)),
        ...[...d.machine.map(v => v.value), ...(d.machineEgip ? [d.machineEgip] : [])].flatMap(m =>
          m.transitions.map(t => libelleDeDepart(`acte:${t.acte}`, nature)),
        ),
      ]),
    ].map(groupe => `Part ${de(groupe)}`)
    expect(dits.length).toBeGreaterThan(150)
    for (const phrase of dits) {
      expect(phrase).not.toMatch(/\bde les?\b|\bde (le|les) |Part (le|la|les) |_/)
      expect(phrase).toMatch(/^Part (du |de la |de l’|des )/)
    }
    const pourquoi = (f: Faits, cle: string) =>
      calculer(f, true).explications.find(e => e.cle === cle)?.pourquoi[0]
    expect(pourquoi(faits('tig'), 'rapport_evaluation')).toBe(
      'Part du début de la mesure : 02/03/2026.',
    )
    expect(pourquoi(faits('tig'), 'rapport_de_fin')).toBe('Part du terme : 02/03/2028.')
    expect(
      pourquoi(
        faits('sursis_probatoire', { actes: [{ acte: 'reprise', le: '2026-09-01' }] }),
        'convocation_apres_liberation',
      ),
    ).toMatch(/^Part de l’acte « .+ » : 01\/09\/2026\.$/)
    expect(delaiEnMots({ mois: 1, avant: true })).toBe('1 mois avant')
  })
  it('le terme ne s’écarte pas, ce qui est fait non plus ; le reste, si', () => {
    expect(refusDEcarter({ cle: 'rapport_evaluation', faiteLe: null })).toEqual([])
    expect(refusDEcarter({ cle: 'terme', faiteLe: null })).toMatchObject([{ code: 'terme' }])
    expect(refusDEcarter({ cle: 'rapport_evaluation', faiteLe: '2026-05-01' })).toMatchObject([
      { code: 'deja_faite' },
    ])
  })
  it('le jour qui choisit la loi est celui que la règle nomme : faits, décision ou exécution (CP 112-1 à 112-3)', () => {
    const f = spr({ faitsLe: '2020-01-01' })
    expect(
      ['faits', 'jugement', 'execution'].map(s =>
        jourQuiSelectionne(s as 'faits', f, '2026-05-05'),
      ),
    ).toEqual(['2020-01-01', '2026-03-02', '2026-05-05'])
    expect(jourQuiSelectionne('faits', spr(), '2026-05-05')).toBe('2026-03-02')
  })
  it('se nomme comme sur le terrain', () => {
    expect(libelleDEcheance('sursis_probatoire_renforce', 'terme')).toBe('Terme de la mesure')
    expect(libelleDEcheance('sursis_probatoire_renforce', 'decision_du_jap')).toContain('JAP')
  })
})

describe('Chaque devoir peut se faire', () => {
  const devoirs = Object.entries(natures as Record<string, Definition>).flatMap(([nature, d]) =>
    d.devoirs.map(devoir => ({ nature, d, devoir })),
  )
  it.each(devoirs)(
    '$nature, $devoir.cle : l’acte dont il part et celui qui le satisfait existent',
    ({ d, devoir }) => {
      const machines = [...d.machine.map(v => v.value), ...(d.machineEgip ? [d.machineEgip] : [])]
      const actes = new Set(machines.flatMap(m => m.transitions.map(t => `acte:${t.acte}`)))
      for (const fait of [devoir.depuis, devoir.satisfaitPar].flat())
        if (fait.startsWith('acte:')) expect([...actes]).toContain(fait)
    },
  )
  it('ses clés sont uniques dans sa mesure, et chaque mesure de la loi qui n’en a pas a au moins son terme', () => {
    for (const [nature, d] of Object.entries(natures as Record<string, Definition>)) {
      expect(new Set(d.devoirs.map(x => x.cle)).size, nature).toBe(d.devoirs.length)
      expect(une(faits(nature as CleNature), 'terme'), nature).toMatchObject({
        le: '2028-03-02',
        faiteLe: null,
      })
    }
  })
  it('un rapport rendu avant le jour fixé satisfait l’enquête sociale rapide (CPP 41)', () => {
    const esr = faits('enquete_sociale_rapide', {
      termeLe: '2026-03-10',
      rapports: rapports('enquete', '2026-03-09'),
    })
    expect(une(esr, 'rapport')).toMatchObject({ le: '2026-03-10', faiteLe: '2026-03-09' })
  })
  it('le rapport de fin se fait avant le terme (D575) : un rapport d’évaluation n’en tient pas lieu', () => {
    const lc = faits('liberation_conditionnelle', {
      rapports: rapports('evaluation', '2026-05-02'),
      actes: [{ acte: 'rapport_de_fin', le: '2028-01-10' }],
    })
    expect(une(lc, 'rapport_de_fin')).toMatchObject({ le: '2028-02-02', faiteLe: '2028-01-10' })
    expect(une({ ...lc, actes: [] }, 'rapport_de_fin')).toMatchObject({ faiteLe: null })
    expect(calculer({ ...lc, termeLe: null }).attentes).toContainEqual({
      cle: 'rapport_de_fin',
      attend: 'terme',
    })
  })
  it('un délai à vérifier le dit, une proposition aussi, une prorogation aussi', () => {
    const pourquoi = (f: Faits, cle: string) =>
      calculer(f, true)
        .explications.find(e => e.cle === cle)
        ?.pourquoi.join(' ') ?? ''
    const devoir = natures.procedure_723_15.devoirs[0] as Devoir
    const source = uneCitationAVerifier('code de procédure pénale', '723-15')
    const nonLu: Devoir = {
      ...devoir,
      delai: { ...devoir.delai, droit: [{ from: '2014-01-01', value: { jours: 30 }, source }] },
    }
    const compte = { depart: '2026-03-02', delai: { jours: 30 }, loiLe: '2026-03-02' } as const
    expect(
      expliquerDelai({
        regle: nonLu.delai,
        devoir: nonLu,
        compte,
        faits: faits('procedure_723_15'),
      }).join(' '),
    ).toContain('à vérifier')
    expect(pourquoi(faits('peine_probation_autonome'), 'proposition_contenu')).toContain(
      'Proposition, pas le droit en vigueur',
    )
    expect(pourquoi(faits('conversion_747_1', { debutLe: '2026-03-04' }), 'debat')).toContain(
      'reporté au 06/07/2026 (CPP art. 801)',
    )
    expect(pourquoi(spr(), 'rapport_evaluation')).not.toMatch(/vérifier|Proposition|reporté/)
  })
})

describe('Le compte légal des jours', () => {
  it('de quantième à quantième, sinon le dernier jour du mois (CPP L1322-4 en 2029 ; ADR 0016)', () => {
    expect(dernierJour('2024-01-31', { mois: 1 }, 'metropole')).toBe('2024-02-29')
    expect(dernierJour('2025-11-30', { mois: 3 }, 'metropole')).toBe('2026-02-28')
    expect(dernierJour('2024-02-29', { mois: 12 }, 'metropole')).toBe('2025-02-28')
  })
  it('un délai de procédure qui finit un samedi, un dimanche ou un jour férié va au jour ouvrable suivant (CPP 801) ; une durée de peine, non', () => {
    expect(dernierJour('2026-11-20', { jours: 8, proroge: true }, 'metropole')).toBe('2026-11-30')
    expect(dernierJour('2026-11-20', { jours: 8 }, 'metropole')).toBe('2026-11-28')
    expect(dernierJour('2028-12-16', { jours: 10, proroge: true }, 'metropole')).toBe('2028-12-26')
    expect(dernierJour('2028-12-16', { jours: 10, proroge: true }, 'alsace-moselle')).toBe(
      '2028-12-27',
    )
    expect(dernierJour('2027-12-10', { jours: 10, proroge: true }, 'reunion')).toBe('2027-12-21')
  })
})
