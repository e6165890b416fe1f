import type { ComponentChildren } from 'preact'
import { chemins as accompagnement } from '../accompagnement/accompagnement.paths.ts'
import { chemins as accueil } from '../agenda/accueil.paths.ts'
import { chemins as agenda } from '../agenda/convocation.paths.ts'
import { chemins as decision } from '../agenda/decision.paths.ts'
import { etats, genreDEtat } from '../agenda/index.ts'
import { chemins as dossiers } from '../dossiers/dossier.paths.ts'
import { type aRepondre, DemandesARepondre } from '../dossiers/index.ts'
import { chemins as echeances } from '../echeances/echeance.paths.ts'
import { EcheancesEnListe, type echeancesOuvertes } from '../echeances/index.ts'
import { naturesDeSaisine, type rapportsEnAttente } from '../magistrats/index.ts'
import { chemins as magistrats } from '../magistrats/magistrats.paths.ts'
import { chemins as messages } from '../messages/message.paths.ts'
import type { Jour } from '../platform/date.ts'
import { Carte, type Genre, Heure, Instant, LeJour, LienBouton, Pastille, Tableau, Titre } from '../platform/interface/index.ts'
import type { Liste } from '../platform/liste.ts'
import type { ATraiter } from './agenda.store.ts'
import type * as store from './journee.store.ts'
import type { Ligne } from './pour-moi.store.ts'
import { CartePourMoi } from './pour-moi.views.tsx'
import { chemins as synthese } from './synthese.paths.ts'

type De<F extends (...args: never[]) => unknown> = Awaited<ReturnType<F>>

/** As many deadlines as one reads at a glance, the nearest; the rest is one click away. */
export const ECHEANCES_DU_JOUR = 12

export type Journee = {
  aujourdhui: string
  pourMoi: Liste<Ligne>
  convocations: De<typeof store.convocationsDuJour>
  inconnus: De<typeof store.statutsInconnus>
  attendus: De<typeof store.rapportsAttendus>
  aValider: De<typeof rapportsEnAttente>
  aAffecter: De<typeof store.aAffecter>
  echeances: De<typeof echeancesOuvertes>
  attentes: De<typeof store.attentesDeSaisine>
  sansContact: De<typeof store.sansContact>
  brouillons: De<typeof store.mesBrouillons>
  aRepondre: De<typeof aRepondre>
  agenda: ATraiter
  tous: boolean
  peut: {
    creer: boolean
    accueil: boolean
    ecrire: boolean
    echeances: boolean
    repondre: boolean
    convoquer: boolean
    messages: boolean
    ecrireMessages: boolean
  }
}

const saisine = (n: string) => naturesDeSaisine[n as keyof typeof naturesDeSaisine] ?? n

function Rubrique<T>({
  titre,
  lignes,
  rendu,
  vide,
  genre,
}: {
  titre: string
  lignes: T[]
  rendu: (l: T) => ComponentChildren
  vide?: string
  genre?: Genre
}) {
  if (lignes.length === 0 && !vide) return null
  return (
    <Carte titre={titre}>
      {lignes.length === 0 ? (
        <p class="fil-discret">{vide}</p>
      ) : (
        <p>
          <Pastille genre={genre ?? 'neutre'}>{lignes.length >= 30 ? '30 ou plus' : lignes.length}</Pastille>
        </p>
      )}
      <ul class="fil-liste">
        {lignes.map(l => (
          <li>{rendu(l)}</li>
        ))}
      </ul>
    </Carte>
  )
}

