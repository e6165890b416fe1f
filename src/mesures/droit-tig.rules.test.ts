import { describe, expect, it } from 'vitest'
import type { Jour } from '../platform/date.ts'
import type { Auteur, Definition } from './definition.rules.ts'
import type { MesureSuivie } from './deroulement.rules.ts'
import { refusDHeures } from './duree.rules.ts'
import { calculer } from './echeance.rules.ts'
import type { Faits } from './faits.rules.ts'
import { refusDActe } from './jour-d-acte.rules.ts'
import { refusDeMesure } from './mesure.rules.ts'
import { natures } from './nature.referentiel.ts'
import {
  heuresTigContravention,
  heuresTigObligation,
} from './referentiel/tig-heures.referentiel.ts'
import { citer, sourceDe, valeurLe } from './regle.rules.ts'
import { regle, suivi } from './tig.builder.ts'

const LE: Jour = '2026-11-24'
const codes = (refus: { code: string }[]) => refus.map(r => r.code)
const tig = (decisionLe: Jour, plus: object = {}) =>
  refusDeMesure({ nature: 'tig', decisionLe, debutLe: decisionLe, ...plus })
const dit = (id: string, le: Jour) => valeurLe(regle(id), le, 'droit')
const acte = (m: MesureSuivie, cle: string, le: Jour, auteur: Auteur) =>
  refusDActe(m, { acte: cle, le, auteur }, LE)

describe('Nombre d’heures du TIG (A1 : CP 131-8)', () => {
  it.each([
    ['1994-03-01', 40, 240, '1er mars 1994'],
    ['2004-12-31', 40, 240, '1er mars 1994'],
    ['2005-01-01', 40, 210, '1er janvier 2005, loi 2004-204'],
    ['2009-11-25', 40, 210, '1er janvier 2005, loi 2004-204'],
    ['2009-11-26', 20, 210, '26 novembre 2009, loi 2009-1436'],
    ['2014-09-30', 20, 210, '26 novembre 2009, loi 2009-1436'],
    ['2014-10-01', 20, 280, '1er octobre 2014, loi 2014-896'],
    ['2019-03-24', 20, 280, '1er octobre 2014, loi 2014-896'],
    ['2019-03-25', 20, 400, '25 mars 2019, loi 2019-222'],
    ['2026-11-24', 20, 400, '25 mars 2019, loi 2019-222'],
  ] as const)('Jugé le %s : %i à %i heures (CP 131-8, depuis le %s)', (le, min, max, _depuis) => {
    for (const heures of [min, max]) expect(tig(le, { heures })).toEqual([])
    for (const heures of [min - 1, max + 1])
      expect(tig(le, { heures })).toMatchObject([
        {
          code: 'heures_hors_bornes',
          champ: 'heures',
          source: { texte: 'code pénal', article: '131-8, al. 1' },
        },
      ])
  })
  it('Un TIG de 401 heures est refusé (CP 131-8, depuis le 25 mars 2019), et dit ses bornes', () => {
    expect(tig('2025-01-10', { heures: 401 })[0]?.message).toBe(
      'Nombre d’heures : de 20 heures à 400 heures.',
    )
  })
})

