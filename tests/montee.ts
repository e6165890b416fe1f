/**
 * What an upgrade takes from the version that still answers while it is carried out. A migration
 * expands (adds what nobody reads yet) or contracts (takes, renames or narrows what somebody may
 * read); between the two, a version is installed that no longer uses it (CONTRIBUTING, « Upgrade
 * »).
 */

/**
 * `Contraction: <commit> no longer uses it`, in the comment that heads the migration: the version
 * of main that stopped.
 */
export const DECLAREE = /Contraction: [0-9a-f]{7,40}\b/

const sansCommentaires = (texte: string) =>
  texte.replace(/\/\*[\s\S]*?\*\//g, ' ').replace(/--[^\n]*/g, ' ')
const enUneLigne = (texte: string) => texte.replace(/\s+/g, ' ').trim()
/** The SQL of a migration: what stands between its backquotes. */
const sqlDe = (source: string) =>
  [...sansCommentaires(source).matchAll(/`([^`]*)`/g)].map(m => m[1]).join(';\n')
const tous = (texte: string, motif: RegExp) => [...texte.matchAll(motif)].map(m => m[1] ?? '')

/**
 * Each statement. What an anonymous block does, it does now; what a function does, it does when
 * somebody calls it.
 */
function enonces(texte: string): string[] {
  const faits = texte.replace(
    /\bDO\s+(\$[a-z]*\$)([\s\S]*?)\1/g,
    (_bloc, _borne, corps) => `;${corps};`,
  )
  const sansCorps = faits.replace(/(\$[a-z]*\$)[\s\S]*?\1/g, ' ')
  const seuls = sansCorps.split(';').map(e => e.replace(/^[\s\S]*\b(BEGIN|THEN|ELSE|LOOP)\b/, ''))
  return seuls.map(enUneLigne)
}

const ACTION = /,\s*(?=(?:ADD|ALTER|DROP|RENAME|SET|ENABLE|DISABLE|VALIDATE)\b)/
/**
 * What one action on a table that was there takes from who writes or reads it; null for what only
 * adds.
 */
function perteDe(action: string): string | null {
  const exige =
    /^ADD (COLUMN )?/.test(action) && !/^ADD CONSTRAINT/.test(action) && /\bNOT NULL\b/.test(action)
  if (/^DROP COLUMN\b/.test(action)) return 'DROP COLUMN'
  if (/^RENAME\b/.test(action)) return 'RENAME'
  if (/^ALTER (COLUMN )?[a-z_]+ (SET DATA )?TYPE\b/.test(action)) return 'ALTER COLUMN TYPE'
  if (/^ALTER (COLUMN )?[a-z_]+ SET NOT NULL\b/.test(action)) return 'SET NOT NULL'
  if (/^ALTER (COLUMN )?[a-z_]+ DROP DEFAULT\b/.test(action)) return 'DROP DEFAULT'
  return exige && !/\b(DEFAULT|GENERATED)\b/.test(action) ? 'ADD COLUMN NOT NULL' : null
}

/**
 * A constraint that bears the name of one that the same statement removes is that one, said
 * otherwise: whether it is wider is read by people. One beside new columns is theirs.
 */
function contraintesNeuves(actions: string[]): string[] {
  if (actions.some(a => a.startsWith('ADD COLUMN'))) return []
  const otees = new Set(actions.flatMap(a => tous(a, /^DROP CONSTRAINT (?:IF EXISTS )?([a-z_]+)/g)))
  const mises = actions.flatMap(a => tous(a, /^ADD CONSTRAINT ([a-z_]+)/g))
  return mises.filter(nom => !otees.has(nom)).map(nom => `ADD CONSTRAINT ${nom}`)
}

type Contexte = { nouvelles: Set<string>; vues: Set<string> }
function pertes(enonce: string, { nouvelles, vues }: Contexte): string[] {
  const [, genre = '', nom = ''] =
    /^DROP (TABLE|VIEW|TYPE|SEQUENCE|SCHEMA) (?:IF EXISTS )?([a-z_.]+)/.exec(enonce) ?? []
  if (genre && !(genre === 'VIEW' && vues.has(nom))) return [`DROP ${genre} ${nom}`]
  const unique = /^CREATE UNIQUE INDEX .*?\bON ([a-z_]+\.[a-z_]+)/.exec(enonce)?.[1]
  if (unique && !nouvelles.has(unique)) return [`CREATE UNIQUE INDEX ${unique}`]
  const repris =
    /^REVOKE .* ON (?!FUNCTION|PROCEDURE)(?:TABLE )?([a-z_]+\.[a-z_]+) FROM fil_rouge_application/.exec(
      enonce,
    )?.[1]
  if (repris && !nouvelles.has(repris)) return [`REVOKE ${repris}`]
  const [, table = '', suite = ''] =
    /^ALTER TABLE (?:ONLY )?([a-z_]+\.[a-z_]+) (.*)$/.exec(enonce) ?? []
  if (!table || nouvelles.has(table)) return []
  const actions = suite.split(ACTION)
  const vuesPertes = actions.flatMap(a => perteDe(a) ?? [])
  return [...vuesPertes, ...contraintesNeuves(actions)].map(perte => `${perte} ${table}`)
}

const ARGUMENTS = String.raw`\(([^()]*(?:\([^()]*\)[^()]*)*)\)`
const listeDe = (texte: string) => texte.split(/,(?![^(]*\))/).flatMap(a => a.trim() || [])
const typeDe = (argument: string) =>
  argument.replace(/\s+(DEFAULT\b|=).*$/, '').replace(/^[a-z_]+\s+(?=\S)/, '')

/**
 * Functions that are dropped, and that none of the same name made here answers for: the same
 * arguments, and no other that is required.
 */
function fonctionsPerdues(texte: string): string[] {
  const faite = new RegExp(
    String.raw`CREATE (?:OR REPLACE )?(?:FUNCTION|PROCEDURE) ([a-z_]+\.[a-z_]+) ?${ARGUMENTS}`,
    'g',
  )
  const faites = [...texte.matchAll(faite)].map(([, nom, args]) => ({
    nom,
    args: listeDe(args ?? ''),
  }))
  const otee = new RegExp(String.raw`([a-z_]+\.[a-z_]+) ?${ARGUMENTS}`, 'g')
  const otees = tous(texte, /\bDROP (?:FUNCTION|PROCEDURE) (?:IF EXISTS )?([^;]*)/g).flatMap(
    liste => [...liste.matchAll(otee)],
  )
  return otees.flatMap(([, nom, args]) => {
    const types = listeDe(args ?? '')
    const repond = faites.some(f => {
      const memes = types.every((type, i) => typeDe(f.args[i] ?? '') === type)
      return (
        f.nom === nom && memes && f.args.slice(types.length).every(a => /\bDEFAULT\b|=/.test(a))
      )
    })
    return repond ? [] : [`DROP FUNCTION ${nom}`]
  })
}

/**
 * What the SQL of this migration takes or narrows of what was there before it; nothing when it only
 * adds.
 */
export function contractions(source: string): string[] {
  const texte = sqlDe(source)
  const plat = enUneLigne(texte)
  const nouvelles = new Set(
    tous(plat, /CREATE (?:UNLOGGED )?TABLE (?:IF NOT EXISTS )?([a-z_]+\.[a-z_]+)/g),
  )
  const vues = new Set(tous(plat, /CREATE (?:OR REPLACE )?VIEW ([a-z_]+\.[a-z_]+)/g))
  return [...enonces(texte).flatMap(e => pertes(e, { nouvelles, vues })), ...fonctionsPerdues(plat)]
}

const PREND =
  /^(ALTER TABLE|DROP INDEX|DROP TRIGGER|CREATE (OR REPLACE )?(CONSTRAINT )?TRIGGER|LOCK TABLE|TRUNCATE)\b/
const TRAVAILLE = /^(UPDATE|DELETE|INSERT|WITH|SELECT|CREATE (UNIQUE )?INDEX|CALL)\b/
/**
 * What this migration works at while it keeps a table from everybody: a step is one transaction,
 * and what it takes (`PREND`) it keeps to its end. Long work comes first, or in a step of its own;
 * a table that the step makes is nobody's yet.
 */
export function travailleEnTenant(source: string): string[] {
  const texte = sqlDe(source)
  const nouvelles = tous(
    enUneLigne(texte),
    /CREATE (?:UNLOGGED )?TABLE (?:IF NOT EXISTS )?([a-z_]+\.[a-z_]+)/g,
  )
  const sienne = (e: string) => nouvelles.some(t => e.includes(t))
  const faits = enonces(texte)
  const depuis = faits.findIndex(e => PREND.test(e) && !sienne(e))
  return depuis < 0
    ? []
    : faits
        .slice(depuis)
        .filter(e => TRAVAILLE.test(e) && !sienne(e))
        .map(e => e.slice(0, 60))
}
