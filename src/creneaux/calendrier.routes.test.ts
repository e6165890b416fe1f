import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { application, type Essai, LE, Navigateur, nouvelEssai } from '../../tests/base.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'

let e: Essai
let p: Plateforme
const clients: Record<string, Navigateur> = {}
const sql = async (texte: string, valeurs: unknown[] = []) =>
  (await e.proprietaire.query<Record<string, string>>(texte, valeurs)).rows
const client = (nom: string): Navigateur => {
  const trouve = clients[nom]
  if (!trouve) throw new Error(`no client ${nom}`)
  return trouve
}
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
  for (const nom of [
    'ts.67',
    'dpip.67',
    'psychologue.67',
    'bex.strasbourg',
    'greffe.strasbourg',
    'dpip.57',
    'admin',
  ])
    clients[nom] = await new Navigateur(p).entrer(nom)
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})
const titre = (texte: string) =>
  /<h1[^>]*>([\s\S]*?)<\/h1>/.exec(texte)?.[1]?.replace(/<[^>]+>/g, '')
const id = async (texte: string, valeurs: unknown[] = []) =>
  (await sql(texte, valeurs))[0]?.id ?? ''

describe('Le calendrier du service à l’écran', () => {
  test('la semaine montre les plages de tous les agendas, la sienne d’abord, et mène à ce qui se change', async () => {
    const r = await client('ts.67').ouvrir('/calendrier')
    expect(r.statut).toBe(200)
    expect(titre(r.texte)).toBe('Calendrier, semaine du lundi 23 novembre 2026')
    expect(r.texte).toContain('Sorties d’audience')
    expect(r.texte).toMatch(/href="\/calendrier\/plages\/[0-9a-f-]{36}">9 h – 12 h</)
    expect(r.texte).toContain('Ouvrir une plage')
    expect(r.texte.length).toBeLessThan(80_000)
  })
  test('un samedi n’a sa colonne que si une plage le nomme ; un jour férié est dit', async () => {
    const [avec, sans] = await Promise.all(
      ['2026-12-07', '2026-11-30'].map(du => client('dpip.67').ouvrir(`/calendrier?du=${du}`)),
    )
    expect([avec, sans].filter(r => r?.texte.includes('samedi'))).toHaveLength(1)
    expect((await client('dpip.67').ouvrir('/calendrier?du=2026-12-21')).texte).toContain(
      'vendredi 25/12 (férié)',
    )
  })
  test('une date qui n’existe pas montre cette semaine ; un agenda sans plage le dit', async () => {
    expect(titre((await client('ts.67').ouvrir('/calendrier?du=2026-02-31')).texte)).toContain(
      '23 novembre 2026',
    )
    const vide = await client('ts.67').ouvrir('/calendrier?du=2020-01-06')
    expect(vide.texte).toContain('Aucune plage cette semaine')
  })
  test('chacun voit le calendrier de son entité : le tribunal le sien, le voisin le sien', async () => {
    expect((await client('greffe.strasbourg').ouvrir('/calendrier')).texte).toContain(
      'Cabinet du JAP n° 1',
    )
    const bex = await client('bex.strasbourg').ouvrir('/calendrier')
    expect(bex.texte).toContain('Cabinet du JAP n° 2')
    expect(bex.texte).not.toContain('Ouvrir une plage')
    expect((await client('dpip.57').ouvrir('/calendrier/lieux')).texte).not.toContain(
      'Antenne de Strasbourg',
    )
    expect((await client('admin').ouvrir('/calendrier')).statut).toBe(403)
  })
  test('lieux, types, absences : chacun sa page, lisible de tous, changée par qui tient le calendrier', async () => {
    const [lieux, types, absences] = await Promise.all(
      ['lieux', 'types', 'absences'].map(x => client('ts.67').ouvrir(`/calendrier/${x}`)),
    )
    expect(lieux?.texte).toContain('Antenne de Saverne')
    expect(types?.texte).toContain('Sortie d’audience SPIP')
    expect(types?.texte).not.toContain('href="/calendrier/types/suivi"')
    expect((await client('dpip.67').ouvrir('/calendrier/types')).texte).toContain(
      'href="/calendrier/types/suivi"',
    )
    expect(absences?.texte).toContain('Absence')
    for (const url of [
      '/calendrier/types/nouveau',
      '/calendrier/lieux/nouveau',
      '/calendrier/agendas/nouveau',
    ])
      expect((await client('ts.67').ouvrir(url)).statut, url).toBe(403)
  })
  test('le motif d’une absence est lu par qui tient le calendrier, pas par les collègues', async () => {
    const ailleurs = await client('psychologue.67').ouvrir('/calendrier/absences')
    expect(ailleurs.texte).not.toMatch(/<td>Congé<\/td>/)
    expect((await client('dpip.67').ouvrir('/calendrier/absences')).texte).toMatch(
      /<td>Congé<\/td>/,
    )
  })
})

