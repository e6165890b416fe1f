import {
  type Citation,
  type CitationLue,
  type Dated,
  lu,
  nExistePas,
  type Regle,
} from '../../platform/law.ts'
import type { Auteur, Definition, Delai, RegimeDObligations } from '../definition.rules.ts'
import {
  annuelle,
  avant,
  de2014,
  decret,
  duree,
  finAnticipee,
  incarcerationProvisoire,
  loi2014cpp,
  machine,
  manquement,
  sortieDePrison,
} from './contrainte-penale-parcours.referentiel.ts'
import { relecture } from './lectures.referentiel.ts'
import { rapportsDuSpip } from './procedures.referentiel.ts'
import { heuresDeLaContrainte } from './tig-heures.referentiel.ts'

const cp = 'code pénal'
const cpp = 'code de procédure pénale'
const loi2014 = 'loi 2014-896, art. 19'
const abrogee = lu(cp, '131-4-1', {
  par: 'loi 2019-222',
  lecture: relecture(
    'cp/131-4-1/2020-03-24',
    'prononcer la peine de détention à domicile sous surveillance électronique',
  ),
})
const peine = avant
const execution = loi2014cpp(
  '713-47',
  'le président du tribunal de grande instance ou un juge par lui désigné afin que soit mis à exécution',
  'al. 2',
)
/**
 * What is pronounced goes on under its own rules, but what 713-47 gave to the president of the
 * court is the JAP’s since the repeal.
 */
const enCours = lu('loi 2019-222', '109', {
  precision: 'XIX',
  lecture: relecture(
    'loi-2019-222/109/lu-2025-07',
    's’exécutent jusqu’à leur terme […] sont exercées par le juge de l’application des peines',
  ),
})

const regimeDeLaContrainte: RegimeDObligations = {
  controle: true,
  particulieres: 'cp-132-45',
  fixeesPar: ['tribunal', 'jap'],
  note: 'Aussi : travail d’intérêt général et injonction de soins.',
}

const jusquEn2020 = <T>(value: T, source: Citation): Dated<T> => [
  { from: '1994-03-01', value: nExistePas, source: avant },
  { from: '2014-10-01', value, source },
  { from: '2020-03-24', value: nExistePas, source: abrogee },
]
/**
 * The delays of the decree, which came into force on 27 December 2014: before it, what the law
 * said.
 */
const depuisLeDecret = <T>(
  value: T,
  source: Citation,
  laLoi: Dated<T>[number]['source'],
  avantLui?: T,
): Dated<T> => [
  { from: '1994-03-01', value: nExistePas, source: avant },
  avantLui === undefined
    ? { from: '2014-10-01', value: nExistePas, source: laLoi as CitationLue }
    : { from: '2014-10-01', value: avantLui, source: laLoi },
  { from: '2014-12-27', value, source },
  { from: '2020-03-24', value: nExistePas, source: abrogee },
]
const regle = (id: string, libelle: string, droit: Dated<string>): Regle<string> => ({
  id: `contrainte_penale.${id}`,
  catalogue: 'B1',
  libelle,
  selon: 'jugement',
  droit,
})
// « jugement » everywhere: a contrainte pénale of before the repeal goes on under its own rules.
const delai = (id: string, libelle: string, droit: Dated<Delai>): Regle<Delai> => ({
  id: `contrainte_penale.${id}`,
  catalogue: 'B1',
  libelle,
  selon: 'jugement',
  droit,
})

const sansDelai =
  'un rapport comportant des propositions relatives au contenu et aux modalités de mise en œuvre'
