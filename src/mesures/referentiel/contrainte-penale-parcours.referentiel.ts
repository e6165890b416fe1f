import { type Citation, type CitationLue, type Dated, lu, nExistePas } from '../../platform/law.ts'
import type { Auteur, Delai } from '../definition.rules.ts'
import type { Machine, Transition } from '../machine.rules.ts'
import { finsDeLaLoi } from './amenagements-communs.referentiel.ts'
import { bornees, pendantLaDuree } from './apres-le-terme.referentiel.ts'
import { relecture } from './lectures.referentiel.ts'
import { surPlace } from './probation-vie.referentiel.ts'
import { rapportDeFin } from './rapports.referentiel.ts'

const cpp = 'code de procédure pénale'
const cp = 'code pénal'
const loi2014 = 'loi 2014-896, art. 19'
const decret2014 = 'décret 2014-1582'

export const de2014 = (precision: string | undefined, mots: string): CitationLue =>
  lu(cp, '131-4-1', {
    ...(precision && { precision }),
    par: loi2014,
    lecture: relecture('cp/131-4-1/2014-10-01', mots),
  })
export const avant = de2014(
  undefined,
  'la juridiction peut prononcer la peine de contrainte pénale',
)
export const duree = de2014('al. 2', 'pendant une durée comprise entre six mois et cinq ans')
export const loi2014cpp = (article: string, mots: string, precision?: string): CitationLue =>
  lu(cpp, article, {
    ...(precision && { precision }),
    par: 'loi 2014-896',
    lecture: relecture(`cpp/${article}/2014-10-01`, mots),
  })
export const decret = (article: string, mots: string, precision?: string): CitationLue =>
  lu(cpp, article, {
    ...(precision && { precision }),
    par: decret2014,
    lecture: relecture(`cpp/${article}/2014-12-27`, mots),
  })
export const manquement = loi2014cpp(
  '713-47',
  'modifier ou compléter les obligations ou interdictions […] procéder à un rappel des mesures',
  'al. 1',
)
const incarceration = loi2014cpp(
  '713-46',
  'peut être suspendu par le juge de l’application des peines en cas d’incarcération du condamné',
)
export const incarcerationProvisoire = loi2014cpp(
  '713-47',
  'ordonner l’incarcération provisoire […] dans un délai de quinze jours suivant l’incarcération du condamné, celui-ci est remis en liberté',
  'al. 3',
)
const parLeJap = loi2014cpp(
  '713-43',
  'détermine les obligations et interdictions auxquelles est astreint le condamné',
  'al. 1',
)
const evaluation = loi2014cpp(
  '713-42',
  'le service adresse au juge de l’application des peines un rapport comportant des propositions',
  'al. 2',
)
export const annuelle = loi2014cpp(
  '713-44',
  'et au moins une fois par an, par le service pénitentiaire d’insertion et de probation',
  'al. 1',
)
export const finAnticipee = loi2014cpp(
  '713-45',
  'pendant au moins un an, que son reclassement paraît acquis et qu’aucun suivi ne paraît plus nécessaire',
)

