import { aVerifier, type HorsFaits, lu, nExistePas, type Regle } from '../../platform/law.ts'
import type { Definition } from '../definition.rules.ts'
import type { Machine, Transition } from '../machine.rules.ts'
import { finsDeLaLoi } from './amenagements-communs.referentiel.ts'
import { premiereLecture, relecture } from './lectures.referentiel.ts'

const cp = 'code pénal'
const cpp = 'code de procédure pénale'
const vivants = ['en_examen', 'execution_suspendue']

const ancien = (mots: string) =>
  lu(cp, '132-57', {
    par: 'loi 2004-204',
    lecture: relecture('cp/132-57/2005-01-01, mêmes mots jusqu’en 2020', mots),
  })
const sursisTig = ancien(
  'ordonner qu’il sera sursis à l’exécution de cette peine et que le condamné accomplira […] un travail d’intérêt général',
)
const joursAmende = ancien(
  'peut également décider que le condamné effectuera une peine de jours-amende',
)
const nouveau = (mots: string) =>
  lu(cpp, '747-1', {
    par: 'loi 2019-222, art. 85',
    lecture: relecture('cpp/747-1/2020-03-24', mots),
  })
const conversion2020 = nouveau(
  'ordonner […] la conversion de cette peine en peine de détention à domicile sous surveillance électronique, en peine de travail d’intérêt général, en peine de jours-amende ou en un emprisonnement assorti d’un sursis probatoire renforcé',
)
const conversion2024 = lu(cpp, '747-1', {
  par: 'loi 2023-1059, art. 24',
  lecture: relecture(
    'cpp/747-1/2024-09-30',
    'y compris si elle fait l’objet d’un aménagement […] un sursis probatoire comportant nécessairement l’obligation d’accomplir un travail d’intérêt général',
  ),
})
const debat = lu(cpp, '712-6', {
  precision: 'al. 1',
  par: 'loi 2004-204',
  lecture: relecture(
    'cpp/712-6/2005-01-01 ; 747-1 et 747-2 y renvoient',
    'à l’issue d’un débat contradictoire tenu en chambre du conseil',
  ),
})
/**
 * From the day that he is seised the judge may suspend the execution of the sentence: since 2005
 * (747-2), then by 747-1.
 */
const suspendre = (source: Transition['source']): Transition => ({
  acte: 'suspension_execution',
  libelle: 'Exécution de la peine suspendue jusqu’à la décision',
  de: ['en_examen'],
  vers: 'execution_suspendue',
  auteurs: ['jap'],
  source,
})
const suspension2005 = lu(cpp, '747-2', {
  precision: 'al. 2',
  par: 'loi 2004-204',
  lecture: relecture(
    'cpp/747-2/2005-01-01',
    'Dès sa saisine, le juge de l’application des peines peut ordonner la suspension de l’exécution de la peine',
  ),
})
const suspension2020 = nouveau(
  'Dès sa saisine, le juge de l’application des peines peut ordonner la suspension de l’exécution de la peine',
)

const decider = (acte: string, libelle: string, source: Transition['source']): Transition => ({
  acte,
  libelle,
  de: vivants,
  vers: 'convertie',
  auteurs: ['jap'],
  effet: 'fin',
  cause: 'conversion',
  source,
})
const machine = (...decisions: Transition[]): Machine => ({
  initial: 'en_examen',
  etats: {
    en_examen: { libelle: 'Demande ou saisine en examen' },
    execution_suspendue: { libelle: 'En examen, exécution de la peine suspendue' },
    convertie: { libelle: 'Peine convertie', fin: true },
    rejetee: { libelle: 'Conversion refusée', fin: true },
    sans_objet: { libelle: 'Sans objet', fin: true },
  },
  transitions: [
    ...vivants.map(
      (etat): Transition => ({
        acte: 'debat',
        libelle: 'Débat contradictoire tenu',
        de: [etat],
        vers: etat,
        auteurs: ['jap'],
        fait: true,
        source: debat,
      }),
    ),
    ...decisions,
    {
      acte: 'rejet',
      libelle: 'Conversion refusée',
      de: vivants,
      vers: 'rejetee',
      auteurs: ['jap'],
      effet: 'fin',
      cause: 'decision',
      source: debat,
    },
    {
      acte: 'desistement',
      libelle: 'Demande retirée',
      de: vivants,
      vers: 'sans_objet',
      auteurs: ['personne'],
      effet: 'fin',
      cause: 'autre',
      source: aVerifier(cpp, 'D49-11', {
        raison:
          'article lu en entier : il règle la demande, non son retrait ; aucun texte lu ne le règle',
        verifieLe: '2026-11-29',
      }),
    },
    ...finsDeLaLoi(vivants, 'sans_objet'),
  ],
})

