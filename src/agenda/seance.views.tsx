import type { Jour } from '../platform/date.ts'
import {
  Actions,
  Alerte,
  Bouton,
  ChampCache,
  ChampCase,
  ChampTexte,
  Faits,
  type FormState,
  Formulaire,
  Heure,
  LeJour,
  LienBouton,
  ResumeErreurs,
  Titre,
  valeur,
} from '../platform/interface/index.ts'
import { chemins as convocations } from './convocation.paths.ts'
import type { Etat } from './etat.rules.ts'
import { Inscription, type Trouve, type Type } from './inscription.views.tsx'
import { Participants } from './participants.views.tsx'
import { chemins } from './seance.paths.ts'
import type { Participant } from './seance.store.ts'

export type Ligne = {
  plageId: string
  le: Jour
  heure: string
  intitule: string | null
  agendaNom: string
}

type Seance = Ligne & {
  capacite: number
  prises: number
  lieu: string
  adresse: string
  types: Type[]
  ouverte: boolean
  dureeMinutes: number
}
type Mort = { dossierId: string; id: string; nom: string; decedeLe: Jour }
export type EtatDeSeance = {
  seance: Seance
  horsPerimetre: number
  participants: (Participant & { issues: Etat[] })[]
  inscrire: boolean
  noter: boolean
  pointer: boolean
  q: string
  recherche: { trouves: Trouve[]; coupes: string[] } | null
  morts: Mort[]
  fonction: string
  fuseau: string
  state: FormState
}

export const UneSeance = (page: EtatDeSeance) => {
  const { seance } = page
  const libres = Math.max(0, seance.capacite - seance.prises)
  return (
    <div class="fil-pile">
      <Titre
        actions={<LienBouton href={chemins.emargement(seance)}>Feuille de présence</LienBouton>}
      >
        {seance.intitule ?? 'Séance collective'}, <LeJour le={seance.le} long /> à{' '}
        <Heure heure={seance.heure} />
      </Titre>
      <ResumeErreurs state={page.state} />
      {!seance.ouverte && (
        <Alerte genre="attention">
          Cette séance n’est plus dans l’agenda (absence, fermeture ou plage modifiée). Les
          personnes ci-dessous sont encore convoquées.
        </Alerte>
      )}
      <Faits
        faits={[
          ['Lieu', `${seance.lieu}, ${seance.adresse}`],
          ['Agenda', seance.agendaNom],
          ['Durée', `${seance.dureeMinutes} minutes`],
          [
            'Places',
            `${seance.prises} ${seance.prises > 1 ? 'prises' : 'prise'} sur ${seance.capacite}, ${libres === 0 ? 'complet' : `${libres} ${libres > 1 ? 'libres' : 'libre'}`}`,
          ],
        ]}
      />
      <Participants {...page} />
      {page.morts.map(mort => (
        <Alerte>
          <a href={convocations.convocation(mort.dossierId, mort.id)}>{mort.nom}</a> n’est plus sur
          la liste : décès le <LeJour le={mort.decedeLe} />.
        </Alerte>
      ))}
      {page.inscrire && <Inscription {...page} libres={libres} />}
    </div>
  )
}

type RetirerProps = { seance: Seance; personne: { nom: string }; state: FormState; retour: string }
export const Retirer = ({ seance, personne, state, retour }: RetirerProps) => (
  <Formulaire>
    <h1>Retirer {personne.nom} de la séance</h1>
    <p>
      {seance.intitule ?? 'Séance collective'}, <LeJour le={seance.le} long /> à{' '}
      <Heure heure={seance.heure} />. La convocation sera annulée et la place libérée.
    </p>
    <ResumeErreurs state={state} />
    <ChampTexte state={state} name="motif" label="Pourquoi" hint="Gardé dans l’historique." />
    <ChampCase state={state} name="prevenir" label="Prévenir la personne" />
    <ChampCache name="coches" value={valeur(state, 'coches')} />
    <ChampCache name="prevenirAbsents" value={valeur(state, 'prevenirAbsents')} />
    <Actions>
      <Bouton>Retirer de la séance</Bouton>
      <LienBouton href={retour} variante="tertiaire">
        Revenir à la séance
      </LienBouton>
    </Actions>
  </Formulaire>
)
