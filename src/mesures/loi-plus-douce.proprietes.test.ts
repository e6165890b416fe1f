import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afficherJourCourt, ajouterJours, ajouterMois, type Jour } from '../platform/date.ts'
import { uneCitationLue } from '../platform/law.builder.ts'
import { type CitationLue, type Dated, estAbsente, type Regle } from '../platform/law.ts'
import type { Bornes, Definition } from './definition.rules.ts'
import { refusDeDuree, refusDHeures } from './duree.rules.ts'
import { natures } from './nature.referentiel.ts'
import { heuresTigContravention } from './referentiel/tig-heures.referentiel.ts'
import { citer } from './regle.rules.ts'

type Lue = { from: Jour; bornes: Bornes; source: CitationLue }
/**
 * Written again from the text: the versions of a sentence in force on one of the days between the
 * facts and the judgment.
 */
function enVigueur(droit: Dated<Bornes>, du: Jour, au: Jour): { lues: Lue[]; toutes: boolean } {
  const celles = droit.filter((v, i) => v.from <= au && (droit[i + 1]?.from ?? '9999-12-31') > du)
  const lues = celles.flatMap(({ from, value, source }) =>
    estAbsente(value) || source.confiance !== 'lu' ? [] : [{ from, bornes: value, source }],
  )
  return { lues, toutes: droit[0].from <= du && celles.every(v => v.source.confiance === 'lu') }
}
/**
 * A made-up law whose ordinary maximum and longer case do not move together, as no text has done
 * yet.
 */
const essai: Regle<Bornes> = {
  id: 'essai.duree',
  catalogue: 'A1',
  libelle: 'Essai',
  selon: 'faits',
  plusDoux: 'moins',
  droit: (['1995-01-01', '2005-01-01', '2015-01-01'] as const).map((from, i) => ({
    from,
    value: {
      unite: 'mois',
      min: [12, 6, 9][i] ?? 0,
      max: [36, 24, 30][i] ?? 0,
      paliers: [{ cle: 'cas', max: [60, 84, 50][i] ?? 0, si: 'Cas.' }],
    },
    source: uneCitationLue('code pénal', `1-${i}`),
  })) as unknown as Dated<Bornes>,
}
const pesees: Regle<Bornes>[] = [
  essai,
  ...Object.values<Definition>(natures).flatMap(d => [d.duree, ...(d.heures ? [d.heures] : [])]),
  heuresTigContravention,
].filter(r => r.selon === 'faits')

/**
 * What one version alone opens in a case: the case, the wider one that it was part of, or the
 * ordinary maximum.
 */
const plafond = ({ paliers = [], max }: Bornes, cle: string, parmi: string | undefined): number =>
  (paliers.find(p => p.cle === cle) ?? paliers.find(p => p.cle === parmi))?.max ??
  max ??
  Number.POSITIVE_INFINITY
const jours = Array.from({ length: 12_000 }, (_, i) => ajouterJours('1994-03-01', i))
const DEBUT: Jour = '2030-01-01'

function verifier(
  regle: Regle<Bornes>,
  [du, au]: readonly [Jour, Jour],
  quantite: number,
  palier: string | undefined,
) {
  const siennes = enVigueur(regle.droit, du, au)
  const auJugement = enVigueur(regle.droit, au, au).lues.length > 0
  const celles =
    regle.remplace && auJugement ? [siennes, enVigueur(regle.remplace, du, au)] : [siennes]
  const lues = celles.flatMap(c => c.lues)
  if (lues.length === 0) return
  const toutes = celles.every(c => c.toutes)
  const { unite } = (lues[0] as Lue).bornes
  const fin = unite === 'jours' ? ajouterJours(DEBUT, quantite) : ajouterMois(DEBUT, quantite)
  const refus =
    unite === 'heures'
      ? refusDHeures(regle, { heures: quantite, quand: { du, au }, referentiel: 'droit', palier })
      : refusDeDuree(regle, { debutLe: DEBUT, finLe: fin, palier }, { du, au }, 'droit')

  const parmi = lues.flatMap(v => v.bornes.paliers ?? []).findLast(p => p.cle === palier)?.parmi
  const plancherDe = ({ min, minJours }: Bornes) => (minJours ? minJours / 30 : (min ?? 0))
  const tropLongPour = lues.filter(v => quantite > plafond(v.bornes, palier ?? '', parmi))
  const trop = tropLongPour.length > 0
  // A minimum binds only where every version, the mildest too, was read and asks more.
  const peu = toutes && lues.every(v => quantite < plancherDe(v.bornes))
  expect(refus.length > 0, `${regle.id} ${du} ${au} ${quantite} ${palier}`).toBe(trop || peu)

  const [premier] = refus
  if (!premier || premier.code === 'palier_a_nommer') return
  const limite = (v: Lue) => (peu ? plancherDe(v.bornes) : plafond(v.bornes, palier ?? '', parmi))
  const laPlusDouce = Math.min(...lues.map(limite))
  const nommee = lues.find(v =>
    premier.message.includes(`celui de la loi du ${afficherJourCourt(v.from)}, plus douce`),
  )
  const desFaits = lues.find(v => v.from <= du)
  if (lues.length < 2) return
  const version = nommee ?? desFaits
  expect(premier.message).toContain(peu ? 'Ce minimum est celui' : 'Ce maximum est celui')
  expect(version && limite(version), `${regle.id} : ${premier.message}`).toBe(laPlusDouce)
  expect(premier.source).toEqual(version && citer(version.source, au))
  // Said to be milder than that of the facts, it is.
  if (nommee && desFaits) expect(limite(nommee), premier.message).toBeLessThan(limite(desFaits))
}

describe('CP 112-1, al. 3 : pour tous faits, tout jugement et tout cas', () => {
  it('la mesure est acceptée si aucune version en vigueur entre les deux ne l’exclut par son maximum, et si l’une d’elles l’admet par son minimum ; la loi nommée est celle dont la limite refuse', () => {
    expect(pesees.length).toBeGreaterThan(8)
    for (const regle of pesees) {
      const changements = [...regle.droit, ...(regle.remplace ?? [])].flatMap(v => [
        v.from,
        ajouterJours(v.from, -1),
      ])
      const limites = regle.droit.flatMap(({ value }) =>
        estAbsente(value)
          ? [0]
          : [value.min ?? 0, value.max ?? 0, ...(value.paliers ?? []).map(p => p.max)],
      )
      const cles = regle.droit.flatMap(({ value }) =>
        estAbsente(value) ? [] : (value.paliers ?? []).map(p => p.cle),
      )
      const jour = fc.oneof(fc.constantFrom(...changements), fc.constantFrom(...jours))
      const quantite = fc.oneof(
        fc.constantFrom(...limites).chain(n => fc.constantFrom(n, n + 1, Math.max(0, n - 1))),
        fc.integer({ min: 1, max: 500 }),
      )
      fc.assert(
        fc.property(
          fc.tuple(jour, jour),
          quantite,
          fc.constantFrom(undefined, 'inconnu', ...cles),
          (ab, n, palier) => {
            const [du, au] = [...ab].sort() as [Jour, Jour]
            verifier(regle, [du, au], n, palier)
          },
        ),
        { numRuns: 300 },
      )
    }
  })
})
