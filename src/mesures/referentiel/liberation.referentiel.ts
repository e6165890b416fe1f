import { aVerifier, type Citation, type Dated, lu, nExistePas } from '../../platform/law.ts'
import type { Definition, Delai, Machine } from '../definition.rules.ts'
import {
  acte,
  autresRapports,
  debatApres,
  depot,
  finsDeLaLoi,
  incarceration712,
  rapportDeFin,
  rapportsDuSpip,
  regleDe,
  vieSousEcrou,
} from './amenagements-communs.referentiel.ts'
import { premiereLecture } from './lectures.referentiel.ts'

const cpp = 'code de procédure pénale'
const octroi = lu(cpp, '729', { legifrance: 'LEGIARTI000038313952', lecture: premiereLecture('chronologie doctrine') })
const contenu = lu(cpp, '732', { lecture: premiereLecture(`${depot} ; chronologie doctrine`) })
const revocation = lu(cpp, '733', { lecture: premiereLecture('kohenavocats') })
const competence = lu(cpp, '730', { lecture: premiereLecture(`${depot}, version d’après 2014`) })

const vivants = ['prononcee', 'en_cours', 'incarceree']
const vieLibre: Machine = {
  initial: 'prononcee',
  etats: {
    prononcee: { libelle: 'Accordée, pas commencée' },
    en_cours: { libelle: 'En cours' },
    incarceree: { libelle: 'Personne incarcérée provisoirement' },
    terminee: { libelle: 'Terminée, libération définitive', fin: true },
    retiree: { libelle: 'Rapportée avant la sortie', fin: true },
    revoquee: { libelle: 'Révoquée', fin: true },
    eteinte: { libelle: 'Éteinte', fin: true },
  },
  transitions: [
    acte('mise_a_execution', 'Sortie', ['prononcee'], 'en_cours', ['chef_etablissement'], contenu),
    acte('retrait', 'Rapportée avant la sortie', ['prononcee'], 'retiree', ['jap'], revocation, { effet: 'fin', cause: 'retrait' }),
    acte('modification_obligations', 'Obligations modifiées', ['en_cours'], 'en_cours', ['jap'], contenu, { effet: 'contenu' }),
    ...rapportDeFin(['en_cours', 'incarceree']),
    acte('incarceration', 'Incarcération provisoire', ['en_cours'], 'incarceree', ['jap'], incarceration712),
    acte('debat_contradictoire', 'Débat contradictoire tenu', ['incarceree'], 'incarceree', ['jap'], incarceration712),
    acte('retour', 'Remise en liberté', ['incarceree'], 'en_cours', ['jap', 'loi'], incarceration712),
    // Even a partial revocation sends back to prison: what follows, if anything, is another measure.
    acte('revocation_partielle', 'Révocation en partie', ['en_cours', 'incarceree'], 'revoquee', ['jap'], revocation, {
      effet: 'fin',
      cause: 'revocation',
    }),
    acte('revocation_totale', 'Révocation en entier', ['en_cours', 'incarceree'], 'revoquee', ['jap'], revocation, {
      effet: 'fin',
      cause: 'revocation',
    }),
    acte('fin_au_terme', 'Terme sans révocation', ['en_cours', 'incarceree'], 'terminee', ['loi'], revocation, {
      effet: 'fin',
      cause: 'terme',
    }),
    ...finsDeLaLoi(vivants, 'eteinte'),
  ],
}

