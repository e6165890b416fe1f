import { prevenir, reglerNouvelles, suiviChange } from '../dossiers/index.ts'
import { type Context, command } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { publier } from '../platform/fait.ts'
import { refuseIf } from '../platform/refusal.ts'
import { aQuiEcrit, journal, verrouille } from './magistrats.commands.ts'
import { repondreForm } from './magistrats.forms.ts'
import { refusDeComplement, refusDeRepondre } from './magistrats.rules.ts'
import * as store from './magistrats.store.ts'
import * as reponses from './reponse.store.ts'
import { saisine } from './saisine.store.ts'

/** An answer ends the report and its saisine; « complément » opens the saisine again, for the day that the magistrate gives, as often as needed. */
export const repondre = command({
  name: 'magistrats.repondre',
  permission: 'rapport:repondre',
  input: repondreForm,
  // A last report is answered after the dossier that it ends has closed.
  surDossierClos: true,
  contraintes: { une_seule_reponse_definitive: 'Ce rapport a déjà reçu sa réponse.' },
  async run(tx, { sens, texte, pourLe, ...input }, context) {
    const { acteur, maintenant } = context
    const { dossierId, rapportId } = input
    const r = await verrouille(tx, input, context)
    const suiteId = (await store.suiteDe(tx, dossierId, rapportId))?.suiteId ?? null
    refuseIf([...refusDeRepondre({ ...r, suiteId }, acteur.juridictionId), ...refusDeComplement(sens, pourLe, context.aujourdhui)])
    const demande = r.saisineId ? await saisine(tx, dossierId, r.saisineId) : undefined
    const complement = sens === 'complement' && pourLe ? pourLe : null
    const jours = { pourLe: complement, echeancePrecedente: complement ? (demande?.echeanceLe ?? null) : null }
    await reponses.insererReponse(tx, { ...input, magistratId: acteur.id, sens, texte, ...jours })
    await store.changerEtat(tx, { ...input, etat: complement ? 'complement' : 'repondu', par: acteur.id, motif: null })
    await reglerNouvelles(tx, context, { dossierId, cibleId: rapportId, natures: ['rapport_transmis', 'reponse_du_magistrat'] })
    if (complement) await demanderUnComplement(tx, context, r, complement)
    else if (r.saisineId)
      await store.cloreSaisine(tx, {
        dossierId,
        saisineId: r.saisineId,
        closeA: maintenant.toString(),
        closeMotif: 'Réponse du magistrat',
        closePar: acteur.id,
      })
    const destinataires = [{ referent: true as const }, ...aQuiEcrit(r)]
    if (!complement) await prevenir(tx, context, { dossierId, destinataires, nature: 'reponse_du_magistrat', cibleId: rapportId })
    await publier(tx, context, suiviChange, { dossierId })
    return input
  },
  journal,
})

/** The saisine of the report, open again; a report written without a saisine gets one, so that its complement is awaited like the rest. */
async function demanderUnComplement(
  tx: Tx,
  { acteur, aujourdhui, maintenant }: Context,
  r: Awaited<ReturnType<typeof verrouille>>,
  echeanceLe: string,
) {
  const { dossierId, id: rapportId, saisineId, mesureId, juridictionId, titre } = r
  if (saisineId) return reponses.rouvrirSaisine(tx, { dossierId, saisineId, echeanceLe, par: acteur.id })
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
  const nouvelle = await store.insererSaisine(tx, { ...saisine, saisiePar: acteur.id }, maintenant.toString())
  await reponses.lierALaSaisine(tx, dossierId, rapportId, nouvelle)
}
