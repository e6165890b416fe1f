import { aVerifier, type HorsFaits, inconnu, lu, nExistePas, type Regle } from '../../platform/law.ts'
import type { Definition, Machine, Transition } from '../definition.rules.ts'
import { finsDeLaLoi } from './amenagements-communs.referentiel.ts'
import { premiereLecture } from './lectures.referentiel.ts'

const cp = 'code pénal'
const cpp = 'code de procédure pénale'
// Before 2020 the judge could not suspend the execution while he examined the demand.
const avant = ['en_examen']
const vivants = [...avant, 'execution_suspendue']

const ancien = lu(cp, '132-57', {
  legifrance: 'LEGIARTI000021330952',
  lecture: premiereLecture('chronologie doctrine, version du 26 novembre 2009'),
})
const nouveau = lu(cpp, '747-1', { par: 'loi 2019-222, art. 85', lecture: premiereLecture('tricoteuses, section du code') })
const debat = lu(cpp, '712-6', { lecture: premiereLecture('renvoi lu à 747-1-1 et à 733-1 ; french-business-law') })

const decider = (de: readonly string[], acte: string, libelle: string, source: Transition['source']): Transition => ({
  acte,
  libelle,
  de,
  vers: 'convertie',
  auteurs: ['jap'],
  effet: 'fin',
  cause: 'conversion',
  source,
})
const machine = (vivants: readonly string[], ...decisions: Transition[]): Machine => ({
  initial: 'en_examen',
  etats: {
    en_examen: { libelle: 'Demande ou saisine en examen' },
    ...(vivants.includes('execution_suspendue') && { execution_suspendue: { libelle: 'En examen, exécution de la peine suspendue' } }),
    convertie: { libelle: 'Peine convertie', fin: true },
    rejetee: { libelle: 'Conversion refusée', fin: true },
    sans_objet: { libelle: 'Sans objet', fin: true },
  },
  transitions: [
    ...vivants.map(
      (etat): Transition => ({
        acte: 'debat',
        libelle: 'Débat contradictoire tenu',
        de: [etat],
        vers: etat,
        auteurs: ['jap'],
        source: debat,
      }),
    ),
    ...decisions,
    {
      acte: 'rejet',
      libelle: 'Conversion refusée',
      de: vivants,
      vers: 'rejetee',
      auteurs: ['jap'],
      effet: 'fin',
      cause: 'decision',
      source: debat,
    },
    {
      acte: 'desistement',
      libelle: 'Demande retirée',
      de: vivants,
      vers: 'sans_objet',
      auteurs: ['personne'],
      effet: 'fin',
      cause: 'autre',
      source: aVerifier(cpp, 'D49-11', { raison: 'la demande est lue, son retrait ne l’est pas', verifieLe: '2026-11-27' }),
    },
    ...finsDeLaLoi(vivants, 'sans_objet'),
  ],
})

const regle = (id: string, libelle: string, droit: Regle<string>['droit'], selon: HorsFaits = 'execution'): Regle<string> => ({
  id: `conversion_747_1.${id}`,
  catalogue: 'A20',
  libelle,
  selon,
  droit,
})

