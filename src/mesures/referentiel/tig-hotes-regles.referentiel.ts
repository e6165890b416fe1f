import { aVerifier, type Dated, inconnu, lu, nExistePas, type Regle } from '../../platform/law.ts'
import { relecture } from './lectures.referentiel.ts'
import { lue } from './tig-hotes.referentiel.ts'

const cp = 'code pénal'
const mineurs = 'code de la justice pénale des mineurs'

const regle = (
  id: string,
  catalogue: string,
  libelle: string,
  droit: Dated<string>,
): Regle<string> => ({
  id: `tig_hotes.${id}`,
  catalogue,
  libelle,
  selon: 'execution',
  droit,
})
type Ligne = readonly [article: string, version: string, value: string, mots: string]
/** A rule whose every version was read in its own text. */
const lignes = (
  id: string,
  catalogue: string,
  libelle: string,
  premiere: Ligne,
  ...suite: Ligne[]
): Regle<string> => {
  const version = ([article, from, value, mots]: Ligne) => ({
    from: from as Dated<string>[0]['from'],
    value,
    source: lue(article, from, mots),
  })
  return regle(id, catalogue, libelle, [version(premiere), ...suite.map(version)])
}

const habilitation: readonly Regle<string>[] = [
  lignes(
    'habilite',
    'A8',
    'Qui habilite',
    [
      'R131-13',
      '1994-03-01',
      'L’assemblée générale des magistrats du tribunal habilite l’organisme privé, sur le rapport du JAP.',
      'L’assemblée générale des magistrats du siège et du parquet du tribunal statue sur la demande d’habilitation, après rapport du juge de l’application des peines',
    ],
    [
      'R131-13',
      '2010-06-21',
      'Le JAP du ressort habilite l’organisme privé.',
      'le juge de l’application des peines statue sur celle-ci',
    ],
    [
      'R*131-11-2',
      '2021-12-24',
      'Le directeur du SPIP du département habilite l’organisme privé.',
      'est délivrée par le directeur du service pénitentiaire d’insertion et de probation du département',
    ],
    [
      'R*623-1',
      '2022-05-01',
      'Le directeur du SPIP du département habilite l’organisme privé.',
      'est délivrée par le directeur du service pénitentiaire d’insertion et de probation du département',
    ],
  ),
  lignes(
    'habilitation_nationale',
    'A8',
    'Organisme présent sur tout le territoire',
    [
      'R131-16-1',
      '2011-10-20',
      'Le ministre de la justice peut habiliter l’association ou la personne privée chargée d’une mission de service public, pour cinq ans et pour tout le territoire.',
      'peut être délivrée par le ministre de la justice […] pour une durée de cinq ans et pour l’ensemble du territoire national',
    ],
    [
      'R623-6',
      '2022-05-01',
      'Le ministre de la justice peut habiliter l’association ou la personne privée chargée d’une mission de service public, pour cinq ans et pour tout le territoire.',
      'peut être délivrée par le garde des sceaux […] pour une durée de cinq ans et pour l’ensemble du territoire national',
    ],
    [
      'R623-6',
      '2025-01-01',
      'Le ministre de la justice peut habiliter aussi l’entreprise de l’économie sociale et solidaire, pour cinq ans et pour tout le territoire.',
      'relative à l’économie sociale et solidaire […] pour une durée de cinq ans et pour l’ensemble du territoire national',
    ],
  ),
  lignes(
    'avis',
    'A8',
    'Avis sur la demande d’habilitation',
    [
      'R131-13',
      '1994-03-01',
      'Le JAP consulte le conseil départemental de prévention, qui a trois mois ; l’assemblée générale des magistrats statue ensuite.',
      'Il consulte le conseil départemental de prévention de la délinquance, qui a trois mois pour donner son avis',
    ],
    [
      'R131-13',
      '2010-06-21',
      'Le JAP demande l’avis du procureur et décide au vu de cet avis, ou un mois au plus tôt. S’il consulte le conseil départemental de prévention, celui-ci a deux mois.',
      'qui dispose alors d’un délai de deux mois […] ou un mois au plus tôt après lui avoir communiqué la demande d’habilitation',
    ],
    [
      'R131-13',
      '2021-12-24',
      'Le directeur du SPIP demande l’avis du procureur, du JAP et du préfet. Il décide au vu des avis, ou un mois au plus tôt.',
      'l’avis du procureur de la République, du juge de l’application des peines et du préfet […] un mois au plus tôt',
    ],
    [
      'R623-3',
      '2022-05-01',
      'Le directeur du SPIP demande l’avis du procureur et du JAP ; il peut consulter le préfet. Il décide au vu des avis, ou un mois au plus tôt.',
      'Il peut, notamment, consulter le préfet. Il sollicite par voie dématérialisée l’avis du procureur de la République et du juge de l’application des peines […] un mois au plus tôt',
    ],
  ),
  lignes(
    'dossier',
    'A8',
    'Pièces de la demande',
    [
      'R131-12',
      '1994-03-01',
      'Association : publication au Journal officiel, statuts, établissements, fonctionnement, membres du bureau et du conseil, pièces financières.',
      '2° Un exemplaire des statuts […] 3° La liste des établissements […] 6° Les pièces financières',
    ],
    [
      'R131-12',
      '2007-09-28',
      'Association : publication, statuts, établissements, fonctionnement, membres, pièces financières. Personne chargée d’une mission de service public : statuts, registre du commerce, comptes.',
      'Pour les personnes morales de droit privé chargées d’une mission de service public, la demande comporte : 1° La copie des statuts […] 3° Une copie des comptes annuels',
    ],
    [
      'R131-12',
      '2021-12-24',
      'Association : publication, statuts, établissements, membres du bureau, dernier procès-verbal de l’assemblée générale. Mission de service public : statuts, numéro d’identification, comptes.',
      '2° Le numéro unique d’identification […] 5° Le dernier procès-verbal de l’assemblée générale annuelle',
    ],
    [
      'R623-2',
      '2022-05-01',
      'Association : publication, statuts, établissements, membres du bureau, dernier procès-verbal de l’assemblée générale. Mission de service public : statuts, numéro d’identification, comptes.',
      '2° Le numéro unique d’identification […] 5° Le dernier procès-verbal de l’assemblée générale annuelle',
    ],
    [
      'R623-2',
      '2025-01-01',
      'Comme avant, et pour l’entreprise de l’économie sociale et solidaire : statuts, exposé de son utilité sociale, comptes, registre du commerce pour une société.',
      'Un exposé précisant de quelle manière leur objet social satisfait […] avec la mention de la qualité d’entreprise de l’économie sociale et solidaire',
    ],
  ),
]

