import { describe, expect, it } from 'vitest'
import { ajouterJours, type Jour } from '../platform/date.ts'
import { deroulement, libelleDEtat, type MesureSuivie } from './deroulement.rules.ts'
import { calculer } from './echeance.rules.ts'
import { actesDe } from './etat.rules.ts'
import { refusDActe } from './jour-d-acte.rules.ts'
import { faire, faits, suivi } from './mesure.builder.ts'
import { transitionDe } from './passage.rules.ts'
import * as r from './referentiel.rules.ts'
import { termeApres } from './terme.rules.ts'

const LE: Jour = '2026-11-29'
const essai = (m: MesureSuivie, acte: string, le: Jour, nouvelleFinLe?: Jour) => {
  const auteur = transitionDe(m, acte, le)?.auteurs[0] ?? 'jap'
  return refusDActe(m, { acte, le, auteur, nouvelleFinLe }, LE)
}
const codes = (...a: Parameters<typeof essai>) => essai(...a).map(x => x.code)
const dit = (...a: Parameters<typeof essai>) => essai(...a)[0]?.message ?? ''
/** One day too early is refused, that day is not. */
const pasAvant = (m: MesureSuivie, acte: string, le: Jour) => {
  expect(codes(m, acte, ajouterJours(le, -1))).toEqual(['acte_trop_tot'])
  expect(codes(m, acte, le)).toEqual([])
}

describe('Un acte avant son temps est refusé, et le jour est dit', () => {
  const sursis = suivi('sursis_probatoire', '2025-01-06', { finInitialeLe: '2027-01-06' })
  it('CPP 744 : « condamnation non avenue » pas avant un an depuis le jour où la condamnation est définitive', () => {
    const m = faire(sursis, ['mise_a_execution', '2025-01-17'])
    pasAvant(m, 'fin_anticipee', '2026-01-17')
    expect(essai(m, 'fin_anticipee', '2025-06-17')[0]).toMatchObject({
      champ: 'le',
      source: { article: '744' },
    })
    expect(dit(m, 'fin_anticipee', '2025-06-17')).toBe(
      'Condamnation déclarée non avenue avant le terme : pas avant le 17/01/2026. La loi demande 12 mois depuis le 17/01/2025.',
    )
  })
  it('CPP 744 : sous exécution provisoire, la condamnation est définitive plus tard ; un an depuis la décision au moins', () => {
    const m = faire({ ...sursis, executionProvisoire: true }, [
      'modification_obligations',
      '2025-02-03',
    ])
    expect(codes(m, 'fin_anticipee', '2025-06-06')).toContain('acte_trop_tot')
  })
  it('CPP 713-45 : fin anticipée d’une contrainte pénale pas avant un an, encore après son abrogation', () => {
    const m = suivi('contrainte_penale', '2019-11-04', { finInitialeLe: '2022-11-04' })
    pasAvant(m, 'fin_anticipee', '2020-11-04')
    expect(essai(m, 'fin_anticipee', '2020-03-04')[0]?.source?.article).toBe('713-45')
  })
  it('CPP 713-43, depuis le 24 mars 2020 : fin anticipée d’une DDSE pas avant la moitié, depuis la pose', () => {
    const m = faire(suivi('ddse', '2025-01-06', { finInitialeLe: '2025-05-06' }), [
      'mise_a_execution',
      '2025-01-16',
    ])
    pasAvant(m, 'fin_anticipee', '2025-03-17')
    expect(dit(m, 'fin_anticipee', '2025-02-03')).toContain('la moitié de la peine prononcée')
  })
  it('CPP 763-6 : relèvement du suivi socio-judiciaire pas avant un an depuis la condamnation ; CP 131-36-1 : trente ans', () => {
    const m = suivi('suivi_socio_judiciaire', '2024-03-04')
    pasAvant(m, 'relevement', '2025-03-04')
    expect(codes(m, 'fin_apres_trente_ans', '2026-03-04')).toEqual(['acte_trop_tot'])
  })
  it('CPP 712-20 : le JAP est saisi un mois au plus après le terme', () => {
    const m = faire(suivi('sursis_probatoire', '2023-01-09', { finInitialeLe: '2025-01-09' }), [
      'mise_a_execution',
      '2023-01-20',
    ])
    expect(codes(m, 'saisine_avant_terme', '2025-02-10')).toEqual([])
    expect(codes(m, 'saisine_avant_terme', '2025-02-11')).toEqual(['acte_trop_tard'])
  })
  it('CPP 742, al. 3 : avant le terme le délai n’est pas expiré ; la saisine s’enregistre au terme, avec sa date, et l’état ne dit rien de faux', () => {
    const m = faire(suivi('sursis_probatoire', '2025-01-09', { finInitialeLe: '2026-10-09' }), [
      'mise_a_execution',
      '2025-01-20',
    ])
    for (const le of ['2025-10-09', '2026-10-08'] as const)
      expect(codes(m, 'saisine_avant_terme', le)).toEqual(['terme_pas_atteint'])
    expect(dit(m, 'saisine_avant_terme', '2026-10-08')).toBe(
      'Le terme est le 09/10/2026 : cet acte s’enregistre à partir de ce jour. D’ici là, le délai court : le JAP saisi peut le prolonger ou révoquer le sursis. S’il n’a pas décidé au terme, enregistrez alors la saisine, avec sa propre date.',
    )
    expect(essai(m, 'saisine_avant_terme', '2026-10-08')[0]).toMatchObject({
      champ: 'le',
      source: { article: '742, al. 3' },
    })
    expect(
      actesDe(m, '2026-10-08').find(a => a.transition.acte === 'saisine_avant_terme')?.refus,
    ).toHaveLength(1)
    for (const acte of ['revocation_totale', 'revocation_partielle'])
      expect(codes(m, acte, '2026-10-08')).toEqual([])
    expect(codes(m, 'saisine_avant_terme', '2026-10-09')).toEqual([])
    expect(libelleDEtat(faire(m, ['saisine_avant_terme', '2026-10-09']), LE)).toBe(
      'Le JAP est saisi d’un manquement, décision attendue',
    )
  })
  it('CPP 801 : un mois qui finit le dimanche 29/11/2026 « est prorogé jusqu’au premier jour ouvrable suivant », et le refus dit ce lundi', () => {
    const m = faire(suivi('sursis_probatoire', '2024-10-18', { finInitialeLe: '2026-10-29' }), [
      'mise_a_execution',
      '2024-10-29',
    ])
    const le = (jour: Jour) =>
      refusDActe(m, { acte: 'saisine_avant_terme', le: jour, auteur: 'jap' }, '2026-12-15')
    expect(le('2026-11-30')).toEqual([])
    expect(le('2026-12-01')).toMatchObject([
      { code: 'acte_trop_tard', source: { article: '712-20' } },
    ])
    expect(le('2026-12-01')[0]?.message).toContain('jusqu’au 30/11/2026')
  })
  it('Le jour est dit avant le clic ; ce que l’état interdit l’est d’abord', () => {
    const m = faire(sursis, ['mise_a_execution', '2025-01-17'])
    const refusLe = (le: Jour) =>
      actesDe(m, le)
        .find(a => a.transition.acte === 'fin_anticipee')
        ?.refus.map(x => x.code)
    expect(refusLe('2025-06-17')).toEqual(['acte_trop_tot'])
    expect(refusLe('2026-01-17')).toEqual([])
    expect(
      actesDe(sursis, '2025-02-03')
        .find(a => a.transition.acte === 'fin_anticipee')
        ?.refus.map(x => x.code),
    ).toEqual(['acte_impossible'])
  })
})

