import { type Essai, LE } from '../../tests/base.ts'
import { convoquer } from '../agenda/index.ts'
import { creerDossier } from '../dossiers/index.ts'
import { saisirMesure } from '../mesures/index.ts'
import { executer } from '../platform/executer.ts'

/** What the base says of an entretien, of its convocation and of its measure. */
export function constats(lieu: () => Essai) {
  /** What the desk reads of the contacts of a person, and of the motives of what was withdrawn. */
  async function vuDeLAccueil(dossierId: string) {
    const client = await lieu().base.pool.connect()
    await client.query('BEGIN')
    await client.query('SELECT acces.ouvrir(NULL, $1)', [await lieu().agent('accueil.67')])
    const { rows } = await client.query(
      `SELECT (SELECT dernier_entretien_le FROM dossiers.v_prise_en_charge_actuelle WHERE dossier_id = $1) AS dernier,
         (SELECT count(*)::int FROM accompagnement.retrait_entretien WHERE dossier_id = $1) AS motifs`,
      [dossierId],
    )
    await client.query('ROLLBACK')
    client.release()
    return rows[0]
  }
  const lire = async (sql: string, valeurs: unknown[]) =>
    (await lieu().proprietaire.query(sql, valeurs)).rows
  const etat = async (id: string) =>
    (await lire('SELECT etat FROM agenda.convocation WHERE id = $1', [id]))[0]?.etat
  const faite = async (mesureId: string) =>
    (
      await lire(
        "SELECT faite_le::text AS le FROM echeances.echeance WHERE mesure_id = $1 AND cle = 'premiere_convocation'",
        [mesureId],
      )
    )[0]?.le
  return { vuDeLAccueil, lire, etat, faite }
}

const identifiant = async ({ proprietaire }: Essai, sql: string) =>
  (await proprietaire.query<{ id: string }>(sql)).rows[0]?.id ?? ''

/** People with measures, and convoked. */
export function suivis(lieu: () => Essai) {
  let nombre = 0
  const ts = () => lieu().agent('ts.67')
  const antenne = () =>
    identifiant(lieu(), "SELECT id FROM moyens.antenne WHERE nom = 'Antenne de Strasbourg'")
  const tribunal = () =>
    identifiant(lieu(), "SELECT id FROM moyens.juridiction WHERE ville = 'Strasbourg'")
  /**
   * A person with as many measures; each is convoked today at ten minutes of its own, while nobody
   * else is received.
   */
  async function suivi(mesures: number) {
    nombre += 1
    const qui = {
      nom: `Rencontre${nombre}`,
      prenoms: 'Iris',
      naissanceLe: '1990-01-31',
      confirme: 'oui',
    } as const
    const { dossierId } = await executer(lieu().hote, await ts(), creerDossier, qui)
    const ids: string[] = []
    for (let i = 0; i < mesures; i += 1) {
      const jour = `2026-11-${20 - i}`
      const saisie = await executer(lieu().hote, await ts(), saisirMesure, {
        dossierId,
        nature: 'sursis_probatoire_renforce',
        juridictionId: await tribunal(),
        decisionLe: jour,
        debutLe: jour,
        dureeMois: 24,
        numeroParquet: `26${nombre}00${i}`,
      } as never)
      ids.push(saisie.mesureId)
    }
    return { dossierId, ids }
  }
  const convocation = async (dossierId: string, mesures: string[] = []) =>
    executer(lieu().hote, await ts(), convoquer, {
      dossierId,
      type: 'suivi',
      le: LE,
      heure: `1${2 + Math.floor(nombre / 6)}:${nombre % 6}0`,
      dureeMinutes: 10,
      agentId: await ts(),
      lieuId: await antenne(),
      mesures,
      malgre: 'oui',
    } as never)
  /** The same, once its hour has come: ten hours earlier, when nobody is received. */
  async function passee(dossierId: string, mesures: string[] = []) {
    const posee = await convocation(dossierId, mesures)
    await lieu().proprietaire.query(
      "UPDATE agenda.convocation SET heure = heure - interval '10 hours' WHERE id = $1",
      [posee.convocationId],
    )
    return posee
  }
  return { suivi, convocation, passee }
}
