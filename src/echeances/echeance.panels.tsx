import { chemins as dossiers } from '../dossiers/dossier.paths.ts'
import { enRetardPour, enRoute, type Lecteur } from '../magistrats/index.ts'
import {
  auteurs,
  type EnAttente,
  type Inconnue,
  libelleDEcheance,
  libelleDeDepart,
  libelleDeNature,
  nomDEcheance,
  rapportAttendu,
  type SansDelai,
} from '../mesures/index.ts'
import { type Jour, joursEntre } from '../platform/date.ts'
import { Alerte, type Genre, LeJour, ListeEnLignes, Pastille } from '../platform/interface/index.ts'
import type { Liste } from '../platform/liste.ts'
import { direDe } from '../platform/mots.ts'
import { chemins } from './echeance.paths.ts'

export type LigneDEcheance = {
  dossierId: string
  mesureId: string
  cle: string
  rang: number
  le: Jour
  ouvreLe: Jour | null
  enMain: string
  nature: string
  decisionLe: Jour
  rapports: Record<string, string> | null
  aVerifier: boolean
}

type AMontrer = Pick<LigneDEcheance, 'le' | 'ouvreLe' | 'enMain' | 'nature' | 'cle' | 'rapports'>
/**
 * How near a deadline is, in words, and with whom its report is: late only for whoever has it in
 * hand (the colour only repeats the words).
 */
export function proximite(
  aMontrer: AMontrer,
  aujourdhui: Jour,
  lecteur: Lecteur,
): { genre: Genre; mot: string } {
  const attendu = rapportAttendu(aMontrer.nature, aMontrer.cle)
  const suivi = {
    le: aMontrer.le,
    enMain: aMontrer.enMain,
    rapportEtat: (attendu && aMontrer.rapports?.[attendu]) ?? null,
  }
  const { genre, mot } = delai(aMontrer, aujourdhui)
  const ou = enRoute(suivi)
  const sien = aMontrer.le >= aujourdhui || enRetardPour(suivi, lecteur, aujourdhui)
  return { genre: sien ? genre : 'neutre', mot: ou ? `${mot}, ${ou}` : mot }
}
function delai(
  donnees: { le: Jour; ouvreLe: Jour | null },
  aujourdhui: Jour,
): { genre: Genre; mot: string } {
  const jours = joursEntre(aujourdhui, donnees.le)
  if (jours < 0)
    return { genre: 'alerte', mot: jours === -1 ? 'Passée d’un jour' : `Passée de ${-jours} jours` }
  if (jours === 0) return { genre: 'alerte', mot: 'Aujourd’hui' }
  if (donnees.ouvreLe && donnees.ouvreLe > aujourdhui)
    return { genre: 'neutre', mot: 'Pas encore ouverte' }
  return {
    genre: jours <= 14 ? 'attention' : 'neutre',
    mot: jours === 1 ? 'Demain' : `Dans ${jours} jours`,
  }
}

type EnListeProps<T> = {
  liste: Liste<T>
  aujourdhui: Jour
  lecteur: Lecteur
  tout: string
  vide?: string
}
/**
 * « Premier rapport, SPIP, pour le 12/03/2027 », as a line of a list; with the person's name where
 * the list is of several dossiers.
 */
export const EcheancesEnListe = <T extends LigneDEcheance & { nomComplet?: string }>({
  liste,
  aujourdhui,
  lecteur,
  tout,
  vide,
}: EnListeProps<T>) => (
  <ListeEnLignes
    cle="echeances"
    liste={liste}
    nom={['échéance ouverte', 'échéances ouvertes']}
    ligne={ligne => `${ligne.dossierId} ${ligne.mesureId} ${ligne.cle} ${ligne.rang}`}
    vide={vide}
    tout={tout}
    rendu={ligne => {
      const { genre, mot } = proximite(ligne, aujourdhui, lecteur)
      return (
        <>
          <a href={chemins.dossier(ligne.dossierId)}>{nomDEcheance(ligne)}</a>,{' '}
          {ligne.nomComplet && (
            <>
              <a href={dossiers.dossier(ligne.dossierId)}>{ligne.nomComplet}</a>,{' '}
            </>
          )}
          {libelleDeNature(ligne.nature, ligne.decisionLe).toLowerCase()}, pour le{' '}
          <LeJour le={ligne.le} />{' '}
          <span class="fil-discret">({direDe(auteurs, ligne.enMain)})</span>{' '}
          <Pastille genre={genre}>{mot}</Pastille>
        </>
      )
    }}
  />
)

type SansDateProps = {
  mesure: { nature: string; attentes: EnAttente[]; inconnues: Inconnue[]; sansDelai: SansDelai[] }
}
/**
 * Duties without a date: their delay is not known, is not given to this person, or waits for a
 * fact.
 */
export const SansDate = ({ mesure }: SansDateProps) => (
  <>
    {mesure.inconnues.length > 0 && (
      <Alerte genre="attention">
        Délai inconnu, à vérifier :{' '}
        {[...new Set(mesure.inconnues.map(i => libelleDEcheance(mesure.nature, i.cle)))].join(
          ' ; ',
        )}
        . Personne n’a encore lu ce que dit la loi de ce jour : aucune date n’est calculée.
      </Alerte>
    )}
    {mesure.sansDelai.map(sansDelai => (
      <p class="fil-discret" key={sansDelai.cle}>
        {libelleDEcheance(mesure.nature, sansDelai.cle)} : pas de délai, {sansDelai.parceQue} (
        {sansDelai.citation}).
      </p>
    ))}
    {mesure.attentes.length > 0 && (
      <p class="fil-discret">
        Ne court pas encore :{' '}
        {mesure.attentes
          .map(
            attente =>
              `${libelleDEcheance(mesure.nature, attente.cle)} (attend ${libelleDeDepart(attente.attend, mesure.nature)})`,
          )
          .join(' ; ')}
        .
      </p>
    )}
  </>
)
