import type { Refusal } from '../platform/refusal.ts'

export const naturesDeRapport = {
  evaluation: 'Rapport d’évaluation',
  suivi: 'Rapport de suivi',
  annuel: 'Rapport annuel',
  fin_de_mesure: 'Rapport de fin de mesure',
  incident: 'Note d’incident',
  avis: 'Avis',
  enquete: 'Rapport d’enquête',
  amenagement: 'Rapport sur les modalités d’exécution (723-15)',
} as const
export const etatsDeRapport = {
  brouillon: 'En cours d’écriture',
  soumis: 'Soumis à la validation',
  renvoye: 'Renvoyé au rédacteur',
  valide: 'Validé',
  transmis: 'Transmis',
  lu: 'Lu par le magistrat',
  complement: 'Complément demandé',
  repondu: 'Répondu',
  abandonne: 'Abandonné',
} as const
export type EtatDeRapport = keyof typeof etatsDeRapport
/** As it is shown: a complement that was asked has come, or is asked no more. */
export const etatsDits = {
  ...etatsDeRapport,
  complement_recu: 'Complément reçu',
  complement_clos: 'Complément demandé, demande close depuis',
} as const
/** A step of its course that is not a state: what follows it is the state before. */
export const etapesDites: Record<string, string> = {
  ...etatsDeRapport,
  reponse_retiree: 'Réponse retirée',
}
const genres: Record<string, string> = {
  soumis: 'attention',
  renvoye: 'alerte',
  valide: 'ok',
  transmis: 'info',
  lu: 'info',
  complement: 'attention',
  complement_recu: 'ok',
  repondu: 'ok',
}
export const genreDeRapport = (etat: string) => genres[etat] ?? 'neutre'

/**
 * `serviceQuiSuit` is the service in charge today, `plumeId` who writes there; null where its
 * direction does.
 */
type Rapport = {
  etat: string
  serviceQuiSuit: string
  juridictionId: string
  plumeId: string | null
  suiteId?: string | null
}
type Qui = { id: string; serviceId: string | null; encadre: boolean }
/**
 * A report that is not sent yet follows the dossier: the writer keeps it in their service, then its
 * référent, then its direction (charte C9.1).
 */
const tientLaPlume = (rapport: Rapport, { id, serviceId, encadre }: Qui) =>
  rapport.serviceQuiSuit === serviceId &&
  (rapport.plumeId === id || (rapport.plumeId === null && encadre))
export const ecrivable = (etat: string) => etat === 'brouillon' || etat === 'renvoye'
/** Not sent yet: it is in the hands of the service that follows. */
export const enPreparation = (etat: string) =>
  ecrivable(etat) || etat === 'soumis' || etat === 'valide' || etat === 'abandonne'
const refuser = (code: string, message: string): Refusal[] => [{ code, message }]

/**
 * A report is written until it is submitted; sent back, it is written again (charte C1.3: only an
 * agent of the service carries it).
 */
export const refusDEcrire = (rapport: Rapport, service: string | null): Refusal[] => {
  if (rapport.serviceQuiSuit !== service)
    return refuser('autre_service', 'Ce rapport est écrit par le service qui suit la personne.')
  if (rapport.etat === 'abandonne')
    return refuser(
      'abandonne',
      'Ce rapport est abandonné : son rédacteur le reprend pour l’écrire.',
    )
  return ecrivable(rapport.etat)
    ? []
    : refuser(
        'deja_soumis',
        'Ce rapport est soumis : il ne s’écrit plus, sauf si la direction le renvoie.',
      )
}
export const refusDeSoumettre = (
  rapport: Rapport,
  service: string | null,
  sections: { texte: string }[],
): Refusal[] => {
  const refus = refusDEcrire(rapport, service)
  if (refus.length) return refus
  return sections.some(section => section.texte.trim() !== '')
    ? []
    : refuser('vide', 'Le rapport est vide : écrivez au moins une partie.')
}
/**
 * The DPIP of the dossier's own service validates: local validation (complaint of the field,
 * terrain §5).
 */
export const refusDeValider = (rapport: Rapport, service: string | null): Refusal[] => {
  if (rapport.serviceQuiSuit !== service)
    return refuser(
      'autre_service',
      'La validation revient à la direction du service qui suit la personne.',
    )
  return rapport.etat === 'soumis'
    ? []
    : refuser('pas_soumis', 'Ce rapport n’attend pas de validation.')
}
/** Whoever may validate takes it back, as long as nobody outside the service has read it. */
export const refusDeRetirerLaValidation = (rapport: Rapport, service: string | null): Refusal[] => {
  if (rapport.serviceQuiSuit !== service)
    return refuser(
      'autre_service',
      'La validation revient à la direction du service qui suit la personne.',
    )
  if (rapport.etat === 'valide') return []
  return (etatsParvenus as readonly string[]).includes(rapport.etat)
    ? refuser(
        'deja_transmis',
        'Ce rapport est chez le magistrat : sa validation ne se retire plus. Écrivez-lui un complément.',
      )
    : refuser('pas_valide', 'Ce rapport n’est pas validé.')
}
type Vu = { version?: number | undefined; changementVu?: string | undefined }
/**
 * What is validated is what was read: a text or a measure that changed since the page was opened is
 * read first.
 */
