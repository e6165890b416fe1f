import { type Citation, lu, nExistePas, type Proposition, type Regle } from '../../platform/law.ts'
import type { Bornes, Definition, Delai } from '../definition.rules.ts'
import type { Machine } from '../machine.rules.ts'
import { relecture } from './lectures.referentiel.ts'
import { surPlace } from './probation-vie.referentiel.ts'

/**
 * A sentence that the law does not know: all here is the proposal (charte C4.1); each number that
 * it does not give is our choice.
 */
const catalogue = 'Be'
const absente = lu('code pénal', '131-3', {
  lecture: relecture(
    'cp/131-3/2007-03-07, liste entière ; de même en 2014 et en 2020 : aucune peine de ce nom',
    'Les peines correctionnelles encourues par les personnes physiques sont',
  ),
})
const id = (nom: string) => `peine_probation_autonome.${nom}`
const proposition = <T>(nom: string, libelle: string, value: T, choix?: string): Regle<T> => ({
  id: id(nom),
  catalogue,
  libelle,
  selon: 'jugement',
  droit: [{ from: '2014-01-01', value: nExistePas, source: absente }],
  egip: { value, charte: 'C4.1', ...(choix && { choix }) },
})
const dit = (value: string, choix?: string): Proposition<string> => ({
  value,
  charte: 'C4.1',
  ...(choix && { choix }),
})
const sansNombre = 'Le texte ne donne pas de nombre'

const vivants = ['en_evaluation', 'proposee', 'en_cours', 'suspendue']
const actives = ['en_evaluation', 'proposee', 'en_cours']

/**
 * No way out leads to imprisonment, and nothing here holds a quantum: the sentence stands by
 * itself.
 */
