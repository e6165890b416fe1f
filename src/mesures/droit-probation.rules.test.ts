import { describe, expect, it } from 'vitest'
import type { Jour } from '../platform/date.ts'
import type { Regle } from '../platform/law.ts'
import type { Auteur, Definition } from './definition.rules.ts'
import { deroulement, type MesureSuivie } from './deroulement.rules.ts'
import { calculer } from './echeance.rules.ts'
import type { Faits } from './faits.rules.ts'
import { refusDActe } from './jour-d-acte.rules.ts'
import { faire, faits, suivi } from './mesure.builder.ts'
import { refusDeMesure } from './mesure.rules.ts'
import { type CleNature, natures } from './nature.referentiel.ts'
import { valeurLe } from './regle.rules.ts'

const LE: Jour = '2026-11-24'
const codes = (refus: { code: string }[]) => refus.map(r => r.code)
const saisie = (nature: CleNature, decisionLe: Jour, dureeMois: number, palier?: string) =>
  refusDeMesure({ nature, decisionLe, debutLe: decisionLe, dureeMois, palier })
const d = (nature: CleNature): Definition => natures[nature]
function regle(nature: CleNature, id: string): Regle<string> {
  const trouvee = d(nature).regles?.find(r => r.id === `${nature}.${id}`)
  if (!trouvee) throw new Error(`no rule ${id}`)
  return trouvee
}
const dit = (nature: CleNature, id: string, le: Jour) => valeurLe(regle(nature, id), le, 'droit')
const acte = (m: MesureSuivie, cle: string, le: Jour, auteur: Auteur) =>
  refusDActe(m, { acte: cle, le, auteur }, LE)
const une = (f: Faits, cle: string) => calculer(f).echeances.find(e => e.cle === cle)

