import smpp from 'smpp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { jusqua } from '../../messages/envoi.builder.ts'
import { ouvrirSmsc, type Smsc } from '../../messages/smsc.builder.ts'
import { type Accuse, type AEnvoyer, estUnArret, type Passerelle } from './passerelle.ts'
import { passerelleSmpp, type ReglagesSmpp } from './smpp.ts'
import { decouper, dureeDeValidite, lireAccuse } from './smpp-texte.ts'

const message = (m: Partial<AEnvoyer> = {}): AEnvoyer => ({
  cle: '019ab0de-0000-7000-8000-000000000001',
  destinataire: '+33639980001',
  sujet: null,
  texte: 'Vous êtes attendu à 10 h.',
  reference: 40_000,
  utileJusqua: '2026-11-27T09:00:00.000Z',
  lienArret: null,
  ...m,
})
const ARABE =
  'لديك موعد يوم الثلاثاء 24 نوفمبر على الساعة 10:00 صباحا في العنوان التالي، يرجى إحضار هذه الرسالة وبطاقة هويتك.'

let smsc: Smsc
let passerelle: Passerelle
let accuses: Accuse[] = []
let reponses: [string, string][] = []
let coupures: string[] = []
let garder: () => Promise<void> = async () => {}
beforeEach(async () => {
  smsc = await ouvrirSmsc()
  accuses = []
  reponses = []
  coupures = []
  garder = async () => {}
})
afterEach(async () => {
  await passerelle.fermer()
  await smsc.fermer()
})
async function ouvrir(r: Partial<ReglagesSmpp> = {}): Promise<void> {
  passerelle = passerelleSmpp({ ...smsc.reglages, delaiDeReponseMs: 500, ...r })
  passerelle.ouvrir({
    prete: () => {},
    coupee: pourquoi => void coupures.push(pourquoi),
    recu: async a => {
      await garder()
      accuses.push(a)
    },
    reponse: async (numero, texte) => void reponses.push([numero, texte]),
    erreur: () => {},
  })
  if (!r.motDePasse) await jusqua(() => passerelle.ouverteDepuis() !== null)
}

describe('Ce que porte un SMS', () => {
  it('Français en GSM 03.38, accents compris ; arabe en UCS-2 : le texte arrive tel qu’écrit', async () => {
    await ouvrir()
    const textes = [
      'Vous êtes convoqué le mardi 24 novembre à 10 h €',
      'Rappel : mardi 24 à 10 h, 1 rue du Port [bat. A]',
      ARABE,
      'Señor, çà et là',
    ]
    for (const texte of textes)
      expect(await passerelle.envoyer(message({ texte }))).toMatchObject({ sorte: 'accepte' })
    expect(smsc.soumis.map(s => s.texte)).toEqual(textes)
    expect(smsc.soumis.map(s => s.pdu.data_coding)).toEqual([8, 0, 8, 8])
  })
  it('Un long texte est une seule soumission, ou des morceaux numérotés dont le dernier demande l’accusé', async () => {
    await ouvrir()
    const long = `${'Vous devez venir. '.repeat(20)}€`
    await passerelle.envoyer(message({ texte: long }))
    expect([
      smsc.soumis.length,
      smsc.soumis[0]?.texte,
      smsc.soumis[0]?.pdu.short_message?.message?.length ?? 0,
    ]).toEqual([1, long, 0])
    await passerelle.fermer()
    await ouvrir({ long: 'udh' })
    await passerelle.envoyer(message({ texte: long }))
    const morceaux = smsc.soumis.slice(1)
    expect(morceaux.map(s => s.texte).join('')).toBe(long)
    expect(morceaux.map(s => [...(s.pdu.short_message?.udh?.[0] ?? [])].slice(-3))).toEqual(
      [1, 2, 3].map(i => [40_000 & 0xff, 3, i]),
    )
    expect(morceaux.map(s => s.pdu.registered_delivery)).toEqual([0, 0, 1])
  })
  it('On ne coupe ni un caractère d’échappement ni une paire de substitution', () => {
    for (const decalage of [0, 1]) {
      const gsm = decouper(`${'a'.repeat(decalage)}${'€'.repeat(200)}`, 1, 'udh')
      for (const { short_message: octets } of gsm) {
        expect(octets?.at(-1)).not.toBe(0x1b)
        expect(octets?.length).toBeLessThanOrEqual(159)
      }
      const ucs2 = decouper(`${'a'.repeat(decalage)}${'😀'.repeat(80)}`, 1, 'udh')
      expect(
        ucs2
          .map(m =>
            Buffer.from(m.short_message?.subarray(6) ?? [])
              .swap16()
              .toString('utf16le'),
          )
          .join(''),
      ).toContain('😀'.repeat(80))
      for (const m of ucs2)
        expect(
          Buffer.from(m.short_message?.subarray(6) ?? [])
            .swap16()
            .toString('utf16le'),
        ).not.toMatch(/[\ud800-\udbff]$/)
    }
  })
  it('L’opérateur sait jusqu’à quand le message est utile, qui l’envoie et où répondre', async () => {
    await ouvrir()
    await passerelle.envoyer(message())
    expect(smsc.soumis[0]?.pdu).toMatchObject({
      user_message_reference: 40_000,
      registered_delivery: 1,
      source_addr: '38123',
      destination_addr: '33639980001',
      validity_period: new Date('2026-11-27T09:00:00Z'),
    })
    expect(dureeDeValidite('2026-11-27T09:00:00.000Z')).toBe('261127090000000+')
  })
})

