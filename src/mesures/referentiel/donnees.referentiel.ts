import type { CitationLue, Regle } from '../../platform/law.ts'
import { aVerifier, inconnu, lu, nExistePas } from '../../platform/law.ts'
import type { Delai } from '../definition.rules.ts'
import { premiereLecture, relecture } from './lectures.referentiel.ts'

const lil = 'loi 78-17'
const cp = 'code pénal'
const cpp = 'code de procédure pénale'
const penitentiaire = 'code pénitentiaire'
const verifieLe = '2026-11-29'

/**
 * Title III of the law of 1978 was created by the loi 2018-493, from 25 May 2018; the text of that
 * year is not among the dated ones.
 */
const titre3 = (article: string) =>
  aVerifier(lil, article, {
    par: 'loi 2018-493, art. 30',
    raison: 'article de 2018 non trouvé ; son successeur de 2019 a été lu',
    verifieLe,
  })
const avantLeTitre3 = (article: string) =>
  ({
    from: '2014-01-01',
    value: inconnu,
    source: aVerifier(lil, article, {
      par: 'loi 2018-493, art. 30',
      raison: 'article créé en 2018 ; droit antérieur non cherché',
      verifieLe,
    }),
  }) as const
/** Moved in 2019; read as in force on 13 July 2025, without any later version. */
const depuis2019 = (article: string, mots: string): CitationLue =>
  lu(lil, article, {
    par: 'ordonnance 2018-1125, art. 1',
    lecture: relecture(`lil/${article}/lu-2025-07`, mots),
  })
const procedure = (
  article: string,
  version: string,
  mots: string,
  plus: { precision?: string; par?: string } = {},
): CitationLue =>
  lu(cpp, article, { ...plus, lecture: relecture(`cpp/${article}/${version}`, mots) })
const prison = (article: string, mots: string): CitationLue =>
  lu(penitentiaire, article, {
    par: 'décret 2022-479',
    lecture: relecture(`cpen/${article}/2022-05-01`, mots),
  })

const cadre =
  'L’exécution des peines relève du titre III de la loi (directive 2016/680) et non du règlement général.'
const finalites =
  'Évaluer la situation des personnes pour les décisions ; gérer les procédures et les mesures ; suivre l’aide aux personnes ' +
  'libérées ; gérer les enquêtes, les contrôles et les mesures de sûreté ; produire des statistiques.'
const sensibles =
  'Elles ne sont enregistrées que si le SPIP les a recueillies à la demande de la justice et si l’application des peines les rend ' +
  'nécessaires. Aucune catégorie de personnes ne peut être choisie à partir d’elles.'
const faits =
  'Les données fondées sur des faits sont, autant que possible, distinguées des appréciations personnelles.'
const categories =
  'Les données des personnes poursuivies, condamnées, victimes et tierces sont, autant que possible, distinguées.'
const restrictions =
  'Les droits peuvent être restreints par une mesure motivée ; la personne peut alors les exercer par la CNIL.'
const automatisme =
  'Aucune décision de justice qui apprécie un comportement ne peut se fonder sur un traitement automatisé destiné à évaluer la ' +
  'personnalité. Aucune autre décision qui a des effets juridiques ou affecte la personne de manière significative ne peut être ' +
  'prise sur ce seul fondement. Le profilage qui discrimine à partir de données sensibles est interdit.'
const journal =
  'Chaque collecte, modification, consultation, communication, interconnexion et effacement est inscrit. Les consultations et les ' +
  'communications portent le motif, la date, l’heure et, si possible, leur auteur et leur destinataire. Le journal ne sert qu’à ' +
  'vérifier la licéité, à l’autocontrôle, à l’intégrité et à la sécurité des données, et aux procédures pénales.'
const information =
  'La personne reçoit l’identité du responsable, les finalités, le moyen de saisir la CNIL et l’indication de ses droits d’accès, de ' +
  'rectification, d’effacement et de limitation. S’y ajoutent, dans des cas particuliers, la base juridique, la durée et les ' +
  'destinataires.'
