import type { Classement } from '../platform/classement.ts'

/**
 * Every column of this module's tables: what it holds, how long, who sees it, what the application
 * may do (docs/donnees.md).
 */
export const donnees = {
  'messages.modele': {
    quoi: 'Texte d’un message',
    duree: 'organisation',
    portee: 'tous',
    vu: ['message:lire'],
    ecrit: ['modele:ecrire'],
    droits: 'LAM',
    fige: 'id entite_id ecrit_a ecrit_par type moment canal langue texte',
    colonnes: {
      technique: 'id ecrit_a remplace_a',
      organisation: 'entite_id type moment canal langue texte',
      auteur: 'ecrit_par',
    },
  },
  'messages.message': {
    quoi: 'Message à la personne',
    duree: 'dossier',
    portee: 'dossier',
    vu: ['message:lire'],
    droits: 'LAM',
    fige: 'id cree_a cree_par',
    colonnes: {
      technique:
        'dossier_id id objet_id cle reference fournisseur fournisseur_ref essais pris_par pris_a change_a erreur cree_a etat envoi_a utile_jusqua fuseau',
      organisation: 'entite_id moment canal langue',
      contact: 'destinataire',
      suivi: 'sujet texte pour_le pour_heure',
      auteur: 'cree_par',
    },
  },
  'messages.evenement': {
    quoi: 'Ce qui est arrivé à un message',
    duree: 'dossier',
    portee: 'dossier',
    vu: ['message:lire'],
    droits: 'LA',
    colonnes: {
      technique: 'dossier_id id message_id quoi a detail',
    },
  },
  'messages.opposition': {
    quoi: 'La personne ne veut plus de messages',
    duree: 'dossier',
    portee: 'dossier',
    vu: ['message:lire'],
    droits: 'LAM',
    fige: 'id voie depuis_a canal',
    colonnes: {
      technique: 'dossier_id id depuis_a levee_a',
      contact: 'canal voie',
      auteur: 'levee_par',
      recit: 'motif_levee',
    },
  },
  'messages.lien_arret': {
    quoi: 'Lien par lequel la personne arrête les messages',
    duree: 'dossier',
    portee: 'dossier',
    vu: ['message:lire'],
    droits: 'LAM',
    fige: 'dossier_id',
    colonnes: {
      technique: 'dossier_id',
      contact: 'jeton',
    },
  },
  'messages.battement': {
    quoi: 'Processus qui envoie, et quand il a regardé la file',
    duree: 'organisation',
    portee: 'personne',
    vu: ['message:lire'],
    droits: '',
    colonnes: {
      technique: 'qui lieu commence_a battu_a',
    },
  },
} satisfies Classement
