import { aVerifier, lu } from '../../platform/law.ts'
import type { Auteur, Machine, Transition } from '../definition.rules.ts'
import { finsDeLaLoi, rapportDeFin } from './amenagements-communs.referentiel.ts'
import { premiereLecture } from './lectures.referentiel.ts'

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
  legifrance: 'LEGIARTI000006417280',
  lecture: premiereLecture('chronologie doctrine, version du 10 octobre 2021'),
})
const responsable = aVerifier(penitentiaire, 'R623-21', {
  raison: 'phrase lue sur legifrance dans le code pénal ; numéro à vérifier',
  verifieLe: '2026-11-27',
})

/** The law and the judge suspend the delay (CP 131-22); the host stops the work, not the delay. */
const suspendre = (acte: string, libelle: string, auteur: Auteur): Transition[] =>
  [
    { de: ['a_affecter'], vers: 'differee' },
    { de: ['en_cours', 'travail_arrete'], vers: 'suspendue' },
  ].map(passage => ({ acte, libelle, ...passage, auteurs: [auteur], effet: 'suspend', source: delai }))
const reprendre = (de: string, vers: string): Transition => ({
  acte: 'reprise',
  libelle: 'Reprise du délai',
  de: [de],
  vers,
  auteurs: ['jap', 'loi'],
  effet: 'reprend',
  source: delai,
})

/** What is common to the sentence and to the sursis-TIG: assignment, stops and suspensions, the last hour, extinction. */
export const parcours = (qui: readonly Auteur[]): Transition[] => [
  { acte: 'affectation', libelle: 'Affectation', de: ['a_affecter'], vers: 'en_cours', auteurs: qui, effet: 'contenu', source: delai },
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
  ...suspendre('suspension_de_droit', 'Suspension de droit (détention, assignation à résidence)', 'loi'),
  reprendre('differee', 'a_affecter'),
  reprendre('suspendue', 'en_cours'),
  {
    acte: 'accomplissement',
    libelle: 'Dernière heure accomplie',
    // The work may go on while the delay does not run: assignation à résidence, semi-liberté, placement (CP 131-22).
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

/** The judge answers a work not done by what the court fixed, or by jours-amende (CPP 733-1, 733-2). */
export const suites: readonly Transition[] = [
  {
    acte: 'mise_a_execution',
    libelle: 'Mise à exécution de l’emprisonnement ou de l’amende fixés par le tribunal',
    de: vivants,
    vers: 'sanctionnee',
    auteurs: ['jap'],
    effet: 'fin',
    cause: 'inexecution',
    source: lu(cpp, '733-2', { lecture: premiereLecture('legifrance, version du 18 janvier 2022') }),
  },
  {
    acte: 'substitution',
    libelle: 'Remplacement par des jours-amende',
    de: vivants,
    vers: 'convertie',
    auteurs: ['jap'],
    effet: 'fin',
    cause: 'conversion',
    source: lu(cpp, '733-1', { lecture: premiereLecture('legifrance, version du 18 janvier 2022') }),
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
    lecture: premiereLecture('chronologie doctrine, version du 24 mars 2020'),
  }),
}

/** The suspended sentence: revoked by the judge, or its TIG turned into jours-amende. */
export const suitesDuSursis: readonly Transition[] = [
  {
    acte: 'revocation',
    libelle: 'Révocation du sursis',
    de: vivants,
    vers: 'sanctionnee',
    auteurs: ['jap', 'tribunal'],
    effet: 'fin',
    cause: 'revocation',
    source: aVerifier(cp, '132-56', { raison: 'renvoi lu à l’article 132-57 ; article non lu', verifieLe: '2026-11-27' }),
  },
  {
    acte: 'substitution',
    libelle: 'Conversion en jours-amende',
    de: vivants,
    vers: 'convertie',
    auteurs: ['jap'],
    effet: 'fin',
    cause: 'conversion',
    source: aVerifier(cpp, '747-1-1', {
      raison: 'version du 1er janvier 2005 citée par la chronologie doctrine ; texte non lu',
      verifieLe: '2026-11-27',
    }),
  },
]

export const machineDeTig = (...transitions: readonly Transition[]): Machine => ({ initial: 'a_affecter', etats, transitions })