const postes: readonly Regle<string>[] = [
  lignes(
    'inscription',
    'A9',
    'Inscription d’un poste',
    [
      'R131-19',
      '1994-03-01',
      'Le JAP inscrit le poste après l’avis du procureur, ou dix jours au plus tôt. Il tient compte de l’utilité sociale et des perspectives d’insertion.',
      'dix jours au plus tôt après l’avoir saisi, le juge de l’application des peines prend sa décision en tenant compte de l’utilité sociale',
    ],
    [
      'R131-19',
      '2021-12-24',
      'Le directeur du SPIP inscrit le poste après l’avis du procureur et du JAP, ou dix jours au plus tôt. Il tient compte de l’utilité sociale et des perspectives d’insertion.',
      'dix jours au plus tôt […] le directeur du service pénitentiaire d’insertion et de probation prend sa décision en tenant compte de l’utilité sociale',
    ],
    [
      'R623-9',
      '2022-05-01',
      'Le directeur du SPIP inscrit le poste après l’avis du procureur et du JAP, ou dix jours au plus tôt. Il tient compte de l’utilité sociale et des perspectives d’insertion.',
      'dix jours au plus tôt […] le directeur du service pénitentiaire d’insertion et de probation prend sa décision en tenant compte de l’utilité sociale',
    ],
  ),
  lignes(
    'demande_de_poste',
    'A9',
    'Demande d’inscription',
    [
      'R131-17',
      '1994-03-01',
      'Au JAP : une note dit la nature des travaux, qui les encadre et combien de postes sont offerts.',
      'une note indiquant la nature et les modalités d’exécution des travaux proposés […] l’encadrement technique ainsi que le nombre de postes',
    ],
    [
      'R131-17',
      '2021-12-24',
      'Au directeur du SPIP : une note dit la nature des travaux, qui en est responsable et combien de postes sont offerts.',
      'une note indiquant la nature et les modalités d’exécution des travaux proposés […] qualité des responsables du poste de travail ainsi que le nombre de postes',
    ],
    [
      'R623-7',
      '2022-05-01',
      'Au directeur du SPIP : une note dit la nature des travaux, qui en est responsable et combien de postes sont offerts.',
      'une note indiquant la nature et les modalités d’exécution des travaux proposés […] qualité des responsables du poste de travail ainsi que le nombre de postes',
    ],
  ),
  lignes(
    'radiation',
    'A9',
    'Radiation et suspension d’un poste',
    [
      'R131-20',
      '1994-03-01',
      'La radiation suit la procédure de l’inscription.',
      'peut être prononcée selon la procédure prévue par l’article R. 131-19',
    ],
    [
      'R131-20',
      '2021-12-24',
      'La radiation suit la procédure de l’inscription. Le directeur du SPIP ou la structure peut suspendre le poste à titre provisoire.',
      'La suspension d’un poste de travail peut être décidée à titre provisoire […] soit par la structure d’accueil',
    ],
    [
      'R623-10',
      '2022-05-01',
      'La radiation suit la procédure de l’inscription. Le directeur du SPIP ou la structure peut suspendre le poste à titre provisoire.',
      'La suspension d’un poste de travail peut être décidée à titre provisoire […] soit par la structure d’accueil',
    ],
  ),
]

