import { agentParId } from '../moyens/index.ts'
import type { Context } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import type { Ecran } from '../platform/http/plateforme.ts'
import { trouver } from '../platform/introuvable.ts'
import { duService } from './journee.ecran.tsx'
import { etatsVusDeLaJuridiction } from './listes.rules.ts'
import { type Filtre, mesDossiers } from './listes.store.ts'
import { MesDossiers } from './listes.views.tsx'

const fil = [{ label: 'Ma journée', href: '/' }, { label: 'Dossiers' }]

/** What a juridiction does not see of a dossier neither filters nor orders its list. */
const vuDeLaJuridiction = (filtre: Filtre): Filtre => ({
  ...filtre,
  agent: '',
  etat: filtre.etat in etatsVusDeLaJuridiction ? filtre.etat : '',
  tri: filtre.tri === 'contact' || filtre.tri === 'depuis' ? 'nom' : filtre.tri,
})

type Qui = '' | 'moi' | 'service'
/**
 * The dossiers of a juridiction, of a service or of an agent; a name that is looked for is said.
 */
export async function ecranDesDossiers(
  tx: Tx,
  context: Context,
  { qui, ...filtre }: Filtre & { qui: Qui },
): Promise<Ecran> {
  const { acteur } = context
  if (acteur.juridictionId)
    return dossiersDeLaJuridiction(tx, context, acteur.juridictionId, vuDeLaJuridiction(filtre))
  const { aujourdhui } = context
  const tous = qui === 'service' || filtre.agent !== '' || (qui === '' && duService(acteur))
  const portee = { agentId: acteur.id, serviceId: trouver(acteur.serviceId), tous }
  const titre = tous ? 'Dossiers du service' : 'Mes dossiers'
  const liste = await mesDossiers(tx, portee, filtre, { aujourdhui, fuseau: acteur.fuseau })
  noterLaRecherche(context, filtre, liste.lignes)
  const corps = (
    <MesDossiers
      liste={liste}
      filtre={filtre}
      qui={tous ? 'service' : 'moi'}
      duService={tous}
      titre={titre}
      juridiction={false}
      agentNom={filtre.agent ? ((await agentParId(tx, filtre.agent))?.nomComplet ?? '') : ''}
    />
  )
  return { titre, fil, corps }
}

async function dossiersDeLaJuridiction(
  tx: Tx,
  context: Context,
  juridictionId: string,
  filtre: Filtre,
): Promise<Ecran> {
  const { acteur, aujourdhui } = context
  const titre = 'Dossiers de la juridiction'
  const ici = { aujourdhui, fuseau: acteur.fuseau }
  const liste = await mesDossiers(tx, { juridictionId }, filtre, ici)
  noterLaRecherche(context, filtre, liste.lignes)
  const corps = (
    <MesDossiers
      liste={liste}
      filtre={filtre}
      qui=""
      titre={titre}
      duService={false}
      juridiction
      agentNom=""
    />
  )
  return { titre, fil, corps }
}

function noterLaRecherche(
  { montrer }: Context,
  { nom }: Filtre,
  lignes: { dossierId: string }[],
): void {
  montrer(nom.trim() === '' ? [] : lignes.map(ligne => ligne.dossierId), 'recherche, dossiers')
}
