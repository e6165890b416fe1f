import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import { strFromU8, unzipSync, zipSync } from 'fflate'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { classement, colonnesDe } from '../../scripts/donnees.ts'
import { application, baseVide, type Essai, Navigateur, nouvelEssai } from '../../tests/base.ts'
import { MOT_DE_PASSE } from '../demonstration/index.ts'
import { creerDossier } from '../dossiers/index.ts'
import { saisirMesure } from '../mesures/index.ts'
import { retirerMesure } from '../mesures/retrait.commands.ts'
import type { Classement, Nature } from '../platform/classement.ts'
import { ebaucher } from '../platform/ebauche.ts'
import { executer } from '../platform/executer.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import type { Manifeste } from './export.lecture.ts'
import { champs, colonnes as duFichier } from './fichier.rules.ts'
import { exporterService, restaurer } from './index.ts'

let e: Essai
let p: Plateforme
/** A dossier whose only measure was a mistake: its court no longer reads it. */
let retiree = ''
const dossier = mkdtempSync(path.join(os.tmpdir(), 'fil-rouge-essai-'))
const zip = path.join(dossier, 'export.zip')
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
  await retirerUneMesure()
  await hostilites()
  await exporterService(e.hote, await e.agent('dfspip.67'), ebaucher(zip), 'Essai de restauration')
})
afterAll(async () => {
  rmSync(dossier, { recursive: true })
  await p.app.close()
  await e.fermer()
})
async function retirerUneMesure(): Promise<void> {
  const ts = await e.agent('ts.67')
  const { rows } = await e.proprietaire.query<{ id: string }>(
    "SELECT id FROM moyens.juridiction WHERE ville = 'Strasbourg'",
  )
  const qui = {
    nom: 'Exportee',
    prenoms: 'Paul',
    naissanceLe: '1980-05-04',
    confirme: 'oui',
  } as const
  retiree = (await executer(e.hote, ts, creerDossier, qui)).dossierId
  const faits = {
    nature: 'sursis_probatoire',
    decisionLe: '2025-03-10',
    debutLe: '2025-03-10',
    dureeMois: '24',
    juridictionId: rows[0]?.id,
  }
  const mesure = { ...faits, dossierId: retiree, obligations: [{ article: 'CP 132-45, 3°' }] }
  const { mesureId } = await executer(e.hote, ts, saisirMesure, mesure as never)
  await executer(e.hote, ts, retirerMesure, {
    dossierId: retiree,
    mesureId,
    motif: 'Mauvais dossier',
  })
}
const FORMULE = '=HYPERLINK("http://ailleurs.exemple","Jean")'
/**
 * What a file must not do nor tell: a text that a spreadsheet would run, why somebody was away, a
 * secret link.
 */
async function hostilites(): Promise<void> {
  await e.proprietaire.query(
    'UPDATE dossiers.personne SET adresse_complement = $2 WHERE dossier_id = $1',
    [retiree, FORMULE],
  )
  await e.proprietaire.query(
    `INSERT INTO creneaux.absence (entite_id, agent_id, du, au, motif) SELECT service_id, id, '2026-12-14', '2026-12-17', 'maladie' FROM moyens.agent
     WHERE id IN ($1, $2)`,
    [await e.agent('ts.67'), await e.agent('ts.57')],
  )
  await e.proprietaire.query(
    "INSERT INTO messages.lien_arret (dossier_id, jeton) VALUES ($1, 'unjetonsecret')",
    [retiree],
  )
  const n = await new Navigateur(p).entrer('ts.67')
  expect(
    (await n.envoyer('/calendriers/le-mien', { detail: 'types' }, '/calendriers')).statut,
  ).toBe(200)
}
const lu = () => unzipSync(readFileSync(zip))
const manifeste = () => JSON.parse(strFromU8(lu()['manifeste.json'] as Uint8Array)) as Manifeste
/** Number and fingerprint of the rows of a table that belong to the dossiers of the service. */
async function empreinte(pool: pg.Pool, table: Manifeste['tables'][number]): Promise<unknown> {
  const ou =
    table.ressort === 'annuaire'
      ? 'true'
      : "dossier_id IN (SELECT dossier_id FROM dossiers.prise_en_charge p JOIN moyens.service s ON s.id = p.service_id WHERE s.departement = '67' AND p.fin_a IS NULL)"
  // Of absences, those of the service alone, without their motive.
  const absences =
    '(SELECT (jsonb_populate_record(a, \'{"motif": "autre"}\')).* FROM creneaux.absence a JOIN moyens.service s ON s.id = a.entite_id WHERE s.departement = \'67\')'
  const lignes = table.nom === 'creneaux.absence' ? absences : table.nom
  return (
    await pool.query(
      `SELECT count(*)::int AS n, md5(string_agg(t::text, '|' ORDER BY t::text)) AS md5 FROM ${lignes} t WHERE ${ou}`,
    )
  ).rows[0]
}

