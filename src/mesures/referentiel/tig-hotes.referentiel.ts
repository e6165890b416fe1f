import { aVerifier, type Dated, inconnu, lu, type Regle } from '../../platform/law.ts'
import type { Delai } from '../definition.rules.ts'
import { premiereLecture } from './lectures.referentiel.ts'

const cp = 'code pénal'
const penitentiaire = 'code pénitentiaire'
const mineurs = 'code de la justice pénale des mineurs'
const decret2021 = { par: 'décret 2021-1743', lecture: premiereLecture('tricoteuses, texte du décret') }
const ancienControle = 'phrase lue sur legifrance (contrôle de l’exécution) ; numéro à vérifier'

/** What a body is, for the law of hosts. */
export type TypeDHote = 'public' | 'mission_de_service_public' | 'association' | 'economie_sociale' | 'societe_a_mission'

const communs: readonly TypeDHote[] = ['public', 'mission_de_service_public', 'association']
/** Which bodies may host. Every private one needs an habilitation. */
export const hotesAdmis: Regle<readonly TypeDHote[]> = {
  id: 'tig_hotes.admis',
  catalogue: 'A7',
  libelle: 'Organismes qui peuvent accueillir',
  selon: 'execution',
  droit: [
    {
      from: '2009-11-26',
      value: communs,
      source: lu(cp, '131-8', {
        precision: 'al. 1',
        legifrance: 'LEGIARTI000006417243',
        lecture: premiereLecture('legifrance, version du 26 novembre 2009'),
      }),
    },
    {
      from: '2019-12-29',
      value: [...communs, 'economie_sociale', 'societe_a_mission'],
      source: lu('loi 2019-222', '71', {
        par: 'décret du 26 décembre 2019',
        legifrance: 'JORFTEXT000039682044',
        lecture: premiereLecture('legifrance : essai de trois ans, vingt départements au plus'),
      }),
    },
    {
      from: '2022-12-29',
      value: communs,
      source: aVerifier('loi 2019-222', '71', { raison: 'trois ans lus ; jour de la fin de l’essai à vérifier', verifieLe: '2026-11-27' }),
    },
    {
      from: '2023-11-22',
      value: [...communs, 'economie_sociale'],
      source: lu(cp, '131-8', {
        precision: 'al. 1',
        par: 'loi 2023-1059, art. 24',
        lecture: premiereLecture('legifrance et chronologie doctrine'),
      }),
    },
    {
      from: '2025-01-01',
      value: [...communs, 'economie_sociale', 'societe_a_mission'],
      source: aVerifier('loi 2023-1059', '24', {
        precision: 'IV',
        par: 'décret du 30 décembre 2024',
        raison: 'essai de trois ans et départements de l’arrêté du 6 mars 2025 lus ; jour d’effet à vérifier',
        verifieLe: '2026-11-27',
      }),
    },
  ],
  egip: { value: communs, charte: 'C4.3' },
}

export const dureeDHabilitation: Regle<Delai> = {
  id: 'tig_hotes.duree_habilitation',
  catalogue: 'A8',
  libelle: 'Durée d’une habilitation',
  selon: 'execution',
  droit: [
    {
      from: '2004-09-29',
      value: { mois: 36 },
      source: aVerifier(cp, 'R131-13', { raison: 'durée lue pour le catalogue ; numéro à vérifier', verifieLe: '2026-11-27' }),
    },
    {
      from: '2010-06-21',
      value: { mois: 60 },
      source: aVerifier(cp, 'R131-13', { raison: 'durée lue pour le catalogue ; numéro à vérifier', verifieLe: '2026-11-27' }),
    },
    { from: '2022-05-01', value: { mois: 60 }, source: lu(penitentiaire, 'R623-3', { lecture: premiereLecture('kohenavocats') }) },
  ],
}

/** A month for the opinions: the decision may come sooner once all are given, never sooner without them. */
export const avisSurHabilitation: Regle<Delai> = {
  id: 'tig_hotes.avis_habilitation',
  catalogue: 'A8',
  libelle: 'Délai laissé aux avis sur une demande d’habilitation',
  selon: 'execution',
  droit: [
    {
      from: '2014-01-01',
      value: inconnu,
      source: aVerifier(cp, 'R131-13', { raison: 'texte d’avant le décret 2021-1743 non lu', verifieLe: '2026-11-27' }),
    },
    { from: '2021-12-24', value: { mois: 1 }, source: lu(cp, 'R131-13', decret2021) },
  ],
}

export const avisSurPoste: Regle<Delai> = {
  id: 'tig_hotes.avis_poste',
  catalogue: 'A9',
  libelle: 'Délai laissé aux avis sur l’inscription d’un poste',
  selon: 'execution',
  droit: [
    {
      from: '2014-01-01',
      value: inconnu,
      source: aVerifier(cp, 'R131-19', { raison: 'texte d’avant le décret 2021-1743 non lu', verifieLe: '2026-11-27' }),
    },
    {
      from: '2021-12-24',
      value: { jours: 10 },
      source: lu(cp, 'R131-19', {
        ...decret2021,
        legifrance: 'LEGIARTI000044618748',
        lecture: premiereLecture('tricoteuses et legifrance, 27 janvier 2022'),
      }),
    },
  ],
}

