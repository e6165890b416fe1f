import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  accepterTransfert,
  demanderDessaisissement,
  proposerTransfert,
} from '../../src/dossiers/index.ts'
import type { Fonction } from '../../src/moyens/index.ts'
import { executer } from '../../src/platform/executer.ts'
import type { Plateforme } from '../../src/platform/http/plateforme.ts'
import { application, type Essai, Navigateur, nouvelEssai } from '../base.ts'
import { decoder, texteVisible } from './page.ts'
import { comptes, parcourir, toutesLesFonctions } from './parcourir.ts'

/**
 * Invariant 13: whoever is shown a person is in that person's journal. Every page and file that
 * each function reaches is read; every person found in it whom the entité of who reads does not
 * follow must have a line of this account, written within this very request.
 */
let e: Essai
let p: Plateforme
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
}, 60_000)
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})
const lire = async <T extends object>(texte: string, valeurs: unknown[] = []): Promise<T[]> =>
  (await e.proprietaire.query<T>(texte, valeurs)).rows
const entrer = (qui: string) => new Navigateur(p).entrer(qui)
const reference = (r: { entetes: Record<string, unknown> }) => String(r.entetes['x-reference'])

type Personne = {
  id: string
  numero: string
  appi: string | null
  nom: string
  prenoms: string
  complet: string
  usuel: string
  naissance: string
  service: string
}
const personnes = () =>
  lire<Personne>(`SELECT d.dossier_id AS id, d.numero, d.numero_appi AS appi, i.nom, i.prenoms, i.naissance_le::text AS naissance, c.service_id AS service,
      i.nom || coalesce(' (' || nullif(i.nom_usage, '') || ')', '') || ' ' || i.prenoms AS complet, coalesce(nullif(i.nom_usage, ''), i.nom) || ' ' || i.prenoms AS usuel
    FROM dossiers.dossier d JOIN dossiers.personne i USING (dossier_id) JOIN dossiers.prise_en_charge c ON c.dossier_id = d.dossier_id AND c.fin_a IS NULL
    WHERE d.fusionne_dans IS NULL ORDER BY d.dossier_id`)
const serviceDe = async (qui: string) =>
  (
    await lire<{ s: string }>('SELECT service_id AS s FROM moyens.agent WHERE id = $1', [
      await e.agent(qui),
    ])
  )[0]?.s ?? ''
/** People whom the service of this account does not follow, nor sees in any way. */
async function ailleurs(qui: string): Promise<Personne[]> {
  const vus = await lire<{ id: string }>(
    'SELECT p.dossier_id AS id FROM dossiers.perimetre p JOIN moyens.agent a ON p.entite_id IN (a.service_id, a.juridiction_id) WHERE a.id = $1',
    [await e.agent(qui)],
  )
  const siens = new Set(vus.map(v => v.id))
  return (await personnes()).filter(x => !siens.has(x.id))
}
/** Dossiers that a request left in the journals. */
const traces = async (requetes: string[]) => {
  const lignes = await lire<{ requete: string; id: string }>(
    `SELECT requete, dossier_id AS id FROM acces.journal_lecture WHERE requete = ANY ($1) AND dossier_id IS NOT NULL
     UNION SELECT requete, dossier_id FROM acces.journal_ecriture WHERE requete = ANY ($1) AND dossier_id IS NOT NULL`,
    [requetes],
  )
  const par = new Map<string, Set<string>>()
  for (const { requete, id } of lignes) par.set(requete, (par.get(requete) ?? new Set()).add(id))
  return par
}
/**
 * Whom a page names: an identifier in an address or a choice, a number, a name that only one person
 * bears.
 */
