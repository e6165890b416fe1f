import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { creerApplication } from '../../src/application.tsx'
import { MOT_DE_PASSE } from '../../src/demonstration/index.ts'
import type { Fonction } from '../../src/moyens/index.ts'
import { ouvrirBase } from '../../src/platform/db/connexion.ts'
import { empreinte } from '../../src/platform/http/jeton.ts'
import type { Plateforme } from '../../src/platform/http/plateforme.ts'
import { type Essai, Navigateur, nouvelEssai } from '../base.ts'
import { type Champ, type Formulaire, formulaires, texteVisible } from './page.ts'
import { comptes, routeDe, toutesLesFonctions, toutParcourir, type Visite } from './parcourir.ts'

const SESSION = '__Host-fil-rouge'
const SECRET = 'un secret d’essai, le même pour les deux applications'
/** What is not given back, and why. */
const JAMAIS_RENDUS: Record<string, string> = {
  password: 'un mot de passe se retape : il ne revient jamais par une page',
  file: 'un fichier est encore sur le disque de qui l’envoie ; la page dit de le choisir de nouveau',
}
/** What is sent as it stands, and why. */
const GARDES: Record<string, string> = {
  arriveLe:
    'un agent qui n’est pas encore arrivé perd sa session, et celui qui essaie peut être celui-là',
}
const ROUTES_SANS_RETOUR: Record<string, string> = {
  '/compte/mot-de-passe': 'tout y est mot de passe',
  '/calendriers/le-mien':
    'rien à taper : un choix entre deux, et la page qui le porte revient avec une phrase',
  '/calendriers/agendas':
    'rien à taper : un choix entre deux, et la page qui le porte revient avec une phrase',
}
type Saisie = {
  fonction: Fonction
  url: string
  route: string
  action: string
  envoi: Record<string, string>
  tapes: [string, string][]
}

let e: Essai
let p: Plateforme
let morte: Plateforme
let saisies: Saisie[]
let pages: Visite[]
let declarees = 0
const navigateurs = new Map<Fonction, Navigateur>()
const fermes = new Map<Fonction, Navigateur>()
beforeAll(async () => {
  e = await nouvelEssai()
  const reglages = {
    horloge: e.hote.horloge,
    secret: SECRET,
    demonstration: { comptes: [], motDePasse: MOT_DE_PASSE },
  }
  p = await creerApplication({ ...reglages, base: e.base })
  morte = await creerApplication({
    ...reglages,
    base: ouvrirBase('postgres://personne@localhost/rien?host=/nulle/part', { max: 1 }),
  })
  for (const f of toutesLesFonctions) {
    navigateurs.set(f, await new Navigateur(p).entrer(comptes[f]))
    fermes.set(f, await new Navigateur(p).entrer(comptes[f]))
  }
  const visites = await toutParcourir(p, { parRoute: 1, navigateurs })
  const parRoute = new Map<string, Saisie>()
  pages = visites.filter(x => x.statut === 200 && x.type.startsWith('text/html'))
  for (const v of pages)
    for (const f of formulaires(v.texte, v.url)) {
      const route = f.methode === 'POST' ? routeDe(p, f.action, 'POST') : null
      const saisie = route && !parRoute.has(route) ? remplir(f) : null
      if (route && saisie && saisie.tapes.length > 0 && !(route in ROUTES_SANS_RETOUR))
        parRoute.set(route, { fonction: v.fonction, url: v.url, route, ...saisie })
    }
  saisies = [...parRoute.values()]
  declarees = p.routes.filter(r => r.method === 'POST' && r.access !== 'public').length
}, 240_000)
afterAll(async () => {
  await p.app.close()
  await morte.app.close()
  await e.fermer()
})

const neuf = { n: 0 }
/** A value that a person could type in this field, and that no other field holds. */
function taper({ genre }: Champ): string | null {
  neuf.n += 1
  const valeurs: Record<string, string> = {
    text: `Mots tapés ${neuf.n} <b>&amp; «`,
    textarea: `Une ligne tapée ${neuf.n},\nune autre & sa fin.`,
    search: `Cherché ${neuf.n}`,
    email: `essai${neuf.n}@exemple.fr`,
    tel: `06 39 98 ${String(neuf.n % 90).padStart(2, '0')} 11`,
    date: `2027-0${1 + (neuf.n % 9)}-1${neuf.n % 10}`,
    time: `1${neuf.n % 10}:30`,
    number: String(3 + (neuf.n % 5)),
  }
  return valeurs[genre] ?? null
}

function remplir(f: Formulaire): Pick<Saisie, 'action' | 'envoi' | 'tapes'> {
  const [envoi, tapes]: [Record<string, string>, [string, string][]] = [{}, []]
  for (const c of f.champs) {
    if (c.genre in JAMAIS_RENDUS) continue
    const libre = c.genre.endsWith('-libre')
    const ecrire = () => (libre ? c.valeur : taper(c))
    const tape = c.nom in GARDES ? null : ecrire()
    // One choice of a group is enough, and what was chosen before gives way to it.
    if (
      (libre && c.nom in envoi) ||
      tapes.some(([nom]) => nom === c.nom && ['radio', 'checkbox'].includes(c.genre))
    )
      continue
    envoi[c.nom] = tape ?? c.valeur
    if (tape !== null) tapes.push([c.nom, tape])
  }
  return { action: f.action, envoi, tapes }
}

