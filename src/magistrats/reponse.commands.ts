import { prevenir, reglerNouvelles, suiviChange } from '../dossiers/index.ts'
import { type Context, command } from '../platform/command.ts'
import type { Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { publier } from '../platform/fait.ts'
import { trouver } from '../platform/introuvable.ts'
import { refuseIf } from '../platform/refusal.ts'
import { repondreForm, retirerReponseForm } from './magistrats.forms.ts'
import { refusDeRepondre } from './magistrats.rules.ts'
import * as store from './magistrats.store.ts'
import { aQuiEcrit, journal, verrouille } from './rapport.gestes.ts'
import {
  refusDeComplement,
  refusDeRepondreSansAvoirLu,
  refusDeRetirerLaReponse,
  reponseDebout,
} from './reponse.rules.ts'

import * as reponses from './reponse.store.ts'
import * as saisines from './saisine.store.ts'
import { saisine, type UneSaisine } from './saisine.store.ts'

const REPONSE_DU_MAGISTRAT = 'Réponse du magistrat'
/** What the request was before a complement changed it: taken back, it is so again. */
const avantLeComplement = (complement: string | null, demande: UneSaisine | undefined) => ({
  echeancePrecedente: complement ? (demande?.echeanceLe ?? null) : null,
  closePrecedenteA: complement ? (demande?.closeA ?? null) : null,
  closePrecedenteMotif: complement ? (demande?.closeMotif ?? null) : null,
  closePrecedentePar: complement ? (demande?.closePar ?? null) : null,
})

/**
 * An answer ends the report and its saisine; « complément » opens the saisine again, for the day
 * that the magistrate gives, as often as needed.
 */
export const repondre = command({
  name: 'magistrats.repondre',
  permission: 'rapport:repondre',
  aQui: 'juridiction',
  input: repondreForm,
  // A last report is answered after the dossier that it ends has closed.
  surDossierClos: true,
  contraintes: { une_seule_reponse_definitive: 'Ce rapport a déjà reçu sa réponse.' },
  async run(tx, { sens, texte, pourLe, version, ...input }, context) {
    const { acteur, maintenant } = context
    const { dossierId, rapportId } = input
    const rapport = await verrouille(tx, input, context)
    const suiteId = (await store.suiteDe(tx, dossierId, rapportId))?.suiteId ?? null
    refuseIf(refusDeRepondre({ ...rapport, suiteId }, acteur.juridictionId))
    refuseIf([
      ...refusDeRepondreSansAvoirLu(await reponses.reponses(tx, dossierId, rapportId), version),
      ...refusDeComplement(sens, pourLe, context.aujourdhui),
    ])
    const demande = rapport.saisineId ? await saisine(tx, dossierId, rapport.saisineId) : undefined
    const complement = sens === 'complement' && pourLe ? pourLe : null
    const avant = avantLeComplement(complement, demande)
    await reponses.insererReponse(tx, {
      ...input,
      magistratId: acteur.id,
      sens,
      texte,
      pourLe: complement,
      ...avant,
    })
    await store.changerEtat(tx, {
      ...input,
      etat: complement ? 'complement' : 'repondu',
      par: acteur.id,
      motif: null,
    })
    await reglerNouvelles(tx, context, {
      dossierId,
      cibleId: rapportId,
      natures: ['rapport_transmis', 'reponse_du_magistrat', 'reponse_retiree'],
    })
    if (complement) await demanderUnComplement(tx, context, rapport, complement)
    else if (rapport.saisineId)
      await saisines.cloreSaisine(tx, {
        dossierId,
        saisineId: rapport.saisineId,
        closeA: maintenant.toString(),
        closeMotif: REPONSE_DU_MAGISTRAT,
        closePar: acteur.id,
      })
    const destinataires = [{ referent: true as const }, ...aQuiEcrit(rapport)]
    if (!complement)
      await prevenir(tx, context, {
        dossierId,
        destinataires,
        nature: 'reponse_du_magistrat',
        cibleId: rapportId,
      })
    await publier(tx, context, suiviChange, { dossierId })
    return input
  },
  journal,
})

/**
 * The saisine of the report, open again; a report written without a saisine gets one, so that its
 * complement is awaited like the rest.
 */
async function demanderUnComplement(
  tx: Tx,
  { acteur, aujourdhui, maintenant }: Context,
  awaited: Awaited<ReturnType<typeof verrouille>>,
  echeanceLe: Jour,
) {
  const { dossierId, id: rapportId, saisineId, mesureId, juridictionId, titre } = awaited
  const enMain = { detenteur: 'spip' as const, motif: 'Complément demandé' }
  if (saisineId)
    return reponses.rouvrirSaisine(tx, {
      dossierId,
      saisineId,
      echeanceLe,
      par: acteur.id,
      ...enMain,
    })
  const objet = `Complément demandé : ${titre}`
  const saisine = {
    dossierId,
    mesureId,
    juridictionId,
    magistratId: acteur.id,
    nature: 'complement',
    objet,
    recueLe: aujourdhui,
    echeanceLe,
  }
  const nouvelle = await saisines.insererSaisine(
    tx,
    { ...saisine, saisiePar: acteur.id },
    maintenant.toString(),
  )
  await reponses.lierALaSaisine(tx, dossierId, rapportId, nouvelle)
}

/**
 * An answer given by mistake is taken back by a magistrate of that juridiction: it stays readable,
 * with who and why. The report waits for an answer again, its request is as it was before, and
 * whoever follows the person is told.
 */
export const retirerReponse = command({
  name: 'magistrats.retirer-reponse',
  permission: 'rapport:repondre',
  aQui: 'juridiction',
  input: retirerReponseForm,
  // As its answer: a last report is answered after the dossier that it ends has closed.
  surDossierClos: true,
  async run(tx, { dossierId, rapportId, reponseId, motifDuRetrait: motif }, context) {
    const { acteur, maintenant } = context
    const rapport = await verrouille(tx, { dossierId, rapportId }, context)
    const suiteId = (await store.suiteDe(tx, dossierId, rapportId))?.suiteId ?? null
    const donnees = await reponses.reponses(tx, dossierId, rapportId)
    refuseIf(
      refusDeRetirerLaReponse({ ...rapport, suiteId }, donnees, reponseId, acteur.juridictionId),
    )
    const retiree = trouver(donnees.find(x => x.id === reponseId))
    const attendComplement = reponseDebout(donnees.filter(x => x.id !== reponseId)) !== undefined
    const etat = attendComplement ? 'complement' : 'lu'
    await reponses.retirerReponse(tx, {
      dossierId,
      rapportId,
      reponseId,
      etat,
      motif,
      par: acteur.id,
      a: maintenant.toString(),
    })
    const demande = rapport.saisineId ? await saisine(tx, dossierId, rapport.saisineId) : undefined
    if (demande)
      await rendreLaDemande(tx, context, demande, {
        ...retiree,
        motif: `Réponse retirée : ${motif}`,
        attendComplement,
      })
    const destinataires = [
      { referent: true as const },
      ...aQuiEcrit(rapport),
      { agentId: retiree.magistratId },
    ]
    await prevenir(tx, context, {
      dossierId,
      destinataires,
      nature: 'reponse_retiree',
      cibleId: rapportId,
    })
    await publier(tx, context, suiviChange, { dossierId })
    return { dossierId, rapportId }
  },
  journal: ({ dossierId, rapportId, motifDuRetrait }) => ({
    dossierId,
    cible: rapportId,
    motif: motifDuRetrait,
  }),
})
type Retiree = reponses.Reponse & { motif: string; attendComplement: boolean }
/**
 * The request of an answer that is taken back: open again where the answer had closed it, closed
 * again or for its former day where it had opened it.
 */
async function rendreLaDemande(
  tx: Tx,
  { acteur, maintenant }: Context,
  demande: UneSaisine,
  retiree: Retiree,
): Promise<void> {
  const { dossierId, saisineId } = demande
  const [par, valeur] = [acteur.id, maintenant.toString()]
  const { motif, sens, echeancePrecedente, closePrecedenteA } = retiree
  const enMain = {
    detenteur: retiree.attendComplement ? ('spip' as const) : ('juridiction' as const),
    motif,
    par,
  }
  if (sens !== 'complement') {
    if (!demande.closeA || demande.closeMotif !== REPONSE_DU_MAGISTRAT) return
    return reponses.rouvrirSaisine(tx, {
      dossierId,
      saisineId,
      echeanceLe: demande.echeanceLe,
      ...enMain,
    })
  }
  // Closed since by whoever asked: nothing is awaited any more.
  if (demande.closeA) return
  const echeanceLe =
    demande.echeanceLe === retiree.pourLe && echeancePrecedente
      ? echeancePrecedente
      : demande.echeanceLe
  await reponses.rouvrirSaisine(tx, { dossierId, saisineId, echeanceLe, ...enMain })
  const avant = {
    closeMotif: retiree.closePrecedenteMotif ?? 'Sans motif',
    closePar: retiree.closePrecedentePar ?? par,
  }
  const nee = { closeMotif: motif, closePar: par }
  if (closePrecedenteA)
    await saisines.cloreSaisine(tx, { dossierId, saisineId, closeA: closePrecedenteA, ...avant })
  // Born of this complement, it goes with it.
  else if (!echeancePrecedente)
    await saisines.cloreSaisine(tx, { dossierId, saisineId, closeA: valeur, ...nee })
}
