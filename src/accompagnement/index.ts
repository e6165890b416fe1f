export {
  corrigerEntretien,
  ecrirePlan,
  evaluer,
  noterEntretien,
  recueillirAccord,
  verserLAccompagnement,
} from './accompagnement.commands.ts'
export { accompagnementRoutes } from './accompagnement.routes.tsx'
export { libelleDeDomaine, planEnTexte } from './accompagnement.rules.ts'
export { entretiensDuDossier, evaluation, type Plan, plan } from './accompagnement.store.ts'
export { libelleDeForme } from './entretien.views.tsx'
export { LePlan } from './plan.views.tsx'
