import type { Classement } from '../platform/classement.ts'

/**
 * Every column of this module's tables: what it holds, how long, who sees it, what the application
 * may do (docs/donnees.md).
 */
export const donnees = {
  'creneaux.type_modele': {
    quoi: 'Types de convocation livrés avec le logiciel',
    duree: 'organisation',
    portee: 'tous',
    vu: ['creneau:lire'],
    droits: 'L',
    colonnes: {
      organisation:
        'cle rang pour libelle fonctions duree_minutes collectif modalite annonce pieces rappels_heures',
    },
  },
  'creneaux.type': {
    quoi: 'Type de convocation d’un service ou d’un tribunal',
    duree: 'organisation',
    portee: 'tous',
    vu: ['creneau:lire'],
    ecrit: ['calendrier:tenir'],
    droits: 'LAM',
    fige: 'entite_id cle',
    colonnes: {
      technique: 'version',
      organisation:
        'entite_id cle libelle rang fonctions duree_minutes collectif modalite annonce pieces rappels_heures besoin_par_semaine actif d_origine',
    },
  },
  'creneaux.lieu': {
    quoi: 'Lieu où l’on convoque',
    duree: 'organisation',
    portee: 'tous',
    vu: ['creneau:lire'],
    ecrit: ['calendrier:tenir'],
    droits: 'LAM',
    fige: 'id entite_id antenne_id territoire fuseau',
    colonnes: {
      technique: 'id version',
      organisation:
        'entite_id antenne_id nom nom_public adresse code_postal commune telephone courriel acces ouvre_a ferme_a territoire fuseau ferme_le',
    },
  },
  'creneaux.agenda': {
    quoi: 'Agenda d’un lieu ou d’un agent',
    duree: 'organisation',
    portee: 'tous',
    vu: ['creneau:lire'],
    ecrit: ['plage:ecrire'],
    droits: 'LAM',
    fige: 'id entite_id lieu_id agent_id',
    colonnes: {
      technique: 'id version',
      organisation: 'entite_id lieu_id nom ferme_le',
      agent: 'agent_id',
    },
  },
  'creneaux.plage': {
    quoi: 'Plage ouverte aux convocations',
    duree: 'organisation',
    portee: 'tous',
    vu: ['creneau:lire'],
    ecrit: ['plage:ecrire'],
    droits: 'LAM',
    fige: 'id agenda_id types du jours toutes_les de a pas_minutes capacite collective intitule remplace_id creee_par',
    pose: 'creee_a',
    colonnes: {
      technique: 'id remplace_id creee_a',
      organisation:
        'agenda_id types du au jours toutes_les de a pas_minutes capacite collective intitule',
      auteur: 'creee_par',
    },
  },
  'creneaux.absence': {
    quoi: 'Absence d’un agent, fermeture d’un lieu',
    duree: 'organisation',
    portee: 'tous',
    vu: ['creneau:lire'],
    ecrit: ['plage:ecrire'],
    droits: 'LAM',
    fige: 'id creee_par entite_id agent_id agenda_id lieu_id du au motif',
    pose: 'creee_a',
    colonnes: {
      technique: 'id creee_a retiree_a',
      organisation: 'entite_id agenda_id lieu_id du au',
      agent: 'agent_id',
      auteur: 'creee_par retiree_par',
      recit: 'motif',
    },
  },
} satisfies Classement
