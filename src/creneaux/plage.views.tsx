import { chemins as decisions } from '../agenda/decision.paths.ts'
import { afficherHeure } from '../platform/date.ts'
import {
  Actions,
  Bouton,
  Carte,
  ChampCases,
  ChampChoix,
  ChampTexte,
  Faits,
  type FormState,
  Formulaire,
  Geste,
  LeJour,
  LienBouton,
  Rangee,
  ResumeErreurs,
  Titre,
} from '../platform/interface/index.ts'
import type { ApercuDeLaPlage } from './apercu.ecran.ts'
import { chemins } from './calendrier.paths.ts'
import { joursDeLaSemaine, motifsDAbsence } from './calendrier.rules.ts'
import { heures, JoursDeLaSemaine } from './calendrier.views.tsx'
import type { Plage } from './creneau.rules.ts'
import type { TypeDeConvocation } from './lecture.store.ts'

type Option = { value: string; label: string; group?: string }
const libelles = {
  agenda: 'Agenda',
  types: 'Types',
  du: 'Premier jour',
  au: 'Dernier jour',
  jours: 'Jours',
  toutesLes: 'Rythme',
  de: 'Début',
  a: 'Fin',
  pasMinutes: 'Un créneau toutes les',
  capacite: 'Places',
}
type PlageProps = {
  titre: string
  state: FormState
  types: TypeDeConvocation[]
  /** Agendas to choose from; null when the range changes and stays where it is. */
  agendas: Option[] | null
  plage: Plage | null
  apercu: ApercuDeLaPlage | null
}

/**
 * Opens or changes a range; what it would give in the two next weeks is shown before anything is
 * saved.
 */
export const FichePlage = ({ titre, state, types, agendas, plage, apercu }: PlageProps) => (
  <div class="fil-pile">
    <Titre>{titre}</Titre>
    {plage && (
      <p>
        {plage.agendaNom}, {heures(plage)},{' '}
        {plage.jours.map(jour => joursDeLaSemaine[jour - 1]).join(', ')}. Ce qui est passé ne change
        pas : la plage finit la veille, et une nouvelle prend sa suite.{' '}
        <a href={chemins.finirPlage(plage.plageId)}>Finir cette plage</a>
      </p>
    )}
    <Formulaire large>
      <ResumeErreurs state={state} libelles={libelles} />
      {agendas && (
        <ChampChoix state={state} name="agenda" label="Agenda" required options={agendas} />
      )}
      <ChampCases
        state={state}
        name="types"
        label="Types de convocation"
        plusieurs
        enLigne
        required
        options={types.map(type => ({
          value: type.cle,
          label: `${type.libelle} (${type.collectif ? 'collectif' : `${type.dureeMinutes} min`})`,
        }))}
      />
      <Rangee>
        <ChampTexte
          state={state}
          name="du"
          label={plage ? 'À compter du' : 'Premier jour'}
          type="date"
          required
        />
        <ChampTexte
          state={state}
          name="au"
          label="Dernier jour"
          type="date"
          hint="Vide : sans fin. Le même jour : une seule fois."
        />
        <ChampTexte
          state={state}
          name="toutesLes"
          label="Une semaine sur"
          type="number"
          min="1"
          max="12"
          hint="1 : chaque semaine, comptée depuis la première."
        />
      </Rangee>
      <JoursDeLaSemaine state={state} />
      <Rangee>
        <ChampTexte state={state} name="de" label="De" type="time" required />
        <ChampTexte state={state} name="a" label="À" type="time" required />
        <ChampTexte
          state={state}
          name="pasMinutes"
          label="Un créneau toutes les (minutes)"
          type="number"
          min="5"
          max="480"
          required
        />
        <ChampTexte
          state={state}
          name="capacite"
          label="Places par créneau"
          type="number"
          min="1"
          max="200"
        />
      </Rangee>
      <ChampTexte
        state={state}
        name="intitule"
        label="Nom de la séance"
        maxlength={150}
        hint="Pour un groupe : « Atelier recherche d’emploi »."
      />
      <Actions>
        <Bouton>{plage ? 'Changer la plage' : 'Ouvrir la plage'}</Bouton>
        <Geste geste="apercu">Voir les créneaux</Geste>
        <LienBouton href={chemins.calendrier}>Annuler</LienBouton>
      </Actions>
    </Formulaire>
    {apercu ? (
      <Apercu apercu={apercu} />
    ) : (
      <p class="fil-discret">
        « Voir les créneaux » les montre quand l’agenda, un type, les jours et les heures sont
        choisis.
      </p>
    )}
  </div>
)

