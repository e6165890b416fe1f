export { audienceRoutes } from './audience.routes.tsx'
export { type RemiseLue, remisesDuDossier } from './audience.store.ts'
export { PanneauRemise } from './remise.panels.tsx'
export { tableauRoutes } from './tableau.routes.tsx'
