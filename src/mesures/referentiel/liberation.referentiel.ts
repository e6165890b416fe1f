import { lu } from '../../platform/law.ts'
import type { Definition, Delai } from '../definition.rules.ts'
import type { Machine } from '../machine.rules.ts'
import {
  acte,
  debatApres,
  finsDeLaLoi,
  incarceration712,
  regleDe,
} from './amenagements-communs.referentiel.ts'
import { bornees, pendantLaDuree } from './apres-le-terme.referentiel.ts'
import { relecture } from './lectures.referentiel.ts'
import { autresRapports, rapportDeFin, rapportsDuSpip } from './rapports.referentiel.ts'

const cpp = 'code de procédure pénale'
const octroi = lu(cpp, '729', {
  lecture: relecture('cpp/729/1994-03-01', 'peuvent bénéficier d’une libération conditionnelle'),
})
const contenu = lu(cpp, '732', {
  precision: 'al. 4',
  lecture: relecture(
    'cpp/732/2011-05-19',
    'les dispositions de la décision peuvent être modifiées en application de l’article 712-8',
  ),
})
const sortie = lu(cpp, '732', {
  precision: 'al. 1',
  lecture: relecture(
    'cpp/732/2005-01-01',
    'La décision de libération conditionnelle fixe les modalités d’exécution',
  ),
})
const lu733 = (mots: string) => lu(cpp, '733', { lecture: relecture('cpp/733/2010-03-12', mots) })
const revocation = lu733(
  'cette décision peut être révoquée […] soit par le juge de l’application des peines, soit par le tribunal de l’application des peines',
)
const avantLaSortie = lu733(
  'Il en est de même lorsque la décision de libération conditionnelle n’a pas encore reçu exécution',
)
const libereDefinitif = lu733(
  'Si la révocation n’est pas intervenue avant l’expiration du délai […] la libération est définitive',
)
const retourEnPrison = lu733(
  'tout ou partie de la durée de la peine qu’il lui restait à subir au moment de sa mise en liberté conditionnelle',
)
/** The tribunal de l’application des peines decides beyond the thresholds of article 730. */
const competence = lu(cpp, '730', {
  par: 'loi 2004-204',
  lecture: relecture(
    'cpp/730/2005-01-01',
    'inférieure ou égale à dix ans […] inférieure ou égale à trois ans […] par le juge de l’application des peines […] par le tribunal de l’application des peines […] au moins une fois par an',
  ),
})
const convocation = (mots: string) =>
  lu(cpp, 'D534-1', { lecture: relecture('cpp/D534-1/2007-11-18', mots) })

