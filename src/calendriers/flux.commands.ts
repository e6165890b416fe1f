import { createHash, randomBytes } from 'node:crypto'
import { agendaParId } from '../creneaux/index.ts'
import { type Context, command, entiteDe } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { trouver } from '../platform/introuvable.ts'
import { refuseIf } from '../platform/refusal.ts'
import { fluxDAgendaForm, monFluxForm, reglageForm, revoquerForm } from './flux.forms.ts'
import { type Detail, refusDesNoms, refusDeVersion, refusDuFluxDAgenda } from './flux.rules.ts'
import * as store from './flux.store.ts'

/** What the base keeps of a secret: enough to know it again, nothing to find it. */
export const empreinteDe = (secret: string): Buffer => createHash('sha256').update(secret).digest()
const deuxALaFois = {
  un_seul_flux_par_agent: 'Ce lien vient d’être créé dans une autre fenêtre : rechargez la page.',
  un_seul_flux_par_agenda:
    'Le lien de cet agenda vient d’être créé par quelqu’un d’autre : rechargez la page.',
}

type Qui = { agentId: string } | { agendaId: string }
/**
 * A new secret, of which the imprint alone is kept; the former link of the same agent or agenda is
 * dead at once.
 */
async function creer(tx: Tx, { acteur, maintenant }: Context, qui: Qui, detail: Detail) {
  const entiteId = trouver(entiteDe(acteur))
  refuseIf(refusDesNoms(detail, (await store.reglage(tx, entiteId)).fluxAvecNoms))
  const [instant, secret] = [maintenant.toString(), randomBytes(32).toString('base64url')]
  await store.revoquerCeluiDe(tx, qui, acteur.id, instant)
  const { id } = await store.insererFlux(tx, {
    ...qui,
    entiteId,
    detail,
    empreinte: empreinteDe(secret),
    creeA: instant,
    creePar: acteur.id,
  })
  return { fluxId: id, secret }
}

export const creerMonFlux = command({
  name: 'calendriers.creer-mon-flux',
  permission: 'flux:soi',
  aQui: 'soi',
  input: monFluxForm,
  contraintes: deuxALaFois,
  run: (tx, { detail }, context) => creer(tx, context, { agentId: context.acteur.id }, detail),
  journal: (_input, { fluxId }) => ({ cible: fluxId }),
})

export const creerFluxDAgenda = command({
  name: 'calendriers.creer-flux-d-agenda',
  permission: 'calendrier:tenir',
  aQui: 'entite',
  input: fluxDAgendaForm,
  contraintes: deuxALaFois,
  async run(tx, { agendaId, detail }, context) {
    refuseIf(
      refusDuFluxDAgenda(
        trouver(await agendaParId(tx, agendaId)),
        entiteDe(context.acteur),
        context.aujourdhui,
      ),
    )
    return creer(tx, context, { agendaId }, detail)
  },
  journal: (_input, { fluxId }) => ({ cible: fluxId }),
})

export const revoquerMonFlux = command({
  name: 'calendriers.revoquer-mon-flux',
  permission: 'flux:soi',
  aQui: 'soi',
  input: revoquerForm,
  async run(tx, { fluxId }, { acteur, maintenant }) {
    const flux = trouver(await store.fluxParId(tx, fluxId))
    // Somebody else's feed does not exist for me.
    trouver(flux.agentId === acteur.id ? flux : null)
    await store.revoquerCeluiDe(tx, { agentId: acteur.id }, acteur.id, maintenant.toString())
  },
  journal: ({ fluxId }) => ({ cible: fluxId }),
})

export const revoquerFluxDAgenda = command({
  name: 'calendriers.revoquer-flux-d-agenda',
  permission: 'calendrier:tenir',
  aQui: 'entite',
  input: revoquerForm,
  async run(tx, { fluxId }, { acteur, maintenant }) {
    const agendaId = trouver((await store.fluxParId(tx, fluxId))?.agendaId)
    await store.revoquerCeluiDe(tx, { agendaId }, acteur.id, maintenant.toString())
  },
  journal: ({ fluxId }) => ({ cible: fluxId }),
})

export const reglerLesFlux = command({
  name: 'calendriers.regler-les-flux',
  permission: 'calendrier:tenir',
  aQui: 'entite',
  input: reglageForm,
  async run(tx, { avecNoms, version }, { acteur, maintenant }) {
    const entiteId = trouver(entiteDe(acteur))
    refuseIf(refusDeVersion(version, (await store.reglage(tx, entiteId)).version))
    const valeurs = {
      entiteId,
      fluxAvecNoms: avecNoms === 'oui',
      version,
      modifieA: maintenant.toString(),
      modifiePar: acteur.id,
    }
    refuseIf((await store.regler(tx, valeurs)) ? [] : refusDeVersion(version, version + 1))
    return { entiteId }
  },
  journal: (_input, { entiteId }) => ({ cible: entiteId }),
})
