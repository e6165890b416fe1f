import ICAL from 'ical.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, LE, Navigateur, nouvelEssai, ouvrirA } from '../../tests/base.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { inventer } from './calendrier.builder.ts'
import { enCalendrier } from './calendrier.ts'

let e: Essai
let p: Plateforme
let ts: Navigateur
let dfspip: Navigateur
let { un, convoquer, ...invente } = {} as ReturnType<typeof inventer>
beforeAll(async () => {
  e = await nouvelEssai()
  ;({ un, convoquer, ...invente } = inventer(e))
  p = await application(e)
  ;[ts, dfspip] = [
    await new Navigateur(p).entrer('ts.67'),
    await new Navigateur(p).entrer('dfspip.67'),
  ]
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})

const lienDe = (texte: string) =>
  /value="(https?:\/\/[^"]+\/flux\/[^"]+\.ics)"/.exec(texte)?.[1] ?? ''
async function creer(n: Navigateur, detail: string): Promise<string> {
  const r = await n.envoyer('/calendriers/le-mien', { detail }, '/calendriers')
  expect(r.statut).toBe(200)
  return new URL(lienDe(r.texte)).pathname
}
/** Read back by another library than the one that wrote it. */
async function relire(chemin: string) {
  const r = await p.app.inject({ url: chemin })
  expect([r.statusCode, r.headers['content-type']]).toEqual([200, 'text/calendar; charset=utf-8'])
  const evenements = new ICAL.Component(ICAL.parse(r.body))
    .getAllSubcomponents('vevent')
    .map(v => new ICAL.Event(v))
  return {
    texte: r.body,
    entetes: r.headers,
    evenements,
    par: (uid: string) => evenements.find(v => v.uid === `${uid}@fil-rouge`),
  }
}
const instant = (t: ICAL.Time | undefined) => t?.toJSDate().toISOString()

describe('Le calendrier d’un agent', () => {
  it('Le lien est montré une fois, la base n’en garde que l’empreinte', async () => {
    const chemin = await creer(ts, 'types')
    const secret = /\/flux\/(.+)\.ics/.exec(chemin)?.[1] ?? ''
    expect(secret.length).toBeGreaterThanOrEqual(32)
    expect((await ts.ouvrir('/calendriers')).texte).not.toContain(secret)
    const tout = await e.proprietaire.query(
      "SELECT encode(empreinte, 'hex') AS h, f::text AS t FROM calendriers.flux f",
    )
    expect(tout.rows.map(r => r.t).join()).not.toContain(secret)
    const journal = await e.proprietaire.query(
      "SELECT j::text AS t FROM acces.journal_ecriture j WHERE commande = 'calendriers.creer-mon-flux'",
    )
    expect(journal.rows.length).toBe(1)
    expect(journal.rows[0].t).not.toContain(secret)
  })
  it('Une convocation y est à son heure, sous son type, sans nom, ni numéro de dossier, ni adresse saisie ; déplacée, elle se déplace ; annulée, elle disparaît', async () => {
    const { dossierId, id } = await convoquer('2026-12-08', '10:00')
    const chemin = await creer(ts, 'types')
    const avant = await relire(chemin)
    const la = avant.par(id)
    expect([la?.summary, instant(la?.startDate), instant(la?.endDate), la?.sequence]).toEqual([
      'Convocation de suivi SPIP',
      '2026-12-08T09:00:00.000Z',
      '2026-12-08T09:45:00.000Z',
      0,
    ])
    const qui = await un<{ nom: string; numero: string }>(
      'SELECT nom, numero FROM dossiers.v_identite WHERE dossier_id = $1',
      [dossierId],
    )
    for (const mot of [qui.nom, qui.numero, 'Adresse saisie', dossierId])
      expect(avant.texte).not.toContain(mot)
    await e.proprietaire.query(
      "UPDATE agenda.convocation SET heure = '14:30', version = version + 1 WHERE id = $1",
      [id],
    )
    await e.proprietaire.query(
      "INSERT INTO agenda.etat_de_convocation (dossier_id, convocation_id, etat, a, par) SELECT dossier_id, id, 'prevue', '2026-11-24T08:30:00Z', creee_par FROM agenda.convocation WHERE id = $1",
      [id],
    )
    const apres = await relire(chemin)
    expect([instant(apres.par(id)?.startDate), apres.par(id)?.sequence]).toEqual([
      '2026-12-08T13:30:00.000Z',
      1,
    ])
    expect(apres.texte).toContain('LAST-MODIFIED')
    expect(apres.entetes.etag).not.toBe(avant.entetes.etag)
    await e.proprietaire.query("UPDATE agenda.convocation SET etat = 'annulee' WHERE id = $1", [id])
    expect((await relire(chemin)).par(id)).toBeUndefined()
  })
  it('Rien n’a changé : 304, et la réponse ne se garde que chez soi', async () => {
    const chemin = await creer(ts, 'types')
    const { entetes } = await relire(chemin)
    expect(entetes['cache-control']).toContain('private')
    const encore = await p.app.inject({
      url: chemin,
      headers: { 'if-none-match': String(entetes.etag) },
    })
    expect([encore.statusCode, encore.body]).toEqual([304, ''])
  })
  it('L’ancien lien meurt quand on le remplace ; fermé ou inconnu, la réponse est la même', async () => {
    const premier = await creer(ts, 'types')
    const second = await creer(ts, 'types')
    const mort = await p.app.inject({ url: premier })
    const inconnu = await p.app.inject({ url: `/flux/${'x'.repeat(43)}.ics` })
    expect([mort.statusCode, inconnu.statusCode]).toEqual([404, 404])
    expect(mort.body).toBe(inconnu.body)
    const { id } = await un<{ id: string }>(
      'SELECT id FROM calendriers.flux WHERE agent_id = $1 AND revoque_a IS NULL',
      [await e.agent('ts.67')],
    )
    expect((await ts.envoyer(`/calendriers/flux/${id}/revoquer`, {}, '/calendriers')).statut).toBe(
      303,
    )
    expect((await p.app.inject({ url: second })).statusCode).toBe(404)
  })
  it('Le lien d’un autre ne se ferme pas ; un agent parti ou muté n’a plus de calendrier', async () => {
    const chemin = await creer(ts, 'types')
    const { id } = await un<{ id: string }>(
      'SELECT id FROM calendriers.flux WHERE agent_id = $1 AND revoque_a IS NULL',
      [await e.agent('ts.67')],
    )
    expect(
      (await dfspip.envoyer(`/calendriers/flux/${id}/revoquer`, {}, '/calendriers')).statut,
    ).toBe(404)
    const autre = await new Navigateur(p).entrer('ts.57')
    expect(
      (await autre.envoyer(`/calendriers/flux/${id}/revoquer`, {}, '/calendriers')).statut,
    ).toBe(404)
    await relire(chemin)
    await e.proprietaire.query('UPDATE moyens.agent SET parti_le = $2 WHERE id = $1', [
      await e.agent('ts.67'),
      LE,
    ])
    expect((await p.app.inject({ url: chemin })).statusCode).toBe(404)
    await e.proprietaire.query('UPDATE moyens.agent SET parti_le = NULL WHERE id = $1', [
      await e.agent('ts.67'),
    ])
    expect(
      (await p.app.inject({ url: chemin })).statusCode,
      'un retour ne rouvre pas le lien',
    ).toBe(404)
    ts = await new Navigateur(p).entrer('ts.67')
    await relire(await creer(ts, 'types'))
  })
  it('Muté, un agent ouvre un calendrier dans son nouveau service ; celui de l’ancien reste fermé', async () => {
    const agent = await e.agent('ts.67')
    const ancien = await creer(ts, 'types')
    const { service } = await un<{ service: string }>(
      'SELECT service_id AS service FROM moyens.agent WHERE id = $1',
      [agent],
    )
    await e.proprietaire.query(
      "UPDATE moyens.agent SET antenne_id = NULL, service_id = (SELECT id FROM moyens.service WHERE departement = '57') WHERE id = $1",
      [agent],
    )
    ts = await new Navigateur(p).entrer('ts.67')
    await relire(await creer(ts, 'types'))
    expect((await p.app.inject({ url: ancien })).statusCode).toBe(404)
    await e.proprietaire.query('UPDATE moyens.agent SET service_id = $2 WHERE id = $1', [
      agent,
      service,
    ])
    expect(
      (await p.app.inject({ url: ancien })).statusCode,
      'revenu, l’ancien lien reste fermé',
    ).toBe(404)
    ts = await new Navigateur(p).entrer('ts.67')
  })
  it('Un retour à la ligne dans le nom d’un agenda n’écrit pas une ligne du calendrier', () => {
    const flux = {
      fluxId: '',
      entiteId: '',
      agentId: null,
      agendaId: null,
      fuseau: 'Europe/Paris',
      detail: 'types',
      porteurId: '',
    } as const
    const texte = enCalendrier({ ...flux, titre: 'Accueil\r\nX-FORGE:1\rX-FORGE:2\nX-FORGE:3' }, [])
    expect(texte).toContain('NAME:Fil rouge, Accueil X-FORGE:1 X-FORGE:2 X-FORGE:3')
    expect(texte).not.toMatch(/[\r\n]X-FORGE/)
  })
  it('« Occupé » ne dit ni le type ni le lieu ; ses absences y sont, sans leur motif', async () => {
    const { id } = await convoquer('2026-12-09', '11:00')
    await e.proprietaire.query(
      `INSERT INTO creneaux.absence (entite_id, agent_id, du, au, motif) SELECT service_id, id, '2026-12-14', '2026-12-17', 'maladie' FROM moyens.agent WHERE id = $1`,
      [await e.agent('ts.67')],
    )
    const neutre = await relire(await creer(ts, 'occupe'))
    expect([neutre.par(id)?.summary, neutre.par(id)?.location]).toEqual(['Occupé', null])
    expect(neutre.texte).not.toMatch(/SPIP|suivi|Strasbourg/i)
    const typee = await relire(await creer(ts, 'types'))
    const absence = typee.evenements.find(v => v.summary === 'Absence')
    expect([
      absence?.startDate.isDate,
      absence?.startDate.toString(),
      absence?.endDate.toString(),
    ]).toEqual([true, '2026-12-14', '2026-12-17'])
    expect(typee.texte).not.toContain('maladie')
    expect(typee.par(id)?.location).toMatch(/\d{5}/)
  })
  it('Une visite à domicile, à l’adresse de la personne, ne dit pas où', async () => {
    const { id } = await convoquer('2026-12-10', '09:00', {
      type: 'domicile',
      modalite: 'domicile',
      lieu_id: null,
      adresse: '12 rue des Lilas',
    })
    const { texte, par } = await relire(await creer(ts, 'types'))
    expect(par(id)?.location).toBe('À domicile')
    expect(texte).not.toContain('Lilas')
  })
  it('Accents, virgules et points-virgules se relisent tels quels ; une longue ligne aussi', async () => {
    const libelle =
      'Entretien « été », à Noël ; avec l’équipe\\élargie, et une très longue précision qui dépasse soixante-quinze octets'
    const { service_id } = await un<{ service_id: string }>(
      'SELECT service_id FROM moyens.agent WHERE id = $1',
      [await e.agent('ts.67')],
    )
    await e.proprietaire.query(
      "INSERT INTO creneaux.type (entite_id, cle, libelle, fonctions, duree_minutes) VALUES ($1, 'ete', $2, '{dpip}', 45)",
      [service_id, libelle],
    )
    const { id } = await convoquer('2026-12-11', '09:00', { type: 'ete' })
    expect((await relire(await creer(ts, 'types'))).par(id)?.summary).toBe(libelle)
  })
  it('À La Réunion, neuf heures du matin sont cinq heures à Greenwich, et neuf heures en métropole en été n’en sont que sept', async () => {
    const { id: hiver } = await convoquer('2026-12-21', '09:00')
    const { id: ete } = await convoquer('2027-07-05', '09:00')
    const { lieu_id } = await un<{ lieu_id: string }>(
      'SELECT lieu_id FROM agenda.convocation WHERE id = $1',
      [hiver],
    )
    const chemin = await creer(ts, 'types')
    expect(instant((await relire(chemin)).par(ete)?.startDate)).toBe('2027-07-05T07:00:00.000Z')
    await e.proprietaire.query(
      "UPDATE creneaux.lieu SET fuseau = 'Indian/Reunion', territoire = 'reunion' WHERE id = $1",
      [lieu_id],
    )
    expect(instant((await relire(chemin)).par(hiver)?.startDate)).toBe('2026-12-21T05:00:00.000Z')
    await e.proprietaire.query(
      "UPDATE creneaux.lieu SET fuseau = 'Europe/Paris', territoire = 'alsace-moselle' WHERE id = $1",
      [lieu_id],
    )
  })
})

describe('Les noms', () => {
  it('Refusés tant que le service ne les admet pas ; admis, ils sont lus avec une ligne au journal ; retirés, ils ne sortent plus', async () => {
    const { dossierId, id } = await convoquer('2026-12-15', '15:00')
    const { nom } = await un<{ nom: string }>(
      'SELECT nom_complet AS nom FROM dossiers.v_identite WHERE dossier_id = $1',
      [dossierId],
    )
    expect((await ts.ouvrir('/calendriers')).texte).not.toContain('nom de la personne')
    const refus = await ts.envoyer('/calendriers/le-mien', { detail: 'noms' }, '/calendriers')
    expect([
      refus.statut,
      (await ts.ouvrir('/calendriers')).texte.includes('n’admet pas les noms'),
    ]).toEqual([303, true])
    expect(
      (await dfspip.envoyer('/calendriers/reglage', { avecNoms: 'oui', version: '0' })).statut,
    ).toBe(303)
    const chemin = await creer(ts, 'noms')
    const avant = await un<{ n: number }>(
      "SELECT count(*)::int AS n FROM acces.journal_lecture WHERE route = '/flux'",
    )
    const lu = await relire(chemin)
    expect(lu.par(id)?.summary).toBe(`Convocation de suivi SPIP : ${nom}`)
    const apres = await un<{ n: number; qui: string }>(
      "SELECT count(*)::int AS n, min(compte_id::text) AS qui FROM acces.journal_lecture WHERE route = '/flux'",
    )
    expect([apres.n, apres.qui]).toEqual([avant.n + 1, await e.agent('ts.67')])
    await p.app.inject({ url: chemin, headers: { 'if-none-match': String(lu.entetes.etag) } })
    expect(
      (
        await un<{ n: number }>(
          "SELECT count(*)::int AS n FROM acces.journal_lecture WHERE route = '/flux'",
        )
      ).n,
    ).toBe(apres.n)
    expect(
      (await dfspip.envoyer('/calendriers/reglage', { avecNoms: 'non', version: '1' })).statut,
    ).toBe(303)
    const sans = await relire(chemin)
    expect(sans.par(id)?.summary).toBe('Convocation de suivi SPIP')
    expect(sans.texte).not.toContain(nom)
  })
  it('Le nom de qui n’est plus dans le périmètre du service ne sort plus : son dossier est parti, son heure reste', async () => {
    await e.proprietaire.query('UPDATE calendriers.reglage SET flux_avec_noms = true')
    const { dossierId, id } = await convoquer('2026-12-16', '15:00')
    const { nom } = await un<{ nom: string }>(
      'SELECT nom_complet AS nom FROM dossiers.v_identite WHERE dossier_id = $1',
      [dossierId],
    )
    const chemin = await creer(ts, 'noms')
    expect((await relire(chemin)).par(id)?.summary).toBe(`Convocation de suivi SPIP : ${nom}`)
    const { rows } = await e.proprietaire.query(
      'DELETE FROM dossiers.perimetre WHERE dossier_id = $1 RETURNING dossier_id, entite_id, motif',
      [dossierId],
    )
    const parti = await relire(chemin)
    expect(parti.par(id)?.summary).toBe('Convocation de suivi SPIP')
    expect(parti.texte).not.toContain(nom)
    for (const r of rows) await ouvrirA(e, r.dossier_id, r.entite_id, r.motif)
    await e.proprietaire.query('UPDATE calendriers.reglage SET flux_avec_noms = false')
  })
  it('Deux qui règlent en même temps : le second est prévenu', async () => {
    const { version } = await un<{ version: number }>('SELECT version FROM calendriers.reglage')
    const r = await dfspip.envoyer('/calendriers/reglage', {
      avecNoms: 'oui',
      version: String(version - 1),
    })
    expect([r.statut, r.texte.includes('a changé pendant que vous lisiez')]).toEqual([422, true])
  })
  it('Un travailleur social ne règle pas, et ne tient pas les liens du service', async () => {
    expect((await ts.ouvrir('/calendriers/reglage')).statut).toBe(403)
    const { statut } = await ts.envoyer(
      '/calendriers/agendas',
      { agendaId: LE, detail: 'types' },
      '/calendriers',
    )
    expect(statut).not.toBe(200)
    expect((await ts.ouvrir('/calendriers')).texte).not.toContain('Agendas du service')
  })
})

describe('Le calendrier d’un agenda', () => {
  const agenda = async () => {
    const id = await invente.agenda(`Actions collectives ${Math.random()}`)
    const collective = {
      types: '{action_collective}',
      pas_minutes: 120,
      capacite: 8,
      collective: true,
    }
    return { id, plage: await invente.plage(id, collective) }
  }
  it('Une séance collective est un seul événement, avec le nombre de personnes ; la fermeture de l’agenda y est', async () => {
    const { id, plage } = await agenda()
    for (const [i, d] of (await invente.dossiers(3)).entries())
      await convoquer('2027-01-12', '14:00', {
        dossier_id: d,
        agent_id: null,
        agenda_id: id,
        plage_id: plage,
        place: i + 1,
        capacite: 8,
        collective: true,
        type: 'action_collective',
        duree_minutes: 120,
      })
    await e.proprietaire.query(
      "INSERT INTO creneaux.absence (entite_id, agenda_id, du, au, motif) SELECT entite_id, id, '2027-01-19 14:00', '2027-01-19 16:00', 'fermeture' FROM creneaux.agenda WHERE id = $1",
      [id],
    )
    const r = await dfspip.envoyer(
      '/calendriers/agendas',
      { agendaId: id, detail: 'types' },
      '/calendriers',
    )
    expect(r.statut).toBe(200)
    const { evenements } = await relire(new URL(lienDe(r.texte)).pathname)
    expect(evenements.map(v => [v.summary, instant(v.startDate)])).toEqual([
      ['Action collective (3 personnes)', '2027-01-12T13:00:00.000Z'],
      ['Fermeture', '2027-01-19T13:00:00.000Z'],
    ])
    const page = (await dfspip.ouvrir('/calendriers')).texte
    expect(page).toContain('Liens en cours')
    const { id: flux } = await un<{ id: string }>(
      'SELECT id FROM calendriers.flux WHERE agenda_id = $1',
      [id],
    )
    const ailleurs = await new Navigateur(p).entrer('dfspip.57')
    expect(
      (await ailleurs.envoyer(`/calendriers/agendas/${flux}/revoquer`, {}, '/calendriers')).statut,
    ).toBe(404)
    expect(
      (await dfspip.envoyer(`/calendriers/agendas/${flux}/revoquer`, {}, '/calendriers')).statut,
    ).toBe(303)
    expect((await p.app.inject({ url: new URL(lienDe(r.texte)).pathname })).statusCode).toBe(404)
  })
  it('L’agenda d’un autre service est refusé, et rien ne se crée', async () => {
    const { id } = await agenda()
    const ailleurs = await new Navigateur(p).entrer('dfspip.57')
    expect(
      (
        await ailleurs.envoyer(
          '/calendriers/agendas',
          { agendaId: id, detail: 'types' },
          '/calendriers',
        )
      ).statut,
    ).toBe(303)
    expect((await ailleurs.ouvrir('/calendriers')).texte).toContain(
      'Cet agenda n’est pas de votre service.',
    )
    expect(
      (await e.proprietaire.query('SELECT 1 FROM calendriers.flux WHERE agenda_id = $1', [id]))
        .rowCount,
    ).toBe(0)
  })
})
