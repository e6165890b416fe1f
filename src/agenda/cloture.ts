import type { dossierSeClot, dossierSeRouvre, dossierVaClore } from '../dossiers/index.ts'
import { afficherHeure, afficherJourCourt, type Jour } from '../platform/date.ts'
import type { Fait, Reaction } from '../platform/fait.ts'
import { ici, terminer } from './convocation.gestes.ts'
import { chemins } from './convocation.paths.ts'
import { prevuesDuDossier } from './suites.store.ts'
import { rendreCeQuAnnula } from './suites.ts'

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
export const annulerALaCloture: Reaction<Valeur<typeof dossierSeClot>> = async (tx, { dossierId, clotureId, motif, levees }, context) => {
  if (!levees.convocations) return
  const prevenir = motif !== 'deces' && motif !== 'erreur'
  const cause = { cause: 'cloture' as const, causeId: clotureId }
  for (const c of await prevuesDuDossier(tx, dossierId))
    if (aVenir(c, ici(context)))
      await terminer(tx, context, { dossierId, convocationId: c.id, ...cause }, 'annulee', 'Clôture du dossier', prevenir)
}

/** Closed by mistake: each convocation that the closing cancelled is given back, or listed with what stands in the way. */
export const rendreALaReouverture: Reaction<Valeur<typeof dossierSeRouvre>> = async (tx, { dossierId, clotureId, revenus }, context) => {
  const { rendues, aDecider } = await rendreCeQuAnnula(tx, context, { dossierId, causeId: clotureId }, 'Le dossier est rouvert')
  if (rendues > 0) revenus.push(rendues === 1 ? '1 convocation est rétablie' : `${rendues} convocations sont rétablies`)
  if (aDecider > 0) {
    const combien = aDecider === 1 ? '1 convocation n’a pas pu l’être' : `${aDecider} convocations n’ont pas pu l’être`
    revenus.push(`${combien} (voir « Convocations à décider »)`)
  }
}
