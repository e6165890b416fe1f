import { type Citation, type Dated, lu, nExistePas } from '../../platform/law.ts'
import type { Bornes, Definition } from '../definition.rules.ts'
import type { Machine } from '../machine.rules.ts'
import {
  acte,
  autresRapports,
  debatApres,
  finsDeLaLoi,
  rapportDeFin,
  rapportsDuSpip,
  regleDe,
} from './amenagements-communs.referentiel.ts'
import { bornees, pendantLaDuree } from './apres-le-terme.referentiel.ts'
import { relecture } from './lectures.referentiel.ts'

const cp = 'code pénal'
const cpp = 'code de procédure pénale'
const penitentiaire = 'code pénitentiaire'
const loi2019 = 'loi 2019-222'
const peine = lu(cp, '131-4-1', {
  precision: 'al. 1',
  par: loi2019,
  lecture: relecture(
    'cp/131-4-1/2020-03-24',
    'pendant une durée comprise entre quinze jours et six mois, sans pouvoir excéder la durée de l’emprisonnement encouru',
  ),
})
const obligations = lu(cp, '131-4-1', {
  precision: 'al. 2, 3 et 6',
  par: loi2019,
  lecture: relecture(
    'cp/131-4-1/2020-03-24',
    'l’obligation de demeurer dans son domicile ou tout autre lieu désigné […] obligations ou interdictions prévues aux articles 132-44 et 132-45',
  ),
})
const pasEncore = lu(cp, '131-4-1', {
  par: loi2019,
  lecture: relecture(
    'cp/131-4-1/2017-01-01',
    'la juridiction peut prononcer la peine de contrainte pénale',
  ),
})
const d49 = (article: string, precision: string, mots: string) =>
  lu(cpp, article, {
    precision,
    par: 'décret 2020-81',
    lecture: relecture(`cpp/${article}/2020-03-24`, mots),
  })
