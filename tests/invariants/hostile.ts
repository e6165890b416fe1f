import { randomUUID } from 'node:crypto'
import type { Fonction } from '../../src/moyens/index.ts'

import type { Plateforme } from '../../src/platform/http/plateforme.ts'
import { Navigateur } from '../client.ts'
import { aEnvoyer, formulaires, texteVisible } from './page.ts'
import { comptes, routeDe, toutesLesFonctions, type Visite } from './parcourir.ts'

/**
 * A real request of the application, as a page or a form of it makes it: what attacks change, one
 * thing at a time.
 */
export type Cible = {
  fonction: Fonction
  methode: string
  route: string
  url: string
  champs: [string, string][]
}
export type Attaque = {
  cible: Cible
  nom: string
  url: string
  /** Made when it is sent: a megabyte in each field of each form does not fit in memory. */
  corps: (() => string) | null
  type: string | null
  entetes: Record<string, string>
}

export const MARQUE = '<script>alert(1)</script>"\''
const MEGA = 'x'.repeat(1_000_000)
/** What no field is meant to hold. */
const valeurs: Record<string, string> = {
  vide: '',
  blanc: ' \u2003\t',
  nul: 'a\u0000b',
  retour: 'a\r\nSet-Cookie: x=1\nb',
  bom: '\ufeff',
  envers: 'a\u202eb\u2066c',
  emoji: '👨‍👩‍👧‍👦🏴\u{e0067}\u{e007f}',
  chinois: '中国',
  long: 'W'.repeat(120),
  mega: MEGA,
  balise: MARQUE,
  sql: "'; DROP TABLE x; -- $1 \\",
  motif: '%_\\',
  expression: '(((([a-',
  formule: '=cmd|"/c calc"!A1',
  proto: '__proto__',
  constructeur: 'constructor',
  objet: '[object Object]',
  chemin: '../../../etc/passwd',
  ailleurs: '//exemple.invalid/',
  tabulation: '/\t/exemple.invalid',
  fevrier: '2026-02-30',
  an0: '0000-01-01',
  an1: '0001-01-01',
  an9999: '9999-12-31',
  an300000: '300000-01-01',
  anPlus: '+275760-09-14',
  an1900: '1900-01-01',
  an2199: '2199-12-31',
  mois13: '2026-13-01',
  mois: '9999-12',
  instant: '2026-11-24T25:61:61Z',
  heure: '24:00',
  heure99: '99:99',
  zero: '0',
  moins: '-1',
  petit: '-2147483649',
  int2: '32768',
  int4: '2147483648',
  int8: '9223372036854775808',
  enorme: '1e309',
  decimal: '1.5',
  hexa: '0x7fffffff',
  nan: 'NaN',
  infini: 'Infinity',
  chiffres: '9'.repeat(400),
  arabes: '٣٤',
  uuidNul: '00000000-0000-0000-0000-000000000000',
  uuidMax: 'ffffffff-ffff-ffff-ffff-ffffffffffff',
  uuidFaux: '00000000-0000-7000-8000-00000000000g',
  uuidInconnu: '01999999-9999-7999-8999-999999999999',
  tirets: '-'.repeat(36),
  creneau: `${'-'.repeat(36)}|2026-02-30|10:00`,
  creneauDuLendemain: '01999999-9999-7999-8999-999999999999|2026-02-30|10:00',
  virgules: ',,,;;;||',
  paire: '01999999-9999-7999-8999-999999999999/tig|x',
}
/** What is not text at all, beside a name of field. */
const formes: Record<string, (nom: string) => string> = {
  tableau: nom => `${cle(nom)}[]=a&${cle(nom)}[]=b`,
  indice: nom => `${cle(nom)}[999999]=a`,
  objet: nom => `${cle(nom)}[a][b]=c`,
  proto: nom => `${cle(nom)}[__proto__][pollue]=1`,
  constructeur: nom => `${cle(nom)}[constructor][prototype][pollue]=1`,
  methode: nom => `${cle(nom)}[toString]=x&${cle(nom)}[length]=-1`,
  double: nom => `${cle(nom)}=a&${cle(nom)}=b`,
  profond: nom => `${cle(nom)}${'[a]'.repeat(200)}=x`,
  tronque: nom => `${cle(nom)}=%`,
  octets: nom => `${cle(nom)}=%ff%fe%ed%a0%80`,
  nul: nom => `${cle(nom)}=%00`,
  sansEgal: nom => cle(nom),
}
const cle = (nom: string) => encodeURIComponent(nom)
const enRequete = (paires: readonly (readonly [string, string])[]) =>
  new URLSearchParams(paires as [string, string][]).toString()
