import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { lireLesTextes } from '../cli/textes.ts'
import { ajouterJours, type Jour } from '../platform/date.ts'
import { uneCitationLue } from '../platform/law.builder.ts'
import { type Citation, type Dated, estAbsente, nExistePas, type Version } from '../platform/law.ts'
import { contradictions, defautsDeSaisie } from './controle.rules.ts'
import type { Bornes, Delai } from './definition.rules.ts'
import { estBornes, estDelai, estEcrit, nombreEnMots, quantitesDe } from './nombres.rules.ts'
import { type Entree, mentionsDe, recueil } from './recueil.rules.ts'
import { defautsDe } from './relecture.rules.ts'
import { ecartsDeTexte, motsDansLeTexte, quantitesEcrites } from './textes.rules.ts'

const LE: Jour = '2026-11-29'
const essai = (value: unknown, plus: Partial<Entree> = {}): Entree => ({
  id: 'essai.duree',
  catalogue: 'B2',
  libelle: 'Essai',
  selon: 'jugement',
  groupe: 'tig',
  rubrique: 'duree',
  droit: [{ from: '2014-01-01', value, source: uneCitationLue('code pénal', '132-42') }],
  ...plus,
})
const dits = (e: Entree) => defautsDeSaisie(e).join(' ; ')

describe('Une faute de saisie est dite en français', () => {
  it('un jour impossible, un minimum au-dessus du maximum, une unité, un nombre négatif', () => {
    const bornes: Bornes = { unite: 'mois', min: 12, max: 36 }
    expect(dits(essai(bornes))).toBe('')
    expect(dits(essai({ ...bornes, min: 40 }))).toContain('le minimum (40) dépasse le maximum (36)')
    expect(dits(essai({ ...bornes, max: -36 }))).toContain('-36 n’est pas une quantité')
    expect(dits(essai({ ...bornes, unite: 'heures' }))).toContain('une durée est donnée en heures')
    expect(dits(essai({ jours: 1000 }))).toContain('l’unité est à revoir')
    const source = uneCitationLue('code pénal', '132-42')
    expect(dits(essai(1, { droit: [{ from: '2024-02-30', value: 1, source }] }))).toContain(
      '« 2024-02-30 » n’est pas un jour',
    )
  })
  it('un identifiant Légifrance mal formé, un article que nul texte n’a, une version qui ne change rien', () => {
    const source = (article: string, legifrance?: string) =>
      uneCitationLue('code pénal', article, legifrance ? { legifrance } : {})
    const avec = (s: Citation) =>
      dits(essai(1, { droit: [{ from: '2014-01-01', value: 1, source: s }] }))
    expect(avec(source('132-42', 'LEGIARTI000006417440'))).toBe('')
    expect(avec(source('132-42', 'LEGIARTI00000641744'))).toContain(
      'n’est pas un identifiant Légifrance',
    )
    expect(avec(source('132-422'))).toContain('aucun texte lu n’a cet article')
    const deux: Dated<unknown> = [
      { from: '2014-01-01', value: 1, source: source('132-42') },
      { from: '2020-01-01', value: 1, source: source('132-42') },
    ]
    expect(dits(essai(1, { droit: deux }))).toContain('2020-01-01 : cette version ne change rien')
  })
  it('deux règles de même nom, la même phrase citée, deux valeurs', () => {
    const a = essai({ jours: 45 }, { id: 'a.convocation' })
    expect(contradictions([a, essai({ jours: 45 }, { id: 'b.convocation' })])).toEqual([])
    expect(contradictions([a, essai({ jours: 30 }, { id: 'b.convocation' })])).toHaveLength(1)
  })
  it('deux règles de noms différents, le même mois du même article, prorogé dans l’une seulement (CPP 712-20, 801)', () => {
    const de = (id: string, value: unknown) =>
      essai(value, {
        id,
        rubrique: 'acte',
        droit: [
          {
            from: '2014-01-01',
            value,
            source: uneCitationLue('code de procédure pénale', '712-20'),
          },
        ],
      })
    const [regle, acte] = [
      { ...de('procedures.712_20', { mois: 1, proroge: true }), rubrique: 'regle' as const },
      'tig.saisine.pas_apres',
    ]
    expect(contradictions([regle, de(acte, { mois: 1, proroge: true })])).toEqual([])
    expect(contradictions([regle, de(acte, { mois: 1 })])).toHaveLength(1)
    expect(contradictions([regle, de('tig.saisine.pas_avant', { mois: 1 })])).toEqual([])
  })
  it('CPP 801 : « tout délai prévu par une disposition de procédure pénale » dit s’il est prorogé ; un délai du code pénal ne l’est pas', () => {
    const du = (texte: string, article: string, value: Delai) =>
      dits(
        essai(value, {
          rubrique: 'devoir',
          droit: [{ from: '2014-01-01', value, source: uneCitationLue(texte, article) }],
        }),
      )
    expect(du('code de procédure pénale', '741-2', { mois: 4 })).toContain(
      'sans dire s’il est prorogé',
    )
    expect(du('code de procédure pénale', '741-2', { mois: 4, proroge: true })).toBe('')
    expect(du('code de procédure pénale', 'D575', { mois: 1, avant: true })).toBe('')
    expect(du('code pénal', '132-65', { mois: 12, proroge: true })).toContain(
      'sans être un délai de procédure',
    )
  })
  it('les mots lus doivent porter le nombre, en chiffres ou en lettres (CPP 474)', () => {
    const lue = (mots: string) => ({
      ...uneCitationLue('code de procédure pénale', '474'),
      lecture: { qui: 'x', le: LE, ou: 'x', mots },
    })
    const avec = (mots: string) =>
      dits(
        essai(
          { jours: 20 },
          { droit: [{ from: '2024-09-30', value: { jours: 20 }, source: lue(mots) }] },
        ),
      )
    expect(avec('dans un délai qui ne saurait être supérieur à vingt jours')).toBe('')
    expect(avec('dans un délai qui ne saurait être supérieur à trente jours')).toContain(
      '20 jours : les mots lus',
    )
  })
})

