import { aVerifier, type Citation, inconnu, lu } from '../../platform/law.ts'
import type { Auteur } from '../definition.rules.ts'
import type { Machine, Transition } from '../machine.rules.ts'
import { finsDeLaLoi } from './amenagements-communs.referentiel.ts'
import { bornees, delaiDuTravail } from './apres-le-terme.referentiel.ts'
import { relecture } from './lectures.referentiel.ts'
import { surPlace } from './probation-vie.referentiel.ts'
import { rapportDeFin } from './rapports.referentiel.ts'

const cp = 'code pénal'
const cpp = 'code de procédure pénale'
const penitentiaire = 'code pénitentiaire'

const etats: Machine['etats'] = {
  a_affecter: { libelle: 'En attente d’affectation' },
  en_cours: { libelle: 'Travail en cours' },
  travail_arrete: { libelle: 'Travail arrêté par la structure' },
  // Two suspended states: what resumes is a wait for a post, or a work already begun.
  differee: { libelle: 'Délai suspendu avant l’affectation' },
  suspendue: { libelle: 'Délai suspendu' },
  executee: { libelle: 'Heures accomplies', fin: true },
  sanctionnee: { libelle: 'Inexécution sanctionnée', fin: true },
  convertie: { libelle: 'Convertie', fin: true },
  eteinte: { libelle: 'Éteinte', fin: true },
}
const vivants = ['a_affecter', 'en_cours', 'travail_arrete', 'differee', 'suspendue']

const delai = lu(cp, '131-22', {
  lecture: relecture(
    'cp/131-22/1994-03-01, mêmes mots depuis',
    'Le délai prend fin dès l’accomplissement de la totalité du travail d’intérêt général ; il peut être suspendu provisoirement pour motif grave',
  ),
})
/**
 * By which article the host stops the work: that of the code pénal, then of the code pénitentiaire.
 */
export const arret1994 = lu(cp, 'R131-33', {
  lecture: relecture(
    'cp/R131-33/1994-03-01, mêmes mots en 2021',
    'peut suspendre l’exécution du travail',
  ),
})
export const arret2022 = lu(penitentiaire, 'R623-22', {
  par: 'décret 2022-479',
  lecture: relecture(
    'cpen/R623-22/2022-05-01',
    'le responsable du poste peut suspendre l’exécution du travail',
  ),
})

/** The law and the judge suspend the delay (CP 131-22); the host stops the work, not the delay. */
const suspendre = (acte: string, libelle: string, auteur: Auteur): Transition[] =>
  [
    { de: ['a_affecter'], vers: 'differee' },
    { de: ['en_cours', 'travail_arrete'], vers: 'suspendue' },
  ].map(passage => ({
    acte,
    libelle,
    ...passage,
    auteurs: [auteur],
    effet: 'suspend',
    source: delai,
  }))
const reprendre = (de: string, vers: string): Transition => ({
  acte: 'reprise',
  libelle: 'Reprise du délai',
  de: [de],
  vers,
  auteurs: ['jap', 'loi'],
  effet: 'reprend',
  source: delai,
})

/**
 * What is common to the sentence and to the sursis-TIG: assignment, stops and suspensions, the last
 * hour, extinction.
 */
export const parcours = (
  qui: readonly Auteur[],
  responsable: Citation = arret1994,
): Transition[] => [
  {
    acte: 'affectation',
    libelle: 'Affectation',
    de: ['a_affecter'],
    vers: 'en_cours',
    auteurs: qui,
    effet: 'contenu',
    source: delai,
  },
  {
    acte: 'modification',
    libelle: 'Modification des modalités',
    de: ['en_cours'],
    vers: 'en_cours',
    auteurs: qui,
    effet: 'contenu',
    source: delai,
  },
  {
    acte: 'nouvelle_affectation',
    libelle: 'Nouvelle affectation ou reprise du travail',
    de: ['travail_arrete'],
    vers: 'en_cours',
    auteurs: qui,
    effet: 'contenu',
    source: delai,
  },
  {
    acte: 'arret_du_travail',
    libelle: 'Arrêt du travail par la structure',
    de: ['en_cours'],
    vers: 'travail_arrete',
    auteurs: ['structure'],
    source: responsable,
  },
  ...suspendre('suspension', 'Suspension du délai pour motif grave', 'jap'),
  ...suspendre(
    'suspension_de_droit',
    'Suspension de droit (détention, assignation à résidence)',
    'loi',
  ),
  reprendre('differee', 'a_affecter'),
  reprendre('suspendue', 'en_cours'),
  {
    acte: 'accomplissement',
    libelle: 'Dernière heure accomplie',
    // The work may go on while the delay does not run: assignation à résidence, semi-liberté,
    // placement (CP 131-22).
    de: ['en_cours', 'suspendue'],
    vers: 'executee',
    auteurs: ['loi'],
    effet: 'fin',
    cause: 'execution',
    source: delai,
  },
  ...rapportDeFin(['en_cours', 'travail_arrete']),
  ...finsDeLaLoi(vivants, 'eteinte'),
]

