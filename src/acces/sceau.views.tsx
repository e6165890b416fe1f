import { Alerte, Instant } from '../platform/interface/index.ts'
import type { DernierSceau, dernierControle } from './sceau.store.ts'

type Controle = Awaited<ReturnType<typeof dernierControle>>
const noms: Record<string, string> = { lecture: 'Lectures', ecriture: 'Écritures' }

/** What the last check of the journals found, in plain words, for who answers for them. */
const Verification = ({ controle }: { controle: Controle }) => {
  if (!controle)
    return (
      <Alerte genre="attention">
        Ces journaux n’ont pas encore été vérifiés. La vérification se lance chaque nuit, par qui
        tient le serveur : signalez-le-lui.
      </Alerte>
    )
  if (controle.fautes.length === 0)
    return (
      <p>
        Vérifiés le <Instant a={controle.a} /> : aucune ligne changée, ajoutée ou effacée après coup
        {controle.avecCle ? '' : ' (sans clé : qui tient la base pourrait refaire la chaîne)'}.
      </p>
    )
  return (
    <Alerte genre="alerte">
      <p>
        La vérification du <Instant a={controle.a} /> a trouvé{' '}
        {controle.fautes.length === 1 ? 'une anomalie' : `${controle.fautes.length} anomalies`} :
        des lignes ou des sceaux ont été touchés, ou ne sont pas notés hors de la base. Prévenez le
        délégué à la protection des données.
      </p>
      <ul>
        {controle.fautes.map(faute => (
          <li>{faute}</li>
        ))}
      </ul>
    </Alerte>
  )
}

/** How the journals are kept true, and the last seals, to be noted elsewhere. */
export const EtatDesSceaux = ({
  sceaux,
  controle,
}: {
  sceaux: DernierSceau[]
  controle: Controle
}) => (
  <section class="fil-pile" aria-label="Sceaux des journaux">
    <Verification controle={controle} />
    {sceaux.map(sceau => (
      <p class="fil-discret">
        {noms[sceau.journal] ?? sceau.journal} scellées le <Instant a={sceau.scelleA} />
        {sceau.cle ? '' : ', sans clé'}, sceau {sceau.rang} :{' '}
        <code class="fil-empreinte">{sceau.empreinte}</code>
      </p>
    ))}
  </section>
)
