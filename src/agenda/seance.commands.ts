import { lieuParId, type Plage, plageParId, typeDe } from '../creneaux/index.ts'
import { decesDe } from '../dossiers/index.ts'
import { finDuSuivi } from '../mesures/index.ts'
import { type Context, command, entiteDe, ici, type Trace } from '../platform/command.ts'
import type { Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { Introuvable, trouver } from '../platform/introuvable.ts'
import { type Refusal, refuseIf } from '../platform/refusal.ts'
import { poser, terminer } from './convocation.gestes.ts'
import { refusDuType } from './convocation.rules.ts'
import { champsDuCreneau } from './creneau.examen.ts'
import { contraintes } from './place.gestes.ts'
import { inscrireForm, issuesForm, retirerForm } from './seance.forms.ts'
import { prochainesSeances, seancesEntre } from './seance.lecture.ts'
import {
  refusDePlaces,
  refusDeRetrait,
  refusDeSeance,
  refusDInscription,
  refusDIssue,
} from './seance.rules.ts'
import * as store from './seance.store.ts'

/** One trace per dossier: each person finds the act in their own journal. */
export const tracesDe = (
  lignes: { dossierId: string; cible: string; motif?: string | null }[],
): [Trace, ...Trace[]] => {
  const [premiere, ...suite] = lignes
  if (!premiere) throw new Error('a write on no dossier has no trace')
  return [premiere, ...suite]
}

/**
 * The session's range, when it is a collective one of the acting entité; for anybody else it does
 * not exist.
 */
async function plageDici(tx: Tx, plageId: string, { acteur }: Context): Promise<Plage> {
  const plage = trouver(await plageParId(tx, plageId))
  if (!plage.collective || plage.entiteId !== entiteDe(acteur)) throw new Introuvable()
  return plage
}

export const inscrire = command({
  name: 'agenda.inscrire-a-une-seance',
  permission: 'convocation:ecrire',
  aQui: 'entite',
  input: inscrireForm,
  contraintes,
  async run(tx, { plageId, le, heure, type, dossiers, prevenir, malgre }, context) {
    const plage = await plageDici(tx, plageId, context)
    const { entiteId } = plage
    const uniques = [...new Set(dossiers)]
    const demande = { plage, le, heure, type, demandees: uniques.length }
    // Looked at before waiting: when a hundred ask for the last place, nearly all are answered
    // without a queue.
    await seanceOuverte(tx, context, demande)
    await store.prendreLAgenda(tx, plage.agendaId)
    const { dureeMinutes, capacite } = await seanceOuverte(tx, context, demande)
    const quoi = plage.types.includes(type) ? await typeDe(tx, entiteId, type) : undefined
    refuseIf(refusDuType(quoi, context.acteur.fonction))
    refuseIf(
      await refusDesPersonnes(
        tx,
        uniques,
        { plageId, le, heure, dureeMinutes, lieuId: plage.lieuId },
        malgre,
      ),
    )
    const lieu = trouver(await lieuParId(tx, plage.lieuId))
    const { serviceId, juridictionId } = context.acteur
    const modalite = quoi?.modalite ?? 'lieu'
    const champs = {
      serviceId,
      juridictionId: serviceId ? null : juridictionId,
      ...champsDuCreneau(plage, lieu, modalite),
      capacite,
      type,
      modalite,
      le,
      heure,
      dureeMinutes,
      consigne: null,
      prevenir,
    }
    const inscrites = []
    for (const dossierId of uniques.sort())
      inscrites.push({ dossierId, ...(await poser(tx, context, { ...champs, dossierId })) })
    return { plageId, le, heure, inscrites }
  },
  journal: (_, { inscrites }) =>
    tracesDe(inscrites.map(i => ({ dossierId: i.dossierId, cible: i.convocationId }))),
})

type Demande = { plage: Plage; le: Jour; heure: string; type: string; demandees: number }
/** The session that is asked for, when it is to come, still in the agenda and with room enough. */
async function seanceOuverte(
  tx: Tx,
  context: Context,
  { plage: { plageId, entiteId }, le, heure, type, demandees }: Demande,
) {
  const maintenant = ici(context)
  const duJour = await seancesEntre(tx, {
    entiteId,
    plageId,
    du: le,
    au: le,
    maintenant: { le, heure: '00:00' },
  })
  const seance = duJour.find(seanceLue => seanceLue.heure === heure)
  refuseIf(refusDeSeance({ le, heure }, seance !== undefined, maintenant))
  const { libres, ...ouverte } = trouver(seance)
  const prochaines =
    demandees > libres ? await prochainesSeances(tx, { entiteId, type, maintenant, limite: 3 }) : []
  refuseIf(refusDePlaces(demandees, libres, prochaines))
  return ouverte
}

/**
 * All that stands in the way of each person, so that the agent reads it at once and not one by one.
 */
async function refusDesPersonnes(
  tx: Tx,
  dossiers: string[],
  seance: { plageId: string; le: Jour; heure: string; dureeMinutes: number; lieuId: string },
  malgre: boolean,
): Promise<Refusal[]> {
  const personnes = await store.personnesChoisies(tx, dossiers, seance.lieuId)
  if (personnes.length !== dossiers.length) throw new Introuvable()
  const alors = await store.convoquesAlors(tx, dossiers, seance)
  const deces = await decesDe(tx, dossiers)
  const refus: Refusal[] = []
  for (const personne of personnes) {
    const siennes = alors.filter(alor => alor.dossierId === personne.dossierId)
    const dejaInscrite = siennes.some(
      ligne => ligne.plageId === seance.plageId && ligne.heure === seance.heure,
    )
    const candidat = {
      nom: personne.nom,
      clos: personne.clos,
      decedeLe: deces.get(personne.dossierId) ?? null,
      finLe: await finDuSuivi(tx, personne.dossierId),
      dejaInscrite,
      ailleurs: siennes[0] ?? null,
      detention: personne.detention,
    }
    refus.push(...refusDInscription(candidat, seance.le, malgre))
  }
  return refus
}

/** What happened to each person of a session, in one form; who is not noted stays as they were. */
export const noterLaSeance = command({
  name: 'agenda.noter-une-seance',
  permission: 'convocation:ecrire',
  aQui: 'entite',
  input: issuesForm,
  async run(tx, { plageId, le, heure, issues, prevenirAbsents }, context) {
    const { entiteId } = await plageDici(tx, plageId, context)
    const lignes = new Map(
      (await store.verrouillerParticipants(tx, { entiteId, plageId, le, heure })).map(
        verrouillerParticipant => [verrouillerParticipant.id, verrouillerParticipant],
      ),
    )
    const noms = new Map(
      (await store.participants(tx, { entiteId, plageId, le, heure })).map(participant => [
        participant.id,
        participant.nom,
      ]),
    )
    const aNoter = issues.flatMap(({ etat, ...i }) =>
      etat !== undefined && etat !== i.vu ? [{ ...i, etat }] : [],
    )
    const maintenant = ici(context)
    refuseIf(
      aNoter.flatMap(i => {
        // The journal names the dossier: it is the one of the line, not what the form says.
        const ligne = trouver(
          [lignes.get(i.convocationId)].find(element => element?.dossierId === i.dossierId),
        )
        return refusDIssue(
          { ...ligne, nom: noms.get(i.convocationId) ?? 'Cette personne' },
          i.vu,
          i.etat,
          maintenant,
        )
      }),
    )
    for (const { convocationId, etat } of aNoter) {
      const { dossierId } = trouver(lignes.get(convocationId))
      await terminer(tx, context, { dossierId, convocationId }, { etat, prevenir: prevenirAbsents })
    }
    return {
      plageId,
      le,
      heure,
      notees: aNoter.map(i => ({ dossierId: i.dossierId, cible: i.convocationId })),
    }
  },
  journal: (_, { notees }) => tracesDe(notees),
})

export const retirerDeLaSeance = command({
  name: 'agenda.retirer-d-une-seance',
  permission: 'convocation:ecrire',
  aQui: 'qui_suit_ou_convoque',
  input: retirerForm,
  async run(tx, { plageId, le, heure, dossierId, convocationId, motif, prevenir }, context) {
    const { entiteId } = await plageDici(tx, plageId, context)
    const siens = await store.verrouillerParticipants(tx, { entiteId, plageId, le, heure })
    refuseIf(
      refusDeRetrait(
        trouver(siens.find(ligne => ligne.id === convocationId && ligne.dossierId === dossierId)),
      ),
    )
    await terminer(
      tx,
      context,
      { dossierId, convocationId },
      { etat: 'annulee', motif: motif ?? 'Retirée de la séance', prevenir },
    )
    return { plageId, le, heure }
  },
  journal: ({ dossierId, convocationId, motif }) => ({
    dossierId,
    cible: convocationId,
    motif: motif ?? null,
  }),
})
