export { sommaireRoutes } from './agenda.routes.tsx'
export { syntheseRoutes } from './synthese.routes.tsx'
