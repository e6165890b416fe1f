import { type Dated, nExistePas } from '../../platform/law.ts'
import type { Definition, Delai } from '../definition.rules.ts'
import { debatApres, regleDe } from './amenagements-communs.referentiel.ts'
import { autresRapports, rapportsDuSpip } from './rapports.referentiel.ts'
import {
  loi2004,
  lu131,
  lu763,
  machine,
  medecin,
} from './suivi-socio-judiciaire-parcours.referentiel.ts'

const EXISTE = 'la juridiction de jugement peut ordonner un suivi socio-judiciaire'
const origine = lu131('131-36-1', '1998-06-18', EXISTE, { par: 'loi 98-468' })
const apresLiberation = lu763(
  '763-7-1',
  '2012-01-01',
  'à la suite d’une peine privative de liberté […] dans un délai qui ne saurait être supérieur à huit jours',
  { par: 'loi 2011-939' },
)

const regle = regleDe('suivi_socio_judiciaire')
const regleSsj = (id: string, libelle: string, droit: Dated<string>) =>
  regle<string>(id, 'B15', libelle, droit)
/**
 * A suivi without limit (crime punished for life) has no term: the decision then gives no duration.
 */
export const suiviSocioJudiciaire: Definition = {
  famille: 'peine',
  catalogue: 'B15',
  noms: regle<string>(
    'nom',
    'B15',
    'Nom de la peine',
    [
      { from: '1994-03-01', value: nExistePas, source: lu131('131-36-1', '1998-06-18', EXISTE) },
      { from: '1998-06-18', value: 'Suivi socio-judiciaire', source: origine },
    ],
    'jugement',
  ),
  mots: ['SSJ', 'suivi socio-judiciaire'],
  decide: [{ from: '1998-06-18', value: ['tribunal'], source: origine }],
  duree: {
    id: 'suivi_socio_judiciaire.duree',
    catalogue: 'B15',
    libelle: 'Durée du suivi',
    selon: 'faits',
    plusDoux: 'moins',
    droit: [
      {
        from: '1998-06-18',
        value: {
          unite: 'mois',
          min: null,
          max: 120,
          paliers: [{ cle: 'cp_131_36_1_crime', max: 240, si: 'Condamnation pour crime' }],
        },
        source: lu131(
          '131-36-1',
          '1998-06-18',
          'ne peut excéder dix ans en cas de condamnation pour délit ou vingt ans en cas de condamnation pour crime',
          {
            precision: 'al. 2',
            par: 'loi 98-468',
          },
        ),
      },
      {
        from: '2004-03-10',
        value: {
          unite: 'mois',
          min: null,
          max: 120,
          paliers: [
            {
              cle: 'cp_131_36_1_delit_motive',
              max: 240,
              si: 'Délit, par décision spécialement motivée',
            },
            { cle: 'cp_131_36_1_crime', max: 240, si: 'Condamnation pour crime' },
            {
              cle: 'cp_131_36_1_crime_trente_ans',
              max: 360,
              si: 'Crime puni de trente ans de réclusion criminelle',
              parmi: 'cp_131_36_1_crime',
            },
          ],
        },
        source: lu131(
          '131-36-1',
          '2004-03-10',
          'ne peut excéder dix ans en cas de condamnation pour délit ou vingt ans […] portée à vingt ans par décision spécialement motivée […] cette durée est de trente ans',
          { precision: 'al. 2', par: 'loi 2004-204, art. 46' },
        ),
      },
    ],
  },
  obligations: [
    {
      from: '2010-03-12',
      value: {
        controle: true,
        particulieres: 'cp-132-45',
        fixeesPar: ['tribunal', 'jap'],
        note: 'Injonction de soins si un traitement est possible, sauf décision contraire.',
      },
      source: lu131(
        '131-36-2',
        '2010-03-12',
        'sont celles prévues à l’article 132-44. […] aux obligations prévues à l’article 132-45',
        {
          par: 'loi 2010-242',
        },
      ),
    },
  ],
  machine: [
    {
      from: '2010-03-12',
      value: machine,
      source: lu763(
        '763-1',
        '2000-06-16',
        'est placée sous le contrôle du juge de l’application des peines dans le ressort duquel elle a sa résidence habituelle',
      ),
    },
  ],
  devoirs: [
    {
      cle: 'premiere_convocation',
      libelle: 'Comparution devant le JAP ou le SPIP après la libération',
      enMain: 'spip',
      depuis: 'debut',
      delai: regle<Delai>(
        'premiere_convocation',
        'B15',
        'Huit jours au plus après la libération ; avis remis avant la sortie',
        [{ from: '2012-01-01', value: { jours: 8, proroge: true }, source: apresLiberation }],
      ),
      satisfaitPar: 'convocation:tous',
      si: 'apres_detention',
    },
    {
      cle: 'convocation_apres_reprise',
      libelle: 'Comparution devant le JAP ou le SPIP après une nouvelle libération',
      enMain: 'spip',
      depuis: 'acte:reprise',
      delai: regle<Delai>(
        'convocation_apres_reprise',
        'B15',
        'Huit jours au plus après la libération où le suivi reprend',
        [{ from: '2012-01-01', value: { jours: 8, proroge: true }, source: apresLiberation }],
      ),
      satisfaitPar: 'convocation:tous',
    },
    {
      cle: 'medecin_coordonnateur',
      libelle: 'Rencontre du médecin coordonnateur',
      enMain: 'personne',
      depuis: 'acte:injonction_de_soins',
      delai: regle<Delai>(
        'medecin_coordonnateur',
        'B15',
        'Dans le délai que fixe le juge, un mois au plus',
        [{ from: '1999-07-09', value: { mois: 1, proroge: true }, source: medecin('1999-07-09') }],
      ),
      satisfaitPar: 'acte:rencontre_medecin_coordonnateur',
    },
    debatApres('suivi_socio_judiciaire', { article: '712-19', du: '2005-01-01' }),
    ...rapportsDuSpip('suivi_socio_judiciaire', 'B15', { sansTerme: true }),
  ],
  regles: [
    regleSsj('sans_limite', 'Suivi sans limitation de durée', [
      {
        from: '2004-03-10',
        value:
          'Possible pour un crime puni de la perpétuité ; le tribunal de l’application des peines peut y mettre fin après trente ans.',
        source: loi2004(
          's’appliquera sans limitation de durée […] à l’issue d’un délai de trente ans',
        ),
      },
    ]),
    regleSsj('emprisonnement_encouru', 'Emprisonnement encouru', [
      {
        from: '1998-06-18',
        value:
          'Fixé par la décision : deux ans au plus pour un délit, cinq ans au plus pour un crime.',
        source: lu131(
          '131-36-1',
          '1998-06-18',
          'Cet emprisonnement ne peut excéder deux ans en cas de condamnation pour délit et cinq ans en cas de condamnation pour crime',
          {
            precision: 'al. 3',
            par: 'loi 98-468',
          },
        ),
      },
      {
        from: '2004-03-10',
        value:
          'Fixé par la décision : trois ans au plus pour un délit, sept ans au plus pour un crime.',
        source: lu131(
          '131-36-1',
          '2004-03-10',
          'Cet emprisonnement ne peut excéder trois ans en cas de condamnation pour délit et sept ans en cas de condamnation pour crime',
          {
            precision: 'al. 3',
            par: 'loi 2004-204, art. 46',
          },
        ),
      },
    ]),
    regleSsj('inobservation', 'Inobservation', [
      {
        from: '2010-03-12',
        value:
          'Le JAP peut ordonner l’emprisonnement fixé, en une ou plusieurs fois ; le suivi continue ensuite.',
        source: lu763(
          '763-5',
          '2010-03-12',
          'la mise à exécution de l’emprisonnement […] de nouveau ordonner la mise à exécution […] ne saurait excéder celle fixée par la juridiction de condamnation',
          { precision: 'al. 1 et 4', par: 'loi 2010-242' },
        ),
      },
    ]),
    regleSsj('qui_suit', 'Contrôle du suivi', [
      {
        from: '2000-06-16',
        value: 'Le JAP de la résidence ; il peut désigner le SPIP pour veiller aux obligations.',
        source: lu763(
          '763-1',
          '2000-06-16',
          'peut désigner le service pénitentiaire d’insertion et de probation pour veiller au respect des obligations',
        ),
      },
    ]),
    regleSsj('delai_relevement', 'Demande de relèvement', [
      {
        from: '1998-06-18',
        value:
          'Un an après la condamnation, puis un an après chaque refus ; adressée au JAP, qui ordonne une expertise.',
        source: lu763(
          '763-6',
          '1998-06-18',
          'à l’issue d’un délai d’un an à compter de la décision de condamnation […] une année après cette décision de refus […] une expertise médicale',
        ),
      },
    ]),
    regleSsj('injonction_de_soins', 'Injonction de soins', [
      {
        from: '2008-03-01',
        value:
          'De principe si un traitement est possible, sauf décision contraire ; aucun traitement sans consentement, mais le refus est un manquement.',
        source: lu131(
          '131-36-4',
          '2008-03-01',
          'Sauf décision contraire de la juridiction […] aucun traitement ne pourra être entrepris sans son consentement, mais que, s’il refuse les soins',
          {
            par: 'loi 2007-1198',
          },
        ),
      },
    ]),
    regleSsj('dossier', 'Dossier avant la libération', [
      {
        from: '2012-01-01',
        value:
          'Le JAP du lieu de détention transmet le dossier, sauf impossibilité, deux semaines au moins avant la libération.',
        source: lu763(
          'R61-4',
          '2012-01-01',
          'sauf impossibilité, au moins deux semaines avant la libération de la personne',
          {
            precision: 'al. 4',
          },
        ),
      },
    ]),
    regleSsj('peine_principale', 'Peine principale', [
      {
        from: '1998-06-18',
        value: 'En matière correctionnelle, il peut être ordonné comme peine principale.',
        source: lu131(
          '131-36-7',
          '1998-06-18',
          'En matière correctionnelle, le suivi socio-judiciaire peut être ordonné comme peine principale',
        ),
      },
    ]),
    regleSsj('debut', 'Début', [
      {
        from: '1998-06-18',
        value: 'Avec une peine de prison sans sursis : le jour où la détention prend fin.',
        source: lu131(
          '131-36-5',
          '1998-06-18',
          'à compter du jour où la privation de liberté a pris fin',
        ),
      },
    ]),
    autresRapports('suivi_socio_judiciaire', 'B15'),
  ],
  fiche: {
    cEst: [
      'C’est une peine suivie dehors.',
      'Un juge vous contrôle et vous aide pendant plusieurs années.',
      'Elle commence souvent à la sortie de prison.',
    ],
    vousDevez: [
      'Si vous sortez de prison, vous venez à la convocation huit jours au plus après.',
      'Vous suivez les obligations de la décision.',
      'Vous montrez des preuves au juge ou au SPIP.',
      'Si des soins sont ordonnés, vous voyez le médecin coordonnateur.',
    ],
    siAbsence: [
      'Le SPIP doit le dire au juge.',
      'Le juge peut décider de la prison, dans la limite fixée par le tribunal.',
    ],
    leSpip: [
      'Il vous reçoit et vous aide dans vos démarches.',
      'Il vérifie vos obligations avec vous.',
      'Il écrit au juge.',
    ],
    vosDroits: [
      'Personne ne peut vous soigner sans votre accord.',
      'Mais un refus peut vous conduire en prison.',
      'Après un an, vous pouvez demander la fin de la peine.',
      'Un avocat peut vous aider.',
    ],
  },
}
