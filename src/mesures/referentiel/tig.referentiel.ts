import { aVerifier, type Dated, lu, nExistePas } from '../../platform/law.ts'
import type { Bornes, Definition, Delai, Devoir } from '../definition.rules.ts'
import { relecture } from './lectures.referentiel.ts'
import { autresRapports, rapportsDuSpip } from './rapports.referentiel.ts'
import { heuresDuSursisTig, heuresDuTig } from './tig-heures.referentiel.ts'
import {
  arret2022,
  conversion,
  machineDeTig,
  parcours,
  suites,
  suitesDuSursis,
} from './tig-parcours.referentiel.ts'
import { reglesDuTig } from './tig-regles.referentiel.ts'

const cp = 'code pénal'
const cpp = 'code de procédure pénale'

// The hours weigh; the time given to do them is that of their execution (CP 131-22).
const delaiDExecution = 'Délai pour faire les heures, non leur nombre.'
const dixHuitMois: Bornes = { unite: 'mois', min: null, max: 18 }
const delai = lu(cp, '131-22', {
  precision: 'al. 1',
  lecture: relecture('cp/131-22/2020-03-24', 'dans la limite de dix-huit mois'),
})
const delai1994 = lu(cp, '131-22', {
  precision: 'al. 1',
  lecture: relecture('cp/131-22/1994-03-01, mêmes mots depuis', 'dans la limite de dix-huit mois'),
})
const nomDe1994 = lu(cp, '131-8', {
  lecture: relecture('cp/131-8/1994-03-01', 'un travail d’intérêt général non rémunéré'),
})

const quaranteCinqJours: Delai = { jours: 45, proroge: true }
const des2009: Dated<Delai>[0] = {
  from: '2009-11-26',
  value: quaranteCinqJours,
  source: lu(cpp, '474', {
    precision: 'al. 3',
    par: 'loi 2009-1436',
    lecture: relecture(
      'cpp/474/2009-11-26',
      'supérieur à quarante-cinq jours […] assortie de l’obligation d’accomplir un travail d’intérêt général ou bien à une peine de travail d’intérêt général',
    ),
  }),
}
/**
 * From 2020 to 2024 article 474 did not name the TIG; its décret did, under the delays of that
 * article.
 */
const convocationsDuTig: Dated<Delai> = [
  des2009,
  {
    from: '2020-03-24',
    value: quaranteCinqJours,
    source: lu(cpp, 'D48-2', {
      precision: '2°',
      par: 'décret 2020-81',
      lecture: relecture(
        'cpp/D48-2/2020-03-24',
        'ou à une peine de travail d’intérêt général, conformément aux dispositions du troisième alinéa de l’article 474 […] quarante-cinq jours prévus par l’article 474',
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
        'supérieur à trente jours […] ou à une peine de travail d’intérêt général',
      ),
    }),
  },
]
const convocationsDuSursisTig: Dated<Delai> = [
  des2009,
  {
    from: '2020-03-24',
    value: nExistePas,
    source: lu(cpp, '474', {
      precision: 'al. 3',
      par: 'loi 2019-222',
      lecture: relecture(
        'cpp/474/2020-03-24',
        'à une peine d’emprisonnement assortie du sursis probatoire. Toutefois, dans cette hypothèse',
      ),
    }),
  },
]

const convocation = (kind: string, droit: Dated<Delai>): Devoir => ({
  cle: 'premiere_convocation',
  libelle: 'Première convocation au SPIP, remise à l’audience',
  enMain: 'spip',
  depuis: 'decision',
  si: 'present_et_libre',
  delai: {
    id: `${kind}.premiere_convocation`,
    catalogue: 'B10',
    libelle: 'Délai de la première convocation',
    selon: 'jugement',
    droit,
  },
  satisfaitPar: 'convocation:spip',
})

