import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { annulerActe } from '../mesures/acte.commands.ts'
import { corrigerMesure } from '../mesures/correction.commands.ts'
import { executer } from '../platform/executer.ts'
import { installerReactions } from '../reactions.ts'
import { convoquer } from './convocation.commands.ts'
import { cle } from './creneau.builder.ts'
import { annulerEnNombre, deplacerEnNombre } from './decision.commands.ts'
import { bancDesFins } from './fin.builder.ts'
import { renduesDe } from './retablissement.store.ts'

let banc: Awaited<ReturnType<typeof bancDesFins>>
beforeAll(async () => {
  installerReactions()
  banc = await bancDesFins()
})
afterAll(() => banc.e.fermer())
async function annulerLaFin(suivie: Parameters<typeof banc.annulation>[0]) {
  const annulation = await banc.annulation(suivie)
  const { rendues } = await executer(banc.e.hote, banc.ts, annulerActe, annulation)
  return { annulation, rendues }
}

describe('La fin d’une mesure annulée', () => {
  it('Une mesure qui change ne liste que ce que ce changement met après la fin : ce qui y était déjà ne revient pas', async () => {
    const s = await banc.suivie()
    const faits = {
      nature: 'sursis_probatoire',
      juridictionId: banc.juridictionId,
      decisionLe: '2025-01-10',
      debutLe: '2025-01-10',
      motif: 'Jugement relu',
    }
    const corriger = (version: number, plus: object) =>
      executer(banc.e.hote, banc.ts, corrigerMesure, {
        dossierId: s.dossierId,
        mesureId: s.mesureId,
        ...faits,
        version,
        confirme: 'oui',
        fondement: 'erreur_de_saisie',
        ...plus,
      } as never)
    await corriger(1, { finLe: '2026-12-31' })
    expect(await banc.aDecider(s)).toMatchObject([{ motif: 'mesure' }])
    await banc.e.proprietaire.query(
      "UPDATE agenda.a_decider SET decision = 'gardee', decidee_par = $2, decidee_a = now() WHERE dossier_id = $1",
      [s.dossierId, banc.ts],
    )
    await corriger(2, { finLe: '2026-12-31', notifieeLe: '2025-01-12' })
    expect(await banc.aDecider(s)).toEqual([])
  })
  it('rend la convocation, sa place et ses messages comme avant ; annuler deux fois est refusé', async () => {
    const s = await banc.suivie()
    const avant = [await banc.convocation(s), await banc.messages(s)]
    expect((await banc.messages(s)).length).toBeGreaterThan(0)
    await banc.finir(s)
    expect((await banc.convocation(s)).etat).toBe('annulee')
    const { annulation, rendues } = await annulerLaFin(s)
    expect(rendues).toEqual({ rendues: 1, aDecider: 0 })
    expect([await banc.convocation(s), await banc.messages(s)]).toEqual(avant)
    expect(await banc.aDecider(s)).toEqual([])
    await expect(executer(banc.e.hote, banc.ts, annulerActe, annulation)).rejects.toThrow(
      'déjà annulé',
    )
    await expect(
      banc.e.proprietaire.query("UPDATE mesures.acte SET annule_motif = 'Autre' WHERE id = $1", [
        annulation.acteId,
      ]),
    ).rejects.toMatchObject({ constraint: 'annulation_une_fois' })
  })
  it('rend la convocation dont les lignes d’histoire ont des numéros sans ordre : leur date seule dit laquelle est la dernière', async () => {
    const s = await banc.suivie()
    const { dossierId, mesureId, convocationId } = s
    const avant = await banc.convocation(s)
    const renverser = () =>
      banc.e.proprietaire.query(
        `UPDATE agenda.etat_de_convocation e SET id = overlay(e.id::text placing lpad(to_hex(4096 - r.rang), 8, '0') from 1)::uuid
         FROM (SELECT id, row_number() OVER (ORDER BY a, id)::int AS rang FROM agenda.etat_de_convocation WHERE convocation_id = $1) r WHERE e.id = r.id`,
        [convocationId],
      )
    await banc.finir(s)
    const [fin] = await banc.lignes(
      'SELECT id FROM mesures.acte WHERE mesure_id = $1 AND cause_fin IS NOT NULL',
      mesureId,
    )
    await renverser()
    expect(
      (
        await banc.lignes(
          'SELECT etat FROM agenda.etat_de_convocation WHERE convocation_id = $1 ORDER BY id',
          convocationId,
        )
      )[0].etat,
    ).toBe('annulee')
    await annulerLaFin(s)
    expect([await banc.convocation(s), await banc.aDecider(s)]).toEqual([avant, []])
    await renverser()
    expect(await banc.t.lire(banc.ts, tx => renduesDe(tx, dossierId, fin.id))).toEqual([
      convocationId,
    ])
  })
  it('dit à la personne que la convocation tient, quand l’annulation était déjà partie', async () => {
    const s = await banc.suivie()
    await banc.finir(s)
    await banc.e.proprietaire.query(
      "UPDATE messages.message SET etat = 'envoye' WHERE dossier_id = $1 AND moment = 'annulation'",
      [s.dossierId],
    )
    await annulerLaFin(s)
    expect((await banc.messages(s)).map(m => m.moment)).toContain('convocation')
  })
  it('place prise depuis : la ligne attend, avec sa raison ; elle se rétablit ailleurs, ou reste annulée', async () => {
    const [s, autre] = [await banc.suivie(), await banc.suivie()]
    for (const x of [s, autre]) {
      await banc.finir(x)
      await executer(banc.e.hote, banc.ts, convoquer, {
        dossierId: await banc.t.dossier(),
        type: 'suivi',
        creneau: cle(x.creneau),
      })
      expect((await annulerLaFin(x)).rendues).toEqual({ rendues: 0, aDecider: 1 })
      expect((await banc.convocation(x)).etat).toBe('annulee')
      expect(await banc.aDecider(x)).toMatchObject([
        { motif: 'fin_annulee', detail: 'La place est prise depuis.' },
      ])
    }
    const [c] = await banc.t.libres('suivi', {
      agentId: banc.ts,
      du: '2027-01-04',
      au: '2027-03-31',
    })
    if (!c) throw new Error('no free slot')
    const [ligne] = await banc.aDecider(s)
    const choix = `${s.dossierId}:${ligne.id}`
    await executer(banc.e.hote, banc.ts, deplacerEnNombre, {
      lignes: [{ choix, creneau: `${c.plageId}|${c.le}|${c.heure}` }],
      prevenir: 'oui',
    } as never)
    expect(await banc.convocation(s)).toMatchObject({ etat: 'prevue', le: c.le })
    expect(await banc.aDecider(s)).toEqual([])
    const [seconde] = await banc.aDecider(autre)
    await executer(banc.e.hote, banc.ts, annulerEnNombre, {
      choix: [`${autre.dossierId}:${seconde.id}`],
      motif: 'Vue hier',
    } as never)
    expect(await banc.aDecider(autre)).toEqual([])
    expect((await banc.convocation(autre)).etat).toBe('annulee')
  })
})
