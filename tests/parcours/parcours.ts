import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { inflateSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import type { z } from 'zod'
import { creerDossier } from '../../src/dossiers/index.ts'
import { accomplirActe, saisirMesure } from '../../src/mesures/index.ts'
import type { Command } from '../../src/platform/command.ts'
import { executer } from '../../src/platform/executer.ts'
import { application, type Essai, LE, nouvelEssai } from '../base.ts'
import {
  axe,
  nouvellePage,
  type Options,
  REGLES_DE_COULEUR,
  REGLES_DE_TAILLE,
} from '../navigateur.ts'

export type Parcours = {
  essai: Essai
  url: string
  fermer(): Promise<void>
  page(qui: string | null, options?: Partial<Options>): Promise<Page>
  /** What the base holds, as its owner reads it. */
  lire<T = Record<string, unknown>>(requete: string, ...valeurs: unknown[]): Promise<T[]>
  /** Its first line; an error when there is none. */
  un<T>(requete: string, ...valeurs: unknown[]): Promise<T>
  /** A command, as one of the demonstration's accounts sends it. */
  faire<S extends z.ZodType, R>(qui: string, commande: Command<S, R>, saisie: object): Promise<R>
  /**
   * A followed person of the Bas-Rhin with one measure and no convocation that day: nothing is
   * asked that the journey does not say.
   */
  dossier(ou?: string): Promise<string>
  /**
   * Every page that a function may open, as the access matrix says, about people of the Bas-Rhin.
   */
  adresses(fonction: string): Promise<string[]>
  fautes: string[]
}

/**
 * For a whole file of journeys: opened before the first, closed after the last, when no page may
 * have said that something went wrong.
 */
export function unParcours(): Parcours {
  const parcours = {} as Parcours
  beforeAll(async () => void Object.assign(parcours, await ouvrir()))
  afterAll(async () => {
    await parcours.fermer()
    expect(parcours.fautes).toEqual([])
  })
  return parcours
}

/** The application on a port of its own over a copy of the model, and browsers signed in to it. */
async function ouvrir(): Promise<Parcours> {
  const essai = await nouvelEssai()
  const plateforme = await application(essai)
  await plateforme.app.listen({ port: 0, host: 'localhost' })
  const adresse = plateforme.app.server.address()
  const url = `http://localhost:${typeof adresse === 'object' ? adresse?.port : 0}`
  const fautes: string[] = []
  const contextes: { close(): Promise<void> }[] = []
  return {
    essai,
    url,
    fautes,
    async page(qui, options = {}) {
      const { page, contexte, fautes: siennes } = await nouvellePage({ baseURL: url, ...options })
      contextes.push(contexte)
      // What has not come after fifteen seconds is missing.
      page.setDefaultTimeout(15_000)
      page.on('close', () => fautes.push(...siennes))
      if (qui) {
        await page.goto('/connexion')
        await page.getByLabel('Identifiant').fill(`${qui}@demo.example`)
        await page.getByLabel('Mot de passe').fill('demonstration-fil-rouge')
        await page.getByRole('button', { name: 'Se connecter' }).click()
        await page.waitForURL(`${url}/`)
      }
      return page
    },
    lire: async (requete, ...valeurs) => (await essai.proprietaire.query(requete, valeurs)).rows,
    async un<T>(requete: string, ...valeurs: unknown[]) {
      const [ligne] = (await essai.proprietaire.query(requete, valeurs)).rows as T[]
      if (!ligne) throw new Error(`nothing found: ${requete}`)
      return ligne
    },
    async faire<S extends z.ZodType, R>(qui: string, commande: Command<S, R>, saisie: object) {
      return executer(essai.hote, await essai.agent(qui), commande, saisie as z.input<S>)
    },
    async dossier(ou = 'true') {
      const { rows } = await essai.proprietaire.query<{ id: string }>(
        `SELECT p.dossier_id AS id FROM dossiers.prise_en_charge p
          JOIN moyens.service s ON s.id = p.service_id JOIN dossiers.dossier d USING (dossier_id)
        JOIN mesures.v_mesure m USING (dossier_id)
         WHERE p.fin_a IS NULL AND d.clos_a IS NULL AND s.departement = '67' AND m.finie_le IS NULL
           AND NOT EXISTS (SELECT 1 FROM dossiers.transfert t
           WHERE t.dossier_id = d.dossier_id AND t.etat = 'propose')
           AND (SELECT count(*) FROM mesures.v_mesure x
             WHERE x.dossier_id = d.dossier_id AND x.finie_le IS NULL) = 1
           AND NOT EXISTS (SELECT 1 FROM agenda.v_convocation c
             WHERE c.dossier_id = d.dossier_id AND c.le = '${LE}') AND (${ou}) ORDER BY d.numero
             LIMIT 1`,
      )
      return rows[0]?.id ?? ''
    },
    adresses: fonction => adressesDe(essai, fonction),
    async fermer() {
      for (const c of contextes) await c.close()
      await plateforme.app.close()
      await essai.fermer()
    },
  }
}

/** A new person of the Bas-Rhin, whose one probation runs since January 2025. */
export async function enProbation(
  p: Parcours,
  qui: { nom: string; prenoms: string },
): Promise<{ dossierId: string; mesureId: string }> {
  const personne = {
    ...qui,
    naissanceLe: '1988-06-07',
    telephone: '06 39 98 02 01',
    confirme: 'oui',
  }
  const { dossierId } = await p.faire('ts.67', creerDossier, personne)
  const { id: juridictionId } = await p.un<{ id: string }>(
    "SELECT id FROM moyens.juridiction WHERE ville = 'Strasbourg'",
  )
  const dates = { decisionLe: '2025-01-10', debutLe: '2025-01-10', dureeMois: 30 }
  const decision = {
    nature: 'sursis_probatoire',
    juridictionId,
    ...dates,
    obligations: [{ article: 'CP 132-45, 1°' }],
  }
  const { mesureId } = await p.faire('ts.67', saisirMesure, { dossierId, ...decision })
  await p.faire('ts.67', accomplirActe, {
    dossierId,
    mesureId,
    acte: 'mise_a_execution',
    le: '2025-01-10',
    auteur: 'loi',
  })
  return { dossierId, mesureId }
}

const matrice = fileURLToPath(new URL('../acces.attendu.txt', import.meta.url))
/**
 * What the last parameter of an address may be: a row of an open dossier of the service, the
 * dossier first; `et` holds the parameters before it.
 */
const lignes: Record<string, string> = {
  convocationId:
    "SELECT dossier_id AS d, convocation_id AS id FROM agenda.v_convocation WHERE etat = 'prevue' AND le > '2026-11-24'",
  entretienId: 'SELECT dossier_id AS d, id FROM accompagnement.entretien',
  rapportId:
    "SELECT dossier_id AS d, id FROM magistrats.rapport WHERE etat IN ('brouillon', 'soumis')",
  saisineId: 'SELECT dossier_id AS d, id FROM magistrats.saisine WHERE close_a IS NULL',
  mesureId: 'SELECT dossier_id AS d, mesure_id AS id FROM mesures.v_mesure WHERE finie_le IS NULL',
  attenteId: 'SELECT dossier_id AS d, id FROM mesures.attente_saisine WHERE levee_le IS NULL',
  pieceId: 'SELECT dossier_id AS d, id FROM mesures.piece WHERE recue_le IS NULL',
  transfertId: "SELECT dossier_id AS d, id FROM dossiers.transfert WHERE etat = 'propose'",
  dossierId:
    'SELECT dossier_id AS d, dossier_id AS id FROM accompagnement.plan_version JOIN accompagnement.evaluation USING (dossier_id)',
  serviceId: "SELECT NULL::uuid AS d, id FROM moyens.service WHERE departement = '67'",
  antenneId:
    "SELECT NULL::uuid AS d, a.id FROM moyens.antenne a JOIN moyens.service s ON s.id = a.service_id WHERE s.departement = '67'",
  juridictionId: "SELECT NULL::uuid AS d, id FROM moyens.juridiction WHERE ville = 'Strasbourg'",
  acteId: `SELECT a.dossier_id AS d, a.id, jsonb_build_object('mesureId', a.mesure_id) AS et
    FROM mesures.acte a
    WHERE NOT EXISTS (SELECT 1 FROM mesures.acte s
      WHERE s.mesure_id = a.mesure_id AND s.rang > a.rang)`,
  acte: "SELECT dossier_id AS d, 'deces' AS id, jsonb_build_object('mesureId', mesure_id) AS et FROM mesures.v_mesure WHERE finie_le IS NULL",
  rang: `SELECT dossier_id AS d, rang AS id,
    jsonb_build_object('mesureId', mesure_id, 'cle', cle) AS et FROM echeances.v_echeance
    WHERE faite_le IS NULL AND non_poursuite_id IS NULL AND cle <> 'terme'`,
  nonPoursuiteId: 'SELECT dossier_id AS d, id FROM echeances.non_poursuite WHERE reprise_a IS NULL',
  nature: "SELECT NULL::uuid AS d, 'sursis_probatoire_renforce' AS id",
  groupe: "SELECT NULL::uuid AS d, 'procedures' AS id",
  agentId: "SELECT NULL::uuid AS d, id FROM acces.compte WHERE identifiant = 'ts.67@demo.example'",
  plageId: `SELECT NULL::uuid AS d, p.id FROM creneaux.plage p
    JOIN creneaux.agenda g ON g.id = p.agenda_id JOIN acces.compte c ON c.id = g.agent_id
    WHERE c.identifiant = 'ts.67@demo.example'`,
  agendaId: `SELECT NULL::uuid AS d, g.id FROM creneaux.agenda g
    JOIN moyens.service s ON s.id = g.entite_id WHERE s.departement = '67'`,
  lieuId: `SELECT NULL::uuid AS d, l.lieu_id AS id FROM creneaux.v_lieu l
    JOIN moyens.service s ON s.id = l.entite_id WHERE s.departement = '67'`,
  absenceId: `SELECT NULL::uuid AS d, a.id FROM creneaux.absence a
    JOIN moyens.service s ON s.id = a.entite_id WHERE s.departement = '67'`,
  cle: "SELECT NULL::uuid AS d, 'suivi' AS id",
  // The first group session after the day of the tests.
  heure: `SELECT NULL::uuid AS d, to_char(p.de, 'HH24:MI') AS id,
      jsonb_build_object('plageId', p.id, 'le',
        to_char('2026-11-24'::date + (p.jours[1] - 2 + 7) % 7, 'YYYY-MM-DD')) AS et
    FROM creneaux.plage p JOIN creneaux.agenda g ON g.id = p.agenda_id
    JOIN moyens.service s ON s.id = g.entite_id WHERE p.collective AND s.departement = '67'`,
  langue: `SELECT NULL::uuid AS d, 'fr' AS id,
    '{"pour": "tous-lieu", "moment": "rappel", "canal": "sms"}'::jsonb AS et`,
  code: "SELECT NULL::uuid AS d, '67482' AS id",
}
/** Forms that open in one state only: their own row, whatever the other pages of that noun take. */
const parRoute: Record<string, string> = {
  '/dossiers/:dossierId/mesures/:mesureId/remettre':
    'SELECT dossier_id AS d, mesure_id AS id FROM mesures.retrait WHERE obligation_id IS NULL AND remis_a IS NULL',
  // A request that an agent wrote down for the juridiction; those of a magistrate are theirs.
  '/dossiers/:dossierId/saisines/:saisineId/corriger': `SELECT s.dossier_id AS d, s.id
    FROM magistrats.saisine s JOIN moyens.agent a ON a.id = s.saisie_par
    WHERE s.close_a IS NULL AND a.service_id IS NOT NULL`,
}
const DU_TRIBUNAL = "JOIN moyens.juridiction j ON j.id = g.entite_id WHERE j.ville = 'Strasbourg'"
/**
 * A juridiction reads what was transmitted to it and keeps its own calendar; who keeps no calendar
 * withdraws no absence but their own.
 */
const autrement: Record<string, Record<string, string>> = {
  jap: {
    rapportId:
      "SELECT dossier_id AS d, id FROM magistrats.rapport WHERE etat IN ('transmis', 'lu')",
    plageId: `SELECT NULL::uuid AS d, p.id FROM creneaux.plage p
      JOIN creneaux.agenda g ON g.id = p.agenda_id ${DU_TRIBUNAL}`,
    agendaId: `SELECT NULL::uuid AS d, g.id FROM creneaux.agenda g ${DU_TRIBUNAL}`,
    lieuId: `SELECT NULL::uuid AS d, g.lieu_id AS id FROM creneaux.agenda g ${DU_TRIBUNAL}`,
    absenceId: `SELECT NULL::uuid AS d, a.id FROM creneaux.absence a
      JOIN creneaux.agenda g ON g.id = a.agenda_id ${DU_TRIBUNAL}`,
    cle: "SELECT NULL::uuid AS d, 'suivi_jap' AS id",
    heure: `SELECT NULL::uuid AS d, '09:00' AS id FROM creneaux.plage p
      JOIN creneaux.agenda g ON g.id = p.agenda_id ${DU_TRIBUNAL} AND p.collective`,
  },
  travailleur_social: {
    absenceId: `SELECT NULL::uuid AS d, a.id FROM creneaux.absence a
      JOIN acces.compte c ON c.id = a.agent_id WHERE c.identifiant = 'ts.67@demo.example'`,
  },
}
// A followed person of Strasbourg, so that its magistrates see them too.
const ICI = `d IS NULL OR d IN (SELECT x.dossier_id FROM dossiers.v_perimetre x JOIN moyens.service s ON s.id = x.entite_id WHERE s.departement = '67'
  INTERSECT SELECT x.dossier_id FROM dossiers.v_perimetre x JOIN moyens.juridiction j ON j.id = x.entite_id WHERE j.ville = 'Strasbourg'
  INTERSECT SELECT dossier_id FROM dossiers.dossier WHERE clos_a IS NULL AND fusionne_dans IS NULL)`
/**
 * A file is not a page; an import, a hearing, a message, a place in a session and an answer to a
 * request have their own journeys; some forms stand on a list that is visited.
 */
const AILLEURS =
  /\.(pdf|zip|ics|csv)$|:(importId|sessionId|etapeId|rechercheId|messageId|oppositionId|propositionId)|\/retirer(\/|$)|\/arrivee\/|\/absence$|\/(inscrire|issues)$|^\/bex\/convocations|^\/dessaisissements\/:|^\/agenda\/sans-suite\/:/

async function adressesDe(essai: Essai, fonction: string): Promise<string[]> {
  type Valeur = { d: string | null; id: string; et: Record<string, string> }
  const valeurs: Record<string, Valeur> = {}
  const siennes = { ...lignes, ...autrement[fonction === 'greffe' ? 'jap' : fonction], ...parRoute }
  for (const [nom, requete] of Object.entries(siennes)) {
    const { rows } = await essai.proprietaire.query<Valeur>(
      `SELECT d, id::text, coalesce(to_jsonb(q) -> 'et', '{}') AS et FROM (${requete}) q
        WHERE ${ICI} ORDER BY 1, 2 LIMIT 1`,
    )
    if (rows[0]) valeurs[nom] = rows[0]
  }
  const permises = readFileSync(matrice, 'utf8')
    .split('\n')
    .map(l => /^GET\s+(\S+) :(.*)$/.exec(l))
    .flatMap(l =>
      l?.[1] && l[2]?.split(' ').includes(fonction) && !AILLEURS.test(l[1]) ? [l[1]] : [],
    )
  return permises.flatMap(url => {
    const propre = [...url.matchAll(/:(\w+)/g)].map(([, nom = '']) => nom).at(-1)
    if (propre === undefined) return [url]
    const v = url in parRoute ? valeurs[url] : valeurs[propre]
    const parametres: Record<string, string> = v
      ? { dossierId: v.d ?? v.id, ...v.et, [propre]: v.id }
      : {}
    return v ? [url.replace(/:(\w+)/g, (tout, nom: string) => parametres[nom] ?? tout)] : []
  })
}

/** Counts what a person does: each click, each field. */
export function compterLesGestes() {
  let n = 0
  return {
    async faire(acte: Promise<unknown>) {
      n += 1
      await acte
    },
    combien: () => n,
  }
}

/** What axe has to say, and what is wider than the screen. */
export async function fautesDAcces(page: Page, regles?: string[]): Promise<string[]> {
  const dites = await axe(page, regles)
  const deborde = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  return [...dites, ...(deborde > 0 ? [`plus large que l’écran de ${deborde} px`] : [])].map(
    f => `${page.url()} : ${f}`,
  )
}
type Rendu = { nom: string; theme: 'light' | 'dark'; largeur: number; regles?: string[] }
type Visite = { statuts?: number[]; rendus?: readonly Rendu[] }
/**
 * The markup is the same in every theme and at every zoom: there, only what colours and sizes
 * change is examined again. At 320 px, other parts of the page show.
 */
export const RENDUS: readonly Rendu[] = [
  { nom: 'clair, 1280 px', theme: 'light', largeur: 1280 },
  { nom: 'sombre, 1280 px', theme: 'dark', largeur: 1280, regles: REGLES_DE_COULEUR },
  { nom: 'sombre, 1280 px à 200 % de zoom', theme: 'dark', largeur: 640, regles: REGLES_DE_TAILLE },
  { nom: 'clair, 320 px', theme: 'light', largeur: 320 },
]
/**
 * Opens each address in turn, as many at once as there are pages: those that do not answer as they
 * should, and what axe has to say of the others, rendered in each of these ways.
 */
export async function visiter(
  pages: Page[],
  urls: readonly string[],
  { statuts = [200], rendus = RENDUS }: Visite = {},
): Promise<void> {
  const fautes: string[] = []
  const restent = [...urls]
  const suivre = async (page: Page) => {
    for (let url = restent.shift(); url; url = restent.shift()) {
      const reponse = await page.goto(url)
      if (!statuts.includes(reponse?.status() ?? 0)) fautes.push(`${url} : ${reponse?.status()}`)
      for (const { nom, theme, largeur, regles } of rendus) {
        await page.emulateMedia({ colorScheme: theme })
        await page.setViewportSize({ width: largeur, height: 900 })
        // The page's own script hears of its new size before the next frame is drawn.
        await page.evaluate(
          () => new Promise(fini => requestAnimationFrame(() => requestAnimationFrame(fini))),
        )
        fautes.push(...(await fautesDAcces(page, regles)).map(f => `${nom} : ${f}`))
      }
    }
  }
  await Promise.all(pages.map(suivre))
  expect(fautes).toEqual([])
}
/** Nothing of the kind. */
export async function accessible(page: Page): Promise<void> {
  expect(await fautesDAcces(page)).toEqual([])
}

/** Pages of a PDF, whose objects may be packed. */
export function pagesDuPdf(octets: Buffer): number {
  const brut = octets.toString('latin1')
  const flux = [...brut.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, f = '']) => {
    try {
      return inflateSync(Buffer.from(f, 'latin1')).toString('latin1')
    } catch {
      return ''
    }
  })
  return [brut, ...flux].join('\n').match(/\/Type\s*\/Page\b/g)?.length ?? 0
}
