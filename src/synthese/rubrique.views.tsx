import type { ComponentChildren } from 'preact'
import { chemins as accompagnement } from '../accompagnement/accompagnement.paths.ts'
import { chemins as dessaisissements } from '../dossiers/dessaisissement.paths.ts'
import { naturesDeSaisine } from '../magistrats/index.ts'
import { chemins as magistrats } from '../magistrats/magistrats.paths.ts'
import type { Jour } from '../platform/date.ts'
import {
  Carte,
  Instant,
  LeJour,
  ListeEnLignes,
  Pastille,
  Porte,
} from '../platform/interface/index.ts'
import type { Liste } from '../platform/liste.ts'
import { direDe } from '../platform/mots.ts'
import type { mesBrouillons } from './journee.store.ts'
import { chemins } from './synthese.paths.ts'

export const saisine = (nom: string) => direDe(naturesDeSaisine, nom)

type RubriqueProps<T> = {
  cle: string
  titre: string
  liste: Liste<T>
  ligne: (l: T) => string
  rendu: (l: T) => ComponentChildren
  nom: readonly [string, string]
  /** Where the whole list is. */
  tout?: string
  /**
   * The title says that only what comes soon is here: the way to the rest is there even when
   * nothing is cut.
   */
  proche?: boolean
  vide?: string
}
/**
 * First lines of a list under a heading; a heading with nothing under it is not shown, unless it
 * says so.
 */
export function Rubrique<T>({ titre, vide, proche, ...liste }: RubriqueProps<T>) {
  if (liste.liste.total === 0 && !vide) return null
  const lien = proche && liste.tout ? { lien: { href: liste.tout, label: 'Tout voir' } } : {}
  return (
    <Carte titre={titre} {...lien}>
      <ListeEnLignes {...liste} vide={vide} />
    </Carte>
  )
}

type DesBrouillons = { liste: Awaited<ReturnType<typeof mesBrouillons>> }
/** What was begun and never sent, for whoever began it, whatever their function. */
export const MesBrouillons = ({ liste }: DesBrouillons) => (
  <Rubrique
    titre="Brouillons"
    cle="brouillons"
    liste={liste}
    nom={['brouillon', 'brouillons']}
    ligne={ligne => `${ligne.dossierId} ${ligne.cle}`}
    tout={chemins.brouillons}
    rendu={ligne => (
      <>
        <a href={ligne.url}>{ligne.titre}</a>, <Instant a={ligne.enregistreA} />
      </>
    )}
  />
)

const listes = [
  { href: chemins.pourMoi, label: 'Pour moi' },
  { href: chemins.mesDossiers, label: 'Dossiers' },
  { href: magistrats.demandes, label: 'Demandes en cours' },
  { href: magistrats.rapports, label: 'Rapports' },
  { href: dessaisissements.liste, label: 'Dessaisissements' },
  { href: chemins.brouillons, label: 'Mes brouillons' },
]
/**
 * The lists that a day shows the first lines of: their door stays there on a day that shows none.
 */
export const ToutesLesListes = () => (
  <nav class="fil-actions" aria-label="Toutes les listes" data-sans-impression>
    <span class="fil-discret">Toutes les listes :</span>
    {listes.map(liste => (
      <Porte vers={liste.href}>
        <a href={liste.href}>{liste.label}</a>
      </Porte>
    ))}
  </nav>
)

/** « , pour le 12/03/2026 », and whether that day is past; nothing where no day was said. */
export const PourLe = ({ le, aujourdhui }: { le: Jour | null; aujourdhui: Jour }) =>
  le ? (
    <>
      , pour le <LeJour le={le} />{' '}
      {le < aujourdhui && <Pastille genre="alerte">En retard</Pastille>}
    </>
  ) : null

type AEntretien = {
  dossierId: string
  convocationId: string
  entretienId: string | null
  nomComplet: string
}
/** The entretien of a convocation: to read once it is noted, to note before. */
export const LienDEntretien = ({
  c: { dossierId, convocationId, entretienId, nomComplet },
}: {
  c: AEntretien
}) =>
  entretienId ? (
    <a
      href={accompagnement.entretien(dossierId, entretienId)}
      aria-label={`Lire l’entretien avec ${nomComplet}`}
    >
      Lire
    </a>
  ) : (
    <a
      href={accompagnement.noterDepuis(dossierId, convocationId)}
      aria-label={`Noter l’entretien avec ${nomComplet}`}
    >
      Noter
    </a>
  )