const modifiables = lu(cpp, '732', {
  precision: 'al. 4',
  par: 'loi 2004-204',
  lecture: relecture(
    'cpp/732/2005-01-01, mêmes mots en 2011',
    'Pendant toute la durée de la liberté conditionnelle, les dispositions de la décision peuvent être modifiées',
  ),
})
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
  transitions: bornees(
    pendantLaDuree('2005-01-01', modifiables),
    ['modification_obligations'],
    [
      acte({
        cle: 'mise_a_execution',
        libelle: 'Sortie',
        de: ['prononcee'],
        vers: 'en_cours',
        auteurs: ['chef_etablissement'],
        source: sortie,
      }),
      acte({
        cle: 'retrait',
        libelle: 'Rapportée avant la sortie',
        de: ['prononcee'],
        vers: 'retiree',
        auteurs: ['jap', 'tap'],
        source: avantLaSortie,
        suite: {
          effet: 'fin',
          cause: 'retrait',
        },
      }),
      acte({
        cle: 'modification_obligations',
        libelle: 'Obligations modifiées',
        de: ['en_cours'],
        vers: 'en_cours',
        auteurs: ['jap'],
        source: contenu,
        suite: { effet: 'contenu' },
      }),
      ...rapportDeFin(['en_cours', 'incarceree']),
      acte({
        cle: 'incarceration',
        libelle: 'Incarcération provisoire',
        de: ['en_cours'],
        vers: 'incarceree',
        auteurs: ['jap'],
        source: incarceration712,
      }),
      acte({
        cle: 'debat_contradictoire',
        libelle: 'Débat contradictoire tenu',
        de: ['incarceree'],
        vers: 'incarceree',
        auteurs: ['jap'],
        source: incarceration712,
        suite: { fait: true },
      }),
      acte({
        cle: 'retour',
        libelle: 'Remise en liberté',
        de: ['incarceree'],
        vers: 'en_cours',
        auteurs: ['jap', 'loi'],
        source: incarceration712,
      }),
      // Even a partial revocation sends back to prison: what follows, if anything, is another
      // measure.
      acte({
        cle: 'revocation_partielle',
        libelle: 'Révocation en partie',
        de: ['en_cours', 'incarceree'],
        vers: 'revoquee',
        auteurs: ['jap', 'tap'],
        source: retourEnPrison,
        suite: {
          effet: 'fin',
          cause: 'revocation',
          aExecuter: 'partie_du_reste',
        },
      }),
      acte({
        cle: 'revocation_totale',
        libelle: 'Révocation en entier',
        de: ['en_cours', 'incarceree'],
        vers: 'revoquee',
        auteurs: ['jap', 'tap'],
        source: retourEnPrison,
        suite: {
          effet: 'fin',
          cause: 'revocation',
        },
      }),
      acte({
        cle: 'fin_au_terme',
        libelle: 'Terme sans révocation',
        de: ['en_cours', 'incarceree'],
        vers: 'terminee',
        auteurs: ['loi'],
        source: libereDefinitif,
        suite: {
          effet: 'fin',
          cause: 'terme',
        },
      }),
      ...finsDeLaLoi(vivants, 'eteinte'),
    ],
  ),
}