/** Hours that work and TIG together may add, each week, to the legal week of work. */
export const cumulHebdomadaire: Regle<number> = {
  id: 'tig_hotes.cumul',
  catalogue: 'A10',
  libelle: 'Heures au-delà de la durée légale de la semaine, emploi et travail d’intérêt général ensemble',
  selon: 'execution',
  droit: [
    {
      from: '1994-03-01',
      value: 12,
      source: aVerifier(cp, 'R131-28', {
        raison: 'texte de 1994 lu pour le catalogue sous R131-25 ; numéro à vérifier',
        verifieLe: '2026-11-27',
      }),
    },
    {
      from: '2022-05-01',
      value: 12,
      source: lu(penitentiaire, 'R623-16', { lecture: premiereLecture('kohenavocats, par l’article R777-6') }),
    },
  ],
}

const regle = (id: string, catalogue: string, libelle: string, droit: Dated<string>): Regle<string> => ({
  id: `tig_hotes.${id}`,
  catalogue,
  libelle,
  selon: 'execution',
  droit,
})
/** Duties of the host: their words did not change with their numbers (CPén R623-17 and following since 2022, to be checked). */
const devoirs: readonly (readonly [id: string, libelle: string, article: string, value: string])[] = [
  [
    'responsable',
    'Responsable désigné',
    'R131-30',
    'La structure fait connaître, pour chaque personne, le responsable qui dirige le travail et le contrôle.',
  ],
  [
    'alerte',
    'Manquement ou incident',
    'R131-32',
    'Le responsable informe sans délai le JAP ou le SPIP de toute violation de l’obligation de travail et de tout incident.',
  ],
  [
    'arret',
    'Arrêt du travail',
    'R131-33',
    'En cas de danger immédiat ou de faute grave, le responsable peut arrêter le travail ; il en informe sans délai le JAP ou le SPIP.',
  ],
  [
    'attestation',
    'Attestation de fin',
    'R131-34',
    'La structure remet au JAP ou au SPIP et à la personne un document qui atteste que le travail a été fait.',
  ],
  [
    'rapport_annuel',
    'Rapport annuel de la structure',
    'R131-22',
    'La structure habilitée fait un rapport chaque année (texte de 2015 ; maintien après 2022 à vérifier).',
  ],
]
const habiliteParLeJuge = 'Le juge des enfants habilite, après avis du procureur et de la protection judiciaire de la jeunesse.'
const habiliteParLeMinistre = 'Le ministre de la justice peut habiliter l’organisme pour cinq ans et pour tout le territoire.'
const examenParException =
  'Seulement si la personne est mineure, enceinte ou en situation de handicap, pour un travail de nuit, un poste à surveillance médicale renforcée ou un lieu de soins, ou si le directeur du SPIP le demande.'
