// Changes the theme in place: leaving the page for it would cost what is being typed.
document.querySelector<HTMLFormElement>('.fil-theme')?.addEventListener('submit', evenement => {
  const formulaire = evenement.currentTarget as HTMLFormElement
  const bouton = evenement.submitter
  if (!(bouton instanceof HTMLButtonElement)) return
  evenement.preventDefault()
  document.documentElement.dataset.colorScheme = bouton.value
  for (const autre of formulaire.querySelectorAll('button'))
    autre.setAttribute('aria-pressed', String(autre === bouton))
  const champs = [...new FormData(formulaire, bouton)].map(([nom, valeur]): [string, string] => [
    nom,
    String(valeur),
  ])
  void fetch(formulaire.action, {
    method: 'POST',
    body: new URLSearchParams(champs),
    redirect: 'manual',
  }).catch(() => undefined)
})
