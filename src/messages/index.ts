export { annoncer, rappeler, reannoncer, taire } from './annonce.gestes.ts'
export { derniersDits } from './annonce.store.ts'
export { apercu } from './apercu.ecran.ts'
export { combienDeMessages, lettresAImprimer } from './boite.store.ts'
export { choisirCanal, clesLangues, type Langue, langueDe, langues } from './canal.rules.ts'
export {
  confierAuNouveauService,
  direLesMessagesEnAttente,
  retirerALaCloture,
  retirerAuDeces,
} from './dossier.reactions.ts'
export { type Joignabilite, joignabilite, joignabilites } from './joignabilite.lecture.ts'
export { lienArret, reglerLesExpediteurs, reglerLOrigine } from './lien.paths.ts'
export { suivreLesCoordonnees, verserLesMessages } from './message.commands.ts'
export { LigneDeJoignabilite, PanneauMessages } from './message.panels.tsx'
export { messageRoutes } from './message.routes.tsx'
export type { Moment } from './message.rules.ts'
export { messagesDeLObjet } from './message.store.ts'
export { adresseNeutre, direParDefaut, direSurPapier } from './mots.rules.ts'
export { passerelleRoutes } from './passerelle.routes.ts'
export { instantsDeRappel } from './rappel.rules.ts'