function reconnaitre(tous: Personne[]) {
  const parMot = new Map<string, string>(
    tous.flatMap(
      x =>
        [[x.numero, x.id], ...(x.appi ? [[x.appi, x.id] as [string, string]] : [])] as [
          string,
          string,
        ][],
    ),
  )
  const nomsDe = (x: Personne) => [...new Set([`${x.nom} ${x.prenoms}`, x.complet, x.usuel])]
  const porteurs = new Map<string, number>()
  for (const nom of tous.flatMap(nomsDe)) porteurs.set(nom, (porteurs.get(nom) ?? 0) + 1)
  const uniques = tous.flatMap(x =>
    nomsDe(x).flatMap(nom => (porteurs.get(nom) === 1 ? [{ id: x.id, nom }] : [])),
  )
  const ids = new Set(tous.map(x => x.id))
  return (html: string, type: string): Set<string> => {
    const texte = type.startsWith('text/html') ? texteVisible(html).join('\n') : decoder(html)
    const trouves = new Set(
      [...html.matchAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g)]
        .map(([id]) => id)
        .filter(id => ids.has(id)),
    )
    for (const [mot] of texte.matchAll(/FR-\d{4}-\d{7}|\b(?:19|20)\d{5,10}[A-Z]?\b/g))
      if (parMot.has(mot)) trouves.add(parMot.get(mot) ?? '')
    for (const x of uniques) if (texte.includes(x.nom)) trouves.add(x.id)
    return trouves
  }
}

/**
 * Between two services: a transfer proposed, one that was accepted, a request, so that lists of
 * both show somebody of the other.
 */
async function echanger() {
  const [s67, s57] = [await serviceDe('ts.67'), await serviceDe('ts.57')]
  const siens = (await personnes()).filter(x => x.service === s67).slice(-3)
  const [propose, parti, demande] = siens as [Personne, Personne, Personne]
  const motif = 'Domicile à Metz'
  await executer(e.hote, await e.agent('ts.67'), proposerTransfert, {
    dossierId: propose.id,
    versServiceId: s57,
    motif,
  })
  await executer(e.hote, await e.agent('ts.67'), proposerTransfert, {
    dossierId: parti.id,
    versServiceId: s57,
    motif,
  })
  const [t] = await lire<{ id: string }>(
    'SELECT id FROM dossiers.transfert WHERE dossier_id = $1',
    [parti.id],
  )
  await executer(e.hote, await e.agent('dpip.57'), accepterTransfert, {
    dossierId: parti.id,
    transfertId: t?.id ?? '',
    convocations: 'a_decider',
  })
  await executer(e.hote, await e.agent('ts.57'), demanderDessaisissement, {
    personneId: demande.id,
    nom: demande.nom,
    prenoms: demande.prenoms,
    naissanceLe: demande.naissance,
    versServiceId: s57,
    motif,
  })
}

/**
 * A word of the address in which somebody's name can be typed: the schema of the route keeps it as
 * it is.
 */
const DUPONT = 'Dupont Jean'
const motsDe = ({ params }: Plateforme['routes'][number]): string[] => {
  if (!(params instanceof z.ZodObject)) return []
  return Object.entries(params.shape).flatMap(([mot, schema]) => {
    const lu = (schema as z.ZodType).safeParse(DUPONT)
    return lu.success && lu.data === DUPONT ? [mot] : []
  })
}
/** Those by which nobody is looked for, and what they are. */
const SANS_PERSONNE: [RegExp, string][] = [
  [/ (du|au|le|de|a)$/, 'un jour, que la page lit elle-même pour dire lequel est faux'],
  [
    /^\/(journal|journal\/recherches|dossiers\/:dossierId\/qui-a-lu) agent$/,
    'un agent, choisi dans une liste',
  ],
  [/^\/droit article$/, 'un article de loi'],
  [/^\/ressort q$/, 'une commune'],
  [/^\/(statistiques(\/\w+[.]csv)?|agenda\/creneaux) type$/, 'un type de convocation'],
  [/^\/calendriers\/semaine vue$/, 'une disposition de la page'],
  [/ (cle|acte)$/, 'un pas de l’adresse'],
  [/^\/agenda\/seances\/.* coches$/, 'les coches d’une séance, rendues à ceux qu’elle montre déjà'],
  [/^\/agenda\/seances\/.*\/emargement q$/, 'la feuille d’une séance ne cherche personne'],
  [
    /^\/agenda\/seances\/.*\/(arrivee|retirer|issues|inscrire)\b.* q$/,
    'un geste d’une séance, montré par sa page, qui est essayée',
  ],
  [
    /^\/dossiers\/:dossierId\/convocations\/:convocationId\/arrivee\b.* q$/,
    'un geste de la liste du jour, montré par elle, qui est essayée',
  ],
]
const PERSONNE = 'Zwqxkvjt'
function avec(adresse: string, mot: string, dit: string) {
  const [chemin, requete] = adresse.split('?')
  const demande = new URLSearchParams(requete)
  demande.set(mot, dit)
  return `${chemin}?${demande}`
}