describe('Les formulaires', () => {
  const saisie = {
    'types[]': 'suivi',
    du: '2026-11-30',
    'jours[]': '5',
    de: '09:00',
    a: '12:00',
    pasMinutes: '45',
    toutesLes: '1',
    capacite: '1',
  }
  test('« Voir les créneaux » montre ce que la plage ouvrirait, sans rien enregistrer', async () => {
    const avant = (await sql('SELECT 1 FROM creneaux.plage')).length
    const r = await client('ts.67').envoyer('/calendrier/plages/nouvelle', {
      ...saisie,
      agenda: `lieu.${await id("SELECT lieu_id AS id FROM creneaux.v_lieu WHERE nom = 'Antenne de Saverne'")}`,
      _geste: 'apercu',
    })
    expect(r.statut).toBe(200)
    expect(r.texte).toContain('Créneaux ouverts du 30/11/2026 au 13/12/2026')
    expect(r.texte).toContain('8 créneaux pour « Convocation de suivi SPIP », 8 places en tout.')
    expect(r.texte).toContain('9 h 00, 9 h 45, 10 h 30, 11 h 15')
    expect(await sql('SELECT 1 FROM creneaux.plage')).toHaveLength(avant)
  })
  test('un agent ouvre une plage dans un lieu où il n’avait pas d’agenda, puis la change', async () => {
    const lieuId = await id(
      "SELECT lieu_id AS id FROM creneaux.v_lieu WHERE nom = 'Antenne de Saverne'",
    )
    const r = await client('ts.67').envoyer('/calendrier/plages/nouvelle', {
      ...saisie,
      agenda: `lieu.${lieuId}`,
    })
    expect([r.statut, r.vers]).toEqual([303, '/calendrier'])
    const plageId = await id(
      "SELECT plage_id AS id FROM creneaux.v_plage WHERE lieu_id = $1 AND agent_id = $2 AND jours = '{5}' AND de = '09:00'",
      [lieuId, await e.agent('ts.67')],
    )
    const fiche = await client('ts.67').ouvrir(`/calendrier/plages/${plageId}`)
    expect(fiche.texte).toContain('8 créneaux pour')
    const change = await client('ts.67').envoyer(`/calendrier/plages/${plageId}`, {
      ...saisie,
      du: '2026-12-11',
      de: '10:00',
    })
    expect(change.statut).toBe(303)
    expect((await client('ts.67').ouvrir('/calendrier')).texte).toContain('Convocations à décider')
    expect(await sql('SELECT au::text FROM creneaux.plage WHERE id = $1', [plageId])).toEqual([
      { au: '2026-12-10' },
    ])
  })
  test('ce qui est mal rempli reste tapé, avec ce qu’il faut faire', async () => {
    const agenda = await id('SELECT id FROM creneaux.agenda WHERE agent_id = $1 LIMIT 1', [
      await e.agent('ts.67'),
    ])
    const r = await client('ts.67').envoyer('/calendrier/plages/nouvelle', {
      ...saisie,
      agenda,
      de: '05:15',
      a: '07:00',
      intitule: 'Matinale',
    })
    expect(r.statut).toBe(422)
    expect(r.texte).toContain('la plage doit y tenir')
    expect(r.texte).toContain('value="05:15"')
    expect(r.texte).toContain('value="Matinale"')
    const sansJour = await client('ts.67').envoyer('/calendrier/plages/nouvelle', {
      ...saisie,
      agenda,
      'jours[]': '',
    })
    expect(sansJour.statut).toBe(422)
  })
  test('la plage d’un collègue ou d’un autre service ne s’ouvre pas', async () => {
    const plageId = await id(
      'SELECT plage_id AS id FROM creneaux.v_plage WHERE agent_id = $1 LIMIT 1',
      [await e.agent('ts2.67')],
    )
    for (const qui of ['ts.67', 'dpip.57'])
      for (const url of [`/calendrier/plages/${plageId}`, `/calendrier/plages/${plageId}/fin`])
        expect((await client(qui).ouvrir(url)).statut, `${qui} ${url}`).toBe(404)
    expect((await client('dpip.67').ouvrir(`/calendrier/plages/${plageId}/fin`)).statut).toBe(200)
  })
  test('une absence se note, dit où sont les convocations touchées, et se retire', async () => {
    const r = await client('ts.67').envoyer('/calendrier/absences/nouvelle', {
      objet: `agent.${await e.agent('ts.67')}`,
      duLe: '2027-02-01',
      auLe: '2027-02-05',
      motif: 'formation',
    })
    expect(r.vers).toBe('/calendrier/absences')
    const liste = await client('ts.67').ouvrir(r.vers)
    expect(liste.texte).toContain('Convocations à décider')
    expect(liste.texte).toContain('du 01/02/2027 au 05/02/2027')
    const lien =
      /href="(\/calendrier\/absences\/[0-9a-f-]{36}\/retrait)" aria-label="Retirer : [^"]*01\/02\/2027/.exec(
        liste.texte,
      )?.[1] ?? ''
    expect((await client('psychologue.67').envoyer(lien, {})).statut).toBe(422)
    expect((await client('ts.67').envoyer(lien, {})).statut).toBe(303)
    expect((await client('ts.67').ouvrir('/calendrier/absences')).texte).not.toContain('01/02/2027')
  })
  test('un agent ne se voit proposer que lui-même ; qui tient le calendrier, tout le service', async () => {
    expect((await client('ts.67').ouvrir('/calendrier/absences/nouvelle')).texte).not.toContain(
      'value="lieu.',
    )
    const dpip = (await client('dpip.67').ouvrir('/calendrier/absences/nouvelle')).texte
    expect(dpip).toMatch(/value="lieu\.[\s\S]*Antenne de Strasbourg/)
    expect(dpip).not.toContain('Antenne de Metz')
  })
  test('un type se modifie à l’écran ; deux qui écrivent ensemble : le second relit', async () => {
    const url = '/calendrier/types/rappel'
    const texte = (await client('dpip.67').ouvrir(url)).texte
    expect(texte).toContain('value="Convocation rappel SPIP"')
    const champs = {
      libelle: 'Rappel',
      dureeMinutes: '20',
      modalite: 'lieu',
      collectif: 'non',
      'fonctions[]': 'dpip',
      rappel1: '24',
      version: '1',
    }
    expect((await client('dpip.67').envoyer(url, champs)).statut).toBe(303)
    const encore = await client('dpip.67').envoyer(url, { ...champs, libelle: 'Autre' })
    expect(encore.statut).toBe(422)
    expect(encore.texte).toContain('Cette fiche a changé pendant que vous écriviez')
    expect(encore.texte).toContain('name="version" value="2"')
    expect(encore.texte).toContain('value="Autre"')
  })
  test('un lieu d’antenne mène à l’annuaire ; celui d’un autre service ne s’ouvre pas', async () => {
    const lieuId = await id(
      "SELECT lieu_id AS id FROM creneaux.v_lieu WHERE nom = 'Antenne de Strasbourg'",
    )
    const r = await client('dpip.67').ouvrir(`/calendrier/lieux/${lieuId}`)
    expect(r.texte).toContain('tenus dans l’annuaire')
    expect(r.texte).not.toContain('name="adresse"')
    expect((await client('dpip.57').ouvrir(`/calendrier/lieux/${lieuId}`)).statut).toBe(404)
    const refuse = await client('dpip.67').envoyer(`/calendrier/lieux/${lieuId}`, {
      version: '1',
      nomPublic: 'SPIP de Strasbourg',
    })
    expect(refuse.statut).toBe(422)
    expect(refuse.texte).toContain('dit la justice : dites le lieu autrement')
  })
  test('un agenda s’ajoute, mène à sa première plage, et se ferme', async () => {
    const lieuId = await id(
      "SELECT lieu_id AS id FROM creneaux.v_lieu WHERE nom = 'Antenne de Strasbourg'",
    )
    const r = await client('dpip.67').envoyer('/calendrier/agendas/nouveau', {
      nom: 'Salle 3',
      lieuId,
    })
    expect(r.vers).toMatch(/^\/calendrier\/plages\/nouvelle\?agendaId=/)
    const agendaId = r.vers.split('=')[1]
    expect((await client('dpip.67').ouvrir(r.vers)).texte).toContain(`value="${agendaId}" selected`)
    const ferme = await client('dpip.67').envoyer(`/calendrier/agendas/${agendaId}`, {
      version: '1',
      nom: 'Salle 3',
      lieuId,
      fermeLe: LE,
    })
    expect(ferme.statut).toBe(303)
    expect((await client('dpip.67').ouvrir('/calendrier/lieux')).texte).toMatch(
      /Salle 3[\s\S]{0,300}fermé/,
    )
  })
})
