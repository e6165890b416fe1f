import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { lireLesTextes } from '../cli/textes.ts'
import { ajouterJours, type Jour } from '../platform/date.ts'
import { type Citation, estAbsente, nExistePas, type Version } from '../platform/law.ts'
import { contradictions } from './controle.rules.ts'
import type { Bornes, Delai } from './definition.rules.ts'
import { estBornes, estDelai, quantitesDe } from './nombres.rules.ts'
import { type Entree, mentionsDe, recueil } from './recueil.rules.ts'
import { defautsDe } from './relecture.rules.ts'
import { ecartsDeTexte } from './textes.rules.ts'

const LE: Jour = '2026-11-29'

type Faute = { genre: string; ou: string; trouvee: boolean }
const fautes: Faute[] = []
const noter = (genre: string, ou: string, trouvee: boolean) => fautes.push({ genre, ou, trouvee })
const remplacee = (e: Entree, i: number, par: (v: Version<unknown>) => unknown): Entree => ({
  ...e,
  droit: e.droit.map((v, j) =>
    j === i ? { ...v, ...(par(v) as object) } : v,
  ) as unknown as Entree['droit'],
})
const seVoit = (e: Entree): boolean =>
  defautsDe(e, LE).length > 0 ||
  contradictions(recueil.map(x => (x.id === e.id && x.groupe === e.groupe ? e : x))).length > 0
/** A number of a value after another: each is tried alone. */
const memes = <T extends object>(valeur: T, changer: (n: number) => number): T[] =>
  (Object.keys(valeur) as (keyof T)[])
    .filter(cle => typeof valeur[cle] === 'number')
    .map(cle => ({ ...valeur, [cle]: changer(valeur[cle] as number) }))

function planterDansLesVersions(e: Entree): void {
  e.droit.forEach((v, i) => {
    const ou = `${e.groupe}, ${e.id}, ${v.from}`
    noter('jour impossible', ou, seVoit(remplacee(e, i, () => ({ from: '2024-02-30' }))))
    noter('jour hors du temps', ou, seVoit(remplacee(e, i, () => ({ from: '2204-03-24' }))))
    const double = [
      ...e.droit.slice(0, i + 1),
      { ...v, from: ajouterJours(v.from, 1) },
      ...e.droit.slice(i + 1),
    ]
    noter(
      'version qui ne change rien',
      ou,
      seVoit({ ...e, droit: double as unknown as Entree['droit'] }),
    )
    if (v.source.confiance === 'a_verifier')
      noter('absence non lue', ou, seVoit(remplacee(e, i, () => ({ value: nExistePas }))))
    if (estAbsente(v.value)) return
    const { value } = v
    if (typeof value === 'number')
      noter('nombre négatif', ou, seVoit(remplacee(e, i, () => ({ value: -value }))))
    if (estBornes(v.value)) planterDansLesBornes(e, i, v.value, ou)
    if (estDelai(v.value)) planterDansUnDelai(e, i, v.value, ou)
  })
}
function planterDansLesBornes(e: Entree, i: number, b: Bornes, ou: string): void {
  const avec = (value: Bornes) => seVoit(remplacee(e, i, () => ({ value })))
  for (const n of memes(b, x => -x)) noter('nombre négatif', ou, avec(n))
  if (b.min !== null && b.max !== null && b.min < b.max)
    noter('minimum au-dessus du maximum', ou, avec({ ...b, min: b.max, max: b.min }))
  if (['duree', 'heures'].includes(e.rubrique) || e.id.endsWith('.heures'))
    noter('unité fausse', ou, avec({ ...b, unite: b.unite === 'heures' ? 'mois' : 'heures' }))
}
function planterDansUnDelai(e: Entree, i: number, d: Delai, ou: string): void {
  const avec = (value: Delai) => seVoit(remplacee(e, i, () => ({ value })))
  for (const n of memes(d, x => (x === 0 ? -1 : -x))) noter('nombre négatif', ou, avec(n))
  if (d.jours !== undefined && d.jours > 84) noter('unité fausse', ou, avec({ mois: d.jours }))
}
/** Each citation of the set, spoilt in place and mended: whoever holds it must say so. */
function planterDansLesCitations(): void {
  const porteurs = new Map<Citation, Entree>()
  for (const e of recueil)
    for (const m of mentionsDe(e)) if ('confiance' in m.source) porteurs.set(m.source, e)
  for (const [source, e] of porteurs) {
    const planter = (genre: string, gate: object) => {
      const avant = { ...source }
      Object.assign(source, gate)
      noter(genre, `${e.id}, ${avant.texte} ${avant.article}`, seVoit(e))
      Object.assign(source, avant)
    }
    planter('jour impossible', { verifieLe: '2026-13-01' })
    if (!/^(ordonnance|décret|arrêté|circulaire|loi (?!78-17))/.test(source.texte))
      planter('article inconnu', { article: `${source.article}-99` })
    if (source.legifrance)
      planter('identifiant mal formé', { legifrance: source.legifrance.slice(0, -1) })
    if (source.confiance === 'a_verifier') planter('à vérifier sans raison', { raison: '' })
    else planter('lu sans dire où', { lecture: { ...source.lecture, ou: '' } })
  }
}
/** Two rules that cite one sentence: one of the two is changed. */
function planterDesContradictions(): void {
  for (const e of recueil)
    e.droit.forEach((v, i) => {
      if (!estDelai(v.value) && !estBornes(v.value)) return
      const nom = e.id.slice(e.id.indexOf('.'))
      const [{ source }, autres] = [v, recueil.filter(x => x.id !== e.id && x.id.endsWith(nom))]
      const pareille = (s: Citation) =>
        [s.texte, s.article, s.precision].join() ===
        [source.texte, source.article, source.precision].join()
      if (!autres.some(x => x.droit.some(y => y.from === v.from && pareille(y.source)))) return
      for (const value of memes(v.value, n => n + 1))
        noter(
          'deux règles, une phrase',
          `${e.id}, ${v.from}`,
          seVoit(remplacee(e, i, () => ({ value }))),
        )
    })
}
const part = (siennes: Faute[]) => `${siennes.filter(f => f.trouvee).length} sur ${siennes.length}`

