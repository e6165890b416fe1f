// Words typed in one form and not sent come back after another form of the page, a link, a reload: they are kept in the tab, sealed, until
// they are sent or erased (ADR 0031). Leaving for good asks first. Forms with a draft keep theirs on the server (brouillon.ts).
import {
  direSortie,
  type Etat,
  type Garde,
  type Gardee,
  garder,
  jeter,
  marquer,
  quelquUn,
  revenir,
  type Saisie,
  sortir,
  toutOuvrir,
} from './coffre.ts'
import { cachesDe, deLigne, enGarde, type Prise, priseDuGarde, prisesDe } from './prises.ts'
import { aQuelleHeure, rappeler } from './rappel.ts'

type Suivi = {
  formulaire: HTMLFormElement
  id: string
  etat: Etat
  /** What a field showed before it was touched, where the page shows something else since. */
  vus: Map<string, string>
  /** Kept, and without a place in this form any more. */
  reste: Garde[]
  touche: boolean
  mots: boolean
  garde: boolean
  tour: number
  adopte: boolean
}
const ici = location.pathname + location.search
const MEME_SITE_MS = 1000
let partiA = 0
let sortie = false

const propre = (texte: string | null | undefined) => (texte ?? '').replace(/\s+/g, ' ').trim()
function actionDe(formulaire: HTMLFormElement): string {
  const { pathname, search } = new URL(formulaire.getAttribute('action') || location.href, location.href)
  return pathname + search
}
const titreDe = (formulaire: HTMLFormElement) =>
  propre(formulaire.getAttribute('aria-label') ?? (formulaire.querySelector('h1, h2, h3') ?? document.querySelector('h1'))?.textContent)
/** The answer to a sending shows again, as it was sent, the form that was. */
const rendu = ({ formulaire }: Suivi) => 'recu' in document.body.dataset && actionDe(formulaire) === ici

const suivre = (formulaire: HTMLFormElement): Suivi => ({
  formulaire,
  id: crypto.randomUUID(),
  etat: 'saisie',
  vus: new Map(),
  reste: [],
  touche: false,
  mots: false,
  garde: true,
  tour: 0,
  adopte: false,
})
const aSuivre = 'main form[method=post]:not([data-brouillon], [data-enchainer])'
const suivis = quelquUn ? [...document.querySelectorAll<HTMLFormElement>(aSuivre)].filter(f => prisesDe(f).length > 0).map(suivre) : []
let autres: Gardee[] = []

const vuDe = (s: Suivi, p: Prise) => s.vus.get(p.nom) ?? p.defaut()
function saisieDe(s: Suivi): Saisie {
  const champs = prisesDe(s.formulaire).flatMap(p => (p.lire() === vuDe(s, p) ? [] : [enGarde(p, vuDe(s, p))]))
  const reste = s.reste.filter(r => !champs.some(c => c.nom === r.nom))
  const { formulaire } = s
  const caches = cachesDe(formulaire)
  return {
    page: ici,
    action: actionDe(formulaire),
    titre: titreDe(formulaire),
    a: Date.now(),
    caches,
    champs: [...champs, ...reste],
    annoncee: false,
  }
}

/** Keeps what is touched as it is now; what was kept before, where nothing is touched any more, goes. */
async function retenir(s: Suivi): Promise<void> {
  const saisie = saisieDe(s)
  s.etat = 'saisie'
  s.touche = saisie.champs.length > 0
  s.mots = saisie.champs.some(c => c.mot)
  s.tour += 1
  const { tour } = s
  if (s.touche) s.garde = await garder(s.id, saisie, () => (s.tour === tour ? s.etat : null))
  else jeter(s.id)
}

/** Puts back what was kept in the fields that still show what they showed; the rest is given to be copied. */
function remettre(s: Suivi, { etat, saisie }: Gardee): number {
  const prises = prisesDe(s.formulaire)
  let remis = 0
  for (const garde of saisie.champs) {
    const p = priseDuGarde(prises, garde)
    if (p?.lire() === garde.valeur) {
      if (etat === 'portee') s.vus.set(p.nom, garde.vu)
    } else if (p && p.lire() === garde.vu && p.defaut() === garde.vu && p.poser(garde.valeur)) remis += 1
    else s.reste.push(garde)
  }
  return remis
}
/** Nothing is put back over what was just sent: only what each field showed before is known again. */
function reconnaitre(s: Suivi, champs: readonly Garde[]): void {
  const prises = prisesDe(s.formulaire)
  const connus = new Map(champs.flatMap(c => (c.ligne === '' ? [[c.nom, c.vu] as const] : [])))
  for (const p of prises.filter(x => x.mot || connus.has(x.nom))) {
    const inconnu = champs.length === 0 || deLigne(p.nom) ? '' : p.defaut()
    s.vus.set(p.nom, (deLigne(p.nom) ? undefined : connus.get(p.nom)) ?? inconnu)
  }
}

