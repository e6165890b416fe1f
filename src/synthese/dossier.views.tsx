import { chemins as accompagnement } from '../accompagnement/accompagnement.paths.ts'
import { LePlan, type Plan } from '../accompagnement/index.ts'
import { chemins as agenda } from '../agenda/convocation.paths.ts'
import { PanneauRemise, type RemisesLues } from '../bex/index.ts'
import { chemins as dossiers } from '../dossiers/dossier.paths.ts'
import {
  Bandeau,
  Coordonnees,
  type Identite,
  type PropositionLue,
  type transfertEnCours,
} from '../dossiers/index.ts'
import { chemins as echeances } from '../echeances/echeance.paths.ts'
import { EcheancesEnListe, type echeancesDuDossier } from '../echeances/index.ts'
import type { Lecteur } from '../magistrats/index.ts'
import type { Jour } from '../platform/date.ts'
import { Carte, Chronologie, EtatVide, LienBouton, Titre } from '../platform/interface/index.ts'
import { decouper, lesPremiers } from '../platform/liste.ts'
import { Avertissements } from './avertissement.views.tsx'
import { moment } from './chronologie.views.tsx'
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
export const PageDossier = (page: PageDossierProps) => {
  const { identite, peut } = page
  const id = identite.dossierId
  return (
    <div class="fil-pile">
      <Titre actions={<Gestes {...page} />}>{identite.nomComplet}</Titre>
      <Bandeau identite={identite} />
      <OngletsDuDossier id={id} actif="Situation" peut={peut} />
      <Avertissements {...page} />
      <div class="fil-deux-tiers">
        <div class="fil-pile">
          {peut.accompagner && <CartePlan {...page} />}
          <Carte
            titre="Situation"
            lien={peut.corriger ? { href: dossiers.personne(id), label: 'Corriger' } : undefined}
          >
            <Coordonnees identite={identite} />
          </Carte>
          <CarteRemises {...page} />
        </div>
        <div class="fil-pile">
          <CarteSuivi {...page} />
          <CarteEcheances {...page} />
          <CarteEvenements {...page} />
        </div>
      </div>
      <Carte titre="Le fil">
        <LeFil fil={page.fil} aujourdhui={page.aujourdhui} />
      </Carte>
    </div>
  )
}

const Gestes = ({ identite: { dossierId: id }, peut }: PageDossierProps) => (
  <>
    {peut.convoquer && (
      <LienBouton href={agenda.convoquer(id)} variante="primaire">
        Convoquer
      </LienBouton>
    )}
    {peut.noter && <LienBouton href={accompagnement.noter(id)}>Noter un entretien</LienBouton>}
    {peut.corriger && <LienBouton href={dossiers.personne(id)}>Corriger la fiche</LienBouton>}
  </>
)

const CartePlan = ({ identite: { dossierId: id }, plan, peut }: PageDossierProps) => (
  <Carte
    titre="Plan d’accompagnement"
    lien={{
      href: accompagnement.plan(id),
      label: plan || !peut.noter ? 'Ouvrir' : 'Écrire',
    }}
  >
    {plan ? (
      <LePlan plan={plan} dossierId={id} ecrire={false} />
    ) : (
      <EtatVide>Le plan n’est pas encore écrit.</EtatVide>
    )}
  </Carte>
)

const CarteRemises = ({ remises, monTribunalId }: PageDossierProps) =>
  remises &&
  remises.debout.length + remises.histoire.length > 0 && (
    <Carte titre="Remis à l’audience">
      <PanneauRemise remises={remises} monTribunalId={monTribunalId} />
    </Carte>
  )

/** Who follows the person, and what changes it. */
const CarteSuivi = ({ identite, peut, transfert, monServiceId }: PageDossierProps) => {
  const id = identite.dossierId
  return (
    <Carte titre="Suivi">
      <p>
        {identite.serviceNom}
        {identite.antenneNom && `, ${identite.antenneNom}`}
        <br />
        Référent : <strong>{identite.referentNom ?? 'à affecter'}</strong>{' '}
        {identite.referentTelephone && `(${identite.referentTelephone})`}
      </p>
      <ul class="fil-liste">
        {peut.affecter && (
          <li>
            <a href={dossiers.affecter(id)}>
              {identite.referentNom ? 'Changer de référent' : 'Affecter'}
            </a>
          </li>
        )}
        {peut.transferer && !transfert && (
          <li>
            <a href={dossiers.transferer(id)}>Proposer le transfert</a>
          </li>
        )}
        {peut.clore && (
          <li>
            <a href={identite.closA ? dossiers.rouvrir(id) : dossiers.cloturer(id)}>
              {identite.closA ? 'Rouvrir le dossier' : 'Clore le dossier'}
            </a>
          </li>
        )}
        {peut.accompagner && identite.serviceId === monServiceId && (
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
  )
}

const CarteEcheances = ({ identite, ...page }: PageDossierProps) => {
  const tout = echeances.dossier(identite.dossierId)
  return (
    page.peut.echeances &&
    page.echeances.length > 0 && (
      <Carte titre="Prochaines échéances" lien={{ href: tout, label: 'Tout voir' }}>
        <EcheancesEnListe
          liste={decouper(page.echeances, lesPremiers(5))}
          tout={tout}
          lecteur={page.lecteur}
          aujourdhui={page.aujourdhui}
        />
      </Carte>
    )
  )
}

const CarteEvenements = ({ identite: { dossierId: id }, evenements }: PageDossierProps) => (
  <Carte titre="Derniers événements" lien={{ href: chemins.chronologie(id), label: 'Tout voir' }}>
    {evenements.length === 0 ? (
      <p class="fil-discret">Rien n’est encore enregistré.</p>
    ) : (
      <Chronologie moments={evenements.slice(0, 6).map(evenement => moment(id, evenement))} />
    )}
  </Carte>
)
