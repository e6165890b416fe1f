import { describe, expect, it } from 'vitest'
import { passerelleHttp } from '../platform/passerelles/http.ts'
import type { Fin } from '../platform/passerelles/passerelle.ts'
import { ecrireMessages, etats, jusqua } from './envoi.builder.ts'
import { banc } from './envoi-banc.builder.ts'
import { JournalDeVoie } from './journal-de-voie.jobs.ts'
import { ouvrirPasserelleHttp } from './passerelle-http.builder.ts'
import { ouvrirSmsc } from './smsc.builder.ts'

const MINUTE = 60_000
const JOINDRE: Fin = {
  sorte: 'refus',
  definitif: false,
  detail: 'La passerelle n’est pas joignable.',
}
const MAUVAIS: Fin = { sorte: 'refus', definitif: true, detail: 'La passerelle refuse ce numéro.' }
const ILLISIBLE: Fin = { sorte: 'illisible', detail: 'Ce n’est pas du JSON.' }
const DOUTE: Fin = { sorte: 'doute', detail: 'La passerelle a coupé la connexion.' }
const PRIS: Fin = { sorte: 'accepte', ref: null }
function unJournal(plus: { dedoublonne?: boolean } = {}) {
  const dits: string[] = []
  let a = 0
  const journal = new JournalDeVoie({
    canal: 'sms',
    ...plus,
    dire: texte => dits.push(texte),
    horloge: () => a,
  })
  return {
    dits,
    journal,
    /** The same ending so many times, so long one after the other. */
    noter: (fin: Fin, combien: number, toutesLesMs = 0) => {
      for (let i = 0; i < combien; i += 1) {
        a += toutesLesMs
        journal.noter(fin)
      }
    },
    passer: (ms: number) => {
      a += ms
      journal.regarder()
    },
  }
}

describe('Ce que le journal d’un processus dit d’une passerelle', () => {
  it('Un ou deux refus de suite ne sont pas une panne, des numéros faux non plus', () => {
    const { dits, noter } = unJournal()
    noter(JOINDRE, 2)
    noter(PRIS, 1)
    noter(JOINDRE, 2)
    noter(PRIS, 1)
    noter(MAUVAIS, 9)
    expect(dits).toEqual([])
  })
  it('Une ligne quand elle ne prend plus rien, une toutes les demi-heures tant que cela dure, une quand elle reprend', () => {
    const { dits, noter } = unJournal()
    noter(JOINDRE, 61, MINUTE)
    expect(dits).toEqual([
      'SMS : rien ne part plus par la passerelle. La passerelle n’est pas joignable. Ce qui attend reste dans la file.',
      'SMS : rien ne part toujours par la passerelle, depuis 32 min. La passerelle n’est pas joignable.',
    ])
    noter(PRIS, 500)
    expect(dits.slice(2)).toEqual([
      'SMS : la passerelle prend de nouveau les messages, après 60 min.',
    ])
  })
  it('Des messages en doute qui lui sont donnés de nouveau : le dit, puis qu’elle reprend ; rien s’ils sont repartis entre-temps', () => {
    const { dits, noter, passer } = unJournal({ dedoublonne: true })
    noter(DOUTE, 3)
    passer(MINUTE / 2)
    noter(PRIS, 1, 1_000)
    expect(dits).toEqual([
      'SMS : 3 messages de suite sont en doute, la passerelle ne dit pas si elle les a pris. La passerelle a coupé la connexion. Ils lui sont donnés de nouveau d’eux-mêmes, sous le même identifiant : aucun n’arrive deux fois.',
      'SMS : la passerelle prend de nouveau les messages, après 1 min.',
    ])
    noter(DOUTE, 3, 10)
    noter(PRIS, 1, 10)
    passer(2 * MINUTE)
    expect(dits).toHaveLength(2)
  })
  it('Dix refus pour de bon se disent, et que ces personnes sont à prévenir autrement', () => {
    const { dits, noter } = unJournal()
    noter(MAUVAIS, 500)
    expect(dits).toEqual([
      'SMS : 10 messages de suite ont été refusés pour de bon. La passerelle refuse ce numéro. Ils ne partiront pas par ce canal : ces personnes sont à prévenir autrement (écran des messages).',
    ])
  })
  it('Ils se disent à coup sûr : juste après une autre panne, et dans la minute quand la passerelle a déjà repris', () => {
    const { dits, noter, passer } = unJournal()
    noter(JOINDRE, 3)
    noter(PRIS, 1, 1_000)
    noter(MAUVAIS, 11, 100)
    expect(dits.slice(2)).toEqual([
      expect.stringContaining('10 messages de suite ont été refusés pour de bon.'),
    ])
    noter(PRIS, 1)
    noter(MAUVAIS, 13, 100)
    noter(PRIS, 1)
    expect(dits).toHaveLength(4)
    passer(MINUTE)
    expect(dits.slice(4)).toEqual([
      expect.stringContaining('13 messages de suite ont été refusés pour de bon.'),
    ])
  })
  it.each([
    [ILLISIBLE, 'la passerelle répond ce que nous ne savons pas lire. Ce n’est pas du JSON.'],
    [DOUTE, 'la passerelle ne dit pas si elle les a pris. La passerelle a coupé la connexion.'],
  ])('Trois doutes de suite se disent, juste après une autre panne aussi : %o', (fin, dit) => {
    const { dits, noter, passer } = unJournal()
    noter(JOINDRE, 3)
    noter(PRIS, 1, 1_000)
    noter(fin, 2)
    expect(dits).toHaveLength(2)
    noter(fin, 1)
    const attendu = `SMS : 3 messages de suite sont en doute, ${dit} Ils sont « incertains » sur l’écran des messages.`
    expect(dits.slice(2)).toEqual([attendu])
    noter(PRIS, 1)
    noter(fin, 3)
    noter(PRIS, 1)
    passer(MINUTE)
    expect(dits.slice(4)).toEqual([attendu])
  })
  it('Une liaison coupée un instant ne se dit pas ; coupée pour de bon, sans aucun message à envoyer, si', () => {
    const { dits, journal, passer } = unJournal()
    journal.coupee('L’opérateur a coupé la liaison.')
    passer(200)
    journal.reliee()
    passer(MINUTE)
    journal.coupee('Rien ne répond.')
    passer(5_000)
    journal.coupee('L’opérateur refuse la liaison.')
    passer(31 * MINUTE)
    journal.reliee()
    expect(dits).toEqual([
      'SMS : rien ne part plus par la passerelle. Rien ne répond. Ce qui attend reste dans la file.',
      'SMS : rien ne part toujours par la passerelle, depuis 31 min. L’opérateur refuse la liaison.',
      'SMS : la passerelle prend de nouveau les messages, après 31 min.',
    ])
  })
  it('Une passerelle qui va et vient ne se dit pas plus d’une fois la minute', () => {
    const { dits, noter } = unJournal()
    for (let i = 0; i < 100; i += 1) {
      noter(JOINDRE, 3, 500)
      noter(PRIS, 1)
    }
    expect(dits.length).toBeLessThanOrEqual(6)
  })
})

