import { z } from 'zod'
import { convocation } from '../agenda/index.ts'
import { filDuDossier, identite } from '../dossiers/index.ts'
import { fenetreDAudience } from '../mesures/index.ts'
import type { Context } from '../platform/command.ts'
import { ajouterJours, type Jour, type Territoire } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { form } from '../platform/http/form.ts'
import { type Ecran, type Plateforme, trouver } from '../platform/http/plateforme.ts'
import { type FormState, valeur } from '../platform/interface/index.ts'
import { arriveeAuPlusTot, HORIZON_JOURS, lister } from './audience.ecran.tsx'
import { TYPE_SPIP } from './audience.rules.ts'
import { chemins } from './bex.paths.ts'
import { annulerALAudience, deplacerALAudience, refusALAudience } from './changement.commands.ts'
import { ChangerLaConvocation } from './changement.views.tsx'
import { lireTerrain } from './terrain.ts'

const parConvocation = z.object({ dossierId: z.uuid(), convocationId: z.uuid() })

/** The court moves or cancels what it gave at the hearing. */
export function changementRoutes(plateforme: Plateforme): void {
  const vers = ({ dossierId, convocationId }: { dossierId: string; convocationId: string }) => chemins.convocation(dossierId, convocationId)
  form(plateforme, {
    path: chemins.deplacer(':dossierId', ':convocationId'),
    params: parConvocation,
    command: deplacerALAudience,
    geste: async (_tx, _p, values, geste) =>
      geste.startsWith('suite:') ? { ...values, creneau: '', depuis: geste.slice('suite:'.length) } : values,
    view: ecran,
    redirectTo: vers,
    flash: () => 'La convocation est déplacée. Imprimez les nouveaux exemplaires.',
  })
  form(plateforme, {
    path: chemins.annuler(':dossierId', ':convocationId'),
    params: parConvocation,
    command: annulerALAudience,
    view: ecran,
    redirectTo: vers,
    flash: () => 'La convocation est annulée. Le service est prévenu.',
  })
}

async function ecran(
  tx: Tx,
  { dossierId, convocationId }: z.output<typeof parConvocation>,
  state: FormState,
  context: Context,
): Promise<Ecran> {
  const i = trouver(await identite(tx, dossierId))
  const c = trouver(await convocation(tx, dossierId, convocationId))
  const { acteur, aujourdhui } = context
  const entiteId = trouver(c.entiteId)
  const audienceLe = (c.audienceLe as Jour | null) ?? aujourdhui
  const terrain = await lireTerrain(tx, [entiteId], [c.type], aujourdhui, ajouterJours(aujourdhui, HORIZON_JOURS))
  const demande = {
    types: [c.type],
    entiteId,
    maintenant: arriveeAuPlusTot(context, c.fuseau ?? acteur.fuseau),
    du: valeur(state, 'depuis'),
  }
  const fenetre = fenetreDAudience(c.type === TYPE_SPIP ? 'spip' : 'jap', audienceLe, acteur.territoire as Territoire)
  const titre = 'Changer la convocation'
  return {
    titre,
    fil: filDuDossier(i, { label: 'Convocation', href: chemins.convocation(dossierId, convocationId) }, { label: titre }),
    corps: (
      <ChangerLaConvocation
        nom={i.nomComplet}
        convocation={c}
        state={state}
        liste={{ ...lister(terrain, demande), fenetre }}
        refus={(await refusALAudience(tx, context, c)).map(r => r.message)}
      />
    ),
  }
}
