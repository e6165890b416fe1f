import type { Classement } from '../platform/classement.ts'

/**
 * Every column of this module's tables: what it holds, how long, who sees it, what the application
 * may do (docs/donnees.md).
 */
export const donnees = {
  'moyens.disp': {
    quoi: 'Direction interrégionale',
    duree: 'organisation',
    portee: 'tous',
    vu: ['annuaire:lire'],
    ecrit: ['annuaire:ecrire'],
    droits: 'LA',
    colonnes: {
      technique: 'id',
      organisation: 'nom siege',
    },
  },
  'moyens.service': {
    quoi: 'Service pénitentiaire d’insertion et de probation',
    duree: 'organisation',
    portee: 'tous',
    vu: ['annuaire:lire'],
    ecrit: ['annuaire:ecrire'],
    droits: 'LAM',
    fige: 'id',
    colonnes: {
      technique: 'id',
      organisation: 'disp_id nom departement territoire fuseau telephone courriel',
    },
  },
  'moyens.etablissement': {
    quoi: 'Établissement pénitentiaire',
    duree: 'organisation',
    portee: 'tous',
    vu: ['annuaire:lire'],
    ecrit: ['annuaire:ecrire'],
    droits: 'LA',
    colonnes: {
      technique: 'id',
      organisation: 'service_id nom commune',
    },
  },
  'moyens.antenne': {
    quoi: 'Antenne d’un service',
    duree: 'organisation',
    portee: 'tous',
    vu: ['annuaire:lire'],
    ecrit: ['annuaire:ecrire'],
    droits: 'LAM',
    fige: 'id service_id',
    colonnes: {
      technique: 'id',
      organisation:
        'service_id nom milieu etablissement_id adresse code_postal commune telephone courriel horaires ouvre_a ferme_a fermee_le',
    },
  },
  'moyens.juridiction': {
    quoi: 'Tribunal',
    duree: 'organisation',
    portee: 'tous',
    vu: ['annuaire:lire'],
    ecrit: ['annuaire:ouvrir'],
    droits: 'LAM',
    fige: 'id',
    colonnes: {
      technique: 'id',
      organisation: 'nom ville courriel',
    },
  },
  'moyens.service_juridiction': {
    quoi: 'Quel service travaille avec quel tribunal',
    duree: 'organisation',
    portee: 'tous',
    vu: ['annuaire:lire'],
    droits: 'L',
    colonnes: {
      organisation: 'service_id juridiction_id',
    },
  },
  'moyens.agent': {
    quoi: 'Agent d’un service ou d’un tribunal',
    duree: 'organisation',
    portee: 'tous',
    vu: ['annuaire:lire'],
    ecrit: ['annuaire:ecrire'],
    droits: 'LAM',
    fige: 'id',
    colonnes: {
      technique: 'id',
      agent: 'nom prenom fonction profil telephone courriel arrive_le parti_le',
      organisation: 'service_id antenne_id juridiction_id',
    },
  },
  'moyens.ressort': {
    quoi: 'Quel service répond de quelle commune',
    duree: 'organisation',
    portee: 'tous',
    vu: ['ressort:lire'],
    ecrit: ['ressort:ecrire'],
    droits: 'LAM',
    fige: 'commune_code departement',
    colonnes: {
      technique: 'importe_a',
      organisation: 'commune_code departement service_id antenne_id juridiction_id source',
      auteur: 'par',
    },
  },
  'moyens.ressort_import': {
    quoi: 'Fichier de communes en cours de lecture',
    duree: 'a_decider',
    portee: 'tous',
    vu: ['ressort:ecrire'],
    ecrit: ['ressort:ecrire'],
    droits: 'LAM',
    fige: 'id depose_par fichier_nom',
    pose: 'depose_a',
    colonnes: {
      technique: 'id depose_a ecrit_a',
      organisation: 'fichier_nom lignes',
      auteur: 'depose_par',
    },
  },
} satisfies Classement
