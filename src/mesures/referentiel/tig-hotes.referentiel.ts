import { aVerifier, type CitationLue, lu, type Regle } from '../../platform/law.ts'
import type { Delai } from '../definition.rules.ts'
import { relecture } from './lectures.referentiel.ts'

const cp = 'code pénal'
const penitentiaire = 'code pénitentiaire'
const decrets: Readonly<Record<string, string>> = {
  '2007-09-28': 'décret 2007-1388',
  '2010-06-21': 'décret du 18 juin 2010',
  '2011-10-20': 'décret 2011-1310',
  '2021-12-24': 'décret 2021-1743',
  '2022-05-01': 'décret 2022-479',
}
/** An article of the code pénal, then of the code pénitentiaire, in its version of a day. */
export const lue = (article: string, version: string, mots: string): CitationLue => {
  const dePenitentiaire = article.startsWith('R623') || article.startsWith('R*623')
  const numero = article.replace('*', '')
  return lu(dePenitentiaire ? penitentiaire : cp, article, {
    ...(decrets[version] && { par: decrets[version] }),
    lecture: relecture(`${dePenitentiaire ? 'cpen' : 'cp'}/${numero}/${version}`, mots),
  })
}

/** What a body is, for the law of hosts. */
export type TypeDHote =
  | 'public'
  | 'mission_de_service_public'
  | 'association'
  | 'economie_sociale'
  | 'societe_a_mission'

