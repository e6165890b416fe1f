import type pg from 'pg'
import { hacher } from '../acces/index.ts'
import { ouvrirDApresLesFaits } from '../dossiers/index.ts'
import { recalculerLaBase } from '../echeances/index.ts'
import type { Jour } from '../platform/date.ts'
import { seConnecter } from '../platform/db/client.ts'
import { poserLesSorties } from './audiences.ts'
import { Copie, ordre } from './copie.ts'
import { creerCreneaux } from './creneaux.ts'
import { creerDossier } from './dossiers.ts'
import { Hasard } from './hasard.ts'
import { Agendas, joursOuvresAvant } from './jours.ts'
import { ecrireLesMessages } from './messages.ts'
import { creerOrganisation, MOT_DE_PASSE } from './organisation.ts'
import { creerRessort } from './ressort.ts'
import { type Contexte, heureLocale } from './types.ts'

type Demande = {
  dossiers: number
  le: Jour
  parTransaction?: number
  surAvance?: (faits: number) => void
  /** Past messages too: for people who look, for a test counts its own. */
  messages?: boolean
  /**
   * The same service has then the same dossiers whatever the number of services: what compares
   * bases of several sizes asks it.
   */
  comparables?: boolean
}
const GRAINE = 20_261_124
const PAR_SERVICE = 1000
/**
 * A service that takes the tool up has done most of what is past on paper, and says so: what is
 * left is what it forgot.
 */
const DEJA_FAIT_AILLEURS = `
  INSERT INTO echeances.non_poursuite (dossier_id, id, mesure_id, cle, rang, motif, decidee_par,
    decidee_a)
    SELECT e.dossier_id, overlay(overlay(md5(e.mesure_id::text || e.cle || e.rang) placing '4' from
      13) placing '8' from 17)::uuid, e.mesure_id, e.cle, e.rang,
      'Déjà fait avant la reprise du dossier dans Fil rouge.', m.saisie_par, $1::timestamptz
    FROM echeances.echeance e JOIN mesures.mesure m ON m.dossier_id = e.dossier_id
      AND m.id = e.mesure_id
    WHERE e.faite_le IS NULL AND e.cle <> 'terme' AND e.le < (SELECT max(le) FROM mesures.acte)
      AND ('x' || left(md5(e.cle || e.mesure_id::text), 4))::bit(16)::int % 12 <> 0
    ON CONFLICT DO NOTHING`

const aDesServices = async (client: pg.Client): Promise<boolean> =>
  (await client.query<{ oui: boolean }>('SELECT EXISTS (SELECT 1 FROM moyens.service) AS oui'))
    .rows[0]?.oui === true
/**
 * Has somebody, or a first start, filled this base already? Asked as its owner: nobody is let in
 * yet.
 */
export async function estRemplie(url: string): Promise<boolean> {
  const client = await seConnecter(url)
  return aDesServices(client).finally(() => client.end())
}

/** Services, their agents and their calendars: what dossiers are drawn into. */
async function preparer({ dossiers, le }: Demande): Promise<Contexte> {
  const hasard = new Hasard(GRAINE)
  const copie = new Copie()
  const services = creerOrganisation(copie, hasard, {
    services: Math.max(3, Math.round(dossiers / PAR_SERVICE)),
    le,
    motDePasse: await hacher(MOT_DE_PASSE),
  })
  const agendas = new Agendas(le)
  creerCreneaux(copie, services, le, agendas)
  creerRessort(copie, services)
  return {
    copie,
    h: hasard,
    le,
    services,
    agendas,
    creneaux: new Map(),
    parService: new Map(),
    avecPdf: Math.min(120, Math.ceil(dossiers / 10)),
  }
}
/** Where the draws of a dossier begin: its own place when bases are to be compared. */
const tirages = (contexte: Contexte, { comparables }: Demande, nombre: number): Contexte => {
  if (!comparables) return contexte
  const combien = contexte.services.length
  const rang = Math.floor(nombre / combien)
  return { ...contexte, h: new Hasard(GRAINE + (nombre % combien) * 1_000_003 + rang) }
}
/** Dossier after dossier, sent by five hundred; how many rows that is. */
async function copierLesDossiers(
  client: pg.Client,
  contexte: Contexte,
  demande: Demande,
): Promise<number> {
  const { copie } = contexte
  const lot = demande.parTransaction ?? demande.dossiers
  let lignes = 0
  for (let nombre = 0; nombre < demande.dossiers; nombre += 1) {
    creerDossier(tirages(contexte, demande, nombre), nombre)
    if ((nombre + 1) % 500 === 0 || nombre + 1 === demande.dossiers) {
      lignes += await copie.envoyer(client, ordre)
      demande.surAvance?.(nombre + 1)
      if ((nombre + 1) % lot === 0 && nombre + 1 < demande.dossiers)
        await client.query('COMMIT; BEGIN; SET LOCAL synchronous_commit = off')
    }
  }
  if (demande.dossiers === 0) lignes += await copie.envoyer(client, ordre)
  return lignes
}

/**
 * Fills an empty base, as its owner, with invented dossiers: same number and same day, same data.
 * Sent by COPY, checked by every constraint. One transaction unless `parTransaction` says
 * otherwise: a demonstration is there whole, or not at all.
 */
export async function generer(
  url: string,
  demande: Demande,
): Promise<{ dossiers: number; lignes: number }> {
  const client = await seConnecter(url)
  try {
    if (await aDesServices(client))
      throw new Error('La base contient déjà des services : elle n’est remplie que vide.')
    const contexte = await preparer(demande)
    await client.query('BEGIN; SET LOCAL synchronous_commit = off')
    const lignes = await copierLesDossiers(client, contexte, demande)
    await client.query(`UPDATE magistrats.rapport r SET etat = m.etat
      FROM (SELECT DISTINCT ON (dossier_id, rapport_id) dossier_id, rapport_id, etat
      FROM magistrats.mouvement_de_rapport ORDER BY dossier_id, rapport_id, a DESC) m
      WHERE m.dossier_id = r.dossier_id AND m.rapport_id = r.id`)
    await ouvrirDApresLesFaits(client)
    await client.query(`SELECT setval('dossiers.numero', ${Math.max(1, demande.dossiers)})`)
    await client.query('COMMIT')
    await recalculerLaBase(url)
    await client.query(DEJA_FAIT_AILLEURS, [
      heureLocale(joursOuvresAvant(demande.le, 1, 'alsace-moselle'), '17:00'),
    ])
    if (demande.messages) {
      await poserLesSorties(client, contexte.services, demande.le)
      await ecrireLesMessages(client, demande.le)
    }
    await client.query('ANALYZE')
    return { dossiers: demande.dossiers, lignes }
  } finally {
    await client.end()
  }
}

/**
 * Accounts shown on the sign-in page of the demonstration: one of each function, and neighbours to
 * hand over to.
 */
export async function comptesDeDemonstration(
  pool: pg.Pool,
): Promise<{ identifiant: string; libelle: string; fonction: string }[]> {
  const { rows } = await pool.query<{ identifiant: string; libelle: string; fonction: string }>(
    `SELECT * FROM acces.comptes_de_demonstration()
     WHERE identifiant ~
       '^(ts|dpip|dfspip|psychologue|coordinateur|accueil|surveillant)\\.(67|57)@|^(jap|greffe|parquet|bex)\\.strasbourg@|^admin@'`,
  )
  return rows
}
