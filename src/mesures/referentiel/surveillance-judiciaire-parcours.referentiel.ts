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
      acte(
        'modification',
        'Obligations modifiées',
        ['en_cours'],
        'en_cours',
        ['jap'],
        lu34('peut modifier les obligations auxquelles le condamné est astreint'),
        {
          effet: 'contenu',
        },
      ),
      {
        ...acte(
          'prolongation',
          'Durée des obligations prolongée',
          ['en_cours'],
          'en_cours',
          ['jap'],
          lu34(
            'décider de prolonger la durée de ces obligations, sans que la durée totale de celles-ci ne dépasse celle prévue à l’article 723-29',
          ),
          {
            effet: 'prolonge',
          },
        ),
        // At most the reductions of sentence that were kept: a number of the file of the prison,
        // that the law does not give.
        total: null,
      },
      acte(
        'suspension',
        'Suspension : détention',
        ['en_cours'],
        'suspendue',
        ['loi'],
        aVerifier(cpp, '723-34', {
          raison:
            '723-29 à 723-36 et D147-31 à D147-44 lus : aucun ne dit qu’une détention pour autre cause suspend la mesure',
          verifieLe: '2026-11-29',
        }),
        { effet: 'suspend' },
      ),
      acte(
        'incarceration',
        'Incarcération provisoire',
        ['en_cours'],
        'incarceree',
        ['jap'],
        incarceration712,
      ),
      acte(
        'debat_contradictoire',
        'Débat contradictoire tenu',
        ['incarceree'],
        'incarceree',
        ['jap'],
        incarceration712,
        { fait: true },
      ),
      acte(
        'retour',
        'Remise en liberté',
        ['incarceree'],
        'en_cours',
        ['jap', 'loi'],
        incarceration712,
      ),
      // Also by the court that judges a new crime or délit for which a suivi socio-judiciaire is
      // incurred.
      acte(
        'retrait_partiel',
        'Retrait d’une partie des réductions et réincarcération',
        ['en_cours', 'suspendue', 'incarceree'],
        'reincarceree',
        ['jap', 'tribunal'],
        retrait,
        {
          effet: 'suspend',
          aExecuter: 'une_partie',
        },
      ),
      acte(
        'reprise',
        'Reprise de plein droit à la libération',
        ['suspendue', 'reincarceree'],
        'en_cours',
        ['loi'],
        lu723(
          'D147-43',
          '2010-10-29',
          's’applique à nouveau de plein droit et dans toutes ses obligations, à la libération du condamné',
          {
            precision: 'al. 1',
          },
        ),
        { effet: 'reprend' },
      ),
      ...rapportDeFin(['en_cours']),
      acte(
        'retrait_total',
        'Retrait de toutes les réductions',
        vivants,
        'retiree',
        ['jap', 'tribunal'],
        retrait,
        {
          effet: 'fin',
          cause: 'retrait',
        },
      ),
      acte('terme', 'Terme', ['en_cours', 'incarceree'], 'terminee', ['loi'], terme, {
        effet: 'fin',
        cause: 'terme',
      }),
      acte(
        'mainlevee',
        'Fin anticipée',
        ['en_cours', 'suspendue'],
        'terminee',
        ['jap'],
        lu34(
          'Si la réinsertion du condamné paraît acquise, il peut […] mettre fin à ces obligations',
        ),
        {
          effet: 'fin',
          cause: 'anticipee',
        },
      ),
      ...finsDeLaLoi(vivants, 'terminee'),
    ],
  ),
}
