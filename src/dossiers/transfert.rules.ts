import { afficherJourCourt, aujourdhui as leJourDe, lireInstant } from '../platform/date.ts'
import type { Refusal } from '../platform/refusal.ts'
import type { Prise } from './affectation.rules.ts'

type Transfert =
  | {
      etat: string
      sens: string
      versServiceId: string
      deServiceId: string
      reponduA?: string | null
      reponduParNom?: string | null
    }
  | undefined
const reponses: Record<string, string> = {
  accepte: 'il a été accepté',
  refuse: 'il a été refusé',
  annule: 'il a été retiré',
}
/**
 * What happened meanwhile, by whom and when: who comes too late knows whom to call (charte C9.1).
 */
function dejaRepondu(transfert: Transfert, fuseau: string): Refusal[] {
  const quoi = (transfert && reponses[transfert.etat]) ?? 'il n’existe plus'
  const par = transfert?.reponduParNom ? ` par ${transfert.reponduParNom}` : ''
  const quand = transfert?.reponduA
    ? ` le ${afficherJourCourt(leJourDe(lireInstant(transfert.reponduA), fuseau))}`
    : ''
  return [
    {
      code: 'deja_repondu',
      message: `Ce transfert n’attend plus de réponse : ${quoi}${par}${quand}.`,
    },
  ]
}

/**
 * A transfer is a handshake: one at a time whichever way, proposed by the service that has the
 * dossier (charte C9.1).
 */
export function refusDeTransferer(
  prise: Prise,
  serviceDeLActeur: string | null,
  versServiceId: string,
  enCours: { sens: string } | undefined,
): Refusal[] {
  if (prise.serviceId !== serviceDeLActeur)
    return [
      {
        code: 'autre_service',
        message: 'Ce dossier est suivi par un autre service : lui seul peut proposer le transfert.',
      },
    ]
  if (enCours?.sens === 'demande')
    return [
      {
        code: 'demande_en_cours',
        message: 'Un autre service demande ce dossier : acceptez ou refusez sa demande.',
      },
    ]
  if (enCours)
    return [
      {
        code: 'transfert_en_cours',
        message: 'Un transfert est déjà proposé : attendez la réponse, ou annulez-le.',
      },
    ]
  if (versServiceId === prise.serviceId)
    return [
      {
        code: 'meme_service',
        champ: 'versServiceId',
        message: 'Le dossier est déjà dans ce service.',
      },
    ]
  return []
}

/**
 * Only the service asked may accept or refuse: the one that would receive a proposal, the one that
 * follows for a request (charte C9.1).
 */
export function refusDeRepondre(
  transfert: Transfert,
  serviceDeLActeur: string | null,
  fuseau: string,
): Refusal[] {
  if (transfert?.etat !== 'propose') return dejaRepondu(transfert, fuseau)
  if (transfert.sens === 'demande' && transfert.deServiceId !== serviceDeLActeur)
    return [
      {
        code: 'pas_sollicite',
        message: 'Cette demande est adressée au service qui suit la personne : lui seul y répond.',
      },
    ]
  if (transfert.sens === 'proposition' && transfert.versServiceId !== serviceDeLActeur)
    return [{ code: 'pas_destinataire', message: 'Ce transfert est proposé à un autre service.' }]
  return []
}

/**
 * Who proposed may take it back; what another service asked is answered, not cancelled (charte
 * C9.1).
 */
export function refusDAnnuler(
  transfert: NonNullable<Transfert>,
  serviceDeLActeur: string | null,
  fuseau: string,
): Refusal[] {
  if (transfert.etat !== 'propose') return dejaRepondu(transfert, fuseau)
  if (transfert.sens === 'demande')
    return [
      {
        code: 'demande',
        message:
          'Cette demande vient d’un autre service : acceptez-la, ou refusez-la en disant pourquoi.',
      },
    ]
  if (transfert.deServiceId !== serviceDeLActeur)
    return [
      {
        code: 'autre_service',
        message: 'Seul le service qui a proposé le transfert peut l’annuler.',
      },
    ]
  return []
}
