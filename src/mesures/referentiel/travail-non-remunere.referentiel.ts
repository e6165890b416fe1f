import { aVerifier, type HorsFaits, inconnu, lu, nExistePas, type Regle } from '../../platform/law.ts'
import type { Definition, Machine, Transition } from '../definition.rules.ts'
import { finsDeLaLoi } from './amenagements-communs.referentiel.ts'
import { premiereLecture, relecture } from './lectures.referentiel.ts'

const cpp = 'code de procédure pénale'
const vivants = ['a_affecter', 'en_cours', 'travail_arrete']
const loi1999 = lu(cpp, '41-2', {
  precision: '4° (6° aujourd’hui)',
  par: 'loi 99-515',
  legifrance: 'LEGIARTI000006574959',
  lecture: premiereLecture('chronologie doctrine, version de 1999'),
})
const commeLeTig = lu(cpp, 'R15-33-55', { lecture: premiereLecture('juriblio') })
const poursuites = lu(cpp, 'R15-33-50', { lecture: premiereLecture('juriblio') })

/** No suspension: article 131-22 does not apply here, and the six months belong to the public prosecutor's offer. */
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
  transitions: [
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
      source: lu(cpp, '6', {
        precision: 'al. 3',
        lecture: premiereLecture('archeo-lex, 24 juin 1999 : l’exécution éteint l’action publique'),
      }),
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
    ...finsDeLaLoi(vivants, 'eteinte'),
  ],
})

const regle = (id: string, libelle: string, droit: Regle<string>['droit'], selon: HorsFaits = 'execution'): Regle<string> => ({
  id: `travail_non_remunere.${id}`,
  catalogue: 'A19',
  libelle,
  selon,
  droit,
})

/** No delay of the law runs before the term: the duty with a date is the term itself, which the engine adds. */
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
          lecture: relecture('cpp/41-2/1999-06-24, première version', 'peut proposer […] une composition pénale'),
        }),
      },
      { from: '1999-06-24', value: 'Travail non rémunéré', source: loi1999 },
    ],
  },
  mots: ['TNR', 'composition pénale'],
  decide: [{ from: '1999-06-24', value: ['parquet'], source: loi1999 }],
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
          lecture: premiereLecture('lettre DAJ de Bercy, actu-juridique ; jour d’effet déduit de la publication'),
        }),
      },
    ],
  },
  obligations: [{ from: '1999-06-24', value: nExistePas, source: loi1999 }],
  machine: [
    {
      from: '2001-01-30',
      value: machine(['parquet', 'spip']),
      source: aVerifier(cpp, 'R15-33-55', { par: 'décret 2001-71', raison: 'version d’origine non lue', verifieLe: '2026-11-27' }),
    },
    {
      from: '2021-12-24',
      value: machine(['dspip', 'parquet']),
      source: aVerifier(cpp, 'R15-33-55', {
        par: 'décret 2021-1743',
        raison: 'texte en vigueur lu (juriblio) ; jour d’effet à vérifier',
        verifieLe: '2026-11-27',
      }),
    },
  ],
  devoirs: [],
  regles: [
    regle('cadre', 'Dans quel cadre', [
      {
        from: '1999-06-24',
        value: 'Le procureur le propose, avant toute poursuite, à une personne qui reconnaît les faits : c’est une composition pénale.',
        source: loi1999,
      },
    ]),
    regle('qui_suit', 'Qui met en œuvre', [
      {
        from: '2014-01-01',
        value: inconnu,
        source: aVerifier(cpp, 'R15-33-49', { raison: 'texte d’avant 2021 non lu', verifieLe: '2026-11-27' }),
      },
      {
        from: '2021-12-24',
        value: 'Pour les majeurs, le SPIP seul met en œuvre le travail et le contrôle, à la demande du procureur.',
        source: aVerifier(cpp, 'R15-33-49', {
          precision: 'al. 2',
          raison: 'texte en vigueur lu (juriblio) ; jour d’effet à vérifier',
          verifieLe: '2026-11-27',
        }),
      },
    ]),
    regle('regles_du_tig', 'Règles du travail d’intérêt général', [
      {
        from: '2014-01-01',
        value:
          'Les règles du travail, des dommages, du contrôle et de l’accueil sont celles du travail d’intérêt général ; le procureur a les pouvoirs du tribunal et du JAP.',
        source: commeLeTig,
      },
    ]),
    regle('non_execution', 'Si le travail n’est pas fait', [
      { from: '2014-01-01', value: 'Le procureur décide, sauf élément nouveau, d’engager des poursuites.', source: poursuites },
    ]),
    regle('execution', 'Si le travail est fait', [
      {
        from: '1999-06-24',
        value: 'L’exécution de la composition pénale éteint l’action publique.',
        source: lu(cpp, '6', { precision: 'al. 3', lecture: premiereLecture('archeo-lex, 24 juin 1999') }),
      },
    ]),
    regle('economie_sociale', 'Accueil par une entreprise de l’économie sociale', [
      {
        from: '2014-01-01',
        value: inconnu,
        source: aVerifier('loi 2021-401', '2', { raison: 'article à vérifier', verifieLe: '2026-11-27' }),
      },
      {
        from: '2021-04-10',
        value: 'L’essai ouvert au travail d’intérêt général est étendu au travail non rémunéré.',
        source: aVerifier('loi 2021-401', '2', {
          raison: 'notices de la loi lues (affaires-publiques) ; article à vérifier',
          verifieLe: '2026-11-27',
        }),
      },
    ]),
    regle('mineurs', 'Personne mineure', [
      {
        from: '2014-01-01',
        value: inconnu,
        source: aVerifier('ordonnance 45-174', '7-2', { raison: 'texte non lu', verifieLe: '2026-11-27' }),
      },
      {
        from: '2021-09-30',
        value: 'Le travail est adapté et formateur ; il tient compte de la scolarité et de la formation.',
        source: lu('code de la justice pénale des mineurs', 'R422-7', { lecture: premiereLecture('weka') }),
      },
    ]),
    regle('transaction_du_maire', 'Transaction proposée par le maire', [
      {
        from: '2014-01-01',
        value: 'Une autre mesure : le maire propose au plus trente heures de travail non rémunéré.',
        source: aVerifier(cpp, '44-1', { raison: 'trente heures lues dans des notices de 2021 ; article non lu', verifieLe: '2026-11-27' }),
      },
    ]),
  ],
  fiche: {
    cEst: [
      'Le procureur vous propose un travail sans salaire.',
      'Si vous acceptez et le faites, il n’y a pas de procès.',
      'C’est cent heures au plus, en six mois au plus.',
    ],
    vousDevez: [
      'Vous venez à la convocation du SPIP.',
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
