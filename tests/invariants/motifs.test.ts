import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import '../../src/modules.ts'
import { commandesDeclarees } from '../../src/platform/command.ts'

type Champ = { nom: string; schema: z.ZodType }
const ERREUR = 'Erreur de saisie'
const champsDe = (schema: z.ZodType): [string, z.ZodType][] => {
  const { shape, def } = schema as { shape?: Record<string, z.ZodType>; def?: { in?: z.ZodType } }
  return shape ? Object.entries(shape) : def?.in ? champsDe(def.in) : []
}
/** Each field of each command that says why in words of one's own; a choice in a list is not one. */
const motifs = (): Champ[] =>
  commandesDeclarees().flatMap(c =>
    champsDe(c.input)
      .filter(([champ, schema]) => /^motif/.test(champ) && schema.safeParse(ERREUR).success)
      .map(([champ, schema]) => ({ nom: `${c.name} ${champ}`, schema })),
  )

describe('Un motif se lit : il est en mots, partout de la même façon', () => {
  it('Un point, un tiret, un chiffre, deux lettres ne sont le motif d’aucune commande', () => {
    expect(motifs().length).toBeGreaterThan(40)
    for (const rien of ['.', '…', '- -', '12/34', 'ok', ' . '])
      expect(
        motifs().flatMap(m => (m.schema.safeParse(rien).success ? [m.nom] : [])),
        rien,
      ).toEqual([])
  })
  it('Ce qui est demandé à un autre se lit aussi : un point n’est ni une demande, ni le complément qu’un juge demande', () => {
    const lues = (nom: string, saisi: object) =>
      commandesDeclarees()
        .find(c => c.name === nom)
        ?.input.safeParse(saisi)
        .error?.issues.map(i => i.path.join('.'))
        .filter(champ => champ === 'objet' || champ === 'texte') ?? []
    const reponse = { dossierId: crypto.randomUUID(), rapportId: crypto.randomUUID() }
    for (const rien of ['.', '- -', 'ok']) {
      for (const nom of ['magistrats.saisir', 'magistrats.corriger-saisine']) expect(lues(nom, { objet: rien }), nom).toEqual(['objet'])
      expect(lues('magistrats.repondre', { ...reponse, sens: 'complement', texte: rien }), rien).toEqual(['texte'])
      expect(lues('magistrats.repondre', { ...reponse, sens: 'pris_acte', texte: rien }), rien).toEqual([])
    }
    for (const nom of ['magistrats.saisir', 'magistrats.corriger-saisine']) expect(lues(nom, { objet: 'Bilan' }), nom).toEqual([])
    expect(lues('magistrats.repondre', { ...reponse, sens: 'complement', texte: 'Bilan du soin' })).toEqual([])
  })
  it('Trois lettres en sont un, avec ou sans accent, dans toute écriture', () => {
    for (const mot of ['RAS', 'Été', 'ошибка'])
      expect(
        motifs().flatMap(m => (m.schema.safeParse(mot).success ? [] : [m.nom])),
        mot,
      ).toEqual([])
  })
  it('Ce qui demande pourquoi est lu par la règle des motifs', () => {
    const formes = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(f => f.endsWith('.forms.ts'))
    const autres = formes.flatMap(f =>
      readFileSync(`src/${f}`, 'utf8')
        .split('\n')
        .filter(l => /\b(mots|lignes)\('Dites pourquoi/.test(l) || /\bmotif\w*: (mots|lignes)/.test(l))
        .map(l => `${f} ${l.trim()}`),
    )
    expect(autres).toEqual([])
  })
})
