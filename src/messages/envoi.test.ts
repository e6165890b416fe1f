import { describe, expect, it } from 'vitest'
import { passerelleDemo } from '../platform/passerelles/demo.ts'
import { passerelleHttp } from '../platform/passerelles/http.ts'
import { passerelleSmpp } from '../platform/passerelles/smpp.ts'
import { ecrireMessages, etats, evenements, jusqua } from './envoi.builder.ts'
import { banc } from './envoi-banc.builder.ts'
import { ouvrirPasserelleHttp } from './passerelle-http.builder.ts'

const b = banc()

describe('La vie d’un message', () => {
  it('Accepté par l’opérateur, puis reçu par le téléphone : chaque étape est écrite', async () => {
    b.smsc.conduite.accuse = () => null
    const [id = ''] = await ecrireMessages(b.pool)
    expect(await (await b.envoi()).tour()).toBe(1)
    expect((await b.message()).etat).toBe('envoye')
    b.smsc.accuser(0, { etat: 2, reference: true })
    await jusqua(async () => (await b.message()).etat === 'recu')
    expect(await evenements(b.pool, id)).toEqual(['pris', 'accepte', 'recu'])
    expect(b.smsc.soumis.map(s => [s.numero, s.texte, s.reference])).toEqual([
      ['33639980001', 'Vous êtes attendu mardi à 10 h, message 1.', (await b.message()).reference],
    ])
  })
  it('Le numéro est injoignable : échec, avec la raison dite à l’agent', async () => {
    b.smsc.conduite.accuse = () => ({ etat: 5, reference: true })
    await ecrireMessages(b.pool)
    await (await b.envoi()).tour()
    await jusqua(async () => (await b.message()).etat === 'echec')
    expect((await b.message()).erreur).toBe('Le numéro n’est pas joignable.')
  })
  it('Un accusé qui vient avant la réponse de l’opérateur vaut autant', async () => {
    b.smsc.conduite.delaiMs = () => 400
    b.smsc.conduite.accuseApresMs = () => 10
    const [id = ''] = await ecrireMessages(b.pool)
    await (await b.envoi({}, { delaiDeReponseMs: 3_000 })).tour()
    expect([
      (await b.message()).etat,
      (await b.message()).fournisseur_ref,
      await evenements(b.pool, id),
    ]).toEqual(['recu', 'm1', ['pris', 'recu', 'accepte']])
  })
  it('Un refus définitif de l’opérateur est un échec, sans autre essai', async () => {
    b.smsc.conduite.statut = () => 0x0b
    const [id = ''] = await ecrireMessages(b.pool)
    const worker = await b.envoi()
    await worker.tour()
    await b.ilEst({ hours: 3 })
    expect(await worker.tour()).toBe(0)
    expect([(await b.message()).etat, await evenements(b.pool, id)]).toEqual([
      'echec',
      ['pris', 'echec'],
    ])
  })
  it('Un refus passager est essayé de nouveau, de plus en plus tard, et part quand l’opérateur revient', async () => {
    b.smsc.conduite.statut = () => 0x58
    const [id = ''] = await ecrireMessages(b.pool)
    const worker = await b.envoi()
    for (const [essai, minutes] of [1, 3, 8].entries()) {
      expect(await worker.tour()).toBe(1)
      expect([(await b.message()).etat, (await b.message()).essais]).toEqual([
        'a_envoyer',
        essai + 1,
      ])
      expect(await worker.tour()).toBe(0)
      await b.ilEst({ minutes })
    }
    b.smsc.conduite.statut = () => 0
    b.smsc.conduite.accuse = () => null
    await worker.tour()
    b.smsc.accuser(0, { etat: 2, reference: true })
    await jusqua(async () => (await b.message()).etat === 'recu')
    expect(await evenements(b.pool, id)).toEqual([
      'pris',
      'refuse',
      'pris',
      'refuse',
      'pris',
      'refuse',
      'pris',
      'accepte',
      'recu',
    ])
    expect(b.smsc.soumis).toHaveLength(1)
  })
  it('Un message que la personne a arrêté entre-temps ne part pas', async () => {
    await ecrireMessages(b.pool)
    await b.pool.query(
      "INSERT INTO messages.opposition (dossier_id, canal, voie) SELECT dossier_id, 'sms', 'agent' FROM messages.message",
    )
    expect(await (await b.envoi()).tour()).toBe(0)
    expect((await b.message()).etat).toBe('annule')
  })
  it('En démonstration rien ne part : accepté, puis reçu, sauf les numéros injoignables', async () => {
    await ecrireMessages(b.pool, { lot: 'a' })
    await ecrireMessages(b.pool, { lot: 'b', destinataire: '+33639980100' })
    await (await b.envoi({ passerelles: [passerelleDemo('sms', 1)] })).tour()
    await jusqua(async () => !('envoye' in (await etats(b.pool))))
    expect(await etats(b.pool)).toEqual({ recu: 1, echec: 1 })
  })
  it('Sans passerelle pour un canal, rien n’est pris', async () => {
    await ecrireMessages(b.pool, { canal: 'courriel' })
    expect(await (await b.envoi()).tour()).toBe(0)
    expect(await etats(b.pool)).toEqual({ a_envoyer: 1 })
  })
})

