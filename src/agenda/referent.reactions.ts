import type { referentChange, referentVaChanger } from '../dossiers/index.ts'
import { agentParId } from '../moyens/index.ts'
import { ici } from '../platform/command.ts'
import { afficherHeure, afficherJour } from '../platform/date.ts'
import { essayer } from '../platform/db/connexion.ts'
import type { Reaction, Valeur } from '../platform/fait.ts'
import { Refused } from '../platform/refusal.ts'
import { inscrire } from './a-decider.store.ts'
import { aVenirAvec } from './a-venir.store.ts'
import { bouger } from './convocation.gestes.ts'
import { calendrierDe } from './decision.lecture.ts'
import { empechement } from './decision.rules.ts'

/** What the référent has to come with the person, said before another takes the dossier. */
export const direLesConvocationsDuReferent: Reaction<Valeur<typeof referentVaChanger>> = async (
  tx,
  { dossierId, referentId, aVenir },
  context,
) => {
  for (const convocation of await aVenirAvec(tx, {
    dossierId,
    agentId: referentId,
    apres: ici(context),
  }))
    aVenir.push({
      id: convocation.id,
      libelle: `${afficherJour(convocation.le)} à ${afficherHeure(convocation.heure)}, ${convocation.typeLibelle}, ${convocation.lieu}`,
    })
}

/**
 * Those that were chosen go to the new référent at the same hour, when they are there and free; the
 * others wait for a decision, with what stands in the way. The person is told nothing: neither the
 * day nor the place has changed.
 */
export const suivreLeReferent: Reaction<Valeur<typeof referentChange>> = async (
  tx,
  { dossierId, ancienId, nouveauId, convocations },
  context,
) => {
  const aVenir = await aVenirAvec(tx, { dossierId, agentId: ancienId, apres: ici(context) })
  const choisies = aVenir.filter(
    ligne => convocations === 'toutes' || convocations.includes(ligne.id),
  )
  const [premiere] = choisies
  if (!premiere) return
  const { absences, occupations } = await calendrierDe(tx, premiere.entiteId ?? '', choisies)
  const nom = (await agentParId(tx, nouveauId))?.nomComplet ?? ''
  for (const convocation of choisies) {
    const qui = { dossierId, convocationId: convocation.id }
    const obstacle =
      empechement(
        nouveauId,
        { ...convocation, convocationId: convocation.id, nom: '' },
        absences,
        occupations,
      ) ??
      (await essayer(tx, () =>
        bouger(
          tx,
          context,
          { ...qui, prevenir: false },
          convocation.collective
            ? { agentId: nouveauId }
            : { agentId: nouveauId, agendaId: null, plageId: null, capacite: 1 },
        ),
      ).then(
        () => null,
        erreur => {
          if (erreur instanceof Refused) return erreur.message
          throw erreur
        },
      ))
    if (obstacle)
      await inscrire(tx, {
        ...qui,
        motif: 'referent',
        detail: `${nom} suit la personne : ${obstacle}.`,
        par: context.acteur.id,
      })
  }
}
