import {
  aVerifier,
  type HorsFaits,
  inconnu,
  lu,
  nExistePas,
  type Regle,
} from '../../platform/law.ts'
import type { Definition } from '../definition.rules.ts'
import type { Machine, Transition } from '../machine.rules.ts'
import { bornees, delaiDeLaComposition } from './apres-le-terme.referentiel.ts'
import { relecture } from './lectures.referentiel.ts'

const cpp = 'code de procédure pénale'
const vivants = ['a_affecter', 'en_cours', 'travail_arrete']
const loi1999 = lu(cpp, '41-2', {
  precision: '4° (6° aujourd’hui)',
  par: 'loi 99-515',
  legifrance: 'LEGIARTI000006574959',
  lecture: relecture(
    'cpp/41-2/1999-06-24',
    'pour une durée maximale de soixante heures, dans un délai qui ne peut être supérieur à six mois',
  ),
})
const proposition = lu(cpp, '41-2', {
  precision: 'al. 1',
  par: 'loi 99-515',
  lecture: relecture(
    'cpp/41-2/1999-06-24',
    'Le procureur de la République, tant que l’action publique n’a pas été mise en mouvement, peut proposer […] une composition pénale à une personne majeure qui reconnaît',
  ),
})
const commeLeTig = lu(cpp, 'R15-33-55', {
  par: 'décret 2001-71',
  lecture: relecture(
    'cpp/R15-33-55/2001-01-30, mêmes renvois depuis',
    'Les dispositions des articles 131-23 et 131-24 […] R. 131-23 à R. 131-34 du code pénal sont applicables à l’exécution du travail […] dévolues au procureur de la République',
  ),
})
const poursuites = lu(cpp, '41-2', {
  par: 'loi 2004-204',
  lecture: relecture(
    'cpp/41-2/2021-04-10, mêmes mots depuis 2004',
    'elle n’exécute pas intégralement les mesures décidées, le procureur de la République met en mouvement l’action publique, sauf élément nouveau',
  ),
})
const actionPublique = (mots: string) =>
  lu(cpp, '6', { lecture: relecture('cpp/6/1999-06-24', mots) })

/**
 * No suspension: article 131-22 does not apply here, and the six months belong to the public
 * prosecutor's offer.
 */
const machine = (qui: Transition['auteurs']): Machine => ({
  initial: 'a_affecter',
  etats: {
    a_affecter: { libelle: 'En attente d’affectation' },
    en_cours: { libelle: 'Travail en cours' },
    travail_arrete: { libelle: 'Travail arrêté par la structure' },
    executee: { libelle: 'Heures accomplies', fin: true },
    non_executee: { libelle: 'Non exécuté, rendu au parquet', fin: true },
    eteinte: { libelle: 'Éteint', fin: true },
  },
  transitions: bornees(
    delaiDeLaComposition(loi1999),
    ['affectation', 'modification', 'nouvelle_affectation'],
    [
      {
        acte: 'affectation',
        libelle: 'Affectation',
        de: ['a_affecter'],
        vers: 'en_cours',
        auteurs: qui,
        effet: 'contenu',
        source: commeLeTig,
      },
      {
        acte: 'modification',
        libelle: 'Modification des modalités',
        de: ['en_cours'],
        vers: 'en_cours',
        auteurs: qui,
        effet: 'contenu',
        source: commeLeTig,
      },
      {
        acte: 'nouvelle_affectation',
        libelle: 'Nouvelle affectation ou reprise du travail',
        de: ['travail_arrete'],
        vers: 'en_cours',
        auteurs: qui,
        effet: 'contenu',
        source: commeLeTig,
      },
      {
        acte: 'arret_du_travail',
        libelle: 'Arrêt du travail par la structure',
        de: ['en_cours'],
        vers: 'travail_arrete',
        auteurs: ['structure'],
        source: commeLeTig,
      },
      {
        acte: 'accomplissement',
        libelle: 'Dernière heure accomplie',
        de: ['en_cours'],
        vers: 'executee',
        auteurs: ['loi'],
        effet: 'fin',
        cause: 'execution',
        source: actionPublique('ou par l’exécution d’une composition pénale'),
      },
      {
        acte: 'non_execution',
        libelle: 'Non exécuté : le parquet décide de la suite',
        de: vivants,
        vers: 'non_executee',
        auteurs: ['parquet'],
        effet: 'fin',
        cause: 'inexecution',
        source: poursuites,
      },
      // Not a sentence: what ends is the public action, not a sentence (CP 133-1, 133-9).
      {
        acte: 'amnistie',
        libelle: 'Amnistie',
        de: vivants,
        vers: 'eteinte',
        auteurs: ['loi'],
        effet: 'fin',
        cause: 'amnistie',
        source: actionPublique(
          'L’action publique pour l’application de la peine s’éteint par la mort du prévenu, la prescription, l’amnistie',
        ),
      },
      {
        acte: 'deces',
        libelle: 'Décès',
        de: vivants,
        vers: 'eteinte',
        auteurs: ['loi'],
        effet: 'fin',
        cause: 'deces',
        source: actionPublique(
          'L’action publique pour l’application de la peine s’éteint par la mort du prévenu',
        ),
      },
    ],
  ),
})

