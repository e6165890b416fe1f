import { Bouton } from '../platform/interface/index.ts'
import { chemins } from './accueil.paths.ts'
import type { Journee } from './accueil.views.tsx'
import { TOUS_LES_SITES } from './liste-du-jour.rules.ts'

export type Choix = { value: string; label: string }[]
export type Filtre = { lieuId: string; agentId: string | undefined; q: string | undefined }

export const Filtres = ({
  le,
  filtre,
  lieux,
  agents,
}: Pick<Journee, 'le' | 'filtre' | 'lieux' | 'agents'>) => (
  <form
    class="fil-actions"
    method="get"
    action={chemins.liste}
    aria-label="Choisir le jour, le site, l’agent ou la personne"
  >
    <label for="le">Jour</label>
    <input class="ds-input" size={12} type="date" id="le" name="le" value={le} />
    {lieux.length > 1 && (
      <Liste
        id="lieuId"
        label="Site"
        options={lieux}
        choisi={filtre.lieuId}
        tous={['Tous les sites', TOUS_LES_SITES]}
      />
    )}
    {agents.length > 1 && (
      <Liste
        id="agentId"
        label="Avec"
        options={agents}
        choisi={filtre.agentId}
        tous={['Tous', '']}
      />
    )}
    <label for="q">Nom</label>
    <input
      class="ds-input"
      size={14}
      type="search"
      id="q"
      name="q"
      value={filtre.q ?? ''}
      autocomplete="off"
    />
    <Bouton variante="secondaire">Afficher</Bouton>
  </form>
)
type ListeProps = {
  id: string
  label: string
  options: Choix
  choisi: string | undefined
  tous: [libelle: string, valeur: string]
}
const Liste = ({ id, label, options, choisi, tous: [libelle, valeur] }: ListeProps) => (
  <>
    <label for={id}>{label}</label>
    <select class="ds-input" data-width="auto" id={id} name={id}>
      <option value={valeur}>{libelle}</option>
      {options.map(ligne => (
        <option value={ligne.value} selected={ligne.value === choisi}>
          {ligne.label}
        </option>
      ))}
    </select>
  </>
)
