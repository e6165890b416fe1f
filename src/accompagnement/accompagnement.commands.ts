import { oublierBrouillon } from '../dossiers/index.ts'
import { command } from '../platform/command.ts'
import { trouver } from '../platform/introuvable.ts'
import { Refused, refuseIf } from '../platform/refusal.ts'
import {
  annulerEtapeForm,
  ecrirePlanForm,
  evaluerForm,
  noterEtapeForm,
  recueillirAccordForm,
} from './accompagnement.forms.ts'
import {
  clesDomaines,
  refusDEvaluation,
  refusDePlan,
  refusDeVersion,
} from './accompagnement.rules.ts'
import * as store from './accompagnement.store.ts'
import * as plans from './plan.store.ts'

/** Key of the draft of each form. */
export const cles = { evaluation: 'evaluation', plan: 'plan' }
const permission = 'accompagnement:ecrire'

export const evaluer = command({
  name: 'accompagnement.evaluer',
  permission,
  aQui: 'qui_suit',
  input: evaluerForm,
  async run(tx, { dossierId, version, synthese = null, domaines }, { acteur, aujourdhui }) {
    await store.verrouiller(tx, 'evaluation', dossierId)
    const actuelle = await store.evaluation(tx, dossierId)
    const ecrits = clesDomaines.flatMap(domaine => {
      const valeur = domaines[domaine]
      return valeur && Object.values(valeur).some(Boolean)
        ? [
            {
              domaine,
              appuis: valeur.appuis ?? null,
              obstacles: valeur.obstacles ?? null,
              paroles: valeur.paroles ?? null,
              desaccord: valeur.desaccord ?? null,
            },
          ]
        : []
    })
    refuseIf([
      ...refusDeVersion(version, actuelle?.version ?? 0, 'de l’évaluation'),
      ...refusDEvaluation(ecrits.length + (synthese ? 1 : 0)),
    ])
    await store.ecrireEvaluation(tx, {
      dossierId,
      id: actuelle?.id ?? null,
      version: version + 1,
      synthese,
      domaines: ecrits,
      par: acteur.id,
      le: aujourdhui,
    })
    await oublierBrouillon(tx, dossierId, acteur.id, cles.evaluation)
    return { dossierId }
  },
  journal: ({ dossierId }) => ({ dossierId }),
})

export const ecrirePlan = command({
  name: 'accompagnement.ecrire-plan',
  permission,
  aQui: 'qui_suit',
  input: ecrirePlanForm,
  async run(tx, { dossierId, version, motif = null, objectifs }, { acteur }) {
    await store.verrouiller(tx, 'plan', dossierId)
    const actuel = await plans.plan(tx, dossierId)
    refuseIf([
      ...refusDePlan(objectifs),
      ...refusDeVersion(version, actuel?.version ?? 0, 'du plan'),
    ])
    await plans.ecrirePlan(tx, {
      dossierId,
      version: version + 1,
      motif,
      par: acteur.id,
      objectifs,
    })
    await oublierBrouillon(tx, dossierId, acteur.id, cles.plan)
    return { dossierId, version: version + 1 }
  },
  journal: ({ dossierId, motif }) => ({ dossierId, motif: motif ?? null }),
})

/**
 * What the person said of the plan is recorded once per version; another opinion makes another
 * version.
 */
export const recueillirAccord = command({
  name: 'accompagnement.recueillir-accord',
  permission,
  aQui: 'qui_suit',
  input: recueillirAccordForm,
  async run(
    tx,
    { dossierId, version, accord, accordLe, accordParoles = null },
    { acteur, aujourdhui },
  ) {
    if (accordLe > aujourdhui)
      throw new Refused([
        { code: 'a_venir', champ: 'accordLe', message: 'Cette date est dans l’avenir.' },
      ])
    const fait = await plans.recueillirAccord(tx, dossierId, version, {
      accord,
      accordLe,
      accordParoles,
      accordRecueilliPar: acteur.id,
    })
    if (!fait)
      throw new Refused([
        {
          code: 'deja_recueilli',
          message: 'L’avis de la personne sur cette version est déjà enregistré.',
        },
      ])
    return { dossierId }
  },
  journal: ({ dossierId, accord }) => ({ dossierId, motif: accord }),
})

export const noterEtapeFaite = command({
  name: 'accompagnement.noter-etape',
  permission,
  aQui: 'qui_suit',
  input: noterEtapeForm,
  async run(tx, { dossierId, etapeId, commentaire = null }, { acteur, aujourdhui }) {
    trouver(await plans.etapeConnue(tx, dossierId, etapeId))
    await plans.noterEtape(tx, {
      dossierId,
      etapeId,
      le: aujourdhui,
      commentaire,
      noteePar: acteur.id,
    })
    return { dossierId }
  },
  journal: ({ dossierId, etapeId }) => ({ dossierId, cible: etapeId }),
})

/** A step noted done by mistake is to be done again; that it had been noted is kept. */
export const annulerEtape = command({
  name: 'accompagnement.annuler-etape',
  permission,
  aQui: 'qui_suit',
  input: annulerEtapeForm,
  async run(tx, { dossierId, etapeId }, { acteur }) {
    trouver(await plans.annulerEtape(tx, dossierId, etapeId, acteur.id))
    return { dossierId }
  },
  journal: ({ dossierId, etapeId }) => ({ dossierId, cible: etapeId }),
})
