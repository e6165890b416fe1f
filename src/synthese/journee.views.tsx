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
import { Carte, Heure, Instant, LeJour, Lien, LienBouton, Titre } from '../platform/interface/index.ts'
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
  aujourdhui: string
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
export const MaJournee = (j: Journee) => (
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
      Ma journée du <LeJour le={j.aujourdhui} long />
    </Titre>
    <Departs liste={j.partis} aujourdhui={j.aujourdhui} titre="Agents partis, ou qui partent sous quatorze jours : dossiers à passer" />
    <CartePourMoi liste={j.pourMoi} aujourdhui={j.aujourdhui} />
    <div class="fil-deux-tiers">
      <DuJour j={j} />
      <DuSuivi j={j} />
    </div>
    <ToutesLesListes />
  </div>
)

/** Reports that a measure calls for by itself, at its end, are deadlines, shown just below. */
const AUCUNE_DEMANDE =
  'Aucune juridiction n’attend de rapport dans les deux semaines. Ceux qu’une mesure appelle à son terme sont parmi les échéances.'
/** What is due. */
const DuJour = ({ j }: { j: Journee }) => (
  <div class="fil-pile">
    <ConvocationsDuJour liste={j.convocations} tous={j.tous} ecrire={j.peut.ecrire} />
    <Rubrique
      titre="Rapports demandés par les juridictions, en retard ou dans les deux semaines"
      proche
      cle="attendus"
      liste={j.attendus}
      nom={['rapport', 'rapports']}
      ligne={s => s.saisineId}
      tout={`${magistrats.demandes}?detenteur=spip&qui=${j.tous ? 'service' : 'moi'}`}
      rendu={s => (
        <>
          <Lien href={magistrats.saisine(s.dossierId, s.saisineId)}>{saisine(s.nature)}</Lien>, {s.nomComplet}, pour le{' '}
          <LeJour le={s.echeanceLe} /> <PastilleDeDelai demande={s} aujourdhui={j.aujourdhui} lecteur={j.lecteur} />
        </>
      )}
      {...(j.peut.demandes ? { vide: AUCUNE_DEMANDE } : {})}
    />
    {j.peut.echeances && <EcheancesProches j={j} />}
    <Rubrique
      titre="Rapports à valider"
      cle="a-valider"
      liste={j.aValider}
      nom={['rapport', 'rapports']}
      ligne={r => r.rapportId}
      tout={magistrats.rapports}
      rendu={r => (
        <>
          <a href={magistrats.rapport(r.dossierId, r.rapportId)}>{r.titre}</a>, {r.nomComplet}, par {r.redacteurNom}
          <PourLe le={r.echeanceLe} aujourdhui={j.aujourdhui} />
        </>
      )}
    />
    <DemandesARepondre demandes={j.aRepondre.filter(t => t.sens === 'demande')} le={j.aujourdhui as Jour} peut={j.peut.repondre} />
    <Rubrique
      titre="Transferts à accepter"
      cle="transferts"
      liste={decouper(
        j.aRepondre.filter(t => t.sens === 'proposition'),
        lesPremiers(LIGNES),
      )}
      nom={['transfert', 'transferts']}
      ligne={t => t.transfertId}
      tout={dessaisissements.liste}
      rendu={t => (
        <>
          <a href={dossiers.dossier(t.dossierId)}>{t.nomComplet}</a>, proposé par {t.deNom} le <Instant a={t.proposeA} /> : {t.motif}
          <div class="fil-actions">
            <a href={dossiers.accepterTransfert(t.dossierId, t.transfertId)}>Accepter</a>
            <a href={dossiers.refuserTransfert(t.dossierId, t.transfertId)}>Refuser</a>
          </div>
        </>
      )}
    />
  </div>
)

