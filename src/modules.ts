import {
  alerteRoutes,
  compteRoutes,
  connexionRoutes,
  type Demonstration,
  journalRoutes,
  repriseRoutes,
} from './acces/index.ts'
import { accompagnementRoutes } from './accompagnement/index.ts'
import {
  accueilRoutes,
  convocationRoutes,
  decisionRoutes,
  demenagementRoutes,
  lettreRoutes,
  rechercheRoutes,
  seanceRoutes,
} from './agenda/index.ts'
import {
  audienceRoutes,
  changementRoutes,
  correctionRoutes,
  horsOutilRoutes,
  tableauRoutes,
} from './bex/index.ts'
import { calendrierRoutes } from './calendriers/index.ts'
import { creneauxRoutes } from './creneaux/index.ts'
import {
  consultationRoutes,
  dessaisissementRoutes,
  dossierRoutes,
  filRoutes,
  ouvertureRoutes,
  propositionRoutes,
} from './dossiers/index.ts'
import { droitRoutes } from './droit/index.ts'
import { exportRoutes, importRoutes } from './echanges/index.ts'
import { echeanceRoutes } from './echeances/index.ts'
import { magistratsRoutes } from './magistrats/index.ts'
import { messageRoutes, passerelleRoutes } from './messages/index.ts'
import { mesureRoutes } from './mesures/index.ts'
import { annuaireRoutes, organigrammeRoutes, ressortRoutes } from './moyens/index.ts'
import { observatoireRoutes } from './observatoire/index.ts'
import type { Acteur, Permission } from './platform/command.ts'
import type { Navigation, Plateforme } from './platform/http/plateforme.ts'
import type { ReglagesDAccuses } from './platform/passerelles/http.ts'
import { equipeRoutes, pourMoiRoutes, sommaireRoutes, syntheseRoutes } from './synthese/index.ts'

/** The modules, one by one: from here each screen can be reached by reading. */
export function installerModules(
  plateforme: Plateforme,
  demonstration: () => Demonstration,
  accuses: ReglagesDAccuses | null,
): void {
  connexionRoutes(plateforme, demonstration)
  repriseRoutes(plateforme)
  compteRoutes(plateforme)
  journalRoutes(plateforme)
  alerteRoutes(plateforme)
  organigrammeRoutes(plateforme)
  annuaireRoutes(plateforme)
  ressortRoutes(plateforme)
  creneauxRoutes(plateforme)
  dossierRoutes(plateforme)
  filRoutes(plateforme)
  ouvertureRoutes(plateforme)
  consultationRoutes(plateforme)
  propositionRoutes(plateforme)
  dessaisissementRoutes(plateforme)
  mesureRoutes(plateforme)
  convocationRoutes(plateforme)
  rechercheRoutes(plateforme)
  accueilRoutes(plateforme)
  lettreRoutes(plateforme)
  seanceRoutes(plateforme)
  decisionRoutes(plateforme)
  demenagementRoutes(plateforme)
  messageRoutes(plateforme)
  passerelleRoutes(plateforme, accuses)
  audienceRoutes(plateforme)
  changementRoutes(plateforme)
  correctionRoutes(plateforme)
  horsOutilRoutes(plateforme)
  tableauRoutes(plateforme)
  calendrierRoutes(plateforme)
  observatoireRoutes(plateforme)
  accompagnementRoutes(plateforme)
  magistratsRoutes(plateforme)
  echeanceRoutes(plateforme)
  droitRoutes(plateforme)
  syntheseRoutes(plateforme)
  pourMoiRoutes(plateforme)
  equipeRoutes(plateforme)
  sommaireRoutes(plateforme)
  importRoutes(plateforme)
  exportRoutes(plateforme)
}

const entrees: { href: string; label: string; icon: string; si: Permission }[] = [
  { href: '/', label: 'Ma journée', icon: 'sun', si: 'compte:soi' },
  { href: '/dossiers', label: 'Dossiers', icon: 'folder-open', si: 'dossier:lister' },
  { href: '/equipe', label: 'Équipe', icon: 'users', si: 'dossier:affecter' },
  { href: '/accueil', label: 'Liste du jour', icon: 'check', si: 'accueil:pointer' },
  { href: '/bex/convoquer', label: 'Convoquer à l’audience', icon: 'plus', si: 'bex:convoquer' },
  { href: '/agenda', label: 'Agenda', icon: 'calendar-blank', si: 'creneau:lire' },
  {
    href: '/dessaisissements',
    label: 'Dessaisissements',
    icon: 'files',
    si: 'dessaisissement:demander',
  },
  { href: '/echeances', label: 'Échéances', icon: 'clock', si: 'echeance:service' },
  { href: '/droit', label: 'Droit', icon: 'scales', si: 'droit:lire' },
  { href: '/annuaire', label: 'Annuaire', icon: 'users', si: 'annuaire:lire' },
  { href: '/ressort', label: 'Ressort', icon: 'scales', si: 'ressort:lire' },
  { href: '/echanges', label: 'Importer, exporter', icon: 'files', si: 'import:faire' },
  { href: '/journal', label: 'Journal', icon: 'clock', si: 'journal:service' },
]
/** What a function may open, in the header. */
export const navigation = (acteur: Acteur): Navigation =>
  entrees
    .filter(entree => acteur.peut(entree.si))
    // Who has the agenda finds the ressort there, with the other settings.
    .filter(entree => entree.href !== '/ressort' || !acteur.peut('creneau:lire'))
    .map(({ si: _, ...reste }) => reste)
