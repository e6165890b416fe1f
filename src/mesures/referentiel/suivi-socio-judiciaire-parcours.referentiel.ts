import { type Dated, lu } from '../../platform/law.ts'
import type { Delai } from '../definition.rules.ts'
import type { Machine } from '../machine.rules.ts'
import { acte, finsDeLaLoi, incarceration712 } from './amenagements-communs.referentiel.ts'
import { bornees, pendantLaDuree } from './apres-le-terme.referentiel.ts'
import { relecture } from './lectures.referentiel.ts'
import { rapportDeFin } from './rapports.referentiel.ts'

const cpp = 'code de procédure pénale'
const cp = 'code pénal'

export const lu131 = (
  article: string,
  from: string,
  mots: string,
  plus: { precision?: string; par?: string } = {},
) => lu(cp, article, { ...plus, lecture: relecture(`cp/${article}/${from}`, mots) })
export const lu763 = (
  article: string,
  from: string,
  mots: string,
  plus: { precision?: string; par?: string } = {},
) => lu(cpp, article, { ...plus, lecture: relecture(`cpp/${article}/${from}`, mots) })
export const loi2004 = (mots: string) =>
  lu131('131-36-1', '2004-03-10', mots, { par: 'loi 2004-204, art. 46' })
const detention = lu131(
  '131-36-5',
  '1998-06-18',
  'Le suivi socio-judiciaire est suspendu par toute détention intervenue au cours de son exécution',
  {
    par: 'loi 98-468',
  },
)
const inobservation = lu763(
  '763-5',
  '2010-03-12',
  'ordonner, par décision motivée, la mise à exécution de l’emprisonnement […] ne dispense pas le condamné de l’exécution du suivi',
  {
    precision: 'al. 1 et 4',
  },
)
export const medecin = (from: string) =>
  lu763('R61', from, 'dans un délai qu’il fixe et qui ne peut être supérieur à un mois')

const unAnAvantDeDemander: Dated<Delai> = [
  {
    from: '1998-06-18',
    value: { mois: 12 },
    source: lu763(
      '763-6',
      '1998-06-18',
      'qu’à l’issue d’un délai d’un an à compter de la décision de condamnation',
      {
        precision: 'al. 2',
        par: 'loi 98-468',
      },
    ),
  },
]
// The text does not say from when thirty years run: from the decision at the earliest.
const trenteAns: Dated<Delai> = [
  {
    from: '2004-03-10',
    value: { mois: 360 },
    source: lu131(
      '131-36-1',
      '2004-03-10',
      'mettre fin à la mesure à l’issue d’un délai de trente ans',
      {
        precision: 'al. 2',
        par: 'loi 2004-204, art. 46',
      },
    ),
  },
]

