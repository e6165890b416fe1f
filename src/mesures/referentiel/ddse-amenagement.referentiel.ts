import { aVerifier, lu, nExistePas } from '../../platform/law.ts'
import type { Definition } from '../definition.rules.ts'
import { autresRapports, debatApres, modalitesDuJap, rapportsDuSpip, regleDe, vieSousEcrou } from './amenagements-communs.referentiel.ts'
import { premiereLecture, relecture } from './lectures.referentiel.ts'

const cp = 'code pénal'
const cpp = 'code de procédure pénale'
const loi2019 = 'loi 2019-222'
const amenagement = lu(cpp, '723-7', { par: loi2019, lecture: premiereLecture('kohenavocats') })
const avant2020 = lu(cpp, '723-7', {
  par: loi2019,
  lecture: premiereLecture('avant le 24 mars 2020 : placement sous surveillance électronique'),
})
const modalites = lu(cpp, '723-7-1', {
  par: `${loi2019}, art. 74`,
  legifrance: 'LEGIARTI000038313343',
  lecture: premiereLecture('doctrine'),
})
const regleA = regleDe('ddse_amenagement')
/** The same regime as a way to serve a prison sentence; its name until 2020-03-23 is the kind placement_surveillance_electronique. */
export const ddseAmenagement: Definition = {
  famille: 'amenagement',
  catalogue: 'B13',
  noms: regleA<string>(
    'nom',
    'B13',
    'Nom',
    [
      { from: '1994-03-01', value: nExistePas, source: avant2020 },
      { from: '2020-03-24', value: 'Détention à domicile sous surveillance électronique (aménagement)', source: amenagement },
    ],
    'jugement',
  ),
  mots: ['DDSE aménagement', 'DDSE ab initio'],
  decide: [
    { from: '1994-03-01', value: nExistePas, source: avant2020 },
    { from: '2020-03-24', value: ['tribunal', 'jap'], source: amenagement },
  ],
  duree: regleA('duree', 'B13', 'Durée : celle de la peine qui reste', [
    { from: '2014-01-01', value: { unite: 'mois', min: null, max: null }, source: avant2020 },
  ]),
  obligations: [
    { from: '1994-03-01', value: nExistePas, source: avant2020 },
    {
      from: '2020-03-24',
      value: {
        controle: true,
        particulieres: 'cp-132-45',
        fixeesPar: ['tribunal', 'jap'],
        note: 'Demeurer au lieu fixé avec le dispositif, répondre aux convocations. Les autres : si la décision les prévoit.',
      },
      source: lu(cp, '132-26', { par: `${loi2019}, art. 74`, legifrance: 'LEGIARTI000038313366', lecture: premiereLecture('doctrine') }),
    },
  ],
  machine: [
    {
      from: '2014-01-01',
      value: vieSousEcrou({
        debut: {
          libelle: 'Dispositif posé',
          auteurs: ['spip'],
          source: aVerifier(cpp, '723-8', { raison: 'non lu', verifieLe: '2026-11-27' }),
        },
        modalites,
        retrait: lu(cpp, '723-13', { par: loi2019, lecture: premiereLecture('french-business-law') }),
        terme: amenagement,
      }),
      source: avant2020,
    },
  ],
  devoirs: [
    ...modalitesDuJap('ddse_amenagement', modalites, modalites),
    debatApres('ddse_amenagement', '712-18'),
    ...rapportsDuSpip('ddse_amenagement', 'B13'),
  ],
  regles: [
    regleA<string>('seuil_jap', 'B13', 'Peine que le JAP peut aménager', [
      { from: '1994-03-01', value: nExistePas, source: avant2020 },
      {
        from: '2020-03-24',
        value: 'Peine ou reste de deux ans au plus. Avant une libération conditionnelle : un an au plus.',
        source: lu(cpp, '723-7', {
          precision: 'al. 1 et 2',
          par: loi2019,
          lecture: relecture(
            'cpp/723-7/2020-03-24',
            'dont la durée totale n’excède pas deux ans, soit […] pour une durée n’excédant pas un an',
          ),
        }),
      },
    ]),
    regleA<string>('seuil_tribunal', 'B13', 'Peine que le tribunal aménage', [
      { from: '1994-03-01', value: nExistePas, source: avant2020 },
      {
        from: '2020-03-24',
        value: 'Six mois au plus : obligatoire, sauf impossibilité. De six mois à un an : si la situation le permet.',
        source: lu(cp, '132-25', {
          precision: 'al. 1 et 2',
          par: loi2019,
          lecture: relecture(
            'cp/132-25/2020-03-24',
            'inférieure ou égale à six mois […] sauf impossibilité […] supérieure à six mois et inférieure ou égale à un an',
          ),
        }),
      },
      {
        from: '2023-11-22',
        value: 'Mêmes seuils. Placement ou maintien en détention possible avec exécution provisoire, en attendant le JAP.',
        source: lu(cp, '132-25', {
          precision: 'al. 1 à 3',
          par: 'loi 2023-1059, art. 24',
          lecture: relecture(
            'cp/132-25/2023-11-22',
            'supérieure à six mois et inférieure ou égale à un an […] dès lors qu’elle assortit sa décision de l’exécution provisoire',
          ),
        }),
      },
    ]),
    regleA<string>('retrait', 'B13', 'Retrait', [
      { from: '1994-03-01', value: nExistePas, source: avant2020 },
      {
        from: '2020-03-24',
        value: 'Après débat : manquement, inconduite, nouvelle condamnation, refus d’un changement, ou demande. Le temps fait compte.',
        source: lu(cpp, '723-13', { par: loi2019, lecture: premiereLecture('french-business-law') }),
      },
    ]),
    autresRapports('ddse_amenagement', 'B13'),
  ],
  fiche: {
    cEst: [
      'Vous faites votre peine de prison chez vous.',
      'Vous portez un bracelet électronique à la cheville.',
      'Vous restez inscrit à la prison pendant ce temps.',
    ],
    vousDevez: ['Restez chez vous, sauf aux heures permises.', 'Gardez le bracelet tout le temps.'],
    siAbsence: ['Le SPIP doit le dire au juge.', 'Le juge peut suspendre la mesure ou vous remettre en prison.'],
    leSpip: ['Il vérifie le logement et les horaires.', 'Il vous aide dans vos démarches.', 'Il écrit au juge en cas de problème.'],
    vosDroits: [
      'Vous pouvez demander au juge de changer les horaires.',
      'Le temps passé sous bracelet compte dans la peine.',
      'Vous avez un débat avant un retrait, avec votre avocat.',
    ],
  },
}
