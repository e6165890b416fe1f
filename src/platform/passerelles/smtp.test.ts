import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { entete, ouvrirSmtp, type ServeurSmtp } from '../../messages/smtp.builder.ts'
import { lireConfig } from '../config.ts'
import { DELAIS_RFC_5321, type DelaisSmtp } from '../config-smtp.ts'
import { passerellesDe } from './configuration.ts'
import type { AEnvoyer, Passerelle } from './passerelle.ts'
import { passerelleSmtp } from './smtp.ts'

const message: AEnvoyer = {
  cle: '019ab0de-0000-7000-8000-000000000001',
  destinataire: 'personne@exemple.fr',
  sujet: 'Votre convocation du mardi 24 novembre',
  texte: 'Vous êtes attendu à 10 h.\nÀ bientôt.',
  reference: 1,
  utileJusqua: '2026-11-27T09:00:00.000Z',
  lienArret: 'https://fil-rouge.exemple/s/abc',
}
let smtp: ServeurSmtp
let passerelle: Passerelle
const ouverts: Passerelle[] = []

beforeEach(async () => {
  smtp = await ouvrirSmtp()
  passerelle = ouvrir()
})
afterEach(async () => {
  await Promise.all(ouverts.splice(0).map(p => p.fermer()))
  await smtp.fermer()
})
function ouvrir(identite = '', delais: Partial<DelaisSmtp> = { fin: 2_000 }): Passerelle {
  const url = `smtp://${identite}127.0.0.1:${smtp.port}`
  const ouverte = passerelleSmtp({ url, de: 'Service <convocations@service.exemple>', delais })
  ouverts.push(ouverte)
  return ouverte
}

describe('Le courriel', () => {
  it('Porte le texte, un identifiant qui ne change pas et le lien pour arrêter', async () => {
    expect(await passerelle.envoyer(message)).toEqual({
      sorte: 'accepte',
      ref: `<${message.cle}@service.exemple>`,
    })
    const [recu] = smtp.recus
    expect([recu?.de, recu?.a]).toEqual(['convocations@service.exemple', ['personne@exemple.fr']])
    expect(entete(recu, 'Message-ID')).toBe(`<${message.cle}@service.exemple>`)
    expect(entete(recu, 'List-Unsubscribe')).toBe('<https://fil-rouge.exemple/s/abc>')
    expect(entete(recu, 'Subject')).toBe('Votre convocation du mardi 24 novembre')
    expect(recu?.brut).toContain('Vous =C3=AAtes attendu')
  })
  it('Renvoyé après un doute, il porte le même identifiant : une boîte le reconnaît', async () => {
    smtp.conduite.couper = 'apres'
    expect(await passerelle.envoyer(message)).toMatchObject({ sorte: 'doute' })
    smtp.conduite = {}
    expect(await passerelle.envoyer(message)).toMatchObject({ sorte: 'accepte' })
    expect(new Set(smtp.recus.map(r => entete(r, 'Message-ID')))).toEqual(
      new Set([`<${message.cle}@service.exemple>`]),
    )
  })
  it.each([
    ['adresse inconnue', { rcpt: 550 }, true],
    ['boîte pleine', { rcpt: 452 }, false],
    ['contenu refusé', { data: 554 }, true],
    ['serveur occupé', { data: 451 }, false],
    ['notre adresse d’envoi refusée', { mail: 550 }, false],
  ])('Refus, %s', async (_nom, refus, definitif) => {
    smtp.conduite = refus
    expect(await passerelle.envoyer(message)).toMatchObject({ sorte: 'refus', definitif })
    expect(smtp.recus).toEqual([])
  })
  it('Un mauvais mot de passe est à corriger par nous, le message attend', async () => {
    passerelle = ouvrir('fil-rouge:faux@')
    expect(await passerelle.envoyer(message)).toMatchObject({ sorte: 'refus', definitif: false })
    passerelle = ouvrir('fil-rouge:secret@')
    expect(await passerelle.envoyer(message)).toMatchObject({ sorte: 'accepte' })
  })
  it('Le serveur absent est un refus passager, jamais un doute', async () => {
    const absente = passerelleSmtp({ url: 'smtp://127.0.0.1:9', de: 'a@b.exemple' })
    const detail = 'Le serveur de courriel n’est pas joignable.'
    expect(await absente.envoyer(message)).toEqual({ sorte: 'refus', definitif: false, detail })
    await absente.fermer()
  })
  it('La connexion coupée avant le message : un refus passager, dit comme tel', async () => {
    smtp.conduite.couper = 'avant'
    const detail = 'Le serveur de courriel a coupé la connexion.'
    expect(await passerelle.envoyer(message)).toEqual({ sorte: 'refus', definitif: false, detail })
  })
  it('Un texte ne peut ajouter ni destinataire ni en-tête', async () => {
    await passerelle.envoyer({ ...message, sujet: 'Rappel\r\nBcc: autre@exemple.fr' })
    expect(smtp.recus.map(r => r.a)).toEqual([['personne@exemple.fr']])
    expect(entete(smtp.recus[0], 'Bcc')).toBeUndefined()
  })
})

