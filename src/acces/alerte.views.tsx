import {
  Actions,
  adresseDeListe,
  Bouton,
  Carte,
  ChampLong,
  ChampRadios,
  ChoixDeFiltre,
  FautesDeFiltre,
  type FormState,
  Formulaire,
  Instant,
  JoursDeFiltre,
  LeJour,
  LienBouton,
  ListeEnLignes,
  ListeEnTableau,
  Pastille,
  Porte,
  ResumeErreurs,
  Titre,
} from '../platform/interface/index.ts'
import type { Liste } from '../platform/liste.ts'
import type { Alerte, Decision, quiACherche, rapprochements } from './alerte.store.ts'
import { chemins } from './compte.paths.ts'

const voies: Record<string, string> = {
  recherche: 'recherches d’une personne',
  import: 'lignes d’import examinées',
  ecriture: 'lignes d’import écrites',
}
/** What an import showed, which nothing has refused. */
const signaux: Record<string, (x: { nombre: number; plafond: number }) => string> = {
  signal_montrees: x =>
    `${x.nombre} personnes suivies ailleurs montrées par des imports (signalé au-delà de ${x.plafond})`,
  signal_inconnues: x =>
    `${x.nombre} lignes d’import ne correspondent à personne de connu, plus de la moitié de celles du jour (signalé au-delà de ${x.plafond} lignes)`,
}
type Compte = Pick<Decision, 'voie' | 'plafond' | 'refusees' | 'nombre'>
/** Of these refusals: the limit that they met. */
function ceQuiEstArrive(x: Compte): string {
  const fois = x.refusees > 1 ? `${x.refusees} fois` : 'une fois'
  return signaux[x.voie]?.(x) ?? `plafond de ${x.plafond} ${voies[x.voie]} dépassé ${fois}`
}
const present = (x: Alerte) => ceQuiEstArrive({ ...x, plafond: x.limite })
const enMots = ({ accordees, refusees }: Decision) => {
  if (accordees > 0) return `${accordees} de plus accordées ce jour-là`
  return refusees > 0 ? 'Vu, rien accordé' : 'Vu'
}
/**
 * From an alert to what the account did that day: its look-ups, and all its lines for whoever reads
 * its journal.
 */
const SesLignes = ({
  alerte: { compteId, le, nomComplet },
}: {
  alerte: Pick<Alerte, 'compteId' | 'le' | 'nomComplet'>
}) => {
  const journal = chemins.duJour(chemins.journalDuService, compteId, le)
  return (
    <>
      <a
        href={chemins.duJour(chemins.recherches, compteId, le)}
        aria-label={`Ses recherches de ce jour : ${nomComplet}`}
      >
        Ses recherches de ce jour
      </a>
      <Porte vers={journal}>
        <a href={journal} aria-label={`Tout son journal de ce jour : ${nomComplet}`}>
          Tout son journal de ce jour
        </a>
      </Porte>
    </>
  )
}
/** Who passed the limit, or what their import showed, when. */
const EnBref = ({ alerte: x }: { alerte: Alerte }) => (
  <li>
    <strong>{x.nomComplet}</strong>, le <LeJour le={x.le} /> : {present(x)}, la dernière le{' '}
    <Instant a={x.derniereA} />.{x.accordees > 0 && ` Déjà accordées : ${x.accordees}.`}
    <div class="fil-actions">
      <LienBouton href={chemins.alerte(x.id)}>Décider pour {x.nomComplet}</LienBouton>
      <SesLignes alerte={x} />
    </div>
  </li>
)

type UneAlerteProps = { state: FormState; alerte: Alerte; decisions: Liste<Decision> }
/** One alert: what happened, what waits to be decided, all that was. */
export const UneAlerte = ({ state, alerte: x, decisions }: UneAlerteProps) => (
  <div class="fil-pile">
    <Titre>
      Alerte du <LeJour le={x.le} />
      {'\u00a0'}: {x.nomComplet}
    </Titre>
    <p>
      {majuscule(present(x))}, la dernière le <Instant a={x.derniereA} />.
    </p>
    <div class="fil-actions">
      <SesLignes alerte={x} />
    </div>
    {x.vueA ? (
      <>
        <ResumeErreurs state={state} />
        <p>
          Rien n’attend de décision. Une recherche refusée de plus la fera revenir dans « Pour moi
          ».
        </p>
      </>
    ) : (
      <Decider state={state} alerte={x} />
    )}
    <h2>Décisions prises</h2>
    <ListeEnLignes
      cle="decisions"
      liste={decisions}
      nom={['décision', 'décisions']}
      ligne={ligne => ligne.id}
      url={adresseDeListe(chemins.alerte(x.id), decisions)}
      vide="Aucune pour l’instant."
      rendu={ligne => (
        <>
          <Instant a={ligne.a} />, {ligne.parNom} : {enMots(ligne)}, {ceQuiEstArrive(ligne)}.
          {ligne.motif && ` « ${ligne.motif} »`}
        </>
      )}
    />
  </div>
)
const Decider = ({ state, alerte: x }: { state: FormState; alerte: Alerte }) => (
  <Formulaire>
    <ResumeErreurs state={state} />
    <ChampRadios
      state={state}
      name="decision"
      label="Que décidez-vous ?"
      required
      options={choixDe(x)}
    />
    <ChampLong
      state={state}
      name="motif"
      label="Pourquoi"
      hint={
        x.refusees > 0
          ? 'Nécessaire pour accorder. Gardé avec la décision.'
          : 'Gardé avec la décision.'
      }
      rows={2}
      maxlength={1000}
    />
    <Actions>
      <Bouton>Enregistrer la décision</Bouton>
      <LienBouton href={chemins.alertes} variante="tertiaire">
        Toutes les alertes
      </LienBouton>
    </Actions>
  </Formulaire>
)
/** A grant says why; an import of which nothing was refused has nothing to grant. */
const choixDe = (x: Alerte) => {
  const accorder = {
    value: 'accorder',
    label: `Accorder ${x.plafond} de plus aujourd’hui`,
    hint: 'L’agent le lit dans « Pour moi ».',
  }
  const vue = {
    value: 'vue',
    label: 'Vu',
    hint: 'Ce qui arrivera ensuite sera signalé de nouveau.',
  }
  return x.refusees > 0 ? [accorder, { ...vue, label: 'Vu, rien à accorder' }] : [vue]
}
const majuscule = (texte: string) => texte.charAt(0).toUpperCase() + texte.slice(1)

