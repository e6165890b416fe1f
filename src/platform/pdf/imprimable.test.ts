import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { preparer, signesAbsents } from './imprimable.ts'
import { type Lettre, pdf } from './index.ts'
import { polices } from './polices.ts'

const lettre = (textes: string[], nom = 'Jean Martin'): Lettre => ({
  titre: nom,
  expediteur: { nom, adresse: '1 rue du Fil', telephone: '03 88 00 00 00' },
  destinataire: [nom, '67000 Strasbourg'],
  lieuEtDate: 'Strasbourg, le 24 novembre 2026',
  paragraphes: textes,
  faits: [['Personne', nom]],
  suite: [],
  signature: nom,
  traduction: {
    titre: nom,
    mention: nom,
    langue: 'ar',
    deDroiteAGauche: true,
    paragraphes: textes,
  },
})
const enPdf = (...lettres: Lettre[]) =>
  Buffer.from(pdf('lettre', { titre: lettres[0]?.titre ?? '', lettres })).toString('latin1')
const dessine = (texte: string) => preparer(texte).valeurs

const noms = {
  latin: 'Éloïse Nguyễn Łukasz Ødegård',
  accents: 'e\u0301\u0302 q\u0301 a\u20dd',
  cyrillique: 'Николай Ива\u0301нович',
  arabe: 'محمد بن علي',
  hebreu: 'שָׁלוֹם',
  autres: 'தமிழ் ภาษาไทย हिन्दी বাংলা ਪੰਜਾਬੀ සිංහල ខ្មែរ አማርኛ ქართული հայերեն ລາວ ⵣⵎⵣ Ελένη',
  emoji: '👍🏽 👨‍👩‍👧‍👦 ❤️ 🇫🇷 1️⃣ 👍\u0301 🏴\u{e0067}\u{e0062}\u{e007f}',
  chinois: '中国人と한국',
  invisibles: 'a\ufeffb\u0000c\u0007\u001b\u202ed\u2066\u200be\ud800\ufffe\uffff\ue000\u3164\u115f',
  lignes: 'a\nb\r\nc\u2028d\u0085e\tf',
  long: 'W'.repeat(120),
}

describe('Tout texte s’imprime', () => {
  it('Chaque caractère que les polices disent dessiner est accepté par le compilateur, dans les deux graisses', () => {
    for (const { famille, repertoire } of polices()) {
      expect(repertoire.size, famille).toBeGreaterThan(300)
      const tous = [...repertoire].map(c => String.fromCodePoint(c))
      const lignes = Array.from({ length: Math.ceil(tous.length / 200) }, (_, i) =>
        tous.slice(i * 200, i * 200 + 200).join(' '),
      )
      expect(enPdf({ ...lettre(lignes), faits: lignes.map(l => ['Gras', l]) }), famille).toMatch(
        /^%PDF/,
      )
    }
  })
  it('Tous les noms, dans tous les champs ; le même texte donne les mêmes octets', () => {
    for (const nom of Object.values(noms))
      expect(enPdf(lettre(Object.values(noms), nom))).toBe(enPdf(lettre(Object.values(noms), nom)))
  })
  it('N’importe quelle suite de caractères', () => {
    const signe = fc.oneof(
      fc.integer({ min: 0, max: 0xffff }).map(c => String.fromCharCode(c)),
      fc.integer({ min: 0, max: 0x10ffff }).map(c => String.fromCodePoint(c)),
      fc.constantFrom(...Object.values(noms).flatMap(n => [...n])),
    )
    const textes = fc.array(
      fc.array(signe, { maxLength: 60 }).map(s => s.join('')),
      { minLength: 20, maxLength: 20 },
    )
    fc.assert(
      fc.property(textes, lus => enPdf(lettre(lus)).startsWith('%PDF')),
      { numRuns: 60, seed: 20261130 },
    )
  })
})

describe('Ce qui ne se dessine pas est dit', () => {
  it('Un signe qu’aucune police n’a devient une boîte et son numéro, et il est compté', () => {
    expect(preparer({ a: ['中国 !'] })).toEqual({
      valeurs: { a: ['▯U+4E2D ▯U+56FD !'] },
      absents: 2,
    })
    expect(signesAbsents(2)).toBe(
      '2 caractères de ce document n’existent pas dans les polices d’impression : chacun est remplacé par ▯ et son numéro Unicode.',
    )
    expect(signesAbsents(1)).toMatch(/^1 caractère de ce document n’existe pas/)
    expect(signesAbsents(0)).toBeNull()
  })
  it('Le document le dit, la lettre de quelqu’un d’autre non', () => {
    const avec = enPdf(lettre([noms.chinois]), lettre(['x']))
    expect(avec.length).toBeGreaterThan(
      enPdf(lettre(['▯U+4E2D ▯U+56FD ▯U+4EBA ▯U+3068 ▯U+D55C ▯U+AD6D']), lettre(['x'])).length +
        500,
    )
  })
  it('Un accent qu’aucune police ne dessine avec sa lettre est une boîte : la lettre n’est jamais perdue', () => {
    expect(preparer('ع\u0301 ก\u0301')).toEqual({
      valeurs: expect.stringContaining('ก▯U+0301'),
      absents: 2,
    })
    expect(preparer('Ива\u0301н q\u0301 1\ufe0f\u20e3')).toEqual({
      valeurs: 'Ива\u0301н q\u0301 1\ufe0f\u20e3',
      absents: 0,
    })
  })
  it('L’invisible est laissé de côté, un demi-caractère devient �, les fins de ligne restent', () => {
    expect(dessine('a\ufeffb\u0000c\u202ed\u2066e')).toBe('abcde')
    expect(dessine('x\ud800y')).toBe('x\ufffdy')
    expect(dessine('a\r\nb\u2028c\u000bd')).toBe('a\nb\nc\nd')
  })
  it('Un nom écrit de droite à gauche reste à sa place, et un numéro dans une phrase arabe se lit dans l’ordre', () => {
    expect(dessine('de محمد بن علي, né le 12/03/1990')).toBe(
      '\u2066de\u2069 \u2067محمد بن علي\u2069, \u2066né le 12/03/1990\u2069',
    )
    expect(dessine('اتصل +33 3 88 00')).toBe('\u2067اتصل\u2069 \u2066+33 3 88 00\u2069')
    expect(dessine('de Jean, né le 12/03/1990')).toBe('de Jean, né le 12/03/1990')
  })
  it('Quand un modèle échoue, l’erreur ne dit rien de ce qui était écrit', () => {
    const mauvaise = { ...lettre(['secret']), faits: [['secret']] } as unknown as Lettre
    expect(() => enPdf(mauvaise)).toThrow(/^the PDF template lettre failed$/)
  })
})