describe('Chaque page et chaque fichier, pour chaque fonction', () => {
  const atteintes = new Map<string, { compte: string; url: string; texte: string }[]>()
  const ici = new Map<string, Navigateur>()
  /** Who is on a page; a number that the page only says again is nobody. */
  async function montrees(
    compte: string,
    adresse: string,
    quiEstLa: ReturnType<typeof reconnaitre>,
    dit: string,
  ) {
    const r = await (ici.get(compte) as Navigateur).ouvrir(adresse)
    const texte = dit.startsWith('FR-') ? r.texte.replaceAll(dit, '') : r.texte
    return {
      requete: reference(r),
      vus: r.statut === 200 ? quiEstLa(texte, 'text/html') : new Set<string>(),
    }
  }
  it('montrent les personnes des autres services en l’inscrivant à leur journal, dans la même demande', async () => {
    await echanger()
    const tous = await personnes()
    const quiEstLa = reconnaitre(tous)
    const lecteurs: [Fonction, string][] = [
      ...toutesLesFonctions.map((f): [Fonction, string] => [f, comptes[f]]),
      ['dpip', 'dpip.57'],
      ['travailleur_social', 'ts.57'],
    ]
    const fautes: string[] = []
    let montrees = 0
    const routes = new Set<string>()
    for (const [fonction, compte] of lecteurs) {
      const navigateur = await entrer(compte)
      ici.set(compte, navigateur)
      const visites = await parcourir(p, fonction, {
        parRoute: 1,
        max: 120,
        navigateurs: new Map([[fonction, navigateur]]),
      })
      const inconnus = await nonSuivis(compte)
      const ecrit = await traces(visites.map(reference))
      for (const v of visites.filter(x => x.statut === 200)) {
        routes.add(v.route ?? v.url)
        atteintes.set(v.route ?? '', [
          ...(atteintes.get(v.route ?? '') ?? []),
          { compte, url: v.url, texte: v.texte },
        ])
        for (const id of quiEstLa(v.texte, v.type)) {
          if (!inconnus.has(id)) continue
          montrees += 1
          if (!ecrit.get(reference(v))?.has(id))
            fautes.push(`${compte} : ${v.route} montre ${tous.find(x => x.id === id)?.numero}`)
        }
      }
    }
    expect(routes.size).toBeGreaterThan(100)
    expect(montrees).toBeGreaterThan(5)
    expect([...new Set(fautes)]).toEqual([])
  }, 240_000)

  it('cherchée par un mot de l’adresse, une personne montrée est inscrite à son journal, même suivie par qui la cherche', async () => {
    const tous = await personnes()
    const quiEstLa = reconnaitre(tous)
    const cherchables = p.routes
      .filter(r => r.method === 'GET')
      .flatMap(r => motsDe(r).map(mot => ({ url: r.url, mot })))
    const fautes: string[] = []
    const montrent = new Set<string>()
    for (const { url, mot } of cherchables) {
      for (const { compte, url: adresse, texte } of (atteintes.get(url) ?? []).slice(0, 3)) {
        const service = await serviceDe(compte)
        const connus = [
          ...quiEstLa(texte, 'text/html'),
          ...tous.filter(x => x.service === service).map(x => x.id),
        ]
        const cible = tous.find(x => x.id === connus[0])
        const deToutesFacons = await montrees(
          compte,
          avec(adresse, mot, PERSONNE),
          quiEstLa,
          PERSONNE,
        )
        for (const dit of cible ? [cible.nom, cible.numero] : []) {
          const { requete, vus } = await montrees(compte, avec(adresse, mot, dit), quiEstLa, dit)
          const trouves = [...vus].filter(id => !deToutesFacons.vus.has(id))
          if (trouves.length > 0) montrent.add(`${url} ${mot}`)
          const inscrits = new Set(await inscrites(requete))
          for (const id of trouves)
            if (!inscrits.has(id)) fautes.push(`${url} ${mot} : ${compte} cherche « ${dit} »`)
        }
      }
    }
    expect([...new Set(fautes)]).toEqual([])
    const muets = cherchables.map(c => `${c.url} ${c.mot}`).filter(c => !montrent.has(c))
    expect(muets.filter(c => !SANS_PERSONNE.some(([forme]) => forme.test(c)))).toEqual([])
    expect(SANS_PERSONNE.filter(([forme]) => !muets.some(c => forme.test(c)))).toEqual([])
    expect(montrent.size).toBeGreaterThan(4)
  }, 120_000)
})

