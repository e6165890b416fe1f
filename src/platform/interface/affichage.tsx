import { diffWords } from 'diff'
import type { ComponentChildren } from 'preact'
import { afficherHeure, afficherInstant, afficherJour, afficherJourCourt, type Jour } from '../date.ts'

export type Genre = 'neutre' | 'info' | 'ok' | 'attention' | 'alerte'
/** A word in a coloured pill; the word alone carries the meaning. */
export const Pastille = ({ genre = 'neutre', children }: { genre?: Genre; children: ComponentChildren }) => (
  <span class="fil-pastille" data-genre={genre}>
    {children}
  </span>
)
export const Alerte = ({ genre = 'info', children }: { genre?: Genre; children: ComponentChildren }) => (
  <div class="fil-alerte" data-genre={genre}>
    {children}
  </div>
)
/** Nothing here yet, and what to do about it. */
export const EtatVide = ({ children }: { children: ComponentChildren }) => <div class="fil-vide">{children}</div>
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
      {lien && <a href={lien.href}>{lien.label}</a>}
    </div>
    {children}
  </section>
)
/** Title of the screen, with what can be done beside it. */
export const Titre = ({ children, actions }: { children: ComponentChildren; actions?: ComponentChildren }) => (
  <div class="fil-titre">
    <h1>{children}</h1>
    {actions && <div class="fil-actions">{actions}</div>}
  </div>
)
/** Facts as term and value; a fact that is not known says so. */
export const Faits = ({ faits }: { faits: [string, ComponentChildren][] }) => (
  <dl class="fil-faits">
    {faits.map(([terme, v]) => (
      <div>
        <dt>{terme}</dt>
        <dd>{v === null || v === undefined || v === '' ? <span class="fil-discret">non renseigné</span> : v}</dd>
      </div>
    ))}
  </dl>
)
/** A text as it was written: its lines kept, its characters escaped. */
export const Texte = ({ children }: { children: string | null | undefined }) => (children ? <p class="fil-texte">{children}</p> : null)
export const LeJour = ({ le, long }: { le: string | null; long?: boolean }) =>
  le ? (
    <time dateTime={le}>{long ? afficherJour(le as Jour) : afficherJourCourt(le as Jour)}</time>
  ) : (
    <span class="fil-discret">sans date</span>
  )
export const Heure = ({ heure }: { heure: string }) => <time dateTime={heure}>{afficherHeure(heure)}</time>
export const Instant = ({ a, fuseau }: { a: string; fuseau?: string }) => <time dateTime={a}>{afficherInstant(a, fuseau)}</time>

/** Tabs as links: they work without script, and an address leads to each. */
export const Onglets = ({ onglets, etiquette }: { onglets: { href: string; label: string; actif?: boolean }[]; etiquette: string }) => (
  <nav aria-label={etiquette} data-sans-impression>
    <ul class="fil-onglets">
      {onglets.map(o => (
        <li>
          <a href={o.href} aria-current={o.actif ? 'page' : undefined}>
            {o.label}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)

export const Details = ({ titre, ouvert, children }: { titre: string; ouvert?: boolean; children: ComponentChildren }) => (
  <details open={ouvert}>
    <summary>{titre}</summary>
    {children}
  </details>
)

/** A dialog that opens over the page; without script its link leads to a page that asks the same. */
export const Dialogue = ({
  id,
  titre,
  lien,
  children,
}: {
  id: string
  titre: string
  lien: { href: string; label: string }
  children: ComponentChildren
}) => (
  <>
    <a class="ds-button" data-variant="secondary" href={lien.href} data-dialogue={id}>
      {lien.label}
    </a>
    <dialog class="fil-dialogue" id={id} aria-labelledby={`${id}-titre`}>
      <h2 id={`${id}-titre`}>{titre}</h2>
      {children}
      <button class="ds-button" data-variant="tertiary" type="button" data-fermer>
        Fermer
      </button>
    </dialog>
  </>
)

export type Moment = {
  le: string
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
    {moments.map(m => (
      <li>
        <div class="fil-discret">
          <LeJour le={m.le} long /> {m.heure && <Heure heure={m.heure} />}
        </div>
        <strong>{m.href ? <a href={m.href}>{m.titre}</a> : m.titre}</strong>{' '}
        {m.pastille && <Pastille genre={m.genre ?? 'neutre'}>{m.pastille}</Pastille>}
        {m.contenu && <div>{m.contenu}</div>}
      </li>
    ))}
  </ol>
)

export const Progression = ({ fait, total, label }: { fait: number; total: number; label: string }) => (
  <div>
    <label>
      {label} : {fait} sur {total}
      <progress class="fil-progres" value={fait} max={total} />
    </label>
  </div>
)

/** Two versions of a text side by side: what left is struck through on one side, what came is underlined on the other. */
export function Comparaison({ avant, apres, titres }: { avant: string; apres: string; titres: [string, string] }) {
  const morceaux = diffWords(avant, apres)
  return (
    <div class="fil-comparaison">
      <div class="fil-carte">
        <h3>{titres[0]}</h3>
        <p class="fil-texte">{morceaux.filter(m => !m.added).map(m => (m.removed ? <del>{m.value}</del> : m.value))}</p>
      </div>
      <div class="fil-carte">
        <h3>{titres[1]}</h3>
        <p class="fil-texte">{morceaux.filter(m => !m.removed).map(m => (m.added ? <ins>{m.value}</ins> : m.value))}</p>
      </div>
    </div>
  )
}
