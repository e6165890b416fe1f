// « / » goes to the search box; buttons marked data-imprimer print; data-dialogue opens the <dialog> that it names.
document.addEventListener('keydown', evenement => {
  const cible = evenement.target as HTMLElement
  if (evenement.key !== '/' || evenement.ctrlKey || evenement.metaKey || cible.matches('input, textarea, select')) return
  const recherche = document.querySelector<HTMLInputElement>('#recherche')
  if (!recherche) return
  evenement.preventDefault()
  recherche.focus()
})

document.addEventListener('click', evenement => {
  const bouton = (evenement.target as HTMLElement).closest<HTMLElement>('[data-imprimer], [data-dialogue], [data-fermer]')
  if (!bouton) return
  if (bouton.dataset.imprimer !== undefined) window.print()
  if (bouton.dataset.fermer !== undefined) bouton.closest('dialog')?.close()
  const dialogue = bouton.dataset.dialogue ? document.getElementById(bouton.dataset.dialogue) : null
  if (dialogue instanceof HTMLDialogElement) {
    evenement.preventDefault()
    dialogue.showModal()
  }
})

document.querySelector<HTMLElement>('[data-focus]')?.focus()