/**
 * Dossiers that are not followed by the entité of this account: neither is it seen at all, nor only
 * by a proposal.
 */
async function nonSuivis(compte: string): Promise<Set<string>> {
  const rows = await lire<{ id: string }>(
    `SELECT d.dossier_id AS id FROM dossiers.dossier d, moyens.agent a WHERE a.id = $1 AND NOT EXISTS (
       SELECT 1 FROM dossiers.perimetre p WHERE p.dossier_id = d.dossier_id AND p.entite_id IN (a.service_id, a.juridiction_id)
         AND (p.fin_a IS NULL OR p.fin_a > now()) AND p.portee = 'dossier')`,
    [await e.agent(compte)],
  )
  return new Set(rows.map(r => r.id))
}

type Saisie = { nom: string; prenoms: string; naissanceLe: string; numeroAppi?: string }
const ouvrir = (n: Navigateur, s: Saisie) =>
  n.envoyer('/dossiers/nouveau', { logement: 'inconnu', interprete: '', ...s })
const inscrites = async (requete: string) => [...((await traces([requete])).get(requete) ?? [])]
/** Look-alikes of a page, by the number that each of them has. */
const numerosDe = (html: string) => [
  ...new Set(
    [
      ...texteVisible(html)
        .join('\n')
        .matchAll(/FR-\d{4}-\d{7}/g),
    ].map(([n]) => n),
  ),
]
const rapprochements = async (qui: string) =>
  lire<{ refuse: boolean; montrees: number; recherches: number; voie: string }>(
    'SELECT refuse, montrees, recherches, voie FROM acces.rapprochement WHERE compte_id = $1 ORDER BY a',
    [await e.agent(qui)],
  )
const enCsv = (lignes: Saisie[]) =>
  Buffer.from(
    [
      'numero_appi;nom;prenoms;naissance_le',
      ...lignes.map(
        l =>
          `${l.numeroAppi ?? ''};${l.nom};${l.prenoms};${l.naissanceLe.split('-').reverse().join('/')}`,
      ),
    ].join('\n'),
  )
/**
 * Sends a file and examines it to the end; gives the import's page and the references of the
 * sendings.
 */
async function examiner(n: Navigateur, lignes: Saisie[]) {
  const { vers } = await n.deposer('/echanges', 'fichier', `f${Math.random()}.csv`, enCsv(lignes))
  const r = await n.envoyer(`${vers}/examiner`, {}, vers)
  return { vers, statut: r.statut, texte: r.texte, requete: reference(r) }
}