describe('Des fautes plantées dans chaque valeur qui peut les porter sont trouvées', () => {
  afterAll(() => {
    for (const genre of new Set(fautes.map(f => f.genre)))
      console.log(`${genre} : ${part(fautes.filter(f => f.genre === genre))}`)
    console.log(`Fautes trouvées : ${part(fautes)}`)
  })
  it('au moins 95 sur cent de chaque genre', () => {
    for (const e of recueil) planterDansLesVersions(e)
    planterDansLesCitations()
    planterDesContradictions()
    const genres = [...new Set(fautes.map(f => f.genre))]
    expect(genres.length).toBeGreaterThan(9)
    const tropPeu = genres.filter(genre => {
      const siennes = fautes.filter(f => f.genre === genre)
      return siennes.filter(f => f.trouvee).length < siennes.length * 0.95
    })
    expect(
      tropPeu.map(genre => [
        genre,
        fautes.filter(f => f.genre === genre && !f.trouvee).slice(0, 5),
      ]),
    ).toEqual([])
  }, 120_000)
})

/**
 * The dated texts that the numbers of the référentiel come from; FIL_ROUGE_TEXTES names a whole
 * collection.
 */
const dossier =
  process.env.FIL_ROUGE_TEXTES ?? fileURLToPath(new URL('../../tests/textes/', import.meta.url))
describe('Avec les textes datés, un nombre changé n’est plus dans le texte de sa version', () => {
  it('au moins 95 sur cent des nombres qui y sont', () => {
    const textes = lireLesTextes(dossier)
    const siennes: Faute[] = []
    for (const e of recueil)
      e.droit.forEach((v, i) => {
        const dans = (value: unknown) =>
          ecartsDeTexte({ ...e, droit: [{ ...v, value } as Version<unknown>] }, textes).length
        if (
          (!estBornes(v.value) && !estDelai(v.value)) ||
          quantitesDe(v.value).length === 0 ||
          dans(v.value) > 0
        )
          return
        for (const n of memes(v.value, x => x + 1))
          siennes.push({
            genre: 'un de plus',
            ou: `${e.id}, ${v.from}, ${i}`,
            trouvee: dans(n) > 0,
          })
        if (estDelai(v.value) && v.value.jours) {
          const { jours, ...reste } = v.value
          siennes.push({
            genre: 'jours pour mois',
            ou: `${e.id}, ${v.from}`,
            trouvee: dans({ ...reste, mois: jours }) > 0,
          })
        }
        if (estDelai(v.value) && v.value.mois) {
          const { mois, ...reste } = v.value
          siennes.push({
            genre: 'mois pour jours',
            ou: `${e.id}, ${v.from}`,
            trouvee: dans({ ...reste, jours: mois }) > 0,
          })
        }
      })
    for (const genre of new Set(siennes.map(f => f.genre)))
      console.log(`${genre} : ${part(siennes.filter(f => f.genre === genre))}`)
    console.log(
      siennes
        .filter(f => !f.trouvee)
        .slice(0, 20)
        .map(f => `${f.genre}, ${f.ou}`)
        .join('\n'),
    )
    expect(siennes.length).toBeGreaterThan(80)
    expect(siennes.filter(f => f.trouvee).length).toBeGreaterThan(siennes.length * 0.95)
  }, 60_000)
})
