import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { contractions, DECLAREE, travailleEnTenant } from './montee.ts'

/** The last migration released before the rule, which begins after it and rewrites no history. */
const DERNIERE_AVANT_LA_REGLE = '20261202T1400'
const source = path.join(import.meta.dirname, '..', 'src')
const migrations = (readdirSync(source, { recursive: true }) as string[])
  .filter(chemin => /migrations\/\d{8}T\d{4}_\w+\.ts$/.test(chemin))
  .map(chemin => ({
    nom: path.basename(chemin, '.ts'),
    texte: readFileSync(path.join(source, chemin), 'utf8'),
  }))

describe('Une montée de version laisse répondre la version d’avant', () => {
  it('chaque migration écrite depuis la règle ne fait qu’ajouter, ou dit quelle version ne s’en sert plus', () => {
    const depuis = migrations.filter(({ nom }) => nom > `${DERNIERE_AVANT_LA_REGLE}_zzz`)
    expect(depuis.length).toBeGreaterThan(0)
    const fautes = depuis.flatMap(({ nom, texte }) =>
      DECLAREE.test(texte) ? [] : contractions(texte).map(c => `${nom} : ${c}`),
    )
    expect(fautes).toEqual([])
  })
  it('la règle voit les contractions d’avant elle', () => {
    const vues = migrations
      .filter(({ nom }) => nom <= `${DERNIERE_AVANT_LA_REGLE}_zzz`)
      .flatMap(({ texte }) => contractions(texte))
    for (const sorte of ['DROP COLUMN', 'DROP FUNCTION', 'SET NOT NULL', 'ADD CONSTRAINT'])
      expect(
        vues.some(v => v.startsWith(sorte)),
        sorte,
      ).toBe(true)
  })
})

/**
 * Where steps began to be a transaction each: what was released before held its tables through all
 * of them.
 */
const DERNIERE_D_UNE_TENUE = '20261203T1160'
const enMigration = (texte: string) => `await sql\`${texte}\`.execute(db)`

