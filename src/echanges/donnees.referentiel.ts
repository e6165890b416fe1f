import type { Classement } from '../platform/classement.ts'

/**
 * Every column of this module's tables: what it holds, how long, who sees it, what the application
 * may do (docs/donnees.md).
 */
export const donnees = {
  'echanges.import': {
    quoi: 'Fichier importé',
    duree: 'a_decider',
    portee: 'entite',
    vu: ['import:faire'],
    ecrit: ['import:faire'],
    droits: 'LAM',
    fige: 'id depose_par service_id fichier_nom fichier_sha256',
    pose: 'depose_a',
    colonnes: {
      technique:
        'id fichier_nom fichier_sha256 etat lignes depose_a confirme_a termine_a remplacer format',
      organisation: 'service_id antenne_id',
      auteur: 'depose_par',
    },
  },
  'echanges.ligne': {
    quoi: 'Ligne d’un fichier importé',
    duree: 'import',
    portee: 'entite',
    vu: ['import:faire'],
    ecrit: ['import:faire'],
    droits: 'LAM',
    fige: 'import_id numero',
    colonnes: {
      technique: 'import_id numero dossier_id action faite_a resultat groupe choix',
      identite: 'differences candidats',
      recit: 'valeurs fautes avertissements',
    },
  },
} satisfies Classement
