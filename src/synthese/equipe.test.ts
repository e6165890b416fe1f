import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, LE, Navigateur, nouvelEssai } from '../../tests/base.ts'
import { convoquer } from '../agenda/index.ts'
import { affecter, creerDossier, passerEnNombre } from '../dossiers/index.ts'
import { ajouterJours, ajouterMois } from '../platform/date.ts'
import { executer } from '../platform/executer.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'

let e: Essai
let p: Plateforme
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})
type Commande = Parameters<typeof executer>[2]
const par = async <R = void>(qui: string, commande: unknown, input: object): Promise<R> =>
  (await executer(e.hote, await e.agent(qui), commande as Commande, input)) as R
const lire = async <T>(texte: string, ...valeurs: unknown[]): Promise<T[]> =>
  (await e.proprietaire.query(texte, valeurs)).rows as T[]
const entres = new Map<string, Navigateur>()
const ouvrir = async (qui: string, adresse: string) => {
  const navigateur = entres.get(qui) ?? (await new Navigateur(p).entrer(qui))
  entres.set(qui, navigateur)
  return navigateur.ouvrir(adresse)
}
let n = 0
/** An agent of the 67 that nobody else's dossiers weigh on. */
async function agent(prenom: string): Promise<string> {
  const [a] = await lire<{ id: string }>(
    `INSERT INTO moyens.agent (nom, prenom, fonction, arrive_le, service_id, antenne_id)
     SELECT 'Relais', $2, 'travailleur_social', '2020-01-06', service_id, antenne_id FROM moyens.agent WHERE id = $1 RETURNING id`,
    await e.agent('ts.67'),
    prenom,
  )
  return a?.id ?? ''
}
async function dossierDe(referentId: string) {
  n += 1
  const nom = `Jvq${[...String(n * 7919)].map(c => 'bcdfghjklm'[Number(c)]).join('')}`
  const identite = { nom, prenoms: `Hub${nom}`, naissanceLe: '1984-09-09', confirme: 'oui' }
  const { dossierId } = await par<{ dossierId: string }>('accueil.67', creerDossier, identite)
  await par('dpip.67', affecter, { dossierId, referentId })
  return { dossierId, nom }
}
const referents = async (ids: string[]) =>
  (
    await lire<{ r: string }>(
      'SELECT referent_id AS r FROM dossiers.prise_en_charge WHERE dossier_id = ANY ($1) AND fin_a IS NULL ORDER BY dossier_id',
      ids,
    )
  ).map(l => l.r)
const passer = (input: object, qui = 'dpip.67') =>
  par(qui, passerEnNombre, { lesquels: 'tous', convocations: 'restent', ...input })
/** A day of work some weeks ahead. */
const jour = (() => {
  let le = ajouterJours(LE, 21)
  while (new Date(`${le}T12:00:00Z`).getUTCDay() !== 2) le = ajouterJours(le, 1)
  return le
})()
async function convoque(
  dossierId: string,
  agentId: string,
  heure: string,
  prevenir = 'non',
): Promise<string> {
  const [lieu] = await lire<{ id: string }>(
    'SELECT antenne_id AS id FROM moyens.agent WHERE id = $1',
    agentId,
  )
  const ou = { type: 'suivi', le: jour, heure, agentId, lieuId: lieu?.id, malgre: 'oui', prevenir }
  return (await par<{ convocationId: string }>('dpip.67', convoquer, { dossierId, ...ou }))
    .convocationId
}
const avec = async (id: string) =>
  (
    await lire<{ agent_id: string; le: string; heure: string; detail: string | null }>(
      `SELECT c.agent_id, c.le::text, c.heure::text, d.detail FROM agenda.convocation c
       LEFT JOIN agenda.a_decider d ON d.convocation_id = c.id AND d.decidee_a IS NULL AND d.motif = 'referent' WHERE c.id = $1`,
      id,
    )
  )[0]
const nouvelles = async (dossierId: string, nature: string) =>
  (
    await lire<{ qui: string }>(
      `SELECT coalesce(n.agent_id::text, n.destinataire) AS qui FROM dossiers.nouvelle n WHERE n.dossier_id = $1 AND n.nature = $2 AND n.reglee_a IS NULL ORDER BY 1`,
      dossierId,
      nature,
    )
  ).map(l => l.qui)

