import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ajouterJours, ajouterMois, type Jour, joursEntre } from '../platform/date.ts'
import type { Definition, Referentiel } from './definition.rules.ts'
import { deroulement, type MesureSuivie } from './deroulement.rules.ts'
import { faire, machines, mesure } from './etat.builder.ts'
import { actesDe, refusDEtatDeMesure } from './etat.rules.ts'
import { type CleNature, natures } from './nature.referentiel.ts'
import { machineLe } from './nature.rules.ts'
import { estOpposable } from './regle.rules.ts'

const AUJOURDHUI = '2026-11-24'
const codes = (refus: { code: string }[]) => refus.map(r => r.code)
const enCours = faire(mesure('sursis_probatoire'), 'mise_a_execution', '2025-03-10')

/**
 * What the machine says of the term, counted again from the acts alone: suspensions first, whatever
 * code replays them.
 */
function termeRecompte(m: MesureSuivie): Jour | null {
  const d: Definition = natures[m.nature as CleNature]
  let terme = m.finInitialeLe
  let depuis: Jour | null = null
  for (const { acte, le, termeLe } of m.actes) {
    const t = machineLe(d, m.referentiel as Referentiel, le).transitions.find(x => x.acte === acte)
    const effet = t?.effet
    const deuxAns = ajouterMois(m.debutLe, 24)
    if (t?.porteAuTotal && (!terme || terme < deuxAns)) terme = deuxAns
    if (effet === 'suspend') depuis ??= le
    if (effet === 'prolonge') terme = termeLe as Jour
    if (effet === 'reprend' && terme && depuis) terme = ajouterJours(terme, joursEntre(depuis, le))
    if (effet === 'reprend') depuis = null
  }
  return depuis ? null : terme
}

/**
 * A history drawn at random among what the machine allows, by the numbers given; it may cross a
 * change of the law.
 */
function histoire(nature: CleNature, debut: Jour, choix: readonly number[]): MesureSuivie {
  let m = mesure(nature, {
    decisionLe: debut,
    debutLe: debut,
    finInitialeLe: ajouterMois(debut, 24),
  })
  let le = debut
  for (const n of choix) {
    // One draw in nine may end the measure: long histories are where a count goes wrong.
    const permis = actesDe(m, le).filter(a => a.refus.length === 0)
    const suite = permis.filter(a => a.transition.effet !== 'fin')
    const possibles = n % 9 === 0 || suite.length === 0 ? permis : suite
    const acte = possibles[n % Math.max(1, possibles.length)]?.transition
    if (!acte) break
    const { termeLe } = deroulement(m)
    m = faire(
      m,
      acte.acte,
      le,
      acte.effet === 'prolonge' ? ajouterMois(termeLe ?? le, 1) : undefined,
    )
    le = ajouterJours(le, n % 97)
  }
  return m
}

describe('Une histoire tirée au sort, de 2015 à 2026', () => {
  const cles = Object.keys(natures) as CleNature[]
  const debut = fc.integer({ min: 0, max: 4000 }).map(n => ajouterJours('2015-01-01', n))
  const tirage = fc.tuple(
    fc.constantFrom(...cles),
    debut,
    fc.array(fc.nat(10_000), { maxLength: 20 }),
  )
  it('se rejoue deux fois dans le même état et au même terme, compté autrement', () => {
    fc.assert(
      fc.property(tirage, ([nature, le, choix]) => {
        const [a, b] = [histoire(nature, le, choix), histoire(nature, le, choix)]
        expect(deroulement(a)).toEqual(deroulement(b))
        expect(deroulement(a).termeLe).toBe(termeRecompte(a))
      }),
      { numRuns: 1500 },
    )
  })
  it('reste dans un état que la machine du jour connaît ; une fin a sa cause et son jour, et rien n’y est plus possible', () => {
    fc.assert(
      fc.property(tirage, ([nature, le, choix]) => {
        const m = histoire(nature, le, choix)
        const { etat, finieLe, cause } = deroulement(m)
        const connu = machineLe(
          natures[nature],
          m.referentiel as Referentiel,
          m.actes.at(-1)?.le ?? le,
        ).etats[etat]
        expect(connu, etat).toBeDefined()
        expect([finieLe !== null, cause !== null]).toEqual([
          Boolean(connu?.fin),
          Boolean(connu?.fin),
        ])
        if (connu?.fin)
          for (const { refus } of actesDe(m, AUJOURDHUI))
            expect(codes(refus)).toEqual(['deja_finie'])
      }),
      { numRuns: 500 },
    )
  })
  it('refuse tout acte qui n’est pas écrit pour son état, avec l’article, et aucun de ceux qui le sont', () => {
    fc.assert(
      fc.property(tirage, ([nature, le, choix]) => {
        const m = histoire(nature, le, choix)
        const { transitions } = machineLe(natures[nature], m.referentiel as Referentiel, AUJOURDHUI)
        const { etat } = deroulement(m)
        for (const acte of new Set(machines.flatMap(v => v.machine.transitions.map(t => t.acte)))) {
          const refus = refusDEtatDeMesure(m, acte, AUJOURDHUI)
          const ecrit = transitions.filter(t => t.acte === acte)
          const { finieLe, suspendueLe } = deroulement(m)
          // What nobody read stops nobody, until the measure ends (ADR 0038).
          const nonLu =
            !finieLe &&
            ecrit.some(t => !estOpposable(t.source) && (t.effet !== 'reprend' || suspendueLe))
          const permis = nonLu || ecrit.some(t => t.de.includes(etat))
          if (ecrit.length > 0) expect(refus.length === 0, `${nature} ${etat} ${acte}`).toBe(permis)
          if (refus.length > 0 && ecrit.length > 0 && ecrit.every(t => estOpposable(t.source)))
            expect(refus[0]?.source?.article).toBeTruthy()
        }
      }),
      { numRuns: 300 },
    )
  })
  it('une suspension puis une reprise reportent le terme d’exactement leurs jours (CP 132-43)', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 300 }),
        fc.integer({ min: 0, max: 300 }),
        (avant, duree) => {
          const le = ajouterJours('2025-03-10', avant)
          const apres = faire(faire(enCours, 'suspension', le), 'reprise', ajouterJours(le, duree))
          expect(deroulement(faire(enCours, 'suspension', le)).termeLe).toBeNull()
          expect(deroulement(apres).termeLe).toBe(ajouterJours('2027-03-10', duree))
        },
      ),
    )
  })
})
