import type { ComponentChildren } from 'preact'
import type { Jour } from '../date.ts'
import { Lien } from './boutons.tsx'
import { Porte } from './porte.tsx'
import { Heure, LeJour } from './temps.tsx'

export type Genre = 'neutre' | 'info' | 'ok' | 'attention' | 'alerte'
const couleurs = {
  neutre: 'neutral',
  info: 'info',
  ok: 'success',
  attention: 'warning',
  alerte: 'danger',
} as const

/** A word in a coloured pill; the word alone carries the meaning. */
export const Pastille = ({
  genre = 'neutre',
  children,
}: {
  genre?: Genre
  children: ComponentChildren
}) => (
  <span class="ds-tag" data-color={couleurs[genre]}>
    {/* One child: between several, a flex box would swallow the spaces (« Faite le12/03 »). */}
    <span>{children}</span>
  </span>
)

export const Alerte = ({
  genre = 'info',
  children,
}: {
  genre?: Genre
  children: ComponentChildren
}) => (
  <div class="ds-alert" data-color={couleurs[genre]}>
    {children}
  </div>
)

/** Nothing here yet, and what to do about it. */
export const EtatVide = ({
  titre,
  action,
  children,
}: {
  titre?: string
  action?: ComponentChildren
  children: ComponentChildren
}) => (
  <div class="fil-vide">
    {titre && <p class="fil-vide-titre">{titre}</p>}
    {children}
    {action && <div class="fil-actions">{action}</div>}
  </div>
)

type CarteProps = {
  titre: string
  niveau?: 2 | 3
  lien?: { href: string; label: string } | undefined
  id?: string
  children: ComponentChildren
}
export const Carte = ({ titre, niveau = 2, lien, id, children }: CarteProps) => (
  <section class="fil-carte" id={id}>
    <div class="fil-carte-titre">
      {niveau === 2 ? <h2>{titre}</h2> : <h3>{titre}</h3>}
      {lien && (
        <Porte vers={lien.href}>
          <a href={lien.href}>{lien.label}</a>
        </Porte>
      )}
    </div>
    {children}
  </section>
)

/** Title of the screen, with what can be done beside it. */
export const Titre = ({
  children,
  actions,
}: {
  children: ComponentChildren
  actions?: ComponentChildren
}) => (
  <div class="fil-titre">
    <h1>{children}</h1>
    {actions && <div class="fil-actions">{actions}</div>}
  </div>
)

/** Facts as term and value; a fact that is not known says so. */
export const Faits = ({ faits }: { faits: [string, ComponentChildren][] }) => (
  <dl class="fil-faits">
    {faits.map(([terme, component]) => (
      <div>
        <dt>{terme}</dt>
        <dd>
          {component === null || component === undefined || component === '' ? (
            <span class="fil-discret">non renseigné</span>
          ) : (
            component
          )}
        </dd>
      </div>
    ))}
  </dl>
)

/** Tabs as links: they work without script, and an address leads to each. */
export const Onglets = ({
  onglets,
  etiquette,
}: {
  onglets: { href: string; label: string; actif?: boolean }[]
  etiquette: string
}) => (
  <nav aria-label={etiquette} data-sans-impression>
    <ul class="fil-onglets">
      {onglets.map(onglet => (
        <Porte vers={onglet.href}>
          <li>
            <a href={onglet.href} aria-current={onglet.actif ? 'page' : undefined}>
              {onglet.label}
            </a>
          </li>
        </Porte>
      ))}
    </ul>
  </nav>
)

export const Details = ({
  titre,
  ouvert,
  children,
}: {
  titre: string
  ouvert?: boolean
  children: ComponentChildren
}) => (
  <details open={ouvert}>
    <summary>{titre}</summary>
    {children}
  </details>
)

type DialogueProps = {
  id: string
  titre: string
  lien: { href: string; label: string }
  children: ComponentChildren
}
/**
 * A dialog that opens over the page; without script its link leads to a page that asks the same.
 */
export const Dialogue = ({ id, titre, lien, children }: DialogueProps) => (
  <>
    <a class="ds-button" data-variant="secondary" href={lien.href} data-dialogue={id}>
      {lien.label}
    </a>
    <BoiteDeDialogue id={id} titre={titre}>
      {children}
    </BoiteDeDialogue>
  </>
)

/** The box alone, for what a script opens. */
export const BoiteDeDialogue = ({
  id,
  titre,
  children,
}: {
  id: string
  titre: string
  children: ComponentChildren
}) => (
  <dialog class="ds-dialog" id={id} aria-labelledby={`${id}-titre`}>
    <h2 id={`${id}-titre`}>{titre}</h2>
    {children}
    <p class="fil-actions">
      <button class="ds-button" data-variant="tertiary" type="button" data-fermer>
        Fermer
      </button>
    </p>
  </dialog>
)

export type Moment = {
  /** Identity of what happened. */
  cle?: string
  le: Jour
  heure?: string | null
  titre: string
  href?: string | null
  contenu?: ComponentChildren
  genre?: Genre
  pastille?: string | null
}
/** What happened, the latest first, along the thread. */
export const Chronologie = ({ moments }: { moments: Moment[] }) => (
  <ol class="fil-chronologie">
    {moments.map(moment => (
      <li data-ligne={moment.cle}>
        <div class="fil-discret">
          <LeJour le={moment.le} long /> {moment.heure && <Heure heure={moment.heure} />}
        </div>
        <strong>
          {moment.href ? <Lien href={moment.href}>{moment.titre}</Lien> : moment.titre}
        </strong>{' '}
        {moment.pastille && <Pastille genre={moment.genre ?? 'neutre'}>{moment.pastille}</Pastille>}
        {moment.contenu && <div>{moment.contenu}</div>}
      </li>
    ))}
  </ol>
)

export const Progression = ({
  fait,
  total,
  label,
}: {
  fait: number
  total: number
  label: string
}) => (
  <label class="fil-progression">
    {label} : {fait} sur {total}
    <progress value={fait} max={total} />
  </label>
)

type ImpressionProps = {
  titre: string
  niveau?: 1 | 3
  retour: { href: string; label: string }
  children: ComponentChildren
}
/**
 * A page made for paper: on screen, a bar to print it or to go back; on paper, nothing but itself.
 * Its screen is `nu`.
 */
export const Impression = ({ titre, niveau = 1, retour, children }: ImpressionProps) => (
  <div class="fil-impression">
    <div class="fil-actions" data-sans-impression>
      <button class="ds-button" type="button" data-imprimer>
        Imprimer
      </button>
      <a href={retour.href}>{retour.label}</a>
    </div>
    {niveau === 1 ? <h1>{titre}</h1> : <h3>{titre}</h3>}
    {children}
  </div>
)
