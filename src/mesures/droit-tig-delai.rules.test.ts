import { describe, expect, it } from 'vitest'
import type { Jour } from '../platform/date.ts'
import type { Auteur } from './definition.rules.ts'
import { deroulement, type MesureSuivie } from './deroulement.rules.ts'
import { refusDActe } from './jour-d-acte.rules.ts'
import { refusDeMesure } from './mesure.rules.ts'
import { transitionDe } from './passage.rules.ts'
import { valeurLe } from './regle.rules.ts'
import { termeApres } from './terme.rules.ts'
import { regle, suivi } from './tig.builder.ts'

const LE: Jour = '2026-11-24'
const codes = (refus: { code: string }[]) => refus.map(r => r.code)
const tig = (decisionLe: Jour, plus: object = {}) =>
  refusDeMesure({ nature: 'tig', decisionLe, debutLe: decisionLe, ...plus })
const dit = (id: string, le: Jour) => valeurLe(regle(id), le, 'droit')
const acte = (m: MesureSuivie, cle: string, le: Jour, auteur: Auteur) =>
  refusDActe(m, { acte: cle, le, auteur }, LE)
function faire(m: MesureSuivie, cle: string, le: Jour): MesureSuivie {
  const t = transitionDe(m, cle, le)
  if (!t) throw new Error(`${cle} is not possible on ${le}`)
  const termeLe = termeApres(m, t, { acte: cle, le, auteur: t.auteurs[0] ?? 'loi' })
  return {
    ...m,
    actes: [...m.actes, { acte: cle, vers: t.vers, le, termeLe, causeFin: t.cause ?? null }],
  }
}

describe('Le délai d’exécution (A4 : CP 131-22)', () => {
  it('Dix-huit mois au plus, pas dix-neuf, ni un jour de plus', () => {
    expect(tig('2025-01-31', { dureeMois: 18 })).toEqual([])
    expect(tig('2025-01-31', { finLe: '2026-07-31' as const })).toEqual([])
    expect(tig('2025-01-31', { dureeMois: 19 })).toMatchObject([
      { code: 'duree_trop_longue', source: { texte: 'code pénal', article: '131-22, al. 1' } },
    ])
    expect(codes(tig('2025-01-31', { finLe: '2026-08-01' as const }))).toEqual([
      'duree_trop_longue',
    ])
  })
  it('La dernière heure l’achève, même pendant une suspension ; avant l’affectation, non', () => {
    const affecte = faire(suivi('2025-01-10'), 'affectation', '2025-02-10')
    expect(deroulement(faire(affecte, 'accomplissement', '2025-06-01'))).toMatchObject({
      etat: 'executee',
      cause: 'execution',
    })
    expect(
      acte(faire(affecte, 'suspension', '2025-03-01'), 'accomplissement', '2025-06-01', 'loi'),
    ).toEqual([])
    expect(acte(suivi('2025-01-10'), 'accomplissement', '2025-06-01', 'loi')).toMatchObject([
      { code: 'acte_impossible', source: { article: '131-22' } },
    ])
  })
  it('Le JAP seul suspend pour motif grave ; la loi suspend pour une détention', () => {
    const m = suivi('2025-01-10')
    expect(acte(m, 'suspension', '2025-02-01', 'jap')).toEqual([])
    expect(acte(m, 'suspension', '2025-02-01', 'dspip')).toMatchObject([
      { code: 'auteur_incompetent', source: { article: '131-22' } },
    ])
    expect(acte(m, 'suspension_de_droit', '2025-02-01', 'loi')).toEqual([])
  })
  it('Suspendu avant l’affectation, il reprend dans l’attente d’un poste, reporté de ses jours', () => {
    const m = { ...suivi('2025-01-10'), finInitialeLe: '2026-07-10' as const }
    const repris = faire(faire(m, 'suspension', '2025-02-01'), 'reprise', '2025-03-03')
    expect(deroulement(repris)).toMatchObject({ etat: 'a_affecter', termeLe: '2026-08-09' })
  })
  it('La structure arrête le travail, pas le délai (A14 : CP R131-33)', () => {
    const m = { ...suivi('2025-01-10'), finInitialeLe: '2026-07-10' as const }
    const arrete = faire(faire(m, 'affectation', '2025-02-10'), 'arret_du_travail', '2025-03-10')
    expect(deroulement(arrete)).toMatchObject({
      etat: 'travail_arrete',
      termeLe: '2026-07-10',
      suspendueLe: null,
    })
    expect(
      acte(faire(m, 'affectation', '2025-02-10'), 'arret_du_travail', '2025-03-10', 'spip'),
    ).toMatchObject([
      { code: 'auteur_incompetent', source: { texte: 'code pénitentiaire', article: 'R623-22' } },
    ])
  })
  it('CP R131-33 jusqu’au 30 avril 2022, CPén R623-22 ensuite : l’article qui permet à la structure d’arrêter le travail', () => {
    const m = faire(suivi('2021-06-01'), 'affectation', '2021-07-01')
    expect(acte(m, 'arret_du_travail', '2022-04-30', 'spip')).toMatchObject([
      { source: { article: 'R131-33' } },
    ])
    expect(acte(m, 'arret_du_travail', '2022-05-01', 'spip')).toMatchObject([
      { source: { article: 'R623-22' } },
    ])
  })
  it('CP 131-22, al. 1 : le travail peut se faire pendant une semi-liberté ou une assignation depuis le 26 novembre 2009', () => {
    expect(dit('tig.suspension', '2009-11-25')).not.toContain('semi-liberté')
    expect(dit('tig.suspension', '2009-11-26')).toContain('semi-liberté')
  })
  it('CPP 747-1, 3° de 2005 : le JAP prolonge un sursis-TIG, dix-huit mois en tout au plus', () => {
    const m = faire(
      { ...suivi('2018-01-10', 'sursis_tig'), finInitialeLe: '2019-01-10' },
      'affectation',
      '2018-02-10',
    )
    const prolonger = (nouvelleFinLe: Jour) =>
      refusDActe(m, { acte: 'prolongation', le: '2018-12-01', auteur: 'jap', nouvelleFinLe }, LE)
    expect(prolonger('2019-07-10')).toEqual([])
    expect(prolonger('2019-07-11')).toMatchObject([{ source: { article: '747-1, 3°' } }])
  })
})
