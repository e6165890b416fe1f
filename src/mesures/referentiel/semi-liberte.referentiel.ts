import { aVerifier, type Dated, lu } from '../../platform/law.ts'
import type { Definition, Fiche } from '../definition.rules.ts'
import {
  autresRapports,
  debatApres,
  depot,
  modalitesDuJap,
  rapportsDuSpip,
  regleDe,
  vieSousEcrou,
} from './amenagements-communs.referentiel.ts'
import { premiereLecture, relecture } from './lectures.referentiel.ts'

const cp = 'code pénal'
const cpp = 'code de procédure pénale'
const loi2019 = 'loi 2019-222'
const regime = lu(cp, '132-26', { par: `${loi2019}, art. 74`, legifrance: 'LEGIARTI000038313366', lecture: premiereLecture('doctrine') })
const modalites = lu(cpp, '723-2', { lecture: premiereLecture(`${depot}, version d’avant 2014 ; legifrance, version du 25 mars 2019`) })
const modalitesDetenu = aVerifier(cpp, '723-2', {
  raison: 'legifrance, version du 25 mars 2019 ; date d’effet non lue',
  verifieLe: '2026-11-27',
})
const seuil2009 = lu(cpp, '723-1', {
  precision: 'al. 1',
  par: 'loi 2009-1436',
  lecture: relecture(
    'cpp/723-1/2009-11-26',
    'n’excède pas deux ans. Les durées de deux ans prévues par le présent alinéa sont réduites à un an',
  ),
})
const seuil2016 = lu(cpp, '723-1', {
  precision: 'al. 1 et 3',
  par: 'loi 2016-987',
  lecture: relecture(
    'cpp/723-1/2016-07-22',
    'Le présent article n’est pas applicable aux personnes condamnées […] à l’exclusion de celles définies aux articles 421-2-5 à 421-2-5-2',
  ),
})
const seuil2019 = lu(cpp, '723-1', {
  precision: 'al. 1 et 3',
  par: loi2019,
  legifrance: 'LEGIARTI000038313839',
  lecture: relecture('cpp/723-1/2019-03-25', 'dont la durée totale n’excède pas deux ans, soit lorsqu’il reste à subir'),
})
const seuilDuTribunal = (par: string, precision: string, ou: string, mots: string) =>
  lu(cp, '132-25', { par, precision, lecture: relecture(ou, mots) })