export const reglesDesHotes: readonly Regle<string>[] = [
  regle('habilite', 'A8', 'Qui habilite', [
    {
      from: '1994-03-01',
      value: 'Le JAP du ressort habilite l’organisme privé.',
      source: lu(cp, 'R131-12', { lecture: premiereLecture('tricoteuses, texte remplacé en 2021') }),
    },
    {
      from: '2021-12-24',
      value: 'Le directeur du SPIP du département habilite l’organisme privé.',
      source: lu(cp, 'R*131-11-2', decret2021),
    },
  ]),
  regle('habilitation_nationale', 'A8', 'Organisme présent sur tout le territoire', [
    {
      from: '2011-10-20',
      value: habiliteParLeMinistre,
      source: lu(cp, 'R131-16-1', {
        par: 'décret 2011-1310',
        lecture: premiereLecture('lexbase, texte du décret ; jour d’effet déduit de la publication'),
      }),
    },
    {
      from: '2022-05-01',
      value: habiliteParLeMinistre,
      source: aVerifier(penitentiaire, 'R623-6', { raison: 'maintien et numéro à vérifier', verifieLe: '2026-11-27' }),
    },
  ]),
  regle('avis', 'A8', 'Avis sur la demande d’habilitation', [
    {
      from: '2014-01-01',
      value: inconnu,
      source: aVerifier(cp, 'R131-13', { raison: 'texte d’avant le décret 2021-1743 non lu', verifieLe: '2026-11-27' }),
    },
    {
      from: '2021-12-24',
      value: 'Le directeur du SPIP demande l’avis du procureur, du JAP et du préfet. Il décide au vu des avis, ou un mois au plus tôt.',
      source: lu(cp, 'R131-13', decret2021),
    },
    {
      from: '2025-01-01',
      value:
        'Le directeur du SPIP demande l’avis du procureur et du JAP ; il peut consulter le préfet. Il décide au vu des avis, ou un mois au plus tôt.',
      source: aVerifier(penitentiaire, 'R623-3', {
        raison: 'texte en vigueur lu (kohenavocats) ; jour d’effet à vérifier',
        verifieLe: '2026-11-27',
      }),
    },
  ]),
  regle('dossier', 'A8', 'Pièces de la demande', [
    {
      from: '2014-01-01',
      value: inconnu,
      source: aVerifier(cp, 'R131-12', { raison: 'liste d’avant le décret 2021-1743 non lue', verifieLe: '2026-11-27' }),
    },
    {
      from: '2021-12-24',
      value: 'Association : statuts, établissements, membres du bureau, dernier procès-verbal de l’assemblée générale.',
      source: lu(cp, 'R131-12', decret2021),
    },
  ]),
  regle('inscription', 'A9', 'Inscription d’un poste', [
    {
      from: '1994-03-01',
      value: 'Le JAP établit la liste des travaux de son ressort, après avis du ministère public.',
      source: lu(cp, '131-36', {
        precision: '1°',
        legifrance: 'LEGIARTI000038313116',
        lecture: premiereLecture('chronologie doctrine, version du 25 mars 2019'),
      }),
    },
    {
      from: '2021-12-24',
      value:
        'Le directeur du SPIP inscrit le poste après l’avis du procureur et du JAP, ou dix jours au plus tôt. Il tient compte de l’utilité sociale et des perspectives d’insertion.',
      source: lu(cp, 'R131-19', { ...decret2021, legifrance: 'LEGIARTI000044618748' }),
    },
  ]),
  regle('demande_de_poste', 'A9', 'Demande d’inscription', [
    {
      from: '2014-01-01',
      value: inconnu,
      source: aVerifier(cp, 'R131-17', { raison: 'texte d’avant le décret 2021-1743 non lu', verifieLe: '2026-11-27' }),
    },
    {
      from: '2021-12-24',
      value: 'La structure dit la nature des travaux, qui en est responsable et combien de postes elle offre.',
      source: lu(cp, 'R131-17', { lecture: premiereLecture('legifrance, 27 janvier 2022') }),
    },
  ]),
  regle('radiation', 'A9', 'Radiation et suspension d’un poste', [
    {
      from: '2014-01-01',
      value: 'La radiation suit la procédure de l’inscription.',
      source: aVerifier(cp, 'R131-20', { raison: 'lu dans la version de 2022', verifieLe: '2026-11-27' }),
    },
    {
      from: '2022-05-01',
      value:
        'La radiation suit la procédure de l’inscription. Le directeur du SPIP ou la structure peut suspendre le poste à titre provisoire.',
      source: lu(penitentiaire, 'R623-10', { lecture: premiereLecture('kohenavocats') }),
    },
  ]),
  ...devoirs.map(([id, libelle, article, value]) =>
    regle(id, 'A14', libelle, [
      { from: '1994-03-01', value, source: aVerifier(cp, article, { raison: ancienControle, verifieLe: '2026-11-27' }) },
    ]),
  ),
  regle('examen_medical', 'A12', 'Examen médical avant le travail', [
    {
      from: '2009-11-26',
      value: 'Toujours : absence d’affection dangereuse pour les autres, aptitude, immunisation si le poste l’exige.',
      source: lu(cp, '132-55', {
        precision: '2°',
        legifrance: 'LEGIARTI000021330958',
        lecture: premiereLecture('chronologie doctrine ; règlement lu au 9 décembre 2021'),
      }),
    },
    {
      from: '2021-12-24',
      value: examenParException,
      source: lu('décret 2021-1743', '1', {
        lecture: premiereLecture('notice du décret (lagazette, vie-publique) ; liste lue à R623-14 (juriblio)'),
      }),
    },
    {
      from: '2022-05-01',
      value: examenParException,
      source: lu(penitentiaire, 'R623-14', { lecture: premiereLecture('juriblio, annexe du décret 2022-479') }),
    },
  ]),
  regle('mineurs', 'A18', 'Accueil de personnes mineures', [
    {
      from: '2014-01-01',
      value: habiliteParLeJuge,
      source: aVerifier('décret du 22 novembre 1976', '6', {
        raison: 'modifié par le décret 2011-1310, lu en partie (lexbase)',
        verifieLe: '2026-11-27',
      }),
    },
    {
      from: '2021-09-30',
      value: habiliteParLeJuge,
      source: lu(mineurs, 'R122-1', { lecture: premiereLecture('juriblio, première version') }),
    },
    {
      from: '2021-12-24',
      value: 'Le directeur territorial de la protection judiciaire de la jeunesse habilite et inscrit les postes.',
      source: lu(mineurs, 'R*122-1', { par: 'décret 2021-1743', lecture: premiereLecture('juriblio') }),
    },
  ]),
]
