import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noterAbsence } from '../../src/creneaux/absence.commands.ts'
import type { Fonction } from '../../src/moyens/index.ts'
import { executer } from '../../src/platform/executer.ts'
import type { Plateforme } from '../../src/platform/http/plateforme.ts'
import { application, type Essai, Navigateur, nouvelEssai } from '../base.ts'
import { lireListes, ordreRompu, type PageDeListe, tablesHorsListe } from './liste.ts'
import { comptes, parcourir, toutesLesFonctions, type Visite } from './parcourir.ts'

/**
 * Invariant 1: a list is whole, in the order that its header says, with its total; what is cut
 * leads to the rest.
 */

/**
 * Pages whose tables are not lists of rows that grow: all of what they show is there, none is cut.
 * Each with its reason.
 */
const ENTIERES: [RegExp, string][] = [
  [/^\/interface/, 'the gallery of components'],
  [/^\/droit/, 'values of the law, in memory, whole on one page'],
  [/^\/statistiques/, 'sums: one row a month or a kind'],
  [
    /^\/dossiers\/:dossierId(?!\/chronologie)/,
    'facts of one person, read whole; what may be long, interviews and chronology, are lists',
  ],
  [/^\/(calendrier|calendriers)/, 'settings of one service, or a day and a week read whole'],
  [/^\/accueil/, 'one day of one service, read whole: it is printed'],
  [/^\/agenda\/(seances|creneaux|demenagement)/, 'what is free in the weeks asked for, read whole'],
  [/^\/annuaire/, 'one service or one juridiction, read whole'],
  [/^\/bex\/tableau/, 'a month of hearings, summed by day or slot'],
  [/^\/messages\/modeles/, 'the wordings of a service: one row a type and a language'],
  [/^\/ressort/, 'one row a département'],
  [/^\/echanges$/, 'columns of a file'],
]
/**
 * Stores and functions of the base that may cut, each with its reason: nothing of these is a list
 * on a screen.
 */
const COUPENT: Record<string, string> = {
  'src/echanges/import.store.ts': 'a batch of a long work, not a list',
  'src/acces/session.store.ts': 'the try that fills a count, one row: when it was',
  'dossiers.homonymes':
    'shown to those who have no right to the dossier: ten, and the page says that there may be others',
}
/** Batches of a queue or of a journal, taken one after the other until none is left. */
const PAR_LOTS = /^(messages\.|acces\.(lignes_de_journal|preparer_sceau|sceaux_depuis)$)/
/**
 * What a page may cut by itself, each with its reason: the letters of a word are not rows, and rows
 * left out are said or linked.
 */
const DECOUPENT: Record<string, string> = {
  'acces/sceau.gestes.ts )': 'letters of the name of a key',
  'bex/audience.ecran.tsx )': 'what a reload gives back of a field',
  'bex/audience.ecran.tsx ...dit]': 'letters of a field',
  'bex/competence.views.tsx communes':
    'the first of the choice, which says how many and how to narrow',
  'magistrats/magistrats.views.tsx ou': 'letters of a word',
  'synthese/fil.views.tsx le)': 'letters of a date',
  'synthese/onglets.views.tsx phrase': 'letters of a sentence',
  'agenda/coches.ecran.ts id': 'the end of an identifier',
  'agenda/decision.routes.tsx restees': 'a message that says how many, above the list of them',
  'agenda/decision.routes.tsx texte))': 'what is ticked, on a page of at most a hundred rows',
  'agenda/decision.views.tsx pris': 'three examples, after how many of how many',
  'agenda/retablir.gestes.ts issues': 'what happened since it was last expected',
  'agenda/serie.gestes.ts ...levables': 'one box lifts them all',
  'agenda/recherche.ecran.ts jours': 'Monday to Friday of seven days',
  'agenda/seance.routes.tsx valeur': 'letters of a search',
  'bex/tableau.views.tsx )': 'words of a date',
  'calendriers/disponibilites.views.tsx le)': 'letters of a date',
  'calendriers/icalendar.views.ts )': 'letters of a digest',
  'creneaux/calendrier.routes.tsx dates': 'Monday to Friday of seven days',
  'creneaux/plage.routes.tsx agenda': 'letters of a key',
  'mesures/passage.views.tsx pourquoi': 'letters of a sentence',
  'messages/modele.views.tsx sms.horsGsm': 'examples of signs',
  'moyens/ressort.views.tsx ligne.commune.codesPostaux': 'postcodes of one commune, and « … »',
  'moyens/import-ressort.views.tsx montrees': 'lines of a file, with how many of how many',
  'synthese/dossier.views.tsx evenements': 'leads to the whole chronology',
}
const LETTRES = /(^|\.)(le|heure|mois\??|geste|recit|texte|libelle)$/