describe('Autres nombres d’heures', () => {
  it('Contravention de la 5e classe : 20 à 120 heures, pas 121 (A2 : CP 131-17)', () => {
    for (const n of [20, 120])
      expect(
        refusDHeures(heuresTigContravention, { heures: n, quand: LE, referentiel: 'droit' }),
      ).toEqual([])
    for (const n of [19, 121])
      expect(
        refusDHeures(heuresTigContravention, { heures: n, quand: LE, referentiel: 'droit' }),
      ).toMatchObject([{ source: { article: '131-17, al. 2' } }])
  })
  it.each([
    ['2004-12-31', 40, 240],
    ['2005-01-01', 40, 210],
    ['2009-11-25', 40, 210],
    ['2009-11-26', 20, 210],
    ['2014-09-30', 20, 210],
    ['2014-10-01', 20, 280],
    ['2020-03-23', 20, 280],
  ] as const)('Sursis-TIG jugé le %s : %i à %i heures (A3 : CP 132-54)', (decisionLe, min, max) => {
    const saisie = (heures: number) =>
      refusDeMesure({ nature: 'sursis_tig', decisionLe, debutLe: decisionLe, heures })
    expect([saisie(min), saisie(max)]).toEqual([[], []])
    for (const n of [min - 1, max + 1])
      expect(saisie(n)).toMatchObject([{ source: { article: '132-54, al. 1' } }])
  })
  it('Le sursis-TIG ne se prononce plus depuis le 24 mars 2020 : le travail est le 21° de CP 132-45', () => {
    expect(
      refusDeMesure({
        nature: 'sursis_tig',
        decisionLe: '2020-03-24',
        debutLe: '2020-03-24',
        heures: 100,
      }),
    ).toMatchObject([{ code: 'nature_inexistante', source: { article: '132-54' } }])
  })
  it('CP 132-45, 21°, qui renvoie à CP 131-8, al. 1 : un sursis probatoire avec TIG compte de 20 à 400 heures depuis le 24 mars 2020, ni 19 ni 401', () => {
    expect(valeurLe(heuresTigObligation, '2020-03-23', 'droit')).toBeNull()
    const saisie = (heures: number) =>
      refusDeMesure({
        nature: 'sursis_probatoire',
        decisionLe: '2025-01-10',
        debutLe: '2025-01-10',
        dureeMois: 24,
        heures,
      })
    expect([saisie(20), saisie(400)]).toEqual([[], []])
    for (const n of [19, 401])
      expect(saisie(n)).toMatchObject([
        { code: 'heures_hors_bornes', source: { article: expect.stringContaining('131-8') } },
      ])
  })
  it('Travail non rémunéré : 60 heures au plus jusqu’au 9 avril 2021, 100 ensuite, en six mois (A19 : CPP 41-2, loi 2021-401)', () => {
    const tnr = (decisionLe: Jour, heures: number, dureeMois = 6) =>
      refusDeMesure({
        nature: 'travail_non_remunere',
        decisionLe,
        debutLe: decisionLe,
        heures,
        dureeMois,
      })
    expect([tnr('2021-04-09', 60), tnr('2021-04-10', 100)]).toEqual([[], []])
    expect(tnr('2021-04-09', 61)).toMatchObject([
      { code: 'heures_hors_bornes', source: { article: expect.stringContaining('41-2') } },
    ])
    expect(codes(tnr('2021-04-10', 101))).toEqual(['heures_hors_bornes'])
    expect(codes(tnr('2021-04-10', 100, 7))).toEqual(['duree_trop_longue'])
  })
  it('Conversion en TIG : 20 à 210 heures en 2013, pas 211 (A20 : CP 132-57)', () => {
    const conversion = (decisionLe: Jour, heures: number) =>
      refusDeMesure({ nature: 'conversion_747_1', decisionLe, debutLe: decisionLe, heures })
    expect(conversion('2013-06-01', 210)).toEqual([])
    expect(conversion('2013-06-01', 211)).toMatchObject([
      { code: 'heures_hors_bornes', source: { article: '132-57' } },
    ])
  })
})

describe('Qui fixe les modalités (A5 : CP 131-22)', () => {
  it('Le JAP seul jusqu’au 9 octobre 2021 ; le directeur du SPIP aussi depuis le 10 (loi 2021-401, art. 5)', () => {
    const m = suivi('2021-06-01')
    expect(acte(m, 'affectation', '2021-10-09', 'jap')).toEqual([])
    expect(acte(m, 'affectation', '2021-10-09', 'dspip')).toMatchObject([
      { code: 'auteur_incompetent', source: { article: '131-22' } },
    ])
    expect(acte(m, 'affectation', '2021-10-10', 'dspip')).toEqual([])
    expect(acte(m, 'affectation', '2021-10-10', 'jap')).toEqual([])
    expect(dit('tig.modalites', '2021-10-09')).toContain('Le JAP décide')
    expect(dit('tig.modalites', '2021-10-10')).toContain('directeur du SPIP')
  })
})

describe('Suites de l’inexécution (A20, A21)', () => {
  it('Le JAP met à exécution ce que le tribunal a fixé ; le SPIP ne le peut pas (CPP 733-2)', () => {
    const m = suivi('2025-01-10')
    expect(acte(m, 'mise_a_execution', '2025-06-01', 'jap')).toEqual([])
    expect(acte(m, 'mise_a_execution', '2025-06-01', 'spip')).toMatchObject([
      { source: { article: '733-2' } },
    ])
  })
  it('Le TIG se convertit en DDSE ou en jours-amende depuis le 24 mars 2020 (CPP 747-1-1) ; la veille, l’acte n’existe pas', () => {
    const m = suivi('2020-01-10')
    expect(codes(acte(m, 'conversion', '2020-03-23', 'jap'))).toEqual(['acte_inconnu'])
    expect(acte(m, 'conversion', '2020-03-24', 'jap')).toEqual([])
  })
  it('Un sursis-TIG se révoque (CP 132-56), un TIG non', () => {
    expect(acte(suivi('2019-01-10', 'sursis_tig'), 'revocation', '2019-06-01', 'jap')).toEqual([])
    expect(codes(acte(suivi('2019-01-10'), 'revocation', '2019-06-01', 'jap'))).toEqual([
      'acte_inconnu',
    ])
  })
  it('Le tribunal peut fixer la sanction jusqu’au 29 septembre 2024 ; il la fixe toujours depuis le 30 (CP 131-9)', () => {
    expect(dit('tig.sanction', '2024-09-29')).toContain('peut fixer')
    expect(dit('tig.sanction', '2024-09-30')).toContain('fixe toujours')
  })
})

