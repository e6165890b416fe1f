import type { Jour } from '../../platform/date.ts'
import { aVerifier, type Citation, type HorsFaits, lu, type Regle } from '../../platform/law.ts'
import { premiereLecture } from './lectures.referentiel.ts'

const cp = 'code pénal'
const cpp = 'code de procédure pénale'
const mineurs = 'code de la justice pénale des mineurs'
const doctrine = 'chronologie doctrine'

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
  return { id: `tig.${id}`, catalogue, libelle, ...choix, droit: [version(premiere), ...suite.map(version)] }
}

const avant2021 = lu(cp, '131-22', {
  precision: 'al. 2',
  lecture: premiereLecture(`${doctrine} ; R131-23 lu sur legifrance au 9 décembre 2021`),
})
const suspension = lu(cp, '131-22', {
  precision: 'al. 1',
  par: 'loi 2009-1436',
  lecture: premiereLecture(`${doctrine} ; archeo-lex, 26 novembre 2009`),
})
const sanction = lu(cp, '131-9', { precision: 'al. 2', lecture: premiereLecture('codes-et-lois et chronologie doctrine') })

export const reglesDuTig: readonly Regle<string>[] = [
  regle(
    'consentement',
    'A6',
    'Accord de la personne',
    'jugement',
    [
      '2009-11-26',
      'La peine n’est pas prononcée contre le prévenu qui la refuse ou qui n’est pas présent à l’audience.',
      lu(cp, '131-8', {
        precision: 'al. 2',
        legifrance: 'LEGIARTI000006417243',
        lecture: premiereLecture('legifrance, version du 26 novembre 2009'),
      }),
    ],
    [
      '2016-06-05',
      'Le prévenu absent peut être condamné s’il a donné son accord par écrit et s’il est représenté par son avocat.',
      lu(cp, '131-8', { lecture: premiereLecture('archeo-lex, texte remplacé le 25 mars 2019') }),
    ],
    [
      '2019-03-25',
      'Le prévenu présent peut refuser ; absent et représenté, il donne son accord par écrit ; absent sans accord, le tribunal fixe la sanction de l’inexécution et le JAP recueille l’accord avant l’exécution.',
      lu(cp, '131-8', {
        precision: 'al. 2 à 4',
        par: 'loi 2019-222, art. 71',
        lecture: premiereLecture('archeo-lex, 25 mars 2019 ; chronologie doctrine'),
      }),
    ],
  ),
  regle(
    'modalites',
    'A5',
    'Qui fixe les modalités d’exécution',
    'execution',
    ['1994-03-01', 'Le JAP décide de l’organisme, du travail et des horaires ; il peut les modifier à tout moment.', avant2021],
    [
      '2021-10-10',
      'Le directeur du SPIP ou son représentant décide des modalités, sauf si le JAP décide d’exercer cette compétence.',
      lu(cp, '131-22', {
        precision: 'al. 3',
        par: 'loi 2021-401, art. 5',
        legifrance: 'LEGIARTI000006417280',
        lecture: premiereLecture(doctrine),
      }),
    ],
  ),
  regle(
    'suspension',
    'A4',
    'Ce qui suspend le délai',
    'execution',
    [
      '2009-11-26',
      'Le JAP peut suspendre le délai pour un motif grave, médical, familial, professionnel ou social. La détention et l’assignation à résidence le suspendent.',
      suspension,
    ],
    [
      '2020-03-24',
      'Le JAP peut suspendre le délai pour un motif grave. La détention et l’assignation à résidence le suspendent. Le travail peut pourtant se faire pendant une assignation à résidence, une semi-liberté, un placement à l’extérieur ou sous surveillance électronique.',
      aVerifier(cp, '131-22', {
        precision: 'al. 1',
        raison: 'phrase lue dans la version du 10 octobre 2021 ; date de la dernière partie à vérifier',
        verifieLe: '2026-11-27',
      }),
    ],
  ),
  regle(
    'controle',
    'A13',
    'Mesures de contrôle pendant le délai',
    'execution',
    [
      '2009-11-26',
      'Répondre aux convocations, passer l’examen médical, justifier les changements, demander l’autorisation pour ce qui fait obstacle au travail, recevoir les visites et donner les documents.',
      lu(cp, '132-55', { legifrance: 'LEGIARTI000021330958', lecture: premiereLecture(doctrine) }),
    ],
    [
      '2020-03-24',
      'La personne suit les mesures de contrôle de l’article 132-44 ; l’article 132-55 est abrogé.',
      aVerifier(cp, '131-22', {
        raison: 'abrogation lue (doctrine) ; renvoi à 132-44 lu dans un commentaire d’arrêt',
        verifieLe: '2026-11-27',
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
        lecture: premiereLecture('legifrance (loi) et chronologie doctrine (date)'),
      }),
    ],
  ),
  regle('delit', 'A21', 'Délit de violation des obligations', 'faits', [
    '2002-01-01',
    'La violation des obligations du travail d’intérêt général est punie de deux ans d’emprisonnement et de 30 000 euros d’amende, sauf si le tribunal a fixé lui-même la sanction.',
    aVerifier(cp, '434-42', { raison: 'lu dans un cours ; article non lu', verifieLe: '2026-11-27' }),
  ]),
  regle('jours_amende', 'A21', 'Remplacement par des jours-amende', 'execution', [
    '2005-01-01',
    'Le JAP peut remplacer le travail par des jours-amende, après un débat contradictoire, même après une exécution partielle.',
    lu(cpp, '733-1', { lecture: premiereLecture('legifrance, version du 18 janvier 2022 ; juriblio') }),
  ]),
  regle('appel', 'A21', 'Appel des décisions du JAP', 'execution', [
    '2005-01-01',
    'Les jugements du JAP peuvent être attaqués dans les dix jours de leur notification, les ordonnances dans les vingt-quatre heures.',
    lu(cpp, '712-11', { lecture: premiereLecture('kohenavocats') }),
  ]),
  regle(
    'mineurs',
    'A18',
    'Personne mineure au moment des faits',
    'jugement',
    [
      '2005-01-01',
      'La peine s’applique aux mineurs de seize à dix-huit ans ; le travail est adapté et formateur.',
      aVerifier('ordonnance 45-174', '20-5', {
        legifrance: 'LEGIARTI000006495337',
        raison: 'legifrance ; numéro de l’article à vérifier',
        verifieLe: '2026-11-27',
      }),
    ],
    [
      '2019-03-25',
      'Il faut avoir seize ans au jugement et treize ans aux faits ; le travail est adapté et formateur.',
      aVerifier('ordonnance 45-174', '20-5', {
        par: 'loi 2019-222',
        raison: 'lu sur service-public ; texte non lu',
        verifieLe: '2026-11-27',
      }),
    ],
    [
      '2021-09-30',
      'Il faut avoir seize ans à la décision et treize ans aux faits ; le travail est adapté et formateur. Le juge des enfants ne peut pas fixer la sanction de l’inexécution.',
      lu(mineurs, 'L122-1', { lecture: premiereLecture('legifrance, version du 4 mars 2022') }),
    ],
  ),
  regle('droit_du_travail', 'A15', 'Règles du travail', 'execution', [
    '1994-03-01',
    'Le travail de nuit, l’hygiène, la sécurité et la protection des jeunes travailleurs s’appliquent. Le travail peut se cumuler avec un emploi.',
    lu(cp, '131-23', { lecture: premiereLecture('kohenavocats') }),
  ]),
  regle('dommages', 'A16', 'Dommages causés à autrui', 'execution', [
    '1994-03-01',
    'L’État répond des dommages causés à autrui pendant le travail ; il exerce ensuite les droits de la victime.',
    lu(cp, '131-24', { lecture: premiereLecture('texte lu pour le catalogue') }),
  ]),
  regle('route', 'A17', 'Délits routiers', 'jugement', [
    '2003-06-13',
    'Le travail se fait de préférence dans un établissement qui accueille des blessés de la route.',
    lu(cp, '131-22', { lecture: premiereLecture('texte de 2017 lu pour le catalogue ; règle relue dans la réécriture de 2025') }),
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
        source: aVerifier(cp, 'R131-26', { raison: 'texte de 1994 lu pour le catalogue ; numéro à vérifier', verifieLe: '2026-11-27' }),
      },
    ],
    egip: {
      value: 'Le temps de travail compte, et aussi les actions citoyennes ou culturelles.',
      charte: 'C4.4',
      choix: 'Le texte ne dit ni quelles actions ni pour combien d’heures : le service le décide.',
    },
  },
]
