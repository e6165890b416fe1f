import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AEnvoyer, Passerelle } from './passerelle.ts'
import { passerelleSmtp } from './passerelle-smtp.ts'

const message: AEnvoyer = {
  cle: '019ab0de-0000-7000-8000-000000000001',
  destinataire: 'personne@exemple.fr',
  sujet: 'Votre convocation du mardi 24 novembre',
  texte: 'Vous êtes attendu à 10 h.\nÀ bientôt.',
  reference: 1,
  utileJusqua: '2026-11-27T09:00:00.000Z',
  lienArret: 'https://fil-rouge.exemple/s/abc',
}
type Recu = { de: string; a: string[]; brut: string }
let server: SMTPServer
let recus: Recu[] = []
let conduite: { rcpt?: number; data?: number; couper?: 'avant' | 'apres'; mail?: number } = {}
let passerelle: Passerelle
const erreur = (responseCode: number) => Object.assign(new Error('refus'), { responseCode })

beforeEach(async () => {
  recus = []
  conduite = {}
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onAuth: (auth, _session, fini) => fini(auth.password === 'secret' ? null : erreur(535), { user: 'fil-rouge' }),
    onMailFrom: (_a, _s, fini) => fini(conduite.mail ? erreur(conduite.mail) : null),
    onRcptTo: (_a, session, fini) => {
      if (conduite.couper === 'avant') couper(session.id)
      else fini(conduite.rcpt ? erreur(conduite.rcpt) : null)
    },
    onData: (flux, session, fini) => {
      const morceaux: Buffer[] = []
      flux.on('data', (m: Buffer) => morceaux.push(m))
      flux.on('end', () => {
        if (conduite.data) return fini(erreur(conduite.data))
        const { mailFrom, rcptTo } = session.envelope
        recus.push({ de: mailFrom ? mailFrom.address : '', a: rcptTo.map(r => r.address), brut: Buffer.concat(morceaux).toString('utf8') })
        if (conduite.couper === 'apres') couper(session.id)
        else fini(null)
      })
    },
  })
  const couper = (id: string) => {
    for (const c of server.connections) if (c.id === id) c._socket.destroy()
  }
  server.on('error', () => {})
  await new Promise<void>(prete => server.listen(0, '127.0.0.1', prete))
  passerelle = ouvrir()
})
afterEach(async () => {
  await passerelle.fermer()
  await new Promise<void>(fini => server.close(fini))
})
function ouvrir(identite = ''): Passerelle {
  const { port } = server.server.address() as AddressInfo
  return passerelleSmtp({
    url: `smtp://${identite}127.0.0.1:${port}`,
    de: 'Service <convocations@service.exemple>',
    delaiDeReponseMs: 2_000,
  })
}
const entete = (recu: Recu | undefined, nom: string) => new RegExp(`^${nom}: (.*)$`, 'mi').exec(recu?.brut ?? '')?.[1]?.trim()

describe('Le courriel', () => {
  it('Porte le texte, un identifiant qui ne change pas et le lien pour arrêter', async () => {
    expect(await passerelle.envoyer(message)).toEqual({ sorte: 'accepte', ref: `<${message.cle}@service.exemple>` })
    const [recu] = recus
    expect([recu?.de, recu?.a]).toEqual(['convocations@service.exemple', ['personne@exemple.fr']])
    expect(entete(recu, 'Message-ID')).toBe(`<${message.cle}@service.exemple>`)
    expect(entete(recu, 'List-Unsubscribe')).toBe('<https://fil-rouge.exemple/s/abc>')
    expect(entete(recu, 'Subject')).toBe('Votre convocation du mardi 24 novembre')
    expect(recu?.brut).toContain('Vous =C3=AAtes attendu')
  })
  it('Renvoyé après un doute, il porte le même identifiant : une boîte le reconnaît', async () => {
    conduite.couper = 'apres'
    expect(await passerelle.envoyer(message)).toMatchObject({ sorte: 'doute' })
    conduite = {}
    expect(await passerelle.envoyer(message)).toMatchObject({ sorte: 'accepte' })
    expect(new Set(recus.map(r => entete(r, 'Message-ID')))).toEqual(new Set([`<${message.cle}@service.exemple>`]))
  })
  it.each([
    ['adresse inconnue', { rcpt: 550 }, true],
    ['boîte pleine', { rcpt: 452 }, false],
    ['contenu refusé', { data: 554 }, true],
    ['serveur occupé', { data: 451 }, false],
    ['notre adresse d’envoi refusée', { mail: 550 }, false],
  ])('Refus, %s', async (_nom, refus, definitif) => {
    conduite = refus
    expect(await passerelle.envoyer(message)).toMatchObject({ sorte: 'refus', definitif })
    expect(recus).toEqual([])
  })
  it('Un mauvais mot de passe est à corriger par nous, le message attend', async () => {
    await passerelle.fermer()
    passerelle = ouvrir('fil-rouge:faux@')
    expect(await passerelle.envoyer(message)).toMatchObject({ sorte: 'refus', definitif: false })
    passerelle = ouvrir('fil-rouge:secret@')
    expect(await passerelle.envoyer(message)).toMatchObject({ sorte: 'accepte' })
  })
  it('Le serveur absent est un refus passager, jamais un doute', async () => {
    const absente = passerelleSmtp({ url: 'smtp://127.0.0.1:9', de: 'a@b.exemple', delaiDeReponseMs: 500 })
    expect(await absente.envoyer(message)).toMatchObject({ sorte: 'refus', definitif: false })
    await absente.fermer()
  })
  it('Un texte ne peut ajouter ni destinataire ni en-tête', async () => {
    await passerelle.envoyer({ ...message, sujet: 'Rappel\r\nBcc: autre@exemple.fr' })
    expect(recus.map(r => r.a)).toEqual([['personne@exemple.fr']])
    expect(entete(recus[0], 'Bcc')).toBeUndefined()
  })
})
