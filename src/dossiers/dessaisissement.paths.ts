const base = '/dessaisissements'
const demande = (personneId: string, demandeId: string) => `${base}/${personneId}/${demandeId}`
/**
 * A request is named by the person and itself, never by a dossier that whoever asks may not open.
 */
export const chemins = {
  liste: base,
  demander: `${base}/demander`,
  regle: `${base}/regle`,
  /** What became of a transfer or of a request, for both services. */
  transfert: demande,
  annuler: (personneId: string, demandeId: string) => `${demande(personneId, demandeId)}/annuler`,
  decliner: (personneId: string, demandeId: string) => `${demande(personneId, demandeId)}/decliner`,
  constater: (personneId: string, demandeId: string) => `${demande(personneId, demandeId)}/silence`,
}
