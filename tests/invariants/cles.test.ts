import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Fonction } from '../../src/moyens/index.ts'

import type { Plateforme } from '../../src/platform/http/plateforme.ts'
import { application, type Essai, LE, Navigateur, nouvelEssai } from '../base.ts'
import { aEnvoyer, type Formulaire, formulaires, texteVisible } from './page.ts'
import { comptes, routeDe, toutesLesFonctions, toutParcourir, type Visite } from './parcourir.ts'

/** Forms that write nothing about anybody: sent twice, they do the same thing. */
const SANS_CLE: Record<string, string> = {
  '/deconnexion': 'se déconnecter deux fois, c’est être déconnecté',
  '/theme': 'une couleur, gardée dans le navigateur',
}

let e: Essai
let p: Plateforme
let pages: (Visite & { envois: Formulaire[] })[]
const navigateurs = new Map<Fonction, Navigateur>()
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
  for (const f of toutesLesFonctions) navigateurs.set(f, await new Navigateur(p).entrer(comptes[f]))
  const visites = await toutParcourir(p, { parRoute: 1, navigateurs })
  pages = visites
    .filter(v => v.statut === 200 && v.type.startsWith('text/html'))
    .map(v => ({ ...v, envois: envoisDe(v.texte, v.url) }))
    .filter(v => v.envois.length > 0)
}, 240_000)
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})
const envoisDe = (html: string, url: string) =>
  formulaires(html, url).filter(f => f.methode === 'POST' && !(f.action in SANS_CLE))
const champ = (f: Formulaire, nom: string) => f.champs.find(c => c.nom === nom)?.valeur ?? ''
const navigateur = (fonction: Fonction) => navigateurs.get(fonction) as Navigateur
const ecritures = async () =>
  (
    await e.proprietaire.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM acces.journal_ecriture',
    )
  ).rows[0]?.n ?? 0
const combien = async (recit: string) =>
  (
    await e.proprietaire.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM accompagnement.entretien_version WHERE recit = $1',
      [recit],
    )
  ).rows[0]?.n

describe('Un formulaire, une clé (invariant 9)', () => {
  it('Chaque formulaire de chaque page de chaque fonction porte une clé, que nul autre de la page ne porte', () => {
    const fautes = pages.flatMap(v => {
      const cles = v.envois.map(f => champ(f, '_cle'))
      const sans = v.envois.filter(
        f => !/^[0-9a-f-]{36}$/.test(champ(f, '_cle')) || champ(f, '_porteur') === '',
      )
      const doubles = cles.length - new Set(cles).size
      return sans.length + doubles > 0
        ? [
            `${v.fonction} ${v.url} : ${doubles} clés en double, ${sans.length} formulaires sans clé ou sans porteur`,
          ]
        : []
    })
    expect(fautes).toEqual([])
    expect(pages.length, 'le parcours a bien trouvé des formulaires').toBeGreaterThan(300)
    expect(pages.filter(v => v.envois.length > 1).length).toBeGreaterThan(20)
  })

  it('La même page, ouverte deux fois, n’a aucune clé en commun', async () => {
    const vues = new Set<string>()
    const communes: string[] = []
    for (const v of pages) {
      if (vues.has(v.route ?? v.url)) continue
      vues.add(v.route ?? v.url)
      const encore = envoisDe((await navigateur(v.fonction).ouvrir(v.url)).texte, v.url).map(f =>
        champ(f, '_cle'),
      )
      if (v.envois.some(f => encore.includes(champ(f, '_cle')))) communes.push(v.url)
    }
    expect(communes).toEqual([])
    expect(vues.size).toBeGreaterThan(60)
  })

  it('Le second bouton d’une page est fait comme le premier, ou refusé avec une phrase : jamais avalé', async () => {
    const avales: string[] = []
    let faits = 0
    for (const { fonction, url, envois } of pages) {
      const boutons = envois.filter(f => f.champs.every(c => c.genre === 'hidden'))
      for (const [rang, f] of boutons.slice(0, 3).entries()) {
        const avant = await ecritures()
        const r = await navigateur(fonction).envoyer(f.action, Object.fromEntries(aEnvoyer(f)))
        const ecrits = (await ecritures()) - avant
        if (r.statut === 303 && ecrits === 0)
          avales.push(`${fonction} ${url} : bouton ${rang + 1}, ${routeDe(p, f.action, 'POST')}`)
        if (ecrits > 0 && rang > 0) faits += 1
        expect(r.statut, `${fonction} ${f.action}`).toBeLessThan(500)
      }
    }
    expect(avales).toEqual([])
    expect(faits, 'des seconds boutons ont bien été faits').toBeGreaterThan(5)
  }, 240_000)
})

