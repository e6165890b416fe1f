import type { Plateforme } from '../platform/http/plateforme.ts'
import { droitRoutes as pages } from './droit.routes.tsx'
import { simulationRoutes } from './simulation.routes.tsx'

export function droitRoutes(plateforme: Plateforme): void {
  pages(plateforme)
  simulationRoutes(plateforme)
}
