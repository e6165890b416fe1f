import type { Jour } from '../../platform/date.ts'

/**
 * Short words by number; several where the law gave the number other words, each from the day of
 * that text.
 */
export type MotsCourts = Readonly<Record<string, string | readonly [from: Jour, mots: string][]>>

const horsDuDomicile = 'Vivre hors du domicile du couple et, si demandé, ne pas s’en approcher'
const autorisationDeSortie = 'Demander l’accord du juge avant tout voyage à l’étranger'
const priseEnCharge = 'Suivre une prise en charge sanitaire, sociale, éducative ou psychologique'

/**
 * Each obligation in plain French, for who ticks it and for the person: it sums the law up, whose
 * words are kept beside it.
 */
export const motsDesControles: MotsCourts = {
  '1°': [
    ['2000-06-16', 'Répondre aux convocations du juge et du travailleur social'],
    ['2020-03-24', 'Répondre aux convocations du juge et du SPIP'],
  ],
  '2°': [
    [
      '2000-06-16',
      'Recevoir les visites du travailleur social et lui donner les documents demandés',
    ],
    ['2020-03-24', 'Recevoir les visites du SPIP et lui donner les documents demandés'],
  ],
  '3°': [
    ['2000-06-16', 'Prévenir le travailleur social d’un changement d’emploi'],
    ['2020-03-24', 'Prévenir le SPIP d’un changement d’emploi'],
  ],
  '4°': [
    [
      '2000-06-16',
      'Prévenir le travailleur social d’un changement d’adresse, ou d’une absence de plus de 15 jours et du retour',
    ],
    [
      '2020-03-24',
      'Prévenir le SPIP d’un changement d’adresse, ou d’une absence de plus de 15 jours et du retour',
    ],
  ],
  '5°': [
    [
      '2000-06-16',
      'Demander l’accord du juge avant un voyage à l’étranger, ou un changement d’emploi ou d’adresse qui gêne ses obligations',
    ],
    [
      '2014-10-01',
      'Demander l’accord du juge avant un changement d’emploi ou d’adresse qui gêne ses obligations',
    ],
  ],
  '6°': 'Prévenir le juge avant tout voyage à l’étranger',
}

export const motsDesObligations: MotsCourts = {
  '1°': 'Travailler, étudier ou se former',
  '2°': 'Habiter à un endroit fixé',
  '3°': 'Se soigner (examens, traitements, soins)',
  '4°': 'Justifier du paiement des pensions alimentaires ou de sa part des charges familiales',
  '5°': 'Réparer les dommages causés, selon ses moyens',
  '6°': 'Justifier du paiement des sommes dues au Trésor public, selon ses moyens',
  '7°': [
    ['1994-03-01', 'Ne pas conduire certains véhicules'],
    [
      '2016-11-20',
      'Ne pas conduire certains véhicules, ou un véhicule sans éthylotest anti-démarrage',
    ],
  ],
  '7° bis': 'S’inscrire et se présenter au permis de conduire, avec son accord',
  '8°': [
    ['1994-03-01', 'Ne pas exercer le métier lié à l’infraction'],
    [
      '2010-03-12',
      'Ne pas exercer l’activité liée à l’infraction, ou une activité auprès de mineurs',
    ],
  ],
  '9°': [
    ['1994-03-01', 'Ne pas aller dans certains lieux'],
    ['2010-03-12', 'Ne pas aller dans certains lieux ou certaines zones'],
  ],
  '10°': [
    ['1994-03-01', 'Ne pas parier'],
    ['2014-10-01', 'Ne pas parier ni jouer à des jeux d’argent et de hasard'],
  ],
  '11°': 'Ne pas fréquenter les débits de boissons (bars, cafés)',
  '12°': 'Ne pas fréquenter certains condamnés (auteurs ou complices de l’infraction, par exemple)',
  '13°': [
    ['1994-03-01', 'Ne pas entrer en relation avec certaines personnes (la victime, par exemple)'],
    [
      '2010-03-12',
      'Ne pas entrer en relation avec certaines personnes (la victime, des mineurs, par exemple)',
    ],
  ],
  '13° bis': 'Ne pas utiliser les comptes en ligne qui ont servi à l’infraction (six mois au plus)',
  '14°': 'Ne pas détenir ni porter d’arme',
  '15°': [
    ['2003-06-13', 'Faire un stage de sensibilisation à la sécurité routière, à ses frais'],
    ['2020-03-24', 'Faire un des stages prévus par la loi, à ses frais'],
  ],
  '16°': 'Ne pas diffuser d’œuvre sur l’infraction ni en parler en public',
  '17°': 'Remettre ses enfants à ceux qui en ont la garde',
  '18°': [
    ['2004-10-01', 'Faire un stage de citoyenneté'],
    ['2020-03-24', horsDuDomicile],
  ],
  '18° bis': 'Ne pas approcher la victime et porter un bracelet anti-rapprochement',
  '19°': [
    ['2005-12-13', horsDuDomicile],
    ['2020-03-24', autorisationDeSortie],
  ],
  '20°': [
    ['2014-08-06', 'Faire à ses frais un stage sur les violences au sein du couple et sexistes'],
    ['2020-03-24', priseEnCharge],
  ],
  '21°': [
    ['2014-10-01', autorisationDeSortie],
    ['2020-03-24', 'Faire un travail d’intérêt général'],
  ],
  '22°': [
    ['2016-06-05', priseEnCharge],
    ['2020-03-24', 'Respecter une injonction de soins'],
  ],
  '23°': 'Montrer que le bien confisqué a été remis',
  '24°': 'Montrer que ses impôts sont payés régulièrement',
  '25°': 'Montrer que sa comptabilité est tenue et certifiée (commissaire aux comptes)',
}

