import {
  adresseDe,
  type coordonneesChangees,
  type ficheSeCorrige,
  identite,
} from '../dossiers/index.ts'
import { ici } from '../platform/command.ts'
import { afficherHeure, afficherJourCourt } from '../platform/date.ts'
import type { Reaction, Valeur } from '../platform/fait.ts'
import { trouver } from '../platform/introuvable.ts'
import { bouger } from './convocation.gestes.ts'
import { chemins } from './convocation.paths.ts'
import { visitesAVenir } from './visite.store.ts'

/**
 * A visit to where the person lived follows them to where they live now, told as a move is; one to
 * an address that somebody wrote does not, nor any when the new address is not known.
 */
export const suivreLeDomicile: Reaction<Valeur<typeof coordonneesChangees>> = async (
  tx,
  { dossierId, adresseAvant },
  context,
) => {
  const adresse = adresseDe(trouver(await identite(tx, dossierId)))
  if (!adresseAvant || !adresse || adresse === adresseAvant) return
  for (const { id, prevenir } of await visitesAVenir(tx, {
    dossierId,
    adresse: adresseAvant,
    maintenant: ici(context),
  }))
    await bouger(tx, context, { dossierId, convocationId: id, prevenir }, { adresse })
}

/** The visits that would follow, said before the sheet is corrected. */
export const direLesVisites: Reaction<Valeur<typeof ficheSeCorrige>> = async (
  tx,
  { dossierId, suivent },
  context,
) => {
  const adresse = adresseDe(trouver(await identite(tx, dossierId)))
  if (!adresse) return
  for (const { id, le, heure } of await visitesAVenir(tx, {
    dossierId,
    adresse,
    maintenant: ici(context),
  }))
    suivent.push({
      href: chemins.convocation(dossierId, id),
      libelle: `${afficherJourCourt(le)} à ${afficherHeure(heure)}`,
    })
}
