import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { verifierLesJournaux } from '../src/acces/sceau.examen.ts'
import { scellerLesJournaux } from '../src/acces/sceau.gestes.ts'
import { generer } from '../src/demonstration/index.ts'
import { seConnecter } from '../src/platform/db/client.ts'
import { enTransaction, ouvrirBase } from '../src/platform/db/connexion.ts'
import { demarrerBase } from '../src/platform/db/embarque.ts'
import { migrer } from '../src/platform/db/migrateur.ts'

// npm run bench:sceaux [-- --lignes 10000 --fois 5] : what a line of the journal costs to write,
// then to be sealed with a key, then to be checked.
const { values: options } = parseArgs({
  options: { lignes: { type: 'string', default: '10000' }, fois: { type: 'string', default: '5' } },
})
const lignes = Number(options.lignes)
const cles = { signe: 'une clé de sceau que la base ne connaît pas', anciennes: [] }

const dossier = mkdtempSync(path.join(os.tmpdir(), 'fil-rouge-sceaux-'))
const serveur = await demarrerBase(dossier)
const admin = await seConnecter(serveur.urlFor('postgres', 'postgres'))
await admin.query('CREATE DATABASE sceaux')
await migrer(serveur.urlFor('postgres', 'sceaux'))
await generer(serveur.urlFor('postgres', 'sceaux'), { dossiers: 24, le: '2026-11-24' })
const proprietaire = await seConnecter(serveur.urlFor('postgres', 'sceaux'))
const { rows } = await proprietaire.query<{ id: string }>(
  "SELECT id FROM acces.compte WHERE identifiant = 'ts.67@demo.example'",
)
const agent = rows[0]?.id
await proprietaire.end()
const base = ouvrirBase(serveur.urlFor('fil_rouge_application', 'sceaux'), { max: 2 })

const duree = async (travail: () => Promise<unknown>): Promise<number> => {
  const debut = performance.now()
  await travail()
  return performance.now() - debut
}
/** One line, one transaction, opened as the work of a page that is not HTTP. */
async function ecrire(): Promise<void> {
  const client = await base.pool.connect()
  const acte = `BEGIN; SELECT acces.ouvrir(NULL, '${agent}');
    INSERT INTO acces.journal_lecture (compte_id, route, requete) VALUES ('${agent}', '/dossiers/:dossierId', 'banc'); COMMIT`
  for (let i = 0; i < lignes; i += 1) await client.query(acte)
  client.release()
}

const mesures: { ecrire: number; sceller: number; verifier: number }[] = []
for (let fois = 0; fois < Number(options.fois); fois += 1) {
  const ecrit = await duree(ecrire)
  const scelle = await duree(() => enTransaction(base, tx => scellerLesJournaux(tx, cles, 0)))
  let fautes: string[] = []
  const verifie = await duree(async () => {
    fautes = (await enTransaction(base, tx => verifierLesJournaux(tx, cles))).fautes
  })
  if (fautes.length > 0) throw new Error(fautes.join('\n'))
  mesures.push({ ecrire: ecrit, sceller: scelle, verifier: verifie / (fois + 1) })
}
const mediane = (de: (donnees: (typeof mesures)[number]) => number) =>
  mesures.map(de).sort((un, autre) => un - autre)[mesures.length >> 1] ?? Number.NaN
const parLigne = (ms: number) => `${((ms * 1000) / lignes).toFixed(1)} µs par ligne`
const [nombre, valeur, v] = [
  mediane(ligne => ligne.ecrire),
  mediane(ligne => ligne.sceller),
  mediane(ligne => ligne.verifier),
]
console.log(`${lignes} lignes, médianes de ${mesures.length}`)
console.log(`écrire   ${nombre.toFixed(0)} ms, ${parLigne(nombre)}`)
console.log(`sceller  ${valeur.toFixed(0)} ms, ${parLigne(valeur)}, avec une clé`)
console.log(`vérifier ${v.toFixed(0)} ms, ${parLigne(v)}`)
console.log(`scellé sur non scellé : ${((nombre + valeur) / nombre).toFixed(3)}`)
await base.fermer()
await admin.end()
await serveur.arreter()
rmSync(dossier, { recursive: true, force: true })