describe('La liaison', () => {
  it('Un mauvais mot de passe est dit, rien n’est envoyé, et ce n’est pas un doute', async () => {
    await ouvrir({ motDePasse: 'faux' })
    await jusqua(() => coupures.length > 0)
    expect(coupures[0]).toBe('L’opérateur refuse la liaison (code SMPP 0xe).')
    expect(await passerelle.envoyer(message())).toMatchObject({ sorte: 'refus', definitif: false })
  })
  it('L’opérateur absent au départ est relié dès qu’il revient', async () => {
    const { port } = smsc.reglages
    await smsc.fermer()
    passerelle = passerelleSmpp({ ...smsc.reglages, delaiDeReponseMs: 500 })
    const coupee = (pourquoi: string) => void coupures.push(pourquoi)
    passerelle.ouvrir({
      prete: () => {},
      coupee,
      recu: async () => {},
      reponse: async () => {},
      erreur: () => {},
    })
    await jusqua(() => coupures.length > 0)
    expect(coupures[0]).toBe('Rien ne répond à l’adresse de l’opérateur (ECONNREFUSED).')
    smsc = await ouvrirSmsc(port)
    await jusqua(() => passerelle.ouverteDepuis() !== null)
    expect(await passerelle.envoyer(message())).toMatchObject({ sorte: 'accepte', ref: 'm1' })
  })
  it.each([
    [0x0b, true],
    [0x01, true],
    [0x58, false],
    [0x14, false],
    [0x08, false],
  ])('Le refus 0x%s est définitif : %s', async (statut, definitif) => {
    await ouvrir()
    smsc.conduite.statut = () => statut
    expect(await passerelle.envoyer(message())).toMatchObject({ sorte: 'refus', definitif })
  })
  it('Une coupure pendant l’attente d’une réponse est un doute', async () => {
    await ouvrir({ delaiDeReponseMs: 10_000 })
    smsc.conduite.repond = () => false
    const fin = passerelle.envoyer(message())
    await jusqua(() => smsc.soumis.length === 1)
    smsc.couper()
    expect(await fin).toMatchObject({ sorte: 'doute' })
  })
})

describe('Les accusés et les réponses', () => {
  it.each([
    [
      'paramètres',
      { etat: 2, reference: true },
      { quoi: 'recu', reference: 40_000, refs: ['m1'], detail: null },
    ],
    [
      'texte seul',
      { etat: 2, texte: true },
      { quoi: 'recu', reference: null, refs: ['m1'], detail: null },
    ],
    [
      'injoignable',
      { etat: 5, texte: true },
      { quoi: 'echec', detail: 'Le numéro n’est pas joignable.' },
    ],
    [
      'éteint trop longtemps',
      { etat: 3 },
      { quoi: 'echec', detail: 'Le téléphone n’a pas été joignable à temps.' },
    ],
    ['en route', { etat: 1 }, { quoi: 'accepte' }],
  ])('Accusé lu par ses %s', async (_nom, accuse, attendu) => {
    await ouvrir()
    smsc.conduite.accuse = () => accuse
    await passerelle.envoyer(message())
    await jusqua(() => accuses.length === 1)
    expect(accuses[0]).toMatchObject({ numero: '33639980001', ...attendu })
  })
  it('Le même numéro d’opérateur en décimal ou en hexadécimal est reconnu', () => {
    const accuse = (id: string) =>
      lireAccuse(
        new smpp.PDU('deliver_sm', {
          esm_class: 4,
          short_message: { message: `id:${id} stat:DELIVRD err:000` },
        }),
      )
    expect(accuse('255').refs).toContain('ff')
    expect(accuse('00FF').refs).toContain('255')
    expect(accuse('255').quoi).toBe('recu')
  })
  it('Un accusé que nous n’avons pas pu garder est redemandé : l’opérateur le redonne', async () => {
    let essais = 0
    garder = async () => {
      essais += 1
      if (essais === 1) throw new Error('la base est absente')
    }
    await ouvrir()
    await passerelle.envoyer(message())
    await jusqua(() => essais === 1 && smsc.enAttente() === 1)
    expect(accuses).toEqual([])
    await passerelle.fermer()
    await ouvrir()
    await jusqua(() => accuses.length === 1)
    expect([essais, smsc.enAttente()]).toEqual([2, 0])
  })
  it('Une réponse de la personne est entendue, avec ou sans accents', async () => {
    await ouvrir()
    smsc.repondre('33639980001', 'ARRÊT')
    await jusqua(() => reponses.length === 1)
    expect(reponses).toEqual([['33639980001', 'ARRÊT']])
  })
  it.each([
    ['STOP', true],
    ['stop.', true],
    ['  Arrêt svp', true],
    ['« Arrêtez »', true],
    ['Stopper la musique', false],
    ['Oui, j’y serai', false],
    ['Je ne peux pas m’arrêter', false],
    ['', false],
  ])('« %s » arrête les messages : %s', (texte, arrete) => {
    expect(estUnArret(texte)).toBe(arrete)
  })
})
