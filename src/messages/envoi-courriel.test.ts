import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { MATIN } from '../../tests/base.ts'
import type { DelaisSmtp } from '../platform/config-smtp.ts'
import { passerelleSmpp } from '../platform/passerelles/smpp.ts'
import { passerelleSmtp } from '../platform/passerelles/smtp.ts'
import { ecrireMessages, etats, evenements, jusqua } from './envoi.builder.ts'
import { banc } from './envoi-banc.builder.ts'
import { entete, ouvrirSmtp, type ServeurSmtp } from './smtp.builder.ts'

const b = banc()
let smtp: ServeurSmtp
beforeEach(async () => {
  smtp = await ouvrirSmtp()
})
afterEach(async () => {
  vi.useRealTimers()
  await smtp.fermer()
})
const courriel = (delais: Partial<DelaisSmtp> = { fin: 100 }) =>
  passerelleSmtp({
    url: `smtp://127.0.0.1:${smtp.port}`,
    de: 'Service <convocations@service.exemple>',
    delais,
  })

describe('Un courriel que le serveur ne confirme pas', () => {
  it('repart une seule fois, une demi-heure après au moins, sous le même identifiant ; puis il est montré', async () => {
    smtp.conduite.silence = 'fin'
    const [id = ''] = await ecrireMessages(b.pool, { canal: 'courriel' })
    const worker = await b.envoi({ passerelles: [courriel()] })
    const recus: number[] = []
    for (const minutes of [0, 1, 29, 31, 61, 62, 300]) {
      await b.ilEst({ minutes })
      await worker.tour()
      recus.push(smtp.recus.length)
    }
    expect(recus).toEqual([1, 1, 1, 2, 2, 2, 2])
    expect(new Set(smtp.recus.map(r => entete(r, 'Message-ID')))).toEqual(
      new Set([`<${id}@service.exemple>`]),
    )
    expect(await evenements(b.pool, id)).toEqual(['pris', 'doute', 'repris', 'pris', 'doute'])
    expect([(await b.message()).etat, (await b.message()).erreur]).toEqual([
      'incertain',
      'Le serveur de courriel n’a pas confirmé qu’il a pris le message.',
    ])
  })
  it('ne repart pas si la convocation a changé depuis ; et si un agent le renvoie, il a de nouveau droit à une fois', async () => {
    smtp.conduite.silence = 'fin'
    const [change = ''] = await ecrireMessages(b.pool, { canal: 'courriel', lot: 'a' })
    const [renvoye = ''] = await ecrireMessages(b.pool, { canal: 'courriel', lot: 'b' })
    const worker = await b.envoi({ passerelles: [courriel()] })
    const noter = (id: string, quoi: string) =>
      b.pool.query(
        'INSERT INTO messages.evenement (dossier_id, message_id, quoi) SELECT dossier_id, id, $2 FROM messages.message WHERE id = $1',
        [id, quoi],
      )
    await worker.tour()
    await noter(change, 'depasse')
    await b.ilEst({ minutes: 40 })
    await worker.tour()
    await noter(renvoye, 'renvoye')
    await b.pool.query("UPDATE messages.message SET etat = 'a_envoyer' WHERE id = $1", [renvoye])
    await worker.tour()
    await b.ilEst({ minutes: 80 })
    await worker.tour()
    await b.ilEst({ minutes: 120 })
    await worker.tour()
    const fois = (id: string) =>
      smtp.recus.filter(r => entete(r, 'Message-ID')?.includes(id)).length
    expect([fois(change), fois(renvoye)]).toEqual([1, 4])
  })
  it('n’arrête pas les SMS, qui partent pendant qu’il attend', async () => {
    smtp.conduite.silence = 'fin'
    await ecrireMessages(b.pool, { canal: 'courriel' })
    const sms = passerelleSmpp({ ...b.smsc.reglages, nom: 'smsc' })
    const worker = await b.envoi({
      passerelles: [courriel({}), sms],
      periodeMs: 20,
      patienceMs: 100,
    })
    await jusqua(() => smtp.recus.length === 1)
    const [id = ''] = await ecrireMessages(b.pool, { lot: 'sms' })
    await jusqua(async () => (await b.message(id)).etat === 'recu')
    expect(await etats(b.pool)).toEqual({ en_cours: 1, recu: 1 })
    // A stop does not wait ten minutes for it either: it is in doubt, and said so.
    await worker.arreter()
    expect(await etats(b.pool)).toEqual({ incertain: 1, recu: 1 })
  })
})

describe('L’heure de la file est celle de la base', () => {
  it.each([
    ['un jour', 1],
    ['moins un jour', -1],
  ])(
    'Un processus dont l’horloge a %s d’écart envoie ce qui est dû, garde ce qui ne l’est pas, ne périme rien',
    async (_ecart, jours) => {
      vi.useFakeTimers({
        toFake: ['Date'],
        now: MATIN.add({ hours: 24 * jours }).epochMilliseconds,
      })
      const [du = ''] = await ecrireMessages(b.pool, {
        lot: 'du',
        utileJusqua: '2026-11-24T13:00:00Z',
      })
      const [demain = ''] = await ecrireMessages(b.pool, {
        lot: 'demain',
        envoiA: '2026-11-24T20:00:00Z',
      })
      const [tard = ''] = await ecrireMessages(b.pool, {
        lot: 'tard',
        utileJusqua: '2026-11-24T07:59:00Z',
      })
      b.smsc.conduite.accuse = () => null
      const worker = await b.envoi()
      await worker.tour()
      const etat = async (id: string) => (await b.message(id)).etat
      expect([await etat(du), await etat(demain), await etat(tard)]).toEqual([
        'envoye',
        'a_envoyer',
        'perime',
      ])
      expect(((await b.message(du)).pris_a as Date).toISOString()).toBe(
        MATIN.toString({ smallestUnit: 'millisecond' }),
      )
      // A temporary refusal comes back a minute later by that clock too, and a night is a night
      // where the base is.
      b.smsc.conduite.statut = () => 0x58
      const [refuse = ''] = await ecrireMessages(b.pool, { lot: 'refus' })
      await worker.tour()
      expect(((await b.message(refuse)).envoi_a as Date).toISOString()).toBe(
        '2026-11-24T08:01:00.000Z',
      )
      await b.ilEst({ hours: 13 })
      await worker.tour()
      expect(((await b.message(refuse)).envoi_a as Date).toISOString()).toBe(
        '2026-11-25T07:00:00.000Z',
      )
    },
  )
})
