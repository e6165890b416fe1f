import type { Jour } from '../../platform/date.ts'
import { aVerifier, type Citation, type HorsFaits, lu, type Regle } from '../../platform/law.ts'
import { relecture } from './lectures.referentiel.ts'

const cp = 'code pénal'
const cpp = 'code de procédure pénale'
const mineurs = 'code de la justice pénale des mineurs'
const penitentiaire = 'code pénitentiaire'

/** A rule for a reader: one French sentence a version. */
type Ligne = readonly [from: Jour, value: string, source: Citation]
const regle = (
  id: string,
  catalogue: string,
  libelle: string,
  selon: 'faits' | HorsFaits,
  premiere: Ligne,
  ...suite: Ligne[]
): Regle<string> => {
  const version = ([from, value, source]: Ligne) => ({ from, value, source })
  const choix = selon === 'faits' ? { selon, plusDoux: 'moins' as const } : { selon }
  return {
    id: `tig.${id}`,
    catalogue,
    libelle,
    ...choix,
    droit: [version(premiere), ...suite.map(version)],
  }
}

const avant2021 = lu(cp, '131-22', {
  precision: 'al. 2',
  lecture: relecture(
    'cp/131-22/1994-03-01, mêmes mots jusqu’en 2021',
    'Les modalités d’exécution […] sont décidées par le juge de l’application des peines',
  ),
})
const suspension = lu(cp, '131-22', {
  precision: 'al. 1',
  par: 'loi 2009-1436',
  lecture: relecture(
    'cp/131-22/2009-11-26',
    'pour motif grave […] assigné à résidence avec surveillance électronique, est placé en détention provisoire […] peut être exécuté en même temps',
  ),
})
const sanction = lu(cp, '131-9', {
  precision: 'al. 2',
  par: 'loi 2004-204',
  lecture: relecture(
    'cp/131-9/2004-10-01, mêmes mots jusqu’en 2024',
    'la juridiction peut fixer la durée maximum de l’emprisonnement ou le montant maximum de l’amende',
  ),
})

