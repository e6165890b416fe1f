import { oublierBrouillon, suiviChange } from '../dossiers/index.ts'
import { command } from '../platform/command.ts'
import { publier, type Reaction } from '../platform/fait.ts'
import { trouver } from '../platform/http/plateforme.ts'
import { Refused, refuseIf } from '../platform/refusal.ts'
import {
  corrigerEntretienForm,
  ecrirePlanForm,
  evaluerForm,
  noterEntretienForm,
  noterEtapeForm,
  recueillirAccordForm,
} from './accompagnement.forms.ts'
import { refusDEntretien, refusDEvaluation, refusDePlan, refusDeVersion } from './accompagnement.rules.ts'
import * as store from './accompagnement.store.ts'

/** Key of the draft of each form. */
export const cles = { entretien: 'entretien', correction: (id: string) => `entretien:${id}`, evaluation: 'evaluation', plan: 'plan' }
const permission = 'accompagnement:ecrire'

export const noterEntretien = command({
  name: 'accompagnement.noter-entretien',
  permission,
  input: noterEntretienForm,
  async run(tx, { dossierId, presents, recit, convenu, suite, ...e }, context) {
    const { acteur, aujourdhui } = context
    refuseIf(refusDEntretien(e.le, aujourdhui))
    const { convocationId = null, heure = null, lieu = null, le, forme } = e
    const entretienId = await store.insererEntretien(
      tx,
      { dossierId, convocationId, heure, lieu, le, forme, agentId: acteur.id },
      { presents: presents ?? null, recit, convenu: convenu ?? null, suite: suite ?? null },
    )
    await oublierBrouillon(tx, dossierId, acteur.id, cles.entretien)
    await publier(tx, context, suiviChange, { dossierId })
    return { dossierId, entretienId }
  },
  journal: ({ dossierId }, { entretienId }) => ({ dossierId, cible: entretienId }),
})

/** The former version stays: a correction adds, it never effaces. */
export const corrigerEntretien = command({
  name: 'accompagnement.corriger-entretien',
  permission,
  input: corrigerEntretienForm,
  async run(tx, { dossierId, entretienId, version, motifCorrection, ...r }, { acteur }) {
    const actuel = trouver(await store.verrouillerEntretien(tx, dossierId, entretienId))
    refuseIf(refusDeVersion(version, actuel.version, 'de cet entretien'))
    const recit = { presents: r.presents ?? null, recit: r.recit, convenu: r.convenu ?? null, suite: r.suite ?? null }
    await store.corrigerEntretien(tx, { dossierId, entretienId, version: version + 1, motifCorrection, ecritePar: acteur.id, ...recit })
    await oublierBrouillon(tx, dossierId, acteur.id, cles.correction(entretienId))
    return { dossierId, entretienId }
  },
  journal: ({ dossierId, entretienId, motifCorrection }) => ({ dossierId, cible: entretienId, motif: motifCorrection }),
})

export const evaluer = command({
  name: 'accompagnement.evaluer',
  permission,
  input: evaluerForm,
  async run(tx, { dossierId, version, synthese = null, domaines }, { acteur, aujourdhui }) {
    await store.verrouiller(tx, 'evaluation', dossierId)
    const actuelle = await store.evaluation(tx, dossierId)
    const ecrits = Object.entries(domaines).flatMap(([domaine, d]) =>
      d && Object.values(d).some(Boolean)
        ? [
            {
              domaine,
              appuis: d.appuis ?? null,
              obstacles: d.obstacles ?? null,
              paroles: d.paroles ?? null,
              desaccord: d.desaccord ?? null,
            },
          ]
        : [],
    )
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
  input: ecrirePlanForm,
  async run(tx, { dossierId, version, motif = null, objectifs }, { acteur }) {
    await store.verrouiller(tx, 'plan', dossierId)
    const actuel = await store.plan(tx, dossierId)
    refuseIf([...refusDePlan(objectifs), ...refusDeVersion(version, actuel?.version ?? 0, 'du plan')])
    await store.ecrirePlan(tx, { dossierId, version: version + 1, motif, par: acteur.id, objectifs })
    await oublierBrouillon(tx, dossierId, acteur.id, cles.plan)
    return { dossierId, version: version + 1 }
  },
  journal: ({ dossierId, motif }) => ({ dossierId, motif: motif ?? null }),
})

/** What the person said of the plan is recorded once per version; another opinion makes another version. */
export const recueillirAccord = command({
  name: 'accompagnement.recueillir-accord',
  permission,
  input: recueillirAccordForm,
  async run(tx, { dossierId, version, accord, accordLe, accordParoles = null }, { acteur, aujourdhui }) {
    if (accordLe > aujourdhui) throw new Refused([{ code: 'a_venir', champ: 'accordLe', message: 'Cette date est dans l’avenir.' }])
    const fait = await store.recueillirAccord(tx, dossierId, version, { accord, accordLe, accordParoles, accordRecueilliPar: acteur.id })
    if (!fait) throw new Refused([{ code: 'deja_recueilli', message: 'L’avis de la personne sur cette version est déjà enregistré.' }])
    return { dossierId }
  },
  journal: ({ dossierId, accord }) => ({ dossierId, motif: accord }),
})

export const noterEtapeFaite = command({
  name: 'accompagnement.noter-etape',
  permission,
  input: noterEtapeForm,
  async run(tx, { dossierId, etapeId, commentaire = null }, { acteur, aujourdhui }) {
    trouver(await store.etapeConnue(tx, dossierId, etapeId))
    await store.noterEtape(tx, { dossierId, etapeId, le: aujourdhui, commentaire, noteePar: acteur.id })
    return { dossierId }
  },
  journal: ({ dossierId, etapeId }) => ({ dossierId, cible: etapeId }),
})

export const verserLAccompagnement: Reaction<{ dossierId: string; absorbeId: string }> = async (tx, { dossierId, absorbeId }) => {
  await store.verserDans(tx, dossierId, absorbeId)
}
