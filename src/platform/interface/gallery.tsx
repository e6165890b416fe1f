import { Titre } from './affichage.tsx'
import { Contenus, Icones, Messages, Papier, Tableaux } from './gallery/contenus.tsx'
import { Boutons, Formulaires } from './gallery/formulaires.tsx'

/**
 * Every component in every state, on one page: what is looked at, and what axe reads, before a
 * change leaves.
 */
export const Galerie = () => (
  <div class="fil-pile">
    <Titre>Interface</Titre>
    <Boutons />
    <Messages />
    <Contenus />
    <Tableaux />
    <Formulaires />
    <Icones />
    <Papier />
  </div>
)
