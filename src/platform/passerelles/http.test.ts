import { randomBytes } from 'node:crypto'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Essai, MATIN, nouvelEssai } from '../../../tests/base.ts'
import { ecrireMessages, evenements } from '../../messages/envoi.builder.ts'
import { passerelleRoutes } from '../../messages/passerelle.routes.ts'
import { ouvrirPasserelleHttp } from '../../messages/passerelle-http.builder.ts'
import type { Plateforme } from '../http/plateforme.ts'
import { exigerAcces } from '../http/serveur.ts'
import type { ReglagesDAccuses } from './http.ts'
import { passerelleHttp, signer } from './http.ts'
import type { AEnvoyer } from './passerelle.ts'

const message: AEnvoyer = {
  cle: '019ab0de-0000-7000-8000-000000000001',
  destinataire: '+33639980001',
  sujet: null,
  texte: 'Vous êtes attendu à 10 h.',
  reference: 1,
  utileJusqua: '2026-11-27T09:00:00.000Z',
  lienArret: null,
}

describe('La passerelle HTTP', () => {
  let http: Awaited<ReturnType<typeof ouvrirPasserelleHttp>>
  const envoyer = (delaiDeReponseMs = 300) =>
    passerelleHttp({ url: http.url, jeton: 'jeton', delaiDeReponseMs }).envoyer(message)
  beforeEach(async () => {
    await http?.fermer()
    http = await ouvrirPasserelleHttp()
  })
  afterAll(() => http.fermer())
  it('Reçoit le texte, le numéro, la clé et le jeton, et rien d’autre', async () => {
    expect(await envoyer()).toEqual({ sorte: 'accepte', ref: 'h1' })
    expect(http.passages).toEqual([
      {
        cle: message.cle,
        autorisation: 'Bearer jeton',
        corps: {
          cle: message.cle,
          destinataire: message.destinataire,
          texte: message.texte,
          utileJusqua: message.utileJusqua,
        },
      },
    ])
  })
  it.each([
    [422, { sorte: 'refus', definitif: true }],
    [400, { sorte: 'refus', definitif: true }],
    [401, { sorte: 'refus', definitif: false }],
    [429, { sorte: 'refus', definitif: false }],
    [503, { sorte: 'refus', definitif: false }],
    [
      302,
      {
        sorte: 'refus',
        definitif: false,
        journal: expect.stringContaining('mettez l’adresse finale dans FIL_ROUGE_SMS'),
      },
    ],
    [
      308,
      {
        sorte: 'refus',
        definitif: false,
        detail: 'La passerelle redirige vers une autre adresse (308).',
      },
    ],
    [409, { sorte: 'doute' }],
    [500, { sorte: 'doute' }],
    [504, { sorte: 'doute' }],
  ])('Répond %s', async (statut, fin) => {
    http.conduite.statut = () => statut
    expect(await envoyer()).toMatchObject(fin)
  })
  it('Coupe après avoir accepté : un doute ; absente : un refus passager', async () => {
    http.conduite.repond = () => false
    expect(await envoyer()).toEqual({
      sorte: 'doute',
      detail: 'La passerelle a coupé la connexion avant d’avoir répondu.',
    })
    await http.fermer()
    expect(await envoyer()).toMatchObject({ sorte: 'refus', definitif: false })
    http = await ouvrirPasserelleHttp()
  })
})

