// Words typed in one form and not sent come back after another form of the page or a reload, and are offered to who comes back from
// elsewhere: kept in the tab, sealed, until they are sent, erased or cancelled (ADR 0031). A draft is kept by the server (brouillon.ts).
import {
  direEnvoi,
  direSortie,
  type Etat,
  envoyeDe,
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
import { cachesDe, deLigne, enGarde, type Prise, priseDuGarde, prisesDe, propre } from './prises.ts'
import { aQuelleHeure, debutDe, deplier, nePlusSignaler, rappelAilleurs, rappelDisparu, rappeler, signaler } from './rappel.ts'

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
  /** Offered above the form. */
  offertes: Gardee[]
}
const ici = location.pathname + location.search
const MEME_SITE_MS = 1000
let partiA = 0
let sortie = false
const venuDe = envoyeDe()

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
  offertes: [],
})
const aSuivre = 'main form[method=post]:not([data-brouillon], [data-enchainer])'
const suivis = quelquUn ? [...document.querySelectorAll<HTMLFormElement>(aSuivre)].filter(f => prisesDe(f).length > 0).map(suivre) : []
let autres: Gardee[] = []
const aDesMots = ({ saisie }: Gardee) => saisie.champs.some(c => c.mot)

const vuDe = (s: Suivi, p: Prise) => s.vus.get(p.nom) ?? p.defaut()
function saisieDe(s: Suivi): Saisie {
  const champs = prisesDe(s.formulaire).flatMap(p => (p.lire() === vuDe(s, p) ? [] : [enGarde(p, vuDe(s, p))]))
  const reste = s.reste.filter(r => !champs.some(c => c.nom === r.nom))
  const { formulaire } = s
  const caches = cachesDe(formulaire)
  return {
    page: ici,
    lieu: document.title.replace(/ – Fil rouge$/, ''),
    action: actionDe(formulaire),
    titre: titreDe(formulaire),
    a: Date.now(),
    caches,
    champs: [...champs, ...reste],
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
function remettre(s: Suivi, { etat, saisie }: Gardee): Prise[] {
  const prises = prisesDe(s.formulaire)
  const remis: Prise[] = []
  for (const garde of saisie.champs) {
    const p = priseDuGarde(prises, garde)
    if (p?.lire() === garde.valeur) {
      if (etat === 'portee') s.vus.set(p.nom, garde.vu)
    } else if (p && p.lire() === garde.vu && p.defaut() === garde.vu && p.poser(garde.valeur)) remis.push(p)
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

function direRemis(s: Suivi, { saisie }: Gardee, remis: readonly Prise[]): void {
  deplier(s.formulaire)
  const change = saisie.caches !== cachesDe(s.formulaire)
  const nonEnvoye = change ? 'Cela n’a pas été envoyé de cet onglet.' : 'Ce n’est pas enregistré.'
  const phrases = [
    ...(remis.length > 0 ? [`Remis ci-dessous : ce que vous aviez écrit à ${aQuelleHeure(saisie)}. ${nonEnvoye}`] : []),
    ...(change ? ['La page a changé depuis : relisez avant d’envoyer.'] : []),
    ...(s.reste.length > 0 ? [`Écrit à ${aQuelleHeure(saisie)} dans un champ qui a changé depuis ou n’est plus là, à copier :`] : []),
  ]
  const effacer = () => {
    s.formulaire.reset()
    s.vus.clear()
    s.reste = []
    nePlusSignaler(s.formulaire)
    void retenir(s)
    prisesDe(s.formulaire)[0]?.champ.focus()
  }
  const liens = remis.map(signaler)
  s.formulaire.before(rappeler({ titre: saisie.titre, genre: 'info', phrases, liens, mots: s.reste, bouton: 'Effacer', effacer }))
}

/** Who comes back from elsewhere may no longer want it: nothing goes into a field unasked. */
function offrir(s: Suivi, gardee: Gardee): void {
  const { id, saisie } = gardee
  marquer(id, 'laissee')
  s.offertes.push(gardee)
  deplier(s.formulaire)
  const oublier = () => {
    jeter(id)
    s.offertes = s.offertes.filter(g => g !== gardee)
  }
  const rendre = async () => {
    oublier()
    const remis = remettre(s, gardee)
    await retenir(s)
    direRemis(s, gardee, remis)
    remis[0]?.champ.focus()
  }
  const phrases = [`Écrit ici à ${aQuelleHeure(saisie)}, pas envoyé de cet onglet :`]
  const [{ titre }, mots] = [saisie, saisie.champs.map(debutDe)]
  s.formulaire.before(rappeler({ titre, genre: 'info', phrases, mots, remettre: () => void rendre(), bouton: 'Jeter', effacer: oublier }))
}

const oublierAutres = (oubliees: readonly Gardee[]) => {
  for (const { id } of oubliees) jeter(id)
  autres = autres.filter(g => !oubliees.includes(g))
}
/** Its form is no longer where it was typed: its words are given there, until who took it away by another act leaves the page. */
function direDisparu(gardee: Gardee): void {
  const { id, etat, saisie } = gardee
  const finie = etat === 'finie' || venuDe === ici
  if (finie) marquer(id, 'finie')
  else autres.push(gardee)
  document.querySelector('main')?.prepend(rappelDisparu(saisie, finie, () => oublierAutres([gardee])))
}
function direAilleurs(laissees: readonly Gardee[]): void {
  if (laissees.length === 0) return
  const saisies = laissees.map(g => g.saisie)
  document.querySelector('main')?.prepend(rappelAilleurs(saisies, () => oublierAutres(laissees)))
}

/** Still the same visit: a reload, a filter of the page, the answer to a form of the page. */
function memeVisite(s: Suivi, { etat, saisie }: Gardee): boolean {
  if (etat === 'laissee' || etat === 'ecartee') return false
  const filtree = saisie.page.split('?')[0] === location.pathname && saisie.caches === cachesDe(s.formulaire)
  return rendu(s) || saisie.page === ici || saisie.page === venuDe || filtree
}
const dejaLa = (s: Suivi, { saisie }: Gardee) => {
  const prises = prisesDe(s.formulaire)
  return saisie.champs.every(c => priseDuGarde(prises, c)?.lire() === c.valeur)
}

/** True where it waits for another page, and was not said yet. */
async function reprendre(gardee: Gardee): Promise<boolean> {
  const { id, etat, saisie } = gardee
  const memes = suivis.filter(s => !s.adopte && actionDe(s.formulaire) === saisie.action)
  const s = memes.length === 1 ? memes[0] : memes.find(m => cachesDe(m.formulaire) === saisie.caches)
  if (!s) {
    const offert = [...document.forms].some(f => actionDe(f) === saisie.action)
    if (saisie.page === ici && !offert) direDisparu(gardee)
    else if (etat === 'finie') jeter(id)
    else {
      autres.push(gardee)
      if (saisie.page !== ici) marquer(id, 'laissee')
      return !offert && etat !== 'laissee' && aDesMots(gardee)
    }
    return false
  }
  if (!memeVisite(s, gardee) && !dejaLa(s, gardee)) {
    offrir(s, gardee)
    return false
  }
  s.adopte = true
  jeter(s.id)
  s.id = id
  if (rendu(s)) reconnaitre(s, saisie.champs)
  else {
    const remis = remettre(s, gardee)
    if (remis.length + s.reste.length > 0) direRemis(s, gardee, remis)
  }
  await retenir(s)
  return false
}

async function toutReprendre(): Promise<void> {
  sortir()
  // Gone back to, or on a page that says that it was not taken: what was sent is not done.
  const [trajet] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  const revenu = trajet?.type === 'back_forward' || document.querySelector('input[name=reprise]') !== null
  if (revenu) revenir()
  const laissees: Gardee[] = []
  for (const gardee of await toutOuvrir()) {
    const refusee = 'recu' in document.body.dataset && gardee.saisie.action === ici
    if ((gardee.etat === 'partie' || (gardee.etat === 'ecartee' && !revenu)) && !refusee) jeter(gardee.id)
    else if (await reprendre(gardee)) laissees.push(gardee)
  }
  direAilleurs(laissees)
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
  if (formulaire.method === 'post') direEnvoi(ici)
  const s = suivis.find(x => x.formulaire === formulaire)
  const etat = ailleurs(evenement.submitter) ? 'portee' : 'partie'
  if (s) {
    s.etat = etat
    s.touche = false
    marquer(s.id, etat)
    if (etat === 'partie') for (const { id } of s.offertes) marquer(id, 'ecartee')
  }
  for (const { id, saisie } of autres) if (etat === 'partie' && saisie.action === actionDe(formulaire)) marquer(id, 'partie')
})
/** « Annuler » is the form's own way out: nothing of it is wanted any more. */
function annuler(lien: HTMLAnchorElement): void {
  const s = suivis.find(x => x.formulaire.contains(lien))
  if (!s || propre(lien.textContent) !== 'Annuler') return
  s.tour += 1
  s.touche = false
  for (const id of [s.id, ...s.offertes.map(g => g.id)]) jeter(id)
  s.offertes = []
}
document.addEventListener('click', evenement => {
  sortie = false
  const lien = (evenement.target as Element).closest<HTMLAnchorElement>('a[href]')
  if (lien?.origin !== location.origin || evenement.defaultPrevented) return
  partiA = Date.now()
  if (!(evenement.ctrlKey || evenement.metaKey || evenement.shiftKey)) annuler(lien)
})
window.addEventListener('beforeunload', evenement => {
  const resteIci = Date.now() - partiA < MEME_SITE_MS
  // Signing out throws away what waits on other pages too: it is said again, for who stays.
  const ailleursAussi = sortie ? autres.filter(g => g.saisie.page !== ici && aDesMots(g)) : []
  const ecrit = (s: Suivi) => (s.touche && s.mots && !(resteIci && s.garde)) || (sortie && s.offertes.some(aDesMots))
  if (ailleursAussi.length === 0 && !suivis.some(ecrit)) return
  evenement.preventDefault()
  for (const rappel of document.querySelectorAll('main > [data-rappel-ailleurs]')) rappel.remove()
  direAilleurs(ailleursAussi)
})

for (const s of suivis) {
  const suite = () => void retenir(s)
  s.formulaire.addEventListener('input', suite)
  s.formulaire.addEventListener('change', suite)
}
void toutReprendre()
