import { describe, expect, it } from 'vitest'
import { passerelleHttp } from '../platform/passerelles/http.ts'
import type { Accuse } from '../platform/passerelles/passerelle.ts'
import { propre } from '../platform/passerelles/reponse.ts'
import { ecrireMessages, etats, jusqua } from './envoi.builder.ts'
import { noterAccuse, opposerParNumero } from './envoi.store.ts'
import { banc } from './envoi-banc.builder.ts'
import { ouvrirPasserelleHttp } from './passerelle-http.builder.ts'
import type { Soumis } from './smsc.builder.ts'

const b = banc()
const NUL = String.fromCharCode(0)
const laCinquieme = { combien: 10 }
const motifs = async () =>
  (
    await b.pool.query<{ erreur: string }>(
      "SELECT erreur FROM messages.message WHERE etat IN ('incertain', 'echec')",
    )
  ).rows.map(r => r.erreur)
/** The following day and the next: what was set aside does not leave by itself. */
async function attendre(worker: { tour(): Promise<number> }): Promise<void> {
  for (const hours of [1, 24, 47]) {
    await b.ilEst({ hours })
    await worker.tour()
  }
}

describe('Une passerelle HTTP qui répond n’importe quoi à un message sur dix', () => {
  it.each([
    ['un NUL dans son numéro', `{"id":"h${'\\'}u00005"}`, 'son numéro est illisible'],
    ['pas du JSON', '<html>502</html>', 'ce n’est pas du JSON'],
    ['rien', '', 'elle est vide'],
    [
      'pas de l’UTF-8',
      Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]),
      'ce n’est pas de l’UTF-8',
    ],
    ['une réponse sans fin', `{"id":"${'9'.repeat(200_000)}"}`, 'elle est trop longue'],
    ['une liste', '[{"id":"h5"}]', 'elle n’a pas la forme attendue'],
    ['un numéro qui n’en est pas un', '{"id":{"a":1}}', 'elle n’a pas la forme attendue'],
  ])(
    '%s : il est mis de côté avec sa raison, les neuf autres partent',
    async (_nom, reponse, raison) => {
      const http = await ouvrirPasserelleHttp()
      http.conduite.brut = p => (p.corps.texte.endsWith('message 5.') ? reponse : null)
      await ecrireMessages(b.pool, laCinquieme)
      const worker = await b.envoi({
        passerelles: [passerelleHttp({ url: http.url, jeton: null, nom: 'http' })],
      })
      await worker.tour()
      await attendre(worker)
      expect([await etats(b.pool), http.passages.length]).toEqual([{ envoye: 9, incertain: 1 }, 10])
      expect(await motifs()).toEqual([
        `La passerelle a répondu, mais on ne peut pas lire sa réponse : ${raison}.`,
      ])
      await http.fermer()
    },
  )
  it('un refus dont la raison porte un NUL est un échec, sa raison nettoyée ; un refus reste un refus', async () => {
    const http = await ouvrirPasserelleHttp()
    http.conduite.statut = p => (p.corps.texte.endsWith('message 5.') ? 422 : 202)
    http.conduite.brut = p =>
      p.corps.texte.endsWith('message 5.')
        ? JSON.stringify({ erreur: `inconnu${NUL}\u0007 ici` })
        : null
    await ecrireMessages(b.pool, laCinquieme)
    const worker = await b.envoi({
      passerelles: [passerelleHttp({ url: http.url, jeton: null, nom: 'http' })],
    })
    await worker.tour()
    expect(await etats(b.pool)).toEqual({ envoye: 9, echec: 1 })
    expect(await motifs()).toEqual([
      'La passerelle refuse ce message ou ce numéro (422, inconnu ici).',
    ])
    await http.fermer()
  })
})

/**
 * An answer of that command, whose length is true: what follows the header is not what it should
 * be.
 */
function enTete(commande: number, s: Soumis, suite: Buffer): Buffer {
  const octets = Buffer.alloc(16)
  for (const [i, mot] of [16 + suite.length, commande, 0, s.pdu.sequence_number].entries())
    octets.writeUInt32BE(mot, i * 4)
  return Buffer.concat([octets, suite])
}
const SUBMIT_SM_RESP = 0x80000004
const ENQUIRE_LINK_RESP = 0x80000015

