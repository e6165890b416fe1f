import { type CitationLue, lu, nExistePas } from '../../platform/law.ts'
import type { Definition } from '../definition.rules.ts'
import type { Machine } from '../machine.rules.ts'
import { acte, finsDeLaLoi, regleDe } from './amenagements-communs.referentiel.ts'
import { premiereLecture, relecture } from './lectures.referentiel.ts'
import { seuilDExamen } from './seuils.referentiel.ts'

const cpp = 'code de procédure pénale'
const regle = regleDe('procedure_723_15')
const lois = {
  '2005-01-01': 'loi 2004-204, art. 186',
  '2009-11-26': 'loi 2009-1436',
  '2014-10-01': 'loi 2014-896',
  '2016-06-05': 'loi 2016-731',
  '2020-03-24': 'loi 2019-222',
  '2024-09-30': 'loi 2023-1059',
} as const
const lue = (
  article: string,
  version: keyof typeof lois,
  mots: string,
  precision?: string,
): CitationLue =>
  lu(cpp, article, {
    ...(precision && { precision }),
    par: lois[version],
    lecture: relecture(`cpp/${article}/${version}`, mots),
  })
const texte2005 = lue(
  '723-15',
  '2005-01-01',
  'le total des peines prononcées ou restant à subir est inférieur ou égal à un an',
)
const texte2009 = lue(
  '723-15',
  '2009-11-26',
  'inférieure ou égale à deux ans […] réduites à un an si le condamné est en état de récidive légale',
)
const convocation = lue(
  '723-15',
  '2009-11-26',
  'convoqué en premier lieu devant le juge de l’application des peines',
  'al. 3',
)
const avis2009 = lue(
  '723-15',
  '2009-11-26',
  'respectivement supérieurs à trente et à quarante-cinq jours à compter de leur information',
  'al. 3',
)
const avis2024 = lue(
  '723-15',
  '2024-09-30',
  'respectivement supérieurs à vingt et à trente jours à compter de leur information',
  'al. 3',
)
const instruction = lue(
  '723-15-1',
  '2009-11-26',
  'il peut charger le service pénitentiaire d’insertion et de probation […] dans un délai de deux mois',
)
const accord = lue(
  '723-15-1',
  '2009-11-26',
  'le juge de l’application des peines ordonne cette mesure ou cette conversion',
)
const date = lue(
  '723-15-2',
  '2009-11-26',
  'le juge de l’application des peines peut fixer la date d’incarcération',
  'al. 1',
)
const parquet = lue(
  '723-15-2',
  '2009-11-26',
  'le ministère public peut ramener la peine à exécution […] qui ramène la peine à exécution',
  'al. 2 et 3',
)
// The dispensation of 723-15, al. 3, and the delays of 474 that take the place of its own.
const lue474 = lue(
  '474',
  '2009-11-26',
  'un délai qui ne saurait excéder trente jours […] un délai qui ne saurait être supérieur à quarante-cinq jours',
  'al. 1',
)
const urgence = lue(
  '723-16',
  '2009-11-26',
  'le ministère public peut mettre la peine à exécution en établissement pénitentiaire',
)

