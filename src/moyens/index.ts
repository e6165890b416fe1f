export { annuaireRoutes } from './annuaire.routes.tsx'
export {
  type Commune,
  chercherCommunes,
  communeParCode,
  communeSansDoute,
} from './commune.store.ts'
export {
  type Fonction,
  fonctionQui,
  fonctionsDe,
  fonctionsQui,
  libelleDeFonction,
  toutesLesFonctions,
} from './fonction.rules.ts'

export { departChange, departSePrepare, suiviSeCompte } from './organigramme.commands.ts'
export { organigrammeRoutes } from './organigramme.routes.tsx'
export { refusAvantLArrivee } from './organigramme.rules.ts'
export {
  agentParId,
  agentsDuService,
  antenneParId,
  antennesDuService,
  enPoste,
  entitesLiees,
  etablissements,
  insererAgent,
  juridictions,
  serviceParId,
  services,
} from './organigramme.store.ts'
export { ressortRoutes } from './ressort.routes.tsx'
export { NON_RENSEIGNE } from './ressort.rules.ts'
export { ressortsDe } from './ressort.store.ts'
