import type { Garde } from './coffre.ts'

type Controle = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement
/** What can be taken from a form and put back: a field, a box, a group of radios. */
export type Prise = {
  nom: string
  ligne: string
  mot: boolean
  libelle: string
  champ: Controle
  lire(): string
  defaut(): string
  dire(): string
  /** False when the field cannot hold it. */
  poser(valeur: string): boolean
}

export const propre = (texte: string | null | undefined) =>
  (texte ?? '').replace(/\s+/g, ' ').trim()
/** Never kept: what nobody typed, what is typed again, what only carries the form. */
const HORS = ['hidden', 'password', 'submit', 'button', 'reset', 'image']
const MOTS = ['text', 'search', 'email', 'tel', 'url', 'number', 'date', 'time', 'textarea']

export function prisesDe(formulaire: HTMLFormElement): Prise[] {
  const prises = new Map<string, Prise>()
  const rangs = new Map<string, number>()
  for (const champ of formulaire.elements) {
    if (
      !(
        champ instanceof HTMLInputElement ||
        champ instanceof HTMLSelectElement ||
        champ instanceof HTMLTextAreaElement
      )
    )
      continue
    if (
      champ.name === '' ||
      champ.name.startsWith('_') ||
      champ.disabled ||
      HORS.includes(champ.type)
    )
      continue
    if (!(champ instanceof HTMLSelectElement) && champ.readOnly) continue
    if (champ.type === 'radio' && prises.has(champ.name)) continue
    const [nom, rang] = [nomDe(champ), rangs.get(nomDe(champ)) ?? 0]
    rangs.set(nom, rang + 1)
    const prise = priseDe(formulaire, champ, rang > 0 ? `${nom}#${rang}` : nom)
    prises.set(prise.nom, prise)
  }
  return [...prises.values()]
}
/** `sections[2][texte]`: a field of a line. */
const LIGNE = /^(.*)\[\d+\](?=\[)/
export const deLigne = (nom: string) => LIGNE.test(nom)
const sansRang = (nom: string) => nom.replace(LIGNE, '$1[]')
const nomDe = (champ: Controle) =>
  champ.type === 'checkbox' ? `${champ.name}=${champ.value}` : champ.name

function priseDe(formulaire: HTMLFormElement, champ: Controle, nom: string): Prise {
  const debut = LIGNE.exec(nom)
  const commun = {
    nom,
    ligne: debut ? cachesDe(formulaire, `${debut[0]}[`) : '',
    mot: MOTS.includes(champ.type),
    libelle: libelleDe(champ),
    champ,
  }
  if (champ instanceof HTMLSelectElement) return { ...commun, ...deListe(champ) }
  if (champ.type === 'radio') return { ...commun, ...deRadios(formulaire, champ.name) }
  if (champ.type === 'checkbox') return { ...commun, ...deCase(champ as HTMLInputElement) }
  if (champ.type === 'file') return { ...commun, ...deFichier(champ as HTMLInputElement) }
  const lire = () => champ.value
  return {
    ...commun,
    lire,
    dire: lire,
    defaut: () => dUnNeuf(champ, champ.defaultValue),
    poser(valeur) {
      const tient = dUnNeuf(champ, valeur) === valeur
      if (tient) champ.value = valeur
      return tient
    },
  }
}

/** What such a field makes of a value: a day that is not one is nothing. */
function dUnNeuf(champ: HTMLInputElement | HTMLTextAreaElement, valeur: string): string {
  const neuf = champ.cloneNode() as typeof champ
  neuf.value = valeur
  return neuf.value
}

type Acces = Pick<Prise, 'lire' | 'defaut' | 'dire' | 'poser'>
function deListe(liste: HTMLSelectElement): Acces {
  const choisies = [...liste.options]
  return {
    lire: () => liste.value,
    defaut: () => (choisies.find(option => option.defaultSelected) ?? choisies[0])?.value ?? '',
    dire: () => propre(liste.selectedOptions[0]?.textContent),
    poser(valeur) {
      if (!choisies.some(option => option.value === valeur && !option.disabled)) return false
      liste.value = valeur
      return true
    },
  }
}
function deRadios(formulaire: HTMLFormElement, nom: string): Acces {
  const radios = [...formulaire.querySelectorAll<HTMLInputElement>('input[type=radio]')].filter(
    radio => radio.name === nom,
  )
  const coche = () => radios.find(radio => radio.checked)
  return {
    lire: () => coche()?.value ?? '',
    defaut: () => radios.find(radio => radio.defaultChecked)?.value ?? '',
    dire: () => propre(coche()?.labels?.[0]?.textContent),
    poser(valeur) {
      const voulu = radios.find(radio => radio.value === valeur && !radio.disabled)
      if (voulu) voulu.checked = true
      return voulu !== undefined
    },
  }
}
function deCase(boite: HTMLInputElement): Acces {
  return {
    lire: () => (boite.checked ? 'oui' : ''),
    defaut: () => (boite.defaultChecked ? 'oui' : ''),
    dire: () => (boite.checked ? 'coché' : 'décoché'),
    poser(valeur) {
      boite.checked = valeur === 'oui'
      return true
    },
  }
}
/** Its bytes are still on the disk: it is chosen again. */
function deFichier(fichier: HTMLInputElement): Acces {
  const noms = () => [...(fichier.files ?? [])].map(file => file.name).join(', ')
  return {
    lire: noms,
    defaut: () => '',
    dire: () => `${noms()} (fichier à choisir de nouveau)`,
    poser: () => false,
  }
}

/** The hidden values of a form whose name begins so: those of a line, or of the whole. */
export function cachesDe(formulaire: HTMLFormElement, debut = ''): string {
  const caches = [...formulaire.querySelectorAll<HTMLInputElement>('input[type=hidden]')]
  const dits = caches
    .filter(cache => !cache.name.startsWith('_') && cache.name.startsWith(debut))
    .map(cache => [cache.name.slice(debut.length), cache.value])
  return dits.length > 0 ? JSON.stringify(dits) : ''
}

function libelleDe(champ: Controle): string {
  const groupe = champ.closest('fieldset, [role=radiogroup]')
  const duGroupe =
    groupe?.getAttribute('aria-label') ?? groupe?.querySelector('legend')?.textContent
  const sien = champ.getAttribute('aria-label') ?? champ.labels?.[0]?.textContent
  const dit = champ.type === 'radio' ? (duGroupe ?? sien) : sien
  return propre(dit).replace(/ \([^()]*\)$/, '')
}

export const enGarde = (prise: Prise, vu: string): Garde => ({
  nom: prise.nom,
  libelle: prise.libelle,
  valeur: prise.lire(),
  vu,
  dit: prise.dire(),
  ligne: prise.ligne,
  mot: prise.mot && prise.lire().trim() !== '',
})
/** Where what was kept stood: the same field, of the same line wherever it has moved. */
export const priseDuGarde = (prises: readonly Prise[], garde: Garde): Prise | undefined => {
  if (garde.ligne === '') return prises.find(prise => prise.nom === garde.nom && prise.ligne === '')
  return prises.find(
    prise => prise.ligne === garde.ligne && sansRang(prise.nom) === sansRang(garde.nom),
  )
}