const vivants = ['prononcee', 'en_cours']
const decision = { effet: 'fin', cause: 'decision' } as const
const autre = { effet: 'fin', cause: 'autre' } as const
const machine: Machine = {
  initial: 'prononcee',
  etats: {
    prononcee: { libelle: 'Transmise au JAP' },
    en_cours: { libelle: 'Examinée par le SPIP' },
    terminee: { libelle: 'Aménagement accordé', fin: true },
    convertie: { libelle: 'Peine convertie', fin: true },
    sans_amenagement: { libelle: 'Peine à exécuter en détention', fin: true },
    eteinte: { libelle: 'Éteinte', fin: true },
  },
  transitions: [
    acte({
      cle: 'convocation_jap',
      libelle: 'Convocation devant le JAP',
      de: ['prononcee'],
      vers: 'prononcee',
      auteurs: ['jap', 'greffe'],
      source: convocation,
      suite: { fait: true },
    }),
    acte({
      cle: 'evaluation',
      libelle: 'SPIP chargé d’examiner les modalités',
      de: ['prononcee'],
      vers: 'en_cours',
      auteurs: ['jap'],
      source: instruction,
    }),
    acte({
      cle: 'proposition_contenu',
      libelle: 'Rapport et proposition du SPIP',
      de: ['en_cours'],
      vers: 'en_cours',
      auteurs: ['spip'],
      source: instruction,
      suite: { effet: 'contenu' },
    }),
    acte({
      cle: 'amenagement',
      libelle: 'Aménagement accordé',
      de: vivants,
      vers: 'terminee',
      auteurs: ['jap'],
      source: accord,
      suite: decision,
    }),
    acte({
      cle: 'conversion',
      libelle: 'Peine convertie',
      de: vivants,
      vers: 'convertie',
      auteurs: ['jap'],
      source: accord,
      suite: {
        effet: 'fin',
        cause: 'conversion',
      },
    }),
    acte({
      cle: 'date_incarceration',
      libelle: 'Pas d’aménagement, date d’incarcération fixée',
      de: vivants,
      vers: 'sans_amenagement',
      auteurs: ['jap'],
      source: date,
      suite: decision,
    }),
    acte({
      cle: 'mise_a_execution_parquet',
      libelle: 'Mise à exécution : absence ou délai passé',
      de: vivants,
      vers: 'sans_amenagement',
      auteurs: ['parquet'],
      source: parquet,
      suite: autre,
    }),
    acte({
      cle: 'mise_a_execution_urgence',
      libelle: 'Mise à exécution en urgence',
      de: vivants,
      vers: 'sans_amenagement',
      auteurs: ['parquet'],
      source: urgence,
      suite: autre,
    }),
    ...finsDeLaLoi(vivants, 'eteinte'),
  ],
}

