import { refusAvantLArrivee } from '../moyens/index.ts'
import { command } from '../platform/command.ts'
import { afficherJourCourt, ajouterJours, type Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { publier } from '../platform/fait.ts'
import { trouver } from '../platform/introuvable.ts'
import { refuseIf } from '../platform/refusal.ts'
import { absenceForm, retirerAbsenceForm } from './calendrier.forms.ts'
import { ici, quiTient } from './calendrier.lecture.ts'
import { refusDAbsence, refusDeTenirLeCalendrier } from './calendrier.rules.ts'
import * as store from './calendrier.store.ts'
import { absenceRetiree, calendrierChange } from './creneaux.faits.ts'
import { agendaParId, lieuParId } from './lecture.store.ts'

/** What an absence is about, in the entité of its own. */
async function objetDe(tx: Tx, objet: string) {
  const [genre, id = ''] = objet.split('.')
  const rien = { agentId: null, agendaId: null, lieuId: null }
  if (genre === 'agent') {
    const agent = trouver(await store.agentDe(tx, id))
    return {
      ids: { ...rien, agentId: id },
      nom: agent.nom,
      entiteId: agent.entiteId ?? '',
      agentId: id,
      agent,
    }
  }
  if (genre === 'agenda') {
    const agenda = trouver(await agendaParId(tx, id))
    return {
      ids: { ...rien, agendaId: id },
      nom: agenda.nom,
      entiteId: agenda.entiteId,
      agentId: agenda.agentId,
    }
  }
  const lieu = trouver(await lieuParId(tx, id))
  return { ids: { ...rien, lieuId: id }, nom: lieu.nom, entiteId: lieu.entiteId, agentId: null }
}
const debutDe = (le: Jour, heure: string | undefined) => `${le}T${heure ?? '00:00'}`
/** Without an hour, the last day is absent to its end. */
const finDe = (le: Jour, heure: string | undefined) =>
  heure ? `${le}T${heure}` : `${ajouterJours(le, 1)}T00:00`

export const noterAbsence = command({
  name: 'creneaux.noter-absence',
  permission: 'plage:ecrire',
  aQui: 'entite',
  input: absenceForm,
  async run(tx, { objet, duLe, duHeure, auLe, auHeure, motif }, context) {
    const { acteur } = context
    const { ids, nom, entiteId, agentId, agent } = await objetDe(tx, objet)
    refuseIf(refusDeTenirLeCalendrier(quiTient(acteur), { entiteId, agentId }))
    const [du, au] = [debutDe(duLe, duHeure), finDe(auLe, auHeure)]
    refuseIf([
      ...refusDAbsence({ du, au }, ici(context)),
      ...refusAvantLArrivee(agent, context.aujourdhui, 'objet'),
    ])
    const { id } = await store.insererAbsence(tx, {
      entiteId,
      ...ids,
      du,
      au,
      motif,
      creeePar: acteur.id,
    })
    const jours =
      duLe === auLe
        ? `le ${afficherJourCourt(duLe)}`
        : `du ${afficherJourCourt(duLe)} au ${afficherJourCourt(auLe)}`
    await publier(tx, context, calendrierChange, {
      entiteId,
      motif: ids.agentId ? 'absence' : 'fermeture',
      ...ids,
      plageId: null,
      absenceId: id,
      du,
      au,
      detail: ids.agentId ? `${nom} est absent ${jours}.` : `« ${nom} » est fermé ${jours}.`,
    })
    return { absenceId: id }
  },
  journal: (_input, { absenceId }) => ({ cible: absenceId }),
})

export const retirerAbsence = command({
  name: 'creneaux.retirer-absence',
  permission: 'plage:ecrire',
  aQui: 'entite',
  input: retirerAbsenceForm,
  async run(tx, { absenceId }, context) {
    const { acteur, maintenant } = context
    const absence = trouver(await store.verrouillerAbsence(tx, absenceId))
    const agenda = absence.agendaId ? await agendaParId(tx, absence.agendaId) : undefined
    refuseIf(
      refusDeTenirLeCalendrier(quiTient(acteur), {
        entiteId: absence.entiteId,
        agentId: absence.agentId ?? agenda?.agentId ?? null,
      }),
    )
    if (absence.retireeA !== null)
      refuseIf([{ code: 'deja_retiree', message: 'Cette absence a déjà été retirée.' }])
    await store.retirerAbsence(tx, absenceId, acteur.id, maintenant.toString())
    await publier(tx, context, absenceRetiree, { absenceId })
    return { absenceId }
  },
  journal: ({ absenceId }) => ({ cible: absenceId }),
})
