import { type CitationLue, type Dated, lu, nExistePas, type Regle } from '../../platform/law.ts'
import type { Auteur, Definition, Delai } from '../definition.rules.ts'
import {
  cinqJours,
  conditionnel,
  etats,
  lue,
  machineConditionnelle,
  manquement,
  memeDuree,
  quinzeJours,
  sansProlongation,
  sixMois,
  transitions,
  transitions2019,
} from './arse-parcours.referentiel.ts'

const cpp = 'code de procédure pénale'
const par2009 = 'loi 2009-1436, art. 71'
const par2019 = 'loi 2019-222, art. 54'
const par2023 = 'loi 2023-1059, art. 6'
const regle = (id: string, libelle: string, droit: Dated<string>): Regle<string> => ({
  id: `arse.${id}`,
  catalogue: 'B16',
  libelle,
  selon: 'execution',
  droit,
})
const creee = lue(
  '142-5',
  '2009-11-26',
  'L’assignation à résidence avec surveillance électronique peut être ordonnée',
  { par: par2009 },
)
const juges = lue(
  '142-12',
  '2009-11-26',
  'Les juridictions d’instruction et de jugement peuvent prononcer […] une assignation à résidence',
  {
    precision: 'al. 1 ; juge d’instruction et JLD : 142-5, al. 1',
    par: par2009,
  },
)
const dixJours = conditionnel(
  'dans un délai de dix jours à compter de la décision, un rapport sur la faisabilité de la mesure',
  'al. 3',
)
/** Version of 2009: the judge decides at once, nobody is held while the device is checked. */
const sansPlacementConditionnel = lue(
  '142-6',
  '2009-11-26',
  'est décidée par ordonnance motivée du juge d’instruction ou du juge des libertés',
  {
    par: par2009,
  },
)
const delai = (id: string, libelle: string, value: Delai, source: CitationLue): Regle<Delai> => ({
  id: `arse.${id}`,
  catalogue: 'B16',
  libelle,
  selon: 'execution',
  droit: [
    { from: '2009-11-26', value: nExistePas, source: sansPlacementConditionnel },
    { from: '2023-11-22', value, source },
  ],
})
const fixeesPar: readonly Auteur[] = ['juge_instruction', 'jld', 'tribunal']