/** Examination of a prison sentence before it is carried out, for a free person. */
export const procedure72315: Definition = {
  famille: 'procedure',
  catalogue: 'B8',
  noms: regle<string>(
    'nom',
    'B8',
    'Nom',
    [
      {
        from: '2005-01-01',
        value: 'Procédure de l’article 723-15',
        source: texte2005,
      },
    ],
    'jugement',
  ),
  mots: ['723-15'],
  // The public prosecutor refers the sentence; since 2020 the court may order the convocation
  // (464-2).
  decide: [
    { from: '2009-11-26', value: ['parquet'], source: texte2009 },
    {
      from: '2020-03-24',
      value: ['parquet', 'tribunal'],
      source: lue(
        '464-2',
        '2020-03-24',
        'ordonner que le condamné soit convoqué […] conformément à l’article 723-15',
        'I, 2°',
      ),
    },
  ],
  duree: regle('duree', 'B8', 'Pas de durée propre', [
    { from: '2009-11-26', value: { unite: 'mois', min: null, max: null }, source: texte2009 },
  ]),
  seuils: seuilDExamen,
  obligations: [{ from: '2009-11-26', value: nExistePas, source: texte2009 }],
  machine: [{ from: '2009-11-26', value: machine, source: texte2009 }],
  devoirs: [
    {
      cle: 'convocation_jap',
      libelle: 'Convocation devant le JAP',
      enMain: 'jap',
      depuis: 'debut',
      delai: regle(
        'convocation_jap',
        'B8',
        'Convocation devant le JAP, depuis son information par le parquet',
        [
          { from: '2009-11-26', value: { jours: 30, proroge: true }, source: avis2009 },
          { from: '2024-09-30', value: { jours: 20, proroge: true }, source: avis2024 },
        ],
      ),
      satisfaitPar: 'acte:convocation_jap',
    },
    {
      cle: 'convocation_spip',
      libelle: 'Convocation devant le SPIP',
      enMain: 'spip',
      depuis: 'debut',
      delai: regle(
        'convocation_spip',
        'B8',
        'Convocation devant le SPIP, depuis l’information par le parquet',
        [
          { from: '2009-11-26', value: { jours: 45, proroge: true }, source: avis2009 },
          { from: '2024-09-30', value: { jours: 30, proroge: true }, source: avis2024 },
        ],
      ),
      satisfaitPar: 'convocation:spip',
    },
    {
      cle: 'rapport',
      libelle: 'Rapport du SPIP sur les modalités d’exécution',
      enMain: 'spip',
      depuis: 'acte:evaluation',
      delai: regle('rapport', 'B9', 'Rapport, depuis la saisine du SPIP par le JAP', [
        { from: '2009-11-26', value: { mois: 2, proroge: true }, source: instruction },
      ]),
      satisfaitPar: 'rapport:amenagement',
    },
    {
      cle: 'decision_jap',
      libelle: 'Décision du JAP : ensuite, le parquet peut mettre la peine à exécution',
      enMain: 'jap',
      depuis: 'debut',
      delai: regle(
        'decision_jap',
        'B8',
        'Décision du JAP, depuis la communication de la décision',
        [
          {
            from: '2009-11-26',
            value: { mois: 4, proroge: true },
            source: lue(
              '723-15-2',
              '2009-11-26',
              'A défaut de décision du juge de l’application des peines dans les quatre mois',
              'al. 2',
            ),
          },
          {
            from: '2016-06-05',
            value: { mois: 6, proroge: true },
            source: lue(
              '723-15-2',
              '2016-06-05',
              'A défaut de décision du juge de l’application des peines dans les six mois',
              'al. 2',
            ),
          },
        ],
      ),
      satisfaitPar: 'acte:amenagement',
    },
  ],
  regles: [
    regle<string>('six_mois', 'B8', 'Peine de six mois au plus', [
      { from: '2009-11-26', value: nExistePas, source: texte2009 },
      {
        from: '2020-03-24',
        value:
          'Elle doit être aménagée, sauf si la personnalité ou la situation le rend impossible.',
        source: lue(
          '723-15',
          '2020-03-24',
          'inférieure ou égale à six mois, elle doit faire l’objet […] rendent ces mesures impossibles',
          'al. 1',
        ),
      },
    ]),
    regle<string>('audience', 'B8', 'Convocations déjà remises à l’audience', [
      {
        from: '2009-11-26',
        value:
          'Les délais ci-dessus ne s’appliquent pas : ceux de l’article 474 courent depuis l’audience (trente et quarante-cinq jours).',
        source: lue474,
      },
      {
        from: '2024-09-30',
        value:
          'Les délais ci-dessus ne s’appliquent pas : ceux de l’article 474 courent depuis l’audience (vingt et trente jours).',
        source: lue(
          '474',
          '2024-09-30',
          'un délai qui ne saurait excéder vingt jours […] un délai qui ne saurait être supérieur à trente jours',
          'al. 1',
        ),
      },
    ]),
    regle<string>('absence', 'B8', 'La personne ne vient pas', [
      {
        from: '2009-11-26',
        value:
          'Sauf motif légitime ou recours, le JAP informe le parquet, qui met la peine à exécution.',
        source: lue(
          '723-15-2',
          '2009-11-26',
          'la personne ne se présente pas aux convocations […] qui ramène la peine à exécution',
          'al. 3',
        ),
      },
    ]),
    regle<string>('urgence', 'B8', 'Mise à exécution en urgence', [
      {
        from: '2009-11-26',
        value:
          'Danger établi par un fait nouveau, incarcération dans une autre affaire, ou fuite à craindre. Le parquet informe le JAP.',
        source: urgence,
      },
    ]),
    regle<string>('recours_urgence', 'B8', 'Contester la mise à exécution', [
      { from: '2009-11-26', value: nExistePas, source: urgence },
      {
        from: '2022-03-23',
        value: 'La personne peut saisir la juridiction d’un incident d’exécution.',
        source: lu(cpp, '710', {
          lecture: premiereLecture(
            'arrêt du 23 mars 2022, dalloz-actualite ; avant cette date, aucun recours n’était admis',
          ),
        }),
      },
    ]),
    regle<string>('apres_un_an', 'B8', 'Peine non exécutée un an après être devenue définitive', [
      {
        from: '2005-01-01',
        value:
          'La personne peut demander un aménagement au JAP, même après un refus ; sa demande suspend la mise à exécution, sauf urgence.',
        source: lue(
          '723-17',
          '2005-01-01',
          'dans le délai d’un an […] le condamné peut saisir le juge de l’application des peines',
        ),
      },
    ]),
  ],
  fiche: {
    cEst: [
      'Vous avez une peine de prison à faire.',
      'Avant, un juge regarde comment la faire autrement.',
      'Vous n’êtes pas en prison pendant ce temps.',
    ],
    vousDevez: [
      'Venez à la convocation du juge, puis du SPIP.',
      'Apportez vos papiers : logement, travail, formation, soins.',
      'Sans excuse valable, une absence peut mener en prison.',
    ],
    siAbsence: ['Le juge prévient le procureur.', 'Le procureur peut vous envoyer en prison.'],
    leSpip: [
      'Il fait le point avec vous sur votre situation.',
      'Il cherche un aménagement possible.',
      'Il écrit un rapport au juge.',
    ],
    vosDroits: [
      'Vous pouvez venir avec un avocat.',
      'Vous dites si vous voulez un aménagement.',
      'Vous pouvez faire appel de la décision du juge.',
    ],
  },
}
