import type { Regle } from '../../platform/law.ts'
import { aVerifier, inconnu, lu, nExistePas } from '../../platform/law.ts'
import type { Delai } from '../definition.rules.ts'
import { premiereLecture } from './lectures.referentiel.ts'

const lil = 'loi 78-17'
const cp = 'code pénal'
const cpp = 'code de procédure pénale'
const penitentiaire = 'code pénitentiaire'

/** Title III of the law of 1978 was created by the loi 2018-493, from 25 May 2018. */
const titre3 = (article: string, lecture: string) =>
  aVerifier(lil, article, { par: 'loi 2018-493, art. 30', raison: lecture, verifieLe: '2026-11-27' })
const avantLeTitre3 = (article: string) => ({ from: '2014-01-01', value: inconnu, source: titre3(article, 'créé en 2018') }) as const
const nonLue = { raison: 'aucune page lue', verifieLe: '2026-11-27' } as const

/** The text of 2018 was read; the same rule, moved in 2019, was not read again under its new number. */
const depuis2019 = (article: string) =>
  aVerifier(lil, article, {
    par: 'ordonnance 2018-1125, art. 1',
    raison: 'texte de 2018 lu ; nouvel article non lu',
    verifieLe: '2026-11-27',
  })

const finalites =
  'Évaluer la situation des personnes pour les décisions ; gérer les procédures et les mesures ; suivre l’aide aux personnes ' +
  'libérées ; gérer les enquêtes, les contrôles et les mesures de sûreté ; produire des statistiques.'
const sensibles =
  'Elles ne sont enregistrées que si le SPIP les a recueillies à la demande de la justice et si l’application des peines les rend ' +
  'nécessaires. Aucune catégorie de personnes ne peut être choisie à partir d’elles.'
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
const regle = (id: string, catalogue: string, libelle: string, droit: Regle<string>['droit']): Regle<string> => ({
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
      from: '2014-01-01',
      value: { mois: 60 },
      source: lu(cpp, 'R57-4-4', {
        precision: 'cinq ans à compter de la fin de la peine, de la fin de la mesure d’aménagement ou de la mesure de sûreté',
        par: 'décret 2011-1447, art. 1',
        legifrance: 'LEGIARTI000028854944',
        lecture: premiereLecture('codes-et-lois (version d’origine) ; legifrance, version du 11 avril 2014 au 1er mai 2022'),
      }),
    },
    {
      from: '2022-05-01',
      value: { mois: 60 },
      source: aVerifier(penitentiaire, 'R113-52', {
        par: 'décret 2022-479',
        raison: 'abrogation de l’ancien article lue (legifrance) ; nouvel article non lu, numéro déduit de l’ordre',
        verifieLe: '2026-11-27',
      }),
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
      source: aVerifier('décret 2005-1309', '94', nonLue),
    },
    {
      from: '2019-06-01',
      value: { mois: 2 },
      source: aVerifier('décret 2019-536', '136', {
        raison: 'article 135 lu sur tricoteuses (demande, identité) ; la phrase du délai n’a pas été lue',
        verifieLe: '2026-11-27',
      }),
    },
  ],
}

