import type { Classement } from '../classement.ts'

/**
 * Every column of this module's tables: what it holds, how long, who sees it, what the application
 * may do (docs/donnees.md).
 */
export const donnees = {
  'platform.cle_de_contexte': {
    quoi: 'Clé qui scelle le contexte de chaque transaction',
    duree: 'organisation',
    portee: 'personne',
    vu: ['compte:soi'],
    droits: '',
    colonnes: {
      technique: 'seule',
      secret: 'cle',
    },
  },
  'public.kysely_migration': {
    quoi: 'Étapes de la base déjà faites',
    duree: 'organisation',
    portee: 'tous',
    vu: [],
    droits: 'L',
    colonnes: {
      technique: 'name timestamp',
    },
  },
  'public.kysely_migration_lock': {
    quoi: 'Verrou des étapes',
    duree: 'organisation',
    portee: 'personne',
    vu: [],
    droits: '',
    colonnes: {
      technique: 'id is_locked',
    },
  },
} satisfies Classement
