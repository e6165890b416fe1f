import { z } from 'zod'
import { brouillonDuFormulaire, motsGardes, reprendre } from '../dossiers/index.ts'
import type { Context } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { form } from '../platform/http/form.ts'
import { page } from '../platform/http/page.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { type FormState, versionDuFormulaire } from '../platform/interface/index.ts'
import { trouver } from '../platform/introuvable.ts'
import { parDossier } from '../platform/saisie.ts'
import {
  annulerEtape,
  cles,
  ecrirePlan,
  evaluer,
  noterEtapeFaite,
  recueillirAccord,
} from './accompagnement.commands.ts'
import { chemins } from './accompagnement.paths.ts'
import { domaines } from './accompagnement.rules.ts'
import * as store from './accompagnement.store.ts'
import { EcrirePlan } from './ecrire-plan.views.tsx'
import { entete } from './entete.ecran.ts'
import { entretienRoutes } from './entretien.routes.tsx'
import { Evaluer, PageEvaluation, parties } from './evaluation.views.tsx'
import * as plans from './plan.store.ts'
import { ComparerPlans, PagePlan } from './plan.views.tsx'

const lire = 'accompagnement:lire'
/** What the fields of an evaluation and of a plan hold in words, and the names of their lines. */
const motsDeLEvaluation = { ...domaines, ...Object.fromEntries(parties), synthese: 'Synthèse' }
const motsDuPlan = {
  motif: 'Ce qui change et pourquoi',
  objectifs: 'Objectif',
  intitule: 'Intitulé',
  etapes: 'Étape',
  quoi: 'Quoi',
  qui: 'Qui',
  avec: 'Avec',
  pourLe: 'Pour le',
}
const vide: FormState = { values: {}, errors: {}, refusals: [] }

export function accompagnementRoutes(plateforme: Plateforme): void {
  entretienRoutes(plateforme)
  evaluationRoutes(plateforme)
  planRoutes(plateforme)
}

function evaluationRoutes(plateforme: Plateforme): void {
  page(plateforme, {
    path: chemins.evaluation(':dossierId'),
    access: lire,
    params: parDossier,
    view: async (tx, { dossierId }, { acteur }) => {
      const { identite, ecran } = await entete(tx, dossierId, { label: 'Évaluation' })
      return {
        ...ecran,
        corps: (
          <PageEvaluation
            identite={identite}
            evaluation={await store.evaluation(tx, dossierId)}
            ecrire={acteur.peut('accompagnement:ecrire')}
          />
        ),
      }
    },
  })
  form(plateforme, {
    path: chemins.evaluer(':dossierId'),
    params: parDossier,
    command: evaluer,
    garde: motsGardes(() => cles.evaluation, motsDeLEvaluation),
    initial: (tx, { dossierId }, context) =>
      reprendre(tx, context, { dossierId, cle: cles.evaluation }, async () => {
        const entretien = await store.evaluation(tx, dossierId)
        return {
          synthese: entretien?.synthese ?? '',
          version: entretien?.version ?? 0,
          domaines: Object.fromEntries(
            (entretien?.domaines ?? []).map(domaine => [domaine.domaine, domaine]),
          ),
        }
      }),
    view: async (tx, { dossierId }, state, context) => {
      const { identite, ecran } = await entete(
        tx,
        dossierId,
        { label: 'Évaluation', href: chemins.evaluation(dossierId) },
        { label: 'Écrire' },
      )
      const actuelle = await store.evaluation(tx, dossierId)
      const brouillon = await brouillonDuFormulaire(
        tx,
        context,
        { dossierId, cle: cles.evaluation, titre: `Évaluation de ${identite.nomComplet}` },
        state,
      )
      return {
        ...ecran,
        corps: (
          <Evaluer
            identite={identite}
            state={state}
            brouillon={brouillon}
            version={versionDuFormulaire(state, actuelle?.version ?? 0)}
            actuelle={actuelle}
          />
        ),
      }
    },
    redirectTo: ({ dossierId }) => chemins.evaluation(dossierId),
    flash: () => 'L’évaluation est enregistrée.',
  })
}

