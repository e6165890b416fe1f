import {
  Actions,
  Alerte,
  Bouton,
  ChampCases,
  ChampChoix,
  ChampLong,
  ChampTexte,
  type FormState,
  Formulaire,
  LienBouton,
  ResumeErreurs,
  Tableau,
} from '../platform/interface/index.ts'
import { ChoixDesConvocations, quiDemande } from './dessaisissement.panels.tsx'
import { Bandeau } from './dossier.panels.tsx'
import { chemins } from './dossier.paths.ts'
import type { Identite, IdentiteEtroite } from './dossier.store.ts'
import { SeraDit } from './nouvelle.panels.tsx'
import type { charges } from './prise-en-charge.store.ts'
import type { TransfertEnCours } from './transfert.store.ts'

type Base = { state: FormState; identite: Identite }
/** Answered by a service that may see it in part. */
type Reponse = { state: FormState; identite: IdentiteEtroite }
type Choix = { value: string; label: string }[]
const Annuler = ({ identite }: { identite: Pick<Identite, 'dossierId'> }) => (
  <LienBouton href={chemins.dossier(identite.dossierId)} variante="tertiaire">
    Annuler
  </LienBouton>
)

/** The DPIP chooses a référent, seeing what each agent already carries. */
export const Affecter = ({
  state,
  identite,
  agents,
  antennes,
  aVenir,
  libelleFonction,
}: Base & {
  agents: Awaited<ReturnType<typeof charges>>
  antennes: Choix
  aVenir: { id: string; libelle: string }[]
  libelleFonction: (fonction: string) => string
}) => (
  <Formulaire>
    <h1>Affecter le dossier</h1>
    <Bandeau identite={identite} />
    <ResumeErreurs state={state} />
    <Tableau
      legende="Dossiers suivis par chaque agent aujourd’hui"
      colonnes={[
        { label: 'Agent', rendu: ligne => ligne.nomComplet, entete: true },
        { label: 'Fonction', rendu: ligne => libelleFonction(ligne.fonction) },
        { label: 'Profil', rendu: ligne => ligne.profil ?? '' },
        { label: 'Dossiers', rendu: ligne => ligne.dossiers, nombre: true },
      ]}
      lignes={agents}
    />
    <ChampChoix
      state={state}
      name="referentId"
      label="Référent"
      options={agents.map(agent => ({
        value: agent.agentId,
        label: `${agent.nomComplet} (${agent.dossiers} ${agent.dossiers > 1 ? 'dossiers' : 'dossier'})`,
      }))}
      required
    />
    <ChampChoix
      state={state}
      name="antenneId"
      label="Antenne"
      options={antennes}
      vide="Celle du référent"
    />
    {aVenir.length > 0 && (
      <ChampCases
        state={state}
        name="convocations"
        label={`Convocations à venir avec ${identite.referentNom ?? 'le référent actuel'} : lesquelles suivent le nouveau référent ?`}
        hint="Cochée : même jour, même heure, avec lui s’il est libre ; sinon elle attend dans « Convocations à décider ». Non cochée : elle reste à qui devait recevoir la personne. Les deux agents en sont prévenus."
        options={aVenir.map(ligne => ({ value: ligne.id, label: ligne.libelle }))}
        plusieurs
      />
    )}
    <ChampTexte state={state} name="motif" label="Motif" />
    <Actions>
      <Bouton>Affecter</Bouton>
      <Annuler identite={identite} />
    </Actions>
  </Formulaire>
)

export const Transferer = ({ state, identite, services }: Base & { services: Choix }) => (
  <Formulaire>
    <h1>Proposer le transfert du dossier</h1>
    <Bandeau identite={identite} />
    <Alerte>
      Le référent actuel garde le dossier jusqu’à ce que l’autre service ait accepté : le suivi ne
      s’interrompt pas.
    </Alerte>
    <ResumeErreurs state={state} />
    <ChampChoix
      state={state}
      name="versServiceId"
      label="Service qui suivra la personne"
      options={services}
      required
    />
    <ChampLong state={state} name="motif" label="Pourquoi" rows={3} required />
    <SeraDit effet="transfert_propose" />
    <Actions>
      <Bouton>Proposer le transfert</Bouton>
      <Annuler identite={identite} />
    </Actions>
  </Formulaire>
)

