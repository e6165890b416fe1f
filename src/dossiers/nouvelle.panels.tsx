import { type Effet, effetDit } from './effet.rules.ts'

/**
 * Before the button of an act that another service or court will feel: who will read what
 * (invariant 10).
 */
export function SeraDit({ effet }: { effet: Effet }) {
  const { a: lecteurs, lu } = effetDit(effet)
  return (
    <p class="fil-discret">
      Sera dit {lecteurs}, dans « Pour moi » : « {lu} ».
    </p>
  )
}
