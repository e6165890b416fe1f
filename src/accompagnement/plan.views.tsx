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
  ChampCases,
  ChampChoix,
  ChampLong,
  ChampTexte,
  Comparaison,
  EtatVide,
  type FormState,
  Formulaire,
  Geste,
  Instant,
  LeJour,
  LienBouton,
  lignesDe,
  Pastille,
  Rangee,
  ResumeErreurs,
  Texte,
  Titre,
  valeur,
} from '../platform/interface/index.ts'
import { chemins } from './accompagnement.paths.ts'
import {
  accords,
  clesDomaines,
  domaines,
  libelleDeDomaine,
  planEnTexte,
} from './accompagnement.rules.ts'
import type { Plan, versionsDePlan } from './accompagnement.store.ts'

const choixDomaines = clesDomaines.map(value => ({ value, label: domaines[value] }))

/** The plan as it is read: objectives, steps, and what the person said of it. */
export const LePlan = ({
  plan,
  dossierId,
  ecrire,
}: {
  plan: Plan
  dossierId: string
  ecrire: boolean
}) => (
  <div class="fil-pile-serree">
    <p>
      {plan.accord ? (
        <>
          <Pastille genre={plan.accord === 'accord' ? 'ok' : 'attention'}>
            {accords[plan.accord as keyof typeof accords]}
          </Pastille>{' '}
          le <LeJour le={plan.accordLe} />
          {plan.accordParoles && ` : « ${plan.accordParoles} »`}
        </>
      ) : (
        <Pastille genre="attention">L’avis de la personne n’est pas encore recueilli</Pastille>
      )}
    </p>
    <ol>
      {plan.objectifs.map(objectif => (
        <li>
          <strong>{objectif.intitule}</strong>{' '}
          <Pastille>{libelleDeDomaine(objectif.domaine)}</Pastille>
          <ul>
            {objectif.etapes.map(etape => (
              <li>
                {etape.faiteLe ? <s>{etape.quoi}</s> : etape.quoi}
                {etape.qui && `, ${etape.qui}`}
                {etape.avec && `, avec ${etape.avec}`}
                {etape.pourLe && (
                  <>
                    , pour le <LeJour le={etape.pourLe} />
                  </>
                )}{' '}
                {etape.faiteLe && (
                  <Pastille genre="ok">
                    Faite le <LeJour le={etape.faiteLe} />
                  </Pastille>
                )}
                {ecrire && etape.faiteLe && (
                  <Formulaire enLigne action={chemins.annulerEtape(dossierId, etape.etapeId)}>
                    <Bouton
                      variante="tertiaire"
                      etiquette={`Annuler, pas encore faite : ${etape.quoi}`}
                    >
                      Annuler
                    </Bouton>
                  </Formulaire>
                )}
                {ecrire && !etape.faiteLe && (
                  <Formulaire enLigne action={chemins.etape(dossierId, etape.etapeId)}>
                    <Bouton variante="tertiaire" etiquette={`Noter faite : ${etape.quoi}`}>
                      Noter faite
                    </Bouton>
                  </Formulaire>
                )}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  </div>
)

type PageProps = {
  identite: Identite
  plan: Plan | undefined
  versions: Awaited<ReturnType<typeof versionsDePlan>>
  ecrire: boolean
  state: FormState
}

export const PagePlan = ({ identite, plan, versions, ecrire, state }: PageProps) => (
  <div class="fil-pile">
    <Titre
      actions={
        ecrire && (
          <LienBouton href={chemins.ecrirePlan(identite.dossierId)} variante="primaire">
            {plan ? 'Écrire une nouvelle version' : 'Écrire le plan'}
          </LienBouton>
        )
      }
    >
      Plan d’accompagnement
    </Titre>
    <Bandeau identite={identite} />
    {!plan && (
      <EtatVide>
        Le plan n’est pas encore écrit. Il se construit avec la personne, à partir de l’évaluation.
      </EtatVide>
    )}
    {plan && (
      <Carte titre={`Version ${plan.version}`}>
        <p class="fil-discret">
          Écrite par {plan.agentNom} le <Instant a={plan.ecriteA} />
        </p>
        <LePlan plan={plan} dossierId={identite.dossierId} ecrire={ecrire} />
      </Carte>
    )}
    {plan && ecrire && !plan.accord && (
      <Formulaire action={chemins.accord(identite.dossierId)} etiquette="Avis de la personne">
        <h2>Ce que la personne en dit</h2>
        <ResumeErreurs state={state} />
        <ChampCache name="version" value={plan.version} />
        <ChampCases
          state={state}
          name="accord"
          label="Son avis"
          options={Object.entries(accords).map(([value, label]) => ({ value, label }))}
          required
        />
        <ChampTexte state={state} name="accordLe" label="Recueilli le" type="date" required />
        <ChampLong state={state} name="accordParoles" label="Ses mots" rows={2} />
        <Actions>
          <Bouton>Enregistrer son avis</Bouton>
        </Actions>
      </Formulaire>
    )}
    {versions.length > 1 && (
      <Carte
        titre="Versions"
        lien={{ href: chemins.comparer(identite.dossierId), label: 'Comparer les deux dernières' }}
      >
        <ul>
          {versions.map(version => (
            <li>
              Version {version.version}, {version.agentNom}, <Instant a={version.ecriteA} />{' '}
              {version.motif && `: ${version.motif}`}{' '}
              {version.accord && (
                <Pastille>{accords[version.accord as keyof typeof accords]}</Pastille>
              )}
              {version.version > 1 && (
                <>
                  {' '}
                  ·{' '}
                  <a
                    href={`${chemins.comparer(identite.dossierId)}?avant=${version.version - 1}&apres=${version.version}`}
                  >
                    comparer avec la précédente
                  </a>
                </>
              )}
            </li>
          ))}
        </ul>
      </Carte>
    )}
  </div>
)

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

export const ComparerPlans = ({
  identite,
  avant,
  apres,
}: {
  identite: Identite
  avant: Plan
  apres: Plan
}) => (
  <div class="fil-pile">
    <h1>Deux versions du plan</h1>
    <Bandeau identite={identite} />
    <Comparaison
      avant={planEnTexte(avant.objectifs)}
      apres={planEnTexte(apres.objectifs)}
      titres={[`Version ${avant.version}`, `Version ${apres.version}`]}
    />
  </div>
)
