import type { dossierSeClot, dossierSeRouvre, dossierVaClore } from '../dossiers/index.ts'
import { ici } from '../platform/command.ts'
import { afficherHeure, afficherJourCourt, estPassee } from '../platform/date.ts'
import type { Reaction, Valeur } from '../platform/fait.ts'
import { rouvrirADecider, solderALaCloture } from './a-decider.store.ts'
import { prevuesDuDossier } from './a-venir.store.ts'
import { refusDeToucher } from './convocation.examen.ts'
import { terminer } from './convocation.gestes.ts'
import { chemins } from './convocation.paths.ts'
import { rendreCeQuAnnula } from './restitution.gestes.ts'

/**
 * A person is not expected in a closed dossier; and what became of a past convocation is said while
 * somebody still knows it. A court's is the court's to cancel: it is asked. What it did not note
 * does not keep the dossier open.
 */
export const direLesConvocationsPrevues: Reaction<Valeur<typeof dossierVaClore>> = async (
  tx,
  { dossierId, obstacles },
  context,
) => {
  for (const convocation of await prevuesDuDossier(tx, dossierId)) {
    const quand = `${afficherJourCourt(convocation.le)} à ${afficherHeure(convocation.heure)}`
    const passee = estPassee(convocation, ici(context))
    if ((await refusDeToucher(tx, context.acteur, convocation)).length > 0) {
      const qui = convocation.juridictionNom ?? 'un autre service'
      obstacles.push({
        quoi: passee
          ? `La convocation du ${quand} (${qui}) est passée sans que l’on sache si la personne est venue : à demander.`
          : `Une convocation est prévue le ${quand} par ${qui} : demandez-lui de l’annuler.`,
        fin: { href: chemins.convocation(dossierId, convocation.id), label: 'La voir' },
        ...(passee ? { informe: true as const } : {}),
      })
    } else if (passee)
      obstacles.push({
        quoi: `La convocation du ${quand} est passée sans que l’on sache si la personne est venue.`,
        fin: { href: chemins.etat(dossierId, convocation.id), label: 'Le noter' },
      })
    else
      obstacles.push({
        quoi: `Une convocation est prévue le ${quand}.`,
        fin: { href: chemins.etat(dossierId, convocation.id), label: 'L’annuler' },
        levePar: 'convocations',
      })
  }
}

/**
 * What the form of closing asked: every convocation to come of whoever closes is cancelled. Nobody
 * writes to a dead person, nor for a dossier opened by mistake. What waited for a decision waits no
 * more.
 */
export const annulerALaCloture: Reaction<Valeur<typeof dossierSeClot>> = async (
  tx,
  { dossierId, clotureId, motif, levees },
  context,
) => {
  const prevenir = motif !== 'deces' && motif !== 'erreur'
  const cause = { cause: 'cloture' as const, causeId: clotureId }
  for (const convocation of levees.convocations ? await prevuesDuDossier(tx, dossierId) : [])
    if (
      !estPassee(convocation, ici(context)) &&
      (await refusDeToucher(tx, context.acteur, convocation)).length === 0
    )
      await terminer(
        tx,
        context,
        { dossierId, convocationId: convocation.id, ...cause },
        { etat: 'annulee', motif: 'Clôture du dossier', prevenir },
      )
  await solderALaCloture(tx, {
    dossierId,
    clotureId,
    par: context.acteur.id,
    a: context.maintenant.toString(),
  })
}

/**
 * Closed by mistake: each convocation that the closing cancelled is given back, or listed with what
 * stands in the way; what waited for a decision waits again.
 */
export const rendreALaReouverture: Reaction<Valeur<typeof dossierSeRouvre>> = async (
  tx,
  { dossierId, clotureId, revenus },
  context,
) => {
  await rouvrirADecider(tx, dossierId, [clotureId], [])
  const { rendues, aDecider } = await rendreCeQuAnnula(
    tx,
    context,
    { dossierId, causeId: clotureId },
    'Le dossier est rouvert',
  )
  if (rendues > 0)
    revenus.push(
      rendues === 1 ? '1 convocation est rétablie' : `${rendues} convocations sont rétablies`,
    )
  if (aDecider > 0) {
    const combien =
      aDecider === 1
        ? '1 convocation n’a pas pu l’être'
        : `${aDecider} convocations n’ont pas pu l’être`
    revenus.push(`${combien} (voir « Convocations à décider »)`)
  }
}
