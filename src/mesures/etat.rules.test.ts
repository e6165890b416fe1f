import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ajouterJours, ajouterMois, type Jour, joursEntre } from '../platform/date.ts'
import { refusDAuteur } from './competence.rules.ts'
import type { Definition, Machine, Referentiel } from './definition.rules.ts'
import {
  actesDe,
  deroulement,
  libelleDActe,
  type MesureSuivie,
  machineLe,
  refusDAnnuler,
  refusDEtatDeMesure,
  refusDeProlonger,
  termeApres,
  transitionDe,
} from './etat.rules.ts'
import { refusDActe } from './jour-d-acte.rules.ts'
import { type CleNature, natures } from './nature.referentiel.ts'
import { estOpposable } from './regle.rules.ts'

const AUJOURDHUI = '2026-11-24'
const codes = (refus: { code: string }[]) => refus.map(r => r.code)
const mesure = (nature: CleNature, plus: Partial<MesureSuivie> = {}): MesureSuivie => ({
  nature,
  referentiel: nature === 'peine_probation_autonome' ? 'egip' : 'droit',
  decisionLe: '2025-03-10',
  debutLe: '2025-03-10',
  finInitialeLe: '2027-03-10',
  palier: null,
  actes: [],
  ...plus,
})
/** Plays an act that must be possible, as the command does. */
function faire(m: MesureSuivie, acte: string, le: Jour, nouvelleFinLe?: Jour): MesureSuivie {
  const t = transitionDe(m, acte, le)
  if (!t) throw new Error(`${acte} is not possible on ${le}`)
  const saisi = { acte, le, auteur: t.auteurs[0] ?? 'spip', nouvelleFinLe } as const
  return {
    ...m,
    actes: [
      ...m.actes,
      { acte, vers: t.vers, le, termeLe: termeApres(m, t, saisi), causeFin: t.cause ?? null },
    ],
  }
}
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

describe('Le terme suspendu, prolongé', () => {
  it('une seconde suspension avant la reprise n’efface pas la première : surveillance judiciaire (CPP 723-35, D147-43)', () => {
    const m = mesure('surveillance_judiciaire')
    const reincarceree = faire(
      faire(m, 'suspension', '2025-06-01'),
      'retrait_partiel',
      '2025-06-11',
    )
    expect(deroulement(reincarceree)).toMatchObject({
      etat: 'reincarceree',
      termeLe: null,
      suspendueLe: '2025-06-01',
    })
    expect(deroulement(faire(reincarceree, 'reprise', '2025-07-01')).termeLe).toBe(
      ajouterJours('2027-03-10', 30),
    )
  })
  it('deux suspensions closes s’ajoutent (CP 132-43)', () => {
    const une = faire(faire(enCours, 'suspension', '2025-06-01'), 'reprise', '2025-06-11')
    const deux = faire(faire(une, 'suspension', '2026-01-01'), 'reprise', '2026-01-06')
    expect(deroulement(deux).termeLe).toBe(ajouterJours('2027-03-10', 15))
  })
  it('une mesure sans terme n’en gagne pas à la reprise', () => {
    const sans = { ...enCours, finInitialeLe: null, actes: [] }
    const repris = faire(
      faire(faire(sans, 'mise_a_execution', '2025-03-10'), 'suspension', '2025-06-01'),
      'reprise',
      '2025-06-11',
    )
    expect(deroulement(repris)).toMatchObject({
      etat: 'en_cours',
      termeLe: null,
      suspendueLe: null,
    })
  })
  const prolonger = (
    m: MesureSuivie,
    auteur: 'jap' | 'jld' | 'parquet',
    nouvelleFinLe: Jour,
    acte = 'prolongation',
  ) => refusDActe(m, { acte, le: '2026-06-01', auteur, nouvelleFinLe }, AUJOURDHUI)
  it('le JAP prolonge un sursis probatoire jusqu’à trois ans au total, même prononcé pour cinq (CPP 743)', () => {
    expect(prolonger(enCours, 'jap', '2028-03-10')).toEqual([])
    expect(codes(prolonger(enCours, 'jap', '2028-03-11'))).toHaveLength(1)
    const cinqAns = { ...enCours, palier: 'cp_132_42_al1_p2' }
    expect(prolonger(cinqAns, 'jap', '2029-03-10')).toMatchObject([
      { champ: 'nouvelleFinLe', source: { article: '743' } },
    ])
  })
  it('les jours de suspension ne comptent pas dans ces trois ans (CP 132-43, CPP 743)', () => {
    const suspendue = faire(
      faire(enCours, 'suspension', '2025-06-01'),
      'reprise',
      ajouterJours('2025-06-01', 100),
    )
    expect(prolonger(suspendue, 'jap', ajouterJours('2028-03-10', 100))).toEqual([])
    expect(prolonger(suspendue, 'jap', ajouterJours('2028-03-10', 101))).toHaveLength(1)
  })
  it('une ARSE se prolonge de six mois en six mois, deux ans au total (CPP 142-7)', () => {
    const posee = faire(
      mesure('arse', {
        debutLe: '2026-01-10',
        decisionLe: '2026-01-10',
        finInitialeLe: '2026-07-10',
      }),
      'pose',
      '2026-01-12',
    )
    expect(prolonger(posee, 'jld', '2027-01-10')).toEqual([])
    expect(prolonger(posee, 'jld', '2028-01-11')).toMatchObject([
      { source: { article: expect.stringContaining('142-7') } },
    ])
  })
  it('un stage empêché a un nouveau délai, au-delà des six mois (CP 131-5-1, al. 3)', () => {
    const stage = mesure('stage', { finInitialeLe: '2025-09-10' })
    expect(
      refusDActe(
        stage,
        { acte: 'report', le: '2025-09-01', auteur: 'jap', nouvelleFinLe: '2025-12-10' },
        AUJOURDHUI,
      ),
    ).toEqual([])
  })
  it('un nouvel ajournement ne passe pas un an depuis le premier (CP 132-65)', () => {
    const ajourne = mesure('ajournement_probatoire', { finInitialeLe: '2025-09-10' })
    const encore = (nouvelleFinLe: Jour) =>
      refusDActe(
        ajourne,
        { acte: 'nouvel_ajournement', le: '2025-09-01', auteur: 'tribunal', nouvelleFinLe },
        AUJOURDHUI,
      )
    expect(encore('2026-03-10')).toEqual([])
    expect(codes(encore('2026-03-11'))).toEqual(['duree_trop_longue'])
  })
})

type Version = { nature: string; from: string; machine: Machine; referentiel: Referentiel }
const machines: Version[] = Object.entries(natures as Record<string, Definition>).flatMap(
  ([nature, d]) => [
    ...d.machine.map(v => ({
      nature,
      from: v.from,
      machine: v.value,
      referentiel: 'droit' as const,
    })),
    ...(d.machineEgip
      ? [{ nature, from: 'egip', machine: d.machineEgip, referentiel: 'egip' as const }]
      : []),
  ],
)

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