export const tig: Definition = {
  famille: 'peine',
  catalogue: 'A1',
  noms: {
    id: 'tig.nom',
    catalogue: 'A1',
    libelle: 'Nom de la mesure',
    selon: 'jugement',
    droit: [{ from: '1994-03-01', value: 'Travail d’intérêt général', source: nomDe1994 }],
  },
  mots: ['TIG', 'travaux d’intérêt général'],
  decide: [
    {
      from: '1994-03-01',
      value: ['tribunal'],
      source: lu(cp, '131-8', {
        lecture: relecture(
          'cp/131-8/1994-03-01',
          'la juridiction peut prescrire que le condamné accomplira',
        ),
      }),
    },
  ],
  duree: {
    id: 'tig.duree',
    catalogue: 'A4',
    libelle: 'Délai pour accomplir le travail',
    selon: 'jugement',
    nePesePas: delaiDExecution,
    droit: [{ from: '1994-03-01', value: dixHuitMois, source: delai1994 }],
    egip: {
      value: { unite: 'mois', min: null, max: 24 },
      charte: 'C4.4',
      choix: 'Le texte demande des délais plus longs sans donner de nombre : 24 mois.',
    },
  },
  heures: heuresDuTig,
  obligations: [
    {
      from: '2009-11-26',
      value: {
        controle: false,
        particulieres: 'cp-132-45',
        fixeesPar: ['tribunal'],
        note: 'Les mesures de contrôle sont celles de l’article 132-55. Les obligations durent dix-huit mois au plus.',
      },
      source: lu(cp, '132-55', {
        legifrance: 'LEGIARTI000021330958',
        par: 'loi 2009-1436',
        lecture: relecture(
          'cp/132-55/2009-11-26',
          'que la juridiction lui a spécialement imposées […] qui ne peut excéder dix-huit mois',
        ),
      }),
    },
    {
      from: '2020-03-24',
      value: {
        controle: true,
        particulieres: null,
        fixeesPar: [],
        note: 'Le travail lui-même est l’obligation.',
      },
      source: lu(cp, '131-22', {
        precision: 'dernier al.',
        par: 'loi 2019-222, art. 80',
        lecture: relecture(
          'cp/131-22/2020-03-24, version entière, sans renvoi à 132-45',
          'satisfaire aux mesures de contrôle déterminées à l’article 132-44',
        ),
      }),
    },
  ],
  machine: [
    { from: '2005-01-01', value: machineDeTig(...parcours(['jap']), ...suites), source: delai1994 },
    {
      from: '2020-03-24',
      value: machineDeTig(...parcours(['jap']), ...suites, conversion),
      source: delai,
    },
    {
      from: '2021-10-10',
      value: machineDeTig(...parcours(['dspip', 'jap']), ...suites, conversion),
      source: lu(cp, '131-22', {
        precision: 'al. 3',
        par: 'loi 2021-401, art. 5',
        lecture: relecture(
          'cp/131-22/2021-10-10',
          'Le directeur du service pénitentiaire d’insertion et de probation ou son représentant est compétent pour décider des modalités',
        ),
      }),
    },
    {
      from: '2022-05-01',
      value: machineDeTig(...parcours(['dspip', 'jap'], arret2022), ...suites, conversion),
      source: lu('code pénitentiaire', 'R623-11', {
        par: 'décret 2022-479',
        lecture: relecture(
          'cpen/R623-11/2022-05-01',
          'fixe, sauf décision par laquelle le juge de l’application des peines conserve sa compétence',
        ),
      }),
    },
  ],
  devoirs: [convocation('tig', convocationsDuTig), ...rapportsDuSpip('tig', 'A13')],
  regles: [...reglesDuTig, autresRapports('tig', 'A13')],
  fiche: {
    cEst: [
      'Vous travaillez sans salaire, dans un lieu utile à tous.',
      { si: 'delit', mots: 'C’est une peine à la place de la prison.' },
      { si: 'contravention', mots: 'C’est une peine pour une contravention.' },
      'Le tribunal a fixé le nombre d’heures.',
      'Il a aussi fixé le délai pour les faire : dix-huit mois au plus.',
    ],
    vousDevez: [
      'Vous faites toutes les heures, aux jours et horaires fixés.',
      'Vous respectez les règles du lieu de travail.',
    ],
    sansControle: [
      'Vous venez aux convocations du SPIP.',
      'Vous prévenez si vous changez d’adresse ou d’emploi.',
    ],
    siAbsence: [
      'Le SPIP doit le dire au juge.',
      { si: 'delit', mots: 'La prison ou l’amende fixée par le tribunal peut alors s’appliquer.' },
      'Ne pas faire les heures peut aussi être jugé comme un nouveau délit.',
    ],
    leSpip: [
      'Il cherche avec vous un travail adapté à votre vie.',
      'Son directeur, ou le juge, fixe le lieu, les tâches et les horaires.',
      'Il vérifie que le travail se passe bien.',
      'Il vous aide pour vos droits et vos démarches.',
    ],
    vosDroits: [
      'Vous pouvez garder votre emploi et faire vos heures à côté.',
      'Vous êtes couvert si vous avez un accident pendant le travail.',
      'Vous pouvez demander au juge une pause, pour une raison grave.',
      { si: 'majeur', mots: 'Vous pouvez demander des jours-amende à la place.' },
      'Vous avez dix jours pour contester un jugement du juge.',
    ],
  },
}

