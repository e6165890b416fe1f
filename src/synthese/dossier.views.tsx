import { chemins as accompagnement } from '../accompagnement/accompagnement.paths.ts'
import { LePlan, libelleDeForme, type Plan } from '../accompagnement/index.ts'
import { chemins as agenda } from '../agenda/convocation.paths.ts'
import { etats, genreDEtat } from '../agenda/index.ts'
import { PanneauRemise, type RemisesLues } from '../bex/index.ts'
import { chemins as dossiers } from '../dossiers/dossier.paths.ts'
import {
  AvisDeTransfert,
  Bandeau,
  Coordonnees,
  estDetenue,
  horsDuDepartement,
  type Identite,
  libelleDeCloture,
  type PropositionLue,
  PropositionsDAudience,
  type transfertEnCours,
} from '../dossiers/index.ts'
import { chemins as echeances } from '../echeances/echeance.paths.ts'
import { EcheancesEnListe, type echeancesDuDossier } from '../echeances/index.ts'
import type { Lecteur } from '../magistrats/index.ts'
import { etapesDites, naturesDeSaisine } from '../magistrats/index.ts'
import { chemins as magistrats } from '../magistrats/magistrats.paths.ts'
import { libelleDActe, libelleDeNature, partieEnMots, prolonge } from '../mesures/index.ts'
import { chemins as mesures } from '../mesures/mesure.paths.ts'
import { afficherJourCourt, type Jour } from '../platform/date.ts'
import {
  Alerte,
  adresseDeListe,
  CadreDeListe,
  Carte,
  Chronologie,
  EtatVide,
  type Genre,
  LeJour,
  LienBouton,
  type Moment,
  Titre,
} from '../platform/interface/index.ts'
import { decouper, type Liste, lesPremiers } from '../platform/liste.ts'
import type { Evenement } from './dossier.store.ts'
import type { Fil } from './fil.rules.ts'
import { LeFil } from './fil.views.tsx'
import { OngletsDuDossier, type Peut } from './onglets.views.tsx'
import { chemins } from './synthese.paths.ts'

export type PageDossierProps = {
  identite: Identite
  plan: Plan | undefined
  fil: Fil
  evenements: Evenement[]
  echeances: Awaited<ReturnType<typeof echeancesDuDossier>>
  lecteur: Lecteur
  propositions: PropositionLue[]
  attentes: { attenteId: string; depuisLe: Jour; manque: string }[]
  manquent: number
  transfert: Awaited<ReturnType<typeof transfertEnCours>>
  aujourdhui: Jour
  peut: Peut
  monServiceId: string | null
  remises: RemisesLues | null
  monTribunalId: string | null
}

