import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { executer } from '../platform/executer.ts'
import { bancDesDecisions, type Cas } from './decision.builder.ts'
import { annulerEnNombre, confier, garder, noterSuite } from './decision.commands.ts'

let banc: Awaited<ReturnType<typeof bancDesDecisions>>
beforeAll(async () => {
  banc = await bancDesDecisions()
})
afterAll(() => banc.e.fermer())

describe('Garder, annuler', () => {
  it('Gardées telles quelles : le motif reste dans l’histoire de chacune, rien d’autre ne change', async () => {
    const cas = [
      await banc.aDecider('2026-12-01', '09:00'),
      await banc.aDecider('2026-12-01', '10:00'),
    ]
    await executer(banc.e.hote, banc.ts, garder, {
      choix: cas.map(c => c.choix),
      motif: 'Je reviens pour elles',
    })
    for (const c of cas) {
      expect([await banc.decision(c), (await banc.convocation(c))?.etat]).toEqual([
        'gardee',
        'prevue',
      ])
      expect(await banc.traces('agenda.garder', c)).toEqual([{ motif: 'Je reviens pour elles' }])
      const histoire = await banc.e.proprietaire.query(
        'SELECT motif FROM agenda.etat_de_convocation WHERE convocation_id = $1',
        [c.convocationId],
      )
      expect(histoire.rows).toEqual([{ motif: 'Je reviens pour elles' }])
    }
  })
  it('Annulées : une trace par dossier ; deux agents à la fois, un seul décide et l’autre lit le nom', async () => {
    const cas = [
      await banc.aDecider('2026-12-02', '09:00'),
      await banc.aDecider('2026-12-02', '10:00'),
    ]
    const annuler = () =>
      executer(banc.e.hote, banc.ts, annulerEnNombre, {
        choix: cas.map(c => c.choix),
        motif: 'Agent absent',
      })
    const issues = await Promise.allSettled([annuler(), annuler()])
    expect(issues.filter(i => i.status === 'fulfilled')).toHaveLength(1)
    expect(
      String(issues.flatMap(i => (i.status === 'rejected' ? [i.reason.message] : []))[0]),
    ).toMatch(/Decide.+ : un autre agent vient de décider/i)
    for (const c of cas) {
      expect([await banc.decision(c), (await banc.convocation(c))?.etat]).toEqual([
        'annulee',
        'annulee',
      ])
      expect(await banc.traces('agenda.annuler-en-nombre', c)).toHaveLength(1)
    }
  })
  it('Une seule ligne qui n’est plus à venir arrête tout, et elle est nommée', async () => {
    const [bonne, passee] = [
      await banc.aDecider('2026-12-03', '15:00'),
      await banc.aDecider('2026-11-20', '09:00'),
    ]
    const input = { choix: [bonne.choix, passee.choix], motif: 'Fermeture' }
    await expect(executer(banc.e.hote, banc.ts, annulerEnNombre, input)).rejects.toThrow(
      /Decide.+ : la convocation n’est plus à venir/i,
    )
    expect((await banc.convocation(bonne))?.etat).toBe('prevue')
  })
  it('D’un autre service, ces lignes n’existent pas ; sans motif ou sans ligne, rien ne part', async () => {
    const c = await banc.aDecider('2026-12-03', '16:00')
    const input = { choix: [c.choix], motif: 'Essai' }
    await expect(executer(banc.e.hote, await banc.e.agent('ts.57'), garder, input)).rejects.toThrow(
      'pas dans votre périmètre',
    )
    await expect(
      executer(banc.e.hote, await banc.e.agent('parquet.strasbourg'), garder, input),
    ).rejects.toThrow('ne permet pas')
    expect(garder.input.safeParse({ choix: [], motif: 'Essai' }).success).toBe(false)
    expect(garder.input.safeParse({ choix: [c.choix], motif: ' ' }).success).toBe(false)
  })
})

