import { describe, expect, it } from 'vitest'
import {
  auJourDuService,
  changements,
  enFaits,
  prononcesDe,
  refusDeCorriger,
  refusSansConfirmer,
  renduesDites,
} from './correction.rules.ts'
import { debutADeplacer, refusDeDeplacer, termeDepuis } from './debut.rules.ts'
import { estUnDouble, refusDeDevenirUnDouble, refusDeDouble } from './double.rules.ts'
import { refusDAnnuler } from './etat.rules.ts'
import { refusSansFondement } from './fondement.rules.ts'
import { suivi } from './mesure.builder.ts'
import { transitionDe } from './passage.rules.ts'

describe('Le jour où une condamnation devient exécutoire (CP 132-41)', () => {
  const m = suivi('sursis_probatoire', '2025-03-10', { finInitialeLe: '2027-03-10' })
  const t = transitionDe(m, 'mise_a_execution', '2025-03-21')
  if (!t) throw new Error('no transition')
  it('déplace début et terme de la durée prononcée, en mois ou en jours', () => {
    expect(debutADeplacer(m, t, '2025-03-21')).toEqual({
      debutLe: '2025-03-21',
      termeLe: '2027-03-21',
    })
    expect(
      termeDepuis(
        { debutLe: '2025-03-10', finInitialeLe: '2025-03-20', dureeMois: null },
        '2025-04-01',
      ),
    ).toBe('2025-04-11')
    expect(
      termeDepuis({ debutLe: '2025-01-31', finInitialeLe: null, dureeMois: 1 }, '2025-03-31'),
    ).toBe('2025-04-30')
    expect(termeDepuis({ debutLe: '2025-01-31', finInitialeLe: null }, '2025-03-31')).toBeNull()
  })
  it('demande le choix, et ne demande rien au même jour ni pour un autre acte', () => {
    expect(refusDeDeplacer(m, t, '2025-03-21', undefined)).toMatchObject([
      { code: 'debut_a_choisir', champ: 'debut' },
    ])
    expect(refusDeDeplacer(m, t, '2025-03-21', 'garder')).toEqual([])
    expect(refusDeDeplacer(m, t, '2025-03-10', undefined)).toEqual([])
    expect(debutADeplacer(m, { ...t, acte: 'suspension' }, '2025-03-21')).toBeNull()
  })
})

