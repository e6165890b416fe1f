import { aVerifier, type Citation, type CitationLue, lu, nExistePas } from '../../platform/law.ts'
import type { ItemDObligation } from '../obligation.rules.ts'
import { premiereLecture } from './lectures.referentiel.ts'

const cp = 'code pénal'
const avant = (precision: string): CitationLue =>
  lu(cp, '132-44', {
    precision,
    legifrance: 'LEGIARTI000006417440',
    lecture: premiereLecture('texte : kohenavocats et dépôt public des codes ; dates : chronologie doctrine'),
  })
const depuis2020 = (precision: string): Citation =>
  lu(cp, '132-44', { precision, par: 'loi 2019-222, art. 80', lecture: premiereLecture('chronologie doctrine, version du 24 mars 2020') })
// The version of 1 October 2014 is known by its date only: its words are taken from that of 2020, where they name neither service nor
// worker.
const depuis2014 = (precision: string): Citation =>
  aVerifier(cp, '132-44', {
    precision,
    par: 'loi 2014-896',
    raison: 'version du 1er octobre 2014 non lue ; mots de la version de 2020',
    verifieLe: '2026-11-27',
  })

const deuxTextes = (numero: string, travailleurSocial: string, spip: string): ItemDObligation => ({
  numero,
  texte: [
    { from: '2000-06-16', value: travailleurSocial, source: avant(numero) },
    { from: '2020-03-24', value: spip, source: depuis2020(numero) },
  ],
})
const changement =
  'Obtenir l’autorisation préalable du juge de l’application des peines pour tout changement d’emploi ou de résidence, ' +
  'lorsque ce changement est de ' +
  'nature à mettre obstacle à l’exécution de ses obligations'
const etranger = 'Informer préalablement le juge de l’application des peines de tout déplacement à l’étranger'

/** CP art. 132-44: the measures of control that come with a probation by themselves. Stored as « CP 132-44, 1° ». */
export const mesuresDeControle: ItemDObligation[] = [
  deuxTextes(
    '1°',
    'Répondre aux convocations du juge de l’application des peines ou du travailleur social désigné',
    'Répondre aux convocations du juge de l’application des peines ou du service pénitentiaire d’insertion et de probation désigné',
  ),
  deuxTextes(
    '2°',
    'Recevoir les visites du travailleur social et lui communiquer les renseignements ou documents de nature à permettre ' +
      'le contrôle de ses moyens ' +
      'd’existence et de l’exécution de ses obligations',
    'Recevoir les visites du service pénitentiaire d’insertion et de probation et lui communiquer les renseignements ou ' +
      'documents de nature à permettre ' +
      'le contrôle de ses moyens d’existence et de l’exécution de ses obligations',
  ),
  deuxTextes(
    '3°',
    'Prévenir le travailleur social de ses changements d’emploi',
    'Prévenir le service pénitentiaire d’insertion et de probation de ses changements d’emploi',
  ),
  deuxTextes(
    '4°',
    'Prévenir le travailleur social de ses changements de résidence ou de tout déplacement dont la durée excéderait quinze ' +
      'jours et rendre compte de son retour',
    'Prévenir le service pénitentiaire d’insertion et de probation de ses changements de résidence ou de tout déplacement ' +
      'dont la durée excéderait ' +
      'quinze jours et rendre compte de son retour',
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
        source: avant('5°'),
      },
      { from: '2014-10-01', value: changement, source: depuis2014('5°') },
      { from: '2020-03-24', value: changement, source: depuis2020('5°') },
    ],
  },
  {
    numero: '6°',
    texte: [
      { from: '2000-06-16', value: nExistePas, source: avant('cinq points seulement') },
      { from: '2014-10-01', value: etranger, source: depuis2014('6°') },
      { from: '2020-03-24', value: etranger, source: depuis2020('6°') },
    ],
  },
]
