export { BrouillonRepris } from './brouillon.panels.tsx'
export { jeterBrouillon as oublierBrouillon } from './brouillon.store.ts'
export { type BrouillonDeFormulaire, brouillonDuFormulaire, reprendre } from './brouillon.ts'
export { corrigerPersonne, creerDossier, fusionner, garderBrouillon, ouvrirDossier } from './dossier.commands.ts'
export { dossierSansSaisine, dossiersFusionnes, suiviChange } from './dossier.faits.ts'
export { ouvrirDossierForm } from './dossier.forms.ts'
export { adresseDe, Bandeau, Coordonnees, filDuDossier } from './dossier.panels.tsx'
export { dossierRoutes } from './dossier.routes.tsx'
export { refusDeNaissance } from './dossier.rules.ts'
export {
  type Homonyme,
  type Identite,
  identite,
  ouvrirPerimetre,
  perimetreSql,
  personnes,
  rapprocher,
  transfertEnCours,
} from './dossier.store.ts'
export { accepterTransfert, affecter, proposerTransfert, refuserDepartAvecDossiers, refuserTransfert } from './fil.commands.ts'
export { filRoutes } from './fil.routes.tsx'
export { rechercher, type Trouve } from './recherche.store.ts'