describe('Le retour en arrière : l’export du service (C1.1)', () => {
  it('se relit dans une base neuve, ligne pour ligne ; une seconde fois n’y change rien', async () => {
    const neuve = await baseVide()
    try {
      await restaurer(neuve.url, zip)
      for (const table of manifeste().tables)
        expect(await empreinte(neuve.pool, table), table.nom).toEqual(
          await empreinte(e.proprietaire, table),
        )
      const mandat = "SELECT 1 FROM dossiers.v_perimetre WHERE dossier_id = $1 AND motif = 'mandat'"
      for (const base of [neuve.pool, e.proprietaire])
        expect((await base.query(mandat, [retiree])).rowCount).toBe(0)
      const encore = await restaurer(neuve.url, zip)
      expect(encore.tables.reduce((n, t) => n + t.ecrites, 0)).toBe(0)
      expect(encore.tables.reduce((n, t) => n + t.lues, 0)).toBeGreaterThan(1000)
    } finally {
      await neuve.fermer()
    }
  })
  it('refuse un zip abîmé, sans rien écrire', async () => {
    const neuve = await baseVide()
    try {
      const { 'tables/mesures.mesure.csv': _, ...reste } = lu()
      const abime = path.join(dossier, 'abime.zip')
      writeFileSync(abime, zipSync(reste))
      await expect(restaurer(neuve.url, abime)).rejects.toThrow('tables/mesures.mesure.csv manque')
      expect((await neuve.pool.query('SELECT 1 FROM moyens.service')).rowCount).toBe(0)
    } finally {
      await neuve.fermer()
    }
  })
  it('n’emporte rien d’un autre service, ni mot de passe', async () => {
    const tout = lu()
    const { rows } = await e.proprietaire.query<{ dossier_id: string }>(
      "SELECT dossier_id FROM dossiers.prise_en_charge p JOIN moyens.service s ON s.id = p.service_id WHERE s.departement = '57' AND p.fin_a IS NULL",
    )
    const dossiers = strFromU8(tout['tables/dossiers.dossier.csv'] as Uint8Array)
    expect(rows.length).toBeGreaterThan(5)
    expect(rows.filter(r => dossiers.includes(r.dossier_id))).toEqual([])
    expect(Object.values(tout).some(f => strFromU8(f).includes('$argon2'))).toBe(false)
  })
  it('dossiers.csv repasse par l’écran d’import sans rien changer', async () => {
    const n = await new Navigateur(p).entrer('dpip.67')
    const depose = await n.deposer(
      '/echanges',
      'fichier',
      'dossiers.csv',
      lu()['dossiers.csv'] as Uint8Array,
    )
    expect(depose.statut).toBe(303)
    await n.envoyer(`${depose.vers}/examiner`, {}, depose.vers)
    const { texte } = await n.ouvrir(depose.vers)
    expect(texte).toContain('Rien à écrire')
    const { rows } = await e.proprietaire.query(
      "SELECT DISTINCT action FROM echanges.ligne WHERE action NOT IN ('identique', 'suite')",
    )
    expect(rows).toEqual([])
  })
})

/** What a column may say of somebody: none of it is left behind without a word. */
const DE_LA_PERSONNE: readonly Nature[] = [
  'identite',
  'contact',
  'suivi',
  'judiciaire',
  'recit',
  'sante',
]
/** What of it stays where it is, and why. */
const RESTENT = new Map([
  ['dossiers.brouillon', 'ce que chacun n’a pas fini d’écrire'],
  ['dossiers.perimetre', 'qui voit quoi se refait là où l’export est lu'],
  ['echeances.echeance', 'se recalcule'],
  ['bex.recherche', 'effacée au bout de deux heures'],
  ['messages.lien_arret', 'qui tiendrait le fichier tiendrait les liens'],
  ['acces.', 'les journaux et les comptes restent où ils ont été tenus'],
  ['echanges.', 'ce que disent les lignes d’un import, déjà écrit ou abandonné'],
  ['dossiers.csv dossiers.dossier.numero', 'donné par la base qui lit le fichier'],
  ['dossiers.csv dossiers.dossier.decede_le', 'suit des actes, qui sont dans tables/'],
])
type Ecrites = { nom: string; colonnes: readonly { nom: string }[] }[]
/**
 * Columns written that nobody has classified or that are secret; tables of a dossier and columns of
 * a person that are not written.
 */
