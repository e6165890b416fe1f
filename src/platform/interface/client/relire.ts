// data-relire names the gesture that shows the page again for another choice: changing the choice
// is making the gesture.
document.addEventListener('change', evenement => {
  const choix = evenement.target as HTMLSelectElement
  const geste = choix.dataset.relire
  const bouton =
    geste && choix.form?.querySelector<HTMLButtonElement>(`button[name="_geste"][value="${geste}"]`)
  if (bouton) choix.form?.requestSubmit(bouton)
})
