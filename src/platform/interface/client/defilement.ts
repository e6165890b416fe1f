// A region that does not scroll needs no stop of the Tab key.
const regions = document.querySelectorAll<HTMLElement>('.fil-defile, .fil-dessin')
const observateur = new ResizeObserver(entrees => {
  for (const { target } of entrees) {
    if (target.scrollWidth > target.clientWidth) target.setAttribute('tabindex', '0')
    else target.removeAttribute('tabindex')
  }
})
for (const region of regions) observateur.observe(region)
