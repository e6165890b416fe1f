import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { executer } from '../platform/executer.ts'
import { noterAbsence, retirerAbsence } from './absence.commands.ts'
import { bancDesPlages, refus } from './calendrier.builder.ts'

let banc: Awaited<ReturnType<typeof bancDesPlages>>
beforeAll(async () => {
  banc = await bancDesPlages()
})
beforeEach(() => {
  banc.publies.length = 0
})
afterAll(() => banc.e.fermer())

describe('Absences et fermetures', () => {
  const absence = { duLe: '2026-12-01', auLe: '2026-12-03', motif: 'conge' as const }
  test('un agent note la sienne : jours entiers, dernier jour compris ; le fait dit quand', async () => {
    const { absenceId } = await executer(banc.e.hote, banc.ts, noterAbsence, {
      ...absence,
      objet: `agent.${banc.ts}`,
    })
    const [lu] = await banc.sql(
      'SELECT agent_id, du, au FROM creneaux.v_absence WHERE absence_id = $1',
      [absenceId],
    )
    expect(lu).toEqual({ agent_id: banc.ts, du: '2026-12-01T00:00', au: '2026-12-04T00:00' })
    expect(banc.publies).toEqual([
      expect.objectContaining({
        motif: 'absence',
        agentId: banc.ts,
        agendaId: null,
        lieuId: null,
        plageId: null,
        du: '2026-12-01T00:00',
        au: '2026-12-04T00:00',
      }),
    ])
    expect(banc.publies[0]?.detail).toMatch(/est absent du 01\/12\/2026 au 03\/12\/2026/)
    expect(banc.publies[0]?.detail).not.toMatch(/cong/i)
  })
  test('une demi-journée a ses heures', async () => {
    const { absenceId } = await executer(banc.e.hote, banc.ts, noterAbsence, {
      ...absence,
      objet: `agent.${banc.ts}`,
      auLe: '2026-12-01',
      duHeure: '14:00',
      auHeure: '17:00',
    })
    const [lu] = await banc.sql('SELECT du, au FROM creneaux.v_absence WHERE absence_id = $1', [
      absenceId,
    ])
    expect(lu).toEqual({ du: '2026-12-01T14:00', au: '2026-12-01T17:00' })
  })
  test('qui tient le calendrier ferme un lieu, un agenda ; un agent, non', async () => {
    const agenda = await banc.agendaPartage('Salle rouge')
    await executer(banc.e.hote, banc.accueil, noterAbsence, {
      ...absence,
      objet: `lieu.${banc.lieu}`,
      motif: 'fermeture' as const,
    })
    await executer(banc.e.hote, banc.accueil, noterAbsence, {
      ...absence,
      objet: `agenda.${agenda}`,
      motif: 'fermeture' as const,
    })
    expect(banc.publies.map(p => [p.motif, p.lieuId, p.agendaId])).toEqual([
      ['fermeture', banc.lieu, null],
      ['fermeture', null, agenda],
    ])
    for (const objet of [`lieu.${banc.lieu}`, `agenda.${agenda}`, `agent.${banc.dpip}`])
      expect(
        await refus(executer(banc.e.hote, banc.ts, noterAbsence, { ...absence, objet })),
        objet,
      ).toEqual(['pas_le_votre'])
    expect(
      await refus(
        executer(banc.e.hote, banc.dpip, noterAbsence, {
          ...absence,
          objet: `agent.${banc.voisin}`,
        }),
      ),
    ).toEqual(['autre_service'])
    expect(
      await refus(
        executer(banc.e.hote, banc.dpip, noterAbsence, {
          ...absence,
          objet: `lieu.${banc.lieuVoisin}`,
        }),
      ),
    ).toEqual(['autre_service'])
  })
  test('refusée : à l’envers, passée ; rien n’est écrit ni publié', async () => {
    const avant = await banc.sql('SELECT 1 FROM creneaux.absence')
    expect(
      await refus(
        executer(banc.e.hote, banc.ts, noterAbsence, {
          ...absence,
          objet: `agent.${banc.ts}`,
          auLe: '2026-11-30',
        }),
      ),
    ).toEqual(['finie_avant'])
    expect(
      await refus(
        executer(banc.e.hote, banc.ts, noterAbsence, {
          ...absence,
          objet: `agent.${banc.ts}`,
          duLe: '2026-11-20',
          auLe: '2026-11-23',
        }),
      ),
    ).toEqual(['passee'])
    expect(await banc.sql('SELECT 1 FROM creneaux.absence')).toHaveLength(avant.length)
    expect(banc.publies).toEqual([])
  })
  test('retirée : elle reste écrite, avec qui l’a retirée, et ne ferme plus rien ; une seule fois, et par les siens', async () => {
    const { absenceId } = await executer(banc.e.hote, banc.psy, noterAbsence, {
      ...absence,
      objet: `agent.${banc.psy}`,
    })
    expect(await refus(executer(banc.e.hote, banc.ts, retirerAbsence, { absenceId }))).toEqual([
      'pas_le_votre',
    ])
    expect(await refus(executer(banc.e.hote, banc.voisin, retirerAbsence, { absenceId }))).toEqual([
      'autre_service',
    ])
    await executer(banc.e.hote, banc.psy, retirerAbsence, { absenceId })
    expect(
      await banc.sql('SELECT 1 FROM creneaux.v_absence WHERE absence_id = $1', [absenceId]),
    ).toEqual([])
    expect(
      await banc.sql('SELECT retiree_par FROM creneaux.absence WHERE id = $1', [absenceId]),
    ).toEqual([{ retiree_par: banc.psy }])
    expect(await refus(executer(banc.e.hote, banc.psy, retirerAbsence, { absenceId }))).toEqual([
      'deja_retiree',
    ])
  })
})
