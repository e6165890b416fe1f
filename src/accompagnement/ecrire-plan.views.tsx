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
  ChampCache,
  ChampChoix,
  ChampTexte,
  type FormState,
  Formulaire,
  Geste,
  LienBouton,
  lignesDe,
  Rangee,
  ResumeErreurs,
  Texte,
  valeur,
} from '../platform/interface/index.ts'
import { chemins } from './accompagnement.paths.ts'
import { clesDomaines, domaines, planEnTexte } from './accompagnement.rules.ts'
import type { Plan } from './plan.store.ts'

const choixDomaines = clesDomaines.map(value => ({ value, label: domaines[value] }))

type EcrireProps = {
  identite: Identite
  state: FormState
  brouillon: BrouillonDeFormulaire
  actuel: Plan | undefined
  version: number
}

export const EcrirePlan = ({ identite, state, brouillon, actuel, version }: EcrireProps) => {
  const objectifs = lignesDe(state.values, 'objectifs')
  const conflit =
    state.refusals.length > 0 && actuel && Number(valeur(state, 'version')) !== version
  return (
    <div class="fil-pile">
      <h1>Écrire le plan avec la personne</h1>
      <Bandeau identite={identite} />
      <BrouillonRepris brouillon={brouillon} />
      <Formulaire large action={chemins.ecrirePlan(identite.dossierId)} brouillon={brouillon}>
        <ResumeErreurs state={state} />
        {conflit && (
          <Alerte genre="attention">
            <p>
              Version {actuel.version}, de {actuel.agentNom} :
            </p>
            <Texte>{planEnTexte(actuel.objectifs)}</Texte>
          </Alerte>
        )}
        <ChampCache name="version" value={version} />
        {version > 0 && <ChampTexte state={state} name="motif" label="Ce qui change et pourquoi" />}
        {objectifs.map((objectif, i) => (
          <Bloc legende={`Objectif ${i + 1}`}>
            {valeur(state, `objectifs.${i}.objectifId`) && (
              <ChampCache
                name={`objectifs.${i}.objectifId`}
                value={valeur(state, `objectifs.${i}.objectifId`)}
              />
            )}
            <Rangee>
              <ChampTexte
                state={state}
                name={`objectifs.${i}.intitule`}
                label="Objectif"
                required
              />
              <ChampChoix
                state={state}
                name={`objectifs.${i}.domaine`}
                label="Domaine"
                options={choixDomaines}
                required
              />
            </Rangee>
            {lignesDe(objectif, 'etapes').map((_, rang) => (
              <Etape
                state={state}
                nom={`objectifs.${i}.etapes.${rang}`}
                numero={`${i + 1}.${rang + 1}`}
              />
            ))}
            <Actions>
              <Geste
                geste={`ajouter:objectifs.${i}.etapes`}
                etiquette={`Ajouter une étape à l’objectif ${i + 1}`}
              >
                Ajouter une étape
              </Geste>
              <Geste geste={`monter:objectifs.${i}`} etiquette={`Monter l’objectif ${i + 1}`}>
                Monter
              </Geste>
              <Geste geste={`retirer:objectifs.${i}`} etiquette={`Retirer l’objectif ${i + 1}`}>
                Retirer
              </Geste>
            </Actions>
          </Bloc>
        ))}
        <Actions>
          <Geste geste="ajouter:objectifs">Ajouter un objectif</Geste>
        </Actions>
        <Actions>
          <Bouton>Enregistrer le plan</Bouton>
          <LienBouton href={chemins.plan(identite.dossierId)} variante="tertiaire">
            Revenir plus tard
          </LienBouton>
        </Actions>
      </Formulaire>
    </div>
  )
}

const Etape = ({ state, nom, numero }: { state: FormState; nom: string; numero: string }) => (
  <Bloc legende={`Étape ${numero}`}>
    {valeur(state, `${nom}.etapeId`) && (
      <ChampCache name={`${nom}.etapeId`} value={valeur(state, `${nom}.etapeId`)} />
    )}
    <ChampTexte state={state} name={`${nom}.quoi`} label="Quoi" required />
    <Rangee>
      <ChampTexte state={state} name={`${nom}.qui`} label="Qui" />
      <ChampTexte state={state} name={`${nom}.avec`} label="Avec" />
      <ChampTexte state={state} name={`${nom}.pourLe`} label="Pour le" type="date" />
    </Rangee>
    <Actions>
      <Geste geste={`retirer:${nom}`} etiquette={`Retirer l’étape ${numero}`}>
        Retirer l’étape
      </Geste>
    </Actions>
  </Bloc>
)
