const base = '/calendrier'
export const chemins = {
  calendrier: base,
  semaine: (requete: { du: string; agenda?: string | undefined }) =>
    `${base}?du=${requete.du}${requete.agenda ? `&agenda=${requete.agenda}` : ''}`,
  types: `${base}/types`,
  nouveauType: `${base}/types/nouveau`,
  modifierType: (cle: string) => `${base}/types/${cle}`,
  lieux: `${base}/lieux`,
  nouveauLieu: `${base}/lieux/nouveau`,
  modifierLieu: (id: string) => `${base}/lieux/${id}`,
  nouvelAgenda: `${base}/agendas/nouveau`,
  modifierAgenda: (id: string) => `${base}/agendas/${id}`,
  ouvrirPlage: `${base}/plages/nouvelle`,
  ouvrirPlageDe: (agenda: string) => `${base}/plages/nouvelle?agendaId=${agenda}`,
  changerPlage: (id: string) => `${base}/plages/${id}`,
  finirPlage: (id: string) => `${base}/plages/${id}/fin`,
  absences: `${base}/absences`,
  noterAbsence: `${base}/absences/nouvelle`,
  retirerAbsence: (id: string) => `${base}/absences/${id}/retrait`,
}
