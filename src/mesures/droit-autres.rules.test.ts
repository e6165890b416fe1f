import { describe, expect, it } from 'vitest'
import type { Jour } from '../platform/date.ts'
import type { Regle } from '../platform/law.ts'
import type { Auteur, Definition } from './definition.rules.ts'
import { deroulement, libelleDEtat, type MesureSuivie } from './deroulement.rules.ts'
import { calculer } from './echeance.rules.ts'
import type { Faits } from './faits.rules.ts'
import { refusDActe } from './jour-d-acte.rules.ts'
import { faire, faits, suivi } from './mesure.builder.ts'
import { refusDeMesure } from './mesure.rules.ts'
import { type CleNature, natures } from './nature.referentiel.ts'
import { enMots, entreesDe } from './referentiel.rules.ts'
import { valeurLe, versionLe } from './regle.rules.ts'

const LE: Jour = '2026-11-24'
const codes = (refus: { code: string }[]) => refus.map(r => r.code)
const acte = (m: MesureSuivie, cle: string, le: Jour, auteur: Auteur) =>
  refusDActe(m, { acte: cle, le, auteur }, LE)
const jour = (f: Faits, cle: string) => calculer(f).echeances.find(e => e.cle === cle)?.le
function dit(nature: CleNature, id: string, le: Jour): string | null {
  const regles: readonly Regle<string>[] = (natures[nature] as Definition).regles ?? []
  const regle = regles.find(r => r.id === `${nature}.${id}`)
  if (!regle) throw new Error(`no rule ${id}`)
  return valeurLe(regle, le, 'droit')
}

describe('L’ajournement, le stage, l’enquête, le travail non rémunéré (B16, A19)', () => {
  it('CP 132-63 : l’ajournement dure un an au plus, en 2014 comme aujourd’hui ; le JAP modifie, saisit le tribunal (CPP 747-3)', () => {
    const saisie = (dureeMois: number, le: Jour = LE) =>
      refusDeMesure({ nature: 'ajournement_probatoire', decisionLe: le, debutLe: le, dureeMois })
    expect(saisie(12)).toEqual([])
    for (const le of ['2014-01-06', '2019-01-07', LE] as const)
      expect(saisie(13, le)).toMatchObject([{ source: { article: '132-63' } }])
    const m = suivi('ajournement_probatoire')
    expect(acte(m, 'modification', '2025-03-01', 'jap')).toEqual([])
    expect(acte(m, 'modification', '2025-03-01', 'tribunal')).toMatchObject([
      { source: { article: '747-3, al. 2' } },
    ])
    expect(acte(m, 'saisine_du_tribunal', '2025-03-01', 'jap')).toEqual([])
    expect(jour(faits('ajournement_probatoire', '2025-02-28'), 'decision_sur_la_peine')).toBe(
      '2026-02-28',
    )
  })
  it('CPP 474, al. 3, depuis le 30 septembre 2024 : l’ajournement avec probation est convoqué devant le SPIP dans les trente jours', () => {
    const convocation = (le: Jour) =>
      jour(faits('ajournement_probatoire', le), 'premiere_convocation')
    expect([convocation('2024-09-29'), convocation('2024-09-30')]).toEqual([
      undefined,
      '2024-10-30',
    ])
  })
  it('CPP 747-3, al. 4 : après une incarcération provisoire, l’affaire est à l’audience dans les cinq jours', () => {
    expect(acte(suivi('ajournement_probatoire'), 'incarceration', '2025-03-03', 'jap')).toEqual([])
    const f = faits('ajournement_probatoire', '2025-01-06', {
      actes: [{ acte: 'incarceration', le: '2025-03-03' }],
    })
    expect(jour(f, 'audience_apres_incarceration')).toBe('2025-03-10')
  })
  it('CP 132-63, 132-64 : il s’appelle ajournement avec probation depuis le 27 décembre 2020, non le 26', () => {
    const nom = (le: Jour) => valeurLe(natures.ajournement_probatoire.noms, le, 'droit')
    expect([nom('2020-12-26'), nom('2020-12-27')]).toEqual([
      'Ajournement avec mise à l’épreuve',
      'Ajournement avec probation',
    ])
  })
  it('Le stage : six mois depuis le 24 mars 2020 (CP 131-5-1, al. 3) ; avant, pas de délai dans la loi', () => {
    const saisie = (le: Jour, dureeMois: number) =>
      refusDeMesure({ nature: 'stage', decisionLe: le, debutLe: le, dureeMois })
    expect([saisie('2020-03-23', 24), saisie('2020-03-24', 6)]).toEqual([[], []])
    expect(saisie('2020-03-24', 7)).toMatchObject([{ source: { article: '131-5-1, al. 3' } }])
    expect([
      jour(faits('stage', '2020-03-23'), 'execution'),
      jour(faits('stage', '2020-03-24'), 'execution'),
    ]).toEqual([undefined, '2020-09-24'])
  })
  it('L’enquête sociale rapide finit quand le SPIP transmet (CPP D574, CPén D113-41) ; un autre ne la transmet pas', () => {
    const esr = suivi('enquete_sociale_rapide')
    expect(acte(esr, 'transmission', '2025-01-07', 'spip')).toEqual([])
    expect(acte(esr, 'transmission', '2025-01-07', 'parquet')).toMatchObject([
      { source: { texte: 'code pénitentiaire', article: 'D113-41' } },
    ])
    expect(
      jour(faits('enquete_sociale_rapide', '2025-01-06', { termeLe: '2025-01-09' }), 'rapport'),
    ).toBe('2025-01-09')
  })
  it('CPP 41 : qui fait l’enquête, et quand elle est obligatoire, selon le jour', () => {
    const qui = (le: Jour) => dit('enquete_sociale_rapide', 'qui_enquete', le)
    expect(qui('2012-03-28')).toContain('éducation surveillée')
    expect(qui('2012-03-29')).toBe(
      'À une personne habilitée ou, en cas d’impossibilité matérielle, au SPIP.',
    )
    expect(qui('2020-03-24')).toBe(
      'À une personne habilitée, au SPIP ou au service de la protection judiciaire de la jeunesse.',
    )
    const quand = (le: Jour) => dit('enquete_sociale_rapide', 'jeunes_majeurs', le)
    expect(quand('2020-03-23')).toContain('d’un majeur de moins de 21 ans')
    expect(quand('2020-03-24')).toContain(
      'si la peine encourue ne dépasse pas cinq ans ; avant une comparution immédiate',
    )
    expect([
      quand('2021-12-23')?.includes('déferrement'),
      quand('2021-12-24')?.includes('déferrement'),
    ]).toEqual([false, true])
  })
  it('Le travail non rémunéré fait éteint l’action (CPP 6) ; non fait, le parquet seul reprend le dossier (CPP 41-2)', () => {
    const m = faire(suivi('travail_non_remunere'), ['affectation', '2025-02-01'])
    expect(deroulement(faire(m, ['accomplissement', '2025-05-01']))).toMatchObject({
      etat: 'executee',
      cause: 'execution',
    })
    expect(acte(m, 'non_execution', '2025-05-01', 'parquet')).toEqual([])
    expect(acte(m, 'non_execution', '2025-05-01', 'jap')).toMatchObject([
      { source: { article: '41-2' } },
    ])
    expect(libelleDEtat(faire(m, ['accomplissement', '2025-05-01']), LE)).toBe('Heures accomplies')
  })
})

