import { afficherJourCourt } from '../platform/date.ts'
import {
  Alerte,
  adresseDeListe,
  Carte,
  Faits,
  Instant,
  LienBouton,
  ListeEnTableau,
  Pastille,
  Texte,
  Titre,
} from '../platform/interface/index.ts'
import { decouper, type Tranche } from '../platform/liste.ts'
import { phrase } from '../platform/phrase.ts'
import { quiDemande } from './dessaisissement.panels.tsx'
import { chemins } from './dessaisissement.paths.ts'
import { devenirs, issueDe, issues, type Peut, peutDecliner } from './dessaisissement.rules.ts'
import { chemins as dossiers } from './dossier.paths.ts'
import type { Transfert } from './transfert.store.ts'

const Issue = ({ transfert }: { transfert: Transfert }) => {
  const { label, genre } = issues[issueDe(transfert)]
  return <Pastille genre={genre}>{label}</Pastille>
}
const estDemande = (transfert: Transfert) => transfert.sens === 'demande'
const titreDe = (transfert: Transfert) =>
  estDemande(transfert) ? 'Demande de dessaisissement' : 'Transfert proposé'
/** Who has the person now, said in one sentence. */
function quiSuit({ etat, deNom, versNom }: Transfert): string {
  if (etat === 'accepte') return `${versNom} suit la personne depuis cette réponse.`
  return etat === 'propose'
    ? `${deNom} garde le dossier jusqu’à la réponse.`
    : `${deNom} a gardé le dossier.`
}

type UnTransfertProps = { transfert: Transfert; tropTard?: boolean; peut?: Peut }
/**
 * What became of a transfer or of a request, for the two services; `tropTard` when somebody came to
 * answer it too late.
 */
export const UnTransfert = ({ transfert, tropTard = false, peut }: UnTransfertProps) => (
  <div class="fil-pile">
    <Titre
      actions={
        <>
          {peut && estDemande(transfert) && peutDecliner(transfert, peut) && (
            <LienBouton href={chemins.decliner(transfert.personneId, transfert.transfertId)}>
              Décliner : nous ne la voulons pas
            </LienBouton>
          )}
          {transfert.visible && (
            <LienBouton href={dossiers.dossier(transfert.personneId)}>Ouvrir le dossier</LienBouton>
          )}
          <LienBouton href={chemins.liste} variante="tertiaire">
            Tous les transferts
          </LienBouton>
        </>
      }
    >
      {titreDe(transfert)}
    </Titre>
    {tropTard && (
      <Alerte genre="attention">
        {transfert.etat === 'propose'
          ? 'Ce n’est pas à vous d’y répondre'
          : 'Il n’attend plus de réponse'}{' '}
        : {issues[issueDe(transfert)].dit}
        {transfert.reponduParNom && ` par ${transfert.reponduParNom}`}
        {transfert.reponduA && (
          <>
            {' '}
            le <Instant a={transfert.reponduA} />
          </>
        )}
        . Rien n’est enregistré.
      </Alerte>
    )}
    <Faits
      faits={[
        [
          'Personne',
          `${transfert.nomComplet}, naissance : ${afficherJourCourt(transfert.naissanceLe)}`,
        ],
        ['De', transfert.deNom],
        ['À', transfert.versNom],
        ...(estDemande(transfert)
          ? [['Demandé par', quiDemande(transfert)] satisfies [string, string]]
          : []),
        [
          estDemande(transfert) ? 'Demandé le' : 'Proposé le',
          <>
            <Instant a={transfert.proposeA} />, par {transfert.proposeParNom}
          </>,
        ],
        ['Suite', <Issue transfert={transfert} />],
        ...(transfert.reponduA
          ? [
              [
                transfert.etat === 'annule' ? 'Retiré le' : 'Répondu le',
                <>
                  <Instant a={transfert.reponduA} />
                  {transfert.reponduParNom && `, par ${transfert.reponduParNom}`}
                </>,
              ] satisfies [string, preact.ComponentChildren],
            ]
          : []),
        ...(transfert.convocations
          ? [['Convocations à venir', devenirs[transfert.convocations]] satisfies [string, string]]
          : []),
      ]}
    />
    <Carte titre={estDemande(transfert) ? 'Pourquoi il est demandé' : 'Pourquoi il est proposé'}>
      <Texte>{transfert.motif}</Texte>
    </Carte>
    {transfert.motifRefus && (
      <Carte
        titre={transfert.etat === 'decline' ? 'Pourquoi il est décliné' : 'Pourquoi il est refusé'}
      >
        <Texte>{transfert.motifRefus}</Texte>
      </Carte>
    )}
    <p>
      {quiSuit(transfert)}
      {!transfert.visible && ' Votre service n’a pas accès au dossier.'}
    </p>
  </div>
)

