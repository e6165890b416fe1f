import { Alerte, Bouton, ChampCache, Formulaire, Instant } from '../platform/interface/index.ts'
import type { BrouillonDeFormulaire } from './brouillon.ts'
import { chemins } from './dossier.paths.ts'

/** Says that what is shown is a draft, and lets it be thrown away. */
export const BrouillonRepris = ({ brouillon }: { brouillon: BrouillonDeFormulaire }) =>
  brouillon.enregistreA ? (
    <Alerte genre="info">
      <p>
        Brouillon repris, enregistré le <Instant a={brouillon.enregistreA} />.
      </p>
      <Formulaire enLigne action={chemins.jeterBrouillon(brouillon.dossierId)}>
        <ChampCache name="cle" value={brouillon.cle} />
        <Bouton variante="tertiaire">Jeter ce brouillon</Bouton>
      </Formulaire>
    </Alerte>
  ) : null
