import { describe, expect, it } from 'vitest'
import type { Jour } from '../platform/date.ts'
import type { Definition } from './definition.rules.ts'
import { deroulement, libelleDEtat } from './deroulement.rules.ts'
import { faire, suivi } from './mesure.builder.ts'
import { type CleNature, natures } from './nature.referentiel.ts'
import { machineLe } from './nature.rules.ts'
import { etatApres, transitionPrevue } from './passage.rules.ts'

const LE: Jour = '2025-03-03'
const toutes = Object.entries(natures as Record<CleNature, Definition>) as [CleNature, Definition][]
const machineDe = (nature: CleNature, d: Definition) =>
  machineLe(d, nature === 'peine_probation_autonome' ? 'egip' : 'droit', LE)

describe('Seul un acte qui change l’état met fin à « Exécutoire par provision » (CP 132-41, al. 2)', () => {
  it('un sursis dont les obligations changent le reste, et « la condamnation devient exécutoire » reste à enregistrer', () => {
    const depart = suivi('sursis_probatoire', '2025-01-06', {
      executionProvisoire: true,
      finInitialeLe: '2027-01-06',
    })
    const modifie = faire(
      depart,
      ['modification_obligations', '2025-02-03'],
      ['revocation_partielle', '2025-02-20'],
    )
    expect(libelleDEtat(modifie, LE)).toBe('Exécutoire par provision')
    const executoire = faire(modifie, ['mise_a_execution', '2025-03-03'])
    expect(libelleDEtat(executoire, LE)).toBe('Probation en cours')
    expect(transitionPrevue(executoire, 'mise_a_execution', '2025-04-03')).toBeNull()
    expect(libelleDEtat(faire(modifie, ['suspension', '2025-03-03']), LE)).toBe(
      'Délai suspendu par l’incarcération',
    )
  })
  it.each(toutes)(
    '%s : de chaque état, par provision ou non, un acte qui ne change pas l’état le laisse, avec ce qui est possible',
    (nature, d) => {
      const machine = machineDe(nature, d)
      let essais = 0
      for (const executionProvisoire of [false, true])
        for (const etat of Object.keys(machine.etats)) {
          const depart = suivi(nature, '2025-01-06', {
            executionProvisoire,
            finInitialeLe: '2027-01-06',
          })
          const actes =
            etat === machine.initial
              ? []
              : [
                  {
                    acte: 'essai',
                    vers: etat,
                    le: '2025-01-07' as Jour,
                    termeLe: '2027-01-06' as Jour,
                    causeFin: null,
                  },
                ]
          const m = { ...depart, actes }
          const vit =
            executionProvisoire && etat === machine.initial && machine.parProvision
              ? machine.parProvision.vers
              : etat
          for (const { acte } of machine.transitions) {
            const t = transitionPrevue(m, acte, LE)
            if (!t || t.vers !== vit || !t.de.includes(vit)) continue
            essais += 1
            const apres = {
              ...m,
              actes: [
                ...m.actes,
                {
                  acte,
                  vers: etatApres(m, t, LE),
                  le: LE,
                  termeLe: '2027-01-06' as Jour,
                  causeFin: null,
                },
              ],
            }
            const possibles = (x: typeof m) =>
              machine.transitions.map(p => transitionPrevue(x, p.acte, LE))
            expect([acte, etat, deroulement(apres).etat, libelleDEtat(apres, LE)]).toEqual([
              acte,
              etat,
              etat,
              libelleDEtat(m, LE),
            ])
            expect(possibles(apres)).toEqual(possibles(m))
          }
        }
      expect(essais).toBeGreaterThan(machine.transitions.some(t => t.de.includes(t.vers)) ? 0 : -1)
    },
  )
  it.each(toutes)('%s : un acte qui change l’état le change toujours', (nature, d) => {
    const machine = machineDe(nature, d)
    for (const executionProvisoire of [false, true]) {
      const m = suivi(nature, '2025-01-06', { executionProvisoire })
      for (const { acte } of machine.transitions) {
        const t = transitionPrevue(m, acte, LE)
        if (t && !t.de.includes(t.vers)) expect([acte, etatApres(m, t, LE)]).toEqual([acte, t.vers])
      }
    }
  })
})
