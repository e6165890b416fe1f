import {
  creneauxLibres,
  lieuParId,
  lieuxDeLEntite,
  type Plage,
  plageParId,
  seancesDe,
  seancesDuJour,
  type TypeDeConvocation,
  typeDe,
} from '../creneaux/index.ts'
import { adresseDe, decesDe, identite } from '../dossiers/index.ts'
import { finDuSuivi, quiANoteLeDeces } from '../mesures/index.ts'
import { agentParId, entitesLiees, refusAvantLArrivee } from '../moyens/index.ts'
import { type Acteur, type Context, entiteDe } from '../platform/command.ts'
import {
  afficherHeure,
  afficherJour,
  aujourdhui,
  heureDe,
  heureLocale,
  type Jour,
  minutesDe,
  type Territoire,
} from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { trouver } from '../platform/http/plateforme.ts'
import { type Refusal, Refused, refuseIf } from '../platform/refusal.ts'
import { estJuridiction } from './cadre.store.ts'
import {
  conflits,
  type Modalite,
  modalites,
  refusDAutrui,
  refusDHeureLibre,
  refusDUneMorte,
  refusDuType,
  refusSansConfirmation,
} from './convocation.rules.ts'
import type * as store from './convocation.store.ts'
import { refusApresLaFin, refusDuMoment } from './moment.rules.ts'
import { obstacles } from './moment.store.ts'

/** What was typed or chosen of a convocation, whatever the screen. */
export type Saisie = {
  type: string
  creneau?: string | undefined
  typeMontre?: string | undefined
  le?: Jour | undefined
  heure?: string | undefined
  dureeMinutes?: number | undefined
  modalite?: Modalite | undefined
  lieuId?: string | undefined
  lieu?: string | undefined
  adresse?: string | undefined
  agentId?: string | undefined
  consigne?: string | undefined
  prevenir: 'oui' | 'non'
  malgre: boolean
}
type Examen = Omit<store.Champs, 'place'>
export type Cadre = {
  entiteId: string
  ou: { serviceId: string | null; juridictionId: string | null }
  type: TypeDeConvocation
}

const entite = (acteur: Acteur): string => {
  const id = entiteDe(acteur)
  if (!id)
    throw new Refused([
      { code: 'sans_service', message: 'Seul un service ou une juridiction convoque.' },
    ])
  return id
}

type Choix = Pick<Saisie, 'type' | 'creneau' | 'typeMontre'>
/**
 * Where the person is received and by which type: one's own entité, or one that works with it and
 * opens the type to one's function.
 */
export async function cadreDe(
  tx: Tx,
  acteur: Acteur,
  { type, creneau, typeMontre }: Choix,
): Promise<Cadre> {
  const voulu = await cadreDuType(tx, acteur, type)
  // Without a script a change of type does not change the slots: the one that was ticked is of the
  // former type.
  if (creneau && typeMontre && typeMontre !== type) {
    const montre = await cadreDuType(tx, acteur, typeMontre)
    const message = `Les créneaux affichés étaient ceux de « ${montre.type.libelle} ». Voici ceux de « ${voulu.type.libelle} » : vérifiez le créneau, puis enregistrez de nouveau.`
    throw new Refused([{ code: 'autre_type', champ: 'creneau', message }])
  }
  return voulu
}
async function cadreDuType(tx: Tx, acteur: Acteur, type: string): Promise<Cadre> {
  const [ailleurs, cle = ''] = type.includes('/') ? type.split('/') : [undefined, type]
  const mienne = entite(acteur)
  const entiteId = ailleurs ?? mienne
  if (
    entiteId !== mienne &&
    !(await entitesLiees(tx, mienne)).some(entiteLiee => entiteLiee.entiteId === entiteId)
  )
    throw new Refused([
      {
        code: 'entite_non_liee',
        champ: 'type',
        message: 'Votre service ne convoque pas dans celui-là.',
      },
    ])
  return cadrer(tx, acteur, entiteId, cle)
}
/**
 * The same for an entité that the caller has already established as competent (the BEX, across the
 * country).
 */
