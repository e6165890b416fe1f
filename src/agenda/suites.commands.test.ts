import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Essai, LE } from '../../tests/base.ts'
import { calendrierChange } from '../creneaux/index.ts'
import { executer } from '../platform/executer.ts'
import { publier } from '../platform/fait.ts'
import type { Refused } from '../platform/refusal.ts'
import { installerReactions } from '../reactions.ts'
import { convoquerPour } from './ailleurs.gestes.ts'
import { convoquer, deplacerConvocation, noterEtat } from './convocation.commands.ts'
import { cle, type Terrain, terrainLibre } from './creneau.builder.ts'

let t: Terrain
let e: Essai
let ts = ''
let service = ''
let antenne = ''
beforeAll(async () => {
  installerReactions()
  t = await terrainLibre()
  ;({ e, ts, service, antenne } = t)
})
afterAll(() => e.fermer())
const dossier = (plus: object = {}) => t.dossier(plus)
const lire: Terrain['lire'] = (compteId, work) => t.lire(compteId, work)
const libres: Terrain['libres'] = (type, plus) => t.libres(type, plus)
const enAttente = async (convocationId: string) =>
  (
    await e.proprietaire.query(
      'SELECT motif FROM agenda.a_decider WHERE convocation_id = $1 AND decidee_a IS NULL ORDER BY motif',
      [convocationId],
    )
  ).rows.map(r => r.motif)

describe('Une série', () => {
  it('Toutes les deux semaines, six fois, au même créneau ; la suite s’annule d’un geste', async () => {
    const [c] = (await libres('suivi', { agentId: ts, du: '2027-01-04', au: '2027-01-31' })).filter(
      x => x.le >= '2027-01-04',
    )
    if (!c) throw new Error('no free slot')
    const dossierId = await dossier()
    const { convocationId, posees } = await executer(e.hote, ts, convoquer, {
      dossierId,
      type: 'suivi',
      creneau: cle(c),
      chaque: 2,
      fois: 6,
    })
    expect(posees).toBe(6)
    const prevues = () =>
      e.proprietaire.query(
        "SELECT le::text FROM agenda.convocation WHERE dossier_id = $1 AND etat = 'prevue' ORDER BY le",
        [dossierId],
      )
    expect((await prevues()).rows).toHaveLength(6)
    await executer(e.hote, ts, noterEtat, {
      dossierId,
      convocationId,
      etat: 'annulee',
      serie: 'oui',
    })
    expect((await prevues()).rows).toEqual([])
  })
  it('Un jour impossible arrête toute la série et le nomme ; « sauter » l’enjambe et le dit', async () => {
    const dossierId = await dossier()
    const serie = {
      dossierId,
      type: 'suivi',
      le: '2027-04-30' as const,
      heure: '10:00',
      agentId: ts,
      lieuId: antenne,
      chaque: 1,
      fois: 3,
    }
    const fetes = { ...serie, le: '2027-04-24' as const }
    await expect(executer(e.hote, ts, convoquer, fetes)).rejects.toThrow(
      'La série n’est pas enregistrée',
    )
    // 8 May 2027 is a Saturday; Thursday 6 May is Ascension day.
    const ascension = { ...serie, le: '2027-04-29' as const }
    const erreur = (await executer(e.hote, ts, convoquer, ascension).catch(
      (x: Refused) => x,
    )) as Refused
    expect(erreur.refusals.map(r => r.message).join(' ')).toContain(
      'jeudi 6 mai 2027 : jeudi 6 mai 2027 est un jour férié',
    )
    expect(
      (
        await e.proprietaire.query('SELECT 1 FROM agenda.convocation WHERE dossier_id = $1', [
          dossierId,
        ])
      ).rowCount,
    ).toBe(0)
    expect(await executer(e.hote, ts, convoquer, { ...ascension, sauter: 'oui' })).toMatchObject({
      posees: 2,
      sautees: ['2027-05-06'],
    })
  })
})

