import { afficherJourCourt } from '../platform/date.ts'
import {
  Actions,
  Alerte,
  Bloc,
  Bouton,
  ChampCases,
  ChampChoix,
  ChampLong,
  ChampTexte,
  EtatVide,
  type FormState,
  Formulaire,
  Geste,
  LienBouton,
  Rangee,
  ResumeErreurs,
} from '../platform/interface/index.ts'
import { chemins } from './dessaisissement.paths.ts'
import { chemins as dossiers } from './dossier.paths.ts'
import { HOMONYMES_MONTRES } from './dossier.rules.ts'
import { SeraDit } from './nouvelle.panels.tsx'
import type { Homonyme } from './rapprochement.store.ts'

type Choix = { value: string; label: string }[]

const Recherche = ({ state }: { state: FormState }) => (
  <Bloc legende="1. La personne">
    <Rangee>
      <ChampTexte state={state} name="nom" label="Nom de naissance" required />
      <ChampTexte state={state} name="prenoms" label="Prénoms" required />
      <ChampTexte state={state} name="naissanceLe" label="Date de naissance" type="date" required />
    </Rangee>
    <Actions>
      <Geste geste="chercher">Chercher dans tout le pays</Geste>
    </Actions>
  </Bloc>
)

type DemanderProps = {
  state: FormState
  trouvees: Homonyme[] | null
  incomplete: boolean
  services: Choix | null
  monServiceId: string | null
}
/** One person found by the national look-up, which shows identity and service only; then why. */
export const Demander = ({
  state,
  trouvees,
  incomplete,
  services,
  monServiceId,
}: DemanderProps) => {
  const ailleurs =
    trouvees?.filter(homonyme => homonyme.serviceId && homonyme.serviceId !== monServiceId) ?? []
  const chezNous = trouvees?.filter(homonyme => homonyme.serviceId === monServiceId) ?? []
  return (
    <Formulaire large>
      <h1>Demander un dessaisissement</h1>
      <p>
        Le service qui suit la personne répond. Jusque-là il garde le dossier, et vous n’en voyez
        que l’identité et le service. Cette recherche est inscrite au journal de chaque personne
        affichée.
      </p>
      <ResumeErreurs state={state} />
      <Recherche state={state} />
      {incomplete && (
        <Alerte genre="attention">
          Indiquez le nom, les prénoms et la date de naissance pour chercher.
        </Alerte>
      )}
      {chezNous.map(homonyme => (
        <Alerte>
          Votre service suit déjà {homonyme.nom} {homonyme.prenoms}.{' '}
          <a href={dossiers.dossier(homonyme.dossierId)}>Ouvrir le dossier {homonyme.numero}</a>
        </Alerte>
      ))}
      {trouvees && ailleurs.length === 0 && chezNous.length === 0 && (
        <EtatVide
          titre="Personne ne correspond"
          action={<LienBouton href={dossiers.nouveau}>Ouvrir un dossier</LienBouton>}
        >
          Vérifiez l’orthographe et la date. Si la personne n’est suivie nulle part, ouvrez son
          dossier.
        </EtatVide>
      )}
      {(trouvees?.length ?? 0) >= HOMONYMES_MONTRES && (
        <Alerte>
          Ce sont les {HOMONYMES_MONTRES} personnes les plus proches : il peut y en avoir d’autres.
          Écrivez tous les prénoms.
        </Alerte>
      )}
      {ailleurs.length > 0 && (
        <Bloc legende="2. La demande">
          <ChampCases
            state={state}
            name="personneId"
            label="Qui demandez-vous ?"
            options={ailleurs.map(ailleur => ({
              value: ailleur.dossierId,
              label: `${ailleur.nom} ${ailleur.nomUsage ? `(${ailleur.nomUsage}) ` : ''}${ailleur.prenoms}, naissance : ${afficherJourCourt(ailleur.naissanceLe)}`,
              hint: `${ailleur.numero}, dossier suivi par ${ailleur.serviceNom}`,
            }))}
            required
          />
          {services && (
            <ChampChoix
              state={state}
              name="versServiceId"
              label="Service compétent, qui suivra la personne"
              options={services}
              required
            />
          )}
          <ChampLong
            state={state}
            name="motif"
            label="Pourquoi"
            hint="Le service qui suit la personne lira ce motif : nouvelle adresse, nouvelle décision…"
            rows={3}
            maxlength={1000}
            required
          />
          <SeraDit effet="dessaisissement_demande" />
          {services && <SeraDit effet="demande_pour_nous" />}
          <Actions>
            <Bouton>Envoyer la demande</Bouton>
            <LienBouton href={chemins.liste} variante="tertiaire">
              Annuler
            </LienBouton>
          </Actions>
        </Bloc>
      )}
    </Formulaire>
  )
}
