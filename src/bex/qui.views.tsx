import { chemins as dossiers } from '../dossiers/dossier.paths.ts'
import type { Homonyme } from '../dossiers/index.ts'
import { afficherJourCourt, type Jour } from '../platform/date.ts'
import { Alerte, ChampCache, ChampCases, type FormState, valeurs } from '../platform/interface/index.ts'

/** Identity and service, nothing else; a link only to a dossier that is already in one's périmètre. */
export function Qui({ state, matches, deces }: { state: FormState; matches: Homonyme[]; deces: Map<string, string> }) {
  if (matches.length === 0)
    return (
      <>
        <ChampCache name="personne" value="nouvelle" />
        <Alerte>Personne n’est connu sous ce nom à cette date de naissance : un dossier sera ouvert au SPIP choisi.</Alerte>
      </>
    )
  const nom = (m: Homonyme) =>
    `${m.nom}${m.nomUsage ? ` (${m.nomUsage})` : ''} ${m.prenoms}, naissance : ${afficherJourCourt(m.naissanceLe as Jour)}`
  return (
    <>
      <ChampCases
        state={state}
        name="personne"
        label="Qui est-ce ?"
        required
        options={[
          ...matches.map(m => ({
            value: m.dossierId,
            label: nom(m),
            hint: suiviDe(m, deces.get(m.dossierId)),
            ferme: deces.has(m.dossierId),
            plus: m.closLe && !deces.has(m.dossierId) && <Rouvrir state={state} dossierId={m.dossierId} />,
          })),
          { value: 'nouvelle', label: 'Une autre personne', hint: 'Un dossier sera ouvert au SPIP choisi.' },
        ]}
      />
      {matches.some(m => m.visible) && (
        <p class="fil-discret">
          Déjà dans votre périmètre :{' '}
          {matches
            .filter(m => m.visible)
            .map((m, i) => [i > 0 ? ', ' : '', <a href={dossiers.dossier(m.dossierId)}>{`${m.nom} ${m.prenoms}`}</a>])}
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

const suiviDe = (m: Homonyme, decedeLe: string | undefined) => {
  if (decedeLe)
    return `Décès le ${afficherJourCourt(decedeLe as Jour)} : cette personne ne se convoque plus. Si c’est une erreur, appelez ${m.serviceNom ?? 'le SPIP qui la suivait'}.`
  if (m.closLe) return `Dossier clos le ${afficherJourCourt(m.closLe as Jour)}${m.serviceNom ? ` (${m.serviceNom})` : ''}`
  return m.serviceNom ? `Dossier suivi par ${m.serviceNom}` : 'Sans service'
}