const parcours: Machine = {
  initial: 'en_evaluation',
  etats: {
    en_evaluation: { libelle: 'Prononcée, évaluation par le SPIP' },
    proposee: { libelle: 'Contenu proposé, décision du JAP attendue' },
    en_cours: { libelle: 'En cours' },
    suspendue: { libelle: 'Suspendue' },
    terminee: { libelle: 'Terminée', fin: true },
    eteinte: { libelle: 'Éteinte', fin: true },
  },
  transitions: [
    {
      acte: 'proposition_contenu',
      libelle: 'Contenu proposé par le SPIP, discuté avec la personne',
      de: ['en_evaluation'],
      vers: 'proposee',
      auteurs: ['spip'],
      source: dit(
        'Le contenu est défini après l’évaluation par le SPIP, pas fixé d’avance par le magistrat.',
      ),
    },
    {
      acte: 'demande_autre_contenu',
      libelle: 'Nouvelle proposition demandée au SPIP',
      de: ['proposee'],
      vers: 'en_evaluation',
      auteurs: ['jap'],
      source: dit(
        'Le JAP décide du contenu proposé.',
        'Le texte ne dit pas ce que fait le JAP qui ne suit pas la proposition.',
      ),
    },
    {
      acte: 'fixation_contenu',
      libelle: 'Contenu décidé par le JAP',
      de: ['proposee'],
      vers: 'en_cours',
      auteurs: ['jap'],
      effet: 'contenu',
      source: dit('Le contenu proposé par le SPIP est décidé par le JAP.'),
    },
    {
      acte: 'adaptation',
      libelle: 'Contenu adapté sur proposition du SPIP',
      de: ['en_cours'],
      vers: 'en_cours',
      auteurs: ['jap'],
      effet: 'contenu',
      source: dit('La peine est adaptable à tout moment.'),
    },
    {
      acte: 'reexamen',
      libelle: 'Point annuel avec la personne',
      de: ['en_cours'],
      vers: 'en_cours',
      auteurs: ['spip', 'jap'],
      fait: true,
      source: dit(
        'Le contenu suit l’évolution de la personne.',
        `${sansNombre} : un point chaque année, comme la contrainte pénale.`,
      ),
    },
    ...surPlace(actives, {
      acte: 'reponse_a_inobservation',
      libelle: 'Inobservation : entretien, puis adaptation si besoin',
      auteurs: ['spip', 'jap'],
      fait: true,
      source: dit(
        'La peine n’a aucun lien avec l’emprisonnement.',
        'Le texte ne dit pas la réponse à l’inobservation : adapter d’abord.',
      ),
    }),
    {
      acte: 'suspension',
      libelle: 'Suspension',
      de: actives,
      vers: 'suspendue',
      auteurs: ['jap', 'loi'],
      effet: 'suspend',
      source: dit(
        'La peine est adaptable.',
        'Le texte ne parle pas de suspension : motif grave, ou détention pour une autre affaire.',
      ),
    },
    {
      acte: 'reprise',
      libelle: 'Reprise',
      de: ['suspendue'],
      vers: 'en_evaluation',
      auteurs: ['jap', 'loi'],
      effet: 'reprend',
      source: dit(
        'Le contenu suit l’évaluation.',
        'Le texte ne parle pas de suspension : la reprise commence par un nouveau point.',
      ),
    },
    {
      acte: 'fin_au_terme',
      libelle: 'Terme de la peine',
      de: actives,
      vers: 'terminee',
      auteurs: ['loi'],
      effet: 'fin',
      cause: 'terme',
      source: dit('Le tribunal prononce une durée.'),
    },
    {
      acte: 'fin_anticipee',
      libelle: 'Fin anticipée',
      de: vivants,
      vers: 'terminee',
      auteurs: ['jap'],
      effet: 'fin',
      cause: 'anticipee',
      source: dit(
        'La peine est adaptable.',
        'Le texte ne fixe pas de délai avant la fin anticipée : aucun n’est exigé.',
      ),
    },
    {
      acte: 'infirmation',
      libelle: 'Condamnation infirmée ou annulée sur recours',
      de: vivants,
      vers: 'eteinte',
      auteurs: ['tribunal'],
      effet: 'fin',
      cause: 'autre',
      source: dit('Une peine.', 'Le texte ne parle pas des recours : droit commun.'),
    },
    {
      acte: 'amnistie',
      libelle: 'Amnistie de la peine',
      de: vivants,
      vers: 'eteinte',
      auteurs: ['loi'],
      effet: 'fin',
      cause: 'amnistie',
      source: dit('Une peine.', 'Le texte ne parle pas de l’amnistie : droit commun.'),
    },
    {
      acte: 'deces',
      libelle: 'Décès',
      de: vivants,
      vers: 'eteinte',
      auteurs: ['loi'],
      effet: 'fin',
      cause: 'deces',
      source: dit('Une peine.', 'Le texte ne parle pas du décès : droit commun.'),
    },
  ],
}
const sansPeine: Citation = {
  ...absente,
  precision: 'cette peine n’existe pas en droit : ce déroulement est celui de la proposition',
}