describe('Ce qui ôte ou resserre', () => {
  it.each([
    ['une colonne ôtée', 'ALTER TABLE a.b DROP COLUMN c', ['DROP COLUMN a.b']],
    ['une table ôtée', 'DROP TABLE a.b', ['DROP TABLE a.b']],
    ['une vue ôtée', 'DROP VIEW a.v_b', ['DROP VIEW a.v_b']],
    ['un autre nom', 'ALTER TABLE a.b RENAME COLUMN c TO d', ['RENAME a.b']],
    ['un autre type', 'ALTER TABLE a.b ALTER COLUMN c TYPE text', ['ALTER COLUMN TYPE a.b']],
    [
      'une colonne qui ne peut plus être vide',
      'ALTER TABLE a.b ALTER COLUMN c SET NOT NULL',
      ['SET NOT NULL a.b'],
    ],
    [
      'une colonne exigée sans défaut',
      'ALTER TABLE a.b ADD COLUMN c text NOT NULL',
      ['ADD COLUMN NOT NULL a.b'],
    ],
    [
      'une colonne exigée à côté d’une qui a un défaut',
      'ALTER TABLE a.b ADD COLUMN c text NOT NULL, ADD COLUMN d text DEFAULT 1',
      ['ADD COLUMN NOT NULL a.b'],
    ],
    ['un défaut ôté', 'ALTER TABLE a.b ALTER COLUMN c DROP DEFAULT', ['DROP DEFAULT a.b']],
    [
      'une contrainte de plus',
      'ALTER TABLE a.b ADD CONSTRAINT d CHECK (c > 0)',
      ['ADD CONSTRAINT d a.b'],
    ],
    ['une unicité de plus', 'CREATE UNIQUE INDEX i ON a.b (c)', ['CREATE UNIQUE INDEX a.b']],
    ['un droit repris', 'REVOKE UPDATE ON a.b FROM fil_rouge_application', ['REVOKE a.b']],
    ['une fonction ôtée', 'DROP FUNCTION a.f(text)', ['DROP FUNCTION a.f']],
    [
      'une fonction qui demande un argument de plus',
      'DROP FUNCTION a.f(text); CREATE FUNCTION a.f(p text, n integer) RETURNS void LANGUAGE sql AS $$ SELECT 1 $$',
      ['DROP FUNCTION a.f'],
    ],
    [
      'dans un bloc',
      'DO $$ BEGIN IF true THEN DROP TABLE a.b; END IF; ALTER TABLE a.b DROP COLUMN c; END $$',
      ['DROP TABLE a.b', 'DROP COLUMN a.b'],
    ],
  ])('%s se voit', (_cas, texte, attendues) => {
    expect(contractions(enMigration(texte))).toEqual(attendues)
  })
  it.each([
    [
      'une table, avec ce qu’elle exige',
      'CREATE TABLE a.b (c text NOT NULL); ALTER TABLE a.b ADD CONSTRAINT d CHECK (c > 0); CREATE UNIQUE INDEX i ON a.b (c)',
    ],
    [
      'une colonne qui peut être vide, ou qui a un défaut',
      "ALTER TABLE a.b ADD COLUMN c text, ADD COLUMN d text NOT NULL DEFAULT '', ADD COLUMN e int DEFAULT 0 NOT NULL",
    ],
    [
      'une colonne, avec sa propre contrainte',
      'ALTER TABLE a.b ADD COLUMN c int, ADD CONSTRAINT d CHECK (c > 0)',
    ],
    [
      'une contrainte dite autrement',
      'ALTER TABLE a.b DROP CONSTRAINT d, ADD CONSTRAINT d CHECK (c > 0)',
    ],
    ['une contrainte ôtée', 'ALTER TABLE a.b DROP CONSTRAINT d, ALTER COLUMN c DROP NOT NULL'],
    ['une vue refaite', 'DROP VIEW a.v_b; CREATE VIEW a.v_b AS SELECT 1'],
    [
      'une fonction qui a un argument facultatif de plus',
      'DROP FUNCTION a.f(text); CREATE FUNCTION a.f(p text, n integer DEFAULT 1) RETURNS void LANGUAGE sql AS $$ DROP TABLE x.y; $$',
    ],
    [
      'une fonction de plus, fermée à tous puis ouverte',
      'CREATE FUNCTION a.f() RETURNS void LANGUAGE sql AS $$ SELECT 1 $$; REVOKE ALL ON FUNCTION a.f() FROM PUBLIC',
    ],
    [
      'ce que dit un commentaire',
      '/** DROP TABLE a.b; */ -- ALTER TABLE a.b DROP COLUMN c\nCREATE INDEX i ON a.b (c)',
    ],
  ])('%s ne se voit pas', (_cas, texte) => {
    expect(contractions(enMigration(texte))).toEqual([])
  })
  it('une déclaration nomme une version', () => {
    expect(DECLAREE.test('/** Contraction: 75556a6 no longer uses it. */')).toBe(true)
    expect(DECLAREE.test('/** Contraction: nobody uses it. */')).toBe(false)
  })
})

describe('Une étape rend vite ce qu’elle prend à tous', () => {
  it('chaque migration travaille avant de prendre une table, ou dans une étape à part', () => {
    const depuis = migrations.filter(({ nom }) => nom > `${DERNIERE_D_UNE_TENUE}_zzz`)
    expect(depuis.length).toBeGreaterThan(0)
    expect(
      depuis.flatMap(({ nom, texte }) => travailleEnTenant(texte).map(t => `${nom} : ${t}`)),
    ).toEqual([])
  })
  it.each([
    [
      'un travail sous une table prise',
      'ALTER TABLE a.b ADD COLUMN c int; UPDATE a.b SET c = 1',
      ['UPDATE a.b SET c = 1'],
    ],
    [
      'un index fait après qu’un autre est ôté',
      'DROP INDEX a.i; CREATE INDEX j ON a.b (c)',
      ['CREATE INDEX j ON a.b (c)'],
    ],
    ['un travail d’abord', 'UPDATE a.b SET c = 1; CREATE INDEX j ON a.b (c); DROP INDEX a.i', []],
    [
      'la table que l’étape fait',
      'CREATE TABLE a.b (c int); ALTER TABLE a.b ADD CHECK (c > 0); CREATE INDEX j ON a.b (c)',
      [],
    ],
  ])('%s', (_cas, texte, attendus) => {
    expect(travailleEnTenant(enMigration(texte))).toEqual(attendus)
  })
})