const FORMULAIRE = 'application/x-www-form-urlencoded'
/** Fields of every form of ours. */
const internes = ['_jeton', '_cle', '_porteur', '_geste', 'reprise']
/** Names that lists, calendars and searches read in an address, whatever the page. */
const courants = ['page', 'par', 'tri', 'sens', 'q', 'le', 'du', 'au', 'mois']
const gestes = [
  'ajouter:__proto__',
  'ajouter:constructor.prototype',
  'ajouter:x.y.z',
  'retirer:a.-1',
  'monter:a.99999',
  'retirer:',
  ':',
  'autre',
  'chercher:NaN',
]

export type Lue = Pick<Visite, 'fonction' | 'url' | 'statut' | 'type' | 'texte'>
/** One request for each route, function and set of fields that the walk met. */
export function ciblesDe(plateforme: Plateforme, visites: readonly Lue[]): Cible[] {
  const vues = new Map<string, Cible>()
  const garder = (c: Omit<Cible, 'route'>) => {
    const route = routeDe(plateforme, c.url, c.methode)
    const noms =
      c.methode === 'GET'
        ? [...new URLSearchParams(c.url.split('?')[1]).keys()]
        : c.champs.map(([nom]) => nom)
    const meme = `${c.methode} ${route} ${[...new Set(noms)].sort().join('&')}`
    if (route && !vues.has(meme)) vues.set(meme, { ...c, route })
  }
  for (const { fonction, url, statut, type, texte } of visites) {
    if (statut !== 200) continue
    garder({ fonction, methode: 'GET', url, champs: [] })
    if (!type.startsWith('text/html')) continue
    for (const f of formulaires(texte, url)) {
      if (f.methode === 'GET')
        garder({
          fonction,
          methode: 'GET',
          url: `${f.action.split('?')[0]}?${enRequete(aEnvoyer(f))}`,
          champs: [],
        })
      else
        garder({
          fonction,
          methode: 'POST',
          url: f.action,
          champs: [...aEnvoyer(f), ...libres(f.champs)],
        })
    }
  }
  for (const c of ciblesOubliees(plateforme, [...vues.values()])) garder(c)
  return [...vues.values()]
}
/** Boxes that are not ticked are fields too. */
const libres = (champs: { nom: string; valeur: string; genre: string }[]): [string, string][] =>
  champs.flatMap(c =>
    c.genre === 'checkbox-libre' || c.genre === 'file'
      ? [[c.nom, c.valeur] as [string, string]]
      : [],
  )

/** Routes that no page led to: asked all the same, with identifiers of nobody. */
function ciblesOubliees(plateforme: Plateforme, connues: Cible[]): Omit<Cible, 'route'>[] {
  const faites = new Set(connues.map(c => `${c.methode} ${c.route}`))
  return plateforme.routes
    .filter(r => ['GET', 'POST'].includes(r.method) && !faites.has(`${r.method} ${r.url}`))
    .flatMap(r => {
      const url = r.url.replace(
        /:(\w+)/g,
        (_, nom: string) => connus[nom] ?? '01999999-9999-7999-8999-999999999999',
      )
      const exemple = connues.find(c => r.url.startsWith(c.route) && c.route.includes(':'))
      const reelle = exemple
        ? exemple.url.split('?')[0] + url.slice(morceaux(exemple.route, url))
        : url
      return toutesLesFonctions.slice(0, 1).map(fonction => ({
        fonction: exemple?.fonction ?? fonction,
        methode: r.method,
        url: reelle,
        champs: [],
      }))
    })
}
const morceaux = (route: string, url: string) =>
  url.split('/').slice(0, route.split('/').length).join('/').length
const connus: Record<string, string> = {
  numero: '2',
  rang: '1',
  nature: 'tig',
  groupe: 'procedures',
  le: '2026-11-24',
  heure: '09:00',
}

/**
 * What no base can hold, in each field of a form at once: what a page keeps before it checks is
 * found by it.
 */
export const nulPartout = (cible: Cible): Attaque =>
  attaque(cible, 'nul partout', {
    corps: () =>
      enRequete(cible.champs.map(([nom, v]) => [nom, nom.startsWith('_') ? v : `${v}\u0000`])),
  })

/**
 * Every attack of a target: each parameter, query and field with each wrong value and shape, then
 * the body and the headers.
 */
