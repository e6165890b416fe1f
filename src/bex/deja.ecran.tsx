import type { Tx } from '../platform/db/index.ts'
import type { Valeurs } from '../platform/http/corps.ts'
import type { Ecran } from '../platform/http/plateforme.ts'
import { Introuvable } from '../platform/introuvable.ts'
import * as store from './audience.store.ts'
import { chemins } from './bex.paths.ts'
import { DejaConvoquee } from './deja.views.tsx'
import { horsOutilApres } from './hors-outil.store.ts'

/** « Précédent », after the summons: what was made, rather than a page that is no more. */
export async function dejaConvoquee(tx: Tx, rechercheId: string, values: Valeurs): Promise<Ecran> {
  const faite = await store.faiteApres(tx, rechercheId)
  const horsOutil = faite ? undefined : await horsOutilApres(tx, rechercheId)
  if (!faite && !horsOutil)
    throw new Introuvable('Cette recherche a plus de deux heures : refaites-la.')
  const vers = faite
    ? chemins.convocation(faite.dossierId, faite.convocationId)
    : chemins.remiseHorsOutil(horsOutil?.id ?? '')
  const titre = 'Déjà convoquée'
  const fil = [
    { label: 'Ma journée', href: '/' },
    { label: 'Convoquer à l’audience', href: chemins.chercher },
    { label: titre },
  ]
  return {
    titre,
    fil,
    corps: <DejaConvoquee vers={vers} perdu={'_jeton' in values ? values : null} />,
  }
}
