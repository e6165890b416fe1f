import { z } from 'zod'
import { type Acteur, entiteDe } from '../platform/command.ts'
import { ajouterJours, estFerie, estJour, type Jour, lundiDe } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { page } from '../platform/http/page.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { Absences } from './absence.views.tsx'
import { fil } from './calendrier.ecran.ts'
import { ici } from './calendrier.lecture.ts'
import { chemins } from './calendrier.paths.ts'
import * as store from './calendrier.store.ts'
import { type LigneDeLaGrille, type Peut, SemaineDuCalendrier } from './calendrier.views.tsx'
import type { Plage } from './creneau.rules.ts'
import { lieuxDeLEntite, plagesDe, typesDeLEntite } from './lecture.store.ts'
import { plageRoutes } from './plage.routes.tsx'
import { sertLeJour } from './recurrence.rules.ts'
import { reglageRoutes } from './reglages.routes.tsx'

const peut = (acteur: Acteur): Peut => ({
  ouvrir: acteur.peut('plage:ecrire'),
  tenir: acteur.peut('calendrier:tenir'),
  moi: acteur.id,
})

type Absence = {
  agentId: string | null
  agendaId: string | null
  lieuId: string | null
  du: string
  au: string
}
/** True when an absence holds the whole or a part of the hours of the range on that day. */
const touche = (absence: Absence, plage: Plage, le: Jour) =>
  (absence.agendaId === plage.agendaId ||
    absence.lieuId === plage.lieuId ||
    (absence.agentId !== null && absence.agentId === plage.agentId)) &&
  absence.du < `${le}T${plage.a}` &&
  absence.au > `${le}T${plage.de}`

async function semaine(
  tx: Tx,
  entiteId: string,
  params: { du: Jour; agenda?: string | undefined; moi: string },
  depuis: string,
) {
  const { du } = params
  const agendas = await store.agendasDeLEntite(tx, entiteId)
  const plages = await plagesDe(tx, { entiteId, du, au: ajouterJours(du, 6) })
  const absences = await store.absencesAVenir(tx, entiteId, du < depuis ? `${du}T00:00` : depuis)
  const territoire = (await lieuxDeLEntite(tx, entiteId, null))[0]?.territoire ?? 'metropole'
  const dates = Array.from({ length: 7 }, (_, rang) => ajouterJours(du, rang))
  const choisis = params.agenda
    ? agendas.filter(ligne => ligne.agendaId === params.agenda)
    : agendas
  const lignes = choisis.flatMap((agenda): LigneDeLaGrille[] => {
    const siennes = plages.filter(plage => plage.agendaId === agenda.agendaId)
    const jours = dates.map(le => {
      const duJour = siennes
        .filter(plage => sertLeJour(plage, le) && (plage.fermeLe === null || le < plage.fermeLe))
        .sort((x, y) => (x.de < y.de ? -1 : 1))
      return {
        le,
        plages: duJour,
        absent: duJour.some(plage => absences.some(absence => touche(absence, plage, le))),
      }
    })
    return jours.some(jour => jour.plages.length > 0) ? [{ agenda, jours }] : []
  })
  // One's own first: it is what an agent comes to see.
  lignes.sort(
    (x, y) => Number(y.agenda.agentId === params.moi) - Number(x.agenda.agentId === params.moi),
  )
  // A Saturday or a Sunday shows only where somebody works then.
  const travaille = (rang: number) =>
    lignes.some(ligne => (ligne.jours[rang]?.plages.length ?? 0) > 0)
  const dernier = [7, 6].find(nombre => travaille(nombre - 1)) ?? 5
  const jours = dates.slice(0, dernier).map(le => ({ le, ferie: estFerie(le, territoire) }))
  return { agendas, lignes, jours, absences: absences.filter(absence => absence.au > depuis) }
}

export function creneauxRoutes(plateforme: Plateforme): void {
  page(plateforme, {
    path: chemins.calendrier,
    access: 'creneau:lire',
    params: z.object({
      du: z.string().optional(),
      agenda: z.union([z.literal(''), z.uuid()]).optional(),
    }),
    view: async (tx, params, context) => {
      const { acteur, aujourdhui } = context
      const entiteId = entiteDe(acteur) ?? ''
      const du = lundiDe(params.du && estJour(params.du) ? params.du : aujourdhui)
      const lu = await semaine(
        tx,
        entiteId,
        { du, agenda: params.agenda || undefined, moi: acteur.id },
        ici(context),
      )
      const types = await typesDeLEntite(tx, entiteId, false)
      return {
        titre: 'Calendrier',
        fil: fil(),
        corps: (
          <SemaineDuCalendrier
            du={du}
            choisi={params.agenda ?? ''}
            libelles={new Map(types.map(type => [type.cle, type.libelle]))}
            peut={peut(acteur)}
            {...lu}
          />
        ),
      }
    },
  })
  page(plateforme, {
    path: chemins.absences,
    access: 'creneau:lire',
    params: z.object({}),
    view: async (tx, _params, context) => {
      const { acteur } = context
      const entiteId = entiteDe(acteur) ?? ''
      const agendas = await store.agendasDeLEntite(tx, entiteId)
      const siens = new Set(
        agendas.filter(ligne => ligne.agentId === acteur.id).map(ligne => ligne.agendaId),
      )
      return {
        titre: 'Absences et fermetures',
        fil: fil({ label: 'Absences et fermetures' }),
        corps: (
          <Absences
            absences={await store.absencesAVenir(tx, entiteId, ici(context))}
            peut={peut(acteur)}
            siens={siens}
          />
        ),
      }
    },
  })
  reglageRoutes(plateforme)
  plageRoutes(plateforme)
}