const depuis2020 = (source: Transition['source']): Transition[] => [
  decider('conversion_tig', 'Convertie en travail d’intérêt général', source),
  decider('conversion_ddse', 'Convertie en détention à domicile', source),
  decider('conversion_jours_amende', 'Convertie en jours-amende', source),
  decider('conversion_sursis_renforce', 'Convertie en sursis probatoire renforcé', source),
]

const regle = (
  id: string,
  libelle: string,
  droit: Regle<string>['droit'],
  selon: HorsFaits = 'execution',
): Regle<string> => ({
  id: `conversion_747_1.${id}`,
  catalogue: 'A20',
  libelle,
  selon,
  droit,
})

export const conversion7471: Definition = {
  famille: 'procedure',
  catalogue: 'A20',
  noms: {
    id: 'conversion_747_1.nom',
    catalogue: 'A20',
    libelle: 'Nom de la procédure',
    selon: 'jugement',
    droit: [
      {
        from: '2005-01-01',
        value: 'Conversion d’une peine de six mois au plus',
        source: ancien('comportant une peine d’emprisonnement ferme de six mois au plus'),
      },
      { from: '2020-03-24', value: 'Conversion de peine', source: conversion2020 },
    ],
  },
  mots: ['conversion', '747-1', '132-57'],
  decide: [
    {
      from: '2005-01-01',
      value: ['jap'],
      source: ancien(
        'le juge de l’application des peines peut, lorsque cette condamnation n’est plus susceptible',
      ),
    },
    {
      from: '2020-03-24',
      value: ['jap'],
      source: nouveau('le juge de l’application des peines peut, avant la mise à exécution'),
    },
  ],
  duree: {
    id: 'conversion_747_1.duree',
    catalogue: 'A20',
    libelle: 'Durée : la procédure n’en a pas',
    selon: 'jugement',
    droit: [
      { from: '2005-01-01', value: { unite: 'mois', min: null, max: null }, source: sursisTig },
    ],
  },
  heures: {
    id: 'conversion_747_1.heures',
    catalogue: 'A20',
    libelle: 'Heures, si la peine devient un travail d’intérêt général',
    selon: 'faits',
    plusDoux: 'moins',
    droit: [
      {
        from: '2005-01-01',
        value: { unite: 'heures', min: 40, max: 210 },
        source: ancien('inférieure à quarante heures ni supérieure à deux cent-dix heures'),
      },
      {
        from: '2009-11-26',
        value: { unite: 'heures', min: 20, max: 210 },
        source: lu(cp, '132-57', {
          par: 'loi 2009-1436',
          legifrance: 'LEGIARTI000021330952',
          lecture: relecture(
            'cp/132-57/2009-11-26',
            'pour une durée de vingt à deux cent dix heures',
          ),
        }),
      },
      {
        from: '2014-10-01',
        value: { unite: 'heures', min: 20, max: 280 },
        source: lu(cp, '132-57', {
          par: 'loi 2014-896',
          lecture: relecture(
            'cp/132-57/2014-10-01',
            'pour une durée de vingt à deux cent quatre-vingts heures',
          ),
        }),
      },
      {
        from: '2020-03-24',
        value: { unite: 'heures', min: 20, max: 400 },
        source: lu(cp, '131-8', {
          precision: 'al. 1, peine en laquelle 747-1 convertit',
          par: 'loi 2019-222',
          lecture: relecture(
            'cp/131-8/2019-03-25 ; 747-1 : « en peine de travail d’intérêt général »',
            'de vingt à quatre cents heures',
          ),
        }),
      },
    ],
    egip: {
      value: { unite: 'heures', min: 20, max: 210 },
      charte: 'C4.2',
      choix: 'Le texte ne donne pas de nombre : 210 heures, dernier maximum avant la loi de 2014.',
    },
  },
  obligations: [{ from: '2005-01-01', value: nExistePas, source: sursisTig }],
  machine: [
    {
      from: '2005-01-01',
      value: machine(
        suspendre(suspension2005),
        decider(
          'conversion_sursis_tig',
          'Convertie en sursis avec travail d’intérêt général',
          sursisTig,
        ),
        decider('conversion_jours_amende', 'Convertie en jours-amende', joursAmende),
      ),
      source: sursisTig,
    },
    {
      from: '2020-03-24',
      value: machine(suspendre(suspension2020), ...depuis2020(conversion2020)),
      source: conversion2020,
    },
    {
      from: '2024-09-30',
      value: machine(
        suspendre(suspension2020),
        ...depuis2020(conversion2024),
        decider(
          'conversion_sursis_probatoire_tig',
          'Convertie en sursis probatoire avec travail d’intérêt général',
          conversion2024,
        ),
      ),
      source: conversion2024,
    },
  ],
  devoirs: [
    {
      cle: 'debat',
      libelle: 'Débat contradictoire sur la demande',
      enMain: 'jap',
      depuis: 'debut',
      delai: {
        id: 'conversion_747_1.debat',
        catalogue: 'A20',
        libelle: 'Le débat a lieu au plus tard le quatrième mois après la demande',
        selon: 'execution',
        droit: [
          {
            from: '2005-01-01',
            value: { mois: 4, proroge: true },
            source: lu(cpp, 'D49-33', {
              precision: 'al. 1',
              lecture: relecture(
                'cpp/D49-33/2005-01-01, mêmes mots en 2019',
                'au plus tard le quatrième mois suivant le dépôt de la demande',
              ),
            }),
          },
        ],
      },
      satisfaitPar: 'acte:debat',
    },
  ],
  regles: [
    regle('seuil', 'Peines qui peuvent être converties', [
      {
        from: '2005-01-01',
        value: 'Délit de droit commun, condamnation définitive, prison ferme de six mois au plus.',
        source: ancien(
          'pour un délit de droit commun comportant une peine d’emprisonnement ferme de six mois au plus',
        ),
      },
      {
        from: '2009-11-26',
        value:
          'Délit de droit commun, condamnation définitive, prison ferme de six mois au plus ; aussi la partie ferme d’un sursis partiel et le sursis révoqué.',
        source: lu(cp, '132-57', {
          precision: 'al. 1 à 3',
          par: 'loi 2009-1436',
          lecture: relecture(
            'cp/132-57/2009-11-26',
            'de six mois au plus […] la partie ferme de la peine est inférieure ou égale à six mois […] résultant de la révocation d’un sursis',
          ),
        }),
      },
      {
        from: '2020-03-24',
        value:
          'Délit, condamnation définitive, prison ferme ou partie ferme de six mois au plus, aussi après la révocation d’un sursis.',
        source: nouveau(
          'ou dont la partie ferme est inférieure ou égale à six mois, y compris si cette peine résulte de la révocation d’un sursis',
        ),
      },
      {
        from: '2024-09-30',
        value:
          'Délit, condamnation définitive, prison ferme ou partie ferme de six mois au plus, aussi après la révocation d’un sursis ou quand la peine est aménagée.',
        source: conversion2024,
      },
    ]),
    regle('plusieurs_peines', 'Plusieurs peines', [
      {
        from: '2014-01-01',
        value: 'La durée totale ne dépasse pas six mois.',
        source: lu(cp, '132-57', {
          precision: 'al. 1',
          lecture: premiereLecture(
            'Cass. crim., 3 septembre 2014, 13-80.045, résumé (net-iris, legibase)',
          ),
        }),
      },
    ]),
    regle('accord', 'Accord pour le travail d’intérêt général', [
      {
        from: '2005-01-01',
        value: 'Informée du droit de refuser, la personne déclare expressément y renoncer.',
        source: lu(cpp, '747-2', {
          precision: 'al. 3',
          par: 'loi 2004-204',
          lecture: relecture(
            'cpp/747-2/2005-01-01',
            'que si, après avoir été informé du droit de refuser […] le condamné a expressément déclaré renoncer',
          ),
        }),
      },
      {
        from: '2020-03-24',
        value: 'Informée du droit de refuser, la personne déclare expressément y renoncer.',
        source: nouveau(
          'que si, après avoir été informé du droit de refuser […] le condamné a expressément déclaré renoncer',
        ),
      },
    ]),
    regle('quantum', 'Ce que devient la durée', [
      { from: '2005-01-01', value: nExistePas, source: joursAmende },
      {
        from: '2020-03-24',
        value:
          'Détention à domicile : même durée que la prison ou son reste. Jours-amende : autant de jours. Travail non fait : la prison peut être exécutée.',
        source: nouveau(
          'est égale à celle de la peine d’emprisonnement prononcée ou du reliquat […] peut être mis à exécution par le juge en l’absence d’accomplissement du travail […] le nombre de jours est égal',
        ),
      },
    ]),
    regle('pas_une_condamnation', 'Effet sur un sursis en cours', [
      {
        from: '2010-10-29',
        value: 'La conversion de la partie ferme ne compte pas comme une nouvelle condamnation.',
        source: lu(cpp, 'D545', {
          par: 'décret 2010-1276',
          lecture: relecture(
            'cpp/D545/2010-10-29',
            'ne constitue pas une seconde condamnation au sens de l’article 132-53',
          ),
        }),
      },
      {
        from: '2012-01-01',
        value: 'La conversion de la partie ferme ne compte pas comme une nouvelle condamnation.',
        source: lu(cpp, 'D547', {
          par: 'décret 2011-1986',
          lecture: relecture(
            'cpp/D547/2012-01-01, mêmes mots en 2020',
            'ne constitue pas une seconde condamnation au sens de l’article 132-53',
          ),
        }),
      },
    ]),
    regle('autres_conversions', 'Conversion d’une autre peine', [
      {
        from: '2005-01-01',
        value:
          'Le JAP peut remplacer par des jours-amende un sursis-TIG (747-1-1) ou un travail d’intérêt général (733-1).',
        source: lu(cpp, '747-1-1', {
          par: 'loi 2004-204',
          lecture: relecture(
            'cpp/747-1-1/2005-01-01 ; 733-1 de même',
            'substituer au sursis assorti de l’obligation d’accomplir un travail d’intérêt général une peine de jours-amende',
          ),
        }),
      },
      {
        from: '2014-10-01',
        value:
          'Le JAP peut remplacer un sursis-TIG ou un travail d’intérêt général par des jours-amende, et des jours-amende par un sursis-TIG.',
        source: lu(cpp, '747-1-2', {
          par: 'loi 2014-896',
          lecture: relecture('cpp/747-1-2/2014-10-01', 'substituer à une peine de jours-amende'),
        }),
      },
      {
        from: '2020-03-24',
        value:
          'Si la situation a changé, le JAP convertit entre eux le travail d’intérêt général, seul ou dans un sursis probatoire, la détention à domicile et les jours-amende.',
        source: lu(cpp, '747-1-1', {
          par: 'loi 2019-222, art. 85',
          legifrance: 'LEGIARTI000038313934',
          lecture: relecture(
            'cpp/747-1-1/2020-03-24',
            'En cas de modification de la situation […] 1° De convertir la peine de travail d’intérêt général ou la peine de sursis probatoire comportant […] 3° De convertir une peine de jours-amende',
          ),
        }),
      },
      {
        from: '2024-09-30',
        value:
          'Si la situation a changé, le JAP convertit entre eux le travail d’intérêt général, seul ou dans un sursis probatoire, la détention à domicile et les jours-amende. À la demande de la personne, une amende de 7 500 euros au plus devient un travail d’intérêt général.',
        source: lu(cpp, '747-1-1', {
          par: 'loi 2023-1059, art. 24',
          lecture: relecture(
            'cpp/747-1-1/2024-09-30',
            '4° De convertir une peine d’amende inférieure ou égale à 7 500 euros et prononcée à titre principal en matière correctionnelle en une peine de travail d’intérêt général',
          ),
        }),
      },
    ]),
    regle('appel', 'Appel', [
      {
        from: '2005-01-01',
        value: 'Dix jours à compter de la notification du jugement.',
        source: lu(cpp, '712-11', {
          precision: '2°',
          par: 'loi 2004-204',
          lecture: relecture(
            'cpp/712-11/2005-01-01, même délai depuis',
            'dix jours s’agissant des jugements mentionnés aux articles 712-6',
          ),
        }),
      },
    ]),
  ],
  fiche: {
    cEst: [
      'Vous avez une courte peine de prison, ou une peine devenue impossible à faire.',
      'Un juge peut la changer en une autre peine.',
      'Par exemple : un travail sans salaire, ou le bracelet à domicile.',
    ],
    vousDevez: [
      'Vous venez devant le juge le jour dit.',
      'Vous apportez vos papiers : adresse, travail, famille, santé.',
      'Ensuite, vous suivez la nouvelle peine.',
      'Si vous ne la suivez pas, la prison peut revenir.',
    ],
    siAbsence: ['Le juge peut décider en votre absence.', 'La peine de prison reste possible.'],
    leSpip: [
      'Il vous reçoit et écoute votre projet.',
      'Il écrit au juge ce qui est possible.',
      'Il vous aide à préparer vos papiers.',
    ],
    vosDroits: [
      'Vous pouvez demander la conversion vous-même.',
      'Vous pouvez refuser le travail d’intérêt général.',
      'Un avocat peut vous aider.',
      'Vous avez dix jours pour contester la décision.',
    ],
  },
}
