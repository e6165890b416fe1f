import { randomBytes } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { adresseDe } from '../dossiers/index.ts'
import type { Context } from '../platform/command.ts'
import type { Jour, Territoire } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { trouver } from '../platform/http/plateforme.ts'
import { sansMotRevele } from '../platform/revele.ts'
import {
  choisirCanal,
  EN_MAIN_PROPRE,
  type Langue,
  langueDe,
  masquer,
  type Voie,
} from './canal.rules.ts'
import { lienArret } from './lien.ts'
import {
  type Canal,
  cleDe,
  debutDe,
  instantsDeRappel,
  type Moment,
  prochainEnvoi,
  type RappelsFaits,
  rappelsARefaire,
  territoireDuFuseau,
  utileJusqua,
} from './message.rules.ts'
import * as store from './message.store.ts'
import {
  adresseNeutre,
  dansSonSens,
  direLeJour,
  direLHeure,
  type Modalite,
  modalites,
  modeleParDefaut,
  motsDuModele,
  pourTous,
  rendre,
  sansLien,
  separerSujet,
  type Valeurs,
} from './modele.rules.ts'
import { alleger } from './sms.rules.ts'

export type { Moment } from './message.rules.ts'
/**
 * What a message is about: one convocation as it now is. `lieu` is the name that a message may say,
 * null when only the address is said.
 */
export type Annonce = {
  dossierId: string
  objetId: string
  entiteId: string
  type: string
  version: number
  le: Jour
  heure: string
  modalite: string
  lieu: string | null
  adresse: string
  telephone: string | null
  pieces: string | null
  fuseau: string
  rappelsHeures: number[]
  /** The person holds the summons already: no letter is to be printed, reminders are still sent. */
  remise?: boolean
  /** It has just been given: nothing was waiting to be said of it. */
  neuve?: boolean
  /** It is given back: what became of the reminders that it had. */
  rappels?: RappelsFaits
}
type AnnonceSansObjet = Omit<Annonce, 'objetId' | 'version'>
type Destination = { voie: Voie; langue: Langue; territoire: Territoire }
const OCTETS_DU_JETON = 9
const TROP_TARD =
  'Aucun envoi permis avant l’heure dite (nuit, dimanche ou jour férié) : prévenez par téléphone.'

/**
 * Writes what must be said of a convocation in the caller's transaction: what was waiting for it is
 * withdrawn, the message of the moment is queued when `envoyer`, and its reminders when it is still
 * to come. The same announcement twice is written once. Not saying a change is not unsaying what
 * the person does not know yet: what was waiting is said still, of the convocation as it now is.
 */
export async function annoncer(
  tx: Tx,
  context: Context,
  annonce: Annonce,
  moment: Moment,
  envoyer: boolean,
): Promise<void> {
  const attend =
    (moment === 'modification' || moment === 'convocation') && !envoyer && !annonce.neuve
      ? await store.annonceQuiAttend(tx, annonce.dossierId, annonce.objetId)
      : null
  const prevus = await aDire(tx, context, annonce, attend ?? moment, envoyer || attend !== null)
  const instant = context.maintenant.toString()
  if (!annonce.neuve)
    await store.retirer(tx, {
      dossierId: annonce.dossierId,
      objetId: annonce.objetId,
      saufCles: prevus.map(nouveau => nouveau.cle),
      a: instant,
    })
  if (prevus.length === 0) return
  const ecrits = await store.inserer(tx, prevus)
  const dits = ecrits.flatMap(ecrit => [
    ...(ecrit.etat === 'perime'
      ? [
          {
            dossierId: ecrit.dossierId,
            messageId: ecrit.id,
            quoi: 'perime',
            a: instant,
            detail: ecrit.erreur,
          },
        ]
      : []),
    // One that a gateway had already refused once, then withdrawn, is new for the gateway.
    ...(ecrit.essais > 0
      ? [
          {
            dossierId: ecrit.dossierId,
            messageId: ecrit.id,
            quoi: 'renvoye',
            a: instant,
            detail: null,
          },
        ]
      : []),
  ])
  await store.noter(tx, dits)
}

/**
 * A cancellation was a mistake. What it says and has not left is withdrawn, and what it had
 * withdrawn waits again; when it has left, or the moment has moved, the person is told anew.
 */
export async function reannoncer(
  tx: Tx,
  context: Context,
  annonce: Annonce,
  bougee: boolean,
): Promise<void> {
  const { partie, retiree } = await store.suiteDAnnulation(tx, annonce.dossierId, annonce.objetId)
  const moment = bougee ? 'modification' : ((retiree ?? 'convocation') as Moment)
  // At another hour, what was said of the former one reminds of nothing.
  const rappels = bougee
    ? undefined
    : await store.rappelsFaits(tx, annonce.dossierId, annonce.objetId)
  await annoncer(
    tx,
    context,
    { ...annonce, ...(rappels ? { rappels } : {}) },
    moment,
    partie || retiree !== null || bougee,
  )
}

