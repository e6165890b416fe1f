import type { Classement } from '../platform/classement.ts'

/**
 * Every column of this module's tables: what it holds, how long, who sees it, what the application
 * may do (docs/donnees.md).
 */
export const donnees = {
  'acces.compte': {
    quoi: 'Compte d’un agent',
    duree: 'organisation',
    portee: 'tous',
    vu: ['annuaire:lire'],
    droits: 'L',
    colonnes: {
      technique: 'id demonstration cree_a desactive_a',
      agent: 'identifiant',
      secret: 'mot_de_passe',
    },
  },
  'acces.session': {
    quoi: 'Session ouverte par un compte',
    duree: 'a_decider',
    portee: 'soi',
    vu: ['compte:soi'],
    ecrit: ['compte:soi'],
    droits: 'LM',
    fige: 'empreinte id compte_id ouverte_a vue_a expire_a navigateur',
    colonnes: {
      technique: 'id ouverte_a vue_a expire_a fermee_a',
      agent: 'compte_id',
      trace: 'navigateur',
      secret: 'empreinte',
    },
  },
  'acces.echec_connexion': {
    quoi: 'Essai de connexion manqué',
    duree: 'a_decider',
    portee: 'personne',
    vu: ['compte:soi'],
    droits: '',
    colonnes: {
      technique: 'id a',
      trace: 'cle adresse',
    },
  },
  'acces.plafond': {
    quoi: 'Combien de rapprochements un compte peut faire en un jour',
    duree: 'organisation',
    portee: 'tous',
    vu: ['journal:service'],
    droits: 'L',
    colonnes: {
      organisation: 'voie fonction par_jour montrees_par_jour signal_montrees signal_lignes',
    },
  },
  'acces.rapprochement': {
    quoi: 'Recherche d’une personne hors de son service, sans les mots tapés',
    duree: 'a_decider',
    portee: 'soi',
    vu: ['journal:soi', 'journal:service'],
    droits: 'L',
    colonnes: {
      technique: 'id a',
      agent: 'compte_id',
      trace: 'le voie recherches montrees inconnues refuse',
      recit: 'motif',
    },
  },
  'acces.alerte': {
    quoi: 'Plafond de rapprochements dépassé, ou import à regarder',
    duree: 'a_decider',
    portee: 'soi',
    vu: ['journal:service'],
    droits: 'L',
    colonnes: {
      technique: 'id premiere_a derniere_a vue_a',
      agent: 'compte_id',
      trace: 'le voie plafond refusees accordees nombre',
    },
  },
  'acces.decision_d_alerte': {
    quoi: 'Ce qui a été décidé d’une alerte, pourquoi',
    duree: 'a_decider',
    portee: 'soi',
    vu: ['journal:service'],
    droits: 'L',
    colonnes: {
      technique: 'id alerte_id a',
      auteur: 'par',
      trace: 'decision plafond refusees nombre accordees',
      recit: 'motif',
    },
  },
  'acces.journal_ecriture': {
    quoi: 'Qui a écrit quoi',
    duree: 'journal',
    portee: 'soi',
    vu: ['journal:soi', 'journal:service'],
    ecrit: ['compte:soi'],
    droits: 'LA',
    pose: 'id a',
    colonnes: {
      technique: 'id a requete cle suite contenu',
      agent: 'session_id',
      auteur: 'compte_id',
      trace: 'commande dossier_id cible champs',
      recit: 'motif',
    },
  },
  'acces.journal_lecture': {
    quoi: 'Qui a vu quoi',
    duree: 'journal',
    portee: 'soi',
    vu: ['journal:soi', 'journal:service'],
    ecrit: ['compte:soi'],
    droits: 'LA',
    pose: 'id a',
    colonnes: {
      technique: 'id a requete',
      agent: 'session_id',
      auteur: 'compte_id',
      trace: 'route dossier_id',
      recit: 'motif',
    },
  },
  'acces.sceau': {
    quoi: 'Sceau des journaux',
    duree: 'organisation',
    portee: 'personne',
    vu: ['journal:service'],
    droits: '',
    colonnes: {
      technique:
        'journal rang ids feuilles racine precedent empreinte scelle_a premier dernier jusqu_a cle forme purges purge',
    },
  },
  'acces.purge': {
    quoi: 'Preuve d’une purge : quelles lignes, pourquoi',
    duree: 'organisation',
    portee: 'tous',
    vu: ['journal:service'],
    droits: 'L',
    colonnes: {
      technique: 'rang journal ids purge_a precedent cle empreinte',
      trace: 'dossiers',
      recit: 'motif',
    },
  },
  'acces.tete_donnee': {
    quoi: 'Jusqu’où les sceaux ont été donnés à la commande qui les note hors de la base',
    duree: 'organisation',
    portee: 'personne',
    vu: ['journal:service'],
    droits: '',
    colonnes: { technique: 'journal rang' },
  },
  'acces.controle_des_sceaux': {
    quoi: 'Ce que la dernière vérification a trouvé',
    duree: 'organisation',
    portee: 'tous',
    vu: ['journal:service'],
    droits: 'L',
    colonnes: {
      technique: 'id a sceaux lignes avec_cle fautes',
    },
  },
} satisfies Classement
