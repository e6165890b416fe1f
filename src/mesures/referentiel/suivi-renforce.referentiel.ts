import {
  type Citation,
  type Dated,
  type HorsFaits,
  lu,
  nExistePas,
  type Regle,
  type Version,
} from '../../platform/law.ts'
import type { Definition, Delai } from '../definition.rules.ts'
import { debatApres } from './amenagements-communs.referentiel.ts'
import { relecture } from './lectures.referentiel.ts'
import { reglesDeProbation } from './probation-regles.referentiel.ts'
import { rapportsDuSpip } from './procedures.referentiel.ts'
import { contenu, machine, reevaluation } from './suivi-renforce-parcours.referentiel.ts'
import { dureeDeProbation } from './sursis-probatoire.referentiel.ts'
import { heuresTigObligation } from './tig-heures.referentiel.ts'

const cp = 'code pénal'
const cpp = 'code de procédure pénale'
const nature = 'sursis_probatoire_renforce'
const loi2019 = 'loi 2019-222, art. 80'
const decret2020 = 'décret 2020-81'
const penitentiaire = 'code pénitentiaire'
const decret2022 = 'décret 2022-479'
const avant = lu(cp, '132-41-1', {
  par: loi2019,
  lecture: relecture(
    'cp/132-41-1/2020-03-24, première version de l’article',
    'la juridiction peut décider que le sursis probatoire consistera en un suivi renforcé',
  ),
})
const appreciation = lu(cp, '132-41-1', {
  par: loi2019,
  lecture: relecture(
    'cp/132-41-1/2020-03-24',
    'la juridiction peut décider que le sursis probatoire consistera en un suivi renforcé',
  ),
})

const delai = (
  id: string,
  libelle: string,
  selon: HorsFaits,
  depuis2020: Dated<Delai>,
): Regle<Delai> => ({
  id: `${nature}.${id}`,
  catalogue: 'B6',
  libelle,
  selon,
  droit: [{ from: '1994-03-01', value: nExistePas, source: avant }, ...depuis2020],
})
const regle = (
  id: string,
  libelle: string,
  value: string,
  source: Citation,
  ...suite: Version<string>[]
): Regle<string> => ({
  id: `${nature}.${id}`,
  catalogue: 'B6',
  libelle,
  selon: 'execution',
  droit: [
    { from: '1994-03-01', value: nExistePas, source: avant },
    { from: '2020-03-24', value, source },
    ...suite,
  ],
})
const convocation = (mots: string) =>
  lu(cpp, 'D546-2', {
    precision: 'al. 1',
    par: decret2020,
    lecture: relecture('cpp/D546-2/2020-03-24', mots),
  })
const auPlusTardUnAn = lu(penitentiaire, 'D621-11', {
  par: decret2022,
  lecture: relecture(
    'cpen/D621-11/2022-05-01',
    'au plus tard un an après le prononcé de la condamnation ou, si la personne prévenue n’était pas présente à l’audience, après sa notification',
  ),
})
/** After a release the first summons comes within eight days (CPP D545, then CPén R621-2). */
const huitJoursApresLiberation: Dated<Delai> = [
  {
    from: '2020-03-24',
    value: { jours: 8, proroge: true },
    source: lu(cpp, 'D545', {
      precision: 'al. 2',
      par: decret2020,
      lecture: relecture(
        'cpp/D545/2020-03-24',
        'huit jours à compter de la libération […] lorsqu’a été prononcé un sursis probatoire avec suivi renforcé',
      ),
    }),
  },
  {
    from: '2022-05-01',
    value: { jours: 8, proroge: true },
    source: lu(penitentiaire, 'R621-2', {
      precision: '3°',
      par: decret2022,
      lecture: relecture(
        'cpen/R621-2/2022-05-01',
        'huit jours à compter de la libération […] 3° Lorsqu’a été prononcé un sursis probatoire avec suivi renforcé',
      ),
    }),
  },
]