describe('Les sources nommées', () => {
  it('une recherche dans son service inscrit qui elle montre, et la page seule', async () => {
    const ts = await entrer('ts.67')
    const service = await serviceDe('ts.67')
    const r = await ts.ouvrir('/recherche?q=a&par=10')
    const vus = new Set(await inscrites(reference(r)))
    const montres = (await personnes()).filter(x => r.texte.includes(`/dossiers/${x.id}"`))
    expect(montres.length).toBeGreaterThan(3)
    expect([...vus].sort()).toEqual(montres.map(x => x.id).sort())
    expect(montres.every(x => x.service === service)).toBe(true)
  })
  it('ouvrir un dossier : la personne qui ressemble est inscrite, bien que rien ne soit ouvert', async () => {
    const [x] = (await ailleurs('ts.67')) as [Personne]
    const ts = await entrer('ts.67')
    const r = await ouvrir(ts, { nom: x.nom, prenoms: x.prenoms, naissanceLe: x.naissance })
    expect(r.statut).toBe(422)
    expect(numerosDe(r.texte)).toContain(x.numero)
    expect(await inscrites(reference(r))).toContain(x.id)
  })
  it('examiner un import et le laisser là, le lire ensuite : les deux s’inscrivent', async () => {
    const [, x] = (await ailleurs('dpip.67')) as [Personne, Personne]
    const dpip = await entrer('dpip.67')
    const { vers, requete } = await examiner(dpip, [
      { nom: x.nom, prenoms: x.prenoms, naissanceLe: x.naissance },
    ])
    expect(await inscrites(requete)).toContain(x.id)
    const apercu = await dpip.ouvrir(`${vers}?vue=ailleurs`)
    expect(apercu.texte).toContain(x.numero)
    expect(await inscrites(reference(apercu))).toContain(x.id)
  })
  it('un PDF, des lettres, un calendrier, un export : chaque personne qu’ils contiennent', async () => {
    const fichiers = p.routes.filter(
      r => r.method === 'GET' && /\.(pdf|csv|ics|zip)$/.test(r.url) && r.access !== 'public',
    )
    // The type of a file's content asks each of them whom it shows; these are the ones that answer
    // « personne ».
    const personne = [
      '/bex/hors-outil/:remiseId/avis.pdf',
      '/ressort/communes.csv',
      '/statistiques/delais.csv',
      '/statistiques/presence.csv',
    ]
    expect(fichiers.length).toBeGreaterThan(personne.length)
    const dfspip = await entrer('dfspip.67')
    const r = await dfspip.ouvrir('/echeances.ics?qui=service')
    const lies = [...r.texte.matchAll(/\/dossiers\/([0-9a-f-]{36})/g)].map(([, id]) => id)
    expect(lies.length).toBeGreaterThan(0)
    expect([...new Set(lies)].sort()).toEqual((await inscrites(reference(r))).sort())
  })
})

