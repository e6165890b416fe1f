import { describe, expect, it } from 'vitest'
import {
  type Attente,
  memeDecision,
  numeroDeParquet,
  piecesNommees,
  refusDeNumero,
  suitesDesAttentes,
} from './attente.rules.ts'

const decision = {
  le: '2026-11-24' as const,
  juridictionId: 'strasbourg',
  numeroParquet: '26 328 1',
}
const attente = (attenteId: string, plus: Partial<Attente> = {}): Attente => ({
  attenteId,
  decisionLe: '2026-11-24',
  juridictionId: 'strasbourg',
  numeroParquet: null,
  ouverte: true,
  leveeParMesureId: null,
  ...plus,
})
const sansDecision = (attenteId: string, plus: Partial<Attente> = {}) =>
  attente(attenteId, { decisionLe: null, juridictionId: null, ...plus })
const mesure = (mesureId: string, plus: object = {}, debout = true) => ({
  mesureId,
  decision: { ...decision, ...plus },
  debout,
})
const ailleurs = { le: '2026-10-01' as const }
const levee = (mesureId: string) => ({ ouverte: false, leveeParMesureId: mesureId })

describe('Les pièces dites manquantes', () => {
  it('à l’audience, sont celles nommées ; à la main, celles d’usage ; la décision vient avec la mesure', () => {
    expect(
      piecesNommees(
        'Convoquée à l’audience. Décision et saisine à recevoir. Pièces manquantes : casier B1, expertise Durand.',
      ),
    ).toEqual(['casier B1', 'expertise Durand'])
    expect(piecesNommees('Le procès-verbal de notification manque.')).toEqual([
      'Procès-verbal de notification',
    ])
    expect(piecesNommees('Le jugement n’est pas arrivé du greffe.')).toEqual([])
  })
})