describe('Deux clics, deux onglets, retour arrière, rechargement', () => {
  const noter = async () => {
    const n = navigateur('travailleur_social')
    const url =
      pages
        .find(v => v.fonction === 'travailleur_social' && v.route?.endsWith('/entretiens/noter'))
        ?.url.split('?')[0] ?? ''
    const [f] = envoisDe((await n.ouvrir(url)).texte, url).filter(x => x.action === url)
    const champs: Record<string, string> = {
      ...Object.fromEntries(aEnvoyer(f as Formulaire)),
      le: LE,
      heure: '08:00',
      forme: 'bureau',
      convocationId: 'aucune',
      'mesures[]': 'aucune',
    }
    return { n, url, champs }
  }

  it('Trois clics à la fois et un rechargement de l’envoi écrivent une fois, mènent au même endroit et le disent', async () => {
    const { n, url, champs } = await noter()
    const envoi = { ...champs, recit: 'Trois clics.' }
    const reponses = await Promise.all([
      n.envoyer(url, envoi),
      n.envoyer(url, envoi),
      n.envoyer(url, envoi),
    ])
    const rechargee = await n.envoyer(url, envoi)
    expect([...reponses, rechargee].map(r => r.statut)).toEqual([303, 303, 303, 303])
    expect(new Set([...reponses, rechargee].map(r => r.vers)).size).toBe(1)
    expect(await combien('Trois clics.')).toBe(1)
    expect(texteVisible((await n.ouvrir(rechargee.vers)).texte).join('\n')).toMatch(
      /Déjà enregistré le \d\d\/\d\d\/\d{4} à \d+ h \d\d : rien n’a été fait deux fois/,
    )
  })
  it('Retour arrière puis un autre texte : il est montré de nouveau avec une phrase et une clé neuve, puis enregistré', async () => {
    const { n, url, champs } = await noter()
    expect((await n.envoyer(url, { ...champs, recit: 'Le premier texte.' })).statut).toBe(303)
    const r = await n.envoyer(url, { ...champs, recit: 'Le texte repris après coup.' })
    expect(r.statut).toBe(422)
    expect(texteVisible(r.texte).join('\n')).toContain('Cette page a déjà servi')
    const [encore] = envoisDe(r.texte, url).filter(
      f => champ(f, 'recit') === 'Le texte repris après coup.',
    )
    expect(champ(encore as Formulaire, '_cle')).not.toBe(champs._cle)
    expect(await combien('Le texte repris après coup.')).toBe(0)
    expect((await n.envoyer(url, Object.fromEntries(aEnvoyer(encore as Formulaire)))).statut).toBe(
      303,
    )
    expect(await combien('Le texte repris après coup.')).toBe(1)
    expect(await combien('Le premier texte.')).toBe(1)
  })
  it('Deux textes différents envoyés au même instant avec une même clé : l’un est écrit, l’autre revient', async () => {
    const { n, url, champs } = await noter()
    const textes = ['Le texte d’un onglet.', 'Le texte de l’autre onglet.']
    const reponses = await Promise.all(textes.map(recit => n.envoyer(url, { ...champs, recit })))
    expect(reponses.map(r => r.statut).sort()).toEqual([303, 422])
    expect(((await combien(textes[0] ?? '')) ?? 0) + ((await combien(textes[1] ?? '')) ?? 0)).toBe(
      1,
    )
  })
  it('La clé d’un formulaire ne dispense pas un autre : portée ailleurs, ou par une autre personne, elle n’avale rien', async () => {
    const { n, url, champs } = await noter()
    expect((await n.envoyer(url, { ...champs, recit: 'La clé est dépensée.' })).statut).toBe(303)
    const ailleurs = '/compte/mot-de-passe'
    const page = envoisDe((await n.ouvrir(ailleurs)).texte, ailleurs).find(
      f => f.action === ailleurs,
    ) as Formulaire
    const envoi = {
      ...Object.fromEntries(aEnvoyer(page)),
      ancien: 'demonstration-fil-rouge',
      motDePasse: 'une longue phrase de test',
      _cle: champs._cle ?? '',
    }
    const r = await n.envoyer(ailleurs, envoi)
    expect([r.statut, r.texte.includes('Cette page a déjà servi')]).toEqual([422, true])
    const dpip = navigateur('dpip')
    const [f] = envoisDe((await dpip.ouvrir(url)).texte, url).filter(x => x.action === url)
    const sien = {
      ...Object.fromEntries(aEnvoyer(f as Formulaire)),
      le: LE,
      heure: '08:00',
      forme: 'bureau',
      recit: 'Même clé, autre main.',
      _cle: champs._cle ?? '',
    }
    expect((await dpip.envoyer(url, sien)).statut).toBe(303)
    expect(await combien('Même clé, autre main.')).toBe(1)
  })
  it('Une clé qui n’en est pas une n’est jamais une panne', async () => {
    const { n, url, champs } = await noter()
    for (const _cle of ['-'.repeat(36), 'x', "';DROP"]) {
      const r = await n.envoyer(url, { ...champs, _cle, recit: 'Clé forgée.' })
      expect(r.statut, _cle).toBe(303)
    }
    // What no text holds is refused like any other field, and what was typed comes back.
    const nul = await n.envoyer(url, { ...champs, _cle: '\u0000', recit: 'Clé forgée.' })
    expect(nul.statut).toBe(422)
    expect(nul.texte).toContain('Clé forgée.')
  })
})
