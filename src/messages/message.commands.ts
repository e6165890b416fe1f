import { type Context, command, entiteDe } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import type { Reaction } from '../platform/fait.ts'
import { trouver } from '../platform/introuvable.ts'
import { refuseIf } from '../platform/refusal.ts'
import * as boite from './boite.store.ts'
import type { Voie } from './canal.rules.ts'
import { destination } from './joignabilite.lecture.ts'
import { direForm, imprimerForm, leverForm, opposerForm, renvoyerForm } from './message.forms.ts'
import {
  prochainEnvoi,
  refusDeDireParTelephone,
  refusDeLever,
  refusDeRenvoyer,
  refusSansVoie,
} from './message.rules.ts'
import { noter } from './message.store.ts'
import { sansLigneDeLien } from './modele.rules.ts'
import * as opposition from './opposition.store.ts'
import { alleger } from './sms.rules.ts'

/** Who has no subject of its own takes this one: it says nothing. */
const SUJET_NEUTRE = 'Message'
const mien = async (tx: Tx, { acteur }: Context, dossierId: string, messageId: string) =>
  trouver(await boite.verrouiller(tx, dossierId, messageId, trouver(entiteDe(acteur))))

const mots: Record<Voie['canal'], (texte: string) => string> = {
  sms: alleger,
  lettre: sansLigneDeLien,
  courriel: texte => texte,
}
/**
 * The same words by another way: an SMS has no subject, an e-mail has one, a letter has no link.
 */
const parLaVoie = (
  donnees: { sujet: string | null; texte: string },
  { canal, destinataire }: Voie,
) => ({
  canal,
  destinataire,
  sujet: canal === 'sms' ? null : (donnees.sujet ?? SUJET_NEUTRE),
  texte: mots[canal](donnees.texte),
})

/**
 * Sends again, to where the person can be reached today. The history counts it, so that the gateway
 * takes it for a new one.
 */
export const renvoyer = command({
  name: 'messages.renvoyer',
  permission: 'message:ecrire',
  aQui: 'qui_suit_ou_convoque',
  input: renvoyerForm,
  async run(tx, { dossierId, messageId }, context) {
    const { maintenant } = context
    const message = await mien(tx, context, dossierId, messageId)
    const depasse = (await boite.evenements(tx, dossierId, messageId)).some(
      evenement => evenement.quoi === 'depasse',
    )
    refuseIf(refusDeRenvoyer({ ...message, depasse }, maintenant))
    const { voie, territoire } = await destination(tx, message, message.destinataire)
    const envoiA = prochainEnvoi(maintenant, message.fuseau, territoire)
    refuseIf([...refusSansVoie(voie), ...refusDeRenvoyer({ ...message, depasse }, envoiA)])
    const instant = maintenant.toString()
    await boite.changer(
      tx,
      { dossierId, id: messageId, a: instant },
      { ...parLaVoie(message, voie), etat: 'a_envoyer', envoiA: envoiA.toString(), erreur: null },
    )
    await noter(tx, [
      { dossierId, messageId, quoi: 'renvoye', a: instant, detail: context.acteur.nom },
    ])
    return { dossierId, messageId }
  },
  journal: ({ dossierId, messageId }) => ({ dossierId, cible: messageId }),
})

/**
 * An agent told it by telephone: what waited is withdrawn, what is in doubt does not leave again,
 * what failed is dealt with.
 */
export const direParTelephone = command({
  name: 'messages.dire-par-telephone',
  permission: 'message:ecrire',
  aQui: 'qui_suit_ou_convoque',
  input: direForm,
  async run(tx, { dossierId, messageId, precision = null }, context) {
    const message = await mien(tx, context, dossierId, messageId)
    refuseIf(refusDeDireParTelephone(message))
    const instant = context.maintenant.toString()
    if (message.etat === 'a_envoyer' || message.etat === 'a_imprimer')
      await boite.changer(tx, { dossierId, id: messageId, a: instant }, { etat: 'annule' })
    const { prenom, nom } = context.acteur
    await noter(tx, [
      {
        dossierId,
        messageId,
        quoi: 'dit_par_telephone',
        a: instant,
        detail: [`${prenom} ${nom}`, precision].filter(Boolean).join(' : '),
      },
    ])
    return { dossierId, messageId }
  },
  journal: ({ dossierId, messageId }) => ({ dossierId, cible: messageId }),
})

