import { chemins as dossiers } from '../dossiers/dossier.paths.ts'
import type { Homonyme } from '../dossiers/index.ts'
import { afficherJourCourt, type Jour } from '../platform/date.ts'
import {
  Alerte,
  ChampCache,
  ChampCases,
  type FormState,
  valeurs,
} from '../platform/interface/index.ts'

/**
 * Identity and service, nothing else; a link only to a dossier that is already in one's périmètre.
 */
export function Qui({
  state,
  matches,
  deces,
}: {
  state: FormState
  matches: Homonyme[]
  deces: Map<string, Jour>
}) {
  if (matches.length === 0)
    return (
      <>
        <ChampCache name="personne" value="nouvelle" />
        <Alerte>
          Personne n’est connu sous ce nom à cette date de naissance : un dossier sera ouvert au
          SPIP choisi.
        </Alerte>
      </>
    )
  const nom = (homonyme: Homonyme) =>
    `${homonyme.nom}${homonyme.nomUsage ? ` (${homonyme.nomUsage})` : ''} ${homonyme.prenoms}, naissance : ${afficherJourCourt(homonyme.naissanceLe)}`
  return (
    <>
      <ChampCases
        state={state}
        name="personne"
        label="Qui est-ce ?"
        required
        options={[
          ...matches.map(homonyme => ({
            value: homonyme.dossierId,
            label: nom(homonyme),
            hint: suiviDe(homonyme, deces.get(homonyme.dossierId)),
            ferme: deces.has(homonyme.dossierId),
            plus: homonyme.closLe && !deces.has(homonyme.dossierId) && (
              <Rouvrir state={state} dossierId={homonyme.dossierId} />
            ),
          })),
          {
            value: 'nouvelle',
            label: 'Une autre personne',
            hint: 'Un dossier sera ouvert au SPIP choisi.',
          },
        ]}
      />
      {matches.some(homonyme => homonyme.visible) && (
        <p class="fil-discret">
          Déjà dans votre périmètre :{' '}
          {matches
            .filter(homonyme => homonyme.visible)
            .map((homonyme, i) => [
              i > 0 ? ', ' : '',
              <a
                href={dossiers.dossier(homonyme.dossierId)}
              >{`${homonyme.nom} ${homonyme.prenoms}`}</a>,
            ])}
        </p>
      )}
    </>
  )
}

/** A closed dossier opens again because its own box says so. */
const Rouvrir = ({ state, dossierId }: { state: FormState; dossierId: string }) => (
  <div class="ds-field fil-retrait" id="champ-rouvrir" tabIndex={-1}>
    <input
      class="ds-input"
      type="checkbox"
      id={`rouvrir-${dossierId}`}
      name="rouvrir[]"
      value={dossierId}
      checked={valeurs(state, 'rouvrir').includes(dossierId)}
      aria-describedby={`rouvrir-${dossierId}-aide`}
    />
    <label for={`rouvrir-${dossierId}`}>Rouvrir ce dossier : nouvelle condamnation</label>
    <p data-field="description" id={`rouvrir-${dossierId}-aide`}>
      Il rouvre au SPIP choisi, en attente de saisine.
    </p>
  </div>
)

const suiviDe = (homonyme: Homonyme, decedeLe: Jour | undefined) => {
  if (decedeLe)
    return `Décès le ${afficherJourCourt(decedeLe)} : cette personne ne se convoque plus. Si c’est une erreur, appelez ${homonyme.serviceNom ?? 'le SPIP qui la suivait'}.`
  if (homonyme.closLe)
    return `Dossier clos le ${afficherJourCourt(homonyme.closLe)}${homonyme.serviceNom ? ` (${homonyme.serviceNom})` : ''}`
  return homonyme.serviceNom ? `Dossier suivi par ${homonyme.serviceNom}` : 'Sans service'
}