async function pagePlan(
  tx: Tx,
  { dossierId }: { dossierId: string },
  state: FormState,
  { acteur, aujourdhui }: Context,
) {
  const { identite, ecran } = await entete(tx, dossierId, { label: 'Plan' })
  const avecDate = Object.keys(state.values).length
    ? state
    : { ...state, values: { accordLe: aujourdhui } }
  return {
    ...ecran,
    corps: (
      <PagePlan
        identite={identite}
        plan={await plans.plan(tx, dossierId)}
        versions={await plans.versionsDePlan(tx, dossierId)}
        ecrire={acteur.peut('accompagnement:ecrire')}
        state={avecDate}
      />
    ),
  }
}

function planRoutes(plateforme: Plateforme): void {
  const redirectTo = ({ dossierId }: { dossierId: string }) => chemins.plan(dossierId)
  page(plateforme, {
    path: chemins.plan(':dossierId'),
    access: lire,
    params: parDossier,
    view: (tx, params, context) => pagePlan(tx, params, vide, context),
  })
  form(plateforme, {
    path: chemins.accord(':dossierId'),
    params: parDossier,
    command: recueillirAccord,
    view: pagePlan,
    redirectTo,
    flash: () => 'L’avis de la personne est enregistré.',
  })
  form(plateforme, {
    path: chemins.etape(':dossierId', ':etapeId'),
    params: z.object({ dossierId: z.uuid(), etapeId: z.uuid() }),
    command: noterEtapeFaite,
    view: pagePlan,
    redirectTo,
    flash: () => 'L’étape est notée faite. Si c’est une erreur : « Annuler » à côté d’elle.',
  })
  form(plateforme, {
    path: chemins.annulerEtape(':dossierId', ':etapeId'),
    params: z.object({ dossierId: z.uuid(), etapeId: z.uuid() }),
    command: annulerEtape,
    view: pagePlan,
    redirectTo,
    flash: () => 'L’étape est de nouveau à faire.',
  })
  form(plateforme, {
    path: chemins.ecrirePlan(':dossierId'),
    params: parDossier,
    command: ecrirePlan,
    garde: motsGardes(() => cles.plan, motsDuPlan),
    initial: (tx, { dossierId }, context) =>
      reprendre(tx, context, { dossierId, cle: cles.plan }, async () => {
        const plan = await plans.plan(tx, dossierId)
        return { version: plan?.version ?? 0, objectifs: plan?.objectifs ?? [{ etapes: [{}] }] }
      }),
    view: async (tx, { dossierId }, state, context) => {
      const { identite, ecran } = await entete(
        tx,
        dossierId,
        { label: 'Plan', href: chemins.plan(dossierId) },
        { label: 'Écrire' },
      )
      const actuel = await plans.plan(tx, dossierId)
      const brouillon = await brouillonDuFormulaire(
        tx,
        context,
        { dossierId, cle: cles.plan, titre: `Plan de ${identite.nomComplet}` },
        state,
      )
      return {
        ...ecran,
        corps: (
          <EcrirePlan
            identite={identite}
            state={state}
            brouillon={brouillon}
            actuel={actuel}
            version={versionDuFormulaire(state, actuel?.version ?? 0)}
          />
        ),
      }
    },
    redirectTo,
    flash: () => 'Le plan est enregistré.',
  })
  page(plateforme, {
    path: chemins.comparer(':dossierId'),
    access: lire,
    params: z.object({
      dossierId: z.uuid(),
      avant: z.coerce.number().int().optional(),
      apres: z.coerce.number().int().optional(),
    }),
    view: async (tx, { dossierId, avant, apres }) => {
      const { identite, ecran } = await entete(
        tx,
        dossierId,
        { label: 'Plan', href: chemins.plan(dossierId) },
        { label: 'Comparer' },
      )
      const derniere = trouver(await plans.plan(tx, dossierId, apres))
      const precedente = trouver(await plans.plan(tx, dossierId, avant ?? derniere.version - 1))
      return {
        ...ecran,
        corps: <ComparerPlans identite={identite} avant={precedente} apres={derniere} />,
      }
    },
  })
}
