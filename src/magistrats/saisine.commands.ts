import {
  accorderLesOuvertures,
  identite as lireIdentite,
  prevenir,
  reglerNouvelles,
} from '../dossiers/index.ts'
import { mesuresConcernees, mesuresDuDossier } from '../mesures/index.ts'
import { fonctionsQui } from '../moyens/index.ts'
import { type Context, command } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { trouver } from '../platform/introuvable.ts'
import { type Refusal, Refused, refuseIf } from '../platform/refusal.ts'
import {
  cloreSaisineForm,
  corrigerSaisineForm,
  passerForm,
  saisirForm,
} from './magistrats.forms.ts'
import {
  refusDAutreMesure,
  refusDEcheance,
  refusDeClore,
  refusDeDisposer,
  refusDePasser,
  refusDeReception,
  refusDuJourAttendu,
} from './saisine.rules.ts'

import * as saisines from './saisine.store.ts'

/** One of this dossier that still stands, and of the juridiction that asks, or none. */
async function refusDeMesure(
  tx: Tx,
  { acteur }: Context,
  dossierId: string,
  mesureId: string | null,
): Promise<Refusal[]> {
  if (!mesureId) return []
  const mesures = await mesuresDuDossier(tx, dossierId)
  const { refus } = mesuresConcernees([mesureId], mesures, '', 'mesureId')
  return [
    ...refus,
    ...refusDAutreMesure(
      acteur,
      mesures.find(mesure => mesure.mesureId === mesureId),
    ),
  ]
}

/**
 * A juridiction asks, or a service records what it was asked; from then on somebody has it in hand.
 */
export const saisir = command({
  name: 'magistrats.saisir',
  permission: 'saisine:ecrire',
  aQui: 'qui_suit_ou_juridiction',
  input: saisirForm,
  async run(
    tx,
    { dossierId, mesureId = null, nature, objet, recueLe, echeanceLe, confirme, ...reste },
    context,
  ) {
    const { acteur, aujourdhui, maintenant } = context
    const juridictionId = acteur.juridictionId ?? reste.juridictionId
    if (!juridictionId)
      throw new Refused([
        {
          code: 'sans_juridiction',
          champ: 'juridictionId',
          message: 'Choisissez la juridiction qui demande.',
        },
      ])
    const naissanceLe = trouver(await lireIdentite(tx, dossierId)).naissanceLe
    refuseIf([
      ...refusDeReception({ recueLe, aujourdhui, naissanceLe, confirme }),
      ...refusDuJourAttendu(echeanceLe, aujourdhui, 'echeanceLe'),
      ...refusDEcheance(recueLe, echeanceLe),
      ...(await refusDeMesure(tx, context, dossierId, mesureId)),
    ])
    const magistratId = acteur.fonction === 'jap' ? acteur.id : null
    const saisineId = await saisines.insererSaisine(
      tx,
      {
        dossierId,
        mesureId,
        juridictionId,
        magistratId,
        nature,
        objet,
        recueLe,
        echeanceLe,
        saisiePar: acteur.id,
      },
      maintenant.toString(),
    )
    await accorderLesOuvertures(tx, { dossierId }, context)
    return { dossierId, saisineId }
  },
  journal: ({ dossierId }, { saisineId }) => ({ dossierId, cible: saisineId }),
})

async function ouverte(tx: Tx, dossierId: string, saisineId: string) {
  const { closeA } = trouver(await saisines.verrouillerSaisine(tx, dossierId, saisineId))
  if (closeA) throw new Refused([{ code: 'close', message: 'Cette demande est close.' }])
  const saisine = trouver(await saisines.saisine(tx, dossierId, saisineId))
  return { ...saisine, serviceQuiSuit: trouver(await lireIdentite(tx, dossierId)).serviceId }
}
/** Whoever asked, in person; the JAP and the greffe where a service wrote it down for them. */
const quiDemande = ({
  magistratId,
  saisiePar,
  saisieParJuridictionId,
  juridictionId,
}: saisines.UneSaisine) => {
  const agentId = magistratId ?? (saisieParJuridictionId ? saisiePar : null)
  return agentId ? { agentId } : { entiteId: juridictionId, fonctions: fonctionsQui('juge') }
}

