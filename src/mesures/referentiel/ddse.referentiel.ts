import { type Citation, type Dated, lu, nExistePas } from '../../platform/law.ts'
import type { Bornes, Definition } from '../definition.rules.ts'
import { debatApres, regleDe } from './amenagements-communs.referentiel.ts'
import {
  d49,
  finAvant,
  machine,
  parLeJap,
  pasEncore,
  peine,
  pose,
  sanction,
} from './ddse-parcours.referentiel.ts'
import { relecture } from './lectures.referentiel.ts'
import { autresRapports, rapportsDuSpip } from './rapports.referentiel.ts'

const cp = 'code pénal'
const cpp = 'code de procédure pénale'
const penitentiaire = 'code pénitentiaire'
const loi2019 = 'loi 2019-222'
const obligations = lu(cp, '131-4-1', {
  precision: 'al. 2, 3 et 6',
  par: loi2019,
  lecture: relecture(
    'cp/131-4-1/2020-03-24',
    'l’obligation de demeurer dans son domicile ou tout autre lieu désigné […] obligations ou interdictions prévues aux articles 132-44 et 132-45',
  ),
})
const poseProvisoire = d49(
  'D49-84',
  '1°',
  'dans un délai de cinq jours au plus tard à compter de la décision',
)
const convocationDuJap = d49(
  'D49-85',
  'al. 2',
  'un avis de convocation à comparaître devant ce magistrat dans un délai qui ne saurait excéder trente jours',
)
const poseApresLeJap = d49(
  'D49-85',
  'al. 5',
  'dans un délai maximal de cinq jours à compter de la décision du juge de l’application de peine',
)
const controle = lu(cpp, '713-42', {
  precision: 'al. 1',
  par: loi2019,
  lecture: relecture(
    'cpp/713-42/2020-03-24',
    'placée sous le contrôle du juge de l’application des peines du tribunal dans le ressort duquel elle est assignée',
  ),
})