const devoirs: Definition['devoirs'] = [
  {
    cle: 'premiere_convocation',
    libelle: 'Première convocation au SPIP',
    enMain: 'spip',
    depuis: 'prononce',
    delai: delai(
      'premiere_convocation',
      'Première convocation, depuis le jugement ou sa notification à la personne absente',
      depuisLeDecret<Delai>(
        { jours: 8, proroge: true },
        decret('D49-82', 'dans un délai qui ne saurait être supérieur à huit jours', 'al. 1 et 2'),
        lu(cpp, '474', {
          precision: 'al. 1 et 3',
          par: 'loi 2014-896',
          lecture: relecture(
            'cpp/474/2014-10-01',
            'un délai qui ne saurait être supérieur à quarante-cinq jours […] condamnée à une contrainte pénale',
          ),
        }),
        { jours: 45, proroge: true },
      ),
    ),
    satisfaitPar: 'convocation:spip',
  },
  ...(['liberation', 'reprise'] as const).map(acte => ({
    cle: `convocation_apres_${acte}`,
    libelle:
      acte === 'reprise'
        ? 'Convocation au SPIP après la reprise'
        : 'Convocation au SPIP après la sortie de prison',
    enMain: 'spip' as const,
    depuis: `acte:${acte}` as const,
    delai: delai(
      `convocation_apres_${acte}`,
      acte === 'reprise'
        ? 'Convocation, depuis la libération qui fait reprendre la peine'
        : 'Convocation, depuis la libération',
      depuisLeDecret<Delai>(
        { jours: 8, proroge: true },
        sortieDePrison,
        loi2014cpp('713-42', sansDelai),
      ),
    ),
    satisfaitPar: 'convocation:spip' as const,
  })),
  {
    cle: 'rapport_evaluation',
    libelle: 'Rapport d’évaluation et proposition au JAP',
    enMain: 'spip',
    depuis: 'prononce',
    delai: delai(
      'rapport_evaluation',
      'Rapport du SPIP, depuis le jugement ou sa notification à la personne absente',
      depuisLeDecret<Delai>(
        { mois: 3, proroge: true },
        decret(
          'D49-85',
          'au plus tard trois mois après le prononcé de la condamnation ou, lorsque le prévenu n’était pas présent à l’audience, après sa notification',
          'al. 1',
        ),
        loi2014cpp('713-42', sansDelai, 'sans délai'),
      ),
    ),
    satisfaitPar: 'rapport:evaluation',
  },
  {
    cle: 'decision_du_jap',
    libelle: 'Décision du JAP sur le contenu',
    enMain: 'jap',
    depuis: 'prononce',
    delai: delai(
      'decision_du_jap',
      'Décision du JAP, depuis le jugement ou sa notification à la personne absente (D49-86)',
      jusquEn2020<Delai>(
        { mois: 4, proroge: true },
        loi2014cpp(
          '713-43',
          'au plus tard dans les quatre mois qui suivent le jugement de condamnation',
          'al. 3',
        ),
      ),
    ),
    satisfaitPar: 'acte:fixation_contenu',
  },
  {
    cle: 'reevaluation',
    libelle: 'Réévaluation au moins une fois par an',
    enMain: 'spip',
    depuis: 'prononce',
    delai: delai(
      'reevaluation',
      'Première réévaluation, depuis le jugement ou sa notification à la personne absente',
      depuisLeDecret<Delai>(
        { mois: 12, proroge: true },
        decret(
          'D49-88',
          'au plus tard un an après le prononcé de la condamnation ou, si le prévenu n’était pas présent à l’audience, après sa notification',
        ),
        annuelle,
        { mois: 12, proroge: true },
      ),
    ),
    satisfaitPar: 'acte:reexamen',
    tousLes: delai(
      'reevaluation_suivante',
      'Réévaluation suivante',
      jusquEn2020<Delai>({ mois: 12, proroge: true }, annuelle),
    ),
  },
  {
    cle: 'debat_contradictoire',
    libelle: 'Débat contradictoire après l’incarcération provisoire',
    enMain: 'jap',
    depuis: 'acte:incarceration',
    delai: {
      id: 'contrainte_penale.debat_contradictoire',
      catalogue: 'B1',
      libelle: 'Débat, depuis l’incarcération provisoire',
      selon: 'execution',
      // It outlives the repeal with the sentences pronounced.
      droit: [
        { from: '1994-03-01', value: nExistePas, source: avant },
        {
          from: '2014-10-01',
          value: { jours: 15, proroge: true },
          source: incarcerationProvisoire,
        },
      ],
    },
    satisfaitPar: 'acte:debat_contradictoire',
  },
  ...rapportsDuSpip('contrainte_penale', 'B1').filter(
    rapport => rapport.cle !== 'rapport_evaluation',
  ),
]

