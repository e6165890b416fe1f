import { Bouton } from '../platform/interface/index.ts'
import { fait, question, trop as tropDEnvois } from './arret.referentiel.ts'

const Phrases = ({ de }: { de: { langue: string; texte: string }[] }) => (
  <ul class="fil-liste">
    {de.map(ligne => (
      <li lang={ligne.langue} dir={ligne.langue === 'ar' ? 'rtl' : 'ltr'}>
        {ligne.texte}
      </li>
    ))}
  </ul>
)

/** Asks before it stops; says neither who nor why. The same page whatever the link. */
export const PageDArret = ({ trop }: { trop?: boolean }) => (
  <form method="post" class="fil-formulaire">
    <h1>Ne plus recevoir de messages</h1>
    {trop && <p>{tropDEnvois}</p>}
    <Phrases de={question} />
    <p class="fil-actions">
      <Bouton>Ne plus recevoir de messages · Stop</Bouton>
    </p>
  </form>
)

export const DejaArrete = () => (
  <div class="fil-formulaire">
    <h1>C’est noté</h1>
    <Phrases de={fait} />
  </div>
)
