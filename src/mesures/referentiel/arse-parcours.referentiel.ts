import { type CitationLue, type Dated, lu } from '../../platform/law.ts'
import type { Auteur, Delai } from '../definition.rules.ts'
import type { CauseDeFin, Etat, Machine, Transition } from '../machine.rules.ts'
import { bornees, pendantLaDuree } from './apres-le-terme.referentiel.ts'
import { relecture } from './lectures.referentiel.ts'

const par2009 = 'loi 2009-1436, art. 71'
const cpp = 'code de procédure pénale'
const par2019 = 'loi 2019-222, art. 54'
const par2023 = 'loi 2023-1059, art. 6'

type Plus = { precision?: string; par?: string }
export const lue = (article: string, version: string, mots: string, plus: Plus = {}): CitationLue =>
  lu(cpp, article, { ...plus, lecture: relecture(`cpp/${article}/${version}`, mots) })
const parLaJuridiction = lue(
  '142-12',
  '2009-11-26',
  'levée, maintenue, modifiée ou révoquée par les juridictions d’instruction et de jugement',
  {
    precision: 'al. 2',
    par: par2009,
  },
)
const commeLeControle = lue(
  '142-8',
  '2009-11-26, mêmes mots en 2024',
  'Le deuxième alinéa de l’article 139 et les articles 140 et 141-3 sont applicables',
  {
    precision: 'al. 1',
    par: par2009,
  },
)
export const manquement = lue(
  '142-8',
  '2009-11-26, mêmes mots en 2024',
  'peut faire l’objet d’un mandat d’arrêt ou d’amener et être placée en détention provisoire',
  {
    precision: 'al. 2',
    par: par2009,
  },
)
export const sixMois = lue(
  '142-7',
  '2009-11-26, mêmes mots en 2019',
  'ordonnée pour une durée qui ne peut excéder six mois',
  {
    precision: 'al. 1',
    par: par2009,
  },
)
export const conditionnel = (mots: string, precision: string): CitationLue =>
  lue('142-6-1', '2023-11-22', mots, { precision, par: par2023 })
export const quinzeJours = conditionnel(
  'en décidant de son incarcération provisoire […] ou pour une période de quinze jours au plus',
  'al. 1',
)
export const cinqJours = conditionnel(
  'fait comparaître à nouveau la personne devant lui, dans un délai de cinq jours',
  'al. 3',
)

const posee = ['en_cours', 'maintenue']
export const etats: Record<string, Etat> = {
  decidee: { libelle: 'Décidée, dispositif à poser' },
  en_cours: { libelle: 'En cours' },
  maintenue: { libelle: 'Maintenue jusqu’au jugement' },
  terminee: { libelle: 'Terminée', fin: true },
  revoquee: { libelle: 'Révoquée', fin: true },
}
const modification: Omit<Transition, 'de' | 'vers'> = {
  acte: 'modification',
  libelle: 'Obligations modifiées',
  auteurs: ['juge_instruction', 'jld', 'tribunal'],
  effet: 'contenu',
  source: commeLeControle,
}
const horaires: Omit<Transition, 'de' | 'vers'> = {
  acte: 'modification_horaires',
  libelle: 'Horaires modifiés avec l’accord préalable du juge',
  auteurs: ['chef_etablissement', 'dspip'],
  effet: 'contenu',
  source: lue(
    '142-9',
    '2009-11-26',
    'Avec l’accord préalable du juge d’instruction […] être modifiés par le chef d’établissement pénitentiaire',
    { par: par2009 },
  ),
}
export const memeDuree = (mots: string) =>
  lue('142-7', '2009-11-26', `ne peut excéder six mois. Elle peut être prolongée ${mots}`, {
    par: par2009,
  })
const deuxAns: Dated<Delai> = [
  {
    from: '2009-11-26',
    value: { mois: 24 },
    source: memeDuree(
      'pour une même durée […] sans que la durée totale du placement dépasse deux ans',
    ),
  },
]
const renvoi = (precision: string, mots: string): CitationLue =>
  lue('179', '2009-11-26, mêmes mots en 2016', mots, { precision })
