import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellulesTellesQuelles, enCsv, sansFormule, telleQuelle } from './csv.ts'

const relire = (octets: string | Buffer) =>
  parse(octets, { relax_column_count: true }) as string[][]
const morceau = fc.oneof(
  fc.constantFrom(
    "'",
    '"',
    ',',
    '\n',
    '\r\n',
    '\r',
    '\t',
    '=',
    '+',
    '-',
    '@',
    ';',
    'é',
    '你',
    '😀',
  ),
  fc.string({ maxLength: 2 }),
)
const cellule = fc.array(morceau, { maxLength: 6 }).map(m => m.join(''))
const lignes = fc.array(fc.array(cellule, { minLength: 2, maxLength: 3 }), {
  minLength: 1,
  maxLength: 5,
})

describe('Un CSV de Fil rouge', () => {
  it.each(['=cmd|calc', '+33 6', '-1+1', '@SUM(A1)', '\t=1', '\r=1', "'=1", "''@x"])(
    'n’a pas de cellule qu’un tableur calcule : %j',
    texte => {
      expect(sansFormule(texte)).toBe(`'${texte}`)
      expect(telleQuelle(sansFormule(texte))).toBe(texte)
    },
  )
  it.each(['Dupont', "L'Hôpital", "'entre'", '', '1 = 1'])(
    'laisse le reste tel quel : %j',
    texte => {
      expect([sansFormule(texte), telleQuelle(texte)]).toEqual([texte, texte])
    },
  )
  it('quoi qu’il contienne, aucune cellule ne commence une formule, et le fichier relu redonne chaque texte', () => {
    fc.assert(
      fc.property(lignes, tout => {
        const ecrit = enCsv(tout, { separateur: ',' })
        for (const c of relire(ecrit).flat()) expect(c).not.toMatch(/^[=+\-@\t\r\n]/)
        expect(relire(ecrit).map(l => l.map(telleQuelle))).toEqual(tout)
        // Read back as a whole, by the base: the same.
        expect(relire(cellulesTellesQuelles(Buffer.from(ecrit)))).toEqual(tout)
      }),
      { numRuns: 1000 },
    )
  })
  it('vide et absent restent deux choses', () => {
    expect(enCsv([['', null, 3]], { separateur: ',' })).toBe('"",,3\r\n')
  })
  it('est toujours écrit d’ici : aucun autre fichier n’écrit de CSV', () => {
    const src = path.join(import.meta.dirname, '..')
    const autres = readdirSync(src, { recursive: true, encoding: 'utf8' })
      .filter(
        f => /\.tsx?$/.test(f) && !f.endsWith('.test.ts') && f !== path.join('platform', 'csv.ts'),
      )
      .filter(f =>
        /csv-stringify|\.join\('[;,]'\)\s*\+\s*'\\r?\\n'/.test(
          readFileSync(path.join(src, f), 'utf8'),
        ),
      )
    expect(autres).toEqual([])
  })
})
