import { afficherJourCourt, type Jour } from '../platform/date.ts'
import {
  Actions,
  Bouton,
  Carte,
  ChampLong,
  EtatVide,
  Faits,
  type FormState,
  Formulaire,
  LeJour,
  LienBouton,
  Pastille,
  ResumeErreurs,
  Titre,
} from '../platform/interface/index.ts'
import type { Tranche } from '../platform/liste.ts'
import { phrase } from '../platform/phrase.ts'
import { ListeARepondre, quiDemande } from './dessaisissement.panels.tsx'
import { chemins } from './dessaisissement.paths.ts'
import {
  type Peut,
  peutDecliner,
  peutEtreDeclinee,
  peutRetirer,
  situationDe,
  situations,
} from './dessaisissement.rules.ts'
import type { ARepondre, Demande } from './dessaisissement.store.ts'
import { SeraDit } from './nouvelle.panels.tsx'
import type { Transfert } from './transfert.store.ts'
import { PropositionsEnAttente, TransfertsPasses } from './transfert.views.tsx'

const Situation = ({ demande, le }: { demande: Demande; le: Jour }) => {
  const { label, genre } = situations[situationDe(demande, le)]
  return <Pastille genre={genre}>{label}</Pastille>
}
/** What silence will mean, in the words of the rule that the request keeps. */
const CeQueVautLeSilence = ({ demande }: { demande: Demande }) => (
  <span class="fil-discret">
    {demande.silenceVaut === 'acceptation'
      ? 'Passé ce jour, le silence vaut acceptation'
      : 'Le silence n’y vaut rien par lui-même'}
    {demande.regleDu ? (
      <>
        {' '}
        (règle de {demande.deNom} du <LeJour le={demande.regleDu} />)
      </>
    ) : (
      ` (${demande.deNom} n’a pas écrit de règle)`
    )}
  </span>
)

/** Where a request that waits stands, and what to do: wait, call, or note the silence. */
const EnAttente = ({ demande, le, peut }: { demande: Demande; le: Jour; peut: Peut }) => {
  const situation = situationDe(demande, le)
  return (
    <>
      <Situation demande={demande} le={le} />{' '}
      {situation === 'attend' ? (
        <>
          au plus tard le <LeJour le={demande.repondreAvantLe} />.{' '}
        </>
      ) : (
        <>
          depuis le <LeJour le={demande.repondreAvantLe} /> : appelez {demande.deNom}
          {demande.deTelephone && ` au ${demande.deTelephone}`}.{' '}
        </>
      )}
      <CeQueVautLeSilence demande={demande} />
      <div class="fil-actions">
        {situation === 'silence' && peut.repondre && demande.versServiceId === peut.serviceId && (
          <a href={chemins.constater(demande.personneId, demande.transfertId)}>
            Constater le silence
          </a>
        )}
        {peutRetirer(demande, peut) && (
          <a href={chemins.annuler(demande.personneId, demande.transfertId)}>
            Abandonner la demande
          </a>
        )}
        {peutDecliner(demande, peut) && (
          <a href={chemins.decliner(demande.personneId, demande.transfertId)}>
            Décliner : nous ne la voulons pas
          </a>
        )}
      </div>
    </>
  )
}

const Attendent = ({ demandes, le, peut }: { demandes: Demande[]; le: Jour; peut: Peut }) => (
  <ul class="fil-liste">
    {demandes.map(demande => (
      <li>
        <strong>{demande.nomComplet}</strong>, naissance : <LeJour le={demande.naissanceLe} />,
        dossier suivi par {demande.deNom} ; demande du <LeJour le={demande.demandeeLe} /> par{' '}
        {quiDemande(demande)} : {phrase(demande.motif)}
        <div>
          <EnAttente demande={demande} le={le} peut={peut} />
        </div>
      </li>
    ))}
  </ul>
)

