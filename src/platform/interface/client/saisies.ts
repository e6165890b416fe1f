// Words typed in one form and not sent come back after another form of the page or a reload, and
// are offered to who comes back from elsewhere: kept in the tab, sealed, until they are sent,
// erased or cancelled (ADR 0031). A draft is kept by the server (brouillon.ts).
import {
  direEnvoi,
  direSortie,
  envoyeDe,
  type Gardee,
  garder,
  jeter,
  marquer,
  quelquUn,
  revenir,
  sortir,
  toutOuvrir,
} from './coffre.ts'
import { cachesDe, type Prise, prisesDe, propre } from './prises.ts'
import {
  aQuelleHeure,
  debutDe,
  deplier,
  nePlusSignaler,
  rappelAilleurs,
  rappelDisparu,
  rappeler,
  signaler,
} from './rappel.ts'
import { aDesMots, dejaLa, reconnaitre, remettre } from './remise.ts'
import { actionDe, ici, rendu, type Suivi, saisieDe, suivre } from './suivi.ts'

const MEME_SITE_MS = 1000
let partiA = 0
let sortie = false
const venuDe = envoyeDe()

const aSuivre = 'main form[method=post]:not([data-brouillon], [data-enchainer])'
const suivis = quelquUn
  ? [...document.querySelectorAll<HTMLFormElement>(aSuivre)]
      .filter(formulaire => prisesDe(formulaire).length > 0)
      .map(suivre)
  : []
let autres: Gardee[] = []

/**
 * Keeps what is touched as it is now; what was kept before, where nothing is touched any more,
 * goes.
 */
async function retenir(suivi: Suivi): Promise<void> {
  const saisie = saisieDe(suivi)
  suivi.etat = 'saisie'
  suivi.touche = saisie.champs.length > 0
  suivi.mots = saisie.champs.some(champ => champ.mot)
  suivi.tour += 1
  const { tour } = suivi
  if (suivi.touche)
    suivi.garde = await garder(suivi.id, saisie, () => (suivi.tour === tour ? suivi.etat : null))
  else jeter(suivi.id)
}

function direRemis(suivi: Suivi, { saisie }: Gardee, remis: readonly Prise[]): void {
  deplier(suivi.formulaire)
  const change = saisie.caches !== cachesDe(suivi.formulaire)
  const nonEnvoye = change ? 'Cela n’a pas été envoyé de cet onglet.' : 'Ce n’est pas enregistré.'
  const phrases = [
    ...(remis.length > 0
      ? [`Remis ci-dessous : ce que vous aviez écrit à ${aQuelleHeure(saisie)}. ${nonEnvoye}`]
      : []),
    ...(change ? ['La page a changé depuis : relisez avant d’envoyer.'] : []),
    ...(suivi.reste.length > 0
      ? [
          `Écrit à ${aQuelleHeure(saisie)} dans un champ qui a changé depuis ou n’est plus là, à copier :`,
        ]
      : []),
  ]
  const effacer = () => {
    suivi.formulaire.reset()
    suivi.vus.clear()
    suivi.reste = []
    nePlusSignaler(suivi.formulaire)
    void retenir(suivi)
    prisesDe(suivi.formulaire)[0]?.champ.focus()
  }
  const liens = remis.map(signaler)
  suivi.formulaire.before(
    rappeler({
      titre: saisie.titre,
      genre: 'info',
      phrases,
      liens,
      mots: suivi.reste,
      bouton: 'Effacer',
      effacer,
    }),
  )
}

/** Who comes back from elsewhere may no longer want it: nothing goes into a field unasked. */
function offrir(suivi: Suivi, gardee: Gardee): void {
  const { id, saisie } = gardee
  marquer(id, 'laissee')
  suivi.offertes.push(gardee)
  deplier(suivi.formulaire)
  const oublier = () => {
    jeter(id)
    suivi.offertes = suivi.offertes.filter(offerte => offerte !== gardee)
  }
  const rendre = async () => {
    oublier()
    const remis = remettre(suivi, gardee)
    await retenir(suivi)
    direRemis(suivi, gardee, remis)
    remis[0]?.champ.focus()
  }
  const phrases = [`Écrit ici à ${aQuelleHeure(saisie)}, pas envoyé de cet onglet :`]
  const [{ titre }, mots] = [saisie, saisie.champs.map(debutDe)]
  suivi.formulaire.before(
    rappeler({
      titre,
      genre: 'info',
      phrases,
      mots,
      remettre: () => void rendre(),
      bouton: 'Jeter',
      effacer: oublier,
    }),
  )
}

const oublierAutres = (oubliees: readonly Gardee[]) => {
  for (const { id } of oubliees) jeter(id)
  autres = autres.filter(gardee => !oubliees.includes(gardee))
}
/**
 * Its form is no longer where it was typed: its words are given there, until who took it away by
 * another act leaves the page.
 */
function direDisparu(gardee: Gardee): void {
  const { id, etat, saisie } = gardee
  const finie = etat === 'finie' || venuDe === ici
  if (finie) marquer(id, 'finie')
  else autres.push(gardee)
  document
    .querySelector('main')
    ?.prepend(rappelDisparu(saisie, finie, () => oublierAutres([gardee])))
}
function direAilleurs(laissees: readonly Gardee[]): void {
  if (laissees.length === 0) return
  const saisies = laissees.map(laissee => laissee.saisie)
  document.querySelector('main')?.prepend(rappelAilleurs(saisies, () => oublierAutres(laissees)))
}

