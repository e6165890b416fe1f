import { type Citation, lu } from '../../platform/law.ts'
import type { Auteur, Delai, Devoir } from '../definition.rules.ts'
import type { Machine, Transition } from '../machine.rules.ts'
import { acte, finsDeLaLoi, regleDe } from './amenagements-communs.referentiel.ts'
import { bornees, pendantLaDuree } from './apres-le-terme.referentiel.ts'
import { relecture } from './lectures.referentiel.ts'
import { rapportDeFin } from './rapports.referentiel.ts'

const cpp = 'code de procédure pénale'

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
    acte({
      cle: 'condamnation_executoire',
      libelle: 'Condamnation exécutoire',
      de: ['prononcee'],
      vers: 'prononcee',
      auteurs: ['loi'],
      source,
    }),
    acte({
      cle: 'fixation_contenu',
      libelle: 'Modalités fixées',
      de: ['prononcee'],
      vers: 'prononcee',
      auteurs: ['jap'],
      source,
      suite: {
        effet: 'contenu',
      },
    }),
    acte({
      cle: 'conversion',
      libelle: 'Remplacée par une autre mesure',
      de: vivants,
      vers: 'convertie',
      auteurs: ['jap'],
      source,
      suite: {
        effet: 'fin',
        cause: 'conversion',
      },
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
        acte({
          cle: 'modification_obligations',
          libelle: 'Obligations modifiées',
          de: ['en_cours'],
          vers: 'en_cours',
          auteurs: ['jap'],
          source: modification,
          suite: { effet: 'contenu' },
        }),
        acte({
          cle: 'horaires',
          libelle: 'Horaires changés en faveur de la personne',
          de: ['en_cours'],
          vers: 'en_cours',
          auteurs: ['jap', 'dspip', 'chef_etablissement'],
          source: horaires,
          suite: { effet: 'contenu' },
        }),
        ...rapportDeFin(['en_cours', 'suspendue']),
        acte({
          cle: 'incarceration',
          libelle: 'Mesure suspendue',
          de: ['en_cours'],
          vers: 'suspendue',
          auteurs: ['jap'],
          source: suspension712,
        }),
        acte({
          cle: 'debat_contradictoire',
          libelle: 'Débat contradictoire tenu',
          de: ['suspendue'],
          vers: 'suspendue',
          auteurs: ['jap'],
          source: apresSuspension712,
          suite: { fait: true },
        }),
        acte({
          cle: 'retour',
          libelle: 'Mesure de nouveau en cours',
          de: ['suspendue'],
          vers: 'en_cours',
          auteurs: ['jap', 'loi'],
          source: apresSuspension712,
        }),
        acte({
          cle: 'retrait',
          libelle: 'Retrait',
          de: vivants,
          vers: 'retiree',
          auteurs: ['jap'],
          source: retrait,
          suite: {
            effet: 'fin',
            cause: 'retrait',
          },
        }),
        acte({
          cle: 'autre_amenagement',
          libelle: 'Autre aménagement accordé',
          de: ['prononcee', 'en_cours'],
          vers: 'convertie',
          auteurs: ['jap'],
          source: lu(cpp, '712-6', {
            precision: 'al. 1',
            lecture: relecture(
              'cpp/712-6/2009-11-26',
              'Les jugements concernant les mesures de placement à l’extérieur, de semi-liberté',
            ),
          }),
          suite: { effet: 'fin', cause: 'autre' },
        }),
        acte({
          cle: 'fin_au_terme',
          libelle: 'Fin de la peine',
          de: ['en_cours', 'suspendue'],
          vers: 'terminee',
          auteurs: ['loi'],
          source: terme,
          suite: { effet: 'fin', cause: 'terme' },
        }),
        ...finsDeLaLoi(vivants, 'eteinte'),
      ],
    ),
  }
}
