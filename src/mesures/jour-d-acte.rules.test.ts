import { describe, expect, it } from 'vitest'
import { ajouterJours, type Jour } from '../platform/date.ts'
import { deroulement, type MesureSuivie } from './deroulement.rules.ts'
import { actesDe } from './etat.rules.ts'
import { refusDActe, refusDeToucherALaSuite } from './jour-d-acte.rules.ts'
import type { Transition } from './machine.rules.ts'
import { faire, suivi } from './mesure.builder.ts'
import { natures } from './nature.referentiel.ts'
import { machineLe } from './nature.rules.ts'
import { transitionDe } from './passage.rules.ts'
import { termeApres } from './terme.rules.ts'

const LE = '2026-11-24'
const deux = faire(
  suivi('sursis_probatoire', '2025-03-10', { finInitialeLe: '2027-03-10' }),
  ['mise_a_execution', '2025-03-10'],
  ['modification_obligations', '2026-09-01'],
)
const codes = (m: MesureSuivie, acte: string, le: Jour) =>
  refusDActe(m, { acte, le, auteur: 'jap' }, LE).map(r => r.code)

describe('Une décision reçue après une autre, plus récente', () => {
  it('se range à sa date quand elle ne change que les obligations, ou rien de l’état ni du terme', () => {
    expect(codes(deux, 'modification_obligations', '2026-06-01')).toEqual([])
    expect(codes(deux, 'revocation_partielle', '2026-06-01')).toEqual([])
  })
  it('se refuse quand la suite en dépend : la phrase dit quels actes défaire, et comment', () => {
    const [refus] = refusDActe(deux, { acte: 'suspension', le: '2026-06-01', auteur: 'loi' }, LE)
    expect(refus).toMatchObject({ code: 'acte_avant_le_precedent', champ: 'le' })
    expect(refus?.message).toContain(
      '(Obligations ajoutées, aménagées ou supprimées, le 01/09/2026)',
    )
    expect(refus?.message).toMatch(
      /change l’état ou le terme de la mesure, dont la suite dépend\.$/,
    )
    expect(codes(deux, 'prolongation', '2026-06-01')).toContain('acte_avant_le_precedent')
  })
  it('d’avant la fin de la mesure : la fin se défait d’abord, et c’est dit ; après elle, plus rien n’est possible', () => {
    const finie = faire(deux, ['fin_anticipee', '2026-10-01'])
    const message = (le: Jour) =>
      refusDActe(finie, { acte: 'modification_obligations', le, auteur: 'jap' }, LE)[0]?.message
    expect(message('2026-09-15')).toContain('annulez d’abord la fin')
    expect(message('2026-10-15')).toMatch(
      /a pris fin le 01\/10\/2026 : plus aucun acte n’y est possible\.$/,
    )
  })
  it('avant la décision, la date de celle-ci est dite', () => {
    const [refus] = refusDActe(
      deux,
      { acte: 'modification_obligations', le: '2025-03-09', auteur: 'jap' },
      LE,
    )
    expect([refus?.code, refus?.message]).toEqual([
      'acte_avant_decision',
      expect.stringContaining('le 10/03/2025'),
    ])
  })
})

/**
 * Some histories of each kind: what its machine allows, one act a month, each time another choice.
 */
function histoires(nature: string): MesureSuivie[] {
  return [0, 1, 2, 3, 4, 5].map(pas => {
    let m = suivi(nature, '2025-01-06', { finInitialeLe: '2026-12-31' })
    for (let n = 1; n <= 6; n += 1) {
      const le = ajouterJours('2025-01-06', 30 * n)
      const possibles = machinesDe(nature, le).filter(t => !t.cause && transitionDe(m, t.acte, le))
      const t = possibles[(pas * 5 + n * 3) % Math.max(1, possibles.length)]
      if (t) m = faire(m, [t.acte, le])
    }
    return m
  })
}
const machinesDe = (nature: string, le: Jour) => {
  const d = natures[nature as keyof typeof natures]
  return machineLe(d, nature === 'peine_probation_autonome' ? 'egip' : 'droit', le).transitions
}

