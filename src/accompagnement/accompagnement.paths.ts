const base = (id: string) => `/dossiers/${id}`
export const chemins = {
  entretiens: (id: string) => `${base(id)}/entretiens`,
  noter: (id: string) => `${base(id)}/entretiens/noter`,
  noterDepuis: (id: string, convocationId: string) =>
    `${base(id)}/entretiens/noter?convocationId=${convocationId}`,
  entretien: (id: string, entretienId: string) => `${base(id)}/entretiens/${entretienId}`,
  corriger: (id: string, entretienId: string) => `${base(id)}/entretiens/${entretienId}/corriger`,
  retirer: (id: string, entretienId: string) => `${base(id)}/entretiens/${entretienId}/retirer`,
  retablir: (id: string, entretienId: string) => `${base(id)}/entretiens/${entretienId}/retablir`,
  evaluation: (id: string) => `${base(id)}/evaluation`,
  evaluer: (id: string) => `${base(id)}/evaluation/ecrire`,
  plan: (id: string) => `${base(id)}/plan`,
  ecrirePlan: (id: string) => `${base(id)}/plan/ecrire`,
  accord: (id: string) => `${base(id)}/plan/accord`,
  etape: (id: string, etapeId: string) => `${base(id)}/plan/etapes/${etapeId}/faite`,
  annulerEtape: (id: string, etapeId: string) => `${base(id)}/plan/etapes/${etapeId}/annuler`,
  comparer: (id: string) => `${base(id)}/plan/comparer`,
}
