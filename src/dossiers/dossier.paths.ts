const base = (id: string) => `/dossiers/${id}`
export const chemins = {
  nouveau: '/dossiers/nouveau',
  dossier: base,
  personne: (id: string) => `${base(id)}/personne`,
  proposition: (id: string, propositionId: string) => `${base(id)}/propositions/${propositionId}`,
  quiVoit: (id: string) => `${base(id)}/qui-voit`,
  quiALu: (id: string) => `${base(id)}/qui-a-lu`,
  historique: (id: string) => `${base(id)}/historique`,
  affecter: (id: string) => `${base(id)}/affecter`,
  transferer: (id: string) => `${base(id)}/transferer`,
  accepterTransfert: (id: string, transfertId: string) =>
    `${base(id)}/transferts/${transfertId}/accepter`,
  refuserTransfert: (id: string, transfertId: string) =>
    `${base(id)}/transferts/${transfertId}/refuser`,
  annulerTransfert: (id: string, transfertId: string) =>
    `${base(id)}/transferts/${transfertId}/annuler`,
  cloturer: (id: string) => `${base(id)}/cloturer`,
  rouvrir: (id: string) => `${base(id)}/rouvrir`,
  fusionner: (id: string) => `${base(id)}/fusionner`,
  brouillons: (id: string) => `${base(id)}/brouillons`,
  jeterBrouillon: (id: string) => `${base(id)}/brouillons/jeter`,
}
