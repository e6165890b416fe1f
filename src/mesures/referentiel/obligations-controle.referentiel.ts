import { type CitationLue, lu, nExistePas } from '../../platform/law.ts'
import type { ItemDObligation } from '../obligation.rules.ts'
import { relecture } from './lectures.referentiel.ts'

const cp = 'code pénal'
/** A number of the list, read in the version of that day. */
const item = (
  precision: string,
  version: '2000-06-16' | '2014-10-01' | '2020-03-24',
  mots: string,
  par?: string,
): CitationLue =>
  lu(cp, '132-44', {
    precision,
    ...(par && { par }),
    lecture: relecture(`cp/132-44/${version}`, mots),
  })
const avant = (precision: string, mots: string) => item(precision, '2000-06-16', mots)
const depuis2014 = (precision: string, mots: string) =>
  item(precision, '2014-10-01', mots, 'loi 2014-896')
const depuis2020 = (precision: string, mots: string) =>
  item(precision, '2020-03-24', mots, 'loi 2019-222, art. 80')

const deuxTextes = (
  numero: string,
  travailleurSocial: string,
  spip: string,
  mots: readonly [string, string],
): ItemDObligation => ({
  numero,
  texte: [
    { from: '2000-06-16', value: travailleurSocial, source: avant(numero, mots[0]) },
    { from: '2020-03-24', value: spip, source: depuis2020(numero, mots[1]) },
  ],
})
const changement =
  'Obtenir l’autorisation préalable du juge de l’application des peines pour tout changement d’emploi ou de résidence, ' +
  'lorsque ce changement est de ' +
  'nature à mettre obstacle à l’exécution de ses obligations'
const etranger =
  'Informer préalablement le juge de l’application des peines de tout déplacement à l’étranger'

/**
 * CP art. 132-44: the measures of control that come with a probation by themselves. Stored as « CP
 * 132-44, 1° ».
 */
export const mesuresDeControle: ItemDObligation[] = [
  deuxTextes(
    '1°',
    'Répondre aux convocations du juge de l’application des peines ou du travailleur social désigné',
    'Répondre aux convocations du juge de l’application des peines ou du service pénitentiaire d’insertion et de probation désigné',
    [
      'du juge de l’application des peines ou du travailleur social désigné',
      'ou du service pénitentiaire d’insertion et de probation désigné',
    ],
  ),
  deuxTextes(
    '2°',
    'Recevoir les visites du travailleur social et lui communiquer les renseignements ou documents de nature à permettre ' +
      'le contrôle de ses moyens ' +
      'd’existence et de l’exécution de ses obligations',
    'Recevoir les visites du service pénitentiaire d’insertion et de probation et lui communiquer les renseignements ou ' +
      'documents de nature à permettre ' +
      'le contrôle de ses moyens d’existence et de l’exécution de ses obligations',
    [
      'Recevoir les visites du travailleur social',
      'Recevoir les visites du service pénitentiaire d’insertion et de probation',
    ],
  ),
  deuxTextes(
    '3°',
    'Prévenir le travailleur social de ses changements d’emploi',
    'Prévenir le service pénitentiaire d’insertion et de probation de ses changements d’emploi',
    [
      'Prévenir le travailleur social de ses changements d’emploi',
      'Prévenir le service pénitentiaire d’insertion et de probation de ses changements d’emploi',
    ],
  ),
  deuxTextes(
    '4°',
    'Prévenir le travailleur social de ses changements de résidence ou de tout déplacement dont la durée excéderait quinze ' +
      'jours et rendre compte de son retour',
    'Prévenir le service pénitentiaire d’insertion et de probation de ses changements de résidence ou de tout déplacement ' +
      'dont la durée excéderait ' +
      'quinze jours et rendre compte de son retour',
    [
      'dont la durée excéderait quinze jours et rendre compte de son retour',
      'Prévenir le service pénitentiaire d’insertion et de probation de ses changements de résidence',
    ],
  ),
  {
    numero: '5°',
    texte: [
      {
        from: '2000-06-16',
        value:
          'Obtenir l’autorisation préalable du juge de l’application des peines pour tout déplacement à l’étranger et, lorsqu’il ' +
          'est de nature à mettre ' +
          'obstacle à l’exécution de ses obligations, pour tout changement d’emploi ou de résidence',
        source: avant(
          '5°',
          'pour tout déplacement à l’étranger et, lorsqu’il est de nature à mettre obstacle',
        ),
      },
      {
        from: '2014-10-01',
        value: changement,
        source: depuis2014(
          '5°',
          'pour tout changement d’emploi ou de résidence, lorsque ce changement est de nature',
        ),
      },
    ],
  },
  {
    numero: '6°',
    texte: [
      {
        from: '2000-06-16',
        value: nExistePas,
        source: avant('cinq points seulement', 'pour tout changement d’emploi ou de résidence'),
      },
      {
        from: '2014-10-01',
        value: etranger,
        source: depuis2014(
          '6°',
          'Informer préalablement le juge de l’application des peines de tout déplacement à l’étranger',
        ),
      },
    ],
  },
]
