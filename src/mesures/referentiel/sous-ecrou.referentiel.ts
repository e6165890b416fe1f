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
