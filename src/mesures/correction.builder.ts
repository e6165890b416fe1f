import { terrainDeMesures } from '../../tests/mesures.ts'
import { executer } from '../platform/executer.ts'
import { gestesDe, type Lieu, probation, type Saisie } from './acte.builder.ts'
import { corrigerMesure } from './correction.commands.ts'
import { corrigerObligations } from './obligation.commands.ts'

export const relue = { motif: 'Jugement relu', fondement: 'erreur_de_saisie' }
const LUE = `
  SELECT nature, debut_le::text AS debut, fin_prevue_le::text AS terme,
    decision_le::text AS decision, notifiee_le::text AS notifiee
  FROM mesures.v_mesure WHERE mesure_id = $1`
const OUVERTE =
  "SELECT 1 FROM dossiers.v_perimetre WHERE dossier_id = $1 AND entite_id = $2 AND motif = 'mandat'"

/** Measures of Strasbourg that are put right, another court beside, and what is left of them. */
export async function bancDeCorrection() {
  const terrain = await terrainDeMesures()
  const { e: essai, ts, juridictionId: strasbourg } = terrain
  const { rows } = await essai.proprietaire.query<{ id: string }>(
    "SELECT id FROM moyens.juridiction WHERE ville <> 'Strasbourg' ORDER BY ville",
  )
  return {
    ...terrain,
    ...gestesDe(terrain),
    strasbourg,
    autre: rows[0]?.id ?? '',
    corriger: (lieu: Lieu, plus: Saisie, version = 1) =>
      executer(essai.hote, ts, corrigerMesure, {
        ...probation,
        juridictionId: strasbourg,
        ...relue,
        ...plus,
        ...lieu,
        version,
      } as never),
    une: async ({ mesureId }: Lieu) => (await essai.proprietaire.query(LUE, [mesureId])).rows[0],
    compter: async (table: string, { mesureId }: Lieu) => {
      const requete = `SELECT count(*) AS n FROM ${table} WHERE mesure_id = $1`
      return Number((await essai.proprietaire.query(requete, [mesureId])).rows[0].n)
    },
    voit: async (dossierId: string, juridictionId: string) =>
      (await essai.proprietaire.query(OUVERTE, [dossierId, juridictionId])).rowCount !== 0,
  }
}

export const obligation = (numero: string) => ({ article: `CP 132-45, ${numero}` })
/** Measures whose obligations an act has changed since the decision. */
export async function bancDObligations() {
  const terrain = await terrainDeMesures()
  const { e: essai, ts } = terrain
  const { mesure, acte } = gestesDe(terrain)
  const enVigueur = async ({ mesureId }: Lieu) =>
    (
      await essai.proprietaire.query<{ obligation_id: string; article: string }>(
        `SELECT obligation_id, article FROM mesures.v_obligation
         WHERE mesure_id = $1 AND levee_le IS NULL ORDER BY article`,
        [mesureId],
      )
    ).rows
  return {
    ...terrain,
    enVigueur,
    articles: async (lieu: Lieu) => (await enVigueur(lieu)).map(ligne => ligne.article),
    corriger: (lieu: Lieu, version: number, ...numeros: string[]) =>
      executer(essai.hote, ts, corrigerObligations, {
        ...lieu,
        version,
        ...relue,
        obligations: numeros.map(obligation),
      } as never),
    /** The decision said 1° and 4°; a modification of the JAP lifted 4° and added 2°. */
    async modifiee(): Promise<Lieu> {
      const lieu = await mesure({ obligations: [obligation('1°'), obligation('4°')] })
      await acte(lieu, 'mise_a_execution', { le: '2025-03-10', auteur: 'loi' })
      const levees = (await enVigueur(lieu))
        .filter(ligne => ligne.article.endsWith('4°'))
        .map(ligne => ligne.obligation_id)
      await acte(lieu, 'modification_obligations', {
        le: '2025-09-01',
        auteur: 'jap',
        numero: '25/7',
        levees,
        obligations: [obligation('2°')],
      })
      return lieu
    },
  }
}