describe('Ni la nuit ni le dimanche, ni trop tard', () => {
  it('Un arrêt de plusieurs heures : ce qui est encore utile part, le reste est périmé et montré', async () => {
    await ecrireMessages(b.pool, { combien: 20, lot: 'utiles' })
    await ecrireMessages(b.pool, {
      combien: 5,
      lot: 'tardifs',
      utileJusqua: '2026-11-24T10:00:00Z',
    })
    await b.ilEst({ hours: 4 })
    expect(await (await b.envoi()).tour()).toBe(20)
    await jusqua(async () => (await etats(b.pool)).recu === 20)
    expect(await etats(b.pool)).toEqual({ recu: 20, perime: 5 })
    expect(b.smsc.soumis).toHaveLength(20)
    const { rows } = await b.pool.query(
      "SELECT DISTINCT erreur FROM messages.message WHERE etat = 'perime'",
    )
    expect(rows).toEqual([{ erreur: 'Il n’a pas pu partir tant qu’il était utile.' }])
  })
  it('La panne finit à 22 heures : rien ne part avant 8 heures le lendemain', async () => {
    const [id = ''] = await ecrireMessages(b.pool)
    const worker = await b.envoi()
    await b.ilEst({ hours: 13 })
    await worker.tour()
    expect(b.smsc.soumis).toEqual([])
    expect([
      (await b.message()).etat,
      (await b.message()).essais,
      await evenements(b.pool, id),
    ]).toEqual(['a_envoyer', 0, ['pris', 'differe']])
    expect(((await b.message()).envoi_a as Date).toISOString()).toBe('2026-11-25T07:00:00.000Z')
    await b.ilEst({ hours: 23 })
    await worker.tour()
    expect(b.smsc.soumis).toHaveLength(1)
  })
  it('À La Réunion il fait déjà nuit : le message y attend, celui de Paris part', async () => {
    await ecrireMessages(b.pool, { lot: 'reunion', fuseau: 'Indian/Reunion' })
    const [paris = ''] = await ecrireMessages(b.pool, { lot: 'paris' })
    await b.ilEst({ hours: 9 })
    await (await b.envoi()).tour()
    await jusqua(async () => (await b.message(paris)).etat === 'recu')
    expect(await etats(b.pool)).toEqual({ a_envoyer: 1, recu: 1 })
  })
  it('Si la prochaine heure permise est trop tardive, le message est périmé tout de suite', async () => {
    await ecrireMessages(b.pool, { utileJusqua: '2026-11-25T06:30:00Z' })
    await b.ilEst({ hours: 13 })
    await (await b.envoi()).tour()
    expect(await etats(b.pool)).toEqual({ perime: 1 })
  })
})

