import type { Regle } from '../../platform/law.ts'
import { aVerifier, inconnu, lu } from '../../platform/law.ts'
import { premiereLecture } from './lectures.referentiel.ts'

const cpp = 'code de procédure pénale'
const csi = 'code de la sécurité intérieure'
const nonLue = { raison: 'aucune page lue', verifieLe: '2026-11-27' } as const

const regle = (id: string, catalogue: string, libelle: string, droit: Regle<string>['droit']): Regle<string> => ({
  id: `donnees.${id}`,
  catalogue,
  libelle,
  selon: 'execution',
  droit,
})

const autorite =
  'À la demande de l’autorité judiciaire ou de sa propre initiative, le SPIP fournit les éléments qui permettent de mieux ' +
  'individualiser la situation de la personne.'

/** The closed list of framed disclosures: what is not listed is refused. */
export const communications: readonly Regle<string>[] = [
  regle('communication.autorite_judiciaire', 'D9', 'À l’autorité judiciaire', [
    { from: '2014-01-01', value: autorite, source: lu(cpp, 'D581', { lecture: premiereLecture('secretpro.fr') }) },
    {
      from: '2022-05-01',
      value: autorite,
      source: aVerifier('code pénitentiaire', 'D113 (numéro à vérifier)', {
        par: 'décret 2022-479',
        raison: 'texte d’avant 2022 lu ; version du code pénitentiaire non lue',
        verifieLe: '2026-11-27',
      }),
    },
  ]),
  ...(
    [
      ['flagrance', '60-1', 'en enquête de flagrance'],
      ['preliminaire', '77-1-1', 'en enquête préliminaire, avec l’autorisation du procureur'],
      ['information', '99-3', 'pendant une information judiciaire'],
    ] as const
  ).map(([cle, article, cas]) =>
    regle(`communication.requisition_${cle}`, 'D9', `Réquisition judiciaire (${cas})`, [
      {
        from: '2014-01-01',
        value: `La personne requise remet les documents ou informations utiles, ${cas}.`,
        source: aVerifier(cpp, article, { raison: 'résumé lu (cabinet-fabre, e-juristes) ; article non lu', verifieLe: '2026-11-27' }),
      },
    ]),
  ),
  regle('communication.renseignement', 'D9', 'Aux services de renseignement', [
    {
      from: '2014-01-01',
      value: inconnu,
      source: aVerifier(csi, 'L863-2', { precision: 'créé par la loi 2015-912', raison: 'phrase non lue', verifieLe: '2026-11-27' }),
    },
    {
      from: '2015-07-27',
      value:
        'De sa propre initiative ou à la demande d’un service, l’administration peut transmettre les informations utiles à ses missions.',
      source: aVerifier(csi, 'L863-2', {
        par: 'loi 2015-912',
        raison: 'étude d’impact de 2021 lue (guardint) ; date d’effet non lue',
        verifieLe: '2026-11-27',
      }),
    },
    {
      from: '2021-08-01',
      value:
        'À la demande d’un service, l’administration peut transmettre une information strictement nécessaire à ses missions, même ' +
        'couverte par un secret. La date, la finalité, la nature des données et le service destinataire sont tracés.',
      source: aVerifier(csi, 'L863-2', {
        par: 'loi 2021-998',
        raison: 'texte en vigueur lu sur juriblio ; date d’effet non lue',
        verifieLe: '2026-11-27',
      }),
    },
  ]),
  regle('communication.conseil_local', 'D9', 'Aux groupes de travail du conseil local de sécurité', [
    {
      from: '2014-01-01',
      value: 'Les faits et informations confidentiels échangés dans un groupe de travail ne peuvent être communiqués à des tiers.',
      source: aVerifier(csi, 'L132-5', {
        raison: 'texte d’origine (CGCT L2211-5) lu sur nosdeputes ; article codifié non lu',
        verifieLe: '2026-11-27',
      }),
    },
  ]),
  regle('communication.conseil_local_suivi', 'D9', 'Au conseil local ou à l’état-major de sécurité, sur un suivi', [
    {
      from: '2014-01-01',
      value: inconnu,
      source: aVerifier(csi, 'L132-5', {
        precision: 'alinéa ajouté par la loi 2014-896',
        raison: 'phrase non lue',
        verifieLe: '2026-11-27',
      }),
    },
    {
      from: '2014-10-01',
      value: 'Le SPIP peut leur transmettre toute information qu’il juge utile au bon déroulement du suivi et du contrôle.',
      source: aVerifier(csi, 'L132-5', {
        par: 'loi 2014-896',
        raison: 'citation lue (cgtspip) ; date d’effet non lue',
        verifieLe: '2026-11-27',
      }),
    },
    {
      from: '2016-09-25',
      value: inconnu,
      source: aVerifier(csi, 'L132-5', {
        precision: 'alinéa contraire à la Constitution',
        par: 'Conseil constitutionnel, 23 septembre 2016, n° 2016-569 QPC',
        raison: 'censure lue (cgtspip) ; décision non lue',
        verifieLe: '2026-11-27',
      }),
    },
  ]),
  regle('communication.defenseur', 'D9', 'Au Défenseur des droits', [
    {
      from: '2014-01-01',
      value: 'Sur sa demande motivée, il reçoit les informations et pièces utiles à sa mission.',
      source: aVerifier('loi organique 2011-333', '20', nonLue),
    },
  ]),
  regle('communication.controleur', 'D9', 'Au Contrôleur général des lieux de privation de liberté', [
    {
      from: '2014-01-01',
      value: 'Il reçoit toute information ou pièce utile à sa mission, sauf les secrets que la loi lui oppose.',
      source: aVerifier('loi 2007-1545', '8', {
        raison: 'débats du Sénat lus (nossenateurs) ; version en vigueur non lue',
        verifieLe: '2026-11-27',
      }),
    },
  ]),
  regle('communication.fisc', 'D9', 'À l’administration fiscale', [
    {
      from: '2014-01-01',
      value: 'Elle exerce son droit de communication dans les cas que la loi fixe.',
      source: aVerifier('livre des procédures fiscales', 'L83', nonLue),
    },
  ]),
  regle('communication.securite_sociale', 'D9', 'Aux organismes de sécurité sociale', [
    {
      from: '2014-01-01',
      value: 'Leurs agents exercent un droit de communication dans les cas que la loi fixe.',
      source: aVerifier('code de la sécurité sociale', 'L114-19', nonLue),
    },
  ]),
]