/** Those that wait, first. */
const AVoir = ({ alertes }: { alertes: Alerte[] }) =>
  alertes.length === 0 ? null : (
    <Carte titre="Alertes à voir">
      <ul class="fil-liste">
        {alertes.map(x => (
          <EnBref alerte={x} />
        ))}
      </ul>
    </Carte>
  )

type Ligne = Awaited<ReturnType<typeof rapprochements>>['lignes'][number]
type Filtre = { du: string; au: string; agent: string }
type Agents = Awaited<ReturnType<typeof quiACherche>>
type Props = {
  alertes: Alerte[]
  liste: Liste<Ligne>
  agents: Agents
  filtre: Filtre
  fautes: string[]
}
export const Recherches = ({ alertes, liste, agents, filtre, fautes }: Props) => (
  <div class="fil-pile">
    <Titre actions={<LienBouton href={chemins.alertes}>Toutes les alertes</LienBouton>}>
      Recherches hors du service
    </Titre>
    <p>
      Qui a cherché une personne que son service ou sa juridiction ne suit pas, pourquoi, et combien
      de personnes ont été montrées. Les mots tapés ne sont gardés nulle part ; chaque personne
      montrée a cette lecture à son journal.
    </p>
    <AVoir alertes={alertes} />
    <form
      class="fil-actions"
      method="get"
      action={chemins.recherches}
      aria-label="Choisir les jours et l’agent"
      data-sans-impression
    >
      <JoursDeFiltre du={filtre.du} au={filtre.au} />
      <ChoixDeFiltre
        name="agent"
        label="Agent"
        valeur={filtre.agent}
        tous="Tous"
        options={agents.map(agent => ({ value: agent.agentId, label: agent.nomComplet }))}
      />
      <Bouton variante="secondaire">Afficher</Bouton>
    </form>
    <FautesDeFiltre fautes={fautes} />
    <ListeEnTableau
      cle="recherches"
      liste={liste}
      nom={['recherche', 'recherches']}
      ligne={ligne => ligne.id}
      url={adresseDeListe(chemins.recherches, liste, filtre)}
      legende="Recherches, la plus récente d’abord"
      vide={
        Object.values(filtre).some(Boolean) ? (
          <>
            Aucune recherche sous ces filtres. <a href={chemins.recherches}>Tout voir</a>
          </>
        ) : (
          'Aucune recherche hors du service pour l’instant.'
        )
      }
      empile
      colonnes={[
        { label: 'Quand', rendu: ligne => <Instant a={ligne.a} />, entete: true },
        { label: 'Qui', rendu: ligne => ligne.nomComplet },
        { label: 'Pourquoi', rendu: ligne => ligne.motif },
        { label: 'Personnes cherchées', rendu: ligne => ligne.recherches, nombre: true },
        {
          label: 'Montrées, suivies ailleurs',
          rendu: ligne =>
            ligne.refuse ? <Pastille genre="alerte">Refusée : plafond</Pastille> : ligne.montrees,
          nombre: true,
        },
      ]}
    />
  </div>
)

/** What waits; then what was decided of each alert, why and by whom: it stays to be read. */
export const Alertes = ({ alertes, liste }: { alertes: Alerte[]; liste: Liste<Decision> }) => (
  <div class="fil-pile">
    <Titre>Alertes</Titre>
    <p>
      Chaque plafond dépassé et chaque import signalé, ce qui en est décidé, et ce que l’agent a
      fait ce jour-là.
    </p>
    <AVoir alertes={alertes} />
    <ListeEnTableau
      cle="alertes"
      liste={liste}
      nom={['décision', 'décisions']}
      ligne={ligne => ligne.id}
      url={adresseDeListe(chemins.alertes, liste)}
      legende="Alertes décidées, la dernière décision d’abord"
      vide="Aucune alerte n’a encore été décidée."
      empile
      colonnes={[
        { label: 'Jour', rendu: ligne => <LeJour le={ligne.le} />, entete: true },
        { label: 'Qui', rendu: ligne => ligne.nomComplet },
        {
          label: 'Quoi',
          rendu: ligne => <a href={chemins.alerte(ligne.alerteId)}>{ceQuiEstArrive(ligne)}</a>,
        },
        { label: 'Décision', rendu: enMots },
        { label: 'Pourquoi', rendu: ligne => ligne.motif ?? '' },
        { label: 'Par', rendu: ligne => ligne.parNom },
        { label: 'Le', rendu: ligne => <Instant a={ligne.a} /> },
        {
          label: 'Voir',
          rendu: ligne => (
            <div class="fil-actions">
              <SesLignes alerte={ligne} />
            </div>
          ),
        },
      ]}
    />
  </div>
)