let e: Essai
let p: Plateforme
beforeAll(async () => {
  e = await nouvelEssai()
  await remplir(e)
  p = await application(e)
  await absenter()
}, 60_000)
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})

/**
 * Everybody in one service and before one juridiction, half of them for one agent, with names and
 * days that tie.
 */
async function remplir({ proprietaire }: Essai): Promise<void> {
  await proprietaire.query(`
    CREATE TEMP TABLE ici AS SELECT a.id AS agent_id, a.service_id FROM acces.compte c JOIN moyens.agent a ON a.id = c.id WHERE c.identifiant = 'ts.67@demo.example';
    CREATE TEMP TABLE tgi AS SELECT a.juridiction_id AS la_juridiction FROM acces.compte c JOIN moyens.agent a ON a.id = c.id WHERE c.identifiant = 'jap.strasbourg@demo.example';
    SET session_replication_role = replica;
    UPDATE dossiers.prise_en_charge p SET service_id = ici.service_id, antenne_id = NULL,
      referent_id = CASE WHEN ascii(right(p.dossier_id::text, 1)) % 2 = 0 THEN ici.agent_id END,
      debut_a = '2026-03-02T08:00Z'::timestamptz + (ascii(right(p.dossier_id::text, 2)) % 4) * interval '1 day' FROM ici WHERE fin_a IS NULL;
    INSERT INTO dossiers.perimetre (dossier_id, entite_id, motif, fin_a) SELECT d.dossier_id, ici.service_id, 'prise_en_charge', '2199-12-31' FROM dossiers.dossier d, ici
      WHERE d.clos_a IS NULL ON CONFLICT DO NOTHING;
    INSERT INTO dossiers.perimetre (dossier_id, entite_id, motif, fin_a) SELECT d.dossier_id, tgi.la_juridiction, 'mandat', '2199-12-31' FROM dossiers.dossier d, tgi ON CONFLICT DO NOTHING;
    UPDATE dossiers.personne SET nom = (ARRAY['Étienne', 'Eve', 'Zola', 'émile', 'Dupont-Martin', 'Dupont', 'D''Artagnan'])[1 + ascii(right(dossier_id::text, 1)) % 7], nom_usage = NULL;
    UPDATE magistrats.saisine SET juridiction_id = tgi.la_juridiction, echeance_le = '2026-12-01'::date + (ascii(right(magistrats.saisine.id::text, 1)) % 3), close_a = NULL, close_motif = NULL FROM tgi;
    UPDATE magistrats.rapport SET juridiction_id = tgi.la_juridiction, service_id = ici.service_id FROM tgi, ici;
    UPDATE agenda.convocation c SET etat = 'prevue' FROM ici WHERE c.agent_id = ici.agent_id AND c.le BETWEEN '2026-11-01' AND '2026-11-23' AND c.plage_id IS NULL;
    UPDATE moyens.agent SET parti_le = '2026-11-20' FROM acces.compte c WHERE c.id = moyens.agent.id AND c.identifiant = 'ts2.67@demo.example';
    UPDATE dossiers.prise_en_charge p SET referent_id = c.id FROM acces.compte c WHERE c.identifiant = 'ts2.67@demo.example' AND p.fin_a IS NULL
      AND p.referent_id IS NULL AND ascii(right(p.dossier_id::text, 1)) % 16 = 1;
    INSERT INTO dossiers.transfert (dossier_id, de_service_id, vers_service_id, motif, propose_a, propose_par)
      SELECT DISTINCT ON (s.id) p.dossier_id, s.id, ici.service_id, 'Déménagement', now(), a.id FROM ici, moyens.service s JOIN moyens.agent a ON a.service_id = s.id
      JOIN dossiers.prise_en_charge p ON p.service_id = s.id WHERE s.id <> ici.service_id AND NOT EXISTS
        (SELECT 1 FROM dossiers.transfert t WHERE t.dossier_id = p.dossier_id AND t.etat = 'propose') ORDER BY s.id, p.dossier_id;
    INSERT INTO dossiers.perimetre (dossier_id, entite_id, motif, cause_id) SELECT t.dossier_id, t.vers_service_id, 'transfert_propose', t.id FROM dossiers.transfert t
      WHERE t.etat = 'propose' ON CONFLICT DO NOTHING;
    INSERT INTO messages.message (dossier_id, entite_id, objet_id, moment, canal, destinataire, texte, envoi_a, utile_jusqua, etat, cle, reference)
      SELECT c.dossier_id, c.service_id, c.id, 'convocation', 'lettre', 'Son adresse', 'Vous êtes convoqué.', now(), now() + interval '30 days', 'a_imprimer', 'l' || row_number() OVER (), 1
      FROM agenda.convocation c JOIN ici ON c.service_id = ici.service_id ORDER BY c.le, c.id LIMIT 60;
    WITH depasse AS (INSERT INTO acces.alerte (compte_id, le, voie, plafond) SELECT agent_id, '2026-11-24', 'recherche', 30 FROM ici RETURNING id, compte_id)
      INSERT INTO acces.decision_d_alerte (alerte_id, decision, plafond, refusees, nombre, par) SELECT id, 'vue', 30, n, 0, compte_id FROM depasse, generate_series(1, 30) n;
    SET session_replication_role = DEFAULT;`)
}
/** What an absence leaves to decide of. */
async function absenter(): Promise<void> {
  const ts = await e.agent('ts.67')
  await executer(e.hote, ts, noterAbsence, {
    objet: `agent.${ts}`,
    duLe: '2026-11-24',
    auLe: '2027-01-31',
    motif: 'conge',
  })
}

