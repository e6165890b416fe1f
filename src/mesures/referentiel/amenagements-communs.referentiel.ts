import type { Jour } from '../../platform/date.ts'
import type {
  Citation,
  CitationLue,
  Dated,
  HorsFaits,
  Regle,
  Valant,
  Valuee,
} from '../../platform/law.ts'
import { lu, nExistePas } from '../../platform/law.ts'
import type { Auteur, Delai, Devoir } from '../definition.rules.ts'
import type { Machine, Transition } from '../machine.rules.ts'
import { bornees, pendantLaDuree } from './apres-le-terme.referentiel.ts'
import { relecture } from './lectures.referentiel.ts'

const cp = 'code pénal'
const cpp = 'code de procédure pénale'

/** A rule of one kind, for a reader or for a delay. */
export const regleDe =
  (nature: string) =>
  <T>(
    id: string,
    catalogue: string,
    libelle: string,
    droit: Regle<T>['droit'],
    selon: HorsFaits = 'execution',
  ): Regle<T> => ({
    id: `${nature}.${id}`,
    catalogue,
    libelle,
    selon,
    droit,
  })

/** An act on one line: from where to where, who decides it, its article, what it does besides. */
export const acte = (
  cle: string,
  libelle: string,
  de: readonly string[],
  vers: string,
  auteurs: readonly Auteur[],
  source: Citation,
  suite: Pick<Transition, 'effet' | 'cause' | 'fait' | 'aExecuter'> = {},
): Transition => ({ acte: cle, libelle, de, vers, auteurs, source, ...suite })

/**
 * What CPP D575 says since 17 December 2011, and the code pénitentiaire in its place since 1 May
 * 2022.
 */
const desRapports = <T>(
  value: T,
  mots: string,
  de2022 = mots,
  alinea = { d575: 'al. 4', penitentiaire: 'al. 1' },
): Valuee<T> => [
  {
    from: '2011-12-17',
    value,
    source: lu(cpp, 'D575', {
      precision: alinea.d575,
      par: 'décret 2011-1876',
      lecture: relecture('cpp/D575/2011-12-17', mots),
    }),
  },
  {
    from: '2022-05-01',
    value,
    source: lu('code pénitentiaire', 'D113-44', {
      precision: alinea.penitentiaire,
      par: 'décret 2022-479',
      lecture: relecture('cpen/D113-44/2022-05-01', de2022),
    }),
  },
]
const EVALUATION = 'un rapport d’évaluation dans les trois mois suivant la date à laquelle'
const FIN = 'un rapport de fin de mesure un mois avant l’échéance de la mesure'
const ANNUEL = 'un rapport annuel lorsque la durée de la mesure excède deux ans'
/**
 * Reports that the SPIP owes for every measure of control entrusted to it, whatever its kind (CPP
 * D574 and D575, now CPén D113-44). `sansTerme`: where the decision gives no term, the measure has
 * no limit.
 */
export const rapportsDuSpip = (
  nature: string,
  catalogue: string,
  plus: { sansTerme?: true } = {},
): Devoir[] => {
  const delai = (id: string, libelle: string, value: Delai, mots: string): Regle<Delai> =>
    regleDe(nature)(id, catalogue, libelle, desRapports(value, mots))
  return [
    {
      cle: 'rapport_evaluation',
      libelle: 'Rapport d’évaluation au magistrat',
      enMain: 'spip',
      depuis: 'debut',
      delai: delai(
        'rapport_evaluation',
        'Rapport d’évaluation, après la saisine du SPIP',
        { mois: 3, proroge: true },
        EVALUATION,
      ),
      satisfaitPar: 'rapport:evaluation',
    },
    {
      cle: 'rapport_annuel',
      libelle: 'Rapport annuel au magistrat',
      enMain: 'spip',
      depuis: 'debut',
      delai: delai('rapport_annuel', 'Rapport annuel', { mois: 12, proroge: true }, ANNUEL),
      satisfaitPar: 'rapport:annuel',
      tousLes: delai(
        'rapport_annuel_suivant',
        'Rapport annuel suivant',
        { mois: 12, proroge: true },
        ANNUEL,
      ),
      siDureeExcede: {
        duree: delai(
          'duree_a_rapport_annuel',
          'Durée au-delà de laquelle un rapport est dû chaque année',
          { mois: 24, proroge: false },
          ANNUEL,
        ),
        ...plus,
      },
    },
    {
      cle: 'rapport_de_fin',
      libelle: 'Rapport de fin de mesure au magistrat',
      enMain: 'spip',
      depuis: 'terme',
      delai: delai(
        'rapport_de_fin',
        'Rapport de fin de mesure, avant l’échéance',
        { mois: 1, avant: true },
        FIN,
      ),
      // Sent from here, or said by its act where it was sent otherwise: an evaluation report never
      // passes for it.
      satisfaitPar: ['rapport:fin_de_mesure', 'acte:rapport_de_fin'],
    },
  ]
}
const [{ source: d575 }] = desRapports(null, FIN)
export const rapportDeFin = (de: readonly string[]): Transition[] =>
  de.map(e => ({
    acte: 'rapport_de_fin',
    libelle: 'Rapport de fin transmis',
    de: [e],
    vers: e,
    auteurs: ['spip'],
    source: d575,
  }))
