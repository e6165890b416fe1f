import { sql } from 'kysely'
import type { Jour } from '../platform/date.ts'
import { constante, type Tx, tables } from '../platform/db/index.ts'
import { lister, nomFrancais, type Ordre, type Tranche } from '../platform/liste.ts'
import type { Changement, Dit } from './correction.rules.ts'

const db = tables<'bex', 'moyens.vAntenne' | 'moyens.vJuridiction' | 'moyens.vAgent'>()

/**
 * Summonses handed over for a SPIP that is not in the tool, with the sending of their papers that
 * stands.
 */
const remises = (tx: Tx) =>
  db(tx)
    .selectFrom('bex.remiseHorsOutil as r')
    .innerJoin('moyens.vJuridiction as j', 'j.juridictionId', 'r.juridictionId')
    .innerJoin('moyens.vAgent as g', 'g.agentId', 'r.par')
    .leftJoin('bex.envoiHorsOutil as e', jointure =>
      jointure
        .onRef('e.juridictionId', '=', 'r.juridictionId')
        .onRef('e.remiseId', '=', 'r.id')
        .on('e.annuleA', 'is', null),
    )
    .select([
      'r.id',
      'r.juridictionId',
      'r.nom',
      'r.prenoms',
      'r.naissanceLe',
      'r.telephone',
      'r.spipNom',
      'r.spipAdresse',
    ])
    .select([
      'r.spipTelephone',
      'r.le',
      'r.audienceLe',
      'r.numeroParquet',
      'r.decision',
      'r.decisionRemise',
      'r.piecesManquantes',
    ])
    .select([
      'r.precisions',
      'r.a',
      'r.version',
      'j.nom as juridictionNom',
      'g.nomComplet as parNom',
      'e.adresseLe',
    ])
    .select(sql<string>`bex.effacee_le(r.audience_le, e.adresse_le)`.as('effaceeLe'))
    .select(sql<string | null>`to_char(r.heure, 'HH24:MI')`.as('heure'))

export const remise = (tx: Tx, id: string) => remises(tx).where('r.id', '=', id).executeTakeFirst()
export type RemiseHorsOutil = NonNullable<Awaited<ReturnType<typeof remise>>>

export const trisDeRemises = ['audience', 'nom'] as const
export type Filtre = Tranche &
  Ordre<(typeof trisDeRemises)[number]> & { etat: 'a_adresser' | 'toutes' }
/** Those of a court, the latest hearing first; those whose papers have not gone, or all. */
export function remisesDuTribunal(tx: Tx, juridictionId: string, filtre: Filtre) {
  const requete = remises(tx).where('r.juridictionId', '=', juridictionId)
  return lister(
    filtre.etat === 'toutes' ? requete : requete.where('e.adresseLe', 'is', null),
    {
      par:
        filtre.tri === 'nom'
          ? [{ par: nomFrancais('r.nom') }, { par: nomFrancais('r.prenoms') }]
          : ['r.audienceLe'],
      cle: ['r.id'],
      sens: filtre.sens,
    },
    filtre,
  )
}

type Nouvelle = {
  juridictionId: string
  rechercheId: string
  nom: string
  prenoms: string
  naissanceLe: Jour
  telephone: string | null
  spipNom: string
  spipAdresse: string
  spipTelephone: string | null
  le: Jour | null
  heure: string | null
  audienceLe: Jour
  numeroParquet: string | null
  decision: string | null
  decisionRemise: boolean
  piecesManquantes: string | null
  precisions: string | null
  par: string
  a: string
}
export const inserer = (tx: Tx, nouvelle: Nouvelle) =>
  db(tx)
    .insertInto('bex.remiseHorsOutil')
    .values(nouvelle)
    .returning('id')
    .executeTakeFirstOrThrow()
export const horsOutilApres = (tx: Tx, rechercheId: string) =>
  db(tx)
    .selectFrom('bex.remiseHorsOutil')
    .select('id')
    .where('rechercheId', '=', rechercheId)
    .executeTakeFirst()

/** Locked, so that two corrections come one after the other. */
export const verrouiller = (tx: Tx, id: string) =>
  remises(tx).where('r.id', '=', id).forUpdate('r').executeTakeFirst()
type Dite = Omit<Nouvelle, 'juridictionId' | 'rechercheId' | 'par' | 'a'>
type Correction = Changement & { par: string; a: string; motif: string }
export async function corriger(
  tx: Tx,
  remise: RemiseHorsOutil,
  dite: Dite,
  { avant, apres, par, a: instant, motif }: Correction,
) {
  await db(tx)
    .updateTable('bex.remiseHorsOutil')
    .set({ ...dite, version: remise.version + 1 })
    .where('id', '=', remise.id)
    .execute()
  await db(tx)
    .insertInto('bex.correctionHorsOutil')
    .values({
      juridictionId: remise.juridictionId,
      remiseId: remise.id,
      motif,
      corrigeePar: par,
      a: instant,
      avant: JSON.stringify(avant),
      apres: JSON.stringify(apres),
    })
    .execute()
}
/** What was said before, the latest first. */
export async function corrections(tx: Tx, remiseId: string): Promise<CorrectionHorsOutil[]> {
  const lignes = await db(tx)
    .selectFrom('bex.correctionHorsOutil as c')
    .innerJoin('moyens.vAgent as g', 'g.agentId', 'c.corrigeePar')
    .select(['c.avant', 'c.apres', 'c.motif', 'c.a', 'g.nomComplet as parNom'])
    .where('c.remiseId', '=', remiseId)
    .orderBy('c.a', 'desc')
    .orderBy('c.id')
    .execute()
  return lignes.map(ligne => ({ ...ligne, avant: ligne.avant as Dit, apres: ligne.apres as Dit }))
}
export type CorrectionHorsOutil = {
  avant: Dit
  apres: Dit
  motif: string
  a: string
  parNom: string
}

type Envoi = { juridictionId: string; remiseId: string; adresseLe: Jour; par: string; a: string }
export const insererEnvoi = (tx: Tx, envoi: Envoi) =>
  db(tx).insertInto('bex.envoiHorsOutil').values(envoi).execute()
/** How many were taken back: none when somebody did it first. */
export const annulerEnvoi = async (
  tx: Tx,
  remiseId: string,
  { par, a: instant }: { par: string; a: string },
) => {
  const { numUpdatedRows } = await db(tx)
    .updateTable('bex.envoiHorsOutil')
    .set({ annulePar: par, annuleA: instant })
    .where('remiseId', '=', remiseId)
    .where('annuleA', 'is', null)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}
export const effacer = (tx: Tx, id: string) =>
  db(tx).deleteFrom('bex.remiseHorsOutil').where('id', '=', id).execute()

/** Places of the directory where somebody can be sent, by service. */
export const antennes = (tx: Tx, le: Jour) =>
  db(tx)
    .selectFrom('moyens.vAntenne')
    .select([
      'antenneId',
      'nom',
      'serviceNom',
      'adresse',
      'codePostal',
      'commune',
      'telephone',
      'territoire',
    ])
    .where(eb => eb.or([eb('fermeeLe', 'is', null), eb('fermeeLe', '>', le)]))
    .where('milieu', '<>', constante('ferme'))
    .orderBy(nomFrancais('serviceNom'))
    .orderBy(nomFrancais('nom'))
    .orderBy('antenneId')
    .execute()
