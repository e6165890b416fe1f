// data-oublie names the field with which a choice goes: when that field changes, what the page had
// chosen is chosen no more; what was chosen by hand stays.
const chosenByHand = new WeakSet<EventTarget>()
document.addEventListener('change', evenement => {
  const champ = evenement.target as HTMLInputElement
  chosenByHand.add(champ)
  for (const choix of champ.form?.querySelectorAll<HTMLSelectElement>('select[data-oublie]') ?? [])
    if (choix.dataset.oublie === champ.name && !chosenByHand.has(choix)) choix.value = ''
})
