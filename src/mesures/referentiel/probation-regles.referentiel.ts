import { type HorsFaits, lu, nExistePas, type Regle } from '../../platform/law.ts'
import { relecture } from './lectures.referentiel.ts'

const cp = 'code pénal'
const cpp = 'code de procédure pénale'
const penitentiaire = 'code pénitentiaire'
const loi2004 = 'loi 2004-204'
const loi2005 = 'loi 2005-1549'
const loi2020 = 'loi 2020-936'
const loi2019 = 'loi 2019-222, art. 80'

type Faire = (
  id: string,
  libelle: string,
  selon: HorsFaits,
  droit: Regle<string>['droit'],
) => Regle<string>
/**
 * Rules of the suspended sentence with probation, plain or reinforced, for a reader: one French
 * sentence a version.
 */
export const reglesDeProbation = (nature: string, catalogue: string): Regle<string>[] => {
  const regle: Faire = (id, libelle, selon, droit) => ({
    id: `${nature}.${id}`,
    catalogue,
    libelle,
    selon,
    droit,
  })
  return [...prononce(regle), ...execution(regle), ...suites(regle)]
}

const prononce = (regle: Faire): Regle<string>[] => [
  regle('emprisonnement', 'Emprisonnement qui peut en être assorti', 'jugement', [
    {
      from: '2005-12-13',
      value:
        'Peines d’emprisonnement de cinq ans au plus, ou de dix ans au plus quand la personne est en état de récidive légale.',
      source: lu(cp, '132-41', {
        precision: 'al. 1',
        par: loi2005,
        lecture: relecture(
          'cp/132-41/2005-12-13',
          'pour une durée de cinq ans au plus […] Lorsque la personne est en état de récidive légale […] dix ans au plus',
        ),
      }),
    },
  ]),
  regle('sursis_partiel', 'Sursis pour une partie de la peine', 'jugement', [
    {
      from: '1994-03-01',
      value: 'Le sursis peut ne porter que sur une partie de l’emprisonnement.',
      source: lu(cp, '132-42', {
        lecture: relecture(
          'cp/132-42/1994-03-01',
          'le sursis ne s’appliquera à l’exécution de l’emprisonnement que pour une partie',
        ),
      }),
    },
    {
      from: '2005-12-13',
      value:
        'Le sursis peut ne porter que sur une partie de l’emprisonnement ; cette partie ne peut excéder cinq ans.',
      source: lu(cp, '132-42', {
        precision: 'al. 2',
        par: loi2005,
        lecture: relecture(
          'cp/132-42/2005-12-13',
          'Cette partie ne peut toutefois excéder cinq ans d’emprisonnement.',
        ),
      }),
    },
  ]),
  regle('point_de_depart', 'Début de la probation', 'jugement', [
    {
      from: '1994-03-01',
      value:
        'Sauf exécution provisoire, la probation court du jour où la condamnation devient exécutoire.',
      source: lu(cp, '132-41', {
        precision: 'al. 2',
        lecture: relecture(
          'cp/132-41/1994-03-01',
          'n’est applicable qu’à compter du jour où la condamnation devient exécutoire',
        ),
      }),
    },
  ]),
  regle('incarceration', 'Effet d’une incarcération', 'execution', [
    {
      from: '1994-03-01',
      value:
        'Les mesures et obligations cessent de s’appliquer et le délai est suspendu pendant le temps où la personne est incarcérée.',
      source: lu(cp, '132-43', {
        precision: 'al. 2',
        lecture: relecture(
          'cp/132-43/1994-03-01',
          'cessent de s’appliquer et le délai d’épreuve est suspendu pendant le temps où le condamné est incarcéré',
        ),
      }),
    },
    {
      from: '2020-08-01',
      value:
        'Les mesures et obligations cessent de s’appliquer et le délai est suspendu pendant l’incarcération, sauf les ' +
        'interdictions de contact ou de paraître.',
      source: lu(cp, '132-43', {
        precision: 'al. 2',
        par: loi2020,
        lecture: relecture(
          'cp/132-43/2020-08-01',
          'à l’exception des interdictions de contact ou de paraître',
        ),
      }),
    },
  ]),
  regle('interdictions_en_detention', 'Interdictions qui continuent en détention', 'execution', [
    {
      from: '1994-03-01',
      value: nExistePas,
      source: lu(cp, '132-43', {
        precision: 'al. 2',
        lecture: relecture(
          'cp/132-43/1994-03-01',
          'Ces mesures et obligations particulières cessent de s’appliquer',
        ),
      }),
    },
    {
      from: '2020-08-01',
      value: 'Les interdictions de contact ou de paraître restent applicables en détention.',
      source: lu(cp, '132-43', {
        precision: 'al. 2',
        par: loi2020,
        lecture: relecture(
          'cp/132-43/2020-08-01',
          'à l’exception des interdictions de contact ou de paraître prévues au même article 132-45',
        ),
      }),
    },
    {
      from: '2022-02-01',
      value:
        'Les interdictions des 9°, 11°, 12°, 13°, 18° et 18° bis restent applicables en détention tant que le juge ne les a pas levées.',
      source: lu(cpp, 'D51', {
        precision: 'al. 1',
        par: 'décret 2021-1820',
        lecture: relecture(
          'cpp/D51/2022-02-01',
          'par les 9°, 11°, 12°, 13°, 18° et 18° bis de l’article 132-45 […] demeurent applicables […] tant qu’elles n’ont pas été levées',
        ),
      }),
    },
  ]),
  regle('presentation_au_juge', 'Présentation devant le JAP', 'execution', [
    {
      from: '1994-03-01',
      value: 'La personne se présente devant le JAP chaque fois qu’elle en est requise.',
      source: lu(cpp, '741', {
        lecture: relecture(
          'cpp/741/1970-07-19, mêmes mots en 2005',
          'tenu de se présenter, chaque fois qu’il en est requis',
        ),
      }),
    },
  ]),
  regle('controle_de_l_execution', 'Qui s’assure de l’exécution', 'execution', [
    {
      from: '1994-03-01',
      value:
        'Le JAP s’assure de l’exécution des mesures et des obligations, lui-même ou par toute personne qualifiée.',
      source: lu(cpp, '740', {
        lecture: relecture(
          'cpp/740/1994-03-01',
          's’assure, soit par lui-même, soit par toute personne qualifiée, de l’exécution',
        ),
      }),
    },
  ]),
]

