import { aVerifier, type Dated, lu, nExistePas, type Regle } from '../../platform/law.ts'
import type { Definition } from '../definition.rules.ts'
import type { Machine, Transition } from '../machine.rules.ts'
import { finsDeLaLoi } from './amenagements-communs.referentiel.ts'
import { relecture } from './lectures.referentiel.ts'

const cp = 'code pénal'
const citoyennete = (mots: string) =>
  lu(cp, '131-5-1', {
    par: 'loi 2004-204',
    lecture: relecture('cp/131-5-1/2004-10-01, mêmes mots jusqu’en 2020', mots),
  })
const stageDeCitoyennete = citoyennete(
  'prescrire que le condamné devra accomplir un stage de citoyenneté',
)
const unifie = (precision: string, mots: string) =>
  lu(cp, '131-5-1', {
    precision,
    par: 'loi 2019-222',
    lecture: relecture('cp/131-5-1/2020-03-24', mots),
  })
const peineDeStage = unifie(
  'al. 1',
  'un stage dont elle précise la nature, les modalités et le contenu',
)
const sixMois = unifie(
  'al. 3',
  'dans un délai de six mois à compter de la date à laquelle la condamnation est définitive, sauf impossibilité',
)
const regle = (id: string, libelle: string, droit: Dated<string>): Regle<string> => ({
  id: `stage.${id}`,
  catalogue: 'B16',
  libelle,
  selon: 'execution',
  droit,
})

const report: Transition = {
  acte: 'report',
  libelle: 'Impossibilité : nouveau délai d’exécution',
  de: ['en_cours'],
  vers: 'en_cours',
  auteurs: ['parquet', 'jap'],
  effet: 'prolonge',
  total: null,
  source: aVerifier(cp, '131-5-1', {
    precision: 'al. 3',
    raison: 'réserve de l’impossibilité lue ; aucun texte lu ne dit qui la constate',
    verifieLe: '2026-11-29',
  }),
}
const deroulement = (...autres: Transition[]): Machine => ({
  initial: 'en_cours',
  etats: {
    en_cours: { libelle: 'Stage à accomplir' },
    executee: { libelle: 'Stage accompli', fin: true },
    inexecutee: { libelle: 'Peine fixée mise à exécution', fin: true },
    terminee: { libelle: 'Terminé', fin: true },
  },
  transitions: [
    ...autres,
    {
      acte: 'execution',
      libelle: 'Stage accompli : attestation de fin de stage',
      de: ['en_cours'],
      vers: 'executee',
      auteurs: ['spip', 'parquet', 'structure'],
      effet: 'fin',
      cause: 'execution',
      source: lu(cp, 'R131-40', {
        par: 'décret 2004-1021',
        lecture: relecture(
          'cp/R131-40/2004-09-29',
          'Une attestation de fin de stage est délivrée au condamné, qui l’adresse à la personne ou au service chargé',
        ),
      }),
    },
    {
      acte: 'inexecution',
      libelle: 'Mise à exécution de la peine fixée pour l’inexécution',
      de: ['en_cours'],
      vers: 'inexecutee',
      auteurs: ['jap'],
      effet: 'fin',
      cause: 'inexecution',
      source: lu(cp, '131-9', {
        precision: 'al. 2',
        par: 'loi 2004-204',
        lecture: relecture(
          'cp/131-9/2004-10-01, mêmes mots depuis',
          'prévues par les articles 131-5-1, 131-6 ou 131-8 […] dont le juge de l’application des peines pourra ordonner la mise à exécution',
        ),
      }),
    },
    ...finsDeLaLoi(['en_cours'], 'terminee'),
  ],
})

/**
 * The months are those of the execution; the stage itself lasts one month at most (rule «
 * duree_du_stage »).
 */
