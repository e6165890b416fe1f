import type pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Base, enTransaction, ouvrirBase } from '../src/platform/db/connexion.ts'
import { estOccupee } from '../src/platform/db/pannes.ts'
import type { Plateforme } from '../src/platform/http/plateforme.ts'
import { application, type Essai, LE, Navigateur, nouvelEssai } from './base.ts'

// A base that answers late, or to somebody else: its agents are told so, in time, and lose nothing.
let e: Essai
let base: Base
let p: Plateforme
let ts: Navigateur
let dossier = ''
const secret = 's'.repeat(32)
const reglages = { max: 2, verrouMs: 150, requeteMs: 2000, connexionMs: 200, inactifMs: 200 }
const enApplication = (url: string) => url.replace('postgres@', 'fil_rouge_application@')
beforeAll(async () => {
  e = await nouvelEssai()
  base = ouvrirBase(enApplication(e.url), reglages)
  p = await application(e, { base, secret })
  ts = await new Navigateur(p).entrer('ts.67')
  dossier = /\/dossiers\/[0-9a-f-]{36}/.exec((await ts.ouvrir('/dossiers')).texte)?.[0] ?? ''
})
afterAll(async () => {
  await p.app.close()
  await base.fermer()
  await e.fermer()
})

let gardien: pg.PoolClient | undefined
/** Somebody who alters this table, and has not finished. */
async function retenir(table: string): Promise<void> {
  gardien = await e.proprietaire.connect()
  await gardien.query(`BEGIN; LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`)
}
async function lacher(): Promise<void> {
  await gardien?.query('ROLLBACK')
  gardien?.release()
  gardien = undefined
}
afterEach(lacher)

const TITRE = '<h1>La base est occupée</h1>'
const RIEN = 'Rien n’a été enregistré.'
const cache = (html: string, nom: string) =>
  new RegExp(`name="${nom}" value="([^"]*)"`).exec(html)?.[1] ?? ''
const entretien = (recit: string) => ({ le: LE, forme: 'bureau', recit })
const gardes = async (recit: string) =>
  (
    await e.proprietaire.query('SELECT 1 FROM accompagnement.entretien_version WHERE recit = $1', [
      recit,
    ])
  ).rowCount

describe('Une table est retenue', () => {
  it('Un écran qui la lit dit en une phrase que la base est occupée, quand y revenir, et mène au même écran', async () => {
    await retenir('dossiers.personne')
    const r = await ts.ouvrir('/dossiers?qui=service')
    expect([r.statut, r.entetes['retry-after']]).toEqual([503, '10'])
    expect(r.texte).toContain(TITRE)
    expect(r.texte).toContain('href="/dossiers?qui=service">Essayer de nouveau')
    expect(r.texte).not.toContain(RIEN)
    await lacher()
    expect((await ts.ouvrir('/dossiers?qui=service')).statut).toBe(200)
  })

  it('Un envoi qui y écrit n’est pas fait, la page le dit et garde les mots ; renvoyés, ils sont enregistrés une fois', async () => {
    const recit = 'Mots écrits quand la base était occupée par une autre.'
    const page = (await ts.ouvrir(`${dossier}/entretiens/noter`)).texte
    const champs = {
      ...entretien(recit),
      _jeton: cache(page, '_jeton'),
      _cle: cache(page, '_cle'),
      _porteur: cache(page, '_porteur'),
    }
    await retenir('accompagnement.entretien')
    const r = await ts.envoyer(`${dossier}/entretiens/noter`, champs)
    expect(r.statut).toBe(503)
    expect(r.texte).toContain(TITRE)
    expect(r.texte).toContain(RIEN)
    expect(r.texte).not.toContain('Essayer de nouveau')
    await lacher()
    const rendue = await ts.envoyer('/reprendre', {
      _jeton: champs._jeton,
      reprise: cache(r.texte, 'reprise'),
    })
    expect(rendue.texte).toContain(recit)
    expect(await gardes(recit)).toBe(0)
    expect((await ts.envoyer(`${dossier}/entretiens/noter`, champs)).statut).toBe(303)
    expect(await gardes(recit)).toBe(1)
  })

  it('Une lecture trop longue finit de même, quand le verrou a plus de temps qu’elle', async () => {
    const patiente = ouvrirBase(enApplication(e.url), {
      ...reglages,
      verrouMs: 5000,
      requeteMs: 200,
    })
    const lente = await application(e, { base: patiente, secret })
    await retenir('dossiers.personne')
    const n = new Navigateur(lente)
    for (const [nom, valeur] of ts.cookies) n.cookies.set(nom, valeur)
    const r = await n.ouvrir('/dossiers')
    expect([r.statut, r.texte.includes(TITRE)]).toEqual([503, true])
    await lente.app.close()
    await patiente.fermer()
  })

  it('Le script des brouillons reçoit la même réponse, en JSON', async () => {
    const page = (await ts.ouvrir(`${dossier}/entretiens/noter`)).texte
    await retenir('dossiers.brouillon')
    const brouillon = {
      cle: 'note',
      url: `${dossier}/entretiens/noter`,
      titre: 'Note',
      version: 0,
      valeurs: { recit: 'x' },
    }
    const r = await ts.json(`${dossier}/brouillons`, brouillon, cache(page, '_jeton'))
    expect([r.statut, r.entetes['retry-after'], JSON.parse(r.texte).message]).toEqual([
      503,
      '10',
      expect.stringContaining(RIEN),
    ])
  })
})

