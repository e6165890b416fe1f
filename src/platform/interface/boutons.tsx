import type { ComponentChildren } from 'preact'
import { Icone, type NomIcone } from './icons.tsx'
import { Porte } from './porte.tsx'

export type Variante = 'primaire' | 'secondaire' | 'tertiaire' | 'danger'
/**
 * One red button per screen at most: the primary action. What destroys is outlined, in another
 * colour, and says what it does.
 */
const aspects = {
  primaire: {},
  secondaire: { 'data-variant': 'secondary' },
  tertiaire: { 'data-variant': 'tertiary' },
  danger: { 'data-variant': 'secondary', 'data-color': 'danger' },
} as const

type BoutonProps = {
  variante?: Variante
  type?: 'submit' | 'button'
  name?: string
  value?: string
  formaction?: string
  imprimer?: boolean
  etiquette?: string
  icone?: NomIcone
  disabled?: boolean
  children: ComponentChildren
}
export const Bouton = ({
  variante = 'primaire',
  type = 'submit',
  imprimer,
  etiquette,
  icone,
  children,
  ...reste
}: BoutonProps) => (
  <button
    class="ds-button"
    {...aspects[variante]}
    type={type}
    aria-label={etiquette}
    data-imprimer={imprimer ? '' : undefined}
    {...reste}
  >
    {icone && <Icone nom={icone} />}
    {children}
  </button>
)

/** A gesture changes the form without saving it: `ajouter:etapes`, `retirer:etapes.2`. */
export const Geste = ({
  geste,
  children,
  etiquette,
}: {
  geste: string
  children: ComponentChildren
  etiquette?: string
}) => (
  <Bouton variante="secondaire" name="_geste" value={geste} {...(etiquette ? { etiquette } : {})}>
    {children}
  </Bouton>
)

/** Not shown to whom it would refuse. */
type LienBoutonProps = {
  href: string
  variante?: Variante
  icone?: NomIcone
  children: ComponentChildren
}
export const LienBouton = ({ href, variante = 'secondaire', icone, children }: LienBoutonProps) => (
  <Porte vers={href}>
    <a class="ds-button" {...aspects[variante]} href={href}>
      {icone && <Icone nom={icone} />}
      {children}
    </a>
  </Porte>
)

type LienProps = {
  href: string
  icone?: NomIcone
  nouvelOnglet?: boolean
  children: ComponentChildren
}
/** Plain text for whom it would refuse. */
export const Lien = ({ href, icone, nouvelOnglet, children }: LienProps) => (
  <Porte vers={href} sinon={children}>
    <a
      href={href}
      target={nouvelOnglet ? '_blank' : undefined}
      rel={nouvelOnglet ? 'noopener' : undefined}
    >
      {icone && <Icone nom={icone} />}
      {children}
      {nouvelOnglet && ' (nouvel onglet)'}
    </a>
  </Porte>
)

export const Actions = ({ children }: { children: ComponentChildren }) => (
  <div class="fil-actions">{children}</div>
)
