import { nomme } from '../platform/phrase.ts'
import type { Refusal } from '../platform/refusal.ts'

/** How a table is reached from a dossier: its rows are removed, or only cease to name it. */
export type Lien = {
  enfant: string
  parent: string
  colonnes: string[]
  cles: string[]
  facultatif: boolean
}
/** One step: rows removed, or kept with these assignments. */
export type Reglement = { table: string; condition: string; changer: string[] | null }

type Cible =
  | {
      numero: string
      closA: string | null
      fusionneDans: string | null
      mots: string[]
      numeros: string[]
    }
  | undefined
/**
 * Only a closed dossier is erased, whole, with those merged in it; the reason stays in the journal,
 * so it names nobody (charte C3.3).
 */
export function refusDEffacer(cible: Cible, numero: string, motif: string): Refusal[] {
  if (!cible) return [{ code: 'inconnu', message: `Aucun dossier ne porte le numéro ${numero}.` }]
  if (cible.fusionneDans)
    return [
      {
        code: 'fusionne',
        message: `Ce dossier est fusionné dans ${cible.fusionneDans} : effacez celui-là, il l’emportera.`,
      },
    ]
  if (!cible.closA)
    return [
      {
        code: 'ouvert',
        message: 'Ce dossier est ouvert : il doit d’abord être clos dans l’application.',
      },
    ]
  if (motif.trim() === '')
    return [{ code: 'sans_motif', message: 'Dites pourquoi avec --motif "…".' }]
  if (
    cible.numeros.some(porte => motif.toLowerCase().includes(porte.toLowerCase())) ||
    nomme(motif, cible.mots)
  )
    return [
      {
        code: 'motif_nominatif',
        message:
          'Le motif reste au journal après la personne : n’y écrivez ni son nom ni son numéro.',
      },
    ]
  return []
}

/**
 * Every table that holds something of the dossiers, children before parents, from the foreign keys
 * of the base (charte C3.3: nothing outlives the person). A table with `dossier_id` is reached by
 * it; another one by the row that it names, and follows it or lets go.
 */
export function reglements(tables: string[], liens: Lien[], dossiers: string): Reglement[] {
  const conditions = new Map(tables.map(table => [table, [`dossier_id = ANY (${dossiers})`]]))
  const detachees: Reglement[] = []
  let nouveau = true
  const vus = new Set<Lien>()
  while (nouveau) {
    nouveau = false
    for (const lien of liens) {
      const parent = conditions.get(lien.parent)
      if (
        !parent ||
        vus.has(lien) ||
        lien.enfant === lien.parent ||
        (conditions.has(lien.enfant) && lien.colonnes.includes('dossier_id'))
      )
        continue
      vus.add(lien)
      nouveau = true
      const condition = `(${lien.colonnes.join(', ')}) IN (SELECT ${lien.cles.join(', ')} FROM ${lien.parent} WHERE ${parent.join(' OR ')})`
      if (lien.facultatif)
        detachees.push({
          table: lien.enfant,
          condition,
          changer: lien.colonnes.map(colonne => `${colonne} = NULL`),
        })
      else conditions.set(lien.enfant, [...(conditions.get(lien.enfant) ?? []), condition])
    }
  }
  const supprimees = ordre([...conditions.keys()], liens).map(table => ({
    table,
    condition: (conditions.get(table) ?? []).join(' OR '),
    changer: null,
  }))
  return [...detachees, ...supprimees]
}

/** Children first; throws on a cycle, which no order could respect. */
function ordre(tables: string[], liens: Lien[]): string[] {
  const restent = new Set(tables)
  const faites: string[] = []
  while (restent.size > 0) {
    const libres = [...restent].filter(
      texte =>
        !liens.some(
          lien => lien.parent === texte && lien.enfant !== texte && restent.has(lien.enfant),
        ),
    )
    if (libres.length === 0)
      throw new Error(`foreign keys form a cycle: ${[...restent].sort().join(', ')}`)
    for (const texte of libres.sort()) {
      restent.delete(texte)
      faites.push(texte)
    }
  }
  return faites
}

/**
 * The proof that an erasure leaves is signed where the seals are: unsigned, each check would call
 * it a fault for ever (ADR 0050).
 */
export const refusSansCle = (sousCle: boolean): Refusal[] =>
  sousCle
    ? [
        {
          code: 'cle_absente',
          message:
            'Les journaux sont scellés sous une clé, qui signe aussi la preuve de ce qu’un effacement leur ôte : donnez FIL_ROUGE_CLE_DE_SCEAU à cette commande. Rien n’est effacé.',
        },
      ]
    : []
