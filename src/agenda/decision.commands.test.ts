import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Essai, nouvelEssai } from '../../tests/base.ts'
import { creerDossier } from '../dossiers/index.ts'
import type { Jour } from '../platform/date.ts'
import { executer } from '../platform/executer.ts'
import {
  annulerEnNombre,
  confier,
  deplacerEnNombre,
  garder,
  noterSuite,
} from './decision.commands.ts'

let e: Essai
let ts = ''
let ts2 = ''
let lieuId = ''
let plageId = ''
beforeAll(async () => {
  e = await nouvelEssai()
  ts = await e.agent('ts.67')
  ts2 = await e.agent('ts2.67')
  await e.proprietaire.query("UPDATE agenda.convocation SET etat = 'honoree' WHERE etat = 'prevue'")
  await e.proprietaire.query('DELETE FROM agenda.a_decider')
  lieuId =
    (
      await e.proprietaire.query<{ id: string }>(
        "SELECT id FROM moyens.antenne WHERE nom = 'Antenne de Strasbourg'",
      )
    ).rows[0]?.id ?? ''
  // An agenda of one's own for these tests: one hour long slots on Thursdays, one place each.
  const { rows } = await e.proprietaire.query<{ id: string }>(
    `WITH agenda AS (INSERT INTO creneaux.agenda (entite_id, lieu_id, nom) SELECT service_id, id, 'Agenda des décisions' FROM moyens.antenne WHERE id = $1 RETURNING id)
     INSERT INTO creneaux.plage (agenda_id, types, du, jours, de, a, pas_minutes) SELECT id, '{suivi}', '2026-12-01', '{4}', '09:00', '12:00', 60 FROM agenda RETURNING id`,
    [lieuId],
  )
  plageId = rows[0]?.id ?? ''
})
afterAll(() => e.fermer())

let n = 0
/** A person convoked at a free hour with `ts`, and a line to decide of. */
async function aDecider(le: string, heure: string, motif = 'absence', agentId = ts) {
  n += 1
  const { dossierId } = await executer(e.hote, ts, creerDossier, {
    nom: `Decide${String.fromCharCode(97 + (n % 26))}${n}`,
    prenoms: 'Ida',
    naissanceLe: '1990-01-01',
    confirme: 'oui',
  })
  const { rows } = await e.proprietaire.query<{ id: string }>(
    `INSERT INTO agenda.convocation (dossier_id, service_id, agent_id, lieu_id, type, lieu, adresse, le, heure, duree_minutes, creee_par)
     SELECT $1, service_id, $2, id, 'suivi', nom, adresse, $4, $5, 45, $2 FROM moyens.antenne WHERE id = $3 RETURNING id`,
    [dossierId, agentId, lieuId, le, heure],
  )
  const convocationId = rows[0]?.id ?? ''
  const decision = await e.proprietaire.query<{ id: string }>(
    "INSERT INTO agenda.a_decider (dossier_id, convocation_id, motif, detail) VALUES ($1, $2, $3, 'Congé du 1er au 5') RETURNING id",
    [dossierId, convocationId, motif],
  )
  const id = decision.rows[0]?.id ?? ''
  return { dossierId, convocationId, id, choix: `${dossierId}:${id}` }
}
type Cas = Awaited<ReturnType<typeof aDecider>>
const convocation = async (c: Cas) =>
  (
    await e.proprietaire.query<{
      etat: string
      le: Jour
      heure: string
      agent_id: string
      plage_id: string | null
      place: number
    }>(
      'SELECT etat, le::text, heure, agent_id, plage_id, place FROM agenda.convocation WHERE id = $1',
      [c.convocationId],
    )
  ).rows[0]
const decision = async (c: Cas) =>
  (
    await e.proprietaire.query<{ decision: string | null }>(
      'SELECT decision FROM agenda.a_decider WHERE id = $1',
      [c.id],
    )
  ).rows[0]?.decision
const traces = async (commande: string, c: Cas) =>
  (
    await e.proprietaire.query(
      'SELECT motif FROM acces.journal_ecriture WHERE commande = $1 AND dossier_id = $2',
      [commande, c.dossierId],
    )
  ).rows

