import type { ComponentChildren } from 'preact'
import {
  Actions,
  Alerte,
  Bouton,
  ChampCache,
  type FormState,
  Formulaire,
  LienBouton,
  ResumeErreurs,
  Titre,
} from '../platform/interface/index.ts'

import { chemins } from './calendrier.paths.ts'
import type { ACorriger } from './calendrier.rules.ts'

type FicheProps = {
  titre: string
  state: FormState
  version: number | null
  retour: string
  libelles: Record<string, string>
}
/** A setting of the calendar, with the version that its form began from. */
export const Fiche = ({
  titre,
  state,
  version,
  retour,
  libelles,
  children,
}: FicheProps & { children: ComponentChildren }) => (
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

/**
 * What was written before the list of words was one: said until it is corrected; the messages leave
 * it out meanwhile.
 */
export const MotsACorriger = ({ liste, tenir }: { liste: ACorriger[]; tenir: boolean }) =>
  liste.length === 0 ? null : (
    <Alerte genre="attention">
      <p>
        Des mots disent la justice. Les messages peuvent être lus par d’autres : ils taisent ces
        mots d’ici que {tenir ? 'vous les corrigiez' : 'l’encadrement les corrige'}.
      </p>
      <ul>
        {liste.map(aCorriger => (
          <li>
            {tenir ? (
              <a
                href={
                  aCorriger.quoi === 'lieu'
                    ? chemins.modifierLieu(aCorriger.id)
                    : chemins.modifierType(aCorriger.id)
                }
              >
                {aCorriger.nom}
              </a>
            ) : (
              aCorriger.nom
            )}{' '}
            ({aCorriger.champ}) : « {aCorriger.mots.join(' », « ')} »
          </li>
        ))}
      </ul>
    </Alerte>
  )
