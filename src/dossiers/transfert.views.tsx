import { afficherJourCourt, type Jour } from '../platform/date.ts'
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
import type { Transfert } from './dessaisissement.store.ts'
import { chemins as dossiers } from './dossier.paths.ts'

const Issue = ({ transfert }: { transfert: Transfert }) => {
  const { label, genre } = issues[issueDe(transfert)]
  return <Pastille genre={genre}>{label}</Pastille>
}
const estDemande = (t: Transfert) => t.sens === 'demande'
const titreDe = (t: Transfert) => (estDemande(t) ? 'Demande de dessaisissement' : 'Transfert proposé')
/** Who has the person now, said in one sentence. */
function quiSuit({ etat, deNom, versNom }: Transfert): string {
  if (etat === 'accepte') return `${versNom} suit la personne depuis cette réponse.`
  return etat === 'propose' ? `${deNom} garde le dossier jusqu’à la réponse.` : `${deNom} a gardé le dossier.`
}

type UnTransfertProps = { transfert: Transfert; tropTard?: boolean; peut?: Peut }
/** What became of a transfer or of a request, for the two services; `tropTard` when somebody came to answer it too late. */
export const UnTransfert = ({ transfert: t, tropTard = false, peut }: UnTransfertProps) => (
  <div class="fil-pile">
    <Titre
      actions={
        <>
          {peut && estDemande(t) && peutDecliner(t, peut) && (
            <LienBouton href={chemins.decliner(t.personneId, t.transfertId)}>Décliner : nous ne la voulons pas</LienBouton>
          )}
          {t.visible && <LienBouton href={dossiers.dossier(t.personneId)}>Ouvrir le dossier</LienBouton>}
          <LienBouton href={chemins.liste} variante="tertiaire">
            Tous les transferts
          </LienBouton>
        </>
      }
    >
      {titreDe(t)}
    </Titre>
    {tropTard && (
      <Alerte genre="attention">
        {t.etat === 'propose' ? 'Ce n’est pas à vous d’y répondre' : 'Il n’attend plus de réponse'} : {issues[issueDe(t)].dit}
        {t.reponduParNom && ` par ${t.reponduParNom}`}
        {t.reponduA && (
          <>
            {' '}
            le <Instant a={t.reponduA} />
          </>
        )}
        . Rien n’est enregistré.
      </Alerte>
    )}
    <Faits
      faits={[
        ['Personne', `${t.nomComplet}, naissance : ${afficherJourCourt(t.naissanceLe as Jour)}`],
        ['De', t.deNom],
        ['À', t.versNom],
        ...(estDemande(t) ? [['Demandé par', quiDemande(t)] as [string, string]] : []),
        [
          estDemande(t) ? 'Demandé le' : 'Proposé le',
          <>
            <Instant a={t.proposeA} />, par {t.proposeParNom}
          </>,
        ],
        ['Suite', <Issue transfert={t} />],
        ...(t.reponduA
          ? [
              [
                t.etat === 'annule' ? 'Retiré le' : 'Répondu le',
                <>
                  <Instant a={t.reponduA} />
                  {t.reponduParNom && `, par ${t.reponduParNom}`}
                </>,
              ] as [string, preact.ComponentChildren],
            ]
          : []),
        ...(t.convocations ? [['Convocations à venir', devenirs[t.convocations]] as [string, string]] : []),
      ]}
    />
    <Carte titre={estDemande(t) ? 'Pourquoi il est demandé' : 'Pourquoi il est proposé'}>
      <Texte>{t.motif}</Texte>
    </Carte>
    {t.motifRefus && (
      <Carte titre={t.etat === 'decline' ? 'Pourquoi il est décliné' : 'Pourquoi il est refusé'}>
        <Texte>{t.motifRefus}</Texte>
      </Carte>
    )}
    <p>
      {quiSuit(t)}
      {!t.visible && ' Votre service n’a pas accès au dossier.'}
    </p>
  </div>
)

type ListeProps = { transferts: Transfert[]; depuisLe: string; tranche: Tranche }
/** Transfers and requests that had an answer: each opens its page, which says why. */
export const TransfertsPasses = ({ transferts, depuisLe, tranche }: ListeProps) => {
  const liste = decouper(
    transferts.filter(t => t.etat !== 'propose'),
    tranche,
  )
  const titre = `Transferts et demandes qui ont eu une suite depuis le ${depuisLe}`
  return (
    <>
      <h2>{titre}</h2>
      <ListeEnTableau
        cle="suites"
        liste={liste}
        nom={['transfert', 'transferts']}
        ligne={t => t.transfertId}
        url={adresseDeListe(chemins.liste, liste)}
        legende={titre}
        colonnes={[
          {
            label: 'Personne',
            rendu: t => (t.visible ? <a href={dossiers.dossier(t.personneId)}>{t.nomComplet}</a> : t.nomComplet),
            entete: true,
          },
          { label: 'De', rendu: t => t.deNom },
          { label: 'À', rendu: t => t.versNom },
          {
            label: 'Ouvert par',
            rendu: t => (estDemande(t) ? `Demande de ${quiDemande(t)}` : `Proposition de ${t.proposeParNom}`),
          },
          {
            label: 'Suite',
            rendu: t => (
              <>
                <Issue transfert={t} /> {t.reponduA && <Instant a={t.reponduA} />}
                {t.motifRefus && <div>{t.motifRefus}</div>}
                <div>
                  <a href={chemins.transfert(t.personneId, t.transfertId)} aria-label={`Voir la réponse pour ${t.nomComplet}`}>
                    Voir la réponse
                  </a>
                </div>
              </>
            ),
          },
        ]}
        vide={`Aucun transfert et aucune demande n’ont eu de suite depuis le ${depuisLe}.`}
      />
    </>
  )
}

/** What this service proposed and that waits. */
export const PropositionsEnAttente = ({ transferts, monServiceId }: { transferts: Transfert[]; monServiceId: string | null }) => {
  const lignes = transferts.filter(t => t.etat === 'propose' && !estDemande(t) && t.deServiceId === monServiceId)
  return lignes.length === 0 ? null : (
    <Carte titre="Vos propositions en attente">
      <ul class="fil-liste">
        {lignes.map(t => (
          <li>
            <a href={chemins.transfert(t.personneId, t.transfertId)}>{t.nomComplet}</a>, proposé à {t.versNom} le <Instant a={t.proposeA} />{' '}
            par {t.proposeParNom} : {phrase(t.motif)}
            <div class="fil-actions">
              <a href={dossiers.annulerTransfert(t.personneId, t.transfertId)}>Annuler la proposition</a>
            </div>
          </li>
        ))}
      </ul>
    </Carte>
  )
}
