import type { Classement } from '../platform/classement.ts'

/**
 * Every column of this module's tables: what it holds, how long, who sees it, what the application
 * may do (docs/donnees.md).
 */
export const donnees = {
  'calendriers.flux': {
    quoi: 'Abonnement d’un calendrier',
    duree: 'organisation',
    portee: 'entite',
    vu: ['flux:soi'],
    ecrit: ['flux:soi'],
    droits: 'LAM',
    fige: 'id cree_a cree_par empreinte entite_id agent_id agenda_id detail dernier_acces_a acces_clos',
    colonnes: {
      technique: 'id cree_a revoque_a dernier_acces_a acces_clos',
      organisation: 'entite_id agenda_id detail',
      agent: 'agent_id',
      auteur: 'cree_par revoque_par',
      secret: 'empreinte',
    },
  },
  'calendriers.reglage': {
    quoi: 'Les calendriers disent-ils les noms',
    duree: 'organisation',
    portee: 'entite',
    vu: ['flux:soi'],
    ecrit: ['calendrier:tenir'],
    droits: 'LAM',
    fige: 'entite_id',
    colonnes: {
      technique: 'version modifie_a',
      organisation: 'entite_id flux_avec_noms',
      auteur: 'modifie_par',
    },
  },
} satisfies Classement
