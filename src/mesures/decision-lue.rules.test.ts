import { describe, expect, it } from 'vitest'
import type { Jour } from '../platform/date.ts'
import {
  decisionEnMots,
  estUneDecision,
  refusDejaEnregistre,
  refusDuJourDeDecision,
  refusDuNumeroDeParquet,
  refusSansDecision,
} from './decision-lue.rules.ts'
import { type Auteur, auteurs } from './definition.rules.ts'
import type { Transition } from './machine.rules.ts'
import { natures } from './nature.referentiel.ts'

const LE: Jour = '2026-11-24'
const refus = (
  effet: 'fin' | 'contenu' | 'prolonge' | undefined,
  lue: Partial<Parameters<typeof refusSansDecision>[1]>,
) =>
  refusSansDecision(
    effet ? { effet } : {},
    { auteur: 'jap', decisionVue: false, ...lue },
    null,
  ).map(r => r.champ)

describe('La décision qu’un acte met en œuvre (ADR 0047)', () => {
  it('a son numéro et son jour, et se confirme, quel que soit son effet', () => {
    for (const effet of ['fin', 'contenu', 'prolonge', undefined] as const) {
      expect(refus(effet, {})).toEqual(['numero', 'decisionVue'])
      expect(refus(effet, { numero: '26/123' })).toEqual(['decisionVue'])
      expect(refus(effet, { numero: '26/123', decisionVue: true })).toEqual([])
    }
  })
  it('peut ne porter aucun numéro : on le dit, et on ne dit pas les deux', () => {
    expect(refus('prolonge', { sansNumero: true, decisionVue: true })).toEqual([])
    expect(refus('prolonge', { sansNumero: true, numero: '26/123', decisionVue: true })).toEqual([
      'sansNumero',
    ])
  })
  it('n’a pas le numéro du parquet, quelle que soit la façon de l’écrire', () => {
    const numero = (saisi: string, parquet: string | null = '25068000123') =>
      refusSansDecision({}, { auteur: 'jap', numero: saisi, decisionVue: true }, parquet).map(r => [
        r.champ,
        r.code,
      ])
    for (const saisi of ['25068000123', 'n° 25 068 000 123', '25/068/000123'])
      expect(numero(saisi), saisi).toEqual([['numero', 'numero_de_parquet']])
    expect([...numero('26/123'), ...numero('25068000123', null)]).toEqual([])
  })
  it('n’est ni à venir, ni avant celle qui a prononcé la mesure, ni après ce qu’elle décide', () => {
    const mesureDu: Jour = '2025-03-10'
    const jour = (
      effet: 'fin' | 'suspend',
      decisionLe: Jour,
      le: Jour = LE,
      auteur: 'jap' | 'loi' = 'jap',
    ) =>
      refusDuJourDeDecision({ effet }, auteur, { mesureDu, le, decisionLe }, LE).map(r => [
        r.champ,
        r.code,
      ])
    expect(jour('fin', '2026-11-25')).toEqual([['decisionLe', 'decision_a_venir']])
    expect(jour('fin', '2025-03-09')).toEqual([['decisionLe', 'decision_avant_la_mesure']])
    expect(jour('fin', '2026-11-20', '2026-11-19')).toEqual([
      ['decisionLe', 'acte_avant_sa_decision'],
    ])
    expect([...jour('fin', mesureDu), ...jour('fin', LE)]).toEqual([])
    // Time is stopped from the day of the fact, which the judge finds afterwards.
    expect(jour('suspend', '2026-11-20', '2026-11-19')).toEqual([])
    expect(jour('fin', '2025-03-09', LE, 'loi')).toEqual([])
  })
  it('n’est demandée ni d’un fait, ni de ce que font le SPIP ou la loi', () => {
    expect(refusSansDecision({ fait: true }, { auteur: 'jap' }, null)).toEqual([])
    expect(refus('contenu', { auteur: 'spip' })).toEqual([])
    expect(refus('fin', { auteur: 'loi' })).toEqual([])
  })
  it('s’enregistre une fois : deux mains n’écrivent pas le numéro de la même façon', () => {
    const acte = (numero: string | null, plus: object = {}) => ({
      ...{
        acte: 'revocation_partielle',
        numero,
        sansNumero: numero === null,
        decisionLe: LE,
        decisionJuridictionId: 'metz',
      },
      ...plus,
    })
    const deja = (a: ReturnType<typeof acte>, b: ReturnType<typeof acte>) =>
      refusDejaEnregistre(a, [{ ...b, le: LE, saisiParNom: null }]).map(r => r.code)
    for (const [a, b] of [
      ['26/123', 'N° 26-123'],
      ['26/123', '26 / 123'],
      [null, null],
    ] as const)
      expect(deja(acte(a), acte(b)), `${a} ${b}`).toEqual(['deja_enregistre'])
    for (const [a, b] of [
      ['26/123', '26/124'],
      ['26/123', null],
      ['2/6123', '26/123'],
    ] as const)
      expect(deja(acte(a), acte(b)), `${a} ${b}`).toEqual([])
    // One whose number was never asked is not known to be the same.
    expect(deja(acte(null), acte(null, { sansNumero: false }))).toEqual([])
  })
  it('se lit dans l’histoire ; ce qu’un acte ancien ne dit pas est dit inconnu', () => {
    const lue = {
      auteur: 'jap',
      numero: '26/123',
      sansNumero: false,
      decisionLe: '2026-11-20' as const,
      decisionJuridictionNom: 'Tribunal judiciaire de Metz',
    }
    expect(decisionEnMots(lue)).toBe(
      'Décision n° 26/123 du 20/11/2026, Tribunal judiciaire de Metz',
    )
    expect(
      decisionEnMots({ ...lue, numero: null, decisionLe: null, decisionJuridictionNom: null }),
    ).toBe('Numéro et date de la décision : non notés')
    const sans = { ...lue, numero: null, decisionJuridictionNom: null }
    expect(decisionEnMots({ ...sans, sansNumero: true })).toBe('Décision sans numéro du 20/11/2026')
    expect(decisionEnMots(sans)).toBe('Décision (numéro non noté) du 20/11/2026')
    expect(decisionEnMots({ ...lue, auteur: 'spip', numero: null })).toBeNull()
    expect(decisionEnMots({ ...sans, decisionLe: null }, { fait: true })).toBeNull()
  })
})

