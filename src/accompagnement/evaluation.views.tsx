import {
  Bandeau,
  type BrouillonDeFormulaire,
  BrouillonRepris,
  type Identite,
} from '../dossiers/index.ts'
import {
  Actions,
  Alerte,
  Bloc,
  Bouton,
  Carte,
  ChampCache,
  ChampLong,
  EtatVide,
  type FormState,
  Formulaire,
  Instant,
  LienBouton,
  Rangee,
  ResumeErreurs,
  Texte,
  Titre,
} from '../platform/interface/index.ts'
import { chemins } from './accompagnement.paths.ts'
import { clesDomaines, domaines, libelleDeDomaine } from './accompagnement.rules.ts'
import type { evaluation } from './accompagnement.store.ts'

type Evaluation = Awaited<ReturnType<typeof evaluation>>

export const parties = [
  ['appuis', 'Points d’appui'],
  ['obstacles', 'Obstacles'],
  ['paroles', 'Les mots de la personne'],
  ['desaccord', 'Désaccord entre professionnels'],
] as const

export const PageEvaluation = ({
  identite,
  evaluation,
  ecrire,
}: {
  identite: Identite
  evaluation: Evaluation
  ecrire: boolean
}) => (
  <div class="fil-pile">
    <Titre
      actions={
        ecrire && (
          <LienBouton href={chemins.evaluer(identite.dossierId)} variante="primaire">
            {evaluation ? 'Compléter' : 'Commencer l’évaluation'}
          </LienBouton>
        )
      }
    >
      Évaluation
    </Titre>
    <Bandeau identite={identite} />
    {!evaluation && (
      <EtatVide>
        L’évaluation n’est pas commencée. Elle se raconte par domaine de vie ; rien ne s’y
        additionne.
      </EtatVide>
    )}
    {evaluation && (
      <p class="fil-discret">
        Version {evaluation.version}, par {evaluation.agentNom}, le{' '}
        <Instant a={evaluation.ecriteA} />
      </p>
    )}
    {evaluation?.synthese && (
      <Carte titre="Synthèse">
        <Texte>{evaluation.synthese}</Texte>
      </Carte>
    )}
    <div class="fil-colonnes">
      {evaluation?.domaines.map(domaine => (
        <Carte titre={libelleDeDomaine(domaine.domaine)}>
          {parties.map(
            ([cle, libelle]) =>
              domaine[cle] && (
                <>
                  <h3>{libelle}</h3>
                  <Texte>{domaine[cle]}</Texte>
                </>
              ),
          )}
        </Carte>
      ))}
    </div>
  </div>
)

export const Evaluer = ({
  identite,
  state,
  brouillon,
  version,
  actuelle,
}: {
  identite: Identite
  state: FormState
  brouillon: BrouillonDeFormulaire
  version: number
  actuelle: Evaluation
}) => (
  <div class="fil-pile">
    <h1>Évaluer avec la personne</h1>
    <Bandeau identite={identite} />
    <BrouillonRepris brouillon={brouillon} />
    <Formulaire large action={chemins.evaluer(identite.dossierId)} brouillon={brouillon}>
      <ResumeErreurs state={state} />
      {state.refusals.length > 0 && actuelle && (
        <Alerte genre="attention">
          <p>
            Version {actuelle.version}, de {actuelle.agentNom} :
          </p>
          <Texte>{actuelle.synthese}</Texte>
          {actuelle.domaines.map(domaine => (
            <Texte>{`${libelleDeDomaine(domaine.domaine)} : ${parties
              .map(([cle]) => domaine[cle])
              .filter(Boolean)
              .join(' / ')}`}</Texte>
          ))}
        </Alerte>
      )}
      <ChampCache name="version" value={version} />
      {clesDomaines.map(cleDomaine => (
        <Bloc legende={domaines[cleDomaine]}>
          <Rangee>
            {parties.map(([cle, libelle]) => (
              <ChampLong
                state={state}
                name={`domaines.${cleDomaine}.${cle}`}
                label={libelle}
                rows={2}
              />
            ))}
          </Rangee>
        </Bloc>
      ))}
      <ChampLong state={state} name="synthese" label="Synthèse" rows={5} />
      <Actions>
        <Bouton>Enregistrer l’évaluation</Bouton>
        <LienBouton href={chemins.evaluation(identite.dossierId)} variante="tertiaire">
          Revenir plus tard
        </LienBouton>
      </Actions>
    </Formulaire>
  </div>
)
