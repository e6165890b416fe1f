import type { Classement } from '../platform/classement.ts'

/**
 * Every column of this module's tables: what it holds, how long, who sees it, what the application
 * may do (docs/donnees.md).
 */
export const donnees = {
  'mesures.mesure': {
    quoi: 'Mesure pénale',
    duree: 'dossier',
    portee: 'dossier',
    vu: ['mesure:lire'],
    droits: 'LAM',
    fige: 'id saisie_par',
    pose: 'saisie_a',
    colonnes: {
      technique: 'dossier_id id saisie_a version referentiel',
      organisation: 'juridiction_id',
      auteur: 'saisie_par',
      judiciaire:
        'nature numero_parquet decision_le debut_le fin_le faits_le notifiee_le execution_provisoire duree_mois heures palier peine_mois recidive ssj_encouru contravention cas_permis viol_ou_atteinte par_le_tap sans_detention de_droit',
      recit: 'precisions',
    },
  },
  'mesures.acte': {
    quoi: 'Acte d’une mesure : décision, incident, fin',
    duree: 'dossier',
    portee: 'dossier',
    vu: ['mesure:lire'],
    droits: 'LAM',
    fige: 'id mesure_id saisi_par acte le rang sans_numero',
    pose: 'saisi_a',
    colonnes: {
      technique: 'dossier_id id mesure_id rang saisi_a annule_a',
      organisation: 'decision_juridiction_id',
      auteur: 'saisi_par annule_par',
      judiciaire:
        'numero sans_numero decision_le decision_vue acte de vers le auteur decision terme_le cause_fin debut_le hote hote_habilite_le partie_mois partie_jours',
      suivi: 'tig_par_semaine emploi_par_semaine',
      recit: 'avis_personne contenu annule_motif',
    },
  },
  'mesures.obligation': {
    quoi: 'Obligation ou interdiction d’une mesure',
    duree: 'dossier',
    portee: 'dossier',
    vu: ['mesure:lire'],
    droits: 'LAM',
    fige: 'id mesure_id',
    colonnes: {
      technique: 'dossier_id id mesure_id rang acte_id levee_par_acte_id',
      judiciaire: 'article libelle levee_le',
      recit: 'precisions',
    },
  },
  'mesures.piece': {
    quoi: 'Pièce attendue',
    duree: 'dossier',
    portee: 'dossier',
    vu: ['mesure:lire'],
    droits: 'LAM',
    fige: 'id',
    colonnes: {
      technique: 'dossier_id id mesure_id',
      suivi: 'libelle attendue_de demandee_le recue_le',
      auteur: 'recue_par',
    },
  },
  'mesures.attente_saisine': {
    quoi: 'Décision annoncée, pas encore reçue',
    duree: 'dossier',
    portee: 'dossier',
    vu: ['mesure:lire'],
    droits: 'LAM',
    fige: 'id depuis_le signalee_par',
    colonnes: {
      technique: 'dossier_id id retiree_a levee_par_mesure_id',
      organisation: 'juridiction_id',
      auteur: 'signalee_par levee_par retiree_par',
      judiciaire: 'decision_le numero_parquet',
      suivi: 'depuis_le levee_le',
      recit: 'manque',
    },
  },
  'mesures.correction': {
    quoi: 'Ce qu’une mesure disait avant correction',
    duree: 'dossier',
    portee: 'dossier',
    vu: ['mesure:lire'],
    droits: 'LA',
    pose: 'corrigee_a',
    colonnes: {
      technique: 'dossier_id id mesure_id obligation_id corrigee_a',
      judiciaire:
        'avant apres fondement rectification_numero rectification_sans_numero rectification_le',
      auteur: 'corrigee_par',
      recit: 'motif',
    },
  },
  'mesures.retrait': {
    quoi: 'Mesure ou obligation saisie par erreur',
    duree: 'dossier',
    portee: 'dossier',
    vu: ['mesure:lire'],
    droits: 'LAM',
    fige: 'id mesure_id obligation_id motif retire_par fondement rectification_numero rectification_sans_numero rectification_le',
    pose: 'retire_a',
    colonnes: {
      technique: 'dossier_id id mesure_id obligation_id retire_a remis_a',
      judiciaire: 'fondement rectification_numero rectification_sans_numero rectification_le',
      auteur: 'retire_par remis_par',
      recit: 'motif remis_motif',
    },
  },
} satisfies Classement
