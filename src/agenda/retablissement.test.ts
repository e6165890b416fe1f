import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, LE, Navigateur } from '../../tests/base.ts'
import { executer } from '../platform/executer.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { convoquer, noterEtat } from './convocation.commands.ts'
import { type Terrain, terrainLibre } from './creneau.builder.ts'
import { retablirConvocation } from './retablissement.commands.ts'

let t: Terrain
let p: Plateforme
beforeAll(async () => {
  t = await terrainLibre()
  p = await application(t.e)
})
afterAll(async () => {
  await p.app.close()
  await t.e.fermer()
})
const moment = (le: string) => ({
  type: 'suivi',
  le,
  heure: '10:00',
  agentId: t.ts,
  lieuId: t.antenne,
})
async function annulee(le: string) {
  const dossierId = await t.dossier({ telephone: '06 39 98 04 01' })
  const { convocationId } = await executer(t.e.hote, t.ts, convoquer, {
    dossierId,
    ...moment(le),
  } as never)
  const qui = { dossierId, convocationId }
  await executer(t.e.hote, t.ts, noterEtat, {
    ...qui,
    etat: 'annulee',
    motif: 'Erreur',
    prevenir: 'oui',
  })
  return qui
}
type Qui = Awaited<ReturnType<typeof annulee>>
const retablir = (qui: Qui) =>
  executer(t.e.hote, t.ts, retablirConvocation, { ...qui, motif: 'Annulée par erreur' })
const etat = async ({ convocationId }: Qui) =>
  (
    await t.e.proprietaire.query('SELECT etat FROM agenda.convocation WHERE id = $1', [
      convocationId,
    ])
  ).rows[0].etat
const page = async ({ dossierId, convocationId }: Qui) =>
  (
    await (
      await new Navigateur(p).entrer('ts.67')
    ).ouvrir(`/dossiers/${dossierId}/convocations/${convocationId}`)
  ).texte

describe('Une convocation annulée par erreur', () => {
  it('se rétablit de sa page, à son heure ; l’annulation qui attendait ne part pas, et l’histoire garde la raison', async () => {
    const qui = await annulee('2027-01-18')
    expect(await page(qui)).toContain('/retablir"')
    await retablir(qui)
    expect(await etat(qui)).toBe('prevue')
    const texte = await page(qui)
    expect(texte).toContain('Annulée par erreur')
    expect(texte).not.toContain('/retablir"')
    const attend =
      "SELECT 1 FROM messages.message WHERE objet_id = $1 AND moment = 'annulation' AND etat IN ('a_envoyer', 'a_imprimer')"
    expect((await t.e.proprietaire.query(attend, [qui.convocationId])).rows).toEqual([])
    await expect(retablir(qui)).rejects.toThrow('seule une convocation annulée se rétablit')
  })
  it('ni une fois son jour passé, ni une fois sa place prise : le refus dit pourquoi, et elle reste annulée', async () => {
    const passee = await annulee('2027-01-19')
    await t.e.proprietaire.query(
      "UPDATE agenda.convocation SET le = $2, heure = '01:00' WHERE id = $1",
      [passee.convocationId, LE],
    )
    expect(await page(passee)).not.toContain('/retablir"')
    await expect(retablir(passee)).rejects.toThrow('Son jour est passé')
    const prise = await annulee('2027-01-20')
    await executer(t.e.hote, t.ts, convoquer, {
      dossierId: await t.dossier(),
      ...moment('2027-01-20'),
    } as never)
    await expect(retablir(prise)).rejects.toThrow('La place est prise depuis')
    expect([await etat(passee), await etat(prise)]).toEqual(['annulee', 'annulee'])
  })
})