describe('Le doute', () => {
  it('L’opérateur accepte et ne répond pas : l’accusé lève le doute, rien n’est soumis deux fois', async () => {
    b.smsc.conduite.repond = () => false
    b.smsc.conduite.accuse = () => null
    const [id = ''] = await ecrireMessages(b.pool)
    const worker = await b.envoi()
    await worker.tour()
    expect((await b.message()).etat).toBe('incertain')
    await worker.tour()
    await b.ilEst({ hours: 5 })
    await worker.tour()
    expect([(await b.message()).etat, b.smsc.soumis.length]).toEqual(['incertain', 1])
    b.smsc.accuser(0, { etat: 2, reference: true })
    await jusqua(async () => (await b.message()).etat === 'recu')
    expect([await evenements(b.pool, id), b.smsc.soumis.length]).toEqual([
      ['pris', 'doute', 'recu'],
      1,
    ])
  })
  it('La réponse vient après le délai : elle lève le doute', async () => {
    b.smsc.conduite.delaiMs = () => 600
    b.smsc.conduite.accuse = () => null
    const [id = ''] = await ecrireMessages(b.pool)
    await (await b.envoi()).tour()
    expect((await b.message()).etat).toBe('incertain')
    await jusqua(async () => (await b.message()).etat === 'envoye')
    expect([(await b.message()).fournisseur_ref, await evenements(b.pool, id)]).toEqual([
      'm1',
      ['pris', 'doute', 'accepte'],
    ])
  })
  it('Sans accusé, un doute par SMPP reste montré à l’agent : ni doublé, ni perdu', async () => {
    b.smsc.conduite.repond = () => false
    b.smsc.conduite.accuse = () => null
    await ecrireMessages(b.pool)
    const worker = await b.envoi({}, { attenteDuDouteMs: 0 })
    await worker.tour()
    await b.ilEst({ hours: 24 })
    await worker.tour()
    expect([(await b.message()).etat, (await b.message()).erreur, b.smsc.soumis.length]).toEqual([
      'incertain',
      'L’opérateur n’a pas répondu à temps.',
      1,
    ])
  })
  it('Chez un opérateur qui accuse tout de suite, le silence vaut refus : le message est renvoyé', async () => {
    b.smsc.conduite.repond = () => b.smsc.soumis.length > 1
    b.smsc.conduite.accuse = () => null
    const [id = ''] = await ecrireMessages(b.pool)
    const worker = await b.envoi({}, { attenteDuDouteMs: 400, apresLeDoute: 'renvoyer' })
    await worker.tour()
    await new Promise(r => setTimeout(r, 450))
    await b.ilEst({ seconds: 1 })
    await worker.tour()
    b.smsc.accuser(1, { etat: 2, reference: true })
    await jusqua(async () => (await b.message()).etat === 'recu')
    expect(await evenements(b.pool, id)).toEqual([
      'pris',
      'doute',
      'repris',
      'pris',
      'accepte',
      'recu',
    ])
  })
  it('La liaison se coupe pendant l’envoi : le doute est noté, la liaison revient seule', async () => {
    b.smsc.conduite.repond = () => {
      setTimeout(() => b.smsc.couper(), 20)
      return false
    }
    b.smsc.conduite.accuse = () => null
    await ecrireMessages(b.pool)
    const passerelle = passerelleSmpp({ ...b.smsc.reglages, nom: 'smsc', delaiDeReponseMs: 5_000 })
    const worker = await b.envoi({ passerelles: [passerelle] })
    await worker.tour()
    expect([(await b.message()).etat, (await b.message()).erreur]).toEqual([
      'incertain',
      'La liaison s’est coupée avant la réponse de l’opérateur.',
    ])
    await jusqua(() => passerelle.ouverteDepuis() !== null)
    b.smsc.conduite.repond = () => true
    await ecrireMessages(b.pool, { lot: 'apres' })
    await worker.tour()
    expect(await etats(b.pool)).toEqual({ incertain: 1, envoye: 1 })
  })
  it('Une passerelle HTTP accepte puis se tait : la même clé est renvoyée, un seul message part', async () => {
    const http = await ouvrirPasserelleHttp()
    http.conduite.repond = () => http.passages.length > 1
    const [id = ''] = await ecrireMessages(b.pool)
    const worker = await b.envoi({
      passerelles: [passerelleHttp({ url: http.url, jeton: 'j', nom: 'http' })],
    })
    await worker.tour()
    expect((await b.message()).etat).toBe('incertain')
    await worker.tour()
    expect([(await b.message()).etat, (await b.message()).fournisseur_ref]).toEqual([
      'envoye',
      'h1',
    ])
    expect([http.passages.map(p => p.cle), http.acceptes.size]).toEqual([[id, id], 1])
    expect(await evenements(b.pool, id)).toEqual(['pris', 'doute', 'repris', 'pris', 'accepte'])
    await http.fermer()
  })
  it('Un doute plus vieux que la mémoire de la passerelle n’est pas renvoyé : il est montré', async () => {
    const http = await ouvrirPasserelleHttp()
    http.conduite.repond = () => false
    await ecrireMessages(b.pool)
    const worker = await b.envoi({
      passerelles: [passerelleHttp({ url: http.url, jeton: null, nom: 'http' })],
    })
    await worker.tour()
    await b.ilEst({ hours: 49 })
    await worker.tour()
    expect([(await b.message()).etat, http.passages.length]).toEqual(['incertain', 1])
    await http.fermer()
  })
  it('Un agent qui renvoie exprès change la clé : la passerelle ne répond pas par son premier refus', async () => {
    const http = await ouvrirPasserelleHttp()
    http.conduite.statut = () => (http.passages.length > 1 ? 202 : 422)
    const [id = ''] = await ecrireMessages(b.pool)
    const worker = await b.envoi({
      passerelles: [passerelleHttp({ url: http.url, jeton: null, nom: 'http' })],
    })
    await worker.tour()
    expect((await b.message()).etat).toBe('echec')
    await b.pool.query(
      "INSERT INTO messages.evenement (dossier_id, message_id, quoi) SELECT dossier_id, id, 'renvoye' FROM messages.message",
    )
    await b.pool.query("UPDATE messages.message SET etat = 'a_envoyer'")
    await worker.tour()
    expect([(await b.message()).etat, http.passages.map(p => p.cle)]).toEqual([
      'envoye',
      [id, `${id}-1`],
    ])
    await http.fermer()
  })
})
