import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type pg from 'pg'
import { Temporal } from 'temporal-polyfill'
import { lireConfig } from '../src/platform/config.ts'
import { aujourdhui } from '../src/platform/date.ts'
import { seConnecter } from '../src/platform/db/client.ts'
import { type BaseEmbarquee, demarrerBase } from '../src/platform/db/embarque.ts'
import { migrer } from '../src/platform/db/migrateur.ts'

/**
 * `aVenir`: every convocation is to come, the nearest days full first, as a service that is late;
 * otherwise a year around today.
 */
export type Taille = {
  nom: string
  services: number
  agents: number
  dossiers: number
  convocations: number
  aVenir: boolean
}
const config = lireConfig({
  ...process.env,
  DATABASE_URL: '',
  DATABASE_OWNER_URL: '',
  NODE_ENV: '',
})
export const BASE = 'mesure'

/**
 * The embedded base of this size, filled once by sets of rows and kept as long as its day lasts.
 */
export async function baseDe(taille: Taille): Promise<BaseEmbarquee> {
  const le = aujourdhui(Temporal.Now.instant())
  const dossier = path.join(config.dossier, 'bench', `agenda-${taille.nom}`)
  const rempli = path.join(dossier, `rempli-${le}-${taille.convocations}`)
  if (!existsSync(rempli)) rmSync(dossier, { recursive: true, force: true })
  mkdirSync(dossier, { recursive: true })
  const embarquee = await demarrerBase(dossier)
  if (existsSync(rempli)) {
    await migrer(embarquee.urlFor('postgres', BASE))
    return embarquee
  }
  const debut = performance.now()
  console.error(`${taille.nom} : création de ${taille.convocations} convocations inventées…`)
  const admin = await seConnecter(embarquee.urlFor('postgres', 'postgres'))
  await admin.query(`CREATE DATABASE ${BASE}`)
  await admin.end()
  await migrer(embarquee.urlFor('postgres', BASE))
  const client = await seConnecter(embarquee.urlFor('postgres', BASE))
  await remplir(client, taille, le)
  await client.query('VACUUM ANALYZE')
  await client.query('CHECKPOINT')
  await client.end()
  writeFileSync(rempli, '')
  console.error(`${taille.nom} : faite en ${Math.round((performance.now() - debut) / 1000)} s`)
  return embarquee
}

async function remplir(client: pg.Client, taille: Taille, le: string): Promise<void> {
  await client.query("SET maintenance_work_mem = '512MB'")
  await client.query("SET work_mem = '256MB'")
  await client.query('SELECT setseed(0.42)')
  for (const [quoi, sql] of Object.entries(organisation(taille, le))) await etape(client, quoi, sql)
  // Rows of dossiers are made in bulk: their triggers and foreign keys, which only check, are left
  // aside. Exclusion constraints are not.
  await client.query("SET session_replication_role = 'replica'")
  for (const [quoi, sql] of Object.entries({ ...suivis(taille, le), ...convocations(taille, le) }))
    await etape(client, quoi, sql)
  await client.query("SET session_replication_role = 'origin'")
}
async function etape(client: pg.Client, quoi: string, sql: string): Promise<void> {
  const debut = performance.now()
  await client.query(sql)
  console.error(`  ${quoi} : ${Math.round((performance.now() - debut) / 100) / 10} s`)
}