const Apercu = ({ apercu }: { apercu: ApercuDeLaPlage }) => (
  <Carte titre={`Créneaux ouverts du ${apercu.duTexte} au ${apercu.auTexte}`}>
    <p role="status">
      {apercu.total === 0
        ? 'Aucun créneau dans ces deux semaines : heures du lieu, jour férié, absence ou dates.'
        : `${apercu.total} créneau${apercu.total > 1 ? 'x' : ''} pour « ${apercu.type} », ${apercu.places} place${apercu.places > 1 ? 's' : ''} en tout.`}
    </p>
    {apercu.jours.length > 0 && (
      <ul class="fil-liste">
        {apercu.jours.map(jour => (
          <li>
            <strong>
              <LeJour le={jour.le} long />
            </strong>{' '}
            : {jour.heures.map(afficherHeure).join(', ')}
          </li>
        ))}
      </ul>
    )}
  </Carte>
)

export const FinDePlage = ({ state, plage }: { state: FormState; plage: Plage }) => (
  <div class="fil-pile">
    <Titre>Finir la plage</Titre>
    <Faits
      faits={[
        ['Agenda', plage.agendaNom],
        ['Heures', heures(plage)],
        ['Jours', plage.jours.map(jour => joursDeLaSemaine[jour - 1]).join(', ')],
        ['Depuis le', <LeJour le={plage.du} />],
      ]}
    />
    <Formulaire>
      <ResumeErreurs state={state} libelles={{ du: 'Plus rien à compter du' }} />
      <ChampTexte
        state={state}
        name="du"
        label="Plus rien à compter du"
        type="date"
        required
        hint="La veille est le dernier jour de la plage."
      />
      <p>
        Les convocations posées ensuite ne sont pas effacées : elles seront dans{' '}
        <a href={decisions.liste}>Convocations à décider</a>.
      </p>
      <Actions>
        <Bouton>Finir la plage</Bouton>
        <LienBouton href={chemins.calendrier}>Annuler</LienBouton>
      </Actions>
    </Formulaire>
  </div>
)

const libellesDAbsence = {
  objet: 'Qui, quoi',
  duLe: 'Premier jour',
  duHeure: 'Dès',
  auLe: 'Dernier jour',
  auHeure: 'Jusqu’à',
  motif: 'Motif',
}
export const FicheAbsence = ({ state, objets }: { state: FormState; objets: Option[] }) => (
  <div class="fil-pile">
    <Titre>Noter une absence ou une fermeture</Titre>
    <Formulaire>
      <ResumeErreurs state={state} libelles={libellesDAbsence} />
      <Rangee>
        <ChampChoix
          state={state}
          name="objet"
          label="Qui est absent, ou ce qui ferme"
          required
          options={objets}
        />
        <ChampChoix
          state={state}
          name="motif"
          label="Motif"
          required
          options={Object.entries(motifsDAbsence).map(([value, label]) => ({ value, label }))}
        />
      </Rangee>
      <Rangee>
        <ChampTexte state={state} name="duLe" label="Premier jour" type="date" required />
        <ChampTexte
          state={state}
          name="duHeure"
          label="Dès"
          type="time"
          hint="Vide : toute la journée."
        />
      </Rangee>
      <Rangee>
        <ChampTexte state={state} name="auLe" label="Dernier jour" type="date" required />
        <ChampTexte
          state={state}
          name="auHeure"
          label="Jusqu’à"
          type="time"
          hint="Vide : jusqu’au soir."
        />
      </Rangee>
      <p>
        Plus aucun créneau ne sera proposé dans ce temps. Les convocations déjà posées ne bougent
        pas d’elles-mêmes : chacune sera dans <a href={decisions.liste}>Convocations à décider</a>.
      </p>
      <Actions>
        <Bouton>Enregistrer</Bouton>
        <LienBouton href={chemins.absences}>Annuler</LienBouton>
      </Actions>
    </Formulaire>
  </div>
)

export const RetraitDAbsence = ({
  state,
  nom,
  quand,
}: {
  state: FormState
  nom: string
  quand: string
}) => (
  <div class="fil-pile">
    <Titre>Retirer l’absence</Titre>
    <Formulaire>
      <ResumeErreurs state={state} />
      <p>
        <strong>{nom}</strong>, {quand}. Les créneaux de ce temps seront de nouveau proposés. Ce qui
        a déjà été décidé pour les convocations reste.
      </p>
      <Actions>
        <Bouton>Retirer l’absence</Bouton>
        <LienBouton href={chemins.absences}>Annuler</LienBouton>
      </Actions>
    </Formulaire>
  </div>
)