export const refusDePageAncienne = (
  vu: Vu,
  donnees: { version: number },
  etat: { changementVu: string; ecarts: readonly unknown[] },
): Refusal[] => {
  if (vu.version !== undefined && vu.version !== donnees.version)
    return refuser(
      'modifie_entretemps',
      'Le texte de ce rapport a changé depuis que vous avez ouvert cette page. Relisez-le, puis validez de nouveau.',
    )
  return vu.changementVu !== undefined &&
    vu.changementVu !== etat.changementVu &&
    etat.ecarts.length > 0
    ? refuser(
        'mesure_changee',
        'La mesure ou ses obligations ont changé depuis que vous avez ouvert cette page. Lisez ce qui a changé, puis validez de nouveau.',
      )
    : []
}
export const refusDeTransmettre = (rapport: Rapport, service: string | null): Refusal[] => {
  if (rapport.serviceQuiSuit !== service)
    return refuser('autre_service', 'Ce rapport part du service qui suit la personne.')
  return rapport.etat === 'valide'
    ? []
    : refuser('pas_valide', 'Un rapport se transmet une fois validé.')
}
/** States in which the magistrate has the report and has not ended it. */
const estRecu = (etat: string) => etat === 'transmis' || etat === 'lu' || etat === 'complement'
/** States that a juridiction may read. */
export const etatsParvenus = ['transmis', 'lu', 'complement', 'repondu'] as const
/** States in which text and PDF do not change. */
export const etatsFiges = ['valide', ...etatsParvenus] as const
/** A magistrate answers a report that their own juridiction received, once (charte C3.5). */
export const refusDeRepondre = (rapport: Rapport, juridiction: string | null): Refusal[] => {
  if (rapport.juridictionId !== juridiction)
    return refuser('autre_juridiction', 'Ce rapport est adressé à une autre juridiction.')
  if (rapport.etat === 'repondu')
    return refuser('deja_repondu', 'Ce rapport a déjà reçu sa réponse.')
  if (rapport.suiteId)
    return refuser(
      'complement_recu',
      'Le complément est arrivé : répondez au rapport qui le porte.',
    )
  return estRecu(rapport.etat)
    ? []
    : refuser('pas_transmis', 'Ce rapport n’a pas encore été transmis.')
}
/** Whoever wrote it takes it back before validation; the direction learns it (charte C3.4). */
export const refusDeRetirer = (rapport: Rapport, qui: Qui): Refusal[] => {
  if (!tientLaPlume(rapport, qui))
    return refuser(
      'autre_redacteur',
      'Seul le rédacteur, ou le référent s’il n’est plus là, retire ce rapport ; la direction peut le renvoyer.',
    )
  return rapport.etat === 'soumis'
    ? []
    : refuser('pas_soumis', 'Ce rapport n’est pas en attente de validation : il ne se retire plus.')
}
/**
 * Whoever wrote it says that it will not be finished; what the direction has in hand is taken back
 * first.
 */
export const refusDAbandonner = (rapport: Rapport, qui: Qui): Refusal[] => {
  if (!tientLaPlume(rapport, qui))
    return refuser(
      'autre_redacteur',
      'Seul le rédacteur, ou le référent s’il n’est plus là, abandonne ce rapport.',
    )
  if (ecrivable(rapport.etat)) return []
  return refuser(
    'pas_en_cours',
    rapport.etat === 'soumis'
      ? 'Ce rapport attend sa validation : retirez-le d’abord.'
      : 'Ce rapport n’est pas en cours d’écriture : il ne s’abandonne pas.',
  )
}
export const refusDeReprendre = (rapport: Rapport, qui: Qui): Refusal[] => {
  if (!tientLaPlume(rapport, qui))
    return refuser(
      'autre_redacteur',
      'Seul le rédacteur, ou le référent s’il n’est plus là, reprend ce rapport.',
    )
  return rapport.etat === 'abandonne'
    ? []
    : refuser('pas_abandonne', 'Ce rapport n’est pas abandonné.')
}

/**
 * What a report is about is corrected by the service that follows, whatever its state: the text
 * itself does not change (ADR 0027).
 */
export const refusDeRattacher = (
  donnees: { serviceQuiSuit: string; mesureDiteA: string | null },
  service: string | null,
  motif: string | undefined,
): Refusal[] => {
  if (donnees.serviceQuiSuit !== service)
    return refuser('autre_service', 'Un autre service suit la personne.')
  return donnees.mesureDiteA && !motif
    ? [
        {
          code: 'sans_motif',
          champ: 'motif',
          message: 'Dites pourquoi vous changez la mesure ou la nature du rapport.',
        },
      ]
    : []
}