const communs: readonly TypeDHote[] = ['public', 'mission_de_service_public', 'association']
const entreprises: readonly TypeDHote[] = [...communs, 'economie_sociale', 'societe_a_mission']
/** Which bodies may host. Every private one needs an habilitation. */
export const hotesAdmis: Regle<readonly TypeDHote[]> = {
  id: 'tig_hotes.admis',
  catalogue: 'A7',
  libelle: 'Organismes qui peuvent accueillir',
  selon: 'execution',
  droit: [
    {
      from: '2007-03-07',
      value: communs,
      source: lu(cp, '131-8', {
        precision: 'al. 1',
        par: 'loi 2007-297',
        lecture: relecture(
          'cp/131-8/2007-03-07',
          'd’une personne morale de droit public, soit d’une personne morale de droit privé chargée d’une mission de service public ou d’une association habilitées',
        ),
      }),
    },
    {
      from: '2019-12-29',
      value: entreprises,
      source: lu('loi 2019-222', '71', {
        precision: 'XIX',
        par: 'décret du 26 décembre 2019',
        legifrance: 'JORFTEXT000039682044',
        lecture: relecture(
          'loi-2019-222/71/lu-2025-07 ; jour : publication du décret (legifrance)',
          'pour une durée de trois ans à compter de la publication du décret […] relative à l’économie sociale et solidaire […] d’objectifs sociaux et environnementaux',
        ),
      }),
    },
    {
      from: '2022-12-29',
      value: communs,
      source: lu('loi 2019-222', '71', {
        precision: 'XIX',
        lecture: relecture(
          'loi-2019-222/71/lu-2025-07',
          'A titre expérimental et pour une durée de trois ans à compter de la publication du décret',
        ),
      }),
    },
    {
      from: '2023-11-22',
      value: [...communs, 'economie_sociale'],
      source: lu(cp, '131-8', {
        precision: 'al. 1',
        par: 'loi 2023-1059, art. 24',
        lecture: relecture(
          'cp/131-8/2023-11-22',
          'Ce travail peut également être réalisé […] relative à l’économie sociale et solidaire',
        ),
      }),
    },
    {
      from: '2025-01-01',
      value: entreprises,
      source: lu('loi 2023-1059', '24', {
        precision: 'IV',
        par: 'décret du 30 décembre 2024',
        lecture: relecture(
          'loi-2023-1059/24/lu-2025-07 ; jour : celui du décret, que portent aussi CPén R623-2 et R623-6',
          'au profit de sociétés dont les statuts définissent une mission […] est prorogée pour une durée de trois ans à compter de la promulgation',
        ),
      }),
    },
    {
      from: '2026-11-21',
      value: [...communs, 'economie_sociale'],
      source: aVerifier('loi 2023-1059', '24', {
        precision: 'IV',
        raison:
          'trois ans depuis la promulgation du 20 novembre 2023, lus ; une prorogation par une loi de 2026 n’est dans aucun texte relevé',
        verifieLe: '2026-11-29',
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
      from: '1994-03-01',
      value: { mois: 36 },
      source: lue(
        'R131-13',
        '1994-03-01',
        'L’habilitation accordée est valable pour une durée de trois ans.',
      ),
    },
    {
      from: '2010-06-21',
      value: { mois: 60 },
      source: lue(
        'R131-13',
        '2010-06-21',
        'L’habilitation accordée est valable pour une durée de cinq ans.',
      ),
    },
    {
      from: '2022-05-01',
      value: { mois: 60 },
      source: lue(
        'R623-3',
        '2022-05-01',
        'L’habilitation accordée est valable pour une durée de cinq ans.',
      ),
    },
  ],
}

/** The decision may come sooner once all opinions are given, never sooner without them. */
export const avisSurHabilitation: Regle<Delai> = {
  id: 'tig_hotes.avis_habilitation',
  catalogue: 'A8',
  libelle: 'Délai laissé aux avis sur une demande d’habilitation',
  selon: 'execution',
  droit: [
    {
      from: '1994-03-01',
      value: { mois: 3 },
      source: lue(
        'R131-13',
        '1994-03-01',
        'conseil départemental de prévention de la délinquance, qui a trois mois pour donner son avis',
      ),
    },
    {
      from: '2010-06-21',
      value: { mois: 1 },
      source: lue(
        'R131-13',
        '2010-06-21',
        'Au vu de l’avis du procureur de la République ou un mois au plus tôt après lui avoir communiqué la demande',
      ),
    },
    {
      from: '2021-12-24',
      value: { mois: 1 },
      source: lue(
        'R131-13',
        '2021-12-24',
        'Au vu des avis recueillis ou un mois au plus tôt après les avoir sollicités',
      ),
    },
    {
      from: '2022-05-01',
      value: { mois: 1 },
      source: lue(
        'R623-3',
        '2022-05-01',
        'Au vu des avis recueillis ou un mois au plus tôt après les avoir sollicités',
      ),
    },
  ],
}

export const avisSurPoste: Regle<Delai> = {
  id: 'tig_hotes.avis_poste',
  catalogue: 'A9',
  libelle: 'Délai laissé aux avis sur l’inscription d’un poste',
  selon: 'execution',
  droit: [
    {
      from: '1994-03-01',
      value: { jours: 10 },
      source: lue(
        'R131-19',
        '1994-03-01',
        'Après que le procureur de la République a donné son avis ou dix jours au plus tôt après l’avoir saisi',
      ),
    },
    {
      from: '2021-12-24',
      value: { jours: 10 },
      source: lue(
        'R131-19',
        '2021-12-24',
        'le procureur de la République et le juge de l’application des peines ont donné leur avis […] dix jours au plus tôt',
      ),
    },
    {
      from: '2022-05-01',
      value: { jours: 10 },
      source: lue('R623-9', '2022-05-01', 'ou dix jours au plus tôt après les avoir saisis'),
    },
  ],
}

/** Hours that work and TIG together may add, each week, to the legal week of work. */
export const cumulHebdomadaire: Regle<number> = {
  id: 'tig_hotes.cumul',
  catalogue: 'A10',
  libelle:
    'Heures au-delà de la durée légale de la semaine, emploi et travail d’intérêt général ensemble',
  selon: 'execution',
  droit: [
    {
      from: '1994-03-01',
      value: 12,
      source: lue(
        'R131-25',
        '1994-03-01',
        'ne peut excéder de plus de douze heures la durée légale du travail',
      ),
    },
    {
      from: '2022-05-01',
      value: 12,
      source: lue(
        'R623-16',
        '2022-05-01',
        'ne peut excéder de plus de douze heures la durée légale du travail',
      ),
    },
  ],
}
