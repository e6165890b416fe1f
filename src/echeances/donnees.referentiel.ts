import type { Classement } from '../platform/classement.ts'

/**
 * Every column of this module's tables: what it holds, how long, who sees it, what the application
 * may do (docs/donnees.md).
 */
export const donnees = {
  'echeances.calcul': {
    quoi: 'Sous quel droit les échéances sont calculées',
    duree: 'calcul',
    portee: 'tous',
    vu: ['echeance:lire'],
    droits: 'L',
    colonnes: {
      technique: 'seul empreinte fait_a',
    },
  },
  'echeances.echeance': {
    quoi: 'Échéance calculée',
    duree: 'calcul',
    portee: 'dossier',
    vu: ['echeance:lire'],
    droits: 'LAMS',
    colonnes: {
      technique: 'dossier_id mesure_id cle rang',
      suivi: 'le ouvre_le en_main faite_le a_verifier ecartee',
    },
  },
  'echeances.non_poursuite': {
    quoi: 'Échéance que l’on ne poursuit pas, et pourquoi',
    duree: 'dossier',
    portee: 'dossier',
    vu: ['echeance:lire'],
    droits: 'LAM',
    fige: 'id mesure_id cle rang motif decidee_par',
    pose: 'decidee_a',
    colonnes: {
      technique: 'dossier_id id mesure_id cle rang decidee_a reprise_a cloture_id',
      auteur: 'decidee_par reprise_par',
      recit: 'motif',
    },
  },
} satisfies Classement
