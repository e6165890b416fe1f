import { afficherHeure, heureDe, type Jour } from '../platform/date.ts'
import { Bouton, EtatVide, Icone, LeJour, LienBouton, Titre } from '../platform/interface/index.ts'
import { chemins } from './calendrier.paths.ts'
import type { Cible } from './cible.rules.ts'
import { caseDe, enUneLigne } from './semaine.rules.ts'
import { Cellule, type Contenu } from './semaine.views.tsx'

type Props = {
  le: Jour
  veille: Jour
  lendemain: Jour
  lieux: { lieuId: string; nom: string }[]
  lieuId: string | null
  ferie: string | null
  heures: number[]
  lignes: { cible: Cible; contenu: Contenu }[]
}

const enUneCase = (contenu: Contenu, le: Jour, heures: number) => {
  const calendrier = caseDe(contenu, le, heures)
  return { ...calendrier, libres: enUneLigne(calendrier.libres) }
}
/**
 * The day of the whole service: a line for each agent and each shared agenda, a column for each
 * hour.
 */
export const JourDuService = ({
  le,
  veille,
  lendemain,
  lieux,
  lieuId,
  ferie,
  heures,
  lignes,
}: Props) => {
  const lieu = lieuId ? { lieuId } : {}
  return (
    <div class="fil-pile fil-paysage">
      <Titre
        actions={
          <>
            <LienBouton href={chemins.jour({ le: veille, ...lieu })}>Jour précédent</LienBouton>
            <LienBouton href={chemins.jour({ le: lendemain, ...lieu })}>Jour suivant</LienBouton>
            <Bouton type="button" variante="primaire" imprimer>
              <Icone nom="printer" /> Imprimer
            </Bouton>
          </>
        }
      >
        Le service le <LeJour le={le} long />
        {ferie && ` (${ferie})`}
      </Titre>
      <form
        class="fil-actions"
        method="get"
        action={chemins.jour()}
        aria-label="Choisir le jour et le lieu"
        data-sans-impression
      >
        <label for="le">Jour</label>
        <input class="ds-input" size={12} type="date" id="le" name="le" value={le} />
        <label for="lieuId">Lieu</label>
        <select class="ds-input" data-width="auto" id="lieuId" name="lieuId">
          <option value="">Tous</option>
          {lieux.map(ligne => (
            <option value={ligne.lieuId} selected={ligne.lieuId === lieuId}>
              {ligne.nom}
            </option>
          ))}
        </select>
        <Bouton variante="secondaire">Afficher</Bouton>
      </form>
      {lignes.length === 0 ? (
        <EtatVide>
          {ferie
            ? `${ferie} : rien n’est ouvert ce jour-là.`
            : 'Rien n’est ouvert ni convoqué ce jour-là.'}
        </EtatVide>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1).
        <section class="fil-defile" aria-label="Le service, heure par heure" tabIndex={0}>
          <table class="fil-table fil-semaine" data-dense="">
            <caption class="fil-invisible">Le service, heure par heure</caption>
            <thead>
              <tr>
                <th scope="col">Agent ou agenda</th>
                {heures.map(heure => (
                  <th scope="col">{afficherHeure(heureDe(heure * 60))}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {lignes.map(({ cible, contenu }) => (
                <tr>
                  <th scope="row">
                    <a
                      href={chemins.semaine({
                        du: le,
                        ...(cible.genre === 'agent'
                          ? { agentId: cible.id }
                          : { agendaId: cible.id }),
                      })}
                    >
                      {cible.nom}
                    </a>
                  </th>
                  {heures.map(heure => (
                    <Cellule
                      case={enUneCase(contenu, le, heure)}
                      ferie={ferie !== null}
                      sansHeure
                    />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  )
}
