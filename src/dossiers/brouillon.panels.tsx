import {
  Alerte,
  Bouton,
  Carte,
  ChampCache,
  Formulaire,
  Instant,
  Texte,
} from '../platform/interface/index.ts'
import type { BrouillonDeFormulaire } from './brouillon.ecran.ts'
import type { MotsGardes } from './brouillon.rules.ts'
import { chemins } from './dossier.paths.ts'

type JeterProps = {
  dossierId: string
  cle: string
  retour?: 'formulaire' | 'liste'
  etiquette?: string
  children: string
}
/**
 * Throws a draft away from where it is shown, and comes back there: to its form, to the list, else
 * to the dossier.
 */
export const JeterBrouillon = ({ dossierId, cle, retour, etiquette, children }: JeterProps) => (
  <Formulaire enLigne action={chemins.jeterBrouillon(dossierId)}>
    <ChampCache name="cle" value={cle} />
    {retour && <ChampCache name="retour" value={retour} />}
    <Bouton variante="tertiaire" {...(etiquette ? { etiquette } : {})}>
      {children}
    </Bouton>
  </Formulaire>
)

/** Says that what is shown is a draft, and lets it be thrown away. */
export const BrouillonRepris = ({ brouillon }: { brouillon: BrouillonDeFormulaire }) =>
  brouillon.enregistreA ? (
    <Alerte genre="info">
      <p>
        Brouillon repris, enregistré le <Instant a={brouillon.enregistreA} />.
      </p>
      <JeterBrouillon dossierId={brouillon.dossierId} cle={brouillon.cle} retour="formulaire">
        Jeter ce brouillon
      </JeterBrouillon>
    </Alerte>
  ) : null

type MotsProps = {
  dossierId: string
  cle: string
  titre: string
  enregistreA: string
  mots: MotsGardes[]
}
/** Under the refusal of its form: the words of a draft, to copy, which only their author sees. */
export const MotsDeBrouillon = ({ dossierId, cle, titre, enregistreA, mots }: MotsProps) => (
  <Carte titre="Votre brouillon">
    <p class="fil-discret">
      {titre}, gardé le <Instant a={enregistreA} />. Il n’est pas enregistré dans le dossier, et
      vous seul le voyez. Vous pouvez le relire, le copier ou le jeter.
    </p>
    {mots.map(({ libelle, texte }) => (
      <section>
        <h3>{libelle}</h3>
        <Texte>{texte}</Texte>
      </section>
    ))}
    <JeterBrouillon dossierId={dossierId} cle={cle}>
      Jeter ce brouillon
    </JeterBrouillon>
  </Carte>
)
