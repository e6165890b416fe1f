export { sommaireRoutes } from './agenda.routes.tsx'
export { equipeRoutes } from './equipe.routes.tsx'
export { pourMoiRoutes } from './pour-moi.routes.tsx'
export { syntheseRoutes } from './synthese.routes.tsx'
