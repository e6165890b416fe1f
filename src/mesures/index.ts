export { attendreLaSaisine, mesureTerminee, saisirMesure, terminerMesure, verserLesMesures } from './mesure.commands.ts'
export { mesureRoutes } from './mesure.routes.tsx'
export { libelleDeNature, natureDuLibelle, refusDeMesure } from './mesure.rules.ts'
export {
  attenteDuDossier,
  attentesDesDossiers,
  mesuresDesDossiers,
  mesuresDuDossier,
  obligationsDuDossier,
  piecesDuDossier,
} from './mesure.store.ts'
