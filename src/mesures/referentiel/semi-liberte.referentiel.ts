import { type Dated, lu, type Valuee } from '../../platform/law.ts'
import type { Definition, Fiche, RegimeDObligations } from '../definition.rules.ts'
import {
  debatApres,
  delaisDesModalites,
  modalitesDuJap,
  regleDe,
} from './amenagements-communs.referentiel.ts'
import { relecture } from './lectures.referentiel.ts'
import { autresRapports, rapportsDuSpip } from './rapports.referentiel.ts'
import { seuilsDeSortie, sortiesHorsSeuil } from './seuils.referentiel.ts'
import { vieSousEcrou } from './sous-ecrou.referentiel.ts'

const cp = 'code pénal'
const cpp = 'code de procédure pénale'
const loi2019 = 'loi 2019-222'
const regime2009 = lu(cp, '132-26', {
  precision: 'al. 3',
  par: 'loi 2004-204',
  lecture: relecture(
    'cp/132-26/2009-11-26',
    'La juridiction de jugement peut également soumettre le condamné […] aux mesures prévues par les articles 132-43 à 132-46',
  ),
})
const regime2020 = lu(cp, '132-26', {
  precision: 'al. 5 et 6',
  par: `${loi2019}, art. 74`,
  legifrance: 'LEGIARTI000038313366',
  lecture: relecture(
    'cp/132-26/2020-03-24',
    'l’obligation de répondre aux convocations […] peut également soumettre le condamné aux mesures prévues aux articles 132-43 à 132-46',
  ),
})
const execution = lu(cpp, '723-1', {
  precision: 'al. 1',
  par: 'loi 2009-1436',
  lecture: relecture(
    'cpp/723-1/2009-11-26',
    'Le juge de l’application des peines peut prévoir que la peine s’exécutera sous le régime de la semi-liberté ou du placement à l’extérieur',
  ),
})
const modalites = lu(cpp, '723-2', {
  lecture: relecture(
    'cpp/723-2/2011-05-19',
    'le juge de l’application des peines fixe les modalités d’exécution […] substituer la mesure de semi-liberté à la mesure de placement à l’extérieur et inversement',
  ),
})
const retrait = lu(cpp, '723-2', {
  lecture: relecture(
    'cpp/723-2/2011-05-19',
    'le bénéfice de la mesure peut être retiré par le juge de l’application des peines',
  ),
})
/**
 * Of the semi-liberté since 2005; the placement à l’extérieur is named with it since 13 December
 * 2005.
 */
const [libre, detenu] = delaisDesModalites({
  article: '723-2',
  libre: '2005-12-13',
  detenu: '2011-05-19',
  par: ['loi 2005-1549', 'loi 2011-525'],
})

type Propre = {
  cle: string
  noms: Dated<string>
  mot: string
  /**
   * What the regime itself asks, before and since the person must answer the convocations of
   * whoever the JAP names.
   */
  notes: { de2009: string; de2020: string }
  entree: Parameters<typeof vieSousEcrou>[0]['debut']
  duJap: Valuee<string>
  fiche: Fiche
}
/**
 * Same articles for both (CP 132-25, CPP 723-1, 723-2); what differs is where the person sleeps and
 * who controls.
 */
