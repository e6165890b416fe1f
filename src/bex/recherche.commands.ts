import { homonymes, refusDeNaissance, refuserAuPlafond } from '../dossiers/index.ts'
import { type Context, command } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { refuseIf } from '../platform/refusal.ts'
import { chercherForm } from './audience.forms.ts'
import * as store from './audience.store.ts'

const A_L_AUDIENCE = 'Recherche nationale à l’audience'
/**
 * Looks for a person in the whole country. The journal of each dossier that was shown says who
 * looked and why; what was typed is in no journal.
 */
export const chercherNational = command({
  name: 'bex.chercher-national',
  permission: 'bex:convoquer',
  aQui: 'audience',
  input: chercherForm,
  async run(tx, { commune = null, domicilieChez = null, ...reste }, context) {
    refuseIf(refusDeNaissance(reste.naissanceLe, context.aujourdhui))
    const qui = { nom: `${reste.nom} ${reste.prenoms}`, naissance: reste.naissanceLe, numero: null }
    const chercher = (tx_: Tx, context_: Context) => homonymes(tx_, context_, qui, A_L_AUDIENCE)
    const { trouves, plafond } = await chercher(tx, context)
    refuserAuPlafond(plafond, context, chercher)
    const montres = trouves.map(homonyme => homonyme.dossierId)
    const { id } = await store.garderRecherche(tx, {
      ...reste,
      commune,
      domicilieChez,
      compteId: context.acteur.id,
      montres,
    })
    return { rechercheId: id }
  },
  journal: () => ({ motif: A_L_AUDIENCE }),
})