describe('Garder, annuler', () => {
  it('Gardées telles quelles : le motif reste dans l’histoire de chacune, rien d’autre ne change', async () => {
    const cas = [await aDecider('2026-12-01', '09:00'), await aDecider('2026-12-01', '10:00')]
    await executer(e.hote, ts, garder, {
      choix: cas.map(c => c.choix),
      motif: 'Je reviens pour elles',
    })
    for (const c of cas) {
      expect([await decision(c), (await convocation(c))?.etat]).toEqual(['gardee', 'prevue'])
      expect(await traces('agenda.garder', c)).toEqual([{ motif: 'Je reviens pour elles' }])
      const histoire = await e.proprietaire.query(
        'SELECT motif FROM agenda.etat_de_convocation WHERE convocation_id = $1',
        [c.convocationId],
      )
      expect(histoire.rows).toEqual([{ motif: 'Je reviens pour elles' }])
    }
  })
  it('Annulées : une trace par dossier ; deux agents à la fois, un seul décide et l’autre lit le nom', async () => {
    const cas = [await aDecider('2026-12-02', '09:00'), await aDecider('2026-12-02', '10:00')]
    const annuler = () =>
      executer(e.hote, ts, annulerEnNombre, { choix: cas.map(c => c.choix), motif: 'Agent absent' })
    const issues = await Promise.allSettled([annuler(), annuler()])
    expect(issues.filter(i => i.status === 'fulfilled')).toHaveLength(1)
    expect(
      String(issues.flatMap(i => (i.status === 'rejected' ? [i.reason.message] : []))[0]),
    ).toMatch(/Decide.+ : un autre agent vient de décider/i)
    for (const c of cas) {
      expect([await decision(c), (await convocation(c))?.etat]).toEqual(['annulee', 'annulee'])
      expect(await traces('agenda.annuler-en-nombre', c)).toHaveLength(1)
    }
  })
  it('Une seule ligne qui n’est plus à venir arrête tout, et elle est nommée', async () => {
    const [bonne, passee] = [
      await aDecider('2026-12-03', '15:00'),
      await aDecider('2026-11-20', '09:00'),
    ]
    const input = { choix: [bonne.choix, passee.choix], motif: 'Fermeture' }
    await expect(executer(e.hote, ts, annulerEnNombre, input)).rejects.toThrow(
      /Decide.+ : la convocation n’est plus à venir/i,
    )
    expect((await convocation(bonne))?.etat).toBe('prevue')
  })
  it('D’un autre service, ces lignes n’existent pas ; sans motif ou sans ligne, rien ne part', async () => {
    const c = await aDecider('2026-12-03', '16:00')
    const input = { choix: [c.choix], motif: 'Essai' }
    await expect(executer(e.hote, await e.agent('ts.57'), garder, input)).rejects.toThrow(
      'pas dans votre périmètre',
    )
    await expect(
      executer(e.hote, await e.agent('parquet.strasbourg'), garder, input),
    ).rejects.toThrow('ne permet pas')
    expect(garder.input.safeParse({ choix: [], motif: 'Essai' }).success).toBe(false)
    expect(garder.input.safeParse({ choix: [c.choix], motif: ' ' }).success).toBe(false)
  })
})