/**
 * The person is expected again and was never told otherwise: what had not left when it was
 * withdrawn, and the reminders, each once.
 */
export async function rappeler(tx: Tx, context: Context, annonce: Annonce): Promise<void> {
  const { retiree } = await store.suiteDAnnulation(tx, annonce.dossierId, annonce.objetId)
  const rappels = await store.rappelsFaits(tx, annonce.dossierId, annonce.objetId)
  await annoncer(
    tx,
    context,
    { ...annonce, rappels },
    (retiree ?? 'convocation') as Moment,
    retiree !== null,
  )
}

/** Withdraws what was waiting to be said of it. */
export async function taire(tx: Tx, dossierId: string, objetId: string): Promise<void> {
  await store.retirer(tx, { dossierId, objetId, saufCles: [], a: null })
}

/**
 * By what a message can reach the person, and why; `destinataire` is masked (« 06 •• •• •• 34 »).
 */
export type Joignabilite = {
  canal: Canal
  destinataire: string | null
  pourquoi: string
  cachee?: true
}
export async function joignabilite(tx: Tx, dossierId: string): Promise<Joignabilite> {
  return trouver((await joignabilites(tx, [dossierId])).get(dossierId))
}

/**
 * A court that sees the convocation only reads no number nor address; its messages leave all the
 * same.
 */
const CACHEE: Joignabilite = {
  canal: 'sms',
  destinataire: null,
  pourquoi:
    'Messages et rappels partent selon les coordonnées que le service connaît ; votre juridiction ne les voit pas.',
  cachee: true,
}

/**
 * The same for several people at once, in one read; who is not in the périmètre is not in the
 * answer.
 */
export async function joignabilites(
  tx: Tx,
  dossierIds: string[],
): Promise<Map<string, Joignabilite>> {
  if (dossierIds.length === 0) return new Map()
  const lues = await store.situations(tx, dossierIds)
  return new Map(
    lues.map(ligne => [
      ligne.dossierId,
      ligne.montrees ? enBref(choisirCanal({ ...ligne, adresse: adresseDe(ligne) })) : CACHEE,
    ]),
  )
}
const enBref = ({ canal, destinataire, pourquoi }: Voie): Joignabilite => ({
  canal,
  destinataire: masquer(canal, destinataire),
  pourquoi,
})

/** The text that would leave, in the person's language. */
export async function apercu(tx: Tx, annonce: AnnonceSansObjet, moment: Moment): Promise<string> {
  const { voie, langue } = await destination(
    tx,
    annonce.dossierId,
    annonce.entiteId,
    annonce.fuseau,
  )
  const modele = await modelesPour(tx, annonce, [moment], voie.canal, langue)
  return composer(annonce, moment, modele(moment), voie.canal, langue, lienArret('x'.repeat(12)))
    .texte
}

/**
 * By what, in what language, under what public holidays; `essaye` is where an agent chose to try
 * again although it had failed.
 */
export async function destination(
  tx: Tx,
  dossierId: string,
  entiteId: string | null,
  fuseau: string,
  essaye?: string,
): Promise<Destination> {
  const [premiere] = await store.situations(tx, [dossierId], entiteId)
  const lue = trouver(premiere)
  const s = { ...lue, injoignables: lue.injoignables.filter(injoignable => injoignable !== essaye) }
  const territoire = (s.territoire ?? territoireDuFuseau(fuseau)) as Territoire
  const voie = choisirCanal({ ...s, adresse: adresseDe(s) })
  // A letter is always in French; its translation is on the same sheet, and made with it.
  return { voie, langue: voie.canal === 'lettre' ? 'fr' : langueDe(s.langues), territoire }
}

