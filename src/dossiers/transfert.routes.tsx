import { z } from 'zod'
import type { Context } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { form } from '../platform/http/form.ts'
import type { Ecran, Plateforme } from '../platform/http/plateforme.ts'
import type { FormState } from '../platform/interface/index.ts'
import type { Refusal } from '../platform/refusal.ts'
import { parDossier } from '../platform/saisie.ts'
import { choixAntennes, choixServices } from './choix.ecran.ts'
import { chemins as dessaisissements } from './dessaisissement.paths.ts'
import { ecran, ecranEtroit, type Vue } from './dossier.ecran.ts'
import { chemins } from './dossier.paths.ts'
import {
  accepterTransfert,
  annulerTransfert,
  proposerTransfert,
  refuserTransfert,
} from './fil.commands.ts'
import { AccepterTransfert, AnnulerTransfert, RefuserTransfert, Transferer } from './fil.views.tsx'
import { charges } from './prise-en-charge.store.ts'
import { refusDAnnuler, refusDeRepondre } from './transfert.rules.ts'
import { transfertDeMonService, transfertEnCours, transfertParId } from './transfert.store.ts'
import { UnTransfert } from './transfert.views.tsx'

const parTransfert = z.object({ dossierId: z.uuid(), transfertId: z.uuid() })

/** Withdrawn, or answered by a colleague, while the page was open: what happened, who, when. */
const tropTard = async (
  tx: Tx,
  donnees: z.output<typeof parTransfert>,
  context: Context,
): Promise<Ecran | null> => {
  const transfert = await transfertDeMonService(tx, donnees.dossierId, donnees.transfertId)
  if (!transfert) return null
  context.montrer([donnees.dossierId], 'suite d’un transfert')
  return {
    titre: 'Transfert',
    fil: [{ label: 'Dessaisissements', href: dessaisissements.liste }, { label: 'Transfert' }],
    corps: <UnTransfert transfert={transfert} tropTard />,
  }
}
/** The form while the transfer waits; what became of it once it does not. */
const repondreA =
  (vue: Vue) =>
  async (
    tx: Tx,
    donnees: z.output<typeof parTransfert>,
    state: FormState,
    context: Context,
  ): Promise<Ecran> => {
    const enCours = await transfertEnCours(tx, donnees.dossierId)
    const typed = state.values._jeton !== undefined
    return (
      (enCours?.id !== donnees.transfertId && !typed && (await tropTard(tx, donnees, context))) ||
      vue(tx, donnees, state, context)
    )
  }
type RefusDeTransfert = (transfert: EnCours, serviceId: string | null, fuseau: string) => Refusal[]
type EnCours = NonNullable<Awaited<ReturnType<typeof transfertParId>>>
/**
 * While it waits, the transfer is answered, or withdrawn, by one service and not the other; what
 * became of it since is read by both.
 */
const parUnService =
  (regle: RefusDeTransfert) =>
  async (
    tx: Tx,
    { dossierId, transfertId }: z.output<typeof parTransfert>,
    { acteur }: Context,
  ): Promise<Refusal[]> => {
    const transfert = await transfertParId(tx, dossierId, transfertId)
    return transfert?.etat === 'propose' ? regle(transfert, acteur.serviceId, acteur.fuseau) : []
  }
const redirectTo = ({ dossierId }: { dossierId: string }) => chemins.dossier(dossierId)
/** Refused or accepted, the dossier may have left the périmètre: back to the day. */
const accueil = () => '/'

/** A transfer is proposed, then answered or withdrawn. */
export function transfertRoutes(plateforme: Plateforme): void {
  const { libelleFonction } = plateforme
  form(plateforme, {
    path: chemins.transferer(':dossierId'),
    params: parDossier,
    command: proposerTransfert,
    view: ecran('Transférer', async (identite, state, tx) => (
      <Transferer
        state={state}
        identite={identite}
        services={(await choixServices(tx)).filter(service => service.value !== identite.serviceId)}
      />
    )),
    redirectTo,
    flash: () =>
      'Le transfert est proposé. Le référent actuel garde le dossier jusqu’à la réponse.',
  })
  form(plateforme, {
    path: chemins.accepterTransfert(':dossierId', ':transfertId'),
    params: parTransfert,
    command: accepterTransfert,
    pasPour: parUnService(refusDeRepondre),
    view: repondreA(
      ecranEtroit('Accepter', async (identite, state, tx, { acteur, aujourdhui }) => (
        <AccepterTransfert
          state={state}
          identite={identite}
          transfert={await transfertEnCours(tx, identite.dossierId)}
          agents={await charges(tx, acteur.serviceId ?? '', aujourdhui)}
          antennes={await choixAntennes(tx, { acteur, aujourdhui })}
          libelleFonction={libelleFonction}
        />
      )),
    ),
    ailleurs: tropTard,
    redirectTo: ({ dossierId, sens }) =>
      sens === 'demande' ? dessaisissements.liste : chemins.dossier(dossierId),
    flash: ({ sens }) =>
      sens === 'demande'
        ? 'Le dessaisissement est accepté : l’autre service suit maintenant la personne.'
        : 'Le dossier est maintenant suivi par votre service.',
  })
  form(plateforme, {
    path: chemins.refuserTransfert(':dossierId', ':transfertId'),
    params: parTransfert,
    command: refuserTransfert,
    pasPour: parUnService(refusDeRepondre),
    view: repondreA(
      ecranEtroit('Refuser', async (identite, state, tx) => (
        <RefuserTransfert
          state={state}
          identite={identite}
          transfert={await transfertEnCours(tx, identite.dossierId)}
        />
      )),
    ),
    ailleurs: tropTard,
    redirectTo: accueil,
    flash: ({ sens }) =>
      sens === 'demande'
        ? 'La demande est refusée : votre service garde le dossier, et celui qui demandait lit pourquoi.'
        : 'Le transfert est refusé ; l’autre service garde le dossier.',
  })
  form(plateforme, {
    path: chemins.annulerTransfert(':dossierId', ':transfertId'),
    params: parTransfert,
    command: annulerTransfert,
    pasPour: parUnService(refusDAnnuler),
    view: repondreA(
      ecran('Annuler la proposition', (identite, state) => (
        <AnnulerTransfert state={state} identite={identite} />
      )),
    ),
    ailleurs: tropTard,
    redirectTo,
    flash: () => 'La proposition est annulée.',
  })
}
