import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LE } from '../../tests/base.ts'
import { accomplirActe, annulerActe } from '../mesures/acte.commands.ts'
import { saisirMesure } from '../mesures/index.ts'
import { executer } from '../platform/executer.ts'
import { installerReactions } from '../reactions.ts'
import { convoquer, noterEtat } from './convocation.commands.ts'
import { type Terrain, terrainLibre } from './creneau.builder.ts'

let t: Terrain
beforeAll(async () => {
  installerReactions()
  t = await terrainLibre()
})
afterAll(() => t.e.fermer())
const par = async (commande: unknown, input: object) =>
  (await executer(t.e.hote, t.ts, commande as Parameters<typeof executer>[2], input as never)) as {
    mesureId: string
    convocationId: string
  }
const attendent = async (dossierId: string) =>
  (
    await t.e.proprietaire.query<{ l: string }>(
      "SELECT c.le::text || ' ' || m.moment AS l FROM messages.message m JOIN agenda.convocation c ON c.id = m.objet_id WHERE m.dossier_id = $1 AND m.etat IN ('a_envoyer', 'a_imprimer') ORDER BY 1",
      [dossierId],
    )
  ).rows.map(r => r.l)

describe('Après un décès, rien ne part', () => {
  it.each([
    ['par SMS', '06 39 98 00 11'],
    ['par lettre', ''],
  ])(
    '%s : ni annulation, ni rappel, ni annonce, même d’une autre mesure ; l’acte annulé, tout se dit de nouveau',
    async (_voie, telephone) => {
      const dossierId = await t.dossier(telephone ? { telephone } : {})
      const { rows } = await t.e.proprietaire.query("SELECT id FROM moyens.juridiction WHERE ville = 'Strasbourg'")
      const faits = { dossierId, juridictionId: rows[0].id, nature: 'sursis_probatoire', confirme: 'oui' }
      const { mesureId } = await par(saisirMesure, { ...faits, decisionLe: '2026-03-10', debutLe: '2026-03-10', dureeMois: '24' })
      await par(saisirMesure, { ...faits, decisionLe: '2026-05-12', debutLe: '2026-05-12', dureeMois: '12' })
      const libre = {
        dossierId,
        type: 'suivi',
        heure: telephone ? '10:00' : '14:00',
        agentId: t.ts,
        lieuId: t.antenne,
        mesures: [mesureId],
      }
      const { convocationId } = await par(convoquer, { ...libre, le: '2027-02-02' })
      await par(convoquer, { ...libre, le: '2027-09-14' })
      const avant = await attendent(dossierId)
      expect(avant.length).toBeGreaterThan(1)
      await par(accomplirActe, { dossierId, mesureId, acte: 'deces', le: LE, auteur: 'loi' })
      expect(await attendent(dossierId)).toEqual([])
      await par(noterEtat, { dossierId, convocationId, etat: 'annulee', prevenir: 'oui' })
      expect(await attendent(dossierId)).toEqual([])
      const { rows: actes } = await t.e.proprietaire.query('SELECT id FROM mesures.acte WHERE dossier_id = $1', [dossierId])
      await par(annulerActe, { dossierId, mesureId, acteId: actes[0].id, motif: 'Homonyme' })
      expect(await attendent(dossierId)).toEqual(avant.filter(l => l.startsWith('2027-09-14')))
    },
  )
})