const regle = (
  id: string,
  libelle: string,
  droit: Regle<string>['droit'],
  selon: HorsFaits = 'execution',
): Regle<string> => ({
  id: `travail_non_remunere.${id}`,
  catalogue: 'A19',
  libelle,
  selon,
  droit,
})

/**
 * No delay of the law runs before the term: the duty with a date is the term itself, which the
 * engine adds.
 */
export const travailNonRemunere: Definition = {
  famille: 'presentenciel',
  catalogue: 'A19',
  noms: {
    id: 'travail_non_remunere.nom',
    catalogue: 'A19',
    libelle: 'Nom de la mesure',
    selon: 'jugement',
    droit: [
      {
        from: '1994-03-01',
        value: nExistePas,
        source: lu(cpp, '41-2', {
          lecture: relecture(
            'cpp/41-2/1999-06-24, première version',
            'peut proposer […] une composition pénale',
          ),
        }),
      },
      { from: '1999-06-24', value: 'Travail non rémunéré', source: loi1999 },
    ],
  },
  mots: ['TNR', 'composition pénale'],
  decide: [{ from: '1999-06-24', value: ['parquet'], source: proposition }],
  duree: {
    id: 'travail_non_remunere.duree',
    catalogue: 'A19',
    libelle: 'Délai pour accomplir le travail',
    selon: 'jugement',
    droit: [{ from: '1999-06-24', value: { unite: 'mois', min: null, max: 6 }, source: loi1999 }],
  },
  heures: {
    id: 'travail_non_remunere.heures',
    catalogue: 'A19',
    libelle: 'Nombre d’heures',
    selon: 'faits',
    plusDoux: 'moins',
    droit: [
      { from: '1999-06-24', value: { unite: 'heures', min: null, max: 60 }, source: loi1999 },
      {
        from: '2021-04-10',
        value: { unite: 'heures', min: null, max: 100 },
        source: lu(cpp, '41-2', {
          precision: '6°',
          par: 'loi 2021-401',
          lecture: relecture(
            'cpp/41-2/2021-04-10',
            'un travail non rémunéré pour une durée maximale de cent heures, dans un délai qui ne peut être supérieur à six mois',
          ),
        }),
      },
    ],
  },
  obligations: [{ from: '1999-06-24', value: nExistePas, source: proposition }],
  machine: [
    {
      from: '2001-01-30',
      value: machine(['parquet', 'spip']),
      source: lu(cpp, 'R15-33-55', {
        par: 'décret 2001-71',
        lecture: relecture(
          'cpp/R15-33-55/2001-01-30',
          'dévolues au procureur de la République ou à la personne par lui désignée',
        ),
      }),
    },
    {
      from: '2021-12-24',
      value: machine(['dspip', 'parquet']),
      source: lu(cpp, 'R15-33-55', {
        par: 'décret 2021-1743',
        lecture: relecture(
          'cpp/R15-33-55/2021-12-24',
          'dévolues au procureur de la République. Le service pénitentiaire d’insertion et de probation est chargé par le procureur de la mise en œuvre',
        ),
      }),
    },
  ],
  devoirs: [],
  regles: [
    regle('cadre', 'Dans quel cadre', [
      {
        from: '1999-06-24',
        value:
          'Le procureur le propose, avant toute poursuite, à une personne qui reconnaît les faits : c’est une composition pénale.',
        source: proposition,
      },
    ]),
    regle('qui_suit', 'Qui met en œuvre', [
      {
        from: '2001-01-30',
        value:
          'Le procureur peut désigner un délégué ou un médiateur, qui met en œuvre les mesures et en contrôle l’exécution.',
        source: lu(cpp, 'R15-33-49', {
          par: 'décret 2001-71',
          lecture: relecture(
            'cpp/R15-33-49/2001-01-30',
            'peut désigner un délégué ou un médiateur aux fins de mettre en oeuvre les mesures décidées',
          ),
        }),
      },
      {
        from: '2021-12-24',
        value:
          'Pour les majeurs, le SPIP seul met en œuvre le travail et le contrôle, à la demande du procureur.',
        source: lu(cpp, 'R15-33-49', {
          precision: 'al. 2',
          par: 'décret 2021-1743',
          lecture: relecture(
            'cpp/R15-33-49/2021-12-24',
            'est seul chargé par le procureur de la République de mettre en œuvre les mesures décidées […] pour les personnes majeures',
          ),
        }),
      },
    ]),
    regle('regles_du_tig', 'Règles du travail d’intérêt général', [
      {
        from: '2001-01-30',
        value:
          'Les règles du travail, des dommages, du contrôle et de l’accueil sont celles du travail d’intérêt général ; le procureur a les pouvoirs du tribunal et du JAP.',
        source: commeLeTig,
      },
    ]),
    regle('non_execution', 'Si le travail n’est pas fait', [
      {
        from: '2004-03-10',
        value:
          'Le procureur engage des poursuites, sauf élément nouveau ; il est tenu compte du travail déjà fait.',
        source: poursuites,
      },
    ]),
    regle('execution', 'Si le travail est fait', [
      {
        from: '1999-06-24',
        value: 'L’exécution de la composition pénale éteint l’action publique.',
        source: actionPublique('ou par l’exécution d’une composition pénale'),
      },
    ]),
    regle('economie_sociale', 'Accueil par une entreprise de l’économie sociale', [
      {
        from: '1999-06-24',
        value: nExistePas,
        source: lu(cpp, '41-2', {
          precision: '4°',
          lecture: relecture(
            'cpp/41-2/1999-06-24, et le 6° jusqu’en 2021',
            '4° Effectuer au profit de la collectivité un travail non rémunéré',
          ),
        }),
      },
      {
        from: '2021-04-10',
        value: 'L’essai ouvert au travail d’intérêt général est étendu au travail non rémunéré.',
        source: aVerifier('loi 2019-222', '71', {
          precision: 'XIX',
          par: 'loi 2021-401, art. 2',
          raison:
            'travail non rémunéré lu dans la version de 2025 de cet article ; jour d’effet non lu',
          verifieLe: '2026-11-29',
        }),
      },
    ]),
    regle('mineurs', 'Personne mineure', [
      {
        from: '2007-03-07',
        value:
          'La composition pénale s’applique aux mineurs d’au moins treize ans, selon l’article 7-2 de l’ordonnance du 2 février 1945.',
        source: lu(cpp, '41-2', {
          precision: 'avant-dernier al.',
          par: 'loi 2007-297',
          lecture: relecture(
            'cpp/41-2/2007-03-07',
            'applicables aux mineurs âgés d’au moins treize ans, selon les modalités prévues par l’article 7-2',
          ),
        }),
      },
      {
        from: '2021-09-30',
        value:
          'Le travail est adapté, formateur et utile à l’insertion ; il tient compte de la scolarité et de la formation.',
        source: lu('code de la justice pénale des mineurs', 'R422-7', {
          lecture: relecture(
            'cjpm/R422-7/2021-09-30',
            'présente un caractère formateur […] tient compte des contraintes liées à la poursuite ou à la recherche de scolarité et de formation',
          ),
        }),
      },
    ]),
    regle('compte_d_acces', 'Autre mesure de la composition pénale : comptes en ligne', [
      {
        from: '1999-06-24',
        value: nExistePas,
        source: lu(cpp, '41-2', {
          lecture: relecture(
            'cpp/41-2/2023-11-28, liste entière, jusqu’au 19° ; de même avant',
            'peut proposer, directement ou par l’intermédiaire d’une personne habilitée, une composition pénale',
          ),
        }),
      },
      {
        from: '2024-05-23',
        value: inconnu,
        source: aVerifier(cpp, '41-2', {
          precision: '21°',
          raison:
            'créé entre le 23 mai 2024 et le 1er décembre 2025 ; texte de ces mois non trouvé',
          verifieLe: '2026-11-29',
        }),
      },
      {
        from: '2025-12-01',
        value:
          'Six mois au plus, la personne n’utilise pas les comptes en ligne qui ont servi à l’infraction.',
        source: lu(cpp, '41-2', {
          precision: '21°',
          lecture: relecture(
            'cpp/41-2/2025-12-01',
            'Ne pas utiliser, pour une durée maximale de six mois, les comptes d’accès à des services de plateforme en ligne',
          ),
        }),
      },
    ]),
    regle('transaction_du_maire', 'Transaction proposée par le maire', [
      {
        from: '2006-04-02',
        value: 'Une autre mesure : le maire propose au plus trente heures de travail non rémunéré.',
        source: lu(cpp, '44-1', {
          par: 'loi 2006-396',
          lecture: relecture(
            'cpp/44-1/2006-04-02, mêmes mots depuis',
            'd’un travail non rémunéré pendant une durée maximale de trente heures',
          ),
        }),
      },
    ]),
  ],
  fiche: {
    cEst: [
      'Le procureur vous propose un travail sans salaire.',
      'Si vous acceptez et le faites, il n’y a pas de procès.',
      'Le nombre d’heures et le délai sont écrits dans la proposition.',
    ],
    vousDevez: [
      'Vous venez aux convocations.',
      'Vous faites toutes les heures dans le délai.',
      'Vous respectez les règles du lieu de travail.',
      'Si vous ne le faites pas, un procès devient possible.',
    ],
    siAbsence: ['Le SPIP doit le dire au procureur.', 'Un procès devient possible.'],
    leSpip: [
      'Il trouve avec vous un lieu de travail.',
      'Il vérifie que le travail se passe bien.',
      'Il écrit au procureur quand c’est fini.',
    ],
    vosDroits: [
      'Vous pouvez refuser la proposition.',
      'Vous pouvez demander un avocat avant de répondre.',
      'Vous êtes couvert si vous avez un accident pendant le travail.',
    ],
  },
}