export const imprimerLettres = command({
  name: 'messages.imprimer-lettres',
  permission: 'message:ecrire',
  aQui: 'entite',
  input: imprimerForm,
  async run(tx, { ids }, { acteur, maintenant }) {
    return boite.marquerImprimees(tx, {
      entiteId: trouver(entiteDe(acteur)),
      ids,
      a: maintenant.toString(),
    })
  },
  journal: (_input, lettres) => {
    const [premiere, ...autres] = lettres.map(lettre => ({
      dossierId: lettre.dossierId,
      cible: lettre.id,
    }))
    return premiere ? [premiere, ...autres] : {}
  },
})

export const opposer = command({
  name: 'messages.opposer',
  permission: 'message:ecrire',
  aQui: 'qui_suit_ou_convoque',
  input: opposerForm,
  // Who asks to receive nothing more is heard, closed or not (RGPD art. 21).
  surDossierClos: true,
  async run(tx, { dossierId, canaux }, { maintenant }) {
    await opposition.opposer(tx, { dossierId, canaux, a: maintenant.toString() })
    return { dossierId }
  },
  journal: ({ dossierId }) => ({ dossierId }),
})

export const leverOpposition = command({
  name: 'messages.lever-opposition',
  permission: 'message:ecrire',
  aQui: 'qui_suit_ou_convoque',
  input: leverForm,
  async run(tx, { dossierId, oppositionId, motif }, { acteur, maintenant }) {
    refuseIf(
      refusDeLever(trouver(await opposition.verrouillerOpposition(tx, dossierId, oppositionId))),
    )
    await opposition.lever(tx, {
      dossierId,
      id: oppositionId,
      leveeA: maintenant.toString(),
      leveePar: acteur.id,
      motifLevee: motif,
    })
    return { dossierId }
  },
  journal: ({ dossierId, oppositionId, motif }) => ({ dossierId, cible: oppositionId, motif }),
})

/**
 * The number, the e-mail or the refusal changed: what waits goes where the person now is, never to
 * a stranger who has the former number.
 */
export const suivreLesCoordonnees: Reaction<{ dossierId: string }> = async (
  tx,
  { dossierId },
  { maintenant },
) => {
  const instant = maintenant.toString()
  await boite.retenirPourLesCoordonnees(tx, dossierId, instant)
  for (const message of await boite.enPartance(tx, dossierId)) {
    const { voie } = await destination(tx, message)
    if (voie.canal === message.canal && voie.destinataire === message.destinataire) continue
    const sansSens = voie.canal === 'lettre' && message.moment === 'rappel'
    // A letter that waits for paper stays one: what announced it has been read on screen, and a
    // message would leave unasked.
    if (!sansSens && voie.canal !== 'lettre' && message.canal === 'lettre') continue
    const attend = voie.canal === 'lettre' ? 'a_imprimer' : 'a_envoyer'
    const etat = sansSens ? 'annule' : attend
    await boite.changer(
      tx,
      { dossierId, id: message.id, a: instant },
      sansSens ? { etat, erreur: voie.pourquoi } : { ...parLaVoie(message, voie), etat },
    )
    await noter(tx, [
      {
        dossierId,
        messageId: message.id,
        quoi: sansSens ? 'annule' : 'coordonnees',
        a: instant,
        detail: voie.pourquoi || null,
      },
    ])
  }
}

export const verserLesMessages: Reaction<{ dossierId: string; absorbeId: string }> = async (
  tx,
  { dossierId, absorbeId },
) => opposition.verser(tx, dossierId, absorbeId)
