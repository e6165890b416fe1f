import type { PoolClient } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { colonnesDe, quiEcrit } from '../../scripts/donnees.ts'
import { toutesLesFonctions } from '../../src/moyens/index.ts'

import { type Essai, LE, nouvelEssai } from '../base.ts'
import { comptes } from './parcourir.ts'
import { A_NOUS, classee, essai, REFUSE, ROLE, tables } from './role.ts'

let e: Essai
beforeAll(async () => {
  e = await nouvelEssai()
})
afterAll(() => e.fermer())
const lire = async <T extends object>(texte: string, valeurs: unknown[] = []) =>
  (await e.proprietaire.query<T>(texte, valeurs)).rows

type Dite = { cle: string; sien: string; autre: string; personne: string; seule: string }
/**
 * Each author's column of each row of a table that an account finds, written in one's own name, in
 * that of a colleague, and in nobody's: what the base says.
 */
async function enPretant(compte: string, auteurs: Colonne[]): Promise<Dite[]> {
  const client = await e.base.pool.connect()
  const [moi, colleague] = [await e.agent(compte), await e.agent('ts.67')]
  const dites: Dite[] = []
  try {
    await client.query('BEGIN')
    await client.query('SELECT acces.ouvrir(NULL, $1)', [moi])
    for (const nom of new Set(auteurs.map(c => c.nom))) {
      const siennes = auteurs.filter(c => c.nom === nom)
      const ou = await lisibles(nom)
      const { rows } = await client.query<{ ligne: Record<string, unknown> }>(
        `SELECT to_jsonb(y) AS ligne FROM (SELECT ${ou.colonnes.join(', ')} FROM ${nom} LIMIT 1) y`,
      )
      const ligne = rows[0]?.ligne
      if (!ligne) continue
      for (const { colonne, ajoutable, modifiable, vide, signe } of siennes) {
        const jour = signe ? { [signe]: '2026-11-24' } : {}
        const ajout = async (par: string | null) => {
          const ecrites = ou.ajoutables
          const valeurs = {
            ...ligne,
            ...jour,
            ...Object.fromEntries(siennes.map(c => [c.colonne, moi])),
            [colonne]: par,
          }
          return essai(
            client,
            `INSERT INTO ${nom} (${ecrites}) SELECT ${ecrites} FROM jsonb_populate_record(NULL::${nom}, $1)`,
            [valeurs],
          )
        }
        const change = (par: string | null, avec = signe) =>
          essai(
            client,
            `UPDATE ${nom} SET ${colonne} = $1${avec ? `, ${avec} = '2026-11-24'` : ''} WHERE ${ou.cle(2)}`,
            [par, ...ou.cles.map(k => ligne[k])],
          )
        // Of nobody, where the column may be empty at all; then alone, without the day that it
        // signs.
        const dire = async (
          cle: string,
          ecrire: (par: string | null) => Promise<string>,
          seule: string,
        ) =>
          dites.push({
            cle,
            sien: await ecrire(moi),
            autre: await ecrire(colleague),
            personne: vide ? await ecrire(null) : REFUSE,
            seule,
          })
        if (ajoutable) await dire(`+ ${nom}.${colonne}`, ajout, REFUSE)
        if (modifiable)
          await dire(
            `${nom}.${colonne}`,
            change,
            signe ? await change(ligne[colonne] ? null : moi, null) : REFUSE,
          )
      }
    }
    return dites
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
}
/** Columns that the application reads, those that it adds, and the key of a row. */
async function lisibles(nom: string) {
  const [ou] = await lire<{
    colonnes: string[]
    ajoutables: string[]
    modifiable: string | null
    cles: string[]
    effacable: boolean
  }>(
    `SELECT array_agg(quote_ident(a.attname)) FILTER (WHERE has_column_privilege('${ROLE}', a.attrelid, a.attnum, 'SELECT'))::text[] AS colonnes,
       coalesce(array_agg(quote_ident(a.attname)) FILTER (WHERE a.attgenerated = '' AND has_column_privilege('${ROLE}', a.attrelid, a.attnum, 'INSERT')), '{}')::text[] AS ajoutables,
       min(quote_ident(a.attname)) FILTER (WHERE a.attgenerated = '' AND has_column_privilege('${ROLE}', a.attrelid, a.attnum, 'UPDATE')) AS modifiable,
       coalesce(array_agg(a.attname) FILTER (WHERE a.attnum = ANY (i.indkey)), '{}')::text[] AS cles,
       has_table_privilege('${ROLE}', $1::regclass, 'DELETE') AS effacable
     FROM pg_attribute a LEFT JOIN pg_index i ON i.indrelid = a.attrelid AND i.indisprimary WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped`,
    [nom],
  )
  const {
    colonnes = [],
    ajoutables = [],
    modifiable = null,
    cles = [],
    effacable = false,
  } = ou ?? {}
  const cle = (premier: number) => cles.map((k, i) => `${k} = $${i + premier}`).join(' AND ')
  return { colonnes, ajoutables: ajoutables.join(', '), modifiable, cles, effacable, cle }
}
/**
 * A row of Strasbourg, of its service, of its court or of one of their agents, in a table that is
 * of no dossier.
 */
async function ligneDici(nom: string): Promise<Record<string, unknown> | undefined> {
  const [d] = await lire<{ condition: string | null }>(
    `SELECT string_agg(CASE attname WHEN 'agenda_id' THEN 'x.agenda_id IN (SELECT g.id FROM creneaux.agenda g WHERE g.entite_id = ANY ($1))'
         WHEN 'import_id' THEN 'x.import_id IN (SELECT i.id FROM echanges.import i WHERE i.service_id = ANY ($1))'
         ELSE format('x.%I = ANY ($1)', attname) END, ' OR ') AS condition
     FROM pg_attribute WHERE attrelid = $1::regclass AND (attname IN ('entite_id', 'service_id', 'juridiction_id', 'agenda_id', 'import_id', 'compte_id')
       OR (attname = 'id' AND $1 IN ('moyens.service', 'moyens.juridiction')))`,
    [nom],
  )
  const rows = await lire<{ ligne: Record<string, unknown> }>(
    `SELECT to_jsonb(x) AS ligne FROM ${nom} x WHERE $1::uuid[] IS NOT NULL AND (${d?.condition ?? 'true'}) ORDER BY 1 LIMIT 1`,
    [await dici()],
  )
  if (rows[0]) return rows[0].ligne
  // None is there: what its rows would name. A copy is judged before its other columns are asked.
  const [ici] = await lire<{ ligne: Record<string, unknown> }>(
    `SELECT jsonb_build_object('service_id', s.id, 'entite_id', s.id, 'juridiction_id', (SELECT id FROM moyens.juridiction WHERE ville = 'Strasbourg'),
       'lieu_id', (SELECT l.id FROM creneaux.lieu l WHERE l.entite_id = s.id LIMIT 1), 'agenda_id', (SELECT g.id FROM creneaux.agenda g WHERE g.entite_id = s.id LIMIT 1),
       'dossier_id', (SELECT p.dossier_id FROM dossiers.prise_en_charge p WHERE p.service_id = s.id AND p.fin_a IS NULL LIMIT 1),
       'import_id', (SELECT i.id FROM echanges.import i LIMIT 1)) AS ligne FROM moyens.service s WHERE s.departement = '67'`,
  )
  return ici?.ligne
}
const dici = async () =>
  (
    await lire<{ id: string }>(
      `SELECT id FROM moyens.service WHERE departement = '67' UNION SELECT id FROM moyens.juridiction WHERE ville = 'Strasbourg'
       UNION SELECT id FROM acces.compte WHERE identifiant ~ '[.](67|strasbourg)@' ORDER BY 1`,
    )
  ).map(x => x.id)
/** Columns that name an agent and not who writes: whom the row is about, or whom it repeats. */
const DESIGNES: Record<string, string> = {
  'accompagnement.etape_annulee.notee_par': 'who had noted the step, as the row that goes says it',
  'agenda.convocation.agent_id': 'who receives',
  'calendriers.flux.agent_id': 'whose diary it is',
  'creneaux.absence.agent_id': 'who is absent',
  'creneaux.agenda.agent_id': 'whose agenda it is',
  'dossiers.prise_en_charge.referent_id': 'who follows',
  'magistrats.rapport.redacteur_id': 'who writes the report, which the service may give to another',
  'magistrats.reponse.close_precedente_par':
    'who had closed the request before the answer, as the request says it',
  'magistrats.saisine.close_par': 'given back to who had closed it when the answer is withdrawn',
  'magistrats.saisine.magistrat_id': 'which magistrate asks; the greffe records it',
}
/**
 * Instants that the base could write and the application says: each is shown to the person, or to
 * the agent who typed it.
 */
const INSTANTS_DITS = [
  'bex.envoi_hors_outil.a',
  'bex.remise_hors_outil.a',
  'calendriers.reglage.modifie_a',
  'dossiers.brouillon.enregistre_a',
  'dossiers.personne.modifie_a',
  'magistrats.rapport.mesures_tirees_a',
  'magistrats.rapport_pdf.fige_a',
  'messages.evenement.a',
  'messages.message.change_a',
  'messages.message.cree_a',
  'messages.modele.ecrit_a',
  'messages.opposition.depuis_a',
  'moyens.ressort.importe_a',
]
type Colonne = {
  nom: string
  colonne: string
  ajoutable: boolean
  modifiable: boolean
  agent: boolean
  instant: boolean
  ajout: boolean
  changement: boolean
  vide: boolean
  signe: string | null
}
/**
 * Columns that the application may write, whether they name an agent, and what the base checks of
 * them.
 */
const colonnesEcrites = () =>
  lire<Colonne>(
    `SELECT c.oid::regclass::text AS nom, a.attname AS colonne, x.ajoutable, x.modifiable,
       EXISTS (SELECT 1 FROM pg_constraint k WHERE k.contype = 'f' AND k.conrelid = c.oid AND k.conkey = ARRAY[a.attnum] AND k.confrelid IN ('moyens.agent'::regclass, 'acces.compte'::regclass)) AS agent,
       coalesce(pg_get_expr(d.adbin, d.adrelid) IN ('now()', 'clock_timestamp()'), false) AS instant,
       EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polcmd IN ('a', '*') AND coalesce(pg_get_expr(p.polwithcheck, p.polrelid), pg_get_expr(p.polqual, p.polrelid))
         LIKE '%' || a.attname || ' = ( SELECT platform.compte() AS compte)%') AS ajout,
       EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'en_son_nom' AND a.attnum = ANY (t.tgattr)) AS changement, NOT a.attnotnull AS vide,
       (SELECT s.attname FROM pg_trigger t JOIN pg_attribute s ON s.attrelid = c.oid AND s.attnum = ANY (t.tgattr) AND s.attnum <> a.attnum
         WHERE t.tgrelid = c.oid AND t.tgname = 'avec_' || a.attname) AS signe
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
     CROSS JOIN LATERAL (SELECT has_column_privilege('${ROLE}', c.oid, a.attnum, 'INSERT') AS ajoutable, has_column_privilege('${ROLE}', c.oid, a.attnum, 'UPDATE') AS modifiable) x
     WHERE c.relkind IN ('r', 'p') AND ${A_NOUS} AND (x.ajoutable OR x.modifiable) ORDER BY 1, 2`,
  )
const natureDe = (nom: string, colonne: string) =>
  colonnesDe(classee(nom)).find(([c]) => c === colonne)?.[1]

describe('Qui a écrit une ligne, et quand', () => {
  it('une colonne qui nomme un agent est celle de l’auteur, ou dit ici qui elle désigne', async () => {
    const autres = (await colonnesEcrites()).filter(
      c => c.agent && natureDe(c.nom, c.colonne) !== 'auteur',
    )
    expect(autres.map(c => `${c.nom}.${c.colonne}`).sort()).toEqual(Object.keys(DESIGNES).sort())
  })
  it('l’auteur est tenu par la base partout où l’application l’écrit ; l’instant est celui de la base, ou dit ici', async () => {
    const colonnes = await colonnesEcrites()
    const auteurs = colonnes.filter(c => natureDe(c.nom, c.colonne) === 'auteur')
    expect(auteurs.length).toBeGreaterThan(65)
    // A draft is its account's alone: its own policy refuses that it become another's.
    const changee = (c: Colonne) => c.changement || c.nom === 'dossiers.brouillon'
    expect(
      auteurs
        .filter(c => (c.ajoutable && !c.ajout) || (c.modifiable && !changee(c)))
        .map(c => `${c.nom}.${c.colonne}`),
    ).toEqual([])
    // Written later, it goes with the day that it signs.
    expect(
      auteurs.filter(c => c.vide && c.modifiable && !c.signe).map(c => `${c.nom}.${c.colonne}`),
    ).toEqual([])
    const instants = colonnes.filter(c => c.instant && c.ajoutable)
    expect(instants.map(c => `${c.nom}.${c.colonne}`)).toEqual(INSTANTS_DITS)
  })
  it('au nom d’un autre ni de personne, aucune ligne ne s’ajoute ni ne change, ni une signature seule ; au sien, si', async () => {
    const auteurs = (await colonnesEcrites()).filter(c => natureDe(c.nom, c.colonne) === 'auteur')
    const [essayees, fautes] = [new Set<string>(), [] as string[]]
    for (const compte of ['dpip.67', 'dfspip.67', 'jap.strasbourg', 'bex.strasbourg'])
      for (const { cle, sien, autre, personne, seule } of await enPretant(compte, auteurs)) {
        if (sien === REFUSE) continue
        essayees.add(cle)
        if ([autre, personne, seule].some(dit => dit !== REFUSE))
          fautes.push(`${cle} par ${compte} : ${[autre, personne, seule]}`)
      }
    expect(fautes).toEqual([])
    expect(essayees.size).toBeGreaterThan(35)
  })
})

/** Kept by its function wherever it works: why. */
const DE_PARTOUT: Record<string, string> = {
  'acces.journal_ecriture': 'one’s own lines',
  'acces.journal_lecture': 'one’s own lines',
  'acces.session': 'one’s own sessions',
  'bex.recherche': 'one’s own look-ups',
  'dossiers.brouillon': 'one’s own drafts',
  'moyens.disp': 'a direction interrégionale has no service: it is named, and never changed',
  'moyens.ressort_import':
    'a file of communes, which is its author’s; what it writes is checked on the ressort',
}
type Ecriture = 'INSERT' | 'UPDATE' | 'DELETE'
/**
 * Every order on one row of each table that is of no dossier: a copy of it, written again as it is,
 * erased. Refused, or whatever else is said.
 */
async function ecritures(
  compte: string,
  lignes: Map<string, Record<string, unknown>>,
): Promise<Map<string, { ordre: Ecriture; dite: string }[]>> {
  const client = await e.base.pool.connect()
  const moi = await e.agent(compte)
  const dites = new Map<string, { ordre: Ecriture; dite: string }[]>()
  try {
    await client.query('BEGIN')
    await client.query('SELECT acces.ouvrir(NULL, $1)', [moi])
    for (const [nom, ligne] of lignes) {
      const ou = await lisibles(nom)
      const auteurs = colonnesDe(classee(nom)).flatMap(([c, nature]) =>
        nature === 'auteur' ? [[c, moi]] : [],
      )
      const copie = [{ ...ligne, ...Object.fromEntries(auteurs) }]
      const cle = ou.cles.map(k => ligne[k])
      const ordres: [Ecriture, string | null, unknown[]][] = [
        [
          'INSERT',
          ou.ajoutables &&
            `INTO ${nom} (${ou.ajoutables}) SELECT ${ou.ajoutables} FROM jsonb_populate_record(NULL::${nom}, $1)`,
          copie,
        ],
        [
          'UPDATE',
          ou.modifiable && `${nom} SET ${ou.modifiable} = ${ou.modifiable} WHERE ${ou.cle(1)}`,
          cle,
        ],
        ['DELETE', ou.effacable ? `FROM ${nom} WHERE ${ou.cle(1)}` : null, cle],
      ]
      dites.set(nom, [])
      for (const [ordre, reste, valeurs] of ordres)
        if (reste)
          dites.get(nom)?.push({ ordre, dite: await essai(client, `${ordre} ${reste}`, valeurs) })
    }
    return dites
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
}

describe('Ce qui n’est d’aucun dossier', () => {
  it('s’écrit par les fonctions des commandes qui l’écrivent, pour leur entité, et par nulle autre', async () => {
    const ecrites = await lire<{ nom: string }>(
      `SELECT c.oid::regclass::text AS nom FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND ${A_NOUS}
         AND (has_any_column_privilege('${ROLE}', c.oid, 'INSERT') OR has_any_column_privilege('${ROLE}', c.oid, 'UPDATE') OR has_table_privilege('${ROLE}', c.oid, 'DELETE'))`,
    )
    const horsDossier = tables.filter(
      ([nom, t]) => t.portee !== 'dossier' && ecrites.some(x => x.nom === nom),
    )
    expect(horsDossier.filter(([, t]) => !t.ecrit).map(([nom]) => nom)).toEqual([])
    await e.proprietaire.query(
      `WITH a AS (SELECT id, service_id FROM moyens.agent WHERE id = $1), s AS (INSERT INTO acces.session (compte_id, empreinte, expire_a)
         SELECT id, sha256('essai'), now() + interval '1 hour' FROM a) INSERT INTO echanges.import (service_id, format, fichier_nom, fichier_sha256, lignes, depose_par)
         SELECT service_id, 'appi', 'essai.csv', sha256('essai'), 1, id FROM a`,
      [await e.agent('ts.67')],
    )
    // What may be erased, while it is there.
    await e.proprietaire.query(
      `WITH b AS (INSERT INTO dossiers.brouillon (dossier_id, compte_id, cle, url, titre, valeurs)
         SELECT dossier_id, referent_id, 'essai', '/essai', 'Essai', '{}' FROM dossiers.prise_en_charge WHERE referent_id = $1 AND fin_a IS NULL LIMIT 1),
       r AS (INSERT INTO bex.recherche (compte_id, nom, prenoms, naissance_le, situation) VALUES ($2, 'Essai', 'Un', '1980-01-01', 'inconnue')
         RETURNING compte_id, id, nom, prenoms, naissance_le)
       INSERT INTO bex.remise_hors_outil (juridiction_id, recherche_id, nom, prenoms, naissance_le, spip_nom, spip_adresse, audience_le, decision_remise, par, a)
         SELECT a.juridiction_id, r.id, r.nom, r.prenoms, r.naissance_le, 'SPIP', 'Reims', '2026-11-23', true, a.id, now() FROM r JOIN moyens.agent a ON a.id = r.compte_id`,
      [await e.agent('ts.67'), await e.agent('bex.strasbourg')],
    )
    // Of the service of Strasbourg, of its court, or of an agent of one of them.
    const lignes = new Map<string, Record<string, unknown>>()
    for (const [nom] of horsDossier) {
      const ligne = await ligneDici(nom)
      if (ligne) lignes.set(nom, ligne)
    }
    expect(lignes.size).toBe(horsDossier.length)
    const [ouvertes, tenues] = [[] as string[], new Set<string>()]
    for (const fonction of toutesLesFonctions)
      for (const ici of [true, false]) {
        const compte = ici
          ? comptes[fonction]
          : comptes[fonction].replace('67', '57').replace('strasbourg', 'metz')
        if (!ici && compte === comptes[fonction]) continue
        for (const [nom, dites] of await ecritures(compte, lignes)) {
          const sienne = quiEcrit(classee(nom)).includes(fonction) && (ici || nom in DE_PARTOUT)
          for (const { ordre, dite } of dites)
            if (dite !== REFUSE && !sienne) ouvertes.push(`${ordre} ${nom} par ${compte} : ${dite}`)
            else if (dite !== REFUSE) tenues.add(nom).add(`${ordre} ${nom}`)
        }
      }
    expect(ouvertes).toEqual([])
    expect([...lignes.keys()].filter(nom => !tenues.has(nom))).toEqual([])
    // What may be erased was erased by somebody: the row was there for the others to try.
    const effacables = horsDossier
      .filter(([, t]) => t.droits.includes('S'))
      .map(([nom]) => `DELETE ${nom}`)
    expect([effacables.length > 2, effacables.filter(essayee => !tenues.has(essayee))]).toEqual([
      true,
      [],
    ])
  })
  it('un agenda ne s’ouvre, chez soi, que pour personne ou pour qui y travaille', async () => {
    const client = await e.base.pool.connect()
    const dits: Record<string, string> = {}
    for (const compte of ['dfspip.67', 'greffe.strasbourg'])
      for (const pour of [null, 'psychologue.67', 'ts.57', 'greffe.strasbourg', 'greffe.metz']) {
        await client.query('BEGIN')
        await client.query('SELECT acces.ouvrir(NULL, $1)', [await e.agent(compte)])
        const lieu = `INSERT INTO creneaux.lieu (entite_id, nom, adresse, code_postal, commune, ouvre_a, ferme_a, territoire, fuseau)
          VALUES (platform.entite(), 'Essai', '1 rue Haute', '67000', 'Strasbourg', '09:00', '17:00', 'metropole', 'Europe/Paris') RETURNING id`
        const { rows } = await client.query<{ id: string }>(lieu)
        const agenda =
          "INSERT INTO creneaux.agenda (entite_id, lieu_id, nom, agent_id) VALUES (platform.entite(), $1, 'Essai', $2)"
        dits[`${compte} pour ${pour}`] = await essai(client, agenda, [
          rows[0]?.id,
          pour && (await e.agent(pour)),
        ])
        await client.query('ROLLBACK')
      }
    client.release()
    const ecrits = [
      'dfspip.67 pour null',
      'dfspip.67 pour psychologue.67',
      'greffe.strasbourg pour null',
      'greffe.strasbourg pour greffe.strasbourg',
    ]
    expect(Object.entries(dits).filter(([, dit]) => dit !== REFUSE)).toEqual(
      ecrits.map(qui => [qui, 'écrite']),
    )
  })
  it('le départ d’un agent n’est suivi que par qui tient sa fiche', async () => {
    const appels = [...Object.values(comptes), 'dfspip.57']
    const suivis: string[] = []
    const client = await e.base.pool.connect()
    for (const compte of appels) {
      await client.query('BEGIN')
      await client.query('SELECT acces.ouvrir(NULL, $1)', [await e.agent(compte)])
      const dit = await essai(
        client,
        "SELECT agenda.suivre_le_depart($1, 'Il part.', '2026-11-24', now())",
        [await e.agent('ts.67')],
      )
      await client.query('ROLLBACK')
      if (dit !== REFUSE) suivis.push(compte)
    }
    client.release()
    expect(suivis).toEqual(['dfspip.67', 'admin'])
  })
})

type Dire = (texte: string, valeurs?: unknown[]) => Promise<string>
/**
 * Orders of an account on the connection of the application: what the base says of each, undone at
 * once; those that `poser` gives stand until the end.
 */
async function enTantQue(
  compte: string,
  faire: (dire: Dire, poser: PoolClient['query'], moi: string) => Promise<void>,
): Promise<void> {
  const client = await e.base.pool.connect()
  const moi = await e.agent(compte)
  try {
    await client.query('BEGIN')
    await client.query('SELECT acces.ouvrir(NULL, $1)', [moi])
    await faire(
      (texte, valeurs = []) => essai(client, texte, valeurs),
      client.query.bind(client),
      moi,
    )
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
}
const AUTRE_JOUR = '2026-11-02T09:00:00Z'
const NULLE_PART = '00000000-0000-4000-8000-000000000000'
/** An open request of the court of Strasbourg, with a report that answers it and has no answer. */
async function uneDemande() {
  const [d] = await lire<{
    dossierId: string
    saisineId: string
    rapportId: string
    magistratId: string
  }>(
    `WITH s AS (INSERT INTO magistrats.saisine (dossier_id, juridiction_id, nature, objet, recue_le, echeance_le, saisie_par)
       SELECT dossier_id, juridiction_id, nature, objet, recue_le, echeance_le, saisie_par FROM magistrats.saisine
       WHERE juridiction_id = (SELECT juridiction_id FROM moyens.agent WHERE id = $1) AND mesure_id IS NOT NULL AND close_a IS NULL LIMIT 1 RETURNING *),
     r AS (INSERT INTO magistrats.rapport (dossier_id, saisine_id, juridiction_id, service_id, nature, titre, redacteur_id, etat)
       SELECT s.dossier_id, s.id, s.juridiction_id, p.service_id, 'suivi', 'Essai', p.referent_id, 'transmis'
       FROM s JOIN dossiers.prise_en_charge p ON p.dossier_id = s.dossier_id AND p.fin_a IS NULL RETURNING *)
     SELECT s.dossier_id AS "dossierId", s.id AS "saisineId", r.id AS "rapportId", $1::uuid AS "magistratId" FROM s, r`,
    [await e.agent('jap.strasbourg')],
  )
  if (!d) throw new Error('no request of the court of Strasbourg')
  return d
}

describe('Ce qu’une ligne répète d’une autre, et ce qu’elle date', () => {
  it('une étape défaite garde qui l’avait notée, quand et comment ; une fois partie, rien ne la répète', () =>
    enTantQue('ts.67', async (dire, poser) => {
      const { rows } = await poser<{ faite: Record<string, unknown> }>(
        'SELECT to_jsonb(f) AS faite FROM accompagnement.etape_faite f LIMIT 1',
      )
      const faite = rows[0]?.faite
      const colonnes = 'dossier_id, etape_id, le, commentaire, notee_a, notee_par'
      const annuler = (change: Record<string, unknown>) =>
        dire(
          `INSERT INTO accompagnement.etape_annulee (${colonnes}, annulee_par)
           SELECT ${colonnes}, platform.compte() FROM jsonb_populate_record(NULL::accompagnement.etape_faite, $1)`,
          [{ ...faite, ...change }],
        )
      const autre = {
        etape_id: NULLE_PART,
        le: '2026-01-05',
        commentaire: 'Autre',
        notee_a: AUTRE_JOUR,
        notee_par: await e.agent('dpip.67'),
      }
      for (const [colonne, valeur] of Object.entries(autre))
        expect([colonne, await annuler({ [colonne]: valeur })]).toEqual([colonne, REFUSE])
      expect(await annuler({})).toBe('écrite')
      await poser(
        'DELETE FROM accompagnement.etape_faite WHERE dossier_id = $1 AND etape_id = $2',
        [faite?.dossier_id, faite?.etape_id],
      )
      expect(await annuler({})).toBe(REFUSE)
    }))
  it('une demande se clôt au nom de qui la clôt, ou de qui une réponse retirée dit qu’il l’avait close', async () => {
    const { dossierId, saisineId, rapportId, magistratId } = await uneDemande()
    const [avant, autre] = [await e.agent('dpip.67'), await e.agent('greffe.strasbourg')]
    const [reponse] = await lire<{ id: string }>(
      `INSERT INTO magistrats.reponse (dossier_id, rapport_id, magistrat_id, sens, texte, close_precedente_par, close_precedente_a, close_precedente_motif)
       VALUES ($1, $2, $3, 'complement', 'Essai', $4, $5, 'Essai') RETURNING id`,
      [dossierId, rapportId, magistratId, avant, AUTRE_JOUR],
    )
    const clore = (dire: Dire) => (par: string | null, a: string | null) =>
      dire(
        "UPDATE magistrats.saisine SET close_motif = 'Essai', close_par = $2, close_a = $3 WHERE id = $1",
        [saisineId, par, a],
      )
    const retirer = () =>
      lire(
        "UPDATE magistrats.reponse SET retiree_par = magistrat_id, retiree_a = now(), retiree_motif = 'Essai' WHERE id = $1",
        [reponse?.id],
      )
    await enTantQue('jap.strasbourg', async (dire, _, moi) => {
      const dites = async () => [
        await clore(dire)(avant, AUTRE_JOUR),
        await clore(dire)(avant, LE),
        await clore(dire)(autre, AUTRE_JOUR),
      ]
      expect(await dites()).toEqual([REFUSE, REFUSE, REFUSE])
      expect([
        await clore(dire)(null, LE),
        await clore(dire)(moi, null),
        await clore(dire)(moi, LE),
      ]).toEqual([REFUSE, REFUSE, 'écrite'])
      await retirer()
      expect(await dites()).toEqual(['écrite', REFUSE, REFUSE])
      const naitre = (par: string | null) =>
        dire(
          `INSERT INTO magistrats.saisine (dossier_id, juridiction_id, nature, objet, recue_le, echeance_le, saisie_par, close_par, close_a, close_motif)
           SELECT dossier_id, juridiction_id, nature, objet, recue_le, echeance_le, platform.compte(), $2, now(), 'Essai' FROM magistrats.saisine WHERE id = $1`,
          [saisineId, par],
        )
      expect([await naitre(avant), await naitre(null), await naitre(moi)]).toEqual([
        REFUSE,
        REFUSE,
        'écrite',
      ])
    })
  })
  it('une réponse dit qui avait clos la demande comme la demande le dit, et ne le change plus', async () => {
    const { dossierId, saisineId, rapportId } = await uneDemande()
    const avant = await e.agent('dpip.67')
    await enTantQue('jap.strasbourg', async (dire, _, moi) => {
      const repondre = (par: string | null, a: string | null) =>
        dire(
          `INSERT INTO magistrats.reponse (dossier_id, rapport_id, magistrat_id, sens, texte, close_precedente_par, close_precedente_a)
           VALUES ($1, $2, $3, 'complement', 'Essai', $4, $5)`,
          [dossierId, rapportId, moi, par, a],
        )
      const dites = async () => [
        await repondre(avant, AUTRE_JOUR),
        await repondre(avant, LE),
        await repondre(moi, AUTRE_JOUR),
        await repondre(null, AUTRE_JOUR),
        await repondre(null, null),
      ]
      expect(await dites()).toEqual([REFUSE, REFUSE, REFUSE, REFUSE, 'écrite'])
      await lire(
        "UPDATE magistrats.saisine SET close_par = $2, close_a = $3, close_motif = 'Essai' WHERE id = $1",
        [saisineId, avant, AUTRE_JOUR],
      )
      expect(await dites()).toEqual(['écrite', REFUSE, REFUSE, REFUSE, 'écrite'])
      for (const colonne of [
        'close_precedente_par',
        'close_precedente_a',
        'close_precedente_motif',
      ])
        expect([colonne, await dire(`UPDATE magistrats.reponse SET ${colonne} = NULL`)]).toEqual([
          colonne,
          REFUSE,
        ])
    })
  })
  it('un transfert se propose et se répond à l’instant de la base ; ce qui est dit ne change plus', () =>
    enTantQue('ts.67', async (dire, poser, moi) => {
      const { rows } = await poser<{ id: string }>(
        `SELECT p.dossier_id AS id FROM dossiers.prise_en_charge p WHERE p.referent_id = $1 AND p.fin_a IS NULL
           AND NOT EXISTS (SELECT 1 FROM dossiers.transfert t WHERE t.dossier_id = p.dossier_id) AND EXISTS (SELECT 1 FROM dossiers.dossier d WHERE d.dossier_id = p.dossier_id AND d.clos_a IS NULL) LIMIT 1`,
        [moi],
      )
      const proposer = (colonnes = '', valeurs = '') =>
        `INSERT INTO dossiers.transfert (dossier_id, de_service_id, vers_service_id, motif, propose_par${colonnes})
         SELECT $1, platform.entite(), (SELECT id FROM moyens.service WHERE departement = '57'), 'Essai', platform.compte()${valeurs}`
      expect(await dire(proposer(', propose_a', ', now()'), [rows[0]?.id])).toBe(REFUSE)
      expect(
        await dire(
          proposer(', etat, repondu_a, repondu_par', ", 'accepte', now(), platform.compte()"),
          [rows[0]?.id],
        ),
      ).toBe(REFUSE)
      await poser(proposer(), [rows[0]?.id])
      const changer = (change: string) =>
        dire(`UPDATE dossiers.transfert SET ${change} WHERE dossier_id = $1`, [rows[0]?.id])
      // Whatever an answer does not say, and what moves with the dossier alone.
      const reponse = [
        'etat',
        'repondu_a',
        'repondu_par',
        'motif_refus',
        'par_silence',
        'convocations',
        'dossier_id',
      ]
      for (const [colonne] of colonnesDe(classee('dossiers.transfert')).filter(
        ([c]) => !reponse.includes(c),
      ))
        expect([colonne, await changer(`${colonne} = DEFAULT`)]).toEqual([colonne, REFUSE])
      const annuler = (a: string) =>
        `etat = 'annule', repondu_par = platform.compte(), repondu_a = ${a}`
      expect([
        await changer(annuler("now() - interval '1 day'")),
        await changer(annuler('now()')),
      ]).toEqual([REFUSE, 'écrite'])
      await poser(`UPDATE dossiers.transfert SET ${annuler('now()')} WHERE dossier_id = $1`, [
        rows[0]?.id,
      ])
      for (const change of [
        "etat = 'propose', repondu_par = NULL, repondu_a = NULL",
        "motif_refus = 'Autre'",
        "etat = 'refuse', motif_refus = 'Autre'",
      ])
        expect([change, await changer(change)]).toEqual([change, REFUSE])
    }))
})