export const arse: Definition = {
  famille: 'presentenciel',
  catalogue: 'B16',
  noms: {
    id: 'arse.nom',
    catalogue: 'B16',
    libelle: 'Nom de la mesure',
    selon: 'jugement',
    droit: [
      {
        from: '1994-03-01',
        value: nExistePas,
        source: lu(cpp, '142-5', {
          lecture: { ...creee.lecture, ou: 'cpp/142-5/2009-11-26, première version' },
        }),
      },
      {
        from: '2009-11-26',
        value: 'Assignation à résidence avec surveillance électronique',
        source: creee,
      },
    ],
  },
  mots: ['ARSE', 'ARSEM', 'assignation à résidence'],
  decide: [{ from: '2009-11-26', value: fixeesPar, source: juges }],
  duree: {
    id: 'arse.duree',
    catalogue: 'B16',
    libelle: 'Durée de chaque décision',
    selon: 'jugement',
    droit: [{ from: '2009-11-26', value: { unite: 'mois', min: null, max: 6 }, source: sixMois }],
  },
  obligations: [
    {
      from: '2009-11-26',
      value: { controle: false, particulieres: 'cpp-138', fixeesPar },
      source: lue(
        '142-5',
        '2009-11-26, mêmes mots en 2019',
        'astreinte aux obligations et interdictions prévues par l’article 138',
        {
          precision: 'al. 4',
          par: par2009,
        },
      ),
    },
    {
      from: '2023-11-22',
      value: {
        controle: false,
        particulieres: 'cpp-138',
        fixeesPar,
        note: 'Aussi le bracelet anti-rapprochement (138-3).',
      },
      source: lue(
        '142-5',
        '2023-11-22',
        'astreinte aux obligations et interdictions prévues aux articles 138 et 138-3',
        {
          precision: 'al. 4',
          par: par2023,
        },
      ),
    },
  ],
  machine: [
    { from: '2009-11-26', value: { initial: 'decidee', etats, transitions }, source: sixMois },
    {
      from: '2019-06-01',
      value: { initial: 'decidee', etats, transitions: transitions2019 },
      source: sansProlongation,
    },
    { from: '2023-11-22', value: machineConditionnelle, source: quinzeJours },
  ],
  devoirs: [
    {
      cle: 'rapport_faisabilite',
      libelle: 'Rapport de faisabilité du placement conditionnel',
      enMain: 'spip',
      depuis: 'acte:placement_conditionnel',
      delai: delai(
        'rapport_faisabilite',
        'Rapport du SPIP sur la faisabilité',
        { jours: 10, proroge: true },
        dixJours,
      ),
      satisfaitPar: 'rapport:enquete',
    },
    {
      cle: 'nouveau_debat',
      libelle: 'Nouvelle comparution devant le JLD : impossibilité technique, ou pas de rapport',
      enMain: 'jld',
      depuis: 'acte:impossibilite',
      delai: delai(
        'nouveau_debat',
        'Nouvelle comparution, depuis le constat',
        { jours: 5, proroge: true },
        cinqJours,
      ),
      satisfaitPar: ['acte:fin_placement_conditionnel', 'acte:revocation', 'acte:pose'],
    },
    {
      cle: 'pose_apres_placement_conditionnel',
      libelle: 'Pose du dispositif ou fin du placement conditionnel',
      enMain: 'jld',
      depuis: 'acte:placement_conditionnel',
      delai: delai(
        'placement_conditionnel',
        'Incarcération provisoire du placement conditionnel : quinze jours au plus',
        { jours: 15, proroge: false },
        quinzeJours,
      ),
      satisfaitPar: ['acte:pose', 'acte:fin_placement_conditionnel'],
    },
  ],
  regles: [
    regle('duree_totale', 'Durée totale', [
      {
        from: '2009-11-26',
        value: 'Prolongée pour une même durée, elle ne dépasse pas deux ans au total.',
        source: memeDuree(
          'pour une même durée […] sans que la durée totale du placement dépasse deux ans',
        ),
      },
      {
        from: '2019-06-01',
        value:
          'Prolongée pour une même durée pendant l’instruction, elle ne dépasse pas deux ans au total, maintien jusqu’au jugement compris, sans nouvelle prolongation après le renvoi.',
        source: sansProlongation,
      },
    ]),
    regle('seuil', 'Peine encourue', [
      {
        from: '2009-11-26',
        value:
          'La personne encourt au moins deux ans d’emprisonnement correctionnel ou une peine plus grave.',
        source: lue(
          '142-5',
          '2009-11-26, mêmes mots en 2019 et 2023',
          'encourt une peine d’emprisonnement correctionnel d’au moins deux ans ou une peine plus grave',
          {
            precision: 'al. 1',
            par: par2009,
          },
        ),
      },
    ]),
    regle('demande', 'Accord ou demande', [
      {
        from: '2009-11-26',
        value: 'Avec l’accord ou à la demande de la personne.',
        source: lue('142-5', '2009-11-26', 'avec l’accord ou à la demande de l’intéressé', {
          precision: 'al. 1',
          par: par2009,
        }),
      },
      {
        from: '2019-06-01',
        value:
          'D’office ou à la demande de la personne ; la pose demande son consentement, mais le refus est une violation.',
        source: lue(
          '142-5',
          '2019-06-01, mêmes mots en 2023',
          'd’office ou à la demande de l’intéressé […] ne peut être effectuée sans son consentement',
          {
            precision: 'al. 1 et 5',
            par: par2019,
          },
        ),
      },
    ]),
    regle('mobile', 'Surveillance électronique mobile', [
      {
        from: '2009-11-26',
        value:
          'Possible pour une infraction punie de plus de sept ans et pour laquelle le suivi socio-judiciaire est encouru.',
        source: lue(
          '142-5',
          '2009-11-26, mêmes mots en 2019 et 2023',
          'punie de plus de sept ans d’emprisonnement et pour laquelle le suivi socio-judiciaire est encouru',
          {
            precision: 'al. 3',
            par: par2009,
          },
        ),
      },
    ]),
    regle('faisabilite', 'Vérification par le SPIP', [
      { from: '2009-11-26', value: nExistePas, source: sansPlacementConditionnel },
      {
        from: '2011-12-15',
        value: 'Le juge statue après avoir fait vérifier la faisabilité technique de la mesure.',
        source: lue(
          '142-6',
          '2011-12-15',
          'Le juge statue après avoir fait vérifier la faisabilité technique de la mesure',
          {
            precision: 'al. 2',
          },
        ),
      },
      {
        from: '2019-06-01',
        value:
          'Le SPIP vérifie la faisabilité. Il est saisi avant certaines prolongations de détention, sauf refus motivé : si la personne détenue le demande un mois avant, ou si elle encourt cinq ans au plus.',
        source: lue(
          '142-6',
          '2019-06-01',
          'un mois avant la date à laquelle la détention peut être prolongée […] inférieure ou égale à cinq ans',
          { par: par2019 },
        ),
      },
      {
        from: '2021-12-24',
        value:
          'Même règle. Avant la seconde prolongation, si la personne encourt cinq ans au plus, l’assignation n’est refusée qu’en cas d’impossibilité, sauf contrôle judiciaire.',
        source: lue(
          '142-6',
          '2021-12-24, mêmes mots en 2023',
          'la seconde prolongation de la détention lorsque la personne encourt une peine d’emprisonnement inférieure ou égale à cinq ans',
          {
            precision: '3°',
            par: 'loi 2021-1729',
          },
        ),
      },
    ]),
    regle('conditions_du_placement', 'Placement conditionnel', [
      { from: '2009-11-26', value: nExistePas, source: sansPlacementConditionnel },
      {
        from: '2023-11-22',
        value:
          'En matière correctionnelle, si au moins trois ans sont encourus et si la faisabilité n’est pas vérifiée : incarcération provisoire le temps de la vérifier, après un débat contradictoire avec avocat.',
        source: conditionnel(
          'égale ou supérieure à trois ans d’emprisonnement, s’il n’a pas été procédé à la vérification de la faisabilité',
          'al. 1 et 2',
        ),
      },
    ]),
    regle('manquement', 'Qui ne respecte pas la mesure', [
      {
        from: '2009-11-26',
        value: 'Mandat d’arrêt ou d’amener ; le JLD peut placer en détention provisoire.',
        source: manquement,
      },
      {
        from: '2024-09-30',
        value:
          'Mandat d’arrêt ou d’amener ; le JLD peut placer en détention provisoire ou, si elle n’est pas justifiée, modifier les obligations.',
        source: lue(
          '142-8',
          '2024-09-30',
          's’il estime que la détention provisoire n’est pas justifiée, peut modifier les obligations de l’assignation',
          {
            precision: 'al. 2',
            par: par2023,
          },
        ),
      },
    ]),
  ],
  fiche: {
    cEst: [
      'Vous n’êtes pas encore jugé : la loi vous présume innocent.',
      'Vous restez chez vous, avec un bracelet électronique.',
      'Chaque décision dure six mois au plus, et deux ans au total.',
    ],
    vousDevez: [
      'Vous restez au lieu fixé, sauf aux heures permises.',
      'Vous gardez le bracelet et vous rechargez l’appareil.',
      'Vous suivez les autres règles de la décision.',
      'Vous prévenez avant tout changement d’horaire.',
    ],
    siAbsence: [
      'Le SPIP doit le dire au juge.',
      'Le juge peut changer les règles ou vous placer en détention.',
    ],
    leSpip: [
      'Il vérifie que le bracelet peut marcher chez vous.',
      'Il vous suit et vous aide dans vos démarches.',
      'Il écrit au juge.',
    ],
    vosDroits: [
      'Personne ne peut poser le bracelet sans votre accord.',
      'Mais si vous refusez, vous pouvez aller en détention.',
      'Vous pouvez demander d’autres horaires ou la fin de la mesure.',
      'Un avocat peut vous aider.',
    ],
  },
}
