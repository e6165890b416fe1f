import type { Garde, Saisie } from './coffre.ts'

type Rappel = {
  titre: string
  genre: 'info' | 'warning'
  phrases: string[]
  lien?: { href: string; texte: string }
  mots: readonly Garde[]
  bouton: string
  effacer(): void
}
const heure = new Intl.DateTimeFormat('fr-FR', { hour: 'numeric', minute: '2-digit' })
export const aQuelleHeure = ({ a }: Saisie) => heure.format(a).replace(':', ' h ')

function element<K extends keyof HTMLElementTagNameMap>(nom: K, texte = '', classe = ''): HTMLElementTagNameMap[K] {
  const fait = document.createElement(nom)
  fait.textContent = texte
  if (classe) fait.className = classe
  return fait
}

/** What was kept, said where it is; its words where they have no field, to be copied; a button to be rid of it. */
export function rappeler({ titre, genre, phrases, lien, mots, bouton, effacer }: Rappel): HTMLElement {
  const boite = element('section', '', 'ds-alert')
  boite.dataset.color = genre
  boite.dataset.rappel = ''
  boite.dataset.sansImpression = ''
  boite.setAttribute('aria-label', `Texte non enregistré : ${titre}`)
  const dit = element('p')
  dit.setAttribute('role', 'status')
  boite.append(dit)
  // Said once it is in the page: a status that is born full is often not read aloud.
  requestAnimationFrame(() => dit.append(phrases.join(' ')))
  for (const { libelle, dit: texte } of mots) {
    const champ = element('p')
    champ.append(element('strong', libelle ? `${libelle} : ` : ''), element('span', texte, 'fil-lignes'))
    boite.append(champ)
  }
  const gestes = element('p', '', 'fil-actions')
  if (lien) {
    const a = element('a', lien.texte)
    a.href = lien.href
    gestes.append(a)
  }
  const oublier = element('button', bouton, 'ds-button')
  oublier.type = 'button'
  oublier.dataset.variant = 'tertiary'
  oublier.addEventListener('click', () => {
    effacer()
    boite.remove()
  })
  gestes.append(oublier)
  boite.append(gestes)
  return boite
}