describe('Confier à un autre agent', () => {
  it('À la même heure, toutes ou aucune : qui bloque est nommé', async () => {
    const cas = [await aDecider('2026-12-07', '09:00'), await aDecider('2026-12-07', '10:00')]
    const prise = await aDecider('2026-12-07', '10:15', 'absence', ts2)
    const donner = () =>
      executer(e.hote, ts, confier, { choix: cas.map(c => c.choix), agentId: ts2 })
    await expect(donner()).rejects.toThrow(/Decide.+10 h 00 : .+ reçoit déjà quelqu’un/i)
    expect((await convocation(cas[0] as Cas))?.agent_id).toBe(ts)
    await executer(e.hote, ts, annulerEnNombre, { choix: [prise.choix], motif: 'Place' })
    await donner()
    for (const c of cas)
      expect([(await convocation(c))?.agent_id, await decision(c)]).toEqual([ts2, 'deplacee'])
    expect([
      (await convocation(cas[0] as Cas))?.heure,
      (await convocation(cas[1] as Cas))?.heure,
    ]).toEqual(['09:00:00', '10:00:00'])
  })
  it('Deux personnes de la même heure ne vont pas au même agent', async () => {
    const [a, b] = [
      await aDecider('2026-12-14', '09:00'),
      await aDecider('2026-12-14', '09:15', 'absence', await e.agent('coordinateur.67')),
    ]
    const donner = (cas: Cas[]) =>
      executer(e.hote, ts, confier, { choix: cas.map(c => c.choix), agentId: ts2 })
    await expect(donner([a, b])).rejects.toThrow(/Decide.+ 9 h 15 : .+ reçoit déjà quelqu’un/i)
    await donner([a])
    expect((await convocation(a))?.agent_id).toBe(ts2)
  })
  it('À qui sera encore là ce jour-là : parti la veille ou le jour même, personne ne l’attend', async () => {
    const c = await aDecider('2026-12-22', '15:00')
    const partir = (le: string | null) =>
      e.proprietaire.query('UPDATE moyens.agent SET parti_le = $2 WHERE id = $1', [ts2, le])
    const donner = () => executer(e.hote, ts, confier, { choix: [c.choix], agentId: ts2 })
    for (const le of ['2026-12-15', '2026-12-22']) {
      await partir(le)
      await expect(donner(), le).rejects.toThrow('n’existe pas')
    }
    await partir('2026-12-23')
    await donner()
    expect((await convocation(c))?.agent_id).toBe(ts2)
    await partir(null)
  })
  it('Ni à un agent absent, ni à quelqu’un d’un autre service, ni quand le lieu est fermé', async () => {
    const c = await aDecider('2026-12-08', '09:00')
    await e.proprietaire.query(
      `INSERT INTO creneaux.absence (entite_id, agent_id, du, au, motif) SELECT service_id, id, '2026-12-08 08:00', '2026-12-08 12:00', 'conge' FROM moyens.agent WHERE id = $1`,
      [ts2],
    )
    await expect(executer(e.hote, ts, confier, { choix: [c.choix], agentId: ts2 })).rejects.toThrow(
      'est absent',
    )
    await expect(
      executer(e.hote, ts, confier, { choix: [c.choix], agentId: await e.agent('ts.57') }),
    ).rejects.toThrow('n’existe pas')
    const fermee = await aDecider('2026-12-09', '09:00', 'fermeture')
    await expect(
      executer(e.hote, ts, confier, { choix: [fermee.choix], agentId: ts2 }),
    ).rejects.toThrow('n’est pas possible ici')
  })
})

