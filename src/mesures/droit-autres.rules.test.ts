import { describe, expect, it } from 'vitest'
import { ajouterJours, type Jour } from '../platform/date.ts'
import type { Regle } from '../platform/law.ts'
import type { Auteur, Definition } from './definition.rules.ts'
import { calculer, type Faits } from './echeance.rules.ts'
import { deroulement, libelleDEtat, type MesureSuivie } from './etat.rules.ts'
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

describe('Le suivi socio-judiciaire (B15 : CP 131-36-1 s., CPP 763-1 s.)', () => {
  const ssj = suivi('suivi_socio_judiciaire', '2025-01-06', { finInitialeLe: '2030-01-06' })
  it('Dix ans au plus pour un délit, vingt dans un cas que la décision vise, trente pour un crime ; sans fin, rien à refuser', () => {
    const saisie = (dureeMois?: number, palier?: string) =>
      refusDeMesure({
        nature: 'suivi_socio_judiciaire',
        decisionLe: LE,
        debutLe: LE,
        dureeMois,
        palier,
      })
    expect([
      saisie(120),
      saisie(240, 'cp_131_36_1_crime'),
      saisie(360, 'cp_131_36_1_crime_trente_ans'),
      saisie(),
    ]).toEqual([[], [], [], []])
    expect(saisie(121)).toMatchObject([
      { code: 'palier_a_nommer', source: { article: '131-36-1, al. 2' } },
    ])
    expect(codes(saisie(241, 'cp_131_36_1_crime'))).toEqual(['duree_trop_longue'])
  })
  it('L’emprisonnement pour inobservation le suspend et n’y met pas fin ; le JAP l’ordonne (CPP 763-5)', () => {
    expect(acte(ssj, 'execution_emprisonnement', '2025-06-01', 'jap')).toEqual([])
    expect(acte(ssj, 'execution_emprisonnement', '2025-06-01', 'tribunal')).toMatchObject([
      { source: { article: '763-5, al. 1 et 4' } },
    ])
    const detenu = faire(ssj, ['execution_emprisonnement', '2025-06-01'])
    expect(deroulement(detenu)).toMatchObject({ etat: 'suspendue', termeLe: null, finieLe: null })
    expect(deroulement(faire(detenu, ['reprise', '2025-09-01'])).termeLe).toBe(
      ajouterJours('2030-01-06', 92),
    )
  })
  it('Le tribunal relève de la mesure (CPP 763-6, al. 1) ; le JAP y met fin si le reclassement est acquis', () => {
    expect(acte(ssj, 'relevement', '2026-06-01', 'tribunal')).toEqual([])
    expect(acte(ssj, 'relevement', '2026-06-01', 'jap')).toMatchObject([
      { source: { article: '763-6, al. 1' } },
    ])
    expect(acte(ssj, 'fin_anticipee', '2026-06-01', 'jap')).toEqual([])
  })
  it('Comparution dans les huit jours de la libération (CPP 763-7-1) ; médecin coordonnateur dans le mois de l’injonction (CPP R61)', () => {
    const f = faits('suivi_socio_judiciaire', '2025-01-06')
    expect(jour(f, 'premiere_convocation')).toBe('2025-01-14')
    expect(jour(f, 'medecin_coordonnateur')).toBeUndefined()
    expect(
      jour(
        { ...f, actes: [{ acte: 'injonction_de_soins', le: '2025-01-31' }] },
        'medecin_coordonnateur',
      ),
    ).toBe('2025-02-28')
  })
})

describe('Après la peine (B16 : CPP 723-29, 721-2)', () => {
  it('La surveillance judiciaire : le JAP retire les réductions, en partie sans y mettre fin, en totalité en y mettant fin (CPP 723-35)', () => {
    const sj = suivi('surveillance_judiciaire', '2025-01-06', { finInitialeLe: '2027-01-06' })
    expect(deroulement(faire(sj, ['retrait_partiel', '2025-06-01']))).toMatchObject({
      etat: 'reincarceree',
      finieLe: null,
    })
    expect(deroulement(faire(sj, ['retrait_total', '2025-06-01']))).toMatchObject({
      etat: 'retiree',
      cause: 'retrait',
    })
    expect(acte(sj, 'retrait_total', '2025-06-01', 'parquet')).toMatchObject([
      { source: { article: '723-35, al. 1 et 3' } },
    ])
  })
  it('Elle reprend de plein droit à la libération (CPP D147-43) : aucune autorité n’en décide', () => {
    const reincarceree = faire(
      suivi('surveillance_judiciaire', '2025-01-06', { finInitialeLe: '2027-01-06' }),
      ['retrait_partiel', '2025-06-01'],
    )
    expect(acte(reincarceree, 'reprise', '2025-07-01', 'loi')).toEqual([])
    expect(acte(reincarceree, 'reprise', '2025-07-01', 'jap')).toMatchObject([
      { source: { article: 'D147-43, al. 1' } },
    ])
  })
  it('Le suivi post-libération : comparution dans le mois, en main du JAP, depuis le 27 décembre 2014 (CPP 721-2, D147-48)', () => {
    const f = (le: Jour) => faits('suivi_post_liberation', le)
    const convocation = (le: Jour) =>
      calculer(f(le)).echeances.find(e => e.cle === 'premiere_convocation')
    expect(convocation('2025-01-31')).toMatchObject({
      le: '2025-02-28',
      enMain: 'jap',
      aVerifier: false,
    })
    expect([convocation('2014-12-26'), convocation('2014-12-27')?.le]).toEqual([
      undefined,
      '2015-01-27',
    ])
  })
})