/**
 * Duties of the host; to the JAP or the agent de probation, then to the CPIP since 24 December
 * 2021.
 */
const devoirs: readonly Regle<string>[] = [
  lignes(
    'responsable',
    'A14',
    'Responsable désigné',
    [
      'R131-30',
      '1994-03-01',
      'La structure fait connaître, pour chaque personne, le responsable qui dirige le travail et le contrôle.',
      'fait connaître au juge de l’application des peines ou à l’agent de probation le responsable désigné',
    ],
    [
      'R131-30',
      '2021-12-24',
      'La structure fait connaître au CPIP, pour chaque personne, l’encadrant technique qui dirige le travail et le contrôle.',
      'fait connaître au conseiller pénitentiaire d’insertion et de probation l’encadrant technique désigné',
    ],
    [
      'R623-19',
      '2022-05-01',
      'La structure fait connaître au CPIP, pour chaque personne, l’encadrant technique qui dirige le travail et le contrôle.',
      'fait connaître au conseiller pénitentiaire d’insertion et de probation l’encadrant technique désigné',
    ],
  ),
  lignes(
    'alerte',
    'A14',
    'Manquement ou incident',
    [
      'R131-32',
      '1994-03-01',
      'Le responsable informe sans délai le JAP ou le SPIP de toute violation de l’obligation de travail et de tout incident.',
      'informe sans délai le juge de l’application des peines ou l’agent de probation de toute violation […] et de tout incident',
    ],
    [
      'R131-32',
      '2021-12-24',
      'Le responsable du poste informe sans délai le CPIP de toute violation de l’obligation de travail et de tout incident.',
      'informe sans délai le conseiller pénitentiaire d’insertion et de probation de toute violation […] et de tout incident',
    ],
    [
      'R623-21',
      '2022-05-01',
      'Le responsable du poste informe sans délai le CPIP de toute violation de l’obligation de travail et de tout incident.',
      'informe sans délai le conseiller pénitentiaire d’insertion et de probation de toute violation […] et de tout incident',
    ],
  ),
  lignes(
    'arret',
    'A14',
    'Arrêt du travail',
    [
      'R131-33',
      '1994-03-01',
      'En cas de danger immédiat ou de faute grave, le responsable peut arrêter le travail ; il en informe sans délai le JAP ou le SPIP.',
      'le responsable désigné peut suspendre l’exécution du travail. Il en informe sans délai le juge de l’application des peines ou l’agent de probation',
    ],
    [
      'R131-33',
      '2021-12-24',
      'En cas de danger immédiat ou de faute grave, le responsable du poste peut arrêter le travail ; il en informe sans délai le CPIP.',
      'le responsable du poste peut suspendre l’exécution du travail. Il en informe sans délai le conseiller pénitentiaire',
    ],
    [
      'R623-22',
      '2022-05-01',
      'En cas de danger immédiat ou de faute grave, le responsable du poste peut arrêter le travail ; il en informe sans délai le CPIP.',
      'le responsable du poste peut suspendre l’exécution du travail. Il en informe sans délai le conseiller pénitentiaire',
    ],
  ),
  lignes(
    'attestation',
    'A14',
    'Attestation de fin',
    [
      'R131-34',
      '1994-03-01',
      'La structure remet au JAP ou au SPIP, et à la personne, un document qui atteste que le travail a été fait.',
      'délivre au juge de l’application des peines ou à l’agent de probation ainsi qu’au condamné un document attestant',
    ],
    [
      'R131-34',
      '2021-12-24',
      'La structure remet au CPIP et à la personne un document qui atteste que le travail a été fait.',
      'délivre au conseiller pénitentiaire d’insertion et de probation ainsi qu’à la personne condamnée un document attestant',
    ],
    [
      'R623-23',
      '2022-05-01',
      'La structure remet au CPIP et à la personne un document qui atteste que le travail a été fait.',
      'délivre au conseiller pénitentiaire d’insertion et de probation ainsi qu’à la personne condamnée un document attestant',
    ],
  ),
  regle('rapport_annuel', 'A14', 'Rapport annuel de la structure', [
    {
      from: '1994-03-01',
      value: 'La structure adresse chaque année un rapport au JAP.',
      source: lue(
        'R131-22',
        '1994-03-01',
        'adressent chaque année un rapport au juge de l’application des peines',
      ),
    },
    {
      from: '2021-12-24',
      value: nExistePas,
      source: lu(cp, 'R131-22', {
        par: 'décret 2021-1743',
        lecture: relecture(
          'cp/R131-22/1994-03-01, seule version : elle cesse le 24 décembre 2021 ; aucun des articles CPén R623-1 à R623-23 ne la reprend',
          'adressent chaque année un rapport au juge de l’application des peines',
        ),
      }),
    },
  ]),
]