export const stage: Definition = {
  famille: 'peine',
  catalogue: 'B16',
  noms: {
    id: 'stage.nom',
    catalogue: 'B16',
    libelle: 'Nom de la peine',
    selon: 'jugement',
    droit: [
      {
        from: '2004-10-01',
        value: 'Stage de citoyenneté',
        source: stageDeCitoyennete,
      },
      { from: '2020-03-24', value: 'Peine de stage', source: peineDeStage },
    ],
  },
  mots: [
    'stage',
    'stage de citoyenneté',
    'stage de responsabilisation',
    'stage de sensibilisation',
  ],
  decide: [
    {
      from: '2004-10-01',
      value: ['tribunal'],
      source: citoyennete('la juridiction peut, à la place de l’emprisonnement, prescrire'),
    },
    {
      from: '2020-03-24',
      value: ['tribunal'],
      source: unifie(
        'al. 1',
        'la juridiction peut, à la place ou en même temps que l’emprisonnement, prescrire',
      ),
    },
  ],
  duree: {
    id: 'stage.duree',
    catalogue: 'B16',
    libelle: 'Délai d’exécution, à compter du caractère définitif de la condamnation',
    selon: 'jugement',
    nePesePas: 'Délai pour faire le stage, non sa durée.',
    droit: [
      {
        from: '2004-10-01',
        value: { unite: 'mois', min: null, max: null },
        source: stageDeCitoyennete,
      },
      { from: '2020-03-24', value: { unite: 'mois', min: null, max: 6 }, source: sixMois },
    ],
  },
  obligations: [
    {
      from: '2004-10-01',
      value: { controle: false, particulieres: null, fixeesPar: ['tribunal'] },
      source: stageDeCitoyennete,
    },
  ],
  machine: [
    { from: '2004-10-01', value: deroulement(), source: stageDeCitoyennete },
    // No delay of the law before 2020, so nothing to put off.
    { from: '2020-03-24', value: deroulement(report), source: peineDeStage },
  ],
  devoirs: [
    {
      cle: 'execution',
      libelle: 'Stage accompli dans les six mois',
      enMain: 'spip',
      depuis: 'debut',
      delai: {
        id: 'stage.execution',
        catalogue: 'B16',
        libelle: 'Exécution du stage, sauf impossibilité',
        selon: 'jugement',
        droit: [
          { from: '2004-10-01', value: nExistePas, source: stageDeCitoyennete },
          { from: '2020-03-24', value: { mois: 6 }, source: sixMois },
        ],
      },
      satisfaitPar: 'acte:execution',
    },
  ],
  regles: [
    regle('duree_du_stage', 'Durée du stage', [
      {
        from: '2004-09-29',
        value: 'Un mois au plus, fixé par décret ; six heures par jour au plus.',
        source: lu(cp, 'R131-36', {
          par: 'décret 2004-1021',
          lecture: relecture(
            'cp/R131-36/2004-09-29',
            'Elle ne peut excéder un mois. La durée journalière de formation effective ne peut excéder six heures.',
          ),
        }),
      },
      {
        from: '2020-03-24',
        value: 'Un mois au plus.',
        source: unifie('al. 1', 'pendant une durée ne pouvant excéder un mois'),
      },
    ]),
    regle('cout', 'Coût du stage', [
      {
        from: '2004-10-01',
        value:
          'La juridiction précise s’il est aux frais du condamné ; au plus le montant des amendes de la 3e classe.',
        source: citoyennete(
          'La juridiction précise si ce stage, dont le coût ne peut excéder celui des amendes contraventionnelles de la 3e classe',
        ),
      },
      {
        from: '2020-03-24',
        value:
          'Aux frais du condamné, sauf décision contraire ; au plus le montant des amendes contraventionnelles de la 3e classe.',
        source: unifie(
          'al. 2',
          'Sauf décision contraire de la juridiction […] est effectué aux frais du condamné',
        ),
      },
    ]),
    regle('cumul', 'Avec l’emprisonnement', [
      {
        from: '2004-10-01',
        value: 'À la place de l’emprisonnement.',
        source: citoyennete('à la place de l’emprisonnement, prescrire'),
      },
      {
        from: '2020-03-24',
        value: 'À la place ou en même temps que l’emprisonnement.',
        source: unifie('al. 1', 'à la place ou en même temps que l’emprisonnement'),
      },
    ]),
    regle('accord', 'Accord de la personne', [
      {
        from: '2004-10-01',
        value: 'Pas de stage si la personne le refuse ou n’est pas présente à l’audience.',
        source: citoyennete(
          'ne peut être prononcée contre le prévenu qui la refuse ou n’est pas présent à l’audience',
        ),
      },
      {
        from: '2016-06-05',
        value:
          'Pas de stage si la personne le refuse ; absente, elle donne son accord par écrit et son avocat la représente.',
        source: lu(cp, '131-5-1', {
          par: 'loi 2016-731',
          lecture: relecture(
            'cp/131-5-1/2016-06-05',
            'a fait connaître par écrit son accord et qu’il est représenté par son avocat',
          ),
        }),
      },
      {
        from: '2020-03-24',
        value: nExistePas,
        source: lu(cp, '131-5-1', {
          par: 'loi 2019-222',
          lecture: relecture(
            'cp/131-5-1/2020-03-24, version entière, sans cette réserve',
            'Sauf décision contraire de la juridiction',
          ),
        }),
      },
    ]),
    regle('stages', 'Stages possibles', [
      { from: '2004-10-01', value: 'Stage de citoyenneté.', source: stageDeCitoyennete },
      {
        from: '2020-03-24',
        value:
          'Citoyenneté, route, stupéfiants, violences dans le couple, achat d’actes sexuels, responsabilité parentale, égalité.',
        source: unifie(
          '1° à 7°',
          '1° Le stage de citoyenneté […] 7° Le stage de lutte contre le sexisme et de sensibilisation à l’égalité',
        ),
      },
      {
        from: '2021-12-02',
        value: 'Les sept stages de 2020 ; maltraitance animale.',
        source: lu(cp, '131-5-1', {
          precision: '8°',
          par: 'loi 2021-1539',
          lecture: relecture(
            'cp/131-5-1/2021-12-02',
            '8° Le stage de sensibilisation à la prévention et à la lutte contre la maltraitance animale',
          ),
        }),
      },
      {
        from: '2024-05-23',
        value: 'Les huit stages de 2021 ; respect des personnes dans l’espace numérique.',
        source: lu(cp, '131-5-1', {
          precision: '9°',
          par: 'loi 2024-449',
          lecture: relecture(
            'cp/131-5-1/2024-05-23',
            '9° Le stage de sensibilisation au respect des personnes dans l’espace numérique',
          ),
        }),
      },
    ]),
    regle('controle', 'Qui contrôle le stage', [
      {
        from: '2004-09-29',
        value: 'Le délégué du procureur ; ou le SPIP.',
        source: lu(cp, 'R131-37', {
          par: 'décret 2004-1021',
          lecture: relecture(
            'cp/R131-37/2004-09-29, mêmes mots depuis',
            'sous le contrôle du délégué du procureur de la République […] également être mis en oeuvre sous le contrôle du service pénitentiaire',
          ),
        }),
      },
      {
        from: '2022-05-01',
        value:
          'Lorsque le SPIP contrôle le stage, il reçoit la personne et l’informe des objectifs et des suites d’un manquement.',
        source: lu('code pénitentiaire', 'R624-3', {
          par: 'décret 2022-479',
          lecture: relecture(
            'cpen/R624-3/2022-05-01',
            'ce dernier reçoit la personne condamnée et lui délivre des informations relatives aux objectifs du stage et aux conséquences',
          ),
        }),
      },
    ]),
    regle('delit', 'Inexécution sans peine fixée d’avance', [
      {
        from: '2004-10-01',
        value: 'Délit : deux ans d’emprisonnement et 30 000 € d’amende.',
        source: lu(cp, '434-41', {
          par: 'loi 2004-204',
          lecture: relecture(
            'cp/434-41/2004-10-01, mêmes mots depuis',
            'punie de deux ans d’emprisonnement […] accomplir un stage',
          ),
        }),
      },
    ]),
  ],
  fiche: {
    cEst: [
      'C’est une peine.',
      'Vous suivez une formation courte, un mois au plus.',
      'Le sujet du stage est écrit dans le jugement.',
    ],
    vousDevez: [
      'Vous faites le stage dans le délai qui vous est donné.',
      'Vous venez à toutes les séances.',
      'Vous payez le stage, sauf si le jugement dit autre chose.',
      'Vous donnez l’attestation de fin de stage.',
    ],
    siAbsence: [
      'Le stage n’est pas fait.',
      'La prison ou l’amende fixée par le tribunal peut alors s’appliquer.',
    ],
    leSpip: [
      'Il peut vous recevoir et organiser le stage.',
      'Il vous explique le but du stage.',
      'Il reçoit votre attestation.',
    ],
    vosDroits: [
      'Si vous ne pouvez pas venir, dites-le tout de suite.',
      'Demandez de l’aide si le prix est trop haut.',
      'Sans stage, vous pouvez avoir une autre peine.',
    ],
  },
}
