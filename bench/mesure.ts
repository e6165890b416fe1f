import { performance } from 'node:perf_hooks'
import type { Navigateur, Reponse } from '../tests/client.ts'

export type Geste = { nom: string; qui: string; jouer(n: Navigateur, i: number): Promise<Reponse>; fois?: number }
/** Milliseconds at the server, requests per second, weight in queries. `total` is from the first byte read to the answer ready to leave. */
export type Resultat = {
  nom: string
  sql: number
  total: number
  p50: number
  p99: number
  parSeconde: number
  requetes: number
  mesures: number
}

const CHAUFFE = 30
const FRONT = 4
const quantile = (tries: number[], q: number) => tries[Math.min(tries.length - 1, Math.floor(tries.length * q))] ?? Number.NaN
const moyenne = (l: number[]) => l.reduce((a, b) => a + b, 0) / l.length

/** One gesture, `souhaite` times one after the other for its latency, then as often several at once for its rate. */
export async function mesurer(geste: Geste, clients: Navigateur[], souhaite: number): Promise<Resultat> {
  const [premier] = clients
  if (!premier) throw new Error('no client')
  const fois = Math.min(souhaite, geste.fois ?? souhaite)
  const chauffe = Math.min(CHAUFFE, Math.ceil(fois / 5))
  const sql: number[] = []
  const total: number[] = []
  let requetes = 0
  for (let i = 0; i < chauffe + fois; i += 1) {
    const r = await jouer(geste, premier, i)
    if (i < chauffe) continue
    const lu = /sql;dur=([\d.]+);desc="(\d+)", total;dur=([\d.]+)/.exec(String(r.entetes['server-timing']))
    if (!lu) throw new Error(`${geste.nom}: no Server-Timing (${r.statut})`)
    sql.push(Number(lu[1]))
    requetes = Math.max(requetes, Number(lu[2]))
    total.push(Number(lu[3]))
  }
  // Numbers go on where they were, so that no gesture is made twice.
  let i = chauffe + fois - 1
  const fin = i + fois
  const debut = performance.now()
  await Promise.all(
    clients.slice(0, FRONT).map(async n => {
      while (i < fin) {
        i += 1
        await jouer(geste, n, i)
      }
    }),
  )
  const parSeconde = (fois * 1000) / (performance.now() - debut)
  total.sort((a, b) => a - b)
  return {
    nom: geste.nom,
    sql: moyenne(sql),
    total: moyenne(total),
    p50: quantile(total, 0.5),
    p99: quantile(total, 0.99),
    parSeconde,
    requetes,
    mesures: fois,
  }
}

/** A gesture that is refused measures a refusal: it stops the bench. */
async function jouer(geste: Geste, n: Navigateur, i: number): Promise<Reponse> {
  const r = await geste.jouer(n, i)
  if (r.statut !== 200 && r.statut !== 303)
    throw new Error(
      `${geste.nom} : ${r.statut} ${/<h1[^>]*>([^<]*)/.exec(r.texte)?.[1] ?? ''} ${/role="alert"[\s\S]{0,300}/.exec(r.texte)?.[0] ?? ''}`,
    )
  return r
}
