import type { ComponentChildren } from 'preact'
import { Actions, Bouton, ChampCache, type FormState, Formulaire, LienBouton, ResumeErreurs, Titre } from '../platform/interface/index.ts'

type FicheProps = { titre: string; state: FormState; version: number | null; retour: string; libelles: Record<string, string> }
/** A setting of the calendar, with the version that its form began from. */
export const Fiche = ({ titre, state, version, retour, libelles, children }: FicheProps & { children: ComponentChildren }) => (
  <div class="fil-pile">
    <Titre>{titre}</Titre>
    <Formulaire>
      <ResumeErreurs state={state} libelles={libelles} />
      {version !== null && <ChampCache name="version" value={version} />}
      {children}
      <Actions>
        <Bouton>Enregistrer</Bouton>
        <LienBouton href={retour}>Annuler</LienBouton>
      </Actions>
    </Formulaire>
  </div>
)
