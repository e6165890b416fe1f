import { chemins as accueil } from '../agenda/accueil.paths.ts'
import { chemins as agenda } from '../agenda/convocation.paths.ts'
import { chemins as decision } from '../agenda/decision.paths.ts'
import { chemins as dessaisissements } from '../dossiers/dessaisissement.paths.ts'
import { chemins as dossiers } from '../dossiers/dossier.paths.ts'
import { type aRepondre, DemandesARepondre } from '../dossiers/index.ts'
import { chemins as echeances } from '../echeances/echeance.paths.ts'
import { EcheancesEnListe, type echeancesOuvertes } from '../echeances/index.ts'
import { type Lecteur, PastilleDeDelai, type rapportsEnAttente } from '../magistrats/index.ts'
import { chemins as magistrats } from '../magistrats/magistrats.paths.ts'
import { chemins as messages } from '../messages/message.paths.ts'
import type { Jour } from '../platform/date.ts'
import {
  Carte,
  Heure,
  Instant,
  LeJour,
  Lien,
  LienBouton,
  Titre,
} from '../platform/interface/index.ts'
import { decouper, type Liste, lesPremiers } from '../platform/liste.ts'
import type { ATraiter } from './agenda.store.ts'
import { ConvocationsDuJour } from './convocations.views.tsx'
import type { departs, dossiersAConfier } from './equipe.store.ts'
import type * as store from './journee.store.ts'
import { LIGNES } from './listes.rules.ts'
import { Departs } from './passation.views.tsx'
import type { Ligne } from './pour-moi.store.ts'
import { CartePourMoi } from './pour-moi.views.tsx'
import { MesBrouillons, PourLe, Rubrique, saisine, ToutesLesListes } from './rubrique.views.tsx'
import { chemins as synthese } from './synthese.paths.ts'

type De<F extends (...args: never[]) => unknown> = Awaited<ReturnType<F>>

export type Journee = {
  aujourdhui: Jour
  lecteur: Lecteur
  pourMoi: Liste<Ligne>
  convocations: De<typeof store.convocationsDuJour>
  inconnus: De<typeof store.statutsInconnus>
  attendus: De<typeof store.rapportsAttendus>
  aValider: De<typeof rapportsEnAttente>
  aAffecter: De<typeof dossiersAConfier>
  echeances: De<typeof echeancesOuvertes>
  attentes: De<typeof store.attentesDeSaisine>
  sansContact: De<typeof store.sansContact>
  brouillons: De<typeof store.mesBrouillons>
  aRepondre: De<typeof aRepondre>
  agenda: ATraiter
  tous: boolean
  partis: De<typeof departs>
  peut: {
    demandes: boolean
    ecrire: boolean
    echeances: boolean
    repondre: boolean
    convoquer: boolean
    messages: boolean
    ecrireMessages: boolean
  }
}

/** What today asks for, the most pressing first; a heading with nothing under it is not shown. */
export const MaJournee = (journee: Journee) => (
  <div class="fil-pile">
    <Titre
      actions={
        <>
          <LienBouton href={dossiers.nouveau} variante="primaire">
            Ouvrir un dossier
          </LienBouton>
          <LienBouton href={accueil.liste}>Liste du jour</LienBouton>
        </>
      }
    >
      Ma journée du <LeJour le={journee.aujourdhui} long />
    </Titre>
    <Departs
      liste={journee.partis}
      aujourdhui={journee.aujourdhui}
      titre="Agents partis, ou qui partent sous quatorze jours : dossiers à passer"
    />
    <CartePourMoi liste={journee.pourMoi} aujourdhui={journee.aujourdhui} />
    <div class="fil-deux-tiers">
      <DuJour j={journee} />
      <DuSuivi j={journee} />
    </div>
    <ToutesLesListes />
  </div>
)

/** Reports that a measure calls for by itself, at its end, are deadlines, shown just below. */
const AUCUNE_DEMANDE =
  'Aucune juridiction n’attend de rapport dans les deux semaines. Ceux qu’une mesure appelle à son terme sont parmi les échéances.'
/** What is due. */
const DuJour = ({ j: journee }: { j: Journee }) => (
  <div class="fil-pile">
    <ConvocationsDuJour
      liste={journee.convocations}
      tous={journee.tous}
      ecrire={journee.peut.ecrire}
    />
    <Rubrique
      titre="Rapports demandés par les juridictions, en retard ou dans les deux semaines"
      proche
      cle="attendus"
      liste={journee.attendus}
      nom={['rapport', 'rapports']}
      ligne={ligne => ligne.saisineId}
      tout={`${magistrats.demandes}?detenteur=spip&qui=${journee.tous ? 'service' : 'moi'}`}
      rendu={ligne => (
        <>
          <Lien href={magistrats.saisine(ligne.dossierId, ligne.saisineId)}>
            {saisine(ligne.nature)}
          </Lien>
          , {ligne.nomComplet}, pour le <LeJour le={ligne.echeanceLe} />{' '}
          <PastilleDeDelai
            demande={ligne}
            aujourdhui={journee.aujourdhui}
            lecteur={journee.lecteur}
          />
        </>
      )}
      {...(journee.peut.demandes ? { vide: AUCUNE_DEMANDE } : {})}
    />
    {journee.peut.echeances && <EcheancesProches j={journee} />}
    <Rubrique
      titre="Rapports à valider"
      cle="a-valider"
      liste={journee.aValider}
      nom={['rapport', 'rapports']}
      ligne={ligne => ligne.rapportId}
      tout={magistrats.rapports}
      rendu={ligne => (
        <>
          <a href={magistrats.rapport(ligne.dossierId, ligne.rapportId)}>{ligne.titre}</a>,{' '}
          {ligne.nomComplet}, par {ligne.redacteurNom}
          <PourLe le={ligne.echeanceLe} aujourdhui={journee.aujourdhui} />
        </>
      )}
    />
    <DemandesARepondre
      demandes={journee.aRepondre.filter(ligne => ligne.sens === 'demande')}
      le={journee.aujourdhui}
      peut={journee.peut.repondre}
    />
    <Rubrique
      titre="Transferts à accepter"
      cle="transferts"
      liste={decouper(
        journee.aRepondre.filter(ligne => ligne.sens === 'proposition'),
        lesPremiers(LIGNES),
      )}
      nom={['transfert', 'transferts']}
      ligne={ligne => ligne.transfertId}
      tout={dessaisissements.liste}
      rendu={ligne => (
        <>
          <a href={dossiers.dossier(ligne.dossierId)}>{ligne.nomComplet}</a>, proposé par{' '}
          {ligne.deNom} le <Instant a={ligne.proposeA} /> : {ligne.motif}
          <div class="fil-actions">
            <a href={dossiers.accepterTransfert(ligne.dossierId, ligne.transfertId)}>Accepter</a>
            <a href={dossiers.refuserTransfert(ligne.dossierId, ligne.transfertId)}>Refuser</a>
          </div>
        </>
      )}
    />
  </div>
)