export const sortieDePrison = decret(
  'D49-83',
  'dans un délai qui ne saurait être supérieur à huit jours à compter de sa libération',
)
// One year of obligations kept: they bind from the judgment, which is executory by provision. It
// outlives the repeal with the sentences pronounced.
const unAn: Dated<Delai> = [
  { from: '1994-03-01', value: nExistePas, source: avant },
  { from: '2014-10-01', value: { mois: 12 }, source: finAnticipee },
]
const courants = ['en_evaluation', 'en_cours']
const vivants = [...courants, 'suspendue']
const transitions = (miseAExecution: {
  auteurs: readonly Auteur[]
  source: Citation
}): Transition[] => [
  {
    acte: 'proposition_contenu',
    libelle: 'Rapport et proposition du SPIP',
    de: ['en_evaluation'],
    vers: 'en_evaluation',
    auteurs: ['spip'],
    source: evaluation,
  },
  {
    acte: 'fixation_contenu',
    libelle: 'Obligations et aides fixées par le JAP',
    de: courants,
    vers: 'en_cours',
    auteurs: ['jap'],
    effet: 'contenu',
    source: parLeJap,
  },
  ...surPlace(courants, {
    acte: 'modification_obligations',
    libelle: 'Obligations modifiées ou complétées',
    auteurs: ['jap'],
    effet: 'contenu',
    source: manquement,
  }),
  ...surPlace(courants, {
    acte: 'rappel',
    libelle: 'Rappel des mesures et obligations',
    auteurs: ['jap'],
    fait: true,
    source: manquement,
  }),
  {
    acte: 'reexamen',
    libelle: 'Réévaluation de la situation',
    de: ['en_cours'],
    vers: 'en_cours',
    auteurs: ['spip', 'jap'],
    fait: true,
    source: annuelle,
  },
  ...surPlace(vivants, {
    acte: 'mise_a_execution_partielle',
    libelle: 'Emprisonnement mis à exécution en partie',
    aExecuter: 'une_partie',
    ...miseAExecution,
  }),
  {
    acte: 'revocation_totale',
    libelle: 'Emprisonnement mis à exécution en totalité',
    de: vivants,
    vers: 'revoquee',
    ...miseAExecution,
    effet: 'fin',
    cause: 'inexecution',
  },
  {
    acte: 'suspension',
    libelle: 'Suspension décidée par le JAP, pendant une incarcération',
    de: courants,
    vers: 'suspendue',
    auteurs: ['jap'],
    effet: 'suspend',
    source: incarceration,
  },
  {
    acte: 'reprise',
    libelle: 'Reprise à la libération',
    de: ['suspendue'],
    vers: 'en_cours',
    auteurs: ['jap', 'loi'],
    effet: 'reprend',
    source: incarceration,
  },
  ...surPlace(courants, {
    acte: 'liberation',
    libelle: 'Sortie de prison, la peine n’étant pas suspendue',
    auteurs: ['loi', 'chef_etablissement'],
    source: sortieDePrison,
  }),
  ...surPlace(courants, {
    acte: 'incarceration',
    libelle: 'Incarcération provisoire décidée par le JAP',
    auteurs: ['jap'],
    source: incarcerationProvisoire,
  }),
  ...surPlace(courants, {
    acte: 'debat_contradictoire',
    libelle: 'Débat contradictoire tenu',
    auteurs: ['jap', 'tribunal'],
    fait: true,
    source: incarcerationProvisoire,
  }),
  {
    acte: 'fin_anticipee',
    libelle: 'Fin anticipée, sur réquisitions conformes du parquet',
    de: courants,
    vers: 'terminee',
    auteurs: ['jap', 'tribunal'],
    effet: 'fin',
    cause: 'anticipee',
    pasAvant: { depuis: ['debut'], delai: unAn },
    source: finAnticipee,
  },
  {
    acte: 'fin_au_terme',
    libelle: 'Terme de la peine',
    de: courants,
    vers: 'terminee',
    auteurs: ['loi'],
    effet: 'fin',
    cause: 'terme',
    source: duree,
  },
  {
    acte: 'infirmation',
    libelle: 'Condamnation infirmée ou annulée sur recours',
    de: vivants,
    vers: 'eteinte',
    auteurs: ['tribunal'],
    effet: 'fin',
    cause: 'autre',
    source: lu(cpp, '515', {
      precision: 'al. 1',
      lecture: relecture('cpp/515/1983-09-01', 'soit l’infirmer en tout ou en partie'),
    }),
  },
  ...rapportDeFin(vivants),
  ...finsDeLaLoi(vivants, 'eteinte'),
]

export const machine = (miseAExecution: {
  auteurs: readonly Auteur[]
  source: Citation
}): Machine => ({
  initial: 'en_evaluation',
  etats: {
    en_evaluation: { libelle: 'En cours, évaluation par le SPIP' },
    en_cours: { libelle: 'En cours' },
    suspendue: { libelle: 'Suspendue pendant une incarcération' },
    terminee: { libelle: 'Terminée', fin: true },
    revoquee: { libelle: 'Emprisonnement mis à exécution', fin: true },
    eteinte: { libelle: 'Éteinte', fin: true },
  },
  transitions: bornees(
    pendantLaDuree('2014-10-01', duree, { avant }),
    ['fixation_contenu', 'modification_obligations', 'suspension', 'fin_anticipee'],
    transitions(miseAExecution),
  ),
})