describe('La contrainte pénale (B1 : CP 131-4-1 de 2014)', () => {
  it('De six mois à cinq ans ; ni cinq mois, ni soixante et un', () => {
    for (const n of [6, 60]) expect(saisie('contrainte_penale', '2016-05-10', n)).toEqual([])
    for (const n of [5, 61])
      expect(saisie('contrainte_penale', '2016-05-10', n)).toMatchObject([
        { source: { texte: 'code pénal', article: '131-4-1, al. 2' } },
      ])
  })
  it('Délits punis de cinq ans au plus jusqu’au 31 décembre 2016, tous ensuite, aucun avant le 1er octobre 2014 ni depuis le 24 mars 2020', () => {
    const delits = (le: Jour) => dit('contrainte_penale', 'delits', le)
    expect(delits('2016-12-31')).toContain('cinq ans')
    expect(delits('2017-01-01')).toContain('Tous les délits')
    expect([delits('2014-09-30'), delits('2020-03-24')]).toEqual([null, null])
  })
  const depuis =
    (le: Jour, f: Partial<Faits> = {}) =>
    (cle: string) =>
      une(faits('contrainte_penale', le, f), cle)?.le
  it('CPP D49-82 : convocation au SPIP dans les huit jours, depuis le 27 décembre 2014 ; avant, les quarante-cinq jours de CPP 474', () => {
    expect(depuis('2014-12-27')('premiere_convocation')).toBe('2015-01-05')
    expect(depuis('2014-12-26')('premiere_convocation')).toBe('2015-02-09')
  })
  it('CPP D49-85, D49-86, D49-88 : absente à l’audience, tout court de la notification ; présente, du jugement', () => {
    const cles = ['premiere_convocation', 'rapport_evaluation', 'decision_du_jap', 'reevaluation']
    expect(cles.map(depuis('2016-03-01'))).toEqual([
      '2016-03-09',
      '2016-06-01',
      '2016-07-01',
      '2017-03-01',
    ])
    expect(cles.map(depuis('2016-03-01', { notifieeLe: '2016-05-10' }))).toEqual([
      '2016-05-18',
      '2016-08-10',
      '2016-09-12',
      '2017-05-10',
    ])
  })
  it('CPP D49-83 : huit jours après la sortie de prison, que le JAP ait suspendu la peine ou non', () => {
    const sortie = (acte: string) =>
      depuis('2016-03-01', { actes: [{ acte, le: '2016-09-01' }] })(`convocation_apres_${acte}`)
    expect([sortie('liberation'), sortie('reprise')]).toEqual(['2016-09-09', '2016-09-09'])
  })
  it('CPP 713-46 : le JAP peut suspendre la peine pendant une incarcération ; ce n’est pas un effet de la loi', () => {
    const m = faire(suivi('contrainte_penale', '2018-05-10', { finInitialeLe: '2020-05-10' }), [
      'fixation_contenu',
      '2018-07-01',
    ])
    expect(acte(m, 'suspension', '2018-09-01', 'jap')).toEqual([])
    expect(acte(m, 'suspension', '2018-09-01', 'loi')).toMatchObject([
      { code: 'auteur_incompetent', source: { article: '713-46' } },
    ])
  })
  it('CPP 713-47, al. 3 : après une incarcération provisoire, le débat se tient dans les quinze jours', () => {
    const m = faire(suivi('contrainte_penale', '2018-05-10', { finInitialeLe: '2020-05-10' }), [
      'fixation_contenu',
      '2018-07-02',
    ])
    expect(acte(m, 'incarceration', '2018-09-03', 'jap')).toEqual([])
    expect(
      depuis('2018-05-10', { actes: [{ acte: 'incarceration', le: '2018-09-03' }] })(
        'debat_contradictoire',
      ),
    ).toBe('2018-09-18')
  })
  it('Loi 2019-222, art. 109, XIX : depuis le 24 mars 2020, le JAP met lui-même l’emprisonnement à exécution', () => {
    const m = faire(suivi('contrainte_penale', '2019-05-10', { finInitialeLe: '2022-05-10' }), [
      'fixation_contenu',
      '2019-07-01',
    ])
    expect(codes(acte(m, 'revocation_totale', '2020-03-23', 'jap'))).toEqual(['auteur_incompetent'])
    expect(acte(m, 'revocation_totale', '2020-03-24', 'jap')).toEqual([])
  })
  it('Le JAP modifie ; le tribunal seul met l’emprisonnement à exécution (CPP 713-47), jusqu’au 23 mars 2020', () => {
    const m = suivi('contrainte_penale', '2018-05-10')
    expect(acte(m, 'modification_obligations', '2018-06-01', 'jap')).toEqual([])
    expect(acte(m, 'revocation_totale', '2018-06-01', 'tribunal')).toEqual([])
    expect(acte(m, 'revocation_totale', '2018-06-01', 'jap')).toMatchObject([
      { code: 'auteur_incompetent', source: { article: '713-47, al. 2' } },
    ])
  })
  it('Prononcée avant le 24 mars 2020, elle continue : ses actes restent possibles ensuite (CPP 713-45, 713-47)', () => {
    const m = faire(suivi('contrainte_penale', '2020-03-23', { finInitialeLe: '2023-03-23' }), [
      'fixation_contenu',
      '2020-07-01',
    ])
    expect(acte(m, 'fin_anticipee', '2021-09-01', 'jap')).toEqual([])
    expect(une(faits('contrainte_penale', '2020-03-23'), 'decision_du_jap')?.le).toBe('2020-07-23')
  })
})