type ListeProps = {
  demandes: Demande[]
  transferts: Transfert[]
  aRepondre: ARepondre[] | null
  le: Jour
  peut: Peut
  depuis: string
  tranche: Tranche
}
/** What this service asked or proposed, what it must answer, and what was answered since a year. */
export const Dessaisissements = ({
  demandes,
  transferts,
  aRepondre,
  le,
  peut,
  depuis,
  tranche,
}: ListeProps) => {
  const attendent = demandes.filter(demande => demande.etat === 'propose' && !demande.sollicite)
  const deNous = attendent.filter(demande => !peutEtreDeclinee(demande, peut))
  const pourNous = attendent.filter(demande => peutEtreDeclinee(demande, peut))
  return (
    <div class="fil-pile">
      <Titre
        actions={
          <>
            <LienBouton href={chemins.demander} variante="primaire">
              Demander un dessaisissement
            </LienBouton>
            {peut.repondre && <LienBouton href={chemins.regle}>Règle de silence</LienBouton>}
          </>
        }
      >
        Dessaisissements
      </Titre>
      {aRepondre && (
        <Carte titre="À répondre">
          <ListeARepondre
            lignes={aRepondre}
            le={le}
            peut={peut.repondre}
            vide="Aucun service n’attend de réponse du vôtre."
          />
        </Carte>
      )}
      <Carte titre="Vos demandes en attente">
        {deNous.length === 0 ? (
          <EtatVide>Aucune demande n’attend de réponse.</EtatVide>
        ) : (
          <Attendent demandes={deNous} le={le} peut={peut} />
        )}
      </Carte>
      {pourNous.length > 0 && (
        <Carte titre="Demandées pour votre service par une juridiction">
          <Attendent demandes={pourNous} le={le} peut={peut} />
        </Carte>
      )}
      <PropositionsEnAttente transferts={transferts} monServiceId={peut.serviceId} />
      <TransfertsPasses transferts={transferts} depuis={depuis} tranche={tranche} />
    </div>
  )
}

/** Whom a request is about, and what it says. */
export const RappelDeLaDemande = ({ demande }: { demande: Demande }) => (
  <Faits
    faits={[
      ['Personne', `${demande.nomComplet}, naissance : ${afficherJourCourt(demande.naissanceLe)}`],
      ['Suivie par', demande.deNom],
      ['Demandée par', quiDemande(demande)],
      ['Pourquoi', demande.motif],
      ['Demandée le', <LeJour le={demande.demandeeLe} />],
      ['Réponse attendue au plus tard le', <LeJour le={demande.repondreAvantLe} />],
    ]}
  />
)
export const AbandonnerDemande = ({ state, demande }: { state: FormState; demande: Demande }) => (
  <Formulaire>
    <h1>Abandonner la demande</h1>
    <ResumeErreurs state={state} />
    <RappelDeLaDemande demande={demande} />
    <p>{demande.deNom} garde le dossier. Vous pourrez demander de nouveau.</p>
    {demande.demandeurNom && <SeraDit effet="demande_retiree" />}
    <Actions>
      <Bouton>Abandonner la demande</Bouton>
      <LienBouton href={chemins.liste} variante="tertiaire">
        Ne rien changer
      </LienBouton>
    </Actions>
  </Formulaire>
)
/**
 * The service that a juridiction named says no: the dossier stays where it is, and the juridiction
 * reads why.
 */
export const DeclinerDemande = ({ state, demande }: { state: FormState; demande: Demande }) => (
  <Formulaire>
    <h1>Décliner la demande</h1>
    <RappelDeLaDemande demande={demande} />
    <p>
      {demande.deNom} garde le dossier, et n’a plus à répondre. La juridiction pourra désigner un
      autre service.
    </p>
    <ResumeErreurs state={state} />
    <ChampLong
      state={state}
      name="motifRefus"
      label="Pourquoi votre service n’en veut pas"
      hint="La juridiction lira ce motif : compétence, adresse, mesure…"
      rows={3}
      maxlength={1000}
      required
    />
    <SeraDit effet="demande_declinee" />
    <Actions>
      <Bouton>Décliner la demande</Bouton>
      <LienBouton href={chemins.liste} variante="tertiaire">
        Ne rien changer
      </LienBouton>
    </Actions>
  </Formulaire>
)
