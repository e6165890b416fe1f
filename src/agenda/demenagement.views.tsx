import {
  Actions,
  Alerte,
  Bouton,
  ChampCase,
  ChampChoix,
  ChampTexte,
  EtatVide,
  Faits,
  type FormState,
  Formulaire,
  Geste,
  Rangee,
  ResumeErreurs,
} from '../platform/interface/index.ts'

type Apercu =
  | { refus: string[] }
  | { convocations: number; personnes: number; agendas: number; plages: number; hors: number }
  | null
type Props = {
  lieux: { lieuId: string; nom: string; adresseComplete: string }[]
  apercu: Apercu
  state: FormState
}

/** A place moves: what would move is shown first, then done in one gesture. */
export const Demenagement = ({ lieux, apercu, state }: Props) => {
  if (lieux.length < 2)
    return (
      <div class="fil-pile">
        <h1>Déménagement</h1>
        <EtatVide>
          Il faut deux lieux : créez d’abord le nouveau lieu dans les lieux de votre service, puis
          revenez ici.
        </EtatVide>
      </div>
    )
  const options = lieux.map(lieu => ({
    value: lieu.lieuId,
    label: `${lieu.nom}, ${lieu.adresseComplete}`,
  }))
  return (
    <Formulaire large>
      <h1>Déménagement</h1>
      <p>
        Les agendas, les plages et les convocations à venir d’un lieu passent à un autre, aux mêmes
        heures. L’adresse change dans les lettres et les messages ; l’historique garde l’ancienne.
      </p>
      <ResumeErreurs state={state} />
      <Rangee>
        <ChampChoix
          state={state}
          name="deLieuId"
          label="Lieu qui déménage"
          options={options}
          required
        />
        <ChampChoix
          state={state}
          name="versLieuId"
          label="Nouveau lieu"
          options={options}
          required
        />
        <ChampTexte
          state={state}
          name="le"
          label="Premier jour au nouveau lieu"
          type="date"
          required
        />
      </Rangee>
      <ChampCase
        state={state}
        name="prevenir"
        label="Prévenir les personnes par message"
        hint="Chacune par son canal : SMS, courriel, sinon lettre."
      />
      <Actions>
        <Geste geste="apercu">Voir ce qui bouge</Geste>
        {!apercu && <span class="fil-discret">Quand les deux lieux et le jour sont choisis.</span>}
      </Actions>
      {apercu && <Ce apercu={apercu} />}
      {apercu && 'convocations' in apercu && (
        <Actions>
          <Bouton>Déménager</Bouton>
        </Actions>
      )}
    </Formulaire>
  )
}

const Ce = ({ apercu }: { apercu: NonNullable<Apercu> }) =>
  'refus' in apercu ? (
    <Alerte genre="attention">{apercu.refus.join(' ')}</Alerte>
  ) : (
    <section class="fil-pile" aria-label="Ce qui bouge">
      <h2>Ce qui bouge</h2>
      <Faits
        faits={[
          ['Convocations à venir', `${apercu.convocations}, pour ${apercu.personnes} personnes`],
          ['Agendas', apercu.agendas],
          ['Plages', apercu.plages],
        ]}
      />
      {apercu.hors > 0 && (
        <Alerte genre="attention">
          {apercu.hors} tombent hors des horaires du nouveau lieu : elles seront déplacées avec les
          autres, puis listées dans « Convocations à décider ».
        </Alerte>
      )}
    </section>
  )