/** `types[]` as it was sent and `types[0]` as it is given back are one list. */
const nu = (nom: string) => nom.replace(/\[\d*\]$/, '')
const perdus = (tapes: [string, string][], champs: Champ[]) =>
  tapes
    .filter(
      ([nom, v]) =>
        !champs.some(
          c => nu(c.nom) === nu(nom) && c.valeur.trim() === v.trim() && !c.genre.endsWith('-libre'),
        ),
    )
    .map(([nom, v]) => `${nom} = ${v}`)
const tousLesChamps = (html: string) => formulaires(html, '').flatMap(f => f.champs)
const repriseDe = (html: string) => /name="reprise" value="([^"]+)"/.exec(html)?.[1] ?? ''
const jetonDe = (html: string) => /name="_jeton" value="([^"]+)"/.exec(html)?.[1] ?? ''
const navigateur = (f: Fonction) => navigateurs.get(f) as Navigateur
const copie = (n: Navigateur, de: Plateforme = p) => {
  const autre = new Navigateur(de)
  for (const [nom, v] of n.cookies) autre.cookies.set(nom, v)
  return autre
}
/** Runs a case over every form, and says what was lost, where. */
async function pourChacune(cas: (s: Saisie) => Promise<string[]>): Promise<string[]> {
  const fautes: string[] = []
  for (const s of saisies)
    for (const f of await cas(s)) fautes.push(`${s.fonction} ${s.route} : ${f}`)
  return fautes
}
/** What comes back to somebody who is signed in as the author. */
async function rendus(s: Saisie, reprise: string): Promise<string[]> {
  if (!reprise) return ['rien n’est gardé dans la réponse']
  const r = await navigateur(s.fonction).envoyer('/reprendre', { _jeton: '', reprise })
  return r.statut === 200
    ? perdus(s.tapes, tousLesChamps(r.texte))
    : [`le retour répond ${r.statut}`]
}

describe('Les brouillons enregistrés pendant la frappe', () => {
  it('Ne s’enregistrent ni sans session, ni sous le nom d’une autre personne : la page le sait et garde le texte', async () => {
    const s = saisies.find(x => x.route.endsWith('/entretiens/noter')) as Saisie
    const url = `${s.action.split('/entretiens')[0]}/brouillons`
    const brouillon = {
      cle: 'note',
      url: s.action,
      titre: 'Note',
      version: 0,
      valeurs: { recit: 'Texte d’une personne.' },
    }
    const n = navigateur(s.fonction)
    const porteur =
      /name="_porteur" value="([^"]+)"/.exec((await n.ouvrir('/compte/mot-de-passe')).texte)?.[1] ??
      ''
    const sans = await new Navigateur(p).json(url, brouillon, '')
    expect([sans.statut, JSON.parse(sans.texte).autre]).toEqual([401, undefined])
    const autre = copie(navigateur(s.fonction === 'dfspip' ? 'dpip' : 'dfspip'))
    const jeton = jetonDe((await autre.ouvrir('/compte')).texte)
    const r = await autre.json(url, brouillon, jeton, porteur)
    expect([r.statut, JSON.parse(r.texte).autre]).toEqual([401, true])
    const { rows } = await e.proprietaire.query(
      "SELECT 1 FROM dossiers.brouillon WHERE valeurs::text LIKE '%Texte d’une personne%'",
    )
    expect(rows).toEqual([])
    expect(
      (await n.json(url, brouillon, jetonDe((await n.ouvrir('/compte')).texte), porteur)).statut,
    ).toBe(200)
  })
})

