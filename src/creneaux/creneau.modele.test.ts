import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { ajouterJours, estFerie, type Jour, type Territoire } from '../platform/date.ts'
import { unePlage } from './creneau.builder.ts'
import { creneauxLibres, type Demande, type Plage } from './creneau.rules.ts'

const enMinutes = (h: string) => Number(h.slice(0, 2)) * 60 + Number(h.slice(3))
const enHeure = (m: number) =>
  `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`
const lundi = (jour: Temporal.PlainDate) => jour.subtract({ days: jour.dayOfWeek - 1 })
function vit(p: Plage, le: Jour): boolean {
  const jour = Temporal.PlainDate.from(le)
  const semaines = lundi(Temporal.PlainDate.from(p.du)).until(lundi(jour), {
    largestUnit: 'weeks',
  }).weeks
  const dansLesDates =
    le >= p.du && (p.au === null || le <= p.au) && (p.fermeLe === null || le < p.fermeLe)
  return dansLesDates && p.jours.includes(jour.dayOfWeek) && semaines % p.toutesLes === 0
}
function debuts(p: Plage, duree: number): number[] {
  const trouves: number[] = []
  for (let m = enMinutes(p.de); m + duree <= enMinutes(p.a); m += p.pasMinutes) trouves.push(m)
  return trouves
}

/** The same rules, written with calendar objects, minute by minute, without any index. */
function naif(d: Demande): string[] {
  const trouves: { cle: string; texte: string }[] = []
  for (
    let jour = Temporal.PlainDate.from(d.du);
    Temporal.PlainDate.compare(jour, d.au) <= 0;
    jour = jour.add({ days: 1 })
  ) {
    const le = jour.toString() as Jour
    for (const p of d.plages) {
      const lieu = d.ouvertures.find(o => o.lieuId === p.lieuId)
      if (
        !lieu ||
        !vit(p, le) ||
        estFerie(le, lieu.territoire) ||
        (lieu.fermeLe && le >= lieu.fermeLe)
      )
        continue
      const duree = p.collective ? p.pasMinutes : (d.dureeMinutes ?? p.pasMinutes)
      for (const debut of debuts(p, duree)) {
        const heure = enHeure(debut)
        if (`${le} ${heure}` < `${d.maintenant.le} ${d.maintenant.heure}`) continue
        if (debut < enMinutes(lieu.ouvreA) || debut + duree > enMinutes(lieu.fermeA)) continue
        const libres = placesNaives(
          d,
          p,
          le,
          Array.from({ length: duree }, (_, i) => debut + i),
        )
        if (libres === null || (libres === 0 && !d.complets)) continue
        trouves.push({
          cle: `${le} ${heure} ${p.agendaNom} ${p.plageId}`,
          texte: `${le} ${heure} ${p.plageId} ${libres}`,
        })
      }
    }
  }
  return trouves.sort((x, y) => (x.cle < y.cle ? -1 : 1)).map(t => t.texte)
}

/** Null when nobody is there at one of the minutes. */
function placesNaives(d: Demande, p: Plage, le: Jour, minutes: number[]): number | null {
  const moment = (m: number) => `${le}T${enHeure(m)}`
  const absent = d.absences.some(
    a =>
      (a.agendaId === p.agendaId ||
        a.lieuId === p.lieuId ||
        (a.agentId !== null && a.agentId === p.agentId)) &&
      minutes.some(m => moment(m) >= a.du && moment(m) < a.au),
  )
  if (absent) return null
  const prises = d.occupations.filter(
    o => o.le === le && minutes.some(m => m >= o.debut && m < o.fin),
  )
  const enGroupe = d.plages.some(
    g =>
      g.collective &&
      g.agentId !== null &&
      g.agentId === p.agentId &&
      vit(g, le) &&
      debuts(g, g.pasMinutes).some(x => minutes.some(m => m >= x && m < x + g.pasMinutes)),
  )
  if (
    !p.collective &&
    p.agentId !== null &&
    (enGroupe || prises.some(o => o.agentId === p.agentId))
  )
    return 0
  return (
    p.capacite -
    new Set(
      prises.filter(o => o.agendaId === p.agendaId && o.place <= p.capacite).map(o => o.place),
    ).size
  )
}