const avec = (url: string, params: Record<string, string>) => {
  const [chemin = '', requete = ''] = url.split('?')
  const tous = new URLSearchParams(requete)
  for (const [cle, v] of Object.entries(params)) tous.set(cle, v)
  return `${chemin}?${tous}`
}
type Lue = { cles: string[]; total: number; plus: boolean; fautes: string[] }
/** Every page of a list under one order; what is wrong is said, and the walk goes on. */
async function marcher(n: Navigateur, url: string, nom: string, par = 20): Promise<Lue> {
  const lue: Lue = { cles: [], total: 0, plus: false, fautes: [] }
  const valeurs: PageDeListe['valeurs'] = []
  for (let page = 1, pages = 1; page <= pages && page <= 60; page++) {
    const r = await n.ouvrir(avec(url, { par: String(par), page: String(page) }))
    const liste = r.statut === 200 ? lireListes(r.texte).find(l => l.cle === nom) : undefined
    if (!liste)
      return { ...lue, fautes: [`${url} page ${page} : ${r.statut}, pas de liste « ${nom} »`] }
    if (page > 1 && liste.total !== lue.total)
      lue.fautes.push(`${url} : total ${lue.total} puis ${liste.total}`)
    if (liste.page !== page)
      lue.fautes.push(`${url} : page ${page} demandée, ${liste.page} montrée`)
    if (liste.total > 0 && !liste.compte) lue.fautes.push(`${url} : le total n’est pas dit`)
    if (page < liste.pages && !liste.suite)
      lue.fautes.push(`${url} page ${page} : coupée, sans chemin vers le reste`)
    lue.total = liste.total
    lue.plus = liste.plus
    lue.cles.push(...liste.cles)
    valeurs.push(...liste.valeurs)
    pages = liste.pages
  }
  const rompu = ordreRompu(valeurs, new URLSearchParams(url.split('?')[1]).get('sens') ?? 'asc')
  if (rompu) lue.fautes.push(`${url} : ordre rompu, ${rompu}`)
  const vues = new Set(lue.cles)
  if (vues.size !== lue.cles.length)
    lue.fautes.push(`${url} : ${lue.cles.length - vues.size} lignes montrées deux fois`)
  if (vues.size !== lue.total && !lue.plus)
    lue.fautes.push(`${url} : ${vues.size} lignes montrées sur ${lue.total}`)
  return lue
}
/**
 * Lists that a walk by links over the invented base does not meet, and where they are read whole.
 */
