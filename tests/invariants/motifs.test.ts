import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import '../../src/modules.ts'
import { commandesDeclarees } from '../../src/platform/command.ts'

type Champ = { nom: string; schema: z.ZodType }
const ERREUR = 'Erreur de saisie'
const champsDe = (schema: z.ZodType): [string, z.ZodType][] => {
  const { shape, def } = schema as { shape?: Record<string, z.ZodType>; def?: { in?: z.ZodType } }
  if (shape) return Object.entries(shape)
  return def?.in ? champsDe(def.in) : []
}
/**
 * Each field of each command that says why in words of one's own; a choice in a list is not one.
 */
const motifs = (): Champ[] =>
  commandesDeclarees().flatMap(c =>
    champsDe(c.input)
      .filter(([champ, schema]) => /^motif/.test(champ) && schema.safeParse(ERREUR).success)
      .map(([champ, schema]) => ({ nom: `${c.name} ${champ}`, schema })),
  )

/**
 * Each field of each command, those of its lists too, that takes a text of one's own; a motive is
 * tried above.
 */
const textes = () =>
  commandesDeclarees().flatMap(c =>
    feuilles(c.input)
      .filter(([champ, schema]) => !/^motif/.test(champ) && prend(schema))
      .map(([champ, schema]) => ({ nom: `${c.name} ${champ}`, schema })),
  )
const prend = (schema: z.ZodType) => schema.safeParse('Une phrase').success
type Noeud = {
  shape?: Record<string, z.ZodType>
  def?: { element?: z.ZodType; innerType?: z.ZodType; in?: z.ZodType; options?: z.ZodType[] }
}
function feuilles(schema: z.ZodType, chemin = ''): [string, z.ZodType][] {
  const { shape, def } = schema as Noeud
  if (shape)
    return Object.entries(shape).flatMap(([nom, s]) =>
      feuilles(s, chemin ? `${chemin}.${nom}` : nom),
    )
  const dedans = [def?.element, def?.innerType, def?.in, ...(def?.options ?? [])].flatMap(s =>
    s ? feuilles(s, chemin) : [],
  )
  return dedans.some(([nom]) => nom !== chemin)
    ? dedans.filter(([nom]) => nom !== chemin)
    : [[chemin, schema]]
}
/**
 * Texts that ask nothing of anybody, and may be as short as they are: by field, or by command and
 * field where another asks.
 */
const NE_DEMANDENT_RIEN: Record<string, string[]> = {
  'un nom, de qui ou de quoi que ce soit': [
    ...[
      'nom',
      'nomUsage',
      'prenom',
      'prenoms',
      'disp',
      'profil',
      'langues',
      'nationalite',
      'spipNom',
      'nomPublic',
      'fichier.nom',
    ],
    ...['titre', 'sections.titre', 'sujet', 'intitule', 'creneaux.tenir-type libelle'],
  ],
  'qui fait, qui est là, de qui on attend': [
    ...['objectifs.etapes.qui', 'objectifs.etapes.avec', 'presents', 'attendueDe'],
    'magistrats.passer-la-main precision',
    'messages.dire-par-telephone precision',
  ],
  'une adresse, un lieu, des horaires': [
    ...[
      'adresse',
      'adresseComplement',
      'commune',
      'domicilieChez',
      'ville',
      'naissanceLieu',
      'lieu',
      'spipAdresse',
      'acces',
      'horaires',
    ],
    ...['adresse', 'adresseComplement', 'commune', 'domicilieChez', 'codePostal', 'logement'].map(
      champ => `adresse.${champ}`,
    ),
    ...['telephone', 'courriel'],
  ],
  'un numéro': ['absorbeNumero', 'numeroAppi', 'numeroEcrou', 'numeroParquet'],
  'un mot de passe': ['ancien', 'motDePasse'],
  'ce qui s’est passé, ce qui fut dit ou décidé': [
    ...[
      'recit',
      'convenu',
      'suite',
      'synthese',
      'commentaire',
      'accordParoles',
      'avisPersonne',
      'decision',
      'obligations.precisions',
    ],
    ...['mesures.saisir precisions', 'mesures.corriger precisions'],
  ],
  'un écrit, que relit qui le signe': [
    'sections.texte',
    'magistrats.repondre texte',
    'messages.ecrire-modele texte',
  ],
  'ce que la page envoie d’elle-même, ou un choix de sa liste': [
    ...[
      'empreinte',
      'cle',
      'vu',
      'montre',
      'changementVu',
      'acte',
      'type',
      'avec',
      'palier',
      'sections.source',
      'objectifs.etapes.etapeId',
    ],
    ...['obligations.cle', 'obligations.article'],
  ],
}

describe('Un motif se lit : il est en mots, partout de la même façon', () => {
  it('Un point, un tiret, un chiffre, deux lettres ne sont le motif d’aucune commande', () => {
    expect(motifs().length).toBeGreaterThan(40)
    for (const rien of ['.', '…', '- -', '12/34', 'ok', ' . '])
      expect(
        motifs().flatMap(m => (m.schema.safeParse(rien).success ? [m.nom] : [])),
        rien,
      ).toEqual([])
  })
  it('Ce qui est demandé à un autre, ou dit pour lui, est en mots aussi ; ce qui ne l’est pas est dit ici, avec sa raison', () => {
    const lus = textes()
    expect(lus.length).toBeGreaterThan(120)
    const permis = Object.values(NE_DEMANDENT_RIEN).flat()
    const estPermis = (t: Champ) =>
      permis.includes(t.nom) || permis.includes(t.nom.slice(t.nom.indexOf(' ') + 1))
    for (const rien of ['.', '- -', 'ok'])
      expect(
        lus.filter(t => t.schema.safeParse(rien).success && !estPermis(t)).map(t => t.nom),
        rien,
      ).toEqual([])
    const enTrop = permis.filter(
      p =>
        !lus.some(
          t =>
            `${t.nom} `.includes(p.includes('.') ? `${p} ` : ` ${p} `) &&
            t.schema.safeParse('.').success,
        ),
    )
    expect(enTrop).toEqual([])
  })
  it('La réponse d’un juge est ce qu’il écrit, mais le complément qu’il demande est en mots', () => {
    const lue = (sens: string, texte: string) =>
      commandesDeclarees()
        .find(c => c.name === 'magistrats.repondre')
        ?.input.safeParse({
          dossierId: crypto.randomUUID(),
          rapportId: crypto.randomUUID(),
          sens,
          texte,
        })
        .error?.issues.map(i => i.path.join('.')) ?? []
    expect([
      lue('complement', '.'),
      lue('complement', 'ok'),
      lue('complement', 'Bilan du soin'),
    ]).toEqual([['texte'], ['texte'], []])
    expect(lue('pris_acte', '.')).toEqual([])
  })
  it('Trois lettres en sont un, avec ou sans accent, dans toute écriture', () => {
    for (const mot of ['RAS', 'Été', 'ошибка'])
      expect(
        motifs().flatMap(m => (m.schema.safeParse(mot).success ? [] : [m.nom])),
        mot,
      ).toEqual([])
  })
  it('Ce qui demande pourquoi est lu par la règle des motifs', () => {
    const formes = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(f =>
      f.endsWith('.forms.ts'),
    )
    const autres = formes.flatMap(f =>
      readFileSync(`src/${f}`, 'utf8')
        .split('\n')
        .filter(
          l => /\b(mots|lignes)\('Dites pourquoi/.test(l) || /\bmotif\w*: (mots|lignes)/.test(l),
        )
        .map(l => `${f} ${l.trim()}`),
    )
    expect(autres).toEqual([])
  })
})