/** Every act of every kind, under every machine that it has had. */
const actes: [string, Transition][] = Object.entries(natures).flatMap(([nature, d]) =>
  [
    ...d.machine.map(v => v.value),
    ...('machineEgip' in d && d.machineEgip ? [d.machineEgip] : []),
  ].flatMap(m => m.transitions.map((t): [string, Transition] => [nature, t])),
)
const juges: readonly Auteur[] = [
  'tribunal',
  'jap',
  'tap',
  'juge_instruction',
  'jld',
  'parquet',
  'greffe',
]
/**
 * What a juridiction brings about without deciding: each is said by the référentiel, and read here.
 */
const FAITS = [
  'convocation_jap',
  'debat',
  'debat_contradictoire',
  'impossibilite',
  'rappel',
  'reexamen',
  'reponse_a_inobservation',
]

describe('Tout acte qu’un juge décide', () => {
  it('demande numéro et confirmation ; ce qui n’en demande pas est un fait, dit par le référentiel', () => {
    const sans = new Set<string>()
    for (const [nature, t] of actes)
      for (const auteur of t.auteurs.filter(a => juges.includes(a))) {
        const demande = refusSansDecision(t, { auteur }, null).map(r => r.champ)
        if (demande.length === 0) sans.add(t.acte)
        else expect([nature, t.acte, ...demande]).toEqual([nature, t.acte, 'numero', 'decisionVue'])
      }
    expect([...sans].sort()).toEqual(FAITS)
  })
  it('un fait n’a pas d’effet : ni fin, ni terme, ni contenu', () => {
    for (const [nature, t] of actes)
      if (t.fait) expect([nature, t.acte, t.effet]).toEqual([nature, t.acte, undefined])
  })
  it('tout auteur est d’une juridiction, ou ne l’est pas : un nouveau se classe ici', () => {
    const autres = ['spip', 'dspip', 'chef_etablissement', 'structure', 'personne', 'loi']
    expect(Object.keys(auteurs).filter(a => !estUneDecision({}, a))).toEqual(autres)
  })
})

describe('Le numéro de parquet', () => {
  it('n’est celui d’aucune décision, à la place où il est écrit', () => {
    expect(
      refusDuNumeroDeParquet('25 069 000123', '25069000123', 'rectificationNumero'),
    ).toMatchObject([{ champ: 'rectificationNumero' }])
    for (const [numero, parquet] of [
      ['25/44', '25069000123'],
      [undefined, '25069000123'],
      ['25069000123', null],
    ] as const)
      expect(refusDuNumeroDeParquet(numero, parquet, 'numero')).toEqual([])
  })
})