describe('Propriétés, contre un modèle naïf', () => {
  const jour = fc.nat({ max: 27 }).map(n => ajouterJours('2026-12-14', n))
  const heure = fc
    .integer({ min: 32, max: 76 })
    .map(
      q => `${String(Math.floor(q / 4)).padStart(2, '0')}:${String((q % 4) * 15).padStart(2, '0')}`,
    )
  const deuxHeures = fc.tuple(heure, heure).filter(([x, y]) => x < y)
  const plage = fc
    .record({
      qui: fc.constantFrom('x', 'y', 'z'),
      agent: fc.boolean(),
      lieuId: fc.constantFrom('lieu', 'ile'),
      du: jour,
      duree: fc.option(fc.integer({ min: -1, max: 50 })),
      jours: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 3 }),
      toutesLes: fc.integer({ min: 1, max: 4 }),
      heures: deuxHeures,
      pasMinutes: fc.constantFrom(15, 30, 45, 60, 90),
      capacite: fc.integer({ min: 1, max: 4 }),
      collective: fc.boolean(),
      fermeLe: fc.option(jour),
    })
    .map(({ qui, agent, duree, heures: [de, a], ...p }) =>
      unePlage({
        ...p,
        de,
        a,
        agendaId: qui,
        agendaNom: `Agenda ${qui}`,
        agentId: agent ? `agent-${qui}` : null,
        au: duree === null ? null : ajouterJours(p.du, duree),
      }),
    )
  const absence = fc
    .record({
      objet: fc.constantFrom('agentId', 'agendaId', 'lieuId'),
      qui: fc.constantFrom('x', 'y'),
      du: jour,
      long: fc.integer({ min: 0, max: 4 }),
      heures: deuxHeures,
    })
    .map(a => ({
      agentId: a.objet === 'agentId' ? `agent-${a.qui}` : null,
      agendaId: a.objet === 'agendaId' ? a.qui : null,
      lieuId: a.objet === 'lieuId' ? { x: 'lieu', y: 'ile' }[a.qui] : null,
      du: `${a.du}T${a.heures[0]}`,
      au: `${ajouterJours(a.du, a.long)}T${a.heures[1]}`,
    }))
  const occupation = fc
    .record({
      qui: fc.constantFrom('x', 'y', 'z'),
      agent: fc.boolean(),
      agenda: fc.boolean(),
      le: jour,
      debut: fc.integer({ min: 480, max: 1100 }),
      long: fc.integer({ min: 5, max: 120 }),
      place: fc.integer({ min: 1, max: 5 }),
      collective: fc.boolean(),
    })
    .map(o => ({
      agentId: o.agent ? `agent-${o.qui}` : null,
      agendaId: o.agenda ? o.qui : null,
      le: o.le,
      debut: o.debut,
      fin: o.debut + o.long,
      place: o.place,
      collective: o.collective,
    }))
  const territoire = fc.constantFrom<Territoire>(
    'metropole',
    'alsace-moselle',
    'reunion',
    'mayotte',
    'guyane',
  )
  const demande = fc
    .record({
      plages: fc.array(plage, { minLength: 2, maxLength: 6, size: 'max' }),
      absences: fc.array(absence, { maxLength: 5 }),
      occupations: fc.array(occupation, { minLength: 30, maxLength: 120, size: 'max' }),
      du: jour,
      jours: fc.integer({ min: 0, max: 40 }),
      maintenant: fc.record({ le: fc.oneof(jour, fc.constant<Jour>('2026-12-14')), heure }),
      dureeMinutes: fc.option(fc.constantFrom(20, 30, 45, 60, 100)),
      complets: fc.boolean(),
      ici: territoire,
      la: territoire,
      fermeLe: fc.option(jour),
    })
    .map(({ plages, jours: n, ici, la, fermeLe, ...d }) => ({
      ...d,
      plages: plages.map((p, i) => ({ ...p, plageId: `plage-${i}` })),
      au: ajouterJours(d.du, n),
      ouvertures: [
        { lieuId: 'lieu', ouvreA: '08:30', fermeA: '17:30', territoire: ici, fermeLe: null },
        { lieuId: 'ile', ouvreA: '07:00', fermeA: '16:00', territoire: la, fermeLe },
      ],
    }))
  test('mêmes créneaux, mêmes places, même ordre que le modèle', () => {
    let vus = 0
    let partiels = 0
    fc.assert(
      fc.property(demande, d => {
        const obtenu = [...creneauxLibres(d)].map(
          c => `${c.le} ${c.heure} ${c.plageId} ${c.libres}`,
        )
        vus += obtenu.length
        partiels += [...creneauxLibres(d)].filter(c => c.libres > 0 && c.libres < c.capacite).length
        expect(obtenu).toEqual(naif(d))
      }),
      { numRuns: 250, seed: 20_261_127 },
    )
    expect(partiels).toBeGreaterThan(20)
    expect(vus).toBeGreaterThan(2000)
  })
})
