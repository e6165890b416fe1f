import type { Classement } from '../platform/classement.ts'

/**
 * Every column of this module's tables: what it holds, how long, who sees it, what the application
 * may do (docs/donnees.md).
 */
export const donnees = {
  'bex.recherche': {
    quoi: 'Recherche au bureau de l’exécution',
    duree: 'recherche',
    portee: 'soi',
    vu: ['bex:convoquer'],
    ecrit: ['bex:convoquer'],
    droits: 'LAMS',
    fige: 'compte_id id nom prenoms naissance_le situation commune montres domicilie_chez',
    pose: 'a',
    colonnes: {
      technique: 'id a montres',
      auteur: 'compte_id',
      identite: 'nom prenoms naissance_le',
      contact: 'situation commune domicilie_chez',
      recit: 'saisie',
    },
  },
  'bex.remise': {
    quoi: 'Ce qui est remis à l’audience',
    duree: 'dossier',
    portee: 'dossier',
    vu: ['dossier:lire'],
    droits: 'LAM',
    fige: 'id par',
    pose: 'a',
    colonnes: {
      technique:
        'dossier_id id convocation_id seconde_convocation_id a recherche_id version remplis',
      organisation: 'juridiction_id',
      judiciaire: 'decision_remise convocation_remise decision audience_le numero_parquet',
      contact: 'coordonnees',
      recit: 'pieces_manquantes precisions motif_du_choix',
      auteur: 'par',
    },
  },
  'bex.correction': {
    quoi: 'Ce qu’une remise disait avant correction',
    duree: 'dossier',
    portee: 'dossier',
    vu: ['dossier:lire'],
    droits: 'LA',
    colonnes: {
      technique: 'dossier_id id remise_id a',
      judiciaire: 'avant apres',
      recit: 'motif',
      auteur: 'corrigee_par',
    },
  },
  'bex.retrait': {
    quoi: 'Remise saisie par erreur',
    duree: 'dossier',
    portee: 'dossier',
    vu: ['dossier:lire'],
    droits: 'LA',
    colonnes: {
      technique: 'dossier_id remise_id a',
      recit: 'motif',
      auteur: 'retiree_par',
    },
  },
  'bex.remise_hors_outil': {
    quoi: 'Remise à une personne qui n’a pas de dossier',
    duree: 'hors_outil',
    portee: 'entite',
    vu: ['bex:convoquer'],
    ecrit: ['bex:convoquer'],
    droits: 'LAMS',
    fige: 'id juridiction_id par a',
    colonnes: {
      technique: 'id recherche_id a version',
      organisation: 'juridiction_id spip_nom spip_adresse spip_telephone',
      identite: 'nom prenoms naissance_le',
      contact: 'telephone',
      suivi: 'le heure',
      judiciaire: 'audience_le numero_parquet decision decision_remise',
      recit: 'pieces_manquantes precisions',
      auteur: 'par',
    },
  },
  'bex.envoi_hors_outil': {
    quoi: 'Lettre envoyée au SPIP pour une remise hors de l’outil',
    duree: 'hors_outil',
    portee: 'entite',
    vu: ['bex:convoquer'],
    ecrit: ['bex:convoquer'],
    droits: 'LAM',
    fige: 'juridiction_id remise_id id adresse_le par a',
    colonnes: {
      technique: 'remise_id id a annule_a',
      organisation: 'juridiction_id',
      suivi: 'adresse_le',
      auteur: 'par annule_par',
    },
  },
  'bex.correction_hors_outil': {
    quoi: 'Ce qu’une remise hors de l’outil disait avant',
    duree: 'hors_outil',
    portee: 'entite',
    vu: ['bex:convoquer'],
    ecrit: ['bex:convoquer'],
    droits: 'LA',
    colonnes: {
      technique: 'remise_id id a',
      organisation: 'juridiction_id',
      judiciaire: 'avant apres',
      recit: 'motif',
      auteur: 'corrigee_par',
    },
  },
} satisfies Classement
