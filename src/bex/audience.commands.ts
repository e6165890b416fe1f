import { uuidv7 } from 'uuidv7'
import { EMPECHEE, refusApresLeDeces } from '../agenda/index.ts'
import {
  accorderLesOuvertures,
  attendreSonTour,
  direQueLeTribunalVoit,
  type Homonyme,
  identite,
  revoir,
} from '../dossiers/index.ts'
import { memeDecision } from '../mesures/index.ts'
import { type Context, command } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { trouver } from '../platform/introuvable.ts'
import { refuseIf } from '../platform/refusal.ts'
import { convoquerForm, type Saisie } from './audience.forms.ts'
import {
  refusDAudience,
  refusDAudienceAncienne,
  refusDeDoublon,
  refusDePersonne,
  refusDeRouvrir,
  refusDeSecondeConvocation,
  refusDuChoix,
  refusSansCreneau,
} from './audience.rules.ts'
import * as store from './audience.store.ts'
import { lireLaCommune, tribunalDe } from './competence.lecture.ts'
import { proposer } from './competence.rules.ts'
import { entrer } from './entree.gestes.ts'
import { prendreLesCreneaux } from './prise.gestes.ts'
import { rechercheOuverte } from './recherche.gestes.ts'
import { remettre } from './remise.gestes.ts'

/**
 * One gesture of the hearing: the person, one or two slots across juridictions, and what was handed
 * over; all of it, or nothing.
 */
export const convoquerALAudience = command({
  name: 'bex.convoquer',
  permission: 'bex:convoquer',
  aQui: 'audience',
  input: convoquerForm,
  contraintes: {
    une_personne_un_lieu_a_la_fois: EMPECHEE,
    un_agent_une_personne_a_la_fois: 'Ce créneau vient d’être pris : choisissez-en un autre.',
    une_place_une_personne: 'Ce créneau vient d’être pris : choisissez-en un autre.',
    capacite_de_la_plage: 'Cette plage vient de changer : choisissez un autre créneau.',
  },
  async run(tx, input, context) {
    const remise = await rechercheOuverte(tx, input.rechercheId)
    refuseIf([
      ...refusSansCreneau(input.creneauSpip, input.creneauSap),
      ...refusDePersonne(input.personne, remise.montres),
      ...refusDAudience(input.audienceLe, context.aujourdhui, remise.naissanceLe),
      ...refusDAudienceAncienne(input.audienceLe, context.aujourdhui, input.malgre),
    ])
    await verifierLaPersonne(tx, context, input, remise)
    const ouvert =
      input.personne === 'nouvelle' || (await identite(tx, input.personne)) !== undefined
    const [remiseId, convocationId] = [uuidv7(), uuidv7()]
    const { dossierId, remplis } = await entrer(tx, context, input, {
      ...remise,
      remiseId,
      convocationId,
    })
    refuseIf(
      (await refusApresLeDeces(tx, context.acteur, dossierId, !ouvert)).map(refus => ({
        ...refus,
        champ: 'personne',
      })),
    )
    if (input.creneauSpip)
      refuseIf(
        refusDeSecondeConvocation(
          await dejaPourCetteDecision(tx, input, dossierId, context),
          input.malgre,
        ),
      )
    const prises = await prendreLesCreneaux(tx, context, input, {
      dossierId,
      convocationId,
      ouvert,
    })
    await remettre(tx, context, input, {
      dossierId,
      remiseId,
      remplis,
      connue: input.personne !== 'nouvelle',
      ...prises,
    })
    await accorderLesOuvertures(tx, { dossierId }, context)
    if (!ouvert) await direQueLeTribunalVoit(tx, { dossierId }, context)
    await store.oublierRecherche(tx, input.rechercheId)
    return { dossierId, convocationId: prises.convocationId }
  },
  journal: (_input, { dossierId, convocationId }) => ({
    dossierId,
    cible: convocationId,
    motif: 'Convocation à l’audience',
  }),
})

/**
 * Looked for again, one court at a time: nobody new is a double, nobody known is convoked where
 * they do not depend.
 */
async function verifierLaPersonne(
  tx: Tx,
  context: Context,
  input: Saisie,
  remise: store.RechercheGardee,
) {
  const qui = `${remise.nom} ${remise.prenoms}`
  await attendreSonTour(tx, qui, remise.naissanceLe)
  const { trouves: matches, inconnus } = await revoir(tx, context, {
    nom: qui,
    naissance: remise.naissanceLe,
    deja: remise.montres,
  })
  if (input.personne === 'nouvelle') refuseIf(refusDeDoublon(inconnus))
  refuseIf(
    refusDeRouvrir(
      matches.find(homonyme => homonyme.dossierId === input.personne)?.closLe ?? null,
      input.rouvrir.includes(input.personne),
    ),
  )
  await verifierLeChoix(tx, context, input, { remise, matches })
}
async function verifierLeChoix(
  tx: Tx,
  { acteur }: Context,
  input: Saisie,
  { remise, matches }: { remise: store.RechercheGardee; matches: Homonyme[] },
) {
  const { ressort, communeTrouvee } = await lireLaCommune(tx, remise, input.communeCode)
  const propose = proposer({
    matches,
    choisie: input.personne,
    naissanceLe: remise.naissanceLe,
    situation: remise.situation,
    communeTrouvee,
    ressort,
    tribunal: await tribunalDe(tx, acteur.juridictionId),
  })
  refuseIf([
    ...refusDuChoix(propose.services, input.serviceId, input.motifDuChoix),
    ...(input.creneauSap && input.juridictionId
      ? refusDuChoix(propose.juridictions, input.juridictionId, input.motifDuChoix)
      : []),
  ])
}
/** What this court already gave at the SPIP for this very decision. */
async function dejaPourCetteDecision(
  tx: Tx,
  input: Saisie,
  dossierId: string,
  { acteur }: Context,
) {
  const juridictionId = trouver(acteur.juridictionId)
  const decision = {
    le: input.audienceLe,
    juridictionId,
    numeroParquet: input.numeroParquet ?? null,
  }
  return (
    await store.convocationsDeLaDecision(tx, dossierId, juridictionId, input.audienceLe)
  ).filter(convocation =>
    memeDecision(decision, {
      le: convocation.audienceLe,
      juridictionId: convocation.juridictionId,
      numeroParquet: convocation.numeroParquet,
    }),
  )
}
