import type { Identite } from '../dossiers/index.ts'
import {
  Actions,
  Alerte,
  Bouton,
  ChampTexte,
  type FormState,
  Formulaire,
  LeJour,
  LienBouton,
  ResumeErreurs,
} from '../platform/interface/index.ts'
import type { attentesDuDossier } from './attente.store.ts'
import { chemins } from './mesure.paths.ts'

export type Attente = Awaited<ReturnType<typeof attentesDuDossier>>[number]
/** What the dossier waits for, and what ends the wait. */
export const UneAttente = ({
  identite,
  attente,
  ecrire,
  lever,
}: {
  identite: Identite
  attente: Attente
  ecrire: boolean
  lever: boolean
}) => (
  <Alerte genre="attention">
    <p>
      <strong>
        En attente de saisine depuis le <LeJour le={attente.depuisLe} />
      </strong>{' '}
      : {attente.manque}
    </p>
    {ecrire && (
      <LienBouton href={chemins.saisirDepuis(identite.dossierId, attente.attenteId)}>
        Saisir cette mesure
      </LienBouton>
    )}
    {lever && (
      <Formulaire enLigne action={chemins.leverAttente(identite.dossierId, attente.attenteId)}>
        <Bouton variante="secondaire">La saisine est arrivée</Bouton>
      </Formulaire>
    )}
  </Alerte>
)

const vide: FormState = { values: {}, errors: {}, refusals: [] }
type FormulaireProps = { identite: Identite; state?: FormState }
export const FormulaireAttente = ({ identite, state = vide }: FormulaireProps) => (
  <Formulaire
    action={chemins.signalerAttente(identite.dossierId)}
    etiquette="Signaler une attente de saisine"
  >
    <h2>La saisine n’est pas arrivée ?</h2>
    <ResumeErreurs state={state} />
    <ChampTexte state={state} name="manque" label="Ce qui manque" required />
    <Actions>
      <Bouton variante="secondaire">Mettre en attente de saisine</Bouton>
    </Actions>
  </Formulaire>
)
/** The same alone on its page, which has its title. */
export const PageDAttente = ({ titre, ...formulaire }: FormulaireProps & { titre: string }) => (
  <div class="fil-pile">
    <h1>{titre}</h1>
    <FormulaireAttente {...formulaire} />
  </div>
)
