import type { z } from 'zod'
import { suiviChange } from '../dossiers/index.ts'
import { antenneParId } from '../moyens/index.ts'
import { type Context, command } from '../platform/command.ts'
import { heureLocale } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { publier, type Reaction } from '../platform/fait.ts'
import { trouver } from '../platform/http/plateforme.ts'
import { Refused, refuseIf } from '../platform/refusal.ts'
import { convoquerForm, deplacerForm, noterEtatForm, pointerForm, reporterForm } from './convocation.forms.ts'
import { refusApresLaFin, refusDEtat, refusDuMoment } from './convocation.rules.ts'
import * as store from './convocation.store.ts'

const contraintes = {
  une_personne_un_lieu_a_la_fois: 'Cette personne est déjà convoquée à ce moment-là.',
  un_agent_une_personne_a_la_fois: 'Cet agent reçoit déjà quelqu’un à ce moment-là : choisissez une autre heure ou un autre agent.',
}
const ici = ({ aujourdhui, maintenant, acteur }: Context) => ({ le: aujourdhui, heure: heureLocale(maintenant, acteur.fuseau) })

type Saisie = Omit<z.output<typeof convoquerForm>, 'dossierId'>
/** Checks the moment and completes place and address from the antenne: a convocation never leaves without its hour and its place. */
async function verifier(tx: Tx, dossierId: string, saisie: Saisie, context: Context) {
  const { acteur } = context
  const { serviceId } = acteur
  if (!serviceId) throw new Refused([{ code: 'sans_service', message: 'Seul un service convoque.' }])
  const antenne = saisie.antenneId ? trouver(await antenneParId(tx, saisie.antenneId)) : undefined
  const lieu = saisie.lieu ?? antenne?.nom
  const adresse = saisie.adresse ?? (antenne && `${antenne.adresse}, ${antenne.codePostal} ${antenne.commune}`)
  if (!lieu || !adresse)
    throw new Refused([
      { code: 'sans_lieu', champ: lieu ? 'adresse' : 'antenneId', message: 'Choisissez une antenne, ou écrivez le lieu et son adresse.' },
    ])
  refuseIf([...refusDuMoment(saisie, antenne, ici(context)), ...refusApresLaFin(await store.finDuSuivi(tx, dossierId), saisie.le)])
  const { le, heure, dureeMinutes, agentId, type } = saisie
  await store.prendreSonTour(tx, agentId, dossierId)
  return {
    serviceId,
    agentId,
    antenneId: saisie.antenneId ?? null,
    type,
    lieu,
    adresse,
    le,
    heure,
    dureeMinutes,
    consigne: saisie.consigne ?? null,
  }
}

export const convoquer = command({
  name: 'agenda.convoquer',
  permission: 'convocation:ecrire',
  input: convoquerForm,
  contraintes,
  async run(tx, { dossierId, ...saisie }, context) {
    const champs = await verifier(tx, dossierId, saisie, context)
    const { id } = await store.insererConvocation(tx, { dossierId, ...champs, creeePar: context.acteur.id })
    await store.noterEtat(tx, { dossierId, convocationId: id, etat: 'prevue', par: context.acteur.id, motif: null })
    await publier(tx, context, suiviChange, { dossierId })
    return { dossierId, convocationId: id }
  },
  journal: ({ dossierId }, { convocationId }) => ({ dossierId, cible: convocationId }),
})

/** Place, hour and agent can all be changed; what they were stays in the history. */
export const deplacerConvocation = command({
  name: 'agenda.modifier',
  permission: 'convocation:ecrire',
  input: deplacerForm,
  contraintes,
  async run(tx, { dossierId, convocationId, version, ...saisie }, context) {
    const avant = trouver(await store.convocation(tx, dossierId, convocationId))
    if (avant.etat !== 'prevue')
      throw new Refused([
        { code: 'plus_prevue', message: 'Cette convocation n’est plus à venir : elle ne se modifie pas. Faites-en une nouvelle.' },
      ])
    const champs = await verifier(tx, dossierId, saisie, context)
    const fait = await store.deplacer(tx, dossierId, convocationId, version, champs)
    if (!fait)
      throw new Refused([
        {
          code: 'modifie_entretemps',
          message:
            'Un autre agent vient de modifier cette convocation. Vos changements sont encore ici : vérifiez, puis enregistrez de nouveau.',
        },
      ])
    const { le, heure, lieu, agentNom } = avant
    await store.noterEtat(tx, {
      dossierId,
      convocationId,
      etat: 'modifiee',
      par: context.acteur.id,
      motif: null,
      detail: { le, heure, lieu, agent: agentNom },
    })
    await publier(tx, context, suiviChange, { dossierId })
    return { dossierId, convocationId }
  },
  journal: ({ dossierId, convocationId }) => ({ dossierId, cible: convocationId }),
})