const regle = regleDe('ddse')
/** A rule born with the sentence. */
const depuis2020 = <T>(value: T, source: Citation): Dated<T> => [
  { from: '1994-03-01', value: nExistePas, source: pasEncore },
  { from: '2020-03-24', value, source },
]
/** The sentence (CP 131-4-1). */
export const ddse: Definition = {
  famille: 'peine',
  catalogue: 'B7',
  noms: regle<string>(
    'nom',
    'B7',
    'Nom',
    depuis2020('Détention à domicile sous surveillance électronique', peine),
    'jugement',
  ),
  mots: ['DDSE', 'DDSE peine'],
  decide: [
    { from: '1994-03-01', value: nExistePas, source: pasEncore },
    { from: '2020-03-24', value: ['tribunal'], source: peine },
  ],
  duree: {
    ...regle<Bornes>(
      'duree',
      'B7',
      'Durée de la peine, sans dépasser l’emprisonnement encouru',
      depuis2020({ unite: 'mois', min: null, minJours: 15, max: 6 }, peine),
    ),
    selon: 'faits',
    plusDoux: 'moins',
  },
  obligations: depuis2020(
    {
      controle: true,
      controleChoisi: true,
      particulieres: 'cp-132-45',
      fixeesPar: ['tribunal', 'jap'],
      note: 'Demeurer au lieu fixé avec le dispositif. Les obligations des articles 132-44 et 132-45 : si la décision les prévoit.',
    },
    obligations,
  ),
  machine: [{ from: '2014-01-01', value: machine, source: pasEncore }],
  devoirs: [
    // From the decision itself, unless an act says that the court fixed neither place nor hours:
    // the JAP does, under his own delay.
    {
      cle: 'pose_provisoire',
      libelle:
        'Pose du dispositif (exécution provisoire, lieu et horaires fixés par la juridiction)',
      enMain: 'spip',
      depuis: 'decision',
      delai: regle(
        'pose_provisoire',
        'B7',
        'Pose, exécution provisoire, depuis la décision',
        depuis2020({ jours: 5, proroge: true }, poseProvisoire),
      ),
      satisfaitPar: 'acte:mise_a_execution',
      si: 'lieu_fixe_et_provisoire',
    },
    // Which delay runs depends on what the court fixed: the act that records it says so.
    {
      cle: 'pose',
      libelle: 'Pose du dispositif',
      enMain: 'spip',
      depuis: 'acte:executoire_fixee',
      delai: regle(
        'pose',
        'B7',
        'Pose, depuis le caractère exécutoire',
        depuis2020({ jours: 30, proroge: true }, pose),
      ),
      satisfaitPar: 'acte:mise_a_execution',
      si: 'sans_execution_provisoire',
    },
    {
      cle: 'convocation_jap',
      libelle: 'Convocation devant le JAP, lieu ou horaires à fixer',
      enMain: 'jap',
      depuis: 'decision',
      delai: regle(
        'convocation_jap',
        'B7',
        'Convocation devant le JAP, depuis l’audience',
        depuis2020({ jours: 30, proroge: true }, convocationDuJap),
      ),
      satisfaitPar: 'convocation:juridiction',
      si: 'present_et_lieu_a_fixer',
    },
    {
      cle: 'modalites',
      libelle: 'Lieu et horaires fixés par le JAP',
      enMain: 'jap',
      depuis: 'acte:executoire_a_fixer',
      delai: regle(
        'modalites_jap',
        'B7',
        'Décision du JAP, depuis le caractère exécutoire',
        depuis2020({ mois: 4, proroge: true }, parLeJap),
      ),
      satisfaitPar: 'acte:fixation_contenu',
    },
    {
      cle: 'pose_apres_jap',
      libelle: 'Pose du dispositif après la décision du JAP',
      enMain: 'spip',
      depuis: 'acte:fixation_contenu',
      delai: regle(
        'pose_apres_jap',
        'B7',
        'Pose, depuis la décision du JAP',
        depuis2020({ jours: 5, proroge: true }, poseApresLeJap),
      ),
      satisfaitPar: 'acte:mise_a_execution',
    },
    debatApres('ddse', {
      article: '712-19',
      du: '2019-12-30',
      par: 'loi 2019-1480',
      avant: pasEncore,
    }),
    ...rapportsDuSpip('ddse', 'B7'),
  ],
  regles: [
    regle<string>('suivi', 'B7', 'Contrôle et suivi', [
      { from: '1994-03-01', value: nExistePas, source: pasEncore },
      {
        from: '2020-03-24',
        value: 'La personne est sous le contrôle du JAP du lieu d’assignation.',
        source: controle,
      },
      {
        from: '2022-05-01',
        value: 'Le SPIP assure le contrôle et le suivi des mesures, sous le contrôle du JAP.',
        source: lu(penitentiaire, 'D622-21', {
          par: 'décret 2022-479',
          lecture: relecture(
            'cpen/D622-21/2022-05-01',
            'assure le contrôle et le suivi des mesures prévues par les dispositions de l’article 131-4-1',
          ),
        }),
      },
    ]),
    regle<string>('fin_anticipee', 'B7', 'Fin avant le terme', [
      { from: '1994-03-01', value: nExistePas, source: pasEncore },
      {
        from: '2020-03-24',
        value:
          'À partir de la moitié : ordonnance si le parquet est d’accord, sinon débat. Le JAP peut garder le suivi sans surveillance.',
        source: finAvant,
      },
    ]),
    regle<string>(
      'sanction',
      'B7',
      'Manquement',
      depuis2020(
        'Après débat, le JAP limite les absences ou ordonne l’emprisonnement pour la durée restante.',
        sanction,
      ),
    ),
    autresRapports('ddse', 'B7'),
  ],
  fiche: {
    cEst: [
      'C’est une peine à la place de la prison.',
      'Vous portez un bracelet électronique à la cheville.',
      'Elle dure entre 15 jours et 6 mois.',
    ],
    vousDevez: [
      'Restez chez vous, sauf aux heures permises.',
      'Gardez le bracelet tout le temps.',
      'Venez aux convocations du juge et du SPIP.',
      'Demandez l’accord avant de changer vos horaires.',
    ],
    siAbsence: [
      'Le SPIP doit le dire au juge.',
      'Le juge peut réduire vos heures de sortie.',
      'Il peut aussi décider de la prison pour le temps qui reste.',
    ],
    leSpip: [
      'Il pose le bracelet avec vous.',
      'Il suit vos horaires et vos démarches.',
      'Il écrit au juge en cas de problème.',
    ],
    vosDroits: [
      'Vous pouvez sortir pour un travail, une formation ou des soins.',
      'Vous pouvez demander au juge de changer les horaires.',
      'Après la moitié, vous pouvez demander la fin de la peine.',
      'Un médecin peut vérifier que le bracelet ne gêne pas votre santé.',
    ],
  },
}