export const passer = command({
  name: 'magistrats.passer-la-main',
  permission: 'saisine:ecrire',
  aQui: 'qui_suit_ou_juridiction',
  input: passerForm,
  async run(tx, { dossierId, saisineId, detenteur, precision = null, motif = null }, context) {
    const { acteur } = context
    const saisine = await ouverte(tx, dossierId, saisineId)
    refuseIf(refusDePasser(saisine, acteur))
    if (saisine.detenteur === detenteur)
      throw new Refused([
        { code: 'deja_la', champ: 'detenteur', message: 'La demande est déjà dans ces mains.' },
      ])
    await saisines.passer(tx, {
      dossierId,
      saisineId,
      detenteur,
      precision,
      motif,
      passeePar: acteur.id,
    })
    const avis = { dossierId, cibleId: saisineId, nature: 'demande_passee' as const }
    await reglerNouvelles(tx, context, {
      dossierId,
      cibleId: saisineId,
      natures: ['demande_passee'],
    })
    // Back at the juridiction, its state says it in « Pour moi »; elsewhere nothing would.
    if (detenteur !== 'juridiction')
      await prevenir(tx, context, { ...avis, destinataires: [quiDemande(saisine)] })
    return { dossierId, saisineId }
  },
  journal: ({ dossierId, saisineId, motif }) => ({
    dossierId,
    cible: saisineId,
    motif: motif ?? null,
  }),
})

export const cloreSaisine = command({
  name: 'magistrats.clore-saisine',
  permission: 'saisine:ecrire',
  aQui: 'qui_suit_ou_juridiction',
  input: cloreSaisineForm,
  async run(tx, { dossierId, saisineId, motif }, context) {
    const saisine = await ouverte(tx, dossierId, saisineId)
    refuseIf(refusDeClore(saisine, context.acteur))
    await saisines.cloreSaisine(tx, {
      dossierId,
      saisineId,
      closeA: context.maintenant.toString(),
      closeMotif: motif,
      closePar: context.acteur.id,
    })
    await reglerNouvelles(tx, context, { dossierId, cibleId: saisineId })
    const destinataires = [{ referent: true as const }, quiDemande(saisine)]
    await prevenir(tx, context, {
      dossierId,
      destinataires,
      nature: 'demande_close',
      cibleId: saisineId,
    })
    await accorderLesOuvertures(tx, { dossierId }, context)
    return { dossierId, saisineId }
  },
  journal: ({ dossierId, saisineId, motif }) => ({ dossierId, cible: saisineId, motif }),
})

/**
 * What is asked, its measure, its kind and its day are put right by whoever asked; what it said
 * stays in the history, and the référent is told.
 */
export const corrigerSaisine = command({
  name: 'magistrats.corriger-saisine',
  permission: 'saisine:ecrire',
  aQui: 'qui_suit_ou_juridiction',
  input: corrigerSaisineForm,
  async run(tx, { dossierId, saisineId, version, mesureId = null, ...reste }, context) {
    const { acteur, aujourdhui } = context
    const avant = await ouverte(tx, dossierId, saisineId)
    refuseIf(refusDeDisposer(avant, acteur))
    if (avant.version !== version)
      throw new Refused([
        {
          code: 'modifie_entretemps',
          message: 'Cette demande vient d’être corrigée par un autre : relisez-la ci-dessous.',
        },
      ])
    if (reste.echeanceLe !== avant.echeanceLe)
      refuseIf([
        ...refusDuJourAttendu(reste.echeanceLe, aujourdhui, 'echeanceLe'),
        ...refusDEcheance(avant.recueLe, reste.echeanceLe),
      ])
    if (mesureId !== avant.mesureId) refuseIf(await refusDeMesure(tx, context, dossierId, mesureId))
    const mesureInchangee = mesureId === avant.mesureId
    if (
      mesureInchangee &&
      reste.echeanceLe === avant.echeanceLe &&
      reste.nature === avant.nature &&
      reste.objet === avant.objet
    )
      throw new Refused([
        {
          code: 'rien_ne_change',
          message: 'Rien n’est changé : corrigez la demande, ou revenez en arrière.',
        },
      ])
    await saisines.corriger(tx, avant, { dossierId, saisineId, mesureId, ...reste, par: acteur.id })
    const destinataires = [{ referent: true as const }, quiDemande(avant)]
    await prevenir(tx, context, {
      dossierId,
      destinataires,
      nature: 'demande_corrigee',
      cibleId: saisineId,
      pourLe: reste.echeanceLe,
    })
    return { dossierId, saisineId }
  },
  journal: ({ dossierId, saisineId, motif }) => ({ dossierId, cible: saisineId, motif }),
})