const lc = regleDe('liberation_conditionnelle')
export const liberationConditionnelle: Definition = {
  famille: 'amenagement',
  catalogue: 'B14',
  noms: lc<string>('nom', 'B14', 'Nom', [{ from: '1981-02-03', value: 'Libération conditionnelle', source: octroi }], 'jugement'),
  mots: ['LC'],
  // The tribunal de l’application des peines decides beyond the thresholds of article 730: the list of authors has the JAP for both.
  decide: [{ from: '2005-01-01', value: ['jap'], source: competence }],
  duree: lc(
    'duree',
    'B14',
    'Durée des mesures : au moins la peine restante, au plus un an après elle, dix ans en tout',
    [{ from: '2005-01-01', value: { unite: 'mois', min: null, max: 120 }, source: contenu }],
    'jugement',
  ),
  obligations: [
    {
      from: '2014-01-01',
      value: { controle: true, particulieres: 'cp-132-45', fixeesPar: ['jap'] },
      source: lu(cpp, 'D533', { lecture: premiereLecture('legifrance, version de 2019 ; article 731 non lu') }),
    },
  ],
  machine: [{ from: '2005-01-01', value: vieLibre, source: revocation }],
  devoirs: [debatApres('liberation_conditionnelle', '712-19'), ...rapportsDuSpip('liberation_conditionnelle', 'B14')],
  regles: [
    lc<string>('condition', 'B14', 'Part de la peine à faire', [
      {
        from: '2012-03-29',
        value: 'La moitié de la peine. Les deux tiers en récidive légale.',
        source: lu(cpp, '729', { precision: 'al. 7', lecture: premiereLecture('codes-et-lois ; chronologie doctrine') }),
      },
      {
        from: '2015-01-01',
        value: 'La moitié de la peine, pour tous.',
        source: lu(cpp, '729', {
          precision: 'al. 7',
          par: 'loi 2014-896',
          lecture: premiereLecture('doctrine, version du 25 mars 2019 ; date par un avocat et la circulaire de 2014'),
        }),
      },
    ]),
    lc<string>('epreuve', 'B14', 'Temps d’épreuve', [
      {
        from: '2012-03-29',
        value: 'Au plus quinze ans, vingt en récidive légale. Perpétuité : dix-huit ans, vingt-deux en récidive légale.',
        source: lu(cpp, '729', { lecture: premiereLecture('codes-et-lois ; doctrine, version du 25 mars 2019') }),
      },
    ]),
    lc<string>('parent', 'B14', 'Cas du parent et de la grossesse', [
      {
        from: '2014-01-01',
        value:
          'Peine ou reste de quatre ans au plus, enfant de moins de dix ans. Pas en récidive légale, ni pour une infraction sur un mineur.',
        source: aVerifier(cpp, '729-3', { raison: 'kohenavocats ; date d’effet non lue', verifieLe: '2026-11-27' }),
      },
      {
        from: '2014-10-01',
        value:
          'Quatre ans au plus, enfant de moins de dix ans ou grossesse de plus de douze semaines. Pas pour une infraction sur un mineur.',
        source: aVerifier(cpp, '729-3', {
          par: 'loi 2014-896',
          raison: 'texte lu (lexbase, juriblio) ; jour d’effet non lu',
          verifieLe: '2026-11-27',
        }),
      },
    ]),
    lc<string>('competence', 'B14', 'Qui décide', [
      {
        from: '2014-01-01',
        value: 'Le JAP : peine de dix ans au plus ou reste de trois ans au plus. Sinon, le tribunal de l’application des peines.',
        source: aVerifier(cpp, '730', { raison: `${depot}, version d’après 2014 ; date d’effet non lue`, verifieLe: '2026-11-27' }),
      },
      {
        from: '2015-01-01',
        value: 'Mêmes seuils. Situation examinée au moins une fois par an dès que le délai est atteint.',
        source: competence,
      },
    ]),
    lc<string>('revocation', 'B14', 'Révocation', [
      {
        from: '2005-01-01',
        value: 'Condamnation, inconduite ou manquement : tout ou partie de la peine qui restait. Sans révocation : libération définitive.',
        source: revocation,
      },
    ]),
    lc<string>('perpetuite', 'B14', 'Durée des mesures, peine perpétuelle', [
      { from: '2005-01-01', value: 'De cinq à dix ans.', source: contenu },
    ]),
    lc<string>('renforce', 'B14', 'Suivi renforcé', [
      {
        from: '2011-12-17',
        value: 'La décision, ou le JAP ensuite, peut prévoir un suivi renforcé par le SPIP.',
        source: lu(cpp, 'D533-1', { par: 'décret 2011-1876', lecture: premiereLecture('archeo-lex, legifrance') }),
      },
    ]),
    autresRapports('liberation_conditionnelle', 'B14'),
  ],
  fiche: {
    cEst: [
      'Vous sortez de prison avant la fin de la peine.',
      'Vous êtes suivi jusqu’à une date fixée.',
      'À cette date, la peine est terminée.',
    ],
    vousDevez: ['Suivez les règles écrites dans la décision.'],
    siAbsence: ['Le SPIP doit le dire au juge.', 'Le juge peut vous remettre en prison pour tout ou partie du temps qui restait.'],
    leSpip: [
      'Il vous reçoit et vous aide dans vos démarches.',
      'Il peut venir chez vous, entre 6 heures et 21 heures.',
      'Il écrit au juge en cas de problème.',
    ],
    vosDroits: [
      'Vous pouvez demander au juge de changer une règle.',
      'Vous avez un débat avant une révocation, avec votre avocat.',
      'Vous pouvez faire appel dans les 10 jours.',
    ],
  },
}