describe('Les accusés signés', () => {
  const reglages: ReglagesDAccuses = {
    secret: randomBytes(24).toString('hex'),
    fournisseur: 'http:sms.exemple',
  }
  let e: Essai
  let app: FastifyInstance
  let id = ''
  beforeAll(async () => {
    e = await nouvelEssai()
    app = await serveur(reglages)
  })
  afterAll(async () => {
    await app.close()
    await e.fermer()
  })
  beforeEach(async () => {
    await e.proprietaire.query('TRUNCATE messages.evenement, messages.message, messages.opposition')
    id = (await ecrireMessages(e.proprietaire))[0] ?? ''
    await e.proprietaire.query(
      "UPDATE messages.message SET etat = 'envoye', fournisseur = $1, fournisseur_ref = 'h1', pris_a = now()",
      [reglages.fournisseur],
    )
  })
  async function serveur(accuses: ReglagesDAccuses | null): Promise<FastifyInstance> {
    const nue = Fastify()
    const plateforme = {
      app: nue,
      base: e.base,
      horloge: e.hote.horloge,
      routes: [],
      acces: { permissions: new Set() },
    } as unknown as Plateforme
    exigerAcces(plateforme)
    passerelleRoutes(plateforme, accuses)
    await nue.ready()
    expect(plateforme.routes).toEqual([
      { method: 'POST', url: '/passerelle/accuses', access: 'public' },
    ])
    return nue
  }
  const MAINTENANT = Math.floor(MATIN.epochMilliseconds / 1000)
  const poster = (
    corps: unknown,
    r: { secret?: string; a?: number; signature?: string; vers?: FastifyInstance } = {},
  ) => {
    const payload = typeof corps === 'string' ? corps : JSON.stringify(corps)
    const horodatage = String(r.a ?? MAINTENANT)
    const signature =
      r.signature ?? signer(r.secret ?? reglages.secret, horodatage, Buffer.from(payload))
    return (r.vers ?? app).inject({
      method: 'POST',
      url: '/passerelle/accuses',
      payload,
      headers: {
        'content-type': 'application/json',
        'x-fil-rouge-horodatage': horodatage,
        'x-fil-rouge-signature': signature,
      },
    })
  }
  const etat = async () =>
    (
      await e.proprietaire.query<{ etat: string; erreur: string | null }>(
        'SELECT etat, erreur FROM messages.message',
      )
    ).rows[0]

  it('Un accusé bien signé est noté, par notre clé ou par le numéro du fournisseur', async () => {
    expect((await poster({ accuses: [{ cle: id, etat: 'recu' }] })).json()).toEqual({
      pris: 1,
      inconnus: 0,
      illisibles: 0,
    })
    expect((await etat())?.etat).toBe('recu')
    await e.proprietaire.query("UPDATE messages.message SET etat = 'envoye'")
    await poster({ accuses: [{ id: 'h1', etat: 'echec' }] })
    expect(await etat()).toEqual({ etat: 'echec', erreur: 'Le numéro n’est pas joignable.' })
  })
  it('Rejoué dans les cinq minutes il ne change rien ; plus tard il est refusé', async () => {
    const accuse = { accuses: [{ cle: id, etat: 'recu' }] }
    await poster(accuse)
    expect((await poster(accuse)).statusCode).toBe(200)
    expect(await evenements(e.proprietaire, id)).toEqual(['recu'])
    for (const ecart of [-301, 301])
      expect((await poster(accuse, { a: MAINTENANT + ecart })).statusCode).toBe(401)
    expect((await poster(accuse, { a: MAINTENANT - 299 })).statusCode).toBe(200)
  })
  it('Un échec ne revient pas sur un message reçu, ni d’un autre fournisseur', async () => {
    await poster({ accuses: [{ cle: id, etat: 'recu' }] })
    await poster({ accuses: [{ cle: id, etat: 'echec' }] })
    expect((await etat())?.etat).toBe('recu')
    await e.proprietaire.query(
      "UPDATE messages.message SET etat = 'envoye', fournisseur = 'smpp:ailleurs'",
    )
    expect(
      (
        await poster({
          accuses: [
            { cle: id, etat: 'recu' },
            { id: 'h1', etat: 'recu' },
            { cle: "x'--", etat: 'recu' },
          ],
        })
      ).json(),
    ).toEqual({
      pris: 0,
      inconnus: 3,
      illisibles: 0,
    })
  })
  it.each([
    ['un autre secret', { secret: 'x'.repeat(32) }],
    ['une signature vide', { signature: '' }],
    ['une signature tronquée', { signature: 'sha256=00' }],
    [
      'une signature d’un autre corps',
      { signature: signer(reglages.secret, String(MAINTENANT), Buffer.from('{}')) },
    ],
  ])('Avec %s, rien n’est noté', async (_nom, r) => {
    expect((await poster({ accuses: [{ cle: id, etat: 'recu' }] }, r)).statusCode).toBe(401)
    expect((await etat())?.etat).toBe('envoye')
  })
  it('Un corps bien signé mais illisible est refusé, sans rien noter', async () => {
    for (const corps of [
      '{',
      '[]',
      '{"accuses":[{"etat":"recu"}]}',
      '{"accuses":[{"cle":"x","etat":"lu"}]}',
    ])
      expect((await poster(corps)).statusCode, corps).toBe(422)
    expect((await etat())?.etat).toBe('envoye')
  })
  it('Une ligne illisible parmi d’autres est comptée, les autres sont notées ; un détail est nettoyé, un NUL n’arrête rien', async () => {
    const nul = String.fromCharCode(0)
    const accuses = [
      { cle: `${id}${nul}x`, etat: 'recu' },
      { id: `h1${nul}2`, etat: 'recu' },
      { cle: id, etat: 'lu' },
      { cle: 3, etat: 'recu' },
      null,
      { cle: id, etat: 'echec', detail: `Boîte${nul}pleine\n<b>${'x'.repeat(400)}` },
    ]
    const reponse = await poster({
      accuses,
      reponses: [{ de: `06${nul}39980001`, texte: `STOP${nul}` }, { de: 4 }],
    })
    expect([reponse.statusCode, reponse.json()]).toEqual([
      200,
      { pris: 2, inconnus: 0, illisibles: 6 },
    ])
    const lu = await etat()
    expect([lu?.etat, lu?.erreur?.length, lu?.erreur?.startsWith('Boîte pleine <b>')]).toEqual([
      'echec',
      300,
      true,
    ])
  })
  it('STOP par réponse arrête les messages de la personne, et une autre réponse non', async () => {
    const oppositions = async () =>
      (
        await e.proprietaire.query(
          'SELECT canal, voie FROM messages.opposition WHERE levee_a IS NULL',
        )
      ).rows
    await poster({ reponses: [{ de: '+33639980001', texte: 'Je serai en retard' }] })
    expect(await oppositions()).toEqual([])
    await poster({ reponses: [{ de: '0639980001', texte: 'Stop' }] })
    expect(await oppositions()).toEqual([{ canal: 'sms', voie: 'reponse' }])
  })
  it('Sans passerelle HTTP, l’adresse n’existe pas', async () => {
    const sans = await serveur(null)
    expect((await poster({ accuses: [] }, { vers: sans })).statusCode).toBe(404)
    await sans.close()
  })
})
