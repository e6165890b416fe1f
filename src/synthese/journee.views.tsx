import type { ComponentChildren } from 'preact'
import { chemins as accompagnement } from '../accompagnement/accompagnement.paths.ts'
import { chemins as agenda } from '../agenda/convocation.paths.ts'
import { etats, genreDEtat, libelleDeType } from '../agenda/index.ts'
import { chemins as dossiers } from '../dossiers/dossier.paths.ts'
import type { Trouve } from '../dossiers/index.ts'
import { chemins as magistrats } from '../magistrats/magistrats.paths.ts'
import { detenteurs, naturesDeSaisine, PastilleRapport, type rapportsEnAttente } from '../magistrats/index.ts'
import { libelleDeNature } from '../mesures/index.ts'
import { adresse, Bouton, Carte, EtatVide, type Genre, Heure, Instant, LeJour, LienBouton, Pagination, Pastille, Tableau, Titre } from '../platform/interface/index.ts'
import type * as store from './journee.store.ts'
import { chemins } from './synthese.paths.ts'

type De<F extends (...args: never[]) => unknown> = Awaited<ReturnType<F>>
export type Journee = {
  aujourdhui: string
  convocations: De<typeof store.convocationsDuJour>
  inconnus: De<typeof store.statutsInconnus>
  attendus: De<typeof store.rapportsAttendus>
  aValider: De<typeof rapportsEnAttente>
  transferts: De<typeof store.transfertsAAccepter>
  aAffecter: De<typeof store.aAffecter>
  attentes: De<typeof store.attentesDeSaisine>
  sansContact: De<typeof store.sansContact>
  brouillons: De<typeof store.mesBrouillons>
  tous: boolean
  peut: { creer: boolean; accueil: boolean; ecrire: boolean }
}
const saisine = (n: string) => naturesDeSaisine[n as keyof typeof naturesDeSaisine] ?? n

function Rubrique<T>({ titre, lignes, rendu, vide, genre }: { titre: string; lignes: T[]; rendu: (l: T) => ComponentChildren; vide?: string; genre?: Genre }) {
  if (lignes.length === 0 && !vide) return null
  return (
    <Carte titre={titre}>
      {lignes.length === 0 ? <p class="fil-discret">{vide}</p> : <p><Pastille genre={genre ?? 'neutre'}>{lignes.length >= 30 ? '30 ou plus' : lignes.length}</Pastille></p>}
      <ul class="fil-liste">{lignes.map(l => <li>{rendu(l)}</li>)}</ul>
    </Carte>
  )
}

/** What today asks for, the most pressing first; a heading with nothing under it is not shown. */
export const MaJournee = (j: Journee) => (
  <div class="fil-pile">
    <Titre
      actions={
        <>
          {j.peut.creer && <LienBouton href={dossiers.nouveau} variante="primaire">Ouvrir un dossier</LienBouton>}
          {j.peut.accueil && <LienBouton href={agenda.liste}>Liste du jour</LienBouton>}
        </>
      }
    >
      Ma journée du <LeJour le={j.aujourdhui} long />
    </Titre>
    <div class="fil-deux-tiers">
      <div class="fil-pile">
        <ConvocationsDuJour j={j} />
        <Rubrique titre="Rapports attendus" genre="attention" lignes={j.attendus} rendu={s => (
          <>
            <a href={magistrats.saisine(s.dossierId, s.saisineId)}>{saisine(s.nature)}</a>, {s.nomComplet}, pour le <LeJour le={s.echeanceLe} /> {s.echeanceLe < j.aujourdhui && <Pastille genre="alerte">En retard</Pastille>}
          </>
        )} vide="Aucun rapport n’est attendu dans les deux semaines." />
        <Rubrique titre="Rapports à valider" genre="attention" lignes={j.aValider} rendu={r => <><a href={magistrats.rapport(r.dossierId, r.rapportId)}>{r.titre}</a>, {r.nomComplet}, par {r.redacteurNom}</>} />
        <Rubrique titre="Transferts à accepter" genre="attention" lignes={j.transferts} rendu={t => (
          <>
            <a href={dossiers.dossier(t.dossierId)}>{t.nomComplet}</a>, proposé par {t.deNom} le <Instant a={t.proposeA} /> : {t.motif}
            <div class="fil-actions">
              <a href={dossiers.accepterTransfert(t.dossierId, t.transfertId)}>Accepter</a>
              <a href={dossiers.refuserTransfert(t.dossierId, t.transfertId)}>Refuser</a>
            </div>
          </>
        )} />
      </div>
      <div class="fil-pile">
        <Rubrique titre="À affecter" genre="attention" lignes={j.aAffecter} rendu={d => <><a href={dossiers.affecter(d.dossierId)}>{d.nomComplet}</a>, depuis le <Instant a={d.debutA} /></>} />
        <Rubrique titre="Convocations au statut inconnu" genre="attention" lignes={j.inconnus} rendu={c => <><a href={agenda.convocation(c.dossierId, c.convocationId)}>{c.nomComplet}</a>, le <LeJour le={c.le} /> à <Heure heure={c.heure} /></>} />
        <Rubrique titre="En attente de saisine" lignes={j.attentes} rendu={a => <><a href={dossiers.dossier(a.dossierId)}>{a.nomComplet}</a>, depuis le <LeJour le={a.depuisLe} /> : {a.manque}</>} />
        <Rubrique titre="Sans contact depuis deux mois" lignes={j.sansContact} rendu={d => <><a href={dossiers.dossier(d.dossierId)}>{d.nomComplet}</a>{d.dernierLe ? <>, dernier entretien le <LeJour le={d.dernierLe} /></> : ', aucun entretien noté'}</>} />
        <Rubrique titre="Brouillons" lignes={j.brouillons} rendu={b => <><a href={b.url}>{b.titre}</a>, <Instant a={b.enregistreA} /></>} />
      </div>
    </div>
  </div>
)

