import { SeraDit } from '../dossiers/index.ts'
import { afficherHeure, afficherJour, type Jour } from '../platform/date.ts'
import {
  Actions,
  Alerte,
  Bouton,
  ChampCase,
  ChampTexte,
  type FormState,
  Formulaire,
  LienBouton,
  ResumeErreurs,
  Titre,
} from '../platform/interface/index.ts'
import { chemins } from './bex.paths.ts'
import { Creneaux, type Liste } from './creneau.views.tsx'

type Props = {
  nom: string
  convocation: { dossierId: string; id: string; le: string; heure: string; lieu: string; typeLibelle: string }
  state: FormState
  liste: Liste
  /** Why it is no longer the court's to change. */
  refus: string[]
}
/** Another slot, or none any more; the service is told of both. */
export const ChangerLaConvocation = ({ nom, convocation: c, state, liste, refus }: Props) => (
  <div class="fil-pile">
    <Titre actions={<LienBouton href={chemins.convocation(c.dossierId, c.id)}>Retour</LienBouton>}>Changer la convocation</Titre>
    <p>
      {nom} · {c.typeLibelle} · {afficherJour(c.le as Jour)} à {afficherHeure(c.heure)}, {c.lieu}
    </p>
    {refus.length > 0 ? (
      <Alerte genre="attention">{refus.join(' ')}</Alerte>
    ) : (
      <>
        <ResumeErreurs state={state} libelles={{ creneau: 'Nouveau créneau', motif: 'Pourquoi' }} />
        <Formulaire large action={chemins.deplacer(c.dossierId, c.id)} etiquette="Déplacer">
          <Creneaux legende="Nouveau créneau" name="creneau" geste="suite" liste={liste} state={state} requis />
          <ChampCase
            state={state}
            name="remise"
            label="La nouvelle convocation est remise ici à la personne"
            hint="Sinon elle est prévenue par message, ou par une lettre à imprimer."
          />
          {state.refusals.length > 0 && <ChampCase state={state} name="malgre" label="Convoquer malgré ce qui précède" />}
          <SeraDit effet="convocation_deplacee" />
          <Actions>
            <Bouton>Déplacer</Bouton>
          </Actions>
        </Formulaire>
        <Formulaire action={chemins.annuler(c.dossierId, c.id)} etiquette="Annuler la convocation">
          <h2>Annuler</h2>
          <ChampTexte state={state} name="motif" label="Pourquoi" required />
          <p class="fil-discret">La personne et le service sont prévenus. La décision reste attendue.</p>
          <SeraDit effet="convocation_annulee" />
          <Actions>
            <Bouton variante="secondaire">Annuler la convocation</Bouton>
          </Actions>
        </Formulaire>
      </>
    )}
  </div>
)
