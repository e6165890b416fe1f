import type { Joignabilite } from '../messages/index.ts'
import { Actions, ChampCases, type FormState, Geste, Texte } from '../platform/interface/index.ts'

const canaux = { sms: 'SMS', courriel: 'courriel', lettre: 'lettre à imprimer' } as const
export const Prevenir = ({
  state,
  joignable: joignabilite,
  apercu,
}: {
  state: FormState
  joignable: Joignabilite
  apercu: string | null
}) => (
  <>
    <ChampCases
      state={state}
      name="prevenir"
      label="Prévenir la personne"
      hint={`${joignabilite.destinataire ? `Par ${canaux[joignabilite.canal]} au ${joignabilite.destinataire}.` : `Par ${canaux[joignabilite.canal]}.`} ${joignabilite.pourquoi}`}
      options={[
        { value: 'oui', label: 'Maintenant, et par un rappel' },
        { value: 'non', label: 'Par un rappel seulement' },
      ]}
      enLigne
    />
    {apercu && (
      <div class="fil-carte">
        <p class="fil-discret">Ce que la personne lira</p>
        <Texte>{apercu}</Texte>
      </div>
    )}
    <Actions>
      <Geste geste="message">
        {apercu ? 'Relire le message' : 'Lire le message avant de convoquer'}
      </Geste>
      {!apercu && (
        <span class="fil-discret">Quand le créneau, ou l’heure et le lieu, sont choisis.</span>
      )}
    </Actions>
  </>
)