/** Still the same visit: a reload, a filter of the page, the answer to a form of the page. */
function memeVisite(suivi: Suivi, { etat, saisie }: Gardee): boolean {
  if (etat === 'laissee' || etat === 'ecartee') return false
  const filtree =
    saisie.page.split('?')[0] === location.pathname && saisie.caches === cachesDe(suivi.formulaire)
  return rendu(suivi) || saisie.page === ici || saisie.page === venuDe || filtree
}

/** True where it waits for another page, and was not said yet. */
async function reprendre(gardee: Gardee): Promise<boolean> {
  const { id, etat, saisie } = gardee
  const memes = suivis.filter(
    suivi => !suivi.adopte && actionDe(suivi.formulaire) === saisie.action,
  )
  const suivi =
    memes.length === 1 ? memes[0] : memes.find(meme => cachesDe(meme.formulaire) === saisie.caches)
  if (!suivi) {
    const offert = [...document.forms].some(form => actionDe(form) === saisie.action)
    if (saisie.page === ici && !offert) direDisparu(gardee)
    else if (etat === 'finie') jeter(id)
    else {
      autres.push(gardee)
      if (saisie.page !== ici) marquer(id, 'laissee')
      return !offert && etat !== 'laissee' && aDesMots(gardee)
    }
    return false
  }
  if (!memeVisite(suivi, gardee) && !dejaLa(suivi, gardee)) {
    offrir(suivi, gardee)
    return false
  }
  suivi.adopte = true
  jeter(suivi.id)
  suivi.id = id
  if (rendu(suivi)) reconnaitre(suivi, saisie.champs)
  else {
    const remis = remettre(suivi, gardee)
    if (remis.length + suivi.reste.length > 0) direRemis(suivi, gardee, remis)
  }
  await retenir(suivi)
  return false
}

async function toutReprendre(): Promise<void> {
  sortir()
  // Gone back to, or on a page that says that it was not taken: what was sent is not done.
  const [trajet] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  const revenu =
    trajet?.type === 'back_forward' || document.querySelector('input[name=reprise]') !== null
  if (revenu) revenir()
  const laissees: Gardee[] = []
  for (const gardee of await toutOuvrir()) {
    const refusee = 'recu' in document.body.dataset && gardee.saisie.action === ici
    if ((gardee.etat === 'partie' || (gardee.etat === 'ecartee' && !revenu)) && !refusee)
      jeter(gardee.id)
    else if (await reprendre(gardee)) laissees.push(gardee)
  }
  direAilleurs(laissees)
  for (const suivi of suivis.filter(x => !x.adopte && rendu(x))) {
    reconnaitre(suivi, [])
    await retenir(suivi)
  }
}

/**
 * A button that leads elsewhere and records something there leaves the rest of its form to be sent.
 */
const ailleurs = (bouton: HTMLElement | null) =>
  bouton?.hasAttribute('formaction') && bouton.getAttribute('name') !== '_geste'

document.addEventListener('submit', evenement => {
  const formulaire = evenement.target as HTMLFormElement
  if (evenement.defaultPrevented) return
  // Signing out is leaving for good.
  sortie = formulaire.getAttribute('action') === '/deconnexion'
  if (sortie) return direSortie()
  partiA = Date.now()
  if (formulaire.method === 'post') direEnvoi(ici)
  const suivi = suivis.find(x => x.formulaire === formulaire)
  const etat = ailleurs(evenement.submitter) ? 'portee' : 'partie'
  if (suivi) {
    suivi.etat = etat
    suivi.touche = false
    marquer(suivi.id, etat)
    if (etat === 'partie') for (const { id } of suivi.offertes) marquer(id, 'ecartee')
  }
  for (const { id, saisie } of autres)
    if (etat === 'partie' && saisie.action === actionDe(formulaire)) marquer(id, 'partie')
})
/** « Annuler » is the form's own way out: nothing of it is wanted any more. */
function annuler(lien: HTMLAnchorElement): void {
  const suivi = suivis.find(x => x.formulaire.contains(lien))
  if (!suivi || propre(lien.textContent) !== 'Annuler') return
  suivi.tour += 1
  suivi.touche = false
  for (const id of [suivi.id, ...suivi.offertes.map(offerte => offerte.id)]) jeter(id)
  suivi.offertes = []
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
  const ailleursAussi = sortie
    ? autres.filter(gardee => gardee.saisie.page !== ici && aDesMots(gardee))
    : []
  const ecrit = (suivi: Suivi) =>
    (suivi.touche && suivi.mots && !(resteIci && suivi.garde)) ||
    (sortie && suivi.offertes.some(aDesMots))
  if (ailleursAussi.length === 0 && !suivis.some(ecrit)) return
  evenement.preventDefault()
  for (const rappel of document.querySelectorAll('main > [data-rappel-ailleurs]')) rappel.remove()
  direAilleurs(ailleursAussi)
})

for (const suivi of suivis) {
  const suite = () => void retenir(suivi)
  suivi.formulaire.addEventListener('input', suite)
  suivi.formulaire.addEventListener('change', suite)
}
void toutReprendre()
