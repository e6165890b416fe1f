import { Bandeau, type BrouillonDeFormulaire, BrouillonRepris } from '../dossiers/index.ts'
import { ChampUneMesure, type MesureAChoisir } from '../mesures/index.ts'
import type { Jour } from '../platform/date.ts'
import {
  Actions,
  Alerte,
  Bloc,
  Bouton,
  Carte,
  ChampCache,
  ChampChoix,
  ChampLong,
  ChampTexte,
  Details,
  Faits,
  Formulaire,
  Geste,
  Instant,
  LeJour,
  LienBouton,
  lignesDe,
  ResumeErreurs,
  Tableau,
  Texte,
  Titre,
  valeur,
} from '../platform/interface/index.ts'
import { avertissementDImpression } from '../platform/pdf/index.ts'
import { AbandonOuReprise, RetirerLaValidation } from './abandon.views.tsx'
import {
  LienSuivant,
  MesureEnVigueur,
  type MesureLue,
  type ObligationLue,
  type Suivant,
  TexteAMettreAJour,
  TextePerime,
} from './fraicheur.panels.tsx'
import type { Ecart } from './fraicheur.rules.ts'
import type { Fraicheur } from './fraicheur.ts'
import { type ChampGarde, TexteGarde } from './garde.panels.tsx'
import { chemins } from './magistrats.paths.ts'
import { ecrivable, enPreparation, etapesDites, naturesDeRapport } from './magistrats.rules.ts'
import type { mouvements, Rapport, RapportDuDossier, sections } from './magistrats.store.ts'
import { type Base, type Choix, choix, PastilleRapport } from './magistrats.views.tsx'
import type { rattachements } from './rattachement.store.ts'
import { AnciensRattachements, SurQuelleMesure } from './rattachement.views.tsx'
import { sources } from './redaction.ts'
import {
  aRepondre,
  aRetirer,
  ComplementsDemandes,
  Repondre,
  Reponses,
  RetirerReponse,
} from './reponse.panels.tsx'
import { reponseDebout } from './reponse.rules.ts'
import type { Complement, reponses } from './reponse.store.ts'
import { SuiteDuRapport } from './suite.panels.tsx'

type CommencerProps = Base & {
  juridictions: Choix
  saisines: Choix
  mesures: readonly MesureAChoisir[]
  le: Jour
}
export const CommencerRapport = ({
  identite,
  state,
  juridictions,
  saisines,
  mesures,
  le,
}: CommencerProps) => (
  <Formulaire>
    <h1>Écrire un rapport</h1>
    <Bandeau identite={identite} />
    <ResumeErreurs state={state} />
    <ChampChoix
      state={state}
      name="nature"
      label="Rapport"
      options={choix(naturesDeRapport)}
      required
    />
    {saisines.length > 0 && (
      <ChampChoix
        state={state}
        name="saisineId"
        label="En réponse à"
        options={saisines}
        vide="Aucune demande"
      />
    )}
    <ChampUneMesure state={state} mesures={mesures} le={le} />
    <ChampChoix
      state={state}
      name="juridictionId"
      label="Adressé à"
      options={juridictions}
      vide="La juridiction de la demande ou de la mesure"
    />
    <ChampTexte state={state} name="titre" label="Titre" />
    <ChampTexte state={state} name="echeanceLe" label="Pour le" type="date" />
    <Alerte>
      Le rapport commence avec la mesure, les derniers entretiens et le plan. Vous pourrez tout
      modifier.
    </Alerte>
    <Actions>
      <Bouton>Commencer</Bouton>
      <LienBouton href={chemins.ecrits(identite.dossierId)} variante="tertiaire">
        Annuler
      </LienBouton>
    </Actions>
  </Formulaire>
)

type EcrireProps = Base & {
  etat: Fraicheur
  rapport: Rapport
  /** Words of the request that it answers; null when it answers none. */
  demande: string | null
  complements: readonly Complement[]
  actuelles: Awaited<ReturnType<typeof sections>>
  brouillon: BrouillonDeFormulaire
  version: number
}

