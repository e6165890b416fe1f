import { type Dated, type HorsFaits, lu, type Regle } from '../../platform/law.ts'
import type { Bornes, Definition, Pesee } from '../definition.rules.ts'
import type { Machine } from '../machine.rules.ts'
import { debatApres } from './amenagements-communs.referentiel.ts'
import { relecture } from './lectures.referentiel.ts'
import { reglesDeProbation } from './probation-regles.referentiel.ts'
import {
  conversionDuSursis,
  convertie,
  etatsDeProbation,
  obligationsParLeJap,
  probationParProvision,
  vieDeLaProbation,
} from './probation-vie.referentiel.ts'
import { rapportsDuSpip } from './procedures.referentiel.ts'
import { heuresTigObligation } from './tig-heures.referentiel.ts'

const cp = 'code pénal'
const cpp = 'code de procédure pénale'
const loi2019 = 'loi 2019-222, art. 80'

const regle = (
  id: string,
  libelle: string,
  droit: Dated<string>,
  selon: HorsFaits = 'execution',
): Regle<string> => ({
  id: `sursis_probatoire.${id}`,
  catalogue: 'B2',
  libelle,
  selon,
  droit,
})
/** Same bounds for the plain and the reinforced probation (CP 132-42). */
export const dureeDeProbation = (nature: string, catalogue: string): Pesee<Bornes> => ({
  id: `${nature}.duree`,
  catalogue,
  libelle: 'Délai de probation fixé par la juridiction',
  selon: 'faits',
  plusDoux: 'moins',
  droit: [
    {
      from: '1994-03-01',
      value: { unite: 'mois', min: 18, max: 36 },
      source: lu(cp, '132-42', {
        precision: 'al. 1',
        lecture: relecture(
          'cp/132-42/1994-03-01',
          'ne peut être inférieur à dix-huit mois ni supérieur à trois ans',
        ),
      }),
    },
    {
      from: '2005-12-13',
      value: {
        unite: 'mois',
        min: 12,
        max: 36,
        paliers: [
          { cle: 'cp_132_42_al1_p2', max: 60, si: 'La personne est en état de récidive légale.' },
          {
            cle: 'cp_132_42_al1_p3',
            max: 84,
            si: 'La personne est à nouveau en état de récidive légale.',
          },
        ],
      },
      source: lu(cp, '132-42', {
        precision: 'al. 1',
        par: 'loi 2005-1549',
        lecture: relecture(
          'cp/132-42/2005-12-13, mêmes durées en 2020',
          'inférieur à douze mois ni supérieur à trois ans […] porté à cinq ans […] porté à sept ans',
        ),
      }),
    },
  ],
})

const machineDuSursis: Machine = {
  initial: 'prononcee',
  parProvision: probationParProvision('en_cours'),
  etats: etatsDeProbation,
  transitions: [
    {
      acte: 'mise_a_execution',
      libelle: 'La condamnation devient exécutoire',
      de: ['prononcee'],
      vers: 'en_cours',
      auteurs: ['loi', 'tribunal'],
      source: lu(cp, '132-41', {
        precision: 'al. 2',
        lecture: relecture(
          'cp/132-41/1994-03-01, mêmes mots depuis',
          'n’est applicable qu’à compter du jour où la condamnation devient exécutoire',
        ),
      }),
    },
    ...vieDeLaProbation(['en_cours']),
  ],
}

