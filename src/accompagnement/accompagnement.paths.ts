const base = (id: string) => `/dossiers/${id}`
export const chemins = {
  entretiens: (id: string) => `${base(id)}/entretiens`,
  noter: (id: string) => `${base(id)}/entretiens/noter`,
  noterDepuis: (id: string, c: string) => `${base(id)}/entretiens/noter?convocationId=${c}`,
  entretien: (id: string, e: string) => `${base(id)}/entretiens/${e}`,
  corriger: (id: string, e: string) => `${base(id)}/entretiens/${e}/corriger`,
  retirer: (id: string, e: string) => `${base(id)}/entretiens/${e}/retirer`,
  retablir: (id: string, e: string) => `${base(id)}/entretiens/${e}/retablir`,
  evaluation: (id: string) => `${base(id)}/evaluation`,
  evaluer: (id: string) => `${base(id)}/evaluation/ecrire`,
  plan: (id: string) => `${base(id)}/plan`,
  ecrirePlan: (id: string) => `${base(id)}/plan/ecrire`,
  accord: (id: string) => `${base(id)}/plan/accord`,
  etape: (id: string, e: string) => `${base(id)}/plan/etapes/${e}/faite`,
  annulerEtape: (id: string, e: string) => `${base(id)}/plan/etapes/${e}/annuler`,
  comparer: (id: string) => `${base(id)}/plan/comparer`,
}
