import { SeraDit } from '../dossiers/index.ts'
import type { Joignabilite } from '../messages/index.ts'
import { afficherHeure, afficherJour, type Jour } from '../platform/date.ts'
import {
  Actions,
  Alerte,
  Bouton,
  ChampCache,
  ChampCase,
  ChampTexte,
  type FormState,
  Formulaire,
  LienBouton,
  ResumeErreurs,
  Titre,
  versionDuFormulaire,
} from '../platform/interface/index.ts'
import { chemins } from './bex.paths.ts'
import { Creneaux, type Liste } from './creneau.views.tsx'

type Props = {
  nom: string
  convocation: {
    dossierId: string
    id: string
    version: number
    le: Jour
    heure: string
    lieu: string
    typeLibelle: string
    entiteNom: string | null
    remiseLe: Jour | null
    remiseHeure: string | null
  }
  state: FormState
  liste: Liste
  joignable: Joignabilite
  retour: string
  /** Why it is no longer the court's to change. */
  refus: string[]
}
/** Another slot, or none any more; the service is told of both, the person when it is ticked. */
export const ChangerLaConvocation = ({
  nom,
  convocation,
  state,
  liste,
  joignable,
  retour,
  refus,
}: Props) => (
  <div class="fil-pile">
    <Titre actions={<LienBouton href={retour}>Retour</LienBouton>}>Changer la convocation</Titre>
    <p>
      {nom} · {convocation.typeLibelle} · {afficherJour(convocation.le)} à{' '}
      {afficherHeure(convocation.heure)}, {convocation.lieu}
    </p>
    {convocation.remiseLe && convocation.remiseHeure && (
      <p class="fil-discret">
        Son papier dit le {afficherJour(convocation.remiseLe)} à{' '}
        {afficherHeure(convocation.remiseHeure)}.
      </p>
    )}
    {refus.length > 0 ? (
      <Alerte genre="attention">{refus.join(' ')}</Alerte>
    ) : (
      <>
        <ResumeErreurs state={state} libelles={{ creneau: 'Nouveau créneau', motif: 'Pourquoi' }} />
        <Formulaire
          large
          action={chemins.deplacer(convocation.dossierId, convocation.id)}
          etiquette="Déplacer"
        >
          <ChampCache name="version" value={versionDuFormulaire(state, convocation.version)} />
          <Creneaux
            legende="Nouveau créneau"
            name="creneau"
            geste="suite"
            liste={liste}
            state={state}
            requis
          />
          <ChampCase
            state={state}
            name="remise"
            label="La nouvelle convocation est remise ici à la personne"
          />
          <ChampCase
            state={state}
            name="prevenir"
            label={moyen(joignable)}
            hint={`${reserve(joignable, convocation.entiteNom)} Sans rien cocher, personne ne lui dit que le créneau change.`}
          />
          {state.refusals.length > 0 && (
            <ChampCase state={state} name="malgre" label="Convoquer malgré ce qui précède" />
          )}
          <SeraDit effet="convocation_deplacee" />
          <Actions>
            <Bouton>Déplacer</Bouton>
          </Actions>
        </Formulaire>
        <Formulaire
          action={chemins.annuler(convocation.dossierId, convocation.id)}
          etiquette="Annuler la convocation"
        >
          <h2>Annuler</h2>
          <ChampCache name="version" value={versionDuFormulaire(state, convocation.version)} />
          <ChampTexte state={state} name="motif" label="Pourquoi" required />
          <ChampCase
            state={state}
            name="prevenirAnnulation"
            label={moyen(joignable)}
            hint={`${reserve(joignable, convocation.entiteNom)} Sans cela, rien ne lui est envoyé : dites-le-lui, ou elle viendra.`}
          />
          <p class="fil-discret">Le service est prévenu. La décision reste attendue.</p>
          <SeraDit effet="convocation_annulee" />
          <Actions>
            <Bouton variante="secondaire">Annuler la convocation</Bouton>
          </Actions>
        </Formulaire>
      </>
    )}
  </div>
)
const moyen = ({ canal, destinataire, cachee }: Joignabilite) =>
  cachee
    ? 'Prévenir la personne'
    : {
        sms: `Prévenir la personne par SMS au ${destinataire}`,
        courriel: `Prévenir la personne par courriel à ${destinataire}`,
        lettre: 'Prévenir la personne par lettre',
      }[canal]
/** By letter, somebody has to print it. */
const reserve = ({ canal, pourquoi }: Joignabilite, chez: string | null) =>
  canal === 'lettre'
    ? `Aucun message ne peut partir : ${pourquoi} La lettre attend d’être imprimée (${chez ?? 'chez qui reçoit'}).`
    : pourquoi