export const sursisProbatoire: Definition = {
  famille: 'peine',
  catalogue: 'B2',
  noms: regle(
    'nom',
    'Nom de la mesure',
    [
      {
        from: '1994-03-01',
        value: 'Sursis avec mise à l’épreuve',
        source: lu(cp, '132-40', {
          lecture: relecture('cp/132-40/1994-03-01', 'du sursis avec mise à l’épreuve'),
        }),
      },
      {
        from: '2020-03-24',
        value: 'Sursis probatoire',
        source: lu(cp, '132-40', {
          par: loi2019,
          lecture: relecture('cp/132-40/2020-03-24', 'assorti du sursis probatoire'),
        }),
      },
    ],
    'jugement',
  ),
  mots: ['sursis probatoire', 'SP', 'SME', 'sursis avec mise à l’épreuve', 'mise à l’épreuve'],
  decide: [
    {
      from: '1994-03-01',
      value: ['tribunal'],
      source: lu(cp, '132-40', {
        precision: 'al. 1',
        lecture: relecture(
          'cp/132-40/1994-03-01',
          'La juridiction qui prononce un emprisonnement peut […] ordonner qu’il sera sursis',
        ),
      }),
    },
  ],
  duree: dureeDeProbation('sursis_probatoire', 'B2'),
  heures: { ...heuresTigObligation, id: 'sursis_probatoire.heures' },
  obligations: [
    {
      from: '2005-01-01',
      value: {
        controle: true,
        particulieres: 'cp-132-45',
        fixeesPar: ['tribunal', 'jap'],
        note: 'À tout moment.',
      },
      source: obligationsParLeJap,
    },
    {
      from: '2012-01-01',
      value: {
        controle: true,
        particulieres: 'cp-132-45',
        fixeesPar: ['tribunal', 'jap'],
        note: 'À tout moment, même en détention.',
      },
      source: lu(cpp, '739', {
        precision: 'al. 2',
        par: 'loi 2011-939, art. 20',
        lecture: relecture(
          'cpp/739/2012-01-01',
          'à tout moment, y compris pendant une période d’incarcération du condamné',
        ),
      }),
    },
  ],
  machine: [
    {
      from: '2005-01-01',
      value: machineDuSursis,
      source: lu(cpp, '742', {
        par: 'loi 2004-204',
        lecture: relecture(
          'cpp/742/2005-01-01',
          'le juge de l’application des peines peut, d’office ou sur réquisitions du parquet',
        ),
      }),
    },
    {
      from: '2020-03-24',
      value: {
        ...machineDuSursis,
        etats: { ...machineDuSursis.etats, ...convertie },
        transitions: [...machineDuSursis.transitions, conversionDuSursis(['en_cours'])],
      },
      source: lu(cpp, '742', {
        par: loi2019,
        lecture: relecture(
          'cpp/742/2020-03-24',
          'le juge de l’application des peines peut, d’office ou sur réquisitions du parquet',
        ),
      }),
    },
  ],
  devoirs: [
    {
      cle: 'premiere_convocation',
      libelle: 'Première convocation au SPIP, remise à l’audience',
      enMain: 'spip',
      depuis: 'decision',
      si: 'present_et_libre',
      delai: {
        id: 'sursis_probatoire.premiere_convocation',
        catalogue: 'B10',
        libelle: 'Délai de la première convocation au SPIP',
        selon: 'jugement',
        droit: [
          {
            from: '2009-11-26',
            value: { jours: 45, proroge: true },
            source: lu(cpp, '474', {
              precision: 'al. 3',
              par: 'loi 2009-1436',
              lecture: relecture(
                'cpp/474/2009-11-26',
                'supérieur à quarante-cinq jours […] du sursis avec mise à l’épreuve',
              ),
            }),
          },
          {
            from: '2024-09-30',
            value: { jours: 30, proroge: true },
            source: lu(cpp, '474', {
              precision: 'al. 3',
              par: 'loi 2023-1059',
              lecture: relecture(
                'cpp/474/2024-09-30',
                'supérieur à trente jours […] assortie du sursis probatoire',
              ),
            }),
          },
        ],
      },
      satisfaitPar: 'convocation:spip',
    },
    ...rapportsDuSpip('sursis_probatoire', 'B2'),
    debatApres('sursis_probatoire', { article: '712-19', du: '2005-01-01' }),
    {
      cle: 'convocation_apres_liberation',
      libelle: 'Comparution devant le SPIP après la libération',
      enMain: 'spip',
      depuis: 'acte:reprise',
      delai: {
        id: 'sursis_probatoire.convocation_apres_liberation',
        catalogue: 'B11',
        libelle: 'Délai de comparution après la libération',
        selon: 'execution',
        droit: [
          {
            from: '2012-01-01',
            value: { mois: 1, proroge: true },
            source: lu(cpp, '741-1', {
              par: 'loi 2011-939, art. 20',
              legifrance: 'LEGIARTI000024458001',
              lecture: relecture(
                'cpp/741-1/2012-01-01',
                'ne saurait être supérieur à un mois dans les autres cas',
              ),
            }),
          },
        ],
      },
      satisfaitPar: 'convocation:spip',
      si: 'sans_ssj_encouru',
    },
    {
      cle: 'convocation_apres_liberation_ssj_encouru',
      libelle:
        'Comparution devant le SPIP après la libération : huit jours, suivi socio-judiciaire encouru',
      enMain: 'spip',
      depuis: 'acte:reprise',
      delai: {
        id: 'sursis_probatoire.convocation_apres_liberation_ssj_encouru',
        catalogue: 'B11',
        libelle:
          'Délai de comparution après la libération, suivi socio-judiciaire encouru ou l’ayant été',
        selon: 'execution',
        droit: [
          {
            from: '2012-01-01',
            value: { jours: 8, proroge: true },
            source: lu(cpp, '741-1', {
              par: 'loi 2011-939, art. 20',
              legifrance: 'LEGIARTI000024458001',
              lecture: relecture(
                'cpp/741-1/2012-01-01',
                'ne saurait être supérieur à huit jours à compter de sa libération s’il s’agit d’une personne condamnée ou ayant été condamnée pour une infraction pour laquelle le suivi socio-judiciaire est encouru',
              ),
            }),
          },
        ],
      },
      satisfaitPar: 'convocation:spip',
      si: 'ssj_encouru',
    },
  ],
  regles: reglesDeProbation('sursis_probatoire', 'B2'),
  fiche: {
    cEst: [
      'Le tribunal a prononcé une peine de prison.',
      { si: 'rien_execute', mots: 'Vous n’allez pas en prison pour la partie avec sursis.' },
      {
        si: 'partie_executee',
        mots: 'Le juge a décidé : vous faites une partie de cette peine en prison.',
      },
      {
        si: 'rien_execute',
        mots: 'À la place, vous êtes suivi par le SPIP pendant une durée fixée.',
      },
      { si: 'partie_executee', mots: 'Votre suivi par le SPIP continue.' },
      {
        si: 'rien_execute',
        mots: 'Si tout se passe bien, vous n’allez pas en prison pour cette peine.',
      },
      { si: 'partie_executee', mots: 'Si tout va bien, vous ne faites pas le reste en prison.' },
      'La condamnation ne compte plus : on dit qu’elle est « non avenue ».',
    ],
    vousDevez: [
      'Respecter les obligations du jugement, et celles que le juge ajoute.',
      'Montrer les papiers qui prouvent vos démarches.',
      {
        si: 'sans_ssj_encouru',
        mots: 'Après une sortie de prison, venir au SPIP un mois au plus après.',
      },
      {
        si: 'ssj_encouru',
        mots: 'Après une sortie de prison, venir au SPIP huit jours au plus après.',
      },
    ],
    siAbsence: [
      'Le SPIP doit le dire au juge.',
      'Le juge peut ajouter des obligations ou allonger le suivi.',
      'Il peut aussi vous envoyer en prison pour tout ou partie de la peine.',
    ],
    leSpip: [
      'Il vous explique vos obligations.',
      'Il vous aide pour le logement, le travail, la santé, les papiers.',
      'Il écrit au juge pour dire où vous en êtes.',
      'Il doit signaler au juge les difficultés graves.',
    ],
    vosDroits: [
      'Vous pouvez demander au juge de changer une obligation.',
      'Après un an, le juge peut arrêter la mesure plus tôt.',
      'Avant de retirer le sursis, le juge doit vous entendre.',
      'Vous pouvez avoir un avocat et faire appel.',
    ],
  },
}