describe('Passer les dossiers d’un agent (C1.1, C9.1)', () => {
  it('tous, répartis entre deux agents, en un geste : chacun a sa ligne au journal, et les nouvelles vont aux deux', async () => {
    const [de, a, b] = [await agent('Départ'), await agent('Anne'), await agent('Basile')]
    const ids = []
    for (let i = 0; i < 5; i += 1) ids.push((await dossierDe(de)).dossierId)
    await dossierDe(a)
    const page = await ouvrir('dpip.67', `/equipe/agents/${de}/dossiers?par=25`)
    expect([page.statut, /data-total="5"/.test(page.texte)]).toEqual([200, true])
    await passer({ deAgentId: de, versIds: [a, b] })
    // One already followed a dossier: it ends at three each.
    expect((await referents(ids)).sort()).toEqual([a, a, b, b, b].sort())
    const journal = await lire(
      "SELECT dossier_id FROM acces.journal_ecriture WHERE commande = 'dossiers.passer-en-nombre' AND dossier_id = ANY ($1)",
      ids,
    )
    expect(journal.length).toBe(5)
    expect(await nouvelles(ids[0] ?? '', 'dossier_repris')).toEqual([de])
    expect(await nouvelles(ids[0] ?? '', 'affectation')).toEqual(['referent'])
  })
  it('les cochés seulement, à un seul ; ce qui n’est plus à cet agent est nommé et rien n’est écrit', async () => {
    const [de, a] = [await agent('Émile'), await agent('Farid')]
    const [un, deux] = [await dossierDe(de), await dossierDe(de)]
    await passer({ deAgentId: de, lesquels: 'coches', dossierIds: [un.dossierId], versIds: [a] })
    expect(await referents([un.dossierId])).toEqual([a])
    const encore = { deAgentId: de, lesquels: 'coches', dossierIds: [un.dossierId, deux.dossierId] }
    await expect(passer({ ...encore, versIds: [a] })).rejects.toThrow(
      new RegExp(`${un.nom}.+déjà confié à Farid Relais`),
    )
    expect(await referents([deux.dossierId])).toEqual([de])
    await expect(
      passer({ deAgentId: de, lesquels: 'coches', dossierIds: [], versIds: [a] }),
    ).rejects.toThrow('Cochez au moins un dossier')
    await expect(passer({ deAgentId: de, versIds: [de] })).rejects.toThrow('a déjà ces dossiers')
    await expect(passer({ deAgentId: de, versIds: [await e.agent('ts.57')] })).rejects.toThrow(
      'ne travaille pas dans le service',
    )
    await e.proprietaire.query('UPDATE moyens.agent SET parti_le = $2 WHERE id = $1', [
      a,
      ajouterJours(LE, 9),
    ])
    await expect(passer({ deAgentId: de, versIds: [a] })).rejects.toThrow('jour de son départ')
    await expect(passer({ deAgentId: de, versIds: [a] }, 'ts.67')).rejects.toThrow()
    expect((await ouvrir('dpip.57', `/equipe/agents/${de}/dossiers`)).statut).toBe(404)
  })
  it('les convocations suivent qui est libre à cette heure ; les autres attendent une décision, et les deux agents le savent', async () => {
    const [de, a] = [await agent('Garance'), await agent('Hugo')]
    const [libre, prise, ailleurs] = [await dossierDe(de), await dossierDe(de), await dossierDe(a)]
    const [suit, attend] = [
      await convoque(libre.dossierId, de, '10:00', 'oui'),
      await convoque(prise.dossierId, de, '14:00'),
    ]
    await convoque(ailleurs.dossierId, a, '14:00')
    await passer({ deAgentId: de, versIds: [a], convocations: 'suivent' })
    expect(await avec(suit)).toEqual({ agent_id: a, le: jour, heure: '10:00:00', detail: null })
    const annonces =
      "SELECT DISTINCT moment FROM messages.message WHERE objet_id = ANY ($1) AND etat IN ('a_envoyer', 'a_imprimer') AND moment <> 'rappel'"
    expect(await lire(annonces, [suit])).toEqual([{ moment: 'convocation' }])
    expect(await avec(attend)).toMatchObject({
      agent_id: de,
      detail: 'Hugo Relais suit la personne : reçoit déjà quelqu’un.',
    })
    expect(await nouvelles(libre.dossierId, 'convocation_confiee')).toEqual([de, 'referent'])
  })
  it('un seul dossier : la page dit les convocations avant le geste, et celles qu’on décoche restent', async () => {
    const [de, a] = [await agent('Irène'), await agent('Jonas')]
    const { dossierId } = await dossierDe(de)
    const [suit, reste] = [
      await convoque(dossierId, de, '09:00'),
      await convoque(dossierId, de, '16:00'),
    ]
    const { texte } = await ouvrir('dpip.67', `/dossiers/${dossierId}/affecter`)
    expect(texte).toContain('Convocations à venir avec Irène Relais')
    for (const id of [suit, reste]) expect(texte).toMatch(new RegExp(`value="${id}" checked`))
    await par('dpip.67', affecter, { dossierId, referentId: a, convocations: [suit] })
    expect([(await avec(suit))?.agent_id, (await avec(reste))?.agent_id]).toEqual([a, de])
  })
})

