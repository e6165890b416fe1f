import { describe, expect, it } from 'vitest'
import { transaction } from '../platform/db/connexion.ts'
import { ecrireMessages, etats, jusqua } from './envoi.builder.ts'
import { processusDEnvoi } from './envoi.store.ts'
import { banc } from './envoi-banc.builder.ts'

const b = banc()
const vivants = (canal: 'sms' | 'courriel' | 'envoi' = 'envoi') =>
  transaction(b.base, 'SELECT 1', async tx => ({
    resultat: await processusDEnvoi(tx, canal),
    fin: 'SELECT 1',
  }))

describe('À qui est l’accusé', () => {
  const douter = async (lots: { lot: string; destinataire: string }[]) => {
    b.smsc.conduite.repond = () => false
    b.smsc.conduite.accuse = () => null
    const ids: string[] = []
    for (const l of lots) ids.push(...(await ecrireMessages(b.pool, l)))
    await (await b.envoi()).tour()
    expect(await etats(b.pool)).toEqual({ incertain: lots.length })
    return ids
  }
  it('Sans référence rendue par l’opérateur, il est au seul message en doute de ce numéro', async () => {
    const [un_ = '', autre = ''] = await douter([
      { lot: 'a', destinataire: '+33639980001' },
      { lot: 'b', destinataire: '+33639980002' },
    ])
    b.smsc.accuser(
      b.smsc.soumis.findIndex(s => s.numero.endsWith('1')),
      { etat: 2, texte: true },
    )
    await jusqua(async () => (await b.message(un_)).etat === 'recu')
    expect((await b.message(autre)).etat).toBe('incertain')
  })
  it('À deux doutes pour un numéro, un accusé sans référence n’en lève aucun ; avec sa référence, le sien', async () => {
    const ids = await douter([
      { lot: 'a', destinataire: '+33639980001' },
      { lot: 'b', destinataire: '+33639980001' },
    ])
    b.smsc.accuser(0, { etat: 2 })
    await jusqua(() => b.erreurs.includes('smsc : accusé d’un message inconnu (m1)'))
    expect(await etats(b.pool)).toEqual({ incertain: 2 })
    b.smsc.accuser(1, { etat: 2, reference: true })
    await jusqua(async () => (await etats(b.pool)).recu === 1)
    const sien = (
      await b.pool.query<{ id: string }>('SELECT id FROM messages.message WHERE reference = $1', [
        b.smsc.soumis[1]?.reference,
      ])
    ).rows[0]
    expect([ids.includes(sien?.id ?? ''), (await b.message(sien?.id)).etat]).toEqual([true, 'recu'])
  })
  it('Une référence de 16 bits sert plusieurs fois : le numéro appelé les distingue', async () => {
    const ids = await ecrireMessages(b.pool, { combien: 3 })
    await b.pool.query('UPDATE messages.message SET reference = 7')
    b.smsc.conduite.repond = () => false
    b.smsc.conduite.accuse = s => (s.numero.endsWith('2') ? { etat: 2, reference: true } : null)
    await (await b.envoi()).tour()
    await jusqua(async () => (await etats(b.pool)).recu === 1)
    expect((await b.message(ids[1])).etat).toBe('recu')
  })
  it('La personne répond STOP : l’opposition est notée et ce qui attendait ne part pas', async () => {
    const [premier = ''] = await ecrireMessages(b.pool, { lot: 'a', destinataire: '+33639980001' })
    await ecrireMessages(b.pool, {
      lot: 'b',
      destinataire: '+33639980001',
      envoiA: '2026-11-25T09:00:00Z',
    })
    const worker = await b.envoi()
    await worker.tour()
    await jusqua(async () => (await b.message(premier)).etat === 'recu')
    b.smsc.repondre('33639980001', 'STOP')
    await jusqua(async () => (await etats(b.pool)).annule === 1)
    await b.ilEst({ hours: 26 })
    expect(await worker.tour()).toBe(0)
    expect((await b.pool.query('SELECT canal, voie FROM messages.opposition')).rows).toEqual([
      { canal: 'sms', voie: 'reponse' },
    ])
  })
})

describe('Quand la base s’absente', () => {
  const couper = () =>
    b.pool.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND usename = 'fil_rouge_application'",
    )
  it('Une fin d’envoi que la base n’a pas prise est notée dès qu’elle revient : rien n’est en doute', async () => {
    await ecrireMessages(b.pool, { combien: 5 })
    b.smsc.conduite.delaiMs = () => 100
    b.smsc.conduite.accuse = () => null
    const tour = (await b.envoi()).tour()
    await jusqua(() => b.smsc.soumis.length === 5)
    await couper()
    await tour.catch(() => {})
    await jusqua(async () => (await etats(b.pool)).envoye === 5)
    expect(b.smsc.soumis).toHaveLength(5)
  })
  it('Le processus reprend une nouvelle session et continue', async () => {
    const worker = await b.envoi()
    await worker.tour()
    await couper()
    await jusqua(async () => (await vivants().catch(() => 1)) === 0)
    await ecrireMessages(b.pool)
    await worker.tour()
    await jusqua(async () => (await b.message()).etat === 'recu')
    expect(await vivants()).toBe(1)
  })
})

