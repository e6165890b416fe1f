import { describe, expect, it } from 'vitest'
import { refusDAuteur } from './competence.rules.ts'
import type { Definition } from './definition.rules.ts'
import { faire, machines, mesure } from './etat.builder.ts'
import { actesDe, refusDAnnuler, refusDEtatDeMesure } from './etat.rules.ts'
import { refusDActe } from './jour-d-acte.rules.ts'
import { natures } from './nature.referentiel.ts'
import { libelleDActe, transitionDe } from './passage.rules.ts'
import { refusDeProlonger } from './terme.rules.ts'

const AUJOURDHUI = '2026-11-24'
const codes = (refus: { code: string }[]) => refus.map(r => r.code)
const enCours = faire(mesure('sursis_probatoire'), 'mise_a_execution', '2025-03-10')

describe('Un acte suit la machine de sa mesure', () => {
  it('possible depuis l’état que la loi nomme, refusé d’ailleurs avec son article (CP 132-43)', () => {
    expect(refusDEtatDeMesure(enCours, 'suspension', AUJOURDHUI)).toEqual([])
    expect(refusDEtatDeMesure(enCours, 'reprise', AUJOURDHUI)).toMatchObject([
      { code: 'acte_impossible', source: { texte: 'code pénal' } },
    ])
    expect(codes(refusDEtatDeMesure(enCours, 'pose', AUJOURDHUI))).toEqual(['acte_inconnu'])
    expect(
      codes(refusDEtatDeMesure({ ...enCours, nature: 'inconnue' }, 'pose', AUJOURDHUI)),
    ).toEqual(['nature_inconnue'])
  })
  it('ni avant la décision, ni avant l’acte précédent, ni dans l’avenir', () => {
    const acte = { acte: 'suspension', auteur: 'loi' } as const
    expect(refusDActe(enCours, { ...acte, le: '2025-06-01' }, AUJOURDHUI)).toEqual([])
    expect(codes(refusDActe(enCours, { ...acte, le: '2025-03-01' }, AUJOURDHUI))).toEqual([
      'acte_avant_decision',
    ])
    expect(codes(refusDActe(enCours, { ...acte, le: '2026-12-01' }, AUJOURDHUI))).toEqual([
      'acte_a_venir',
    ])
    const suspendue = faire(enCours, 'suspension', '2025-06-01')
    expect(
      codes(
        refusDActe(suspendue, { acte: 'reprise', auteur: 'loi', le: '2025-05-01' }, AUJOURDHUI),
      ),
    ).toEqual(['acte_avant_le_precedent'])
  })
  it('décidé par qui la loi désigne : la fin anticipée du sursis probatoire par le JAP (CPP 744)', () => {
    const fin = { acte: 'fin_anticipee', le: '2026-06-01' } as const
    expect(refusDActe(enCours, { ...fin, auteur: 'jap' }, AUJOURDHUI)).toEqual([])
    expect(refusDActe(enCours, { ...fin, auteur: 'spip' }, AUJOURDHUI)).toMatchObject([
      { code: 'auteur_incompetent', source: { article: '744' } },
    ])
  })
  it('au terme seulement quand il est atteint (CP 132-52)', () => {
    const terme = { acte: 'fin_au_terme', auteur: 'loi' } as const
    expect(codes(refusDActe(enCours, { ...terme, le: AUJOURDHUI }, AUJOURDHUI))).toEqual([
      'terme_pas_atteint',
    ])
    expect(refusDActe(enCours, { ...terme, le: '2027-03-10' }, '2027-03-10')).toEqual([])
  })
  it('une prolongation nomme un terme plus tardif, dans la durée que la loi permet (CPP 742, CP 132-42)', () => {
    const t = transitionDe(enCours, 'prolongation', AUJOURDHUI)
    if (!t) throw new Error('no prolongation')
    const acte = { acte: 'prolongation', le: AUJOURDHUI, auteur: 'jap' } as const
    expect(refusDeProlonger(enCours, t, { ...acte, nouvelleFinLe: '2028-03-10' })).toEqual([])
    expect(codes(refusDeProlonger(enCours, t, acte))).toEqual(['nouveau_terme_absent'])
    expect(codes(refusDeProlonger(enCours, t, { ...acte, nouvelleFinLe: '2027-03-10' }))).toEqual([
      'terme_non_reporte',
    ])
    expect(codes(refusDeProlonger(enCours, t, { ...acte, nouvelleFinLe: '2035-03-10' }))).toEqual([
      'duree_trop_longue',
    ])
  })
  it('seul le dernier acte s’annule ; un compte de JAP n’écrit que les décisions du JAP', () => {
    expect(refusDAnnuler({ id: 'b' }, [{ id: 'a' }, { id: 'b' }])).toEqual([])
    expect(codes(refusDAnnuler({ id: 'a' }, [{ id: 'a' }, { id: 'b' }]))).toEqual([
      'pas_le_dernier',
    ])
    expect(refusDAuteur('jap', 'jap')).toEqual([])
    expect(refusDAuteur('travailleur_social', 'jap')).toEqual([])
    expect(codes(refusDAuteur('jap', 'spip'))).toEqual(['pas_le_jap'])
  })
  it('l’écran explique chaque acte impossible avec sa source', () => {
    const impossibles = actesDe(enCours, AUJOURDHUI).filter(a => a.refus.length > 0)
    expect(impossibles.length).toBeGreaterThan(2)
    expect(impossibles.every(a => a.refus[0]?.source?.article)).toBe(true)
    expect(libelleDActe('sursis_probatoire', { acte: 'suspension' })).toBe(
      'Suspension du délai par l’incarcération',
    )
    expect(libelleDActe('sursis_probatoire', { acte: 'acte_inconnu' })).toBe('acte inconnu')
  })
})

