import { application } from '../../tests/base.ts'
import { saisirMesure } from '../mesures/index.ts'
import { executer } from '../platform/executer.ts'
import { terrainLibre } from './creneau.builder.ts'

/** A service of which a person dies: what it writes, and what is still to leave to them. */
export async function bancDesDeces() {
  const terrain = await terrainLibre()
  const plateforme = await application(terrain.e)
  const par = async (commande: unknown, input: object) =>
    (await executer(
      terrain.e.hote,
      terrain.ts,
      commande as Parameters<typeof executer>[2],
      input as never,
    )) as {
      mesureId: string
      convocationId: string
    }
  const attendent = async (dossierId: string) =>
    (
      await terrain.e.proprietaire.query<{ l: string }>(
        "SELECT c.le::text || ' ' || m.moment AS l FROM messages.message m JOIN agenda.convocation c ON c.id = m.objet_id WHERE m.dossier_id = $1 AND m.etat IN ('a_envoyer', 'a_imprimer') ORDER BY 1",
        [dossierId],
      )
    ).rows.map(ligne => ligne.l)
  /** Two measures that run, of one court: the first of them is the one that a death ends. */
  const deuxMesures = async (dossierId: string) => {
    const { rows } = await terrain.e.proprietaire.query<{ id: string }>(
      "SELECT id FROM moyens.juridiction WHERE ville = 'Strasbourg'",
    )
    const faits = {
      dossierId,
      juridictionId: rows[0]?.id ?? '',
      nature: 'sursis_probatoire',
      confirme: 'oui',
    }
    const dite = (le: string, dureeMois: string) => ({
      ...faits,
      decisionLe: le,
      debutLe: le,
      dureeMois,
    })
    const { mesureId } = await par(saisirMesure, dite('2026-03-10', '24'))
    await par(saisirMesure, dite('2026-05-12', '12'))
    return mesureId
  }
  return {
    ...{ t: terrain, p: plateforme, par, attendent, deuxMesures },
    async fermer() {
      await plateforme.app.close()
      await terrain.e.fermer()
    },
  }
}