/** Reports owed on an event: the file has no fact from which their delay could run. */
export const autresRapports = (nature: string, catalogue: string): Regle<string> =>
  regleDe(nature)<string>(
    'rapports',
    catalogue,
    'Autres rapports du SPIP',
    desRapports(
      'Incident : dans les plus brefs délais. Difficulté, changement de situation ou de prise en charge, demande du juge.',
      'en cas d’incident dans le suivi de la mesure, et ce dans les plus brefs délais',
      'En cas d’incident dans le suivi de la mesure, et ce dans les plus brefs délais',
      { d575: 'al. 5', penitentiaire: 'al. 2' },
    ),
  )

/** Ends that no one decides. */
export const finsDeLaLoi = (de: readonly string[], vers: string): Transition[] => [
  {
    acte: 'amnistie',
    libelle: 'Amnistie',
    de,
    vers,
    auteurs: ['loi'],
    effet: 'fin',
    cause: 'amnistie',
    source: lu(cp, '133-9', {
      lecture: relecture('cp/133-9/1994-03-01', 'la remise de toutes les peines'),
    }),
  },
  {
    acte: 'deces',
    libelle: 'Décès',
    de,
    vers,
    auteurs: ['loi'],
    effet: 'fin',
    cause: 'deces',
    source: lu(cp, '133-1', {
      lecture: relecture(
        'cp/133-1/1994-03-01',
        'Le décès du condamné […] empêchent ou arrêtent l’exécution de la peine',
      ),
    }),
  },
]
const suspension712 = lu(cpp, '712-18', {
  precision: 'al. 1',
  lecture: relecture(
    'cpp/712-18/2010-03-12',
    'après avis du procureur de la République, ordonner la suspension de la mesure',
  ),
})
const apresSuspension712 = lu(cpp, '712-18', {
  precision: 'al. 2',
  lecture: relecture(
    'cpp/712-18/2010-03-12',
    'A défaut de la tenue du débat contradictoire […] la personne est remise en liberté',
  ),
})
/**
 * Who is free and may be locked up by the JAP until the debate: CPP 712-19 names the measures, more
 * of them over time.
 */
export const incarceration712 = lu(cpp, '712-19', {
  lecture: relecture(
    'cpp/712-19/2009-11-26',
    'ordonner, après avis du procureur de la République, l’incarcération provisoire du condamné',
  ),
})
/**
 * A rule that the law had not before: the reading that says so, where there is one, then its first
 * version.
 */
const aPartirDe = <T>(avant: CitationLue | undefined, version: Valant<T>): Dated<T> =>
  avant ? [{ from: '1994-03-01', value: nExistePas, source: avant }, version] : [version]
/** `avant`: where the article did not name the measure yet, the version that was read. */
type Debat = { article: '712-18' | '712-19'; du: Jour; par?: string; avant?: CitationLue }
/**
 * Debate that must follow an incarceration decided by the JAP: of an aménagement (712-18), or of
 * who is free (712-19).
 */
export const debatApres = (
  nature: string,
  { article, du, par = 'loi 2004-204', avant }: Debat,
): Devoir => ({
  cle: 'debat_contradictoire',
  libelle: 'Débat contradictoire après l’incarcération',
  enMain: 'jap',
  depuis: 'acte:incarceration',
  delai: regleDe(nature)<Delai>(
    'debat_contradictoire',
    'B13',
    'Débat, depuis l’incarcération décidée par le JAP',
    aPartirDe(avant, {
      from: du,
      value: { jours: 15, proroge: true },
      source: lu(cpp, article, {
        par,
        lecture: relecture(
          `cpp/${article}/${du}`,
          'dans un délai de quinze jours suivant l’incarcération du condamné',
        ),
      }),
    }),
  ),
  satisfaitPar: 'acte:debat_contradictoire',
})