describe('Chaque machine, à chaque date', () => {
  it.each(machines)(
    '$nature, $from : tout état s’atteint, aucune impasse que les fins, chaque fin a sa cause',
    ({ machine }) => {
      const { etats, transitions, initial } = machine
      for (const t of transitions)
        for (const e of [...t.de, t.vers]) expect(etats[e], `${t.acte} : ${e}`).toBeDefined()
      const atteints = new Set([initial])
      for (const e of atteints)
        for (const t of transitions) if (t.de.includes(e)) atteints.add(t.vers)
      expect(Object.keys(etats).filter(e => !atteints.has(e))).toEqual([])
      const fins = new Set(Object.keys(etats).filter(e => etats[e]?.fin))
      for (const t of transitions) {
        expect(fins.has(t.vers), `${t.acte} vers ${t.vers}`).toBe(t.effet === 'fin')
        expect(t.cause !== undefined, t.acte).toBe(t.effet === 'fin')
        expect(
          t.de.filter(e => fins.has(e)),
          t.acte,
        ).toEqual([])
      }
      const menent = new Set(fins)
      for (let avant = -1; avant !== menent.size; ) {
        avant = menent.size
        for (const t of transitions) if (menent.has(t.vers)) for (const e of t.de) menent.add(e)
      }
      expect(Object.keys(etats).filter(e => !menent.has(e))).toEqual([])
    },
  )
  it('une mesure en cours garde son état quand la loi change de machine', () => {
    for (const [nature, d] of Object.entries(natures as Record<string, Definition>))
      d.machine.forEach((v, i) => {
        const suivante = d.machine[i + 1]?.value
        if (suivante)
          for (const [e, { fin }] of Object.entries(v.value.etats))
            expect(fin || suivante.etats[e], `${nature} ${e}`).toBeTruthy()
      })
  })
  it('la peine de probation autonome ne mène jamais à l’emprisonnement (C4.1)', () => {
    const d = natures.peine_probation_autonome as Definition
    const actes = (d.machineEgip?.transitions ?? []).map(t => `${t.acte} ${t.cause ?? ''}`)
    expect(actes.length).toBeGreaterThan(8)
    expect(actes.filter(a => /conversion|revocation|emprisonnement|inexecution/.test(a))).toEqual(
      [],
    )
    expect(d.machine.map(v => v.value)).toEqual([d.machineEgip])
    const clesDe = (o: unknown): string[] =>
      o && typeof o === 'object' ? Object.entries(o).flatMap(([k, v]) => [k, ...clesDe(v)]) : []
    expect(clesDe(d).length).toBeGreaterThan(100)
    expect(clesDe(d).filter(k => /quantum|emprisonnement|prison|peine_encourue/i.test(k))).toEqual(
      [],
    )
  })
})