/** What waits, and what may have been forgotten. */
const DuSuivi = ({ j: journee }: { j: Journee }) => (
  <div class="fil-pile">
    <Rubrique
      titre="À affecter"
      cle="a-affecter"
      liste={journee.aAffecter}
      nom={['dossier', 'dossiers']}
      ligne={ligne => ligne.dossierId}
      tout={synthese.aConfier}
      rendu={ligne => (
        <>
          <a href={dossiers.affecter(ligne.dossierId)}>{ligne.nomComplet}</a>, depuis le{' '}
          <Instant a={ligne.debutA} />
        </>
      )}
    />
    <AgendaATraiter j={journee} />
    <Rubrique
      titre="Convocations au statut inconnu"
      cle="inconnus"
      liste={journee.inconnus}
      nom={['convocation', 'convocations']}
      ligne={ligne => ligne.convocationId}
      tout={`${decision.sansSuite}?qui=${journee.tous ? 'service' : 'moi'}`}
      rendu={ligne => (
        <>
          <a href={agenda.convocation(ligne.dossierId, ligne.convocationId)}>{ligne.nomComplet}</a>,
          le <LeJour le={ligne.le} /> à <Heure heure={ligne.heure} />
        </>
      )}
    />
    <Rubrique
      titre="En attente de saisine"
      cle="attentes"
      liste={journee.attentes}
      nom={['attente', 'attentes']}
      ligne={ligne => ligne.attenteId}
      tout={`${synthese.mesDossiers}?qui=${journee.tous ? 'service' : 'moi'}&etat=attente`}
      rendu={ligne => (
        <>
          <a href={dossiers.dossier(ligne.dossierId)}>{ligne.nomComplet}</a>, depuis le{' '}
          <LeJour le={ligne.depuisLe} /> : {ligne.manque}
        </>
      )}
    />
    <Rubrique
      titre="Sans contact depuis deux mois"
      cle="sans-contact"
      liste={journee.sansContact}
      nom={['dossier', 'dossiers']}
      ligne={ligne => ligne.dossierId}
      tout={`${synthese.mesDossiers}?qui=${journee.tous ? 'service' : 'moi'}&etat=sans_contact&tri=contact`}
      rendu={ligne => (
        <>
          <a href={dossiers.dossier(ligne.dossierId)}>{ligne.nomComplet}</a>
          {ligne.dernierLe ? (
            <>
              , dernier entretien le <LeJour le={ligne.dernierLe} />
            </>
          ) : (
            ', aucun entretien noté'
          )}
        </>
      )}
    />
    <MesBrouillons liste={journee.brouillons} />
  </div>
)

/** What the agenda of the service waits for, in numbers that lead there. */
const AgendaATraiter = ({ j: journee }: { j: Journee }) => {
  const lignes = [
    {
      si: journee.peut.convoquer,
      n: journee.agenda.aDecider,
      href: decision.liste,
      un: 'convocation à décider',
      des: 'convocations à décider',
    },
    {
      si: journee.peut.messages,
      n: journee.agenda.nonPartis,
      href: messages.liste,
      un: 'message non parti',
      des: 'messages non partis',
    },
    {
      si: journee.peut.ecrireMessages,
      n: journee.agenda.lettres,
      href: messages.aImprimer,
      un: 'lettre à imprimer',
      des: 'lettres à imprimer',
    },
  ].filter(ligne => ligne.si && ligne.n > 0)
  return lignes.length === 0 ? null : (
    <Carte titre="Agenda du service" lien={{ href: synthese.agenda, label: 'Ouvrir' }}>
      <ul class="fil-liste">
        {lignes.map(ligne => (
          <li>
            <a href={ligne.href}>
              {ligne.n} {ligne.n > 1 ? ligne.des : ligne.un}
            </a>
          </li>
        ))}
      </ul>
    </Carte>
  )
}

/** Late deadlines, then the nearest. */
const EcheancesProches = ({ j: journee }: { j: Journee }) => (
  <Carte
    titre="Échéances, en retard ou dans les deux semaines"
    lien={{
      href: `${echeances.service}?qui=${journee.tous ? 'service' : 'moi'}`,
      label: 'Tout voir',
    }}
  >
    <EcheancesEnListe
      liste={journee.echeances}
      tout={`${echeances.service}?qui=${journee.tous ? 'service' : 'moi'}`}
      vide="Aucune échéance dans les deux semaines."
      aujourdhui={journee.aujourdhui}
      lecteur={journee.lecteur}
    />
  </Carte>
)