describe('Corriger et annuler', () => {
  it('Corrigée, elle devient le double d’une autre : c’est dit, et se confirme ; celle qui l’était déjà ne redemande rien', () => {
    const une = {
      nature: 'tig',
      decisionLe: '2026-03-10' as const,
      juridictionId: 'j',
      numeroParquet: null,
    }
    const avant = { ...une, decisionLe: '2026-03-11' as const }
    expect(refusDeDevenirUnDouble([une], avant, une, false)).toMatchObject([
      { code: 'double', champ: 'memeDecision' },
    ])
    expect(refusDeDevenirUnDouble([une], avant, une, true)).toEqual([])
    expect(refusDeDevenirUnDouble([une], une, une, false)).toEqual([])
    expect(refusDeDevenirUnDouble([une], avant, avant, false)).toEqual([])
  })
  it('Un jour d’histoire est celui du service', () => {
    const h = {
      corrections: [{ a: '2026-11-24T22:30:00Z' }],
      retraits: [{ retireA: '2026-11-24T22:30:00Z' }],
    }
    expect(auJourDuService(h, 'Indian/Reunion')).toEqual({
      corrections: [{ a: '2026-11-25' }],
      retraits: [{ retireA: '2026-11-25' }],
    })
  })
  it('Un acte déjà annulé ne s’annule pas deux fois ; seul le dernier s’annule', () => {
    expect(refusDAnnuler({ id: 'a', annuleA: '2026-01-01' }, [{ id: 'a' }])).toMatchObject([
      { code: 'deja_annule' },
    ])
    expect(refusDAnnuler({ id: 'a' }, [{ id: 'a' }, { id: 'b' }])).toMatchObject([
      { code: 'pas_le_dernier' },
    ])
    expect(refusDAnnuler({ id: 'b' }, [{ id: 'a' }, { id: 'b' }])).toEqual([])
  })
  it('Un double a la même nature, le même jour, et la juridiction ou le numéro en commun, quelle que soit l’écriture du numéro', () => {
    const m = {
      nature: 'tig',
      decisionLe: '2025-01-06' as const,
      juridictionId: 'a',
      numeroParquet: '25 001',
    }
    expect(estUnDouble(m, { ...m, numeroParquet: null })).toBe(true)
    expect(estUnDouble(m, { ...m, juridictionId: 'b', numeroParquet: '25001' })).toBe(true)
    expect(estUnDouble(m, { ...m, juridictionId: 'b', numeroParquet: null })).toBe(false)
    expect(estUnDouble(m, { ...m, decisionLe: '2025-01-07' })).toBe(false)
  })
  it('Un double est dit avant d’être écrit, et passe une fois confirmé', () => {
    const m = {
      nature: 'tig',
      decisionLe: '2025-01-06' as const,
      juridictionId: 'a',
      numeroParquet: null,
    }
    expect(refusDeDouble([m], m, false)).toMatchObject([{ code: 'double', champ: 'confirme' }])
    expect(refusDeDouble([m], m, true)).toEqual([])
    expect(refusDeDouble([], m, false)).toEqual([])
  })
  it('Une correction dit ce qu’elle change ; elle n’ajoute aucun refus à une mesure, et ne contredit pas ses actes', () => {
    const avant = {
      nature: 'sursis_probatoire',
      decisionLe: '2025-03-10' as const,
      debutLe: '2025-03-10' as const,
      dureeMois: 24,
    } as const
    const faits = (plus: object) =>
      enFaits({ ...avant, juridictionId: 'a', executionProvisoire: false, ...plus })
    expect(changements(faits({}), faits({ dureeMois: 18 })).map(c => c.champ)).toEqual([
      'finLe',
      'dureeMois',
    ])
    const acte = {
      id: 'x',
      acte: 'suspension',
      vers: 'suspendue',
      le: '2025-04-01' as const,
      termeLe: null,
      causeFin: null,
      debutLe: null,
    }
    type Actes = Parameters<typeof refusDeCorriger>[2]
    const codes = (apres: object, actes: Actes = [acte]) =>
      refusDeCorriger(
        avant,
        { ...avant, ...apres },
        actes,
        changements(faits({}), faits(apres)),
      ).map(r => r.code)
    expect(codes({})).toEqual(['rien_ne_change'])
    expect(codes({ notifieeLe: '2025-03-12' as const })).toEqual([])
    expect(codes({ notifieeLe: '2025-03-01' as const })).toEqual(['notification_avant_decision'])
    expect(codes({ decisionLe: '2025-05-01' as const, debutLe: '2025-05-01' as const })).toEqual([
      'acte_avant_decision',
    ])
    // An act carries out a decision that is older than it.
    const decisionPlusTot = [{ ...acte, decisionLe: '2025-03-20' as const }]
    expect(codes({ decisionLe: '2025-03-25' as const, debutLe: '2025-03-25' as const })).toEqual([])
    expect(
      codes({ decisionLe: '2025-03-25' as const, debutLe: '2025-03-25' as const }, decisionPlusTot),
    ).toEqual(['acte_avant_decision'])
    expect(codes({ nature: 'suivi_socio_judiciaire' })).toContain('actes_deja')
    expect(codes({ nature: 'suivi_socio_judiciaire' }, [])).not.toContain('actes_deja')
  })
  it('Ce qui ne déplace rien ne se confirme pas', () => {
    expect(
      refusSansConfirmer([{ champ: 'notifieeLe', avant: null, apres: '2025-01-01' }], false),
    ).toEqual([])
    expect(refusSansConfirmer([{ champ: 'debutLe', avant: 'a', apres: 'b' }], false)).toMatchObject(
      [{ code: 'a_confirmer' }],
    )
  })
  it('Ce que la décision a prononcé ne change pas sans dire pourquoi ; ce qui a été noté autour, si', () => {
    const prononce = [{ champ: 'dureeMois', avant: 24, apres: 18 } as const]
    const codes = (f: object, change: Parameters<typeof prononcesDe>[0] = prononce) =>
      refusSansFondement(
        prononcesDe(change),
        { decisionLe: '2025-03-10', rectificationSansNumero: false, ...f },
        '2026-11-24',
      ).map(r => r.code)
    expect(codes({})).toEqual(['fondement_absent'])
    expect(codes({}, [{ champ: 'notifieeLe', avant: null, apres: '2025-03-12' }])).toEqual([])
    expect(codes({ fondement: 'erreur_de_saisie' })).toEqual([])
    expect(codes({ fondement: 'erreur_de_saisie', rectificationNumero: '25/4' })).toEqual([
      'rectification_non_dite',
    ])
    const rectifiee = (f: object) =>
      codes({ fondement: 'decision_rectificative', rectificationNumero: '25/4', ...f })
    expect(rectifiee({ rectificationLe: '2025-04-02' as const })).toEqual([])
    const parquet = { rectificationLe: '2025-04-02' as const, numeroParquet: '25069000123' }
    expect(rectifiee({ ...parquet, rectificationNumero: '25 069 000123' })).toEqual([
      'numero_de_parquet',
    ])
    expect(rectifiee(parquet)).toEqual([])
    expect(rectifiee({})).toEqual(['rectification_sans_jour'])
    expect(rectifiee({ rectificationLe: '2026-11-25' as const })).toEqual(['rectification_a_venir'])
    expect(rectifiee({ rectificationLe: '2025-03-09' as const })).toEqual(['rectification_avant'])
    expect(
      rectifiee({ rectificationLe: '2025-04-02' as const, rectificationSansNumero: true }),
    ).toEqual(['rectification_sans_numero'])
    expect(
      rectifiee({ rectificationLe: '2025-04-02' as const, rectificationNumero: undefined }),
    ).toEqual(['rectification_sans_numero'])
  })
})

describe('Ce qu’une annulation a rendu se dit avec son nombre', () => {
  it('Rien quand rien n’avait été annulé', () => {
    expect(renduesDites({ rendues: 0, aDecider: 0 })).toBe('')
    expect(renduesDites({ rendues: 1, aDecider: 0 })).toBe(
      ' Une convocation qui était annulée est rétablie.',
    )
    expect(renduesDites({ rendues: 0, aDecider: 3 })).toContain(
      '3 convocations n’ont pas pu être rétablies',
    )
  })
})
