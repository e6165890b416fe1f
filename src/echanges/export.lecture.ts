import { once } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { finished } from 'node:stream/promises'
import { Zip, ZipDeflate } from 'fflate'
import { enCsv } from '../platform/csv.ts'
import { exigerUnInstant } from '../platform/db/contexte.ts'
import type { Tx } from '../platform/db/index.ts'
import {
  dossiersAPlat,
  dossiersExportes,
  lignesDe,
  type Table,
  tablesExportees,
} from './export.store.ts'
import { champs, colonnes, enMots } from './fichier.rules.ts'

/** 2: a text that a spreadsheet would run begins with an apostrophe. */
export const VERSION = 2
export type Exporte = { lignes: number; dossiers: string[] }
export type Manifeste = { version: number; service: string; faitA: string; tables: Table[] }
type Service = { id: string; nom: string }
const csv = (lignes: (string | null)[][]) => enCsv(lignes, { separateur: ',' })

/**
 * Writes the export of a service in `chemin`: one CSV per table, a manifest, the file that the
 * import screen reads, and a page that explains them. Rows go through one at a time; the memory
 * does not grow with the service. Gives the number of lines, and of whom. All of it is one instant
 * of the base: throws in a transaction that is not. A file that could not be finished is not left.
 */
export async function exporter(
  tx: Tx,
  chemin: string,
  service: Service,
  faitA: string,
): Promise<Exporte> {
  await exigerUnInstant(tx)
  const manifeste: Manifeste = {
    version: VERSION,
    service: service.nom,
    faitA,
    tables: await tablesExportees(tx),
  }
  const sortie = createWriteStream(chemin, { mode: 0o600, flush: true })
  try {
    const lignes = await remplir(sortie, tx, service, manifeste)
    return { lignes, dossiers: await dossiersExportes(tx, service.id) }
  } catch (erreur) {
    // What is still on its way to the disk ends first: the next try writes in the same place.
    sortie.destroy()
    await finished(sortie).catch(() => {})
    await rm(chemin, { force: true })
    throw erreur
  }
}

/** Gives the number of lines that the tables have. */
async function remplir(
  sortie: WriteStream,
  tx: Tx,
  service: Service,
  manifeste: Manifeste,
): Promise<number> {
  let panne: Error | null = null
  const zip = new Zip((erreur, octets) => {
    if (erreur) panne = erreur
    else sortie.write(octets)
  })
  // A disk that refuses says so here, and at the next piece that is written.
  sortie.on('error', (erreur: NodeJS.ErrnoException) => {
    erreur.path ??= String(sortie.path)
    panne = erreur
  })
  const ecrire = async (nom: string, morceaux: AsyncIterable<string> | Iterable<string>) => {
    const entree = new ZipDeflate(nom, { level: 6 })
    zip.add(entree)
    for await (const texte of morceaux) {
      entree.push(Buffer.from(texte))
      if (sortie.writableNeedDrain) await once(sortie, 'drain')
      if (panne) throw panne
    }
    entree.push(new Uint8Array(), true)
  }
  let lignes = 0
  await ecrire('LISEZMOI.txt', [lisezMoi(manifeste)])
  await ecrire('manifeste.json', [JSON.stringify(manifeste, null, 1)])
  await ecrire('dossiers.csv', [`\uFEFF${aPlat(await dossiersAPlat(tx, service.id))}`])
  for (const table of manifeste.tables)
    await ecrire(
      `tables/${table.nom}.csv`,
      (async function* () {
        yield csv([table.colonnes.map(colonne => colonne.nom)])
        for await (const lot of lignesDe(tx, table, service.id)) {
          lignes += lot.length
          yield csv(lot)
        }
      })(),
    )
  zip.end()
  sortie.end()
  await finished(sortie)
  return lignes
}

const aPlat = (lignes: Awaited<ReturnType<typeof dossiersAPlat>>) =>
  enCsv(
    [
      champs.map(champ => colonnes[champ].entete),
      ...lignes.map(ligne => champs.map(champ => enMots(ligne[champ]))),
    ],
    {
      separateur: ';',
    },
  )

function lisezMoi({ service, faitA, tables }: Manifeste): string {
  const decrire = (table: Table) =>
    [
      `tables/${table.nom}.csv (clé : ${table.cle.join(', ')})`,
      ...table.colonnes.map(
        colonne => `  ${colonne.nom} : ${colonne.type}${colonne.vide ? ', peut être vide' : ''}`,
      ),
    ].join('\n')
  return `Export Fil rouge de ${service}, ${faitA}

Données personnelles : à garder comme un dossier.

dossiers.csv : une ligne par mesure en cours, colonnes séparées par des points-virgules, UTF-8.
  L'écran « Importer et exporter » de Fil rouge le relit, un tableur l'ouvre.
tables/ : tout ce que le service a écrit, une table par fichier, UTF-8, colonnes séparées par des virgules,
  dates AAAA-MM-JJ, instants avec leur décalage, une cellule sans rien est absente, une cellule "" est un texte vide.
  « fil-rouge importer export.zip » les relit dans une base Fil rouge : ce qui y est déjà n'y change pas.
manifeste.json : les mêmes tables et colonnes, pour une machine.
Un texte qu'un tableur calculerait (=, +, -, @, tabulation) commence par une apostrophe de plus, que Fil rouge ôte en relisant.
Absents : les brouillons de chacun, les comptes, sessions et mots de passe, les journaux, qui restent là où ils ont été tenus ;
  les liens secrets (calendriers, arrêt des messages : ceux déjà envoyés ne répondent que de l'ancienne base) ;
  les absences des autres services, et le motif de toutes (écrit « autre »).

${tables.map(decrire).join('\n\n')}
`
}
