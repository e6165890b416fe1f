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
const loi2019 = 'loi 2019-222'
const amenagement = lu(cpp, '723-7', {
  precision: 'al. 1',
  par: loi2019,
  lecture: relecture(
    'cpp/723-7/2020-03-24',
    'sous le régime de la détention à domicile sous surveillance électronique défini par l’article 132-26 du code pénal',
  ),
})
const avant2020 = lu(cpp, '723-7', {
  par: loi2019,
  lecture: relecture(
    'cpp/723-7/2019-03-25',
    'sous le régime du placement sous surveillance électronique défini par l’article 132-26-1 du code pénal',
  ),
})
const modalites = lu(cpp, '723-7-1', {
  par: `${loi2019}, art. 74`,
  legifrance: 'LEGIARTI000038313343',
  lecture: relecture(
    'cpp/723-7-1/2020-03-24',
    'le juge de l’application des peines fixe les modalités d’exécution […] substituer à la mesure de détention à domicile',
  ),
})
const retrait = lu(cpp, '723-13', {
  par: loi2019,
  lecture: relecture(
    'cpp/723-13/2020-03-24',
    'refus par le condamné d’une modification nécessaire des conditions d’exécution, soit à la demande du condamné […] compte toutefois pour l’exécution de sa peine',
  ),
})
const [libre, detenu] = delaisDesModalites({
  article: '723-7-1',
  libre: '2020-03-24',
  detenu: '2020-03-24',
  par: [loi2019, loi2019],
  avant: avant2020,
})
const regleA = regleDe('ddse_amenagement')
/**
 * The same regime as a way to serve a prison sentence; its name until 2020-03-23 is the kind
 * placement_surveillance_electronique.
 */
export const ddseAmenagement: Definition = {
  famille: 'amenagement',
  catalogue: 'B13',
  noms: regleA<string>(
    'nom',
    'B13',
    'Nom',
    [
      { from: '1994-03-01', value: nExistePas, source: avant2020 },
      {
        from: '2020-03-24',
        value: 'Détention à domicile sous surveillance électronique (aménagement)',
        source: amenagement,
      },
    ],
    'jugement',
  ),
  mots: ['DDSE aménagement', 'DDSE ab initio'],
  decide: [
    { from: '1994-03-01', value: nExistePas, source: avant2020 },
    { from: '2020-03-24', value: ['tribunal', 'jap'], source: amenagement },
  ],
  duree: regleA<Bornes>('duree', 'B13', 'Durée : celle de la peine qui reste', [
    { from: '2014-01-01', value: nExistePas, source: avant2020 },
    { from: '2020-03-24', value: { unite: 'mois', min: null, max: null }, source: amenagement },
  ]),
  seuils: seuilsDeSurveillance('ddse_amenagement'),
  horsSeuil: surveillanceHorsSeuil('ddse_amenagement'),
  obligations: [
    { from: '1994-03-01', value: nExistePas, source: avant2020 },
    {
      from: '2020-03-24',
      value: {
        controle: true,
        controleChoisi: true,
        particulieres: 'cp-132-45',
        fixeesPar: ['tribunal', 'jap'],
        note: 'Demeurer au lieu fixé avec le dispositif, répondre aux convocations. Les autres : si la décision les prévoit.',
      },
      source: lu(cp, '132-26', {
        precision: 'al. 1, 5 et 6',
        par: `${loi2019}, art. 74`,
        legifrance: 'LEGIARTI000038313366',
        lecture: relecture(
          'cp/132-26/2020-03-24',
          'est soumis aux obligations prévues aux deuxième et troisième alinéas de l’article 131-4-1 […] l’obligation de répondre aux convocations […] aux mesures prévues aux articles 132-43 à 132-46',
        ),
      }),
    },
  ],
  machine: [
    {
      from: '2014-01-01',
      value: vieSousEcrou({
        debut: poseParLAdministration,
        modalites,
        retrait,
        terme: amenagement,
      }),
      source: avant2020,
    },
  ],
  devoirs: [
    ...modalitesDuJap('ddse_amenagement', libre, detenu),
    poseDuBracelet('ddse_amenagement'),
    debatApres('ddse_amenagement', {
      article: '712-18',
      du: '2020-03-24',
      par: loi2019,
      avant: avant2020,
    }),
    ...rapportsDuSpip('ddse_amenagement', 'B13'),
  ],
  regles: [
    regleA<string>('retrait', 'B13', 'Retrait', [
      { from: '1994-03-01', value: nExistePas, source: avant2020 },
      {
        from: '2020-03-24',
        value:
          'Après débat : manquement, inconduite, nouvelle condamnation, refus d’un changement, ou demande. Le temps fait compte.',
        source: retrait,
      },
      {
        from: '2024-09-30',
        value: 'Mêmes cas. Le JAP peut aussi convertir la peine que le tribunal avait aménagée.',
        source: lu(cpp, '723-7-1', {
          par: 'loi 2023-1059',
          lecture: relecture(
            'cpp/723-7-1/2024-09-30',
            'ordonner la conversion de la peine en application de l’article 747-1',
          ),
        }),
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
      'Il vérifie le logement et les horaires.',
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
