// What is kept in the tab is sealed with a key that only the pages of its author carry: another
// account at the same desk reads nothing of it, and nothing of it is legible once signed out (ADR
// 0031).
export type Garde = {
  nom: string
  libelle: string
  valeur: string
  /** What the field showed before it was touched. */
  vu: string
  /** The value in words, to be copied. */
  dit: string
  /**
   * Hidden values of the line that the field belongs to: a line is who it is about, not its rank.
   */
  ligne: string
  mot: boolean
}
export type Saisie = {
  page: string
  lieu: string
  action: string
  titre: string
  a: number
  caches: string
  champs: Garde[]
}
/**
 * `partie`: its form was sent; `portee`: its form was sent by a button that records something else;
 * `laissee`: another page was opened since; `ecartee`: it was offered, and its form sent without
 * it; `finie`: what was done on its page took its form away.
 */
export type Etat = 'saisie' | 'partie' | 'portee' | 'laissee' | 'ecartee' | 'finie'
export type Gardee = { id: string; etat: Etat; saisie: Saisie }

const etats: readonly Etat[] = ['saisie', 'partie', 'portee', 'laissee', 'ecartee', 'finie']
const IV = 12
const onglet = stockage()
const { saisies: portee } = document.body.dataset
/** Somebody is signed in. */
export const quelquUn = portee !== undefined
const enTexte = (octets: number[]) => btoa(octets.map(octet => String.fromCharCode(octet)).join(''))
const octetsDe = (texte: string) => Uint8Array.from(atob(texte), cle => cle.charCodeAt(0))
const cle =
  portee && globalThis.crypto?.subtle
    ? crypto.subtle
        .importKey('raw', octetsDe(portee), 'AES-GCM', false, ['encrypt', 'decrypt'])
        .catch(() => null)
    : Promise.resolve(null)

/**
 * Under the state that it has once it is sealed, unless it is typed on meanwhile; false where this
 * browser cannot keep it.
 */
export async function garder(
  id: string,
  saisie: Saisie,
  etat: () => Etat | null,
): Promise<boolean> {
  const secrete = await cle
  if (!secrete || !onglet) return false
  try {
    const iv = crypto.getRandomValues(new Uint8Array(IV))
    const scelle = await crypto.subtle.encrypt(
      { name: 'AES-GCM', iv },
      secrete,
      new TextEncoder().encode(JSON.stringify(saisie)),
    )
    const sous = etat()
    if (sous === null) return true
    jeter(id)
    onglet.setItem(`${sous} ${id}`, enTexte([...iv, ...new Uint8Array(scelle)]))
    return true
  } catch {
    return false
  }
}

async function ouvrir(secrete: CryptoKey, scelle: string): Promise<Saisie | null> {
  try {
    const octets = octetsDe(scelle)
    const clair = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: octets.subarray(0, IV) },
      secrete,
      octets.subarray(IV),
    )
    return JSON.parse(new TextDecoder().decode(clair)) as Saisie
  } catch {
    return null
  }
}

/** All that is kept for who is signed in; what somebody else typed in this tab is thrown away. */
export async function toutOuvrir(): Promise<Gardee[]> {
  const secrete = await cle
  const ouvertes: Gardee[] = []
  for (const nom of secrete ? nomsGardes() : []) {
    const [etat, id = ''] = nom.split(' ') as [Etat, string]
    const saisie = await ouvrir(secrete as CryptoKey, onglet?.getItem(nom) ?? '')
    if (saisie) ouvertes.push({ id, etat, saisie })
    else onglet?.removeItem(nom)
  }
  return ouvertes.sort((un, autre) => un.saisie.a - autre.saisie.a)
}

export const jeter = (id: string) => {
  for (const nom of nomsGardes()) if (nom.endsWith(` ${id}`)) onglet?.removeItem(nom)
}
const SORTIE = 'sortie'
/** Signing out is asked for; who then tells the browser that they stay has not signed out. */
export const direSortie = () => onglet?.setItem(SORTIE, 'oui')
/** Nothing is left in the tab by who has signed out. */
export function sortir(): void {
  if (!quelquUn && onglet?.getItem(SORTIE)) for (const nom of nomsGardes()) onglet.removeItem(nom)
  onglet?.removeItem(SORTIE)
}
/** At once: the page is leaving. */
export function marquer(id: string, etat: Etat): void {
  const nom = nomsGardes().find(nomGarde => nomGarde.endsWith(` ${id}`))
  const scelle = nom && onglet?.getItem(nom)
  if (!nom || !scelle) return
  onglet?.removeItem(nom)
  onglet?.setItem(`${etat} ${id}`, scelle)
}
const ENVOI = 'envoi'
export const direEnvoi = (page: string) => onglet?.setItem(ENVOI, page)
/** The page whose form led here, said once. */
export function envoyeDe(): string | null {
  const page = onglet?.getItem(ENVOI) ?? null
  onglet?.removeItem(ENVOI)
  return page
}
/** What had been sent and was not taken is typed again. */
export const revenir = () => {
  for (const nom of nomsGardes())
    if (nom.startsWith('partie ')) marquer(nom.slice('partie '.length), 'saisie')
}
const nomsGardes = () =>
  Object.keys(onglet ?? {}).filter(nom => etats.includes(nom.split(' ')[0] as Etat))

/** A browser may forbid it. */
function stockage(): Storage | null {
  try {
    return sessionStorage
  } catch {
    return null
  }
}