describe('Ce qui attend une décision', () => {
  const poser = async (le: string, heure: string) => {
    const dossierId = await dossier()
    const libre = { dossierId, type: 'suivi', le, heure, agentId: ts, lieuId: antenne }
    return { ...(await executer(e.hote, ts, convoquer, libre)) }
  }
  it('Une absence saisie après coup liste ce qu’elle couvre, et rien d’autre ; déplacer solde la ligne', async () => {
    const dedans = await poser('2027-02-02', '10:00')
    const dehors = await poser('2027-02-03', '10:00')
    await lire(ts, (tx, context) =>
      publier(tx, context, calendrierChange, {
        entiteId: service,
        motif: 'absence',
        agentId: ts,
        agendaId: null,
        lieuId: null,
        plageId: null,
        du: '2027-02-02T08:00',
        au: '2027-02-02T18:00',
        detail: 'Absence',
      }),
    )
    expect(await enAttente(dedans.convocationId)).toEqual(['absence'])
    expect(await enAttente(dehors.convocationId)).toEqual([])
    const { dossierId, convocationId } = dedans
    const ailleurs = {
      type: 'suivi',
      le: '2027-02-03',
      heure: '15:00',
      agentId: ts,
      lieuId: antenne,
    }
    await executer(e.hote, ts, deplacerConvocation, {
      dossierId,
      convocationId,
      version: 1,
      ...ailleurs,
    })
    expect(await enAttente(convocationId)).toEqual([])
  })
  it('Une plage qui cesse liste les convocations qu’aucune plage ne couvre plus', async () => {
    const [c] = (await libres('suivi', { agentId: ts, du: '2027-03-01', au: '2027-03-31' })).slice(
      3,
    )
    if (!c) throw new Error('no free slot')
    const dossierId = await dossier()
    const { convocationId } = await executer(e.hote, ts, convoquer, {
      dossierId,
      type: 'suivi',
      creneau: cle(c),
    })
    const changer = () =>
      lire(ts, (tx, context) =>
        publier(tx, context, calendrierChange, {
          entiteId: service,
          motif: 'plage',
          agentId: null,
          agendaId: c.agendaId,
          lieuId: null,
          plageId: c.plageId,
          du: '2027-03-01T00:00',
          au: null,
          detail: 'Plage',
        }),
      )
    await changer()
    expect(await enAttente(convocationId)).toEqual([])
    await e.proprietaire.query("UPDATE creneaux.plage SET au = '2027-02-28' WHERE id = $1", [
      c.plageId,
    ])
    await changer()
    expect(await enAttente(convocationId)).toEqual(['plage'])
  })
})

describe('Les messages partent avec la convocation, ou pas du tout', () => {
  const messages = async (dossierId: string) =>
    (
      await e.proprietaire.query<{ moment: string; etat: string }>(
        'SELECT moment, etat FROM messages.message WHERE dossier_id = $1 ORDER BY cree_a, moment',
        [dossierId],
      )
    ).rows.map(m => `${m.moment} ${m.etat}`)
  it('Annoncée avec son rappel ; déplacée, l’ancien rappel est retiré ; annulée, plus aucun rappel', async () => {
    const dossierId = await dossier({ telephone: '06 39 98 00 01' })
    const libre = {
      dossierId,
      type: 'suivi',
      le: '2027-05-12' as const,
      heure: '10:00',
      agentId: ts,
      lieuId: antenne,
    }
    const { convocationId } = await executer(e.hote, ts, convoquer, libre)
    expect((await messages(dossierId)).sort()).toEqual([
      'convocation a_envoyer',
      'rappel a_envoyer',
    ])
    await executer(e.hote, ts, deplacerConvocation, {
      ...libre,
      convocationId,
      version: 1,
      heure: '15:00',
    })
    expect((await messages(dossierId)).filter(m => m.endsWith('a_envoyer')).sort()).toEqual([
      'modification a_envoyer',
      'rappel a_envoyer',
    ])
    await executer(e.hote, ts, noterEtat, {
      dossierId,
      convocationId,
      etat: 'annulee',
      prevenir: 'oui',
    })
    expect((await messages(dossierId)).filter(m => m.endsWith('a_envoyer'))).toEqual([
      'annulation a_envoyer',
    ])
  })
  it('Refusée, elle n’a rien annoncé', async () => {
    const dossierId = await dossier({ telephone: '06 39 98 00 02' })
    const libre = {
      dossierId,
      type: 'suivi',
      le: '2027-05-15' as const,
      heure: '10:00',
      agentId: ts,
      lieuId: antenne,
    }
    await expect(executer(e.hote, ts, convoquer, libre)).rejects.toThrow('fin de semaine')
    expect(await messages(dossierId)).toEqual([])
  })
  it('Une convocation prise par un autre pour le service la prévient aussi', async () => {
    const dossierId = await dossier({ telephone: '06 39 98 00 03' })
    const [c] = await libres('sortie_audience_spip', { du: '2027-06-01' })
    if (!c) throw new Error('no shared slot')
    const { plageId, le, heure } = c
    await lire(ts, (tx, context) =>
      convoquerPour(tx, context, {
        dossierId,
        entiteId: service,
        type: 'sortie_audience_spip',
        plageId,
        le,
        heure,
        origine: 'bex',
        decisionJuridictionId: null,
        remise: false,
        audienceLe: LE,
        numeroParquet: '26-1',
        prevenir: true,
      }),
    )
    expect(await messages(dossierId)).toContain('convocation a_envoyer')
  })
})