const secret =
  'Les personnels du SPIP sont tenus au secret professionnel. Ils ne l’opposent pas à l’autorité judiciaire dans l’exécution des ' +
  'mesures qu’elle confie, sauf pour ce qui a été reçu en confidence.'

/** A rule shown to a reader; it is about the data held on a day, so the day selects the value. */
const regle = (
  id: string,
  catalogue: string,
  libelle: string,
  droit: Regle<string>['droit'],
): Regle<string> => ({
  id: `donnees.${id}`,
  catalogue,
  libelle,
  selon: 'execution',
  droit,
})

/** How long the national file keeps the data once the sentence or the measure has ended. */
export const conservation: Regle<Delai> = {
  id: 'donnees.conservation',
  catalogue: 'D3',
  libelle: 'Conservation après la fin de la peine ou de la mesure',
  selon: 'execution',
  droit: [
    {
      from: '2011-11-09',
      value: { mois: 60 },
      source: procedure(
        'R57-4-4',
        '2011-11-09, mêmes mots en 2014',
        'sont conservées cinq ans à compter de la fin de la peine, de la fin de la mesure d’aménagement de la peine ou de la mesure de sûreté',
        { precision: 'al. 1', par: 'décret 2011-1447, art. 1' },
      ),
    },
    {
      from: '2022-05-01',
      value: { mois: 60 },
      source: prison(
        'R113-52',
        'sont conservées cinq ans à compter de la fin de la peine, de la fin de la mesure d’aménagement de la peine ou de la mesure de sûreté',
      ),
    },
  ],
}

/** How long the controller has to answer a request of access, rectification or erasure. */
export const reponse: Regle<Delai> = {
  id: 'donnees.reponse',
  catalogue: 'D7',
  libelle: 'Réponse à une demande d’accès, de rectification ou d’effacement',
  selon: 'execution',
  droit: [
    {
      from: '2014-01-01',
      value: { mois: 2 },
      source: aVerifier('décret 2005-1309', '94', {
        raison: 'texte non trouvé dans les textes datés ; deux mois vus à l’article 110-5 en 2018',
        verifieLe,
      }),
    },
    {
      from: '2019-06-01',
      value: { mois: 2 },
      source: aVerifier('décret 2019-536', '136', {
        raison: 'texte non trouvé ; article 135 seul vu (demande, identité)',
        verifieLe,
      }),
    },
  ],
}