describe('Plusieurs processus', () => {
  it('Deux processus et 300 messages : chacun part une fois, et les deux ont travaillé', async () => {
    await ecrireMessages(b.pool, { combien: 300 })
    b.smsc.conduite.delaiMs = () => 2
    const [un, deux] = await Promise.all([b.envoi({ qui: 'a' }), b.envoi({ qui: 'b' })])
    expect(await vivants()).toBe(0)
    const faits = await Promise.all([un.tour(), deux.tour()])
    expect([await vivants(), await vivants('sms'), await vivants('courriel')]).toEqual([2, 2, 0])
    expect(faits.reduce((x, y) => x + y)).toBe(300)
    expect(Math.min(...faits)).toBeGreaterThan(20)
    await jusqua(async () => (await etats(b.pool)).recu === 300)
    expect([b.smsc.soumis.length, new Set(b.smsc.soumis.map(s => s.texte)).size]).toEqual([
      300, 300,
    ])
  })
  it('Un processus mort laisse des doutes, un processus vivant garde les siens', async () => {
    const ids = await ecrireMessages(b.pool, { combien: 2 })
    await b.pool.query(
      "UPDATE messages.message SET etat = 'en_cours', fournisseur = 'smsc', pris_a = now(), pris_par = CASE id WHEN $1 THEN 'vivant' ELSE 'mort' END",
      [ids[0]],
    )
    const vivant = await b.base.pool.connect()
    await vivant.query("SELECT messages.tenir('vivant', '{sms}')")
    const worker = await b.envoi()
    await worker.tour()
    expect([(await b.message(ids[0])).etat, (await b.message(ids[1])).etat]).toEqual([
      'en_cours',
      'incertain',
    ])
    vivant.release(true)
    await jusqua(async () => {
      await worker.tour()
      return (await b.message(ids[0])).etat === 'incertain'
    })
    expect(b.smsc.soumis).toEqual([])
  })
  it('Un message écrit réveille le processus sans attendre son prochain regard', async () => {
    await b.envoi({ periodeMs: 60_000 })
    await jusqua(async () => (await vivants()) === 1)
    await new Promise(r => setTimeout(r, 100))
    await ecrireMessages(b.pool)
    await jusqua(async () => (await b.message()).etat === 'recu', 2_000)
    expect(b.smsc.soumis).toHaveLength(1)
  })
  it('L’arrêt laisse finir ce qui est parti et ne prend rien de plus', async () => {
    await ecrireMessages(b.pool, { combien: 50 })
    b.smsc.conduite.delaiMs = () => 100
    const worker = await b.envoi({}, { fenetre: 5, delaiDeReponseMs: 2_000 })
    const tour = worker.tour()
    await jusqua(() => b.smsc.soumis.length >= 5)
    await worker.arreter()
    await tour
    const fin = await etats(b.pool)
    expect([fin.en_cours ?? 0, fin.incertain ?? 0]).toEqual([0, 0])
    expect((fin.envoye ?? 0) + (fin.recu ?? 0)).toBe(b.smsc.soumis.length)
    expect(b.smsc.soumis.length).toBeLessThan(50)
  })
  it('L’arrêt attend que l’accusé en cours soit écrit : rien n’écrit après lui', async () => {
    await ecrireMessages(b.pool)
    b.smsc.conduite.accuse = () => null
    const worker = await b.envoi()
    await worker.tour()
    const retenu = await b.pool.connect()
    await retenu.query('BEGIN; SELECT FROM messages.message FOR UPDATE')
    b.smsc.accuser(0, { etat: 2, reference: true })
    const attend =
      "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    await jusqua(async () => (await b.pool.query(attend)).rows.length > 0)
    let arrete = false
    const arret = worker.arreter().then(() => {
      arrete = true
    })
    await new Promise(r => setTimeout(r, 100))
    const tropTot = arrete
    await retenu.query('COMMIT')
    retenu.release()
    await arret
    expect([tropTot, await etats(b.pool)]).toEqual([false, { recu: 1 }])
  })
  it('Le rôle de l’application ne lit par ces fonctions ni dossier ni nom, et personne d’autre ne les appelle', async () => {
    await ecrireMessages(b.pool)
    expect(
      (await b.base.pool.query('SELECT count(*)::int AS n FROM messages.message')).rows,
    ).toEqual([{ n: 0 }])
    const { rows } = await b.base.pool.query("SELECT * FROM messages.prendre('x', 'f', 'sms', 1)")
    expect(Object.keys(rows[0] as object)).toEqual([
      'cle',
      'destinataire',
      'sujet',
      'texte',
      'reference',
      'fuseau',
      'utile_jusqua',
      'essais',
      'jeton',
      'pris_a',
    ])
    const { rows: publiques } = await b.pool.query(
      "SELECT proname FROM pg_proc WHERE pronamespace = 'messages'::regnamespace AND proname IN ('prendre','noter_essai','noter_accuse','ecarter','reprendre','relancer') AND has_function_privilege('public', oid, 'execute')",
    )
    expect(publiques).toEqual([])
  })
})
