import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Essai, LE } from '../../tests/base.ts'
import { noterAbsence, retirerAbsence } from '../creneaux/absence.commands.ts'
import { calendrierChange } from '../creneaux/index.ts'
import { annulerActe } from '../mesures/acte.commands.ts'
import { corrigerMesure } from '../mesures/correction.commands.ts'
import { accomplirActe, saisirMesure } from '../mesures/index.ts'
import { remettreMesure, retirerMesure } from '../mesures/retrait.commands.ts'
import { executer } from '../platform/executer.ts'
import { publier } from '../platform/fait.ts'
import { installerReactions } from '../reactions.ts'
import { annulerGeste, noterExcuse } from './accueil.commands.ts'
import { convoquer } from './convocation.commands.ts'
import { cle, type Terrain, terrainLibre } from './creneau.builder.ts'
import { annulerEnNombre, deplacerEnNombre } from './decision.commands.ts'
import { rattacher } from './rattachement.commands.ts'
import { renduesDe } from './retablissement.store.ts'

let t: Terrain
let e: Essai
let ts = ''
let juridictionId = ''
beforeAll(async () => {
  installerReactions()
  t = await terrainLibre()
  ;({ e, ts } = t)
  juridictionId = (
    await e.proprietaire.query("SELECT id FROM moyens.juridiction WHERE ville = 'Strasbourg'")
  ).rows[0].id
})
afterAll(() => e.fermer())

const lignes = async (requete: string, ...valeurs: unknown[]) =>
  (await e.proprietaire.query(requete, valeurs)).rows
let n = 0
/**
 * A person on probation, with a telephone, convoked once in a slot of a range and once at a free
 * hour.
 */
async function suivie() {
  n += 1
  const dossierId = await t.dossier({ telephone: `06 39 98 01 ${String(n).padStart(2, '0')}` })
  const dates = {
    decisionLe: '2025-01-10' as const,
    debutLe: '2025-01-10' as const,
    finLe: '2027-12-31' as const,
  }
  const { mesureId } = await executer(e.hote, ts, saisirMesure, {
    dossierId,
    nature: 'sursis_probatoire',
    juridictionId,
    ...dates,
  })
  const [c] = await t.libres('suivi', { agentId: ts, du: '2027-01-04', au: '2027-03-31' })
  if (!c) throw new Error('no free slot')
  const { convocationId } = await executer(e.hote, ts, convoquer, {
    dossierId,
    type: 'suivi',
    creneau: cle(c),
  })
  await executer(e.hote, ts, accomplirActe, {
    dossierId,
    mesureId,
    acte: 'mise_a_execution',
    le: '2025-01-10',
    auteur: 'loi',
  } as never)
  return { dossierId, mesureId, convocationId, creneau: c }
}
type Suivie = Awaited<ReturnType<typeof suivie>>
const finir = (s: Suivie) =>
  executer(e.hote, ts, accomplirActe, {
    dossierId: s.dossierId,
    mesureId: s.mesureId,
    acte: 'fin_anticipee',
    le: LE,
    auteur: 'jap',
    numero: '26/123',
    decisionVue: 'oui',
  } as never)
async function annulerLaFin({ dossierId, mesureId }: Suivie) {
  const [fin] = await lignes(
    'SELECT id FROM mesures.acte WHERE mesure_id = $1 AND cause_fin IS NOT NULL AND annule_a IS NULL',
    mesureId,
  )
  const annulation = { dossierId, mesureId, acteId: fin.id, motif: 'Erreur de dossier' }
  const { rendues } = await executer(e.hote, ts, annulerActe, annulation)
  return { annulation, rendues }
}
const convocation = async ({ convocationId }: Suivie) =>
  (
    await lignes(
      'SELECT etat, le::text, heure::text, place, agenda_id FROM agenda.convocation WHERE id = $1',
      convocationId,
    )
  )[0]
const messages = async ({ dossierId }: Suivie) =>
  lignes(
    "SELECT moment, canal, envoi_a::text AS a FROM messages.message WHERE dossier_id = $1 AND etat = 'a_envoyer' ORDER BY moment, envoi_a",
    dossierId,
  )
const aDecider = ({ dossierId }: Suivie) =>
  lignes(
    'SELECT id, motif, detail FROM agenda.a_decider WHERE dossier_id = $1 AND decidee_a IS NULL ORDER BY motif',
    dossierId,
  )

