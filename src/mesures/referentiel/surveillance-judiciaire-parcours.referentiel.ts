import { aVerifier, lu } from '../../platform/law.ts'
import type { Machine } from '../machine.rules.ts'
import { acte, finsDeLaLoi, incarceration712 } from './amenagements-communs.referentiel.ts'
import { bornees, pendantLaDuree } from './apres-le-terme.referentiel.ts'
import { relecture } from './lectures.referentiel.ts'
import { rapportDeFin } from './rapports.referentiel.ts'

const cpp = 'code de procédure pénale'

export const lu723 = (
  article: string,
  from: string,
  mots: string,
  plus: { precision?: string; par?: string } = {},
) => lu(cpp, article, { ...plus, lecture: relecture(`cpp/${article}/${from}`, mots) })
const terme = lu723(
  '723-29',
  '2011-03-16',
  'pendant une durée qui ne peut excéder celle correspondant au crédit de réduction de peine',
)
const retrait = lu723(
  '723-35',
  '2010-03-12',
  'retirer tout ou partie de la durée des réductions de peine dont il a bénéficié et ordonner sa réincarcération',
  {
    precision: 'al. 1 et 3',
  },
)
const lu34 = (mots: string) => lu723('723-34', '2005-12-13', mots)
const vivants = ['en_cours', 'suspendue', 'incarceree', 'reincarceree']
export const machine: Machine = {
  initial: 'en_cours',
  etats: {
    en_cours: { libelle: 'En cours' },
    suspendue: { libelle: 'Suspendue par une détention' },
    incarceree: { libelle: 'Personne incarcérée provisoirement' },
    reincarceree: { libelle: 'Réductions retirées en partie, réincarcération' },
    terminee: { libelle: 'Terminée', fin: true },
    retiree: { libelle: 'Réductions retirées en totalité', fin: true },
  },
  transitions: bornees(
    pendantLaDuree('2011-03-16', terme),
    ['modification', 'prolongation', 'mainlevee'],
    [
      acte({
        cle: 'modification',
        libelle: 'Obligations modifiées',
        de: ['en_cours'],
        vers: 'en_cours',
        auteurs: ['jap'],
        source: lu34('peut modifier les obligations auxquelles le condamné est astreint'),
        suite: {
          effet: 'contenu',
        },
      }),
      {
        ...acte({
          cle: 'prolongation',
          libelle: 'Durée des obligations prolongée',
          de: ['en_cours'],
          vers: 'en_cours',
          auteurs: ['jap'],
          source: lu34(
            'décider de prolonger la durée de ces obligations, sans que la durée totale de celles-ci ne dépasse celle prévue à l’article 723-29',
          ),
          suite: {
            effet: 'prolonge',
          },
        }),
        // At most the reductions of sentence that were kept: a number of the file of the prison,
        // that the law does not give.
        total: null,
      },
      acte({
        cle: 'suspension',
        libelle: 'Suspension : détention',
        de: ['en_cours'],
        vers: 'suspendue',
        auteurs: ['loi'],
        source: aVerifier(cpp, '723-34', {
          raison:
            '723-29 à 723-36 et D147-31 à D147-44 lus : aucun ne dit qu’une détention pour autre cause suspend la mesure',
          verifieLe: '2026-11-29',
        }),
        suite: { effet: 'suspend' },
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
      // Also by the court that judges a new crime or délit for which a suivi socio-judiciaire is
      // incurred.
      acte({
        cle: 'retrait_partiel',
        libelle: 'Retrait d’une partie des réductions et réincarcération',
        de: ['en_cours', 'suspendue', 'incarceree'],
        vers: 'reincarceree',
        auteurs: ['jap', 'tribunal'],
        source: retrait,
        suite: {
          effet: 'suspend',
          aExecuter: 'une_partie',
        },
      }),
      acte({
        cle: 'reprise',
        libelle: 'Reprise de plein droit à la libération',
        de: ['suspendue', 'reincarceree'],
        vers: 'en_cours',
        auteurs: ['loi'],
        source: lu723(
          'D147-43',
          '2010-10-29',
          's’applique à nouveau de plein droit et dans toutes ses obligations, à la libération du condamné',
          {
            precision: 'al. 1',
          },
        ),
        suite: { effet: 'reprend' },
      }),
      ...rapportDeFin(['en_cours']),
      acte({
        cle: 'retrait_total',
        libelle: 'Retrait de toutes les réductions',
        de: vivants,
        vers: 'retiree',
        auteurs: ['jap', 'tribunal'],
        source: retrait,
        suite: {
          effet: 'fin',
          cause: 'retrait',
        },
      }),
      acte({
        cle: 'terme',
        libelle: 'Terme',
        de: ['en_cours', 'incarceree'],
        vers: 'terminee',
        auteurs: ['loi'],
        source: terme,
        suite: {
          effet: 'fin',
          cause: 'terme',
        },
      }),
      acte({
        cle: 'mainlevee',
        libelle: 'Fin anticipée',
        de: ['en_cours', 'suspendue'],
        vers: 'terminee',
        auteurs: ['jap'],
        source: lu34(
          'Si la réinsertion du condamné paraît acquise, il peut […] mettre fin à ces obligations',
        ),
        suite: {
          effet: 'fin',
          cause: 'anticipee',
        },
      }),
      ...finsDeLaLoi(vivants, 'terminee'),
    ],
  ),
}
