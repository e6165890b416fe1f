import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LE } from '../../tests/base.ts'
import { type Terrain, terrainDeMesures } from '../../tests/mesures.ts'
import { executer } from '../platform/executer.ts'
import { gestesDe } from './acte.builder.ts'
import { saisirMesure } from './mesure.commands.ts'

let { e, ts, juridictionId, fermer } = {} as Terrain
let { dossier, mesure, acte, etat } = {} as ReturnType<typeof gestesDe>
beforeAll(async () => {
  const terrain = await terrainDeMesures()
  ;({ e, ts, juridictionId, fermer } = terrain)
  ;({ dossier, mesure, acte, etat } = gestesDe(terrain))
})
afterAll(() => fermer())

describe('La peine de probation autonome (C4.1) : une proposition, jamais le droit', () => {
  const propose = {
    nature: 'peine_probation_autonome',
    decisionLe: '2026-03-02',
    debutLe: '2026-03-02',
    dureeMois: '24',
  }
  it('Hors d’une base de démonstration, elle ne s’enregistre pas', async () => {
    await expect(mesure(propose)).rejects.toThrow('Cette peine est une proposition')
  })
  it('Elle se prononce avec une durée seulement, puis : évaluation, proposition, décision du JAP, adaptation, fin anticipée', async () => {
    const hote = { ...e.hote, demonstration: true }
    const dossierId = await dossier()
    const saisie = { ...propose, dossierId, juridictionId }
    await expect(
      executer(hote, ts, saisirMesure, {
        ...saisie,
        obligations: [{ article: 'CP 132-45, 1°' }],
      } as never),
    ).rejects.toThrow('contenu est fixé après l’évaluation')
    const { mesureId } = await executer(hote, ts, saisirMesure, saisie as never)
    const m = { dossierId, mesureId }
    await expect(acte(m, 'fixation_contenu', { le: '2026-04-01', auteur: 'jap' })).rejects.toThrow(
      'possible seulement',
    )
    const contenu = {
      obligations: [{ article: 'CP 132-45, 1°' }],
      avisPersonne: 'D’accord pour une formation.',
    }
    await acte(m, 'proposition_contenu', { le: '2026-04-20', auteur: 'spip', ...contenu })
    await expect(acte(m, 'fixation_contenu', { le: '2026-05-10', auteur: 'spip' })).rejects.toThrow(
      'relève de : JAP',
    )
    await acte(m, 'fixation_contenu', { le: '2026-05-10', auteur: 'jap', ...contenu })
    const { rows } = await e.proprietaire.query<{ id: string }>(
      'SELECT id FROM mesures.obligation WHERE mesure_id = $1 AND levee_le IS NULL',
      [mesureId],
    )
    expect(rows).toHaveLength(1)
    await acte(m, 'reponse_a_inobservation', { le: '2026-08-01', auteur: 'spip' })
    await acte(m, 'adaptation', {
      le: '2026-08-20',
      auteur: 'jap',
      levees: [rows[0]?.id],
      obligations: [{ article: 'CP 132-45, 3°' }],
    })
    const { rows: apres } = await e.proprietaire.query(
      'SELECT article FROM mesures.obligation WHERE mesure_id = $1 AND levee_le IS NULL',
      [mesureId],
    )
    expect(apres).toEqual([{ article: 'CP 132-45, 3°' }])
    await acte(m, 'fin_anticipee', { le: LE, auteur: 'jap' })
    expect(await etat(mesureId)).toMatchObject({ cause: 'anticipee' })
  })
  it('Aucune colonne d’une mesure ne garde un quantum d’emprisonnement', async () => {
    const { rows } = await e.proprietaire.query(
      "SELECT column_name FROM information_schema.columns WHERE table_schema = 'mesures' AND column_name ~ 'quantum|prison|emprisonnement'",
    )
    expect(rows).toEqual([])
  })
})