export const donnees: readonly Regle<string>[] = [
  regle('cadre', 'D1', 'Cadre du traitement', [
    {
      from: '2014-01-01',
      value: 'Le traitement suit le droit commun de la loi informatique et libertés.',
      source: aVerifier(lil, '26', nonLue),
    },
    {
      from: '2018-05-25',
      value: 'L’exécution des peines relève de la directive 2016/680 et non du règlement général.',
      source: titre3('70-1', 'analyse de la loi 2018-493 lue (affaires-publiques) ; l’article lui-même n’a pas été lu'),
    },
  ]),
  regle('finalites', 'D2', 'Finalités du fichier national', [
    {
      from: '2014-01-01',
      value: finalites,
      source: aVerifier(cpp, 'R57-4-1', {
        par: 'décret 2011-1447, art. 1',
        raison: 'texte lu sur codes-et-lois, sans son numéro',
        verifieLe: '2026-11-27',
      }),
    },
    {
      from: '2022-05-01',
      value: finalites,
      source: lu(penitentiaire, 'R113-49', { par: 'décret 2022-479', lecture: premiereLecture('kohenavocats') }),
    },
  ]),
  regle('sensibles', 'D2', 'Données sensibles', [
    {
      from: '2014-01-01',
      value: sensibles,
      source: aVerifier(cpp, 'R57-4-3', {
        par: 'décret 2011-1447, art. 1',
        raison: 'ancien texte non lu, numéro déduit de l’ordre',
        verifieLe: '2026-11-27',
      }),
    },
    {
      from: '2022-05-01',
      value: sensibles,
      source: lu(penitentiaire, 'R113-51', { par: 'décret 2022-479', lecture: premiereLecture('kohenavocats') }),
    },
  ]),
  regle('sans_mesure', 'D3', 'Conservation des données d’une personne sans mesure', [
    {
      from: '2014-01-01',
      value: 'Cinq ans à compter de leur enregistrement.',
      source: lu(cpp, 'R57-4-4', { precision: 'al. 2', par: 'décret 2011-1447, art. 1', lecture: premiereLecture('codes-et-lois') }),
    },
    {
      from: '2014-04-11',
      value: nExistePas,
      source: lu(cpp, 'R57-4-4', {
        precision: 'al. 2 annulé : aucun texte ne permet plus cette conservation',
        par: 'Conseil d’État, 11 avril 2014, n° 355624',
        legifrance: 'LEGIARTI000028854944',
        lecture: premiereLecture('legifrance, version du 11 avril 2014'),
      }),
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
        lecture: premiereLecture('legifrance, version du 25 mai 2018 ; la loi ne fixe aucune durée de conservation du journal'),
      }),
    },
    { from: '2019-06-01', value: journal, source: depuis2019('101') },
  ]),
  regle('faits', 'D5', 'Faits et appréciations', [
    avantLeTitre3('70-8'),
    {
      from: '2018-05-25',
      value: 'Les données fondées sur des faits sont, autant que possible, distinguées des appréciations personnelles.',
      source: titre3('70-8', 'débats du Sénat lus (nossenateurs) ; texte voté non lu'),
    },
  ]),
  regle('categories', 'D5', 'Catégories de personnes', [
    avantLeTitre3('70-12'),
    {
      from: '2018-05-25',
      value: 'Les données des personnes poursuivies, condamnées, victimes et tierces sont, autant que possible, distinguées.',
      source: titre3('70-12', 'aucune page lue'),
    },
  ]),
  regle('automatisme', 'D6', 'Décisions automatisées', [
    {
      from: '2014-01-01',
      value:
        'Aucune décision de justice qui apprécie un comportement ne peut se fonder sur un traitement automatisé destiné à évaluer la ' +
        'personnalité. Aucune autre décision produisant des effets juridiques ne peut être prise sur ce seul fondement.',
      source: lu(lil, '10', { lecture: premiereLecture('parlement-ouvert, loi avant la réforme de 2018') }),
    },
    {
      from: '2018-05-25',
      value:
        'Aucune décision de justice qui apprécie un comportement ne peut se fonder sur un traitement automatisé destiné à évaluer la ' +
        'personnalité. Aucune autre décision qui a des effets juridiques ou affecte la personne de manière significative ne peut être ' +
        'prise sur ce seul fondement. Le profilage qui discrimine à partir de données sensibles est interdit.',
      source: titre3('70-9', 'amendements CL104 (Assemblée) et 105 (Sénat) lus ; texte voté non lu'),
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
    { from: '2019-06-01', value: information, source: depuis2019('104') },
  ]),
  regle('restrictions', 'D7', 'Restrictions des droits', [
    avantLeTitre3('70-21'),
    {
      from: '2018-05-25',
      value: 'Les droits peuvent être restreints par une mesure motivée ; la personne peut alors les exercer par la CNIL.',
      source: titre3('70-21', 'aucune page lue'),
    },
  ]),
  regle('secret', 'D8', 'Secret professionnel', [
    { from: '2014-01-01', value: secret, source: lu(cpp, 'D581', { lecture: premiereLecture('secretpro.fr') }) },
    {
      from: '2022-05-01',
      value: secret,
      source: aVerifier(penitentiaire, 'D113 (numéro à vérifier)', {
        par: 'décret 2022-479',
        legifrance: 'LEGIARTI000045494206',
        raison: 'texte lu sur tricoteuses, sans son numéro',
        verifieLe: '2026-11-27',
      }),
    },
  ]),
  regle('secret.peine', 'D8', 'Violation du secret professionnel', [
    {
      from: '2014-01-01',
      value: 'Un an d’emprisonnement et 15 000 euros d’amende.',
      source: lu(cp, '226-13', { lecture: premiereLecture('secretpro.fr') }),
    },
  ]),
]

/** Who helps the victims (the service does not follow them), and what the software owes to its readers. */
export const publics: readonly Regle<string>[] = [
  regle('victimes.droits', 'D10', 'Droits des victimes', [
    {
      from: '2014-01-01',
      value: inconnu,
      source: aVerifier(cpp, '10-2', {
        precision: 'autre objet (citoyens assesseurs)',
        raison: 'archeo-lex, 1er janvier 2012',
        verifieLe: '2026-11-27',
      }),
    },
    {
      from: '2015-11-15',
      value: 'La victime est informée de ses droits, dont celui d’être aidée par une association.',
      source: aVerifier(cpp, '10-2', { par: 'loi 2015-993', raison: 'aucune page lue', verifieLe: '2026-11-27' }),
    },
  ]),
  regle('victimes.bureau', 'D10', 'Bureau d’aide aux victimes', [
    {
      from: '2014-01-01',
      value: 'Il informe les victimes et répond à leurs difficultés tout au long de la procédure pénale ; il les oriente et les aide.',
      source: lu(cpp, 'D47-6-15', { lecture: premiereLecture('lexbase ; article de presse lu (ASH) sur le décret de 2012') }),
    },
  ]),
  regle('victimes.bureau_partout', 'D10', 'Un bureau d’aide aux victimes dans chaque tribunal', [
    {
      from: '2014-01-01',
      value: inconnu,
      source: aVerifier(cpp, '706-15-4', { precision: 'créé par la loi 2014-896', raison: 'phrase non lue', verifieLe: '2026-11-27' }),
    },
    {
      from: '2014-10-01',
      value: 'Chaque tribunal a un bureau d’aide aux victimes.',
      source: aVerifier(cpp, '706-15-4', {
        par: 'loi 2014-896',
        raison: 'amendement 843 adopté lu (Assemblée) ; date d’effet non lue',
        verifieLe: '2026-11-27',
      }),
    },
  ]),
  regle('accessibilite', 'D11', 'Accessibilité numérique', [
    {
      from: '2014-01-01',
      value: 'Les services en ligne de l’État sont accessibles aux personnes handicapées et publient leur degré de conformité.',
      source: aVerifier('loi 2005-102', '47', nonLue),
    },
  ]),
]
