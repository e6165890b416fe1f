import { type CleNature, calculer, type Faits, simulation } from '../src/mesures/index.ts'
import { ajouterJours, ajouterMois, type Jour, type Territoire } from '../src/platform/date.ts'

/**
 * All deadlines of a country's measures on one core, from facts in memory: what the law costs, the
 * database apart. Prints one measure's cost against its parts, and the ratio to the aims (300,000
 * measures in 5 s, one dossier in 1 ms).
 */
const MESURES = Number(process.argv[2] ?? 300_000)
const DOSSIER = 3
const natures: CleNature[] = [
  'sursis_probatoire',
  'sursis_probatoire',
  'sursis_probatoire_renforce',
  'tig',
  'ddse_amenagement',
  'suivi_socio_judiciaire',
  'liberation_conditionnelle',
  'controle_judiciaire',
  'contrainte_penale',
  'stage',
]
const territoires: Territoire[] = ['metropole', 'alsace-moselle', 'reunion', 'guadeloupe']

/** Invented facts, the same at each run. */
function faits(i: number): Faits & { heures: number | null; dureeMois: number | null } {
  const decisionLe = ajouterJours('2014-10-01' as Jour, (i * 37) % 4400)
  const suivre = (nombre: number, pas: number) =>
    Array.from({ length: nombre }, (_, rang) => ajouterJours(decisionLe, 9 + rang * pas))
  return {
    nature: natures[i % natures.length] ?? 'tig',
    referentiel: 'droit',
    decisionLe,
    debutLe: decisionLe,
    faitsLe: i % 3 ? ajouterJours(decisionLe, -200) : null,
    notifieeLe: decisionLe,
    executionProvisoire: i % 2 === 0,
    termeLe: ajouterMois(decisionLe, 24),
    finieLe: null,
    actes: [
      { acte: 'mise_a_execution', le: decisionLe },
      { acte: 'fixation_contenu', le: ajouterJours(decisionLe, 100) },
    ],
    convocations: suivre(12, 31).map(le => ({ le, chez: 'service' as const, devoir: null })),
    rapports: suivre(2, 80).map((le, rang) => ({
      le,
      nature: rang ? 'fin_de_mesure' : 'evaluation',
    })),
    territoire: territoires[i % territoires.length] ?? 'metropole',
    heures: i % 10 === 3 ? 140 : null,
    dureeMois: 24,
  }
}
const toutes = Array.from({ length: MESURES }, (_, i) => faits(i))
const temps = (work: () => void) => {
  const debut = performance.now()
  work()
  return performance.now() - debut
}

const chacune =
  (liste: typeof toutes, faire: (faits: (typeof toutes)[number]) => unknown) => () => {
    for (const faits of liste) faire(faits)
  }

let valeur = 0
const calcul = temps(() => {
  for (const faits of toutes) valeur += calculer(faits).echeances.length
})
const expliquees = toutes.slice(0, 20_000)
const avecPourquoi =
  (temps(chacune(expliquees, faits => calculer(faits, true))) * MESURES) / expliquees.length
const bilan = simulation.bilanVide()
const simulees = toutes.slice(0, 50_000)
const enSimulation =
  (temps(
    chacune(simulees, faits =>
      simulation.ajouterAuBilan(bilan, faits, { probationAutonome: true }),
    ),
  ) *
    MESURES) /
  simulees.length
const unDossier = temps(chacune(toutes.slice(0, DOSSIER), faits => calculer(faits, true)))

console.log(
  `${MESURES} mesures, ${valeur} échéances (${(valeur / MESURES).toFixed(1)} par mesure), un cœur, base à part`,
)
console.log(
  `calcul : ${(calcul / 1000).toFixed(2)} s, ${((calcul * 1000) / MESURES).toFixed(1)} µs par mesure ; visé 5 s pour 300 000 : rapport ${((calcul / MESURES) * (300_000 / 5000)).toFixed(2)}`,
)
console.log(`avec les explications : ${(avecPourquoi / calcul).toFixed(2)} fois le calcul seul`)
console.log(
  `simulation sous l’autre référentiel : ${(enSimulation / calcul).toFixed(2)} fois le calcul seul`,
)
console.log(
  `un dossier de ${DOSSIER} mesures, expliqué : ${unDossier.toFixed(3)} ms ; visé 1 ms : rapport ${unDossier.toFixed(2)}`,
)
