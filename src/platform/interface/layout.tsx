import type { ComponentChildren } from 'preact'
import { assetUrl } from './assets.ts'
import { Icone, type NomIcone } from './icons.tsx'
import { JETON_PLACEHOLDER } from './placeholders.ts'

export type Utilisateur = { nom: string; fonction: string; entite: string }
export type LayoutProps = {
  title: string
  trail: { label: string; href?: string }[]
  erreur: boolean
  nu: boolean
  path: string
  nav: { href: string; label: string; icon?: string }[]
  user: Utilisateur | null
  flash: string | null
  colorScheme: 'auto' | 'light' | 'dark'
  demo: boolean
  children: ComponentChildren
}

/** The whole document of a screen. `nu`: the page alone, as for print. */
export function Layout(props: LayoutProps) {
  const { title, erreur, colorScheme, nu, children } = props
  return (
    <html lang="fr" data-color-scheme={colorScheme} data-color="accent">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>{`${erreur ? 'Erreur : ' : ''}${title} – Fil rouge`}</title>
        <link rel="stylesheet" href={assetUrl('app.css')} />
        <link
          rel="icon"
          href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath d='M1 8h14' stroke='%23a8181f' stroke-width='4' stroke-linecap='round'/%3E%3C/svg%3E"
        />
        <script src={assetUrl('app.js')} defer />
      </head>
      <body>
        <a class="fil-saut" href="#contenu">
          Aller au contenu
        </a>
        {!nu && <Entete {...props} />}
        <main id="contenu" class="fil-largeur" tabIndex={-1}>
          {children}
        </main>
        {!nu && <Pied path={props.path} colorScheme={colorScheme} />}
      </body>
    </html>
  )
}

function Entete({ nav, user, path, trail, flash, demo }: LayoutProps) {
  return (
    <>
      <header class="fil-entete">
        {demo && <p class="fil-demo">Démonstration : personnes et dossiers inventés.</p>}
        <div class="fil-largeur">
          <a class="fil-marque" href="/">
            Fil rouge
          </a>
          {user && <Recherche />}
          {user && (
            <div class="fil-qui">
              <span>
                <a href="/compte">{user.nom}</a> · {user.fonction} · {user.entite}
              </span>
              <form method="post" action="/deconnexion">
                <input type="hidden" name="_jeton" value={JETON_PLACEHOLDER} />
                <button class="fil-lien-bouton" type="submit">
                  Se déconnecter
                </button>
              </form>
            </div>
          )}
        </div>
      </header>
      {nav.length > 0 && (
        <nav class="fil-nav" aria-label="Navigation principale">
          <ul class="fil-largeur">
            {nav.map(n => (
              <li>
                <a href={n.href} aria-current={estIci(path, n.href) ? 'page' : undefined}>
                  {n.icon && <Icone nom={n.icon as NomIcone} />}
                  {n.label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {trail.length > 0 && (
        <nav class="fil-fil fil-largeur" aria-label="Vous êtes ici">
          <ol>
            {trail.map(t => (
              <li>{t.href ? <a href={t.href}>{t.label}</a> : <span aria-current="page">{t.label}</span>}</li>
            ))}
          </ol>
        </nav>
      )}
      {flash && (
        <section class="fil-largeur" role="status" aria-label="Message">
          <p class="fil-alerte" data-genre="ok">
            {flash}
          </p>
        </section>
      )}
    </>
  )
}

const estIci = (path: string, href: string) => (href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`))

const Recherche = () => (
  <form class="fil-recherche" action="/recherche" method="get" role="search">
    <label class="fil-invisible" for="recherche">
      Chercher une personne : nom, numéro ou date de naissance
    </label>
    <input class="ds-input" id="recherche" type="search" name="q" placeholder="Nom, numéro, naissance" autocomplete="off" />
    <button class="ds-button" data-variant="secondary" type="submit">
      <Icone nom="magnifying-glass" />
      Chercher
    </button>
  </form>
)

const themes = [
  ['auto', 'Comme l’ordinateur'],
  ['light', 'Clair'],
  ['dark', 'Sombre'],
] as const

const Pied = ({ path, colorScheme }: { path: string; colorScheme: string }) => (
  <footer class="fil-pied">
    <div class="fil-largeur">
      <span>Fil rouge, logiciel libre (EUPL-1.2)</span>
      <form method="post" action="/theme" class="fil-theme" aria-label="Thème">
        <input type="hidden" name="_jeton" value={JETON_PLACEHOLDER} />
        <input type="hidden" name="retour" value={path} />
        {themes.map(([valeur, libelle]) => (
          <button class="fil-lien-bouton" type="submit" name="theme" value={valeur} aria-pressed={colorScheme === valeur}>
            {libelle}
          </button>
        ))}
      </form>
    </div>
  </footer>
)

/** What went wrong, in plain French, with the reference that finds it in the log. */
export const PageErreur = ({
  titre,
  message,
  reference,
  statut,
}: {
  titre: string
  message: string
  reference: string
  statut: number
}) => (
  <div class="fil-formulaire">
    <h1>{titre}</h1>
    <p>{message}</p>
    <p>
      <a href="/">Retour à ma journée</a>
    </p>
    <p class="fil-discret">
      Référence à donner à l’assistance : {reference} ({statut})
    </p>
  </div>
)
