import { type Dated, lu, nExistePas } from '../../platform/law.ts'
import type { Definition, RegimeDObligations } from '../definition.rules.ts'
import { debatApres, regleDe } from './amenagements-communs.referentiel.ts'
import { relecture } from './lectures.referentiel.ts'
import { autresRapports, rapportsDuSpip } from './rapports.referentiel.ts'
import { lu723, machine } from './surveillance-judiciaire-parcours.referentiel.ts'

const parLeJap = lu723(
  '723-29',
  '2005-12-13',
  'le juge de l’application des peines peut, sur réquisitions du procureur de la République, ordonner',
  {
    par: 'loi 2005-1549',
  },
)
const parLeTap = lu723(
  '723-29',
  '2009-11-26',
  'le tribunal de l’application des peines peut, sur réquisitions du procureur de la République, ordonner',
  {
    par: 'loi 2009-1436',
  },
)
const contenu2010 = lu723(
  '723-30',
  '2010-03-12',
  'Obligations prévues par les articles 132-44 et 132-45 du code pénal',
  {
    par: 'loi 2010-242',
  },
)
const contenu2011 = lu723(
  '723-30',
  '2011-12-15',
  'Obligations prévues par les articles 132-44 et 132-45 du code pénal […] Après vérification de la faisabilité technique',
  {
    par: 'loi 2011-1862, art. 61',
  },
)
const convocation = lu723(
  'D147-40-2',
  '2007-11-18',
  'dans un délai maximal de huit jours à compter de sa libération',
)

const HUIT_NUMEROS =
  'par l’article 132-44 et par les 2°, 3°, 8°, 9°, 11°, 12°, 13° et 14° de l’article 132-45 du code pénal'
const avant2010: RegimeDObligations = {
  controle: true,
  controleChoisi: true,
  particulieres: 'cp-132-45',
  seulement: ['2°', '3°', '8°', '9°', '11°', '12°', '13°', '14°'],
  fixeesPar: ['tap', 'jap'],
}

const regle = regleDe('surveillance_judiciaire')
const regleSj = (id: string, libelle: string, droit: Dated<string>) =>
  regle<string>(id, 'B16', libelle, droit)
/**
 * Decided by the tribunal de l’application des peines; lasts as long as the reductions that were
 * kept.
 */