/** The dossier: the plan and the person's situation first (C1.2), then the fil. */
export const PageDossier = (p: PageDossierProps) => {
  const { identite: i, peut } = p
  const id = i.dossierId
  return (
    <div class="fil-pile">
      <Titre
        actions={
          <>
            {peut.convoquer && (
              <LienBouton href={agenda.convoquer(id)} variante="primaire">
                Convoquer
              </LienBouton>
            )}
            {peut.noter && (
              <LienBouton href={accompagnement.noter(id)}>Noter un entretien</LienBouton>
            )}
            {peut.corriger && (
              <LienBouton href={dossiers.personne(id)}>Corriger la fiche</LienBouton>
            )}
          </>
        }
      >
        {i.nomComplet}
      </Titre>
      <Bandeau identite={i} />
      <OngletsDuDossier id={id} actif="Situation" peut={peut} />
      <Avertissements {...p} />
      <div class="fil-deux-tiers">
        <div class="fil-pile">
          {peut.accompagner && (
            <Carte
              titre="Plan d’accompagnement"
              lien={{
                href: accompagnement.plan(id),
                label: p.plan || !peut.noter ? 'Ouvrir' : 'Écrire',
              }}
            >
              {p.plan ? (
                <LePlan plan={p.plan} dossierId={id} ecrire={false} />
              ) : (
                <EtatVide>Le plan n’est pas encore écrit.</EtatVide>
              )}
            </Carte>
          )}
          <Carte
            titre="Situation"
            lien={peut.corriger ? { href: dossiers.personne(id), label: 'Corriger' } : undefined}
          >
            <Coordonnees identite={i} />
          </Carte>
          {p.remises && p.remises.debout.length + p.remises.histoire.length > 0 && (
            <Carte titre="Remis à l’audience">
              <PanneauRemise remises={p.remises} monTribunalId={p.monTribunalId} />
            </Carte>
          )}
        </div>
        <div class="fil-pile">
          <Carte titre="Suivi">
            <p>
              {i.serviceNom}
              {i.antenneNom && `, ${i.antenneNom}`}
              <br />
              Référent : <strong>{i.referentNom ?? 'à affecter'}</strong>{' '}
              {i.referentTelephone && `(${i.referentTelephone})`}
            </p>
            <ul class="fil-liste">
              {peut.affecter && (
                <li>
                  <a href={dossiers.affecter(id)}>
                    {i.referentNom ? 'Changer de référent' : 'Affecter'}
                  </a>
                </li>
              )}
              {peut.transferer && !p.transfert && (
                <li>
                  <a href={dossiers.transferer(id)}>Proposer le transfert</a>
                </li>
              )}
              {peut.clore && (
                <li>
                  <a href={i.closA ? dossiers.rouvrir(id) : dossiers.cloturer(id)}>
                    {i.closA ? 'Rouvrir le dossier' : 'Clore le dossier'}
                  </a>
                </li>
              )}
              {peut.accompagner && i.serviceId === p.monServiceId && (
                <li>
                  <a href={dossiers.quiVoit(id)}>Qui voit ce dossier</a>
                </li>
              )}
              {peut.fusionner && (
                <li>
                  <a href={dossiers.fusionner(id)}>Fusionner un doublon</a>
                </li>
              )}
            </ul>
          </Carte>
          {peut.echeances && p.echeances.length > 0 && (
            <Carte
              titre="Prochaines échéances"
              lien={{ href: echeances.dossier(id), label: 'Tout voir' }}
            >
              <EcheancesEnListe
                liste={decouper(p.echeances, lesPremiers(5))}
                tout={echeances.dossier(p.identite.dossierId)}
                lecteur={p.lecteur}
                aujourdhui={p.aujourdhui}
              />
            </Carte>
          )}
          <Carte
            titre="Derniers événements"
            lien={{ href: chemins.chronologie(id), label: 'Tout voir' }}
          >
            {p.evenements.length === 0 ? (
              <p class="fil-discret">Rien n’est encore enregistré.</p>
            ) : (
              <Chronologie moments={p.evenements.slice(0, 6).map(e => moment(id, e))} />
            )}
          </Carte>
        </div>
      </div>
      <Carte titre="Le fil">
        <LeFil fil={p.fil} aujourdhui={p.aujourdhui} />
      </Carte>
    </div>
  )
}

const Avertissements = ({
  identite: i,
  attentes,
  propositions,
  manquent,
  transfert,
  peut,
  monServiceId,
  evenements,
}: PageDossierProps) => (
  <>
    {i.closA && (
      <AvisDeCloture
        cloture={evenements.find(e => e.genre === 'cloture')}
        rouvrir={peut.clore ? dossiers.rouvrir(i.dossierId) : null}
      />
    )}
    {attentes.map(attente => (
      <Alerte genre="attention">
        En attente de saisine depuis le <LeJour le={attente.depuisLe} /> : {attente.manque}
      </Alerte>
    ))}
    {monServiceId === i.serviceId &&
      !i.closA &&
      !estDetenue(i) &&
      horsDuDepartement(i.codePostal, i.serviceDepartement) && (
        <Alerte genre="attention">
          La personne habite hors du département du service (
          {[i.codePostal, i.commune].filter(Boolean).join(' ')}) : le suivi peut relever d’un autre
          service.{' '}
          {peut.transferer && !transfert && (
            <a href={dossiers.transferer(i.dossierId)}>Un transfert peut être proposé</a>
          )}
          {!peut.transferer && 'La direction peut proposer un transfert.'}
        </Alerte>
      )}
    <PropositionsDAudience identite={i} propositions={propositions} decide={peut.corriger} />
    {manquent > 0 && (
      <Alerte>
        {manquent === 1 ? 'Une pièce manque' : `${manquent} pièces manquent`}.{' '}
        <a href={mesures.mesures(i.dossierId)}>Voir la liste</a>
      </Alerte>
    )}
    {transfert && <AvisDeTransfert transfert={transfert} monServiceId={monServiceId} peut={peut} />}
  </>
)

/** First thing to know of a closed dossier: since when, why, and what opens it again. */
const AvisDeCloture = ({
  cloture,
  rouvrir,
}: {
  cloture: Evenement | undefined
  rouvrir: string | null
}) => (
  <Alerte>
    Ce dossier est clos
    {cloture && (
      <>
        {' '}
        depuis le <LeJour le={cloture.le} /> ({libelleDeCloture(cloture.libelle).toLowerCase()})
      </>
    )}
    {' : il se lit, et ne reçoit plus rien. '}
    {rouvrir && <a href={rouvrir}>Rouvrir le dossier</a>}
  </Alerte>
)

