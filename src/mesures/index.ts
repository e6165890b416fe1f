export { attendreLaSaisine, mesureTerminee, saisirMesure, terminerMesure, verserLesMesures } from './mesure.commands.ts'
export { mesureRoutes } from './mesure.routes.tsx'
export { libelleDeNature, motsDesNatures, refusDeMesure } from './mesure.rules.ts'
export {
  attenteDuDossier,
  attentesDesDossiers,
  mesuresDesDossiers,
  mesuresDuDossier,
  obligationsDuDossier,
  piecesDuDossier,
} from './mesure.store.ts'