export const peineProbationAutonome: Definition = {
  famille: 'peine',
  catalogue,
  noms: proposition('nom', 'Nom de la peine', 'Peine de probation autonome'),
  mots: ['probation autonome', 'peine de probation'],
  decide: [{ from: '2014-01-01', value: ['tribunal'], source: sansPeine }],
  duree: {
    ...proposition<Bornes>(
      'duree',
      'Durée prononcée par le tribunal',
      { unite: 'mois', min: 6, max: 60 },
      `${sansNombre} : six mois à cinq ans, comme la contrainte pénale.`,
    ),
    selon: 'faits',
    plusDoux: 'moins',
  },
  obligations: [
    {
      from: '2014-01-01',
      value: {
        controle: false,
        particulieres: 'cp-132-45',
        fixeesPar: ['jap'],
        note: 'Le contenu vient de la proposition du SPIP, discutée avec la personne ; la liste du code pénal sert de repère.',
      },
      source: sansPeine,
    },
  ],
  machine: [{ from: '2014-01-01', value: parcours, source: sansPeine }],
  machineEgip: parcours,
  devoirs: [
    {
      cle: 'premiere_convocation',
      libelle: 'Première convocation au SPIP',
      enMain: 'spip',
      depuis: 'decision',
      delai: proposition<Delai>(
        'premiere_convocation',
        'Première convocation, entre huit et quinze jours',
        { jours: 15, auPlusTot: { jours: 8 } },
        `${sansNombre} : huit à quinze jours, comme le sursis probatoire avec suivi renforcé.`,
      ),
      satisfaitPar: 'convocation:spip',
    },
    {
      cle: 'proposition_contenu',
      libelle: 'Évaluation et proposition de contenu au JAP',
      enMain: 'spip',
      depuis: 'decision',
      delai: proposition<Delai>(
        'proposition_contenu',
        'Proposition du SPIP après le prononcé',
        { mois: 3 },
        `${sansNombre} : trois mois, comme le sursis probatoire avec suivi renforcé.`,
      ),
      satisfaitPar: 'acte:proposition_contenu',
    },
    {
      cle: 'decision_du_jap',
      libelle: 'Décision du JAP sur le contenu',
      enMain: 'jap',
      depuis: 'decision',
      delai: proposition<Delai>(
        'decision_du_jap',
        'Décision du JAP après le prononcé',
        { mois: 4 },
        `${sansNombre} : quatre mois, comme le sursis probatoire avec suivi renforcé.`,
      ),
      satisfaitPar: 'acte:fixation_contenu',
    },
    {
      cle: 'reexamen',
      libelle: 'Point annuel sur le contenu',
      enMain: 'spip',
      depuis: 'acte:fixation_contenu',
      delai: proposition<Delai>(
        'reexamen',
        'Premier point',
        { mois: 12 },
        `${sansNombre} : un an, comme le suivi renforcé.`,
      ),
      satisfaitPar: 'acte:reexamen',
      tousLes: proposition<Delai>(
        'reexamen_suivant',
        'Point suivant',
        { mois: 12 },
        `${sansNombre} : un an, comme le suivi renforcé.`,
      ),
    },
  ],
  regles: [
    proposition(
      'prononce',
      'Ce que le tribunal prononce',
      'Une durée, et rien d’autre : ni contenu, ni emprisonnement de remplacement.',
    ),
    proposition(
      'contenu',
      'Contenu',
      'Proposé par le SPIP après évaluation, discuté avec la personne, décidé par le JAP, adaptable à tout moment.',
    ),
    proposition(
      'inobservation',
      'Inobservation',
      'Elle n’est jamais convertie en emprisonnement.',
      'Le texte ne dit pas la réponse : un entretien, puis une adaptation du contenu.',
    ),
  ],
  fiche: {
    cEst: [
      'Cette peine n’existe pas encore dans la loi.',
      'C’est une proposition, montrée ici pour la comparer.',
      'Le tribunal prononcerait seulement une durée de suivi.',
      'Elle n’aurait aucun lien avec la prison.',
    ],
    vousDevez: [
      'Vous viendriez aux convocations du SPIP.',
      'Vous feriez le point sur votre situation avec le SPIP.',
      'Vous suivriez le contenu décidé par le juge.',
    ],
    siAbsence: [
      'Le SPIP en parlerait avec vous, puis avec le juge.',
      'Le contenu pourrait changer. Ce ne serait pas la prison.',
    ],
    leSpip: [
      'Il ferait le point avec vous pendant plusieurs entretiens.',
      'Il proposerait un contenu, après en avoir parlé avec vous.',
      'Il proposerait de changer ce contenu quand votre situation change.',
    ],
    vosDroits: [
      'Vous donneriez votre avis sur le contenu proposé.',
      'Le contenu pourrait changer à tout moment.',
      'La peine pourrait finir plus tôt.',
      'Elle ne pourrait pas devenir de la prison.',
    ],
  },
}
