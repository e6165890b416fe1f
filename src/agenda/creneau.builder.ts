import { type Essai, LE, nouvelEssai } from '../../tests/base.ts'
import type { Creneau } from '../creneaux/index.ts'
import { creerDossier } from '../dossiers/index.ts'
import type { Context } from '../platform/command.ts'
import type { Jour } from '../platform/date.ts'
import { RIEN_DE_PLUS } from '../platform/db/connexion.ts'
import type { Tx } from '../platform/db/index.ts'
import { inTransaction } from '../platform/demande.ts'
import { executer } from '../platform/executer.ts'
import { creneauxProposes, type Recherche } from './recherche.lecture.ts'

/** A service whose ranges are free: nothing planned, nobody absent. */
export type Terrain = {
  e: Essai
  ts: string
  service: string
  antenne: string
  id(requete: string, ...valeurs: unknown[]): Promise<string>
  /** A person of the service, invented; `plus` adds to the sheet. */
  dossier(plus?: object): Promise<string>
  lire<T>(compteId: string, work: (tx: Tx, context: Context) => Promise<T>): Promise<T>
  libres(type: string, plus?: Partial<Recherche>): Promise<Creneau[]>
}
/** A slot as its form sends it. */
export const cle = (donnees: { plageId: string; le: Jour; heure: string }) =>
  `${donnees.plageId}|${donnees.le}|${donnees.heure}`

export async function terrainLibre(): Promise<Terrain> {
  const essai = await nouvelEssai()
  const id = async (requete: string, ...valeurs: unknown[]) =>
    (await essai.proprietaire.query<{ id: string }>(requete, valeurs)).rows[0]?.id ?? ''
  const ts = await essai.agent('ts.67')
  const service = await id("SELECT id FROM moyens.service WHERE departement = '67'")
  const antenne = await id("SELECT id FROM moyens.antenne WHERE nom = 'Antenne de Strasbourg'")
  await essai.proprietaire.query(
    "UPDATE agenda.convocation SET etat = 'honoree' WHERE etat = 'prevue'",
  )
  await essai.proprietaire.query('UPDATE creneaux.absence SET retiree_a = now()')
  let nombre = 0
  const lire: Terrain['lire'] = (compteId, work) =>
    inTransaction(
      essai.hote,
      { porteur: { compteId }, permission: null, dossierId: null, requete: 'essai' },
      async (tx, context) => ({
        resultat: await work(tx, context),
        fin: RIEN_DE_PLUS,
      }),
    )
  return {
    e: essai,
    ts,
    service,
    antenne,
    id,
    lire,
    async dossier(plus = {}) {
      nombre += 1
      const personne = {
        nom: `Creneau${nombre}`,
        prenoms: 'Ulla',
        naissanceLe: '1979-05-04',
        confirme: 'oui' as const,
        ...plus,
      }
      return (await executer(essai.hote, ts, creerDossier, personne)).dossierId
    },
    libres: (type, plus = {}) =>
      lire(ts, tx =>
        creneauxProposes(tx, {
          entiteId: service,
          type,
          du: LE,
          au: '2027-11-24',
          maintenant: { le: LE, heure: '09:00' },
          limite: 40,
          ...plus,
        }),
      ),
  }
}
