import { Alerte, Instant } from '../platform/interface/index.ts'
import type { Doute, Regle } from './doute.rules.ts'

type Props = { doute: Doute; canal: string; fuseau: string; ecrire: boolean }
/** What is known of a message in doubt, what happens by itself, and what to do. */
export const MessageEnDoute = ({ doute, canal, fuseau, ecrire }: Props) => (
  <Alerte genre="attention">
    <p>{ceQuOnSait(doute, canal)}</p>
    <p>
      {doute.repartA ? (
        <>
          Sans rien faire, il repartira une fois, à partir du{' '}
          <Instant a={doute.repartA} fuseau={fuseau} />.
        </>
      ) : (
        suite(doute, canal)
      )}
    </p>
    {ecrire && <QueFaire regle={doute.regle} />}
  </Alerte>
)

function ceQuOnSait({ illisible }: Doute, canal: string): string {
  if (illisible)
    return 'La réponse de l’opérateur est illisible : on ne sait pas si ce message est parti.'
  return canal === 'courriel'
    ? 'Le serveur de courriel n’a pas confirmé qu’il a pris ce message : on ne sait pas s’il est parti.'
    : 'L’opérateur n’a pas dit s’il a pris ce message : on ne sait pas s’il est parti.'
}

const regles: Record<Regle, string> = {
  dit_par_telephone: 'La personne a été prévenue par téléphone : il ne repartira pas tout seul.',
  depasse: 'La convocation a changé depuis : il ne repartira pas tout seul.',
  plus_rien_a_dire: 'Il n’y a plus rien à dire à cette personne : il ne repartira pas tout seul.',
  coordonnees_d_avant: 'Les coordonnées ont changé depuis : il ne repartira pas tout seul.',
  opposition:
    'La personne ne veut plus de messages par cette voie : il ne repartira pas tout seul.',
}

function suite({ illisible, dejaReparti, regle }: Doute, canal: string): string {
  if (regle) return regles[regle]
  if (canal === 'sms' && !illisible)
    return 'Son accusé de réception peut encore venir et lever le doute.'
  return dejaReparti
    ? 'Il est déjà reparti une fois : il ne repartira plus tout seul.'
    : 'Il ne repartira pas tout seul.'
}

/**
 * Nothing is left to do once it is told, or once nothing is to be told; what is no longer true is
 * not sent again.
 */
function QueFaire({ regle }: { regle: Regle | null }) {
  if (regle === 'dit_par_telephone' || regle === 'plus_rien_a_dire') return null
  if (regle === 'depasse' || regle === 'opposition')
    return <p>Vous pouvez appeler la personne, puis noter « Dit par téléphone ».</p>
  return (
    <p>
      Vous pouvez appeler la personne, puis noter « Dit par téléphone » ; ou renvoyer le message :
      elle l’aura peut-être deux fois.
    </p>
  )
}