const execution = (regle: Faire): Regle<string>[] => [
  regle('convocation_avant_liberation', 'Convocation remise avant la libération', 'execution', [
    {
      from: '2012-01-01',
      value:
        'Le SPIP de l’établissement la remet au plus tard le jour de la libération. Comparution dans les huit jours si un suivi ' +
        'socio-judiciaire était encouru, ou si le bulletin n° 1 porte une telle infraction ; sinon, un mois au plus.',
      source: lu(cpp, 'D545', {
        par: 'décret 2011-1986',
        lecture: relecture(
          'cpp/D545/2012-01-01',
          'au plus tard le jour de sa libération […] huit jours à compter de la libération […] bulletin n° 1 […] un mois',
        ),
      }),
    },
    {
      from: '2020-03-24',
      value:
        'Le SPIP de l’établissement la remet au plus tard le jour de la libération. Comparution dans les huit jours si un suivi ' +
        'socio-judiciaire était encouru, si le bulletin n° 1 porte une telle infraction, ou si le suivi est renforcé ; sinon, un mois au plus.',
      source: lu(cpp, 'D545', {
        par: 'décret 2020-81',
        lecture: relecture(
          'cpp/D545/2020-03-24',
          'dans les trois cas suivants […] lorsqu’a été prononcé un sursis probatoire avec suivi renforcé',
        ),
      }),
    },
    {
      from: '2022-05-01',
      value:
        'Le SPIP de l’établissement la remet au plus tard le jour de la libération. Comparution dans les huit jours si un suivi ' +
        'socio-judiciaire était encouru, si le bulletin n° 1 porte une telle infraction, ou si le suivi est renforcé ; sinon, un mois au plus.',
      source: lu(penitentiaire, 'R621-2', {
        par: 'décret 2022-479',
        lecture: relecture(
          'cpen/R621-2/2022-05-01',
          'huit jours […] 3° Lorsqu’a été prononcé un sursis probatoire avec suivi renforcé […] un mois',
        ),
      }),
    },
  ]),
  regle('prolongation', 'Plafond de la prolongation', 'execution', [
    {
      from: '2005-01-01',
      value:
        'Quand le JAP prolonge le délai, ce délai ne peut être au total supérieur à trois ans.',
      source: lu(cpp, '743', {
        par: loi2004,
        lecture: relecture(
          'cpp/743/2005-01-01',
          'ce délai ne peut au total être supérieur à trois années',
        ),
      }),
    },
  ]),
  regle('manquement_anterieur', 'Manquement connu après la fin du délai', 'execution', [
    {
      from: '2005-01-01',
      value:
        'La prolongation ou la révocation reste possible après l’expiration, si le motif s’est produit pendant le délai.',
      source: lu(cpp, '742', {
        precision: 'al. 3',
        par: loi2004,
        lecture: relecture(
          'cpp/742/2005-01-01',
          'même lorsque le délai d’épreuve fixé par la juridiction a expiré',
        ),
      }),
    },
  ]),
  regle('saisine_apres_terme', 'Délai pour saisir le JAP après le terme', 'execution', [
    {
      from: '2005-01-01',
      value: 'Le JAP doit avoir été saisi au plus tard un mois après l’expiration de la mesure.',
      source: lu(cpp, '712-20', {
        par: loi2004,
        lecture: relecture(
          'cpp/712-20/2005-01-01',
          'saisi à cette fin au plus tard dans un délai d’un mois après cette date',
        ),
      }),
    },
  ]),
  regle('revocation_par_le_jap', 'Révocation par le JAP', 'execution', [
    {
      from: '1994-03-01',
      value:
        'La juridiction de l’application des peines peut révoquer pour un manquement postérieur au jour où la probation est exécutoire, ' +
        'une fois la condamnation définitive.',
      source: lu(cp, '132-47', {
        precision: 'al. 2',
        lecture: relecture(
          'cp/132-47/1994-03-01',
          'la révocation ne peut être ordonnée avant que la condamnation ait acquis un caractère définitif',
        ),
      }),
    },
    {
      from: '2005-01-01',
      value:
        'Le JAP peut révoquer pour un manquement postérieur au jour où la probation est exécutoire. La révocation tombe si la ' +
        'condamnation est infirmée ou annulée.',
      source: lu(cp, '132-47', {
        precision: 'al. 2',
        par: loi2004,
        lecture: relecture(
          'cp/132-47/2005-01-01, mêmes mots en 2020',
          'par le juge de l’application des peines […] devient caduque dans le cas où cette condamnation serait ultérieurement infirmée ou annulée',
        ),
      }),
    },
  ]),
  regle('revocation_par_le_tribunal', 'Révocation en cas de nouvelle condamnation', 'execution', [
    {
      from: '1994-03-01',
      value:
        'Une nouvelle condamnation à une peine privative de liberté sans sursis permet à la juridiction, après avis du JAP, de ' +
        'révoquer en tout ou partie. Les faits doivent être postérieurs au jour où la condamnation avec sursis est définitive.',
      source: lu(cp, '132-48', {
        precision: 'al. 1',
        lecture: relecture(
          'cp/132-48/1994-03-01, mêmes mots en 2003 et en 2020',
          'après avis du juge de l’application des peines, ordonner la révocation en totalité ou en partie […] avant que la condamnation assortie du sursis ait acquis un caractère définitif',
        ),
      }),
    },
  ]),
]

