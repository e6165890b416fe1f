import { setTimeout as dormir } from 'node:timers/promises'
import type pg from 'pg'
import { seConnecter } from './client.ts'

const PATIENCE_MS = 2000
const ENTRE_DEUX_MS = 1000

function sousLeNom(url: string, nom: string): string {
  const sienne = new URL(url)
  sienne.searchParams.set('application_name', nom)
  return sienne.toString()
}
/** The address of a command: its connections bear its own name, by which its waits are found. */
export function enCommande(url: string): { url: string; nom: string } {
  const nom = `fil-rouge commande ${process.pid}`
  return { url: sousLeNom(url, nom), nom }
}

/** Who holds what we wait for; what a role may not see of another one is null. */
type Tenant = {
  attendMs: number
  pid: number
  role: string | null
  etat: string | null
  depuisS: number | null
}
const TENANTS = `
  SELECT DISTINCT ON (q.pid) extract(epoch
    FROM clock_timestamp() - l.waitstart) * 1000 AS "attendMs", q.pid, b.usename AS role,
    b.state AS etat,
         extract(epoch FROM clock_timestamp() - b.xact_start)::int AS "depuisS"
  FROM pg_stat_activity nous
  JOIN pg_locks l ON l.pid = nous.pid AND NOT l.granted
  CROSS JOIN LATERAL unnest(pg_blocking_pids(nous.pid)) AS q (pid)
  LEFT JOIN pg_stat_activity b ON b.pid = q.pid
  WHERE nous.application_name = $1 AND b.application_name IS DISTINCT
  FROM $1 AND l.waitstart < clock_timestamp() - $2 * interval '1 millisecond'
  ORDER BY q.pid`

const etats: Record<string, string> = {
  active: 'au travail',
  'idle in transaction': 'dont une transaction ouverte ne fait rien',
  'idle in transaction (aborted)': 'dont une transaction en échec reste ouverte',
}
const duree = (secondes: number) =>
  secondes < 120 ? `${secondes} s` : `${Math.round(secondes / 60)} min`
/**
 * By its number, its role, its state and since when: never by what it asks, which may name a
 * person.
 */
function enMots({ pid, role, etat, depuisS }: Tenant): string {
  const details = [
    role && `rôle ${role}`,
    etat && (etats[etat] ?? etat),
    depuisS !== null && `transaction ouverte depuis ${duree(depuisS)}`,
  ].filter(Boolean)
  return `le processus ${pid} de PostgreSQL${details.length ? ` (${details.join(', ')})` : ''}`
}

export type Guet = { cesser(): Promise<void> }
/**
 * Says once of each wait of the command `nom` what it waits for, when it lasts, and that it is
 * over; looks on a connection of its own.
 */
export function direLesAttentes(url: string, nom: string, dire: (texte: string) => void): Guet {
  let dits = ''
  return guetter(url, nom, {
    patienceMs: PATIENCE_MS,
    entreDeuxMs: ENTRE_DEUX_MS,
    vus(lus) {
      const tenants = lus.map(tenant => tenant.pid).join()
      if (tenants && tenants !== dits)
        dire(
          `La commande attend depuis ${duree(Math.round(Math.max(...lus.map(tenant => Number(tenant.attendMs))) / 1000))} ce que tient ${lus.map(enMots).join(', et ')}. Elle reprendra d’elle-même ; Ctrl-C l’abandonne, et ce qui attend ne change rien.`,
        )
      if (!tenants && dits) dire('L’attente est finie, la commande reprend.')
      dits = tenants
    },
  })
}

const COURTE_PATIENCE_MS = 100
/**
 * Who held what `work` waited for, on the address that it is given: as it was last seen, for a wait
 * that its own limit ends soon.
 */
export async function enGuettant<T>(
  url: string,
  work: (url: string) => Promise<T>,
): Promise<{ fait: T; tenu: string | null }> {
  let tenu: string | null = null
  const nom = `fil-rouge etape ${process.pid}`
  const guet = guetter(url, nom, {
    patienceMs: COURTE_PATIENCE_MS,
    entreDeuxMs: COURTE_PATIENCE_MS,
    vus(lus) {
      if (lus.length > 0) tenu = lus.map(enMots).join(', et ')
    },
  })
  try {
    const fait = await work(sousLeNom(url, nom))
    return { fait, tenu }
  } finally {
    await guet.cesser()
  }
}

type Regard = { patienceMs: number; entreDeuxMs: number; vus(lus: Tenant[]): void }
function guetter(url: string, nom: string, regard: Regard): Guet {
  const fin = new AbortController()
  const veille = regarder(url, nom, regard, fin.signal)
  return {
    async cesser() {
      fin.abort()
      await veille
    },
  }
}

async function regarder(
  url: string,
  nom: string,
  { patienceMs, entreDeuxMs, vus }: Regard,
  fin: AbortSignal,
): Promise<void> {
  const pause = (ms: number) => dormir(ms, undefined, { signal: fin, ref: false }).catch(() => {})
  let client: pg.Client | null = null
  await pause(patienceMs)
  while (!fin.aborted) {
    try {
      client ??= await ouvrir(url)
      const { rows } = await client.query<Tenant>(TENANTS, [nom, patienceMs])
      vus(rows)
    } catch {
      // The base that is gone is said by the command itself.
      client = null
    }
    await pause(entreDeuxMs)
  }
  await client?.end().catch(() => {})
}

async function ouvrir(url: string): Promise<pg.Client> {
  const client = await seConnecter(sousLeNom(url, 'fil-rouge attente'))
  return client.on('error', () => {})
}
