import {
  couvertPar,
  demenagerLesAgendas,
  lieuParId,
  type Plage,
  plagesDe,
} from '../creneaux/index.ts'
import { command, entiteDe, ici, type Trace } from '../platform/command.ts'
import { afficherJour } from '../platform/date.ts'
import { trouver } from '../platform/introuvable.ts'
import { refuseIf } from '../platform/refusal.ts'
import { marquerADecider } from './a-decider.store.ts'
import { bouger } from './convocation.gestes.ts'
import { demenagerForm } from './demenagement.forms.ts'
import { apresLe, horsDuNouveauLieu, refusDeDemenager } from './demenagement.rules.ts'
import * as store from './demenagement.store.ts'
import { contraintes } from './place.gestes.ts'

/**
 * A place moves: its agendas and ranges go to the new one, its convocations to come follow at the
 * same hours, each with its history, its message when asked and its reminders made again. Those
 * that fall outside the new place's hours wait for a decision.
 */
export const demenager = command({
  name: 'agenda.demenager',
  permission: 'calendrier:tenir',
  aQui: 'entite',
  input: demenagerForm,
  contraintes,
  async run(tx, { deLieuId, versLieuId, le, prevenir }, context) {
    const entiteId = entiteDe(context.acteur) ?? ''
    const [de, vers] = [await lieuParId(tx, deLieuId), await lieuParId(tx, versLieuId)]
    refuseIf(refusDeDemenager({ de, vers, le, aujourdhui: context.aujourdhui, entiteId }))
    const nouveau = trouver(vers)
    const maintenant = ici(context)
    const { agendas, plages } = await demenagerLesAgendas(tx, context, { deLieuId, versLieuId, le })
    const nouvelles = await plagesDe(tx, { entiteId, du: le, au: '9999-12-31' })
    const prevues = await store.prevuesAuLieu(tx, {
      entiteId,
      deLieuId,
      ...apresLe(le, maintenant),
    })
    const ailleurs: string[] = []
    for (const convocation of prevues) {
      const { dossierId, convocationId } = convocation
      const place = placeSuivante(convocation, agendas, plages, nouvelles)
      const surPlace =
        convocation.modalite === 'lieu'
          ? { lieu: nouveau.nom, adresse: nouveau.adresseComplete }
          : {}
      await bouger(
        tx,
        context,
        { dossierId, convocationId, prevenir: prevenir && convocation.modalite === 'lieu' },
        { lieuId: versLieuId, ...surPlace, ...place },
      )
      if (
        horsDuNouveauLieu(
          { ...convocation, plage: convocation.plageId !== null },
          nouveau,
          maintenant,
        )
      )
        ailleurs.push(convocationId)
    }
    if (ailleurs.length > 0) {
      const detail = `Hors des horaires de ${nouveau.nom}, où elle a été déplacée.`
      await marquerADecider(
        tx,
        { motif: 'fermeture', detail, par: context.acteur.id },
        { ids: ailleurs, du: `${le}T00:00`, au: null },
      )
    }
    return {
      nom: nouveau.nom,
      quand: afficherJour(le),
      prevues,
      ailleurs: ailleurs.length,
      plages: Object.keys(plages).length,
    }
  },
  journal: ({ versLieuId }, { prevues, nom }) => {
    const [premiere, ...suite] = prevues.map(
      (ligne): Trace => ({
        dossierId: ligne.dossierId,
        cible: ligne.convocationId,
        motif: `Déménagement : ${nom}`,
      }),
    )
    return premiere ? [premiere, ...suite] : { cible: versLieuId }
  },
})

type Prevue = Awaited<ReturnType<typeof store.prevuesAuLieu>>[number]
/**
 * Its own range at the new place; a place that was held from a range since replaced goes to the one
 * that now covers the hour.
 */
function placeSuivante(
  prevue: Prevue,
  agendas: Record<string, string>,
  plages: Record<string, string>,
  nouvelles: Plage[],
) {
  const agendaId = prevue.agendaId ? agendas[prevue.agendaId] : undefined
  if (!agendaId) return {}
  const plageId = prevue.plageId ? plages[prevue.plageId] : undefined
  if (plageId) return { agendaId, plageId }
  const moment = {
    le: prevue.le,
    heure: prevue.heure,
    dureeMinutes: prevue.dureeMinutes,
    type: prevue.type,
  }
  const suivante = nouvelles.find(
    plage => plage.agendaId === agendaId && couvertPar([plage], moment),
  )
  return suivante ? { agendaId, plageId: suivante.plageId, capacite: suivante.capacite } : {}
}
