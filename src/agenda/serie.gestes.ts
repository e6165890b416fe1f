import { uuidv7 } from 'uuidv7'
import type { z } from 'zod'
import type { Context } from '../platform/command.ts'
import { afficherJour, ajouterJours, type Jour } from '../platform/date.ts'
import { essayer } from '../platform/db/connexion.ts'
import type { Tx } from '../platform/db/index.ts'
import { type Refusal, Refused } from '../platform/refusal.ts'
import type { Cadre } from './cadre.examen.ts'
import { examiner } from './convocation.examen.ts'
import type { convoquerForm } from './convocation.forms.ts'
import { origineDe, poser } from './convocation.gestes.ts'
import { joursDeLaSerie } from './convocation.rules.ts'
import { ditPar } from './place.gestes.ts'
import type * as rattachement from './rattachement.store.ts'

type Serie = Omit<z.output<typeof convoquerForm>, 'chaque' | 'fois' | 'mesures'> & {
  cadre: Cadre
  chaque: number
  fois: number
  concerne: rattachement.Rattachement
}
/**
 * The same hour every n weeks. All or nothing, unless the agent asks to skip the days that do not
 * suit: then each is said. A day that a constraint refuses undoes itself alone.
 */
export async function enSerie(
  tx: Tx,
  context: Context,
  { dossierId, cadre, chaque, fois, sauter, concerne, ...dite }: Serie,
) {
  const [plageId, premier, heure] = dite.creneau
    ? dite.creneau.split('|')
    : [undefined, dite.le, dite.heure]
  const serieId = uuidv7()
  const posees: string[] = []
  const sautees: Jour[] = []
  const refus: Refusal[] = []
  const levables: Refusal[] = []
  for (const le of joursDeLaSerie(premier as Jour, chaque, fois, ajouterJours)) {
    const saisie = plageId ? { ...dite, creneau: `${plageId}|${le}|${heure}` } : { ...dite, le }
    try {
      const { convocationId } = await essayer(tx, async () => {
        const champs = await examiner(tx, context, { dossierId, cadre, saisie, vivante: true })
        return poser(tx, context, {
          ...champs,
          dossierId,
          concerne,
          origine: origineDe(context),
          serieId,
        })
      })
      posees.push(convocationId)
    } catch (erreur) {
      const message = ditPar(erreur)
      if (!message) throw erreur
      sautees.push(le)
      refus.push({ code: 'jour_impossible', message: `${afficherJour(le)} : ${message}` })
      levables.push(
        ...(erreur instanceof Refused
          ? erreur.refusals.filter(refusal => refusal.champ === 'malgre')
          : []),
      )
    }
  }
  const [premiere] = posees
  if (!premiere || (refus.length > 0 && !sauter))
    throw new Refused([
      {
        code: 'serie_impossible',
        message:
          'La série n’est pas enregistrée. Changez l’heure, ou cochez « Sauter les jours impossibles ».',
      },
      ...refus,
      ...levables.slice(0, 1),
    ])
  return { dossierId, convocationId: premiere, posees: posees.length, sautees }
}