export const donnees: readonly Regle<string>[] = [
  regle('cadre', 'D1', 'Cadre du traitement', [
    {
      from: '2014-01-01',
      value: 'Le traitement suit le droit commun de la loi informatique et libertés.',
      source: aVerifier(lil, '26', { raison: 'rédaction d’avant 2018 non trouvée', verifieLe }),
    },
    {
      from: '2018-05-25',
      value: cadre,
      source: titre3('70-1'),
    },
    {
      from: '2019-06-01',
      value: cadre,
      source: depuis2019(
        '87',
        'ou d’exécution de sanctions pénales […] par toute autorité publique compétente',
      ),
    },
  ]),
  regle('finalites', 'D2', 'Finalités du fichier national', [
    {
      from: '2011-11-09',
      value: finalites,
      source: procedure(
        'R57-4-1',
        '2011-11-09',
        'De faciliter l’évaluation de la situation des personnes […] recherches statistiques',
        {
          par: 'décret 2011-1447, art. 1',
        },
      ),
    },
    {
      from: '2022-05-01',
      value: finalites,
      source: prison(
        'R113-49',
        'Faciliter l’évaluation de la situation des personnes […] recherches statistiques',
      ),
    },
  ]),
  regle('sensibles', 'D2', 'Données sensibles', [
    {
      from: '2011-11-09',
      value: sensibles,
      source: procedure(
        'R57-4-3',
        '2011-11-09',
        'à la demande des autorités judiciaires […] Il est interdit de sélectionner une catégorie particulière de personnes',
        {
          par: 'décret 2011-1447, art. 1',
        },
      ),
    },
    {
      from: '2022-05-01',
      value: sensibles,
      source: prison(
        'R113-51',
        'à la demande des autorités judiciaires […] Il est interdit de sélectionner une catégorie particulière de personnes',
      ),
    },
  ]),
  regle('sans_mesure', 'D3', 'Conservation des données d’une personne sans mesure', [
    {
      from: '2011-11-09',
      value: 'Cinq ans à compter de leur enregistrement.',
      source: procedure(
        'R57-4-4',
        '2011-11-09',
        'sont conservées cinq ans à compter de leur enregistrement',
        { precision: 'al. 2' },
      ),
    },
    {
      from: '2014-04-11',
      value: nExistePas,
      source: procedure(
        'R57-4-4',
        '2014-04-11',
        'de la mesure de sûreté dont la personne suivie fait l’objet',
        {
          precision: 'al. 2 annulé : aucun texte ne permet plus cette conservation',
          par: 'Conseil d’État, 11 avril 2014, n° 355624',
        },
      ),
    },
  ]),
  regle('journal', 'D4', 'Journal des opérations', [
    avantLeTitre3('70-15'),
    {
      from: '2018-05-25',
      value: journal,
      source: lu(lil, '70-15', {
        par: 'loi 2018-493, art. 30',
        legifrance: 'LEGIARTI000037089430',
        lecture: premiereLecture(
          'legifrance, version du 25 mai 2018 ; la loi ne fixe aucune durée de conservation du journal',
        ),
      }),
    },
    {
      from: '2019-06-01',
      value: journal,
      source: depuis2019(
        '101',
        'un journal des opérations de collecte, de modification, de consultation […] est uniquement utilisé à des fins',
      ),
    },
  ]),
  regle('faits', 'D5', 'Faits et appréciations', [
    avantLeTitre3('70-8'),
    {
      from: '2018-05-25',
      value: faits,
      source: titre3('70-8'),
    },
    {
      from: '2019-06-01',
      value: faits,
      source: depuis2019(
        '94',
        'fondées sur des faits sont, dans la mesure du possible, distinguées de celles fondées sur des appréciations personnelles',
      ),
    },
  ]),
  regle('categories', 'D5', 'Catégories de personnes', [
    avantLeTitre3('70-12'),
    {
      from: '2018-05-25',
      value: categories,
      source: titre3('70-12'),
    },
    {
      from: '2019-06-01',
      value: categories,
      source: depuis2019(
        '98',
        'dans la mesure du possible […] une distinction claire entre les données à caractère personnel de différentes catégories de personnes',
      ),
    },
  ]),
  regle('automatisme', 'D6', 'Décisions automatisées', [
    {
      from: '2014-01-01',
      value:
        'Aucune décision de justice qui apprécie un comportement ne peut se fonder sur un traitement automatisé destiné à évaluer la ' +
        'personnalité. Aucune autre décision produisant des effets juridiques ne peut être prise sur ce seul fondement.',
      source: lu(lil, '10', {
        lecture: premiereLecture('parlement-ouvert, loi avant la réforme de 2018'),
      }),
    },
    {
      from: '2018-05-25',
      value: automatisme,
      source: titre3('70-9'),
    },
    {
      from: '2019-06-01',
      value: automatisme,
      source: depuis2019(
        '95',
        'Aucune décision de justice […] l’affectant de manière significative […] Tout profilage qui entraîne une discrimination',
      ),
    },
  ]),
  regle('information', 'D7', 'Information de la personne', [
    avantLeTitre3('70-18'),
    {
      from: '2018-05-25',
      value: information,
      source: lu(lil, '70-18', {
        par: 'loi 2018-493, art. 30',
        lecture: premiereLecture('tricoteuses, section 3 (LEGISCTA000037089322), premier article'),
      }),
    },
    {
      from: '2019-06-01',
      value: information,
      source: depuis2019(
        '104',
        'L’identité et les coordonnées du responsable de traitement […] Les finalités poursuivies […] du droit de demander une limitation',
      ),
    },
  ]),
  regle('restrictions', 'D7', 'Restrictions des droits', [
    avantLeTitre3('70-21'),
    {
      from: '2018-05-25',
      value: restrictions,
      source: titre3('70-21'),
    },
    {
      from: '2019-06-01',
      value: restrictions,
      source: depuis2019(
        '107',
        'peuvent faire l’objet de restrictions […] d’exercer ses droits par l’intermédiaire de la Commission',
      ),
    },
  ]),
  regle('secret', 'D8', 'Secret professionnel', [
    {
      from: '1999-04-14',
      value: secret,
      source: procedure(
        'D581',
        '1999-04-14',
        'tenus au secret professionnel […] sauf pour les renseignements recueillis par voie de confidences',
      ),
    },
    {
      from: '2022-05-01',
      value: secret,
      source: prison(
        'D113-45',
        'tenus au secret professionnel […] sauf pour les renseignements recueillis par voie de confidences',
      ),
    },
  ]),
  regle('secret.peine', 'D8', 'Violation du secret professionnel', [
    {
      from: '2002-01-01',
      value: 'Un an d’emprisonnement et 15 000 euros d’amende.',
      source: lu(cp, '226-13', {
        lecture: relecture(
          'cp/226-13/2002-01-01',
          'punie d’un an d’emprisonnement et de 15 000 euros d’amende',
        ),
      }),
    },
  ]),
]

