export { observatoireRoutes } from './statistique.routes.tsx'
