// Buttons marked data-imprimer print; what is folded is unfolded on paper, and folded again.
document.addEventListener('click', evenement => {
  if ((evenement.target as Element).closest('[data-imprimer]')) window.print()
})

let replies: HTMLDetailsElement[] = []
window.addEventListener('beforeprint', () => {
  replies = [...document.querySelectorAll<HTMLDetailsElement>('main details:not([open])')]
  for (const pli of replies) pli.open = true
})
window.addEventListener('afterprint', () => {
  for (const pli of replies) pli.open = false
})
