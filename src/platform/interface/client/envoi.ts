// A second click while the first is on its way is ignored; the server would carry it out once in
// any case.
const REPRISE_MS = 4000
const partis = new Map<HTMLFormElement, HTMLElement | null>()

function liberer(formulaire: HTMLFormElement): void {
  partis.get(formulaire)?.removeAttribute('aria-busy')
  partis.delete(formulaire)
}

/**
 * Without a network the browser would replace the page, and what was typed, by a page of its own.
 */
function direHorsLigne(formulaire: HTMLFormElement): void {
  if (formulaire.querySelector('[data-hors-ligne]')) return
  const message = document.createElement('p')
  message.className = 'fil-alerte'
  message.dataset.horsLigne = ''
  message.setAttribute('role', 'alert')
  message.textContent =
    'Pas de réseau : rien n’a été envoyé, rien n’est perdu. Envoyez de nouveau quand le réseau sera revenu.'
  formulaire.append(message)
}

document.addEventListener('submit', evenement => {
  const formulaire = evenement.target as HTMLFormElement
  if (formulaire.method !== 'post' || evenement.defaultPrevented) return
  if (!navigator.onLine) {
    evenement.preventDefault()
    direHorsLigne(formulaire)
  } else if (partis.has(formulaire)) evenement.preventDefault()
  else {
    formulaire.querySelector('[data-hors-ligne]')?.remove()
    // Marked as busy, not disabled: a disabled button does not send its value.
    evenement.submitter?.setAttribute('aria-busy', 'true')
    partis.set(formulaire, evenement.submitter)
    setTimeout(liberer, REPRISE_MS, formulaire)
  }
})
window.addEventListener('pageshow', () => {
  for (const formulaire of [...partis.keys()]) liberer(formulaire)
})
