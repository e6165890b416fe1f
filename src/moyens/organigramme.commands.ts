import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { type Context, command } from '../platform/command.ts'
import type { Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { fait, publier } from '../platform/fait.ts'
import { trouver } from '../platform/introuvable.ts'
import { refuseIf } from '../platform/refusal.ts'
import { fonctionQui } from './fonction.rules.ts'
import {
  agentForm,
  antenneForm,
  etablissementForm,
  juridictionForm,
  serviceForm,
} from './organigramme.forms.ts'
import {
  peutSuivre,
  refusDAgent,
  refusDEmpreinte,
  refusDeDoublon,
  refusDeNePlusSuivre,
  refusDeSaFiche,
  refusDeTenir,
  refusDHoraires,
} from './organigramme.rules.ts'
import * as store from './organigramme.store.ts'

/**
 * An agent leaves, on another day than was said, or stays after all: read in the directory by the
 * modules that answer for what they leave.
 */
export const departChange = fait<{ agentId: string }>('moyens.depart-change')
/**
 * Somebody is about to write a departure: what it would leave behind, in the words of the modules
 * that keep it.
 */
export const departSePrepare = fait<{ agentId: string; suites: string[] }>(
  'moyens.depart-se-prepare',
)

/** What a form showed of a row, in short: sent back, it tells whether the row is still the same. */
export const empreinteDe = (ligne: object): string =>
  createHash('sha256').update(JSON.stringify(ligne)).digest('hex').slice(0, 32)

/**
 * Somebody is about to be unable to follow anybody: how many open dossiers they have in hand,
 * counted by the module that keeps them.
 */
export const suiviSeCompte = fait<{ agentId: string; compte: { dossiers: number } }>(
  'moyens.suivi-se-compte',
)

type Table = Parameters<typeof store.verrouiller>[1]
/** Reads the row under a lock. */
async function relire<T extends object>(
  tx: Tx,
  table: Table,
  id: string,
  lire: (tx: Tx, id: string) => Promise<T | undefined>,
): Promise<T> {
  trouver(await store.verrouiller(tx, table, id))
  return trouver(await lire(tx, id))
}
/** Not the row that the form showed: asked once it is known to be theirs. */
const refusDAutreLigne = (vue: string | undefined, ligne: object | null) =>
  ligne ? refusDEmpreinte(vue, empreinteDe(ligne)) : []

/** A service of the directory, entered or corrected. */
async function ecrireService(
  tx: Tx,
  input: z.output<typeof serviceForm>,
  { acteur }: Context,
): Promise<{ serviceId: string }> {
  const { serviceId, empreinte, disp, telephone = null, courriel = null, ...reste } = input
  refuseIf(refusDeTenir(acteur, serviceId ?? null))
  if (serviceId)
    refuseIf(
      refusDAutreLigne(empreinte, await relire(tx, 'service', serviceId, store.serviceParId)),
    )
  const valeurs = { ...reste, telephone, courriel, dispId: await store.dispNommee(tx, disp) }
  if (!serviceId) return { serviceId: (await store.insererService(tx, valeurs)).id }
  await store.modifierService(tx, serviceId, valeurs)
  return { serviceId }
}
const deService = {
  aQui: 'organisation' as const,
  input: serviceForm,
  contraintes: { un_nom_par_service: 'Un service porte déjà ce nom.' },
  run: ecrireService,
  journal: (_input: unknown, { serviceId }: { serviceId: string }) => ({ cible: serviceId }),
}
export const tenirService = command({
  ...deService,
  name: 'moyens.tenir-service',
  permission: 'annuaire:ecrire',
})
/** A service that the tool did not have: the administrator's, as is a juridiction. */
export const ouvrirService = command({
  ...deService,
  name: 'moyens.ouvrir-service',
  permission: 'annuaire:ouvrir',
})

export const tenirAntenne = command({
  name: 'moyens.tenir-antenne',
  permission: 'annuaire:ecrire',
  aQui: 'organisation',
  input: antenneForm,
  contraintes: { un_nom_par_antenne_du_service: 'Une antenne de ce service porte déjà ce nom.' },
  async run(
    tx,
    {
      antenneId,
      serviceId,
      empreinte,
      etablissementId = null,
      courriel = null,
      fermeeLe = null,
      ...reste
    },
    { acteur },
  ) {
    const avant = antenneId ? await relire(tx, 'antenne', antenneId, store.antenneAModifier) : null
    const leService = trouver(avant?.serviceId ?? serviceId)
    refuseIf(refusDeTenir(acteur, leService))
    refuseIf([...refusDAutreLigne(empreinte, avant), ...refusDHoraires(reste.ouvreA, reste.fermeA)])
    const valeurs = { ...reste, etablissementId, courriel, fermeeLe }
    if (!antenneId)
      return {
        serviceId: leService,
        antenneId: (await store.insererAntenne(tx, { ...valeurs, serviceId: leService })).id,
      }
    await store.modifierAntenne(tx, antenneId, valeurs)
    return { serviceId: leService, antenneId }
  },
  journal: (_input, { antenneId }) => ({ cible: antenneId }),
})

export const ajouterEtablissement = command({
  name: 'moyens.ajouter-etablissement',
  permission: 'annuaire:ecrire',
  aQui: 'organisation',
  input: etablissementForm,
  contraintes: { un_nom_par_etablissement: 'Un établissement porte déjà ce nom.' },
  async run(tx, input, { acteur }) {
    refuseIf(refusDeTenir(acteur, input.serviceId))
    trouver(await store.serviceParId(tx, input.serviceId))
    return {
      serviceId: input.serviceId,
      etablissementId: (await store.insererEtablissement(tx, input)).id,
    }
  },
  journal: (_input, { etablissementId }) => ({ cible: etablissementId }),
})

export const tenirJuridiction = command({
  name: 'moyens.tenir-juridiction',
  permission: 'annuaire:ouvrir',
  aQui: 'organisation',
  input: juridictionForm,
  contraintes: { un_nom_par_juridiction: 'Une juridiction porte déjà ce nom.' },
  async run(tx, { juridictionId, empreinte, courriel = null, ...reste }, { acteur }) {
    refuseIf(refusDeTenir(acteur, null))
    if (!juridictionId)
      return { juridictionId: (await store.insererJuridiction(tx, { ...reste, courriel })).id }
    refuseIf(
      refusDAutreLigne(
        empreinte,
        await relire(tx, 'juridiction', juridictionId, store.juridictionParId),
      ),
    )
    await store.modifierJuridiction(tx, juridictionId, { ...reste, courriel })
    return { juridictionId }
  },
  journal: (_input, { juridictionId }) => ({ cible: juridictionId }),
})

export const tenirAgent = command({
  name: 'moyens.tenir-agent',
  permission: 'annuaire:ecrire',
  aQui: 'organisation',
  input: agentForm,
  async run(tx, { agentId, serviceId, juridictionId, empreinte, confirme, ...saisie }, context) {
    const avant = agentId ? await relire(tx, 'agent', agentId, store.agentAModifier) : null
    const ou = avant ?? { serviceId: serviceId ?? null, juridictionId: juridictionId ?? null }
    refuseIf(refusDeTenir(context.acteur, ou.serviceId))
    refuseIf([
      ...refusDAutreLigne(empreinte, avant),
      ...refusDAgent(saisie, ou.serviceId ? 'service' : 'juridiction'),
      ...refusDeSaFiche(saisie, agentId === context.acteur.id ? avant : null),
    ])
    if (agentId && avant)
      refuseIf(await refusSIlSuit(tx, context, { agentId, avant, apres: saisie }))
    else refuseIf(refusDeDoublon(await store.memeAgent(tx, { ...ou, ...saisie }), confirme))
    const valeurs = {
      ...saisie,
      serviceId: ou.serviceId,
      juridictionId: ou.juridictionId,
      profil: saisie.profil ?? null,
      antenneId: saisie.antenneId ?? null,
      telephone: saisie.telephone ?? null,
      courriel: saisie.courriel ?? null,
      partiLe: saisie.partiLe ?? null,
    }
    const id = agentId ?? (await store.nommerAgent(tx, valeurs)).id
    if (agentId) await store.modifierAgent(tx, agentId, valeurs)
    if ((avant?.partiLe ?? null) !== valeurs.partiLe)
      await publier(tx, context, departChange, { agentId: id })
    return { agentId: id, serviceId: ou.serviceId }
  },
  journal: (_input, { agentId }) => ({ cible: agentId }),
})

type Nomme = { prenom: string; nom: string }
type Poste = { fonction: string; arriveLe: Jour; partiLe?: Jour | null | undefined }
/**
 * Nobody is made unable to follow while they follow; a departure is another thing: it is announced,
 * and its dossiers are listed.
 */
async function refusSIlSuit(
  tx: Tx,
  context: Context,
  { agentId, avant, apres }: { agentId: string; avant: Poste & Nomme; apres: Poste },
) {
  if (
    apres.partiLe ||
    !peutSuivre(avant, context.aujourdhui) ||
    peutSuivre(apres, context.aujourdhui)
  )
    return []
  const compte = { dossiers: 0 }
  await publier(tx, context, suiviSeCompte, { agentId, compte })
  return refusDeNePlusSuivre(
    `${avant.prenom} ${avant.nom}`,
    compte.dossiers,
    fonctionQui(apres.fonction, 'suit') ? 'arriveLe' : 'fonction',
  )
}