const tropTard = (fait: string, delai: string) => ({
  sorte: 'refus' as const,
  definitif: false,
  detail: `Le serveur de courriel n’a pas ${fait} à temps.`,
  journal: `Le serveur de courriel n’a pas ${fait} à temps : c’est le délai « ${delai} » de FIL_ROUGE_SMTP_DELAIS.`,
})
describe('Ce qu’un serveur de courriel met à répondre', () => {
  it('Chaque réponse est attendue au moins ce que dit la RFC 5321 (§4.5.3.2)', () => {
    const minutes = Object.entries(DELAIS_RFC_5321).map(([quoi, ms]) => [quoi, ms / 60_000])
    expect(Object.fromEntries(minutes)).toEqual({
      connexion: 2,
      accueil: 5,
      mail: 5,
      rcpt: 5,
      data: 2,
      bloc: 3,
      fin: 10,
    })
  })
  it.each([
    ['accueil', tropTard('salué', 'accueil')],
    ['mail', tropTard('répondu', 'mail')],
    ['rcpt', tropTard('répondu', 'rcpt')],
    ['fin', { sorte: 'doute' }],
  ] as const)(
    'Son silence à « %s » a son propre délai, les autres n’y changent rien',
    async (quoi, fin) => {
      smtp.conduite.silence = quoi
      const debut = performance.now()
      expect(await ouvrir('', { ...DELAIS_RFC_5321, [quoi]: 120 }).envoyer(message)).toMatchObject(
        fin,
      )
      expect(performance.now() - debut).toBeLessThan(2_000)
      smtp.conduite = {}
      expect(await passerelle.envoyer(message)).toMatchObject({ sorte: 'accepte' })
    },
  )
  it('Le délai que l’exploitant a dit est celui qui est laissé', async () => {
    smtp.conduite.silence = 'accueil'
    const { envoi } = lireConfig({
      FIL_ROUGE_SMTP: `smtp://127.0.0.1:${smtp.port}`,
      FIL_ROUGE_COURRIEL_DE: 'a@service.exemple',
    })
    const smtpDelais = { ...envoi.smtpDelais, accueil: 120 }
    const [, courriel] = passerellesDe({ ...envoi, smtpDelais })
    const debut = performance.now()
    expect(await courriel?.envoyer(message)).toMatchObject({ sorte: 'refus', definitif: false })
    expect(performance.now() - debut).toBeLessThan(2_000)
  })
  it('Une réponse lente, dans son délai, n’est pas un doute', async () => {
    smtp.conduite.finApresMs = 300
    expect(
      await ouvrir('', { accueil: 200, mail: 200, rcpt: 200, data: 200, bloc: 200 }).envoyer(
        message,
      ),
    ).toMatchObject({
      sorte: 'accepte',
    })
    expect(smtp.recus).toHaveLength(1)
  })
})
