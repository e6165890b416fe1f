// data-dialogue opens the <dialog> that it names, data-fermer closes the one it is in; the error
// summary takes the focus.
document.addEventListener('click', evenement => {
  const bouton = (evenement.target as Element).closest<HTMLElement>(
    '[data-dialogue], [data-fermer]',
  )
  if (!bouton) return
  if (bouton.dataset.fermer !== undefined) bouton.closest('dialog')?.close()
  const boite = document.getElementById(bouton.dataset.dialogue ?? '')
  if (!(boite instanceof HTMLDialogElement)) return
  evenement.preventDefault()
  boite.showModal()
})

document.querySelector<HTMLElement>('[data-focus]')?.focus()
