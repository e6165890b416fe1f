import { z } from 'zod'
import { chemins as agenda } from '../agenda/convocation.paths.ts'
import { convocation } from '../agenda/index.ts'
import { filDuDossier, identiteEtroite } from '../dossiers/index.ts'
import { joignabilite } from '../messages/index.ts'
import { fenetreDAudience } from '../mesures/index.ts'
import type { Context } from '../platform/command.ts'
import { ajouterJours } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import type { Valeurs } from '../platform/http/corps.ts'
import { form } from '../platform/http/form.ts'
import type { Ecran, Plateforme } from '../platform/http/plateforme.ts'
import { type FormState, valeur } from '../platform/interface/index.ts'
import { trouver } from '../platform/introuvable.ts'
import { TYPE_SPIP } from './audience.rules.ts'
import { remiseDe } from './audience.store.ts'
import { chemins } from './bex.paths.ts'
import { annulerALAudience, deplacerALAudience } from './changement.commands.ts'
import { refusALAudience } from './changement.examen.ts'
import { ChangerLaConvocation } from './changement.views.tsx'
import { arriveeAuPlusTot, HORIZON_JOURS, lister } from './creneau.ecran.ts'
import { lireTerrain } from './terrain.lecture.ts'

const parConvocation = z.object({ dossierId: z.uuid(), convocationId: z.uuid() })

/** The court moves or cancels what it gave at the hearing. */
export function changementRoutes(plateforme: Plateforme): void {
  const vers = ({ dossierId, convocationId }: { dossierId: string; convocationId: string }) =>
    chemins.convocation(dossierId, convocationId)
  form(plateforme, {
    path: chemins.deplacer(':dossierId', ':convocationId'),
    params: parConvocation,
    command: deplacerALAudience,
    geste: async (_tx, _p, values, geste) =>
      geste.startsWith('suite:')
        ? { ...values, creneau: '', depuis: geste.slice('suite:'.length) }
        : values,
    view: ecran,
    redirectTo: fait => vers(fait),
    flash: ({ prevenue }) =>
      `La convocation est déplacée. Imprimez les nouveaux exemplaires.${prevenue ? '' : ' La personne n’est pas prévenue : dites-le-lui.'}`,
  })
  form(plateforme, {
    path: chemins.annuler(':dossierId', ':convocationId'),
    params: parConvocation,
    command: annulerALAudience,
    view: ecran,
    redirectTo: fait => vers(fait),
    flash: ({ prevenue }) =>
      `La convocation est annulée. Le service est prévenu.${prevenue ? '' : ' La personne ne l’est pas : dites-le-lui, ou elle viendra.'}`,
  })
}

async function ecran(
  tx: Tx,
  { dossierId, convocationId }: z.output<typeof parConvocation>,
  state: FormState,
  context: Context,
): Promise<Ecran> {
  const i = trouver(await identiteEtroite(tx, dossierId))
  const attendue = trouver(await convocation(tx, dossierId, convocationId))
  const { acteur, aujourdhui } = context
  const entiteId = trouver(attendue.entiteId)
  const audienceLe = attendue.audienceLe ?? aujourdhui
  const terrain = await lireTerrain(tx, {
    entiteIds: [entiteId],
    types: [attendue.type],
    du: aujourdhui,
    au: ajouterJours(aujourdhui, HORIZON_JOURS),
  })
  const demande = {
    types: [attendue.type],
    entiteId,
    maintenant: arriveeAuPlusTot(context, attendue.fuseau ?? acteur.fuseau),
    du: valeur(state, 'depuis'),
  }
  const fenetre = fenetreDAudience(
    attendue.type === TYPE_SPIP ? 'spip' : 'jap',
    audienceLe,
    acteur.territoire,
  )
  // The place that was chosen at the hearing stays, unless nothing is free there.
  const ici = lister(terrain, { ...demande, lieuId: attendue.lieuId ?? undefined })
  const liste = ici.creneaux.length > 0 ? ici : lister(terrain, demande)
  const remise = await remiseDe(tx, dossierId, convocationId)
  const retour = remise
    ? chemins.convocation(dossierId, convocationId)
    : agenda.convocation(dossierId, convocationId)
  const titre = 'Changer la convocation'
  return {
    titre,
    fil: filDuDossier(i, { label: 'Convocation', href: retour }, { label: titre }),
    corps: (
      <ChangerLaConvocation
        nom={i.nomComplet}
        convocation={attendue}
        state={{
          ...state,
          values: { ...proposees(attendue.prevenir, state.values), ...state.values },
        }}
        liste={{ ...liste, fenetre }}
        joignable={await joignabilite(tx, dossierId)}
        retour={retour}
        refus={(await refusALAudience(tx, context, attendue)).map(refus => refus.message)}
      />
    ),
  }
}

/** As at the hearing, in each form that was not sent: a box that was unticked stays so. */
function proposees(prevenir: boolean, values: Valeurs): Valeurs {
  if (!prevenir) return {}
  if ('motif' in values) return { prevenir: 'oui' }
  return '_jeton' in values
    ? { prevenirAnnulation: 'oui' }
    : { prevenir: 'oui', prevenirAnnulation: 'oui' }
}