const vivants = ['en_cours', 'suspendue', 'incarceree']
const duTempsDuSuivi = [
  'modification',
  'injonction_de_soins',
  'relevement_partiel',
  'suspension',
  'relevement',
  'fin_anticipee',
]
/** Imprisonment for a breach suspends the suivi and does not end it (763-5, last paragraph). */
export const machine: Machine = {
  initial: 'en_cours',
  etats: {
    en_cours: { libelle: 'En cours' },
    suspendue: { libelle: 'Suspendu par une détention' },
    incarceree: { libelle: 'Personne incarcérée provisoirement' },
    terminee: { libelle: 'Terminé', fin: true },
  },
  transitions: bornees(
    pendantLaDuree(
      '2004-03-10',
      loi2004('pendant une durée déterminée par la juridiction de jugement'),
    ),
    duTempsDuSuivi,
    [
      acte({
        cle: 'modification',
        libelle: 'Mesures modifiées ou complétées',
        de: ['en_cours'],
        vers: 'en_cours',
        auteurs: ['jap'],
        source: lu763(
          '763-3',
          '2010-03-12',
          'modifier ou compléter les mesures prévues aux articles 131-36-2 et 131-36-3',
          { precision: 'al. 1' },
        ),
        suite: {
          effet: 'contenu',
        },
      }),
      acte({
        cle: 'injonction_de_soins',
        libelle: 'Injonction de soins notifiée',
        de: ['en_cours'],
        vers: 'en_cours',
        auteurs: ['tribunal', 'jap'],
        source: lu763(
          '763-3',
          '2010-03-12',
          'la personne condamnée est soumise à une injonction de soins, sauf décision contraire du juge',
          {
            precision: 'al. 3',
          },
        ),
        suite: {
          effet: 'contenu',
        },
      }),
      acte({
        cle: 'rencontre_medecin_coordonnateur',
        libelle: 'Rencontre du médecin coordonnateur',
        de: ['en_cours'],
        vers: 'en_cours',
        auteurs: ['personne'],
        source: medecin('2008-11-06'),
      }),
      acte({
        cle: 'relevement_partiel',
        libelle: 'Relèvement d’une partie des obligations',
        de: ['en_cours'],
        vers: 'en_cours',
        auteurs: ['tribunal', 'jap'],
        source: lu763(
          '763-6',
          '2010-03-12',
          'La juridiction peut décider de relever le condamné d’une partie seulement de ses obligations […] ne relever le condamné que d’une partie',
          { par: 'loi 2010-242, art. 10' },
        ),
        suite: {
          effet: 'contenu',
        },
      }),
      acte({
        cle: 'suspension',
        libelle: 'Suspension : détention',
        de: ['en_cours'],
        vers: 'suspendue',
        auteurs: ['loi'],
        source: detention,
        suite: {
          effet: 'suspend',
        },
      }),
      acte({
        cle: 'execution_emprisonnement',
        libelle: 'Mise à exécution de tout ou partie de l’emprisonnement encouru',
        de: ['en_cours', 'incarceree'],
        vers: 'suspendue',
        auteurs: ['jap'],
        source: inobservation,
        suite: {
          effet: 'suspend',
          aExecuter: 'tout_ou_partie',
        },
      }),
      acte({
        cle: 'incarceration',
        libelle: 'Incarcération provisoire',
        de: ['en_cours'],
        vers: 'incarceree',
        auteurs: ['jap'],
        source: incarceration712,
      }),
      acte({
        cle: 'debat_contradictoire',
        libelle: 'Débat contradictoire tenu',
        de: ['incarceree'],
        vers: 'incarceree',
        auteurs: ['jap'],
        source: incarceration712,
        suite: { fait: true },
      }),
      acte({
        cle: 'retour',
        libelle: 'Remise en liberté',
        de: ['incarceree'],
        vers: 'en_cours',
        auteurs: ['jap', 'loi'],
        source: incarceration712,
      }),
      acte({
        cle: 'reprise',
        libelle: 'Reprise à la libération',
        de: ['suspendue'],
        vers: 'en_cours',
        auteurs: ['loi'],
        source: detention,
        suite: {
          effet: 'reprend',
        },
      }),
      ...rapportDeFin(['en_cours']),
      acte({
        cle: 'terme',
        libelle: 'Terme',
        de: ['en_cours'],
        vers: 'terminee',
        auteurs: ['loi'],
        source: loi2004('pendant une durée déterminée par la juridiction de jugement'),
        suite: {
          effet: 'fin',
          cause: 'terme',
        },
      }),
      {
        ...acte({
          cle: 'relevement',
          libelle: 'Relèvement de la mesure',
          de: ['en_cours', 'suspendue'],
          vers: 'terminee',
          auteurs: ['tribunal'],
          source: lu763(
            '763-6',
            '2010-03-12',
            'peut demander à la juridiction qui a prononcé la condamnation […] de la relever de cette mesure',
            {
              precision: 'al. 1',
              par: 'loi 2010-242, art. 10',
            },
          ),
          suite: {
            effet: 'fin',
            cause: 'anticipee',
          },
        }),
        pasAvant: { depuis: ['decision'], delai: unAnAvantDeDemander },
      },
      acte({
        cle: 'fin_anticipee',
        libelle: 'Fin anticipée : reclassement acquis, traitement plus nécessaire',
        de: ['en_cours', 'suspendue'],
        vers: 'terminee',
        auteurs: ['jap'],
        source: lu763(
          '763-6',
          '2010-03-12',
          'mettre fin de manière anticipée au suivi socio-judiciaire comportant une injonction de soins',
          {
            precision: 'dernier al.',
            par: 'loi 2010-242, art. 10',
          },
        ),
        suite: {
          effet: 'fin',
          cause: 'anticipee',
        },
      }),
      {
        ...acte({
          cle: 'fin_apres_trente_ans',
          libelle: 'Fin d’un suivi sans limite, après trente ans',
          de: ['en_cours', 'suspendue'],
          vers: 'terminee',
          auteurs: ['tap'],
          source: loi2004(
            'la possibilité pour le tribunal de l’application des peines de mettre fin à la mesure à l’issue d’un délai de trente ans',
          ),
          suite: {
            effet: 'fin',
            cause: 'anticipee',
          },
        }),
        pasAvant: { depuis: ['decision'], delai: trenteAns },
      },
      ...finsDeLaLoi(vivants, 'terminee'),
    ],
  ),
}