export function attaquesDe(cible: Cible): Attaque[] {
  return [
    ...dansLAdresse(cible),
    ...dansLaRequete(cible),
    ...(cible.methode === 'POST' ? dansLeCorps(cible) : []),
    ...dansLesEntetes(cible),
  ]
}

const attaque = (cible: Cible, nom: string, a: Partial<Attaque>): Attaque => ({
  cible,
  nom,
  url: cible.url,
  corps: cible.methode === 'POST' ? () => enRequete(cible.champs) : null,
  type: cible.methode === 'POST' ? FORMULAIRE : null,
  entetes: {},
  ...a,
})

function dansLAdresse(cible: Cible): Attaque[] {
  const [chemin = '/', requete] = cible.url.split('?')
  const etapes = chemin.split('/')
  const declarees = cible.route.split('/')
  return declarees.flatMap((etape, i) => {
    if (!etape.includes(':')) return []
    const avec = (valeur: string) =>
      [etapes.map((e, j) => (j === i ? valeur : e)).join('/'), requete].filter(Boolean).join('?')
    const voulues = Object.entries(valeurs).filter(([nom]) => nom !== 'vide' && nom !== 'mega')
    return [
      ...voulues.map(([nom, v]) =>
        attaque(cible, `${etape} ${nom}`, { url: avec(encodeURIComponent(v)) }),
      ),
      ...['%', '%ff%fe', '%00', '%2e%2e', `${'a'.repeat(3000)}`].map(v =>
        attaque(cible, `${etape} ${v.slice(0, 9)}`, { url: avec(v) }),
      ),
    ]
  })
}

function dansLaRequete(cible: Cible): Attaque[] {
  const [chemin = '/', requete = ''] = cible.url.split('?')
  const paires = [...new URLSearchParams(requete)]
  const siens = [...new Set(paires.map(([nom]) => nom))]
  const noms = cible.methode === 'GET' ? [...new Set([...siens, ...courants])] : siens
  return noms.flatMap(nom => {
    const reste = enRequete(paires.filter(([n]) => n !== nom))
    const avec = (texte: string) => `${chemin}?${[reste, texte].filter(Boolean).join('&')}`
    const voulues = Object.entries(valeurs).filter(([n]) => n !== 'mega')
    return [
      ...voulues.map(([n, v]) =>
        attaque(cible, `?${nom} ${n}`, { url: avec(`${cle(nom)}=${encodeURIComponent(v)}`) }),
      ),
      ...Object.entries(formes).map(([n, f]) =>
        attaque(cible, `?${nom} ${n}`, { url: avec(f(nom)) }),
      ),
    ]
  })
}

function dansLeCorps(cible: Cible): Attaque[] {
  const noms = [...new Set(cible.champs.map(([nom]) => nom).filter(nom => !nom.startsWith('_')))]
  const sans = (nom: string) => enRequete(cible.champs.filter(([n]) => n !== nom))
  const parChamp = [...noms, ...internes].flatMap(nom => [
    ...Object.entries(valeurs).map(([n, v]) =>
      attaque(cible, `${nom} ${n}`, {
        corps: () => `${sans(nom)}&${cle(nom)}=${encodeURIComponent(v)}`,
      }),
    ),
    ...Object.entries(formes).map(([n, f]) =>
      attaque(cible, `${nom} ${n}`, { corps: () => `${sans(nom)}&${f(nom)}` }),
    ),
    attaque(cible, `${nom} absent`, { corps: () => sans(nom) }),
  ])
  const tout = enRequete(cible.champs)
  const corps: [string, () => string, string][] = [
    ['rien', () => '', FORMULAIRE],
    [
      'pollution',
      () =>
        `${tout}&__proto__[pollue]=1&constructor[prototype][pollue]=1&__proto__=x&hasOwnProperty=x`,
      FORMULAIRE,
    ],
    [
      'mille champs',
      () => `${tout}&${Array.from({ length: 6000 }, (_, i) => `c${i}=1`).join('&')}`,
      FORMULAIRE,
    ],
    ['crochets', () => `${tout}&${'['.repeat(5000)}=1&]]]=2&[]=3&[a=4`, FORMULAIRE],
    ['trop gros', () => `${tout}&x=${'y'.repeat(3_000_000)}`, FORMULAIRE],
    ['texte', () => tout, 'text/plain'],
    [
      'xml',
      () => '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
      'application/xml',
    ],
    ['type vide', () => tout, ''],
    ['type faux', () => tout, 'a/b; charset=;;;'],
    ['multipart sans bord', () => tout, 'multipart/form-data'],
    [
      'multipart tronqué',
      () => '--b\r\nContent-Disposition: form-data; name="x"\r\n\r\nv',
      'multipart/form-data; boundary=b',
    ],
    [
      'multipart proto',
      () => multipart(cible, '__proto__', 'a.csv'),
      'multipart/form-data; boundary=b',
    ],
    [
      'multipart fichier',
      () => multipart(cible, noms[0] ?? 'fichier', '../../\u0000é"中.csv'),
      'multipart/form-data; boundary=b',
    ],
    [
      'multipart cent champs',
      () => `${Array.from({ length: 100 }, (_, i) => partie(`c${i}`, 'x')).join('')}--b--\r\n`,
      'multipart/form-data; boundary=b',
    ],
    ...Object.entries(enJson(cible)).map(([n, j]): [string, () => string, string] => [
      `json ${n}`,
      j,
      'application/json',
    ]),
  ]
  return [
    ...parChamp,
    ...corps.map(([n, c, type]) => attaque(cible, n, { corps: c, type })),
    ...gestes.map(g =>
      attaque(cible, `geste ${g}`, { corps: () => `${tout}&_geste=${encodeURIComponent(g)}` }),
    ),
  ]
}
const partie = (nom: string, valeur: string) =>
  `--b\r\nContent-Disposition: form-data; name="${nom}"\r\n\r\n${valeur}\r\n`