describe('Accord, contrôle, mineurs (A6, A12, A13, A18)', () => {
  it('Absent, le prévenu ne peut être condamné qu’avec un accord écrit depuis le 5 juin 2016, ou sous 131-9 depuis le 25 mars 2019 (CP 131-8)', () => {
    expect(dit('tig.consentement', '1994-03-01')).toContain('pas présent à l’audience')
    expect(dit('tig.consentement', '2016-06-04')).toContain('pas présent à l’audience')
    expect(dit('tig.consentement', '2016-06-05')).toContain('accord par écrit')
    expect(dit('tig.consentement', '2019-03-25')).toContain('le JAP recueille l’accord')
  })
  it('L’examen médical est toujours demandé jusqu’au 23 décembre 2021, puis par exception (décret 2021-1743)', () => {
    expect(dit('tig_hotes.examen_medical', '2021-12-23')).toContain('Toujours')
    expect(dit('tig_hotes.examen_medical', '2021-12-24')).toContain('Seulement si')
    expect(
      citer(sourceDe(regle('tig_hotes.examen_medical'), '2022-05-01', 'droit'), '2022-05-01')
        .article,
    ).toBe('R623-14')
  })
  it('Les mesures de contrôle sont celles de 132-55 jusqu’au 23 mars 2020, de 132-44 ensuite', () => {
    const m = { obligations: [{ article: 'CP 132-44, 1°' }] }
    expect(codes(tig('2020-03-23', m))).toEqual(['obligation_hors_liste'])
    expect(tig('2020-03-24', m)).toEqual([])
  })
  it('Mineurs : seize ans au jugement et treize aux faits depuis le 25 mars 2019, au CJPM depuis le 30 septembre 2021 (L122-1)', () => {
    expect(dit('tig.mineurs', '2019-03-24')).toContain('seize à dix-huit ans')
    expect(dit('tig.mineurs', '2019-03-25')).toContain('treize ans aux faits')
    expect(citer(sourceDe(regle('tig.mineurs'), '2021-09-30', 'droit'), '2021-09-30').article).toBe(
      'L122-1',
    )
  })
})

describe('Première convocation et rapports du SPIP (B10, CPP 474, D575)', () => {
  const f = (decisionLe: Jour): Faits => ({
    nature: 'tig',
    referentiel: 'droit',
    decisionLe,
    debutLe: decisionLe,
    faitsLe: null,
    notifieeLe: null,
    executionProvisoire: false,
    termeLe: null,
    finieLe: null,
    actes: [],
    convocations: [],
    rapports: [],
    territoire: 'metropole',
  })
  const jour = (le: Jour, cle: string) => calculer(f(le)).echeances.find(e => e.cle === cle)?.le
  it('CPP 474, al. 3, et D48-2, 2° : TIG convoqué devant le SPIP dans les 45 jours, trente depuis le 30 septembre 2024 ; de 2020 à 2024, par D48-2 seul', () => {
    expect(jour('2020-01-06', 'premiere_convocation')).toBe('2020-02-20')
    expect(jour('2020-03-24', 'premiere_convocation')).toBe('2020-05-11')
    expect(jour('2024-09-27', 'premiere_convocation')).toBe('2024-11-12')
    expect(jour('2024-09-30', 'premiere_convocation')).toBe('2024-10-30')
    const convocation = natures.tig.devoirs.find(d => d.cle === 'premiere_convocation')
    expect(
      convocation &&
        citer(sourceDe(convocation.delai, '2022-06-01', 'droit'), '2022-06-01').article,
    ).toBe('D48-2, 2°')
  })
  it('Rapport d’évaluation dans les trois mois (CPP D575)', () => {
    expect(jour('2026-01-31', 'rapport_evaluation')).toBe('2026-04-30')
  })
})

describe('La proposition (Ae : charte C4.2 à C4.4)', () => {
  it('210 heures au plus, 24 mois pour les faire, et chaque nombre dit qu’il est un choix', () => {
    const d: Definition = natures.tig
    expect(refusDHeures(d.heures, { heures: 210, quand: LE, referentiel: 'egip' })).toEqual([])
    expect(refusDHeures(d.heures, { heures: 211, quand: LE, referentiel: 'egip' })).toMatchObject([
      { source: { texte: expect.stringContaining('proposition') } },
    ])
    expect(valeurLe(d.duree, LE, 'egip')).toMatchObject({ max: 24 })
    for (const r of [d.heures, d.duree, heuresTigObligation])
      expect(r?.egip?.choix).toMatch(/(ne donne pas|sans donner) de nombre/)
  })
  it('Les actions citoyennes ou culturelles comptent sous la proposition, pas sous la loi (C4.4, CP R131-26)', () => {
    expect(valeurLe(regle('tig.ce_qui_compte'), LE, 'egip')).toContain('citoyennes ou culturelles')
    expect(valeurLe(regle('tig.ce_qui_compte'), LE, 'droit')).toContain('ni le trajet, ni le repas')
  })
})
