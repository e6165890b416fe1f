import { type Essai, LE, nouvelEssai } from '../../tests/base.ts'
import { executer } from '../platform/executer.ts'
import { type Fait, reagir } from '../platform/fait.ts'
import { Refused } from '../platform/refusal.ts'
import { tenirAgenda } from './calendrier.commands.ts'
import { calendrierChange } from './creneaux.faits.ts'

type Change = typeof calendrierChange extends Fait<infer T> ? T : never
/** What the calendar publishes from now on; a test empties it before its act. */
export function ecouter(): Change[] {
  const publies: Change[] = []
  reagir(calendrierChange, async (_tx, change) => {
    publies.push(change)
  })
  return publies
}
/** The codes of a refusal; any other outcome is an error. */
export async function refus(promesse: Promise<unknown>): Promise<string[]> {
  const erreur = await promesse.then(
    () => new Error('it was not refused'),
    (cause: unknown) => cause,
  )
  if (!(erreur instanceof Refused)) throw erreur
  return erreur.refusals.map(refusal => refusal.code)
}
/** The rows of a query of the owner's, and the identifier of its first one. */
export const lecteurs = ({ proprietaire }: Essai) => {
  const sql = async <T extends object>(texte: string, valeurs: unknown[] = []) =>
    (await proprietaire.query<T>(texte, valeurs)).rows
  const un = async (texte: string, valeurs: unknown[] = []) =>
    (await sql<{ id: string }>(texte, valeurs))[0]?.id ?? ''
  return { sql, un }
}

/** A range as an agent types it, until a test says otherwise. */
export const uneSaisie = {
  types: ['suivi'],
  du: LE,
  jours: ['2', '4'],
  de: '09:00',
  a: '12:00',
  pasMinutes: 45,
}
const COMPTES = {
  ts: 'ts.67',
  dpip: 'dpip.67',
  accueil: 'accueil.67',
  psy: 'psychologue.67',
  voisin: 'dpip.57',
  greffe: 'greffe.strasbourg',
}
/** A service whose agents have no range yet, with a court and a service beside it. */
export async function bancDesPlages() {
  const essai = await nouvelEssai()
  const { sql, un } = lecteurs(essai)
  const comptes = await Promise.all(
    Object.entries(COMPTES).map(async ([nom, compte]) => [nom, await essai.agent(compte)]),
  )
  const antenne = (nom: string) =>
    un('SELECT lieu_id AS id FROM creneaux.v_lieu WHERE nom = $1', [nom])
  const lieu = await antenne('Antenne de Strasbourg')
  const lieuVoisin = await antenne('Antenne de Metz')
  // A test writes its own ranges: those of the demonstration are other tests'.
  await sql("UPDATE creneaux.plage SET au = '2026-11-23'")
  return {
    ...(Object.fromEntries(comptes) as Record<keyof typeof COMPTES, string>),
    ...{ e: essai, sql, un, lieu, lieuVoisin, publies: ecouter() },
    async agendaPartage(nom: string) {
      const qui = await essai.agent(COMPTES.dpip)
      return (await executer(essai.hote, qui, tenirAgenda, { nom, lieuId: lieu })).agendaId
    },
    lue: async (id: string) =>
      (
        await sql<Record<string, unknown>>(
          `SELECT du::text, au::text, jours, toutes_les, capacite, collective, remplace_id
           FROM creneaux.plage WHERE id = $1`,
          [id],
        )
      )[0],
  }
}