const fin = ({
  acte,
  libelle,
  de,
  auteurs,
  cause,
  source,
}: {
  acte: string
  libelle: string
  de: readonly string[]
  auteurs: readonly Auteur[]
  cause: CauseDeFin
  source: Transition['source']
}): Transition => ({
  acte,
  libelle,
  de,
  vers: cause === 'revocation' ? 'revoquee' : 'terminee',
  auteurs,
  effet: 'fin',
  cause,
  source,
})
export const transitions: readonly Transition[] = bornees(
  pendantLaDuree('2009-11-26', sixMois),
  ['modification', 'modification_horaires', 'prolongation', 'maintien'],
  [
    {
      acte: 'pose',
      libelle: 'Pose du dispositif',
      de: ['decidee'],
      vers: 'en_cours',
      auteurs: ['chef_etablissement', 'spip'],
      source: lue(
        '142-5',
        '2009-11-26, mêmes mots en 2019 et 2023',
        'à l’aide du procédé prévu par l’article 723-8',
        {
          precision: 'al. 3',
          par: par2009,
        },
      ),
    },
    ...posee.flatMap(etat =>
      [modification, horaires].map(acte => ({ ...acte, de: [etat], vers: etat })),
    ),
    {
      acte: 'prolongation',
      libelle: 'Prolongation de six mois au plus',
      de: ['en_cours'],
      vers: 'en_cours',
      auteurs: ['juge_instruction', 'jld'],
      effet: 'prolonge',
      parDecision: [
        { from: '2009-11-26', value: { mois: 6 }, source: memeDuree('pour une même durée') },
      ],
      total: deuxAns,
      source: sixMois,
    },
    {
      acte: 'maintien',
      libelle: 'Maintien jusqu’au jugement',
      de: ['en_cours'],
      vers: 'maintenue',
      auteurs: ['juge_instruction'],
      source: renvoi(
        'al. 3',
        'maintenir le prévenu en détention, sous assignation à résidence avec surveillance électronique',
      ),
    },
    fin({
      acte: 'revocation',
      libelle: 'Révocation et détention provisoire',
      de: ['decidee', ...posee],
      auteurs: ['jld'],
      cause: 'revocation',
      source: manquement,
    }),
    fin({
      acte: 'mainlevee',
      libelle: 'Mainlevée',
      de: ['decidee', ...posee],
      auteurs: ['juge_instruction', 'jld', 'tribunal'],
      cause: 'mainlevee',
      source: commeLeControle,
    }),
    fin({
      acte: 'terme',
      libelle: 'Terme sans prolongation',
      de: posee,
      auteurs: ['loi'],
      cause: 'terme',
      source: sixMois,
    }),
    fin({
      acte: 'cloture',
      libelle: 'Fin de l’instruction sans maintien',
      de: ['decidee', 'en_cours'],
      auteurs: ['juge_instruction', 'loi'],
      cause: 'decision',
      source: renvoi(
        'al. 2',
        'L’ordonnance de règlement met fin à la détention provisoire, à l’assignation à résidence',
      ),
    }),
    fin({
      acte: 'jugement',
      libelle: 'Levée par la juridiction qui juge',
      de: ['decidee', ...posee],
      auteurs: ['tribunal'],
      cause: 'decision',
      source: parLaJuridiction,
    }),
    fin({
      acte: 'deces',
      libelle: 'Décès',
      de: ['decidee', ...posee],
      auteurs: ['loi'],
      cause: 'deces',
      source: lue('6', '1999-06-24', 's’éteint par la mort du prévenu', { precision: 'al. 1' }),
    }),
  ],
)
// Once the person is sent before the court, nobody has to prolong the measure every six months: it
// goes on to the end of its two years.
export const sansProlongation = lue(
  '142-7',
  '2019-06-01',
  'ne peut excéder deux ans, sans qu’il soit nécessaire d’en ordonner la prolongation tous les six mois',
  {
    precision: 'al. 2',
    par: par2019,
  },
)
export const transitions2019: readonly Transition[] = transitions.map(transition =>
  transition.acte === 'maintien'
    ? {
        ...transition,
        porteAuTotal: true,
        total: [...deuxAns, { from: '2019-06-01', value: { mois: 24 }, source: sansProlongation }],
      }
    : transition,
)
// The conditional placement: the person waits inside, fifteen days at most, while the SPIP checks
// that the device can work.
export const machineConditionnelle: Machine = {
  initial: 'decidee',
  etats: {
    ...etats,
    conditionnelle: { libelle: 'Placement conditionnel, faisabilité à vérifier' },
  },
  transitions: [
    ...transitions2019.map(transition =>
      transition.acte === 'pose' || transition.acte === 'deces'
        ? { ...transition, de: [...transition.de, 'conditionnelle'] }
        : transition,
    ),
    {
      acte: 'placement_conditionnel',
      libelle: 'Placement conditionnel avec incarcération provisoire',
      de: ['decidee'],
      vers: 'conditionnelle',
      auteurs: ['jld'],
      source: quinzeJours,
    },
    {
      acte: 'impossibilite',
      libelle: 'Impossibilité technique, ou pas de rapport dans les dix jours',
      de: ['conditionnelle'],
      vers: 'conditionnelle',
      auteurs: ['spip', 'jld'],
      fait: true,
      source: cinqJours,
    },
    fin({
      acte: 'fin_placement_conditionnel',
      libelle: 'Fin du placement conditionnel sans pose',
      de: ['conditionnelle'],
      auteurs: ['jld', 'loi'],
      cause: 'caducite',
      source: conditionnel(
        'la personne est remise en liberté si elle n’est pas détenue pour une autre cause',
        'al. 3',
      ),
    }),
  ],
}