const lc = regleDe('liberation_conditionnelle')
export const liberationConditionnelle: Definition = {
  famille: 'amenagement',
  catalogue: 'B14',
  noms: lc<string>(
    'nom',
    'B14',
    'Nom',
    [{ from: '1994-03-01', value: 'Libération conditionnelle', source: octroi }],
    'jugement',
  ),
  mots: ['LC'],
  decide: [{ from: '2005-01-01', value: ['jap', 'tap'], source: competence }],
  duree: lc(
    'duree',
    'B14',
    'Durée des mesures : au moins la peine restante, au plus un an après elle, dix ans en tout',
    [
      {
        from: '1994-03-01',
        value: { unite: 'mois', min: null, max: 120 },
        source: lu(cpp, '732', {
          precision: 'al. 2',
          lecture: relecture(
            'cpp/732/1994-03-01',
            'La durée totale des mesures d’assistance et de contrôle ne peut toutefois excéder dix ans',
          ),
        }),
      },
    ],
    'jugement',
  ),
  obligations: [
    {
      from: '2006-03-31',
      value: {
        controle: true,
        particulieres: 'cp-132-45',
        fixeesPar: ['jap', 'tap'],
        note: 'Les mesures de contrôle sont obligatoires ; les autres, si la décision les prévoit.',
      },
      source: lu(cpp, '731', {
        precision: 'al. 1',
        par: 'loi 2004-204',
        lecture: relecture(
          'cpp/731/2005-01-01',
          'une ou plusieurs des mesures de contrôle ou obligations mentionnées aux articles 132-44 et 132-45 du code pénal',
        ),
      }),
    },
  ],
  machine: [{ from: '2005-01-01', value: vieLibre, source: revocation }],
  devoirs: [
    {
      cle: 'premiere_convocation',
      libelle: 'Convocation devant le JAP ou le SPIP après la sortie',
      enMain: 'spip',
      depuis: 'acte:mise_a_execution',
      delai: lc<Delai>('premiere_convocation', 'B14', 'Convocation, depuis la libération', [
        {
          from: '2007-11-18',
          value: { mois: 1, proroge: true },
          source: convocation(
            'Dans un délai d’un mois à compter de sa libération, le condamné doit être convoqué',
          ),
        },
      ]),
      satisfaitPar: 'convocation:tous',
      si: 'sans_viol_ni_atteinte',
    },
    {
      cle: 'premiere_convocation_courte',
      libelle: 'Convocation devant le JAP ou le SPIP, huit jours après la sortie',
      enMain: 'spip',
      depuis: 'acte:mise_a_execution',
      delai: lc<Delai>(
        'premiere_convocation_courte',
        'B14',
        'Convocation, depuis la libération, pour les infractions les plus graves',
        [
          {
            from: '2007-11-18',
            value: { jours: 8, proroge: true },
            source: convocation(
              'pour viol, pour meurtre ou assassinat avec viol ou acte de torture ou de barbarie, ou pour agression ou atteinte sexuelle commise sur un mineur de quinze ans, cette convocation doit intervenir au plus tard dans un délai de huit jours',
            ),
          },
        ],
      ),
      satisfaitPar: 'convocation:tous',
      si: 'viol_ou_atteinte',
    },
    {
      ...debatApres('liberation_conditionnelle', { article: '712-19', du: '2005-01-01' }),
      si: 'sans_tap',
    },
    {
      cle: 'debat_devant_le_tap',
      libelle: 'Débat devant le tribunal de l’application des peines après l’incarcération',
      enMain: 'tap',
      depuis: 'acte:incarceration',
      delai: lc<Delai>(
        'debat_devant_le_tap',
        'B14',
        'Débat devant le tribunal, depuis l’incarcération décidée par le JAP',
        [
          {
            from: '2005-01-01',
            value: { mois: 1, proroge: true },
            source: lu(cpp, '712-19', {
              par: 'loi 2004-204',
              lecture: relecture(
                'cpp/712-19/2005-01-01',
                'porté à un mois lorsque le débat contradictoire doit se faire devant le tribunal de l’application des peines',
              ),
            }),
          },
        ],
      ),
      satisfaitPar: 'acte:debat_contradictoire',
      si: 'par_le_tap',
    },
    ...rapportsDuSpip('liberation_conditionnelle', 'B14'),
  ],
  regles: [
    lc<string>('condition', 'B14', 'Part de la peine à faire', [
      {
        from: '1994-03-01',
        value: 'La moitié de la peine. Les deux tiers en récidive légale.',
        source: lu(cpp, '729', {
          lecture: relecture(
            'cpp/729/1994-03-01',
            'au moins égale à la durée de la peine lui restant à subir […] au moins égale au double de la durée de la peine restant à subir',
          ),
        }),
      },
      {
        from: '2015-01-01',
        value: 'La moitié de la peine, pour tous.',
        source: lu(cpp, '729', {
          par: 'loi 2014-896',
          lecture: relecture(
            'cpp/729/2015-01-01',
            'au moins égale à la durée de la peine lui restant à subir. Dans le cas prévu au présent alinéa',
          ),
        }),
      },
    ]),
    lc<string>('epreuve', 'B14', 'Temps d’épreuve', [
      {
        from: '2005-12-13',
        value:
          'Au plus quinze ans, vingt en récidive légale. Perpétuité : dix-huit ans, vingt-deux en récidive légale.',
        source: lu(cpp, '729', {
          par: 'loi 2005-1549',
          lecture: relecture(
            'cpp/729/2005-12-13',
            'ne peut excéder quinze années ou […] vingt années […] dix-huit années ; il est de vingt-deux années',
          ),
        }),
      },
    ]),
    lc<string>('parent', 'B14', 'Cas du parent et de la grossesse', [
      {
        from: '2005-12-13',
        value:
          'Peine ou reste de quatre ans au plus, enfant de moins de dix ans. Pas en récidive légale, ni pour une infraction sur un mineur.',
        source: lu(cpp, '729-3', {
          par: 'loi 2005-1549',
          lecture: relecture(
            'cpp/729-3/2005-12-13',
            'inférieure ou égale à quatre ans […] un enfant de moins de dix ans […] commise en état de récidive légale',
          ),
        }),
      },
      {
        from: '2014-10-01',
        value:
          'Aussi pour une grossesse de plus de douze semaines. Mêmes conditions : quatre ans au plus, pas en récidive légale.',
        source: lu(cpp, '729-3', {
          par: 'loi 2014-896',
          lecture: relecture(
            'cpp/729-3/2014-10-01',
            'inférieure ou égale à quatre ans […] une femme enceinte de plus de douze semaines […] récidive légale',
          ),
        }),
      },
      {
        from: '2015-01-01',
        value:
          'Quatre ans au plus, enfant de moins de dix ans ou grossesse de plus de douze semaines. Pas pour une infraction sur un mineur.',
        source: lu(cpp, '729-3', {
          par: 'loi 2014-896, art. 54',
          lecture: relecture(
            'cpp/729-3/2015-01-01',
            'un enfant de moins de dix ans […] enceinte de plus de douze semaines […] pour un crime ou pour un délit commis sur un mineur.',
          ),
        }),
      },
    ]),
    lc<string>('competence', 'B14', 'Qui décide', [
      {
        from: '2005-01-01',
        value:
          'Le JAP : peine de dix ans au plus ou reste de trois ans au plus. Sinon, le tribunal de l’application des peines. Examen chaque année au moins, dès que le délai est atteint.',
        source: competence,
      },
    ]),
    lc<string>('revocation', 'B14', 'Révocation', [
      {
        from: '2005-01-01',
        value:
          'Condamnation, inconduite ou manquement : tout ou partie de la peine qui restait. Sans révocation : libération définitive.',
        source: lu(cpp, '733', {
          par: 'loi 2004-204',
          lecture: relecture(
            'cpp/733/2005-01-01',
            'En cas de nouvelle condamnation, d’inconduite notoire […] tout ou partie de la durée de la peine […] la libération est définitive',
          ),
        }),
      },
    ]),
    lc<string>('perpetuite', 'B14', 'Durée des mesures, peine perpétuelle', [
      {
        from: '1994-03-01',
        value: 'De cinq à dix ans.',
        source: lu(cpp, '732', {
          precision: 'al. 3',
          lecture: relecture(
            'cpp/732/1994-03-01',
            'ne peut être inférieure à cinq années, ni supérieure à dix années',
          ),
        }),
      },
    ]),
    lc<string>('remise', 'B14', 'Remise de la convocation', [
      {
        from: '2007-11-18',
        value:
          'Quand le délai est plus court, elle est remise avant la sortie. Libération accordée en urgence, pour un emploi par exemple : aucun de ces délais.',
        source: convocation(
          'et doit être remise au condamné avant sa libération […] la libération conditionnelle doit être accordée en urgence',
        ),
      },
    ]),
    lc<string>('dossier', 'B14', 'Dossier avant la sortie', [
      {
        from: '2007-11-18',
        value:
          'Copie au JAP de la résidence deux semaines au moins avant la libération, sauf urgence.',
        source: convocation(
          'Au moins deux semaines avant la date de libération du condamné, une copie de tout ou partie du dossier individuel',
        ),
      },
    ]),
    lc<string>('renforce', 'B14', 'Suivi renforcé', [
      {
        from: '2006-03-31',
        value: 'La décision, ou le JAP ensuite, peut prévoir un suivi renforcé par le SPIP.',
        source: lu(cpp, 'D533-1', {
          lecture: relecture(
            'cpp/D533-1/2006-03-31',
            'd’un suivi renforcé […] postérieurement à la décision de libération conditionnelle',
          ),
        }),
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
    vousDevez: [
      {
        si: 'sans_viol_ou_atteinte',
        mots: 'Venez à la convocation, un mois au plus après la sortie.',
      },
      {
        si: 'viol_ou_atteinte',
        mots: 'Venez à la convocation, huit jours au plus après la sortie.',
      },
      'Suivez les règles écrites dans la décision.',
    ],
    siAbsence: [
      'Le SPIP doit le dire au juge.',
      'Le juge peut vous remettre en prison pour tout ou partie du temps qui restait.',
    ],
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
