import { Bandeau, type Identite } from '../dossiers/index.ts'
import type { Jour } from '../platform/date.ts'
import {
  Carte,
  EtatVide,
  Faits,
  LeJour,
  LienBouton,
  Pastille,
  Titre,
} from '../platform/interface/index.ts'
import { type Attente, FormulaireAttente, UneAttente } from './attente.views.tsx'
import type { mesuresRetirees } from './correction.store.ts'
import { libelleDUnEtat } from './deroulement.rules.ts'
import { causesDeFin } from './machine.rules.ts'
import { chemins } from './mesure.paths.ts'
import type { Mesure } from './mesure.store.ts'
import { libelleDeNature } from './nature.rules.ts'
import type { Obligation } from './obligation.store.ts'
import { UneObligation } from './obligation.views.tsx'
import { type Piece, Pieces } from './piece.views.tsx'
import { MesuresRetirees } from './retrait.views.tsx'

type Retirees = Awaited<ReturnType<typeof mesuresRetirees>>

const etatDe = (mesure: Mesure, aujourdhui: Jour) => {
  if (mesure.finieLe)
    return `Terminée : ${causesDeFin[mesure.causeFin as keyof typeof causesDeFin] ?? ''}`
  if (mesure.debutLe > aujourdhui) return 'À venir'
  if (mesure.finLe && mesure.finLe < aujourdhui) return 'Terme passé'
  return libelleDUnEtat(mesure, mesure.etat, aujourdhui)
}

export const UneMesure = ({
  mesure,
  obligations,
  aujourdhui,
}: {
  mesure: Mesure
  obligations: Obligation[]
  aujourdhui: Jour
}) => (
  <Carte
    titre={libelleDeNature(mesure.nature, mesure.decisionLe)}
    lien={{ href: chemins.mesure(mesure.dossierId, mesure.mesureId), label: 'Ouvrir' }}
  >
    <p>
      <Pastille genre={mesure.finieLe ? 'neutre' : 'info'}>{etatDe(mesure, aujourdhui)}</Pastille>
    </p>
    <Faits
      faits={[
        ['Juridiction', mesure.juridictionNom],
        ['N° de parquet', mesure.numeroParquet],
        ['Décision', <LeJour le={mesure.decisionLe} />],
        ['Début', <LeJour le={mesure.debutLe} />],
        ['Fin', <LeJour le={mesure.finLe} />],
      ]}
    />
    {mesure.precisions && <p>{mesure.precisions}</p>}
    <h3>Obligations</h3>
    {obligations.length === 0 ? (
      <p class="fil-discret">Aucune obligation particulière n’est enregistrée.</p>
    ) : (
      <ul>
        {obligations.map(obligation => (
          <UneObligation o={obligation} />
        ))}
      </ul>
    )}
  </Carte>
)

type MesuresProps = {
  identite: Identite
  mesures: Mesure[]
  obligations: Obligation[]
  pieces: Piece[]
  attentes: Attente[]
  retirees: Retirees
  aujourdhui: Jour
  ecrire: boolean
  /** What the service awaits is its own list. */
  attendre: boolean
  /** May this account give that withdrawn measure back? */
  remettre: (donnees: Retirees[number]) => boolean
}
export const Mesures = ({
  identite,
  mesures,
  obligations,
  pieces,
  attentes,
  retirees,
  aujourdhui,
  ecrire,
  attendre,
  remettre,
}: MesuresProps) => (
  <div class="fil-pile">
    <Titre
      actions={
        ecrire && (
          <LienBouton href={chemins.saisir(identite.dossierId)} variante="primaire">
            Saisir une mesure
          </LienBouton>
        )
      }
    >
      Mesures
    </Titre>
    <Bandeau identite={identite} />
    {attentes.map(attente => (
      <UneAttente identite={identite} attente={attente} ecrire={ecrire} lever={attendre} />
    ))}
    {mesures.length === 0 && (
      <EtatVide>
        Aucune mesure n’est enregistrée.{' '}
        {attentes.length > 0 ? '' : 'Si la décision n’est pas arrivée, signalez ce qui manque.'}
      </EtatVide>
    )}
    {mesures.map(mesure => (
      <UneMesure
        mesure={mesure}
        obligations={obligations.filter(
          obligation => obligation.mesureId === mesure.mesureId && !obligation.leveeLe,
        )}
        aujourdhui={aujourdhui}
      />
    ))}
    <MesuresRetirees retirees={retirees} ecrire={remettre} />
    <Pieces identite={identite} pieces={pieces} ecrire={attendre} />
    {attendre && attentes.every(attente => attente.decisionLe !== null) && (
      <FormulaireAttente identite={identite} />
    )}
  </div>
)
