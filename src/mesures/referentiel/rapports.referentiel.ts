import { lu, type Regle, type Valuee } from '../../platform/law.ts'
import type { Delai, Devoir } from '../definition.rules.ts'
import type { Transition } from '../machine.rules.ts'
import { regleDe } from './amenagements-communs.referentiel.ts'
import { relecture } from './lectures.referentiel.ts'

const cpp = 'code de procédure pénale'

/**
 * What CPP D575 says since 17 December 2011, and the code pénitentiaire in its place since 1 May
 * 2022.
 */
const desRapports = <T>(
  value: T,
  mots: string,
  de2022 = mots,
  alinea = { d575: 'al. 4', penitentiaire: 'al. 1' },
): Valuee<T> => [
  {
    from: '2011-12-17',
    value,
    source: lu(cpp, 'D575', {
      precision: alinea.d575,
      par: 'décret 2011-1876',
      lecture: relecture('cpp/D575/2011-12-17', mots),
    }),
  },
  {
    from: '2022-05-01',
    value,
    source: lu('code pénitentiaire', 'D113-44', {
      precision: alinea.penitentiaire,
      par: 'décret 2022-479',
      lecture: relecture('cpen/D113-44/2022-05-01', de2022),
    }),
  },
]
const EVALUATION = 'un rapport d’évaluation dans les trois mois suivant la date à laquelle'
const FIN = 'un rapport de fin de mesure un mois avant l’échéance de la mesure'
const ANNUEL = 'un rapport annuel lorsque la durée de la mesure excède deux ans'
/**
 * Reports that the SPIP owes for every measure of control entrusted to it, whatever its kind (CPP
 * D574 and D575, now CPén D113-44). `sansTerme`: where the decision gives no term, the measure has
 * no limit.
 */
export const rapportsDuSpip = (
  nature: string,
  catalogue: string,
  plus: { sansTerme?: true } = {},
): Devoir[] => {
  const delai = (id: string, libelle: string, value: Delai, mots: string): Regle<Delai> =>
    regleDe(nature)(id, catalogue, libelle, desRapports(value, mots))
  return [
    {
      cle: 'rapport_evaluation',
      libelle: 'Rapport d’évaluation au magistrat',
      enMain: 'spip',
      depuis: 'debut',
      delai: delai(
        'rapport_evaluation',
        'Rapport d’évaluation, après la saisine du SPIP',
        { mois: 3, proroge: true },
        EVALUATION,
      ),
      satisfaitPar: 'rapport:evaluation',
    },
    {
      cle: 'rapport_annuel',
      libelle: 'Rapport annuel au magistrat',
      enMain: 'spip',
      depuis: 'debut',
      delai: delai('rapport_annuel', 'Rapport annuel', { mois: 12, proroge: true }, ANNUEL),
      satisfaitPar: 'rapport:annuel',
      tousLes: delai(
        'rapport_annuel_suivant',
        'Rapport annuel suivant',
        { mois: 12, proroge: true },
        ANNUEL,
      ),
      siDureeExcede: {
        duree: delai(
          'duree_a_rapport_annuel',
          'Durée au-delà de laquelle un rapport est dû chaque année',
          { mois: 24, proroge: false },
          ANNUEL,
        ),
        ...plus,
      },
    },
    {
      cle: 'rapport_de_fin',
      libelle: 'Rapport de fin de mesure au magistrat',
      enMain: 'spip',
      depuis: 'terme',
      delai: delai(
        'rapport_de_fin',
        'Rapport de fin de mesure, avant l’échéance',
        { mois: 1, avant: true },
        FIN,
      ),
      // Sent from here, or said by its act where it was sent otherwise: an evaluation report never
      // passes for it.
      satisfaitPar: ['rapport:fin_de_mesure', 'acte:rapport_de_fin'],
    },
  ]
}

const [{ source: d575 }] = desRapports(null, FIN)
export const rapportDeFin = (de: readonly string[]): Transition[] =>
  de.map(e => ({
    acte: 'rapport_de_fin',
    libelle: 'Rapport de fin transmis',
    de: [e],
    vers: e,
    auteurs: ['spip'],
    source: d575,
  }))
/** Reports owed on an event: the file has no fact from which their delay could run. */
export const autresRapports = (nature: string, catalogue: string): Regle<string> =>
  regleDe(nature)<string>(
    'rapports',
    catalogue,
    'Autres rapports du SPIP',
    desRapports(
      'Incident : dans les plus brefs délais. Difficulté, changement de situation ou de prise en charge, demande du juge.',
      'en cas d’incident dans le suivi de la mesure, et ce dans les plus brefs délais',
      'En cas d’incident dans le suivi de la mesure, et ce dans les plus brefs délais',
      { d575: 'al. 5', penitentiaire: 'al. 2' },
    ),
  )