export const contraintePenale: Definition = {
  famille: 'peine',
  catalogue: 'B1',
  noms: regle('nom', 'Nom de la mesure', jusquEn2020('Contrainte pénale', peine)),
  mots: ['contrainte pénale', 'CPEN'],
  decide: jusquEn2020<readonly Auteur[]>(['tribunal'], peine),
  duree: {
    id: 'contrainte_penale.duree',
    catalogue: 'B1',
    libelle: 'Durée fixée par la juridiction',
    selon: 'faits',
    plusDoux: 'moins',
    droit: jusquEn2020({ unite: 'mois', min: 6, max: 60 }, duree),
  },
  heures: heuresDeLaContrainte,
  // What was pronounced before the repeal keeps its obligations, and the JAP may still change them.
  obligations: [
    { from: '1994-03-01', value: nExistePas, source: avant },
    {
      from: '2014-10-01',
      value: regimeDeLaContrainte,
      source: de2014(
        'al. 3 à 8',
        'aux mesures de contrôle prévues à l’article 132-44 […] Les obligations et interdictions prévues à l’article 132-45',
      ),
    },
    { from: '2020-03-24', value: regimeDeLaContrainte, source: enCours },
  ],
  machine: [
    {
      from: '2014-01-01',
      value: machine({ auteurs: ['tribunal'], source: execution }),
      source: peine,
    },
    // By the JAP after a breach (713-47), by the court that judges a new offence (713-48).
    {
      from: '2020-03-24',
      value: machine({ auteurs: ['jap', 'tribunal'], source: enCours }),
      source: enCours,
    },
  ],
  devoirs,
  regles: [
    regle('delits', 'Infractions concernées', [
      { from: '1994-03-01', value: nExistePas, source: avant },
      {
        from: '2014-10-01',
        value: 'Délits punis de cinq ans d’emprisonnement au plus.',
        source: de2014('al. 1', 'd’une durée inférieure ou égale à cinq ans'),
      },
      {
        from: '2017-01-01',
        value: 'Tous les délits punis d’emprisonnement.',
        source: lu(cp, '131-4-1', {
          precision: 'al. 1',
          par: loi2014,
          lecture: relecture(
            'cp/131-4-1/2017-01-01',
            'l’auteur d’un délit puni d’une peine d’emprisonnement et les faits de l’espèce',
          ),
        }),
      },
      { from: '2020-03-24', value: nExistePas, source: abrogee },
    ]),
    regle(
      'emprisonnement_fixe',
      'Emprisonnement en cas d’inobservation',
      jusquEn2020(
        'La juridiction fixe une durée de deux ans au plus, dans la limite de l’emprisonnement encouru.',
        de2014(
          'al. 10',
          'Cet emprisonnement ne peut excéder deux ans, ni le maximum de la peine d’emprisonnement encourue',
        ),
      ),
    ),
    {
      ...regle('inobservation', 'Réponse à l’inobservation', [
        { from: '1994-03-01', value: nExistePas, source: avant },
        {
          from: '2014-10-01',
          value:
            'Le JAP rappelle, modifie ou complète d’abord ; si cela ne suffit pas, le président du tribunal, saisi par lui, fixe ' +
            'la part d’emprisonnement. Une condamnation nouvelle à la prison ferme peut aussi la faire exécuter.',
          source: manquement,
        },
        {
          from: '2020-03-24',
          value:
            'Pour les peines en cours, le JAP fixe lui-même la part d’emprisonnement, à la place du président du tribunal.',
          source: enCours,
        },
      ]),
      selon: 'execution' as const,
    },
    regle(
      'execution_immediate',
      'Début',
      jusquEn2020(
        'Les mesures de contrôle s’appliquent dès le prononcé.',
        de2014('al. 3', 'Dès le prononcé de la décision de condamnation'),
      ),
    ),
    regle(
      'fin_anticipee',
      'Fin anticipée',
      jusquEn2020(
        'Après un an au moins de respect des obligations, si le reclassement paraît acquis et qu’aucun suivi ne paraît plus nécessaire.',
        finAnticipee,
      ),
    ),
    regle('peines_en_cours', 'Peines prononcées avant le 24 mars 2020', [
      { from: '1994-03-01', value: nExistePas, source: avant },
      {
        from: '2020-03-24',
        value:
          'Elles vont jusqu’à leur terme selon les règles du jour où elles ont été prononcées.',
        source: enCours,
      },
    ]),
  ],
  fiche: {
    cEst: [
      'Cette peine n’est plus prononcée depuis le 24 mars 2020.',
      'Si vous l’avez eue avant, elle continue jusqu’à sa fin.',
      'Vous êtes suivi par le SPIP, sans aller en prison.',
    ],
    vousDevez: [
      'Respecter les obligations fixées par le tribunal ou le juge.',
      'Après une sortie de prison, venir au SPIP huit jours au plus après.',
    ],
    siAbsence: [
      'Le SPIP doit le dire au juge.',
      'Le juge vous rappelle vos obligations, ou les change.',
      'Si cela ne suffit pas, un tribunal peut décider de la prison.',
    ],
    leSpip: [
      'Il fait le point avec vous sur votre situation.',
      'Il propose au juge un contenu adapté.',
      'Il vous aide dans vos démarches.',
    ],
    vosDroits: [
      'Le juge peut changer vos obligations quand votre situation change.',
      'Après un an, le juge peut arrêter la peine plus tôt.',
      'Vous pouvez avoir un avocat et faire appel.',
    ],
  },
}
