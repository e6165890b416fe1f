// Changes the theme in place: leaving the page for it would cost what is being typed.
document.querySelector<HTMLFormElement>('.fil-theme')?.addEventListener('submit', evenement => {
  const formulaire = evenement.currentTarget as HTMLFormElement
  const bouton = evenement.submitter
  if (!(bouton instanceof HTMLButtonElement)) return
  evenement.preventDefault()
  document.documentElement.dataset.colorScheme = bouton.value
  for (const b of formulaire.querySelectorAll('button')) b.setAttribute('aria-pressed', String(b === bouton))
  const champs = [...new FormData(formulaire, bouton)].map(([nom, v]): [string, string] => [nom, String(v)])
  void fetch(formulaire.action, { method: 'POST', body: new URLSearchParams(champs), redirect: 'manual' }).catch(() => undefined)
})