describe('Un opérateur SMPP qui répond n’importe quoi à un message sur dix', () => {
  const estLaCinquieme = (s: Soumis) => s.texte.endsWith('message 5.')
  it.each([
    [
      'un numéro qui n’en est pas un',
      (s: Soumis) => enTete(SUBMIT_SM_RESP, s, Buffer.from('m\u0007\u001b5\0')),
    ],
    ['une réponse à autre chose', (s: Soumis) => enTete(ENQUIRE_LINK_RESP, s, Buffer.alloc(0))],
  ])('%s : il est mis de côté, les neuf autres partent', async (_nom, brut) => {
    b.smsc.conduite.accuse = () => null
    b.smsc.conduite.brut = s => (estLaCinquieme(s) ? brut(s) : null)
    await ecrireMessages(b.pool, laCinquieme)
    const worker = await b.envoi({}, { apresLeDoute: 'renvoyer', attenteDuDouteMs: 0 })
    await worker.tour()
    await attendre(worker)
    expect([await etats(b.pool), b.smsc.soumis.length]).toEqual([{ envoye: 9, incertain: 1 }, 10])
    expect(await motifs()).toEqual(['L’opérateur a répondu, mais on ne peut pas lire sa réponse.'])
  })
  it('un paquet sans fin coupe la liaison : ce message est en doute, les neuf autres partent par la suivante', async () => {
    b.smsc.conduite.accuse = () => null
    b.smsc.conduite.brut = s => (estLaCinquieme(s) ? Buffer.alloc(64, 0xff) : null)
    await ecrireMessages(b.pool, laCinquieme)
    const worker = await b.envoi({}, { fenetre: 1, delaiDeReponseMs: 5_000 })
    await jusqua(async () => {
      await worker.tour()
      return (await etats(b.pool)).envoye === 9
    })
    expect([await etats(b.pool), b.smsc.soumis.length]).toEqual([{ envoye: 9, incertain: 1 }, 10])
  })
})

describe('Ce que la base ne prendra jamais', () => {
  it('n’est pas offert sans fin : le message est mis de côté, la file continue', async () => {
    await ecrireMessages(b.pool, laCinquieme)
    await b.pool.query(
      `ALTER TABLE messages.message ADD CONSTRAINT jamais CHECK (fournisseur_ref IS DISTINCT FROM 'interdit')`,
    )
    b.smsc.conduite.accuse = () => null
    b.smsc.conduite.numero = s => (s.texte.endsWith('message 5.') ? 'interdit' : s.id)
    await (await b.envoi()).tour()
    await b.pool.query('ALTER TABLE messages.message DROP CONSTRAINT jamais')
    expect(await etats(b.pool)).toEqual({ envoye: 9, incertain: 1 })
    expect(await motifs()).toEqual(['La réponse de l’opérateur n’a pas pu être gardée.'])
  })
  it('un accusé ou un STOP où que soient ses NUL est gardé pour ce qu’on en lit, ou n’est à personne', async () => {
    const [id = ''] = await ecrireMessages(b.pool)
    await b.pool.query(
      "UPDATE messages.message SET etat = 'envoye', fournisseur = 'smsc', fournisseur_ref = 'abc-12', pris_a = now()",
    )
    const dire = (a: Partial<Accuse>) =>
      noterAccuse(b.base, 'smsc', { quoi: 'echec', refs: [], detail: null, ...a })
    expect(await dire({ cle: `${id}${NUL}x` })).toBe(false)
    expect(await dire({ refs: [`abc${NUL}-12`], numero: `33${NUL}1` })).toBe(false)
    expect(await dire({ refs: [`abc-12${NUL}${NUL}`], detail: `Éteint${NUL}.` })).toBe(true)
    expect([await etats(b.pool), await motifs()]).toEqual([{ echec: 1 }, ['Éteint .']])
    await opposerParNumero(b.base, `336${NUL}39980001`)
    expect((await b.pool.query('SELECT voie FROM messages.opposition')).rows).toEqual([
      { voie: 'reponse' },
    ])
  })
  it('ce qui est dit par un fournisseur tient sur une ligne, en caractères visibles', () => {
    expect(propre(` a${NUL}b\n\ud800 c\u202e<i> ${'é'.repeat(10)}`, 12)).toBe('a b c <i> éé')
  })
})