describe('Confier à un autre agent', () => {
  it('À la même heure, toutes ou aucune : qui bloque est nommé', async () => {
    const cas = [
      await banc.aDecider('2026-12-07', '09:00'),
      await banc.aDecider('2026-12-07', '10:00'),
    ]
    const prise = await banc.aDecider('2026-12-07', '10:15', 'absence', banc.ts2)
    const donner = () =>
      executer(banc.e.hote, banc.ts, confier, { choix: cas.map(c => c.choix), agentId: banc.ts2 })
    await expect(donner()).rejects.toThrow(/Decide.+10 h 00 : .+ reçoit déjà quelqu’un/i)
    expect((await banc.convocation(cas[0] as Cas))?.agent_id).toBe(banc.ts)
    await executer(banc.e.hote, banc.ts, annulerEnNombre, { choix: [prise.choix], motif: 'Place' })
    await donner()
    for (const c of cas)
      expect([(await banc.convocation(c))?.agent_id, await banc.decision(c)]).toEqual([
        banc.ts2,
        'deplacee',
      ])
    expect([
      (await banc.convocation(cas[0] as Cas))?.heure,
      (await banc.convocation(cas[1] as Cas))?.heure,
    ]).toEqual(['09:00:00', '10:00:00'])
  })
  it('Deux personnes de la même heure ne vont pas au même agent', async () => {
    const [a, b] = [
      await banc.aDecider('2026-12-14', '09:00'),
      await banc.aDecider('2026-12-14', '09:15', 'absence', await banc.e.agent('coordinateur.67')),
    ]
    const donner = (cas: Cas[]) =>
      executer(banc.e.hote, banc.ts, confier, { choix: cas.map(c => c.choix), agentId: banc.ts2 })
    await expect(donner([a, b])).rejects.toThrow(/Decide.+ 9 h 15 : .+ reçoit déjà quelqu’un/i)
    await donner([a])
    expect((await banc.convocation(a))?.agent_id).toBe(banc.ts2)
  })
  it('À qui sera encore là ce jour-là : parti la veille ou le jour même, personne ne l’attend', async () => {
    const c = await banc.aDecider('2026-12-22', '15:00')
    const partir = (le: string | null) =>
      banc.e.proprietaire.query('UPDATE moyens.agent SET parti_le = $2 WHERE id = $1', [
        banc.ts2,
        le,
      ])
    const donner = () =>
      executer(banc.e.hote, banc.ts, confier, { choix: [c.choix], agentId: banc.ts2 })
    for (const le of ['2026-12-15', '2026-12-22']) {
      await partir(le)
      await expect(donner(), le).rejects.toThrow('n’existe pas')
    }
    await partir('2026-12-23')
    await donner()
    expect((await banc.convocation(c))?.agent_id).toBe(banc.ts2)
    await partir(null)
  })
  it('Ni à un agent absent, ni à quelqu’un d’un autre service, ni quand le lieu est fermé', async () => {
    const c = await banc.aDecider('2026-12-08', '09:00')
    await banc.e.proprietaire.query(
      `INSERT INTO creneaux.absence (entite_id, agent_id, du, au, motif) SELECT service_id, id, '2026-12-08 08:00', '2026-12-08 12:00', 'conge' FROM moyens.agent WHERE id = $1`,
      [banc.ts2],
    )
    await expect(
      executer(banc.e.hote, banc.ts, confier, { choix: [c.choix], agentId: banc.ts2 }),
    ).rejects.toThrow('est absent')
    await expect(
      executer(banc.e.hote, banc.ts, confier, {
        choix: [c.choix],
        agentId: await banc.e.agent('ts.57'),
      }),
    ).rejects.toThrow('n’existe pas')
    const fermee = await banc.aDecider('2026-12-09', '09:00', 'fermeture')
    await expect(
      executer(banc.e.hote, banc.ts, confier, { choix: [fermee.choix], agentId: banc.ts2 }),
    ).rejects.toThrow('n’est pas possible ici')
  })
})

describe('Une convocation passée sans suite notée', () => {
  it('Se note une fois, par son service, après l’heure', async () => {
    const c = await banc.aDecider('2026-11-19', '09:00')
    const noter = (etat: 'honoree' | 'manquee', qui = banc.ts) =>
      executer(banc.e.hote, qui, noterSuite, { ...c, etat })
    await expect(noter('honoree', await banc.e.agent('ts.57'))).rejects.toThrow()
    await noter('manquee')
    expect((await banc.convocation(c))?.etat).toBe('manquee')
    await expect(noter('honoree', banc.ts2)).rejects.toThrow(
      'vient d’être notée par un autre agent',
    )
    const aVenir = await banc.aDecider('2026-12-18', '09:00')
    await expect(
      executer(banc.e.hote, banc.ts, noterSuite, { ...aVenir, etat: 'excusee' }),
    ).rejects.toThrow('n’est pas encore passée')
    expect(await banc.traces('agenda.noter-suite', c)).toHaveLength(1)
  })
})
