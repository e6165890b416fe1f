import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { Temporal } from 'temporal-polyfill'
import { creerApplication } from '../../src/application.tsx'
import { generer, Hasard, MOT_DE_PASSE } from '../../src/demonstration/index.ts'
import { seConnecter } from '../../src/platform/db/client.ts'
import { ouvrirBase } from '../../src/platform/db/connexion.ts'
import { demarrerBase } from '../../src/platform/db/embarque.ts'
import { migrer } from '../../src/platform/db/migrateur.ts'
import { Assaillant, type Attaque, attaquesDe, ciblesDe } from '../../tests/invariants/hostile.ts'
import { toutParcourir } from '../../tests/invariants/parcourir.ts'

/**
 * Invariant 4 at full length: the real requests of every function, each changed in one thing, sent
 * as who is signed in. The base is thrown away after each lot, for some attacks are accepted.
 * Bounded in number and in time; prints statuses, the slowest and what failed.
 */
const LE = '2026-11-24'
const { values: options } = parseArgs({
  options: {
    combien: { type: 'string', default: '80000' },
    graine: { type: 'string', default: '20261130' },
    minutes: { type: 'string', default: '60' },
  },
})
const COMBIEN = Math.min(Number(options.combien), 400_000)
const FIN = performance.now() + Math.min(Number(options.minutes), 120) * 60_000
const PAR_LOT = 4000

const dossier = mkdtempSync(path.join(os.tmpdir(), 'fil-rouge-securite-'))
const serveur = await demarrerBase(dossier, {
  reglages: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
})
const admin = await seConnecter(serveur.urlFor('postgres', 'postgres'))
await admin.query('CREATE DATABASE modele')
await migrer(serveur.urlFor('postgres', 'modele'))
await generer(serveur.urlFor('postgres', 'modele'), { dossiers: 120, le: LE })

async function surUneCopie<T>(
  travail: (plateforme: Awaited<ReturnType<typeof creerApplication>>) => Promise<T>,
): Promise<T> {
  const nom = `lot_${randomBytes(6).toString('hex')}`
  await admin.query(`CREATE DATABASE ${nom} TEMPLATE modele`)
  const base = ouvrirBase(serveur.urlFor('fil_rouge_application', nom), { max: 10 })
  const maintenant = Temporal.Instant.from(`${LE}T08:00:00Z`)
  const plateforme = await creerApplication({
    base,
    horloge: () => maintenant,
    demonstration: { comptes: [], motDePasse: MOT_DE_PASSE },
  })
  await plateforme.app.ready()
  try {
    return await travail(plateforme)
  } finally {
    await plateforme.app.close()
    await base.fermer()
    await admin.query(`DROP DATABASE ${nom} WITH (FORCE)`)
  }
}

const statuts: Record<number, number> = {}
const fautes: string[] = []
const lentes: [number, string][] = []
async function unLot(attaques: Attaque[]): Promise<void> {
  await surUneCopie(async plateforme => {
    const assaillant = new Assaillant(plateforme)
    for (const attaque of attaques) {
      if (performance.now() > FIN) return
      const { statut, ms, faute } = await assaillant.envoyer(attaque)
      statuts[statut] = (statuts[statut] ?? 0) + 1
      if (faute) {
        fautes.push(faute)
        console.log(faute)
      }
      lentes.push([ms, `${attaque.cible.methode} ${attaque.cible.route} : ${attaque.nom}`])
    }
  })
}

const cibles = await surUneCopie(async plateforme =>
  ciblesDe(plateforme, await toutParcourir(plateforme, { parRoute: 1 })),
)
const toutes = cibles.flatMap(attaquesDe)
console.log(
  `${cibles.length} demandes de ${new Set(cibles.map(cible => `${cible.methode} ${cible.route}`)).size} routes, ${toutes.length} attaques possibles`,
)
const hasard = new Hasard(Number(options.graine))
for (let i = toutes.length - 1; i > 0; i -= 1) {
  const jours = hasard.entier(0, i)
  ;[toutes[i], toutes[jours]] = [toutes[jours] as Attaque, toutes[i] as Attaque]
}
const tirees = toutes.slice(0, COMBIEN)
const debut = performance.now()
for (let i = 0; i < tirees.length && performance.now() < FIN; i += PAR_LOT) {
  await unLot(tirees.slice(i, i + PAR_LOT))
  console.log(
    `${Math.min(i + PAR_LOT, tirees.length)} envoyées, ${fautes.length} fautes, ${Math.round((performance.now() - debut) / 1000)} s`,
  )
}
lentes.sort(([un], [autre]) => autre - un)
const p99 = lentes[Math.floor(lentes.length / 100)]?.[0] ?? 0
console.log(`${lentes.length} demandes hostiles, graine ${options.graine}`)
console.log(
  Object.entries(statuts)
    .map(([texte, valeur]) => `${texte} : ${valeur}`)
    .join(', '),
)
console.log(
  `5xx : ${Object.entries(statuts).reduce((nombre, [texte, valeur]) => nombre + (Number(texte) >= 500 ? valeur : 0), 0)}, fautes : ${fautes.length}, p99 ${p99.toFixed(0)} ms`,
)
for (const [ms, quoi] of lentes.slice(0, 5)) console.log(`${ms.toFixed(0)} ms ${quoi}`)
await admin.end()
await serveur.arreter()
rmSync(dossier, { recursive: true, force: true })
process.exitCode = fautes.length > 0 ? 1 : 0