describe('CPP 142-7 : l’assignation à résidence se prolonge de six mois en six mois, deux ans en tout', () => {
  const posee = (le: Jour, fin: Jour) =>
    faire(suivi('arse', le, { finInitialeLe: fin }), ['pose', le])
  const arse = posee('2025-01-06', '2025-07-06')
  it('chaque prolongation est de six mois au plus', () => {
    expect(codes(arse, 'prolongation', '2025-07-01', '2026-01-06')).toEqual([])
    expect(codes(arse, 'prolongation', '2025-07-01', '2026-01-07')).toEqual(['duree_trop_longue'])
    expect(dit(arse, 'prolongation', '2025-07-01', '2026-07-06')).toBe(
      'Une décision prolonge de 6 mois au plus : jusqu’au 06/01/2026.',
    )
    expect(essai(arse, 'prolongation', '2025-07-01', '2026-07-06')[0]?.source?.article).toBe(
      '142-7',
    )
  })
  it('et l’ensemble de deux ans au plus', () => {
    const longue = {
      ...arse,
      actes: [
        ...arse.actes,
        {
          acte: 'prolongation',
          vers: 'en_cours',
          le: '2026-06-01' as const,
          termeLe: '2026-10-06' as const,
          causeFin: null,
        },
      ],
    }
    expect(codes(longue, 'prolongation', '2026-10-01', '2027-01-06')).toEqual([])
    expect(dit(longue, 'prolongation', '2026-10-01', '2027-01-07')).toBe(
      'Avec ses prolongations, cette mesure ne dépasse pas 24 mois.',
    )
  })
  it('al. 2, depuis le 1er juin 2019 : après le renvoi, plus de prolongation à ordonner ; le terme est la fin des deux ans', () => {
    const maintenue = (m: MesureSuivie, le: Jour) => {
      const t = transitionDe(m, 'maintien', le)
      return t && termeApres(m, t, { acte: 'maintien', le, auteur: 'juge_instruction' })
    }
    expect(maintenue(arse, '2025-05-05')).toBe('2027-01-06')
    expect(maintenue(posee('2018-12-03', '2019-06-03'), '2019-05-31')).toBe('2019-06-03')
    const m = faire(arse, ['maintien', '2025-05-05'])
    expect(deroulement(m).termeLe).toBe('2027-01-06')
    expect(codes(m, 'terme', '2025-07-07')).toEqual(['terme_pas_atteint'])
    const { explications } = calculer(
      faits('arse', '2025-01-06', {
        termeLe: '2027-01-06',
        actes: [{ acte: 'maintien', le: '2025-05-05' }],
      }),
      true,
    )
    expect(explications.find(x => x.cle === 'terme')?.pourquoi.join(' ')).toContain(
      'Maintien jusqu’au jugement le 05/05/2025 : le terme a été déplacé',
    )
  })
})

