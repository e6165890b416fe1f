import { performance } from 'node:perf_hooks'
import type { Navigateur, Reponse } from '../tests/client.ts'

export type Geste = {
  nom: string
  qui: string
  jouer(navigateur: Navigateur, i: number): Promise<Reponse>
  fois?: number
}
/**
 * Milliseconds at the server, requests per second, weight in queries. `total` is from the first
 * byte read to the answer ready to leave.
 */
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
const quantile = (tries: number[], requete: number) =>
  tries[Math.min(tries.length - 1, Math.floor(tries.length * requete))] ?? Number.NaN
const moyenne = (liste: number[]) => liste.reduce((un, autre) => un + autre, 0) / liste.length

/**
 * One gesture, `souhaite` times one after the other for its latency, then as often several at once
 * for its rate.
 */
export async function mesurer(
  geste: Geste,
  clients: Navigateur[],
  souhaite: number,
): Promise<Resultat> {
  const [premier] = clients
  if (!premier) throw new Error('no client')
  const fois = Math.min(souhaite, geste.fois ?? souhaite)
  const chauffe = Math.min(CHAUFFE, Math.ceil(fois / 5))
  const sql: number[] = []
  const total: number[] = []
  let requetes = 0
  for (let i = 0; i < chauffe + fois; i += 1) {
    const reponse = await jouer(geste, premier, i)
    if (i < chauffe) continue
    const lu = /sql;dur=([\d.]+);desc="(\d+)", total;dur=([\d.]+)/.exec(
      String(reponse.entetes['server-timing']),
    )
    if (!lu) throw new Error(`${geste.nom}: no Server-Timing (${reponse.statut})`)
    sql.push(Number(lu[1]))
    requetes = Math.max(requetes, Number(lu[2]))
    total.push(Number(lu[3]))
  }
  // Numbers go on where they were, so that no gesture is made twice.
  let i = chauffe + fois - 1
  const fin = i + fois
  const debut = performance.now()
  await Promise.all(
    clients.slice(0, FRONT).map(async client => {
      while (i < fin) {
        i += 1
        await jouer(geste, client, i)
      }
    }),
  )
  const parSeconde = (fois * 1000) / (performance.now() - debut)
  total.sort((un, autre) => un - autre)
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
async function jouer(geste: Geste, navigateur: Navigateur, i: number): Promise<Reponse> {
  const reponse = await geste.jouer(navigateur, i)
  if (reponse.statut !== 200 && reponse.statut !== 303)
    throw new Error(
      `${geste.nom} : ${reponse.statut} ${/<h1[^>]*>([^<]*)/.exec(reponse.texte)?.[1] ?? ''} ${/role="alert"[\s\S]{0,300}/.exec(reponse.texte)?.[0] ?? ''}`,
    )
  return reponse
}
