// Saves what is being written every few seconds, and says so; what the server cannot take now is tried again.
const DELAI_MS = 2000

function suivre(formulaire: HTMLFormElement): void {
  const etat = formulaire.querySelector<HTMLElement>('[data-etat-brouillon]')
  let sale = false
  let enCours = false
  let minuterie = 0
  let version = Number(formulaire.dataset.brouillonVersion ?? 0)
  const dire = (texte: string, lien?: string) => {
    if (!etat) return
    etat.textContent = texte
    if (!lien) return
    const a = document.createElement('a')
    a.href = lien
    a.target = '_blank'
    a.rel = 'noopener'
    a.textContent = 'Ouvrir la connexion dans un nouvel onglet'
    etat.append(' ', a)
  }
  const lire = () => Object.fromEntries([...new FormData(formulaire)].filter(([nom, v]) => !nom.startsWith('_') && typeof v === 'string'))
  const jeton = () => formulaire.querySelector<HTMLInputElement>('[name=_jeton]')?.value ?? ''

  async function enregistrer(enPartant = false): Promise<void> {
    if (!sale || (enCours && !enPartant)) return
    enCours = true
    sale = false
    try {
      const reponse = await fetch(formulaire.dataset.brouillon as string, {
        method: 'POST',
        keepalive: enPartant,
        headers: { 'content-type': 'application/json', 'x-jeton': jeton() },
        body: JSON.stringify({
          cle: formulaire.dataset.brouillonCle,
          url: location.pathname,
          titre: formulaire.dataset.brouillonTitre,
          version,
          valeurs: lire(),
        }),
      })
      if (reponse.ok) {
        const { version: nouvelle, heure } = (await reponse.json()) as { version: number; heure: string }
        version = nouvelle
        dire(`Brouillon enregistré à ${heure}.`)
      } else if (reponse.status === 401) {
        sale = true
        dire('Votre session a expiré. Votre texte est encore ici : identifiez-vous, puis revenez.', '/connexion')
      } else if (reponse.status === 409) {
        dire('Ce brouillon a été repris dans un autre onglet : votre texte d’ici n’y est pas enregistré. Copiez-le avant de fermer.')
      } else {
        sale = true
        dire('Brouillon non enregistré ; nouvel essai dans un instant.')
      }
    } catch {
      sale = true
      dire('Pas de réseau. Rien n’est perdu : gardez la page ouverte, nouvel essai dans un instant.')
    } finally {
      enCours = false
      if (sale) minuterie = window.setTimeout(() => void enregistrer(), DELAI_MS * 2)
    }
  }

  formulaire.addEventListener('input', () => {
    sale = true
    window.clearTimeout(minuterie)
    minuterie = window.setTimeout(() => void enregistrer(), DELAI_MS)
  })
  formulaire.addEventListener('submit', () => {
    sale = false
    window.clearTimeout(minuterie)
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void enregistrer(true)
  })
}

for (const formulaire of document.querySelectorAll<HTMLFormElement>('form[data-brouillon]')) suivre(formulaire)
