import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { executer } from '../platform/executer.ts'
import { bancDesDecisions } from './decision.builder.ts'
import { deplacerEnNombre } from './decision.commands.ts'

let banc: Awaited<ReturnType<typeof bancDesDecisions>>
beforeAll(async () => {
  banc = await bancDesDecisions()
})
afterAll(() => banc.e.fermer())

describe('Déplacer au créneau proposé', () => {
  const creneau = (heure: string, le = '2026-12-10') => `${banc.plageId}|${le}|${heure}`
  it('Ligne par ligne : celle dont le créneau est pris reste à décider et est nommée, l’autre est déplacée', async () => {
    const [a, b] = [
      await banc.aDecider('2026-12-04', '09:00'),
      await banc.aDecider('2026-12-04', '10:00'),
    ]
    const deplacer = (lignes: { choix: string; creneau?: string }[]) =>
      executer(banc.e.hote, banc.ts, deplacerEnNombre, { lignes })
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
    expect(await banc.convocation(a)).toMatchObject({
      le: '2026-12-10',
      heure: '09:00:00',
      plage_id: banc.plageId,
      place: 1,
      etat: 'prevue',
    })
    expect(await banc.convocation(b)).toMatchObject({
      le: '2026-12-04',
      heure: '10:00:00',
      plage_id: null,
    })
    expect([await banc.decision(a), await banc.decision(b)]).toEqual(['deplacee', null])
    expect(
      [
        await banc.traces('agenda.deplacer-en-nombre', a),
        await banc.traces('agenda.deplacer-en-nombre', b),
      ].map(t => t.length),
    ).toEqual([1, 0])
    await deplacer([{ choix: b.choix, creneau: creneau('10:00') }])
    expect((await banc.convocation(b))?.heure).toBe('10:00:00')
  })
  it('Un entretien téléphonique déplacé reste au téléphone : personne n’est envoyé à l’antenne', async () => {
    const c = await banc.aDecider('2026-12-04', '16:00')
    await banc.e.proprietaire.query(
      "UPDATE agenda.convocation SET modalite = 'telephone', lieu = 'Par téléphone' WHERE id = $1",
      [c.convocationId],
    )
    await executer(banc.e.hote, banc.ts, deplacerEnNombre, {
      lignes: [{ choix: c.choix, creneau: creneau('10:00', '2026-12-24') }],
    })
    const { rows } = await banc.e.proprietaire.query(
      'SELECT le::text, lieu FROM agenda.convocation WHERE id = $1',
      [c.convocationId],
    )
    expect(rows).toEqual([{ le: '2026-12-24', lieu: 'Par téléphone' }])
  })
  it('Aucune ne passe : c’est un refus, et rien n’est écrit ; un créneau d’un autre service n’existe pas', async () => {
    const c = await banc.aDecider('2026-12-04', '14:00')
    const vers = (ou: string) =>
      executer(banc.e.hote, banc.ts, deplacerEnNombre, {
        lignes: [{ choix: c.choix, creneau: ou }],
      })
    await expect(vers(creneau('09:00'))).rejects.toThrow('vient d’être pris')
    await expect(vers(creneau('09:30'))).rejects.toThrow('vient d’être pris')
    const { rows } = await banc.e.proprietaire.query<{ id: string }>(
      `WITH agenda AS (INSERT INTO creneaux.agenda (entite_id, lieu_id, nom) SELECT service_id, a.id, 'Ailleurs' FROM moyens.antenne a JOIN moyens.service s ON s.id = a.service_id WHERE s.departement = '57' LIMIT 1 RETURNING id)
       INSERT INTO creneaux.plage (agenda_id, types, du, jours, de, a, pas_minutes) SELECT id, '{suivi}', '2026-12-01', '{4}', '09:00', '12:00', 60 FROM agenda RETURNING id`,
    )
    await expect(vers(`${rows[0]?.id}|2026-12-10|11:00`)).rejects.toThrow('n’existe pas')
    expect(await banc.convocation(c)).toMatchObject({ le: '2026-12-04', heure: '14:00:00' })
  })
  it('Dix agents déplacent dix personnes vers la même place : une seule l’obtient', async () => {
    const cas = []
    for (let i = 0; i < 10; i += 1)
      cas.push(await banc.aDecider('2026-12-11', `${String(8 + i).padStart(2, '0')}:00`))
    const issues = await Promise.allSettled(
      cas.map(c =>
        executer(banc.e.hote, banc.ts, deplacerEnNombre, {
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
