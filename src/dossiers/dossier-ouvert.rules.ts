import type { AQui, Qualite } from '../platform/a-qui.ts'
import { afficherJourCourt, aujourdhui, lireInstant } from '../platform/date.ts'

/**
 * What the opening of a transaction reads of its dossier; `propose` is the transfer by which it is
 * proposed, `suiviPar` the service that follows, where it is another.
 */
export type Lu = {
  dossierId: string
  closA: string | null
  fusionneDans: string | null
  numero: string | null
  qualite: Qualite
  suiviPar: string | null
  propose: string | null
}
const causeDe = (lu: Lu) => {
  if (lu.closA || lu.fusionneDans) return 'clos' as const
  return lu.qualite === 'propose' ? ('propose' as const) : null
}
/**
 * The dossier of a transaction, with the words of each reason for which a write is not carried out
 * there.
 */
export const dossierOuvert = (lu: Lu, fuseau: string) => ({
  dossierId: lu.dossierId,
  qualite: lu.qualite,
  cause: causeDe(lu),
  dire: (pourquoi: 'clos' | 'propose' | 'autrui', aQui: AQui) => {
    if (pourquoi === 'clos') return lu.fusionneDans ? fusionne(lu) : clos(lu, fuseau)
    return pourquoi === 'propose' ? propose(lu) : pasASoi(lu, aQui)
  },
})

/**
 * A merged dossier says where the person's thread goes on, a closed one since when, and how it
 * opens again (charte C1.1, C9.1).
 */
const fusionne = ({ numero, fusionneDans }: Lu) => ({
  titre: 'Ce dossier est fusionné',
  message: `Ce dossier est fusionné dans ${numero ?? 'un autre dossier'} : rien ne s’écrit plus ici, tout s’écrit là-bas.`,
  issue: numero
    ? { href: `/dossiers/${fusionneDans}`, label: `Ouvrir ${numero}`, si: 'dossier:lire' as const }
    : null,
})
function clos({ closA, dossierId }: Lu, fuseau: string) {
  const depuis = closA
    ? ` depuis le ${afficherJourCourt(aujourdhui(lireInstant(closA), fuseau))}`
    : ''
  return {
    titre: 'Ce dossier est clos',
    message: `Ce dossier est clos${depuis} : rien ne s’y écrit plus. Pour y écrire, rouvrez-le en disant pourquoi (« Rouvrir le dossier », sur sa page) ; si votre fonction ne le permet pas, demandez-le au service.`,
    issue: {
      href: `/dossiers/${dossierId}/rouvrir`,
      label: 'Rouvrir le dossier',
      si: 'dossier:cloturer' as const,
    },
  }
}
const propose = ({ dossierId, propose: transfertId }: Lu) => ({
  titre: 'Ce dossier vous est proposé',
  message: 'Ce dossier vous est seulement proposé : répondez au transfert avant d’y écrire.',
  issue: transfertId
    ? {
        href: `/dossiers/${dossierId}/transferts/${transfertId}/accepter`,
        label: 'Répondre au transfert',
        si: 'transfert:repondre' as const,
      }
    : null,
})

/** What is another's to write says whose it is, and whom to ask. */
const aQuiDire: Partial<Record<AQui, string>> = {
  qui_suit:
    'Ceci s’écrit par le service qui la suit : dites-lui ce qui est à changer, il l’écrira.',
  transfert: 'Seuls les deux services du transfert y répondent.',
  juridiction: 'Ceci s’écrit par la juridiction à qui le rapport est transmis.',
  audience: 'Ceci s’écrit par la juridiction devant laquelle la personne est passée.',
  qui_suit_ou_juridiction:
    'Ceci s’écrit par le service qui la suit, ou par une juridiction qui a une mesure ou une demande dans ce dossier.',
  qui_suit_ou_audience:
    'Ceci s’écrit par le service qui la suit, ou par la juridiction qui a décidé.',
  qui_suit_ou_convoque: 'Ceci s’écrit par le service qui la suit, ou par qui la convoque.',
}
function pasASoi({ suiviPar, dossierId }: Lu, aQui: AQui) {
  const suit = suiviPar ? `Cette personne est suivie par : ${suiviPar}. ` : ''
  return {
    titre: 'Ce n’est pas à votre service de l’écrire',
    message: `${suit}${aQuiDire[aQui] ?? 'Ceci ne relève pas de votre service.'}`,
    issue: {
      href: `/dossiers/${dossierId}`,
      label: 'Revenir au dossier',
      si: 'dossier:lire' as const,
    },
  }
}