export const conversion7471: Definition = {
  famille: 'procedure',
  catalogue: 'A20',
  noms: {
    id: 'conversion_747_1.nom',
    catalogue: 'A20',
    libelle: 'Nom de la procédure',
    selon: 'jugement',
    droit: [
      {
        from: '2005-01-01',
        value: 'Conversion d’une peine de six mois au plus',
        source: lu(cp, '132-57', { lecture: premiereLecture('kohenavocats, version de 2005') }),
      },
      { from: '2020-03-24', value: 'Conversion de peine', source: nouveau },
    ],
  },
  mots: ['conversion', '747-1', '132-57'],
  decide: [
    { from: '2005-01-01', value: ['jap'], source: lu(cp, '132-57', { lecture: premiereLecture('kohenavocats, version de 2005') }) },
    { from: '2020-03-24', value: ['jap'], source: nouveau },
  ],
  duree: {
    id: 'conversion_747_1.duree',
    catalogue: 'A20',
    libelle: 'Durée : la procédure n’en a pas',
    selon: 'jugement',
    droit: [{ from: '2005-01-01', value: { unite: 'mois', min: null, max: null }, source: ancien }],
  },
  heures: {
    id: 'conversion_747_1.heures',
    catalogue: 'A20',
    libelle: 'Heures, si la peine devient un travail d’intérêt général',
    selon: 'faits',
    plusDoux: 'moins',
    droit: [
      {
        from: '2005-01-01',
        value: { unite: 'heures', min: 40, max: 210 },
        source: lu(cp, '132-57', { lecture: premiereLecture('kohenavocats, version de 2005') }),
      },
      { from: '2009-11-26', value: { unite: 'heures', min: 20, max: 210 }, source: ancien },
      {
        from: '2014-10-01',
        value: { unite: 'heures', min: 20, max: 280 },
        source: aVerifier(cp, '132-57', {
          par: 'loi 2014-896',
          raison: 'version citée par la chronologie doctrine ; nombre non lu',
          verifieLe: '2026-11-27',
        }),
      },
      {
        from: '2020-03-24',
        value: { unite: 'heures', min: 20, max: 400 },
        source: aVerifier(cpp, '747-1', { raison: 'le texte ne donne pas d’heures : bornes de 131-8', verifieLe: '2026-11-27' }),
      },
    ],
    egip: {
      value: { unite: 'heures', min: 20, max: 210 },
      charte: 'C4.2',
      choix: 'Le texte ne donne pas de nombre : 210 heures, dernier maximum avant la loi de 2014.',
    },
  },
  obligations: [{ from: '2005-01-01', value: nExistePas, source: ancien }],
  machine: [
    {
      from: '2005-01-01',
      value: machine(
        avant,
        decider(avant, 'conversion_sursis_tig', 'Convertie en sursis avec travail d’intérêt général', ancien),
        decider(avant, 'conversion_jours_amende', 'Convertie en jours-amende', ancien),
      ),
      source: ancien,
    },
    {
      from: '2020-03-24',
      value: machine(
        vivants,
        {
          acte: 'suspension_execution',
          libelle: 'Exécution de la peine suspendue jusqu’à la décision',
          de: ['en_examen'],
          vers: 'execution_suspendue',
          auteurs: ['jap'],
          source: nouveau,
        },
        decider(vivants, 'conversion_tig', 'Convertie en travail d’intérêt général', nouveau),
        decider(vivants, 'conversion_ddse', 'Convertie en détention à domicile', nouveau),
        decider(vivants, 'conversion_jours_amende', 'Convertie en jours-amende', nouveau),
        decider(vivants, 'conversion_sursis_renforce', 'Convertie en sursis probatoire renforcé', nouveau),
      ),
      source: nouveau,
    },
  ],
  devoirs: [
    {
      cle: 'debat',
      libelle: 'Débat contradictoire sur la demande',
      enMain: 'jap',
      depuis: 'debut',
      delai: {
        id: 'conversion_747_1.debat',
        catalogue: 'A20',
        libelle: 'Le débat a lieu au plus tard le quatrième mois après la demande',
        selon: 'execution',
        droit: [
          {
            from: '2005-01-01',
            value: { mois: 4, proroge: true },
            source: lu(cpp, 'D49-33', {
              precision: 'al. 1',
              lecture: premiereLecture('juriblio ; l’historique affiché du texte est à relire'),
            }),
          },
        ],
      },
      satisfaitPar: 'acte:debat',
    },
  ],
  regles: [
    regle('seuil', 'Peines qui peuvent être converties', [
      {
        from: '2009-11-26',
        value:
          'Délit de droit commun, condamnation définitive, prison ferme de six mois au plus ; aussi la partie ferme d’un sursis partiel et le sursis révoqué.',
        source: ancien,
      },
      {
        from: '2020-03-24',
        value: 'Délit, condamnation définitive, prison ferme ou partie ferme de six mois au plus, aussi après la révocation d’un sursis.',
        source: lu(cpp, '747-1', { precision: 'al. 1', lecture: premiereLecture('manuel (nxtbook) et réécriture de 2025 (juriblio)') }),
      },
    ]),
    regle('plusieurs_peines', 'Plusieurs peines', [
      {
        from: '2014-01-01',
        value: 'La durée totale ne dépasse pas six mois.',
        source: lu(cp, '132-57', {
          precision: 'al. 1',
          lecture: premiereLecture('Cass. crim., 3 septembre 2014, 13-80.045, résumé (net-iris, legibase)'),
        }),
      },
    ]),
    regle('accord', 'Accord pour le travail d’intérêt général', [
      {
        from: '2009-11-26',
        value: 'La personne ne doit pas refuser et doit être présente.',
        source: lu(cp, '132-54', { precision: 'al. 3', lecture: premiereLecture('codes-et-lois, par le renvoi de 132-57') }),
      },
      { from: '2020-03-24', value: 'Informée du droit de refuser, la personne déclare expressément y renoncer.', source: nouveau },
    ]),
    regle('quantum', 'Ce que devient la durée', [
      { from: '2005-01-01', value: nExistePas, source: ancien },
      {
        from: '2020-03-24',
        value:
          'Détention à domicile : même durée que la prison ou son reste. Jours-amende : autant de jours. Travail non fait : la prison peut être exécutée.',
        source: nouveau,
      },
    ]),
    regle('pas_une_condamnation', 'Effet sur un sursis en cours', [
      {
        from: '2012-01-01',
        value: 'La conversion de la partie ferme ne compte pas comme une nouvelle condamnation.',
        source: lu(cpp, 'D547', { lecture: premiereLecture('tricoteuses et juriblio') }),
      },
    ]),
    regle('autres_conversions', 'Conversion d’une autre peine', [
      {
        from: '2014-01-01',
        value: inconnu,
        source: aVerifier(cpp, '747-1-1', { raison: 'version du 1er janvier 2005 non lue', verifieLe: '2026-11-27' }),
      },
      {
        from: '2020-03-24',
        value:
          'Si la situation a changé, le JAP convertit entre eux le travail d’intérêt général, la détention à domicile et les jours-amende.',
        source: lu(cpp, '747-1-1', {
          legifrance: 'LEGIARTI000038313934',
          lecture: premiereLecture('chronologie doctrine ; version du 30 septembre 2024 à lire'),
        }),
      },
    ]),
    regle('appel', 'Appel', [
      {
        from: '2005-01-01',
        value: 'Dix jours à compter de la notification du jugement.',
        source: lu(cpp, '712-11', { precision: '2°', lecture: premiereLecture('kohenavocats') }),
      },
    ]),
  ],
  fiche: {
    cEst: [
      'Vous avez une courte peine de prison.',
      'Un juge peut la changer en une autre peine.',
      'Par exemple : un travail sans salaire, ou le bracelet à domicile.',
    ],
    vousDevez: [
      'Vous venez devant le juge le jour dit.',
      'Vous apportez vos papiers : adresse, travail, famille, santé.',
      'Ensuite, vous suivez la nouvelle peine.',
      'Si vous ne la suivez pas, la prison peut revenir.',
    ],
    siAbsence: ['Le juge peut décider en votre absence.', 'La peine de prison reste possible.'],
    leSpip: ['Il vous reçoit et écoute votre projet.', 'Il écrit au juge ce qui est possible.', 'Il vous aide à préparer vos papiers.'],
    vosDroits: [
      'Vous pouvez demander la conversion vous-même.',
      'Vous pouvez refuser le travail d’intérêt général.',
      'Un avocat peut vous aider.',
      'Vous avez dix jours pour contester la décision.',
    ],
  },
}
