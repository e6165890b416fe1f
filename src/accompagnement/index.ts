export {
  ecrirePlan,
  evaluer,
  recueillirAccord,
  verserLAccompagnement,
} from './accompagnement.commands.ts'
export { accompagnementRoutes } from './accompagnement.routes.tsx'
export { libelleDeDomaine, planEnTexte } from './accompagnement.rules.ts'
export { evaluation, type Plan, plan } from './accompagnement.store.ts'
export {
  corrigerEntretien,
  direLEntretien,
  noterEntretien,
  refuserContreUnEntretien,
} from './entretien.commands.ts'
export { libelleDeForme } from './entretien.rules.ts'
export { entretiensDuDossier } from './entretien.store.ts'
export { LePlan } from './plan.views.tsx'
