import { type ComponentChildren, createContext } from 'preact'
import { useContext } from 'preact/hooks'

/**
 * Whether an address opens for who looks: the permission of its route, known where a screen is
 * rendered.
 */
export const Portes = createContext<(href: string) => boolean>(() => true)
export const usePorte = (): ((href: string) => boolean) => useContext(Portes)

type PorteProps = { vers: string; sinon?: ComponentChildren; children: ComponentChildren }
/** What leads somewhere (a link, a search, a sentence around them), shown to who may go there. */
export const Porte = ({ vers, sinon = null, children }: PorteProps) => (
  <>{usePorte()(vers) ? children : sinon}</>
)
