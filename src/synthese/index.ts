export { syntheseRoutes } from './synthese.routes.tsx'
