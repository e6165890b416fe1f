import { seancesDe, seancesDuJour, typeDe } from '../creneaux/index.ts'
import { adresseDe, decesDe, identite } from '../dossiers/index.ts'
import { finDuSuivi, quiANoteLeDeces } from '../mesures/index.ts'
import { entitesLiees } from '../moyens/index.ts'
import { type Acteur, type Context, entiteDe } from '../platform/command.ts'
import { heureDe, minutesDe } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { trouver } from '../platform/introuvable.ts'
import { type Refusal, refuseIf } from '../platform/refusal.ts'
import type { Demande, Examen, Saisie } from './cadre.examen.ts'
import {
  conflits,
  refusDAutrui,
  refusDUneMorte,
  refusDuType,
  refusSansConfirmation,
} from './convocation.rules.ts'
import type * as store from './convocation.store.ts'
import { dansUnePlage } from './creneau.examen.ts'
import { aHeureLibre } from './heure-libre.examen.ts'
import { refusApresLaFin } from './moment.rules.ts'
import { obstacles } from './moment.store.ts'

type Convoquee = Pick<
  store.Convocation,
  'dossierId' | 'entiteId' | 'serviceId' | 'type' | 'donneeParEntiteId'
>
/**
 * What stands in the way of changing this convocation, which the dossier shows to all who share it.
 */
export async function refusDeToucher(
  tx: Tx,
  acteur: Acteur,
  convoquee: Convoquee,
): Promise<Refusal[]> {
  const mienne = entiteDe(acteur)
  if (convoquee.entiteId === mienne || mienne === null || convoquee.entiteId === null)
    return refusDAutrui(convoquee, { entiteId: mienne, suit: false, convoqueLa: false })
  const suit = (await identite(tx, convoquee.dossierId))?.serviceId === mienne
  const { entiteId } = convoquee
  // What a third entité gave there is in its hands, and in those of who receives: a court undoes
  // nothing of another court.
  const aNous = convoquee.donneeParEntiteId === mienne || convoquee.donneeParEntiteId === entiteId
  const liee =
    aNous && (await entitesLiees(tx, mienne)).some(entiteLiee => entiteLiee.entiteId === entiteId)
  const convoqueLa =
    liee && refusDuType(await typeDe(tx, entiteId, convoquee.type), acteur.fonction).length === 0
  return refusDAutrui(convoquee, { entiteId: mienne, suit, convoqueLa })
}

/** The death that stands in the dossier, as far as whoever convokes reads it. */
export async function refusApresLeDeces(
  tx: Tx,
  acteur: Acteur,
  dossierId: string,
  cachee = false,
): Promise<Refusal[]> {
  const decedeLe = (await decesDe(tx, [dossierId])).get(dossierId)
  const appeler =
    decedeLe && !cachee && !acteur.peut('acte:ecrire') ? await quiAppeler(tx, dossierId) : null
  return refusDUneMorte(decedeLe, cachee, appeler)
}
/** Who may undo a death: the service that follows; and who recorded it. */
async function quiAppeler(tx: Tx, dossierId: string): Promise<string> {
  const { serviceNom } = trouver(await identite(tx, dossierId))
  const par = await quiANoteLeDeces(tx, dossierId)
  const qui = par
    ? ` ; l’acte de décès est enregistré par ${par.nomComplet}${par.juridictionNom ? `, ${par.juridictionNom}` : ''}`
    : ''
  return `${serviceNom ?? 'le service qui la suivait'}${qui}`
}

type Regard = {
  saufId?: string | null
  decisionNouvelle?: boolean
  /**
   * The dossier is not open to whoever convokes: only these convocations of it, their own, may be
   * named.
   */
  seulement?: readonly string[] | null
  /** What this same gesture has just given: not « already » there for whoever chose it. */
  choisies?: readonly string[]
  /** The caller has just looked for a death, once for all that it convokes to. */
  vivante?: boolean
}
/**
 * Checks the moment and completes place and address: a convocation never leaves without its hour
 * and its place.
 */
export async function examiner(
  tx: Tx,
  context: Context,
  {
    saufId = null,
    decisionNouvelle = false,
    seulement = null,
    choisies = [],
    vivante = false,
    ...demande
  }: Demande & Regard,
): Promise<Examen> {
  const { dossierId, cadre, saisie } = demande
  if (!vivante) refuseIf(await refusApresLeDeces(tx, context.acteur, dossierId, seulement !== null))
  const champs = saisie.creneau
    ? await chezLaPersonne(
        tx,
        dossierId,
        saisie,
        await dansUnePlage(tx, context, demande, saisie.creneau),
      )
    : await aHeureLibre(tx, context, demande)
  const [fin, { absences, autres, detention }, seances] = await Promise.all([
    finDuSuivi(tx, dossierId),
    obstacles(tx, { ...champs, dossierId }, saufId),
    champs.collective ? [] : seancesDeLAgent(tx, cadre.entiteId, champs),
  ])
  // At the hearing the new sentence is not recorded yet: the end of the former measures says
  // nothing of it.
  if (!decisionNouvelle) refuseIf(refusApresLaFin(fin, champs.le))
  const dites = seulement ? autres.filter(ligne => seulement.includes(ligne.id)) : autres
  const situation = {
    absences: absences.map(absence => ({
      qui: absence.nomComplet ?? absence.nom ?? 'Agenda',
      du: absence.du,
      au: absence.au,
    })),
    autres: dites.map(ligne => ({ ...ligne, choisie: choisies.includes(ligne.id) })),
    seances,
    detention: seulement ? null : (detention ?? null),
    tu: seulement !== null && (dites.length < autres.length || detention?.ici === false),
  }
  refuseIf(
    refusSansConfirmation(
      conflits({ le: champs.le, heure: champs.heure }, situation),
      saisie.malgre,
    ),
  )
  return champs
}
/** A visit in a slot is of where the person lives, not of where the range is held. */
async function chezLaPersonne(
  tx: Tx,
  dossierId: string,
  saisie: Saisie,
  champs: Examen,
): Promise<Examen> {
  if (champs.modalite !== 'domicile') return champs
  return {
    ...champs,
    adresse: saisie.adresse ?? adresseDe(trouver(await identite(tx, dossierId))) ?? champs.adresse,
  }
}

/** Group sessions that the agent leads at that moment. */
async function seancesDeLAgent(tx: Tx, entiteId: string, examen: Examen) {
  if (!examen.agentId) return []
  const le = examen.le
  const [debut, fin] = [minutesDe(examen.heure), minutesDe(examen.heure) + examen.dureeMinutes]
  const siennes = (await seancesDe(tx, { entiteId, du: le, au: le })).filter(
    plage => plage.agentId === examen.agentId,
  )
  return siennes.flatMap(plage =>
    seancesDuJour(plage, le)
      .filter(seance => seance.debut < fin && seance.fin > debut)
      .map(seance => ({
        intitule: plage.intitule ?? 'une séance collective',
        de: heureDe(seance.debut),
        a: heureDe(seance.fin),
      })),
  )
}