/**
 * Its articles 132-54 to 132-57 cease on 24 March 2020: the work is then the 21° of article 132-45.
 */
const finDuSursisTig = lu(cp, '132-54', {
  par: 'loi 2019-222, art. 80',
  lecture: relecture(
    'cp/132-54/2016-06-05, dernière version : l’article cesse le 24 mars 2020',
    'Le sursis assorti de l’obligation d’accomplir un travail d’intérêt général ne peut être ordonné',
  ),
})
export const sursisTig: Definition = {
  famille: 'peine',
  catalogue: 'A3',
  noms: {
    id: 'sursis_tig.nom',
    catalogue: 'A3',
    libelle: 'Nom de la mesure',
    selon: 'jugement',
    droit: [
      {
        from: '1994-03-01',
        value: 'Sursis assorti d’un travail d’intérêt général',
        source: lu(cp, '132-54', {
          lecture: relecture(
            'cp/132-54/1994-03-01',
            'Le sursis assorti de l’obligation d’accomplir un travail',
          ),
        }),
      },
      { from: '2020-03-24', value: nExistePas, source: finDuSursisTig },
    ],
  },
  mots: ['sursis-TIG', 'sursis TIG', 'STIG'],
  decide: [
    {
      from: '1994-03-01',
      value: ['tribunal'],
      source: lu(cp, '132-54', {
        lecture: relecture(
          'cp/132-54/1994-03-01',
          'La juridiction peut […] prévoir que le condamné accomplira',
        ),
      }),
    },
  ],
  duree: {
    id: 'sursis_tig.duree',
    catalogue: 'A4',
    libelle: 'Délai pour accomplir le travail',
    selon: 'jugement',
    nePesePas: delaiDExecution,
    droit: [
      {
        from: '1994-03-01',
        value: dixHuitMois,
        source: lu(cp, '131-22', {
          precision: 'al. 1, par le renvoi de 132-54',
          lecture: relecture(
            'cp/131-22/1994-03-01 ; 132-54 : « régies par les dispositions des articles 131-22 à 131-24 »',
            'dans la limite de dix-huit mois',
          ),
        }),
      },
      { from: '2020-03-24', value: nExistePas, source: finDuSursisTig },
    ],
  },
  heures: heuresDuSursisTig,
  obligations: [
    {
      from: '2009-11-26',
      value: {
        controle: false,
        particulieres: 'cp-132-45',
        fixeesPar: ['tribunal'],
        note: 'Les mesures de contrôle sont celles de l’article 132-55. Les obligations durent dix-huit mois au plus.',
      },
      source: lu(cp, '132-54', {
        precision: 'al. 2',
        par: 'loi 2009-1436',
        lecture: relecture(
          'cp/132-54/2009-11-26',
          'obligations prévues à l’article 132-45 pour une durée qui ne peut excéder dix-huit mois',
        ),
      }),
    },
  ],
  machine: [
    {
      from: '2005-01-01',
      value: machineDeTig(...parcours(['jap']), ...suitesDuSursis),
      source: delai1994,
    },
    {
      from: '2020-03-24',
      value: machineDeTig(...parcours(['jap']), ...suitesDuSursis, conversion),
      source: delai,
    },
    {
      from: '2021-10-10',
      value: machineDeTig(...parcours(['dspip', 'jap']), ...suitesDuSursis, conversion),
      source: aVerifier(cp, '131-22', {
        precision: 'al. 3',
        raison:
          'aucun texte lu ne dit si la compétence du directeur du SPIP vaut pour un sursis-TIG d’avant le 24 mars 2020',
        verifieLe: '2026-11-29',
      }),
    },
    {
      from: '2022-05-01',
      value: machineDeTig(...parcours(['dspip', 'jap'], arret2022), ...suitesDuSursis, conversion),
      source: aVerifier('code pénitentiaire', 'R623-11', {
        raison:
          'aucun texte lu ne dit si la compétence du directeur du SPIP vaut pour un sursis-TIG d’avant le 24 mars 2020',
        verifieLe: '2026-11-29',
      }),
    },
  ],
  devoirs: [
    convocation('sursis_tig', convocationsDuSursisTig),
    ...rapportsDuSpip('sursis_tig', 'A13'),
  ],
  regles: [
    {
      id: 'sursis_tig.non_avenue',
      catalogue: 'A3',
      libelle: 'Effet de l’accomplissement',
      selon: 'jugement',
      droit: [
        {
          from: '2009-11-26',
          value:
            'Dès la dernière heure, la condamnation est non avenue, sauf si le tribunal a ajouté des obligations qui durent encore.',
          source: lu(cp, '132-54', {
            precision: 'al. 4',
            par: 'loi 2009-1436',
            lecture: relecture(
              'cp/132-54/2009-11-26',
              'Dès l’accomplissement de la totalité du travail d’intérêt général, la condamnation est considérée comme non avenue sauf',
            ),
          }),
        },
        { from: '2020-03-24', value: nExistePas, source: finDuSursisTig },
      ],
    },
    {
      id: 'sursis_tig.consentement',
      catalogue: 'A6',
      libelle: 'Accord de la personne',
      selon: 'jugement',
      droit: [
        {
          from: '2009-11-26',
          value:
            'Le sursis n’est pas ordonné si le prévenu le refuse ou n’est pas présent à l’audience.',
          source: lu(cp, '132-54', {
            precision: 'al. 3',
            lecture: relecture(
              'cp/132-54/2009-11-26, mêmes mots depuis 1994',
              'lorsque le prévenu le refuse ou n’est pas présent à l’audience',
            ),
          }),
        },
        {
          from: '2016-06-05',
          value:
            'Le prévenu présent peut refuser ; absent, il donne son accord par écrit et son avocat le représente.',
          source: lu(cp, '132-54', {
            precision: 'al. 3',
            par: 'loi 2016-731',
            lecture: relecture(
              'cp/132-54/2016-06-05',
              'a fait connaître par écrit son accord et qu’il est représenté par son avocat',
            ),
          }),
        },
        { from: '2020-03-24', value: nExistePas, source: finDuSursisTig },
      ],
    },
  ],
  fiche: {
    cEst: [
      'Vous avez une peine de prison avec sursis.',
      'Vous devez aussi faire un travail sans salaire, utile à tous.',
      'Cette peine n’existe plus : elle vaut encore pour vous.',
    ],
    vousDevez: [
      'Vous venez aux convocations du SPIP.',
      'Vous faites toutes les heures dans le délai du jugement.',
      'Vous suivez les obligations écrites dans le jugement.',
      'Si vous ne le faites pas, le sursis peut être retiré.',
    ],
    siAbsence: ['Le SPIP doit le dire au juge.', 'Le juge peut vous envoyer en prison.'],
    leSpip: [
      'Il cherche avec vous un lieu de travail.',
      'Il vérifie que le travail se passe bien.',
      'Il vous aide pour vos démarches.',
    ],
    vosDroits: [
      'Vous pouvez garder votre emploi.',
      'Vous pouvez demander au juge une pause, pour une raison grave.',
      'Vous pouvez demander à changer de peine.',
      'Quand tout est accompli, la condamnation ne compte plus.',
    ],
  },
}
