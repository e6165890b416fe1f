// A form of the page that is followed: what it holds, and what it would keep.
import type { Etat, Garde, Gardee, Saisie } from './coffre.ts'
import { cachesDe, enGarde, type Prise, prisesDe, propre } from './prises.ts'

export type Suivi = {
  formulaire: HTMLFormElement
  id: string
  etat: Etat
  /** What a field showed before it was touched, where the page shows something else since. */
  vus: Map<string, string>
  /** Kept, and without a place in this form any more. */
  reste: Garde[]
  touche: boolean
  mots: boolean
  garde: boolean
  tour: number
  adopte: boolean
  /** Offered above the form. */
  offertes: Gardee[]
}
export const ici = location.pathname + location.search

export function actionDe(formulaire: HTMLFormElement): string {
  const { pathname, search } = new URL(
    formulaire.getAttribute('action') || location.href,
    location.href,
  )
  return pathname + search
}
const titreDe = (formulaire: HTMLFormElement) =>
  propre(
    formulaire.getAttribute('aria-label') ??
      (formulaire.querySelector('h1, h2, h3') ?? document.querySelector('h1'))?.textContent,
  )
/** The answer to a sending shows again, as it was sent, the form that was. */
export const rendu = ({ formulaire }: Suivi) =>
  'recu' in document.body.dataset && actionDe(formulaire) === ici

export const suivre = (formulaire: HTMLFormElement): Suivi => ({
  formulaire,
  id: crypto.randomUUID(),
  etat: 'saisie',
  vus: new Map(),
  reste: [],
  touche: false,
  mots: false,
  garde: true,
  tour: 0,
  adopte: false,
  offertes: [],
})

const vuDe = (suivi: Suivi, prise: Prise) => suivi.vus.get(prise.nom) ?? prise.defaut()
export function saisieDe(suivi: Suivi): Saisie {
  const champs = prisesDe(suivi.formulaire).flatMap(prise =>
    prise.lire() === vuDe(suivi, prise) ? [] : [enGarde(prise, vuDe(suivi, prise))],
  )
  const reste = suivi.reste.filter(garde => !champs.some(champ => champ.nom === garde.nom))
  const { formulaire } = suivi
  const caches = cachesDe(formulaire)
  return {
    page: ici,
    lieu: document.title.replace(/ – Fil rouge$/, ''),
    action: actionDe(formulaire),
    titre: titreDe(formulaire),
    a: Date.now(),
    caches,
    champs: [...champs, ...reste],
  }
}
