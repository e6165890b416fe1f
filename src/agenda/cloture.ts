import type { dossierSeClot, dossierVaClore } from '../dossiers/index.ts'
import { afficherHeure, afficherJourCourt, type Jour } from '../platform/date.ts'
import type { Fait, Reaction } from '../platform/fait.ts'
import { ici, terminer } from './convocation.gestes.ts'
import { chemins } from './convocation.paths.ts'
import { prevuesDuDossier } from './suites.store.ts'

type Valeur<F> = F extends Fait<infer T> ? T : never
const aVenir = (c: { le: string; heure: string }, maintenant: { le: string; heure: string }) =>
  `${c.le}T${c.heure}` > `${maintenant.le}T${maintenant.heure}`

/** A person is not expected in a closed dossier; and what became of a past convocation is said while somebody still knows it. */
export const direLesConvocationsPrevues: Reaction<Valeur<typeof dossierVaClore>> = async (tx, { dossierId, obstacles }, context) => {
  for (const c of await prevuesDuDossier(tx, dossierId)) {
    const quand = `${afficherJourCourt(c.le as Jour)} à ${afficherHeure(c.heure)}`
    obstacles.push(
      aVenir(c, ici(context))
        ? {
            quoi: `Une convocation est prévue le ${quand}.`,
            fin: { href: chemins.etat(dossierId, c.id), label: 'L’annuler' },
            levePar: 'convocations',
          }
        : {
            quoi: `La convocation du ${quand} est passée sans que l’on sache si la personne est venue.`,
            fin: { href: chemins.etat(dossierId, c.id), label: 'Le noter' },
          },
    )
  }
}

/** What the form of closing asked: every convocation to come is cancelled. Nobody writes to a dead person, nor for a dossier opened by mistake. */
export const annulerALaCloture: Reaction<Valeur<typeof dossierSeClot>> = async (tx, { dossierId, motif, levees }, context) => {
  if (!levees.convocations) return
  const prevenir = motif !== 'deces' && motif !== 'erreur'
  for (const c of await prevuesDuDossier(tx, dossierId))
    if (aVenir(c, ici(context))) await terminer(tx, context, { dossierId, convocationId: c.id }, 'annulee', 'Clôture du dossier', prevenir)
}