describe('La fin d’une mesure annulée', () => {
  it('Une mesure qui change ne liste que ce que ce changement met après la fin : ce qui y était déjà ne revient pas', async () => {
    const s = await suivie()
    const faits = {
      nature: 'sursis_probatoire',
      juridictionId,
      decisionLe: '2025-01-10',
      debutLe: '2025-01-10',
      motif: 'Jugement relu',
    }
    const corriger = (version: number, plus: object) =>
      executer(e.hote, ts, corrigerMesure, {
        dossierId: s.dossierId,
        mesureId: s.mesureId,
        ...faits,
        version,
        confirme: 'oui',
        fondement: 'erreur_de_saisie',
        ...plus,
      } as never)
    await corriger(1, { finLe: '2026-12-31' })
    expect(await aDecider(s)).toMatchObject([{ motif: 'mesure' }])
    await e.proprietaire.query(
      "UPDATE agenda.a_decider SET decision = 'gardee', decidee_par = $2, decidee_a = now() WHERE dossier_id = $1",
      [s.dossierId, ts],
    )
    await corriger(2, { finLe: '2026-12-31', notifieeLe: '2025-01-12' })
    expect(await aDecider(s)).toEqual([])
  })
  it('rend la convocation, sa place et ses messages comme avant ; annuler deux fois est refusé', async () => {
    const s = await suivie()
    const avant = [await convocation(s), await messages(s)]
    expect((await messages(s)).length).toBeGreaterThan(0)
    await finir(s)
    expect((await convocation(s)).etat).toBe('annulee')
    const { annulation, rendues } = await annulerLaFin(s)
    expect(rendues).toEqual({ rendues: 1, aDecider: 0 })
    expect([await convocation(s), await messages(s)]).toEqual(avant)
    expect(await aDecider(s)).toEqual([])
    await expect(executer(e.hote, ts, annulerActe, annulation)).rejects.toThrow('déjà annulé')
    await expect(
      e.proprietaire.query("UPDATE mesures.acte SET annule_motif = 'Autre' WHERE id = $1", [
        annulation.acteId,
      ]),
    ).rejects.toMatchObject({ constraint: 'annulation_une_fois' })
  })
  it('rend la convocation dont les lignes d’histoire ont des numéros sans ordre : leur date seule dit laquelle est la dernière', async () => {
    const s = await suivie()
    const { dossierId, mesureId, convocationId } = s
    const avant = await convocation(s)
    const renverser = () =>
      e.proprietaire.query(
        `UPDATE agenda.etat_de_convocation e SET id = overlay(e.id::text placing lpad(to_hex(4096 - r.rang), 8, '0') from 1)::uuid
         FROM (SELECT id, row_number() OVER (ORDER BY a, id)::int AS rang FROM agenda.etat_de_convocation WHERE convocation_id = $1) r WHERE e.id = r.id`,
        [convocationId],
      )
    await finir(s)
    const [fin] = await lignes(
      'SELECT id FROM mesures.acte WHERE mesure_id = $1 AND cause_fin IS NOT NULL',
      mesureId,
    )
    await renverser()
    expect(
      (
        await lignes(
          'SELECT etat FROM agenda.etat_de_convocation WHERE convocation_id = $1 ORDER BY id',
          convocationId,
        )
      )[0].etat,
    ).toBe('annulee')
    await annulerLaFin(s)
    expect([await convocation(s), await aDecider(s)]).toEqual([avant, []])
    await renverser()
    expect(await t.lire(ts, tx => renduesDe(tx, dossierId, fin.id))).toEqual([convocationId])
  })
  it('dit à la personne que la convocation tient, quand l’annulation était déjà partie', async () => {
    const s = await suivie()
    await finir(s)
    await e.proprietaire.query(
      "UPDATE messages.message SET etat = 'envoye' WHERE dossier_id = $1 AND moment = 'annulation'",
      [s.dossierId],
    )
    await annulerLaFin(s)
    expect((await messages(s)).map(m => m.moment)).toContain('convocation')
  })
  it('place prise depuis : la ligne attend, avec sa raison ; elle se rétablit ailleurs, ou reste annulée', async () => {
    const [s, autre] = [await suivie(), await suivie()]
    for (const x of [s, autre]) {
      await finir(x)
      await executer(e.hote, ts, convoquer, {
        dossierId: await t.dossier(),
        type: 'suivi',
        creneau: cle(x.creneau),
      })
      expect((await annulerLaFin(x)).rendues).toEqual({ rendues: 0, aDecider: 1 })
      expect((await convocation(x)).etat).toBe('annulee')
      expect(await aDecider(x)).toMatchObject([
        { motif: 'fin_annulee', detail: 'La place est prise depuis.' },
      ])
    }
    const [c] = await t.libres('suivi', { agentId: ts, du: '2027-01-04', au: '2027-03-31' })
    if (!c) throw new Error('no free slot')
    const [ligne] = await aDecider(s)
    const choix = `${s.dossierId}:${ligne.id}`
    await executer(e.hote, ts, deplacerEnNombre, {
      lignes: [{ choix, creneau: `${c.plageId}|${c.le}|${c.heure}` }],
      prevenir: 'oui',
    } as never)
    expect(await convocation(s)).toMatchObject({ etat: 'prevue', le: c.le })
    expect(await aDecider(s)).toEqual([])
    const [seconde] = await aDecider(autre)
    await executer(e.hote, ts, annulerEnNombre, {
      choix: [`${autre.dossierId}:${seconde.id}`],
      motif: 'Vue hier',
    } as never)
    expect(await aDecider(autre)).toEqual([])
    expect((await convocation(autre)).etat).toBe('annulee')
  })
})

