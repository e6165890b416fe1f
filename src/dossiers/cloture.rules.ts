import { afficherJourCourt, aujourdhui, lireInstant } from '../platform/date.ts'

/** What the opening of a transaction reads of a dossier that takes nothing new. */
export type Fermee = { dossierId: string; closA: string | null; fusionneDans: string | null; numero: string | null }

/** A closed dossier says since when, and how it opens again; a merged one says where the person's thread goes on (charte C1.1, C9.1). */
export function fermetureDuDossier(lue: Fermee | null, fuseau: string) {
  if (!lue) return null
  if (lue.fusionneDans)
    return {
      titre: 'Ce dossier est fusionné',
      message: `Ce dossier est fusionné dans ${lue.numero ?? 'un autre dossier'} : rien ne s’écrit plus ici, tout s’écrit là-bas.`,
      issue: lue.numero ? { href: `/dossiers/${lue.fusionneDans}`, label: `Ouvrir ${lue.numero}`, si: 'dossier:lire' as const } : null,
    }
  const depuis = lue.closA ? ` depuis le ${afficherJourCourt(aujourdhui(lireInstant(lue.closA), fuseau))}` : ''
  return {
    titre: 'Ce dossier est clos',
    message: `Ce dossier est clos${depuis} : rien ne s’y écrit plus. Pour y écrire, rouvrez-le en disant pourquoi (« Rouvrir le dossier », sur sa page) ; si votre fonction ne le permet pas, demandez-le au service.`,
    issue: { href: `/dossiers/${lue.dossierId}/rouvrir`, label: 'Rouvrir le dossier', si: 'dossier:cloturer' as const },
  }
}