const examenParException =
  'Seulement si la personne est mineure, enceinte ou en situation de handicap, pour un travail de nuit, un poste à risques particuliers ou un lieu de soins, ou si le directeur du SPIP le demande.'
const motsDeLExamen =
  'est soumise à un examen médical lorsque : 1° La personne est mineure ; […] il peut également solliciter un examen médical'
export const reglesDesHotes: readonly Regle<string>[] = [
  ...habilitation,
  ...postes,
  ...devoirs,
  lignes(
    'examen_medical',
    'A12',
    'Examen médical avant le travail',
    [
      'R131-28',
      '1994-03-01',
      'Toujours : absence d’affection dangereuse pour les autres, aptitude, immunisation si le poste l’exige.',
      'Avant d’exécuter sa peine, le condamné se soumet à un examen médical […] affection dangereuse […] médicalement apte […] immunisé',
    ],
    ['R131-28', '2021-12-24', examenParException, motsDeLExamen],
    ['R623-14', '2022-05-01', examenParException, motsDeLExamen],
  ),
  regle('mineurs', 'A18', 'Accueil de personnes mineures', [
    {
      from: '2014-01-01',
      value: inconnu,
      source: aVerifier('décret du 22 novembre 1976', '6', {
        raison:
          'absent des textes datés ; sa modification par le décret 2011-1310 a été lue en partie (lexbase)',
        verifieLe: '2026-11-29',
      }),
    },
    {
      from: '2021-09-30',
      value:
        'Le juge des enfants habilite, après avis du procureur et de la protection judiciaire de la jeunesse.',
      source: lu(mineurs, 'R122-1', {
        par: 'décret 2021-682',
        lecture: relecture(
          'cjpm/R122-1/2021-09-30',
          'le juge des enfants sollicite l’avis écrit du procureur de la République et du directeur territorial',
        ),
      }),
    },
    {
      from: '2021-12-24',
      value:
        'Le directeur territorial de la protection judiciaire de la jeunesse habilite et inscrit les postes (R122-2).',
      source: lu(mineurs, 'R*122-1', {
        par: 'décret 2021-1743',
        lecture: relecture(
          'cjpm/R122-1/2021-12-24',
          'la décision d’habilitation est confiée au directeur territorial de la protection judiciaire de la jeunesse',
        ),
      }),
    },
  ]),
]
