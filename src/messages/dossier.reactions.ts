import type { dossierSeClot, dossierTransfere, dossierVaClore } from '../dossiers/index.ts'
import type { Reaction, Valeur } from '../platform/fait.ts'
import { chemins } from './message.paths.ts'
import { confierAuService, enAttente, retirerTout } from './message.store.ts'

/** A message that was announced does not keep a dossier open; who closes knows that it leaves. */
export const direLesMessagesEnAttente: Reaction<Valeur<typeof dossierVaClore>> = async (
  tx,
  { dossierId, obstacles },
) => {
  const nombre = await enAttente(tx, dossierId)
  if (nombre === 0) return
  const quoi =
    nombre === 1
      ? 'Un message attend de partir : il partira'
      : `${nombre} messages attendent de partir : ils partiront`
  obstacles.push({
    quoi: `${quoi}, sauf si le motif est le décès ou l’erreur.`,
    fin: { href: chemins.personne(dossierId), label: 'Les messages' },
    informe: true,
  })
}

/**
 * Nothing is said any more to a dead person, nor of a dossier opened by mistake; otherwise what was
 * announced still reaches them.
 */
export const retirerALaCloture: Reaction<Valeur<typeof dossierSeClot>> = async (
  tx,
  { dossierId, motif },
  { maintenant },
) => {
  if (motif === 'deces' || motif === 'erreur')
    await retirerTout(tx, dossierId, maintenant.toString())
}

/** The person is dead: nothing leaves any more, whatever it was about. */
export const retirerAuDeces: Reaction<{ dossierId: string; cause: string }> = async (
  tx,
  { dossierId, cause },
  { maintenant },
) => {
  if (cause === 'deces') await retirerTout(tx, dossierId, maintenant.toString())
}

/**
 * A dossier that changes service takes along what is still to be said, printed or decided: the
 * former one could no longer open it (charte C9.1).
 */
export const confierAuNouveauService: Reaction<Valeur<typeof dossierTransfere>> = async (
  tx,
  { dossierId, ...reste },
  { maintenant },
) => {
  await confierAuService(tx, {
    dossierId,
    de: reste.deServiceId,
    vers: reste.versServiceId,
    a: maintenant.toString(),
  })
}
