import { Bouton, EtatVide, Formulaire, Heure, Icone, LeJour, LienBouton, Pastille, Tableau, Titre } from '../platform/interface/index.ts'
import { chemins } from './convocation.paths.ts'
import { libelleDeType } from './convocation.rules.ts'
import type { listeDuJour } from './convocation.store.ts'
import { PastilleEtat } from './convocation.views.tsx'

type Choix = { value: string; label: string }[]
type Jour = {
  le: string
  veille: string
  lendemain: string
  antenneId: string
  antennes: Choix
  lignes: Awaited<ReturnType<typeof listeDuJour>>
  pointer: boolean
  aujourdhui: boolean
}

/** The list of the day for the desk: printed in the morning, ticked through the day. */
export const ListeDuJour = ({ le, veille, lendemain, antenneId, antennes, lignes, pointer, aujourdhui }: Jour) => (
  <div class="fil-pile">
    <Titre
      actions={
        <>
          <LienBouton href={chemins.listeDu(veille)}>Jour précédent</LienBouton>
          <LienBouton href={chemins.listeDu(lendemain)}>Jour suivant</LienBouton>
          <Bouton type="button" variante="primaire" imprimer>
            <Icone nom="printer" /> Imprimer
          </Bouton>
        </>
      }
    >
      Personnes convoquées le <LeJour le={le} long />
    </Titre>
    <form class="fil-actions" method="get" action={chemins.liste} aria-label="Choisir le jour et l’antenne">
      <label for="le">Jour</label>
      <input class="ds-input" size={12} type="date" id="le" name="le" value={le} />
      <label for="antenneId">Antenne</label>
      <select class="ds-input" data-width="auto" id="antenneId" name="antenneId">
        <option value="">Toutes</option>
        {antennes.map(a => (
          <option value={a.value} selected={a.value === antenneId}>
            {a.label}
          </option>
        ))}
      </select>
      <Bouton variante="secondaire">Afficher</Bouton>
    </form>
    {lignes.length === 0 ? (
      <EtatVide>Personne n’est convoqué ce jour-là.</EtatVide>
    ) : (
      <Tableau
        legende={`${lignes.length} ${lignes.length > 1 ? 'personnes convoquées' : 'personne convoquée'}`}
        colonnes={[
          { label: 'Heure', rendu: l => <Heure heure={l.heure} />, entete: true },
          {
            label: 'Personne',
            rendu: l => (
              <a href={chemins.convocation(l.dossierId, l.id)}>
                {l.nomUsage || l.nom} {l.prenoms}
              </a>
            ),
          },
          { label: 'Naissance', rendu: l => <LeJour le={l.naissanceLe} /> },
          { label: 'Avec', rendu: l => l.agentNom },
          {
            label: 'Type',
            rendu: l => (
              <>
                {libelleDeType(l.type)} {l.interprete && <Pastille genre="attention">Interprète</Pastille>}
              </>
            ),
          },
          { label: 'Arrivée', rendu: l => <Arrivee ligne={l} pointer={pointer && aujourdhui} /> },
        ]}
        lignes={lignes}
      />
    )}
  </div>
)

const Arrivee = ({ ligne: l, pointer }: { ligne: Jour['lignes'][number]; pointer: boolean }) => {
  if (l.arriveeA) {
    return (
      <>
        <Pastille genre="ok">Arrivée</Pastille>
        {pointer && (
          <Formulaire enLigne action={chemins.depointer(l.dossierId, l.id)}>
            <Bouton variante="tertiaire" etiquette={`Retirer l’arrivée de ${l.nom} ${l.prenoms}`}>
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
    <Formulaire enLigne action={chemins.pointer(l.dossierId, l.id)}>
      <Bouton variante="secondaire" etiquette={`Pointer l’arrivée de ${l.nom} ${l.prenoms}`}>
        Pointer
      </Bouton>
    </Formulaire>
  )
}