describe('Le sursis probatoire (B2 : CP 132-40 à 132-42)', () => {
  it.each(['2010-05-10', '2020-03-23', '2020-03-24', LE] as const)(
    'Jugé le %s : de 12 mois à 3 ans (CP 132-42, al. 1)',
    le => {
      for (const n of [12, 36]) expect(saisie('sursis_probatoire', le, n)).toEqual([])
      expect(saisie('sursis_probatoire', le, 11)).toMatchObject([
        { code: 'duree_trop_courte', source: { article: '132-42, al. 1' } },
      ])
      expect(saisie('sursis_probatoire', le, 37)).toMatchObject([
        { code: 'palier_a_nommer', champ: 'palier' },
      ])
    },
  )
  it('Cinq ans, puis sept, dans les cas que la décision vise ; jamais huit (CP 132-42)', () => {
    expect(saisie('sursis_probatoire', LE, 60, 'cp_132_42_al1_p2')).toEqual([])
    expect(codes(saisie('sursis_probatoire', LE, 61, 'cp_132_42_al1_p2'))).toEqual([
      'duree_trop_longue',
    ])
    expect(saisie('sursis_probatoire', LE, 84, 'cp_132_42_al1_p3')).toEqual([])
    expect(codes(saisie('sursis_probatoire', LE, 85, 'cp_132_42_al1_p3'))).toEqual([
      'duree_trop_longue',
    ])
    expect(codes(saisie('sursis_probatoire', LE, 36, 'cp_132_42_al1_p2'))).toEqual([])
  })
  it('L’emprisonnement qui en est assorti : cinq ans au plus, dix dans un cas (CP 132-41) ; la limite ne vaut pas pour le renforcé (CP 132-41-1)', () => {
    expect(dit('sursis_probatoire', 'emprisonnement', LE)).toMatch(/cinq ans au plus.*dix ans/)
    expect(dit('sursis_probatoire_renforce', 'exclusion_levee', LE)).toContain('ne s’applique pas')
    expect(dit('sursis_probatoire_renforce', 'exclusion_levee', '2020-03-23')).toBeNull()
  })
  it('Convocation à l’audience dans les 45 jours, puis 30 depuis le 30 septembre 2024 (B10 : CPP 474, al. 3)', () => {
    expect(une(faits('sursis_probatoire', '2024-09-27'), 'premiere_convocation')?.le).toBe(
      '2024-11-12',
    )
    expect(une(faits('sursis_probatoire', '2026-01-06'), 'premiere_convocation')?.le).toBe(
      '2026-02-05',
    )
  })
  it('Convocation dans le mois de la libération (B11 : CPP 741-1) : elle attend la reprise, puis compte d’elle', () => {
    const cle = 'convocation_apres_liberation'
    expect(calculer(faits('sursis_probatoire', '2026-01-06')).attentes).toContainEqual({
      cle,
      attend: 'acte:reprise',
    })
    const libere = faits('sursis_probatoire', '2026-01-06', {
      actes: [{ acte: 'reprise', le: '2026-05-15' }],
    })
    expect(une(libere, cle)).toMatchObject({ le: '2026-06-15', enMain: 'spip' })
  })
  it('Un délai d’un même article se compte partout de la même façon : 30 jours de 474 et mois de 741-1 prorogés (CPP 801)', () => {
    expect(une(faits('sursis_probatoire', '2026-01-08'), 'premiere_convocation')?.le).toBe(
      '2026-02-09',
    )
    const libere = faits('sursis_probatoire', '2026-01-06', {
      actes: [{ acte: 'reprise', le: '2026-01-14' }],
    })
    expect(une(libere, 'convocation_apres_liberation')?.le).toBe('2026-02-16')
  })
})

