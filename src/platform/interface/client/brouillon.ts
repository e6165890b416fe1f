// Saves what is being written every few seconds, and says so; what the server cannot take now is
// tried again.
const PAUSE_MS = 2000
const AU_PLUS_TARD_MS = 5000
/** Browsers refuse to finish a larger request after the page has left. */
const ENVOI_EN_PARTANT_MAX = 60_000

const CONNEXION = 'Ouvrir la connexion dans un nouvel onglet'
const textes = {
  expiree:
    'Votre session est fermée. Ouvrez la connexion dans un nouvel onglet, puis revenez : votre texte est ici.',
  autre:
    'Une autre personne s’est identifiée sur ce poste : votre texte n’est pas enregistré, il reste dans cette page. Identifiez-vous de nouveau dans un autre onglet.',
  conflit:
    'Un autre onglet ou un autre agent a enregistré une version plus récente. Votre texte d’ici n’y est pas : copiez-le avant de fermer la page.',
  refus: 'Brouillon non enregistré, nouvel essai dans un instant.',
  horsLigne:
    'Pas de réseau : rien n’est perdu, nouvel essai dans un instant. Gardez la page ouverte.',
}

type Brouillon = {
  formulaire: HTMLFormElement
  /** Where the page says what became of it. */
  etat: HTMLElement | null
  version: number
  /** Since when something is written that the server does not have; 0: nothing is. */
  saleDepuis: number
  enCours: boolean
  echec: boolean
  conflit: boolean
  minuterie: number
  envoi: Promise<void>
}

const dire = ({ etat }: Brouillon, texte: string, genre = '', lien = '') =>
  etat && direSous(etat, texte, genre, lien)
const corpsDe = ({ formulaire, version }: Brouillon) =>
  JSON.stringify({
    cle: formulaire.dataset.brouillonCle,
    url: location.pathname + location.search,
    titre: formulaire.dataset.brouillonTitre,
    version,
    valeurs: valeursDe(formulaire),
  })

async function recevoir(brouillon: Brouillon, reponse: Response): Promise<void> {
  brouillon.echec = !reponse.ok
  if (reponse.ok) {
    const recu = (await reponse.json()) as { version?: number; heure?: string }
    brouillon.version = recu.version ?? brouillon.version
    dire(brouillon, `Brouillon enregistré${recu.heure ? ` à ${recu.heure}` : ''}.`)
  } else if (reponse.status === 401)
    dire(brouillon, await pourquoi(reponse), 'attention', '/connexion')
  else if (reponse.status === 409) {
    brouillon.conflit = true
    dire(brouillon, textes.conflit, 'attention')
  } else {
    if (reponse.status === 403) await renouvelerJeton()
    dire(brouillon, textes.refus, 'attention')
  }
}

async function envoyer(brouillon: Brouillon): Promise<void> {
  const body = corpsDe(brouillon)
  const { formulaire } = brouillon
  const headers = entetes(formulaire)
  try {
    const keepalive = body.length < ENVOI_EN_PARTANT_MAX
    await recevoir(
      brouillon,
      await fetch(formulaire.dataset.brouillon ?? '', {
        method: 'POST',
        keepalive,
        headers,
        body,
      }),
    )
  } catch {
    brouillon.echec = true
    dire(brouillon, textes.horsLigne, 'attention')
  }
}
async function enregistrer(brouillon: Brouillon, enPartant = false): Promise<void> {
  window.clearTimeout(brouillon.minuterie)
  if (!brouillon.saleDepuis || brouillon.conflit || (brouillon.enCours && !enPartant)) return
  const depuis = brouillon.saleDepuis
  brouillon.saleDepuis = 0
  brouillon.enCours = true
  brouillon.envoi = envoyer(brouillon)
  await brouillon.envoi
  brouillon.enCours = false
  if (brouillon.echec) brouillon.saleDepuis ||= depuis
  if (brouillon.saleDepuis) plusTard(brouillon, brouillon.echec ? AU_PLUS_TARD_MS : PAUSE_MS)
}
function plusTard(brouillon: Brouillon, ms: number): void {
  brouillon.minuterie = window.setTimeout(() => void enregistrer(brouillon), ms)
}

function aEnregistrer(brouillon: Brouillon): void {
  brouillon.saleDepuis ||= Date.now()
  window.clearTimeout(brouillon.minuterie)
  const reste = brouillon.saleDepuis + AU_PLUS_TARD_MS - Date.now()
  plusTard(brouillon, Math.max(0, Math.min(PAUSE_MS, reste)))
}
function oublier(brouillon: Brouillon): void {
  brouillon.saleDepuis = 0
  brouillon.echec = false
  window.clearTimeout(brouillon.minuterie)
}

