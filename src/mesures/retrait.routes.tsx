import { voitPourAutreChose } from '../dossiers/index.ts'
import type { Tx } from '../platform/db/index.ts'
import { form } from '../platform/http/form.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { trouver } from '../platform/introuvable.ts'
import { attentesDites } from './attente.rules.ts'
import { ecranDeCorrection, pasPour } from './correction.ecran.ts'
import { renduesDites } from './correction.rules.ts'
import * as store from './correction.store.ts'
import { refusDeToucher } from './corrigible.examen.ts'
import { autresMesures } from './cumul.lecture.ts'
import { ecranDesMesures } from './mesure.ecran.ts'
import { type Lieu, parMesure } from './mesure.forms.ts'
import { chemins } from './mesure.paths.ts'
import { remettreMesure, retirerMesure } from './retrait.commands.ts'
import { RemettreMesure, RetirerMesure } from './retrait.views.tsx'

export function retraitRoutes(plateforme: Plateforme): void {
  form(plateforme, {
    path: chemins.retirer(':dossierId', ':mesureId'),
    params: parMesure,
    command: retirerMesure,
    pasPour,
    view: async (tx, lieu, state, { acteur }) => {
      const perd = await perdLeDossier(tx, lieu, acteur.juridictionId)
      return ecranDeCorrection(tx, lieu, 'Retirer la mesure', contexte => (
        <RetirerMesure {...contexte} state={state} perd={perd} />
      ))
    },
    redirectTo: ({ dossierId, perdu }) => (perdu ? '/' : chemins.mesures(dossierId)),
    flash: fait =>
      fait.perdu
        ? 'La mesure est retirée : elle n’a plus d’effet. C’était la seule de votre juridiction, qui ne voit plus ce dossier. Le service qui suit la personne peut la remettre.'
        : `La mesure est retirée : elle n’a plus d’effet.${attentesDites(fait)}${renduesDites(fait.rendues)}`,
  })
  form(plateforme, {
    path: chemins.remettre(':dossierId', ':mesureId'),
    params: parMesure,
    command: remettreMesure,
    pasPour: async (tx, { dossierId, mesureId }, { acteur }) => {
      const [retiree] = await store.mesuresRetirees(tx, dossierId, mesureId)
      return retiree ? refusDeToucher(tx, acteur, retiree) : []
    },
    view: async (tx, { dossierId, mesureId }, state) => {
      const { identite, titre, fil } = await ecranDesMesures(tx, dossierId, 'Remettre la mesure')
      const retiree = trouver((await store.mesuresRetirees(tx, dossierId, mesureId))[0])
      return {
        titre,
        fil,
        corps: <RemettreMesure identite={identite} state={state} retiree={retiree} />,
      }
    },
    redirectTo: ({ dossierId, mesureId }) => chemins.mesure(dossierId, mesureId),
    flash: fait => `La mesure est remise : elle reprend tout son effet.${attentesDites(fait)}`,
  })
}

/**
 * Withdrawn, this measure would take the dossier from the juridiction of whoever acts: it has no
 * other there, and no other reason to see it.
 */
async function perdLeDossier(
  tx: Tx,
  { dossierId, mesureId }: Lieu,
  juridictionId: string | null,
): Promise<boolean> {
  if (!juridictionId) return false
  const autre = (await autresMesures(tx, { dossierId, mesureId })).some(
    autreMesure => autreMesure.juridictionId === juridictionId,
  )
  return !autre && !(await voitPourAutreChose(tx, dossierId, juridictionId, 'mandat'))
}
