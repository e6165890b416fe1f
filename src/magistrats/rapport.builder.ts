import { application, Navigateur, nouvelEssai } from '../../tests/base.ts'
import { creerDossier } from '../dossiers/index.ts'
import { saisirMesure } from '../mesures/index.ts'
import { executer } from '../platform/executer.ts'
import { commencerRapport } from './magistrats.commands.ts'

const DOSSIER_SUIVI = `SELECT c.dossier_id, j.id AS juridiction_id FROM dossiers.prise_en_charge c
  JOIN dossiers.dossier d USING (dossier_id) JOIN dossiers.v_perimetre x USING (dossier_id)
  JOIN moyens.juridiction j ON j.id = x.entite_id
  WHERE c.fin_a IS NULL AND d.clos_a IS NULL AND j.ville = 'Strasbourg'
    AND c.service_id = (SELECT service_id FROM moyens.agent WHERE id = $1) LIMIT 1`

/** A base, its application, and a dossier that the service of `ts.67` follows for Strasbourg. */
export async function nouveauBanc() {
  const essai = await nouvelEssai()
  const plateforme = await application(essai)
  const { rows } = await essai.proprietaire.query<{ dossier_id: string; juridiction_id: string }>(
    DOSSIER_SUIVI,
    [await essai.agent('ts.67')],
  )
  return {
    e: essai,
    p: plateforme,
    dossierId: rows[0]?.dossier_id ?? '',
    juridictionId: rows[0]?.juridiction_id ?? '',
    /** A report as it stands. */
    etat: async (rapportId: string) =>
      (
        await essai.proprietaire.query(
          'SELECT etat, saisine_id FROM magistrats.rapport WHERE id = $1',
          [rapportId],
        )
      ).rows[0],
    fermer: async () => {
      await plateforme.app.close()
      await essai.fermer()
    },
  }
}
type Banc = Awaited<ReturnType<typeof nouveauBanc>>

const faits = {
  nature: 'sursis_probatoire',
  decisionLe: '2026-03-10',
  debutLe: '2026-03-10',
  dureeMois: '24',
}
export type RapportCommence = {
  dossierId: string
  mesureId: string
  rapportId: string
  adresse: string
}

const parSonCompte =
  (essai: Banc['e']) =>
  async (qui: string, commande: Parameters<typeof executer>[2], saisie: object) =>
    (await executer(essai.hote, await essai.agent(qui), commande, saisie as never)) as {
      dossierId: string
      mesureId: string
      rapportId: string
    }

/**
 * Reports that `ts.67` begins, each of its own dossier, whose measure is then changed by the
 * command of `mesures` that the test gives.
 */
export function rapportsCommences(
  { e: essai, p: plateforme, juridictionId }: Banc,
  corrigerObligations: Parameters<typeof executer>[2],
) {
  let combien = 0
  const versions = new Map<string, number>()
  const entres = new Map<string, Navigateur>()
  const nav = async (qui: string) => {
    const lui = entres.get(qui) ?? (await new Navigateur(plateforme).entrer(qui))
    entres.set(qui, lui)
    return lui
  }
  const par = parSonCompte(essai)
  async function commencer(echeanceLe?: string): Promise<RapportCommence> {
    combien += 1
    const { dossierId } = await par('ts.67', creerDossier, {
      nom: `Périmée${combien}`,
      prenoms: 'Léa',
      naissanceLe: '1990-01-31',
      confirme: 'oui',
    })
    const obligations = [{ article: 'CP 132-45, 1°' }, { article: 'CP 132-45, 3°' }]
    const { mesureId } = await par('ts.67', saisirMesure, {
      ...faits,
      juridictionId,
      dossierId,
      obligations,
    })
    const { rapportId } = await par('ts.67', commencerRapport, {
      dossierId,
      nature: 'suivi',
      titre: `Suivi ${combien}`,
      ...(echeanceLe ? { echeanceLe } : {}),
    })
    const adresse = `/dossiers/${dossierId}/rapports/${rapportId}`
    return { dossierId, mesureId, rapportId, adresse }
  }
  const changer = ({ dossierId, mesureId }: RapportCommence, articles: string[]) => {
    const version = versions.get(mesureId) ?? 1
    versions.set(mesureId, version + 1)
    return par('ts.67', corrigerObligations, {
      dossierId,
      mesureId,
      version,
      motif: 'Jugement relu',
      fondement: 'erreur_de_saisie',
      obligations: articles.map(article => ({ article })),
    })
  }
  const envoyer = (
    qui: string,
    rapport: RapportCommence,
    commande: Parameters<typeof executer>[2],
  ) => par(qui, commande, rapport)
  return { nav, par, commencer, changer, envoyer }
}
