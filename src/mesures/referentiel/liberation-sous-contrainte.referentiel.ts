import { type Citation, type Dated, lu, nExistePas } from '../../platform/law.ts'
import type { Definition, Delai } from '../definition.rules.ts'
import { debatApres, regleDe } from './amenagements-communs.referentiel.ts'
import { relecture } from './lectures.referentiel.ts'
import { autresRapports, rapportsDuSpip } from './rapports.referentiel.ts'
import { seuilsDeLiberation } from './seuils.referentiel.ts'
import { vieSousEcrou } from './sous-ecrou.referentiel.ts'

const cpp = 'code de procédure pénale'
const lsc = regleDe('liberation_sous_contrainte')
const lu720 = (from: string, mots: string, plus: { precision?: string; par?: string }) =>
  lu(cpp, '720', { ...plus, lecture: relecture(`cpp/720/${from}`, mots) })
const loi2014 = lu720(
  '2015-01-01',
  'La libération sous contrainte entraîne l’exécution du reliquat de peine sous le régime',
  {
    precision: 'al. 3',
    par: 'loi 2014-896',
  },
)
const decision2014 = lu720(
  '2015-01-01',
  'le juge de l’application des peines décide, par ordonnance motivée, soit de prononcer une mesure de libération sous contrainte',
  {
    precision: 'al. 2',
    par: 'loi 2014-896',
  },
)
const manquement = lu720(
  '2015-01-01',
  'Les conséquences de l’inobservation de ces mesures sont celles prévues au présent code',
  {
    precision: 'al. 3',
    par: 'loi 2014-896',
  },
)
const pasEncore = lu(cpp, '720', {
  lecture: relecture(
    'cpp/720/2005-01-01',
    'Préalablement à toute décision entraînant la cessation temporaire ou définitive de l’incarcération',
  ),
})
const depuis2015 = <T>(value: T, source: Citation = loi2014): Dated<T> => [
  { from: '1994-03-01', value: nExistePas, source: pasEncore },
  { from: '2015-01-01', value, source },
]
/**
 * Carried out as one of four regimes; its own rules are how it is granted, and the first meeting
 * outside.
 */
