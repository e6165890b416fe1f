import { aVerifier, type HorsFaits, lu, nExistePas, type Regle } from '../../platform/law.ts'
import { premiereLecture } from './lectures.referentiel.ts'

const cp = 'code pénal'
const cpp = 'code de procédure pénale'
const loi2019 = 'loi 2019-222, art. 80'
const depot = 'dépôt public des codes'

type Faire = (id: string, libelle: string, selon: HorsFaits, droit: Regle<string>['droit']) => Regle<string>
/** Rules of the suspended sentence with probation, plain or reinforced, for a reader: one French sentence a version. */
export const reglesDeProbation = (nature: string, catalogue: string): Regle<string>[] => {
  const regle: Faire = (id, libelle, selon, droit) => ({ id: `${nature}.${id}`, catalogue, libelle, selon, droit })
  return [...prononce(regle), ...execution(regle)]
}

const prononce = (regle: Faire): Regle<string>[] => [
  regle('emprisonnement', 'Emprisonnement qui peut en être assorti', 'jugement', [
    {
      from: '2005-12-13',
      value: 'Peines d’emprisonnement de cinq ans au plus, ou de dix ans au plus quand la personne est en état de récidive légale.',
      source: lu(cp, '132-41', { precision: 'al. 1', lecture: premiereLecture(`${depot}, texte de 2014`) }),
    },
  ]),
  regle('sursis_partiel', 'Sursis pour une partie de la peine', 'jugement', [
    {
      from: '1994-03-01',
      value: 'Le sursis peut ne porter que sur une partie de l’emprisonnement, cinq ans au plus.',
      source: lu(cp, '132-42', { precision: 'al. 2', lecture: premiereLecture('lexbase, texte en vigueur') }),
    },
  ]),
  regle('point_de_depart', 'Début de la probation', 'jugement', [
    {
      from: '1994-03-01',
      value: 'Sauf exécution provisoire, la probation court du jour où la condamnation devient exécutoire.',
      source: lu(cp, '132-41', { precision: 'al. 2', lecture: premiereLecture(`${depot}, texte de 2014`) }),
    },
  ]),
  regle('incarceration', 'Effet d’une incarcération', 'execution', [
    {
      from: '1994-03-01',
      value: 'Les mesures et obligations cessent de s’appliquer et le délai est suspendu pendant le temps où la personne est incarcérée.',
      source: lu(cp, '132-43', { precision: 'al. 2', lecture: premiereLecture('legifrance, version de 1994') }),
    },
    {
      from: '2021-12-24',
      value:
        'Les mesures et obligations cessent de s’appliquer et le délai est suspendu pendant l’incarcération, sauf les ' +
        'interdictions de contact ou de paraître.',
      source: aVerifier(cp, '132-43', {
        precision: 'al. 2',
        raison: 'texte lu (kohenavocats) ; jour d’effet à vérifier, entre le 24 mars 2020 et le 9 juin 2022',
        verifieLe: '2026-11-27',
      }),
    },
  ]),
  regle('interdictions_en_detention', 'Interdictions qui continuent en détention', 'execution', [
    {
      from: '2014-01-01',
      value: nExistePas,
      source: lu(cp, '132-43', { lecture: premiereLecture('aucune exception dans la version de 1994') }),
    },
    {
      from: '2022-06-09',
      value:
        'Les interdictions des 9°, 11°, 12°, 13°, 18° et 18° bis restent applicables en détention tant que le juge ne les a pas levées.',
      source: lu(cpp, 'D51', {
        par: 'décret 2022-855, art. 2',
        legifrance: 'LEGIARTI000045883318',
        lecture: premiereLecture('legifrance, version du 9 juin 2022'),
      }),
    },
  ]),
  regle('presentation_au_juge', 'Présentation devant le JAP', 'execution', [
    {
      from: '1994-03-01',
      value:
        'La personne se présente devant le JAP chaque fois qu’elle en est requise. Il s’assure de l’exécution, lui-même ou par ' +
        'toute personne qualifiée.',
      source: lu(cpp, '741', { lecture: premiereLecture('codes-et-lois et kohenavocats ; le contrôle par le JAP est à 740') }),
    },
  ]),
  regle('convocation_avant_liberation', 'Convocation remise avant la libération', 'execution', [
    {
      from: '2012-01-01',
      value:
        'Le SPIP de l’établissement la remet au plus tard le jour de la libération. La convocation est fixée dans les huit jours ' +
        'si un suivi ' +
        'socio-judiciaire était encouru, sinon dans le mois.',
      source: lu(cpp, '741-1', {
        par: 'loi 2011-939, art. 20',
        legifrance: 'LEGIARTI000024458001',
        lecture: premiereLecture('legifrance ; remise au plus tard le jour de la libération : D545'),
      }),
    },
  ]),
  regle('prolongation', 'Plafond de la prolongation', 'execution', [
    {
      from: '2005-01-01',
      value: 'Quand le JAP prolonge le délai, ce délai ne peut être au total supérieur à trois années.',
      source: lu(cpp, '743', { par: 'loi 2004-204', lecture: premiereLecture('juriblio, trois versions') }),
    },
  ]),
]

