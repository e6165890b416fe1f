export const chemins = {
  chercher: '/bex/convoquer',
  convoquer: (rechercheId: string) => `/bex/convoquer/${rechercheId}`,
  convocation: (dossierId: string, convocationId: string) =>
    `/bex/convocations/${dossierId}/${convocationId}`,
  avis: (dossierId: string, convocationId: string) =>
    `/bex/convocations/${dossierId}/${convocationId}/avis.pdf`,
  deplacer: (dossierId: string, convocationId: string) =>
    `/bex/convocations/${dossierId}/${convocationId}/deplacer`,
  annuler: (dossierId: string, convocationId: string) =>
    `/bex/convocations/${dossierId}/${convocationId}/annuler`,
  corrigerRemise: (dossierId: string, remiseId: string) =>
    `/bex/remises/${dossierId}/${remiseId}/corriger`,
  retirerRemise: (dossierId: string, remiseId: string) =>
    `/bex/remises/${dossierId}/${remiseId}/retirer`,
  tableau: '/bex/tableau',
  horsOutil: (rechercheId: string) => `/bex/convoquer/${rechercheId}/hors-outil`,
  remisesHorsOutil: '/bex/hors-outil',
  remiseHorsOutil: (remiseId: string) => `/bex/hors-outil/${remiseId}`,
  avisHorsOutil: (remiseId: string) => `/bex/hors-outil/${remiseId}/avis.pdf`,
  adresser: (remiseId: string) => `/bex/hors-outil/${remiseId}/adresser`,
  reprendre: (remiseId: string) => `/bex/hors-outil/${remiseId}/reprendre`,
  corrigerHorsOutil: (remiseId: string) => `/bex/hors-outil/${remiseId}/corriger`,
  effacer: (remiseId: string) => `/bex/hors-outil/${remiseId}/effacer`,
}