const suites = (regle: Faire): Regle<string>[] => [
  regle('revocation_partielle', 'Révocation partielle', 'execution', [
    {
      from: '1994-03-01',
      value:
        'La révocation partielle ne peut être ordonnée qu’une fois et ne met pas fin à la probation.',
      source: lu(cp, '132-49', {
        lecture: relecture(
          'cp/132-49/1994-03-01',
          'La révocation partielle du sursis ne peut être ordonnée qu’une fois.',
        ),
      }),
    },
    {
      from: '2014-10-01',
      value:
        'La révocation partielle ne met pas fin à la probation ; la loi ne la limite plus à une fois.',
      source: lu(cp, '132-49', {
        par: 'loi 2014-896',
        lecture: relecture(
          'cp/132-49/2014-10-01, version entière, sans « qu’une fois »',
          'La décision ordonnant la révocation partielle du sursis ne met pas fin au régime de la mise à l’épreuve',
        ),
      }),
    },
  ]),
  regle('incarceration_immediate', 'Incarcération décidée avec la révocation', 'execution', [
    {
      from: '1994-03-01',
      value:
        'La juridiction qui révoque peut faire incarcérer la personne par décision spéciale et motivée, exécutoire par provision.',
      source: lu(cp, '132-51', {
        lecture: relecture(
          'cp/132-51/1994-03-01',
          'par décision spéciale et motivée, exécutoire par provision, faire incarcérer',
        ),
      }),
    },
  ]),
  regle('non_avenue', 'Effet de la fin de la probation', 'execution', [
    {
      from: '1994-03-01',
      value:
        'La condamnation est réputée non avenue si l’exécution de la totalité de l’emprisonnement n’a pas été ordonnée.',
      source: lu(cp, '132-52', {
        precision: 'al. 1',
        lecture: relecture(
          'cp/132-52/1994-03-01, mêmes mots en 2014 et en 2020',
          'n’a pas fait l’objet d’une décision ordonnant l’exécution de la totalité de l’emprisonnement',
        ),
      }),
    },
  ]),
  regle('non_avenue_et_manquement', 'Condamnation non avenue, manquement antérieur', 'execution', [
    {
      from: '1994-03-01',
      value: nExistePas,
      source: lu(cp, '132-52', {
        lecture: relecture(
          'cp/132-52/1994-03-01, version entière',
          'dans les conditions prévues par l’alinéa précédent.',
        ),
      }),
    },
    {
      from: '2014-10-01',
      value:
        'Une condamnation non avenue peut encore être révoquée pour un manquement commis avant la fin du délai.',
      source: lu(cp, '132-52', {
        precision: 'al. 3',
        par: 'loi 2014-896',
        lecture: relecture(
          'cp/132-52/2014-10-01',
          'ne fait pas obstacle à la révocation totale ou partielle',
        ),
      }),
    },
    {
      from: '2020-03-24',
      value:
        'Une condamnation non avenue peut encore être prolongée ou révoquée pour un manquement commis avant la fin du délai.',
      source: lu(cp, '132-52', {
        precision: 'al. 3',
        par: loi2019,
        lecture: relecture(
          'cp/132-52/2020-03-24',
          'ne fait pas obstacle à la prolongation ou à la révocation totale ou partielle',
        ),
      }),
    },
  ]),
  regle('fin_anticipee', 'Fin avant le terme', 'execution', [
    {
      from: '2005-01-01',
      value:
        'Un an au plus tôt après le jour où la condamnation est définitive, le JAP peut la déclarer non avenue si les obligations sont ' +
        'respectées et le reclassement acquis.',
      source: lu(cpp, '744', {
        legifrance: 'LEGIARTI000006578186',
        par: loi2004,
        lecture: relecture(
          'cpp/744/2005-01-01',
          'avant l’expiration d’un délai d’un an à compter du jour où la condamnation est devenue définitive',
        ),
      }),
    },
  ]),
  regle('forme_des_decisions', 'Forme des décisions du JAP', 'execution', [
    {
      from: '2005-12-13',
      value:
        'Prolongation, révocation et fin anticipée sont décidées par jugement après débat contradictoire.',
      source: lu(cpp, '742', {
        precision: 'al. 2',
        par: loi2005,
        lecture: relecture(
          'cpp/742/2005-12-13 ; même renvoi à 744',
          'ordonner par jugement motivé la prolongation […] conformément aux dispositions de l’article 712-6',
        ),
      }),
    },
  ]),
  regle('appel', 'Appel des décisions du JAP', 'execution', [
    {
      from: '2005-01-01',
      value:
        'Vingt-quatre heures contre une ordonnance, dix jours contre un jugement, à compter de la notification.',
      source: lu(cpp, '712-11', {
        par: loi2004,
        lecture: relecture(
          'cpp/712-11/2005-01-01, mêmes délais en 2015 et en 2020',
          'vingt-quatre heures s’agissant des ordonnances […] dix jours s’agissant des jugements',
        ),
      }),
    },
  ]),
  regle('rapports_du_spip', 'Autres rapports du SPIP', 'execution', [
    {
      from: '2011-12-17',
      value:
        'Un rapport chaque année quand la mesure dure plus de deux ans ; sans tarder en cas d’incident ; à la demande du magistrat.',
      source: lu(cpp, 'D575', {
        precision: 'al. 4 à 10',
        par: 'décret 2011-1876',
        lecture: relecture(
          'cpp/D575/2011-12-17',
          'un rapport annuel lorsque la durée de la mesure excède deux ans […] dans les plus brefs délais',
        ),
      }),
    },
    {
      from: '2022-05-01',
      value:
        'Un rapport chaque année quand la mesure dure plus de deux ans ; sans tarder en cas d’incident ; à la demande du magistrat.',
      source: lu(penitentiaire, 'D113-44', {
        par: 'décret 2022-479',
        lecture: relecture(
          'cpen/D113-44/2022-05-01',
          'un rapport annuel lorsque la durée de la mesure excède deux ans […] dans les plus brefs délais',
        ),
      }),
    },
  ]),
]
