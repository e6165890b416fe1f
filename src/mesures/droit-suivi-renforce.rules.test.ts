import { describe, expect, it } from 'vitest'
import type { Jour } from '../platform/date.ts'
import type { Auteur } from './definition.rules.ts'
import type { MesureSuivie } from './deroulement.rules.ts'
import { calculer } from './echeance.rules.ts'
import type { Faits } from './faits.rules.ts'
import { refusDActe } from './jour-d-acte.rules.ts'
import { faire, faits, suivi } from './mesure.builder.ts'
import { refusDeMesure } from './mesure.rules.ts'
import type { CleNature } from './nature.referentiel.ts'

const LE: Jour = '2026-11-24'
const codes = (refus: { code: string }[]) => refus.map(r => r.code)
const saisie = (nature: CleNature, decisionLe: Jour, dureeMois: number, palier?: string) =>
  refusDeMesure({ nature, decisionLe, debutLe: decisionLe, dureeMois, palier })
const acte = (m: MesureSuivie, cle: string, le: Jour, auteur: Auteur) =>
  refusDActe(m, { acte: cle, le, auteur }, LE)
const une = (f: Faits, cle: string) => calculer(f).echeances.find(e => e.cle === cle)

describe('Le suivi renforcé (B6 : CP 132-41-1, CPP 741-2, D546-2 à D546-4)', () => {
  const nature = 'sursis_probatoire_renforce'
  it('Mêmes durées que le sursis probatoire (CP 132-42)', () => {
    expect(saisie(nature, LE, 36)).toEqual([])
    expect(codes(saisie(nature, LE, 11))).toEqual(['duree_trop_courte'])
  })
  it('Première convocation : huit jours avec exécution provisoire, de dix à quinze sans (D546-2)', () => {
    const provisoire = faits(nature, '2026-03-02', { executionProvisoire: true })
    expect(une(provisoire, 'premiere_convocation_execution_provisoire')).toMatchObject({
      le: '2026-03-10',
    })
    expect(une(provisoire, 'premiere_convocation')).toBeUndefined()
    expect(une(faits(nature, '2026-03-02'), 'premiere_convocation')).toMatchObject({
      ouvreLe: '2026-03-12',
      le: '2026-03-17',
    })
  })
  it('Rapport du SPIP en trois mois (D546-3), décision du JAP en quatre (741-2) : à chacun son délai', () => {
    expect(une(faits(nature, '2025-11-30'), 'rapport_evaluation')).toMatchObject({
      le: '2026-03-02',
      enMain: 'spip',
    })
    expect(une(faits(nature, '2025-11-30'), 'decision_du_jap')).toMatchObject({
      le: '2026-03-30',
      enMain: 'jap',
    })
  })
  it('Absente à l’audience : les trois et quatre mois courent de la notification (D546-4)', () => {
    const absente = faits(nature, '2026-01-12', { notifieeLe: '2026-03-02' })
    expect(une(absente, 'rapport_evaluation')?.le).toBe('2026-06-02')
    expect(une(absente, 'decision_du_jap')?.le).toBe('2026-07-02')
    expect(une(faits(nature, '2026-01-12'), 'rapport_evaluation')?.le).toBe('2026-04-13')
  })
  it('Le JAP seul fixe le contenu (741-2) ; le SPIP seul propose (D546-3)', () => {
    const m = faire(suivi(nature, '2026-01-12'), ['mise_a_execution', '2026-01-12'])
    expect(acte(m, 'fixation_contenu', '2026-03-01', 'jap')).toEqual([])
    expect(acte(m, 'fixation_contenu', '2026-03-01', 'spip')).toMatchObject([
      { source: { article: '741-2, al. 3' } },
    ])
    expect(acte(m, 'proposition_contenu', '2026-03-01', 'spip')).toEqual([])
    expect(codes(acte(m, 'proposition_contenu', '2026-03-01', 'jap'))).toEqual([
      'auteur_incompetent',
    ])
  })
  it('CPén D621-11 (CPP 741-2, al. 5) : réévaluée au plus tard un an après le prononcé, ou après la notification de qui était absent ; puis chaque année', () => {
    const actes = [
      { acte: 'fixation_contenu', le: '2024-02-29' as Jour },
      { acte: 'reexamen', le: '2024-12-15' as Jour },
    ]
    const f = faits(nature, '2024-01-08', { actes })
    expect(calculer(f).echeances.filter(e => e.cle === 'reevaluation')).toMatchObject([
      { rang: 1, le: '2025-01-08', faiteLe: '2024-12-15' },
      { rang: 2, le: '2025-12-15', faiteLe: null },
    ])
    expect(une(faits(nature, '2024-01-08', { notifieeLe: '2024-03-01' }), 'reevaluation')?.le).toBe(
      '2025-03-03',
    )
  })
  it('CPP D545, puis CPén R621-2, 3° : huit jours après la libération quand le suivi est renforcé, un mois pour un sursis probatoire simple (741-1)', () => {
    const libere = (n: CleNature) =>
      faits(n, '2026-01-06', { actes: [{ acte: 'reprise', le: '2026-05-18' }] })
    expect(une(libere(nature), 'convocation_apres_liberation')?.le).toBe('2026-05-26')
    expect(une(libere('sursis_probatoire'), 'convocation_apres_liberation')?.le).toBe('2026-06-18')
  })
})