type EnCours = { transfert: TransfertEnCours | undefined }
/** Why the other service proposes or asks, said again where one answers. */
const Rappel = ({ transfert }: EnCours) =>
  transfert ? (
    <Alerte>
      {transfert.sens === 'demande'
        ? `Demandé par ${quiDemande(transfert)}`
        : `Proposé par ${transfert.deNom}`}{' '}
      : {transfert.motif}
    </Alerte>
  ) : null

/**
 * Accepting a proposal takes the dossier, with a référent if one is known; accepting a request
 * gives it, and the other service chooses.
 */
export const AccepterTransfert = ({
  state,
  identite,
  transfert,
  agents,
  antennes,
  libelleFonction,
}: Reponse &
  EnCours & {
    agents: Awaited<ReturnType<typeof charges>>
    antennes: Choix
    libelleFonction: (fonction: string) => string
  }) => {
  const demande = transfert?.sens === 'demande'
  return (
    <Formulaire>
      <h1>{demande ? 'Accepter le dessaisissement' : 'Accepter le transfert'}</h1>
      <Bandeau identite={identite} />
      <Rappel transfert={transfert} />
      {demande && (
        <p>
          {transfert.versNom} suivra la personne dès maintenant et choisira son référent. Votre
          service n’aura plus accès au dossier ; les juridictions gardent le leur.
        </p>
      )}
      <ResumeErreurs state={state} />
      <ChoixDesConvocations state={state} />
      {!demande && (
        <>
          <ChampChoix
            state={state}
            name="referentId"
            label="Référent"
            options={agents.map(agent => ({
              value: agent.agentId,
              label: `${agent.nomComplet}, ${libelleFonction(agent.fonction)} (${agent.dossiers} ${agent.dossiers > 1 ? 'dossiers' : 'dossier'})`,
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
        </>
      )}
      <SeraDit effet={demande ? 'dessaisissement_accepte' : 'transfert_accepte'} />
      <Actions>
        <Bouton>
          {demande
            ? `Accepter : le dossier va à ${transfert.versNom}`
            : 'Accepter : le dossier est à nous'}
        </Bouton>
        <Annuler identite={identite} />
      </Actions>
    </Formulaire>
  )
}
export const RefuserTransfert = ({ state, identite, transfert }: Reponse & EnCours) => (
  <Formulaire>
    <h1>{transfert?.sens === 'demande' ? 'Refuser le dessaisissement' : 'Refuser le transfert'}</h1>
    <Bandeau identite={identite} />
    <Rappel transfert={transfert} />
    <ResumeErreurs state={state} />
    <ChampLong
      state={state}
      name="motifRefus"
      label="Pourquoi"
      hint="L’autre service lira ce motif."
      rows={3}
      required
    />
    <SeraDit
      effet={transfert?.sens === 'demande' ? 'dessaisissement_refuse' : 'transfert_refuse'}
    />
    <Actions>
      <Bouton>Refuser</Bouton>
      <Annuler identite={identite} />
    </Actions>
  </Formulaire>
)
export const AnnulerTransfert = ({ state, identite }: Base) => (
  <Formulaire>
    <h1>Annuler la proposition de transfert</h1>
    <Bandeau identite={identite} />
    <ResumeErreurs state={state} />
    <p>L’autre service ne verra plus ce dossier. Le suivi continue chez vous.</p>
    <SeraDit effet="transfert_retire" />
    <Actions>
      <Bouton>Annuler la proposition</Bouton>
      <LienBouton href={chemins.dossier(identite.dossierId)} variante="tertiaire">
        Ne rien changer
      </LienBouton>
    </Actions>
  </Formulaire>
)
export const Fusionner = ({ state, identite }: Base) => (
  <Formulaire>
    <h1>Fusionner avec un autre dossier</h1>
    <Bandeau identite={identite} />
    <Alerte genre="attention">
      Le dossier ouvert ici est gardé. Tout ce que contient l’autre y est versé, et son historique
      est conservé. Cet acte ne se défait pas d’un clic.
    </Alerte>
    <ResumeErreurs state={state} />
    <ChampTexte
      state={state}
      name="absorbeNumero"
      label="Numéro du dossier à absorber"
      hint="Son numéro Fil rouge (FR-2026-0000123) ou son numéro APPI."
      required
    />
    <ChampLong
      state={state}
      name="motif"
      label="À quoi avez-vous reconnu la même personne ?"
      rows={3}
      required
    />
    <Actions>
      <Bouton>Fusionner les deux dossiers</Bouton>
      <Annuler identite={identite} />
    </Actions>
  </Formulaire>
)
