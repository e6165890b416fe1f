export {
  annoncer,
  apercu,
  type Joignabilite,
  joignabilite,
  joignabilites,
  type Moment,
  rappeler,
  reannoncer,
  taire,
} from './annonce.ts'
export { combienDeMessages, lettresAImprimer } from './boite.store.ts'
export { choisirCanal, clesLangues, type Langue, langueDe, langues } from './canal.rules.ts'
export {
  confierAuNouveauService,
  direLesMessagesEnAttente,
  retirerALaCloture,
  retirerAuDeces,
} from './cloture.ts'
export { lienArret, reglerLesExpediteurs, reglerLOrigine } from './lien.ts'
export { suivreLesCoordonnees, verserLesMessages } from './message.commands.ts'
export { LigneDeJoignabilite, PanneauMessages } from './message.panels.tsx'
export { messageRoutes } from './message.routes.tsx'
export { instantsDeRappel } from './message.rules.ts'
export { derniersDits, messagesDeLObjet } from './message.store.ts'
export { adresseNeutre, direParDefaut, direSurPapier } from './modele.rules.ts'
export { passerelleRoutes, type ReglagesDAccuses } from './passerelle.routes.ts'
