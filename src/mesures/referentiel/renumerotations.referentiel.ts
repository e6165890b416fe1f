import type { Jour } from '../../platform/date.ts'
import type { Numero, Renumerotation } from '../../platform/law.ts'

/**
 * Articles that changed their number, their rule unchanged.
 *
 * No official concordance of the code de procédure pénale of 2029 was found: each line compares two
 * texts. It is « lu » only where the old and the new text were both read with their numbers. Where
 * one article became several, the first line is the one that a citation follows; the others make
 * the old number findable. An article whose new number is unknown is absent: its citation keeps the
 * old number until the new one is read. On 1 January 2029 CP 131-22 loses part of its rules to CPP
 * L5351-1 and following (terms and suspension of the community work) and keeps the rest: no
 * renumbering, so it is not here. CPP 713-42 had another subject until 23 March 2020 (contrainte
 * pénale, repealed): its line is about its subject since.
 */
const verifieLe: Jour = '2026-11-27'
const cpp = 'code de procédure pénale'
const penitentiaire = 'code pénitentiaire'
const lil = 'loi 78-17'

type Confiance = { confiance: 'lu' | 'a_verifier'; lecture: string }
const lus = (ancien: string): Confiance => ({
  confiance: 'lu',
  lecture: `ancien texte : ${ancien} ; nouveau texte : juriblio`,
})
const deduit: Confiance = {
  confiance: 'a_verifier',
  lecture: 'nouveau texte lu (juriblio, tricoteuses) ; correspondance établie par le contenu',
}
const renvoi: Confiance = {
  confiance: 'a_verifier',
  lecture:
    'numéro lu dans un renvoi du nouveau code (juriblio, tricoteuses) ; son texte n’a pas été lu',
}
const ordre: Confiance = {
  confiance: 'a_verifier',
  lecture: 'texte lu sans son numéro, déduit de l’ordre du nouveau code',
}

const ligne = (
  ancien: Numero,
  nouveau: Numero,
  le: Jour,
  par: string,
  sur: Confiance,
  precision?: string,
): Renumerotation => ({
  ancien,
  nouveau,
  le,
  par,
  ...(precision ? { precision } : {}),
  ...sur,
  verifieLe,
})

/** Ordonnance 2025-1091 of 19 November 2025: its article 57 sets the day. */
const cpp2029 = (ancien: string, nouveau: string, sur: Confiance = deduit, precision?: string) =>
  ligne(
    { texte: cpp, article: ancien },
    { texte: cpp, article: nouveau },
    '2029-01-01',
    'ordonnance 2025-1091, art. 57',
    sur,
    precision,
  )

/** Décret 2022-479 of 30 March 2022: regulatory part of the code pénitentiaire. */
const penitentiaire2022 = (
  ancien: string,
  nouveau: string,
  confiance: Confiance['confiance'],
  lecture: string,
) =>
  ligne(
    { texte: cpp, article: ancien },
    { texte: penitentiaire, article: nouveau },
    '2022-05-01',
    'décret 2022-479',
    {
      confiance,
      lecture,
    },
  )

/**
 * The same décret took over the community work of the code pénal (R131-12): both texts were read,
 * and say the same.
 */
const travail2022 = (ancien: string, nouveau: string) =>
  ligne(
    { texte: 'code pénal', article: ancien },
    { texte: penitentiaire, article: nouveau },
    '2022-05-01',
    'décret 2022-479',
    {
      confiance: 'lu',
      lecture: `CP ${ancien} (dernière version) et CPén ${nouveau} (2022-05-01), mêmes règles`,
    },
  )

/** Ordonnance 2018-1125: articles 70-1 and following became 87 and following, in the same order. */
const loi1978 = (
  ancien: string,
  nouveau: string,
  confiance: Confiance['confiance'] = 'a_verifier',
) =>
  ligne(
    { texte: lil, article: ancien },
    { texte: lil, article: nouveau },
    '2019-06-01',
    'ordonnance 2018-1125, art. 1',
    {
      confiance,
      lecture:
        confiance === 'lu'
          ? `article de 2018 (legifrance, tricoteuses) et lil/${nouveau}/lu-2025-07 : mêmes phrases`
          : `lil/${nouveau}/lu-2025-07 lu ; article de 2018 non trouvé, correspondance établie par l’ordre et l’objet`,
    },
  )