function suivre(formulaire: HTMLFormElement): void {
  const brouillon: Brouillon = {
    formulaire,
    etat: formulaire.querySelector<HTMLElement>('[data-etat-brouillon]'),
    version: Number(formulaire.dataset.brouillonVersion ?? 0),
    saleDepuis: 0,
    enCours: false,
    echec: false,
    conflit: false,
    minuterie: 0,
    envoi: Promise.resolve(),
  }
  formulaire.addEventListener('input', () => aEnregistrer(brouillon))
  if (formulaire.dataset.brouillonAGarder !== undefined) aEnregistrer(brouillon)
  // Sent for good: a draft saved after it would come back as if it had not been. Held back for lack
  // of network: not sent.
  formulaire.addEventListener('submit', () => navigator.onLine && oublier(brouillon))
  document.addEventListener(
    'submit',
    ({ target }) => jette(target, formulaire) && oublier(brouillon),
  )
  attendreLesMots(formulaire, () =>
    brouillon.saleDepuis || brouillon.enCours
      ? brouillon.envoi.then(() => enregistrer(brouillon))
      : null,
  )
  document.addEventListener(
    'visibilitychange',
    () => document.visibilityState === 'hidden' && enregistrer(brouillon),
  )
  window.addEventListener('pagehide', () => enregistrer(brouillon, true))
  window.addEventListener('online', () => enregistrer(brouillon))
  window.addEventListener('beforeunload', evenement => {
    if (brouillon.echec && brouillon.saleDepuis) evenement.preventDefault()
    else void enregistrer(brouillon, true)
  })
}

function direSous(etat: HTMLElement, texte: string, genre: string, lien: string): void {
  if (etat.textContent === texte) return
  etat.textContent = texte
  etat.dataset.genre = genre
  if (!lien) return
  const porte = document.createElement('a')
  porte.href = lien
  porte.target = '_blank'
  porte.rel = 'noopener'
  porte.textContent = CONNEXION
  etat.append(' ', porte)
}

/**
 * Another form waits for the last words: its answer would show the draft without them, or its
 * session be gone before they arrive.
 */
function attendreLesMots(formulaire: HTMLFormElement, derniers: () => Promise<void> | null): void {
  let attendu: EventTarget | null = null
  document.addEventListener('submit', evenement => {
    const autre = evenement.target as HTMLFormElement
    if (
      evenement.defaultPrevented ||
      autre === formulaire ||
      autre === attendu ||
      !navigator.onLine
    )
      return
    const enregistres = derniers()
    if (!enregistres) return
    evenement.preventDefault()
    attendu = autre
    const auPlus = new Promise(suite => setTimeout(suite, AU_PLUS_TARD_MS))
    void Promise.race([enregistres, auPlus]).then(() => {
      autre.requestSubmit(evenement.submitter)
      attendu = null
    })
  })
}

/** Thrown away: leaving the page does not keep again what is still in it. */
const jette = (envoye: EventTarget | null, { dataset }: HTMLFormElement) =>
  envoye instanceof HTMLFormElement &&
  envoye.getAttribute('action') === `${dataset.brouillon}/jeter`

/**
 * What is written and ticked: the boxes of a group (`mesures[]`) are all kept, each with its rank.
 */
function valeursDe(formulaire: HTMLFormElement): Record<string, string> {
  const valeurs: Record<string, string> = {}
  const rangs = new Map<string, number>()
  for (const [nom, valeur] of new FormData(formulaire)) {
    if (nom.startsWith('_') || typeof valeur !== 'string') continue
    const rang = rangs.get(nom) ?? 0
    rangs.set(nom, rang + 1)
    valeurs[nom.endsWith('[]') ? nom.replace('[]', `[${rang}]`) : nom] = valeur
  }
  return valeurs
}

/** Nobody is signed in any more, or somebody else is. */
const pourquoi = async (reponse: Response) =>
  ((await reponse.json()) as { autre?: boolean }).autre ? textes.autre : textes.expiree
const entetes = (formulaire: HTMLFormElement) => ({
  'content-type': 'application/json',
  'x-jeton': cacheDe(formulaire, '_jeton'),
  'x-porteur': cacheDe(formulaire, '_porteur'),
})
const cacheDe = (formulaire: HTMLFormElement, nom: string) =>
  formulaire.querySelector<HTMLInputElement>(`[name=${nom}]`)?.value ?? ''

/**
 * After signing in again in another tab, the token of this page is of no use: takes that of the
 * same page, read anew.
 */
async function renouvelerJeton(): Promise<void> {
  const reponse = await fetch(location.href)
  if (!reponse.ok || reponse.redirected) return
  const page = new DOMParser().parseFromString(await reponse.text(), 'text/html')
  const neuf = page.querySelector<HTMLInputElement>('[name=_jeton]')?.value
  if (neuf)
    for (const champ of document.querySelectorAll<HTMLInputElement>('[name=_jeton]'))
      champ.value = neuf
}

for (const formulaire of document.querySelectorAll<HTMLFormElement>('form[data-brouillon]'))
  suivre(formulaire)