function direRemis(s: Suivi, { saisie }: Gardee, remis: number): void {
  for (let pli = s.formulaire.closest('details'); pli; pli = pli.parentElement?.closest('details') ?? null) pli.open = true
  const change = saisie.caches !== cachesDe(s.formulaire)
  const phrases = [
    ...(remis > 0 ? [`Remis ci-dessous : ce que vous aviez écrit à ${aQuelleHeure(saisie)}. Ce n’est pas enregistré.`] : []),
    ...(change ? ['La page a changé depuis : relisez avant d’envoyer.'] : []),
    ...(s.reste.length > 0 ? [`Écrit à ${aQuelleHeure(saisie)} dans un champ qui a changé depuis ou n’est plus là, à copier :`] : []),
  ]
  const effacer = () => {
    s.formulaire.reset()
    s.vus.clear()
    s.reste = []
    void retenir(s)
    prisesDe(s.formulaire)[0]?.champ.focus()
  }
  s.formulaire.before(rappeler({ titre: saisie.titre, genre: 'info', phrases, mots: s.reste, bouton: 'Effacer', effacer }))
}

/** Its form is not on this page: said once elsewhere, and each time where it was typed. */
async function annoncer({ id, saisie }: Gardee): Promise<void> {
  const { page, action, champs, annoncee } = saisie
  await garder(id, { ...saisie, annoncee: true }, () => 'saisie')
  const offert = [...document.forms].some(f => actionDe(f) === action)
  if (!offert && (page === ici || (!annoncee && champs.some(c => c.mot)))) direAilleurs(id, saisie)
}
function direAilleurs(id: string, saisie: Saisie): void {
  const { page, titre, champs } = saisie
  const disparu = `Le formulaire « ${titre} » n’est plus sur cette page. Ce que vous y aviez écrit à ${aQuelleHeure(saisie)} n’est pas enregistré ; vous pouvez le copier :`
  const laisse = `Ce que vous avez écrit dans « ${titre} » n’est pas enregistré : il vous attend dans cet onglet.`
  const effacer = () => {
    jeter(id)
    autres = autres.filter(g => g.id !== id)
  }
  const commun = { titre, genre: 'warning' as const, bouton: 'Jeter', effacer }
  const rappel =
    page === ici
      ? rappeler({ ...commun, phrases: [disparu], mots: champs })
      : rappeler({ ...commun, phrases: [laisse], mots: [], lien: { href: page, texte: 'Y revenir' } })
  if (page !== ici) rappel.dataset.rappelAilleurs = ''
  document.querySelector('main')?.prepend(rappel)
}

async function reprendre(gardee: Gardee): Promise<void> {
  const { id, saisie } = gardee
  const memes = suivis.filter(s => !s.adopte && actionDe(s.formulaire) === saisie.action)
  const s = memes.length === 1 ? memes[0] : memes.find(m => cachesDe(m.formulaire) === saisie.caches)
  if (!s) {
    autres.push(gardee)
    return annoncer(gardee)
  }
  s.adopte = true
  jeter(s.id)
  s.id = id
  if (rendu(s)) reconnaitre(s, saisie.champs)
  else {
    const remis = remettre(s, gardee)
    if (remis + s.reste.length > 0) direRemis(s, gardee, remis)
  }
  await retenir(s)
}

async function toutReprendre(): Promise<void> {
  sortir()
  // Gone back to, or on a page that says that it was not taken: what was sent is not done.
  const [trajet] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  if (trajet?.type === 'back_forward' || document.querySelector('input[name=reprise]')) revenir()
  for (const gardee of await toutOuvrir()) {
    const refusee = 'recu' in document.body.dataset && gardee.saisie.action === ici
    if (gardee.etat === 'partie' && !refusee) jeter(gardee.id)
    else await reprendre(gardee)
  }
  for (const s of suivis.filter(x => !x.adopte && rendu(x))) {
    reconnaitre(s, [])
    await retenir(s)
  }
}

/** A button that leads elsewhere and records something there leaves the rest of its form to be sent. */
const ailleurs = (bouton: HTMLElement | null) => bouton?.hasAttribute('formaction') && bouton.getAttribute('name') !== '_geste'

document.addEventListener('submit', evenement => {
  const formulaire = evenement.target as HTMLFormElement
  if (evenement.defaultPrevented) return
  // Signing out is leaving for good.
  sortie = formulaire.getAttribute('action') === '/deconnexion'
  if (sortie) return direSortie()
  partiA = Date.now()
  const s = suivis.find(x => x.formulaire === formulaire)
  const etat = ailleurs(evenement.submitter) ? 'portee' : 'partie'
  if (s) {
    s.etat = etat
    s.touche = false
    marquer(s.id, etat)
  }
  for (const { id, saisie } of autres) if (etat === 'partie' && saisie.action === actionDe(formulaire)) marquer(id, 'partie')
})
document.addEventListener('click', ({ target, defaultPrevented }) => {
  sortie = false
  const lien = (target as Element).closest<HTMLAnchorElement>('a[href]')
  if (lien?.origin === location.origin && !defaultPrevented) partiA = Date.now()
})
window.addEventListener('beforeunload', evenement => {
  const resteIci = Date.now() - partiA < MEME_SITE_MS
  // Signing out throws away what waits on other pages too: it is said again, for who stays.
  const ailleursAussi = sortie ? autres.filter(({ saisie }) => saisie.page !== ici && saisie.champs.some(c => c.mot)) : []
  if (ailleursAussi.length === 0 && !suivis.some(s => s.touche && s.mots && !(resteIci && s.garde))) return
  evenement.preventDefault()
  for (const rappel of document.querySelectorAll('main > [data-rappel-ailleurs]')) rappel.remove()
  for (const { id, saisie } of ailleursAussi) direAilleurs(id, saisie)
})

for (const s of suivis) {
  const suite = () => void retenir(s)
  s.formulaire.addEventListener('input', suite)
  s.formulaire.addEventListener('change', suite)
}
void toutReprendre()
