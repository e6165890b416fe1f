import type { Citation, HorsFaits, Regle } from '../../platform/law.ts'
import { aVerifier, lu } from '../../platform/law.ts'
import type { Auteur, Delai, Devoir, Machine, Transition } from '../definition.rules.ts'
import { premiereLecture } from './lectures.referentiel.ts'

const cp = 'code pénal'
const cpp = 'code de procédure pénale'
/** Where most articles of this group were read: the codes, kept as one file per article in a public repository. */
export const depot = 'texte de l’article, dépôt public des codes'

/** A rule of one kind, for a reader or for a delay. */
export const regleDe =
  (nature: string) =>
  <T>(id: string, catalogue: string, libelle: string, droit: Regle<T>['droit'], selon: HorsFaits = 'execution'): Regle<T> => ({
    id: `${nature}.${id}`,
    catalogue,
    libelle,
    selon,
    droit,
  })

/** An act on one line: from where to where, who decides it, its article, what it does besides. */
export const acte = (
  cle: string,
  libelle: string,
  de: readonly string[],
  vers: string,
  auteurs: readonly Auteur[],
  source: Citation,
  suite: Pick<Transition, 'effet' | 'cause'> = {},
): Transition => ({ acte: cle, libelle, de, vers, auteurs, source, ...suite })

const d575 = lu(cpp, 'D575', {
  par: 'décret 2011-1876',
  lecture: premiereLecture(`${depot} ; repris au code pénitentiaire en 2022 (tricoteuses)`),
})
/** Reports that the SPIP owes for every measure of control entrusted to it, whatever its kind. */
export const rapportsDuSpip = (nature: string, catalogue: string): Devoir[] => {
  const delai = (id: string, libelle: string, value: Delai): Regle<Delai> =>
    regleDe(nature)(id, catalogue, libelle, [{ from: '2011-12-17', value, source: d575 }])
  return [
    {
      cle: 'rapport_evaluation',
      libelle: 'Rapport d’évaluation au magistrat',
      enMain: 'spip',
      depuis: 'debut',
      delai: delai('rapport_evaluation', 'Rapport d’évaluation, après la saisine du SPIP', { mois: 3 }),
      satisfaitPar: 'rapport:evaluation',
    },
    {
      cle: 'rapport_de_fin',
      libelle: 'Rapport de fin de mesure au magistrat',
      enMain: 'spip',
      depuis: 'terme',
      delai: delai('rapport_de_fin', 'Rapport de fin de mesure, avant l’échéance', { mois: 1, avant: true }),
      // Sent from here, or said by its act where it was sent otherwise: an evaluation report never passes for it.
      satisfaitPar: ['rapport:fin_de_mesure', 'acte:rapport_de_fin'],
    },
  ]
}
export const rapportDeFin = (de: readonly string[]): Transition[] =>
  de.map(e => ({ acte: 'rapport_de_fin', libelle: 'Rapport de fin transmis', de: [e], vers: e, auteurs: ['spip'], source: d575 }))
/** What the type cannot date: reports owed on an event, or only beyond two years. */
export const autresRapports = (nature: string, catalogue: string): Regle<string> =>
  regleDe(nature)<string>('rapports', catalogue, 'Autres rapports du SPIP', [
    {
      from: '2011-12-17',
      value:
        'Incident : dans les plus brefs délais. Rapport annuel si la mesure dépasse deux ans. Changement de situation ou demande du juge.',
      source: d575,
    },
  ])

/** Ends that no one decides. */
export const finsDeLaLoi = (de: readonly string[], vers: string): Transition[] => [
  {
    acte: 'amnistie',
    libelle: 'Amnistie',
    de,
    vers,
    auteurs: ['loi'],
    effet: 'fin',
    cause: 'amnistie',
    source: aVerifier(cp, '133-9', { raison: 'non relu', verifieLe: '2026-11-27' }),
  },
  {
    acte: 'deces',
    libelle: 'Décès',
    de,
    vers,
    auteurs: ['loi'],
    effet: 'fin',
    cause: 'deces',
    source: aVerifier(cp, '133-1', { raison: 'non relu', verifieLe: '2026-11-27' }),
  },
]
export const suspension712 = aVerifier(cpp, '712-18', {
  precision: 'al. 2',
  raison: 'lexbase ; version d’aujourd’hui non lue',
  verifieLe: '2026-11-27',
})
export const incarceration712 = lu(cpp, '712-19', { par: 'loi 2019-222', lecture: premiereLecture('french-business-law') })
const avant2020 = aVerifier(cpp, '712-19', { raison: 'kohenavocats ; date d’effet non lue', verifieLe: '2026-11-27' })
const quinzeJours: Delai = { jours: 15, proroge: true }
/** Debate that must follow an incarceration decided by the JAP: of an aménagement (712-18), or of who is free (712-19). */
export const debatApres = (nature: string, article: '712-18' | '712-19'): Devoir => ({
  cle: 'debat_contradictoire',
  libelle: 'Débat contradictoire après l’incarcération',
  enMain: 'jap',
  depuis: 'acte:incarceration',
  delai: regleDe(nature)(
    'debat_contradictoire',
    'B13',
    'Débat, depuis l’incarcération décidée par le JAP',
    article === '712-18'
      ? [{ from: '2014-01-01', value: quinzeJours, source: suspension712 }]
      : [
          { from: '2014-01-01', value: quinzeJours, source: avant2020 },
          { from: '2020-03-24', value: quinzeJours, source: incarceration712 },
        ],
  ),
  satisfaitPar: 'acte:debat_contradictoire',
})

