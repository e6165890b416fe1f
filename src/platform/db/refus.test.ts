import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import ts from 'typescript'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { baseVide } from '../../../tests/base.ts'
import { type Base, ouvrirBase } from './connexion.ts'
import { direLesReprises } from './reprises.ts'
import { santeDe } from './sante.ts'

let essai: Awaited<ReturnType<typeof baseVide>>
let base: Base
beforeEach(async () => {
  essai = await baseVide()
  base = ouvrirBase(essai.urlDe('fil_rouge_application'))
})
afterEach(async () => {
  await base.fermer()
  await essai.fermer()
})
const ailleurs = async (role: string, nom?: string) => {
  await base.fermer()
  const url = new URL(essai.urlDe(role))
  if (nom) url.pathname = `/${nom}`
  base = ouvrirBase(url.toString())
}
const ordonner = async (ordre: string) => {
  const { rows } = await essai.pool.query<{ nom: string }>('SELECT current_database() AS nom')
  const url = new URL(essai.url)
  url.pathname = '/postgres'
  const client = new pg.Client({ connectionString: url.toString() })
  await client.connect()
  await client.query(ordre.replace('$base', rows[0]?.nom ?? ''))
  await client.end()
}
/**
 * What PostgreSQL may refuse to a process at work, what `/sante` answers, and what its log says.
 */
const refus: [string, () => Promise<void>, string, RegExp][] = [
  [
    'la base a changé de nom',
    () => ailleurs('fil_rouge_application', 'renommee'),
    'base fermée',
    /^La base « renommee » n’existe pas/,
  ],
  [
    'la base n’accepte plus personne',
    () => ordonner('ALTER DATABASE $base ALLOW_CONNECTIONS false'),
    'base fermée',
    /^La base « .* » n’accepte plus de connexion .*ALLOW_CONNECTIONS true/,
  ],
  [
    'le rôle n’est plus là',
    () => ailleurs('role_oublie'),
    'base fermée',
    /^PostgreSQL n’admet pas « role_oublie »/,
  ],
  [
    'le droit de se connecter a été retiré',
    () => ordonner('REVOKE CONNECT ON DATABASE $base FROM PUBLIC'),
    'base fermée',
    /n’a pas le droit de se connecter à la base/,
  ],
  [
    'les étapes n’y sont pas',
    async () => {
      await essai.pool.query('ALTER TABLE public.kysely_migration RENAME TO autre')
    },
    'base en retard',
    /^PostgreSQL .* a refusé ce travail/,
  ],
  [
    'rien ne répond',
    async () => {
      await base.fermer()
      base = ouvrirBase('postgres://personne@127.0.0.1:1/rien')
    },
    'base injoignable',
    /^Rien ne répond à 127\.0\.0\.1:1/,
  ],
]
describe('Ce que PostgreSQL refuse à un processus au travail', () => {
  it.each(refus)(
    '%s : /sante et le journal disent ce que c’est',
    async (_cas, faire, etat, mots) => {
      await faire()
      expect((await santeDe(base)).etat).toBe(etat)
      const erreur = await base.pool
        .query('SELECT 1 FROM public.kysely_migration')
        .catch((refusee: Error) => refusee)
      const dits: string[] = []
      direLesReprises(base, texte => dits.push(texte)).echoue('un travail', erreur)
      expect(dits[0]?.replace('un travail : ', '')).toMatch(mots)
    },
  )
  it('un verrou qui ne vient pas est dit en français ; une valeur refusée ne l’est jamais', async () => {
    const dits: string[] = []
    const reprises = direLesReprises(base, texte => dits.push(texte))
    const tenant = await essai.pool.connect()
    await tenant.query('BEGIN; LOCK TABLE public.kysely_migration')
    const faire = (ordre: string) =>
      base.pool.query(ordre).then(
        () => {},
        (erreur: pg.DatabaseError) => reprises.echoue(ordre.slice(0, 3), erreur),
      )
    await faire("SET lock_timeout = '50ms'; SELECT 1 FROM public.kysely_migration")
    await tenant.query('ROLLBACK')
    tenant.release()
    await faire("SELECT 'Jeanne Martin'::int")
    reprises.echoue('code', new TypeError('Jeanne Martin'))
    expect(dits).toEqual([
      expect.stringMatching(/^SET : PostgreSQL .* a arrêté ce qui lui était demandé : trop long/),
      expect.stringMatching(/^SEL : PostgreSQL \(.*\) a refusé ce travail \(22P02\)\.$/),
      'code : une faute du programme (TypeError), à signaler.',
    ])
  })
})

/** Who writes in the log of web or worker; a command says its errors by `enExpliquant`. */
const DIT = /^(dire\w*|surErreur|(.*\.)?(log|console)\.\w+|this\.#dire)$/
/** A line is made of no word or name of the error itself. */
const EXCEPTES = [
  // Beside the sentence: what it is called, for who looks for it.
  'platform/http/erreurs.tsx',
]
function fautes(texte: string): string[] {
  const source = ts.createSourceFile('lue.tsx', texte, ts.ScriptTarget.Latest, true)
  const trouvees: string[] = []
  const visiter = (noeud: ts.Node): void => {
    if (ts.isCallExpression(noeud) && DIT.test(noeud.expression.getText()))
      for (const donne of noeud.arguments)
        if (
          !/ConfigInvalide/.test(donne.getText()) &&
          /\b(erreur|panne|cause|error)( as \w+)?\)?\.(message|name)\b/.test(donne.getText())
        )
          trouvees.push(noeud.getText())
    ts.forEachChild(noeud, visiter)
  }
  visiter(source)
  return trouvees
}
describe('Chaque ligne de journal qui dit une erreur', () => {
  it('la dit par la table qui parle à l’ouverture', () => {
    const src = fileURLToPath(new URL('../../', import.meta.url))
    const lues = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
      chemin =>
        /\.tsx?$/.test(chemin) &&
        !/\.(test|builder)\.|^cli\/|migrations\//.test(chemin) &&
        !EXCEPTES.includes(chemin),
    )
    expect(lues.length).toBeGreaterThan(500)
    expect(
      lues.flatMap(chemin =>
        fautes(readFileSync(path.join(src, chemin), 'utf8')).map(faute => `${chemin} : ${faute}`),
      ),
    ).toEqual([])
    expect(fautes("this.#dire('pas gardé' + (erreur as Error).message)")).toHaveLength(1)
    expect(fautes('app.log.error(erreur.name)')).toHaveLength(1)
  })
})
