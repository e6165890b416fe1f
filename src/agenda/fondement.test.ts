import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noterAbsence, retirerAbsence } from '../creneaux/absence.commands.ts'
import { calendrierChange } from '../creneaux/index.ts'
import { annulerActe } from '../mesures/acte.commands.ts'
import { remettreMesure, retirerMesure } from '../mesures/retrait.commands.ts'
import { executer } from '../platform/executer.ts'
import { publier } from '../platform/fait.ts'
import { installerReactions } from '../reactions.ts'
import { annulerGeste, noterExcuse } from './accueil.commands.ts'
import { deplacerEnNombre } from './decision.commands.ts'
import { bancDesFins } from './fin.builder.ts'
import { rattacher } from './rattachement.commands.ts'

let banc: Awaited<ReturnType<typeof bancDesFins>>
beforeAll(async () => {
  installerReactions()
  banc = await bancDesFins()
})
afterAll(() => banc.e.fermer())

describe('Ce qui n’a plus de raison attend, puis n’attend plus', () => {
  it('Une mesure retirée met ses convocations à décider ; remise, elles n’attendent plus', async () => {
    const s = await banc.suivie()
    const lieu = { dossierId: s.dossierId, mesureId: s.mesureId, motif: 'Mauvais dossier' }
    await executer(banc.e.hote, banc.ts, retirerMesure, lieu)
    expect(await banc.aDecider(s)).toMatchObject([{ motif: 'mesure' }])
    await executer(banc.e.hote, banc.ts, remettreMesure, lieu)
    expect(await banc.aDecider(s)).toEqual([])
  })
  it('Une absence retirée rend ses convocations', async () => {
    const s = await banc.suivie()
    const { le } = await banc.convocation(s)
    const { absenceId } = await executer(banc.e.hote, banc.ts, noterAbsence, {
      objet: `agent.${banc.ts}`,
      duLe: le,
      auLe: le,
      motif: 'conge',
    } as never)
    expect(await banc.aDecider(s)).toMatchObject([{ motif: 'absence' }])
    await executer(banc.e.hote, banc.ts, retirerAbsence, { absenceId })
    expect(await banc.aDecider(s)).toEqual([])
  })
  it('Une absence retirée ne solde que ses lignes : ni celles d’un lieu fermé, ni celles d’une séance, ni celles d’une autre absence', async () => {
    const [s, ferme] = [await banc.suivie(), await banc.suivie()]
    const { le } = await banc.convocation(s)
    const change = {
      entiteId: banc.t.service,
      agentId: null,
      agendaId: null,
      lieuId: null,
      plageId: null,
    }
    const publierChange = (objet: object) =>
      banc.t.lire(banc.ts, (tx, context) =>
        publier(tx, context, calendrierChange, { ...change, ...objet } as never),
      )
    const { agenda_id: agendaId, le: leFerme } = await banc.convocation(ferme)
    await publierChange({
      motif: 'fermeture',
      agendaId,
      du: `${leFerme}T00:00`,
      au: null,
      detail: 'Ferme',
    })
    await publierChange({
      motif: 'absence',
      agentId: banc.ts,
      du: `${le}T00:00`,
      au: `${le}T23:59`,
      detail: 'Anime une séance',
    })
    const absent = () =>
      executer(banc.e.hote, banc.ts, noterAbsence, {
        objet: `agent.${banc.ts}`,
        duLe: le,
        auLe: leFerme,
        motif: 'conge',
      } as never)
    const avant = [await banc.aDecider(s), await banc.aDecider(ferme)].map(l => l.length)
    const [{ absenceId }, autre] = [await absent(), await absent()]
    expect((await banc.aDecider(s)).length).toBe((avant[0] ?? 0) + 2)
    await executer(banc.e.hote, banc.ts, retirerAbsence, { absenceId })
    expect((await banc.aDecider(s)).length).toBe((avant[0] ?? 0) + 1)
    await executer(banc.e.hote, banc.ts, retirerAbsence, { absenceId: autre.absenceId })
    expect([await banc.aDecider(s), await banc.aDecider(ferme)].map(l => l.length)).toEqual(avant)
    expect((await banc.aDecider(s)).map(l => l.detail)).toContain('Anime une séance')
    expect((await banc.aDecider(ferme)).map(l => l.detail)).toContain('Ferme')
  })
  it('Une excuse retirée rouvre ce qu’elle avait soldé, et cela seul ; ce qui n’a plus de raison ne revient pas', async () => {
    const s = await banc.suivie()
    const { dossierId, convocationId } = s
    const { le } = await banc.convocation(s)
    const absent = () =>
      executer(banc.e.hote, banc.ts, noterAbsence, {
        objet: `agent.${banc.ts}`,
        duLe: le,
        auLe: le,
        motif: 'conge',
      } as never)
    const accueil = await banc.e.agent('accueil.67')
    const dire = (commande: typeof noterExcuse, vu: 'attendue' | 'excusee') =>
      executer(banc.e.hote, accueil, commande, { dossierId, convocationId, vu })
    const { absenceId } = await absent()
    await banc.finir(s)
    await executer(banc.e.hote, banc.ts, annulerActe, await banc.annulation(s))
    const [ligne] = await banc.aDecider(s)
    const [c] = await banc.t.libres('suivi', {
      agentId: await banc.e.agent('ts2.67'),
      du: '2027-01-04',
      au: '2027-03-31',
    })
    if (!c) throw new Error('no free slot')
    const creneau = `${c.plageId}|${c.le}|${c.heure}`
    await executer(banc.e.hote, banc.ts, deplacerEnNombre, {
      lignes: [{ choix: `${dossierId}:${ligne.id}`, creneau }],
    } as never)
    await publierAbsence(c)
    expect(await banc.aDecider(s)).toMatchObject([{ motif: 'absence' }])
    await dire(noterExcuse, 'attendue')
    expect(await banc.aDecider(s)).toEqual([])
    await dire(annulerGeste, 'excusee')
    expect(await banc.aDecider(s)).toMatchObject([{ motif: 'absence', detail: 'Autre absence' }])
    await executer(banc.e.hote, banc.ts, retirerAbsence, { absenceId })
    expect(await banc.aDecider(s)).toMatchObject([{ detail: 'Autre absence' }])
  })
  const publierAbsence = (c: { le: string; agentId: string | null }) =>
    banc.t.lire(banc.ts, (tx, context) =>
      publier(tx, context, calendrierChange, {
        entiteId: banc.t.service,
        motif: 'absence',
        agentId: c.agentId,
        agendaId: null,
        lieuId: null,
        plageId: null,
        du: `${c.le}T00:00`,
        au: `${c.le}T23:59`,
        detail: 'Autre absence',
      }),
    )
  it('Une absence retirée entre-temps ne revient pas avec l’excuse retirée', async () => {
    const s = await banc.suivie()
    const { dossierId, convocationId } = s
    const { le } = await banc.convocation(s)
    const { absenceId } = await executer(banc.e.hote, banc.ts, noterAbsence, {
      objet: `agent.${banc.ts}`,
      duLe: le,
      auLe: le,
      motif: 'conge',
    } as never)
    const accueil = await banc.e.agent('accueil.67')
    await executer(banc.e.hote, accueil, noterExcuse, { dossierId, convocationId, vu: 'attendue' })
    await executer(banc.e.hote, banc.ts, retirerAbsence, { absenceId })
    await executer(banc.e.hote, accueil, annulerGeste, { dossierId, convocationId, vu: 'excusee' })
    expect([(await banc.convocation(s)).etat, await banc.aDecider(s)]).toEqual(['prevue', []])
  })
  it('Une convocation annulée par un acte, puis rattachée à une mesure, est rendue comme les autres', async () => {
    const s = await banc.suivie()
    const avant = await banc.convocation(s)
    await banc.finir(s)
    const choix = { mesures: [s.mesureId], motif: 'Dit par le greffe' }
    await executer(banc.e.hote, banc.ts, rattacher, {
      dossierId: s.dossierId,
      convocationId: s.convocationId,
      ...choix,
    })
    await executer(banc.e.hote, banc.ts, annulerActe, await banc.annulation(s))
    expect([await banc.convocation(s), await banc.aDecider(s)]).toEqual([avant, []])
  })
  it('Une détention corrigée rend ses convocations', async () => {
    const s = await banc.suivie()
    const detenir = async (etablissementId: string | null) => {
      await banc.e.proprietaire.query(
        'UPDATE dossiers.personne SET etablissement_id = $2 WHERE dossier_id = $1',
        [s.dossierId, etablissementId],
      )
      const { coordonneesChangees } = await import('../dossiers/index.ts')
      await banc.t.lire(banc.ts, (tx, context) =>
        publier(tx, context, coordonneesChangees, { dossierId: s.dossierId, adresseAvant: null }),
      )
    }
    const [prison] = await banc.lignes('SELECT id FROM moyens.etablissement LIMIT 1')
    await detenir(prison.id)
    expect(await banc.aDecider(s)).toMatchObject([{ motif: 'detention' }])
    await detenir(null)
    expect(await banc.aDecider(s)).toEqual([])
  })
})