describe('Ce qui est tapé survit (invariant 11)', () => {
  it('Le parcours trouve de vrais formulaires, champs remplis, pour la plupart des routes qui en reçoivent', () => {
    expect(saisies.length).toBeGreaterThan(45)
    expect(saisies.length / declarees).toBeGreaterThan(0.4)
    expect(saisies.reduce((t, s) => t + s.tapes.length, 0)).toBeGreaterThan(150)
  })

  it('Chaque formulaire où l’on tape, sur chaque page, garde un brouillon ou est gardé dans l’onglet, scellé pour qui est là', () => {
    const classes = { brouillon: 0, onglet: 0 }
    const fautes = pages.flatMap(v => {
      const [, dans = ''] = /<main\b([\s\S]*)<\/main>/.exec(v.texte) ?? []
      const ouDire = (f: Formulaire) => `${v.fonction} ${v.url} ${f.action}`
      return formulaires(v.texte, v.url)
        .filter(f => f.methode === 'POST' && f.champs.some(c => taper(c) !== null))
        .flatMap(f => {
          const brouillon = /^<form\b[^>]*\sdata-brouillon="/.test(f.html)
          classes[brouillon ? 'brouillon' : 'onglet'] += 1
          const suivi =
            dans.includes(f.html) &&
            /<body data-saisies="[\w+/]{43}="/.test(v.texte) &&
            !/^<form\b[^>]*\sdata-enchainer/.test(f.html)
          return brouillon || suivi ? [] : [ouDire(f)]
        })
    })
    expect(fautes).toEqual([])
    expect([classes.brouillon > 3, classes.onglet > 100]).toEqual([true, true])
  })

  it('Cookie perdu : après la connexion de la même personne, chaque valeur est là, et « Relire » la remet dans son formulaire', async () => {
    const fautes = await pourChacune(async s => {
      const n = new Navigateur(p)
      const r = await n.envoyer(s.action, s.envoi)
      if (r.statut !== 401) return [`sans cookie, la réponse est ${r.statut}`]
      const identifiant = `${comptes[s.fonction]}@demo.example`
      const c = await n.envoyer('/connexion', {
        _jeton: jetonDe(r.texte),
        reprise: repriseDe(r.texte),
        identifiant,
        motDePasse: MOT_DE_PASSE,
      })
      const perdues = perdus(s.tapes, tousLesChamps(c.texte))
      const [f] = formulaires(c.texte, '').filter(x => x.action === s.action)
      if (!f || perdues.length > 0)
        return [...perdues, ...(f ? [] : [`pas de retour : ${c.statut}`])]
      const relu = await n.envoyer(s.action, {
        ...Object.fromEntries(f.champs.map(x => [x.nom, x.valeur])),
        _geste: 'relire',
      })
      return relu.statut === 200
        ? perdus(s.tapes, tousLesChamps(relu.texte)).map(x => `relu : ${x}`)
        : [`relire répond ${relu.statut}`]
    })
    expect(fautes).toEqual([])
  }, 240_000)

  it('Session fermée dans un autre onglet, ou expirée : même chose', async () => {
    const jetons = [...fermes.values()].map(n => empreinte(n.cookies.get(SESSION) ?? ''))
    for (const fin of [
      'fermee_a = now()',
      "fermee_a = NULL, expire_a = now() - interval '1 minute'",
    ]) {
      await e.proprietaire.query(`UPDATE acces.session SET ${fin} WHERE empreinte = ANY ($1)`, [
        jetons,
      ])
      const fautes = await pourChacune(async s => {
        const r = await copie(fermes.get(s.fonction) as Navigateur).envoyer(s.action, s.envoi)
        return r.statut === 401 ? rendus(s, repriseDe(r.texte)) : [`${fin} : ${r.statut}`]
      })
      expect(fautes, fin).toEqual([])
    }
  }, 240_000)

  it('Une autre personne s’est connectée depuis : rien n’est fait ni montré sous son nom, tout revient à la première', async () => {
    const fautes = await pourChacune(async s => {
      const autre = copie(navigateur(s.fonction === 'dfspip' ? 'dpip' : 'dfspip'))
      const r = await autre.envoyer(s.action, s.envoi)
      const vus = texteVisible(r.texte).join('\n')
      const montrees = s.tapes.filter(
        ([, v]) =>
          v.length > 12 &&
          (vus.includes(v.split('\n')[0] ?? v) || r.texte.includes(encodeURIComponent(v))),
      )
      if (r.statut !== 409 || montrees.length > 0)
        return [`répond ${r.statut}, montre ${montrees.length} valeurs`]
      const vole = await autre.envoyer('/reprendre', { _jeton: '', reprise: repriseDe(r.texte) })
      return vole.statut === 409
        ? rendus(s, repriseDe(r.texte))
        : [`rendu à une autre : ${vole.statut}`]
    })
    expect(fautes).toEqual([])
  }, 240_000)

  it('Base arrêtée : la page le dit, garde tout, et le rend quand la base est revenue', async () => {
    const fautes = await pourChacune(async s => {
      const r = await copie(navigateur(s.fonction), morte).envoyer(s.action, s.envoi)
      return r.statut === 503 ? rendus(s, repriseDe(r.texte)) : [`base arrêtée : ${r.statut}`]
    })
    expect(fautes).toEqual([])
  }, 240_000)

  it('Jeton périmé, version dépassée, saisie refusée : le formulaire revient avec chaque valeur', async () => {
    const essais: [string, (s: Saisie) => Record<string, string>][] = [
      ['jeton', s => ({ ...s.envoi, _jeton: 'perime' })],
      ['version', s => ('version' in s.envoi ? { ...s.envoi, version: '0' } : s.envoi)],
      ['refus', s => s.envoi],
    ]
    for (const [nom, envoi] of essais) {
      const fautes = await pourChacune(async s => {
        const r = await navigateur(s.fonction).envoyer(s.action, envoi(s))
        if (r.statut === 303) return nom === 'jeton' ? ['un jeton faux est accepté'] : []
        if (r.statut >= 404)
          return r.statut === 422
            ? perdus(s.tapes, tousLesChamps(r.texte))
            : rendus(s, repriseDe(r.texte))
        return [`répond ${r.statut}`]
      })
      expect(fautes, nom).toEqual([])
    }
  }, 240_000)
})