/** What waits, and what may have been forgotten. */
const DuSuivi = ({ j }: { j: Journee }) => (
  <div class="fil-pile">
    <Rubrique
      titre="À affecter"
      cle="a-affecter"
      liste={j.aAffecter}
      nom={['dossier', 'dossiers']}
      ligne={d => d.dossierId}
      tout={synthese.aConfier}
      rendu={d => (
        <>
          <a href={dossiers.affecter(d.dossierId)}>{d.nomComplet}</a>, depuis le <Instant a={d.debutA} />
        </>
      )}
    />
    <AgendaATraiter j={j} />
    <Rubrique
      titre="Convocations au statut inconnu"
      cle="inconnus"
      liste={j.inconnus}
      nom={['convocation', 'convocations']}
      ligne={c => c.convocationId}
      tout={`${decision.sansSuite}?qui=${j.tous ? 'service' : 'moi'}`}
      rendu={c => (
        <>
          <a href={agenda.convocation(c.dossierId, c.convocationId)}>{c.nomComplet}</a>, le <LeJour le={c.le} /> à <Heure heure={c.heure} />
        </>
      )}
    />
    <Rubrique
      titre="En attente de saisine"
      cle="attentes"
      liste={j.attentes}
      nom={['attente', 'attentes']}
      ligne={a => a.attenteId}
      tout={`${synthese.mesDossiers}?qui=${j.tous ? 'service' : 'moi'}&etat=attente`}
      rendu={a => (
        <>
          <a href={dossiers.dossier(a.dossierId)}>{a.nomComplet}</a>, depuis le <LeJour le={a.depuisLe} /> : {a.manque}
        </>
      )}
    />
    <Rubrique
      titre="Sans contact depuis deux mois"
      cle="sans-contact"
      liste={j.sansContact}
      nom={['dossier', 'dossiers']}
      ligne={d => d.dossierId}
      tout={`${synthese.mesDossiers}?qui=${j.tous ? 'service' : 'moi'}&etat=sans_contact&tri=contact`}
      rendu={d => (
        <>
          <a href={dossiers.dossier(d.dossierId)}>{d.nomComplet}</a>
          {d.dernierLe ? (
            <>
              , dernier entretien le <LeJour le={d.dernierLe} />
            </>
          ) : (
            ', aucun entretien noté'
          )}
        </>
      )}
    />
    <MesBrouillons liste={j.brouillons} />
  </div>
)

/** What the agenda of the service waits for, in numbers that lead there. */
const AgendaATraiter = ({ j }: { j: Journee }) => {
  const lignes = [
    { si: j.peut.convoquer, n: j.agenda.aDecider, href: decision.liste, un: 'convocation à décider', des: 'convocations à décider' },
    { si: j.peut.messages, n: j.agenda.nonPartis, href: messages.liste, un: 'message non parti', des: 'messages non partis' },
    { si: j.peut.ecrireMessages, n: j.agenda.lettres, href: messages.aImprimer, un: 'lettre à imprimer', des: 'lettres à imprimer' },
  ].filter(l => l.si && l.n > 0)
  return lignes.length === 0 ? null : (
    <Carte titre="Agenda du service" lien={{ href: synthese.agenda, label: 'Ouvrir' }}>
      <ul class="fil-liste">
        {lignes.map(l => (
          <li>
            <a href={l.href}>
              {l.n} {l.n > 1 ? l.des : l.un}
            </a>
          </li>
        ))}
      </ul>
    </Carte>
  )
}

/** Late deadlines, then the nearest. */
const EcheancesProches = ({ j }: { j: Journee }) => (
  <Carte
    titre="Échéances, en retard ou dans les deux semaines"
    lien={{ href: `${echeances.service}?qui=${j.tous ? 'service' : 'moi'}`, label: 'Tout voir' }}
  >
    <EcheancesEnListe
      liste={j.echeances}
      tout={`${echeances.service}?qui=${j.tous ? 'service' : 'moi'}`}
      vide="Aucune échéance dans les deux semaines."
      aujourdhui={j.aujourdhui as Jour}
      lecteur={j.lecteur}
    />
  </Carte>
)
