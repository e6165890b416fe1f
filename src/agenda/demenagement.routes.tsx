import { z } from 'zod'
import { apercuDuDemenagement, lieuParId, lieuxDeLEntite } from '../creneaux/index.ts'
import { type Context, entiteDe, ici } from '../platform/command.ts'
import { estJour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { form } from '../platform/http/form.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { type FormState, valeur } from '../platform/interface/index.ts'
import { chemins as synthese } from '../synthese/synthese.paths.ts'
import { chemins as decisions } from './decision.paths.ts'
import { demenager } from './demenagement.commands.ts'
import { chemins } from './demenagement.paths.ts'
import { apresLe, horsDuNouveauLieu, refusDeDemenager } from './demenagement.rules.ts'
import * as store from './demenagement.store.ts'
import { Demenagement } from './demenagement.views.tsx'

export function demenagementRoutes(plateforme: Plateforme): void {
  form(plateforme, {
    path: chemins.demenagement,
    params: z.object({}),
    command: demenager,
    initial: async (_tx, _params, { aujourdhui }) => ({ le: aujourdhui, prevenir: 'oui' }),
    // « Voir ce qui bouge » shows and saves nothing.
    geste: async (_tx, _params, values) => values,
    view: async (tx, _params, state, context) => {
      const lieux = await lieuxDeLEntite(tx, entiteDe(context.acteur) ?? '', context.aujourdhui)
      const corps = (
        <Demenagement lieux={lieux} apercu={await apercu(tx, state, context)} state={state} />
      )
      return {
        titre: 'Déménagement',
        fil: [
          { label: 'Ma journée', href: '/' },
          { label: 'Agenda', href: synthese.agenda },
          { label: 'Déménagement' },
        ],
        corps,
      }
    },
    redirectTo: ({ ailleurs }) => (ailleurs > 0 ? decisions.liste : chemins.demenagement),
    flash: ({ nom, quand, prevues, plages, ailleurs }) =>
      `${prevues.length} convocation(s) et ${plages} plage(s) sont à ${nom} à partir du ${quand}.${ailleurs > 0 ? ` ${ailleurs} hors de ses horaires : à décider.` : ''}`,
  })
}

type Apercu =
  | { refus: string[] }
  | { convocations: number; personnes: number; agendas: number; plages: number; hors: number }
  | null
/** What the removal would move, once the two places and the day are chosen. */
async function apercu(tx: Tx, state: FormState, context: Context): Promise<Apercu> {
  const [deLieuId, versLieuId, le] = [
    valeur(state, 'deLieuId'),
    valeur(state, 'versLieuId'),
    valeur(state, 'le'),
  ]
  const uuid = z.uuid()
  if (!uuid.safeParse(deLieuId).success || !uuid.safeParse(versLieuId).success || !estJour(le))
    return null
  const entiteId = entiteDe(context.acteur) ?? ''
  const [de, vers] = [await lieuParId(tx, deLieuId), await lieuParId(tx, versLieuId)]
  const refus = refusDeDemenager({ de, vers, le, aujourdhui: context.aujourdhui, entiteId })
  if (refus.length > 0 || !vers) return { refus: refus.map(unRefus => unRefus.message) }
  const maintenant = ici(context)
  const prevues = await store.prevuesAuLieu(tx, {
    entiteId,
    deLieuId,
    ...apresLe(le, maintenant),
  })
  const hors = prevues.filter(ligne =>
    horsDuNouveauLieu({ ...ligne, plage: ligne.plageId !== null }, vers, maintenant),
  ).length
  const personnes = new Set(prevues.map(ligne => ligne.dossierId)).size
  return {
    convocations: prevues.length,
    personnes,
    hors,
    ...(await apercuDuDemenagement(tx, { deLieuId, le })),
  }
}