const ConvocationsDuJour = ({ j }: { j: Journee }) => (
  <Carte titre="Convocations d’aujourd’hui">
    {j.convocations.length === 0 ? (
      <p class="fil-discret">Personne n’est convoqué aujourd’hui.</p>
    ) : (
      <Tableau
        legende="Convocations d’aujourd’hui"
        legendeInvisible
        colonnes={[
          { label: 'Heure', rendu: c => <Heure heure={c.heure} />, entete: true },
          { label: 'Personne', rendu: c => <a href={dossiers.dossier(c.dossierId)}>{c.nomComplet}</a> },
          { label: 'Type', rendu: c => <a href={agenda.convocation(c.dossierId, c.convocationId)}>{libelleDeType(c.type)}</a> },
          ...(j.tous ? [{ label: 'Avec', rendu: (c: Journee['convocations'][number]) => c.agentNom }] : []),
          { label: 'État', rendu: c => (c.arriveeA ? <Pastille genre="ok">Arrivée</Pastille> : <Pastille genre={genreDEtat(c.etat) as Genre}>{etats[c.etat as keyof typeof etats]}</Pastille>) },
          { label: 'Entretien', rendu: c => (j.peut.ecrire ? <a href={`${accompagnement.noter(c.dossierId)}?convocationId=${c.convocationId}`} aria-label={`Noter l’entretien avec ${c.nomComplet}`}>Noter</a> : '') },
        ]}
        lignes={j.convocations}
      />
    )}
  </Carte>
)

type JourneeJuridiction = { rapports: De<typeof rapportsEnAttente>; demandes: De<typeof store.demandesDeLaJuridiction>; aujourdhui: string; lit: boolean }
/** A juridiction's day: what has arrived, and what is awaited with who has it in hand. */
export const JourneeDeJuridiction = ({ rapports, demandes, aujourdhui, lit }: JourneeJuridiction) => (
  <div class="fil-pile">
    <h1>Ma journée du <LeJour le={aujourdhui} long /></h1>
    {lit && (
      <Carte titre="Rapports reçus">
        {rapports.length === 0 ? (
          <p class="fil-discret">Aucun rapport n’attend votre lecture.</p>
        ) : (
          <ul class="fil-liste">
            {rapports.map(r => (
              <li>
                {r.etat === 'transmis' && <Pastille genre="alerte">Nouveau</Pastille>} <a href={magistrats.rapport(r.dossierId, r.rapportId)}>{r.titre}</a>, {r.nomComplet} <PastilleRapport etat={r.etat} />
              </li>
            ))}
          </ul>
        )}
      </Carte>
    )}
    {demandes.length === 0 ? (
      <EtatVide>Aucune demande en cours.</EtatVide>
    ) : (
      <Tableau
        legende="Demandes en cours"
        colonnes={[
          { label: 'Personne', rendu: d => <a href={dossiers.dossier(d.dossierId)}>{d.nomComplet}</a>, entete: true },
          { label: 'Demande', rendu: d => <a href={magistrats.saisine(d.dossierId, d.saisineId)}>{saisine(d.nature)}</a> },
          { label: 'Échéance', rendu: d => <><LeJour le={d.echeanceLe} /> {d.echeanceLe < aujourdhui && <Pastille genre="alerte">Passée</Pastille>}</> },
          { label: 'En main', rendu: d => detenteurs[d.detenteur as keyof typeof detenteurs] ?? '' },
        ]}
        lignes={demandes}
      />
    )}
  </div>
)