function ecarts(classe: Classement, ecrites: Ecrites): { deTrop: string[]; manquent: string[] } {
  const sont = new Set(ecrites.flatMap(t => [t.nom, ...t.colonnes.map(c => `${t.nom}.${c.nom}`)]))
  const classees = Object.entries(classe).flatMap(([nom, t]) =>
    colonnesDe(t).map(([c, nature]) => ({ nom: `${nom}.${c}`, nature })),
  )
  const permises = new Set([
    ...Object.keys(classe),
    ...classees.filter(c => c.nature !== 'secret').map(c => c.nom),
  ])
  const duDossier = Object.entries(classe).flatMap(([nom, t]) =>
    t.duree === 'dossier' ? [nom] : [],
  )
  const attendues = [
    ...duDossier,
    ...classees.filter(c => DE_LA_PERSONNE.includes(c.nature)).map(c => c.nom),
  ]
  const tu = (nom: string) => [...RESTENT.keys()].some(r => nom.startsWith(r))
  return {
    deTrop: [...sont].filter(c => !permises.has(c)),
    manquent: attendues.filter(nom => !sont.has(nom) && !tu(nom)),
  }
}

describe('L’export suit la classification des données (ADR 0051)', () => {
  it('écrit chaque colonne d’une personne, et rien qui ne soit classé, ni secret', () => {
    expect(ecarts(classement, manifeste().tables)).toEqual({ deTrop: [], manquent: [] })
    const ecrites = (nom: string) =>
      strFromU8(lu()[`tables/${nom}.csv`] as Uint8Array)
        .split(/\r?\n/)[0]
        ?.replaceAll('"', '')
    for (const { nom, colonnes } of manifeste().tables)
      expect(ecrites(nom), nom).toBe(colonnes.map(c => c.nom).join(','))
  })
  it('une colonne classée que l’export oublie, une colonne écrite que personne n’a classée, un secret : chacun se voit', () => {
    const avec = (nature: Nature, colonne: string): Classement => {
      const t = classement['dossiers.personne'] as Classement['dossiers.personne']
      return {
        ...classement,
        'dossiers.personne': {
          ...t,
          colonnes: { ...t.colonnes, [nature]: `${t.colonnes[nature] ?? ''} ${colonne}`.trim() },
        },
      }
    }
    const { tables } = manifeste()
    expect(ecarts(avec('recit', 'histoire'), tables).manquent).toEqual([
      'dossiers.personne.histoire',
    ])
    const enPlus = [...tables, { nom: 'dossiers.personne', colonnes: [{ nom: 'histoire' }] }]
    expect(ecarts(classement, enPlus).deTrop).toEqual(['dossiers.personne.histoire'])
    expect(ecarts(avec('secret', 'histoire'), enPlus).deTrop).toEqual([
      'dossiers.personne.histoire',
    ])
  })
  it('dossiers.csv a tout ce que la fiche dit de la personne', () => {
    const ecrites = new Set(champs.map(c => duFichier[c].entete as string))
    const fiche = ['dossiers.dossier', 'dossiers.personne'].flatMap(nom =>
      colonnesDe(classement[nom as 'dossiers.dossier'] as Classement['dossiers.dossier'])
        .filter(([, nature]) => nature === 'identite' || nature === 'contact')
        .map(([c]) => ({ c, nom: `${nom}.${c}` })),
    )
    expect(fiche.length).toBeGreaterThan(15)
    expect(
      fiche
        .filter(({ c, nom }) => !ecrites.has(c) && !RESTENT.has(`dossiers.csv ${nom}`))
        .map(({ nom }) => nom),
    ).toEqual([])
  })
})

