import type { Jour } from '../platform/date.ts'
import { Bouton, Formulaire, HeureDeLInstant, Pastille } from '../platform/interface/index.ts'
import { chemins } from './accueil.paths.ts'
import { type Geste, passeALAccueil } from './accueil.rules.ts'
import { PastilleEtat } from './etat.views.tsx'
import type { Filtre } from './filtre.views.tsx'
import type { Ligne } from './ligne.views.tsx'

const boutons: Record<
  Geste | 'quand-meme',
  { libelle: string; chemin: typeof chemins.pointer; dire(nom: string): string; second?: true }
> = {
  arrivee: {
    libelle: 'Pointer',
    chemin: chemins.pointer,
    dire: nom => `Pointer l’arrivée de ${nom}`,
  },
  // Noted absent or excused, and comes after all.
  'quand-meme': {
    libelle: 'Pointer quand même',
    chemin: chemins.pointer,
    dire: nom => `Pointer quand même l’arrivée de ${nom}`,
  },
  depart: {
    libelle: 'Parti',
    chemin: chemins.depart,
    dire: nom => `Parti : pointer le départ de ${nom}`,
  },
  absence: {
    libelle: 'Absent',
    chemin: chemins.absence,
    dire: nom => `Absent : ${nom} ne s’est pas présenté`,
    second: true,
  },
  excuse: {
    libelle: 'Excusé',
    chemin: chemins.excuse,
    dire: nom => `Excusé : ${nom} a prévenu`,
    second: true,
  },
  annuler: {
    libelle: 'Annuler',
    chemin: chemins.annuler,
    dire: nom => `Annuler ce qui vient d’être noté pour ${nom}`,
    second: true,
  },
}
/** Where the person is, then what the desk may do: only what fits how the convocation is held. */
export const Accueil = ({
  ligne,
  filtre,
  fuseau,
}: {
  ligne: Ligne
  filtre: Filtre & { le: Jour }
  fuseau: string
}) => (
  <>
    <Ou ligne={ligne} fuseau={fuseau} />
    {ligne.gestes.length > 0 && (
      <Formulaire enLigne>
        <input type="hidden" name="vu" value={ligne.situation} />
        {ligne.gestes.map(geste => {
          const { libelle, chemin, dire, second } =
            boutons[geste === 'arrivee' && ligne.situation !== 'attendue' ? 'quand-meme' : geste]
          return (
            <Bouton
              variante={second ? 'tertiaire' : 'secondaire'}
              formaction={chemin(ligne.dossierId, ligne.id, filtre)}
              etiquette={dire(ligne.nomComplet)}
            >
              {libelle}
            </Bouton>
          )
        })}
      </Formulaire>
    )}
  </>
)
const Ou = ({ ligne, fuseau }: { ligne: Ligne; fuseau: string }) => {
  if (ligne.arriveeA)
    return (
      <>
        {ligne.etat === 'prevue' ? (
          <Pastille genre="ok">{ligne.partieA ? 'Partie' : 'Arrivée'}</Pastille>
        ) : (
          <PastilleEtat etat={ligne.etat} />
        )}{' '}
        {ligne.attente === null ? (
          <HeureDeLInstant a={ligne.partieA ?? ligne.arriveeA} fuseau={fuseau} />
        ) : (
          `attend depuis ${ligne.attente} min`
        )}
      </>
    )
  if (ligne.situation !== 'attendue')
    return (
      <>
        <PastilleEtat etat={ligne.etat} />
        {ligne.dernier?.accueil && (
          <span class="fil-discret" data-sans-impression>
            {' '}
            par {ligne.dernier.par}
          </span>
        )}
      </>
    )
  if (passeALAccueil(ligne)) return <span data-sur-papier>☐</span>
  // On screen the place says it, and the gestures that are left.
  return <span data-sur-papier={ligne.gestes.length > 0 ? '' : undefined}>hors accueil</span>
}