export async function cadrer(
  tx: Tx,
  acteur: Acteur,
  entiteId: string,
  cle: string,
): Promise<Cadre> {
  const type = await typeDe(tx, entiteId, cle)
  refuseIf(refusDuType(type, acteur.fonction))
  const juridiction = entiteId === acteur.serviceId ? false : await estJuridiction(tx, entiteId)
  const ou = juridiction
    ? { serviceId: null, juridictionId: entiteId }
    : { serviceId: entiteId, juridictionId: null }
  return { entiteId, ou, type: trouver(type) }
}

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
  dossierId: string,
  cadre: Cadre,
  saisie: Saisie,
  {
    saufId = null,
    decisionNouvelle = false,
    seulement = null,
    choisies = [],
    vivante = false,
  }: Regard = {},
): Promise<Examen> {
  if (!vivante) refuseIf(await refusApresLeDeces(tx, context.acteur, dossierId, seulement !== null))
  const champs = saisie.creneau
    ? await chezLaPersonne(
        tx,
        dossierId,
        saisie,
        await dansUnePlage(tx, context, cadre, saisie, saisie.creneau),
      )
    : await aHeureLibre(tx, context, dossierId, cadre, saisie)
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

const commun = (cadre: Cadre, saisie: Saisie) => ({
  ...cadre.ou,
  type: cadre.type.cle,
  modalite: saisie.modalite ?? (cadre.type.modalite as Modalite),
  consigne: saisie.consigne ?? null,
  prevenir: saisie.prevenir === 'oui',
})
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
const momentDuLieu = (context: Context, fuseau: string) => ({
  le: aujourdhui(context.maintenant, fuseau),
  heure: heureLocale(context.maintenant, fuseau),
})

async function dansUnePlage(
  tx: Tx,
  context: Context,
  cadre: Cadre,
  saisie: Saisie,
  creneau: string,
): Promise<Examen> {
  const [plageId = '', jour = '', heure = ''] = creneau.split('|')
  const le = jour as Jour
  const plage = await plageParId(tx, plageId)
  const lieu = plage && (await lieuParId(tx, plage.lieuId))
  const perdu = () =>
    new Refused([
      {
        code: 'creneau_ferme',
        champ: 'creneau',
        message: `Le créneau du ${afficherJour(le)} à ${afficherHeure(heure)} n’est plus ouvert : choisissez-en un autre.`,
      },
    ])
  if (!plage || !lieu || plage.entiteId !== cadre.entiteId || !plage.types.includes(cadre.type.cle))
    throw perdu()
  const maintenant = momentDuLieu(context, lieu.fuseau)
  const duree = plage.collective ? plage.pasMinutes : cadre.type.dureeMinutes
  refuseIf(refusDuMoment({ le, heure, dureeMinutes: duree, parPlage: true }, lieu, maintenant))
  // Absences are conflicts that are said; here only the range itself is asked whether it opens this
  // slot.
  const ouverts = creneauxLibres({
    plages: [plage],
    absences: [],
    ouvertures: [{ ...lieu, territoire: lieu.territoire as Territoire, fermeLe: lieu.fermeLe }],
    occupations: [],
    du: le,
    au: le,
    maintenant,
    dureeMinutes: plage.collective ? null : duree,
    complets: true,
  })
  if (![...ouverts].some(ouvert => ouvert.heure === heure)) throw perdu()
  const modalite = saisie.modalite ?? (cadre.type.modalite as Modalite)
  return {
    ...commun(cadre, saisie),
    ...champsDuCreneau(plage, lieu, modalite),
    le,
    heure,
    dureeMinutes: duree,
  }
}
/**
 * Who receives, in which place of which range; somebody who is called or seen on a screen is told
 * so, and not to come.
 */
export const champsDuCreneau = (
  plage: Plage,
  lieu: { nom: string; adresseComplete: string },
  modalite: string,
) => ({
  agentId: plage.agentId,
  lieuId: plage.lieuId,
  agendaId: plage.agendaId,
  plageId: plage.plageId,
  capacite: plage.capacite,
  collective: plage.collective,
  lieu: modalite === 'lieu' ? lieu.nom : (modalites[modalite as Modalite] ?? lieu.nom),
  adresse: lieu.adresseComplete,
})

async function aHeureLibre(
  tx: Tx,
  context: Context,
  dossierId: string,
  cadre: Cadre,
  saisie: Saisie,
): Promise<Examen> {
  const agent = saisie.agentId ? await agentParId(tx, saisie.agentId) : undefined
  const { le, heure = '' } = saisie
  const deLEntite = agent?.serviceId === cadre.entiteId || agent?.juridictionId === cadre.entiteId
  refuseIf([
    ...refusDHeureLibre(cadre.type, agent && { deLEntite }),
    ...refusAvantLArrivee(agent, le ?? context.aujourdhui, 'agentId'),
  ])
  const modalite = saisie.modalite ?? (cadre.type.modalite as Modalite)
  const aDistance = modalite === 'telephone' || modalite === 'visio'
  const deLuiMeme = () =>
    aDistance && !saisie.adresse ? lieuDuSuivi(tx, context, dossierId, cadre.entiteId) : undefined
  const connu = saisie.lieuId ? trouver(await lieuParId(tx, saisie.lieuId)) : await deLuiMeme()
  if (connu && connu.entiteId !== cadre.entiteId && connu.entiteId !== entiteDe(context.acteur))
    throw new Refused([
      {
        code: 'lieu_d_autrui',
        champ: 'lieuId',
        message: 'Ce lieu est celui d’un autre service : choisissez un des vôtres.',
      },
    ])
  const chezElle =
    modalite === 'domicile' && !saisie.adresse
      ? adresseDe(trouver(await identite(tx, dossierId)))
      : null
  const lieu = saisie.lieu ?? (modalite === 'lieu' ? connu?.nom : modalites[modalite])
  const adresse = saisie.adresse ?? (chezElle || connu?.adresseComplete)
  if (!lieu || !adresse)
    throw new Refused([
      {
        code: 'sans_lieu',
        champ: lieu ? 'adresse' : 'lieuId',
        message: 'Choisissez un lieu, ou écrivez le lieu et son adresse.',
      },
    ])
  const dureeMinutes = saisie.dureeMinutes ?? cadre.type.dureeMinutes
  const bornes = modalite === 'domicile' || saisie.lieu ? undefined : connu
  refuseIf(
    refusDuMoment(
      { le: le as Jour, heure, dureeMinutes },
      bornes,
      momentDuLieu(context, connu?.fuseau ?? context.acteur.fuseau),
    ),
  )
  return {
    ...commun(cadre, saisie),
    agentId: saisie.agentId ?? null,
    lieuId: connu?.lieuId ?? null,
    agendaId: null,
    plageId: null,
    capacite: 1,
    collective: false,
    lieu,
    adresse,
    le: le as Jour,
    heure,
    dureeMinutes,
  }
}

/**
 * Nobody travels to a call: without a place it is made from where the person is followed, else from
 * the first place of the entité.
 */
async function lieuDuSuivi(tx: Tx, context: Context, dossierId: string, entiteId: string) {
  const lieux = await lieuxDeLEntite(tx, entiteId, context.aujourdhui)
  const antenneId = (await identite(tx, dossierId))?.antenneId
  return lieux.find(lieu => lieu.lieuId === antenneId) ?? lieux[0]
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
