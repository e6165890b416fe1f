import { lu } from '../../platform/law.ts'
import type { Machine } from '../machine.rules.ts'
import { obligationsDuDelai } from './apres-le-terme.referentiel.ts'
import { relecture } from './lectures.referentiel.ts'
import {
  conversionDuSursis,
  convertie,
  etatsDeProbation,
  probationParProvision,
  vieDeLaProbation,
} from './probation-vie.referentiel.ts'

const cp = 'code pénal'
const cpp = 'code de procédure pénale'
const decret2020 = 'décret 2020-81'
const loi2019 = 'loi 2019-222, art. 80'

export const contenu = lu(cpp, '741-2', {
  precision: 'al. 3',
  par: loi2019,
  lecture: relecture(
    'cpp/741-2/2020-03-24',
    'Au vu de ce rapport, le juge de l’application des peines […] détermine les obligations et interdictions […] ainsi que les mesures d’aide',
  ),
})
export const reevaluation = lu(cpp, '741-2', {
  precision: 'al. 5',
  par: loi2019,
  lecture: relecture(
    'cpp/741-2/2020-03-24',
    'réévaluée à chaque fois que nécessaire au cours de l’exécution de la peine, et au moins une fois par an',
  ),
})

export const machine: Machine = {
  initial: 'prononcee',
  parProvision: probationParProvision('en_evaluation'),
  etats: {
    ...etatsDeProbation,
    ...convertie,
    en_evaluation: { libelle: 'Probation en cours, évaluation par le SPIP' },
  },
  transitions: [
    {
      acte: 'mise_a_execution',
      libelle: 'La condamnation devient exécutoire',
      de: ['prononcee'],
      vers: 'en_evaluation',
      auteurs: ['loi', 'tribunal'],
      source: lu(cp, '132-41', {
        precision: 'al. 2',
        lecture: relecture(
          'cp/132-41/2020-03-24',
          'n’est applicable qu’à compter du jour où la condamnation devient exécutoire',
        ),
      }),
    },
    {
      acte: 'proposition_contenu',
      libelle: 'Rapport et proposition du SPIP',
      de: ['en_evaluation'],
      vers: 'en_evaluation',
      auteurs: ['spip'],
      source: lu(cpp, 'D546-3', {
        precision: 'al. 2',
        par: decret2020,
        lecture: relecture(
          'cpp/D546-3/2020-03-24',
          'propose au juge de l’application des peines un projet d’exécution et de suivi de la mesure',
        ),
      }),
    },
    {
      acte: 'fixation_contenu',
      libelle: 'Obligations et aides fixées par le JAP',
      // From « en_cours » too: a release from prison leads there.
      de: ['en_evaluation', 'en_cours'],
      vers: 'en_cours',
      auteurs: ['jap'],
      effet: 'contenu',
      apresLeTerme: obligationsDuDelai,
      source: contenu,
    },
    {
      acte: 'reexamen',
      libelle: 'Réévaluation de la situation',
      de: ['en_cours'],
      vers: 'en_cours',
      auteurs: ['spip', 'jap'],
      fait: true,
      source: reevaluation,
    },
    ...vieDeLaProbation(['en_evaluation', 'en_cours']),
    conversionDuSursis(['en_evaluation', 'en_cours']),
  ],
}