const organisation = (taille: Taille, le: string): Record<string, string> => ({
  services: `
    INSERT INTO moyens.disp (nom, siege) VALUES ('DISP inventée', 'Ici');
    INSERT INTO moyens.service (disp_id, nom, departement)
    SELECT d.id, 'SPIP n° ' || n, lpad(n::text, 2, '0')
    FROM moyens.disp d, generate_series(1, ${taille.services}) n;
    CREATE TABLE public.banc_service AS SELECT id, row_number() OVER (ORDER BY nom) - 1 AS rang
      FROM moyens.service;
    INSERT INTO moyens.antenne (service_id, nom, milieu, adresse, code_postal, commune, telephone,
      horaires)
      SELECT s.id, 'Antenne ' || a, 'ouvert', a || ' rue du Banc', '67000', 'Strasbourg',
        '03 00 00 00 00', 'Du lundi au vendredi' FROM banc_service s, generate_series(1, 4) a;
    CREATE TABLE public.banc_antenne AS
      SELECT id, service_id, row_number() OVER (PARTITION BY service_id ORDER BY nom) - 1 AS rang
    FROM moyens.antenne;`,
  agents: `
    INSERT INTO moyens.agent (nom, prenom, fonction, service_id, antenne_id, arrive_le)
      SELECT 'Agent' || n, 'Prénom' || n, CASE n WHEN 0 THEN 'administratif' WHEN 1 THEN 'dpip'
        ELSE 'travailleur_social' END, a.service_id, a.id, '2020-01-01'
      FROM generate_series(0, ${taille.agents + 1}) n, banc_antenne a WHERE a.rang = n % 4;
    INSERT INTO acces.compte (id, identifiant, mot_de_passe)
    SELECT id, id::text || '@banc.example', '$argon2id$personne' FROM moyens.agent;
    CREATE TABLE public.banc_agent AS SELECT g.id, g.service_id, g.antenne_id,
      row_number() OVER (PARTITION BY g.service_id ORDER BY g.nom) - 1 AS rang
      FROM moyens.agent g WHERE g.fonction = 'travailleur_social';`,
  plages: `
    INSERT INTO creneaux.agenda (entite_id, lieu_id, nom, agent_id)
    SELECT service_id, antenne_id, 'Agenda ' || rang, id FROM banc_agent;
    INSERT INTO creneaux.plage (agenda_id, types, du, jours, de, a, pas_minutes)
      SELECT g.id, p.types, '${le}'::date - 400, '{1,2,3,4,5}', p.de, p.a, 45
      FROM creneaux.agenda g, (VALUES ('{premiere,suivi,telephone}'::text[], '09:00'::time,
        '12:00'::time), ('{suivi,convocation_741_1,telephone}', '14:00', '17:00')) p (types, de, a);
    INSERT INTO creneaux.absence (entite_id, agent_id, du, au, motif)
      SELECT service_id, id, '${le}'::date + 20 + 13 * k + (rang % 11)::int,
        '${le}'::date + 25 + 13 * k + (rang % 11)::int, 'conge'
        FROM banc_agent, generate_series(1, 6) k;
    -- The moments of the agents' ranges, one line each: what a convocation may take.
    CREATE TABLE public.banc_heure AS
      SELECT p.agenda_id, p.id AS plage_id, g.agent_id, g.lieu_id, g.entite_id AS service_id,
        p.types, p.de + k * interval '45 minutes' AS heure,
             row_number() OVER (PARTITION BY g.entite_id ORDER BY g.id, p.de, k) - 1 AS rang
      FROM creneaux.plage p JOIN creneaux.agenda g ON g.id = p.agenda_id, generate_series(0, 3) k;
    CREATE INDEX ON public.banc_heure (service_id, rang);
    ANALYZE;`,
})

const suivis = (taille: Taille, le: string): Record<string, string> => ({
  dossiers: `
    CREATE TABLE public.banc_dossier AS
      SELECT uuidv7() AS id, s.id AS service_id, s.rang AS service_rang,
        (n - 1) / ${taille.services} AS rang, g.id AS agent_id, g.antenne_id, n
      FROM generate_series(1, ${taille.dossiers}) n
      JOIN banc_service s ON s.rang = n % ${taille.services}
        JOIN banc_agent g ON g.service_id = s.id
          AND g.rang = ((n - 1) / ${taille.services}) % ${taille.agents};
    CREATE UNIQUE INDEX ON public.banc_dossier (service_id, rang);
    INSERT INTO dossiers.dossier (dossier_id, ouvert_le, cree_par)
    SELECT id, '${le}'::date - 300, agent_id FROM banc_dossier;
    INSERT INTO dossiers.personne (dossier_id, nom, prenoms, naissance_le, modifie_par)
      SELECT id, 'NOM' || md5(n::text), 'Prénom' || n % 997, '1960-01-01'::date + n % 15000,
        agent_id FROM banc_dossier;`,
  perimetres: `
    INSERT INTO dossiers.perimetre (dossier_id, entite_id, motif, cause_id)
    SELECT id, service_id, 'prise_en_charge', id FROM banc_dossier;
    INSERT INTO dossiers.prise_en_charge (dossier_id, service_id, antenne_id, referent_id, debut_a,
      motif, decidee_par)
      SELECT id, service_id, antenne_id, agent_id, '${le}'::date - 300, 'Ouverture', agent_id
      FROM banc_dossier;`,
})

