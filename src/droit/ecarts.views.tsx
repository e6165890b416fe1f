import { referentiel } from '../mesures/index.ts'
import { afficherJourCourt, type Jour } from '../platform/date.ts'
import {
  Alerte,
  Bouton,
  Details,
  EtatVide,
  Pastille,
  Tableau,
  Titre,
} from '../platform/interface/index.ts'
import { chemins } from './droit.paths.ts'
import { adresseDe } from './recueil.views.tsx'
import { type Entree, JourChoisi, Lignes, PasLeDroit, Source } from './regle.panels.tsx'

type Ecart = ReturnType<typeof referentiel.changements>[number]
const quois: Record<Ecart['quoi'], string> = {
  apparait: 'Créée',
  disparait: 'Supprimée',
  valeur: 'Modifiée',
  numero: 'Renumérotée',
  inconnu: 'Inconnue un des deux jours',
}

/** Lines of one kind together, in the order of the set. */
const parGroupe = <T extends { entree: Entree }>(lignes: readonly T[]): [string, T[]][] => {
  const groupes = new Map<string, T[]>()
  for (const ligne of lignes)
    groupes.set(ligne.entree.groupe, [...(groupes.get(ligne.entree.groupe) ?? []), ligne])
  return [...groupes].map(([, siennes]) => [
    siennes[0] ? referentiel.libelleDuGroupe(siennes[0].entree.groupe) : '',
    siennes,
  ])
}
const Regle = ({ entree, le }: { entree: Entree; le: Jour }) => (
  <>
    <a href={adresseDe(entree, le)}>{entree.libelle}</a>
    {entree.devoir && <div class="fil-discret">{entree.devoir.libelle}</div>}
  </>
)

/** A reform changes a hundred rules: its kinds are then closed, to be opened one by one. */
const OUVERTS_MAX = 30
type ChangementsProps = { de: Jour; a: Jour; errones: string[] }
/** What the law changed between two days: values, then numbers of articles. */
export function Changements({ de, a: jusqua, errones }: ChangementsProps) {
  const ecarts = referentiel.changements(de, jusqua)
  const valeurs = ecarts.filter(ecart => ecart.quoi !== 'numero')
  const numeros = ecarts.filter(ecart => ecart.quoi === 'numero')
  return (
    <div class="fil-pile">
      <Titre>
        Ce qui change du {afficherJourCourt(de)} au {afficherJourCourt(jusqua)}
      </Titre>
      <form
        class="fil-actions"
        method="get"
        action={chemins.changements()}
        aria-label="Choisir les deux jours"
      >
        <label for="de">Du</label>
        <input class="ds-input" size={12} type="date" id="de" name="de" value={de} />
        <label for="a">au</label>
        <input class="ds-input" size={12} type="date" id="a" name="a" value={jusqua} />
        <Bouton variante="secondaire">Afficher</Bouton>
      </form>
      {errones.length > 0 && (
        <Alerte genre="attention">
          {errones.map(errone => `« ${errone} »`).join(', ')} : ce n’est pas une date.
        </Alerte>
      )}
      <p>
        {valeurs.length} {valeurs.length > 1 ? 'règles changent' : 'règle change'}, {numeros.length}{' '}
        {numeros.length > 1 ? 'changent' : 'change'} seulement de numéro.
      </p>
      {ecarts.length === 0 && <EtatVide>Aucune règle ne change entre ces deux jours.</EtatVide>}
      {parGroupe(ecarts).map(([titre, siens]) => (
        <Details titre={`${titre} : ${siens.length}`} ouvert={ecarts.length <= OUVERTS_MAX}>
          <Tableau
            legende={titre}
            legendeInvisible
            lignes={siens}
            colonnes={[
              {
                label: 'Règle',
                entete: true,
                rendu: ecart => <Regle entree={ecart.entree} le={jusqua} />,
              },
              {
                label: 'Changement',
                rendu: ecart => (
                  <Pastille genre={ecart.quoi === 'numero' ? 'neutre' : 'info'}>
                    {quois[ecart.quoi]}
                  </Pastille>
                ),
              },
              {
                label: afficherJourCourt(de),
                rendu: ecart => <Cote ecart={ecart} cote={ecart.avant} le={de} />,
              },
              {
                label: afficherJourCourt(jusqua),
                rendu: ecart => <Cote ecart={ecart} cote={ecart.apres} le={jusqua} />,
              },
            ]}
          />
        </Details>
      ))}
    </div>
  )
}

/** One side of a change; a rule that only moved shows its numbers. */
const Cote = ({ ecart, cote, le }: { ecart: Ecart; cote: Ecart['avant']; le: Jour }) => {
  if (ecart.quoi === 'numero')
    return (
      <Lignes
        lignes={ecart.numeros.map(ligne => (cote === ecart.avant ? ligne.ancien : ligne.nouveau))}
      />
    )
  const rien = cote.lignes.length === 0
  if (rien && ecart.quoi === 'valeur')
    return <span class="fil-discret">aucun acte propre à ce jour</span>
  return (
    <>
      <Lignes lignes={cote.lignes} rubrique={ecart.entree.rubrique} />
      {cote.source && (
        <div>
          <Source source={cote.source} le={le} />
        </div>
      )}
    </>
  )
}

/** The law of a day and the proposal, side by side: only where they differ. */
export function Comparer({ le, errone }: { le: Jour; errone: string | null }) {
  const differences = referentiel.differences(le)
  return (
    <div class="fil-pile">
      <Titre>Le droit du {afficherJourCourt(le)} et la proposition</Titre>
      <PasLeDroit />
      <JourChoisi action={chemins.comparer()} le={le} errone={errone} />
      <p>
        Seul ce qui diffère est montré : {differences.length} règles. Le reste est le même. Quand le
        texte ne donne pas de nombre, le nôtre est écrit comme un choix.
      </p>
      {parGroupe(differences).map(([titre, siennes]) => (
        <Tableau
          legende={titre}
          lignes={siennes}
          colonnes={[
            {
              label: 'Règle',
              entete: true,
              rendu: difference => <Regle entree={difference.entree} le={le} />,
            },
            {
              label: `Droit le ${afficherJourCourt(le)}`,
              rendu: difference => (
                <>
                  <Lignes lignes={difference.droit.lignes} rubrique={difference.entree.rubrique} />
                  {difference.droit.source && (
                    <div>
                      <Source source={difference.droit.source} le={le} />
                    </div>
                  )}
                </>
              ),
            },
            {
              label: 'Proposition (charte)',
              rendu: difference => (
                <>
                  <Lignes lignes={difference.egip.lignes} />
                  <div>
                    <Source source={difference.egip.source} le={le} />
                  </div>
                </>
              ),
            },
          ]}
        />
      ))}
    </div>
  )
}
