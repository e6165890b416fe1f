export const chemins = {
  chercher: '/bex/convoquer',
  convoquer: (rechercheId: string) => `/bex/convoquer/${rechercheId}`,
  convocation: (dossierId: string, convocationId: string) => `/bex/convocations/${dossierId}/${convocationId}`,
  avis: (dossierId: string, convocationId: string) => `/bex/convocations/${dossierId}/${convocationId}/avis.pdf`,
  deplacer: (dossierId: string, convocationId: string) => `/bex/convocations/${dossierId}/${convocationId}/deplacer`,
  annuler: (dossierId: string, convocationId: string) => `/bex/convocations/${dossierId}/${convocationId}/annuler`,
  tableau: '/bex/tableau',
}
