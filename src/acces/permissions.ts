import { type Fonction, fonctionsDe, fonctionsQui, toutesLesFonctions } from '../moyens/index.ts'
import type { Permission } from '../platform/command.ts'

const suivi = fonctionsQui('accompagne')
/**
 * Who writes what a court decided, or what the service decides of a measure: neither a psychologue
 * nor a coordinateur (ADR 0047).
 */
const conduite = fonctionsQui('conduit')
const encadrement = fonctionsQui('encadre')
const service = fonctionsDe('service')
const siege = fonctionsQui('juge')
const tous = toutesLesFonctions

/**
 * Who may do what. One table, read by the access test. No line separates control from accompaniment
 * (C7.1): who accompanies a person also convokes, records absences and reports, and nobody does one
 * without the other.
 */
const permissions = {
  'compte:soi': tous,
  'journal:soi': tous,
  'journal:service': ['dfspip'],
  'alerte:decider': ['dfspip', 'administrateur'],
  'annuaire:lire': tous,
  'annuaire:ecrire': ['administrateur', 'dfspip'],
  'annuaire:ouvrir': ['administrateur'],
  'dossier:lire': [...service, 'jap', 'greffe', 'parquet', 'bex'],
  'dossier:chercher': [...service, 'jap', 'greffe', 'parquet', 'bex'],
  'dossier:lister': [...suivi, 'administratif', ...siege],
  'dossier:creer': [...suivi, 'administratif', 'bex', 'greffe'],
  'personne:ecrire': [...suivi, 'administratif'],
  'dossier:fusionner': encadrement,
  'dossier:cloturer': [...encadrement, 'travailleur_social'],
  'dossier:affecter': encadrement,
  'transfert:proposer': [...suivi, 'administratif'],
  'transfert:repondre': encadrement,
  'mesure:lire': [...service, 'jap', 'greffe', 'parquet', 'bex'],
  'mesure:ecrire': [...conduite, 'greffe', 'bex'],
  'attente:ecrire': conduite,
  'acte:ecrire': [...conduite, 'greffe', 'jap'],
  'convocation:lire': [...service, ...siege, 'bex'],
  'convocation:ecrire': [...suivi, 'administratif', 'surveillant', ...siege],
  'accueil:pointer': [...suivi, 'administratif', 'surveillant', ...siege],
  'creneau:lire': [...service, ...siege, 'bex'],
  'plage:ecrire': [...suivi, 'administratif', 'surveillant', ...siege],
  'calendrier:tenir': [...encadrement, 'administratif', ...siege],
  'flux:soi': [...service, ...siege],
  'bex:convoquer': ['bex', 'greffe'],
  'bex:tableau': [...suivi, 'administratif', ...siege, 'bex'],
  'ressort:lire': [...service, ...siege, 'parquet', 'bex', 'administrateur'],
  'ressort:ecrire': ['dfspip', 'administrateur'],
  'dessaisissement:demander': [...suivi, 'administratif', 'bex', 'greffe'],
  'message:lire': [...suivi, 'administratif', 'surveillant', ...siege],
  'message:ecrire': [...suivi, 'administratif', ...siege],
  'modele:ecrire': [...encadrement, 'administratif', 'greffe'],
  'statistique:lire': [...service, ...siege],
  'accompagnement:lire': suivi,
  'accompagnement:ecrire': suivi,
  'saisine:lire': [...suivi, 'administratif', ...siege, 'parquet', 'bex'],
  'saisine:ecrire': [...suivi, 'administratif', ...siege, 'parquet', 'bex'],
  'rapport:lire': [...suivi, 'administratif', ...siege],
  'rapport:ecrire': suivi,
  'rapport:valider': encadrement,
  'rapport:transmettre': [...encadrement, 'administratif', 'travailleur_social'],
  'rapport:repondre': ['jap'],
  'import:faire': [...encadrement, 'administratif'],
  'export:faire': ['dfspip'],
  'echeance:lire': [...service, ...siege],
  'echeance:service': service,
  'echeance:ecarter': suivi,
  'droit:lire': tous,
  'droit:simuler': suivi,
  'galerie:lire': tous,
} as const satisfies Record<Permission, readonly Fonction[]>
const table: Readonly<Record<string, readonly Fonction[]>> = permissions
/** The functions that hold a permission; none of one that is not known. */
export const quiTient = (permission: string): readonly Fonction[] => table[permission] ?? []

const parFonction = new Map<string, Set<string>>(
  tous.map(fonction => [
    fonction,
    new Set(
      Object.entries(table).flatMap(([nom, liste]) => (liste.includes(fonction) ? [nom] : [])),
    ),
  ]),
)

/** Does this function hold this permission? Nothing is held by default. */
export const peut = (fonction: string, permission: Permission): boolean =>
  parFonction.get(fonction)?.has(permission) ?? false
export const permissionsConnues: ReadonlySet<string> = new Set(Object.keys(permissions))
