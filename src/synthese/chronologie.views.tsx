import { chemins as accompagnement } from '../accompagnement/accompagnement.paths.ts'
import { libelleDeForme } from '../accompagnement/index.ts'
import { chemins as agenda } from '../agenda/convocation.paths.ts'
import { etats, genreDEtat } from '../agenda/index.ts'
import { chemins as dossiers } from '../dossiers/dossier.paths.ts'
import { Bandeau, type Identite, libelleDeCloture } from '../dossiers/index.ts'
import { chemins as echeances } from '../echeances/echeance.paths.ts'
import { etapesDites, naturesDeSaisine } from '../magistrats/index.ts'
import { chemins as magistrats } from '../magistrats/magistrats.paths.ts'
import { libelleDActe, libelleDeNature, partieEnMots, prolonge } from '../mesures/index.ts'
import { chemins as mesures } from '../mesures/mesure.paths.ts'
import { afficherJourCourt, type Jour } from '../platform/date.ts'
import {
  adresseDeListe,
  CadreDeListe,
  Chronologie,
  type Genre,
  type Moment,
} from '../platform/interface/index.ts'
import type { Liste } from '../platform/liste.ts'
import { direDe } from '../platform/mots.ts'
import type { Evenement } from './dossier.store.ts'
import type { Fil } from './fil.rules.ts'
import { OngletsDuDossier, type Peut } from './onglets.views.tsx'
import { chemins } from './synthese.paths.ts'

/** Where each event is told in full. */
function hrefDe(id: string, evenement: Evenement): string | null {
  if (evenement.genre === 'entretien') return accompagnement.entretien(id, evenement.id)
  if (evenement.genre === 'convocation') return agenda.convocation(id, evenement.id)
  if (evenement.genre === 'rapport') return magistrats.rapport(id, evenement.id)
  if (evenement.genre === 'saisine') return magistrats.saisine(id, evenement.id)
  return evenement.genre === 'mesure' ? mesures.mesures(id) : dossiers.historique(id)
}
const natureDe = (evenement: Evenement) =>
  libelleDeNature(evenement.libelle, (evenement.detail ?? evenement.le) as Jour)
/**
 * Of an act, what its title does not say: its measure, the term or the time that its decision
 * names; of an end, which it is.
 */
function suiteDe(evenement: Evenement): string | null {
  const { etat, libelle: nature, acte, termeLe } = evenement
  if (!acte) return null
  const duree = partieEnMots(evenement)
  const dit = [
    etat === 'fin' ? libelleDActe(nature, { acte }) : natureDe(evenement),
    termeLe &&
      etat !== 'fin' &&
      prolonge(nature, { acte }) &&
      `Nouveau terme : ${afficherJourCourt(termeLe)}`,
    duree && `Durée à exécuter : ${duree}`,
  ]
  return dit.filter(Boolean).join('. ')
}
export function libelleDe(evenement: Evenement): string {
  if (evenement.genre === 'mesure' && evenement.etat === 'acte' && evenement.acte)
    return libelleDActe(evenement.libelle, { acte: evenement.acte })
  if (evenement.genre === 'mesure')
    return `${evenement.etat === 'fin' ? 'Fin : ' : ''}${natureDe(evenement)}`
  if (evenement.genre === 'entretien')
    return `Entretien, ${libelleDeForme(evenement.libelle).toLowerCase()}`
  if (evenement.genre === 'prise_en_charge') return `Suivi : ${evenement.libelle}`
  if (evenement.genre === 'cloture')
    return evenement.etat === 'clos'
      ? `Dossier clos : ${libelleDeCloture(evenement.libelle)}`
      : 'Dossier rouvert'
  if (evenement.genre === 'saisine')
    return `Demande : ${direDe(naturesDeSaisine, evenement.libelle)}`
  return evenement.libelle
}
export function moment(id: string, evenement: Evenement): Moment {
  const base = {
    le: evenement.le,
    heure: evenement.heure,
    titre: libelleDe(evenement),
    href: hrefDe(id, evenement),
    contenu: evenement.genre === 'mesure' ? suiteDe(evenement) : evenement.detail,
  }
  if (evenement.genre === 'convocation')
    return {
      ...base,
      pastille: etats[evenement.etat as keyof typeof etats],
      genre: genreDEtat(evenement.etat) as Genre,
    }
  if (evenement.genre === 'rapport')
    return { ...base, pastille: etapesDites[evenement.etat] ?? evenement.etat, genre: 'info' }
  return base
}
const points: Partial<Record<string, Fil['points'][number]['genre']>> = {
  entretien: 'entretien',
  convocation: 'convocation',
  rapport: 'rapport',
  saisine: 'jalon',
  cloture: 'jalon',
}
export const pointDe = (id: string, evenement: Evenement): Fil['points'][number][] => {
  const genre = points[evenement.genre]
  return genre
    ? [
        {
          le: evenement.le,
          genre,
          etat: evenement.etat,
          libelle: `${libelleDe(evenement)}${evenement.genre === 'convocation' ? ` (${etats[evenement.etat as keyof typeof etats] ?? ''})` : ''}`,
          href: hrefDe(id, evenement),
        },
      ]
    : []
}

/** A deadline that is still open, on the fil: what comes, beside what happened. */
export const pointDEcheance = (
  evenement: { dossierId: string; le: Jour },
  libelle: string,
): Fil['points'][number] => ({
  le: evenement.le,
  genre: 'jalon',
  etat: 'echeance',
  libelle: `Échéance : ${libelle}`,
  href: echeances.dossier(evenement.dossierId),
})

export const PageChronologie = ({
  identite,
  liste,
  peut,
}: {
  identite: Identite
  liste: Liste<Evenement>
  peut: Peut
}) => (
  <div class="fil-pile">
    <h1>Chronologie</h1>
    <Bandeau identite={identite} />
    <OngletsDuDossier id={identite.dossierId} actif="Chronologie" peut={peut} />
    <CadreDeListe
      cle="chronologie"
      liste={liste}
      nom={['événement', 'événements']}
      ligne={evenement => `${evenement.genre} ${evenement.etat} ${evenement.id}`}
      vide="Rien n’est encore enregistré."
      url={adresseDeListe(chemins.chronologie(identite.dossierId), liste)}
    >
      <Chronologie
        moments={liste.lignes.map(evenement => ({
          ...moment(identite.dossierId, evenement),
          cle: `${evenement.genre} ${evenement.etat} ${evenement.id}`,
        }))}
      />
    </CadreDeListe>
  </div>
)