const mesure = ({ cle, noms, mot, notes, entree, duJap, fiche }: Propre): Definition => {
  const regle = regleDe(cle)
  const regime = (note: string): RegimeDObligations => ({
    controle: true,
    controleChoisi: true,
    particulieres: 'cp-132-45',
    fixeesPar: ['tribunal', 'jap'],
    note,
  })
  return {
    famille: 'amenagement',
    catalogue: 'B13',
    noms: regle<string>('nom', 'B13', 'Nom', noms, 'jugement'),
    mots: [mot],
    decide: [{ from: '2009-11-26', value: ['tribunal', 'jap'], source: execution }],
    duree: regle('duree', 'B13', 'Durée : celle de la peine qui reste', [
      { from: '2009-11-26', value: { unite: 'mois', min: null, max: null }, source: execution },
    ]),
    seuils: seuilsDeSortie(cle),
    horsSeuil: sortiesHorsSeuil(cle),
    obligations: [
      { from: '2009-11-26', value: regime(notes.de2009), source: regime2009 },
      { from: '2020-03-24', value: regime(notes.de2020), source: regime2020 },
    ],
    machine: [
      {
        from: '2014-01-01',
        value: vieSousEcrou({ debut: entree, modalites, retrait, terme: execution }),
        source: modalites,
      },
    ],
    devoirs: [
      ...modalitesDuJap(cle, libre, detenu),
      debatApres(cle, { article: '712-18', du: '2005-01-01' }),
      ...rapportsDuSpip(cle, 'B13'),
    ],
    regles: [
      regle<string>('probatoire', 'B13', 'Avant une libération conditionnelle', [
        {
          from: '2009-11-26',
          value: 'Un an au plus, à partir d’un an avant la fin du temps d’épreuve.',
          source: lu(cpp, '723-1', {
            precision: 'al. 2',
            par: 'loi 2009-1436',
            lecture: relecture(
              'cpp/723-1/2009-11-26',
              'pour une durée n’excédant pas un an […] un an avant la fin du temps d’épreuve',
            ),
          }),
        },
        {
          from: '2014-10-01',
          value:
            'Un an au plus, à partir d’un an avant la date où la libération conditionnelle est possible, celle du parent comprise.',
          source: lu(cpp, '723-1', {
            precision: 'al. 2',
            par: 'loi 2014-896',
            lecture: relecture(
              'cpp/723-1/2014-10-01',
              'pour une durée n’excédant pas un an […] un an avant la date à laquelle est possible la libération conditionnelle prévue à l’article 729-3',
            ),
          }),
        },
      ]),
      regle<string>('obligations_du_jap', 'B13', 'Obligations ajoutées par le JAP', duJap),
      regle<string>('retrait', 'B13', 'Retrait', [
        {
          from: '2005-12-13',
          value:
            'Après débat : conditions disparues, manquement ou mauvaise conduite. Le JAP peut aussi changer d’aménagement.',
          source: lu(cpp, '723-2', {
            par: 'loi 2005-1549',
            lecture: relecture(
              'cpp/723-2/2005-12-13',
              'ne satisfait pas aux obligations qui lui sont imposées ou s’il fait preuve de mauvaise conduite […] substituer à l’une de ces mesures',
            ),
          }),
        },
        {
          from: '2024-09-30',
          value:
            'Après débat : conditions disparues, manquement ou mauvaise conduite. Le JAP peut aussi changer d’aménagement, ou convertir la peine.',
          source: lu(cpp, '723-2', {
            par: 'loi 2023-1059',
            lecture: relecture(
              'cpp/723-2/2024-09-30',
              'ordonner la conversion de la peine en application de l’article 747-1',
            ),
          }),
        },
      ]),
      regle<string>('absence', 'B13', 'Non-retour', [
        {
          from: '1994-03-01',
          value:
            'Ne pas rentrer à l’établissement à la fin de la mesure, ou échapper à son contrôle, est une évasion.',
          source: lu(cp, '434-29', {
            precision: '2° et 3°',
            lecture: relecture(
              'cp/434-29/1994-03-01',
              'de se soustraire au contrôle auquel il est soumis […] de ne pas réintégrer l’établissement pénitentiaire',
            ),
          }),
        },
      ]),
      autresRapports(cle, 'B13'),
    ],
    fiche,
  }
}

