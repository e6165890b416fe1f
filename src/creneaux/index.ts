export { creneauxRoutes } from './calendrier.routes.tsx'
export {
  type Absence,
  type Creneau,
  creneauxLibres,
  type Occupation,
  type Plage,
} from './creneau.rules.ts'
export { absenceRetiree, calendrierChange } from './creneaux.faits.ts'
export { apercuDuDemenagement } from './demenagement.ecran.ts'
export { demenagerLesAgendas } from './demenagement.gestes.ts'
export {
  absencesDe,
  agendaParId,
  lieuParId,
  lieuxDeLEntite,
  plageParId,
  plagesDe,
  seancesDe,
  type TypeDeConvocation,
  typeDe,
  typesDeLEntite,
  typesDesEntites,
} from './lecture.store.ts'
export { couvertPar } from './plage.rules.ts'
export { seancesDuJour } from './recurrence.rules.ts'