describe('Une attente par décision (C3.4)', () => {
  it('Un numéro de parquet est le même, qu’il soit tapé avec des espaces, des points ou en minuscules ; un tiret seul n’en est pas un', () => {
    expect(['26 328 1', '26.328-1', '263281'].map(numeroDeParquet)).toEqual([
      '263281',
      '263281',
      '263281',
    ])
    expect([numeroDeParquet('ab 12'), numeroDeParquet(' - '), numeroDeParquet(null)]).toEqual([
      'AB12',
      null,
      null,
    ])
  })
  it('Le même jour devant le même tribunal est la même décision, sauf deux numéros de parquet différents', () => {
    expect(memeDecision(decision, { ...decision, numeroParquet: '263281' })).toBe(true)
    expect(memeDecision(decision, { ...decision, numeroParquet: null })).toBe(true)
    expect(memeDecision(decision, { ...decision, numeroParquet: '99' })).toBe(false)
    expect(memeDecision(decision, { ...decision, le: '2026-11-25' })).toBe(false)
    expect(memeDecision(decision, { ...decision, juridictionId: 'metz' })).toBe(false)
  })

  type Cas = [
    quoi: string,
    attentes: Attente[],
    mesures: ReturnType<typeof mesure>[],
    nouvelle: string | undefined,
    suites: object,
  ]
  const cas: Cas[] = [
    [
      'une mesure lève l’attente de sa décision, pas celle d’une autre',
      [attente('a'), attente('b', { decisionLe: '2026-10-01' })],
      [mesure('m')],
      'm',
      { a: 'm' },
    ],
    [
      'elle lève toutes celles de sa décision, tapée avec et sans son numéro',
      [
        attente('a'),
        attente('b', { numeroParquet: '263281' }),
        attente('c', { numeroParquet: '9' }),
      ],
      [mesure('m')],
      'm',
      { a: 'm', b: 'm' },
    ],
    [
      'sans numéro, elle ne devine pas entre deux',
      [1, 2].map(n => attente(`${n}`, { numeroParquet: `${n}` })),
      [mesure('m', { numeroParquet: null })],
      'm',
      {},
    ],
    [
      'sans numéro, elle lève la seule de ce jour',
      [attente('a', { numeroParquet: '1' })],
      [mesure('m', { numeroParquet: null })],
      'm',
      { a: 'm' },
    ],
    [
      'sans numéro, elle ne prend pas celle qui reste quand une autre mesure a levé la première',
      [attente('a', { numeroParquet: '1', ...levee('m1') }), attente('b', { numeroParquet: '2' })],
      [mesure('m1', { numeroParquet: '1' }), mesure('m', { numeroParquet: null })],
      'm',
      {},
    ],
    [
      'l’attente qui ne nomme rien va à une décision que rien d’autre n’attendait',
      [sansDecision('x')],
      [mesure('m')],
      'm',
      { x: 'm' },
    ],
    [
      'elle reste quand la décision avait son attente',
      [sansDecision('x'), attente('a')],
      [mesure('m')],
      'm',
      { a: 'm' },
    ],
    [
      'même levée à la main',
      [sansDecision('x'), attente('a', { ouverte: false })],
      [mesure('m')],
      'm',
      {},
    ],
    [
      'elle reste quand la décision a déjà une mesure',
      [sansDecision('x')],
      [mesure('m0'), mesure('m')],
      'm',
      {},
    ],
    ['elle ne va pas à une mesure d’avant elle', [sansDecision('x')], [mesure('m')], undefined, {}],
    [
      'retirée, sa mesure la rend',
      [attente('a', levee('m'))],
      [mesure('m', {}, false)],
      undefined,
      { a: null },
    ],
    [
      'retirée, sa jumelle la garde levée',
      [attente('a', levee('m'))],
      [mesure('m', {}, false), mesure('j')],
      undefined,
      { a: 'j' },
    ],
    [
      'retirée, la jumelle garde aussi celle qui ne nomme rien',
      [sansDecision('x', levee('m'))],
      [mesure('m', {}, false), mesure('j')],
      undefined,
      { x: 'j' },
    ],
    [
      'retirée, une autre décision ne la garde pas',
      [sansDecision('x', levee('m'))],
      [mesure('m', {}, false), mesure('j', ailleurs)],
      undefined,
      { x: null },
    ],
    [
      'remise, elle la lève de nouveau',
      [sansDecision('x', { leveeParMesureId: 'm' })],
      [mesure('m')],
      undefined,
      { x: 'm' },
    ],
    [
      'levée à la main, aucune mesure n’y change rien',
      [attente('a', { ouverte: false })],
      [mesure('m', {}, false)],
      undefined,
      {},
    ],
    [
      'corrigée pour une autre décision, elle rend l’une et lève l’autre',
      [attente('a', levee('m')), attente('b', { decisionLe: '2026-10-01' })],
      [mesure('m', ailleurs)],
      undefined,
      { b: 'm', a: null },
    ],
    [
      'ce qui attend déjà sa décision n’est pas rouvert à côté',
      [attente('a', levee('m')), attente('b', { numeroParquet: '263281' })],
      [mesure('m', {}, false)],
      undefined,
      {},
    ],
    [
      'l’attente sans numéro reste celle de la mesure retirée, à côté d’une autre décision du jour',
      [attente('a', levee('m')), attente('b', { numeroParquet: '2' })],
      [mesure('m', {}, false)],
      undefined,
      { a: null },
    ],
  ]
  it.each(cas)('%s', (_, attentes, mesures, nouvelle, suites) => {
    expect(
      Object.fromEntries(
        suitesDesAttentes(attentes, mesures, nouvelle).map(s => [s.attenteId, s.mesureId]),
      ),
    ).toEqual(suites)
  })

  it('Plusieurs décisions d’un jour sont connues : le numéro se demande, avec ceux que l’on connaît ; une seule, non', () => {
    const sansNumero = { ...decision, numeroParquet: null }
    const [une, autre] = [
      attente('a', { numeroParquet: '1' }),
      attente('b', { numeroParquet: '2' }),
    ]
    expect(refusDeNumero([une, autre], [], sansNumero)).toMatchObject([
      {
        code: 'numero_a_dire',
        champ: 'numeroParquet',
        message: expect.stringContaining('(n° 1, n° 2)'),
      },
    ])
    expect(refusDeNumero([une], [mesure('m', { numeroParquet: '2' })], sansNumero)).toHaveLength(1)
    expect(refusDeNumero([une, autre], [], decision)).toEqual([])
    expect(refusDeNumero([une], [], sansNumero)).toEqual([])
    expect(
      refusDeNumero(
        [
          { ...une, ouverte: false },
          { ...autre, ouverte: false },
        ],
        [],
        sansNumero,
      ),
    ).toEqual([])
    expect(refusDeNumero([une, autre], [], { ...sansNumero, le: '2026-10-01' })).toEqual([])
  })
})
