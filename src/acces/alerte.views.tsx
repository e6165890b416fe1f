import {
  adresseDeListe,
  Bouton,
  Carte,
  ChampCache,
  type FormState,
  Formulaire,
  Instant,
  LeJour,
  ListeEnTableau,
  Pastille,
  ResumeErreurs,
  Titre,
} from '../platform/interface/index.ts'
import type { Liste } from '../platform/liste.ts'
import type { Alerte, rapprochements } from './alerte.store.ts'
import { chemins } from './compte.paths.ts'

const voies: Record<string, string> = {
  recherche: 'recherches d’une personne',
  import: 'lignes d’import examinées',
  ecriture: 'lignes d’import écrites',
}
/** Who passed the limit, how often, when; and what to do about it. */
const UneAlerte = ({ alerte: x }: { alerte: Alerte }) => (
  <li>
    <strong>{x.nomComplet}</strong>, le <LeJour le={x.le} /> : plafond de {x.plafond + x.accordees} {voies[x.voie]} dépassé{' '}
    {x.refusees > 1 ? `${x.refusees} fois` : 'une fois'}, la dernière le <Instant a={x.derniereA} />.
    <div class="fil-actions">
      <Formulaire enLigne action={chemins.recherches}>
        <ChampCache name="alerteId" value={x.id} />
        <ChampCache name="decision" value="accorder" />
        <Bouton variante="secondaire" etiquette={`Accorder ${x.plafond} de plus aujourd’hui à ${x.nomComplet}`}>
          Accorder {x.plafond} de plus aujourd’hui
        </Bouton>
      </Formulaire>
      <Formulaire enLigne action={chemins.recherches}>
        <ChampCache name="alerteId" value={x.id} />
        <ChampCache name="decision" value="vue" />
        <Bouton variante="tertiaire" etiquette={`Vu : ${x.nomComplet}`}>
          Vu, rien à accorder
        </Bouton>
      </Formulaire>
    </div>
  </li>
)

type Ligne = Awaited<ReturnType<typeof rapprochements>>['lignes'][number]
type Props = { state: FormState; alertes: Alerte[]; liste: Liste<Ligne> }
export const Recherches = ({ state, alertes, liste }: Props) => (
  <div class="fil-pile">
    <Titre>Recherches hors du service</Titre>
    <ResumeErreurs state={state} />
    <p>
      Qui a cherché une personne que son service ou sa juridiction ne suit pas, pourquoi, et combien de personnes ont été montrées. Les mots
      tapés ne sont gardés nulle part ; chaque personne montrée a cette lecture à son journal.
    </p>
    {alertes.length > 0 && (
      <Carte titre="Plafond dépassé">
        <ul class="fil-liste">
          {alertes.map(x => (
            <UneAlerte alerte={x} />
          ))}
        </ul>
      </Carte>
    )}
    <ListeEnTableau
      cle="recherches"
      liste={liste}
      nom={['recherche', 'recherches']}
      ligne={l => l.id}
      url={adresseDeListe(chemins.recherches, liste)}
      legende="Recherches, la plus récente d’abord"
      vide="Aucune recherche hors du service pour l’instant."
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