/** Real numbers under invented names, three ways. */
describe('Soixante numéros réels, soixante noms inventés', () => {
  const invente = (x: Personne, i: number): Saisie => ({
    nom: `Zwq${'bcdfghjklm'[i % 10]}xk`,
    prenoms: `Vjt${'bcdfghjklm'[(i * 7) % 10]}`,
    naissanceLe: `19${50 + (i % 40)}-0${1 + (i % 9)}-11`,
    ...(x.appi ? { numeroAppi: x.appi } : {}),
  })
  const cibles = async (qui: string) => {
    const tous = (await ailleurs(qui)).filter(x => x.appi)
    return Array.from({ length: 60 }, (_, i) => tous[i % tous.length] as Personne)
  }
  it('« Ouvrir un dossier » ne montre personne, refuse au plafond en disant quoi faire, et prévient la DFSPIP, une fois', async () => {
    const qui = 'coordinateur.67'
    const n = await entrer(qui)
    const { texte } = await n.ouvrir('/dossiers/nouveau')
    const jeton = /name="_jeton" value="([^"]*)"/.exec(texte)?.[1] ?? ''
    const montres: string[] = []
    let refusees = 0
    for (const [i, x] of (await cibles(qui)).entries()) {
      const r = await ouvrir(n, { ...invente(x, i), ...{ _jeton: jeton } })
      montres.push(
        ...numerosDe(r.texte),
        ...(r.texte.includes(`${x.nom} ${x.prenoms}`) ? [x.nom] : []),
      )
      if (r.texte.includes('atteint le plafond du jour')) refusees += 1
      else expect(await inscrites(reference(r)), `${i}`).toContain(x.id)
    }
    expect(montres).toEqual([])
    expect(refusees).toBe(30)
    expect((await rapprochements(qui)).filter(r => !r.refuse)).toHaveLength(30)
    const alertes = await lire('SELECT refusees FROM acces.alerte WHERE compte_id = $1', [
      await e.agent(qui),
    ])
    expect(alertes).toEqual([{ refusees: 30 }])
    const dfspip = await entrer('dfspip.67')
    expect(texteVisible((await dfspip.ouvrir('/pour-moi')).texte).join('\n')).toContain(
      'Plafond de recherches hors du service dépassé',
    )
    const page = await dfspip.ouvrir('/journal/recherches')
    expect(texteVisible(page.texte).join('\n')).toContain(
      '30 recherches d’une personne dépassé 30 fois',
    )
    for (const autre of ['dfspip.57', 'admin'])
      expect(
        (await (await entrer(autre)).ouvrir('/journal/recherches')).texte,
        autre,
      ).not.toContain('Alertes à voir')
    // Granted, the account goes on; and the alert has left the list.
    const [alerte] = await lire<{ id: string }>(
      'SELECT id FROM acces.alerte WHERE compte_id = $1',
      [await e.agent(qui)],
    )
    const accordee = await dfspip.envoyer(`/journal/alertes/${alerte?.id}`, {
      decision: 'accorder',
      motif: 'Permanence',
    })
    expect(accordee.statut).toBe(303)
    expect((await dfspip.ouvrir('/pour-moi')).texte).not.toContain('Plafond de recherches')
    const [x] = (await cibles(qui)) as [Personne]
    const r = await ouvrir(n, { nom: x.nom, prenoms: x.prenoms, naissanceLe: x.naissance })
    expect(numerosDe(r.texte)).toContain(x.numero)
  }, 60_000)
  it('un import ne montre personne ; ses lignes se comptent à part', async () => {
    const qui = 'accueil.67'
    const n = await entrer(qui)
    const lignes = (await cibles(qui)).map(invente)
    const { vers, statut } = await examiner(n, lignes)
    expect(statut).toBe(303)
    for (const vue of ['ailleurs', 'choisir', 'creer'])
      expect(numerosDe((await n.ouvrir(`${vers}?vue=${vue}&par=100`)).texte), vue).toEqual([])
    expect((await rapprochements(qui)).map(r => [r.voie, r.montrees, r.refuse])).toEqual([
      ['import', 0, false],
    ])
  })
  const alertesDe = async (qui: string) =>
    lire(
      'SELECT voie, plafond, refusees, nombre FROM acces.alerte WHERE compte_id = $1 ORDER BY voie',
      [await e.agent(qui)],
    )
  it('un import de prénoms et de dates de naissance réelles ne montre personne, et la DFSPIP le voit', async () => {
    const qui = 'dpip.67'
    const n = await entrer(qui)
    const tous = await ailleurs(qui)
    const lignes = Array.from({ length: 101 }, (_, i): Saisie => {
      const x = tous[i % tous.length] as Personne
      const prenom = x.prenoms.split(' ')[0] ?? ''
      return {
        nom: prenom,
        prenoms: i < tous.length ? x.prenoms : `${prenom} ${'abcdefghij'[i % 10]}vq`,
        naissanceLe: x.naissance,
      }
    })
    const { vers, statut } = await examiner(n, lignes)
    expect(statut).toBe(303)
    const noms = tous.flatMap(x => [x.numero, `${x.nom} ${x.prenoms}`])
    for (const vue of ['ailleurs', 'choisir', 'creer']) {
      const { texte } = await n.ouvrir(`${vers}?vue=${vue}&par=100`)
      expect(
        noms.filter(nom => texteVisible(texte).join(' ').includes(nom)),
        vue,
      ).toEqual([])
    }
    const dfspip = await entrer('dfspip.67')
    expect(await alertesDe(qui)).toMatchObject([
      { voie: 'signal_inconnues', plafond: 100, refusees: 0 },
    ])
    expect(texteVisible((await dfspip.ouvrir('/pour-moi')).texte).join(' ')).toContain(
      'Import à regarder',
    )
    const page = texteVisible((await dfspip.ouvrir('/journal/recherches')).texte).join(' ')
    expect(page).toContain('lignes d’import ne correspondent à personne')
    // Nothing was refused: there is nothing to grant, by the page or by the base.
    const [alerte] = await lire<{ id: string }>(
      'SELECT id FROM acces.alerte WHERE compte_id = $1',
      [await e.agent(qui)],
    )
    const decider = (decision: string) =>
      dfspip.envoyer(`/journal/alertes/${alerte?.id}`, { decision })
    const refusee = await decider('accorder')
    expect([refusee.statut, refusee.texte.includes('il n’y a rien à accorder')]).toEqual([
      422,
      true,
    ])
    expect((await decider('vue')).statut).toBe(303)
    expect((await dfspip.ouvrir('/pour-moi')).texte).not.toContain('Import à regarder')
    expect(texteVisible((await dfspip.ouvrir('/journal/alertes')).texte).join(' ')).toContain(
      'lignes d’import ne correspondent à personne',
    )
  }, 60_000)
  it('un import se signale au-delà de cent lignes dont plus de la moitié inconnues, et de cinquante personnes suivies ailleurs, par jour', async () => {
    expect(
      await lire(
        'SELECT voie, signal_montrees, signal_lignes FROM acces.plafond WHERE signal_lignes IS NOT NULL ORDER BY voie',
      ),
    ).toEqual([
      { voie: 'ecriture', signal_montrees: 50, signal_lignes: 100 },
      { voie: 'import', signal_montrees: 50, signal_lignes: 100 },
    ])
    const client = await e.proprietaire.connect()
    const compter = (recherches: number, montrees: number, inconnues: number) =>
      client.query(
        "SELECT acces.compter_rapprochement('import', 'examen d’un import', $1, $2, $3)",
        [recherches, montrees, inconnues],
      )
    const signaux = async () =>
      (
        await client.query(
          "SELECT voie, nombre FROM acces.alerte WHERE voie LIKE 'signal%' AND compte_id = platform.compte() ORDER BY voie",
        )
      ).rows
    const essayer = async (...comptes: [number, number, number][]) => {
      await client.query('BEGIN')
      await client.query('SELECT acces.ouvrir(NULL, $1::uuid)', [await e.agent('dpip.57')])
      for (const c of comptes) await compter(...c)
      const vus = await signaux()
      await client.query('ROLLBACK')
      return vus
    }
    expect(await essayer([100, 50, 100])).toEqual([])
    expect(await essayer([101, 0, 50])).toEqual([])
    expect(await essayer([101, 0, 51])).toEqual([{ voie: 'signal_inconnues', nombre: 51 }])
    expect(await essayer([60, 51, 0])).toEqual([{ voie: 'signal_montrees', nombre: 51 }])
    // Of a day, whatever the number of files; and one alert, with the last count.
    expect(await essayer([60, 30, 0], [60, 30, 0], [5, 5, 0])).toEqual([
      { voie: 'signal_montrees', nombre: 65 },
    ])
    client.release()
  })
  it('le BEX ne voit personne sans la naissance, et au plafond l’administrateur est prévenu', async () => {
    const n = await entrer('bex.strasbourg')
    await e.proprietaire.query("UPDATE acces.plafond SET par_jour = 3 WHERE fonction = 'bex'")
    const [x] = (await ailleurs('bex.strasbourg')) as [Personne]
    const chercher = (nom: string, naissanceLe: string) =>
      n.envoyer('/bex/convoquer', {
        nom,
        prenoms: x.prenoms,
        naissanceLe,
        situation: 'sans_domicile',
        commune: 'Strasbourg',
      })
    for (const naissance of ['1951-02-03', '1962-04-05', '1973-06-07']) {
      const trouvee = await n.ouvrir((await chercher(x.nom, naissance)).vers)
      expect(trouvee.texte).not.toContain(`value="${x.id}"`)
    }
    const refusee = await chercher(x.nom, x.naissance)
    expect(refusee.statut).toBe(422)
    expect(refusee.texte).toContain('L’administrateur est prévenu')
    expect(refusee.texte).toContain(x.prenoms)
    expect((await rapprochements('bex.strasbourg')).at(-1)).toMatchObject({
      refuse: true,
      montrees: 0,
    })
    const admin = await entrer('admin')
    expect((await admin.ouvrir('/')).texte).toContain('1 à voir')
    expect((await admin.ouvrir('/journal/recherches')).texte).toContain('Alertes à voir')
  })
  it('une date de naissance sans nom ne cherche pas le pays, ni un nom sans date ni numéro', async () => {
    const [x] = (await ailleurs('ts.67')) as [Personne]
    const chercher = async (nom: string, naissance: string | null, numero: string | null) => {
      const { rows } = await e.proprietaire.query<{ id: string }>(
        'SELECT dossier_id AS id FROM dossiers.homonymes($1, $2, $3)',
        [nom, naissance, numero],
      )
      return rows.some(r => r.id === x.id)
    }
    const nom = `${x.nom} ${x.prenoms}`
    const autre = '1931-01-31'
    expect(await chercher(nom, x.naissance, null)).toBe(true)
    expect(await chercher(nom, null, x.numero)).toBe(true)
    expect(await chercher(nom, autre, x.numero)).toBe(true)
    for (const [n, le, numero] of [
      ['', x.naissance, null],
      ['', null, x.numero],
      ['Zwqxk Vjtb', null, x.numero],
      [nom, null, null],
      [nom, autre, null],
    ] as const)
      expect(await chercher(n, le, numero), `${n} ${le} ${numero}`).toBe(false)
  })
})

