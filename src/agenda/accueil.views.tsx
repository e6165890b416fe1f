import {
  Bouton,
  EtatVide,
  type FormState,
  Formulaire,
  Heure,
  Icone,
  Instant,
  LeJour,
  LienBouton,
  Pastille,
  ResumeErreurs,
  Tableau,
  Titre,
} from '../platform/interface/index.ts'
import { chemins } from './accueil.paths.ts'
import type { Pli } from './accueil.rules.ts'
import type { LigneDuJour } from './accueil.store.ts'
import { chemins as convocations } from './convocation.paths.ts'
import { PastilleEtat } from './convocation.views.tsx'
import { chemins as seances } from './seance.paths.ts'

type Choix = { value: string; label: string }[]
type Filtre = { lieuId: string | undefined; agentId: string | undefined; q: string | undefined }
type Ligne = LigneDuJour & { attente: number | null; absentPossible: boolean }
type Jour = {
  le: string
  veille: string
  lendemain: string
  filtre: Filtre
  lieux: Choix
  agents: Choix
  /** How many people that day, before any filter. */
  total: number
  lignes: Ligne[]
  plis: Pli<Ligne>[]
  state: FormState
  pointer: boolean
  aujourdhui: boolean
  fuseau: string
}

/** The list of the day for the desk: printed in the morning, ticked through the day. */
export const ListeDuJour = ({ le, veille, lendemain, filtre, lieux, agents, total, lignes, plis, state, ...reste }: Jour) => (
  <div class="fil-pile">
    <Titre
      actions={
        <>
          <LienBouton href={chemins.listeDe({ ...filtre, le: veille })}>Jour précédent</LienBouton>
          <LienBouton href={chemins.listeDe({ ...filtre, le: lendemain })}>Jour suivant</LienBouton>
          <Bouton type="button" variante="primaire" imprimer>
            <Icone nom="printer" /> Imprimer
          </Bouton>
        </>
      }
    >
      Personnes convoquées le <LeJour le={le} long />
    </Titre>
    <ResumeErreurs state={state} />
    <Filtres le={le} filtre={filtre} lieux={lieux} agents={agents} />
    {reste.aujourdhui && <EnAttente lignes={lignes} />}
    {lignes.length === 0 ? (
      <EtatVide>
        {total === 0
          ? 'Personne n’est convoqué ce jour-là.'
          : `Aucune des ${total} personnes convoquées ce jour-là ne correspond à ce filtre.`}
      </EtatVide>
    ) : (
      <Tableau
        dense
        legende={`${lignes.length} ${lignes.length > 1 ? 'personnes convoquées' : 'personne convoquée'}${lignes.length < total ? ` sur ${total}` : ''}`}
        colonnes={[
          { label: 'Heure', rendu: p => <Heure heure={de(p).heure} />, entete: true },
          { label: 'Personne', rendu: p => (p.genre === 'seance' ? <Seance pli={p} /> : <Personne ligne={p.ligne} />) },
          { label: 'Naissance', rendu: p => (p.genre === 'personne' ? <LeJour le={p.ligne.naissanceLe} /> : '') },
          { label: 'Avec', rendu: p => de(p).agentNom ?? de(p).agendaNom ?? '' },
          { label: 'Type', rendu: p => de(p).typeLibelle },
          {
            label: 'Arrivée',
            rendu: p =>
              p.genre === 'seance' ? (
                `${p.arrives} sur ${p.inscrits}`
              ) : (
                <Arrivee ligne={p.ligne} filtre={filtre} pointer={reste.pointer && reste.aujourdhui} fuseau={reste.fuseau} />
              ),
          },
        ]}
        lignes={plis}
      />
    )}
  </div>
)
const de = (p: Pli<Ligne>) => (p.genre === 'seance' ? p.premiere : p.ligne)