export const noterEtat = command({
  name: 'agenda.noter-etat',
  permission: 'convocation:ecrire',
  input: noterEtatForm,
  async run(tx, { dossierId, convocationId, etat, motif = null }, context) {
    const c = trouver(await store.verrouiller(tx, dossierId, convocationId))
    refuseIf(refusDEtat(c, etat, ici(context)))
    await store.changerEtat(tx, { dossierId, convocationId, etat, par: context.acteur.id, motif })
    await publier(tx, context, suiviChange, { dossierId })
    return { dossierId, convocationId }
  },
  journal: ({ dossierId, convocationId, motif }) => ({ dossierId, cible: convocationId, motif: motif ?? null }),
})

/** A new convocation takes the place of the former one, and each knows the other. */
export const reporter = command({
  name: 'agenda.reporter',
  permission: 'convocation:ecrire',
  input: reporterForm,
  contraintes,
  async run(tx, { dossierId, convocationId, motif, ...saisie }, context) {
    const c = trouver(await store.verrouiller(tx, dossierId, convocationId))
    refuseIf(refusDEtat(c, 'reportee', ici(context)))
    const champs = await verifier(tx, dossierId, saisie, context)
    await store.changerEtat(tx, { dossierId, convocationId, etat: 'reportee', par: context.acteur.id, motif })
    const { id } = await store.insererConvocation(tx, { dossierId, ...champs, creeePar: context.acteur.id, remplaceId: convocationId })
    await store.noterEtat(tx, { dossierId, convocationId: id, etat: 'prevue', par: context.acteur.id, motif: null })
    await publier(tx, context, suiviChange, { dossierId })
    return { dossierId, convocationId: id }
  },
  journal: ({ dossierId, motif }, { convocationId }) => ({ dossierId, cible: convocationId, motif }),
})

export const pointerArrivee = command({
  name: 'agenda.pointer-arrivee',
  permission: 'accueil:pointer',
  input: pointerForm,
  async run(tx, { dossierId, convocationId }, context) {
    const c = trouver(await store.verrouiller(tx, dossierId, convocationId))
    if (c.le !== context.aujourdhui) throw new Refused([{ code: 'pas_aujourdhui', message: 'Cette convocation n’est pas aujourd’hui.' }])
    await store.pointer(tx, { dossierId, convocationId, arriveeA: context.maintenant.toString(), pointeePar: context.acteur.id })
    return { dossierId, le: c.le }
  },
  journal: ({ dossierId, convocationId }) => ({ dossierId, cible: convocationId }),
})

export const depointerArrivee = command({
  name: 'agenda.retirer-arrivee',
  permission: 'accueil:pointer',
  input: pointerForm,
  async run(tx, { dossierId, convocationId }) {
    const c = trouver(await store.verrouiller(tx, dossierId, convocationId))
    await store.depointer(tx, dossierId, convocationId)
    return { dossierId, le: c.le }
  },
  journal: ({ dossierId, convocationId }) => ({ dossierId, cible: convocationId }),
})

/** When the last measure ends, what was planned beyond it has no more ground. */
export const annulerApresLaFin: Reaction<{ dossierId: string }> = async (tx, { dossierId }, { acteur }) => {
  const fin = await store.finDuSuivi(tx, dossierId)
  if (!fin) return
  for (const { id } of await store.aVenirApres(tx, dossierId, fin)) {
    await store.changerEtat(tx, { dossierId, convocationId: id, etat: 'annulee', par: acteur.id, motif: 'Fin de la dernière mesure' })
  }
}
export const verserLesConvocations: Reaction<{ dossierId: string; absorbeId: string }> = async (tx, { dossierId, absorbeId }) => {
  await store.verserDans(tx, dossierId, absorbeId)
}
