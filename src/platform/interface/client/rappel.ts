import type { Garde, Saisie } from './coffre.ts'
import type { Prise } from './prises.ts'

type Rappel = {
  titre: string
  genre: 'info' | 'warning'
  phrases: string[]
  liens?: readonly { href: string; texte: string }[]
  mots: readonly Pick<Garde, 'libelle' | 'dit'>[]
  remettre?(): void
  bouton: string
  effacer(): void
}
const heure = new Intl.DateTimeFormat('fr-FR', { hour: 'numeric', minute: '2-digit' })
export const aQuelleHeure = ({ a: un }: Saisie) => heure.format(un).replace(':', ' h ')

function element<K extends keyof HTMLElementTagNameMap>(
  nom: K,
  texte = '',
  classe = '',
): HTMLElementTagNameMap[K] {
  const fait = document.createElement(nom)
  fait.textContent = texte
  if (classe) fait.className = classe
  return fait
}

/**
 * What was kept, said where it is; its words where they have no field, to be copied; a button to be
 * rid of it.
 */
export function rappeler({
  titre,
  genre,
  phrases,
  liens = [],
  mots,
  remettre,
  bouton,
  effacer,
}: Rappel): HTMLElement {
  const boite = element('section', '', 'ds-alert')
  boite.dataset.color = genre
  boite.dataset.rappel = ''
  boite.dataset.sansImpression = ''
  boite.setAttribute('aria-label', `Texte non enregistré : ${titre}`)
  const dit = element('p')
  dit.setAttribute('role', 'status')
  boite.append(dit)
  // Said once it is in the page: a status that is born full is often not read aloud.
  requestAnimationFrame(() => dit.append(phrases.join(' ')))
  for (const { libelle, dit: texte } of mots) {
    const champ = element('p')
    champ.append(
      element('strong', libelle ? `${libelle} : ` : ''),
      element('span', texte, 'fil-lignes'),
    )
    boite.append(champ)
  }
  const gestes = element('p', '', 'fil-actions')
  for (const { href, texte } of liens) {
    const lien = element('a', texte)
    lien.href = href
    gestes.append(lien)
  }
  const geste = (texte: string, faire: () => void) => {
    const fait = element('button', texte, 'ds-button')
    fait.type = 'button'
    fait.dataset.variant = 'tertiary'
    fait.addEventListener('click', () => {
      boite.remove()
      faire()
    })
    gestes.append(fait)
  }
  if (remettre) geste('Remettre', remettre)
  geste(bouton, effacer)
  boite.append(gestes)
  return boite
}

export function rappelDisparu(saisie: Saisie, finie: boolean, effacer: () => void): HTMLElement {
  const { titre, champs } = saisie
  const ecrit = `Ce que vous y aviez écrit à ${aQuelleHeure(saisie)} n’a pas été envoyé de cet onglet`
  const copier = finie
    ? 'copiez-le avant de quitter la page si vous en avez besoin'
    : 'vous pouvez le copier'
  const phrases = [`Le formulaire « ${titre} » n’est plus sur cette page. ${ecrit} ; ${copier} :`]
  return rappeler({ titre, genre: 'warning', phrases, mots: champs, bouton: 'Jeter', effacer })
}
/** In one line, however many forms were left. */
export function rappelAilleurs(saisies: readonly Saisie[], effacer: () => void): HTMLElement {
  const noms = saisies.map(({ titre, lieu }) => `« ${titre} » (${lieu})`).join(', ')
  const pages = new Map(saisies.map(({ page, lieu }) => [page, lieu]))
  const rappel = rappeler({
    titre: saisies.map(({ titre }) => titre).join(', '),
    genre: 'warning',
    phrases: [
      `Ce que vous avez écrit dans ${noms} n’est pas enregistré : il vous attend dans cet onglet.`,
    ],
    liens: [...pages].map(([href, lieu]) => ({
      href,
      texte: pages.size > 1 ? `Revenir à ${lieu}` : 'Y revenir',
    })),
    mots: [],
    bouton: saisies.length > 1 ? 'Tout jeter' : 'Jeter',
    effacer,
  })
  rappel.dataset.rappelAilleurs = ''
  return rappel
}

/** What is said beside a form is not said in a fold. */
export function deplier(formulaire: HTMLFormElement): void {
  for (
    let pli = formulaire.closest('details');
    pli;
    pli = pli.parentElement?.closest('details') ?? null
  )
    pli.open = true
}

const DEBUT = 60
/** What is offered is recognised by its beginning. */
export const debutDe = ({ libelle, dit }: Garde) => ({
  libelle,
  dit: dit.length > DEBUT ? `${dit.slice(0, DEBUT).trimEnd()}…` : dit,
})

const REMIS = 'fil-remis'
/**
 * What was put back is seen in its field, and heard, until it is sent or erased; gives where it is.
 */
export function signaler({ champ, libelle }: Prise, rang: number): { href: string; texte: string } {
  const groupe = champ.form?.elements.namedItem(champ.name)
  const choisi =
    groupe instanceof RadioNodeList
      ? ([...groupe] as HTMLInputElement[]).find(radio => radio.checked)
      : null
  const cible = champ.type === 'radio' ? (choisi ?? champ) : champ
  cible.id ||= `remis-${rang}-${champ.name}`
  const dit = element('span', 'Remis, pas enregistré', 'fil-invisible')
  dit.id = `${cible.id}-remis`
  cible.classList.add(REMIS)
  cible.setAttribute(
    'aria-describedby',
    `${cible.getAttribute('aria-describedby') ?? ''} ${dit.id}`.trim(),
  )
  cible.after(dit)
  return { href: `#${encodeURIComponent(cible.id)}`, texte: libelle || 'le champ' }
}
export function nePlusSignaler(formulaire: HTMLFormElement): void {
  for (const champ of formulaire.querySelectorAll(`.${REMIS}`)) {
    champ.classList.remove(REMIS)
    document.getElementById(`${champ.id}-remis`)?.remove()
    const decrits = (champ.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .filter(id => id !== `${champ.id}-remis`)
    if (decrits.join('') === '') champ.removeAttribute('aria-describedby')
    else champ.setAttribute('aria-describedby', decrits.join(' '))
  }
}
