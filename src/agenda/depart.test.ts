import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, LE, Navigateur } from '../../tests/base.ts'
import { ajouterJours } from '../platform/date.ts'
import { executer } from '../platform/executer.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { convoquer } from './convocation.commands.ts'
import { type Terrain, terrainLibre } from './creneau.builder.ts'

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
const champ = (texte: string, nom: string) =>
  new RegExp(`name="${nom}" value="([^"]*)"`).exec(texte)?.[1] ?? ''
/** The departure is written in the form of the directory, by one who keeps it. */
async function dire(qui: string, agentId: string, partiLe: string) {
  const navigateur = await new Navigateur(p).entrer(qui)
  const url = `/annuaire/agents/${agentId}`
  const { texte } = await navigateur.ouvrir(url)
  const saisie = {
    prenom: 'Rose',
    nom: 'Partante',
    fonction: 'travailleur_social',
    arriveLe: '2020-01-01',
    partiLe,
  }
  expect(
    (await navigateur.envoyer(url, { ...saisie, empreinte: champ(texte, 'empreinte') })).statut,
  ).toBe(303)
}
const lignes = async (agentId: string) =>
  (
    await t.e.proprietaire.query<{ l: string }>(
      `SELECT c.le::text || ' ' || coalesce(d.decision, 'attend') AS l FROM agenda.a_decider d JOIN agenda.convocation c ON c.dossier_id = d.dossier_id AND c.id = d.convocation_id
       WHERE c.agent_id = $1 AND d.motif = 'depart' ORDER BY d.depuis_a, c.le, d.id`,
      [agentId],
    )
  ).rows.map(r => r.l)
/** An agent of the service, with somebody to receive tomorrow and somebody later. */
async function agentQuiRecoit() {
  const agentId = await t.id(
    "INSERT INTO moyens.agent (nom, prenom, fonction, arrive_le, service_id) VALUES ('Partante', 'Rose', 'travailleur_social', '2020-01-01', $1) RETURNING id",
    t.service,
  )
  for (const le of ['2026-11-25', '2026-12-15'] as const) {
    const libre = {
      dossierId: await t.dossier(),
      type: 'suivi',
      le,
      heure: '10:00',
      agentId,
      lieuId: t.antenne,
    }
    await executer(t.e.hote, t.ts, convoquer, libre)
  }
  return agentId
}

describe('Un départ met à décider ce que l’agent devait recevoir', () => {
  it.each(['admin', 'dfspip.67'])('saisi par %s, qui voie des dossiers ou non', async qui => {
    const agentId = await agentQuiRecoit()
    await dire(qui, agentId, '2026-12-01')
    expect(await lignes(agentId)).toEqual(['2026-12-15 attend'])
    const dpip = await new Navigateur(p).entrer('dpip.67')
    expect((await dpip.ouvrir('/agenda/a-decider?par=100')).texte).toMatch(/Départ de l’agent/)
  })
  it('d’hier : la convocation de demain attend aussi, pas celles d’avant', async () => {
    const agentId = await agentQuiRecoit()
    await dire('admin', agentId, ajouterJours(LE, -1))
    expect(await lignes(agentId)).toEqual(['2026-11-25 attend', '2026-12-15 attend'])
  })
  it('remis à plus tard, puis retiré : ce qui n’a plus de raison n’attend plus ; redit, cela attend de nouveau', async () => {
    const agentId = await agentQuiRecoit()
    await dire('admin', agentId, LE)
    await dire('dfspip.67', agentId, '2026-12-01')
    expect(await lignes(agentId)).toEqual(['2026-11-25 sans_objet', '2026-12-15 attend'])
    await dire('admin', agentId, '')
    expect(await lignes(agentId)).toEqual(['2026-11-25 sans_objet', '2026-12-15 sans_objet'])
    await dire('admin', agentId, '2026-12-01')
    expect(await lignes(agentId)).toEqual([
      '2026-11-25 sans_objet',
      '2026-12-15 sans_objet',
      '2026-12-15 attend',
    ])
  })
})
