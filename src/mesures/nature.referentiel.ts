import type { Dated } from '../platform/law.ts'

/** Name of a kind of measure over time; null when the kind does not exist (any more). First cut: the rules of each kind come with the référentiel. */
type Nature = { famille: 'peine' | 'amenagement' | 'presentenciel' | 'suivi'; noms: Dated<string | null> }
const lu = { verifieLe: '2026-11-24', confiance: 'lu' } as const
const aVerifier = { verifieLe: '2026-11-24', confiance: 'a_verifier' } as const
const cp = 'code pénal'
const cpp = 'code de procédure pénale'

/** Sources: the project's catalogue of law (ids between brackets); « a_verifier » where the catalogue says it is from memory. */
export const natures = {
  // [B2]
  sursis_probatoire: {
    famille: 'peine',
    noms: [
      { from: '2005-12-13', value: 'Sursis avec mise à l’épreuve', source: { texte: cp, article: '132-40 à 132-42', ...lu } },
      { from: '2020-03-24', value: 'Sursis probatoire', source: { texte: cp, article: '132-40 à 132-42', ...lu } },
    ],
  },
  // [B6]
  sursis_probatoire_renforce: {
    famille: 'peine',
    noms: [{ from: '2020-03-24', value: 'Sursis probatoire avec suivi renforcé', source: { texte: cp, article: '132-41-1', ...lu } }],
  },
  // [A1]
  tig: {
    famille: 'peine',
    noms: [{ from: '1994-03-01', value: 'Travail d’intérêt général', source: { texte: cp, article: '131-8', ...lu } }],
  },
  // [A3]
  sursis_tig: {
    famille: 'peine',
    noms: [
      { from: '2005-01-01', value: 'Sursis-TIG', source: { texte: cp, article: '132-54', ...lu } },
      { from: '2020-03-24', value: null, source: { texte: cp, article: '132-45', ...lu } },
    ],
  },
  // [B1]
  contrainte_penale: {
    famille: 'peine',
    noms: [
      { from: '2014-10-01', value: 'Contrainte pénale', source: { texte: cp, article: '131-4-1', ...lu } },
      { from: '2020-03-24', value: null, source: { texte: cp, article: '131-4-1', ...lu } },
    ],
  },
  // [B7]
  ddse: {
    famille: 'peine',
    noms: [
      {
        from: '2020-03-24',
        value: 'Détention à domicile sous surveillance électronique',
        source: { texte: cp, article: '131-4-1', ...aVerifier },
      },
    ],
  },
  // [B16]
  stage: {
    famille: 'peine',
    noms: [{ from: '2020-03-24', value: 'Peine de stage', source: { texte: cp, article: '131-5-1', ...aVerifier } }],
  },
  // [B15]
  suivi_socio_judiciaire: {
    famille: 'peine',
    noms: [{ from: '1998-06-18', value: 'Suivi socio-judiciaire', source: { texte: cp, article: '131-36-1', ...aVerifier } }],
  },
  // [B14]
  liberation_conditionnelle: {
    famille: 'amenagement',
    noms: [{ from: '1994-03-01', value: 'Libération conditionnelle', source: { texte: cpp, article: '729', ...aVerifier } }],
  },
  // [B12]
  liberation_sous_contrainte: {
    famille: 'amenagement',
    noms: [{ from: '2015-01-01', value: 'Libération sous contrainte', source: { texte: cpp, article: '720', ...aVerifier } }],
  },
  // [B13]
  semi_liberte: {
    famille: 'amenagement',
    noms: [{ from: '1994-03-01', value: 'Semi-liberté', source: { texte: cp, article: '132-25', ...aVerifier } }],
  },
  placement_exterieur: {
    famille: 'amenagement',
    noms: [{ from: '1994-03-01', value: 'Placement à l’extérieur', source: { texte: cp, article: '132-25', ...aVerifier } }],
  },
  // [B16]
  controle_judiciaire: {
    famille: 'presentenciel',
    noms: [{ from: '1994-03-01', value: 'Contrôle judiciaire', source: { texte: cpp, article: '138', ...aVerifier } }],
  },
  arse: {
    famille: 'presentenciel',
    noms: [
      {
        from: '2009-11-26',
        value: 'Assignation à résidence avec surveillance électronique',
        source: { texte: cpp, article: '142-5', ...aVerifier },
      },
    ],
  },
  ajournement_probatoire: {
    famille: 'presentenciel',
    noms: [{ from: '1994-03-01', value: 'Ajournement avec mise à l’épreuve', source: { texte: cp, article: '132-63', ...aVerifier } }],
  },
  // [B8]
  procedure_723_15: {
    famille: 'suivi',
    noms: [{ from: '2009-11-26', value: 'Procédure de l’article 723-15', source: { texte: cpp, article: '723-15', ...lu } }],
  },
  enquete_sociale_rapide: {
    famille: 'presentenciel',
    noms: [{ from: '1994-03-01', value: 'Enquête sociale rapide', source: { texte: cpp, article: '41', ...aVerifier } }],
  },
} as const satisfies Record<string, Nature>

export type CleNature = keyof typeof natures
