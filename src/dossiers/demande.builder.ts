import type { Essai } from '../../tests/base.ts'
import { executer } from '../platform/executer.ts'
import { creerDossier, demanderDessaisissement } from './index.ts'

const LETTRES = 'abcdefghijklmnopqrstuvwxyz'
/**
 * What is needed to try a request for somebody: people whom nobody looks like, a request, the base
 * as its owner and as an account.
 */
export function demandes(lieu: () => Essai, motif: string) {
  let nombre = 0
  const nouvelle = async (par = 'ts.67') => {
    nombre += 1
    const mot = [...String(nombre * 7919)].map(cle => LETTRES[Number(cle)]).join('')
    const qui = { nom: `Zwq${mot}`, prenoms: `Yrix${mot}`, naissanceLe: '1988-02-29' as const }
    const { dossierId } = await executer(lieu().hote, await lieu().agent(par), creerDossier, {
      ...qui,
      confirme: 'oui',
    })
    return { ...qui, personneId: dossierId }
  }
  const demander = async (qui: Personne, par: string, autres: { versServiceId?: string } = {}) =>
    executer(lieu().hote, await lieu().agent(par), demanderDessaisissement, {
      ...qui,
      motif,
      ...autres,
    })
  const lire = async <T>(texte: string, ...valeurs: unknown[]): Promise<T[]> =>
    (await lieu().proprietaire.query(texte, valeurs)).rows
  const service = async (departement: string) =>
    (
      await lire<{ id: string }>(
        'SELECT id FROM moyens.service WHERE departement = $1',
        departement,
      )
    )[0]?.id ?? ''
  /** Who sees the dossier: a service by its département, a court by its town, and why. */
  const perimetre = async (dossierId: string) =>
    (
      await lire<{ qui: string }>(
        "SELECT coalesce(s.departement, j.ville) || ' ' || p.motif AS qui FROM dossiers.v_perimetre p LEFT JOIN moyens.service s ON s.id = p.entite_id LEFT JOIN moyens.juridiction j ON j.id = p.entite_id WHERE p.dossier_id = $1 ORDER BY 1",
        dossierId,
      )
    ).map(ligne => ligne.qui)
  const chaine = (dossierId: string) =>
    lire<Lien>(
      'SELECT * FROM dossiers.prise_en_charge WHERE dossier_id = $1 ORDER BY debut_a',
      dossierId,
    )
  const transfert = async (dossierId: string) =>
    (
      await lire<Record<string, unknown>>(
        'SELECT * FROM dossiers.transfert WHERE dossier_id = $1',
        dossierId,
      )
    )[0]
  /** What the base answers to the application, in the context of this account. */
  const dit = async (compte: string, texte: string, ...valeurs: unknown[]): Promise<unknown[]> => {
    const client = await lieu().base.pool.connect()
    try {
      await client.query(`BEGIN; SELECT acces.ouvrir(NULL, '${await lieu().agent(compte)}')`)
      return (await client.query(texte, valeurs)).rows
    } finally {
      await client.query('ROLLBACK')
      client.release()
    }
  }
  return { nouvelle, demander, lire, service, perimetre, dit, chaine, transfert }
}
type Personne = {
  nom: string
  prenoms: string
  naissanceLe: `${number}-${number}-${number}`
  personneId: string
}
type Lien = {
  service_id: string
  referent_id: string | null
  debut_a: Date
  fin_a: Date | null
  motif: string
}
/** Each link begins when the former one ends, and only the last is open. */
export const sansTrou = (liens: Lien[]) =>
  liens.every(
    (lien, i) =>
      (i === 0 || lien.debut_a.getTime() === liens[i - 1]?.fin_a?.getTime()) &&
      (lien.fin_a === null) === (i === liens.length - 1),
  )