/**
 * Functions that give the application somebody's name whoever asks: each of them, and where its
 * reading is journaled.
 */
const MONTRENT: Record<string, string> = {
  'dossiers.rapprocher': 'par elle-même',
  'dossiers.revoir': 'par elle-même',
  'dossiers.demandes_de_mon_service': 'dessaisissement.routes, montrer',
  'dossiers.transferts_de_mon_service': 'dessaisissement.routes, montrer ; les liens de la liste',
  'dossiers.mes_nouvelles': 'pour-moi.store, montrer',
  'agenda.attendues_parties': 'accueil.routes, montrer',
  'calendriers.lire_flux':
    'l’agenda de qui porte le lien, dans son périmètre seul : la lecture du flux est au journal (ADR 0023)',
}
it('Aucune fonction de la base ne montre une personne d’ailleurs sans que l’on dise où cela s’inscrit', async () => {
  const rows = await lire<{
    nom: string
  }>(`SELECT DISTINCT n.nspname || '.' || f.proname AS nom FROM pg_proc f JOIN pg_namespace n ON n.oid = f.pronamespace
    WHERE f.prosecdef AND has_function_privilege('fil_rouge_application', f.oid, 'EXECUTE') AND n.nspname NOT IN ('acces', 'moyens')
      AND (f.prorettype = 'jsonb'::regtype OR EXISTS (SELECT 1 FROM unnest(f.proargnames, f.proargmodes) AS a (nom, mode)
        WHERE a.mode = 't' AND a.nom ~ '^(nom|nom_complet|nom_usage|prenoms|naissance_le)$')) ORDER BY 1`)
  expect(rows.map(r => r.nom)).toEqual(Object.keys(MONTRENT).sort())
  const [homonymes] = await lire<{ ouverte: boolean }>(
    "SELECT has_function_privilege('fil_rouge_application', 'dossiers.homonymes(text, date, text)', 'EXECUTE') AS ouverte",
  )
  expect(homonymes?.ouverte).toBe(false)
})