describe('Déplacer au créneau proposé', () => {
  const creneau = (heure: string, le = '2026-12-10') => `${plageId}|${le}|${heure}`
  it('Ligne par ligne : celle dont le créneau est pris reste à décider et est nommée, l’autre est déplacée', async () => {
    const [a, b] = [await aDecider('2026-12-04', '09:00'), await aDecider('2026-12-04', '10:00')]
    const deplacer = (lignes: { choix: string; creneau?: string }[]) =>
      executer(e.hote, ts, deplacerEnNombre, { lignes })
    const { deplacees, restees } = await deplacer([
      { choix: a.choix, creneau: creneau('09:00') },
      { choix: b.choix, creneau: creneau('09:00') },
    ])
    expect(deplacees.map(d => d.convocationId)).toEqual([a.convocationId])
    expect(restees).toEqual([
      expect.stringMatching(
        /decide.+ : le créneau du jeudi 10 décembre 2026 à 9 h 00 vient d’être pris/i,
      ),
    ])
    expect(await convocation(a)).toMatchObject({
      le: '2026-12-10',
      heure: '09:00:00',
      plage_id: plageId,
      place: 1,
      etat: 'prevue',
    })
    expect(await convocation(b)).toMatchObject({
      le: '2026-12-04',
      heure: '10:00:00',
      plage_id: null,
    })
    expect([await decision(a), await decision(b)]).toEqual(['deplacee', null])
    expect(
      [
        await traces('agenda.deplacer-en-nombre', a),
        await traces('agenda.deplacer-en-nombre', b),
      ].map(t => t.length),
    ).toEqual([1, 0])
    await deplacer([{ choix: b.choix, creneau: creneau('10:00') }])
    expect((await convocation(b))?.heure).toBe('10:00:00')
  })
  it('Un entretien téléphonique déplacé reste au téléphone : personne n’est envoyé à l’antenne', async () => {
    const c = await aDecider('2026-12-04', '16:00')
    await e.proprietaire.query(
      "UPDATE agenda.convocation SET modalite = 'telephone', lieu = 'Par téléphone' WHERE id = $1",
      [c.convocationId],
    )
    await executer(e.hote, ts, deplacerEnNombre, {
      lignes: [{ choix: c.choix, creneau: creneau('10:00', '2026-12-24') }],
    })
    const { rows } = await e.proprietaire.query(
      'SELECT le::text, lieu FROM agenda.convocation WHERE id = $1',
      [c.convocationId],
    )
    expect(rows).toEqual([{ le: '2026-12-24', lieu: 'Par téléphone' }])
  })
  it('Aucune ne passe : c’est un refus, et rien n’est écrit ; un créneau d’un autre service n’existe pas', async () => {
    const c = await aDecider('2026-12-04', '14:00')
    const vers = (ou: string) =>
      executer(e.hote, ts, deplacerEnNombre, { lignes: [{ choix: c.choix, creneau: ou }] })
    await expect(vers(creneau('09:00'))).rejects.toThrow('vient d’être pris')
    await expect(vers(creneau('09:30'))).rejects.toThrow('vient d’être pris')
    const { rows } = await e.proprietaire.query<{ id: string }>(
      `WITH agenda AS (INSERT INTO creneaux.agenda (entite_id, lieu_id, nom) SELECT service_id, a.id, 'Ailleurs' FROM moyens.antenne a JOIN moyens.service s ON s.id = a.service_id WHERE s.departement = '57' LIMIT 1 RETURNING id)
       INSERT INTO creneaux.plage (agenda_id, types, du, jours, de, a, pas_minutes) SELECT id, '{suivi}', '2026-12-01', '{4}', '09:00', '12:00', 60 FROM agenda RETURNING id`,
    )
    await expect(vers(`${rows[0]?.id}|2026-12-10|11:00`)).rejects.toThrow('n’existe pas')
    expect(await convocation(c)).toMatchObject({ le: '2026-12-04', heure: '14:00:00' })
  })
  it('Dix agents déplacent dix personnes vers la même place : une seule l’obtient', async () => {
    const cas = []
    for (let i = 0; i < 10; i += 1)
      cas.push(await aDecider('2026-12-11', `${String(8 + i).padStart(2, '0')}:00`))
    const issues = await Promise.allSettled(
      cas.map(c =>
        executer(e.hote, ts, deplacerEnNombre, {
          lignes: [{ choix: c.choix, creneau: creneau('11:00', '2026-12-17') }],
        }),
      ),
    )
    expect(issues.filter(i => i.status === 'fulfilled')).toHaveLength(1)
    for (const i of issues)
      if (i.status === 'rejected')
        expect(String(i.reason.message)).toMatch(/vient d’être pris|complet/)
  })
})

describe('Une convocation passée sans suite notée', () => {
  it('Se note une fois, par son service, après l’heure', async () => {
    const c = await aDecider('2026-11-19', '09:00')
    const noter = (etat: 'honoree' | 'manquee', qui = ts) =>
      executer(e.hote, qui, noterSuite, { ...c, etat })
    await expect(noter('honoree', await e.agent('ts.57'))).rejects.toThrow()
    await noter('manquee')
    expect((await convocation(c))?.etat).toBe('manquee')
    await expect(noter('honoree', ts2)).rejects.toThrow('vient d’être notée par un autre agent')
    const aVenir = await aDecider('2026-12-18', '09:00')
    await expect(executer(e.hote, ts, noterSuite, { ...aVenir, etat: 'excusee' })).rejects.toThrow(
      'n’est pas encore passée',
    )
    expect(await traces('agenda.noter-suite', c)).toHaveLength(1)
  })
})
