import {
  Alerte as Avertissement,
  adresseDeListe,
  Bouton,
  Carte,
  ChampCache,
  ChoixDeFiltre,
  type FormState,
  Formulaire,
  Instant,
  JoursDeFiltre,
  LeJour,
  LienBouton,
  ListeEnTableau,
  Pastille,
  Porte,
  ResumeErreurs,
  Titre,
} from '../platform/interface/index.ts'
import type { Liste } from '../platform/liste.ts'
import type { Alerte, AlerteDecidee, quiACherche, rapprochements } from './alerte.store.ts'
import { chemins } from './compte.paths.ts'

const voies: Record<string, string> = {
  recherche: 'recherches d’une personne',
  import: 'lignes d’import examinées',
  ecriture: 'lignes d’import écrites',
}
/** What an import showed, which nothing has refused. */
const signaux: Record<string, (x: { nombre: number; plafond: number }) => string> = {
  signal_montrees: x => `${x.nombre} personnes suivies ailleurs montrées par des imports (signalé au-delà de ${x.plafond})`,
  signal_inconnues: x =>
    `${x.nombre} lignes d’import ne correspondent à personne de connu, plus de la moitié de celles du jour (signalé au-delà de ${x.plafond} lignes)`,
}
function ceQuiEstArrive(x: Omit<Alerte, 'nomComplet'>): string {
  const fois = x.refusees > 1 ? `${x.refusees} fois` : 'une fois'
  return signaux[x.voie]?.(x) ?? `plafond de ${x.plafond + x.accordees} ${voies[x.voie]} dépassé ${fois}`
}
/** From an alert to what the account did that day: its look-ups, and all its lines for whoever reads its journal. */
const SesLignes = ({ alerte: { compteId, le, nomComplet } }: { alerte: Pick<Alerte, 'compteId' | 'le' | 'nomComplet'> }) => {
  const journal = chemins.duJour(chemins.journalDuService, compteId, le)
  return (
    <>
      <a href={chemins.duJour(chemins.recherches, compteId, le)} aria-label={`Ses recherches de ce jour : ${nomComplet}`}>
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
/** Who passed the limit, or what their import showed, when; and what to do about it. */
const UneAlerte = ({ alerte: x }: { alerte: Alerte }) => (
  <li>
    <strong>{x.nomComplet}</strong>, le <LeJour le={x.le} /> : {ceQuiEstArrive(x)}, la dernière le <Instant a={x.derniereA} />.
    <div class="fil-actions">
      <SesLignes alerte={x} />
      {x.refusees > 0 && (
        <Formulaire enLigne action={chemins.recherches}>
          <ChampCache name="alerteId" value={x.id} />
          <ChampCache name="decision" value="accorder" />
          <Bouton variante="secondaire" etiquette={`Accorder ${x.plafond} de plus aujourd’hui à ${x.nomComplet}`}>
            Accorder {x.plafond} de plus aujourd’hui
          </Bouton>
        </Formulaire>
      )}
      <Formulaire enLigne action={chemins.recherches}>
        <ChampCache name="alerteId" value={x.id} />
        <ChampCache name="decision" value="vue" />
        <Bouton variante="tertiaire" etiquette={`Vu : ${x.nomComplet}`}>
          {x.refusees > 0 ? 'Vu, rien à accorder' : 'Vu'}
        </Bouton>
      </Formulaire>
    </div>
  </li>
)

type Ligne = Awaited<ReturnType<typeof rapprochements>>['lignes'][number]
type Filtre = { du: string; au: string; agent: string }
type Agents = Awaited<ReturnType<typeof quiACherche>>
type Props = { state: FormState; alertes: Alerte[]; liste: Liste<Ligne>; agents: Agents; filtre: Filtre; fautes: string[] }
export const Recherches = ({ state, alertes, liste, agents, filtre, fautes }: Props) => (
  <div class="fil-pile">
    <Titre actions={<LienBouton href={chemins.alertes}>Alertes décidées</LienBouton>}>Recherches hors du service</Titre>
    <ResumeErreurs state={state} />
    <p>
      Qui a cherché une personne que son service ou sa juridiction ne suit pas, pourquoi, et combien de personnes ont été montrées. Les mots
      tapés ne sont gardés nulle part ; chaque personne montrée a cette lecture à son journal.
    </p>
    {alertes.length > 0 && (
      <Carte titre="Alertes à voir">
        <ul class="fil-liste">
          {alertes.map(x => (
            <UneAlerte alerte={x} />
          ))}
        </ul>
      </Carte>
    )}
    <form class="fil-actions" method="get" action={chemins.recherches} aria-label="Choisir les jours et l’agent" data-sans-impression>
      <JoursDeFiltre du={filtre.du} au={filtre.au} />
      <ChoixDeFiltre
        name="agent"
        label="Agent"
        valeur={filtre.agent}
        tous="Tous"
        options={agents.map(a => ({ value: a.agentId, label: a.nomComplet }))}
      />
      <Bouton variante="secondaire">Afficher</Bouton>
    </form>
    {fautes.length > 0 && <Avertissement genre="attention">{fautes.join(' ')}</Avertissement>}
    <ListeEnTableau
      cle="recherches"
      liste={liste}
      nom={['recherche', 'recherches']}
      ligne={l => l.id}
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
        { label: 'Quand', rendu: l => <Instant a={l.a} />, entete: true },
        { label: 'Qui', rendu: l => l.nomComplet },
        { label: 'Pourquoi', rendu: l => l.motif },
        { label: 'Personnes cherchées', rendu: l => l.recherches, nombre: true },
        {
          label: 'Montrées, suivies ailleurs',
          rendu: l => (l.refuse ? <Pastille genre="alerte">Refusée : plafond</Pastille> : l.montrees),
          nombre: true,
        },
      ]}
    />
  </div>
)

/** What was decided of each alert, and by whom: it stays to be read. */
export const AlertesDecidees = ({ liste }: { liste: Liste<AlerteDecidee> }) => (
  <div class="fil-pile">
    <Titre>Alertes décidées</Titre>
    <p>Chaque plafond dépassé et chaque import signalé que quelqu’un a vus, ce qu’il en a décidé, et ce que l’agent a fait ce jour-là.</p>
    <ListeEnTableau
      cle="alertes"
      liste={liste}
      nom={['alerte', 'alertes']}
      ligne={l => l.id}
      url={adresseDeListe(chemins.alertes, liste)}
      legende="Alertes décidées, la dernière décision d’abord"
      vide="Aucune alerte n’a encore été décidée."
      empile
      colonnes={[
        { label: 'Jour', rendu: l => <LeJour le={l.le} />, entete: true },
        { label: 'Qui', rendu: l => l.nomComplet },
        { label: 'Quoi', rendu: l => ceQuiEstArrive({ ...l, accordees: 0 }) },
        {
          label: 'Décision',
          rendu: l => (l.accordees > 0 ? `${l.accordees} de plus accordées ce jour-là` : l.refusees > 0 ? 'Vu, rien accordé' : 'Vu'),
        },
        { label: 'Par', rendu: l => l.decideePar },
        { label: 'Le', rendu: l => (l.vueA ? <Instant a={l.vueA} /> : '') },
        {
          label: 'Voir',
          rendu: l => (
            <div class="fil-actions">
              <SesLignes alerte={l} />
            </div>
          ),
        },
      ]}
    />
  </div>
)