export const EcrireRapport = ({
  identite,
  state,
  rapport,
  actuelles,
  brouillon,
  version,
  etat,
  ...reste
}: EcrireProps) => {
  const parties = lignesDe(state.values, 'sections')
  return (
    <div class="fil-pile">
      <h1>Écrire : {rapport.titre}</h1>
      <Bandeau identite={identite} />
      <BrouillonRepris brouillon={brouillon} />
      {reste.demande && (
        <Carte titre="Ce qui est demandé">
          <Texte>{reste.demande}</Texte>
        </Carte>
      )}
      <ComplementsDemandes complements={reste.complements} />
      <Formulaire
        large
        action={chemins.ecrire(rapport.dossierId, rapport.id)}
        brouillon={brouillon}
      >
        <ResumeErreurs state={state} />
        {state.refusals.length > 0 && (
          <Details titre="Texte enregistré actuellement">
            {actuelles.map(actuelle => (
              <>
                <h3>{actuelle.titre}</h3>
                <Texte>{actuelle.texte}</Texte>
              </>
            ))}
          </Details>
        )}
        <ChampCache name="version" value={version} />
        <TexteAMettreAJour state={state} etat={etat} />
        <ChampTexte state={state} name="titre" label="Titre du rapport" required />
        {parties.map((_, i) => (
          <Bloc legende={`Partie ${i + 1}`}>
            {valeur(state, `sections.${i}.source`) && (
              <ChampCache
                name={`sections.${i}.source`}
                value={valeur(state, `sections.${i}.source`)}
              />
            )}
            <ChampTexte
              state={state}
              name={`sections.${i}.titre`}
              label="Titre de la partie"
              required
            />
            <ChampLong state={state} name={`sections.${i}.texte`} label="Texte" rows={6} />
            <Actions>
              <Geste geste={`monter:sections.${i}`} etiquette={`Monter la partie ${i + 1}`}>
                Monter
              </Geste>
              <Geste geste={`retirer:sections.${i}`} etiquette={`Retirer la partie ${i + 1}`}>
                Retirer
              </Geste>
            </Actions>
          </Bloc>
        ))}
        <Bloc legende="Insérer depuis le dossier">
          <Actions>
            {Object.entries(sources).map(([cle, libelle]) => (
              <Geste geste={`inserer:${cle}`}>{libelle}</Geste>
            ))}
          </Actions>
        </Bloc>
        <Actions>
          <Bouton>Enregistrer le rapport</Bouton>
          <LienBouton href={chemins.rapport(rapport.dossierId, rapport.id)} variante="tertiaire">
            Revenir plus tard
          </LienBouton>
        </Actions>
      </Formulaire>
    </div>
  )
}

const aDevalider: ChampGarde[] = [['motifDeReprise', 'Pourquoi la validation est retirée']]
const aRenvoyer: ChampGarde[] = [['motif', 'Ce qu’il faut reprendre']]

/** Who writes it now, where that is no longer whoever began it. */
const repriseDe = (rapport: Rapport): [string, string][] =>
  rapport.plumeId === rapport.redacteurId || !enPreparation(rapport.etat)
    ? []
    : [['Repris par', rapport.plumeId ? (rapport.referentNom ?? '') : 'la direction du service']]

type UnRapportProps = Base & {
  rapport: Rapport
  parties: Awaited<ReturnType<typeof sections>>
  course: Awaited<ReturnType<typeof mouvements>>
  reponses: Awaited<ReturnType<typeof reponses>>
  /** All that was written for the same request. */
  deLaDemande: RapportDuDossier[]
  /** Asked in addition of other reports of the same request. */
  complements: readonly Complement[]
  mesures: readonly MesureLue[]
  obligations: readonly ObligationLue[]
  ecarts: readonly Ecart[]
  suivant: Suivant | null
  rattachements: Awaited<ReturnType<typeof rattachements>>
  changementVu: string
  peut: Record<
    | 'ecrire'
    | 'abandonner'
    | 'reprendre'
    | 'rattacher'
    | 'retirer'
    | 'actualiser'
    | 'valider'
    | 'retirerValidation'
    | 'transmettre'
    | 'repondre'
    | 'retirerReponse',
    boolean
  >
}

