export {
  commencerRapport,
  ecrireRapport,
  marquerLu,
  passer,
  renvoyer,
  repondre,
  saisir,
  soumettre,
  transmettre,
  valider,
  verserLesSaisines,
} from './magistrats.commands.ts'
export { magistratsRoutes } from './magistrats.routes.tsx'
export { detenteurs, etatsDeRapport, naturesDeSaisine } from './magistrats.rules.ts'
export { rapportsDuDossier, rapportsEnAttente, saisinesDuDossier } from './magistrats.store.ts'
export { PastilleRapport } from './magistrats.views.tsx'
