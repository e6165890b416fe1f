import {
  Actions,
  Alerte,
  Bouton,
  Carte,
  ChampCache,
  ChampCases,
  ChampChoix,
  EtatVide,
  Faits,
  type FormState,
  Formulaire,
  Instant,
  Lien,
  LienBouton,
  Pastille,
  ResumeErreurs,
  Tableau,
  Titre,
  valeur,
  versionDuFormulaire,
} from '../platform/interface/index.ts'
import { chemins } from './calendrier.paths.ts'
import { type Detail, details } from './flux.rules.ts'
import type { AgendaEtFlux, Flux } from './flux.store.ts'

type Ecran = {
  aMoi: boolean
  monFlux: Flux | undefined
  agendas: AgendaEtFlux[]
  tenir: boolean
  reglage: { fluxAvecNoms: boolean; version: number }
  fuseau: string
}
const vide: FormState = { values: { detail: 'types' }, errors: {}, refusals: [] }
const aides: Record<Detail, string> = {
  occupe: 'Pour un téléphone personnel : rien ne dit où ni pourquoi.',
  types: 'Sans aucun nom.',
  noms: 'Chaque lecture est notée au journal.',
}
const optionsDe = (avecNoms: boolean) =>
  Object.entries(details)
    .filter(([cle]) => cle !== 'noms' || avecNoms)
    .map(([value, label]) => ({ value, label, hint: aides[value as Detail] }))
const libelleDe = (detail: string, avecNoms: boolean) =>
  detail === 'noms' && !avecNoms
    ? `${details.types} (le service n’admet plus les noms)`
    : (details[detail as Detail] ?? detail)

/** Feeds that other diaries read: mine, those of the service's agendas, and what they may show. */
export const Calendriers = ({ aMoi, monFlux, agendas, tenir, reglage, fuseau }: Ecran) => (
  <div class="fil-pile">
    <Titre actions={<LienBouton href={chemins.semaine()}>Voir la semaine</LienBouton>}>
      Calendriers à suivre ailleurs
    </Titre>
    <p>
      Un lien secret montre les convocations dans le calendrier d’un ordinateur ou d’un téléphone,
      et les tient à jour : une convocation déplacée s’y déplace, une convocation annulée en
      disparaît. Qui a le lien lit ce calendrier sans mot de passe : ne le donnez à personne.
    </p>
    {aMoi && <MonFlux flux={monFlux} reglage={reglage} fuseau={fuseau} />}
    {tenir && <FluxDesAgendas agendas={agendas} reglage={reglage} fuseau={fuseau} />}
    {tenir && (
      <Carte titre="Noms dans les calendriers" lien={{ href: chemins.reglage, label: 'Modifier' }}>
        <p>
          {reglage.fluxAvecNoms
            ? 'Votre service admet le nom des personnes dans les calendriers dont le lien le demande.'
            : 'Aucun nom de personne ne sort dans les calendriers de votre service.'}
        </p>
      </Carte>
    )}
  </div>
)

const DernierAcces = ({ a: instant, fuseau }: { a: string | null; fuseau: string }) =>
  instant ? <Instant a={instant} fuseau={fuseau} /> : <>jamais</>

function MonFlux({
  flux,
  reglage,
  fuseau,
}: {
  flux: Flux | undefined
  reglage: Ecran['reglage']
  fuseau: string
}) {
  return (
    <Carte titre="Mon calendrier">
      <div class="fil-pile">
        {flux ? (
          <>
            <Faits
              faits={[
                ['Il montre', libelleDe(flux.detail, reglage.fluxAvecNoms)],
                ['Lien créé le', <Instant a={flux.creeA} fuseau={fuseau} />],
                [
                  'Lu pour la dernière fois',
                  <DernierAcces a={flux.dernierAccesA} fuseau={fuseau} />,
                ],
              ]}
            />
            <Formulaire enLigne action={chemins.revoquer(flux.id)} etiquette="Fermer mon lien">
              <Bouton variante="danger">Fermer ce lien</Bouton>
            </Formulaire>
          </>
        ) : (
          <p>Vous n’avez pas de lien.</p>
        )}
        <Formulaire action={chemins.creerLeMien} etiquette="Créer mon lien">
          <ChampCases
            state={vide}
            name="detail"
            label="Ce que le calendrier montre"
            required
            options={optionsDe(reglage.fluxAvecNoms)}
          />
          {flux && (
            <p class="fil-discret">
              Le lien d’aujourd’hui ne marchera plus : il faudra donner le nouveau à votre
              calendrier.
            </p>
          )}
          <Actions>
            <Bouton variante={flux ? 'secondaire' : 'primaire'}>
              {flux ? 'Remplacer le lien' : 'Créer mon lien'}
            </Bouton>
          </Actions>
        </Formulaire>
      </div>
    </Carte>
  )
}

