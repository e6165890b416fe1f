import { describe, expect, it } from 'vitest'
import type { Jour } from '../platform/date.ts'
import { type ActeTape, refusDeLActe } from './acte-saisi.rules.ts'
import type { Definition } from './definition.rules.ts'
import { refusDActe } from './jour-d-acte.rules.ts'
import type { Transition } from './machine.rules.ts'
import { faire, suivi } from './mesure.builder.ts'
import { natures } from './nature.referentiel.ts'
import { type Partie, partieEcrite, partieEnMots } from './partie.rules.ts'
import { refusDesActesQuiSuivent } from './rejeu.rules.ts'

const LE = '2026-06-01'
const greffe = { id: 'a', fonction: 'greffe', serviceId: null, juridictionId: 'metz' }
const sansDecision = {
  numero: null,
  sansNumero: false,
  decisionLe: null,
  decisionJuridictionId: null,
  saisiParNom: 'Agent Un',
}
const sursis = faire(
  suivi('sursis_probatoire', '2025-03-10', { finInitialeLe: '2027-03-10', peineMois: 6 }),
  ['mise_a_execution', '2025-03-10'],
)
const deLaJuridiction = {
  juridictionId: 'metz',
  juridictionNom: 'Tribunal judiciaire de Metz',
  numeroParquet: null,
}
const partielle: ActeTape = {
  acte: 'revocation_partielle',
  le: LE,
  auteur: 'jap',
  numero: '26/12',
  decisionVue: true,
}
const refus = (partie: Partie, deja: Partie[] = [], plus: object = {}) => {
  const faites = deja.map((p, i) => ({
    ...p,
    acte: 'revocation_partielle',
    vers: 'en_cours',
    le: `2026-0${i + 1}-15` as Jour,
    termeLe: '2027-03-10' as const,
    causeFin: null,
  }))
  const actes = [...sursis.actes, ...faites].map(a => ({ ...a, ...sansDecision }))
  return refusDeLActe(
    greffe,
    { ...sursis, ...deLaJuridiction, actes, ...plus },
    { ...partielle, ...partie },
    { obligations: [], aujourdhui: LE },
  )
}
const codes = (...dits: Parameters<typeof refus>) => refus(...dits).map(r => r.code)

describe('Ce qu’une décision fait exécuter d’une peine (CP 132-48, 132-49)', () => {
  it('une révocation partielle dit sa durée, en mois, en jours, ou les deux', () => {
    expect(refus({})).toMatchObject([
      { code: 'partie_absente', champ: 'partieMois', source: { article: '132-49' } },
    ])
    expect(codes({ partieMois: 0, partieJours: 0 })).toEqual(['partie_absente'])
    for (const dite of [{ partieMois: 4 }, { partieJours: 20 }, { partieMois: 2, partieJours: 15 }])
      expect(codes(dite)).toEqual([])
  })
  it('avec celles qui tiennent, elle est moins que toute la peine : le tout est un autre acte', () => {
    expect(codes({ partieMois: 5, partieJours: 29 })).toEqual([])
    expect(refus({ partieMois: 6 })).toMatchObject([
      { code: 'partie_trop_longue', champ: 'partieMois' },
    ])
    expect(codes({ partieMois: 3 }, [{ partieMois: 2, partieJours: 20 }])).toEqual([])
    expect(
      refus({ partieMois: 2, partieJours: 20 }, [
        { partieMois: 2 },
        { partieMois: 1, partieJours: 15 },
      ])[0]?.message,
    ).toBe(
      'Révocation partielle : 5 mois et 35 jours en tout (déjà 2 mois le 15/01/2026, 1 mois et 15 jours le 15/02/2026), pour une peine de ' +
        '6 mois. Une partie est moins que la peine : vérifiez la durée, ou enregistrez que tout est exécuté.',
    )
  })
  it('une peine ou une durée que l’on n’a pas notée n’arrête rien', () => {
    expect(codes({ partieMois: 40 }, [], { peineMois: null })).toEqual([])
    expect(codes({ partieMois: 5 }, [{}])).toEqual([])
  })
  it('une peine corrigée sous ce qui est révoqué est refusée, avec l’acte', () => {
    const actes = [
      ...sursis.actes,
      {
        ...sursis.actes[0],
        acte: 'revocation_partielle',
        le: LE,
        vers: 'en_cours',
        partieMois: 4,
        partieJours: 0,
      },
    ]
    const suivis = actes.map((a, i) => ({
      termeLe: '2027-03-10',
      causeFin: null,
      debutLe: null,
      auteur: 'jap',
      ...a,
      id: `${i}`,
    }))
    const vers = (peineMois: number) =>
      refusDesActesQuiSuivent(sursis, { ...sursis, peineMois }, suivis as never, 'peineMois')
    expect(vers(5)).toEqual([])
    expect(vers(4)).toMatchObject([
      {
        code: 'acte_ne_suit_plus',
        champ: 'peineMois',
        message: expect.stringContaining('N’annulez rien'),
      },
    ])
  })
  it('CPP 732, 733 : d’une libération conditionnelle, elle n’est pas plus longue que la mesure', () => {
    const lc = faire(
      suivi('liberation_conditionnelle', '2025-03-10', { finInitialeLe: '2026-03-10' }),
      ['mise_a_execution', '2025-03-10'],
    )
    const codes = (partieMois: number) =>
      refusDActe(lc, { acte: 'revocation_partielle', le: '2025-09-01', partieMois }, LE).map(
        r => r.code,
      )
    expect([codes(12), codes(13)]).toEqual([[], ['partie_trop_longue']])
  })
  it('s’écrit entière ou pas, et se lit en mots', () => {
    const t = { aExecuter: 'une_partie' } as Transition
    expect(partieEcrite(t, { partieMois: 4 })).toEqual({ partieMois: 4, partieJours: 0 })
    expect(partieEcrite({} as Transition, { partieMois: 4 })).toEqual({
      partieMois: null,
      partieJours: null,
    })
    expect(partieEnMots({ partieMois: 2, partieJours: 1 })).toBe('2 mois et 1 jour')
    expect(partieEnMots({ partieMois: null, partieJours: null })).toBeNull()
  })
})

describe('Les actes qui font exécuter une durée', () => {
  const actes = Object.entries(natures).flatMap(([nature, d]: [string, Definition]) => {
    const machines = [...d.machine.map(v => v.value), ...(d.machineEgip ? [d.machineEgip] : [])]
    return machines.flatMap(m => m.transitions.map(t => ({ nature, t })))
  })
  it('sont tous ceux dont le libellé dit « partie » ou « partielle », sauf des obligations', () => {
    const enPartie = actes.filter(
      ({ t }) => /parti(e|elle)\b/.test(t.libelle) && !/obligations/.test(t.libelle),
    )
    expect(new Set(enPartie.map(x => x.t.acte)).size).toBeGreaterThanOrEqual(5)
    expect(enPartie.filter(x => !x.t.aExecuter).map(x => `${x.nature} ${x.t.acte}`)).toEqual([])
  })
  it('ne sont d’aucune peine de probation autonome (C4.1)', () => {
    expect(actes.filter(x => x.nature === 'peine_probation_autonome').length).toBeGreaterThan(5)
    expect(actes.filter(x => x.nature === 'peine_probation_autonome' && x.t.aExecuter)).toEqual([])
  })
})
