// « / » goes to the search box, « ? » shows the shortcuts; a single key must be able to be switched
// off (WCAG 2.1.4).
const PREFERENCE = 'raccourcis'
const actif = () => localStorage.getItem(PREFERENCE) !== 'non'

document.addEventListener('keydown', evenement => {
  const cible = evenement.target as HTMLElement
  if (!actif() || evenement.ctrlKey || evenement.metaKey || evenement.altKey) return
  if (
    cible.isContentEditable ||
    cible.matches('textarea, select, input:not([type=checkbox], [type=radio])')
  )
    return
  if (document.querySelector('dialog[open]')) return
  if (evenement.key === '/') {
    const recherche = document.querySelector<HTMLInputElement>('#recherche')
    if (!recherche) return
    evenement.preventDefault()
    recherche.focus()
    recherche.select()
  } else if (evenement.key === '?')
    document.querySelector<HTMLDialogElement>('dialog#raccourcis')?.showModal()
})

const choix = document.querySelector<HTMLInputElement>('[data-raccourcis]')
if (choix) {
  choix.checked = actif()
  choix.addEventListener('change', () =>
    localStorage.setItem(PREFERENCE, choix.checked ? 'oui' : 'non'),
  )
}