const HORS_MARCHE: Record<string, string> = {
  lignes: 'lines of a file that was deposited: its own tests read them',
  decisions: 'those of one alert, on its own page: the rows of « alertes », which is walked',
  consultations: 'readers of one dossier, deeper than this walk goes: its own tests walk its pages',
}
/** Every list that a view of the application names. */
function listesDeclarees(): string[] {
  const src = fileURLToPath(new URL('../../src/', import.meta.url))
  const vues = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(f =>
    /\.(?:views|panels)\.tsx$/.test(f),
  )
  const declarees = vues.flatMap(f =>
    [...readFileSync(`${src}${f}`, 'utf8').matchAll(/\bcle="([a-z-]+)"/g)].map(m => m[1] ?? ''),
  )
  expect(declarees.length).toBeGreaterThan(30)
  return [...new Set(declarees)].sort()
}
/** Three pages or so, as few requests as show that a page follows another. */
const enTroisPages = (total: number) => Math.min(100, Math.max(5, Math.ceil(total / 3)))
/**
 * A list under each of its orders, both ways: the same rows each time. Under a filter, one order in
 * turn and its contrary: the terms of an order are the same whatever is filtered, and each order is
 * met under several filters.
 */
async function sousChaqueTri(
  n: Navigateur,
  url: string,
  liste: PageDeListe,
  tour: number,
): Promise<{ fautes: string[]; lues: number }> {
  const tris = url.includes('?')
    ? liste.tris.slice(tour % Math.max(1, liste.tris.length)).slice(0, 1)
    : liste.tris
  const ordres = tris.flatMap(tri => ['asc', 'desc'].map(sens => ({ tri, sens })))
  const fautes: string[] = []
  let reference: string[] | null = null
  for (const ordre of ordres.length > 0 ? ordres : [{}]) {
    const lue = await marcher(n, avec(url, ordre), liste.cle, enTroisPages(liste.total))
    const cles = [...lue.cles].sort()
    fautes.push(...lue.fautes)
    if (reference && cles.join() !== reference.join())
      fautes.push(`${url} ${JSON.stringify(ordre)} : d’autres lignes que sous un autre tri`)
    reference ??= cles
  }
  return { fautes, lues: reference?.length ?? 0 }
}

const sansPage = (url: string) => {
  const [chemin = '', requete = ''] = url.split('?')
  const params = new URLSearchParams(requete)
  for (const cle of ['page', 'par', 'tri', 'sens', 'tout']) params.delete(cle)
  params.sort()
  return params.size > 0 ? `${chemin}?${params}` : chemin
}
/** The pages that a function finds by itself, with the filters that links and selects offer. */
async function trouver(fonction: Fonction): Promise<Visite[]> {
  const visites = await parcourir(p, fonction, {
    depart: ['/', '/recherche?q=dupont'],
    parRoute: 1,
    liensSeuls: true,
    max: 70,
  })
  const vues = new Set(visites.map(v => sansPage(v.url)))
  const filtres = visites.flatMap(v =>
    v.route && lireListes(v.texte).some(l => l.pages > 1 || l.url) ? lireFiltres(v) : [],
  )
  const n = await new Navigateur(p).entrer(comptes[fonction])
  for (const url of new Set(filtres.map(sansPage))) {
    if (vues.has(url)) continue
    const { statut, texte } = await n.ouvrir(url)
    if (statut === 200)
      visites.push({
        ...(visites[0] as Visite),
        url,
        route: url.split('?')[0] ?? '',
        texte,
        statut,
      })
  }
  return visites
}
/** Addresses of the same page under another value of one of its filters. */
function lireFiltres({ url, texte }: Visite): string[] {
  const chemin = url.split('?')[0] ?? ''
  const liens = [...texte.matchAll(/href="([^"]*)"/g)]
    .map(m => (m[1] ?? '').replaceAll('&amp;', '&'))
    .filter(h => h.split('?')[0] === chemin)
  const choix = [...texte.matchAll(/<select[^>]*name="(\w+)"[^>]*>([\s\S]*?)<\/select>/g)].flatMap(
    ([, nom = '', options = '']) =>
      [...options.matchAll(/value="([^"]*)"/g)].map(m => avec(url, { [nom]: m[1] ?? '' })),
  )
  return [...liens, ...choix]
}