type ListeProps = { transferts: Transfert[]; depuis: string; tranche: Tranche }
/** Transfers and requests that had an answer: each opens its page, which says why. */
export const TransfertsPasses = ({ transferts, depuis, tranche }: ListeProps) => {
  const liste = decouper(
    transferts.filter(transfert => transfert.etat !== 'propose'),
    tranche,
  )
  const titre = `Transferts et demandes qui ont eu une suite depuis le ${depuis}`
  return (
    <>
      <h2>{titre}</h2>
      <ListeEnTableau
        cle="suites"
        liste={liste}
        nom={['transfert', 'transferts']}
        ligne={transfert => transfert.transfertId}
        url={adresseDeListe(chemins.liste, liste)}
        legende={titre}
        colonnes={[
          {
            label: 'Personne',
            rendu: transfert =>
              transfert.visible ? (
                <a href={dossiers.dossier(transfert.personneId)}>{transfert.nomComplet}</a>
              ) : (
                transfert.nomComplet
              ),
            entete: true,
          },
          { label: 'De', rendu: transfert => transfert.deNom },
          { label: 'À', rendu: transfert => transfert.versNom },
          {
            label: 'Ouvert par',
            rendu: transfert =>
              estDemande(transfert)
                ? `Demande de ${quiDemande(transfert)}`
                : `Proposition de ${transfert.proposeParNom}`,
          },
          {
            label: 'Suite',
            rendu: transfert => (
              <>
                <Issue transfert={transfert} />{' '}
                {transfert.reponduA && <Instant a={transfert.reponduA} />}
                {transfert.motifRefus && <div>{transfert.motifRefus}</div>}
                <div>
                  <a
                    href={chemins.transfert(transfert.personneId, transfert.transfertId)}
                    aria-label={`Voir la réponse pour ${transfert.nomComplet}`}
                  >
                    Voir la réponse
                  </a>
                </div>
              </>
            ),
          },
        ]}
        vide={`Aucun transfert et aucune demande n’ont eu de suite depuis le ${depuis}.`}
      />
    </>
  )
}

/** What this service proposed and that waits. */
export const PropositionsEnAttente = ({
  transferts,
  monServiceId,
}: {
  transferts: Transfert[]
  monServiceId: string | null
}) => {
  const lignes = transferts.filter(
    transfert =>
      transfert.etat === 'propose' &&
      !estDemande(transfert) &&
      transfert.deServiceId === monServiceId,
  )
  return lignes.length === 0 ? null : (
    <Carte titre="Vos propositions en attente">
      <ul class="fil-liste">
        {lignes.map(ligne => (
          <li>
            <a href={chemins.transfert(ligne.personneId, ligne.transfertId)}>{ligne.nomComplet}</a>,
            proposé à {ligne.versNom} le <Instant a={ligne.proposeA} /> par {ligne.proposeParNom} :{' '}
            {phrase(ligne.motif)}
            <div class="fil-actions">
              <a href={dossiers.annulerTransfert(ligne.personneId, ligne.transfertId)}>
                Annuler la proposition
              </a>
            </div>
          </li>
        ))}
      </ul>
    </Carte>
  )
}