describe('Un acte que la loi permet n’est pas refusé', () => {
  const sursis = suivi('sursis_probatoire', '2019-11-04', { finInitialeLe: '2022-11-04' })
  const court = faire(sursis, ['mise_a_execution', '2019-11-15'])
  it('CPP 747-1-1, 1°, depuis le 24 mars 2020 : le « sursis probatoire comportant l’obligation d’accomplir un travail d’intérêt général » se convertit', () => {
    expect(codes(court, 'conversion', '2020-03-23')).toEqual(['acte_inconnu'])
    expect(codes(court, 'conversion', '2020-03-24')).toEqual([])
    expect(
      refusDActe(court, { acte: 'conversion', le: '2021-03-04', auteur: 'spip' }, LE)[0],
    ).toMatchObject({
      code: 'auteur_incompetent',
      source: { article: '747-1-1, 1°' },
    })
    expect(deroulement(faire(court, ['conversion', '2021-03-04'])).cause).toBe('conversion')
    expect(
      codes(suivi('sursis_probatoire_renforce', '2021-03-04'), 'conversion', '2021-06-04'),
    ).toEqual([])
  })
  it('CPP 747-1-1, 2° : une « détention à domicile » se convertit en travail d’intérêt général ou en jours-amende', () => {
    const ddse = suivi('ddse', '2026-03-02', { finInitialeLe: '2026-09-02' })
    expect(codes(ddse, 'conversion', '2026-03-20')).toEqual([])
    expect(
      codes(faire(ddse, ['mise_a_execution', '2026-03-16']), 'conversion', '2026-04-20'),
    ).toEqual([])
  })
  it('CP 132-65 : « à l’audience de renvoi », la peine ou la dispense est prononcée aussi pour une personne incarcérée entre-temps', () => {
    const ajourne = faire(
      suivi('ajournement_probatoire', '2025-03-04', { finInitialeLe: '2025-09-04' }),
      ['suspension', '2025-05-05'],
    )
    expect(codes(ajourne, 'peine', '2025-09-04')).toEqual([])
    expect(codes(ajourne, 'dispense', '2025-09-04')).toEqual([])
  })
})

describe('Le temps d’un acte est au référentiel comme toute valeur datée', () => {
  it('CPP 743 et 744, 142-7, 713-45 : cité, daté, montré et trouvé par son article', () => {
    const ids = r.chercherArticle('CPP 744').flatMap(t => t.mentions.map(m => m.entree.id))
    expect(ids).toContain('sursis_probatoire.fin_anticipee.pas_avant')
    const arse = r
      .entreesDe('arse')
      .filter(e => e.rubrique === 'acte' && !e.id.endsWith('.apres_le_terme'))
    expect(arse.map(e => [e.libelle, r.enMots(e.droit[0].value)])).toEqual([
      ['Prolongation de six mois au plus : au plus, pour une décision', ['6 mois']],
      ['Prolongation de six mois au plus : au plus, en tout', ['24 mois']],
      ['Maintien jusqu’au jugement : au plus, en tout', ['24 mois']],
    ])
    const apres = r.entreesDe('sursis_probatoire').filter(e => e.id.endsWith('.apres_le_terme'))
    expect(apres.map(e => [e.id.split('.')[1], ...r.enMots(e.droit[0].value)])).toContainEqual([
      'prolongation',
      'seulement si le juge a été saisi',
    ])
    const ddse = r.entreesDe('ddse').find(e => e.id === 'ddse.fin_anticipee.pas_avant')
    expect(ddse?.droit.map(v => r.enMots(v.value))).toEqual([
      [],
      ['la moitié de la peine prononcée'],
    ])
  })
})