describe('Ce qui n’a plus de raison attend, puis n’attend plus', () => {
  it('Une mesure retirée met ses convocations à décider ; remise, elles n’attendent plus', async () => {
    const s = await suivie()
    const lieu = { dossierId: s.dossierId, mesureId: s.mesureId, motif: 'Mauvais dossier' }
    await executer(e.hote, ts, retirerMesure, lieu)
    expect(await aDecider(s)).toMatchObject([{ motif: 'mesure' }])
    await executer(e.hote, ts, remettreMesure, lieu)
    expect(await aDecider(s)).toEqual([])
  })
  it('Une absence retirée rend ses convocations', async () => {
    const s = await suivie()
    const { le } = await convocation(s)
    const { absenceId } = await executer(e.hote, ts, noterAbsence, {
      objet: `agent.${ts}`,
      duLe: le,
      auLe: le,
      motif: 'conge',
    } as never)
    expect(await aDecider(s)).toMatchObject([{ motif: 'absence' }])
    await executer(e.hote, ts, retirerAbsence, { absenceId })
    expect(await aDecider(s)).toEqual([])
  })
  it('Une absence retirée ne solde que ses lignes : ni celles d’un lieu fermé, ni celles d’une séance, ni celles d’une autre absence', async () => {
    const [s, ferme] = [await suivie(), await suivie()]
    const { le } = await convocation(s)
    const change = {
      entiteId: t.service,
      agentId: null,
      agendaId: null,
      lieuId: null,
      plageId: null,
    }
    const publierChange = (objet: object) =>
      t.lire(ts, (tx, context) =>
        publier(tx, context, calendrierChange, { ...change, ...objet } as never),
      )
    const { agenda_id: agendaId, le: leFerme } = await convocation(ferme)
    await publierChange({
      motif: 'fermeture',
      agendaId,
      du: `${leFerme}T00:00`,
      au: null,
      detail: 'Ferme',
    })
    await publierChange({
      motif: 'absence',
      agentId: ts,
      du: `${le}T00:00`,
      au: `${le}T23:59`,
      detail: 'Anime une séance',
    })
    const absent = () =>
      executer(e.hote, ts, noterAbsence, {
        objet: `agent.${ts}`,
        duLe: le,
        auLe: leFerme,
        motif: 'conge',
      } as never)
    const avant = [await aDecider(s), await aDecider(ferme)].map(l => l.length)
    const [{ absenceId }, autre] = [await absent(), await absent()]
    expect((await aDecider(s)).length).toBe((avant[0] ?? 0) + 2)
    await executer(e.hote, ts, retirerAbsence, { absenceId })
    expect((await aDecider(s)).length).toBe((avant[0] ?? 0) + 1)
    await executer(e.hote, ts, retirerAbsence, { absenceId: autre.absenceId })
    expect([await aDecider(s), await aDecider(ferme)].map(l => l.length)).toEqual(avant)
    expect((await aDecider(s)).map(l => l.detail)).toContain('Anime une séance')
    expect((await aDecider(ferme)).map(l => l.detail)).toContain('Ferme')
  })
  it('Une excuse retirée rouvre ce qu’elle avait soldé, et cela seul ; ce qui n’a plus de raison ne revient pas', async () => {
    const s = await suivie()
    const { dossierId, convocationId } = s
    const { le } = await convocation(s)
    const absent = () =>
      executer(e.hote, ts, noterAbsence, {
        objet: `agent.${ts}`,
        duLe: le,
        auLe: le,
        motif: 'conge',
      } as never)
    const accueil = await e.agent('accueil.67')
    const dire = (commande: typeof noterExcuse, vu: 'attendue' | 'excusee') =>
      executer(e.hote, accueil, commande, { dossierId, convocationId, vu })
    const { absenceId } = await absent()
    await finir(s)
    await annulerLaFin(s)
    const [ligne] = await aDecider(s)
    const [c] = await t.libres('suivi', {
      agentId: await e.agent('ts2.67'),
      du: '2027-01-04',
      au: '2027-03-31',
    })
    if (!c) throw new Error('no free slot')
    const creneau = `${c.plageId}|${c.le}|${c.heure}`
    await executer(e.hote, ts, deplacerEnNombre, {
      lignes: [{ choix: `${dossierId}:${ligne.id}`, creneau }],
    } as never)
    await publierAbsence(c)
    expect(await aDecider(s)).toMatchObject([{ motif: 'absence' }])
    await dire(noterExcuse, 'attendue')
    expect(await aDecider(s)).toEqual([])
    await dire(annulerGeste, 'excusee')
    expect(await aDecider(s)).toMatchObject([{ motif: 'absence', detail: 'Autre absence' }])
    await executer(e.hote, ts, retirerAbsence, { absenceId })
    expect(await aDecider(s)).toMatchObject([{ detail: 'Autre absence' }])
  })
  const publierAbsence = (c: { le: string; agentId: string | null }) =>
    t.lire(ts, (tx, context) =>
      publier(tx, context, calendrierChange, {
        entiteId: t.service,
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
    const s = await suivie()
    const { dossierId, convocationId } = s
    const { le } = await convocation(s)
    const { absenceId } = await executer(e.hote, ts, noterAbsence, {
      objet: `agent.${ts}`,
      duLe: le,
      auLe: le,
      motif: 'conge',
    } as never)
    const accueil = await e.agent('accueil.67')
    await executer(e.hote, accueil, noterExcuse, { dossierId, convocationId, vu: 'attendue' })
    await executer(e.hote, ts, retirerAbsence, { absenceId })
    await executer(e.hote, accueil, annulerGeste, { dossierId, convocationId, vu: 'excusee' })
    expect([(await convocation(s)).etat, await aDecider(s)]).toEqual(['prevue', []])
  })
  it('Une convocation annulée par un acte, puis rattachée à une mesure, est rendue comme les autres', async () => {
    const s = await suivie()
    const avant = await convocation(s)
    await finir(s)
    const choix = { mesures: [s.mesureId], motif: 'Dit par le greffe' }
    await executer(e.hote, ts, rattacher, {
      dossierId: s.dossierId,
      convocationId: s.convocationId,
      ...choix,
    })
    await annulerLaFin(s)
    expect([await convocation(s), await aDecider(s)]).toEqual([avant, []])
  })
  it('Une détention corrigée rend ses convocations', async () => {
    const s = await suivie()
    const detenir = async (etablissementId: string | null) => {
      await e.proprietaire.query(
        'UPDATE dossiers.personne SET etablissement_id = $2 WHERE dossier_id = $1',
        [s.dossierId, etablissementId],
      )
      const { coordonneesChangees } = await import('../dossiers/index.ts')
      await t.lire(ts, (tx, context) =>
        publier(tx, context, coordonneesChangees, { dossierId: s.dossierId, adresseAvant: null }),
      )
    }
    const [prison] = await lignes('SELECT id FROM moyens.etablissement LIMIT 1')
    await detenir(prison.id)
    expect(await aDecider(s)).toMatchObject([{ motif: 'detention' }])
    await detenir(null)
    expect(await aDecider(s)).toEqual([])
  })
})
