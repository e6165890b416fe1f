export {
  enProprietaire,
  estPerimee,
  faitsDeLaBase,
  noterSansMesure,
  recalculerLaBase,
} from './calcul.store.ts'
export {
  direLesEcheancesEchues,
  ecarterALaCloture,
  reprendreALaReouverture,
} from './dossier.reactions.ts'
export { recalculerLesEcheances } from './echeance.commands.ts'
export { EcheancesEnListe } from './echeance.panels.tsx'
export { echeanceRoutes } from './echeance.routes.tsx'
export {
  echeancesDuDossier,
  echeancesOuvertes,
  faitsDuDossier,
  faitsDuService,
} from './echeance.store.ts'
