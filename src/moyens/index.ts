export { annuaireRoutes } from './annuaire.routes.tsx'
export { agentPart } from './organigramme.commands.ts'
export { organigrammeRoutes } from './organigramme.routes.tsx'
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
