// One step of a long work follows another, until the page says that there is none left.
const etape = document.querySelector<HTMLFormElement>('form[data-enchainer]')
if (etape) setTimeout(() => etape.requestSubmit(), 50)