describe('Un départ s’annonce, et ne laisse personne (C9.1)', () => {
  it('dans un mois : « Part le » sur Équipe ; sous quatorze jours, puis parti : en tête de Ma journée, avec le jour', async () => {
    const de = await agent('Katia')
    await dossierDe(de)
    await e.proprietaire.query('UPDATE moyens.agent SET parti_le = $2 WHERE id = $1', [
      de,
      ajouterJours(LE, 30),
    ])
    const equipe = (await ouvrir('dpip.67', '/equipe?par=100')).texte
    expect(equipe.replaceAll(/<[^>]+>/g, ' ')).toMatch(/Katia Relais\s+Part le/)
    expect(equipe).toContain(`/equipe/agents/${de}/dossiers`)
    expect((await ouvrir('dpip.67', '/')).texte).not.toContain('Katia Relais')
    await e.proprietaire.query('UPDATE moyens.agent SET parti_le = $2 WHERE id = $1', [
      de,
      ajouterJours(LE, 15),
    ])
    expect((await ouvrir('dpip.67', '/')).texte).not.toContain('Katia Relais')
    await e.proprietaire.query('UPDATE moyens.agent SET parti_le = $2 WHERE id = $1', [
      de,
      ajouterJours(LE, 5),
    ])
    expect((await ouvrir('dpip.67', '/')).texte.replaceAll(/<[^>]+>/g, ' ')).toMatch(
      /Katia Relais\s+Part le\s+29\/11\/2026\s+1 dossier à passer/,
    )
    await e.proprietaire.query('UPDATE moyens.agent SET parti_le = $2 WHERE id = $1', [de, LE])
    const journee = (await ouvrir('dpip.67', '/')).texte
    expect(journee.indexOf('Agents partis')).toBeGreaterThan(0)
    expect(journee.indexOf('Agents partis')).toBeLessThan(journee.indexOf('>Pour moi</h2>'))
    expect((await ouvrir('ts.67', '/')).texte).not.toContain('Agents partis')
    await passer({ deAgentId: de, versIds: [await agent('Léo')] })
    expect((await ouvrir('dpip.67', '/')).texte).not.toContain('Katia Relais')
  })
})

describe('« Sans contact » compte depuis l’ouverture du suivi', () => {
  it('un nouveau référent n’efface pas six mois de silence', async () => {
    const de = await agent('Maud')
    const { dossierId, nom } = await dossierDe(de)
    const avant = ajouterMois(LE, -6)
    await e.proprietaire.query('ALTER TABLE dossiers.prise_en_charge DISABLE TRIGGER USER')
    await e.proprietaire.query(
      'UPDATE dossiers.prise_en_charge SET debut_a = $2 WHERE dossier_id = $1 AND precedente_id IS NULL',
      [dossierId, avant],
    )
    await e.proprietaire.query('ALTER TABLE dossiers.prise_en_charge ENABLE TRIGGER USER')
    await par('dpip.67', affecter, { dossierId, referentId: await agent('Noé') })
    const { texte } = await ouvrir('dpip.67', `/dossiers?qui=service&etat=sans_contact&nom=${nom}`)
    expect(texte).toContain(`/dossiers/${dossierId}`)
  })
})