/** Where each event is told in full. */
function hrefDe(id: string, e: Evenement): string | null {
  if (e.genre === 'entretien') return accompagnement.entretien(id, e.id)
  if (e.genre === 'convocation') return agenda.convocation(id, e.id)
  if (e.genre === 'rapport') return magistrats.rapport(id, e.id)
  if (e.genre === 'saisine') return magistrats.saisine(id, e.id)
  return e.genre === 'mesure' ? mesures.mesures(id) : dossiers.historique(id)
}
const natureDe = (e: Evenement) => libelleDeNature(e.libelle, (e.detail ?? e.le) as Jour)
/**
 * Of an act, what its title does not say: its measure, the term or the time that its decision
 * names; of an end, which it is.
 */
function suiteDe(e: Evenement): string | null {
  const { etat, libelle: nature, acte, termeLe } = e
  if (!acte) return null
  const duree = partieEnMots(e)
  const dit = [
    etat === 'fin' ? libelleDActe(nature, { acte }) : natureDe(e),
    termeLe &&
      etat !== 'fin' &&
      prolonge(nature, { acte }) &&
      `Nouveau terme : ${afficherJourCourt(termeLe)}`,
    duree && `Durée à exécuter : ${duree}`,
  ]
  return dit.filter(Boolean).join('. ')
}
export function libelleDe(e: Evenement): string {
  if (e.genre === 'mesure' && e.etat === 'acte' && e.acte)
    return libelleDActe(e.libelle, { acte: e.acte })
  if (e.genre === 'mesure') return `${e.etat === 'fin' ? 'Fin : ' : ''}${natureDe(e)}`
  if (e.genre === 'entretien') return `Entretien, ${libelleDeForme(e.libelle).toLowerCase()}`
  if (e.genre === 'prise_en_charge') return `Suivi : ${e.libelle}`
  if (e.genre === 'cloture')
    return e.etat === 'clos' ? `Dossier clos : ${libelleDeCloture(e.libelle)}` : 'Dossier rouvert'
  if (e.genre === 'saisine')
    return `Demande : ${naturesDeSaisine[e.libelle as keyof typeof naturesDeSaisine] ?? e.libelle}`
  return e.libelle
}
export function moment(id: string, e: Evenement): Moment {
  const base = {
    le: e.le,
    heure: e.heure,
    titre: libelleDe(e),
    href: hrefDe(id, e),
    contenu: e.genre === 'mesure' ? suiteDe(e) : e.detail,
  }
  if (e.genre === 'convocation')
    return {
      ...base,
      pastille: etats[e.etat as keyof typeof etats],
      genre: genreDEtat(e.etat) as Genre,
    }
  if (e.genre === 'rapport')
    return { ...base, pastille: etapesDites[e.etat] ?? e.etat, genre: 'info' }
  return base
}
const points: Partial<Record<string, Fil['points'][number]['genre']>> = {
  entretien: 'entretien',
  convocation: 'convocation',
  rapport: 'rapport',
  saisine: 'jalon',
  cloture: 'jalon',
}
export const pointDe = (id: string, e: Evenement): Fil['points'][number][] => {
  const genre = points[e.genre]
  return genre
    ? [
        {
          le: e.le,
          genre,
          etat: e.etat,
          libelle: `${libelleDe(e)}${e.genre === 'convocation' ? ` (${etats[e.etat as keyof typeof etats] ?? ''})` : ''}`,
          href: hrefDe(id, e),
        },
      ]
    : []
}

/** A deadline that is still open, on the fil: what comes, beside what happened. */
export const pointDEcheance = (
  e: { dossierId: string; le: Jour },
  libelle: string,
): Fil['points'][number] => ({
  le: e.le,
  genre: 'jalon',
  etat: 'echeance',
  libelle: `Échéance : ${libelle}`,
  href: echeances.dossier(e.dossierId),
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
      ligne={e => `${e.genre} ${e.etat} ${e.id}`}
      vide="Rien n’est encore enregistré."
      url={adresseDeListe(chemins.chronologie(identite.dossierId), liste)}
    >
      <Chronologie
        moments={liste.lignes.map(e => ({
          ...moment(identite.dossierId, e),
          cle: `${e.genre} ${e.etat} ${e.id}`,
        }))}
      />
    </CadreDeListe>
  </div>
)