const lsc = regleDe('liberation_sous_contrainte')
const loi2014 = lu(cpp, '720', { par: 'loi 2014-896', lecture: premiereLecture(`${depot} ; chronologie doctrine`) })
const pasEncore = lu(cpp, '720', { par: 'loi 2014-896', lecture: premiereLecture('la mesure n’existe que depuis le 1er janvier 2015') })
const loi2019 = lu(cpp, '720', { par: 'loi 2019-222', lecture: premiereLecture('doctrine, version du 24 décembre 2021 ; chronologie') })
const pleinDroit = lu(cpp, '720', {
  precision: 'II',
  par: 'loi 2021-1729, art. 11',
  lecture: premiereLecture('décret 2022-1261, legifrance'),
})
const depuis2015 = <T>(value: T, source: Citation = loi2014): Dated<T> => [
  { from: '1994-03-01', value: nExistePas, source: pasEncore },
  { from: '2015-01-01', value, source },
]
/** Carried out as one of four regimes; its own rules are how it is granted, and the first meeting outside. */
export const liberationSousContrainte: Definition = {
  famille: 'amenagement',
  catalogue: 'B12',
  noms: lsc<string>('nom', 'B12', 'Nom', depuis2015('Libération sous contrainte'), 'jugement'),
  mots: ['LSC'],
  decide: [
    { from: '1994-03-01', value: nExistePas, source: pasEncore },
    { from: '2015-01-01', value: ['jap'], source: loi2014 },
  ],
  duree: lsc('duree', 'B12', 'Durée : celle de la peine qui reste', depuis2015({ unite: 'mois', min: null, max: null })),
  obligations: depuis2015({
    controle: true,
    particulieres: 'cp-132-45',
    fixeesPar: ['jap'],
    note: 'Celles du régime choisi : semi-liberté, placement à l’extérieur, surveillance électronique ou libération conditionnelle.',
  }),
  machine: [
    {
      from: '2014-01-01',
      value: vieSousEcrou({
        debut: { libelle: 'Sortie ou début du régime', auteurs: ['chef_etablissement'], source: loi2014 },
        retrait: loi2014,
        terme: loi2014,
      }),
      source: pasEncore,
    },
  ],
  devoirs: [
    {
      // Working days in the text: the type has none, five days are the safe side.
      cle: 'premiere_convocation',
      libelle: 'Comparution devant le SPIP : cinq jours ouvrables après la sortie',
      enMain: 'spip',
      depuis: 'acte:mise_a_execution',
      delai: lsc<Delai>('premiere_convocation', 'B12', 'Comparution, depuis la sortie (jours ouvrables)', [
        { from: '1994-03-01', value: nExistePas, source: pasEncore },
        { from: '2019-06-01', value: { jours: 5, proroge: true }, source: lu(cpp, 'D147-17-5', { lecture: premiereLecture('juriblio') }) },
      ]),
      satisfaitPar: 'convocation:spip',
    },
    debatApres('liberation_sous_contrainte', '712-18'),
    ...rapportsDuSpip('liberation_sous_contrainte', 'B12'),
  ],
  regles: [
    lsc<string>('examen', 'B12', 'Examen aux deux tiers', [
      { from: '1994-03-01', value: nExistePas, source: pasEncore },
      {
        from: '2015-01-01',
        value: 'Peine de cinq ans au plus, deux tiers faits. Ordonnance motivée du JAP ; l’accord de la personne est nécessaire.',
        source: loi2014,
      },
      {
        from: '2019-06-01',
        value: 'Mêmes peines. Refus du JAP seulement si aucune mesure n’est possible ; rien si la personne a refusé.',
        source: loi2019,
      },
    ]),
    lsc<string>('plein_droit', 'B12', 'De plein droit aux trois derniers mois', [
      { from: '1994-03-01', value: nExistePas, source: pasEncore },
      {
        from: '2023-01-01',
        value: 'Peines de deux ans au plus en tout, reste de trois mois au plus. Sauf absence d’hébergement ou cas exclus par la loi.',
        source: pleinDroit,
      },
    ]),
    lsc<string>('avis_spip', 'B12', 'Rôle du SPIP avant la décision', [
      { from: '1994-03-01', value: nExistePas, source: pasEncore },
      {
        from: '2019-06-01',
        value: 'Il dit au JAP le refus de la personne. Sinon il donne son avis avant la commission de l’application des peines.',
        source: lu(cpp, 'D147-17-2', { lecture: premiereLecture('tricoteuses, juriblio') }),
      },
      {
        from: '2023-01-01',
        value: 'De plein droit : avis sur la mesure la mieux adaptée et sur l’hébergement, avant la même commission.',
        source: lu(cpp, 'D147-21', { par: 'décret 2022-1261', lecture: premiereLecture('tricoteuses, juriblio') }),
      },
    ]),
    lsc<string>('remise', 'B12', 'Remise de la convocation', [
      { from: '1994-03-01', value: nExistePas, source: pasEncore },
      {
        from: '2019-06-01',
        value: 'Le SPIP du lieu de détention la remet au plus tard le jour de la sortie.',
        source: lu(cpp, 'D147-17-5', { lecture: premiereLecture('juriblio') }),
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
    vousDevez: ['Venez au SPIP dans les 5 jours ouvrables.', 'Suivez les règles fixées par le juge.'],
    siAbsence: ['Le SPIP doit le dire au juge.', 'Le juge peut suspendre la mesure ou vous remettre en prison.'],
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
