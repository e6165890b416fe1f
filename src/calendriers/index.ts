export { calendrierRoutes } from './calendrier.routes.tsx'
export { alertesDeDisponibilite } from './disponibilites.ts'
export { fermerLesFluxClos } from './flux.store.ts'
