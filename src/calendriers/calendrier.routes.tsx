import type { Plateforme } from '../platform/http/plateforme.ts'
import { disponibilitesRoutes } from './disponibilites.routes.tsx'
import { fluxRoutes } from './flux.routes.tsx'
import { semaineRoutes } from './semaine.routes.tsx'

export function calendrierRoutes(plateforme: Plateforme): void {
  fluxRoutes(plateforme)
  semaineRoutes(plateforme)
  disponibilitesRoutes(plateforme)
}