export const surveillanceJudiciaire: Definition = {
  famille: 'suivi',
  catalogue: 'B16',
  noms: regle<string>(
    'nom',
    'B16',
    'Nom de la mesure',
    [
      {
        from: '1994-03-01',
        value: nExistePas,
        source: lu723('723-29', '2005-12-13', 'qu’elle sera placée sous surveillance judiciaire'),
      },
      {
        from: '2005-12-13',
        value: 'Surveillance judiciaire',
        source: lu723(
          '723-29',
          '2005-12-13',
          'qu’elle sera placée sous surveillance judiciaire dès sa libération',
          {
            par: 'loi 2005-1549',
          },
        ),
      },
    ],
    'jugement',
  ),
  mots: ['surveillance judiciaire', 'SJ'],
  decide: [
    { from: '2005-12-13', value: ['jap'], source: parLeJap },
    { from: '2009-11-26', value: ['tap'], source: parLeTap },
  ],
  duree: regle(
    'duree',
    'B16',
    'Durée : celle des réductions de peine non retirées',
    [
      {
        from: '2005-12-13',
        value: { unite: 'mois', min: null, max: null },
        source: lu723(
          '723-29',
          '2005-12-13',
          'celle correspondant au crédit de réduction de peine ou aux réductions de peines supplémentaires',
          {
            par: 'loi 2005-1549',
          },
        ),
      },
      {
        from: '2021-12-24',
        value: { unite: 'mois', min: null, max: null },
        source: lu723(
          '723-29',
          '2021-12-24',
          'celle correspondant aux réductions de peine dont elle a bénéficié et qui n’ont pas fait l’objet d’une décision de retrait',
          {
            par: 'loi 2021-1729, art. 11',
          },
        ),
      },
    ],
    'jugement',
  ),
  obligations: [
    {
      from: '2005-12-13',
      value: {
        ...avant2010,
        note: 'Aussi les obligations du suivi socio-judiciaire et la surveillance électronique mobile.',
      },
      source: lu723('723-30', '2005-12-13', HUIT_NUMEROS, {
        precision: '1°',
        par: 'loi 2005-1549',
      }),
    },
    {
      from: '2007-08-11',
      value: {
        ...avant2010,
        note: 'Injonction de soins de principe si un traitement est possible. Surveillance électronique mobile possible.',
      },
      source: lu723(
        '723-30',
        '2007-08-11',
        `${HUIT_NUMEROS} […] est soumis à une injonction de soins`,
        {
          precision: '1°',
          par: 'loi 2007-1198',
        },
      ),
    },
    {
      from: '2010-03-12',
      value: {
        controle: true,
        controleChoisi: true,
        particulieres: 'cp-132-45',
        fixeesPar: ['tap', 'jap'],
        note: 'Injonction de soins de principe si un traitement est possible. Surveillance électronique mobile possible.',
      },
      source: contenu2010,
    },
    {
      from: '2011-12-15',
      value: {
        controle: true,
        controleChoisi: true,
        particulieres: 'cp-132-45',
        fixeesPar: ['tap', 'jap'],
        note: 'Injonction de soins de principe si un traitement est possible. Surveillance électronique mobile, si elle est techniquement possible.',
      },
      source: contenu2011,
    },
  ],
  machine: [{ from: '2010-03-12', value: machine, source: contenu2010 }],
  devoirs: [
    {
      cle: 'premiere_convocation',
      libelle: 'Comparution devant le JAP après la libération',
      enMain: 'jap',
      depuis: 'debut',
      delai: regle('premiere_convocation', 'B16', 'Convocation notifiée avant la libération', [
        { from: '2007-11-18', value: { jours: 8, proroge: true }, source: convocation },
      ]),
      satisfaitPar: 'convocation:juridiction',
    },
    {
      cle: 'convocation_apres_reprise',
      libelle: 'Comparution devant le JAP après une nouvelle libération',
      enMain: 'jap',
      depuis: 'acte:reprise',
      delai: regle(
        'convocation_apres_reprise',
        'B16',
        'Convocation, depuis la libération où la mesure reprend',
        [{ from: '2007-11-18', value: { jours: 8, proroge: true }, source: convocation }],
      ),
      satisfaitPar: 'convocation:juridiction',
    },
    debatApres('surveillance_judiciaire', {
      article: '712-19',
      du: '2009-11-26',
      par: 'loi 2009-1436',
    }),
    ...rapportsDuSpip('surveillance_judiciaire', 'B16'),
  ],
  regles: [
    regleSj('qui_decide', 'Qui décide', [
      {
        from: '2005-12-13',
        value:
          'Le JAP, sur réquisitions du procureur. Faits d’avant le 14 décembre 2005 : le tribunal de l’application des peines.',
        source: parLeJap,
      },
      {
        from: '2009-11-26',
        value: 'Le tribunal de l’application des peines, sur réquisitions du procureur.',
        source: parLeTap,
      },
    ]),
    regleSj('avant_la_liberation', 'Quand', [
      {
        from: '2005-12-13',
        value: 'Avant la date prévue pour la libération, après débat ; la personne a un avocat.',
        source: lu723(
          '723-32',
          '2005-12-13',
          'est prise, avant la date prévue pour la libération du condamné […] obligatoirement assisté par un avocat',
          {
            par: 'loi 2005-1549',
          },
        ),
      },
    ]),
    regleSj('retrait', 'Inobservation', [
      {
        from: '2005-12-13',
        value:
          'Le JAP peut retirer tout ou partie des réductions de peine et ordonner la réincarcération.',
        source: lu723(
          '723-35',
          '2005-12-13',
          'retirer tout ou partie de la durée des réductions de peine dont il a bénéficié et ordonner sa réincarcération',
          {
            par: 'loi 2005-1549',
          },
        ),
      },
      {
        from: '2010-03-12',
        value:
          'Le JAP peut retirer tout ou partie des réductions de peine et ordonner la réincarcération ; le tribunal qui juge un nouveau fait aussi.',
        source: lu723(
          '723-35',
          '2010-03-12',
          'La décision prévue au premier alinéa peut également être prise […] par la juridiction de jugement',
          {
            precision: 'al. 1 et 3',
            par: 'loi 2010-242',
          },
        ),
      },
    ]),
    regleSj('surveillance_de_surete', 'Prolongation en surveillance de sûreté', [
      {
        from: '2008-02-27',
        value:
          'Quinze ans de réclusion au moins, certains crimes : un an, la juridiction régionale étant saisie six mois avant la fin.',
        source: lu723(
          '723-37',
          '2008-02-27',
          'égale ou supérieure à quinze ans […] pour une durée d’un an. […] six mois avant la fin de la mesure',
          { par: 'loi 2008-174' },
        ),
      },
      {
        from: '2010-03-12',
        value:
          'Quinze ans de réclusion au moins, certains crimes : deux ans, la juridiction régionale étant saisie six mois avant la fin.',
        source: lu723(
          '723-37',
          '2010-03-12',
          'égale ou supérieure à quinze ans […] pour une durée de deux ans. […] six mois avant la fin de la mesure',
          { par: 'loi 2010-242' },
        ),
      },
    ]),
    regleSj('dossier', 'Dossier avant la libération', [
      {
        from: '2007-11-18',
        value: 'Copie au JAP de la résidence deux semaines au moins avant la libération.',
        source: lu723(
          'D147-40',
          '2007-11-18',
          'Au moins deux semaines avant la date de libération du condamné, une copie',
        ),
      },
    ]),
    regleSj('avis_avant_liberation', 'Convocation avant la libération', [
      {
        from: '2007-11-18',
        value:
          'Le chef d’établissement notifie à la personne, avant sa libération et contre émargement, sa convocation devant le JAP.',
        source: lu723(
          'D147-40-2',
          '2007-11-18',
          'Cette convocation lui est notifiée contre émargement, avant sa libération, par le chef d’établissement pénitentiaire',
        ),
      },
      {
        from: '2022-05-01',
        value:
          'Le chef d’établissement notifie à la personne, avant sa libération et contre émargement, sa convocation devant le JAP.',
        source: lu('code pénitentiaire', 'D543-3', {
          par: 'décret 2022-479',
          lecture: relecture(
            'cpen/D543-3/2022-05-01',
            'lui notifie sa convocation devant le juge de l’application des peines dans les conditions prévues par les dispositions de l’article D. 147-40-2',
          ),
        }),
      },
    ]),
    autresRapports('surveillance_judiciaire', 'B16'),
  ],
  fiche: {
    cEst: [
      'C’est un contrôle après votre sortie de prison.',
      'Il dure autant que vos réductions de peine.',
      'Un tribunal l’a décidé avant votre sortie.',
    ],
    vousDevez: [
      'Vous venez à la convocation du juge, huit jours au plus après la sortie.',
      'Vous suivez les obligations de la décision.',
      'Vous gardez le bracelet, si le juge en a prévu un.',
    ],
    siAbsence: [
      'Le SPIP doit le dire au juge.',
      'Le juge peut retirer des réductions de peine et vous remettre en prison.',
    ],
    leSpip: [
      'Il vous reçoit et vous aide dans vos démarches.',
      'Il vérifie les obligations avec vous.',
      'Il écrit au juge.',
    ],
    vosDroits: [
      'Personne ne peut vous soigner sans votre accord.',
      'Mais un refus peut vous ramener en prison.',
      'Vous pouvez demander de changer une obligation.',
      'Un avocat peut vous aider.',
    ],
  },
}

export { suiviPostLiberation } from './suivi-post-liberation.referentiel.ts'