export const liberationSousContrainte: Definition = {
  famille: 'amenagement',
  catalogue: 'B12',
  noms: lsc<string>('nom', 'B12', 'Nom', depuis2015('Libération sous contrainte'), 'jugement'),
  mots: ['LSC'],
  decide: [
    { from: '1994-03-01', value: nExistePas, source: pasEncore },
    { from: '2015-01-01', value: ['jap'], source: decision2014 },
  ],
  duree: lsc(
    'duree',
    'B12',
    'Durée : celle de la peine qui reste',
    depuis2015({ unite: 'mois', min: null, max: null }),
  ),
  seuils: seuilsDeLiberation,
  obligations: depuis2015({
    controle: true,
    controleChoisi: true,
    particulieres: 'cp-132-45',
    fixeesPar: ['jap'],
    note: 'Celles du régime choisi : semi-liberté, placement à l’extérieur, surveillance électronique ou libération conditionnelle.',
  }),
  machine: [
    {
      from: '2014-01-01',
      value: vieSousEcrou({
        debut: {
          libelle: 'Sortie ou début du régime',
          auteurs: ['chef_etablissement'],
          source: loi2014,
        },
        retrait: manquement,
        terme: loi2014,
      }),
      source: pasEncore,
    },
  ],
  devoirs: [
    {
      cle: 'premiere_convocation',
      libelle: 'Comparution devant le SPIP : cinq jours ouvrables après la sortie',
      enMain: 'spip',
      depuis: 'acte:mise_a_execution',
      delai: lsc<Delai>('premiere_convocation', 'B12', 'Comparution, depuis la sortie', [
        { from: '1994-03-01', value: nExistePas, source: pasEncore },
        {
          from: '2019-06-01',
          value: { jours: 5, ouvrables: true, proroge: true },
          source: lu(cpp, 'D147-17-5', {
            precision: 'al. 2',
            lecture: relecture(
              'cpp/D147-17-5/2019-06-01',
              'cinq jours ouvrables à compter de la sortie de la personne',
            ),
          }),
        },
      ]),
      satisfaitPar: 'convocation:spip',
    },
    debatApres('liberation_sous_contrainte', { article: '712-18', du: '2005-01-01' }),
    ...rapportsDuSpip('liberation_sous_contrainte', 'B12'),
  ],
  regles: [
    lsc<string>('examen', 'B12', 'Examen aux deux tiers', [
      { from: '1994-03-01', value: nExistePas, source: pasEncore },
      {
        from: '2015-01-01',
        value:
          'Peine de cinq ans au plus, deux tiers faits. Ordonnance motivée du JAP ; l’accord de la personne est nécessaire.',
        source: lu720(
          '2015-01-01',
          'au moins égale au double de la durée de la peine restant à subir […] inférieure ou égale à cinq ans […] n’a pas fait préalablement connaître son accord',
          {
            precision: 'al. 1 et 2',
            par: 'loi 2014-896',
          },
        ),
      },
      {
        from: '2019-06-01',
        value:
          'Mêmes peines. Refus du JAP seulement si aucune mesure n’est possible ; rien si la personne a refusé.',
        source: lu720(
          '2019-06-01',
          'inférieure ou égale à cinq ans est obligatoirement examinée […] ne peut refuser l’octroi […] ont préalablement fait connaître leur refus',
          {
            par: 'loi 2019-222',
          },
        ),
      },
    ]),
    lsc<string>('plein_droit', 'B12', 'De plein droit aux trois derniers mois', [
      { from: '1994-03-01', value: nExistePas, source: pasEncore },
      {
        from: '2023-01-01',
        value:
          'Peines de deux ans au plus en tout, reste de trois mois au plus. Sauf absence d’hébergement ou cas exclus par la loi.',
        source: lu720(
          '2021-12-24',
          'inférieure ou égale à deux ans […] inférieur ou égal à trois mois, la libération sous contrainte s’applique de plein droit, sauf […] absence d’hébergement',
          {
            precision: 'II et III',
            par: 'loi 2021-1729, art. 11 et 59',
          },
        ),
      },
      {
        from: '2024-01-28',
        value:
          'Peines de deux ans au plus en tout, reste de trois mois au plus. Sauf absence d’hébergement ou cas exclus. Étranger visé par une mesure d’éloignement : seulement si elle est exécutée, même sans son accord.',
        source: lu720(
          '2024-01-28',
          'l’application du II du présent article est subordonnée à la condition que cette mesure soit exécutée. Elle peut être décidée sans son consentement',
          {
            precision: 'II à IV',
          },
        ),
      },
    ]),
    lsc<string>('avis_spip', 'B12', 'Rôle du SPIP avant la décision', [
      { from: '1994-03-01', value: nExistePas, source: pasEncore },
      {
        from: '2019-06-01',
        value:
          'Il dit au JAP le refus de la personne. Sinon il donne son avis avant la commission de l’application des peines.',
        source: lu(cpp, 'D147-17-2', {
          lecture: relecture(
            'cpp/D147-17-2/2019-06-01',
            'avant la réunion de la commission de l’application des peines […] son avis sur les éventuelles impossibilités',
          ),
        }),
      },
      {
        from: '2023-01-01',
        value:
          'De plein droit : avis sur la mesure la mieux adaptée et sur l’hébergement, avant la même commission.',
        source: lu(cpp, 'D147-21', {
          par: 'décret 2022-1261',
          lecture: relecture(
            'cpp/D147-21/2023-01-01',
            'son avis sur la mesure la plus adaptée […] ne dispose d’aucun hébergement',
          ),
        }),
      },
    ]),
    lsc<string>('remise', 'B12', 'Remise de la convocation', [
      { from: '1994-03-01', value: nExistePas, source: pasEncore },
      {
        from: '2019-06-01',
        value: 'Le SPIP du lieu de détention la remet au plus tard le jour de la sortie.',
        source: lu(cpp, 'D147-17-5', {
          precision: 'al. 1',
          lecture: relecture(
            'cpp/D147-17-5/2019-06-01',
            'remet ou fait remettre à celle-ci, au plus tard le jour de sa libération, un avis de convocation',
          ),
        }),
      },
    ]),
    autresRapports('liberation_sous_contrainte', 'B12'),
  ],
  fiche: {
    cEst: [
      'Vous sortez un peu avant la fin de la peine.',
      'Le juge choisit comment : bracelet, centre, foyer ou liberté suivie.',
      'La mesure dure jusqu’à la fin de la peine.',
    ],
    vousDevez: [
      'Venez au SPIP dans les 5 jours ouvrables.',
      'Suivez les règles fixées par le juge.',
    ],
    siAbsence: [
      'Le SPIP doit le dire au juge.',
      'Le juge peut suspendre la mesure ou vous remettre en prison.',
    ],
    leSpip: [
      'Il donne la convocation avant la sortie.',
      'Il prépare le logement et la suite avec vous.',
      'Il écrit au juge en cas de problème.',
    ],
    vosDroits: [
      'Aux deux tiers de la peine, vous pouvez refuser.',
      'Vous pouvez demander un autre aménagement.',
      'Vous avez un débat avant un retrait, avec votre avocat.',
    ],
  },
}