/**
 * The judge answers a work not done by what the court fixed, or by jours-amende (CPP 733-1, 733-2).
 */
export const suites: readonly Transition[] = [
  {
    acte: 'mise_a_execution',
    libelle: 'Mise à exécution de l’emprisonnement ou de l’amende fixés par le tribunal',
    de: vivants,
    vers: 'sanctionnee',
    auteurs: ['jap'],
    effet: 'fin',
    cause: 'inexecution',
    aExecuter: 'si_fixee',
    source: lu(cpp, '733-2', {
      par: 'loi 2004-204',
      lecture: relecture(
        'cpp/733-2/2005-01-01, mêmes mots depuis',
        'la mise à exécution de l’emprisonnement et de l’amende prononcés par la juridiction de jugement […] sur tout ou partie',
      ),
    }),
  },
  {
    acte: 'substitution',
    libelle: 'Remplacement par des jours-amende',
    de: vivants,
    vers: 'convertie',
    auteurs: ['jap'],
    effet: 'fin',
    cause: 'conversion',
    source: lu(cpp, '733-1', {
      par: 'loi 2004-204',
      lecture: relecture(
        'cpp/733-1/2005-01-01, mêmes mots depuis',
        'substituer au travail d’intérêt général une peine de jours-amende',
      ),
    }),
  },
]

/** Since 2020-03-24: another sentence, where the situation of the person has changed. */
export const conversion: Transition = {
  acte: 'conversion',
  libelle: 'Conversion en détention à domicile ou en jours-amende',
  de: vivants,
  vers: 'convertie',
  auteurs: ['jap'],
  effet: 'fin',
  cause: 'conversion',
  source: lu(cpp, '747-1-1', {
    precision: '1°',
    par: 'loi 2019-222, art. 85',
    legifrance: 'LEGIARTI000038313934',
    lecture: relecture(
      'cpp/747-1-1/2020-03-24',
      'De convertir la peine de travail d’intérêt général […] en une peine de jours-amende ou une peine de détention à domicile sous surveillance électronique',
    ),
  }),
}

const memesRegles = lu(cp, '132-56', {
  lecture: relecture(
    'cp/132-56/1994-03-01, mêmes mots en 2014',
    'suit les mêmes règles que celles qui sont prévues pour le sursis avec mise à l’épreuve',
  ),
})
/**
 * The suspended sentence: prolonged or revoked by the judge, or its TIG turned into jours-amende.
 */
export const suitesDuSursis: readonly Transition[] = [
  ...surPlace(['a_affecter', 'en_cours', 'travail_arrete'], {
    acte: 'prolongation',
    libelle: 'Prolongation du délai',
    auteurs: ['jap'],
    effet: 'prolonge',
    total: [
      {
        from: '2005-01-01',
        value: { mois: 18 },
        source: lu(cpp, '747-1', {
          precision: '3°',
          par: 'loi 2004-204',
          lecture: relecture(
            'cpp/747-1/2005-01-01',
            '3° Le délai prévu par l’article 743 est ramené à dix-huit mois',
          ),
        }),
      },
      {
        from: '2020-03-24',
        value: inconnu,
        source: aVerifier(cpp, '747-1', {
          raison:
            'article récrit le 24 mars 2020 ; aucun texte lu ne dit ce que devient ce délai pour un sursis-TIG en cours',
          verifieLe: '2026-11-29',
        }),
      },
    ],
    source: memesRegles,
  }),
  {
    acte: 'revocation',
    libelle: 'Révocation du sursis',
    de: vivants,
    vers: 'sanctionnee',
    auteurs: ['jap', 'tribunal'],
    effet: 'fin',
    cause: 'revocation',
    source: memesRegles,
  },
  {
    acte: 'substitution',
    libelle: 'Conversion en jours-amende',
    de: vivants,
    vers: 'convertie',
    auteurs: ['jap'],
    effet: 'fin',
    cause: 'conversion',
    source: lu(cpp, '747-1-1', {
      par: 'loi 2004-204',
      lecture: relecture(
        'cpp/747-1-1/2005-01-01',
        'substituer au sursis assorti de l’obligation d’accomplir un travail d’intérêt général une peine de jours-amende',
      ),
    }),
  },
]

export const machineDeTig = (...transitions: readonly Transition[]): Machine => ({
  initial: 'a_affecter',
  etats,
  transitions: bornees(
    delaiDuTravail,
    ['affectation', 'modification', 'nouvelle_affectation', 'suspension', 'suspension_de_droit'],
    transitions,
  ),
})