const poseProvisoire = d49(
  'D49-84',
  '1°',
  'dans un délai de cinq jours au plus tard à compter de la décision',
)
const pose = d49(
  'D49-84',
  '2°',
  'dans un délai maximum de trente jours à compter de la date à laquelle la condamnation est exécutoire',
)
const parLeJap = d49(
  'D49-85',
  'al. 1',
  'qui statue dans un délai de quatre mois à compter du caractère exécutoire de la décision',
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
const suspendueDeDroit = d49(
  'D49-86',
  'al. 1',
  'suspendue par toute détention provisoire ou toute incarcération',
)
const suspension = d49(
  'D49-86',
  'al. 2',
  'peut ordonner la suspension de la peine de détention à domicile sous surveillance électronique pour motifs d’ordre familial',
)
const horaires = d49(
  'D49-86',
  'al. 3',
  'à modifier les horaires d’entrée et de sortie du domicile […] modifications favorables au condamné',
)
const sanction = lu(cpp, '713-44', {
  par: loi2019,
  lecture: relecture(
    'cpp/713-44/2020-03-24',
    'soit limiter ses autorisations d’absence, soit ordonner l’emprisonnement de la personne pour la durée de la peine restant à exécuter',
  ),
})
const finAvant = lu(cpp, '713-43', {
  par: loi2019,
  lecture: relecture(
    'cpp/713-43/2020-03-24',
    'au moins égale à la moitié de la peine prononcée […] réquisitions conformes du procureur […] restera placé sous son contrôle',
  ),
})
const enAutrePeine = lu(cpp, '747-1-1', {
  precision: '2°',
  par: 'loi 2019-222, art. 85',
  lecture: relecture(
    'cpp/747-1-1/2020-03-24',
    'De convertir une peine de détention à domicile sous surveillance électronique en une peine de travail d’intérêt général ou une peine de jours-amende',
  ),
})
const controle = lu(cpp, '713-42', {
  precision: 'al. 1',
  par: loi2019,
  lecture: relecture(
    'cpp/713-42/2020-03-24',
    'placée sous le contrôle du juge de l’application des peines du tribunal dans le ressort duquel elle est assignée',
  ),
})
const modification = lu(cpp, '712-8', {
  precision: 'al. 1',
  lecture: relecture(
    'cpp/712-8/2020-03-24',
    'Les décisions modifiant ou refusant de modifier […] sont prises par ordonnance motivée du juge de l’application des peines',
  ),
})
const detention = lu(cpp, '712-19', {
  lecture: relecture(
    'cpp/712-19/2019-12-30',
    'd’une peine de détention à domicile sous surveillance électronique […] ordonner, après avis du procureur de la République, l’incarcération provisoire',
  ),
})

// The obligations run from the day when the device is put on.
const moitie: Dated<'moitie'> = [
  { from: '1994-03-01', value: nExistePas, source: pasEncore },
  {
    from: '2020-03-24',
    value: 'moitie',
    source: lu(cpp, '713-43', {
      precision: 'al. 1',
      par: loi2019,
      lecture: relecture(
        'cpp/713-43/2020-03-24',
        'pendant une durée au moins égale à la moitié de la peine prononcée',
      ),
    }),
  },
]

const vivants = ['prononcee', 'en_cours', 'suspendue', 'incarceree', 'sans_surveillance']
const duTempsDeLaPeine = [
  'modification_obligations',
  'horaires',
  'limitation_absences',
  'suspension',
  'suspension_de_droit',
  'fin_surveillance',
  'fin_anticipee',
  'conversion',
]
const machine: Machine = {
  initial: 'prononcee',
  etats: {
    prononcee: { libelle: 'Prononcée, dispositif à poser' },
    en_cours: { libelle: 'En cours, dispositif posé' },
    suspendue: { libelle: 'Suspendue' },
    incarceree: { libelle: 'Personne incarcérée provisoirement' },
    sans_surveillance: { libelle: 'Suivi sans surveillance électronique' },
    terminee: { libelle: 'Terminée', fin: true },
    revoquee: { libelle: 'Emprisonnement ordonné pour le reste', fin: true },
    convertie: { libelle: 'Convertie en une autre peine', fin: true },
    eteinte: { libelle: 'Éteinte', fin: true },
  },
  transitions: bornees(
    pendantLaDuree('2020-03-24', peine, { avant: pasEncore, depuis: ['prononcee'] }),
    duTempsDeLaPeine,
    [
      acte(
        'executoire_fixee',
        'Exécutoire, lieu et horaires fixés',
        ['prononcee'],
        'prononcee',
        ['loi'],
        pose,
      ),
      acte(
        'executoire_a_fixer',
        'Exécutoire, lieu ou horaires à fixer',
        ['prononcee'],
        'prononcee',
        ['loi'],
        parLeJap,
      ),
      acte(
        'fixation_contenu',
        'Lieu et horaires fixés',
        ['prononcee'],
        'prononcee',
        ['jap'],
        parLeJap,
        { effet: 'contenu' },
      ),
      acte('mise_a_execution', 'Dispositif posé', ['prononcee'], 'en_cours', ['spip'], pose),
      acte(
        'modification_obligations',
        'Conditions modifiées',
        ['en_cours'],
        'en_cours',
        ['jap'],
        modification,
        { effet: 'contenu' },
      ),
      acte(
        'horaires',
        'Horaires changés en faveur de la personne',
        ['en_cours'],
        'en_cours',
        ['dspip', 'jap'],
        horaires,
        {
          effet: 'contenu',
        },
      ),
      acte(
        'limitation_absences',
        'Absences limitées',
        ['en_cours'],
        'en_cours',
        ['jap'],
        sanction,
        { effet: 'contenu' },
      ),
      acte(
        'suspension',
        'Suspension pour motif grave',
        ['en_cours'],
        'suspendue',
        ['jap'],
        suspension,
        { effet: 'suspend' },
      ),
      acte(
        'suspension_de_droit',
        'Suspension : personne détenue',
        ['en_cours'],
        'suspendue',
        ['loi'],
        suspendueDeDroit,
        {
          effet: 'suspend',
        },
      ),
      acte('reprise', 'Reprise', ['suspendue'], 'en_cours', ['jap', 'loi'], suspension, {
        effet: 'reprend',
      }),
      // The law does not say whether this incarceration moves the term: the judgment that follows
      // does.
      acte(
        'incarceration',
        'Incarcération provisoire',
        ['en_cours'],
        'incarceree',
        ['jap'],
        detention,
      ),
      acte(
        'debat_contradictoire',
        'Débat contradictoire tenu',
        ['incarceree'],
        'incarceree',
        ['jap'],
        detention,
        { fait: true },
      ),
      acte('retour', 'Remise en liberté', ['incarceree'], 'en_cours', ['jap', 'loi'], detention),
      acte(
        'fin_surveillance',
        'Surveillance levée, suivi gardé',
        ['en_cours'],
        'sans_surveillance',
        ['jap'],
        finAvant,
        { effet: 'contenu' },
      ),
      ...rapportDeFin(['en_cours', 'sans_surveillance']),
      {
        ...acte('fin_anticipee', 'Fin anticipée', ['en_cours'], 'terminee', ['jap'], finAvant, {
          effet: 'fin',
          cause: 'anticipee',
        }),
        pasAvant: { depuis: ['debut', 'acte:mise_a_execution'], delai: moitie },
      },
      acte(
        'revocation_totale',
        'Emprisonnement pour la durée restante',
        vivants,
        'revoquee',
        ['jap'],
        sanction,
        {
          effet: 'fin',
          cause: 'inexecution',
        },
      ),
      acte(
        'conversion',
        'Conversion en travail d’intérêt général ou en jours-amende',
        ['prononcee', 'en_cours', 'suspendue'],
        'convertie',
        ['jap'],
        enAutrePeine,
        { effet: 'fin', cause: 'conversion' },
      ),
      acte(
        'fin_au_terme',
        'Fin de la peine',
        ['en_cours', 'sans_surveillance'],
        'terminee',
        ['loi'],
        peine,
        {
          effet: 'fin',
          cause: 'terme',
        },
      ),
      ...finsDeLaLoi(vivants, 'eteinte'),
    ],
  ),
}

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
