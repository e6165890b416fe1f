import { application } from '../../tests/base.ts'
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
  return {
    ...{ t: terrain, p: plateforme, par, attendent },
    async fermer() {
      await plateforme.app.close()
      await terrain.e.fermer()
    },
  }
}
