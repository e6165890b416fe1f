import type { departSePrepare, suiviSeCompte } from '../moyens/index.ts'
import type { Reaction, Valeur } from '../platform/fait.ts'
import { dossiersAPasser } from './affectation.rules.ts'
import { dossiersSuivis } from './prise-en-charge.store.ts'

/**
 * Who has left has left: access ends that day, and the dossiers are said beforehand, then found
 * first by who hands them over.
 */
export const direLesDossiersSuivis: Reaction<Valeur<typeof departSePrepare>> = async (
  tx,
  { agentId, suites },
) => {
  suites.push(...dossiersAPasser(await dossiersSuivis(tx, agentId)))
}
export const compterLesDossiersSuivis: Reaction<Valeur<typeof suiviSeCompte>> = async (
  tx,
  { agentId, compte },
) => {
  compte.dossiers += await dossiersSuivis(tx, agentId)
}
