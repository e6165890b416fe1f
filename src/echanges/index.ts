export { exportRoutes } from './export.routes.tsx'
export { importRoutes } from './import.routes.tsx'
export { exporterService, importerFichier, type Terminal } from './ligne-de-commande.commands.ts'
export { type Relecture, restaurer } from './restauration.store.ts'