/** Ab initio: the JAP fixes the terms of what the court decided (CPP 723-2, 723-7-1). */
export const modalitesDuJap = (
  nature: string,
  libre: Dated<Delai>,
  detenu: Dated<Delai>,
): Devoir[] => [
  {
    cle: 'modalites',
    libelle: 'Modalités fixées par le JAP',
    enMain: 'jap',
    depuis: 'acte:condamnation_executoire',
    delai: regleDe(nature)(
      'modalites',
      'B13',
      'Modalités, depuis le jour où la condamnation est exécutoire',
      libre,
    ),
    satisfaitPar: 'acte:fixation_contenu',
    si: 'sans_execution_provisoire',
  },
  {
    cle: 'modalites_detenu',
    libelle: 'Modalités fixées par le JAP : cinq jours ouvrables, personne détenue',
    enMain: 'jap',
    depuis: 'decision',
    delai: regleDe(nature)(
      'modalites_detenu',
      'B13',
      'Modalités, personne détenue et exécution provisoire',
      detenu,
    ),
    satisfaitPar: 'acte:fixation_contenu',
    si: 'execution_provisoire',
  },
]
const QUATRE_MOIS =
  'dans un délai maximum de quatre mois à compter de la date à laquelle la condamnation est exécutoire'
const CINQ_JOURS =
  'dans un délai de cinq jours ouvrables lorsque la juridiction de jugement a ordonné le placement ou le maintien en détention'
type Modalites = {
  article: '723-2' | '723-7-1'
  libre: Jour
  detenu: Jour
  par: [libre: string, detenu: string]
  avant?: CitationLue
}
/** The two delays, from the versions that say each first. */
export const delaisDesModalites = ({
  article,
  libre,
  detenu,
  par,
  avant,
}: Modalites): [Dated<Delai>, Dated<Delai>] => {
  const un = (from: Jour, value: Delai, de: string, mots: string) =>
    aPartirDe(avant, {
      from,
      value,
      source: lu(cpp, article, { par: de, lecture: relecture(`cpp/${article}/${from}`, mots) }),
    })
  return [
    un(libre, { mois: 4, proroge: true }, par[0], QUATRE_MOIS),
    un(detenu, { jours: 5, ouvrables: true, proroge: true }, par[1], CINQ_JOURS),
  ]
}

/** Who fits the device, and when, where the decision is executory. */
const POSE =
  'Le personnel de l’administration pénitentiaire assure la pose et la dépose du bracelet'
const CINQ_JOURS_DE_POSE =
  'sous réserve de la disponibilité de ce dispositif, dans les cinq jours qui suivent la décision'
export const poseParLAdministration: SousEcrou['debut'] = {
  libelle: 'Dispositif posé',
  auteurs: ['spip'],
  source: lu(cpp, 'R57-19', {
    precision: 'al. 1',
    lecture: relecture('cpp/R57-19/2004-03-20', POSE),
  }),
}
/** Ab initio: the device follows the decision by which the JAP fixes the terms. */
export const poseDuBracelet = (nature: string): Devoir => ({
  cle: 'pose',
  libelle: 'Pose du dispositif, s’il est disponible',
  enMain: 'spip',
  depuis: 'acte:fixation_contenu',
  delai: regleDe(nature)<Delai>(
    'pose',
    'B13',
    'Pose, depuis la décision du JAP qui fixe les modalités',
    [
      {
        from: '2002-04-10',
        value: { jours: 5, proroge: true },
        source: lu(cpp, 'R57-19', {
          lecture: relecture('cpp/R57-19/2002-04-10', CINQ_JOURS_DE_POSE),
        }),
      },
      {
        from: '2022-05-01',
        value: { jours: 5, proroge: true },
        source: lu('code pénitentiaire', 'R622-6', {
          precision: 'al. 2',
          par: 'décret 2022-479',
          lecture: relecture('cpen/R622-6/2022-05-01', CINQ_JOURS_DE_POSE),
        }),
      },
    ],
  ),
  satisfaitPar: 'acte:mise_a_execution',
})

