import type { Jour } from '../platform/date.ts'
import {
  Alerte,
  Carte,
  ChampCases,
  EtatVide,
  type FormState,
  Instant,
  LeJour,
  Pastille,
} from '../platform/interface/index.ts'
import { phrase } from '../platform/phrase.ts'
import { chemins as demandes } from './dessaisissement.paths.ts'
import { devenirs, relances } from './dessaisissement.rules.ts'
import type { ARepondre } from './dessaisissement.store.ts'
import { chemins } from './dossier.paths.ts'
import type { TransfertEnCours } from './transfert.store.ts'

/** Who asks: the service for itself, or a juridiction for it. */
export const quiDemande = (donnees: { versNom: string; demandeurNom: string | null }) =>
  donnees.demandeurNom ? `${donnees.demandeurNom}, pour ${donnees.versNom}` : donnees.versNom

/** When a request must be answered, that it is late, and which reminder this is. */
export const Delai = ({
  demande,
  le,
}: {
  demande: Pick<ARepondre, 'demandeeLe' | 'repondreAvantLe' | 'relanceJours'>
  le: Jour
}) => {
  if (!demande.demandeeLe || !demande.repondreAvantLe) return null
  const { nombre, derniereLe } = relances(demande.demandeeLe, demande.relanceJours ?? 1, le)
  return (
    <>
      à répondre au plus tard le <LeJour le={demande.repondreAvantLe} />{' '}
      {demande.repondreAvantLe < le && <Pastille genre="alerte">En retard</Pastille>}
      {derniereLe && (
        <span class="fil-discret">
          {' '}
          {nombre === 1 ? 'Relance' : `${nombre}e relance`} du <LeJour le={derniereLe} />
        </span>
      )}
    </>
  )
}

const Reponses = ({ dossierId, transfertId }: { dossierId: string; transfertId: string }) => (
  <div class="fil-actions">
    <a href={chemins.accepterTransfert(dossierId, transfertId)}>Accepter</a>
    <a href={chemins.refuserTransfert(dossierId, transfertId)}>Refuser</a>
  </div>
)

/**
 * What this service must answer, each with its two answers; `vide` is what stands there when
 * nothing waits.
 */
export const ListeARepondre = ({
  lignes,
  le,
  peut,
  vide,
}: {
  lignes: ARepondre[]
  le: Jour
  peut: boolean
  vide?: string
}) => {
  if (lignes.length === 0) return vide ? <EtatVide>{vide}</EtatVide> : null
  return (
    <ul class="fil-liste">
      {lignes.map(ligne => (
        <li>
          <a href={chemins.dossier(ligne.dossierId)}>{ligne.nomComplet}</a>,{' '}
          {ligne.sens === 'demande' ? (
            <>
              dessaisissement demandé par {quiDemande(ligne)}, <Delai demande={ligne} le={le} />
            </>
          ) : (
            <>
              transfert proposé par {ligne.deNom} le <Instant a={ligne.proposeA} />
            </>
          )}{' '}
          : {ligne.motif}
          {peut && <Reponses {...ligne} />}
        </li>
      ))}
    </ul>
  )
}

/** For « Ma journée »: requests made to the service; nothing is shown when there is none. */
export const DemandesARepondre = ({
  demandes: lignes,
  le,
  peut,
}: {
  demandes: ARepondre[]
  le: Jour
  peut: boolean
}) =>
  lignes.length === 0 ? null : (
    <Carte
      titre="Demandes de dessaisissement"
      lien={{ href: demandes.liste, label: 'Toutes les demandes' }}
    >
      <ListeARepondre lignes={lignes} le={le} peut={peut} />
    </Carte>
  )

type AvisProps = {
  transfert: TransfertEnCours
  monServiceId: string | null
  peut: { transferer: boolean; repondre: boolean }
}
/**
 * At the top of a dossier: the transfer that waits, whichever way, and what the reader may do about
 * it.
 */
export const AvisDeTransfert = ({ transfert, monServiceId, peut }: AvisProps) => {
  const demande = transfert.sens === 'demande'
  const jeReponds =
    peut.repondre && monServiceId === (demande ? transfert.deServiceId : transfert.versServiceId)
  return (
    <Alerte genre="attention">
      {demande ? (
        <>
          Dessaisissement demandé par {quiDemande(transfert)} : {phrase(transfert.motif)} À répondre
          au plus tard le <LeJour le={transfert.repondreAvantLe} />. Le référent actuel garde le
          dossier jusqu’à la réponse.{' '}
        </>
      ) : (
        <>
          Transfert proposé par {transfert.deNom} à {transfert.versNom} : {phrase(transfert.motif)}{' '}
          Le référent actuel garde le dossier jusqu’à la réponse.{' '}
        </>
      )}
      {jeReponds && (
        <>
          <a href={chemins.accepterTransfert(transfert.dossierId, transfert.id)}>Accepter</a> ou{' '}
          <a href={chemins.refuserTransfert(transfert.dossierId, transfert.id)}>refuser</a>
        </>
      )}
      {!demande && peut.transferer && monServiceId === transfert.deServiceId && (
        <a href={chemins.annulerTransfert(transfert.dossierId, transfert.id)}>
          Annuler la proposition
        </a>
      )}
    </Alerte>
  )
}

/** No choice is made beforehand: who accepts says it each time. */
export const ChoixDesConvocations = ({ state }: { state: FormState }) => (
  <ChampCases
    state={state}
    name="convocations"
    label="Que deviennent les convocations à venir ?"
    hint="Celles du service qui suivait la personne jusqu’ici. Celles d’une juridiction ne changent pas."
    options={Object.entries(devenirs).map(([value, label]) => ({ value, label }))}
    required
  />
)
