import { performance } from 'node:perf_hooks'
import { calendrier } from '../src/creneaux/creneau.builder.ts'
import { type Creneau, creneauxLibres } from '../src/creneaux/index.ts'
import { ajouterJours, jourDeSemaine } from '../src/platform/date.ts'

/**
 * Free slots of a service of 40 agents over 12 months that already hold 30,000 convocations, from
 * facts in memory: what the search costs, the database apart. Prints p50, p99, the processor's own
 * time (what a busy machine does not change) and the ratio to the aims (a year in 60 ms, the ten
 * next slots in 5 ms).
 */
const FOIS = Number(process.argv[2] ?? 200)
const quantile = (tries: number[], requete: number) =>
  tries[Math.min(tries.length - 1, Math.floor(tries.length * requete))] ?? Number.NaN

function mesurer(nom: string, vise: number, jouer: () => number): void {
  for (let i = 0; i < 20; i += 1) jouer()
  const temps: number[] = []
  let lus = 0
  const cpu = process.cpuUsage()
  for (let i = 0; i < FOIS; i += 1) {
    const debut = performance.now()
    lus = jouer()
    temps.push(performance.now() - debut)
  }
  const { user } = process.cpuUsage(cpu)
  temps.sort((un, autre) => un - autre)
  const p99 = quantile(temps, 0.99)
  console.log(
    `${nom} : ${lus} lus, p50 ${quantile(temps, 0.5).toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, processeur ${(user / 1000 / FOIS).toFixed(1)} ms, ${(vise / p99).toFixed(1)} fois l’objectif de ${vise} ms`,
  )
}

const demande = calendrier({ agents: 40, mois: 12, occupations: 30_000 })
const compter = (creneaux: Iterable<Creneau>, max = Number.POSITIVE_INFINITY) => {
  let nombre = 0
  for (const _ of creneaux) {
    nombre += 1
    if (nombre >= max) break
  }
  return nombre
}
console.log(
  `${demande.plages.length} plages, ${demande.absences.length} absences, ${demande.occupations.length} convocations`,
)
mesurer('Douze mois entiers', 60, () => compter(creneauxLibres(demande)))
mesurer('Douze mois, créneaux complets compris', 60, () =>
  compter(creneauxLibres({ ...demande, complets: true })),
)
mesurer('Les dix prochains', 5, () => compter(creneauxLibres(demande), 10))
const lundi = ajouterJours(demande.du, 8 - jourDeSemaine(demande.du))
mesurer('Une semaine', 10, () =>
  compter(creneauxLibres({ ...demande, du: lundi, au: ajouterJours(lundi, 6) })),
)
