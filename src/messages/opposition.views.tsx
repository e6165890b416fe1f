import { Bandeau, type Identite } from '../dossiers/index.ts'
import {
  Actions,
  Bouton,
  ChampCases,
  ChampTexte,
  type FormState,
  Formulaire,
  Instant,
  LienBouton,
  ResumeErreurs,
  Tableau,
} from '../platform/interface/index.ts'
import { chemins } from './message.paths.ts'
import type { Opposition } from './opposition.store.ts'

const voies: Record<string, string> = {
  lien: 'par le lien d’un message',
  reponse: 'en répondant STOP',
  agent: 'notée par un agent',
}
const canalDit = (canal: string) => (canal === 'sms' ? 'SMS' : 'courriels')

const ALever = ({ ligne, ecrire }: { ligne: Opposition; ecrire: boolean }) =>
  ecrire ? (
    <a
      href={chemins.lever(ligne.dossierId, ligne.id)}
      aria-label={`Lever, à sa demande, l’opposition aux ${canalDit(ligne.canal)}`}
    >
      Lever, à sa demande
    </a>
  ) : (
    'non'
  )

/** What the person asked us to stop, and what was lifted since. */
export const Oppositions = ({
  oppositions,
  ecrire,
}: {
  oppositions: Opposition[]
  ecrire: boolean
}) =>
  oppositions.length > 0 && (
    <Tableau
      legende="Oppositions"
      colonnes={[
        { label: 'Ne veut plus de', rendu: ligne => canalDit(ligne.canal), entete: true },
        {
          label: 'Depuis',
          rendu: ligne => (
            <>
              <Instant a={ligne.depuisA} /> {voies[ligne.voie]}
            </>
          ),
        },
        {
          label: 'Levée',
          rendu: ligne =>
            ligne.leveeA ? (
              <>
                <Instant a={ligne.leveeA} />
                {ligne.leveeParNom && ` par ${ligne.leveeParNom}`} : {ligne.motifLevee}
              </>
            ) : (
              <ALever ligne={ligne} ecrire={ecrire} />
            ),
        },
      ]}
      lignes={oppositions}
    />
  )

export const Opposer = ({ state, identite }: { state: FormState; identite: Identite }) => (
  <Formulaire>
    <h1>Ne plus envoyer de messages</h1>
    <Bandeau identite={identite} />
    <ResumeErreurs state={state} />
    <p>
      À la demande de la personne. Ce qui attendait de partir est retiré. Les convocations ne
      changent pas.
    </p>
    <ChampCases
      state={state}
      name="canaux"
      label="Elle ne veut plus de"
      plusieurs
      required
      options={[
        { value: 'sms', label: 'SMS' },
        { value: 'courriel', label: 'Courriels' },
      ]}
    />
    <Actions>
      <Bouton>Enregistrer</Bouton>
      <LienBouton href={chemins.personne(identite.dossierId)} variante="tertiaire">
        Annuler
      </LienBouton>
    </Actions>
  </Formulaire>
)

export const Lever = ({
  state,
  identite,
  opposition,
}: {
  state: FormState
  identite: Identite
  opposition: Opposition
}) => (
  <Formulaire>
    <h1>Envoyer de nouveau des messages</h1>
    <Bandeau identite={identite} />
    <ResumeErreurs state={state} />
    <p>
      La personne ne voulait plus de {canalDit(opposition.canal)} depuis le{' '}
      <Instant a={opposition.depuisA} />. L’opposition ne se lève qu’à sa demande.
    </p>
    <ChampTexte
      state={state}
      name="motif"
      label="Comment l’a-t-elle demandé"
      required
      hint="Par exemple : à l’entretien du 24 novembre."
    />
    <Actions>
      <Bouton>Lever l’opposition</Bouton>
      <LienBouton href={chemins.personne(identite.dossierId)} variante="tertiaire">
        Annuler
      </LienBouton>
    </Actions>
  </Formulaire>
)
