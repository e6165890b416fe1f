import { Bandeau, SeraDit } from '../dossiers/index.ts'
import {
  Actions,
  Alerte,
  Bouton,
  ChampTexte,
  Details,
  Formulaire,
  LeJour,
  LienBouton,
  ResumeErreurs,
} from '../platform/interface/index.ts'
import type { mesuresRetirees } from './correction.store.ts'
import { type Base, Retour } from './correction.views.tsx'
import { chemins } from './mesure.paths.ts'
import { libelleDeNature } from './nature.rules.ts'

type Retiree = Awaited<ReturnType<typeof mesuresRetirees>>[number]
/** `perd`: whoever acts would see the dossier no more, and could not give the measure back. */
export const RetirerMesure = ({ identite, state, mesure, perd }: Base & { perd: boolean }) => (
  <Formulaire>
    <h1>Retirer une mesure saisie par erreur</h1>
    <Bandeau identite={identite} />
    <ResumeErreurs state={state} />
    <p>
      {libelleDeNature(mesure.nature, mesure.decisionLe)}, décision du{' '}
      <LeJour le={mesure.decisionLe} />
      {mesure.juridictionNom && `, ${mesure.juridictionNom}`}.
    </p>
    <p>
      Elle n’aura plus aucun effet : échéances, obligations, statistiques.{' '}
      {perd ? '' : 'La juridiction ne verra plus le dossier, sauf autre raison. '}
      Les convocations qu’aucune mesure ne fonde plus iront dans « Convocations à décider ».
      {perd ? '' : ' Vous pourrez la remettre.'}
    </p>
    {perd && (
      <Alerte genre="attention">
        C’est la seule mesure de votre juridiction dans ce dossier : vous ne le verrez plus, et vous
        ne pourrez pas la remettre. Le service qui suit la personne le pourra.
      </Alerte>
    )}
    <ChampTexte state={state} name="motif" label="Pourquoi la retirer" required />
    <SeraDit effet="mesure_retiree" />
    <Actions>
      <Bouton variante="danger">Retirer la mesure</Bouton>
      <Retour m={mesure}>La garder</Retour>
    </Actions>
  </Formulaire>
)

export const RemettreMesure = ({
  identite,
  state,
  retiree,
}: Omit<Base, 'mesure'> & { retiree: Retiree }) => (
  <Formulaire>
    <h1>Remettre une mesure retirée</h1>
    <Bandeau identite={identite} />
    <ResumeErreurs state={state} />
    <p>
      {libelleDeNature(retiree.nature, retiree.decisionLe)}, décision du{' '}
      <LeJour le={retiree.decisionLe} />. Elle reprend tout son effet, avec ses actes et ses
      obligations.
    </p>
    <ChampTexte state={state} name="motif" label="Pourquoi la remettre" required />
    <SeraDit effet="mesure_remise" />
    <Actions>
      <Bouton>Remettre la mesure</Bouton>
      <LienBouton href={chemins.mesures(retiree.dossierId)} variante="tertiaire">
        La laisser retirée
      </LienBouton>
    </Actions>
  </Formulaire>
)

export const MesuresRetirees = ({
  retirees,
  ecrire,
}: {
  retirees: Retiree[]
  ecrire: (retiree: Retiree) => boolean
}) =>
  retirees.length === 0 ? null : (
    <aside class="fil-annules">
      <Details titre={`Mesures retirées (${retirees.length})`}>
        <ul class="fil-liste">
          {retirees.map(retiree => (
            <li>
              {libelleDeNature(retiree.nature, retiree.decisionLe)}, décision du{' '}
              <LeJour le={retiree.decisionLe} />
              {retiree.juridictionNom && `, ${retiree.juridictionNom}`} : retirée par{' '}
              {retiree.retireParNom ?? 'un agent'} ({retiree.motif}
              ).{' '}
              {ecrire(retiree) && (
                <a href={chemins.remettre(retiree.dossierId, retiree.mesureId)}>Remettre</a>
              )}
            </li>
          ))}
        </ul>
      </Details>
    </aside>
  )