const multipart = ({ champs }: Cible, champ: string, fichier: string) =>
  `${champs.map(([n, v]) => partie(n, v)).join('')}--b\r\nContent-Disposition: form-data; name="${champ}"; filename="${fichier}"\r\nContent-Type: text/csv\r\n\r\na;b\u0000;"c\r\n--b--\r\n`

/** The same fields as JSON, which has numbers, nothing, lists, objects and halves of characters. */
function enJson({ champs }: Cible): Record<string, () => string> {
  const objet = Object.fromEntries(champs)
  const avec = (valeur: unknown) => () =>
    JSON.stringify({
      ...objet,
      ...Object.fromEntries(champs.filter(([n]) => !n.startsWith('_')).map(([n]) => [n, valeur])),
    })
  return {
    nombre: avec(1e300),
    rien: avec(null),
    vrai: avec(true),
    liste: avec([[['a']]]),
    objet: avec({ a: { b: {} } }),
    demi: avec('a\ud800b'),
    nul: avec('a\u0000b'),
    proto: () => '{"__proto__":{"pollue":1},"constructor":{"prototype":{"pollue":1}}}',
    tronque: () => '{"a":',
    texte: () => '"a"',
    tableau: () => '[1,2]',
    seul: () => 'null',
    profond: () => `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  }
}

function dansLesEntetes(cible: Cible): Attaque[] {
  const gros = 'y'.repeat(6000)
  const entetes: Record<string, Record<string, string>> = {
    'cookie malformé': {
      cookie: '=;;; a=%; __Host-fil-rouge-message=%ff; fil-rouge-theme=__proto__; é',
    },
    'session fausse': { cookie: `__Host-fil-rouge=${encodeURIComponent("' OR 1=1")}` },
    'session énorme': { cookie: `__Host-fil-rouge=${gros}; __Host-fil-rouge-message=${gros}` },
    langue: {
      'accept-language': gros,
      'accept-encoding': ';;q=,,,*',
      'user-agent': '\u00ff\u0080'.repeat(200),
    },
    hôte: { host: 'a b"<>', 'x-forwarded-for': "'; --", 'x-forwarded-proto': 'javascript' },
    conditions: { 'if-modified-since': 'jamais', 'if-none-match': gros, range: 'bytes=-1-' },
    script: { 'x-jeton': gros, 'x-porteur': '\u00ff', 'sec-fetch-site': 'cross-site' },
  }
  return Object.entries(entetes).map(([nom, e]) => attaque(cible, nom, { entetes: e }))
}

export type Constat = { statut: number; ms: number; faute: string | null }
const dit = ({ cible, nom }: Attaque) =>
  `${cible.fonction} ${cible.methode} ${cible.route} : ${nom}`

/**
 * Sends attacks as somebody who is signed in, with their true token: what is checked is what lies
 * behind it.
 */
export class Assaillant {
  readonly #plateforme: Plateforme
  readonly #entres = new Map<Fonction, { cookie: string; jeton: string; porteur: string } | null>()
  /** Who could not sign in any more: an attack had closed the account. */
  readonly exclus = new Set<Fonction>()
  constructor(plateforme: Plateforme) {
    this.#plateforme = plateforme
  }

  async #entrer(fonction: Fonction) {
    const connu = this.#entres.get(fonction)
    if (connu !== undefined) return connu
    const n = new Navigateur(this.#plateforme)
    const entre = await n.entrer(comptes[fonction]).then(
      () => true,
      () => false,
    )
    if (!entre) this.exclus.add(fonction)
    const { texte } = entre ? await n.ouvrir('/') : { texte: '' }
    const cache = (nom: string) =>
      new RegExp(`name="${nom}" value="([^"]*)"`).exec(texte)?.[1] ?? ''
    const cookie = [...n.cookies].map(([nom, v]) => `${nom}=${v}`).join('; ')
    const session = entre ? { cookie, jeton: cache('_jeton'), porteur: cache('_porteur') } : null
    this.#entres.set(fonction, session)
    return session
  }

  async envoyer(a: Attaque): Promise<Constat> {
    const { cible } = a
    const session = await this.#entrer(cible.fonction)
    const debut = performance.now()
    const r = await this.#plateforme.app.inject({
      method: cible.methode as 'GET' | 'POST',
      url: a.url,
      ...(a.corps === null ? {} : { payload: avecLesCaches(a, session) }),
      headers: {
        'sec-fetch-site': 'same-origin',
        ...(session
          ? { cookie: session.cookie, 'x-jeton': session.jeton, 'x-porteur': session.porteur }
          : {}),
        ...(a.type === null ? {} : { 'content-type': a.type }),
        ...a.entetes,
      },
    })
    const ms = performance.now() - debut
    const vers = String(r.headers.location ?? '')
    if (!a.entetes.cookie && (r.statusCode === 401 || vers.startsWith('/connexion')))
      this.#entres.delete(cible.fonction)
    return {
      statut: r.statusCode,
      ms,
      faute: fauteDe(a, r.statusCode, String(r.headers['content-type'] ?? ''), r.body, ms),
    }
  }
}