/**
 * Who helps the victims (the service does not follow them), and what the software owes to its
 * readers.
 */
export const publics: readonly Regle<string>[] = [
  regle('victimes.droits', 'D10', 'Droits des victimes', [
    {
      from: '2014-01-01',
      value: inconnu,
      source: aVerifier(cpp, '10-2', {
        raison: 'article d’un autre objet avant 2015 ; droits des victimes d’alors non cherchés',
        verifieLe,
      }),
    },
    {
      from: '2015-11-15',
      value: 'La victime est informée de ses droits, dont celui d’être aidée par une association.',
      source: procedure(
        '10-2',
        '2015-11-15, mêmes mots jusqu’en 2023',
        'informent par tout moyen les victimes de leur droit […] par une association',
        { par: 'loi 2015-993' },
      ),
    },
  ]),
  regle('victimes.bureau', 'D10', 'Bureau d’aide aux victimes', [
    {
      from: '2012-05-09',
      value:
        'Il informe les victimes et répond à leurs difficultés tout au long de la procédure pénale ; il les oriente et les aide.',
      source: procedure(
        'D47-6-15',
        '2012-05-09, mêmes mots jusqu’en 2022',
        'a pour mission d’informer les victimes et de répondre aux difficultés',
        { par: 'décret 2012-681' },
      ),
    },
  ]),
  regle('victimes.bureau_partout', 'D10', 'Un bureau d’aide aux victimes dans chaque tribunal', [
    {
      from: '2012-05-09',
      value: nExistePas,
      source: procedure('D47-6-15', '2012-05-09', 'il peut être institué, par convention', {
        precision: 'al. 1 : il pouvait y en avoir un',
        par: 'décret 2012-681',
      }),
    },
    {
      from: '2014-10-01',
      value: 'Chaque tribunal a un bureau d’aide aux victimes.',
      source: procedure(
        '706-15-4',
        '2014-10-01, mêmes mots en 2020',
        'il est institué un bureau d’aide aux victimes',
        {
          par: 'loi 2014-896',
        },
      ),
    },
  ]),
  regle('accessibilite', 'D11', 'Accessibilité numérique', [
    {
      from: '2014-01-01',
      value:
        'Les services en ligne de l’État sont accessibles aux personnes handicapées et publient leur degré de conformité.',
      source: aVerifier('loi 2005-102', '47', {
        raison: 'texte de 2025 lu ; rédactions d’avant non trouvées',
        verifieLe,
      }),
    },
    {
      from: '2025-07-13',
      value:
        'Les services en ligne des personnes publiques sont accessibles aux personnes handicapées ; ils publient une déclaration d’accessibilité, et leur page d’accueil dit s’ils sont conformes.',
      source: lu('loi 2005-102', '47', {
        lecture: relecture(
          'loi-2005-102/47/lu-2025-07, en vigueur ce jour-là au plus tard',
          'accessibles aux personnes handicapées […] publient une déclaration d’accessibilité […] s’il est ou non conforme',
        ),
      }),
    },
  ]),
]