describe('Une liste est entière et en ordre (invariant 1)', () => {
  it('Chaque liste que chaque fonction trouve, sous chaque tri et chaque filtre, montre chaque ligne une fois, dans l’ordre de son en-tête', async () => {
    const fautes: string[] = []
    const marchees = new Map<string, number>()
    const horsListe = new Map<string, string>()
    const rencontrees = new Set<string>()
    for (const fonction of toutesLesFonctions) {
      const n = await new Navigateur(p).entrer(comptes[fonction])
      for (const visite of await trouver(fonction)) {
        const { url, route, texte, statut } = visite
        if (statut !== 200 || !route) continue
        for (const t of tablesHorsListe(texte))
          if (!ENTIERES.some(([quoi]) => quoi.test(route))) horsListe.set(route, t)
        for (const liste of lireListes(texte)) {
          rencontrees.add(liste.cle)
          if (liste.total > liste.cles.length && !liste.suite)
            fautes.push(`${fonction} ${url} « ${liste.cle} » : coupée, sans chemin vers le reste`)
          const cle = `${['travailleur_social', 'dpip', 'jap', 'bex'].includes(fonction) ? fonction : ''} ${sansPage(url)} ${liste.cle}`
          if (!liste.url || marchees.has(cle)) continue
          const { fautes: siennes, lues } = await sousChaqueTri(
            n,
            sansPage(url),
            liste,
            marchees.size,
          )
          fautes.push(...siennes.map(f => `${fonction} ${f}`))
          marchees.set(cle, lues)
        }
      }
    }
    fautes.push(
      ...[...horsListe].map(
        ([route, legende]) => `${route} : « ${legende} » n’est pas une liste de la maison`,
      ),
    )
    expect(fautes).toEqual([])
    expect(listesDeclarees().filter(cle => !rencontrees.has(cle) && !HORS_MARCHE[cle])).toEqual([])
    expect(Object.keys(HORS_MARCHE).filter(cle => rencontrees.has(cle))).toEqual([])
    const grandes = [...marchees].filter(([, lues]) => lues > 25)
    expect(
      grandes.length,
      `lists walked: ${[...marchees].map(([c, l]) => `${c} ${l}`).join('\n')}`,
    ).toBeGreaterThanOrEqual(5)
  }, 180_000)

  it('« Dossiers » montre autant de personnes que la base en compte, et chaque nom se trouve tel qu’il s’affiche', async () => {
    const { rows } = await e.proprietaire.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM dossiers.prise_en_charge p JOIN dossiers.dossier d USING (dossier_id) JOIN moyens.agent a ON a.service_id = p.service_id
       JOIN acces.compte c ON c.id = a.id WHERE c.identifiant = 'ts.67@demo.example' AND p.fin_a IS NULL AND d.clos_a IS NULL AND d.fusionne_dans IS NULL`,
    )
    const n = await new Navigateur(p).entrer('ts.67')
    const lue = await marcher(n, '/dossiers?qui=service&tri=nom&sens=asc', 'dossiers')
    expect(lue.fautes).toEqual([])
    expect([lue.total, new Set(lue.cles).size]).toEqual([rows[0]?.n, rows[0]?.n])
    const [premiere] = lireListes((await n.ouvrir('/dossiers?qui=service&tri=nom')).texte)
    const affiche = premiere?.valeurs[0]?.texte ?? ''
    for (const nom of [
      affiche,
      affiche.split(' ').reverse().join(' '),
      affiche.toUpperCase(),
      affiche.replace(/[’']/g, ''),
    ]) {
      const [trouvees] = lireListes(
        (await n.ouvrir(`/dossiers?qui=service&nom=${encodeURIComponent(nom)}`)).texte,
      )
      expect(trouvees?.cles, nom).toContain(premiere?.cles[0])
    }
  })
})

describe('Ce qui était coupé sans un mot', () => {
  it('Les entretiens d’une personne et les sessions d’un compte sont entiers', async () => {
    const n = await new Navigateur(p).entrer('ts.67')
    const chemin = lireListes((await n.ouvrir('/dossiers')).texte)[0]?.cles[0] ?? ''
    await e.proprietaire.query(
      `INSERT INTO accompagnement.entretien (dossier_id, agent_id, le, heure, forme) SELECT $1, c.id, '2026-05-04'::date + g / 4, '09:00', 'bureau'
       FROM generate_series(1, 63) g, acces.compte c WHERE c.identifiant = 'ts.67@demo.example'`,
      [chemin],
    )
    await e.proprietaire.query(
      `INSERT INTO accompagnement.entretien_version (dossier_id, entretien_id, version, recit, ecrite_par, le, forme) SELECT e.dossier_id, e.id, 1, 'Point sur le travail', e.agent_id, e.le, e.forme
       FROM accompagnement.entretien e WHERE e.dossier_id = $1 AND e.le BETWEEN '2026-05-04' AND '2026-05-20' AND NOT EXISTS (SELECT 1 FROM accompagnement.entretien_version v WHERE v.entretien_id = e.id)`,
      [chemin],
    )
    await e.proprietaire.query(
      `INSERT INTO acces.session (compte_id, empreinte, navigateur, ouverte_a, expire_a) SELECT c.id, decode(lpad(to_hex(g), 64, '0'), 'hex'), 'essai', '2026-10-01T08:00Z', '2026-10-01T09:00Z'
       FROM generate_series(1, 42) g, acces.compte c WHERE c.identifiant = 'ts.67@demo.example'`,
    )
    for (const [url, cle, au_moins] of [
      [`/dossiers/${chemin}/entretiens`, 'entretiens', 63],
      ['/compte', 'sessions', 43],
    ] as const) {
      const { fautes, total } = await marcher(n, url, cle)
      expect(fautes, url).toEqual([])
      expect(total, url).toBeGreaterThanOrEqual(au_moins)
    }
  })
})

describe('Aucune requête ne coupe ni ne dit le jour par elle-même', () => {
  const racine = fileURLToPath(new URL('../..', import.meta.url))
  const tous = execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'src'], {
    cwd: racine,
    encoding: 'utf8',
  })
    .trim()
    .split('\n')
    .filter(
      f => /\.(store|routes|ecran|views|panels|gestes)\.tsx?$/.test(f) && !f.includes('/gallery/'),
    )
    .map(chemin => ({ chemin, texte: readFileSync(`${racine}${chemin}`, 'utf8') }))
  const sources = tous.filter(s => s.chemin.endsWith('.store.ts'))
  it('Un magasin ne limite ni ne saute de lignes : cela passe par la pièce des listes', () => {
    // « OFFSET 0 » skips nothing: it holds a part of a query as it is written.
    const coupe = (t: string) =>
      /\.limit\((?!1\))|\.offset\((?!0\))|\bLIMIT\s+(?!1\b)|\bOFFSET\s+(?![01]\b)/.test(t)
    expect(
      coupe('.limit(30)') &&
        coupe('ORDER BY a LIMIT 50') &&
        coupe('OFFSET 5') &&
        coupe('.offset(1)') &&
        !coupe('LIMIT 1)') &&
        !coupe('OFFSET 0') &&
        !coupe('.offset(0)'),
    ).toBe(true)
    expect(sources.filter(s => coupe(s.texte) && !COUPENT[s.chemin]).map(s => s.chemin)).toEqual([])
  })
  it('Une page ne coupe pas de lignes sans le dire', () => {
    const pages = tous.filter(s => !s.chemin.endsWith('.store.ts'))
    const decoupes = pages.flatMap(({ chemin, texte }) =>
      [...texte.matchAll(/([\w.?\])]+)\s*\.(?:slice|splice)\(/g)].map(m => ({
        ou: chemin.replace('src/', ''),
        quoi: m[1] ?? '',
      })),
    )
    const trouvees = new Set(
      decoupes.filter(d => !LETTRES.test(d.quoi)).map(d => `${d.ou} ${d.quoi}`),
    )
    expect([...trouvees].filter(d => !DECOUPENT[d])).toEqual([])
    expect(Object.keys(DECOUPENT).filter(d => !trouvees.has(d))).toEqual([])
  })
  it('Un nom se range comme dans un dictionnaire, et un ordre finit par une clé', () => {
    const enOctets = /\.orderBy\('(\w+\.)?(nom|nomComplet|prenoms?|libelle)'/
    expect(sources.filter(s => enOctets.test(s.texte)).map(s => s.chemin)).toEqual([])
    // What a chain of orders ends with: a key, or the rank that the base keeps unique within what
    // was asked for.
    const cle = /(^|\.)(\w*[iI]d|cle|version|rang|numero|n|communeCode|departement|code)$/
    const fins = sources.flatMap(({ chemin, texte }) =>
      [...texte.matchAll(/((?:\s*\.orderBy\((?:[^()]|\([^()]*\))*\))+)(\s*\.\w+)?/g)].map(m => ({
        chemin,
        seul: /executeTakeFirst|limit/.test(m[2] ?? ''),
        derniere:
          /orderBy\((?:nomFrancais\()?['`]?([\w.]+)/.exec(
            m[1]?.split('.orderBy').at(-1) ? `orderBy${m[1].split('.orderBy').at(-1)}` : '',
          )?.[1] ?? '',
      })),
    )
    expect(fins.length).toBeGreaterThan(40)
    const sansCle = new Set(
      fins.filter(f => !f.seul && !cle.test(f.derniere)).map(f => `${f.chemin} : ${f.derniere}`),
    )
    // One rule a day and a service.
    expect([...sansCle]).toEqual(['src/dossiers/silence.store.ts : r.du'])
  })
  it('Une fonction de la base ne coupe pas de lignes', async () => {
    const { rows } = await e.proprietaire.query<{ nom: string }>(
      `SELECT n.nspname || '.' || f.proname AS nom FROM pg_proc f JOIN pg_namespace n ON n.oid = f.pronamespace WHERE f.prokind IN ('f', 'p')
       AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'public', 'graphile_worker') AND f.prosrc ~* '\\mlimit\\s+(\\d\\d|[2-9]|[a-z_])'`,
    )
    expect(rows.map(r => r.nom).filter(nom => !COUPENT[nom] && !PAR_LOTS.test(nom))).toEqual([])
  })
  it('Le jour est celui du service : ni current_date, ni un instant changé en jour sans fuseau, dans les magasins, les vues et les fonctions', async () => {
    const dit = (t: string) =>
      /current_date|localtimestamp|\bnow\(\)::date|clock_timestamp\(\)::date|'(today|tomorrow|yesterday)'/i.test(
        t,
      )
    expect(sources.filter(s => dit(s.texte)).map(s => s.chemin)).toEqual([])
    const { rows } = await e.proprietaire.query<{ nom: string; texte: string }>(
      `SELECT n.nspname || '.' || c.relname AS nom, pg_get_viewdef(c.oid) AS texte FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE c.relkind IN ('v', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'public')
       UNION ALL SELECT n.nspname || '.' || f.proname, pg_get_functiondef(f.oid) FROM pg_proc f JOIN pg_namespace n ON n.oid = f.pronamespace
         WHERE f.prokind IN ('f', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'public', 'graphile_worker')`,
    )
    expect(rows.length).toBeGreaterThan(30)
    expect(rows.filter(r => dit(r.texte)).map(r => r.nom)).toEqual([])
  })
})
