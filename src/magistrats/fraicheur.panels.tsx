import { type MesureAChoisir, motsComplets, nomDeMesure } from '../mesures/index.ts'
import { chemins as mesures } from '../mesures/mesure.paths.ts'
import { afficherJourCourt, type Jour } from '../platform/date.ts'
import {
  Actions,
  Alerte,
  Bouton,
  Carte,
  ChampCache,
  ChampCase,
  type FormState,
  Formulaire,
  Geste,
  LeJour,
  LienBouton,
  Porte,
  valeur,
} from '../platform/interface/index.ts'
import type { Fraicheur } from './fraicheur.gestes.ts'
import type { Ecart } from './fraicheur.rules.ts'
import { chemins } from './magistrats.paths.ts'

const Difference = ({ ecart: { ajoutees, retirees } }: { ecart: Ecart }) => (
  <ul>
    {retirees.map(retiree => (
      <li>
        N’est plus : <del>{retiree.replace(/^– /, '')}</del>
      </li>
    ))}
    {ajoutees.map(ajoutee => (
      <li>
        Est maintenant : <ins>{ajoutee.replace(/^– /, '')}</ins>
      </li>
    ))}
  </ul>
)
const dates = (ecarts: readonly Ecart[]) => [
  ...new Set(ecarts.flatMap(ecart => (ecart.le ? [afficherJourCourt(ecart.le)] : []))),
]
const leDate = (ecarts: readonly Ecart[]) =>
  dates(ecarts).length > 0 ? `, le ${dates(ecarts).join(' et le ')}` : ''

/** Whoever writes or validates sees what the text says and is no longer so. */
export const EcartsAvecLeDossier = ({ ecarts }: { ecarts: readonly Ecart[] }) => (
  <>
    <p>
      <strong>La mesure ou ses obligations ont changé depuis ce texte{leDate(ecarts)}.</strong>
    </p>
    {ecarts.map(ecart => (
      <Difference ecart={ecart} />
    ))}
  </>
)

type Props = {
  r: { dossierId: string; id: string }
  ecarts: readonly Ecart[]
  actualiser: boolean
  fige: boolean
}
/**
 * Before validation, one gesture puts the text right; afterwards it never changes, and its reader
 * is told.
 */
export const TextePerime = ({ r: rapport, ecarts, actualiser, fige }: Props) =>
  ecarts.length === 0 ? null : (
    <Alerte genre="attention">
      {fige ? (
        <p>
          <strong>
            Les obligations de la mesure ont changé depuis ce rapport{leDate(ecarts)}.
          </strong>{' '}
          Son texte ne change pas : voyez ci-dessous ce qui est en vigueur aujourd’hui.
        </p>
      ) : (
        <EcartsAvecLeDossier ecarts={ecarts} />
      )}
      {actualiser && (
        <Formulaire enLigne action={chemins.actualiser(rapport.dossierId, rapport.id)}>
          <Actions>
            <Bouton variante="secondaire">Mettre à jour la partie « Mesure »</Bouton>
          </Actions>
        </Formulaire>
      )}
    </Alerte>
  )

type EcrireProps = { state: FormState; etat: Fraicheur }
/**
 * On the page where it is written: the same, one gesture that changes the text in its field, or the
 * writer's word that it is already right.
 */
export const TexteAMettreAJour = ({ state, etat: { ecarts, changementVu } }: EcrireProps) => {
  // A box that was ticked before another change came is not ticked for that one.
  const dite = valeur(state, 'changementVu') === changementVu && valeur(state, 'aJour') === 'oui'
  if (ecarts.length === 0) return null
  return (
    <Alerte genre={dite ? 'info' : 'attention'}>
      <EcartsAvecLeDossier ecarts={ecarts} />
      <ChampCache name="changementVu" value={changementVu} />
      <Actions>
        <Geste geste="actualiser">Mettre à jour la partie « Mesure »</Geste>
      </Actions>
      <ChampCase
        state={{ ...state, values: { ...state.values, aJour: dite ? 'oui' : '' } }}
        name="aJour"
        label="Le texte ci-dessous en tient compte"
      />
    </Alerte>
  )
}

export type Suivant = {
  dossierId: string
  rapportId: string
  titre: string
  nomComplet: string
  total: number
}
/** The next of one's own pile, in due order. */
export const LienSuivant = ({ suivant }: { suivant: Suivant | null }) =>
  suivant && (
    <LienBouton href={chemins.rapport(suivant.dossierId, suivant.rapportId)}>
      Rapport suivant ({suivant.total})
    </LienBouton>
  )

export type ObligationLue = Parameters<typeof motsComplets>[0] & {
  mesureId: string
  leveeLe: Jour | null
}
export type MesureLue = MesureAChoisir & {
  debutLe: Jour
  finLe: Jour | null
  juridictionNom: string | null
}
type EnVigueurProps = {
  dossierId: string
  mesures: readonly MesureLue[]
  obligations: readonly ObligationLue[]
}
/** What the report is about, as it is today: the measure, its days, its obligations in force. */
export const MesureEnVigueur = ({ dossierId, mesures: lues, obligations }: EnVigueurProps) =>
  lues.length === 0 ? null : (
    <Carte titre="La mesure aujourd’hui">
      {lues.map(mesure => {
        const siennes = obligations.filter(
          obligation => obligation.mesureId === mesure.mesureId && !obligation.leveeLe,
        )
        return (
          <div>
            <p>
              <Porte
                vers={mesures.mesure(dossierId, mesure.mesureId)}
                sinon={<strong>{nomDeMesure(mesure)}</strong>}
              >
                <a href={mesures.mesure(dossierId, mesure.mesureId)}>{nomDeMesure(mesure)}</a>
              </Porte>
              {mesure.juridictionNom && `, ${mesure.juridictionNom}`}, du{' '}
              <LeJour le={mesure.debutLe} /> au{' '}
              {mesure.finLe ? <LeJour le={mesure.finLe} /> : 'terme à préciser'}
              {mesure.finieLe && (
                <>
                  , terminée le <LeJour le={mesure.finieLe} />
                </>
              )}
            </p>
            {siennes.length === 0 ? (
              <p class="fil-discret">Aucune obligation enregistrée.</p>
            ) : (
              <ul>
                {siennes.map(obligation => (
                  <li>{motsComplets(obligation)}</li>
                ))}
              </ul>
            )}
          </div>
        )
      })}
    </Carte>
  )
