import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { executer } from '../platform/executer.ts'
import type { Saisie } from './acte.builder.ts'
import { annulerActe } from './acte.commands.ts'
import { bancDeCorrection } from './correction.builder.ts'

let { e, ts, fermer, strasbourg, autre, mesure, acte, corriger, une, compter, voit } =
  {} as Awaited<ReturnType<typeof bancDeCorrection>>
beforeAll(async () => {
  ;({ e, ts, fermer, strasbourg, autre, mesure, acte, corriger, une, compter, voit } =
    await bancDeCorrection())
})
afterAll(() => fermer())
const CORRECTIONS =
  'SELECT avant, apres, motif, corrigee_par FROM mesures.correction WHERE mesure_id = $1'

describe('Chaque fait d’une mesure se corrige, avec son histoire', () => {
  it('Une durée qu’un acte a déjà prolongée ne se corrige pas au-delà : rien n’est écrit, l’acte à annuler est dit', async () => {
    const m = await mesure({ dureeMois: '12' })
    await acte(m, 'mise_a_execution', { le: '2025-03-10', auteur: 'loi' })
    await acte(m, 'prolongation', { le: '2026-02-10', auteur: 'jap', nouvelleFinLe: '2026-09-10' })
    const trop = corriger(m, { dureeMois: '24', confirme: 'oui' })
    await expect(trop).rejects.toThrow(/Prolongation.*, le 10\/02\/2026, ne serait plus possible/)
    expect(await compter('mesures.correction', m)).toBe(0)
    await corriger(m, { dureeMois: '15', confirme: 'oui' })
    expect(await une(m)).toMatchObject({ terme: '2026-09-10' })
  })
  it('Ce qui ne déplace rien se corrige d’un geste ; l’ancienne valeur, l’auteur et le motif restent', async () => {
    const m = await mesure()
    await corriger(m, {
      notifieeLe: '2025-03-12',
      numeroParquet: '25068000123',
      executionProvisoire: 'oui',
    })
    expect(await une(m)).toMatchObject({ notifiee: '2025-03-12' })
    const { rows } = await e.proprietaire.query(CORRECTIONS, [m.mesureId])
    expect(rows).toEqual([
      {
        avant: { numeroParquet: null, notifieeLe: null, executionProvisoire: false },
        apres: {
          numeroParquet: '25068000123',
          notifieeLe: '2025-03-12',
          executionProvisoire: true,
        },
        motif: 'Jugement relu',
        corrigee_par: ts,
      },
    ])
  })
  it('Ce qui déplace le terme ou l’accès d’une juridiction se montre d’abord ; confirmé, actes et échéances suivent', async () => {
    const m = await mesure()
    await acte(m, 'mise_a_execution', { le: '2025-03-10', auteur: 'loi' })
    await acte(m, 'suspension', { le: '2025-06-01', auteur: 'loi' })
    await acte(m, 'reprise', { le: '2025-07-01', auteur: 'loi' })
    const nouveau = { debutLe: '2025-04-10', dureeMois: '18', juridictionId: autre }
    await expect(corriger(m, nouveau)).rejects.toMatchObject({
      refusals: [{ code: 'a_confirmer' }],
    })
    await corriger(m, { ...nouveau, confirme: 'oui' })
    expect(await une(m)).toMatchObject({ debut: '2025-04-10', terme: '2026-11-09' })
    const terme = await e.proprietaire.query(
      "SELECT le::text FROM echeances.echeance WHERE mesure_id = $1 AND cle = 'terme'",
      [m.mesureId],
    )
    expect(terme.rows).toEqual([{ le: '2026-11-09' }])
    expect([await voit(m.dossierId, strasbourg), await voit(m.dossierId, autre)]).toEqual([
      false,
      true,
    ])
  })
  it('Refusé : une version dépassée, rien de changé, une nature qui a des actes, une décision après ses actes, une durée hors la loi', async () => {
    const m = await mesure()
    await expect(corriger(m, { notifieeLe: '2025-03-12' }, 7)).rejects.toThrow('Un autre agent')
    await expect(corriger(m, {})).rejects.toMatchObject({ refusals: [{ code: 'rien_ne_change' }] })
    await expect(corriger(m, { dureeMois: '200', confirme: 'oui' })).rejects.toMatchObject({
      refusals: [{ source: { article: expect.any(String) } }],
    })
    await acte(m, 'mise_a_execution', { le: '2025-03-10', auteur: 'loi' })
    await expect(
      corriger(m, { nature: 'tig', heures: '105', dureeMois: undefined, confirme: 'oui' }).catch(
        x => x.refusals.map((r: { code: string }) => r.code),
      ),
    ).resolves.toContain('actes_deja')
    await expect(
      corriger(m, { decisionLe: '2025-05-01', debutLe: '2025-05-01', confirme: 'oui' }),
    ).rejects.toMatchObject({
      refusals: [{ code: 'acte_avant_decision' }],
    })
    expect(await compter('mesures.correction', m)).toBe(0)
  })
  it('Un double se dit avant d’être écrit : même jour, même nature, même juridiction ou même numéro ; confirmé, il s’écrit', async () => {
    const m = await mesure({ numeroParquet: '25 068 000 999' })
    const { dossierId } = m
    await expect(mesure({ dossierId })).rejects.toMatchObject({ refusals: [{ code: 'double' }] })
    await expect(
      mesure({ dossierId, juridictionId: autre, numeroParquet: '25068000999' }),
    ).rejects.toMatchObject({
      refusals: [{ code: 'double' }],
    })
    await mesure({ dossierId, juridictionId: autre, numeroParquet: '26001' })
    await mesure({ dossierId, confirme: 'oui' })
  })
})

describe('Une condamnation qui devient exécutoire', () => {
  it('dit ce qui se déplace et le demande ; déplacé, début et terme suivent, et l’annulation rend tout', async () => {
    const m = await mesure()
    const exec = (plus: Saisie = {}) =>
      acte(m, 'mise_a_execution', { le: '2025-03-21', auteur: 'loi', ...plus })
    await expect(exec()).rejects.toThrow(
      'du 10/03/2025 au 10/03/2027. À partir de ce jour, elle irait du 21/03/2025 au 21/03/2027',
    )
    await exec({ debut: 'deplacer' })
    expect(await une(m)).toMatchObject({ debut: '2025-03-21', terme: '2027-03-21' })
    const { rows } = await e.proprietaire.query(
      'SELECT id FROM mesures.acte WHERE mesure_id = $1',
      [m.mesureId],
    )
    await executer(e.hote, ts, annulerActe, { ...m, acteId: rows[0].id, motif: 'Appel' })
    expect(await une(m)).toMatchObject({ debut: '2025-03-10', terme: '2027-03-10' })
    await exec({ debut: 'garder' })
    expect(await une(m)).toMatchObject({ debut: '2025-03-10', terme: '2027-03-10' })
  })
})
