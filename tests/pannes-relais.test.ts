import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { veiller } from '../src/messages/envoi.store.ts'
import { type Base, ouvrirBase } from '../src/platform/db/connexion.ts'
import type { Plateforme } from '../src/platform/http/plateforme.ts'
import { application, type Essai, LE, Navigateur, nouvelEssai } from './base.ts'
import { Relais } from './relais.ts'

// The application behind a pooler in session mode: what it loses, and what it lacks.
const ROLE = 'fil_rouge_application'
let e: Essai
let relais: Relais
let base: Base
let p: Plateforme
let ts: Navigateur
let nom = ''
const prise = () => `${inject('socket')}/.s.PGSQL.5432`
beforeAll(async () => {
  e = await nouvelEssai()
  nom = new URL(e.url).pathname.slice(1)
  // Two for the agents, one for the probe, and one more.
  relais = await new Relais(prise(), { mode: 'session', taille: 4, clientsMax: 5 }).ouvrir()
  base = ouvrirBase(relais.url(ROLE, nom), { max: 2, connexionMs: 500, requeteMs: 3000 })
  p = await application(e, { base, secret: 's'.repeat(32) })
  ts = await new Navigateur(p).entrer('ts.67')
})
afterAll(async () => {
  await p.app.close()
  await base.fermer()
  await relais.fermer()
  await e.fermer()
})

const cache = (html: string, quoi: string) =>
  new RegExp(`name="${quoi}" value="([^"]*)"`).exec(html)?.[1] ?? ''
const sante = async () => {
  const r = await p.app.inject({ url: '/sante' })
  return [r.statusCode, r.json().etat]
}
/** What the base's other users took: `combien` connections of the pooler, held. */
async function prendre(combien: number): Promise<() => Promise<void>> {
  const autres = ouvrirBase(relais.url(ROLE, nom), { max: combien })
  const tenues = await Promise.all(Array.from({ length: combien }, () => autres.pool.connect()))
  return async () => {
    for (const tenue of tenues) tenue.release()
    await autres.fermer()
  }
}
/** Cuts all that is open, so that the next page opens its own. */
async function vider(): Promise<void> {
  relais.perdreLaBase()
  await expect.poll(() => base.pool.totalCount + base.sonde.totalCount).toBe(0)
}

describe('Derrière un relais en mode session', () => {
  it('un agent lit et écrit', async () => {
    const url = `${/\/dossiers\/[0-9a-f-]{36}/.exec((await ts.ouvrir('/dossiers')).texte)?.[0]}/entretiens/noter`
    const { texte } = await ts.ouvrir(url)
    const tenus = Object.fromEntries(
      ['_jeton', '_cle', '_porteur'].map(quoi => [quoi, cache(texte, quoi)]),
    )
    expect(
      (
        await ts.envoyer(url, {
          ...tenus,
          le: LE,
          forme: 'bureau',
          recit: 'Écrit derrière un relais.',
        })
      ).statut,
    ).toBe(303)
    expect(await sante()).toEqual([200, 'ok'])
  })
  it('l’envoi tient sa session, et la rend avec ses verrous quand il s’arrête', async () => {
    const travailleurs = async () =>
      (await e.proprietaire.query('SELECT messages.travailleurs() AS n')).rows[0].n
    const veille = await veiller(
      base,
      { qui: 'relaye', canaux: ['sms'] },
      () => {},
      () => {},
    )
    expect([veille.tient(), await travailleurs()]).toEqual([true, 1])
    veille.fermer()
    await expect.poll(travailleurs).toBe(0)
  })
})

describe('PostgreSQL s’arrête sous le relais', () => {
  it('entre deux écrans : le second répond', async () => {
    expect((await ts.ouvrir('/compte')).statut).toBe(200)
    relais.perdreLaBase()
    expect((await ts.ouvrir('/compte')).statut).toBe(200)
  })
  it('pendant un écran : il est relu, et répond', async () => {
    const gardien = await e.proprietaire.connect()
    await gardien.query('BEGIN; LOCK TABLE dossiers.personne IN ACCESS EXCLUSIVE MODE')
    const ecran = ts.ouvrir('/dossiers')
    const attend =
      "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    await expect.poll(async () => (await e.proprietaire.query(attend)).rowCount).toBe(1)
    relais.perdreLaBase()
    await gardien.query('ROLLBACK')
    gardien.release()
    expect((await ecran).statut).toBe(200)
  })
  it('et l’envoi sait qu’il a perdu sa session', async () => {
    let perdue = false
    const veille = await veiller(
      base,
      { qui: 'perdu', canaux: ['sms'] },
      () => {},
      () => (perdue = true),
    )
    relais.perdreLaBase()
    await expect.poll(() => perdue).toBe(true)
    expect(veille.tient()).toBe(false)
  })
})

describe('Le relais n’a plus de connexion à donner', () => {
  const occupee = async () => {
    const r = await ts.ouvrir('/compte')
    return [r.statut, r.texte.includes('<h1>La base est occupée</h1>')]
  }
  it('toutes sont prises : la page et le répartiteur le disent occupé, dans le temps permis, puis tout reprend', async () => {
    await vider()
    const rendre = await prendre(4)
    expect([await occupee(), await sante()]).toEqual([
      [503, true],
      [200, 'base occupée'],
    ])
    await rendre()
    expect([(await ts.ouvrir('/compte')).statut, await sante()]).toEqual([200, [200, 'ok']])
  })
  it('il est en pause : de même', async () => {
    await vider()
    relais.pauser(true)
    expect([await occupee(), await sante()]).toEqual([
      [503, true],
      [200, 'base occupée'],
    ])
    relais.pauser(false)
    expect((await ts.ouvrir('/compte')).statut).toBe(200)
  })
  it('il refuse un client de plus, ou le renvoie après l’avoir fait attendre : de même', async () => {
    for (const maniere of [{ clientsMax: 0 }, { taille: 0, attenteMs: 100 }]) {
      const plein = await new Relais(prise(), { mode: 'session', ...maniere }).ouvrir()
      const sans = ouvrirBase(plein.url(ROLE, nom), { max: 2, connexionMs: 500 })
      const lente = await application(e, { base: sans, secret: 's'.repeat(32) })
      const r = await new Navigateur(lente).ouvrir('/connexion')
      const n = new Navigateur(lente)
      for (const [quoi, valeur] of ts.cookies) n.cookies.set(quoi, valeur)
      const page = await n.ouvrir('/compte')
      expect([r.statut, page.statut, page.texte.includes('<h1>La base est occupée</h1>')]).toEqual([
        200,
        503,
        true,
      ])
      expect((await lente.app.inject({ url: '/sante' })).json().etat).toBe('base occupée')
      await lente.app.close()
      await sans.fermer()
      await plein.fermer()
    }
  })
})
