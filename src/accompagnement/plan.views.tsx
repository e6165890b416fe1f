import { Bandeau, type Identite } from '../dossiers/index.ts'
import {
  Actions,
  Bouton,
  Carte,
  ChampCache,
  ChampCases,
  ChampLong,
  ChampTexte,
  Comparaison,
  EtatVide,
  type FormState,
  Formulaire,
  Instant,
  LeJour,
  LienBouton,
  Pastille,
  ResumeErreurs,
  Titre,
} from '../platform/interface/index.ts'
import { chemins } from './accompagnement.paths.ts'
import { accords, libelleDeDomaine, planEnTexte } from './accompagnement.rules.ts'
import type { Plan, versionsDePlan } from './plan.store.ts'

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
            {accords[plan.accord]}
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
              {version.accord && <Pastille>{accords[version.accord]}</Pastille>}
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