type Propre = { cle: string; noms: Dated<string>; mot: string; note: string; sortie: string; fiche: Fiche }
/** Same articles for both (CP 132-25, CPP 723-1, 723-2); what differs is where the person sleeps and who controls. */
const mesure = ({ cle, noms, mot, note, sortie, fiche }: Propre): Definition => {
  const regle = regleDe(cle)
  return {
    famille: 'amenagement',
    catalogue: 'B13',
    noms: regle<string>('nom', 'B13', 'Nom', noms, 'jugement'),
    mots: [mot],
    decide: [{ from: '2014-01-01', value: ['tribunal', 'jap'], source: seuil2009 }],
    duree: regle('duree', 'B13', 'Durée : celle de la peine qui reste', [
      { from: '2014-01-01', value: { unite: 'mois', min: null, max: null }, source: seuil2009 },
    ]),
    obligations: [
      {
        from: '2014-01-01',
        value: { controle: true, particulieres: 'cp-132-45', fixeesPar: ['jap'], note },
        source: aVerifier(cpp, 'D138', { raison: 'décret 2004-1364, JO ; version de 2014 non lue', verifieLe: '2026-11-27' }),
      },
      { from: '2020-03-24', value: { controle: true, particulieres: 'cp-132-45', fixeesPar: ['tribunal', 'jap'], note }, source: regime },
    ],
    machine: [
      {
        from: '2014-01-01',
        value: vieSousEcrou({
          debut: {
            libelle: sortie,
            auteurs: ['chef_etablissement'],
            source: aVerifier(cpp, '723', { raison: 'texte de 1997 lu (lexinter)', verifieLe: '2026-11-27' }),
          },
          modalites,
          retrait: modalites,
          terme: seuil2019,
        }),
        source: modalites,
      },
    ],
    devoirs: [...modalitesDuJap(cle, modalites, modalitesDetenu), debatApres(cle, '712-18'), ...rapportsDuSpip(cle, 'B13')],
    regles: [
      regle<string>('seuil_jap', 'B13', 'Peine que le JAP peut aménager', [
        { from: '2009-11-26', value: 'Peine ou reste de deux ans au plus, un an en récidive légale.', source: seuil2009 },
        {
          from: '2016-07-22',
          value: 'Peine ou reste de deux ans au plus, un an en récidive légale. Terrorisme exclu, sauf apologie et consultation.',
          source: seuil2016,
        },
        {
          from: '2019-03-25',
          value: 'Peine ou reste de deux ans au plus, pour tous. Terrorisme exclu, sauf apologie et consultation.',
          source: seuil2019,
        },
      ]),
      regle<string>('seuil_tribunal', 'B13', 'Peine que le tribunal peut aménager', [
        {
          from: '2009-11-26',
          value: 'Peine ou partie ferme de deux ans au plus, un an en récidive légale, avec un projet.',
          source: seuilDuTribunal(
            'loi 2009-1436',
            'al. 1 et 6',
            'cp/132-25/2009-11-26',
            'égale ou inférieure à deux ans d’emprisonnement, ou, pour une personne en état de récidive légale, une peine égale ou inférieure à un an',
          ),
        },
        {
          from: '2020-03-24',
          value: 'Six mois au plus : obligatoire, sauf impossibilité. De six mois à un an : si la situation le permet.',
          source: seuilDuTribunal(
            loi2019,
            'al. 1 et 2',
            'cp/132-25/2020-03-24',
            'inférieure ou égale à six mois […] sauf impossibilité […] supérieure à six mois et inférieure ou égale à un an',
          ),
        },
        {
          from: '2023-11-22',
          value: 'Mêmes seuils. Placement ou maintien en détention possible avec exécution provisoire, en attendant le JAP.',
          source: seuilDuTribunal(
            'loi 2023-1059, art. 24',
            'al. 1 à 3',
            'cp/132-25/2023-11-22',
            'supérieure à six mois et inférieure ou égale à un an […] dès lors qu’elle assortit sa décision de l’exécution provisoire',
          ),
        },
      ]),
      regle<string>('probatoire', 'B13', 'Avant une libération conditionnelle', [
        {
          from: '2014-01-01',
          value: 'Un an au plus, à partir d’un an avant la date où la libération conditionnelle est possible.',
          source: lu(cpp, '723-1', { precision: 'al. 2', lecture: premiereLecture(`${depot} ; legifrance, version du 25 mars 2019`) }),
        },
      ]),
      regle<string>('retrait', 'B13', 'Retrait', [
        {
          from: '2014-01-01',
          value: 'Après débat : conditions disparues, manquement ou mauvaise conduite. Le JAP peut aussi changer d’aménagement.',
          source: modalites,
        },
      ]),
      regle<string>('absence', 'B13', 'Non-retour à l’heure', [
        {
          from: '2014-01-01',
          value: 'Qui ne rentre pas dans les délais est considéré comme évadé.',
          source: aVerifier(cp, '434-29', { raison: 'règle lue au code pénitentiaire, article au numéro non vu', verifieLe: '2026-11-27' }),
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
      source: lu(cp, '132-25', { par: 'loi 92-1336', lecture: premiereLecture('legifrance, version de 2003 ; chronologie doctrine') }),
    },
  ],
  mot: 'SL',
  note: 'Rejoindre l’établissement aux heures fixées par le JAP et répondre aux convocations.',
  sortie: 'Entrée en semi-liberté',
  fiche: {
    cEst: ['Vous dormez au centre de semi-liberté.', 'Vous sortez aux heures fixées par le juge.', 'C’est une façon de faire votre peine.'],
    vousDevez: ['Rentrez à l’heure, chaque jour.', 'Suivez l’activité prévue : travail, formation ou soins.'],
    siAbsence: ['Le SPIP et le centre doivent le dire au juge.', 'Le juge peut suspendre la mesure ou vous remettre en prison.'],
    leSpip: ['Il suit votre activité et vos horaires.', 'Il vous aide dans vos démarches.', 'Il écrit au juge en cas de problème.'],
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
      from: '1997-12-20',
      value: 'Placement à l’extérieur',
      source: lu(cpp, '723', { par: 'loi 97-1159', lecture: premiereLecture('lexinter') }),
    },
  ],
  mot: 'PE',
  note: 'Faire les activités ou suivre la prise en charge fixées, sous le contrôle de l’administration.',
  sortie: 'Entrée en placement à l’extérieur',
  fiche: {
    cEst: [
      'Vous faites votre peine hors de la prison.',
      'Une association ou un service vous accueille.',
      'Le juge fixe le lieu et les horaires.',
    ],
    vousDevez: ['Suivez l’activité ou les soins prévus.', 'Respectez les règles du lieu d’accueil.'],
    siAbsence: ['Le SPIP et le lieu d’accueil doivent le dire au juge.', 'Le juge peut suspendre la mesure ou vous remettre en prison.'],
    leSpip: ['Il prépare le placement avec vous et la structure.', 'Il suit votre parcours.', 'Il écrit au juge en cas de problème.'],
    vosDroits: [
      'Vous pouvez demander de nouveaux horaires.',
      'Vous pouvez demander un autre aménagement.',
      'Vous avez un débat avant un retrait, avec votre avocat.',
    ],
  },
})
