import type { ComponentChildren } from 'preact'

export const Rubrique = ({
  id,
  titre,
  children,
}: {
  id: string
  titre: string
  children: ComponentChildren
}) => (
  <section id={id} class="fil-pile" aria-labelledby={`${id}-titre`}>
    <h2 id={`${id}-titre`}>{titre}</h2>
    {children}
  </section>
)