describe('L’écran d’import', () => {
  const exporter = async (n: Navigateur, champs: Record<string, string>) =>
    n.envoyer('/echanges/exporter', champs)
  const BON = { motif: 'Reprise par un autre outil', motDePasse: MOT_DE_PASSE }
  it('donne le même zip contre un motif et le mot de passe, avec une ligne au journal et une à chaque personne', async () => {
    const n = await new Navigateur(p).entrer('dfspip.67')
    const r = await exporter(n, BON)
    expect([r.statut, r.entetes['content-type'], r.entetes['cache-control']]).toEqual([
      200,
      'application/zip',
      'no-store',
    ])
    expect(r.entetes['content-disposition']).toContain('attachment')
    const { rows } =
      await e.proprietaire.query(`SELECT count(*) FILTER (WHERE dossier_id IS NULL)::int AS sans, count(DISTINCT dossier_id)::int AS personnes, count(dossier_id)::int AS lignes,
      (SELECT count(*)::int FROM dossiers.v_perimetre p JOIN moyens.agent a ON a.service_id = p.entite_id AND a.id = j.compte_id WHERE p.motif = 'prise_en_charge') AS suivies
      FROM acces.journal_lecture j WHERE route = 'echanges.exporter' AND motif = 'export du service' GROUP BY j.compte_id`)
    expect(rows[0]).toMatchObject({
      sans: 0,
      personnes: rows[0].suivies,
      lignes: 2 * rows[0].suivies,
    })
    expect(rows[0].personnes).toBeGreaterThan(20)
    const actes = await e.proprietaire.query(
      "SELECT motif FROM acces.journal_ecriture WHERE commande = 'echanges.exporter' ORDER BY id",
    )
    expect(actes.rows.map(a => a.motif)).toEqual(['Essai de restauration', BON.motif])
  })
  it('ne le donne ni sans motif, ni sans le bon mot de passe, ni par une adresse ; le motif tapé reste, le mot de passe non', async () => {
    const n = await new Navigateur(p).entrer('dfspip.67')
    const sans = await exporter(n, { motif: '', motDePasse: MOT_DE_PASSE })
    expect([sans.statut, sans.texte.includes('Dites pourquoi')]).toEqual([422, true])
    const faux = await exporter(n, { ...BON, motDePasse: 'pas le bon du tout' })
    expect([faux.statut, faux.texte.includes('Ce n’est pas votre mot de passe.')]).toEqual([
      422,
      true,
    ])
    expect([faux.texte.includes(BON.motif), faux.texte.includes('pas le bon du tout')]).toEqual([
      true,
      false,
    ])
    for (let i = 0; i < 7; i += 1) await exporter(n, { ...BON, motDePasse: 'pas le bon du tout' })
    expect((await exporter(n, BON)).texte).toContain('Trop d’essais pour ce compte')
    await e.proprietaire.query('DELETE FROM acces.echec_connexion')
    const parAdresse = await n.ouvrir('/echanges/exporter')
    expect([parAdresse.statut, parAdresse.entetes['content-type']]).toEqual([
      200,
      'text/html; charset=utf-8',
    ])
    expect(
      (
        await e.proprietaire.query(
          "SELECT 1 FROM acces.journal_ecriture WHERE commande = 'echanges.exporter'",
        )
      ).rowCount,
    ).toBe(2)
    expect(
      (await (await new Navigateur(p).entrer('dpip.67')).ouvrir('/echanges/exporter')).statut,
    ).toBe(403)
  })
  it('Le zip n’a ni secret, ni motif d’absence, ni absence d’ailleurs, ni cellule qu’un tableur calcule ; relu, le texte est tel quel', () => {
    const tout = lu()
    expect(
      Object.keys(tout).filter(nom => /flux|lien_arret|session|compte|journal/.test(nom)),
    ).toEqual([])
    const texte = Object.values(tout)
      .map(f => strFromU8(f))
      .join('\n')
    for (const mot of ['unjetonsecret', 'maladie', '$argon2'])
      expect(texte.includes(mot), mot).toBe(false)
    const cellules = Object.entries(tout)
      .filter(([nom]) => nom.endsWith('.csv'))
      .flatMap(([nom, f]) =>
        parse(strFromU8(f), {
          delimiter: nom === 'dossiers.csv' ? ';' : ',',
          bom: true,
          relax_column_count: true,
        }).flat(),
      )
    expect(cellules.length).toBeGreaterThan(1000)
    expect(cellules.filter(c => /^[=+\-@\t\r\n]/.test(c))).toEqual([])
    expect(cellules.filter(c => c === `'${FORMULE}`).length).toBe(2)
    const absences = parse(
      strFromU8(tout['tables/creneaux.absence.csv'] as Uint8Array),
    ) as string[][]
    expect(
      absences.slice(1).filter(a => a[absences[0]?.indexOf('motif') ?? 0] !== 'autre'),
    ).toEqual([])
  })
  it('dit à sa place que le fichier n’est pas le bon, ou qu’il manque', async () => {
    const n = await new Navigateur(p).entrer('dpip.67')
    const r = await n.deposer('/echanges', 'fichier', 'photo.csv', Buffer.from('a;b\n1;2'))
    expect(r.statut).toBe(422)
    expect(r.texte).toContain('Les colonnes de ce fichier ne sont pas celles que nous lisons')
    expect(
      (await n.deposer('/echanges', 'fichier', 'a.xlsx', Buffer.from('PK\u0003\u0004'))).texte,
    ).toContain('enregistrez-le en CSV')
    expect((await n.deposer('/echanges', 'fichier', '', Buffer.from(''))).texte).toContain(
      'Choisissez un fichier.',
    )
  })
  it('ne lit le fichier de personne sans session', async () => {
    const r = await new Navigateur(p).deposer(
      '/echanges',
      'fichier',
      'x.csv',
      Buffer.from('nom'),
      '/connexion',
    )
    expect(r.statut).toBe(401)
    expect(r.texte).toContain('Identifiez-vous')
  })
  it('mène du dépôt à l’écriture en pages, sans script', async () => {
    const n = await new Navigateur(p).entrer('dpip.67')
    const { vers } = await n.deposer(
      '/echanges',
      'fichier',
      'a.csv',
      Buffer.from(
        'nom;prenoms;naissance_le;commune;mesure\nECRANNEUF;Iris;02/02/1982;Sélestat;Mesure rare\n;Sans nom;01/01/1990;;',
      ),
    )
    expect((await n.envoyer(`${vers}/examiner`, {}, vers)).vers).toBe(vers)
    const apercu = await n.ouvrir(vers)
    expect(apercu.texte).toContain('Indiquez le nom de naissance.')
    expect(apercu.texte).toContain('Écrire 1 dossier<')
    const aOuvrir = (await n.ouvrir(`${vers}?vue=creer`)).texte
    expect(aOuvrir).toContain('Sélestat')
    expect(aOuvrir).toContain('« Mesure rare »')
    await n.envoyer(`${vers}/confirmer`, {}, vers)
    await n.envoyer(`${vers}/ecrire`, {}, vers)
    expect((await n.ouvrir(vers)).texte).toContain('Import terminé.')
    expect((await n.ouvrir('/recherche?q=ecranneuf')).texte).toContain('ECRANNEUF')
  })
  it('enchaîne les étapes par script, et s’arrête à un refus au lieu de tourner en rond', async () => {
    const n = await new Navigateur(p).entrer('dpip.67')
    const { vers } = await n.deposer(
      '/echanges',
      'fichier',
      'c.csv',
      Buffer.from('nom;prenoms;naissance_le\nBOUCLE;Eva;02/02/1982'),
    )
    expect((await n.ouvrir(vers)).texte).toContain('data-enchainer')
    const refuse = await n.envoyer(`${vers}/examiner`, { _jeton: 'faux' }, vers)
    expect(refuse.statut).toBe(422)
    expect(refuse.texte).toContain('Continuer')
    expect(refuse.texte).not.toContain('data-enchainer')
  })
  it('une autre session reprend l’import laissé, un autre service ne le voit pas', async () => {
    const n = await new Navigateur(p).entrer('dpip.67')
    const octets = Buffer.from('nom;prenoms;naissance_le\nLAISSE;Ugo;02/02/1982')
    const { vers } = await n.deposer('/echanges', 'fichier', 'b.csv', octets)
    expect(
      (
        await (
          await new Navigateur(p).entrer('accueil.67')
        ).deposer('/echanges', 'fichier', 'b.csv', octets)
      ).vers,
    ).toBe(vers)
    expect((await (await new Navigateur(p).entrer('dpip.57')).ouvrir(vers)).statut).toBe(404)
    expect((await n.envoyer(`${vers}/abandonner`, {}, vers)).vers).toBe(vers)
    expect((await n.ouvrir(vers)).texte).toContain('rien n’a été écrit')
  })
})
