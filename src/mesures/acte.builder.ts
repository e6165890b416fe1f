import type { Terrain } from '../../tests/mesures.ts'
import { creerDossier } from '../dossiers/index.ts'
import { executer } from '../platform/executer.ts'
import { accomplirActe } from './acte.commands.ts'
import { saisirMesure } from './mesure.commands.ts'

export type Lieu = { dossierId: string; mesureId: string }
export type Saisie = Record<string, unknown>
/** A probation of two years, as a decision pronounces it. */
export const probation = {
  nature: 'sursis_probatoire',
  decisionLe: '2025-03-10',
  debutLe: '2025-03-10',
  dureeMois: '24',
}
/** What says that a decision was read; asked of no other act. */
export const decision = { numero: '26/123', decisionVue: 'oui' }

/** What the agent of a terrain writes: dossiers, their measures, and acts on them. */
export function gestesDe({ e: essai, ts, juridictionId }: Terrain) {
  let nombre = 0
  async function dossier(): Promise<string> {
    nombre += 1
    const personne = {
      nom: `Mesuree${nombre}`,
      prenoms: 'Odile',
      naissanceLe: '1990-01-31',
      confirme: 'oui' as const,
    }
    return (await executer(essai.hote, ts, creerDossier, personne)).dossierId
  }
  async function mesure(plus: Saisie = {}): Promise<Lieu> {
    const dossierId = (plus.dossierId as string | undefined) ?? (await dossier())
    const saisie = { ...probation, juridictionId, ...plus, dossierId }
    return executer(essai.hote, ts, saisirMesure, saisie as never)
  }
  const acte = (
    lieu: Lieu,
    nom: string,
    { le, auteur, ...plus }: { le: string; auteur: string } & Saisie,
  ) =>
    executer(essai.hote, ts, accomplirActe, {
      ...lieu,
      acte: nom,
      le,
      auteur,
      ...decision,
      ...plus,
    } as never)
  const etat = async (mesureId: string) =>
    (
      await essai.proprietaire.query<{
        etat: string
        terme: string | null
        finie: string | null
        cause: string | null
      }>(
        `SELECT etat, fin_prevue_le::text AS terme, finie_le::text AS finie, cause_fin AS cause
         FROM mesures.v_mesure WHERE mesure_id = $1`,
        [mesureId],
      )
    ).rows[0]
  return { dossier, mesure, acte, etat }
}
