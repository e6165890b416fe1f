import { aVerifier, lu } from '../../platform/law.ts'
import type { Transition } from '../definition.rules.ts'
import { finsDeLaLoi, rapportDeFin } from './amenagements-communs.referentiel.ts'
import { premiereLecture, relecture, relectureSansMots } from './lectures.referentiel.ts'

const cp = 'code pénal'
const cpp = 'code de procédure pénale'
const loi2019 = 'loi 2019-222, art. 80'

/** An act that leaves the measure in its state, whichever of these it is. */
export const surPlace = (etats: readonly string[], acte: Omit<Transition, 'de' | 'vers'>): Transition[] =>
  etats.map(etat => ({ ...acte, de: [etat], vers: etat }))

const incarceration = lu(cp, '132-43', {
  precision: 'al. 2',
  lecture: premiereLecture('legifrance, version de 1994 ; kohenavocats, version en vigueur'),
})
const manquement = lu(cpp, '742', { lecture: premiereLecture('french-business-law, texte français') })
const fondement = lu(cp, '132-47', { par: loi2019, lecture: premiereLecture('code-penal.fr et livv') })
export const obligationsParLeJap = lu(cpp, '739', {
  precision: 'al. 2',
  par: 'loi 2011-939, art. 20',
  lecture: premiereLecture('codes-et-lois ; dates : chronologie doctrine'),
})
const nonAvenue = lu(cp, '132-52', { lecture: premiereLecture('lexbase (sursis probatoire) ; legifrance, version de 2003') })

/** Where the juridiction has ordered the exécution provisoire, the probation applies at once, before the conviction is executory. */
export const probationParProvision = (vers: string) => ({
  vers,
  libelle: 'Exécutoire par provision',
  source: lu(cp, '132-41', {
    precision: 'al. 2',
    lecture: relectureSansMots('versions de 1994, 2005 et 2020, même phrase ; CPP 471, al. 4'),
  }),
})

/**
 * What a suspended sentence lives once the probation runs, from the states named: the same for the plain and the reinforced one.
 * A breach that came to light before the end is judged after it: hence « delai_expire », from which only the judge's answer leads out.
 */
export const vieDeLaProbation = (courants: readonly string[]): Transition[] => {
  const vivants = ['prononcee', ...courants, 'suspendue', 'delai_expire']
  const courues = [...courants, 'suspendue', 'delai_expire']
  return [
    ...surPlace([...courants, 'suspendue'], {
      acte: 'modification_obligations',
      libelle: 'Obligations ajoutées, aménagées ou supprimées',
      auteurs: ['jap'],
      effet: 'contenu',
      source: obligationsParLeJap,
    }),
    {
      acte: 'suspension',
      libelle: 'Suspension du délai par l’incarcération',
      de: courants,
      vers: 'suspendue',
      auteurs: ['loi'],
      effet: 'suspend',
      source: incarceration,
    },
    {
      acte: 'reprise',
      libelle: 'Reprise du délai à la libération',
      de: ['suspendue'],
      vers: 'en_cours',
      auteurs: ['loi'],
      effet: 'reprend',
      source: incarceration,
    },
    {
      acte: 'prolongation',
      libelle: 'Prolongation du délai de probation',
      de: ['en_cours', 'delai_expire'],
      vers: 'en_cours',
      auteurs: ['jap'],
      effet: 'prolonge',
      // Three years in all, even where five or seven were pronounced.
      total: [
        {
          from: '2005-01-01',
          value: { mois: 36 },
          source: lu(cpp, '743', {
            par: 'loi 2004-204',
            lecture: relecture('cpp/743/2005-01-01', 'ce délai ne peut au total être supérieur à trois années'),
          }),
        },
      ],
      source: manquement,
    },
    ...surPlace(courues, {
      acte: 'revocation_partielle',
      libelle: 'Révocation partielle',
      auteurs: ['jap', 'tribunal'],
      source: aVerifier(cp, '132-49', {
        raison: 'révocation « en totalité ou en partie » lue à 132-48 et à CPP 742 ; texte de 132-49 non lu',
        verifieLe: '2026-11-27',
      }),
    }),
    {
      acte: 'revocation_totale',
      libelle: 'Révocation totale',
      de: courues,
      vers: 'revoquee',
      auteurs: ['jap', 'tribunal'],
      effet: 'fin',
      cause: 'revocation',
      source: fondement,
    },
    {
      acte: 'saisine_avant_terme',
      libelle: 'Délai expiré, le JAP est saisi d’un manquement antérieur',
      de: courants,
      vers: 'delai_expire',
      auteurs: ['jap', 'parquet'],
      source: lu(cpp, '742', { precision: 'al. 3', lecture: premiereLecture('french-business-law, texte français') }),
    },
    {
      acte: 'sans_suite',
      libelle: 'Ni prolongation ni révocation',
      de: ['delai_expire'],
      vers: 'non_avenue',
      auteurs: ['jap'],
      effet: 'fin',
      cause: 'terme',
      source: nonAvenue,
    },
    {
      acte: 'fin_au_terme',
      libelle: 'Terme du délai, condamnation réputée non avenue',
      de: courants,
      vers: 'non_avenue',
      auteurs: ['loi'],
      effet: 'fin',
      cause: 'terme',
      source: nonAvenue,
    },
    {
      acte: 'fin_anticipee',
      libelle: 'Condamnation déclarée non avenue avant le terme',
      de: courants,
      vers: 'non_avenue',
      auteurs: ['jap'],
      effet: 'fin',
      cause: 'anticipee',
      source: lu(cpp, '744', {
        precision: 'al. 1',
        legifrance: 'LEGIARTI000006578186',
        lecture: premiereLecture('legifrance, version du 1er janvier 2005'),
      }),
    },
    {
      acte: 'infirmation',
      libelle: 'Condamnation infirmée ou annulée sur recours',
      de: vivants,
      vers: 'eteinte',
      auteurs: ['tribunal'],
      effet: 'fin',
      cause: 'autre',
      source: aVerifier(cpp, '515', { raison: 'effet de l’appel : article non lu', verifieLe: '2026-11-27' }),
    },
    ...rapportDeFin([...courants, 'suspendue']),
    ...finsDeLaLoi(vivants, 'eteinte'),
  ]
}
export const etatsDeProbation = {
  prononcee: { libelle: 'Prononcé, pas encore exécutoire' },
  en_cours: { libelle: 'Probation en cours' },
  suspendue: { libelle: 'Délai suspendu par l’incarcération' },
  delai_expire: { libelle: 'Délai expiré, décision attendue' },
  non_avenue: { libelle: 'Condamnation non avenue', fin: true },
  revoquee: { libelle: 'Révoqué en totalité', fin: true },
  eteinte: { libelle: 'Éteint', fin: true },
} as const