export const reglesDuTig: readonly Regle<string>[] = [
  regle(
    'consentement',
    'A6',
    'Accord de la personne',
    'jugement',
    [
      '1994-03-01',
      'La peine n’est pas prononcée contre le prévenu qui la refuse ou qui n’est pas présent à l’audience.',
      lu(cp, '131-8', {
        precision: 'al. 2',
        lecture: relecture(
          'cp/131-8/1994-03-01, mêmes mots jusqu’en 2016',
          'ne peut être prononcée contre le prévenu qui la refuse ou qui n’est pas présent à l’audience',
        ),
      }),
    ],
    [
      '2016-06-05',
      'Le prévenu absent peut être condamné s’il a donné son accord par écrit et s’il est représenté par son avocat.',
      lu(cp, '131-8', {
        precision: 'al. 3',
        par: 'loi 2016-731',
        lecture: relecture(
          'cp/131-8/2016-06-05',
          'a fait connaître par écrit son accord et qu’il est représenté par son avocat',
        ),
      }),
    ],
    [
      '2019-03-25',
      'Le prévenu présent peut refuser ; absent et représenté, il donne son accord par écrit ; absent sans accord, le tribunal fixe la sanction de l’inexécution et le JAP recueille l’accord avant l’exécution.',
      lu(cp, '131-8', {
        precision: 'al. 2 à 4',
        par: 'loi 2019-222, art. 71',
        lecture: relecture(
          'cp/131-8/2019-03-25',
          'n’est pas présent à l’audience et n’a pas fait connaître son accord […] le juge de l’application des peines informe le condamné de son droit de refuser',
        ),
      }),
    ],
  ),
  regle(
    'modalites',
    'A5',
    'Qui fixe les modalités d’exécution',
    'execution',
    [
      '1994-03-01',
      'Le JAP décide de l’organisme, du travail et des horaires ; il peut les modifier à tout moment.',
      avant2021,
    ],
    [
      '2021-10-10',
      'Le directeur du SPIP ou son représentant décide des modalités, sauf si le JAP décide d’exercer cette compétence.',
      lu(cp, '131-22', {
        precision: 'al. 3',
        par: 'loi 2021-401, art. 5',
        lecture: relecture(
          'cp/131-22/2021-10-10',
          'Le directeur du service pénitentiaire d’insertion et de probation ou son représentant est compétent […] sauf si le juge de l’application des peines décide',
        ),
      }),
    ],
  ),
  regle(
    'suspension',
    'A4',
    'Ce qui suspend le délai',
    'execution',
    [
      '1994-03-01',
      'Le JAP peut suspendre le délai pour un motif grave, médical, familial, professionnel ou social. L’incarcération le suspend.',
      lu(cp, '131-22', {
        precision: 'al. 1',
        lecture: relecture(
          'cp/131-22/1994-03-01',
          'pour motif grave […] Ce délai est suspendu pendant le temps où le condamné est incarcéré',
        ),
      }),
    ],
    [
      '2009-11-26',
      'Le JAP peut suspendre le délai pour un motif grave. La détention et l’assignation à résidence le suspendent. Le travail peut pourtant se faire pendant une assignation à résidence, une semi-liberté, un placement à l’extérieur ou sous surveillance électronique.',
      suspension,
    ],
  ),
  regle(
    'controle',
    'A13',
    'Mesures de contrôle pendant le délai',
    'execution',
    [
      '1994-03-01',
      'Répondre aux convocations, passer l’examen médical, justifier les changements, demander l’autorisation pour ce qui fait obstacle au travail, recevoir les visites et donner les documents.',
      lu(cp, '132-55', {
        lecture: relecture(
          'cp/132-55/1994-03-01, mêmes mesures en 2000, 2005 et 2009',
          'Répondre aux convocations […] examen médical […] Justifier des motifs […] autorisation préalable […] Recevoir les visites',
        ),
      }),
    ],
    [
      '2020-03-24',
      'La personne suit les mesures de contrôle de l’article 132-44 ; l’article 132-55 est abrogé.',
      lu(cp, '131-22', {
        precision: 'dernier al.',
        par: 'loi 2019-222',
        lecture: relecture(
          'cp/131-22/2020-03-24',
          'satisfaire aux mesures de contrôle déterminées à l’article 132-44',
        ),
      }),
    ],
  ),
  regle(
    'sanction',
    'A21',
    'Sanction de l’inexécution',
    'jugement',
    [
      '2004-10-01',
      'Le tribunal peut fixer un emprisonnement ou une amende que le JAP met à exécution en tout ou partie ; sinon, l’inexécution est un délit.',
      sanction,
    ],
    [
      '2024-09-30',
      'Le tribunal fixe toujours l’emprisonnement ou l’amende que le JAP peut mettre à exécution en tout ou partie.',
      lu(cp, '131-9', {
        precision: 'al. 2',
        par: 'loi 2023-1059, art. 24',
        lecture: relecture(
          'cp/131-9/2024-09-30',
          'la juridiction fixe la durée maximum de l’emprisonnement ou le montant maximum de l’amende',
        ),
      }),
    ],
  ),
  regle('delit', 'A21', 'Délit de violation des obligations', 'faits', [
    '2002-01-01',
    'La violation des obligations du travail d’intérêt général est punie de deux ans d’emprisonnement et de 30 000 euros d’amende.',
    lu(cp, '434-42', {
      par: 'ordonnance 2000-916',
      lecture: relecture(
        'cp/434-42/2002-01-01',
        'punie de deux ans d’emprisonnement et de 30 000 euros d’amende',
      ),
    }),
  ]),
  regle(
    'jours_amende',
    'A21',
    'Remplacement par des jours-amende',
    'execution',
    [
      '2005-01-01',
      'Le JAP peut remplacer le travail par des jours-amende, après un débat contradictoire.',
      lu(cpp, '733-1', {
        par: 'loi 2004-204',
        lecture: relecture(
          'cpp/733-1/2005-01-01',
          'substituer au travail d’intérêt général une peine de jours-amende […] débat contradictoire',
        ),
      }),
    ],
    [
      '2009-11-26',
      'Le JAP peut remplacer le travail par des jours-amende, après un débat contradictoire, même après une exécution partielle.',
      lu(cpp, '733-1', {
        par: 'loi 2009-1436',
        lecture: relecture(
          'cpp/733-1/2009-11-26',
          'à la suite de l’exécution partielle du travail d’intérêt général',
        ),
      }),
    ],
  ),
  regle('appel', 'A21', 'Appel des décisions du JAP', 'execution', [
    '2005-01-01',
    'Les jugements du JAP peuvent être attaqués dans les dix jours de leur notification, les ordonnances dans les vingt-quatre heures.',
    lu(cpp, '712-11', {
      par: 'loi 2004-204',
      lecture: relecture(
        'cpp/712-11/2005-01-01, mêmes délais depuis',
        'vingt-quatre heures s’agissant des ordonnances […] dix jours s’agissant des jugements',
      ),
    }),
  ]),
  regle(
    'mineurs',
    'A18',
    'Personne mineure au moment des faits',
    'jugement',
    [
      '2005-01-01',
      'La peine s’applique aux mineurs de seize à dix-huit ans ; le travail est adapté, formateur ou utile à l’insertion.',
      lu('ordonnance 45-174', '20-5', {
        legifrance: 'LEGIARTI000006495337',
        lecture: relecture(
          'LEGIARTI000006495337, mêmes mots à LEGIARTI000024460681 jusqu’au 24 mars 2019',
          'sont applicables aux mineurs de seize à dix-huit ans […] adaptés aux mineurs et présenter un caractère formateur ou de nature à favoriser l’insertion sociale',
        ),
      }),
    ],
    [
      '2019-03-25',
      'Il faut avoir seize ans au jugement et treize ans aux faits ; le travail est adapté, formateur ou utile à l’insertion.',
      aVerifier('ordonnance 45-174', '20-5', {
        par: 'loi 2019-222',
        raison:
          'version du 25 mars 2019 cherchée dans les textes datés et sur les pages de Légifrance : non trouvée ; règle lue sur service-public',
        verifieLe: '2026-11-29',
      }),
    ],
    [
      '2021-09-30',
      'Il faut avoir seize ans à la décision et treize ans aux faits ; le travail est adapté, formateur ou utile à l’insertion. Le juge des enfants ne peut pas fixer la sanction de l’inexécution.',
      lu(mineurs, 'L122-1', {
        lecture: relecture(
          'cjpm/L122-1/2021-09-30',
          'au moins seize ans au moment de la décision, lorsqu’ils étaient âgés d’au moins treize ans […] Lorsque cette peine est prononcée par le juge des enfants, il ne peut être fait application',
        ),
      }),
    ],
  ),
  regle('droit_du_travail', 'A15', 'Règles du travail', 'execution', [
    '1994-03-01',
    'Le travail de nuit, l’hygiène, la sécurité et la protection des jeunes travailleurs s’appliquent. Le travail peut se cumuler avec un emploi.',
    lu(cp, '131-23', {
      lecture: relecture(
        'cp/131-23/1994-03-01',
        'travail de nuit, à l’hygiène, à la sécurité […] peut se cumuler avec l’exercice de l’activité professionnelle',
      ),
    }),
  ]),
  regle('dommages', 'A16', 'Dommages causés à autrui', 'execution', [
    '1994-03-01',
    'L’État répond des dommages causés à autrui pendant le travail ; il exerce ensuite les droits de la victime.',
    lu(cp, '131-24', {
      lecture: relecture(
        'cp/131-24/1994-03-01',
        'L’Etat répond du dommage […] subrogé de plein droit dans les droits de la victime',
      ),
    }),
  ]),
  regle('route', 'A17', 'Délits routiers', 'jugement', [
    '2003-06-13',
    'Le travail se fait de préférence dans un établissement qui accueille des blessés de la route.',
    lu(cp, '131-22', {
      par: 'loi 2003-495',
      lecture: relecture(
        'cp/131-22/2003-06-13',
        'de préférence […] dans un des établissements spécialisés dans l’accueil des blessés de la route',
      ),
    }),
  ]),
  {
    id: 'tig.ce_qui_compte',
    catalogue: 'A11',
    libelle: 'Ce qui compte comme heures',
    selon: 'execution',
    droit: [
      {
        from: '1994-03-01',
        value: 'Seul le temps de travail compte : ni le trajet, ni le repas.',
        source: lu(cp, 'R131-26', {
          lecture: relecture(
            'cp/R131-26/1994-03-01',
            'n’inclut pas les délais de route et le temps des repas',
          ),
        }),
      },
      {
        from: '2022-05-01',
        value: 'Seul le temps de travail compte : ni le trajet, ni le repas.',
        source: lu(penitentiaire, 'R623-17', {
          par: 'décret 2022-479',
          lecture: relecture(
            'cpen/R623-17/2022-05-01',
            'n’inclut pas les délais de route et le temps des repas',
          ),
        }),
      },
    ],
    egip: {
      value: 'Le temps de travail compte, et aussi les actions citoyennes ou culturelles.',
      charte: 'C4.4',
      choix: 'Le texte ne dit ni quelles actions ni pour combien d’heures : le service le décide.',
    },
  },
]