const execution = (regle: Faire): Regle<string>[] => [
  regle('manquement_anterieur', 'Manquement connu après la fin du délai', 'execution', [
    {
      from: '2005-01-01',
      value: 'La prolongation ou la révocation reste possible après l’expiration, si le motif s’est produit pendant le délai.',
      source: lu(cpp, '742', { precision: 'al. 3', lecture: premiereLecture('french-business-law, texte français') }),
    },
  ]),
  regle('saisine_apres_terme', 'Délai pour saisir le JAP après le terme', 'execution', [
    {
      from: '2005-01-01',
      value: 'Le JAP doit avoir été saisi au plus tard un mois après l’expiration de la mesure.',
      source: aVerifier(cpp, '712-20', {
        raison: 'phrase lue seulement dans la réécriture de 2025 (tricoteuses)',
        verifieLe: '2026-11-27',
      }),
    },
  ]),
  regle('revocation_par_le_jap', 'Révocation par le JAP', 'execution', [
    {
      from: '1994-03-01',
      value:
        'La juridiction de l’application des peines peut révoquer pour un manquement postérieur au jour où la probation est exécutoire.',
      source: lu(cp, '132-47', { precision: 'al. 2', lecture: premiereLecture('admi.net, version de 1994') }),
    },
    {
      from: '2020-03-24',
      value:
        'Le JAP peut révoquer pour un manquement postérieur au jour où la probation est exécutoire. La révocation tombe si la ' +
        'condamnation est infirmée ou annulée.',
      source: lu(cp, '132-47', {
        precision: 'al. 2',
        par: loi2019,
        lecture: premiereLecture('code-penal.fr ; la seconde phrase peut être plus ancienne'),
      }),
    },
  ]),
  regle('revocation_par_le_tribunal', 'Révocation en cas de nouvelle condamnation', 'execution', [
    {
      from: '1994-03-01',
      value:
        'Une nouvelle condamnation à une peine privative de liberté sans sursis permet à la juridiction de révoquer, en tout ou partie.',
      source: aVerifier(cp, '132-48', { raison: 'versions d’avant le 24 mars 2020 non lues', verifieLe: '2026-11-27' }),
    },
    {
      from: '2020-03-24',
      value:
        'Une nouvelle condamnation à une peine privative de liberté sans sursis permet à la juridiction, après avis du JAP, de ' +
        'révoquer en tout ou ' +
        'partie. Les faits doivent être postérieurs au jour où la condamnation avec sursis est définitive.',
      source: lu(cp, '132-48', { precision: 'al. 1', par: loi2019, lecture: premiereLecture('code-penal.fr, juriblio et livv') }),
    },
  ]),
  regle('revocation_partielle', 'Révocation partielle', 'execution', [
    {
      from: '1994-03-01',
      value: 'La révocation partielle ne peut être ordonnée qu’une fois et ne met pas fin à la probation.',
      source: aVerifier(cp, '132-49', {
        raison: 'lu seulement dans l’ancien article du code de procédure pénale',
        verifieLe: '2026-11-27',
      }),
    },
  ]),
  regle('incarceration_immediate', 'Incarcération décidée avec la révocation', 'execution', [
    {
      from: '1994-03-01',
      value: 'La juridiction qui révoque peut faire incarcérer la personne par décision spéciale et motivée, exécutoire par provision.',
      source: lu(cp, '132-51', { lecture: premiereLecture('code-penal.fr') }),
    },
  ]),
  regle('non_avenue', 'Effet de la fin de la probation', 'execution', [
    {
      from: '1994-03-01',
      value: 'La condamnation est réputée non avenue si l’exécution de la totalité de l’emprisonnement n’a pas été ordonnée.',
      source: lu(cp, '132-52', { precision: 'al. 1', lecture: premiereLecture('legifrance, version de 2003 ; lexbase, texte en vigueur') }),
    },
  ]),
  regle('fin_anticipee', 'Fin avant le terme', 'execution', [
    {
      from: '2005-01-01',
      value:
        'Un an au plus tôt après le jour où la condamnation est définitive, le JAP peut la déclarer non avenue si les obligations sont ' +
        'respectées et le reclassement acquis.',
      source: lu(cpp, '744', {
        precision: 'al. 1',
        legifrance: 'LEGIARTI000006578186',
        lecture: premiereLecture('legifrance, version du 1er janvier 2005'),
      }),
    },
  ]),
  regle('forme_des_decisions', 'Forme des décisions du JAP', 'execution', [
    {
      from: '2005-01-01',
      value: 'Prolongation, révocation et fin anticipée sont décidées par jugement après débat contradictoire.',
      source: lu(cpp, '742', {
        precision: 'al. 2',
        lecture: premiereLecture('french-business-law : « conformément aux dispositions de l’article 712-6 »'),
      }),
    },
  ]),
  regle('appel', 'Appel des décisions du JAP', 'execution', [
    {
      from: '2005-01-01',
      value: 'Vingt-quatre heures contre une ordonnance, dix jours contre un jugement, à compter de la notification.',
      source: aVerifier(cpp, '712-11', {
        raison: 'kohenavocats, texte en vigueur ; versions antérieures à relire',
        verifieLe: '2026-11-27',
      }),
    },
  ]),
  regle('rapports_du_spip', 'Autres rapports du SPIP', 'execution', [
    {
      from: '2011-12-17',
      value: 'Un rapport chaque année quand la mesure dure plus de deux ans ; sans tarder en cas d’incident ; à la demande du magistrat.',
      source: lu(cpp, 'D575', {
        par: 'décret 2011-1876',
        lecture: premiereLecture(`${depot} ; repris au code pénitentiaire (tricoteuses)`),
      }),
    },
  ]),
]
