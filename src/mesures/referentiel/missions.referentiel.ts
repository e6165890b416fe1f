import type { Regle } from '../../platform/law.ts'
import { aVerifier, inconnu, lu } from '../../platform/law.ts'
import { premiereLecture } from './lectures.referentiel.ts'

const cpp = 'code de procédure pénale'
const penitentiaire = 'code pénitentiaire'
const numeroInconnu = 'D113 (numéro à vérifier)'

const mission = (id: string, libelle: string, droit: Regle<string>['droit']): Regle<string> => ({
  id: `missions.${id}`,
  catalogue: 'B18',
  libelle,
  selon: 'execution',
  droit,
})

/**
 * CPP D572 to D574 were read. They moved to the code pénitentiaire in 2022 under numbers and in a wording that were not read: what is shown
 * for today stays to be checked.
 */
const missionDe1999 = (id: string, libelle: string, article: string, precision: string, value: string): Regle<string> =>
  mission(id, libelle, [
    {
      from: '2014-01-01',
      value,
      source: lu(cpp, article, {
        precision,
        par: 'décret 99-276',
        lecture: premiereLecture('legifrance (LEGISCTA000006150995) et prison.rezo.net'),
      }),
    },
    {
      from: '2022-05-01',
      value,
      source: aVerifier(penitentiaire, numeroInconnu, {
        par: 'décret 2022-479',
        raison: 'texte d’avant 2022 lu ; version du code pénitentiaire non lue',
        verifieLe: '2026-11-27',
      }),
    },
  ])

const rapports =
  'Un rapport d’évaluation dans les trois mois de la prise en charge d’une mesure de contrôle, un rapport de fin un mois avant ' +
  'l’échéance, un rapport annuel si la mesure dépasse deux ans. Un rapport ponctuel en cas de difficulté, de changement de ' +
  'situation ou de prise en charge, d’incident (dans les plus brefs délais) ou de demande.'

/** What the law asks of the service, whatever the measure. */
export const missions: readonly Regle<string>[] = [
  mission('service_public', 'Service public pénitentiaire', [
    {
      from: '2014-01-01',
      value: 'Il participe à l’exécution des décisions pénales et contribue à l’insertion ou à la réinsertion des personnes confiées.',
      source: aVerifier('loi 2009-1436', '2', { raison: 'aucune page lue', verifieLe: '2026-11-27' }),
    },
    {
      from: '2022-05-01',
      value:
        'Il participe à la préparation et à l’exécution des décisions judiciaires. Il contribue à l’insertion ou à la réinsertion, à la ' +
        'prévention de nouvelles infractions et à la justice restaurative, dans le respect des droits des victimes et des personnes ' +
        'suivies.',
      source: aVerifier(penitentiaire, 'L1', {
        par: 'ordonnance 2022-478',
        raison: 'texte lu sur legifrance (7 novembre 2024), sans son numéro',
        verifieLe: '2026-11-27',
      }),
    },
  ]),
  missionDe1999(
    'departement',
    'Un service par département',
    'D572',
    'al. 1 et 2',
    'Chaque département a un SPIP, service déconcentré placé sous l’autorité du directeur interrégional.',
  ),
  missionDe1999(
    'acces_aux_droits',
    'Accès aux droits',
    'D573',
    'al. 1',
    'Avec les autres services de l’État, les collectivités et tous organismes, il favorise l’accès aux droits et aux dispositifs ' +
      'd’insertion de droit commun.',
  ),
  missionDe1999(
    'continuite',
    'Continuité à la libération',
    'D573',
    'al. 2',
    'Pour les personnes libérées, il s’assure de la continuité des actions d’insertion engagées.',
  ),
  missionDe1999(
    'aide_materielle',
    'Aide matérielle',
    'D573',
    'al. 3',
    'Il peut apporter une aide matérielle aux personnes qui lui sont confiées par la justice.',
  ),
  missionDe1999(
    'enquetes',
    'Préparation des décisions',
    'D574',
    'al. 1',
    'Saisi par la justice, il concourt à la préparation des décisions pénales. Il vérifie la situation matérielle, familiale et ' +
      'sociale, pour mieux individualiser les mesures et favoriser l’insertion.',
  ),
  missionDe1999(
    'controle_judiciaire',
    'Contrôle judiciaire',
    'D574',
    'al. 2',
    'Il assure le suivi et le contrôle des personnes placées sous contrôle judiciaire.',
  ),
  mission('amenagements', 'Propositions d’aménagement', [
    {
      from: '2014-01-01',
      value: inconnu,
      source: aVerifier(cpp, 'D574', { raison: 'règle non trouvée avant 2022', verifieLe: '2026-11-27' }),
    },
    {
      from: '2022-05-01',
      value: 'Il propose au magistrat mandant les aménagements de peine.',
      source: aVerifier(penitentiaire, numeroInconnu, {
        par: 'décret 2022-479',
        legifrance: 'LEGIARTI000045492183',
        raison: 'texte lu sur tricoteuses, sans son numéro',
        verifieLe: '2026-11-27',
      }),
    },
  ]),
  mission('rapports', 'Rapports au magistrat mandant', [
    {
      from: '2011-12-17',
      value: rapports,
      source: lu(cpp, 'D575', { par: 'décret 2011-1876', lecture: premiereLecture('dépôt public des codes') }),
    },
    {
      from: '2022-05-01',
      value: rapports,
      source: aVerifier(penitentiaire, numeroInconnu, {
        par: 'décret 2022-479',
        legifrance: 'JORFARTI000045474186',
        raison: 'texte lu sur tricoteuses, sans son numéro',
        verifieLe: '2026-11-27',
      }),
    },
  ]),
  mission('prise_en_charge', 'Modalités de prise en charge', [
    {
      from: '2014-01-01',
      value: inconnu,
      source: aVerifier(cpp, '712-1', { raison: 'version d’avant 2014 non lue', verifieLe: '2026-11-27' }),
    },
    {
      from: '2014-10-01',
      value:
        'Il définit et met en œuvre les modalités de prise en charge des personnes condamnées ; il en avise les juridictions de ' +
        'l’application des peines, qui peuvent faire renforcer le contrôle.',
      source: aVerifier(cpp, '712-1', { raison: 'texte lu sur legifrance (23 mai 2022) ; date d’effet non lue', verifieLe: '2026-11-27' }),
    },
  ]),
]