const COLONNES =
  'dossier_id, service_id, agent_id, lieu_id, agenda_id, plage_id, type, lieu, adresse, le, heure, duree_minutes, etat, audience_le, creee_a, creee_par'
const valeurs = `d.id, h.service_id, h.agent_id, h.lieu_id, h.agenda_id, h.plage_id, h.types[1 + (m.n % 3)::int], 'Antenne', '1 rue du Banc, 67000 Strasbourg', m.le, h.heure, 45`

function convocations(taille: Taille, le: string): Record<string, string> {
  const parService = Math.floor(taille.convocations / taille.services)
  const dossiersParService = Math.floor(taille.dossiers / taille.services)
  const etat = `CASE WHEN m.le >= '${le}' THEN 'prevue' ELSE (ARRAY['honoree', 'honoree', 'honoree', 'honoree', 'honoree', 'honoree', 'manquee', 'excusee', 'annulee', 'prevue'])[1 + (m.n * 7 % 10)::int] END`
  // Late: the nearest moments are taken first, so that the first free slot is months away. Spread:
  // a number of people a day that varies by service.
  const moments = taille.aVenir
    ? `SELECT h.service_id, h.rang, j.le,
      row_number() OVER (PARTITION BY h.service_id ORDER BY j.le, h.heure) AS n
       FROM (SELECT h.service_id, h.rang, h.heure, j.le,
         row_number() OVER (PARTITION BY h.service_id ORDER BY (j.le - '${le}'::date) *
         (0.7 + random())) AS ordre
             FROM banc_heure h CROSS JOIN jours j) x
         JOIN banc_heure h ON h.service_id = x.service_id AND h.rang = x.rang
         JOIN jours j ON j.le = x.le WHERE x.ordre <= ${parService}`
    : `SELECT s.id AS service_id, k % (${taille.agents} * 8) AS rang, j.le, j.rang * c.n + k AS n
       FROM banc_service s CROSS JOIN LATERAL
         (SELECT (${parService} / 250.0 * (0.5 + (s.rang * 37 % 100) / 100.0))::int AS n) c
         CROSS JOIN jours j CROSS JOIN LATERAL generate_series(0, c.n - 1) k`
  const [de, valeur] = taille.aVenir ? [0, 365] : [-300, 65]
  return {
    convocations: `
      INSERT INTO agenda.convocation (${COLONNES})
      WITH jours AS (SELECT '${le}'::date + n AS le, row_number() OVER (ORDER BY n) - 1 AS rang
        FROM generate_series(${de}, ${valeur}) n WHERE extract(isodow FROM '${le}'::date + n) < 6),
           moments AS MATERIALIZED (${moments})
      SELECT ${valeurs}, ${etat}, CASE WHEN m.n % 5 = 0 THEN m.le - (3 + m.n * 11 % 40)::int END,
        m.le - interval '20 days', h.agent_id
      FROM moments m JOIN banc_heure h ON h.service_id = m.service_id AND h.rang = m.rang
        JOIN banc_dossier d ON d.service_id = m.service_id
          AND d.rang = m.n % ${dossiersParService};`,
    etats: `
      INSERT INTO agenda.etat_de_convocation (dossier_id, convocation_id, etat, a, par)
      SELECT dossier_id, id, 'prevue', creee_a, creee_par FROM agenda.convocation;
      INSERT INTO agenda.arrivee (dossier_id, convocation_id, arrivee_a, pointee_par)
      SELECT dossier_id, id, le + heure, creee_par FROM agenda.convocation
      WHERE etat = 'honoree' AND le > '${le}'::date - 60;`,
  }
}
