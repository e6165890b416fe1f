import { Bandeau, type Identite } from '../dossiers/index.ts'
import type { Jour } from '../platform/date.ts'
import {
  Actions,
  Alerte,
  Bouton,
  Carte,
  ChampCase,
  ChampCases,
  ChampLong,
  ChampTexte,
  EtatVide,
  Faits,
  type FormState,
  Formulaire,
  Geste,
  LeJour,
  LienBouton,
  Pastille,
  Rangee,
  ResumeErreurs,
  Tableau,
  Titre,
} from '../platform/interface/index.ts'
import type { attentesDuDossier } from './attente.store.ts'
import { ChampConvocations } from './concerne.panels.tsx'
import type { Proposee } from './concerne.rules.ts'
import type { mesuresRetirees } from './correction.store.ts'
import type { Dossier } from './cumul.rules.ts'
import { libelleDUnEtat } from './deroulement.rules.ts'
import { ChampsDeMesure, type Choix, SI_LA_DECISION_LE_DIT } from './faits.views.tsx'
import { causesDeFin } from './machine.rules.ts'
import { chemins } from './mesure.paths.ts'
import { piecesHabituelles } from './mesure.rules.ts'
import type { mesuresDuDossier } from './mesure.store.ts'
import { libelleDeNature } from './nature.rules.ts'
import type { obligationsDuDossier } from './obligation.store.ts'
import { LesObligations, UneObligation } from './obligation.views.tsx'
import type { piecesDuDossier } from './piece.store.ts'
import type { ListeACocher } from './regime.rules.ts'
import { MesuresRetirees } from './retrait.views.tsx'

type Mesure = Awaited<ReturnType<typeof mesuresDuDossier>>[number]
type Obligation = Awaited<ReturnType<typeof obligationsDuDossier>>[number]
type Piece = Awaited<ReturnType<typeof piecesDuDossier>>[number]
type Retirees = Awaited<ReturnType<typeof mesuresRetirees>>
type Attente = Awaited<ReturnType<typeof attentesDuDossier>>[number]

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
        {attendre && (
          <Formulaire enLigne action={chemins.leverAttente(identite.dossierId, attente.attenteId)}>
            <Bouton variante="secondaire">La saisine est arrivée</Bouton>
          </Formulaire>
        )}
      </Alerte>
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
      <FormulaireAttente identite={identite} state={{ values: {}, errors: {}, refusals: [] }} />
    )}
  </div>
)

const Pieces = ({
  identite,
  pieces,
  ecrire,
}: {
  identite: Identite
  pieces: Piece[]
  ecrire: boolean
}) => (
  <Carte titre="Pièces attendues">
    {pieces.length > 0 && (
      <Tableau
        legende="Pièces"
        legendeInvisible
        colonnes={[
          { label: 'Pièce', rendu: ligne => ligne.libelle, entete: true },
          { label: 'Attendue de', rendu: ligne => ligne.attendueDe },
          { label: 'Demandée le', rendu: ligne => <LeJour le={ligne.demandeeLe} /> },
          {
            label: 'État',
            rendu: ligne =>
              ligne.recueLe ? (
                <Pastille genre="ok">
                  Reçue le <LeJour le={ligne.recueLe} />
                </Pastille>
              ) : (
                <Pastille genre="attention">Manque</Pastille>
              ),
          },
          {
            label: 'Noter',
            rendu: ligne =>
              !ligne.recueLe && ecrire ? (
                <Formulaire enLigne action={chemins.recevoirPiece(identite.dossierId, ligne.id)}>
                  <Bouton variante="secondaire" etiquette={`Noter reçue : ${ligne.libelle}`}>
                    Reçue
                  </Bouton>
                </Formulaire>
              ) : null,
          },
        ]}
        lignes={pieces}
      />
    )}
    {ecrire && (
      <FormulairePiece identite={identite} state={{ values: {}, errors: {}, refusals: [] }} />
    )}
  </Carte>
)

type Base = { identite: Identite; state: FormState }
export const FormulairePiece = ({ identite, state }: Base) => (
  <Formulaire action={chemins.attendrePiece(identite.dossierId)} etiquette="Attendre une pièce">
    <ResumeErreurs state={state} />
    <Rangee>
      <ChampTexte state={state} name="libelle" label="Pièce attendue" required />
      <ChampTexte state={state} name="attendueDe" label="De qui" required />
    </Rangee>
    <Actions>
      <Bouton variante="secondaire">Ajouter à la liste</Bouton>
    </Actions>
  </Formulaire>
)
export const FormulaireAttente = ({ identite, state }: Base) => (
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

type SaisirProps = Base & {
  natures: Choix
  juridictions: Choix
  paliers: Choix
  liste: ListeACocher
  proposees: readonly Proposee[]
  dossier: Dossier
  le: Jour
  /** The dossier has a measure that looks like this one. */
  double: boolean
}
export const SaisirMesure = ({
  identite,
  state,
  liste,
  proposees,
  double,
  ...champs
}: SaisirProps) => (
  <Formulaire large>
    <h1>Saisir une mesure</h1>
    <Bandeau identite={identite} />
    <ResumeErreurs state={state} suite={SI_LA_DECISION_LE_DIT} />
    {double && (
      <ChampCase state={state} name="confirme" label="C’est une autre mesure, du même jour" />
    )}
    <ChampsDeMesure state={state} {...champs} />
    <div>
      <Geste geste="montrer">Afficher les obligations de cette mesure, à ce jour</Geste>
    </div>
    <LesObligations state={state} liste={liste} />
    <ChampCases
      state={state}
      name="pieces"
      label="Pièces qui manquent encore"
      plusieurs
      options={piecesHabituelles.map(pieceHabituelle => ({
        value: pieceHabituelle,
        label: pieceHabituelle,
      }))}
    />
    <ChampConvocations state={state} proposees={proposees} />
    <ChampLong state={state} name="precisions" label="Précisions" rows={3} />
    <Actions>
      <Bouton>Enregistrer la mesure</Bouton>
      <LienBouton href={chemins.mesures(identite.dossierId)} variante="tertiaire">
        Annuler
      </LienBouton>
    </Actions>
  </Formulaire>
)
