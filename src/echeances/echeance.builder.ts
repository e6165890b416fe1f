import { application, nouvelEssai } from '../../tests/base.ts'
import { creerDossier } from '../dossiers/index.ts'
import { saisirMesure } from '../mesures/index.ts'
import { executer } from '../platform/executer.ts'

type Ligne = {
  cle: string
  le: string
  faite: string | null
  en_main: string
  ouvre: string | null
}

/** A base for `ts.67` of Strasbourg; the test has installed the reactions of the application. */
export async function nouveauBanc() {
  const essai = await nouvelEssai()
  const plateforme = await application(essai)
  const ts = await essai.agent('ts.67')
  const lire = async (requete: string) =>
    (await essai.proprietaire.query<{ id: string }>(requete)).rows[0]?.id ?? ''
  const lieuId = await lire("SELECT id FROM moyens.antenne WHERE nom = 'Antenne de Strasbourg'")
  const juridictionId = await lire("SELECT id FROM moyens.juridiction WHERE ville = 'Strasbourg'")
  let combien = 0
  async function suiviRenforce(plus: Record<string, unknown> = {}) {
    combien += 1
    const nom = `Echeancier${combien}`
    const { dossierId } = await executer(essai.hote, ts, creerDossier, {
      nom,
      prenoms: 'Ulysse',
      naissanceLe: '1988-02-29',
      confirme: 'oui',
    })
    // A decision of a Friday: eight days later is a Saturday.
    const mesure = {
      nature: 'sursis_probatoire_renforce',
      juridictionId,
      decisionLe: '2026-11-20',
      debutLe: '2026-11-20',
      dureeMois: '24',
      ...plus,
    }
    const { mesureId } = await executer(essai.hote, ts, saisirMesure, {
      ...mesure,
      dossierId,
    } as never)
    return { dossierId, mesureId, nom }
  }
  const echeances = async (mesureId: string) =>
    (
      await essai.proprietaire.query<Ligne>(
        `SELECT cle, le::text, faite_le::text AS faite, en_main, ouvre_le::text AS ouvre
         FROM echeances.echeance WHERE mesure_id = $1 ORDER BY le, cle`,
        [mesureId],
      )
    ).rows
  return {
    e: essai,
    p: plateforme,
    ts,
    lieuId,
    suiviRenforce,
    echeances,
    une: async (mesureId: string, cle: string) =>
      (await echeances(mesureId)).find(ligne => ligne.cle === cle),
    fermer: async () => {
      await plateforme.app.close()
      await essai.fermer()
    },
  }
}