describe('L’état que lit le répartiteur de charge', () => {
  const sante = async (de: Plateforme) => {
    const r = await de.app.inject({ url: '/sante' })
    return [r.statusCode, r.json().etat, r.json().attente]
  }
  it('Une table retenue n’y change rien : il ne demande que ce que personne n’écrit', async () => {
    await retenir('dossiers.personne')
    expect(await sante(p)).toEqual([200, 'ok', 0])
  })
  it('Il n’attend pas derrière les agents : quand ils attendent, il le dit, et le processus reste en service', async () => {
    const prises = await Promise.all([base.pool.connect(), base.pool.connect()])
    const ecran = ts.ouvrir('/compte')
    await new Promise(suite => setTimeout(suite, 50))
    expect(await sante(p)).toEqual([200, 'base occupée', 1])
    for (const prise of prises) prise.release()
    await ecran
    expect(await sante(p)).toEqual([200, 'ok', 0])
  })
  it('Une base où manque une étape de ce programme, ou qui ne répond pas, retire le processus du service', async () => {
    await e.proprietaire.query('ALTER TABLE public.kysely_migration RENAME TO autre')
    expect(await sante(p)).toEqual([503, 'base en retard', 0])
    await e.proprietaire.query('ALTER TABLE public.autre RENAME TO kysely_migration')
    await e.proprietaire.query(
      'CREATE TABLE public.mise_de_cote AS SELECT * FROM public.kysely_migration; DELETE FROM public.kysely_migration WHERE name = (SELECT max(name) FROM public.kysely_migration)',
    )
    expect(await sante(p)).toEqual([503, 'base en retard', 0])
    await e.proprietaire.query(
      'TRUNCATE public.kysely_migration; INSERT INTO public.kysely_migration SELECT * FROM public.mise_de_cote; DROP TABLE public.mise_de_cote',
    )
    const nulle = await application(e, {
      base: ouvrirBase('postgres://personne@localhost/rien?host=/nulle/part'),
    })
    expect(await sante(nulle)).toEqual([503, 'base injoignable', 0])
    await nulle.app.close()
  })
})

describe('Toutes les connexions sont prises', () => {
  it('Attendre en vain finit par la même page, puis tout reprend', async () => {
    const prises = await Promise.all([base.pool.connect(), base.pool.connect()])
    const r = await ts.ouvrir('/compte')
    for (const prise of prises) prise.release()
    expect([r.statut, r.texte.includes(TITRE)]).toEqual([503, true])
    expect((await ts.ouvrir('/compte')).statut).toBe(200)
  })

  it('Une transaction où rien n’est demandé est fermée par la base : c’est elle qui le dit, et la connexion est remplacée', async () => {
    const oisive = enTransaction(base, async () => {
      await new Promise(suite => setTimeout(suite, 400))
      return null
    })
    await expect(oisive).rejects.toSatisfy(estOccupee)
    expect((await ts.ouvrir('/compte')).statut).toBe(200)
  })
})
