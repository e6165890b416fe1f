import { Alerte, Instant } from '../platform/interface/index.ts'
import type { Doute } from './doute.rules.ts'

type Props = { doute: Doute; canal: string; fuseau: string; ecrire: boolean }
/** What is known of a message in doubt, what happens by itself, and what to do. */
export const MessageEnDoute = ({ doute, canal, fuseau, ecrire }: Props) => (
  <Alerte genre="attention">
    <p>{ceQuOnSait(doute, canal)}</p>
    <p>
      {doute.repartA ? (
        <>
          Sans rien faire, il repartira une fois, à partir du <Instant a={doute.repartA} fuseau={fuseau} />.
        </>
      ) : (
        suite(doute, canal)
      )}
    </p>
    {ecrire && (
      <p>Vous pouvez appeler la personne, puis noter « Dit par téléphone » ; ou renvoyer le message : elle l’aura peut-être deux fois.</p>
    )}
  </Alerte>
)

function ceQuOnSait({ illisible }: Doute, canal: string): string {
  if (illisible) return 'La réponse de l’opérateur est illisible : on ne sait pas si ce message est parti.'
  return canal === 'courriel'
    ? 'Le serveur de courriel n’a pas confirmé qu’il a pris ce message : on ne sait pas s’il est parti.'
    : 'L’opérateur n’a pas dit s’il a pris ce message : on ne sait pas s’il est parti.'
}

function suite({ illisible, dejaReparti }: Doute, canal: string): string {
  if (canal === 'sms' && !illisible) return 'Son accusé de réception peut encore venir et lever le doute.'
  return dejaReparti ? 'Il est déjà reparti une fois : il ne repartira plus tout seul.' : 'Il ne repartira pas tout seul.'
}
