import { compteRoutes, connexionRoutes, type Demonstration } from './acces/index.ts'
import { accompagnementRoutes } from './accompagnement/index.ts'
import { convocationRoutes } from './agenda/index.ts'
import { dossierRoutes, filRoutes } from './dossiers/index.ts'
import { droitRoutes } from './droit/index.ts'
import { exportRoutes, importRoutes } from './echanges/index.ts'
import { echeanceRoutes } from './echeances/index.ts'
import { magistratsRoutes } from './magistrats/index.ts'
import { mesureRoutes } from './mesures/index.ts'
import { annuaireRoutes, organigrammeRoutes } from './moyens/index.ts'
import type { Acteur, Permission } from './platform/command.ts'
import type { Navigation, Plateforme } from './platform/http/plateforme.ts'
import { syntheseRoutes } from './synthese/index.ts'

/** The modules, one by one: from here each screen can be reached by reading. */
export function installerModules(plateforme: Plateforme, demonstration: () => Demonstration): void {
  connexionRoutes(plateforme, demonstration)
  compteRoutes(plateforme)
  organigrammeRoutes(plateforme)
  annuaireRoutes(plateforme)
  dossierRoutes(plateforme)
  filRoutes(plateforme)
  mesureRoutes(plateforme)
  convocationRoutes(plateforme)
  accompagnementRoutes(plateforme)
  magistratsRoutes(plateforme)
  echeanceRoutes(plateforme)
  droitRoutes(plateforme)
  syntheseRoutes(plateforme)
  importRoutes(plateforme)
  exportRoutes(plateforme)
}

const entrees: { href: string; label: string; icon: string; si: Permission }[] = [
  { href: '/', label: 'Ma journée', icon: 'sun', si: 'compte:soi' },
  { href: '/dossiers', label: 'Dossiers', icon: 'folder-open', si: 'dossier:creer' },
  { href: '/accueil', label: 'Liste du jour', icon: 'calendar-blank', si: 'accueil:pointer' },
  { href: '/echeances', label: 'Échéances', icon: 'clock', si: 'echeance:service' },
  { href: '/droit', label: 'Droit', icon: 'scales', si: 'droit:lire' },
  { href: '/annuaire', label: 'Annuaire', icon: 'users', si: 'annuaire:lire' },
  { href: '/echanges', label: 'Importer, exporter', icon: 'files', si: 'import:faire' },
  { href: '/journal', label: 'Journal', icon: 'clock', si: 'journal:service' },
]
/** What a function may open, in the header. */
export const navigation = (acteur: Acteur): Navigation =>
  entrees.filter(e => acteur.peut(e.si) && (e.href !== '/dossiers' || acteur.serviceId !== null)).map(({ si: _, ...e }) => e)