describe('La vie du sursis probatoire (B3 : CP 132-43 à 132-52, CPP 739 à 744)', () => {
  const prononce = suivi('sursis_probatoire', '2024-03-10', { finInitialeLe: '2026-03-10' })
  const enCours = faire(prononce, ['mise_a_execution', '2024-03-20'])
  it('Ne court qu’une fois exécutoire : rien à suspendre avant (CP 132-41)', () => {
    expect(acte(prononce, 'suspension', '2024-03-15', 'loi')).toMatchObject([
      { code: 'acte_impossible', source: { article: '132-43, al. 2' } },
    ])
    expect(acte(enCours, 'suspension', '2024-04-01', 'loi')).toEqual([])
  })
  it('L’incarcération le suspend de plein droit, aucune autorité n’en décide (CP 132-43)', () => {
    expect(acte(enCours, 'suspension', '2024-04-01', 'jap')).toMatchObject([
      { code: 'auteur_incompetent', source: { article: '132-43, al. 2' } },
    ])
    const libere = faire(enCours, ['suspension', '2024-04-01'], ['reprise', '2024-07-01'])
    expect(deroulement(libere)).toMatchObject({ etat: 'en_cours', termeLe: '2026-06-09' })
  })
  it('CP 132-43, al. 2, depuis le 1er août 2020 : en détention, les interdictions de contact ou de paraître continuent ; CPP D51 dit lesquelles le 1er février 2022', () => {
    const en = (le: Jour) => dit('sursis_probatoire', 'interdictions_en_detention', le)
    expect(en('2020-07-31')).toBeNull()
    expect(en('2020-08-01')).toContain('contact ou de paraître')
    expect([en('2022-01-31')?.includes('13°'), en('2022-02-01')?.includes('13°')]).toEqual([
      false,
      true,
    ])
    expect(dit('sursis_probatoire', 'incarceration', '2020-08-01')).toContain(
      'sauf les interdictions',
    )
  })
  it('CP 132-49 : la révocation partielle « ne peut être ordonnée qu’une fois » jusqu’au 30 septembre 2014', () => {
    expect(dit('sursis_probatoire', 'revocation_partielle', '2014-09-30')).toContain('qu’une fois')
    expect(dit('sursis_probatoire', 'revocation_partielle', '2014-10-01')).not.toContain(
      'qu’une fois',
    )
  })
  it('CP 132-42 : la partie avec sursis ne dépasse pas cinq ans depuis le 13 décembre 2005 seulement', () => {
    expect(dit('sursis_probatoire', 'sursis_partiel', '2005-12-12')).not.toContain('cinq ans')
    expect(dit('sursis_probatoire', 'sursis_partiel', '2005-12-13')).toContain('cinq ans')
  })
  it('Le JAP modifie les obligations à tout moment, même en détention (CPP 739) ; pas le SPIP', () => {
    const detenu = faire(enCours, ['suspension', '2024-04-01'])
    expect(acte(detenu, 'modification_obligations', '2024-05-01', 'jap')).toEqual([])
    expect(acte(detenu, 'modification_obligations', '2024-05-01', 'spip')).toMatchObject([
      { source: { article: '739, al. 2' } },
    ])
  })
  it('Le JAP et le tribunal révoquent (CP 132-47, 132-48) ; ni le parquet, ni le SPIP', () => {
    for (const auteur of ['jap', 'tribunal'] as const)
      expect(acte(enCours, 'revocation_totale', '2025-01-10', auteur)).toEqual([])
    for (const auteur of ['parquet', 'spip'] as const)
      expect(acte(enCours, 'revocation_totale', '2025-01-10', auteur)).toMatchObject([
        { source: { article: '132-47' } },
      ])
  })
  it('Une révocation partielle ne met pas fin à la probation (CP 132-49)', () => {
    expect(deroulement(faire(enCours, ['revocation_partielle', '2025-01-10']))).toMatchObject({
      etat: 'en_cours',
      finieLe: null,
    })
  })
  it('Un manquement connu à temps se juge après le terme (CPP 742, al. 3) : prolongation, révocation, ou condamnation non avenue', () => {
    const saisi = faire(enCours, ['saisine_avant_terme', '2026-03-10'])
    expect(acte(saisi, 'revocation_totale', '2026-04-01', 'jap')).toEqual([])
    expect(deroulement(faire(saisi, ['sans_suite', '2026-04-01']))).toMatchObject({
      etat: 'non_avenue',
      cause: 'terme',
    })
    const fini = faire(enCours, ['fin_au_terme', '2026-03-10'])
    expect(acte(fini, 'revocation_totale', '2026-04-01', 'jap')).toMatchObject([
      { code: 'deja_finie', source: { article: '132-47' } },
    ])
  })
  it('Finit au terme, non avant (CP 132-52) ; le JAP peut l’arrêter plus tôt (CPP 744)', () => {
    expect(codes(acte(enCours, 'fin_au_terme', '2026-03-09', 'loi'))).toEqual(['terme_pas_atteint'])
    expect(acte(enCours, 'fin_au_terme', '2026-03-10', 'loi')).toEqual([])
    expect(acte(enCours, 'fin_anticipee', '2025-04-10', 'jap')).toEqual([])
    expect(codes(acte(enCours, 'fin_anticipee', '2025-04-10', 'tribunal'))).toEqual([
      'auteur_incompetent',
    ])
  })
})
