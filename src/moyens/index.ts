export { annuaireRoutes } from './annuaire.routes.tsx'
export {
  agentParId,
  agentsDuService,
  antenneParId,
  antennesDuService,
  etablissements,
  insererAgent,
  juridictions,
  services,
} from './organigramme.store.ts'
