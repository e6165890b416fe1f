export { attendreLaSaisine, mesureTerminee, saisirMesure, terminerMesure, verserLesMesures } from './mesure.commands.ts'
export { mesureRoutes } from './mesure.routes.tsx'
export { libelleDeNature } from './mesure.rules.ts'
export { attenteDuDossier, mesuresDuDossier, obligationsDuDossier, piecesDuDossier } from './mesure.store.ts'
