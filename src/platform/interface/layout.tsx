import type { ComponentChildren } from 'preact'
import { BoiteDeDialogue } from './affichage.tsx'
import { assetUrl } from './assets.ts'
import { Lien } from './boutons.tsx'
import { Icone, type NomIcone } from './icons.tsx'
import { JETON_PLACEHOLDER, SANS_SCRIPT_PLACEHOLDER } from './placeholders.ts'
import { Porte } from './porte.tsx'

export type Utilisateur = { nom: string; fonction: string; entite: string }
export type LayoutProps = {
  title: string
  trail: { label: string; href?: string }[]
  erreur: boolean
  nu: boolean
  path: string
  nav: { href: string; label: string; icon?: string; count?: number }[]
  user: Utilisateur | null
  flash: { genre: 'success' | 'warning'; texte: string } | null
  /** What went wrong with the sending itself, whatever the screen shows. */
  alerte: string | null
  /** Seals what the tab keeps of what is typed, for who is signed in (ADR 0031). */
  saisies: string | null
  recu: boolean
  colorScheme: 'auto' | 'light' | 'dark'
  demo: boolean
  /** Address of the accessibility statement, once it is written. */
  accessibilite?: string
  version?: string
  children: ComponentChildren
}

/** The whole document of a screen. `nu`: the page alone, as for print. */
export function Layout(props: LayoutProps) {
  const { title, erreur, colorScheme, nu, alerte, saisies, recu, children } = props
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
          rel="preload"
          href={assetUrl('police.woff2')}
          as="font"
          type="font/woff2"
          crossOrigin="anonymous"
        />
        <link
          rel="icon"
          href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath d='M1 8h14' stroke='%239b1b22' stroke-width='4' stroke-linecap='round'/%3E%3C/svg%3E"
        />
        <script src={assetUrl('app.js')} defer />
      </head>
      <body data-saisies={saisies ?? undefined} data-recu={recu ? '' : undefined}>
        <a class="fil-saut" href="#contenu">
          Aller au contenu
        </a>
        {!nu && <Entete {...props} />}
        <main id="contenu" class="fil-largeur" tabIndex={-1}>
          {alerte && (
            <p class="fil-alerte" data-genre="attention" role="alert" tabIndex={-1} data-focus>
              {alerte}
            </p>
          )}
          {SANS_SCRIPT_PLACEHOLDER}
          {children}
        </main>
        {!nu && <Pied {...props} />}
      </body>
    </html>
  )
}

/** What the script does for several forms of a page, which nothing else can. */
export const SansScript = () => (
  <noscript>
    <p class="fil-alerte">
      Sans JavaScript, un bouton n’envoie que son formulaire : enregistrez ce que vous écrivez dans
      l’un avant d’utiliser un autre.
    </p>
  </noscript>
)

function Entete({ nav, user, path, trail, flash, demo }: LayoutProps) {
  return (
    <>
      <header class="fil-entete">
        {demo && <p class="fil-demo">Démonstration : personnes et dossiers inventés.</p>}
        <div class="fil-largeur">
          <a class="fil-marque" href="/">
            Fil rouge
          </a>
          {user && (
            <Porte vers="/recherche">
              <Recherche />
            </Porte>
          )}
          {user && (
            <div class="fil-qui">
              <span>
                <strong>{user.nom}</strong> · {user.fonction} · {user.entite}
              </span>
              <a href="/compte">Mon compte</a>
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
            {nav.map(ligne => (
              <li>
                <a href={ligne.href} aria-current={estIci(path, ligne.href) ? 'page' : undefined}>
                  {ligne.icon && <Icone nom={ligne.icon as NomIcone} />}
                  {ligne.label}
                  {ligne.count ? (
                    <span class="fil-nombre">
                      {ligne.count}
                      <span class="fil-invisible"> en attente</span>
                    </span>
                  ) : null}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {trail.length > 0 && (
        <nav class="fil-fil fil-largeur" aria-label="Vous êtes ici">
          <ol>
            {trail.map(ligne => (
              <li>
                {ligne.href ? (
                  <Lien href={ligne.href}>{ligne.label}</Lien>
                ) : (
                  <span aria-current="page">{ligne.label}</span>
                )}
              </li>
            ))}
          </ol>
        </nav>
      )}
      {flash && (
        <section class="fil-largeur" role="status" aria-label="Message">
          <p class="ds-alert" data-color={flash.genre}>
            {flash.texte}
          </p>
        </section>
      )}
    </>
  )
}

const estIci = (path: string, href: string) =>
  href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`)

const Recherche = () => (
  <form class="fil-recherche" action="/recherche" method="get" role="search">
    <label class="fil-invisible" for="recherche">
      Chercher une personne : nom, numéro ou date de naissance
    </label>
    <input
      class="ds-input"
      id="recherche"
      type="search"
      name="q"
      placeholder="Nom, numéro, naissance"
      // biome-ignore lint/a11y/noAccessKey: RGAA 12 allows one key to the search, without a script.
      accessKey="r"
      autocomplete="off"
    />
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

const Pied = ({ path, colorScheme, accessibilite, version }: LayoutProps) => (
  <footer class="fil-pied">
    <div class="fil-largeur">
      <span>Fil rouge{version && ` ${version}`}, logiciel libre (EUPL-1.2)</span>
      {accessibilite && <a href={accessibilite}>Accessibilité : partiellement conforme</a>}
      <button class="fil-lien-bouton" type="button" data-dialogue="raccourcis">
        Raccourcis clavier
      </button>
      <form method="post" action="/theme" class="fil-theme" aria-label="Thème">
        <input type="hidden" name="_jeton" value={JETON_PLACEHOLDER} />
        <input type="hidden" name="retour" value={path} />
        {themes.map(([valeur, libelle]) => (
          <button
            class="fil-lien-bouton"
            type="submit"
            name="theme"
            value={valeur}
            aria-pressed={colorScheme === valeur}
          >
            {libelle}
          </button>
        ))}
      </form>
    </div>
    <BoiteDeDialogue id="raccourcis" titre="Raccourcis clavier">
      <dl class="fil-raccourcis">
        <dt>
          <kbd>/</kbd>
        </dt>
        <dd>chercher une personne</dd>
        <dt>
          <kbd>?</kbd>
        </dt>
        <dd>montrer cette aide</dd>
        <dt>
          <kbd>Échap</kbd>
        </dt>
        <dd>fermer une boîte de dialogue</dd>
      </dl>
      <div class="ds-field">
        <input class="ds-input" type="checkbox" id="raccourcis-actifs" data-raccourcis checked />
        <label for="raccourcis-actifs">Raccourcis d’une seule touche actifs sur ce poste</label>
      </div>
    </BoiteDeDialogue>
  </footer>
)