/** Where it exists, no earlier sursis probatoire excludes a reinforced one: read by the engine. */
export const exclusionLevee: Regle<string> = regle(
  'exclusion_levee',
  'Condamnations antérieures',
  'La limite tirée de précédents sursis probatoires ne s’applique pas au suivi renforcé.',
  lu(cp, '132-41-1', {
    precision: 'al. 2',
    par: loi2019,
    lecture: relecture(
      'cp/132-41-1/2020-03-24',
      'Dans ce cas, le dernier alinéa de l’article 132-41 n’est pas applicable.',
    ),
  }),
)

export const sursisProbatoireRenforce: Definition = {
  famille: 'peine',
  catalogue: 'B6',
  noms: {
    id: `${nature}.nom`,
    catalogue: 'B6',
    libelle: 'Nom de la mesure',
    selon: 'jugement',
    droit: regle('nom', 'Nom de la mesure', 'Sursis probatoire avec suivi renforcé', appreciation)
      .droit,
  },
  mots: ['sursis probatoire renforcé', 'suivi renforcé', 'SPR', 'SP renforcé'],
  decide: [{ from: '2014-01-01', value: ['tribunal'], source: appreciation }],
  duree: dureeDeProbation(nature, 'B6'),
  heures: { ...heuresTigObligation, id: `${nature}.heures` },
  obligations: [
    { from: '1994-03-01', value: nExistePas, source: avant },
    {
      from: '2020-03-24',
      value: {
        controle: true,
        particulieres: 'cp-132-45',
        fixeesPar: ['tribunal', 'jap'],
        note: 'Par la juridiction si elle connaît assez la situation, sinon par le JAP après l’évaluation du SPIP.',
      },
      source: lu(cp, '132-41-1', {
        precision: 'al. 3 et 4',
        par: loi2019,
        lecture: relecture(
          'cp/132-41-1/2020-03-24',
          'la juridiction peut alors définir les obligations et interdictions […] Dans le cas contraire […] déterminées par le juge de l’application des peines',
        ),
      }),
    },
  ],
  machine: [
    {
      from: '2014-01-01',
      value: machine,
      source: contenu,
    },
  ],
  devoirs: [
    {
      cle: 'premiere_convocation_execution_provisoire',
      libelle: 'Première convocation au SPIP (exécution provisoire)',
      enMain: 'spip',
      depuis: 'prononce',
      si: 'execution_provisoire',
      delai: delai(
        'convocation_execution_provisoire',
        'Première convocation, avec exécution provisoire',
        'jugement',
        [
          {
            from: '2020-03-24',
            value: { jours: 8, proroge: true },
            source: convocation(
              'supérieur à huit jours, si le tribunal a ordonné l’exécution provisoire',
            ),
          },
        ],
      ),
      satisfaitPar: 'convocation:spip',
    },
    {
      cle: 'premiere_convocation',
      libelle: 'Première convocation au SPIP',
      enMain: 'spip',
      depuis: 'prononce',
      si: 'sans_execution_provisoire',
      delai: delai('convocation', 'Première convocation, entre dix et quinze jours', 'jugement', [
        {
          from: '2020-03-24',
          value: { jours: 15, auPlusTot: { jours: 10 }, proroge: true },
          source: convocation('ou compris entre dix et quinze jours dans le cas contraire'),
        },
      ]),
      satisfaitPar: 'convocation:spip',
    },
    {
      cle: 'rapport_evaluation',
      libelle: 'Rapport d’évaluation et proposition au JAP',
      enMain: 'spip',
      depuis: 'prononce',
      delai: delai('rapport_evaluation', 'Rapport du SPIP après le prononcé', 'jugement', [
        {
          from: '2020-03-24',
          value: { mois: 3, proroge: true },
          source: lu(cpp, 'D546-3', {
            precision: 'al. 1',
            par: decret2020,
            lecture: relecture(
              'cpp/D546-3/2020-03-24',
              'au plus tard trois mois après le prononcé de la condamnation',
            ),
          }),
        },
        {
          from: '2022-05-01',
          value: { mois: 3, proroge: true },
          source: lu(penitentiaire, 'D621-10', {
            precision: 'al. 1',
            par: decret2022,
            lecture: relecture(
              'cpen/D621-10/2022-05-01',
              'au plus tard trois mois après le prononcé de la condamnation',
            ),
          }),
        },
      ]),
      satisfaitPar: 'rapport:evaluation',
    },
    {
      cle: 'decision_du_jap',
      libelle: 'Ordonnance du JAP qui fixe les obligations et les aides',
      enMain: 'jap',
      depuis: 'prononce',
      delai: delai('decision_du_jap', 'Décision du JAP après le jugement', 'jugement', [
        {
          from: '2020-03-24',
          value: { mois: 4, proroge: true },
          source: lu(cpp, '741-2', {
            precision: 'al. 4',
            par: loi2019,
            lecture: relecture(
              'cpp/741-2/2020-03-24',
              'au plus tard dans les quatre mois qui suivent le jugement de condamnation, par ordonnance motivée',
            ),
          }),
        },
      ]),
      satisfaitPar: 'acte:fixation_contenu',
    },
    {
      cle: 'reevaluation',
      libelle: 'Réévaluation au moins une fois par an',
      enMain: 'spip',
      // From the conviction, or its notification to a person who was absent: not from the day when
      // the JAP fixed the obligations.
      depuis: 'prononce',
      delai: delai('reevaluation', 'Première réévaluation', 'execution', [
        { from: '2020-03-24', value: { mois: 12, proroge: true }, source: reevaluation },
        { from: '2022-05-01', value: { mois: 12, proroge: true }, source: auPlusTardUnAn },
      ]),
      satisfaitPar: 'acte:reexamen',
      tousLes: delai('reevaluation_suivante', 'Réévaluation suivante', 'execution', [
        { from: '2020-03-24', value: { mois: 12, proroge: true }, source: reevaluation },
      ]),
    },
    {
      cle: 'convocation_apres_liberation',
      libelle: 'Comparution devant le SPIP après la libération',
      enMain: 'spip',
      depuis: 'acte:reprise',
      delai: delai(
        'convocation_apres_liberation',
        'Délai de comparution après la libération',
        'execution',
        huitJoursApresLiberation,
      ),
      satisfaitPar: 'convocation:spip',
    },
    // The report of evaluation has its own article here: the others come from the general rule.
    debatApres(nature, { article: '712-19', du: '2005-01-01' }),
    ...rapportsDuSpip(nature, 'B6').filter(rapport => rapport.cle !== 'rapport_evaluation'),
  ],
  regles: [
    regle(
      'motif',
      'Quand le suivi est renforcé',
      'Quand la personnalité, la situation et les faits justifient un accompagnement socio-éducatif individualisé et ' +
        'soutenu, pluridisciplinaire et évolutif.',
      appreciation,
    ),
    exclusionLevee,
    regle(
      'absent_a_l_audience',
      'Personne absente à l’audience',
      'La convocation est remise avec la notification, d’où court aussi le délai du rapport ; le JAP a quatre mois depuis cette notification.',
      lu(cpp, 'D546-4', {
        par: decret2020,
        lecture: relecture(
          'cpp/D546-4/2020-03-24 ; convocation et rapport : D546-2 et D546-3',
          'dans un délai de quatre mois à compter de la date à laquelle la condamnation lui a été notifiée',
        ),
      }),
    ),
    regle(
      'debat',
      'Forme de la décision du JAP',
      'Ordonnance motivée, après réquisitions écrites du parquet et observations de la personne et de son avocat.',
      lu(cpp, '741-2', {
        precision: 'al. 4',
        par: loi2019,
        lecture: relecture(
          'cpp/741-2/2020-03-24',
          'par ordonnance motivée, après réquisitions écrites du procureur de la République et après avoir entendu les observations',
        ),
      }),
    ),
    regle(
      'travail_d_interet_general',
      'Travail d’intérêt général imposé par le JAP',
      'Le JAP informe la personne de son droit de refuser et reçoit sa réponse.',
      lu(cpp, '741-2', {
        precision: 'al. 4',
        par: loi2019,
        lecture: relecture(
          'cpp/741-2/2020-03-24',
          'a été informé de son droit de refuser l’accomplissement d’un travail d’intérêt général et après avoir reçu sa réponse',
        ),
      }),
    ),
    regle(
      'information_apres_reevaluation',
      'Suite d’une réévaluation',
      'Le JAP peut modifier, compléter ou supprimer des obligations, ou mettre fin au suivi renforcé.',
      lu(cpp, '741-2', {
        precision: 'al. 6',
        par: loi2019,
        lecture: relecture(
          'cpp/741-2/2020-03-24',
          'modifier ou compléter les obligations […] supprimer certaines d’entre elles […] ordonner la fin du suivi renforcé',
        ),
      }),
      {
        from: '2022-05-01',
        value:
          'Le SPIP adresse un rapport de synthèse au JAP, communiqué au parquet. Le JAP peut changer les obligations ou mettre fin au suivi renforcé.',
        source: lu(penitentiaire, 'D621-11', {
          par: decret2022,
          lecture: relecture(
            'cpen/D621-11/2022-05-01',
            'un rapport de synthèse sur les conditions d’exécution de la sanction. Ce rapport est communiqué sans délai au procureur',
          ),
        }),
      },
    ),
    regle(
      'decide_en_cours',
      'Suivi renforcé décidé pendant la probation',
      'Le JAP peut ordonner un suivi renforcé à tout moment d’un sursis probatoire.',
      lu(cpp, '741-2', {
        precision: 'dernier al.',
        par: loi2019,
        lecture: relecture(
          'cpp/741-2/2020-03-24',
          'décider, à tout moment au cours de l’exécution de la probation […] en ordonnant un suivi renforcé',
        ),
      }),
    ),
    ...reglesDeProbation(nature, 'B6'),
  ],
  fiche: {
    cEst: [
      'C’est un sursis probatoire avec un suivi plus intense.',
      { si: 'rien_execute', mots: 'Vous n’allez pas en prison pour la partie avec sursis.' },
      {
        si: 'partie_executee',
        mots: 'Le juge a décidé : vous faites une partie de la peine en prison. Le suivi continue.',
      },
      'Le SPIP fait d’abord le point avec vous sur votre situation.',
      'Ensuite, un juge fixe ce que vous devez faire.',
    ],
    vousDevez: [
      {
        si: 'execution_provisoire',
        mots: 'Venir à la première convocation, dans les huit jours du jugement.',
      },
      {
        si: 'sans_execution_provisoire',
        mots: 'Venir à la première convocation, dans les quinze jours du jugement.',
      },
      'Respecter les obligations que le juge a fixées.',
      'Après une sortie de prison, venir au SPIP huit jours au plus après.',
    ],
    siAbsence: [
      'Le SPIP doit le dire au juge.',
      'Le juge peut changer vos obligations ou allonger le suivi.',
      'Il peut aussi vous envoyer en prison pour tout ou partie de la peine.',
    ],
    leSpip: [
      'Il fait le point avec vous pendant plusieurs entretiens.',
      'Il écrit un rapport au juge dans les trois mois.',
      'Il propose un projet adapté à votre situation.',
      'Il refait le point au moins une fois par an.',
    ],
    vosDroits: [
      'Le juge vous écoute avant de fixer vos obligations.',
      'Vous pouvez refuser un travail d’intérêt général.',
      'Le juge peut changer une obligation pendant la mesure.',
      'Vous pouvez avoir un avocat et faire appel.',
    ],
  },
}
