export { exportRoutes } from './export.routes.tsx'
export { importRoutes } from './import.routes.tsx'
export { exporterService, importerFichier, type Terminal } from './ligne-de-commande.ts'
export { restaurer } from './restauration.store.ts'
