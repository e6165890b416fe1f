import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { application, type Essai, Navigateur, nouvelEssai } from '../../tests/base.ts'
import { command } from '../platform/command.ts'
import { executer } from '../platform/executer.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { retirerAuDeces } from './dossier.reactions.ts'
import { suivreLesCoordonnees } from './message.commands.ts'

let e: Essai
let p: Plateforme
let ts: Navigateur
let compte: Awaited<ReturnType<Essai['agent']>>
let personnes: { id: string; service: string }[]
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
  ts = await new Navigateur(p).entrer('ts.67')
  compte = await e.agent('ts.67')
  await e.proprietaire.query('TRUNCATE messages.evenement, messages.message, messages.opposition')
  const { rows } = await e.proprietaire.query(
    `SELECT p.dossier_id AS id, p.entite_id AS service FROM dossiers.v_perimetre p
     JOIN moyens.service s ON s.id = p.entite_id AND s.departement = '67'
     JOIN dossiers.dossier d ON d.dossier_id = p.dossier_id
     WHERE p.motif = 'prise_en_charge' AND d.clos_a IS NULL AND d.fusionne_dans IS NULL
     ORDER BY d.numero LIMIT 5`,
  )
  personnes = rows
  await e.proprietaire.query(
    "UPDATE dossiers.personne SET courriel = 'ici@exemple.fr' WHERE dossier_id = ANY ($1)",
    [personnes.map(x => x.id)],
  )
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})

/** An e-mail of this state to the person of this rank, taken by « relais ». */
async function courriel(rang: number, etat: string): Promise<{ dossierId: string; id: string }> {
  const { rows } = await e.proprietaire.query(
    `INSERT INTO messages.message (dossier_id, entite_id, objet_id, moment, canal, destinataire, texte, envoi_a, utile_jusqua, etat, cle,
       fournisseur, pris_par, pris_a, essais, change_a)
     VALUES ($1, $2, gen_random_uuid(), 'convocation', 'courriel', 'ici@exemple.fr', 'Nous vous attendons.', now() - interval '1 hour',
       now() + interval '1 day', $3, gen_random_uuid(), 'relais', 'essai', now() - interval '1 hour', 1, now() - interval '40 minutes')
     RETURNING dossier_id AS "dossierId", id`,
    [personnes[rang]?.id, personnes[rang]?.service, etat],
  )
  return rows[0]
}
/** What another module's command does when somebody dies, or when their e-mail changes. */
const apprendre = command({
  name: 'essai.apprendre',
  permission: 'message:ecrire',
  aQui: 'qui_suit_ou_convoque',
  input: z.object({ dossierId: z.uuid(), mort: z.boolean() }),
  async run(tx, { dossierId, mort }, context) {
    if (mort) await retirerAuDeces(tx, { dossierId, cause: 'deces' }, context)
    else await suivreLesCoordonnees(tx, { dossierId }, context)
    return null
  },
  journal: ({ dossierId }) => ({ dossierId }),
})
async function regler(): Promise<void> {
  const [dit, oppose, mort, ailleurs] = personnes.map(x => x.id)
  const { rows } = await e.proprietaire.query(
    "SELECT id FROM messages.message WHERE dossier_id = $1 AND etat = 'incertain'",
    [dit],
  )
  for (const { id } of rows)
    expect((await ts.envoyer(`/messages/${dit}/${id}/dit-par-telephone`, {})).statut).toBe(303)
  await ts.envoyer(`/dossiers/${oppose}/messages/opposition`, { 'canaux[0]': 'courriel' })
  await executer(e.hote, compte, apprendre, { dossierId: mort ?? '', mort: true })
  await e.proprietaire.query(
    "UPDATE dossiers.personne SET courriel = 'la@exemple.fr' WHERE dossier_id = $1",
    [ailleurs],
  )
  for (const { id } of personnes.slice(3))
    await executer(e.hote, compte, apprendre, { dossierId: id, mort: false })
}

it('Ce qui est réglé, dit par téléphone ou autrement, ne repart pas tout seul, et la page le dit', async () => {
  const doutes = []
  for (const rang of personnes.keys()) doutes.push(await courriel(rang, 'incertain'))
  const enCours = [await courriel(2, 'en_cours'), await courriel(4, 'en_cours')]
  const page = async ({ dossierId, id }: { dossierId: string; id: string }) =>
    (await ts.ouvrir(`/messages/${dossierId}/${id}`)).texte.replace(/\s+/g, ' ')
  for (const m of doutes) expect(await page(m)).toContain('Sans rien faire, il repartira une fois')
  await regler()
  const dites = await Promise.all(doutes.map(page))
  for (const [rang, raison] of [
    'La personne a été prévenue par téléphone',
    'La personne ne veut plus de messages',
    'Il n’y a plus rien à dire à cette personne',
    'Les coordonnées ont changé',
  ].entries())
    expect(dites[rang]).toMatch(new RegExp(`${raison}[^:]* : il ne repartira pas tout seul`))
  expect(dites.map(x => x.includes('il repartira une fois'))).toEqual([
    false,
    false,
    false,
    false,
    true,
  ])
  expect(dites[0]).not.toContain('Vous pouvez appeler')

  await e.proprietaire.query(
    "SELECT messages.lever_les_doutes('relais', '30 minutes', NULL, '0', 1)",
  )
  for (const { id } of enCours)
    await e.proprietaire.query(
      "SELECT messages.noter_essai($1, 'essai', 'refuse', 'relais', NULL, 'plus tard', '1 minute')",
      [id],
    )
  const { rows } = await e.proprietaire.query<{ id: string; etat: string }>(
    'SELECT id, etat FROM messages.message',
  )
  const etats = new Map(rows.map(x => [x.id, x.etat]))
  const etat = ({ id }: { id: string }) => etats.get(id)
  expect(doutes.map(etat)).toEqual([
    'incertain',
    'incertain',
    'incertain',
    'incertain',
    'a_envoyer',
  ])
  expect(enCours.map(etat)).toEqual(['annule', 'a_envoyer'])
})