/** The token and the key that a page would have, unless the attack is about them. */
function avecLesCaches(
  { corps, type, nom }: Attaque,
  session: { jeton: string; porteur: string } | null,
): string {
  const texte = corps?.() ?? ''
  if (type !== FORMULAIRE || !session) return texte
  const caches = { _jeton: session.jeton, _porteur: session.porteur, _cle: randomUUID() }
  const sans = texte
    .split('&')
    .filter(
      p =>
        !/^_(jeton|porteur|cle)=/.test(p) ||
        (internes.some(i => nom.startsWith(i)) &&
          p !== '_jeton=' &&
          p !== '_cle=' &&
          p !== '_porteur='),
    )
  const presents = Object.entries(caches).filter(([c]) => !nom.startsWith(c))
  return [...sans, enRequete(presents)].join('&')
}

function fauteDe(
  a: Attaque,
  statut: number,
  type: string,
  texte: string,
  ms: number,
): string | null {
  if (statut >= 500) return `${dit(a)} : ${statut}`
  // A whole service's export takes a while on a busy machine; beyond this, it hangs.
  if (ms > 30_000) return `${dit(a)} : ${Math.round(ms)} ms`
  if (({} as { pollue?: unknown }).pollue !== undefined) return `${dit(a)} : prototype pollué`
  if (texte.includes(MARQUE)) return `${dit(a)} : balise recopiée telle quelle`
  if (statut >= 400 && !phraseDe(type, texte))
    return `${dit(a)} : ${statut} sans phrase (${texte.slice(0, 80)})`
  return null
}
/**
 * An answer that refuses says so in French: a sentence of the page, or the message of what a script
 * reads.
 */
function phraseDe(type: string, texte: string): boolean {
  if (/\n\s+at .*:\d+:\d+|node_modules/.test(texte)) return false
  if (type.startsWith('application/json')) {
    const { message, erreur } = JSON.parse(texte) as { message?: string; erreur?: string }
    return /^\p{L}.{12,}/u.test(message ?? erreur ?? '') && !('error' in JSON.parse(texte))
  }
  return texteVisible(texte).some(
    d => /^\p{Lu}.{12,}[.!?:]/u.test(d) && !/Bad Request|Not Found|Too Large|Unsupported/.test(d),
  )
}
