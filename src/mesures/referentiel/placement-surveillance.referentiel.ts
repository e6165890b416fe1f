import { lu, nExistePas } from '../../platform/law.ts'
import type { Bornes, Definition } from '../definition.rules.ts'
import {
  debatApres,
  delaisDesModalites,
  modalitesDuJap,
  regleDe,
} from './amenagements-communs.referentiel.ts'
import { relecture } from './lectures.referentiel.ts'
import { autresRapports, rapportsDuSpip } from './rapports.referentiel.ts'
import { seuilsDeSurveillance, surveillanceHorsSeuil } from './seuils.referentiel.ts'
import { poseDuBracelet, poseParLAdministration, vieSousEcrou } from './sous-ecrou.referentiel.ts'

const cp = 'code pénal'
const cpp = 'code de procédure pénale'
const regle = regleDe('placement_surveillance_electronique')
const remplace = lu(cpp, '723-7', {
  par: 'loi 2019-222',
  lecture: relecture(
    'cpp/723-7/2020-03-24',
    'sous le régime de la détention à domicile sous surveillance électronique défini par l’article 132-26 du code pénal',
  ),
})
const execution = lu(cpp, '723-7', {
  precision: 'al. 1',
  par: 'loi 2009-1436',
  lecture: relecture(
    'cpp/723-7/2009-11-26',
    'la peine s’exécutera sous le régime du placement sous surveillance électronique',
  ),
})
const retrait = lu(cpp, '723-13', {
  par: 'loi 2004-204',
  lecture: relecture(
    'cpp/723-13/2005-01-01',
    'refus par le condamné d’une modification nécessaire des conditions d’exécution, soit à la demande du condamné […] compte toutefois pour l’exécution de sa peine',
  ),
})
const modalites = lu(cpp, '723-7-1', {
  lecture: relecture(
    'cpp/723-7-1/2011-05-19',
    'fixe les modalités d’exécution du placement sous surveillance électronique […] substituer à la mesure de placement sous surveillance électronique',
  ),
})
const [libre, detenu] = delaisDesModalites({
  article: '723-7-1',
  libre: '2005-01-01',
  detenu: '2011-05-19',
  par: ['loi 2004-204', 'loi 2011-525'],
})

/**
 * What the DDSE replaced on 2020-03-24. Measures pronounced before go on to their end under their
 * old name.
 */
export const placementSurveillanceElectronique: Definition = {
  famille: 'amenagement',
  catalogue: 'B13',
  noms: regle<string>(
    'nom',
    'B13',
    'Nom',
    [
      {
        from: '1997-12-20',
        value: 'Placement sous surveillance électronique',
        source: lu(cpp, '723-7', {
          par: 'loi 97-1159',
          lecture: relecture(
            'cpp/723-7/1997-12-20',
            'la peine s’exécutera sous le régime du placement sous surveillance électronique',
          ),
        }),
      },
      { from: '2020-03-24', value: nExistePas, source: remplace },
    ],
    'jugement',
  ),
  mots: ['PSE'],
  decide: [
    {
      from: '2005-01-01',
      value: ['tribunal', 'jap'],
      source: lu(cp, '132-26-1', {
        par: 'loi 2004-204',
        lecture: relecture(
          'cp/132-26-1/2005-01-01',
          'elle peut décider […] sous le régime du placement sous surveillance électronique',
        ),
      }),
    },
    { from: '2020-03-24', value: nExistePas, source: remplace },
  ],
  duree: regle<Bornes>('duree', 'B13', 'Durée : celle de la peine qui reste', [
    { from: '2009-11-26', value: { unite: 'mois', min: null, max: null }, source: execution },
    { from: '2020-03-24', value: nExistePas, source: remplace },
  ]),
  seuils: seuilsDeSurveillance('placement_surveillance_electronique'),
  horsSeuil: surveillanceHorsSeuil('placement_surveillance_electronique'),
  obligations: [
    {
      from: '2005-01-01',
      value: {
        controle: true,
        controleChoisi: true,
        particulieres: 'cp-132-45',
        fixeesPar: ['tribunal', 'jap'],
        note: 'Ne pas s’absenter du lieu fixé hors des heures permises. Les autres : si la décision les prévoit (132-43 à 132-46).',
      },
      source: lu(cpp, '723-10', {
        par: 'loi 2004-204',
        lecture: relecture(
          'cpp/723-10/2005-01-01',
          'aux mesures prévues par les articles 132-43 à 132-46 du code pénal […] articles 132-44 et 132-45',
        ),
      }),
    },
  ],
  machine: [
    {
      from: '2005-01-01',
      value: vieSousEcrou({
        debut: poseParLAdministration,
        modalites,
        retrait,
        terme: execution,
      }),
      source: retrait,
    },
  ],
  devoirs: [
    ...modalitesDuJap('placement_surveillance_electronique', libre, detenu),
    poseDuBracelet('placement_surveillance_electronique'),
    debatApres('placement_surveillance_electronique', { article: '712-18', du: '2005-01-01' }),
    ...rapportsDuSpip('placement_surveillance_electronique', 'B13'),
  ],
  regles: [
    regle<string>('fin_de_peine', 'B13', 'Surveillance électronique de fin de peine', [
      {
        from: '2009-11-26',
        value:
          'Peine de cinq ans au plus : les quatre derniers mois, ou les deux tiers d’une peine de six mois au plus, sauf obstacle.',
        source: lu(cpp, '723-28', {
          precision: 'al. 1',
          par: 'loi 2009-1436',
          lecture: relecture(
            'cpp/723-28/2009-11-26',
            'inférieure ou égale à cinq ans […] quatre mois d’emprisonnement à subir ou, pour les peines inférieures ou égales à six mois […] les deux tiers de la peine',
          ),
        }),
      },
      {
        from: '2015-01-01',
        value: nExistePas,
        source: lu(cpp, '720', {
          par: 'loi 2014-896',
          lecture: relecture(
            'cpp/720/2015-01-01',
            'La libération sous contrainte entraîne l’exécution du reliquat de peine sous le régime',
          ),
        }),
      },
    ]),
    regle<string>('retrait', 'B13', 'Retrait', [
      {
        from: '2005-01-01',
        value:
          'Après débat : manquement, nouvelle condamnation, refus d’un changement nécessaire, ou demande. Le temps fait compte.',
        source: retrait,
      },
      { from: '2020-03-24', value: nExistePas, source: remplace },
    ]),
    autresRapports('placement_surveillance_electronique', 'B13'),
  ],
  fiche: {
    cEst: [
      'C’est l’ancien nom du bracelet électronique.',
      'Vous faites votre peine de prison chez vous.',
      'Depuis mars 2020, la mesure porte un autre nom.',
    ],
    vousDevez: [
      'Restez chez vous, sauf aux heures permises.',
      'Gardez le bracelet tout le temps.',
      'Venez aux convocations du juge et du SPIP.',
    ],
    siAbsence: [
      'Le SPIP doit le dire au juge.',
      'Le juge peut suspendre la mesure ou vous remettre en prison.',
    ],
    leSpip: [
      'Il suit vos horaires.',
      'Il vous aide dans vos démarches.',
      'Il écrit au juge en cas de problème.',
    ],
    vosDroits: [
      'Vous pouvez demander au juge de changer les horaires.',
      'Le temps passé sous bracelet compte dans la peine.',
      'Vous avez un débat avant un retrait, avec votre avocat.',
    ],
  },
}