function FluxDesAgendas({
  agendas,
  reglage,
  fuseau,
}: {
  agendas: AgendaEtFlux[]
  reglage: Ecran['reglage']
  fuseau: string
}) {
  const suivis = agendas.filter(ligne => ligne.fluxId !== null)
  const clos = agendas.filter(ligne => ligne.accesClos)
  return (
    <Carte titre="Agendas du service">
      {agendas.length === 0 ? (
        <EtatVide>Aucun agenda n’est ouvert dans votre service.</EtatVide>
      ) : (
        <div class="fil-pile">
          {clos.length > 0 && (
            <Alerte genre="attention">
              Un lien s’arrête avec l’accès de la personne qui l’a créé. Celui-ci ne répond plus,
              créez-en un nouveau pour ceux qui le suivaient :{' '}
              {clos.map(ligne => `${ligne.nom}, ${ligne.lieuNom}`).join(' ; ')}.
            </Alerte>
          )}
          <Tableau
            legende="Liens en cours"
            vide="Aucun agenda n’a de lien."
            lignes={suivis}
            colonnes={[
              { label: 'Agenda', rendu: ligne => `${ligne.nom}, ${ligne.lieuNom}`, entete: true },
              {
                label: 'Il montre',
                rendu: ligne => libelleDe(ligne.detail ?? '', reglage.fluxAvecNoms),
              },
              {
                label: 'Lien créé',
                rendu: ligne => (
                  <>
                    {ligne.creeA && <Instant a={ligne.creeA} fuseau={fuseau} />} par{' '}
                    {ligne.creeParNom}{' '}
                    {ligne.createurPartiLe && (
                      <Pastille genre="attention">Son auteur part : remplacez le lien</Pastille>
                    )}
                  </>
                ),
              },
              {
                label: 'Lu',
                rendu: ligne => <DernierAcces a={ligne.dernierAccesA} fuseau={fuseau} />,
              },
              {
                label: 'Fermer',
                rendu: ligne => (
                  <Formulaire enLigne action={chemins.revoquerDAgenda(ligne.fluxId ?? '')}>
                    <Bouton
                      variante="danger"
                      etiquette={`Fermer le lien de ${ligne.nom}, ${ligne.lieuNom}`}
                    >
                      Fermer
                    </Bouton>
                  </Formulaire>
                ),
              },
            ]}
          />
          <Formulaire action={chemins.creerDAgenda} etiquette="Créer le lien d’un agenda">
            <ChampChoix
              state={vide}
              name="agendaId"
              label="Agenda"
              required
              options={agendas.map(ligne => ({
                value: ligne.agendaId,
                label: `${ligne.nom}, ${ligne.lieuNom}${ligne.fluxId ? ' (remplace le lien en cours)' : ''}`,
              }))}
            />
            <ChampCases
              state={vide}
              name="detail"
              label="Ce que son calendrier montre"
              required
              options={optionsDe(reglage.fluxAvecNoms)}
              enLigne
            />
            <Actions>
              <Bouton variante="secondaire">Créer le lien</Bouton>
            </Actions>
          </Formulaire>
        </div>
      )}
    </Carte>
  )
}

/** The one time that the secret is shown. */
export const LienDuFlux = ({ adresse }: { adresse: string }) => (
  <div class="fil-pile">
    <Titre>Votre lien est prêt</Titre>
    <Alerte genre="attention">
      <p>
        <strong>Copiez-le maintenant : il ne sera plus montré.</strong> Si vous le perdez, ou si
        quelqu’un d’autre l’a vu, remplacez-le ou fermez-le depuis la page des calendriers.
      </p>
    </Alerte>
    <div class="ds-field">
      <label for="lien">Adresse du calendrier</label>
      <input class="ds-input" id="lien" type="text" readonly value={adresse} autocomplete="off" />
    </div>
    <Carte titre="Où le coller">
      <ul>
        <li>Outlook : Ajouter un calendrier, puis S’abonner à partir du web.</li>
        <li>Thunderbird : Nouvel agenda, puis Sur le réseau.</li>
        <li>Téléphone : Ajouter un compte de calendrier, puis Calendrier avec abonnement.</li>
      </ul>
      <p class="fil-discret">
        Le calendrier se met à jour de lui-même, plus ou moins vite selon le logiciel qui le lit.
      </p>
    </Carte>
    <Actions>
      <Lien href={chemins.calendriers}>Revenir aux calendriers</Lien>
    </Actions>
  </div>
)

export const FicheReglage = ({ state, version }: { state: FormState; version: number }) => (
  <div class="fil-pile">
    <Titre>Noms dans les calendriers</Titre>
    <Alerte genre="attention">
      <p>
        Un calendrier suivi quitte Fil rouge : il est copié sur des téléphones et chez des
        hébergeurs que le service ne tient pas, et se lit sans mot de passe. Un nom y dit que la
        personne est suivie par la justice.
      </p>
    </Alerte>
    <Formulaire>
      <ResumeErreurs state={state} />
      <ChampCache name="version" value={versionDuFormulaire(state, version)} />
      <ChampCases
        state={state}
        name="avecNoms"
        label="Les agents peuvent-ils demander un calendrier avec les noms ?"
        required
        options={[
          {
            value: 'non',
            label: 'Non',
            hint: 'Les liens qui montraient les noms ne les montrent plus, dès leur prochaine lecture.',
          },
          {
            value: 'oui',
            label: 'Oui',
            hint: 'Chaque agent choisit encore, pour son propre lien. Chaque lecture est notée au journal.',
          },
        ]}
      />
      <Actions>
        <Bouton>Enregistrer</Bouton>
        <LienBouton href={chemins.calendriers}>Annuler</LienBouton>
      </Actions>
    </Formulaire>
    {valeur(state, 'avecNoms') === '' && (
      <p class="fil-discret">Aucun nom ne sort tant que personne n’a répondu oui.</p>
    )}
  </div>
)
