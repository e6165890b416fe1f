import { once } from 'node:events'
import { createServer, connect as joindre, type Server, type Socket } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Base, ouvrirBase } from '../src/platform/db/connexion.ts'
import type { Plateforme } from '../src/platform/http/plateforme.ts'
import { application, type Essai, LE, Navigateur, nouvelEssai } from './base.ts'

// The link to the base is cut, or its server ends it: what was committed is said so, what was not
// is done, and nothing is done twice.
type Quand = 'avant' | 'apres' | 'reponse' | 'silence'
/**
 * A relay between the pool and the base, which cuts once: before the COMMIT leaves, once it has
 * left, with its answer, or by saying nothing more.
 */
class Relais {
  readonly #serveur: Server
  readonly #prises = new Set<Socket>()
  quand: Quand | null = null
  au = '; COMMIT\0'
  coupes = 0
  /** After the cut, nobody passes. */
  barre = false
  #barree = false
  constructor(vers: string) {
    this.#serveur = createServer(ici => {
      if (this.#barree) return void ici.destroy()
      const la = joindre(vers)
      for (const prise of [ici, la]) {
        this.#prises.add(prise.on('error', () => {}))
        prise.once('close', () => this.#prises.delete(prise))
      }
      ici.on('data', octets => this.#aller(octets, ici, la))
      la.on('data', octets => ici.writable && ici.write(octets))
      ici.once('close', () => la.end())
      la.once('close', () => ici.end())
    })
  }
  #aller(octets: Buffer, ici: Socket, la: Socket): void {
    const { quand } = this
    if (!quand || !octets.includes(this.au)) return void la.write(octets)
    this.quand = null
    this.coupes += 1
    this.#barree = this.barre
    if (quand === 'avant') return void ici.destroy()
    la.removeAllListeners('data')
    la.once('data', () => quand === 'reponse' && ici.destroy()).resume()
    la.write(octets)
    if (quand === 'apres') {
      ici.removeAllListeners('close')
      ici.destroy()
    }
  }
  async ouvrir(): Promise<number> {
    await once(this.#serveur.listen(0, '127.0.0.1'), 'listening')
    return (this.#serveur.address() as { port: number }).port
  }
  couper(quand: Quand, { barre = false, au = '; COMMIT\0' } = {}): void {
    Object.assign(this, { quand, barre, au, coupes: 0 })
  }
  rouvrir(): void {
    this.quand = null
    this.#barree = false
  }
  fermer(): void {
    for (const prise of this.#prises) prise.destroy()
    this.#serveur.close()
  }
}

let e: Essai
let relais: Relais
let base: Base
let p: Plateforme
let ts: Navigateur
let url = ''
beforeAll(async () => {
  e = await nouvelEssai()
  relais = new Relais(`${inject('socket')}/.s.PGSQL.5432`)
  const port = await relais.ouvrir()
  const nom = new URL(e.url).pathname.slice(1)
  base = ouvrirBase(`postgres://fil_rouge_application@127.0.0.1:${port}/${nom}`, {
    max: 4,
    requeteMs: 1500,
    silenceMs: 200,
  })
  p = await application(e, { base, secret: 's'.repeat(32) })
  ts = await new Navigateur(p).entrer('ts.67')
  url = `${/\/dossiers\/[0-9a-f-]{36}/.exec((await ts.ouvrir('/dossiers')).texte)?.[0]}/entretiens/noter`
})
afterEach(() => relais.rouvrir())
afterAll(async () => {
  await p.app.close()
  await base.fermer()
  relais.fermer()
  await e.fermer()
})

const RIEN = 'Rien n’a été enregistré.'
const cache = (html: string, nom: string) =>
  new RegExp(`name="${nom}" value="([^"]*)"`).exec(html)?.[1] ?? ''
const gardes = async (recit: string) =>
  (
    await e.proprietaire.query('SELECT 1 FROM accompagnement.entretien_version WHERE recit = $1', [
      recit,
    ])
  ).rowCount
/** What a page holds that is about to be sent. */
async function remplir(recit: string, sansCle = false): Promise<Record<string, string>> {
  const { texte } = await ts.ouvrir(url)
  const tenus = Object.fromEntries(
    ['_jeton', '_cle', '_porteur'].map(nom => [nom, cache(texte, nom)]),
  )
  return { ...tenus, ...(sansCle ? { _cle: '' } : {}), le: LE, forme: 'bureau', recit }
}
const quands: Quand[] = ['avant', 'apres', 'reponse', 'silence']

describe('Le lien est coupé au moment d’enregistrer', () => {
  it.each(quands)(
    '%s : le serveur regarde par une autre connexion, et répond ce qui est vrai : c’est enregistré, une fois',
    async quand => {
      const champs = await remplir(`Coupé ${quand}, regardé aussitôt.`)
      relais.couper(quand)
      const r = await ts.envoyer(url, champs)
      expect([relais.coupes, r.statut]).toEqual([1, 303])
      expect(await gardes(champs.recit ?? '')).toBe(1)
      expect((await ts.ouvrir(r.vers)).texte.includes('rien n’a été fait deux fois')).toBe(
        quand !== 'avant',
      )
    },
  )

  it.each(quands)(
    '%s, et plus personne ne passe : la page dit qu’elle ne sait pas ; renvoyée, c’est enregistré une fois',
    async quand => {
      const champs = await remplir(`Coupé ${quand}, sans autre connexion.`)
      relais.couper(quand, { barre: true })
      const r = await ts.envoyer(url, champs)
      expect([relais.coupes, r.statut, r.entetes['retry-after']]).toEqual([1, 503, '10'])
      expect(r.texte).toContain('<h1>Nous ne savons pas si c’est enregistré</h1>')
      expect(r.texte).toContain('Renvoyez cette page')
      expect(r.texte).not.toContain(RIEN)
      relais.rouvrir()
      const rendue = (
        await ts.envoyer('/reprendre', {
          _jeton: champs._jeton ?? '',
          reprise: cache(r.texte, 'reprise'),
        })
      ).texte
      expect(rendue).toContain(
        'Nous ne savons pas si c’est déjà enregistré. Envoyez : rien ne sera fait deux fois',
      )
      expect(rendue).not.toContain('Rien n’est encore enregistré')
      const renvoi = await ts.envoyer(url, {
        ...champs,
        _jeton: cache(rendue, '_jeton'),
        _incertain: cache(rendue, '_incertain'),
      })
      expect([renvoi.statut, await gardes(champs.recit ?? '')]).toEqual([303, 1])
    },
  )

  it('Le premier envoi est encore en cours à la base quand le serveur regarde : la clé les met l’un après l’autre', async () => {
    const champs = await remplir('En cours à la base quand on regarde.')
    const gardien = await e.proprietaire.connect()
    await gardien.query('BEGIN; LOCK TABLE acces.journal_ecriture IN SHARE MODE')
    relais.couper('apres')
    const envoi = ts.envoyer(url, champs)
    await new Promise(suite => setTimeout(suite, 400))
    await gardien.query('ROLLBACK')
    gardien.release()
    expect([(await envoi).statut, await gardes(champs.recit ?? '')]).toEqual([303, 1])
  })

  it('Sans clé, rien ne permet de le savoir : la page demande de vérifier', async () => {
    const champs = await remplir('Coupé sans clé.', true)
    relais.couper('apres')
    const r = await ts.envoyer(url, champs)
    expect([r.statut, r.texte.includes('Vérifiez-le avant de recommencer.')]).toEqual([503, true])
    await expect.poll(() => gardes(champs.recit ?? '')).toBe(1)
  })

  it('Un écran qui ne fait que lire est lu de nouveau', async () => {
    for (const quand of ['avant', 'apres', 'reponse'] as const) {
      relais.couper(quand)
      expect([quand, (await ts.ouvrir('/dossiers')).statut, relais.coupes]).toEqual([quand, 200, 1])
    }
  })
})

describe('La connexion est perdue avant que rien ne soit enregistré', () => {
  it.each(['BEGIN;', 'insert into "accompagnement"."entretien"'])(
    'Coupée à « %s », un envoi est refait sur une autre, une fois',
    async au => {
      const champs = await remplir(`Coupé à ${au}`)
      relais.couper('reponse', { au })
      const r = await ts.envoyer(url, champs)
      expect([relais.coupes, r.statut, await gardes(champs.recit ?? '')]).toEqual([1, 303, 1])
    },
  )

  it('La base ferme toutes les connexions entre deux écrans : le second répond', async () => {
    expect((await ts.ouvrir('/compte')).statut).toBe(200)
    await e.proprietaire.query(fermerLes(''))
    expect((await ts.ouvrir('/compte')).statut).toBe(200)
  })

  it('La base ferme la connexion d’un écran en train d’être lu : il est relu, et répond', async () => {
    const gardien = await e.proprietaire.connect()
    await gardien.query('BEGIN; LOCK TABLE dossiers.personne IN ACCESS EXCLUSIVE MODE')
    const ecran = ts.ouvrir('/dossiers')
    let fermees = 0
    while (fermees === 0)
      fermees =
        (await e.proprietaire.query(fermerLes("AND wait_event_type = 'Lock'"))).rowCount ?? 0
    await gardien.query('ROLLBACK')
    gardien.release()
    expect([fermees, (await ecran).statut]).toEqual([1, 200])
  })
})
const fermerLes = (lesquelles: string) =>
  `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'fil_rouge_application' AND datname = current_database() ${lesquelles}`

describe('Une migration change ce qu’une requête préparée lisait', () => {
  it('Chaque écran répond, sur chaque connexion', async () => {
    const lire = () =>
      Promise.all(Array.from({ length: 4 }, () => ts.ouvrir('/compte').then(r => r.statut)))
    expect(await lire()).toEqual([200, 200, 200, 200])
    await e.proprietaire.query(
      'ALTER TABLE acces.session ALTER COLUMN navigateur TYPE varchar(300)',
    )
    expect(await lire()).toEqual([200, 200, 200, 200])
  })
})
