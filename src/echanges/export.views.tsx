import {
  Actions,
  Bouton,
  ChampLong,
  ChampTexte,
  type FormState,
  Formulaire,
  LienBouton,
  ResumeErreurs,
} from '../platform/interface/index.ts'
import { chemins } from './import.paths.ts'

const libelles = { motif: 'Motif', motDePasse: 'Votre mot de passe' }
/** Everything about everybody leaves in one file: why, and by whom, before it is made. */
export const EcranExport = ({ state, service }: { state: FormState; service: string }) => (
  <div class="fil-pile">
    <h1>Exporter le service</h1>
    <p>
      Tous les dossiers du service ({service}), complets, en fichiers CSV dans un zip qui dit
      comment les relire, avec l’annuaire. Sans les brouillons, les comptes, les journaux, les liens
      secrets, ni le motif des absences. Le fichier contient des données personnelles : gardez-le
      comme un dossier.
    </p>
    <p>
      L’export est inscrit au journal avec son motif, et au journal de chaque personne qu’il
      contient.
    </p>
    <Formulaire>
      <ResumeErreurs state={state} libelles={libelles} />
      <ChampLong
        state={state}
        name="motif"
        label={libelles.motif}
        rows={2}
        maxlength={300}
        hint="Pourquoi, et à qui va le fichier. N’y nommez personne."
        required
      />
      <ChampTexte
        state={state}
        name="motDePasse"
        label={libelles.motDePasse}
        type="password"
        autocomplete="current-password"
        required
      />
      <Actions>
        <Bouton>Télécharger l’export</Bouton>
        <LienBouton href={chemins.echanges}>Annuler</LienBouton>
      </Actions>
    </Formulaire>
  </div>
)