/** What today asks for, the most pressing first; a heading with nothing under it is not shown. */
export const MaJournee = (j: Journee) => (
  <div class="fil-pile">
    <Titre
      actions={
        <>
          {j.peut.creer && (
            <LienBouton href={dossiers.nouveau} variante="primaire">
              Ouvrir un dossier
            </LienBouton>
          )}
          {j.peut.accueil && <LienBouton href={accueil.liste}>Liste du jour</LienBouton>}
        </>
      }
    >
      Ma journée du <LeJour le={j.aujourdhui} long />
    </Titre>
    <CartePourMoi liste={j.pourMoi} aujourdhui={j.aujourdhui} />
    <div class="fil-deux-tiers">
      <div class="fil-pile">
        <ConvocationsDuJour j={j} />
        <Rubrique
          titre="Rapports attendus"
          genre="attention"
          lignes={j.attendus}
          rendu={s => (
            <>
              <a href={magistrats.saisine(s.dossierId, s.saisineId)}>{saisine(s.nature)}</a>, {s.nomComplet}, pour le{' '}
              <LeJour le={s.echeanceLe} /> {s.echeanceLe < j.aujourdhui && <Pastille genre="alerte">En retard</Pastille>}
            </>
          )}
          vide="Aucun rapport n’est attendu dans les deux semaines."
        />
        {j.peut.echeances && <EcheancesProches j={j} />}
        <Rubrique
          titre="Rapports à valider"
          genre="attention"
          lignes={j.aValider}
          rendu={r => (
            <>
              <a href={magistrats.rapport(r.dossierId, r.rapportId)}>{r.titre}</a>, {r.nomComplet}, par {r.redacteurNom}
            </>
          )}
        />
        <DemandesARepondre demandes={j.aRepondre.filter(t => t.sens === 'demande')} le={j.aujourdhui as Jour} peut={j.peut.repondre} />
        <Rubrique
          titre="Transferts à accepter"
          genre="attention"
          lignes={j.aRepondre.filter(t => t.sens === 'proposition')}
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
      <div class="fil-pile">
        <Rubrique
          titre="À affecter"
          genre="attention"
          lignes={j.aAffecter}
          rendu={d => (
            <>
              <a href={dossiers.affecter(d.dossierId)}>{d.nomComplet}</a>, depuis le <Instant a={d.debutA} />
            </>
          )}
        />
        <AgendaATraiter j={j} />
        <Rubrique
          titre="Convocations au statut inconnu"
          genre="attention"
          lignes={j.inconnus}
          rendu={c => (
            <>
              <a href={agenda.convocation(c.dossierId, c.convocationId)}>{c.nomComplet}</a>, le <LeJour le={c.le} /> à{' '}
              <Heure heure={c.heure} />
            </>
          )}
        />
        <Rubrique
          titre="En attente de saisine"
          lignes={j.attentes}
          rendu={a => (
            <>
              <a href={dossiers.dossier(a.dossierId)}>{a.nomComplet}</a>, depuis le <LeJour le={a.depuisLe} /> : {a.manque}
            </>
          )}
        />
        <Rubrique
          titre="Sans contact depuis deux mois"
          lignes={j.sansContact}
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
        <Rubrique
          titre="Brouillons"
          lignes={j.brouillons}
          rendu={b => (
            <>
              <a href={b.url}>{b.titre}</a>, <Instant a={b.enregistreA} />
            </>
          )}
        />
      </div>
    </div>
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

/** The nearest deadlines, late ones among them; the older ones are one click away. */
const EcheancesProches = ({ j }: { j: Journee }) => (
  <Carte titre="Échéances" lien={{ href: echeances.service, label: 'Toutes' }}>
    {j.echeances.length === 0 ? (
      <p class="fil-discret">Aucune échéance dans les deux semaines.</p>
    ) : (
      <>
        {j.echeances.length > ECHEANCES_DU_JOUR && (
          <p>
            <a href={echeances.service}>D’autres échéances, plus anciennes, sont encore ouvertes.</a>
          </p>
        )}
        <EcheancesEnListe lignes={j.echeances.slice(0, ECHEANCES_DU_JOUR).reverse()} aujourdhui={j.aujourdhui as Jour} />
      </>
    )}
  </Carte>
)

const ConvocationsDuJour = ({ j }: { j: Journee }) => (
  <Carte titre="Convocations d’aujourd’hui" lien={j.peut.accueil ? { href: accueil.liste, label: 'Toute la liste' } : undefined}>
    {j.convocations.length === 0 ? (
      <p class="fil-discret">Personne n’est convoqué aujourd’hui.</p>
    ) : (
      <Tableau
        legende="Convocations d’aujourd’hui"
        legendeInvisible
        colonnes={[
          { label: 'Heure', rendu: c => <Heure heure={c.heure} />, entete: true },
          { label: 'Personne', rendu: c => <a href={dossiers.dossier(c.dossierId)}>{c.nomComplet}</a> },
          { label: 'Type', rendu: c => <a href={agenda.convocation(c.dossierId, c.convocationId)}>{c.typeLibelle}</a> },
          ...(j.tous ? [{ label: 'Avec', rendu: (c: Journee['convocations'][number]) => c.agentNom }] : []),
          {
            label: 'État',
            rendu: c =>
              c.arriveeA ? (
                <Pastille genre="ok">Arrivée</Pastille>
              ) : (
                <Pastille genre={genreDEtat(c.etat) as Genre}>{etats[c.etat as keyof typeof etats]}</Pastille>
              ),
          },
          {
            label: 'Entretien',
            rendu: c =>
              j.peut.ecrire ? (
                <a
                  href={`${accompagnement.noter(c.dossierId)}?convocationId=${c.convocationId}`}
                  aria-label={`Noter l’entretien avec ${c.nomComplet}`}
                >
                  Noter
                </a>
              ) : (
                ''
              ),
          },
        ]}
        lignes={j.convocations}
      />
    )}
  </Carte>
)
