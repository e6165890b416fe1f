import { describe, expect, it } from 'vitest'
import type { Jour } from '../platform/date.ts'
import { faitsDemandes } from './condamnation.rules.ts'
import { type Autre, mentionsDuDossier, type Prononcee, refusDansLeDossier } from './cumul.rules.ts'
import { mentionsDActe, refusDExecuter } from './execution.rules.ts'
import { suivi } from './mesure.builder.ts'
import { refusDeMesure, type Saisie } from './mesure.rules.ts'

const LE: Jour = '2025-03-10'
const saisie = (nature: Saisie['nature'], plus: Partial<Saisie> = {}): Saisie => ({
  nature,
  decisionLe: LE,
  debutLe: LE,
  ...plus,
})
const prononcee = (nature: string, plus: Partial<Prononcee> = {}): Prononcee => ({
  nature,
  decisionLe: LE,
  juridictionId: 'tj',
  ...plus,
})
const dossier = (autres: readonly Autre[] = [], naissanceLe: Jour | null = null) => ({
  autres,
  naissanceLe,
})
const dits = (refus: { code: string; source?: { article: string } }[]) =>
  refus.map(r => `${r.code}, ${r.source?.article}`)

describe('Une contravention a ses propres bornes', () => {
  it.each([
    ['tig', 19, false],
    ['tig', 20, true],
    ['tig', 120, true],
    ['tig', 121, false],
  ] as const)(
    'CP 131-17, al. 2 : %s de %i heures pour une contravention de la 5e classe',
    (nature, heures, permis) => {
      expect(dits(refusDeMesure(saisie(nature, { heures, contravention: true })))).toEqual(
        permis ? [] : ['heures_hors_bornes, 131-17, al. 2'],
      )
      expect(refusDeMesure(saisie(nature, { heures: heures === 19 ? 20 : heures }))).toEqual([])
    },
  )
  it('CPP 41-3, al. 2 : le travail non rémunéré pour une contravention ne dépasse ni trente heures, ni trois mois', () => {
    const tnr = (plus: Partial<Saisie>) => dits(refusDeMesure(saisie('travail_non_remunere', plus)))
    expect(tnr({ heures: 30, dureeMois: 3, contravention: true })).toEqual([])
    expect(tnr({ heures: 60, dureeMois: 6 })).toEqual([])
    expect(tnr({ heures: 60, contravention: true })).toEqual(['heures_hors_bornes, 41-3, al. 2'])
    expect(tnr({ dureeMois: 6, contravention: true })).toEqual(['duree_trop_longue, 41-3, al. 2'])
  })
})

describe('Le sursis probatoire et la peine qu’il suspend', () => {
  it('CP 132-41, al. 1 : cinq ans d’emprisonnement au plus, dix en état de récidive légale ; non dite, la peine ne refuse rien', () => {
    const sursis = (plus: Partial<Saisie>) => dits(refusDeMesure(saisie('sursis_probatoire', plus)))
    expect(sursis({})).toEqual([])
    expect(sursis({ peineMois: 60 })).toEqual([])
    expect(sursis({ peineMois: 61 })).toEqual(['peine_trop_longue, 132-41, al. 1'])
    expect(sursis({ peineMois: 120, recidive: true })).toEqual([])
    expect(sursis({ peineMois: 61, palier: 'cp_132_42_al1_p2', dureeMois: 48 })).toEqual([])
    expect(sursis({ peineMois: 121, recidive: true })).toEqual(['peine_trop_longue, 132-41, al. 1'])
    expect(dits(refusDeMesure(saisie('semi_liberte', { peineMois: 6 })))).toEqual([])
  })
})

describe('La conversion', () => {
  it('CPP 747-1, al. 1 : une peine ferme de six mois au plus ; avant le 24 mars 2020, CP 132-57', () => {
    const conversion = (peineMois: number, le: Jour) =>
      dits(refusDeMesure({ nature: 'conversion_747_1', decisionLe: le, debutLe: le, peineMois }))
    expect(conversion(6, LE)).toEqual([])
    expect(conversion(7, LE)).toEqual(['peine_trop_longue, 747-1, al. 1'])
    expect(conversion(7, '2015-01-05')).toEqual(['peine_trop_longue, 132-57, al. 1'])
  })
})