describe('Ce qui est offert sur la page d’une mesure', () => {
  /** Whether an act of today may pass, by whomever it is decided and whatever term it names. */
  function peutPasser(m: MesureSuivie, t: Transition): boolean {
    const terme = deroulement(m).termeLe ?? m.debutLe
    const termes =
      t.effet === 'prolonge'
        ? [1, 31, 183, 365, 1000].map(n => ajouterJours(terme, n))
        : [undefined]
    return t.auteurs.some(auteur =>
      termes.some(
        nouvelleFinLe =>
          refusDActe(m, { acte: t.acte, le: LE, auteur, nouvelleFinLe }, LE).length === 0,
      ),
    )
  }
  it('de toute mesure, à tout moment : ce qui est offert peut passer, ce qui ne l’est pas ne passe d’aucune façon', () => {
    const vus = { offerts: 0, refuses: new Set<string>() }
    const fautes = Object.keys(natures).flatMap(nature =>
      [suivi(nature, '2025-01-06', { finInitialeLe: '2027-12-31' }), ...histoires(nature)].flatMap(
        m =>
          actesDe(m, LE).flatMap(({ transition: t, refus }) => {
            if (refus.length === 0) vus.offerts += 1
            for (const r of refus) vus.refuses.add(r.code)
            const passe = peutPasser(m, t)
            return passe === (refus.length === 0)
              ? []
              : [`${nature} ${m.actes.map(a => a.acte)} : ${t.acte} ${passe} ${refus[0]?.code}`]
          }),
      ),
    )
    expect(fautes).toEqual([])
    expect(vus.offerts).toBeGreaterThan(100)
    for (const code of ['acte_impossible', 'terme_pas_atteint', 'duree_trop_longue'])
      expect(vus.refuses).toContain(code)
  })
})

describe('Rien de ce qui se range à sa date ne change la suite', () => {
  it('état, terme, suspension et fin restent ce qu’ils étaient, de toute mesure et de tout acte', () => {
    const ranges = new Set<string>()
    for (const nature of Object.keys(natures))
      for (const m of histoires(nature))
        for (let n = 1; n <= 6; n += 1) {
          const le = ajouterJours('2025-01-06', 30 * n - 15)
          if (le >= (m.actes.at(-1)?.le ?? '')) continue
          for (const { acte } of machinesDe(nature, le)) {
            const t = transitionDe(m, acte, le)
            const saisi = {
              acte,
              le,
              auteur: t?.auteurs[0] ?? 'loi',
              nouvelleFinLe: '2027-01-31' as const,
            } as const
            const refus = refusDActe(m, saisi, LE).map(r => r.code)
            if (
              !t ||
              refus.some(r =>
                [
                  'acte_avant_le_precedent',
                  'acte_impossible',
                  'deja_finie',
                  'acte_inconnu',
                ].includes(r),
              )
            )
              continue
            ranges.add(acte)
            const apres = {
              ...m,
              actes: [
                ...m.actes,
                { acte, vers: t.vers, le, termeLe: termeApres(m, t, saisi), causeFin: null },
              ],
            }
            expect([nature, acte, deroulement(apres)]).toEqual([nature, acte, deroulement(m)])
          }
        }
    expect(ranges.size).toBeGreaterThan(5)
    expect(ranges).toContain('modification_obligations')
    for (const acte of ['prolongation', 'suspension', 'reprise', 'mise_a_execution', 'deces'])
      expect(ranges).not.toContain(acte)
  })
})

describe('Une décision rangée à sa date ne défait pas ce que la suite a changé', () => {
  const obligation = (numero: string, plus: { acteId?: string; leveeLe?: Jour } = {}) => ({
    obligationId: numero,
    article: `CP 132-45, ${numero}`,
    libelle: numero,
    acteId: null,
    leveeLe: null,
    ...plus,
  })
  const actes = [{ id: 'a1', le: '2026-09-01' as const }]
  const toutes = [
    obligation('1°'),
    obligation('2°', { acteId: 'a1' }),
    obligation('4°', { leveeLe: '2026-09-01' }),
  ]
  const refus = (le: Jour, levees: string[], ajoutees: string[]) =>
    refusDeToucherALaSuite(actes, toutes, le, {
      levees,
      ajoutees: ajoutees.map(a => obligation(a)),
    }).map(r => [r.champ, r.code])
  it('ni l’obligation qu’un acte postérieur a ajoutée, ni celle qu’il a levée ; les autres, oui', () => {
    expect(refus('2026-06-01', ['1°'], ['3°'])).toEqual([])
    expect(refus('2026-06-01', ['2°'], ['4°'])).toEqual([
      ['levees', 'change_par_la_suite'],
      ['obligations.0.article', 'change_par_la_suite'],
    ])
    expect(refus('2026-09-01', ['2°'], ['4°'])).toEqual([])
  })
})
