import { type CitationLue, lu } from '../../platform/law.ts'
import type { Auteur } from '../definition.rules.ts'
import type { Machine, Transition } from '../machine.rules.ts'
import { relecture } from './lectures.referentiel.ts'

const cpp = 'code de procédure pénale'

export const lue = (
  article: string,
  version: string,
  mots: string,
  plus: { precision?: string; par?: string } = {},
): CitationLue =>
  lu(cpp, article, { ...plus, lecture: relecture(`cpp/${article}/${version}`, mots) })
export const parLeJuge = lue(
  '139',
  '1993-03-01',
  'imposer à la personne placée sous contrôle judiciaire une ou plusieurs obligations nouvelles',
  {
    precision: 'al. 2',
  },
)
export const soustraction = lue(
  '141-2',
  '2010-07-11, mêmes mots de 2001 à 2024',
  'Quelle que soit la peine d’emprisonnement encourue […] un mandat de dépôt en vue de sa détention provisoire',
  {
    precision: 'al. 1 et 2',
  },
)
export const jugement = lue(
  '471',
  '2010-07-11, mêmes mots en 2019 et, pour le sursis probatoire, en 2020',
  'Le contrôle judiciaire prend fin sauf si le tribunal en décide autrement',
  {
    precision: 'al. 3',
  },
)
export const avis = lue(
  'R16-1',
  '2002-05-05',
  'si celle-ci se soustrait aux obligations qui lui sont imposées, elles en avisent le juge sans délai',
)

const vivants = ['en_cours', 'maintenu']
/** An act that leaves the measure in its state, whichever of these it is. */
const sansChangerDEtat = (
  etats: readonly string[],
  acte: Omit<Transition, 'de' | 'vers'>,
): Transition[] => etats.map(etat => ({ ...acte, de: [etat], vers: etat }))
const fin = ({
  acte,
  libelle,
  auteurs,
  cause,
  source,
  de = vivants,
}: {
  acte: string
  libelle: string
  auteurs: readonly Auteur[]
  cause: Transition['cause']
  source: CitationLue
  de?: readonly string[]
}): Transition => ({
  acte,
  libelle,
  de,
  vers: cause === 'revocation' ? 'revoquee' : 'terminee',
  auteurs,
  effet: 'fin',
  ...(cause && { cause }),
  source,
})
/**
 * `avantLeJugement`: who changes the obligations once the person is sent before the court;
 * `assignation`: the article of its placement.
 */
export const machine = (
  avantLeJugement: { auteurs: readonly Auteur[]; source: CitationLue },
  assignation: CitationLue,
): Machine => ({
  initial: 'en_cours',
  etats: {
    en_cours: { libelle: 'En cours' },
    maintenu: { libelle: 'Maintenu' },
    terminee: { libelle: 'Terminé', fin: true },
    revoquee: { libelle: 'Révoqué', fin: true },
  },
  transitions: [
    {
      acte: 'modification',
      libelle: 'Obligations ajoutées, modifiées ou supprimées',
      de: ['en_cours'],
      vers: 'en_cours',
      auteurs: ['juge_instruction', 'jld', 'tribunal'],
      effet: 'contenu',
      source: parLeJuge,
    },
    {
      acte: 'modification',
      libelle: 'Obligations modifiées avant le jugement',
      de: ['maintenu'],
      vers: 'maintenu',
      ...avantLeJugement,
      effet: 'contenu',
    },
    ...sansChangerDEtat(vivants, {
      acte: 'manquement',
      libelle: 'Manquement constaté par le service désigné',
      auteurs: ['spip'],
      source: avis,
    }),
    {
      acte: 'maintien',
      libelle: 'Maintien jusqu’à la comparution devant le tribunal',
      de: ['en_cours'],
      vers: 'maintenu',
      auteurs: ['juge_instruction'],
      source: lue(
        '179',
        '2009-11-26, mêmes mots en 2016',
        'maintenir le prévenu en détention […] ou sous contrôle judiciaire jusqu’à sa comparution',
        {
          precision: 'al. 3',
        },
      ),
    },
    {
      acte: 'maintien_apres_condamnation',
      libelle:
        'Maintien par le tribunal qui condamne à l’emprisonnement sans sursis ou avec probation',
      de: vivants,
      vers: 'maintenu',
      auteurs: ['tribunal'],
      source: jugement,
    },
    fin({
      acte: 'mainlevee',
      libelle: 'Mainlevée',
      auteurs: ['juge_instruction', 'jld', 'tribunal'],
      cause: 'mainlevee',
      source: lue(
        '140',
        '2001-01-01',
        'La mainlevée du contrôle judiciaire peut être ordonnée à tout moment',
        { precision: 'al. 1' },
      ),
    }),
    fin({
      acte: 'cloture',
      libelle: 'Fin de l’instruction sans maintien',
      auteurs: ['juge_instruction', 'loi'],
      cause: 'decision',
      source: lue(
        '179',
        '2009-11-26, mêmes mots en 2016',
        'L’ordonnance de règlement met fin […] au contrôle judiciaire',
        { precision: 'al. 2' },
      ),
      de: ['en_cours'],
    }),
    fin({
      acte: 'jugement',
      libelle: 'Jugement',
      auteurs: ['tribunal', 'loi'],
      cause: 'decision',
      source: jugement,
    }),
    fin({
      acte: 'revocation',
      libelle: 'Placement en détention provisoire',
      auteurs: ['jld'],
      cause: 'revocation',
      source: soustraction,
    }),
    fin({
      acte: 'placement_arse',
      libelle: 'Placement sous assignation à résidence',
      auteurs: ['juge_instruction', 'jld', 'tribunal'],
      cause: 'revocation',
      source: assignation,
    }),
    fin({
      acte: 'deces',
      libelle: 'Décès',
      auteurs: ['loi'],
      cause: 'deces',
      source: lue('6', '1999-06-24', 's’éteint par la mort du prévenu', { precision: 'al. 1' }),
    }),
  ],
})
