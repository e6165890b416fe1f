import { aVerifier, lu, nExistePas } from '../../platform/law.ts'
import type { Definition, Machine } from '../definition.rules.ts'
import { acte, depot, finsDeLaLoi, regleDe } from './amenagements-communs.referentiel.ts'
import { premiereLecture, relectureSansMots } from './lectures.referentiel.ts'

const cpp = 'code de procédure pénale'
const regle = regleDe('procedure_723_15')
const texte2009 = lu(cpp, '723-15', { par: 'loi 2009-1436', lecture: premiereLecture(`${depot} ; lexbase ; chronologie doctrine`) })
const texte2020 = lu(cpp, '723-15', { par: 'loi 2019-222', lecture: premiereLecture('french-business-law ; chronologie doctrine') })
const avis2009 = lu(cpp, '723-15', { precision: 'al. 3', par: 'loi 2009-1436', lecture: premiereLecture(depot) })
// The two delays of today were read in the rewriting only: the day when thirty and forty-five became twenty and thirty was not.
const avis2024 = aVerifier(cpp, '723-15', {
  precision: 'al. 3',
  raison: 'nombre lu dans l’ordonnance 2025-1091 (tricoteuses) ; jour du changement non lu : celui de la version du 30 septembre 2024',
  verifieLe: '2026-11-27',
})
const instruction = lu(cpp, '723-15-1', { lecture: premiereLecture('kohenavocats, french-business-law ; origine antérieure à 2014') })
const sortie = aVerifier(cpp, '723-15-2', {
  raison: 'lu dans l’ordonnance 2025-1091 (juriblio, L. 5212-10 à L. 5212-12) et par legibase',
  verifieLe: '2026-11-27',
})
const urgence = lu(cpp, '723-16', { par: 'loi 2009-1436', lecture: premiereLecture('french-business-law') })

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
    acte('convocation_jap', 'Convocation devant le JAP', ['prononcee'], 'prononcee', ['jap', 'greffe'], texte2020),
    acte('evaluation', 'SPIP chargé d’examiner les modalités', ['prononcee'], 'en_cours', ['jap'], instruction),
    acte('proposition_contenu', 'Rapport et proposition du SPIP', ['en_cours'], 'en_cours', ['spip'], instruction, { effet: 'contenu' }),
    acte('amenagement', 'Aménagement accordé', vivants, 'terminee', ['jap'], instruction, decision),
    acte('conversion', 'Peine convertie', vivants, 'convertie', ['jap'], instruction, { effet: 'fin', cause: 'conversion' }),
    acte('date_incarceration', 'Pas d’aménagement, date d’incarcération fixée', vivants, 'sans_amenagement', ['jap'], sortie, decision),
    acte('mise_a_execution_parquet', 'Mise à exécution : absence ou délai passé', vivants, 'sans_amenagement', ['parquet'], sortie, autre),
    acte('mise_a_execution_urgence', 'Mise à exécution en urgence', vivants, 'sans_amenagement', ['parquet'], urgence, autre),
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
        source: lu(cpp, '723-15', {
          par: 'loi 2004-204, art. 186',
          legifrance: 'LEGIARTI000006578053',
          lecture: premiereLecture('doctrine'),
        }),
      },
    ],
    'jugement',
  ),
  mots: ['723-15'],
  // The public prosecutor refers the sentence; since 2020 the court may order the convocation (464-2).
  decide: [
    { from: '2009-11-26', value: ['parquet'], source: texte2009 },
    {
      from: '2020-03-24',
      value: ['parquet', 'tribunal'],
      source: lu(cpp, '464-2', { precision: 'I, 2°', par: 'loi 2019-222', lecture: premiereLecture(depot) }),
    },
  ],
  duree: regle('duree', 'B8', 'Pas de durée propre', [
    { from: '2009-11-26', value: { unite: 'mois', min: null, max: null }, source: texte2009 },
  ]),
  obligations: [{ from: '2009-11-26', value: nExistePas, source: texte2009 }],
  machine: [{ from: '2009-11-26', value: machine, source: texte2009 }],
  devoirs: [
    {
      cle: 'convocation_jap',
      libelle: 'Convocation devant le JAP',
      enMain: 'jap',
      depuis: 'debut',
      delai: regle('convocation_jap', 'B8', 'Convocation devant le JAP, depuis son information par le parquet', [
        { from: '2009-11-26', value: { jours: 30, proroge: true }, source: avis2009 },
        { from: '2024-09-30', value: { jours: 20, proroge: true }, source: avis2024 },
      ]),
      satisfaitPar: 'acte:convocation_jap',
    },
    {
      cle: 'convocation_spip',
      libelle: 'Convocation devant le SPIP',
      enMain: 'spip',
      depuis: 'debut',
      delai: regle('convocation_spip', 'B8', 'Convocation devant le SPIP, depuis l’information par le parquet', [
        { from: '2009-11-26', value: { jours: 45, proroge: true }, source: avis2009 },
        { from: '2024-09-30', value: { jours: 30, proroge: true }, source: avis2024 },
      ]),
      satisfaitPar: 'convocation:spip',
    },
    {
      cle: 'rapport',
      libelle: 'Rapport du SPIP sur les modalités d’exécution',
      enMain: 'spip',
      depuis: 'acte:evaluation',
      delai: regle('rapport', 'B9', 'Rapport, depuis la saisine du SPIP par le JAP', [
        { from: '2014-01-01', value: { mois: 2, proroge: true }, source: instruction },
      ]),
      satisfaitPar: 'rapport:amenagement',
    },
    {
      cle: 'decision_jap',
      libelle: 'Décision du JAP : ensuite, le parquet peut mettre la peine à exécution',
      enMain: 'jap',
      depuis: 'debut',
      delai: regle('decision_jap', 'B8', 'Décision du JAP, depuis la communication de la décision', [
        { from: '2009-11-26', value: { mois: 6, proroge: true }, source: sortie },
      ]),
      satisfaitPar: 'acte:amenagement',
    },
  ],
  regles: [
    regle<string>('seuil', 'B8', 'Peines examinées', [
      {
        from: '2005-01-01',
        value: 'Personne libre, peine, reste ou total d’un an au plus.',
        source: lu(cpp, '723-15', {
          par: 'loi 2004-204, art. 186',
          legifrance: 'LEGIARTI000006578053',
          lecture: premiereLecture(`doctrine ; ${depot}`),
        }),
      },
      {
        from: '2009-11-26',
        value: 'Personne libre, peine, reste ou total de deux ans au plus, un an en récidive légale.',
        source: texte2009,
      },
      {
        from: '2020-03-24',
        value: 'Personne libre ou déjà aménagée, peine, reste ou total d’un an au plus, sans mandat de dépôt à effet différé.',
        source: texte2020,
      },
    ]),
    regle<string>('six_mois', 'B8', 'Peine de six mois au plus', [
      { from: '2014-01-01', value: nExistePas, source: texte2009 },
      {
        from: '2020-03-24',
        value: 'Elle doit être aménagée, sauf si la personnalité ou la situation le rend impossible.',
        source: texte2020,
      },
    ]),
    regle<string>('audience', 'B8', 'Convocations déjà remises à l’audience', [
      {
        from: '2009-11-26',
        value:
          'Les délais ci-dessus ne s’appliquent pas : ceux de l’article 474 courent depuis l’audience (trente et quarante-cinq jours).',
        source: avis2009,
      },
      {
        from: '2024-09-30',
        value: 'Les délais ci-dessus ne s’appliquent pas : ceux de l’article 474 courent depuis l’audience (vingt et trente jours).',
        source: lu(cpp, '474', { precision: 'al. 1', par: 'loi 2023-1059', lecture: relectureSansMots('version du 30 septembre 2024') }),
      },
    ]),
    regle<string>('absence', 'B8', 'La personne ne vient pas', [
      {
        from: '2009-11-26',
        value: 'Sauf motif légitime ou recours, le JAP informe le parquet, qui met la peine à exécution.',
        source: sortie,
      },
    ]),
    regle<string>('urgence', 'B8', 'Mise à exécution en urgence', [
      {
        from: '2009-11-26',
        value: 'Danger établi par un fait nouveau, incarcération dans une autre affaire, ou fuite à craindre. Le parquet informe le JAP.',
        source: urgence,
      },
    ]),
    regle<string>('recours_urgence', 'B8', 'Contester la mise à exécution', [
      { from: '2014-01-01', value: nExistePas, source: urgence },
      {
        from: '2022-03-23',
        value: 'La personne peut saisir la juridiction d’un incident d’exécution.',
        source: lu(cpp, '710', {
          lecture: premiereLecture('arrêt du 23 mars 2022, dalloz-actualite ; avant cette date, aucun recours n’était admis'),
        }),
      },
    ]),
    regle<string>('apres_un_an', 'B8', 'Peine non exécutée après un an', [
      {
        from: '2014-01-01',
        value: 'La personne peut demander un aménagement au JAP.',
        source: aVerifier(cpp, '723-17', { raison: 'non lu', verifieLe: '2026-11-27' }),
      },
    ]),
  ],
  fiche: {
    cEst: [
      'Vous avez une peine de prison à faire.',
      'Avant, un juge regarde comment la faire autrement.',
      'Vous êtes libre pendant ce temps.',
    ],
    vousDevez: [
      'Venez à la convocation du juge, puis du SPIP.',
      'Apportez vos papiers : logement, travail, formation, soins.',
      'Sans excuse valable, une absence peut mener en prison.',
    ],
    leSpip: ['Il fait le point avec vous sur votre situation.', 'Il cherche un aménagement possible.', 'Il écrit un rapport au juge.'],
    vosDroits: [
      'Vous pouvez venir avec un avocat.',
      'Vous dites si vous voulez un aménagement.',
      'Vous pouvez faire appel de la décision du juge.',
    ],
  },
}
