import { decesDe, rechercher } from '../dossiers/index.ts'
import { joignabilites } from '../messages/index.ts'
import { type Context, entiteDe } from '../platform/command.ts'
import type { Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { lesPremiers } from '../platform/liste.ts'
import { lireRecherche } from './seance.rules.ts'
import * as store from './seance.store.ts'

/**
 * People of one's own périmètre, by numbers and names together: a list that was dictated is found
 * at once.
 */
async function chercher(tx: Tx, { acteur }: Context, cherche: string) {
  const { numeros, noms, laisses } = lireRecherche(cherche)
  const coupes: string[] = laisses.map(
    laisse => `« ${laisse} » n’a pas été cherché : cherchez-le à part.`,
  )
  const parId = new Map<
    string,
    { dossierId: string; nom: string; numero: string; naissanceLe: Jour; clos: boolean }
  >()
  for (const personne of await store.personnesParNumero(tx, numeros))
    parId.set(personne.dossierId, personne)
  for (const nom of noms) {
    const { lignes: trouves, total } = await rechercher(
      tx,
      entiteDe(acteur) ?? '',
      { texte: nom, naissanceLe: null },
      lesPremiers(12),
    )
    for (const trouve of trouves)
      parId.set(trouve.dossierId, {
        ...trouve,
        nom: trouve.nomComplet,
        clos: trouve.closA !== null,
      })
    if (total > trouves.length)
      coupes.push(
        `« ${nom} » : ${trouves.length} personnes sur ${total}. Ajoutez le prénom, ou le numéro.`,
      )
  }
  return { personnes: [...parId.values()], coupes }
}

/** The people found, with who is already there and by what a message reaches each. */
export async function trouverPour(
  tx: Tx,
  context: Context,
  cherche: string,
  dedans: { has(id: string): boolean },
) {
  const { personnes, coupes } = await chercher(tx, context, cherche)
  const parPersonne = await joignabilites(
    tx,
    personnes.map(personne => personne.dossierId),
  )
  const deces = await decesDe(
    tx,
    personnes.map(personne => personne.dossierId),
  )
  const trouves = personnes.map(personne => ({
    ...personne,
    dejaInscrite: dedans.has(personne.dossierId),
    decedeLe: deces.get(personne.dossierId) ?? null,
    joignable: parPersonne.get(personne.dossierId),
  }))
  return { trouves, coupes }
}