/** Ab initio: the JAP fixes the terms of what the court decided (CPP 723-2, 723-7-1). */
export const modalitesDuJap = (nature: string, source: Citation, detenu: Citation): Devoir[] => [
  {
    cle: 'modalites',
    libelle: 'Modalités fixées par le JAP',
    enMain: 'jap',
    depuis: 'acte:condamnation_executoire',
    delai: regleDe(nature)('modalites', 'B13', 'Modalités, depuis le jour où la condamnation est exécutoire', [
      { from: '2014-01-01', value: { mois: 4, proroge: true }, source },
    ]),
    satisfaitPar: 'acte:fixation_contenu',
    si: 'sans_execution_provisoire',
  },
  {
    // The text counts working days: the type has none, five days are the safe side.
    cle: 'modalites_detenu',
    libelle: 'Modalités fixées par le JAP : cinq jours ouvrables, personne détenue',
    enMain: 'jap',
    depuis: 'decision',
    delai: regleDe(nature)('modalites_detenu', 'B13', 'Modalités, personne détenue et exécution provisoire (jours ouvrables)', [
      { from: '2014-01-01', value: { jours: 5, proroge: true }, source: detenu },
    ]),
    satisfaitPar: 'acte:fixation_contenu',
    si: 'execution_provisoire',
  },
]

type SousEcrou = {
  debut: { libelle: string; auteurs: readonly Auteur[]; source: Citation }
  /** Ab initio: the article that makes the JAP fix the terms, and lets it replace the measure by another. */
  modalites?: Citation
  retrait: Citation
  terme: Citation
}
const vivants = ['prononcee', 'en_cours', 'suspendue']
/**
 * The life of an aménagement. The person stays on the prison's register: while the measure is suspended the sentence goes on in prison, so
 * the term does not move and no act here has the effect « suspend » (their keys say so too).
 */
export const vieSousEcrou = ({ debut, modalites, retrait, terme }: SousEcrou): Machine => {
  const modification = lu(cpp, '712-8', { lecture: premiereLecture('french-business-law') })
  const horaires = lu(cpp, '712-8', { precision: 'al. 2', lecture: premiereLecture('french-business-law') })
  const abInitio = (source: Citation): Transition[] => [
    acte('condamnation_executoire', 'Condamnation exécutoire', ['prononcee'], 'prononcee', ['loi'], source),
    acte('fixation_contenu', 'Modalités fixées', ['prononcee'], 'prononcee', ['jap'], source, { effet: 'contenu' }),
    acte('conversion', 'Remplacée par une autre mesure', vivants, 'convertie', ['jap'], source, { effet: 'fin', cause: 'conversion' }),
  ]
  return {
    initial: 'prononcee',
    etats: {
      prononcee: { libelle: 'Accordée, pas commencée' },
      en_cours: { libelle: 'En cours' },
      suspendue: { libelle: 'Suspendue, personne incarcérée' },
      terminee: { libelle: 'Terminée', fin: true },
      retiree: { libelle: 'Retirée', fin: true },
      convertie: { libelle: 'Remplacée par une autre mesure', fin: true },
      eteinte: { libelle: 'Éteinte', fin: true },
    },
    transitions: [
      ...(modalites ? abInitio(modalites) : []),
      { acte: 'mise_a_execution', de: ['prononcee'], vers: 'en_cours', ...debut },
      acte('modification_obligations', 'Obligations modifiées', ['en_cours'], 'en_cours', ['jap'], modification, { effet: 'contenu' }),
      acte(
        'horaires',
        'Horaires changés en faveur de la personne',
        ['en_cours'],
        'en_cours',
        ['jap', 'dspip', 'chef_etablissement'],
        horaires,
        { effet: 'contenu' },
      ),
      ...rapportDeFin(['en_cours', 'suspendue']),
      acte('incarceration', 'Mesure suspendue', ['en_cours'], 'suspendue', ['jap'], suspension712),
      acte('debat_contradictoire', 'Débat contradictoire tenu', ['suspendue'], 'suspendue', ['jap'], suspension712),
      acte('retour', 'Mesure de nouveau en cours', ['suspendue'], 'en_cours', ['jap', 'loi'], suspension712),
      acte('retrait', 'Retrait', vivants, 'retiree', ['jap'], retrait, { effet: 'fin', cause: 'retrait' }),
      acte(
        'autre_amenagement',
        'Autre aménagement accordé',
        ['prononcee', 'en_cours'],
        'convertie',
        ['jap'],
        lu(cpp, '712-6', { lecture: premiereLecture(depot) }),
        { effet: 'fin', cause: 'autre' },
      ),
      acte('fin_au_terme', 'Fin de la peine', ['en_cours', 'suspendue'], 'terminee', ['loi'], terme, { effet: 'fin', cause: 'terme' }),
      ...finsDeLaLoi(vivants, 'eteinte'),
    ],
  }
}
