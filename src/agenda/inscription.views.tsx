import type { Joignabilite } from '../messages/index.ts'
import { afficherJourCourt, type Jour } from '../platform/date.ts'
import {
  Actions,
  Alerte,
  Bouton,
  ChampCache,
  ChampCase,
  EtatVide,
  type FormState,
  Formulaire,
  LeJour,
  valeur,
  valeurs,
} from '../platform/interface/index.ts'
import { chemins } from './seance.paths.ts'

export type Type = { cle: string; libelle: string; fonctions: string[]; actif: boolean }
export type Trouve = {
  dossierId: string
  nom: string
  numero: string
  naissanceLe: Jour
  clos: boolean
  decedeLe: Jour | null
  dejaInscrite: boolean
  joignable: Joignabilite | undefined
}
type Props = {
  seance: { plageId: string; le: Jour; heure: string; types: Type[] }
  q: string
  /** `coupes`: what the search left out, in words. */
  recherche: { trouves: Trouve[]; coupes: string[] } | null
  fonction: string
  libres: number
  state: FormState
}
/** People are found by name or number, several at once, then added in one gesture. */
export const Inscription = ({ seance, q: cherche, recherche, fonction, libres, state }: Props) => {
  const trouves = recherche?.trouves
  const types = seance.types.filter(type => type.actif && type.fonctions.includes(fonction))
  const coches = valeurs(state, 'dossiers')
  return (
    <section class="fil-pile">
      <h2>Inscrire des personnes</h2>
      <form
        class="fil-actions"
        method="get"
        action={chemins.une(seance)}
        aria-label="Chercher les personnes à inscrire"
      >
        <label for="q">Noms ou numéros de dossier, séparés par des virgules</label>
        <input
          class="ds-input"
          type="search"
          id="q"
          name="q"
          value={cherche}
          size={40}
          autocomplete="off"
        />
        <Bouton variante="secondaire">Chercher</Bouton>
      </form>
      {libres === 0 && (
        <Alerte genre="attention">
          La séance est complète. Retirez quelqu’un, ou choisissez une autre séance.
        </Alerte>
      )}
      {types.length === 0 && (
        <Alerte genre="attention">
          Les types de convocation de cette séance ne sont pas ouverts à votre fonction.
        </Alerte>
      )}
      {recherche?.coupes.map(texte => (
        <Alerte>{texte}</Alerte>
      ))}
      {trouves && trouves.length === 0 && (
        <EtatVide>
          Personne ne correspond dans votre service. Vérifiez le nom ou le numéro.
        </EtatVide>
      )}
      {trouves && trouves.length > 0 && types.length > 0 && (
        <Formulaire large action={chemins.inscrire(seance)} etiquette="Inscrire à la séance">
          <ChampCache name="_q" value={cherche} />
          <fieldset class="ds-fieldset fil-groupe" id="champ-dossiers" tabIndex={-1}>
            <legend>Personnes</legend>
            <div class="fil-cases">
              {trouves.map((trouve, i) => (
                <div class="ds-field">
                  <input
                    class="ds-input"
                    type="checkbox"
                    id={`dossier-${i}`}
                    name="dossiers[]"
                    value={trouve.dossierId}
                    checked={coches.includes(trouve.dossierId)}
                    disabled={trouve.dejaInscrite || trouve.clos || trouve.decedeLe !== null}
                  />
                  <label for={`dossier-${i}`}>
                    {trouve.nom}, <LeJour le={trouve.naissanceLe} />, {trouve.numero}
                    {trouve.dejaInscrite && ' (déjà inscrite)'}
                    {trouve.clos && ' (dossier clos)'}
                    {trouve.decedeLe && ` (décès le ${afficherJourCourt(trouve.decedeLe)})`}
                    {!trouve.decedeLe && trouve.joignable && (
                      <span class="fil-discret"> {prevenue(trouve.joignable)}</span>
                    )}
                  </label>
                </div>
              ))}
            </div>
          </fieldset>
          {types.length === 1 ? (
            <ChampCache name="type" value={types[0]?.cle ?? ''} />
          ) : (
            <Types types={types} state={state} />
          )}
          <ChampCase state={state} name="prevenir" label="Envoyer la convocation par message" />
          {(state.errors.dossiers ?? []).some(dossier => dossier.includes('détention')) && (
            <ChampCase state={state} name="malgre" label="Inscrire malgré la détention" />
          )}
          <Actions>
            <Bouton>Inscrire</Bouton>
          </Actions>
        </Formulaire>
      )}
    </section>
  )
}
const Types = ({ types, state }: { types: Type[]; state: FormState }) => (
  <p class="ds-field">
    <label for="champ-type">Type de convocation</label>
    <select class="ds-input" id="champ-type" name="type">
      {types.map(type => (
        <option value={type.cle} selected={valeur(state, 'type') === type.cle}>
          {type.libelle}
        </option>
      ))}
    </select>
  </p>
)

const prevenue = ({ canal, destinataire, pourquoi, cachee }: Joignabilite) => {
  if (cachee) return pourquoi
  return canal === 'lettre'
    ? 'aucun message possible : lettre'
    : `par message au ${destinataire?.replaceAll(' ', '\u00a0')}`
}