const Filtres = ({ le, filtre, lieux, agents }: Pick<Jour, 'le' | 'filtre' | 'lieux' | 'agents'>) => (
  <form class="fil-actions" method="get" action={chemins.liste} aria-label="Choisir le jour, le lieu, l’agent ou la personne">
    <label for="le">Jour</label>
    <input class="ds-input" size={12} type="date" id="le" name="le" value={le} />
    {lieux.length > 1 && <Liste id="lieuId" label="Lieu" options={lieux} choisi={filtre.lieuId} />}
    {agents.length > 1 && <Liste id="agentId" label="Avec" options={agents} choisi={filtre.agentId} />}
    <label for="q">Nom</label>
    <input class="ds-input" size={14} type="search" id="q" name="q" value={filtre.q ?? ''} autocomplete="off" />
    <Bouton variante="secondaire">Afficher</Bouton>
  </form>
)
const Liste = ({ id, label, options, choisi }: { id: string; label: string; options: Choix; choisi: string | undefined }) => (
  <>
    <label for={id}>{label}</label>
    <select class="ds-input" data-width="auto" id={id} name={id}>
      <option value="">Tous</option>
      {options.map(o => (
        <option value={o.value} selected={o.value === choisi}>
          {o.label}
        </option>
      ))}
    </select>
  </>
)

const EnAttente = ({ lignes }: { lignes: Ligne[] }) => {
  const attentes = lignes.flatMap(l => (l.attente === null ? [] : [l.attente]))
  if (attentes.length === 0) return null
  return (
    <p role="status" data-sans-impression>
      {attentes.length > 1 ? `${attentes.length} personnes attendent` : '1 personne attend'}, la première depuis {Math.max(...attentes)}{' '}
      minutes.
    </p>
  )
}

const Personne = ({ ligne: l }: { ligne: Ligne }) => (
  <>
    <a href={convocations.convocation(l.dossierId, l.id)}>{l.nomComplet}</a>{' '}
    {l.interprete && <Pastille genre="attention">Interprète</Pastille>}
  </>
)
const Seance = ({ pli: { premiere: p, inscrits } }: { pli: Extract<Pli<Ligne>, { genre: 'seance' }> }) => (
  <a href={seances.une(p.plageId ?? '', p.le, p.heure)}>
    {p.intitule ?? 'Séance collective'} : {inscrits} {inscrits > 1 ? 'personnes' : 'personne'}
  </a>
)

const Arrivee = ({ ligne: l, filtre, pointer, fuseau }: { ligne: Ligne; filtre: Filtre; pointer: boolean; fuseau: string }) => {
  if (l.arriveeA) {
    return (
      <>
        {l.etat === 'prevue' ? <Pastille genre="ok">Arrivée</Pastille> : <PastilleEtat etat={l.etat} />}{' '}
        {l.attente === null ? <Instant a={l.arriveeA} fuseau={fuseau} /> : `attend depuis ${l.attente} min`}
        {pointer && l.etat === 'prevue' && (
          <Formulaire enLigne action={chemins.depointer(l.dossierId, l.id, filtre)}>
            <Bouton variante="tertiaire" etiquette={`Retirer l’arrivée de ${l.nomComplet}`}>
              Retirer
            </Bouton>
          </Formulaire>
        )}
      </>
    )
  }
  if (l.etat !== 'prevue') return <PastilleEtat etat={l.etat} />
  if (!pointer) return <span>☐</span>
  return (
    <Formulaire enLigne action={chemins.pointer(l.dossierId, l.id, filtre)}>
      <Bouton variante="secondaire" etiquette={`Pointer l’arrivée de ${l.nomComplet}`}>
        Pointer
      </Bouton>
      {l.absentPossible && (
        <Bouton
          variante="tertiaire"
          formaction={chemins.absence(l.dossierId, l.id, filtre)}
          etiquette={`Absent : ${l.nomComplet} ne s’est pas présenté`}
        >
          Absent
        </Bouton>
      )}
    </Formulaire>
  )
}