describe('L’âge de la personne', () => {
  const ne = (naissanceLe: Jour) => dossier([], naissanceLe)
  it('CJPM L122-1 : un travail d’intérêt général demande seize ans à la décision et treize ans aux faits, seul ou dans un sursis probatoire', () => {
    const tig = (naissanceLe: Jour, plus: Partial<Prononcee> = {}) =>
      dits(refusDansLeDossier(prononcee('tig', plus), ne(naissanceLe)))
    expect(tig('2009-03-11')).toEqual(['tig_trop_jeune, L122-1, al. 1'])
    expect(tig('2009-03-10')).toEqual([])
    expect(tig('2009-03-10', { faitsLe: '2022-03-09' })).toEqual([
      'tig_trop_jeune_aux_faits, L122-1, al. 1',
    ])
    expect(tig('2009-03-10', { faitsLe: '2022-03-10' })).toEqual([])
    const sursis = (plus: Partial<Prononcee>) =>
      dits(refusDansLeDossier(prononcee('sursis_probatoire', plus), ne('2009-03-11')))
    expect(sursis({})).toEqual([])
    expect(sursis({ heures: 70 })).toEqual(['tig_trop_jeune, L122-1, al. 1'])
    expect(sursis({ obligations: [{ article: 'CP 132-45, 21°' }] })).toEqual([
      'tig_trop_jeune, L122-1, al. 1',
    ])
    expect(refusDansLeDossier(prononcee('tig'), dossier())).toEqual([])
  })
  it('Ordonnance 45-174, 20-5 : seize ans aussi avant 2021 ; la version de 2019, non lue, ne refuse rien', () => {
    const tig = (decisionLe: Jour, naissanceLe: Jour) =>
      dits(refusDansLeDossier(prononcee('tig', { decisionLe }), ne(naissanceLe)))
    expect(tig('2014-01-02', '1998-01-03')).toEqual(['tig_trop_jeune, 20-5'])
    expect(tig('2014-01-02', '1998-01-02')).toEqual([])
    expect(tig('2020-06-01', '2005-06-01')).toEqual([])
  })
  it('CJPM L11-4 : aucune peine avant treize ans', () => {
    const peine = (nature: string, naissanceLe: Jour) =>
      dits(refusDansLeDossier(prononcee(nature), ne(naissanceLe)))
    expect(peine('stage', '2012-03-11')).toEqual(['peine_trop_jeune, L11-4'])
    expect(peine('stage', '2012-03-10')).toEqual([])
    expect(peine('controle_judiciaire', '2012-03-11')).toEqual([])
  })
  it('CPP 729 : à plus de soixante-dix ans, aucune part de la peine n’est exigée ; cela se lit sur la saisie', () => {
    const lc = (naissanceLe: Jour) =>
      mentionsDuDossier(prononcee('liberation_conditionnelle'), ne(naissanceLe))
    expect(lc('1955-03-09')).toMatchObject([expect.stringContaining('plus de 70 ans')])
    expect(lc('1955-03-10')).toEqual([])
    expect(lc('1956-01-01')).toEqual([])
  })
})

describe('Une peine définitive qui n’est pas exécutée', () => {
  it('CPP 723-17-1, depuis le 1er octobre 2014 : après trois ans, dont le dernier jour à vingt-quatre heures (801), le JAP convoque, sauf urgence', () => {
    const executer = (le: Jour, plus: object = {}) =>
      dits(refusDExecuter({ definitiveLe: '2021-03-10', le, ...plus }))
    expect(executer('2024-03-10')).toEqual([])
    expect(executer('2024-03-11')).toEqual(['convocation_avant_execution, 723-17-1, al. 1'])
    expect(executer('2024-06-01', { convoqueeLe: '2024-05-01' as const })).toEqual([])
    expect(executer('2024-06-01', { urgence: true })).toEqual([])
    expect(dits(refusDExecuter({ definitiveLe: '2010-01-01', le: '2014-09-30' }))).toEqual([])
  })
  it('CPP 723-17-1 : le jour où elle devient définitive n’est pas un fait de la mesure : cela se lit sur l’acte', () => {
    const m = suivi('procedure_723_15', '2021-03-10')
    expect(mentionsDActe(m, 'mise_a_execution_parquet', '2024-03-10')).toEqual([])
    expect(mentionsDActe(m, 'mise_a_execution_parquet', '2024-03-11')).toMatchObject([
      expect.stringContaining('CPP 723-17-1, al. 1'),
    ])
    expect(mentionsDActe(m, 'mise_a_execution_urgence', '2024-03-11')).toEqual([])
  })
  it('CPP 744 : « un an à compter du jour où la condamnation est devenue définitive », ce que l’exécution provisoire ne dit pas : à vérifier', () => {
    const provisoire = suivi('sursis_probatoire', '2025-01-06', { executionProvisoire: true })
    expect(mentionsDActe(provisoire, 'fin_anticipee', '2026-01-08')).toMatchObject([
      expect.stringContaining('définitive'),
    ])
    expect(mentionsDActe(provisoire, 'fin_anticipee', '2026-01-08')[0]).toContain('(CPP 744)')
    expect(
      mentionsDActe(suivi('sursis_probatoire', '2025-01-06'), 'fin_anticipee', '2026-01-08'),
    ).toEqual([])
    expect(
      mentionsDActe(
        suivi('ddse', '2025-01-06', { executionProvisoire: true }),
        'fin_anticipee',
        '2025-04-08',
      ),
    ).toEqual([])
  })
})

describe('Les faits demandés', () => {
  it('sont ceux dont une règle de cette mesure dépend : seuil (CPP 723-15), délai (CPP 741-1), bornes (CP 131-17)', () => {
    const demandes = (nature: string) => Object.keys(faitsDemandes(nature, {}))
    expect(demandes('sursis_probatoire')).toEqual(['peineMois', 'recidive', 'ssjEncouru'])
    for (const nature of [
      'semi_liberte',
      'placement_exterieur',
      'ddse_amenagement',
      'procedure_723_15',
    ])
      expect(demandes(nature), nature).toEqual(expect.arrayContaining(['peineMois', 'recidive']))
    expect(demandes('tig')).toEqual(['contravention'])
    expect(demandes('stage')).toEqual([])
    // What was said stays on the form, whatever the kind becomes: a correction loses nothing.
    expect(Object.keys(faitsDemandes('stage', { recidive: 'oui' }))).toEqual(['recidive'])
  })
})
