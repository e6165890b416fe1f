export { calendrierRoutes } from './calendrier.routes.tsx'
export { alertesDeDisponibilite } from './disponibilites.ts'