type SousEcrou = {
  debut: { libelle: string; auteurs: readonly Auteur[]; source: Citation }
  /**
   * Ab initio: the article that makes the JAP fix the terms, and lets it replace the measure by
   * another.
   */
  modalites?: Citation
  retrait: Citation
  terme: Citation
}
const vivants = ['prononcee', 'en_cours', 'suspendue']
const duTempsDeLaPeine = [
  'modification_obligations',
  'horaires',
  'incarceration',
  'conversion',
  'autre_amenagement',
]
/**
 * The life of an aménagement. The person stays on the prison's register: while the measure is
 * suspended the sentence goes on in prison, so the term does not move and no act here has the
 * effect « suspend » (their keys say so too).
 */
export const vieSousEcrou = ({ debut, modalites, retrait, terme }: SousEcrou): Machine => {
  const modification = lu(cpp, '712-8', {
    precision: 'al. 1',
    lecture: relecture(
      'cpp/712-8/2009-11-26',
      'les obligations résultant de ces mesures […] sont prises par ordonnance motivée',
    ),
  })
  const horaires = lu(cpp, '712-8', {
    precision: 'al. 2',
    lecture: relecture(
      'cpp/712-8/2009-11-26',
      'à modifier les horaires d’entrée ou de sortie […] modifications favorables au condamné',
    ),
  })
  const abInitio = (source: Citation): Transition[] => [
    acte(
      'condamnation_executoire',
      'Condamnation exécutoire',
      ['prononcee'],
      'prononcee',
      ['loi'],
      source,
    ),
    acte('fixation_contenu', 'Modalités fixées', ['prononcee'], 'prononcee', ['jap'], source, {
      effet: 'contenu',
    }),
    acte('conversion', 'Remplacée par une autre mesure', vivants, 'convertie', ['jap'], source, {
      effet: 'fin',
      cause: 'conversion',
    }),
  ]
  return {
    initial: 'prononcee',
    etats: {
      prononcee: { libelle: 'Accordée, pas commencée' },
      en_cours: { libelle: 'En cours' },
      suspendue: { libelle: 'Suspendue, personne incarcérée' },
      terminee: { libelle: 'Terminée', fin: true },
      retiree: { libelle: 'Retirée', fin: true },
      convertie: { libelle: 'Remplacée par une autre mesure', fin: true },
      eteinte: { libelle: 'Éteinte', fin: true },
    },
    transitions: bornees(
      pendantLaDuree('2005-01-01', terme, { depuis: ['prononcee'] }),
      duTempsDeLaPeine,
      [
        ...(modalites ? abInitio(modalites) : []),
        { acte: 'mise_a_execution', de: ['prononcee'], vers: 'en_cours', ...debut },
        acte(
          'modification_obligations',
          'Obligations modifiées',
          ['en_cours'],
          'en_cours',
          ['jap'],
          modification,
          { effet: 'contenu' },
        ),
        acte(
          'horaires',
          'Horaires changés en faveur de la personne',
          ['en_cours'],
          'en_cours',
          ['jap', 'dspip', 'chef_etablissement'],
          horaires,
          { effet: 'contenu' },
        ),
        ...rapportDeFin(['en_cours', 'suspendue']),
        acte(
          'incarceration',
          'Mesure suspendue',
          ['en_cours'],
          'suspendue',
          ['jap'],
          suspension712,
        ),
        acte(
          'debat_contradictoire',
          'Débat contradictoire tenu',
          ['suspendue'],
          'suspendue',
          ['jap'],
          apresSuspension712,
          { fait: true },
        ),
        acte(
          'retour',
          'Mesure de nouveau en cours',
          ['suspendue'],
          'en_cours',
          ['jap', 'loi'],
          apresSuspension712,
        ),
        acte('retrait', 'Retrait', vivants, 'retiree', ['jap'], retrait, {
          effet: 'fin',
          cause: 'retrait',
        }),
        acte(
          'autre_amenagement',
          'Autre aménagement accordé',
          ['prononcee', 'en_cours'],
          'convertie',
          ['jap'],
          lu(cpp, '712-6', {
            precision: 'al. 1',
            lecture: relecture(
              'cpp/712-6/2009-11-26',
              'Les jugements concernant les mesures de placement à l’extérieur, de semi-liberté',
            ),
          }),
          { effet: 'fin', cause: 'autre' },
        ),
        acte(
          'fin_au_terme',
          'Fin de la peine',
          ['en_cours', 'suspendue'],
          'terminee',
          ['loi'],
          terme,
          { effet: 'fin', cause: 'terme' },
        ),
        ...finsDeLaLoi(vivants, 'eteinte'),
      ],
    ),
  }
}
