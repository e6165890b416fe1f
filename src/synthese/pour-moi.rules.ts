/**
 * What the state of a dossier asks of somebody (charte C3.3, C3.4): it is in the list as long as it
 * is so, and leaves it by being done.
 */
export const taches = {
  rapport_renvoye: { libelle: 'Rapport à reprendre', vers: 'rapport' },
  rapport_en_cours: { libelle: 'Rapport à finir', vers: 'rapport' },
  rapport_a_transmettre: { libelle: 'Rapport validé, à transmettre', vers: 'rapport' },
  rapport_a_valider: { libelle: 'Rapport à valider', vers: 'rapport' },
  rapport_a_lire: { libelle: 'Rapport à lire', vers: 'rapport' },
  rapport_a_repondre: { libelle: 'Rapport lu, réponse à donner', vers: 'rapport' },
  demande: { libelle: 'Demande du magistrat', vers: 'saisine' },
  complement: { libelle: 'Complément demandé par le magistrat', vers: 'saisine' },
  demande_revenue: { libelle: 'Demande revenue à la juridiction', vers: 'saisine' },
  transfert_a_accepter: { libelle: 'Transfert proposé, à accepter ou refuser', vers: 'dossier' },
  dessaisissement_a_repondre: {
    libelle: 'Dessaisissement demandé, à accepter ou refuser',
    vers: 'dossier',
  },
  import_signale: {
    libelle: 'Import à regarder : personnes suivies ailleurs, ou de nulle part, en nombre',
    vers: 'alerte',
  },
  plafond_depasse: { libelle: 'Plafond de recherches hors du service dépassé', vers: 'alerte' },
  suite_accordee: { libelle: 'Vous pouvez reprendre vos recherches hors du service', vers: null },
} as const satisfies Record<string, { libelle: string; vers: string | null }>
export type Tache = keyof typeof taches