export const UnRapport = ({
  identite,
  state,
  rapport,
  parties,
  course,
  reponses,
  mesures,
  peut,
  ...reste
}: UnRapportProps) => {
  const lien = (adresse: (dossierId: string, rapportId: string) => string) =>
    adresse(rapport.dossierId, rapport.id)
  const absents = avertissementDImpression([
    identite.nomComplet,
    rapport.titre,
    rapport.redacteurNom,
    parties,
  ])
  const debout = reponseDebout(reponses)
  const geste = (
    chemin: string,
    libelle: string,
    variante: 'primaire' | 'secondaire' = 'primaire',
  ) => (
    <Formulaire enLigne action={chemin}>
      <Bouton variante={variante}>{libelle}</Bouton>
    </Formulaire>
  )
  return (
    <div class="fil-pile">
      <Titre
        actions={
          <>
            {peut.ecrire && <LienBouton href={lien(chemins.ecrire)}>Modifier</LienBouton>}
            {peut.ecrire && geste(lien(chemins.soumettre), 'Soumettre à la validation')}
            {peut.retirer && geste(lien(chemins.retirer), 'Retirer mon rapport', 'secondaire')}
            {peut.valider && (
              <Formulaire enLigne action={lien(chemins.valider)}>
                <ChampCache name="version" value={String(rapport.version)} />
                <ChampCache name="changementVu" value={reste.changementVu} />
                <Bouton>Valider</Bouton>
              </Formulaire>
            )}
            {peut.transmettre && geste(lien(chemins.transmettre), 'Transmettre au magistrat')}
            {rapport.empreinte && <LienBouton href={lien(chemins.pdf)}>Ouvrir le PDF</LienBouton>}
            <LienSuivant suivant={reste.suivant} />
            {peut.repondre &&
              rapport.etat === 'transmis' &&
              geste(lien(chemins.lu), 'Marquer comme lu', 'secondaire')}
          </>
        }
      >
        {rapport.titre}
      </Titre>
      <Bandeau identite={identite} />
      <ResumeErreurs state={state} />
      {absents && <Alerte genre="attention">{absents}</Alerte>}
      <TextePerime
        r={rapport}
        ecarts={reste.ecarts}
        actualiser={peut.actualiser}
        fige={!ecrivable(rapport.etat) && rapport.etat !== 'soumis'}
      />
      <SuiteDuRapport rapportId={rapport.id} rapports={reste.deLaDemande} />
      <ComplementsDemandes complements={reste.complements} />
      <TexteGarde
        state={state}
        champs={[
          ...(peut.repondre ? [] : aRepondre),
          ...(peut.valider ? [] : aRenvoyer),
          ...(peut.retirerValidation ? [] : aDevalider),
          ...(peut.retirerReponse ? [] : aRetirer),
        ]}
      />
      <Faits
        faits={[
          ['État', <PastilleRapport etat={rapport.etatDit} />],
          ['Adressé à', rapport.juridictionNom],
          ['Rédacteur', rapport.redacteurNom],
          ...repriseDe(rapport),
          [
            'Nature',
            naturesDeRapport[rapport.nature as keyof typeof naturesDeRapport] ?? rapport.nature,
          ],
          [
            'Mesure',
            <SurQuelleMesure
              r={rapport}
              mesures={mesures}
              href={peut.rattacher ? lien(chemins.rattacher) : null}
            />,
          ],
          ['Échéance', <LeJour le={rapport.echeanceLe} />],
        ]}
      />
      <MesureEnVigueur
        dossierId={rapport.dossierId}
        mesures={mesures.filter(mesure =>
          rapport.mesureId ? mesure.mesureId === rapport.mesureId : !mesure.finieLe,
        )}
        obligations={reste.obligations}
      />
      {rapport.empreinte && (
        <p class="fil-discret">
          Document figé. Empreinte SHA-256 : <code>{rapport.empreinte}</code>
        </p>
      )}
      <Reponses r={rapport} reponses={reponses} />
      {peut.retirerReponse && debout && (
        <RetirerReponse r={rapport} state={state} reponse={debout} />
      )}
      {parties.map(partie => (
        <Carte titre={partie.titre}>
          {partie.texte ? <Texte>{partie.texte}</Texte> : <p class="fil-discret">Partie vide.</p>}
        </Carte>
      ))}
      {peut.valider && (
        <Formulaire action={lien(chemins.renvoyer)} etiquette="Renvoyer au rédacteur">
          <h2>Renvoyer au rédacteur</h2>
          <ChampLong state={state} name="motif" label="Ce qu’il faut reprendre" rows={2} required />
          <Actions>
            <Bouton variante="secondaire">Renvoyer</Bouton>
          </Actions>
        </Formulaire>
      )}
      {peut.retirerValidation && <RetirerLaValidation r={rapport} state={state} />}
      {peut.repondre && <Repondre r={rapport} state={state} reponses={reponses} />}
      <AbandonOuReprise
        r={rapport}
        state={state}
        abandonner={peut.abandonner}
        reprendre={peut.reprendre}
      />
      <Tableau
        legende="Parcours du rapport"
        colonnes={[
          { label: 'Quand', rendu: ligne => <Instant a={ligne.a} />, entete: true },
          { label: 'État', rendu: ligne => etapesDites[ligne.etat] ?? ligne.etat },
          { label: 'Par', rendu: ligne => ligne.nomComplet },
          { label: 'Motif', rendu: ligne => ligne.motif ?? '' },
        ]}
        lignes={course}
      />
      <AnciensRattachements lignes={reste.rattachements} mesures={mesures} />
    </div>
  )
}
