import type pg from 'pg'
import type { Geste } from './mesure.ts'

const MANAGER = 'dpip.67'
const DIRECTOR = 'dfspip.67'
const JUDGE = 'jap.strasbourg'
const IN_TURN = 40

/** A page that is opened each time, or each page of a list in its turn. */
function pages(nom: string, qui: string, urls: string[]): Geste {
  if (urls.length === 0) throw new Error(`the base holds nothing for « ${nom} »`)
  return { nom, qui, jouer: (navigateur, i) => navigateur.ouvrir(urls[i % urls.length] ?? '') }
}
async function lire(pool: pg.Pool, requete: string, compte: string): Promise<string[]> {
  const { rows } = await pool.query<{ url: string }>(`${requete} LIMIT ${IN_TURN}`, [
    `${compte}@demo.example`,
  ])
  return rows.map(({ url }) => url)
}

/**
 * What whoever manages a service opens in a morning: the service's day, its agents, what is late,
 * what is to be watched.
 */
export async function gestesDeLaDirection(pool: pg.Pool): Promise<Geste[]> {
  const agents = await lire(
    pool,
    `SELECT '/dossiers?agent=' || collegue.agent_id AS url FROM acces.compte c
     JOIN moyens.v_agent moi ON moi.agent_id = c.id
     JOIN moyens.v_agent collegue ON collegue.service_id = moi.service_id
     WHERE c.identifiant = $1 AND EXISTS (SELECT 1 FROM dossiers.v_prise_en_charge_actuelle p
       WHERE p.referent_id = collegue.agent_id)
     ORDER BY collegue.agent_id`,
    MANAGER,
  )
  return [
    pages('Ma journée (DPIP)', MANAGER, ['/']),
    pages('Équipe', MANAGER, ['/equipe']),
    pages('Charge d’un agent', MANAGER, agents),
    pages('Échéances du service', MANAGER, ['/echeances?qui=service']),
    pages('Séances collectives', MANAGER, ['/agenda/seances']),
    pages('Alertes', DIRECTOR, ['/journal/alertes']),
  ]
}

/**
 * What a judge opens: the day, the people of the court, one of them, measures, a request, the
 * sessions.
 */
export async function gestesDuJuge(pool: pg.Pool): Promise<Geste[]> {
  const dossiers = await lire(
    pool,
    `SELECT DISTINCT '/dossiers/' || v.dossier_id AS url FROM acces.compte c
      JOIN moyens.v_agent moi ON moi.agent_id = c.id
     JOIN dossiers.v_perimetre v ON v.entite_id = moi.juridiction_id
     JOIN mesures.v_mesure m ON m.dossier_id = v.dossier_id
     WHERE c.identifiant = $1 AND m.juridiction_id = moi.juridiction_id AND m.finie_le IS NULL
     ORDER BY 1`,
    JUDGE,
  )
  const demandes = await lire(
    pool,
    `SELECT '/dossiers/' || s.dossier_id || '/saisines/' || s.saisine_id AS url FROM acces.compte c
     JOIN moyens.v_agent moi ON moi.agent_id = c.id
     JOIN magistrats.v_saisine s ON s.juridiction_id = moi.juridiction_id
     WHERE c.identifiant = $1 AND s.close_a IS NULL ORDER BY s.saisine_id`,
    JUDGE,
  )
  return [
    pages('Ma journée (JAP)', JUDGE, ['/']),
    pages('Dossiers de la juridiction', JUDGE, ['/dossiers']),
    pages('Page d’un dossier (JAP)', JUDGE, dossiers),
    pages(
      'Mesures d’un dossier (JAP)',
      JUDGE,
      dossiers.map(url => `${url}/mesures`),
    ),
    pages('Demandes en cours (JAP)', JUDGE, ['/demandes']),
    pages('Une demande (JAP)', JUDGE, demandes),
    pages('Séances (JAP)', JUDGE, ['/agenda/seances']),
  ]
}