describe('La vie d’un aménagement (B7, B12 à B14)', () => {
  it('Suspendu par le JAP, un aménagement garde son terme : la peine continue en détention (CPP 712-18)', () => {
    for (const nature of [
      'semi_liberte',
      'placement_exterieur',
      'ddse_amenagement',
      'liberation_sous_contrainte',
    ] as const) {
      const m = faire(
        suivi(nature, '2025-01-06', { finInitialeLe: '2025-09-06' }),
        ['mise_a_execution', '2025-01-10'],
        ['incarceration', '2025-03-01'],
      )
      expect(deroulement(m), nature).toMatchObject({
        etat: 'suspendue',
        termeLe: '2025-09-06',
        suspendueLe: null,
      })
      expect(deroulement(faire(m, ['retour', '2025-03-15'])).termeLe, nature).toBe('2025-09-06')
    }
  })
  it('La DDSE peine, elle, se suspend : de droit en détention, par le JAP pour motif grave (CPP D49-86)', () => {
    const m = faire(suivi('ddse', '2025-01-06', { finInitialeLe: '2025-06-06' }), [
      'mise_a_execution',
      '2025-01-10',
    ])
    expect(acte(m, 'suspension', '2025-02-01', 'jap')).toEqual([])
    expect(acte(m, 'suspension', '2025-02-01', 'dspip')).toMatchObject([
      { source: { article: 'D49-86, al. 2' } },
    ])
    expect(
      deroulement(faire(m, ['suspension_de_droit', '2025-02-01'], ['reprise', '2025-02-21']))
        .termeLe,
    ).toBe('2025-06-26')
  })
  it('La DDSE peine : dispositif posé en cinq jours avec exécution provisoire, trente sans, cinq après le JAP (CPP D49-84, D49-85)', () => {
    const actes = [{ acte: 'executoire_fixee', le: '2025-01-06' as Jour }]
    expect(
      jour(faits('ddse', '2025-01-06', { actes, executionProvisoire: true }), 'pose_provisoire'),
    ).toBe('2025-01-13')
    expect(jour(faits('ddse', '2025-01-06', { actes }), 'pose')).toBe('2025-02-05')
    const parLeJap = [
      { acte: 'executoire_a_fixer', le: '2025-01-06' as Jour },
      { acte: 'fixation_contenu', le: '2025-03-03' as Jour },
    ]
    const f = faits('ddse', '2025-01-06', { actes: parLeJap })
    expect([jour(f, 'modalites'), jour(f, 'pose_apres_jap'), jour(f, 'pose')]).toEqual([
      '2025-05-06',
      '2025-03-10',
      undefined,
    ])
  })
  it('La DDSE peine s’arrête par le JAP (CPP 713-43), ou devient un emprisonnement que lui seul ordonne (CPP 713-44)', () => {
    const m = faire(suivi('ddse'), ['mise_a_execution', '2025-01-10'])
    expect(acte(m, 'fin_anticipee', '2025-04-01', 'jap')).toEqual([])
    expect(acte(m, 'fin_anticipee', '2025-04-01', 'spip')).toMatchObject([
      { source: { article: '713-43' } },
    ])
    expect(acte(m, 'revocation_totale', '2025-04-01', 'parquet')).toMatchObject([
      { source: { article: '713-44' } },
    ])
  })
  it('Une libération conditionnelle révoquée, même en partie, est finie (CPP 733) ; avant la sortie, elle se rapporte', () => {
    const accordee = suivi('liberation_conditionnelle', '2025-01-06', {
      finInitialeLe: '2026-06-06',
    })
    const libre = faire(accordee, ['mise_a_execution', '2025-01-20'])
    expect(deroulement(faire(libre, ['revocation_partielle', '2025-06-01']))).toMatchObject({
      etat: 'revoquee',
      cause: 'revocation',
    })
    expect(deroulement(faire(accordee, ['retrait', '2025-01-10']))).toMatchObject({
      etat: 'retiree',
      cause: 'retrait',
    })
    expect(codes(acte(libre, 'retrait', '2025-06-01', 'jap'))).toEqual(['acte_impossible'])
    expect(codes(acte(libre, 'fin_au_terme', '2026-06-05', 'loi'))).toEqual(['terme_pas_atteint'])
    expect(acte(libre, 'fin_au_terme', '2026-06-06', 'loi')).toEqual([])
  })
  it('La moitié de la peine pour tous depuis le 1er janvier 2015 (B14 : CPP 729), les deux tiers dans un cas avant', () => {
    expect(dit('liberation_conditionnelle', 'condition', '2014-12-31')).toContain('deux tiers')
    expect(dit('liberation_conditionnelle', 'condition', '2015-01-01')).toBe(
      'La moitié de la peine, pour tous.',
    )
  })
  it('La LSC de plein droit commence le 1er janvier 2023 (B12 : CPP 720, II) ; l’examen aux deux tiers, le 1er janvier 2015', () => {
    expect([
      dit('liberation_sous_contrainte', 'plein_droit', '2022-12-31'),
      dit('liberation_sous_contrainte', 'examen', '2014-12-31'),
    ]).toEqual([null, null])
    expect(dit('liberation_sous_contrainte', 'plein_droit', '2023-01-01')).toContain(
      'deux ans au plus',
    )
    expect(dit('liberation_sous_contrainte', 'examen', '2015-01-01')).toContain('cinq ans au plus')
  })
  it('Seuils : le JAP, deux ans pour tous depuis le 25 mars 2019 (CPP 723-1) ; le tribunal, six mois à un an depuis le 24 mars 2020 (CP 132-25)', () => {
    const seuil = (cle: string, le: Jour) => {
      const trouve = entreesDe('semi_liberte').find(e => e.id === `semi_liberte.${cle}`)
      return trouve && enMots(versionLe(trouve.droit, le).value).join(' ; ')
    }
    expect(seuil('seuil_jap', '2019-03-24')).toContain('2 ans au plus, 12 mois en récidive légale')
    expect(seuil('seuil_jap', '2019-03-25')).toBe(
      '2 ans au plus ; Terrorisme exclu, sauf apologie et consultation.',
    )
    expect(seuil('seuil_tribunal', '2020-03-23')).toContain('2 ans au plus')
    expect(seuil('seuil_tribunal', '2020-03-24')).toContain(
      '12 mois au plus ; Six mois au plus : obligatoire',
    )
  })
})