describe('Un nombre se retrouve dans un texte, en chiffres ou en lettres', () => {
  it.each([
    [20, 'vingt'],
    [21, 'vingt et un'],
    [45, 'quarante-cinq'],
    [71, 'soixante et onze'],
    [80, 'quatre-vingts'],
    [91, 'quatre-vingt-onze'],
    [100, 'cent'],
    [105, 'cent cinq'],
    [210, 'deux cent dix'],
    [400, 'quatre cents'],
  ])('%i s’écrit « %s »', (n, mots) => {
    expect(nombreEnMots(n)).toBe(mots)
  })
  it('« de vingt à quatre cents heures », « trois ans », « vingt-quatre heures » pour un jour (CP 131-8, 132-42)', () => {
    const tig = 'un travail d’intérêt général d’une durée de vingt à quatre cents heures'
    expect([
      estEcrit(20, 'heures', tig),
      estEcrit(400, 'heures', tig),
      estEcrit(280, 'heures', tig),
    ]).toEqual([true, true, false])
    expect(estEcrit(36, 'mois', 'ni supérieur à trois ans')).toBe(true)
    expect(estEcrit(1, 'jours', 'dans les vingt-quatre heures')).toBe(true)
    expect(estEcrit(5, 'jours', 'quarante-cinq jours')).toBe(false)
  })
  it('une phrase dit ses quantités, et les mots d’une lecture se retrouvent dans leur ordre', () => {
    expect(
      quantitesEcrites('Deux ans au plus, un an parfois, trente et quarante-cinq jours.'),
    ).toEqual([
      { n: 24, unite: 'mois' },
      { n: 12, unite: 'mois' },
      { n: 45, unite: 'jours' },
    ])
    expect(
      motsDansLeTexte(
        'la juridiction […] peut ordonner',
        'La juridiction de jugement peut ordonner un suivi',
      ),
    ).toBe(true)
    expect(
      motsDansLeTexte(
        'peut ordonner […] la juridiction',
        'La juridiction de jugement peut ordonner un suivi',
      ),
    ).toBe(false)
  })
})

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
