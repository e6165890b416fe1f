import { Bandeau, type Identite, SeraDit } from '../dossiers/index.ts'
import {
  Actions,
  Alerte,
  Bloc,
  Bouton,
  ChampTexte,
  type FormState,
  Formulaire,
  LeJour,
  LienBouton,
  ResumeErreurs,
} from '../platform/interface/index.ts'
import type { Refusal } from '../platform/refusal.ts'
import type { Acte, ActeDHistoire } from './acte.store.ts'
import type { finiesParLeMemeDeces } from './deces.examen.ts'
import { chemins } from './mesure.paths.ts'
import type { Mesure } from './mesure.store.ts'
import { libelleDeNature } from './nature.rules.ts'
import { libelleDActe } from './passage.rules.ts'

/** The last act of a measure, and what keeps this account from undoing it. */
export type DernierActe = { acte: Acte; refus: Refusal[] }
/** What comes before in time comes before in the records: where to begin, for who may. */
export const DefaireLaSuite = ({
  m: mesure,
  dernier,
}: {
  m: Mesure
  dernier: DernierActe | null
}) =>
  dernier && (
    <Alerte genre="attention">
      <p>
        La suite se défait en commençant par le dernier acte :{' '}
        {libelleDActe(mesure.nature, dernier.acte)}, le <LeJour le={dernier.acte.le} />.{' '}
        {dernier.refus.length === 0 ? (
          <a href={chemins.annulerActe(mesure.dossierId, mesure.mesureId, dernier.acte.id)}>
            L’annuler
          </a>
        ) : (
          dernier.refus.map(refus => refus.message).join(' ')
        )}
      </p>
    </Alerte>
  )

type Finie = Awaited<ReturnType<typeof finiesParLeMemeDeces>>[number]
type AnnulerProps = {
  identite: Identite
  state: FormState
  mesure: Mesure
  acte: ActeDHistoire
  autres: Finie[]
}
/** `autres`: what the same death ended beside this measure. */
export const AnnulerActe = ({ identite, state, mesure, acte, autres }: AnnulerProps) => (
  <Formulaire>
    <h1>Annuler un acte</h1>
    <Bandeau identite={identite} />
    <ResumeErreurs state={state} />
    <p>
      <strong>{libelleDActe(mesure.nature, acte)}</strong>, le <LeJour le={acte.le} /> :{' '}
      {libelleDeNature(mesure.nature, mesure.decisionLe)}. La mesure revient où elle en était avant.
      L’acte reste dans l’historique, avec votre motif.
    </p>
    <FiniesParLeDeces autres={autres} />
    <ChampTexte state={state} name="motif" label="Pourquoi l’annuler" required />
    <SeraDit effet="acte_annule" />
    <Actions>
      <Bouton>Annuler cet acte</Bouton>
      <LienBouton href={chemins.mesure(identite.dossierId, mesure.mesureId)} variante="tertiaire">
        Le garder
      </LienBouton>
    </Actions>
  </Formulaire>
)
/** One death ended them all: undone, it is undone for all. */
const FiniesParLeDeces = ({ autres }: { autres: Finie[] }) =>
  autres.length === 0 ? null : (
    <Bloc
      legende={
        autres.length === 1
          ? 'Ce décès a mis fin à une autre mesure'
          : `Ce décès a mis fin à ${autres.length} autres mesures`
      }
    >
      <ul class="fil-liste">
        {autres.map(({ refus, ...x }) => (
          <li>
            <a href={chemins.mesure(x.dossierId, x.mesureId)}>{x.nom}</a>
            {refus.length === 0
              ? ' : elle reprend aussi.'
              : ` : le décès y reste enregistré. ${refus.map(unRefus => unRefus.message).join(' ')}`}
          </li>
        ))}
      </ul>
    </Bloc>
  )
