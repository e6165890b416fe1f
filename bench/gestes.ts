import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { ajouterJours, estOuvre, type Jour } from '../src/platform/date.ts'
import type { Navigateur, Reponse } from '../tests/client.ts'
import type { Geste } from './mesure.ts'
import { gestesDeLaDirection, gestesDuJuge } from './parcours.ts'

const un = <T>(liste: T[], i: number): T => {
  const trouve = liste[i % liste.length]
  if (trouve === undefined) throw new Error('the base holds nothing to play with')
  return trouve
}
/** A name as a tired hand types it: two letters exchanged, or one forgotten. */
function abimer(nom: string, i: number): string {
  if (nom.length < 4) return nom
  return i % 2
    ? nom.slice(0, 2) + nom.slice(3)
    : `${nom.slice(0, 1)}${nom[2]}${nom[1]}${nom.slice(3)}`
}

/**
 * What an agent does all day, on the people of one service, as that service's own agents;
 * convocations are given after `le`, a day.
 */
export async function gestes(pool: pg.Pool, le: Jour): Promise<Geste[]> {
  const dossiers = (
    await pool.query<{ id: string; nom: string; agent: string }>(
      `SELECT p.dossier_id AS id, x.nom, p.referent_id AS agent FROM dossiers.prise_en_charge p
        JOIN dossiers.personne x USING (dossier_id)
       JOIN dossiers.dossier d USING (dossier_id) JOIN acces.compte c ON c.id = p.referent_id
       JOIN LATERAL (
         SELECT count(*) AS combien, min(m.fin_le) AS fin_le FROM mesures.v_mesure m
         WHERE m.dossier_id = p.dossier_id AND m.finie_le IS NULL) m ON true
       WHERE p.fin_a IS NULL AND d.clos_a IS NULL AND c.identifiant = 'ts.67@demo.example'
         AND m.combien = 1 AND m.fin_le > $1::date + 200
         AND x.etablissement_id IS NULL
       ORDER BY d.numero LIMIT 40`,
      [le],
    )
  ).rows
  const libres = await joursLibres(pool, dossiers, le)
  const rapports = (
    await pool.query<{ d: string; r: string }>(
      "SELECT r.dossier_id AS d, r.id AS r FROM magistrats.rapport r JOIN dossiers.v_perimetre p ON p.dossier_id = r.dossier_id AND p.entite_id = r.service_id JOIN moyens.agent a ON a.service_id = r.service_id JOIN acces.compte c ON c.id = a.id WHERE c.identifiant = 'dpip.67@demo.example' AND r.etat = 'soumis'",
    )
  ).rows
  const convocations = (
    await pool.query<{ d: string; c: string }>(
      "SELECT v.dossier_id AS d, v.convocation_id AS c FROM agenda.v_convocation v JOIN acces.compte a ON a.id = v.agent_id WHERE a.identifiant = 'ts.67@demo.example' AND v.etat = 'prevue' LIMIT 50",
    )
  ).rows
  const page = (nom: string, qui: string, url: (i: number) => string): Geste => ({
    nom,
    qui,
    jouer: (navigateur, i) => navigateur.ouvrir(url(i)),
  })
  return [
    page('Ma journée', 'ts.67', () => '/'),
    page('Mes dossiers', 'ts.67', () => '/dossiers'),
    page('Page d’un dossier', 'ts.67', i => `/dossiers/${un(dossiers, i).id}`),
    page(
      'Recherche avec fautes',
      'ts.67',
      i => `/recherche?q=${encodeURIComponent(abimer(un(dossiers, i).nom, i))}`,
    ),
    page('Liste du jour', 'accueil.67', () => '/accueil'),
    {
      nom: 'Convoquer (POST)',
      qui: 'ts.67',
      jouer: (navigateur, i) =>
        envoyer(
          navigateur,
          `/dossiers/${un(libres, i).id}/convoquer`,
          convocation(un(libres, i), i),
        ),
    },
    page(
      'Lettre de convocation (PDF)',
      'ts.67',
      i => `/dossiers/${un(convocations, i).d}/convocations/${un(convocations, i).c}/lettre.pdf`,
    ),
    ...(rapports.length >= 8
      ? [
          {
            nom: 'Valider un rapport (POST, PDF)',
            qui: 'dpip.67',
            fois: Math.floor(rapports.length / 2.4),
            jouer: (navigateur, i) =>
              envoyer(
                navigateur,
                `/dossiers/${un(rapports, i).d}/rapports/${un(rapports, i).r}/valider`,
                {},
              ),
          } satisfies Geste,
        ]
      : []),
    ...(await gestesDeLaDirection(pool)),
    ...(await gestesDuJuge(pool)),
  ]
}

type Dossier = { id: string; agent: string }
const PAR_JOUR = 20
/**
 * Twenty people a working day, when nothing stands in the way: each has no convocation of that day,
 * and the agent is there.
 */
async function joursLibres(
  pool: pg.Pool,
  dossiers: Dossier[],
  le: Jour,
): Promise<(Dossier & { le: Jour })[]> {
  const { rows } = await pool.query<{ pris: string }>(
    `SELECT c.dossier_id || c.le::text AS pris FROM agenda.v_convocation c
     WHERE c.dossier_id = ANY ($1) AND c.etat = 'prevue' AND c.le > $3
     UNION ALL SELECT b.agent_id || jour::date::text FROM creneaux.v_absence b,
       generate_series(lower(b.periode)::date, upper(b.periode), '1 day') jour
     WHERE b.agent_id = ANY ($2) AND upper(b.periode) > $3`,
    [dossiers.map(dossier => dossier.id), dossiers.map(dossier => dossier.agent), le],
  )
  const pris = new Set(rows.map(ligne => ligne.pris))
  return joursOuvresApres(le).flatMap((jour, rang) => {
    // Each day begins where the former one stopped, so that all are convoked as often.
    const enTour = dossiers.map((_, i) => un(dossiers, rang * PAR_JOUR + i))
    const libres = enTour.filter(
      dossier => !pris.has(dossier.id + jour) && !pris.has(dossier.agent + jour),
    )
    return libres.slice(0, PAR_JOUR).map(dossier => ({ ...dossier, le: jour }))
  })
}
const joursOuvresApres = (le: Jour) =>
  Array.from({ length: 200 }, (_, rang) => ajouterJours(le, 1 + rang)).filter(jour =>
    estOuvre(jour, 'metropole'),
  )
/** A slot of lunch time, outside the antennes, that nobody has. */
function convocation(
  { le, agent }: { le: Jour; agent: string },
  i: number,
): Record<string, string> {
  const minutes = (i % PAR_JOUR) * 5
  return {
    le,
    heure: `${12 + Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`,
    dureeMinutes: '5',
    agentId: agent,
    type: 'suivi',
    lieu: 'Banc de mesure',
    adresse: '1 rue du Banc, 67000 Strasbourg',
  }
}

const jetons = new WeakMap<Navigateur, string>()
/** A form sent with the token of a page that was opened before: only the sending is measured. */
async function envoyer(
  navigateur: Navigateur,
  url: string,
  champs: Record<string, string>,
): Promise<Reponse> {
  const jeton =
    jetons.get(navigateur) ??
    /name="_jeton" value="([^"]+)"/.exec((await navigateur.ouvrir('/compte')).texte)?.[1] ??
    ''
  jetons.set(navigateur, jeton)
  return navigateur.envoyer(url, { ...champs, _jeton: jeton, _cle: randomUUID() })
}
