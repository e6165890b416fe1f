import type { Classement } from '../platform/classement.ts'

/**
 * Every column of this module's tables: what it holds, how long, who sees it, what the application
 * may do (docs/donnees.md).
 */
export const donnees = {
  'agenda.convocation': {
    quoi: 'Convocation',
    duree: 'dossier',
    portee: 'dossier',
    vu: ['convocation:lire'],
    droits: 'LAM',
    fige: 'id creee_par',
    pose: 'creee_a',
    colonnes: {
      technique:
        'dossier_id id creneau remplace_id version creee_a place capacite serie_id mesures_dites_a remise_version etat',
      organisation:
        'service_id lieu_id type lieu adresse juridiction_id agenda_id plage_id entite_id collective modalite origine duree_minutes prevenir',
      agent: 'agent_id',
      auteur: 'creee_par',
      judiciaire: 'audience_le numero_parquet decision_juridiction_id',
      suivi: 'le heure remise_le remise_heure remise_lieu',
      recit: 'consigne',
    },
  },
  'agenda.etat_de_convocation': {
    quoi: 'Ce qu’une convocation est devenue',
    duree: 'dossier',
    portee: 'dossier',
    vu: ['convocation:lire'],
    droits: 'LA',
    pose: 'a',
    colonnes: {
      technique: 'dossier_id id convocation_id a cause cause_id',
      suivi: 'etat detail',
      auteur: 'par',
      recit: 'motif',
    },
  },
  'agenda.arrivee': {
    quoi: 'Passage à l’accueil',
    duree: 'dossier',
    portee: 'dossier',
    vu: ['convocation:lire'],
    droits: 'LAMS',
    fige: 'convocation_id dossier_id',
    colonnes: {
      technique: 'dossier_id convocation_id',
      suivi: 'arrivee_a partie_a',
      auteur: 'pointee_par',
    },
  },
  'agenda.convocation_mesure': {
    quoi: 'Pour quelle mesure on convoque',
    duree: 'dossier',
    portee: 'dossier',
    vu: ['convocation:lire'],
    droits: 'LAS',
    colonnes: {
      technique: 'dossier_id convocation_id mesure_id',
      suivi: 'devoir',
    },
  },
  'agenda.a_decider': {
    quoi: 'Convocation atteinte par une absence ou une fermeture',
    duree: 'dossier',
    portee: 'dossier',
    vu: ['convocation:lire'],
    droits: 'LAM',
    fige: 'id convocation_id absence_id motif detail par',
    pose: 'depuis_a',
    colonnes: {
      technique: 'dossier_id id convocation_id depuis_a decidee_a absence_id evenement_id',
      suivi: 'decision motif',
      recit: 'detail',
      auteur: 'par decidee_par',
    },
  },
} satisfies Classement
