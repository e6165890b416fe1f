export { calendrierRoutes } from './calendrier.routes.tsx'
export { alertesDeDisponibilite } from './disponibilites.ecran.ts'
export { fermerLesFluxClos } from './flux.store.ts'
