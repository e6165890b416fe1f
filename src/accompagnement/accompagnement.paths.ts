const base = (id: string) => `/dossiers/${id}`
export const chemins = {
  entretiens: (id: string) => `${base(id)}/entretiens`,
  noter: (id: string) => `${base(id)}/entretiens/noter`,
  entretien: (id: string, e: string) => `${base(id)}/entretiens/${e}`,
  corriger: (id: string, e: string) => `${base(id)}/entretiens/${e}/corriger`,
  evaluation: (id: string) => `${base(id)}/evaluation`,
  evaluer: (id: string) => `${base(id)}/evaluation/ecrire`,
  plan: (id: string) => `${base(id)}/plan`,
  ecrirePlan: (id: string) => `${base(id)}/plan/ecrire`,
  accord: (id: string) => `${base(id)}/plan/accord`,
  etape: (id: string, e: string) => `${base(id)}/plan/etapes/${e}/faite`,
  comparer: (id: string) => `${base(id)}/plan/comparer`,
}
