export { accueilRoutes } from './accueil.routes.tsx'
export { annulerPour, convoquerPour, deplacerPour } from './ailleurs.gestes.ts'
export { delisterApresLAbsence, listerADecider } from './calendrier.reactions.ts'
export {
  annulerALaCloture,
  direLesConvocationsPrevues,
  rendreALaReouverture,
} from './cloture.reactions.ts'
export { convoquer, noterEtat } from './convocation.commands.ts'
export { refusApresLeDeces } from './convocation.examen.ts'
export { convocationSeMontre, issueSeNote } from './convocation.faits.ts'
export { honorer } from './convocation.gestes.ts'
export { convocationRoutes } from './convocation.routes.tsx'
export { EMPECHEE, modalites } from './convocation.rules.ts'
export {
  convocation,
  corrigerLAudience,
  verrouiller as verrouillerConvocation,
} from './convocation.store.ts'
export { decisionRoutes } from './decision.routes.tsx'
export { combienADecider } from './decision.store.ts'
export { demenagementRoutes } from './demenagement.routes.tsx'
export { listerAuDepart } from './depart.reactions.ts'
export { tientLePapier } from './dit.rules.ts'
export {
  listerALaDetention,
  suivreLeTransfert,
  verserLesConvocations,
} from './dossier.reactions.ts'
export { type Etat, etats, genreDEtat } from './etat.rules.ts'
export { repriseParUnAutre } from './histoire.store.ts'
export { convocationsAEntretien } from './issue.store.ts'
export { lettreRoutes } from './lettre.routes.ts'
export {
  annulerApresLaFin,
  annulerDeNouveau,
  rendreApresAnnulation,
  revoirApresLaMesure,
} from './mesure.reactions.ts'
export { refusDeJourFerme } from './moment.rules.ts'
export { contraintes as contraintesDeConvocation } from './place.gestes.ts'
export { suivreLEntretien } from './rattachement.gestes.ts'
export { proposerLesConvocations, rattacherALaMesure } from './rattachement.reactions.ts'
export { liensDe as mesuresDeLaConvocation, sansMesure } from './rattachement.store.ts'
export { creneauxProposes } from './recherche.lecture.ts'
export { rechercheRoutes } from './recherche.routes.tsx'
export { occupationsDe } from './recherche.store.ts'
export { direLesConvocationsDuReferent, suivreLeReferent } from './referent.reactions.ts'
export { annulerApresRetrait } from './remise.gestes.ts'
export { issueDeLEntretien, reprendreLIssue } from './retablir.gestes.ts'
export { seanceRoutes } from './seance.routes.tsx'
export { direLesVisites, suivreLeDomicile } from './visite.reactions.ts'
