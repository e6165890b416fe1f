// A second click while the first is on its way is ignored; the server would carry it out once in any case.
const partis = new WeakSet<HTMLFormElement>()
document.addEventListener('submit', evenement => {
  const formulaire = evenement.target as HTMLFormElement
  if (formulaire.method !== 'post') return
  if (partis.has(formulaire)) {
    evenement.preventDefault()
    return
  }
  partis.add(formulaire)
  setTimeout(() => partis.delete(formulaire), 4000)
})
window.addEventListener('pageshow', () => {
  for (const formulaire of document.forms) partis.delete(formulaire)
})