describe('Avant le jugement (B16 : CPP 137 à 142-12)', () => {
  const cj = suivi('controle_judiciaire')
  it('Le contrôle judiciaire se modifie par le juge d’instruction (CPP 139) et finit avec l’instruction, sauf maintien (CPP 179)', () => {
    expect(acte(cj, 'modification', '2025-02-01', 'juge_instruction')).toEqual([])
    expect(acte(cj, 'modification', '2025-02-01', 'spip')).toMatchObject([
      { source: { article: '139, al. 2' } },
    ])
    expect(deroulement(faire(cj, ['cloture', '2025-06-01']))).toMatchObject({
      etat: 'terminee',
      cause: 'decision',
    })
    const maintenu = faire(cj, ['maintien', '2025-06-01'])
    expect(codes(acte(maintenu, 'cloture', '2025-06-02', 'juge_instruction'))).toEqual([
      'acte_impossible',
    ])
    expect(acte(maintenu, 'jugement', '2025-09-01', 'tribunal')).toEqual([])
  })
  it('Le SPIP constate un manquement et avise le juge le jour même (CPP R16-1) ; le JLD seul place en détention (CPP 141-2)', () => {
    expect(acte(cj, 'manquement', '2025-03-01', 'spip')).toEqual([])
    expect(
      jour(
        faits('controle_judiciaire', '2025-01-06', {
          actes: [{ acte: 'manquement', le: '2025-03-01' }],
        }),
        'avis_de_manquement',
      ),
    ).toBe('2025-03-01')
    expect(acte(cj, 'revocation', '2025-03-05', 'jld')).toEqual([])
    expect(acte(cj, 'revocation', '2025-03-05', 'juge_instruction')).toMatchObject([
      { source: { article: '141-2, al. 1 et 2' } },
    ])
  })
  it('CPP 141-1 : après le renvoi, la juridiction modifie le contrôle ; depuis le 30 septembre 2024, le JLD', () => {
    const maintenu = faire(suivi('controle_judiciaire', '2024-01-08'), ['maintien', '2024-06-03'])
    expect(codes(acte(maintenu, 'modification', '2024-09-29', 'jld'))).toEqual([
      'auteur_incompetent',
    ])
    expect(acte(maintenu, 'modification', '2024-09-30', 'jld')).toEqual([])
    expect(acte(maintenu, 'modification', '2024-09-30', 'parquet')).toMatchObject([
      { source: { article: expect.stringMatching(/^141-1/) } },
    ])
  })
  it('CPP 397-3, al. 1 et 2, depuis le 30 septembre 2024 : aussi sous assignation, et le JLD change ensuite les obligations', () => {
    expect(dit('controle_judiciaire', 'comparution', '2024-09-29')).not.toContain('assignation')
    expect(dit('controle_judiciaire', 'comparution', '2024-09-30')).toContain(
      'le JLD peut changer les obligations',
    )
  })
  it('CPP 471, al. 3 : le tribunal peut maintenir le contrôle judiciaire après la condamnation', () => {
    const maintenu = faire(cj, ['maintien_apres_condamnation', '2025-09-01'])
    expect(deroulement(maintenu)).toMatchObject({ etat: 'maintenu', finieLe: null })
    expect(codes(acte(cj, 'maintien_apres_condamnation', '2025-09-01', 'jld'))).toEqual([
      'auteur_incompetent',
    ])
  })
  it('CPP 141-2, dernier al., depuis le 30 septembre 2024 : sans détention justifiée, le JLD modifie ou place sous assignation', () => {
    expect(dit('controle_judiciaire', 'soustraction', '2024-09-29')).not.toContain('assignation')
    expect(dit('controle_judiciaire', 'soustraction', '2024-09-30')).toContain(
      'placer sous assignation à résidence.',
    )
  })
  it('CPP 138, 17° bis, et 138-3 : le bracelet anti-rapprochement est dans la liste, avec l’accord de la victime', () => {
    expect(dit('controle_judiciaire', 'anti_rapprochement', '2019-12-29')).toBeNull()
    expect(dit('controle_judiciaire', 'anti_rapprochement', '2019-12-30')).toContain(
      'avec son accord exprès',
    )
  })
  it('Sans durée dans la loi, aucune durée n’est refusée au contrôle judiciaire (CPP 138)', () => {
    expect(
      refusDeMesure({ nature: 'controle_judiciaire', decisionLe: LE, debutLe: LE, dureeMois: 120 }),
    ).toEqual([])
  })
  it('L’ARSE : six mois au plus par décision, pas sept (CPP 142-7)', () => {
    const saisie = (dureeMois: number) =>
      refusDeMesure({ nature: 'arse', decisionLe: LE, debutLe: LE, dureeMois })
    expect(saisie(6)).toEqual([])
    expect(saisie(7)).toMatchObject([
      {
        code: 'duree_trop_longue',
        source: { texte: 'code de procédure pénale', article: '142-7, al. 1' },
      },
    ])
  })
  it('CPP 142-6-1, depuis le 22 novembre 2023 : placement conditionnel, rapport du SPIP en dix jours, quinze jours au plus', () => {
    const decidee = suivi('arse', '2023-11-06')
    expect(codes(acte(decidee, 'placement_conditionnel', '2023-11-21', 'jld'))).toEqual([
      'acte_inconnu',
    ])
    expect(acte(decidee, 'placement_conditionnel', '2023-11-22', 'jld')).toEqual([])
    const f = faits('arse', '2023-11-22', {
      actes: [{ acte: 'placement_conditionnel', le: '2023-11-22' }],
    })
    expect([jour(f, 'rapport_faisabilite'), jour(f, 'pose_apres_placement_conditionnel')]).toEqual([
      '2023-12-04',
      '2023-12-07',
    ])
  })
  it('CPP 142-6-1, al. 3 : impossibilité technique ou pas de rapport, nouvelle comparution devant le JLD dans les cinq jours', () => {
    const place = faire(suivi('arse', '2025-02-03'), ['placement_conditionnel', '2025-02-03'])
    expect(acte(place, 'impossibilite', '2025-02-13', 'spip')).toEqual([])
    const f = faits('arse', '2025-02-03', {
      actes: [
        { acte: 'placement_conditionnel', le: '2025-02-03' },
        { acte: 'impossibilite', le: '2025-02-13' },
      ],
    })
    expect(jour(f, 'nouveau_debat')).toBe('2025-02-18')
  })
  it('Une ARSE décidée avant le 22 novembre 2023 garde son état quand la loi change, et peut être posée ensuite (CPP 142-6-1)', () => {
    expect(acte(suivi('arse', '2023-11-20'), 'pose', '2023-12-05', 'spip')).toEqual([])
  })
  it('CPP 142-12, al. 2 : au jugement, la juridiction lève ou garde l’assignation ; elle ne finit pas par l’effet de la loi', () => {
    const maintenue = faire(
      suivi('arse', '2025-01-06', { finInitialeLe: '2025-07-06' }),
      ['pose', '2025-01-07'],
      ['maintien', '2025-06-02'],
    )
    expect(acte(maintenue, 'jugement', '2025-09-01', 'tribunal')).toEqual([])
    expect(codes(acte(maintenue, 'jugement', '2025-09-01', 'loi'))).toEqual(['auteur_incompetent'])
  })
  it('CPP 142-6 : la faisabilité technique se vérifie depuis le 15 décembre 2011, par le SPIP depuis le 1er juin 2019', () => {
    const dite = (le: Jour) => dit('arse', 'faisabilite', le)
    expect([dite('2011-12-14'), dite('2011-12-15')]).toEqual([
      null,
      'Le juge statue après avoir fait vérifier la faisabilité technique de la mesure.',
    ])
    expect(dite('2019-06-01')).toMatch(/^Le SPIP vérifie/)
    expect(dit('enquete_sociale_rapide', 'faisabilite_arse', '2019-06-01')).toMatch(
      /^Le SPIP la vérifie/,
    )
  })
  it('CPP 142-8, al. 2, depuis le 30 septembre 2024 : sans détention justifiée, le JLD modifie les obligations', () => {
    expect(dit('arse', 'manquement', '2024-09-29')).not.toContain('modifier')
    expect(dit('arse', 'manquement', '2024-09-30')).toContain('modifier les obligations')
  })
})

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
