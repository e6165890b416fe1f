import {
  Actions,
  Bouton,
  ChampCase,
  EtatVide,
  type FormState,
  Formulaire,
  Geste,
  Instant,
  Pastille,
  Tableau,
} from '../platform/interface/index.ts'
import { cocheDe } from './coches.ecran.ts'
import { chemins as convocations } from './convocation.paths.ts'
import { type Etat, etats } from './etat.rules.ts'
import { PastilleEtat } from './etat.views.tsx'
import { chemins } from './seance.paths.ts'
import type { Participant } from './seance.store.ts'
import type { EtatDeSeance } from './seance.views.tsx'

type Ligne = Participant & { i: number; issues: Etat[] }

/** Who is inscribed; to those who note or point, with the gestures of each line. */
export const Participants = (page: EtatDeSeance) => {
  const { seance, participants, inscrire, noter, pointer, state } = page
  if (participants.length === 0) return <EtatVide>Personne n’est inscrit à cette séance.</EtatVide>
  if (!noter && !pointer) return <ListeDesParticipants {...page} />
  const prevus = participants.filter(participant => participant.etat === 'prevue').length
  const notables = participants.some(participant => participant.issues.length > 0)
  return (
    <Formulaire large action={chemins.issues(seance)} etiquette="Présences de la séance">
      <ListeDesParticipants {...page} />
      {noter && notables && (
        <>
          {participants.some(participant => participant.issues.includes('manquee')) && (
            <ChampCase
              state={state}
              name="prevenirAbsents"
              label="Envoyer un message aux personnes notées « Manquée »"
            />
          )}
          <Actions>
            <Bouton variante={inscrire ? 'secondaire' : 'primaire'}>
              Enregistrer les présences
            </Bouton>
            {prevus > 0 &&
              participants.some(
                participant =>
                  participant.issues.includes('honoree') && participant.etat === 'prevue',
              ) && <Geste geste="tous-presents">Tous présents</Geste>}
          </Actions>
        </>
      )}
    </Formulaire>
  )
}

const ListeDesParticipants = (page: EtatDeSeance) => {
  const { seance, participants, horsPerimetre, noter, state } = page
  return (
    <Tableau
      dense
      empile
      legende={`${participants.length} ${participants.length > 1 ? 'personnes inscrites' : 'personne inscrite'}`}
      {...(horsPerimetre > 0
        ? {
            partielle: `${horsPerimetre} place(s) prises par des personnes dont le dossier n’est plus dans votre service.`,
          }
        : {})}
      colonnes={[
        {
          label: 'Personne',
          rendu: ligne => (
            <>
              <a href={convocations.convocation(ligne.dossierId, ligne.id)}>{ligne.nom}</a>{' '}
              {ligne.interprete && <Pastille genre="attention">Interprète</Pastille>}
            </>
          ),
          entete: true,
        },
        { label: 'Dossier', rendu: ligne => ligne.numero },
        { label: 'État', rendu: ligne => <PastilleEtat etat={ligne.etat} /> },
        { label: 'Arrivée', rendu: ligne => <Arrivee {...page} ligne={ligne} /> },
        ...(noter
          ? [
              {
                label: 'Ce qui s’est passé',
                rendu: (ligne: Ligne) => <Issue ligne={ligne} state={state} />,
              },
              {
                label: 'Retirer',
                rendu: (ligne: Ligne) =>
                  ligne.etat === 'prevue' ? <Retrait seance={seance} ligne={ligne} /> : '',
              },
            ]
          : []),
      ]}
      lignes={participants.map((participant, i) => ({ ...participant, i }))}
    />
  )
}

type ArriveeProps = Pick<EtatDeSeance, 'seance' | 'pointer' | 'fuseau' | 'q'> & { ligne: Ligne }
/** When the person came, said by the desk or by whoever leads the session. */
const Arrivee = ({ seance, pointer, fuseau, q: cherche, ligne }: ArriveeProps) => {
  const geste = (chemin: string, vu: string) =>
    `${chemin}?${new URLSearchParams(cherche ? { vu, q: cherche } : { vu })}`
  if (!ligne.arriveeA)
    return pointer && ligne.etat === 'prevue' ? (
      <Bouton
        variante="secondaire"
        formaction={geste(chemins.arrivee(seance, ligne.dossierId, ligne.id), 'attendue')}
        etiquette={`Pointer l’arrivée de ${ligne.nom}`}
      >
        Pointer
      </Bouton>
    ) : null
  return (
    <>
      <Instant a={ligne.arriveeA} fuseau={fuseau} />{' '}
      {pointer && ligne.etat === 'prevue' && !ligne.partieA && (
        <Bouton
          variante="tertiaire"
          formaction={geste(chemins.annulerArrivee(seance, ligne.dossierId, ligne.id), 'arrivee')}
          etiquette={`Annuler l’arrivée de ${ligne.nom}`}
        >
          Annuler
        </Bouton>
      )}
    </>
  )
}

const Retrait = ({ seance, ligne }: Pick<ArriveeProps, 'seance' | 'ligne'>) => (
  <Bouton
    variante="tertiaire"
    formaction={chemins.retirer(seance, ligne.dossierId, ligne.id)}
    name="_geste"
    value="preparer"
    etiquette={`Retirer ${ligne.nom} de la séance`}
  >
    Retirer
  </Bouton>
)

/** Nothing is ticked for the agent: a person who is not noted stays as they were. */
const Issue = ({ ligne, state }: { ligne: Ligne; state: FormState }) => {
  const choisi = cocheDe(state.values, ligne.id) || (ligne.etat === 'prevue' ? '' : ligne.etat)
  const base = `issues[${ligne.i}]`
  return (
    <div class="fil-cases-en-ligne" role="radiogroup" aria-label={ligne.nom}>
      <input type="hidden" name={`${base}[dossierId]`} value={ligne.dossierId} />
      <input type="hidden" name={`${base}[convocationId]`} value={ligne.id} />
      <input type="hidden" name={`${base}[vu]`} value={ligne.etat} />
      {ligne.issues.map(etat => (
        <span class="ds-field">
          <input
            class="ds-input"
            type="radio"
            id={`issue-${ligne.i}-${etat}`}
            name={`${base}[etat]`}
            value={etat}
            checked={choisi === etat}
          />
          <label for={`issue-${ligne.i}-${etat}`}>{etats[etat]}</label>
        </span>
      ))}
    </div>
  )
}