describe('Le journal du processus d’envoi, avec de vraies passerelles', () => {
  const b = banc()
  it('Quarante messages refusés : une ligne, sans numéro, adresse ni mot du fournisseur ; repris : une autre', async () => {
    const http = await ouvrirPasserelleHttp()
    http.conduite.statut = () => 503
    http.conduite.brut = p => JSON.stringify({ erreur: `ligne de ${p.corps.destinataire} saturée` })
    const envoi = await b.envoi({ passerelles: [passerelleHttp({ url: http.url, jeton: null })] })
    await ecrireMessages(b.pool, { combien: 40 })
    await envoi.tour()
    expect(b.erreurs).toEqual([
      'SMS : rien ne part plus par la passerelle. La passerelle ne prend pas de message pour l’instant (503). Ce qui attend reste dans la file.',
    ])
    http.conduite.statut = () => 202
    http.conduite.brut = () => null
    await b.ilEst({ minutes: 5 })
    await envoi.tour()
    expect(await etats(b.pool)).toEqual({ envoye: 40 })
    expect(b.erreurs.slice(1)).toEqual(['SMS : la passerelle prend de nouveau les messages.'])
    await http.fermer()
  })
  it.each([
    ['du HTML', () => '<html>Acceptez les conditions</html>', 'ce n’est pas du JSON'],
    ['un corps vide', () => '', 'elle est vide'],
    ['un corps trop long', () => ' '.repeat(70_000), 'elle est trop longue'],
  ])(
    'Un portail captif qui répond 200 et %s : une ligne, dès le troisième',
    async (_quoi, brut, pourquoi) => {
      const http = await ouvrirPasserelleHttp()
      http.conduite.statut = () => 200
      http.conduite.brut = brut
      const envoi = await b.envoi({ passerelles: [passerelleHttp({ url: http.url, jeton: null })] })
      await ecrireMessages(b.pool, { combien: 3 })
      await envoi.tour()
      expect(await etats(b.pool)).toEqual({ incertain: 3 })
      expect(b.erreurs).toEqual([
        `SMS : 3 messages de suite sont en doute, la passerelle répond ce que nous ne savons pas lire. La passerelle a répondu, mais on ne peut pas lire sa réponse : ${pourquoi}. Ils sont « incertains » sur l’écran des messages.`,
      ])
      await http.fermer()
    },
  )
  it('L’opérateur est arrêté, puis revient, sans un message : les deux se disent', async () => {
    const { port } = b.smsc.reglages
    const envoi = await b.envoi()
    await b.smsc.fermer()
    await jusqua(async () => {
      await envoi.tour()
      return b.erreurs.length > 0
    }, 10_000)
    const revenu = await ouvrirSmsc(port)
    await jusqua(() => b.erreurs.length > 1, 10_000)
    expect(b.erreurs).toEqual([
      'SMS : rien ne part plus par la passerelle. Rien ne répond à l’adresse de l’opérateur (ECONNREFUSED). Ce qui attend reste dans la file.',
      'SMS : la passerelle prend de nouveau les messages.',
    ])
    await envoi.arreter()
    await revenu.fermer()
  })
})
