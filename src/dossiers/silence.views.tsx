import type { Jour } from '../platform/date.ts'
import {
  Actions,
  Alerte,
  Bouton,
  ChampCases,
  ChampChoix,
  ChampTexte,
  type FormState,
  Formulaire,
  Instant,
  LeJour,
  LienBouton,
  Pastille,
  Rangee,
  ResumeErreurs,
  Tableau,
  Titre,
} from '../platform/interface/index.ts'
import { ChoixDesConvocations } from './dessaisissement.panels.tsx'
import { chemins } from './dessaisissement.paths.ts'
import { type RegleDeSilence, valeursDuSilence } from './dessaisissement.rules.ts'
import type { Demande } from './dessaisissement.store.ts'
import { RappelDeLaDemande } from './dessaisissement.views.tsx'
import type { charges } from './prise-en-charge.store.ts'
import type { reglesDeSilence } from './silence.store.ts'

type Choix = { value: string; label: string }[]
type ConstaterProps = {
  state: FormState
  demande: Demande
  agents: Awaited<ReturnType<typeof charges>>
  antennes: Choix
}
/**
 * Silence alone moves nothing: somebody says that it lasted, under the rule of the service that was
 * asked.
 */
export const ConstaterLeSilence = ({ state, demande, agents, antennes }: ConstaterProps) => (
  <Formulaire>
    <h1>Constater le silence</h1>
    <ResumeErreurs state={state} />
    <RappelDeLaDemande demande={demande} />
    <Alerte genre="attention">
      {demande.deNom} a écrit que son silence vaut acceptation
      {demande.regleDu && (
        <>
          {' '}
          (règle du <LeJour le={demande.regleDu} />)
        </>
      )}
      , et n’a pas répondu avant le <LeJour le={demande.repondreAvantLe} />. En le constatant, votre
      service prend le dossier maintenant.
    </Alerte>
    <ChoixDesConvocations state={state} />
    <ChampChoix
      state={state}
      name="referentId"
      label="Référent"
      options={agents.map(agent => ({
        value: agent.agentId,
        label: `${agent.nomComplet} (${agent.dossiers} ${agent.dossiers > 1 ? 'dossiers' : 'dossier'})`,
      }))}
      vide="À affecter plus tard"
    />
    <ChampChoix
      state={state}
      name="antenneId"
      label="Antenne"
      options={antennes}
      vide="À choisir plus tard"
    />
    <Actions>
      <Bouton>Constater le silence : le dossier est à nous</Bouton>
      <LienBouton href={chemins.liste} variante="tertiaire">
        Annuler
      </LienBouton>
    </Actions>
  </Formulaire>
)

const silence = (vaut: string) => valeursDuSilence[vaut as keyof typeof valeursDuSilence]
type RegleProps = {
  state: FormState
  actuelle: RegleDeSilence
  regles: Awaited<ReturnType<typeof reglesDeSilence>>
  le: Jour
}
/** The rule of the service for the requests made to it: dated, never rewritten. */
export const Regle = ({ state, actuelle, regles, le }: RegleProps) => (
  <div class="fil-pile">
    <Titre>Règle de silence du service</Titre>
    <p>
      Elle vaut pour les demandes de dessaisissement que votre service reçoit à partir du jour
      choisi ; une demande déjà faite garde la règle de son jour. Aujourd’hui : {actuelle.jours}{' '}
      jours pour répondre, une relance tous les {actuelle.relanceJours} jours ; le silence{' '}
      {actuelle.vaut === 'acceptation'
        ? 'vaut acceptation, si le service qui demande le constate'
        : 'ne vaut rien par lui-même'}
      .
      {actuelle.du === null &&
        ' Votre service n’a pas écrit de règle : ces délais sont l’usage relevé sur le terrain, pas la loi.'}
    </p>
    <Tableau
      legende="Règles écrites"
      colonnes={[
        {
          label: 'À partir du',
          rendu: ligne => (
            <>
              <LeJour le={ligne.du} /> {ligne.du > le && <Pastille>à venir</Pastille>}
            </>
          ),
          entete: true,
        },
        { label: 'Réponse', rendu: ligne => `${ligne.jours} jours` },
        { label: 'Relance', rendu: ligne => `tous les ${ligne.relanceJours} jours` },
        {
          label: 'Le silence vaut',
          rendu: ligne => (ligne.vaut === 'acceptation' ? 'acceptation' : 'rien'),
        },
        {
          label: 'Écrite par',
          rendu: ligne => (
            <>
              {ligne.nomComplet}, le <Instant a={ligne.ecriteA} />
            </>
          ),
        },
      ]}
      lignes={regles}
      vide="Votre service n’a pas encore écrit de règle."
    />
    <Formulaire>
      <h2>Écrire une nouvelle règle</h2>
      <ResumeErreurs state={state} />
      <ChampTexte state={state} name="du" label="À partir du" type="date" required />
      <Rangee>
        <ChampTexte
          state={state}
          name="jours"
          label="Jours pour répondre"
          type="number"
          min="1"
          max="90"
          required
        />
        <ChampTexte
          state={state}
          name="relanceJours"
          label="Relance tous les (jours)"
          type="number"
          min="1"
          max="90"
          required
        />
      </Rangee>
      <ChampCases
        state={state}
        name="vaut"
        label="Passé ce délai, que vaut votre silence ?"
        options={Object.keys(valeursDuSilence).map(value => ({ value, label: silence(value) }))}
        required
      />
      <Actions>
        <Bouton>Écrire la règle</Bouton>
        <LienBouton href={chemins.liste} variante="tertiaire">
          Annuler
        </LienBouton>
      </Actions>
    </Formulaire>
  </div>
)
