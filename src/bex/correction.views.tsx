import { SeraDit } from '../dossiers/index.ts'
import { chemins as mesures } from '../mesures/mesure.paths.ts'
import type { Jour } from '../platform/date.ts'
import {
  Actions,
  Alerte,
  Bloc,
  Bouton,
  ChampCache,
  ChampTexte,
  type FormState,
  Formulaire,
  LeJour,
  LienBouton,
  Porte,
  Rangee,
  ResumeErreurs,
  Titre,
  versionDuFormulaire,
} from '../platform/interface/index.ts'
import { chemins } from './bex.paths.ts'
import { libelles } from './correction.rules.ts'
import { ChampsRemis } from './remis.views.tsx'

const Corriger = ({ state, version }: { state: FormState; version: number }) => (
  <>
    <ChampCache name="version" value={versionDuFormulaire(state, version)} />
    <ChampTexte state={state} name="motif" label="Pourquoi cette correction" required />
  </>
)
const motif = { motif: 'Pourquoi' }

type Remise = {
  dossierId: string
  remiseId: string
  audienceLe: Jour
  juridictionNom: string
  version: number
}
type Props = { nom: string; r: Remise; state: FormState; retour: string; refus: string[] }
/** What was said at the hearing, otherwise. */
export const CorrigerRemise = ({ nom, r: remise, state, retour, refus }: Props) => (
  <div class="fil-pile">
    <Titre actions={<LienBouton href={retour}>Retour</LienBouton>}>
      Corriger ce qui a été remis
    </Titre>
    <p>
      {nom} · audience du <LeJour le={remise.audienceLe} />, {remise.juridictionNom}
    </p>
    {refus.length > 0 ? (
      <Alerte genre="attention">{refus.join(' ')}</Alerte>
    ) : (
      <Formulaire large>
        <ResumeErreurs state={state} libelles={{ ...libelles, ...motif }} />
        <p class="fil-discret">
          L’ancienne valeur reste dans l’histoire. L’attente de la saisine et les convocations
          prennent le jour, le numéro et les pièces corrigés. Pour changer le créneau, déplacez la
          convocation.
        </p>
        <ChampsRemis state={state} />
        <Corriger state={state} version={remise.version} />
        <SeraDit effet="remise_corrigee" />
        <Actions>
          <Bouton>Corriger</Bouton>
          <LienBouton
            href={chemins.retirerRemise(remise.dossierId, remise.remiseId)}
            variante="tertiaire"
          >
            Ce n’était pas cette personne
          </LienBouton>
        </Actions>
      </Formulaire>
    )}
  </div>
)

/** What goes with a summons that was handed to somebody else, before it goes. */
type Reste = { mesureId: string; libelle: string; decisionLe: Jour }
export const RetirerRemise = ({
  nom,
  r: remise,
  state,
  retour,
  refus,
  effets,
  restent,
}: Props & { effets: string[]; restent: Reste[] }) => (
  <div class="fil-pile">
    <Titre actions={<LienBouton href={retour}>Retour</LienBouton>}>Retirer cette remise</Titre>
    <p>
      {nom} · audience du <LeJour le={remise.audienceLe} />, {remise.juridictionNom}
    </p>
    {refus.length > 0 ? (
      <Alerte genre="attention">{refus.join(' ')}</Alerte>
    ) : (
      <Formulaire large>
        <ResumeErreurs state={state} libelles={motif} />
        <p>
          Pour une erreur : mauvaise personne, remise saisie deux fois. Si seul un mot est faux,
          corrigez-la.
        </p>
        <Alerte genre="attention">
          <h2>Ce qui part avec elle</h2>
          <ul>
            {effets.map(effet => (
              <li>{effet}</li>
            ))}
          </ul>
          {restent.length > 0 && <CeQuiReste dossierId={remise.dossierId} restent={restent} />}
          <p>
            Une remise retirée ne se remet pas : convoquez de nouveau. Elle reste lisible, avec qui
            l’a retirée et pourquoi.
          </p>
        </Alerte>
        <ChampTexte
          state={state}
          name="motif"
          label="Pourquoi"
          hint="Par exemple : mauvaise personne."
          required
        />
        <SeraDit effet="remise_retiree" />
        <Actions>
          <Bouton variante="danger">Retirer la remise</Bouton>
          <LienBouton
            href={chemins.corrigerRemise(remise.dossierId, remise.remiseId)}
            variante="tertiaire"
          >
            Corriger plutôt
          </LienBouton>
        </Actions>
      </Formulaire>
    )}
  </div>
)

/** A measure is the fact of whoever recorded it: it is withdrawn for itself. */
const CeQuiReste = ({ dossierId, restent }: { dossierId: string; restent: Reste[] }) => (
  <>
    <h2>Ce qui reste</h2>
    <ul>
      {restent.map(reste => (
        <li>
          La mesure enregistrée pour cette décision, {reste.libelle} du{' '}
          <LeJour le={reste.decisionLe} />, reste au dossier. Si elle n’est pas à cette personne,
          votre tribunal ou le SPIP qui la suit la retire.{' '}
          <Porte vers={mesures.retirer(dossierId, reste.mesureId)}>
            <a href={mesures.retirer(dossierId, reste.mesureId)}>Retirer cette mesure d’abord</a>
          </Porte>
        </li>
      ))}
    </ul>
  </>
)

type HorsOutil = { nom: string; id: string; version: number; adresseLe: Jour | null }
/** The same for a SPIP that is not in the tool: also who, and where. */
export const CorrigerHorsOutil = ({ r: hors, state }: { r: HorsOutil; state: FormState }) => (
  <div class="fil-pile">
    <Titre actions={<LienBouton href={chemins.remiseHorsOutil(hors.id)}>Retour</LienBouton>}>
      Corriger cette remise
    </Titre>
    <p>{hors.nom}</p>
    {hors.adresseLe && (
      <Alerte genre="attention">
        Le dossier est déjà adressé au SPIP, le <LeJour le={hors.adresseLe} /> : il ne lit pas cette
        correction. Imprimez le nouvel exemplaire et envoyez-le-lui.
      </Alerte>
    )}
    <Formulaire large>
      <ResumeErreurs state={state} libelles={{ ...libelles, ...motif }} />
      <Bloc legende="La personne">
        <Rangee>
          <ChampTexte state={state} name="nom" label="Nom de naissance" required />
          <ChampTexte state={state} name="prenoms" label="Prénoms" required />
          <ChampTexte
            state={state}
            name="naissanceLe"
            label="Date de naissance"
            type="date"
            required
          />
          <ChampTexte
            state={state}
            name="telephone"
            label="Téléphone de la personne"
            type="tel"
            inputmode="tel"
          />
        </Rangee>
      </Bloc>
      <Bloc legende="Où et quand">
        <Rangee>
          <ChampTexte state={state} name="spipNom" label="Nom du SPIP" required />
          <ChampTexte state={state} name="spipAdresse" label="Adresse du SPIP" required />
          <ChampTexte
            state={state}
            name="spipTelephone"
            label="Téléphone du SPIP"
            type="tel"
            inputmode="tel"
          />
        </Rangee>
        <p class="fil-discret">Jour et heure vides : « le SPIP vous convoquera ».</p>
        <Rangee>
          <ChampTexte state={state} name="le" label="Jour" type="date" />
          <ChampTexte state={state} name="heure" label="Heure" type="time" />
        </Rangee>
      </Bloc>
      <ChampsRemis state={state} />
      <Corriger state={state} version={hors.version} />
      <Actions>
        <Bouton>Corriger</Bouton>
      </Actions>
    </Formulaire>
  </div>
)