/** The messages that this moment calls for, none written yet. */
async function aDire(
  tx: Tx,
  context: Context,
  annonce: Annonce,
  moment: Moment,
  envoyer: boolean,
): Promise<store.NouveauMessage[]> {
  const { maintenant } = context
  const debut = debutDe(annonce.le, annonce.heure, annonce.fuseau, maintenant)
  const passee = Temporal.Instant.compare(debut, maintenant) <= 0
  if (passee && moment !== 'absence') return []
  const { voie, langue, territoire } = await destination(
    tx,
    annonce.dossierId,
    annonce.entiteId,
    annonce.fuseau,
  )
  const annonceA = prochainEnvoi(maintenant, annonce.fuseau, territoire)
  const avecRappels =
    (moment === 'convocation' || moment === 'modification') && voie.canal !== 'lettre'
  const prevus = avecRappels
    ? instantsDeRappel({
        ...annonce,
        debut,
        annonceA: envoyer ? annonceA : maintenant,
        annoncee: envoyer,
        territoire,
      })
    : []
  const aRefaire = { prevus, annoncee: envoyer, debut, permisA: annonceA }
  const rappels =
    annonce.rappels && avecRappels
      ? rappelsARefaire({ ...aRefaire, faits: annonce.rappels })
      : prevus
  const envois: { moment: Moment; envoiA: typeof maintenant; heures?: number }[] = [
    ...(envoyer && !(annonce.remise && voie.canal === 'lettre')
      ? [{ moment, envoiA: voie.canal === 'lettre' ? maintenant : annonceA }]
      : []),
    ...rappels.map(rappel => ({ moment: 'rappel' as const, ...rappel })),
  ]
  if (envois.length === 0) return []
  const [modele, jeton] = await Promise.all([
    modelesPour(tx, annonce, [...new Set(envois.map(ligne => ligne.moment))], voie.canal, langue),
    store.lienDuDossier(tx, annonce.dossierId, randomBytes(OCTETS_DU_JETON).toString('base64url')),
  ])
  return envois.map(ligne => {
    const { sujet, texte } = composer(
      annonce,
      ligne.moment,
      modele(ligne.moment),
      voie.canal,
      langue,
      lienArret(jeton),
    )
    const utile = utileJusqua(ligne.moment, debut, maintenant)
    const tropTard = voie.canal !== 'lettre' && Temporal.Instant.compare(ligne.envoiA, utile) >= 0
    const enLigne = tropTard ? 'perime' : 'a_envoyer'
    return {
      dossierId: annonce.dossierId,
      entiteId: annonce.entiteId,
      objetId: annonce.objetId,
      moment: ligne.moment,
      canal: voie.canal,
      langue,
      destinataire: voie.destinataire || EN_MAIN_PROPRE,
      sujet,
      texte,
      fuseau: annonce.fuseau,
      envoiA: ligne.envoiA.toString(),
      utileJusqua: utile.toString(),
      pourLe: annonce.le,
      pourHeure: annonce.heure,
      etat: voie.canal === 'lettre' ? 'a_imprimer' : enLigne,
      cle: cleDe(annonce.objetId, ligne.moment, annonce.version, ligne.heures),
      erreur: tropTard ? TROP_TARD : null,
      creeA: maintenant.toString(),
      changeA: maintenant.toString(),
      creePar: context.acteur.id,
    }
  })
}

/**
 * The wording in force at each moment: that of the service for this type, that of the service, else
 * ours.
 */
async function modelesPour(
  tx: Tx,
  annonce: AnnonceSansObjet,
  moments: Moment[],
  canal: Canal,
  langue: Langue,
): Promise<(moment: Moment) => string> {
  const leur = canal === 'sms' ? 'sms' : 'courriel'
  const modalite = (modalites as readonly string[]).includes(annonce.modalite)
    ? (annonce.modalite as Modalite)
    : 'lieu'
  // A service words its messages; the letter is made by the convocation, and this is only what it
  // is about.
  if (canal === 'lettre') return moment => modeleParDefaut(moment, modalite, leur, langue)
  const portee = { type: annonce.type, pour: pourTous(modalite) }
  const siens = await store.modelesEnVigueur(tx, {
    entiteId: annonce.entiteId,
    ...portee,
    moments,
    canal: leur,
    langue,
  })
  return moment => {
    return (
      siens.find(ligne => ligne.moment === moment)?.texte ??
      modeleParDefaut(moment, modalite, leur, langue)
    )
  }
}

/**
 * A text and its subject. Whatever the wording, the values that it repeats reveal nothing: a
 * service confirms its words, not a place’s name.
 */
function composer(
  annonce: AnnonceSansObjet,
  moment: Moment,
  modele: string,
  canal: Canal,
  langue: Langue,
  lien: string,
): { sujet: string | null; texte: string } {
  const dites: Valeurs = {
    date: direLeJour(annonce.le, langue, canal),
    heure: direLHeure(annonce.heure, langue),
    lieu: sansMotRevele(annonce.lieu),
    adresse: adresseNeutre(annonce.adresse),
    telephone: sansMotRevele(annonce.telephone),
    pieces: sansMotRevele(annonce.pieces),
    lien,
  }
  const valeurs = dansSonSens(dites, langue)
  if (canal === 'sms') return { sujet: null, texte: alleger(rendre(modele, moment, valeurs)) }
  const { sujet, corps } = separerSujet(modele)
  return {
    sujet: motsDuModele(sujet ?? '{date}', valeurs),
    texte: rendre(canal === 'lettre' ? sansLien(corps) : corps, moment, valeurs),
  }
}