export const motsDuControleJudiciaire: MotsCourts = {
  '1°': 'Ne pas sortir des limites fixées par le juge',
  '2°': 'Ne s’absenter de son domicile qu’aux conditions fixées par le juge',
  '3°': 'Ne pas aller dans certains lieux, ou seulement dans ceux fixés par le juge',
  '3° bis': 'Ne pas participer à des manifestations dans certains lieux',
  '4°': 'Informer le juge de tout déplacement au-delà des limites fixées',
  '5°': 'Se présenter régulièrement au service, à l’association ou à l’autorité désignés',
  '6°': 'Répondre aux convocations, au contrôle de son travail ou de ses études, et à l’accompagnement socio-éducatif',
  '7°': 'Remettre ses papiers d’identité et son passeport, contre un récépissé',
  '8°': [
    ['2004-03-10', 'Ne pas conduire, ou pas certains véhicules, et remettre son permis si demandé'],
    [
      '2016-11-20',
      'Ne pas conduire, ou pas certains véhicules, ou pas sans éthylotest anti-démarrage, et remettre son permis si demandé',
    ],
  ],
  '9°': 'Ne pas rencontrer certaines personnes ni entrer en relation avec elles',
  '10°': 'Se soigner (examens, traitements, soins)',
  '11°': 'Verser un cautionnement (une somme en garantie)',
  '12°': 'Ne pas exercer certaines activités professionnelles ou sociales',
  '12° bis': 'Ne pas exercer d’activité en contact habituel avec des mineurs',
  '13°':
    'Ne pas faire de chèques (sauf retraits et chèques certifiés), et remettre ses chéquiers si demandé',
  '14°': 'Ne pas détenir ni porter d’arme, et remettre les siennes si demandé',
  '15°': 'Constituer des garanties (sûretés personnelles ou réelles)',
  '16°': 'Justifier du paiement des pensions ou de sa part des charges familiales',
  '17°': horsDuDomicile,
  '17° bis': 'Ne pas approcher la victime et porter un bracelet anti-rapprochement',
  '18°': priseEnCharge,
  '19°': 'Ne pas utiliser le compte en ligne qui a servi à l’infraction (six mois au plus)',
}