export const renumerotations: readonly Renumerotation[] = [
  travail2022('R*131-11-2', 'R*623-1'),
  travail2022('R131-12', 'R623-2'),
  travail2022('R131-16-1', 'R623-6'),
  travail2022('R131-17', 'R623-7'),
  travail2022('R131-19', 'R623-9'),
  travail2022('R131-20', 'R623-10'),
  travail2022('R131-25', 'R623-16'),
  travail2022('R131-26', 'R623-17'),
  travail2022('R131-28', 'R623-14'),
  travail2022('R131-30', 'R623-19'),
  travail2022('R131-32', 'R623-21'),
  travail2022('R131-33', 'R623-22'),
  travail2022('R131-34', 'R623-23'),
  loi1978('70-1', '87'),
  loi1978('70-8', '94'),
  loi1978('70-9', '95'),
  loi1978('70-11', '97'),
  loi1978('70-12', '98'),
  loi1978('70-15', '101', 'lu'),
  loi1978('70-18', '104', 'lu'),
  loi1978('70-19', '105'),
  loi1978('70-20', '106'),
  loi1978('70-21', '107'),
  loi1978('70-22', '108'),
  ligne(
    { texte: 'ordonnance 45-174', article: '20-5' },
    { texte: 'code de la justice pénale des mineurs', article: 'L122-1' },
    '2021-09-30',
    'ordonnance 2019-950',
    {
      confiance: 'lu',
      lecture:
        'LEGIARTI000024460681 (2011) et cjpm/L122-1/2021-09-30 : même sujet, âges changés le 25 mars 2019',
    },
  ),
  ...(
    [
      ['R57-4-1', 'R113-49'],
      ['R57-4-3', 'R113-51'],
      ['R57-4-4', 'R113-52'],
    ] as const
  ).map(([ancien, nouveau]) =>
    penitentiaire2022(
      ancien,
      nouveau,
      'lu',
      `cpp/${ancien}/2011-11-09 et cpen/${nouveau}/2022-05-01 : mêmes phrases`,
    ),
  ),
  penitentiaire2022(
    'R57-11',
    'R622-1',
    'lu',
    'tricoteuses : R57-11 renvoie depuis le 1er mai 2022 à R622-1 et R622-2',
  ),
  penitentiaire2022(
    'R61-19',
    'R544-28',
    'lu',
    'cpp/R61-19/2016-03-06 et cpen/R544-28/2022-05-01 : mêmes phrases',
  ),
  ...(
    [
      ['D572', 'D112-35'],
      ['D573', 'D113-62'],
      ['D573', 'D522-3'],
      ['D573', 'D113-59'],
      ['D574', 'D113-41'],
      ['D574', 'D113-36'],
      ['D574', 'D542-1'],
      ['D575', 'D113-44'],
      ['D575', 'D113-43'],
      ['D581', 'D113-45'],
      ['D581', 'D113-42'],
    ] as const
  ).map(([ancien, nouveau]) =>
    penitentiaire2022(
      ancien,
      nouveau,
      'lu',
      `cpp/${ancien} et cpen/${nouveau}/2022-05-01 : mêmes phrases`,
    ),
  ),
  penitentiaire2022(
    'R61-48',
    'R631-11',
    'lu',
    'cpp/R61-48/2020-09-25 et cpen/R631-11/2022-05-01 : mêmes phrases',
  ),
  cpp2029('41-1', 'L4211-1', deduit, 'mesures alternatives'),
  cpp2029('41-2', 'L4221-1', ordre),
  cpp2029('137', 'L3621-1'),
  cpp2029(
    '138',
    'L3621-4',
    deduit,
    'les numéros des obligations changent : l’ancien 6° devient le 3°',
  ),
  cpp2029('141-2', 'L3623-5', deduit, 'al. 1'),
  cpp2029('141-2', 'L3652-7', renvoi, 'al. 2'),
  cpp2029('142-5', 'L3631-2'),
  cpp2029('142-5', 'L3631-3'),
  cpp2029('142-6', 'L3631-5'),
  cpp2029('142-6-1', 'L3631-11', lus('décret 2025-154 (lexbase)')),
  cpp2029('142-7', 'L3632-1'),
  cpp2029('142-8', 'L3632-2'),
  cpp2029('142-9', 'L3632-3'),
  cpp2029('142-11', 'L5211-5'),
  cpp2029('142-12-1', 'L3631-9'),
  cpp2029('474', 'L4432-29', renvoi, 'L4432-29 à L4432-31'),
  cpp2029('707', 'L5112-4', renvoi, 'II'),
  cpp2029('707', 'L5221-1', deduit, 'III'),
  cpp2029('712-1', 'L2127-1', lus('weka, legifrance')),
  cpp2029('712-4', 'L5131-1'),
  cpp2029('712-4-1', 'L2127-2'),
  cpp2029('712-5', 'L5131-6'),
  cpp2029('712-6', 'L5131-7'),
  cpp2029('712-6', 'L5131-3', deduit, 'débat contradictoire'),
  cpp2029('712-7', 'L5131-8'),
  cpp2029('712-8', 'L5131-10'),
  cpp2029('712-10', 'L2141-8', renvoi),
  cpp2029('712-11', 'L5132-2', lus('D49-39 (legifrance)'), '1° : vingt-quatre heures'),
  cpp2029('712-11', 'L5132-3', deduit, '2° : dix jours'),
  cpp2029('712-12', 'L5132-2'),
  cpp2029('712-13', 'L5132-3'),
  cpp2029('712-14', 'L5132-4'),
  cpp2029('712-16', 'L5121-2', renvoi),
  cpp2029('712-16-1', 'L5133-1'),
  cpp2029('712-16-2', 'L5133-2'),
  cpp2029('712-17', 'L5124-1', renvoi, 'L5124-1 à L5124-8'),
  cpp2029('712-18', 'L5131-13'),
  cpp2029('712-19', 'L5131-14'),
  cpp2029('712-21', 'L5226-7'),
  cpp2029('713-42', 'L5341-1'),
  cpp2029('716-4', 'L5211-3'),
  cpp2029('720', 'L5251-1', deduit, 'I'),
  cpp2029('720', 'L5252-1', deduit, 'II'),
  cpp2029('720-1-1', 'L5142-9', renvoi),
  cpp2029(
    '721',
    'L5224-2',
    renvoi,
    'L5224-2 et L5224-3 ; renvoi du code pénitentiaire, L214-5, version de 2029',
  ),
  cpp2029('721-3', 'L5224-15', renvoi),
  cpp2029('723-5', 'L5224-14'),
  cpp2029('723-1', 'L5231-1', renvoi),
  cpp2029('723-7', 'L5231-1', renvoi),
  cpp2029('723-7-1', 'L5231-3', lus('loi 2023-1059, art. 24 (legifrance)')),
  cpp2029('723-8', 'L5232-3', renvoi, 'L5232-3 à L5232-10'),
  cpp2029('723-15', 'L5212-1'),
  cpp2029('723-15', 'L5212-4', deduit, 'information par le ministère public et convocations'),
  cpp2029('723-15-2', 'L5212-11', deduit, 'mise à exécution faute de décision sous six mois'),
  cpp2029('723-16', 'L5212-13', renvoi),
  cpp2029('723-17', 'L5212-8'),
  cpp2029('723-17-1', 'L5212-9'),
  cpp2029('723-29', 'L5261-1'),
  cpp2029('723-30', 'L5261-7'),
  cpp2029('723-31', 'L5261-4'),
  cpp2029('723-33', 'L5261-11'),
  cpp2029('723-34', 'L5261-12'),
  cpp2029('723-35', 'L5261-17', renvoi),
  cpp2029('723-36', 'L5261-2'),
  cpp2029('729', 'L5241-3'),
  cpp2029('729-1', 'L5241-4'),
  cpp2029('729-3', 'L5241-6'),
  cpp2029('731', 'L5243-2'),
  cpp2029('732', 'L5243-3'),
  cpp2029('733', 'L5243-5'),
  cpp2029('733-1', 'L5351-4', ordre),
  cpp2029('739', 'L5321-1'),
  cpp2029('740', 'L5321-3'),
  cpp2029('747-1', 'L5143-8', deduit, 'L5143-8 à L5143-13'),
  cpp2029('747-3', 'L5311-1'),
  cpp2029('763-1', 'L5331-1'),
  cpp2029('763-4', 'L5331-9'),
  cpp2029('763-7', 'L5331-10'),
  cpp2029('801', 'L1322-5', lus('chronologie doctrine')),
  cpp2029('801', 'L1322-3', lus('chronologie doctrine'), 'expiration à vingt-quatre heures'),
]
