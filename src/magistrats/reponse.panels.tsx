import {
  Actions,
  Alerte,
  Bouton,
  Carte,
  ChampCache,
  ChampCases,
  ChampLong,
  ChampTexte,
  Details,
  type FormState,
  Formulaire,
  Instant,
  LeJour,
  Texte,
  versionDuFormulaire,
} from '../platform/interface/index.ts'
import type { ChampGarde } from './garde.panels.tsx'
import { chemins } from './magistrats.paths.ts'
import { choix, dit } from './magistrats.views.tsx'
import { foisDites, sensDeReponse } from './reponse.rules.ts'

import type { Complement, Reponse } from './reponse.store.ts'

type Sur = { dossierId: string; id: string; suiteId: string | null }
export const aRepondre: ChampGarde[] = [['texte', 'Réponse']]
export const aRetirer: ChampGarde[] = [['motifDuRetrait', 'Pourquoi la réponse est retirée']]

/** All that the magistrate answered; what was taken back is read, and has no effect. */
export const Reponses = ({ r: sur, reponses }: { r: Sur; reponses: readonly Reponse[] }) => (
  <>
    {reponses.map(reponse => (
      <Carte
        titre={`${reponse.retireeA ? 'Réponse retirée' : 'Réponse du magistrat'} : ${dit(sensDeReponse, reponse.sens)}`}
      >
        {reponse.retireeA && (
          <Alerte genre="attention">
            Retirée le <Instant a={reponse.retireeA} /> par {reponse.retireeParNom} :{' '}
            {reponse.retireeMotif}. Elle n’a plus d’effet.
          </Alerte>
        )}
        {reponse.pourLe && (
          <p>
            Attendu pour le <LeJour le={reponse.pourLe} />
            {reponse.echeancePrecedente && (
              <>
                {' '}
                (l’échéance était le <LeJour le={reponse.echeancePrecedente} />)
              </>
            )}
            .{sur.suiteId || reponse.retireeA ? '' : ' Le prochain rapport y répond.'}
          </p>
        )}
        <Texte>{reponse.texte}</Texte>
        <p class="fil-discret">
          {reponse.nomComplet}, le <Instant a={reponse.reponduA} />
        </p>
      </Carte>
    ))}
  </>
)

type Gestes = { r: Sur; state: FormState; reponses: readonly Reponse[] }
export const Repondre = ({ r: sur, state, reponses }: Gestes) => (
  <Formulaire action={chemins.repondre(sur.dossierId, sur.id)} etiquette="Répondre">
    <h2>Répondre</h2>
    <ChampCache name="version" value={versionDuFormulaire(state, foisDites(reponses))} />
    <ChampCases
      state={state}
      name="sens"
      label="Sens de la réponse"
      options={choix(sensDeReponse)}
      required
    />
    <ChampTexte
      state={state}
      name="pourLe"
      label="Pour quel jour"
      type="date"
      hint="Si vous demandez un complément : la demande revient au service, pour ce jour."
    />
    <ChampLong state={state} name="texte" label="Réponse" rows={4} required />
    <Actions>
      <Bouton>Envoyer la réponse</Bouton>
    </Actions>
  </Formulaire>
)
export const RetirerReponse = ({
  r: sur,
  state,
  reponse,
}: {
  r: Sur
  state: FormState
  reponse: Reponse
}) => (
  <Details
    titre="Retirer cette réponse"
    ouvert={state.refusals.length > 0 && state.values.motifDuRetrait !== undefined}
  >
    <Formulaire
      action={chemins.retirerReponse(sur.dossierId, sur.id)}
      etiquette="Retirer la réponse"
    >
      <p>
        Elle était une erreur : mauvais rapport, mauvais sens. Elle reste lisible, sans effet ; le
        rapport attend de nouveau votre réponse, et la demande redevient ce qu’elle était. Le
        référent et le rédacteur l’apprennent.
      </p>
      <ChampCache name="reponseId" value={reponse.id} />
      <ChampTexte
        state={state}
        name="motifDuRetrait"
        label="Pourquoi la réponse est retirée"
        required
      />
      <Actions>
        <Bouton variante="secondaire">Retirer la réponse</Bouton>
      </Actions>
    </Formulaire>
  </Details>
)

/**
 * What the magistrate asked in addition, where the work is done: the words, by whom, when, and for
 * what day.
 */
export const ComplementsDemandes = ({ complements }: { complements: readonly Complement[] }) => (
  <>
    {complements.map(complement => (
      <Carte titre="Complément demandé">
        <Texte>{complement.texte}</Texte>
        {complement.pourLe && (
          <p>
            Pour le <LeJour le={complement.pourLe} />.
          </p>
        )}
        <p class="fil-discret">
          {complement.nomComplet}, le <Instant a={complement.reponduA} />, sur{' '}
          <a href={chemins.rapport(complement.dossierId, complement.rapportId)}>
            le rapport « {complement.titre} »
          </a>
        </p>
      </Carte>
    ))}
  </>
)