export const semiLiberte = mesure({
  cle: 'semi_liberte',
  noms: [
    {
      from: '1994-03-01',
      value: 'Semi-liberté',
      source: lu(cp, '132-25', {
        lecture: relecture(
          'cp/132-25/1994-03-01',
          'la peine d’emprisonnement sera exécutée sous le régime de la semi-liberté',
        ),
      }),
    },
  ],
  mot: 'SL',
  notes: {
    de2009: 'Rejoindre l’établissement aux heures fixées par le JAP.',
    de2020: 'Rejoindre l’établissement aux heures fixées par le JAP et répondre aux convocations.',
  },
  entree: {
    libelle: 'Entrée en semi-liberté',
    auteurs: ['chef_etablissement'],
    source: lu(cp, '132-26', {
      precision: 'al. 1',
      lecture: relecture(
        'cp/132-26/2009-11-26',
        'est astreint à rejoindre l’établissement pénitentiaire selon les modalités déterminées par le juge',
      ),
    }),
  },
  duJap: [
    {
      from: '2010-10-29',
      value:
        'Celles des articles 132-44 et 132-45 du code pénal, que le JAP peut modifier ou compléter.',
      source: lu(cpp, 'D138', {
        lecture: relecture(
          'cpp/D138/2010-10-29',
          'articles 131-36-2, 132-44 et 132-45 du code pénal, que le juge de l’application des peines peut modifier ou compléter',
        ),
      }),
    },
  ],
  fiche: {
    cEst: [
      'Vous dormez au centre de semi-liberté.',
      'Vous sortez aux heures fixées par le juge.',
      'C’est une façon de faire votre peine.',
    ],
    vousDevez: [
      'Rentrez à l’heure, chaque jour.',
      'Suivez l’activité prévue : travail, formation ou soins.',
      'Venez aux convocations du juge et du SPIP.',
    ],
    siAbsence: [
      'Le SPIP et le centre doivent le dire au juge.',
      'Le juge peut suspendre la mesure ou vous remettre en prison.',
    ],
    leSpip: [
      'Il suit votre activité et vos horaires.',
      'Il vous aide dans vos démarches.',
      'Il écrit au juge en cas de problème.',
    ],
    vosDroits: [
      'Vous pouvez demander de nouveaux horaires.',
      'Vous pouvez demander un autre aménagement.',
      'Vous avez un débat avant un retrait, avec votre avocat.',
    ],
  },
})

export const placementExterieur = mesure({
  cle: 'placement_exterieur',
  noms: [
    {
      from: '1994-03-01',
      value: 'Placement à l’extérieur',
      source: lu(cpp, '723', {
        lecture: relecture('cpp/723/1994-03-01', 'Le placement à l’extérieur permet au condamné'),
      }),
    },
  ],
  mot: 'PE',
  notes: {
    de2009: 'Faire les activités fixées, sous le contrôle de l’administration.',
    de2020:
      'Faire les activités ou suivre les soins fixés, sous le contrôle de l’administration, et répondre aux convocations.',
  },
  entree: {
    libelle: 'Entrée en placement à l’extérieur',
    auteurs: ['chef_etablissement'],
    source: lu(cpp, '723', {
      precision: 'al. 1',
      lecture: relecture(
        'cpp/723/2009-11-26',
        'astreint, sous le contrôle de l’administration, à exercer des activités en dehors de l’établissement pénitentiaire',
      ),
    }),
  },
  duJap: [
    {
      from: '2010-10-29',
      value:
        'Celles des articles 132-44 et 132-45 du code pénal : le JAP peut y subordonner la mesure.',
      source: lu(cpp, 'D136', {
        lecture: relecture(
          'cpp/D136/2010-10-29',
          'subordonner l’octroi ou le maintien de la mesure à l’une ou plusieurs des obligations et interdictions',
        ),
      }),
    },
  ],
  fiche: {
    cEst: [
      'Vous faites votre peine hors de la prison.',
      'Une association ou un service vous accueille.',
      'Le juge fixe le lieu et les horaires.',
    ],
    vousDevez: [
      'Suivez l’activité ou les soins prévus.',
      'Respectez les règles du lieu d’accueil.',
      'Venez aux convocations du juge et du SPIP.',
    ],
    siAbsence: [
      'Le SPIP et le lieu d’accueil doivent le dire au juge.',
      'Le juge peut suspendre la mesure ou vous remettre en prison.',
    ],
    leSpip: [
      'Il prépare le placement avec vous et la structure.',
      'Il suit votre parcours.',
      'Il écrit au juge en cas de problème.',
    ],
    vosDroits: [
      'Vous pouvez demander de nouveaux horaires.',
      'Vous pouvez demander un autre aménagement.',
      'Vous avez un débat avant un retrait, avec votre avocat.',
    ],
  },
})
