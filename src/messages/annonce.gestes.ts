import { randomBytes } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import type { Context } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { type ADire, type Annonce, composer, type Envoi, envoisDe } from './annonce.rules.ts'
import * as annonces from './annonce.store.ts'
import { EN_MAIN_PROPRE } from './canal.rules.ts'
import { destination } from './joignabilite.lecture.ts'
import { lienArret } from './lien.paths.ts'
import {
  type Canal,
  cleDe,
  debutDe,
  type Etat,
  type Instant,
  type Moment,
  utileJusqua,
} from './message.rules.ts'
import * as store from './message.store.ts'
import { modelesPour } from './modele.lecture.ts'

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
  { moment, envoyer }: ADire,
): Promise<void> {
  const attend =
    (moment === 'modification' || moment === 'convocation') && !envoyer && !annonce.neuve
      ? await annonces.annonceQuiAttend(tx, annonce.dossierId, annonce.objetId)
      : null
  const prevus = await aDire(tx, context, annonce, {
    moment: attend ?? moment,
    envoyer: envoyer || attend !== null,
  })
  const instant = context.maintenant.toString()
  if (!annonce.neuve)
    await annonces.retirer(tx, {
      dossierId: annonce.dossierId,
      objetId: annonce.objetId,
      saufCles: prevus.map(nouveau => nouveau.cle),
      a: instant,
    })
  if (prevus.length === 0) return
  const ecrits = await annonces.inserer(tx, prevus)
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
  const { partie, retiree } = await annonces.suiteDAnnulation(
    tx,
    annonce.dossierId,
    annonce.objetId,
  )
  const moment = bougee ? 'modification' : ((retiree ?? 'convocation') as Moment)
  // At another hour, what was said of the former one reminds of nothing.
  const rappels = bougee
    ? undefined
    : await annonces.rappelsFaits(tx, annonce.dossierId, annonce.objetId)
  await annoncer(
    tx,
    context,
    { ...annonce, ...(rappels ? { rappels } : {}) },
    { moment, envoyer: partie || retiree !== null || bougee },
  )
}

/**
 * The person is expected again and was never told otherwise: what had not left when it was
 * withdrawn, and the reminders, each once.
 */
export async function rappeler(tx: Tx, context: Context, annonce: Annonce): Promise<void> {
  const { retiree } = await annonces.suiteDAnnulation(tx, annonce.dossierId, annonce.objetId)
  const rappels = await annonces.rappelsFaits(tx, annonce.dossierId, annonce.objetId)
  await annoncer(
    tx,
    context,
    { ...annonce, rappels },
    { moment: (retiree ?? 'convocation') as Moment, envoyer: retiree !== null },
  )
}

/** Withdraws what was waiting to be said of it. */
export async function taire(tx: Tx, dossierId: string, objetId: string): Promise<void> {
  await annonces.retirer(tx, { dossierId, objetId, saufCles: [], a: null })
}

/** The messages that this moment calls for, none written yet. */
async function aDire(
  tx: Tx,
  context: Context,
  annonce: Annonce,
  { moment, envoyer }: ADire,
): Promise<annonces.NouveauMessage[]> {
  const { maintenant } = context
  const debut = debutDe(annonce.le, annonce.heure, annonce.fuseau, maintenant)
  const passee = Temporal.Instant.compare(debut, maintenant) <= 0
  if (passee && moment !== 'absence') return []
  const { voie, langue, territoire } = await destination(tx, annonce)
  const { canal } = voie
  const envois = envoisDe(annonce, { moment, envoyer, canal, territoire, debut, maintenant })
  if (envois.length === 0) return []
  const [modele, jeton] = await Promise.all([
    modelesPour(tx, annonce, [...new Set(envois.map(envoi => envoi.moment))], { canal, langue }),
    store.lienDuDossier(tx, annonce.dossierId, randomBytes(OCTETS_DU_JETON).toString('base64url')),
  ])
  const lien = lienArret(jeton)
  return envois.map(envoi => ({
    ...composer(annonce, modele(envoi.moment), { moment: envoi.moment, canal, langue, lien }),
    ...departDe(annonce, envoi, { canal, debut, maintenant }),
    langue,
    destinataire: voie.destinataire || EN_MAIN_PROPRE,
    creePar: context.acteur.id,
  }))
}

type Quand = { canal: Canal; debut: Instant; maintenant: Instant }
/** When it leaves and until when it is of use, under the key that makes it unique. */
function departDe(annonce: Annonce, envoi: Envoi, { canal, debut, maintenant }: Quand) {
  const utile = utileJusqua(envoi.moment, debut, maintenant)
  const tropTard = canal !== 'lettre' && Temporal.Instant.compare(envoi.envoiA, utile) >= 0
  const enLigne: Etat = tropTard ? 'perime' : 'a_envoyer'
  const etat: Etat = canal === 'lettre' ? 'a_imprimer' : enLigne
  return {
    dossierId: annonce.dossierId,
    entiteId: annonce.entiteId,
    objetId: annonce.objetId,
    moment: envoi.moment,
    canal,
    fuseau: annonce.fuseau,
    envoiA: envoi.envoiA.toString(),
    utileJusqua: utile.toString(),
    pourLe: annonce.le,
    pourHeure: annonce.heure,
    etat,
    cle: cleDe(annonce.objetId, envoi.moment, annonce.version, envoi.heures),
    erreur: tropTard ? TROP_TARD : null,
    creeA: maintenant.toString(),
    changeA: maintenant.toString(),
  }
}