type MesDossiersProps = De<typeof store.mesDossiers> & { filtre: store.Filtre; qui: string; duService: boolean; peutService: boolean }
export const MesDossiers = ({ lignes, suivante, filtre, qui, duService, peutService }: MesDossiersProps) => {
  const url = adresse(chemins.mesDossiers, { tri: filtre.tri, sens: filtre.sens, etat: filtre.etat, nom: filtre.nom, qui })
  return (
    <div class="fil-pile">
      <Titre actions={<LienBouton href={dossiers.nouveau} variante="primaire">Ouvrir un dossier</LienBouton>}>{duService ? 'Dossiers du service' : 'Mes dossiers'}</Titre>
      <form class="fil-actions" method="get" action={chemins.mesDossiers} aria-label="Filtrer la liste">
        <label for="nom">Nom</label>
        <input class="ds-input" size={16} id="nom" name="nom" value={filtre.nom} />
        <label for="etat">État</label>
        <select class="ds-input" data-width="auto" id="etat" name="etat">
          {[['', 'Ouverts'], ['attente', 'En attente de saisine'], ['clos', 'Clos']].map(([v, l]) => <option value={v} selected={v === filtre.etat}>{l}</option>)}
        </select>
        {peutService && (
          <>
            <label for="qui">Qui</label>
            <select class="ds-input" data-width="auto" id="qui" name="qui">
              <option value="moi" selected={!duService}>Les miens</option>
              <option value="service" selected={duService}>Tout le service</option>
            </select>
          </>
        )}
        <Bouton variante="secondaire">Filtrer</Bouton>
      </form>
      {lignes.length === 0 ? (
        <EtatVide>Aucun dossier ne correspond. Changez le filtre, ou ouvrez un dossier.</EtatVide>
      ) : (
        <Tableau
          legende={duService ? 'Dossiers du service' : 'Mes dossiers'}
          legendeInvisible
          tri={{ cle: filtre.tri, sens: filtre.sens }}
          url={url}
          colonnes={[
            { label: 'Personne', tri: 'nom', entete: true, rendu: d => <a href={chemins.dossier(d.dossierId)}>{d.nomComplet}</a> },
            { label: 'Mesure', rendu: d => (d.nature ? libelleDeNature(d.nature, '9999-12-31') : <Pastille genre="attention">Aucune</Pastille>) },
            { label: 'Fin', tri: 'fin', rendu: d => <LeJour le={d.finLe} /> },
            { label: 'Dernier entretien', tri: 'contact', rendu: d => <LeJour le={d.contactLe} /> },
            { label: 'Prochaine convocation', rendu: d => <LeJour le={d.prochaineLe} /> },
            ...(duService ? [{ label: 'Référent', rendu: (d: (typeof lignes)[number]) => d.referentNom ?? 'à affecter' }] : []),
            { label: 'Suivi depuis', tri: 'depuis', rendu: d => <LeJour le={d.debutA.slice(0, 10)} /> },
          ]}
          lignes={lignes}
        />
      )}
      <Pagination page={filtre.page} suivante={suivante} url={url} />
    </div>
  )
}

export const Recherche = ({ q, trouves }: { q: string; trouves: Trouve[] }) => (
  <div class="fil-pile">
    <h1>Recherche : {q}</h1>
    {trouves.length === 0 ? (
      <EtatVide>
        <p>Personne ne ressemble à « {q} » dans votre périmètre. Essayez un nom, même mal orthographié, un numéro de dossier ou une date de naissance (24/11/1990).</p>
        <p>Si la personne vient d’arriver, <a href={dossiers.nouveau}>ouvrez un dossier</a> : les dossiers du reste du pays seront comparés.</p>
      </EtatVide>
    ) : (
      <Tableau
        legende={`Les plus ressemblants d’abord, dans votre périmètre seulement (${trouves.length}${trouves.length === 50 ? ' ou plus' : ''})`}
        colonnes={[
          { label: 'Personne', rendu: t => <a href={chemins.dossier(t.dossierId)}>{t.nomComplet}</a>, entete: true },
          { label: 'Naissance', rendu: t => <LeJour le={t.naissanceLe} /> },
          { label: 'Numéro', rendu: t => t.numero },
          { label: 'N° APPI', rendu: t => t.numeroAppi ?? '' },
          { label: 'État', rendu: t => (t.closA ? <Pastille>Clos</Pastille> : <Pastille genre="ok">Ouvert</Pastille>) },
        ]}
        lignes={trouves}
      />
    )}
  </div>
)
