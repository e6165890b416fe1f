import type { Jour } from '../platform/date.ts'
import {
  Actions,
  Alerte,
  Bouton,
  ChampCache,
  ChampCase,
  ChampTexte,
  EtatVide,
  Faits,
  type FormState,
  Formulaire,
  Geste,
  Heure,
  Instant,
  LeJour,
  LienBouton,
  Pastille,
  ResumeErreurs,
  Tableau,
  Titre,
  valeur,
} from '../platform/interface/index.ts'
import { cocheDe } from './coches.ts'
import { chemins as convocations } from './convocation.paths.ts'
import { type Etat, etats } from './etat.rules.ts'
import { PastilleEtat } from './etat.views.tsx'
import { Inscription, type Trouve, type Type } from './inscription.views.tsx'
import { chemins } from './seance.paths.ts'
import type { Participant, seancesConvoquees } from './seance.store.ts'

type Ligne = {
  plageId: string
  le: Jour
  heure: string
  intitule: string | null
  agendaNom: string
}
type Convoquee = Awaited<ReturnType<typeof seancesConvoquees>>[number]
type Seances = {
  seances: (Ligne & {
    type: string
    capacite: number
    libres: number
    inscrits: number
    dureeMinutes: number
  })[]
  aNoter: Convoquee[]
  fermees: Convoquee[]
  du: string
  au: string
  avant: string | null
  apres: string
}
const Nom = ({ seance: s }: { seance: Ligne }) => (
  <a href={chemins.une(s.plageId, s.le, s.heure)}>{s.intitule ?? 'Séance collective'}</a>
)
const quand = { label: 'Jour', rendu: (s: Ligne) => <LeJour le={s.le} long />, entete: true }
const heure = { label: 'Heure', rendu: (s: Ligne) => <Heure heure={s.heure} /> }
const nom = { label: 'Séance', rendu: (s: Ligne) => <Nom seance={s} /> }

export const Seances = ({ seances, aNoter, fermees, du, au, avant, apres }: Seances) => (
  <div class="fil-pile">
    <Titre>Séances collectives</Titre>
    {fermees.length > 0 && (
      <>
        <Alerte genre="attention">
          Des personnes sont inscrites à des séances que l’agenda ne tient plus : décidez de ce
          qu’elles deviennent.
        </Alerte>
        <Tableau
          legende="Séances hors de l’agenda"
          colonnes={[quand, heure, nom, inscrits]}
          lignes={fermees}
        />
      </>
    )}
    {aNoter.length > 0 && (
      <Tableau
        legende="Séances passées à noter"
        colonnes={[
          quand,
          heure,
          nom,
          { label: 'Sans suite notée', rendu: s => s.prevus, nombre: true },
        ]}
        lignes={aNoter}
      />
    )}
    <Tableau
      legende={`À venir`}
      colonnes={[
        quand,
        heure,
        nom,
        { label: 'Type', rendu: s => s.type },
        { label: 'Agenda', rendu: s => s.agendaNom },
        {
          label: 'Places prises',
          rendu: s => `${s.capacite - s.libres} sur ${s.capacite}`,
          nombre: true,
        },
        {
          label: 'Reste',
          rendu: s => (s.libres === 0 ? <Pastille genre="attention">Complet</Pastille> : s.libres),
          nombre: true,
        },
      ]}
      lignes={seances}
      vide={
        <p>
          Aucune séance du <LeJour le={du} long /> au <LeJour le={au} long />. Une séance est une
          plage « collective » d’un agenda : ouvrez-en une dans les agendas.
        </p>
      }
    />
    <nav class="fil-pages" aria-label="Périodes">
      {avant && <a href={chemins.depuis(avant)}>Semaines précédentes</a>}
      <a href={chemins.depuis(apres)}>Semaines suivantes</a>
    </nav>
  </div>
)
const inscrits = { label: 'Inscrits', rendu: (s: Convoquee) => s.inscrits, nombre: true }

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

export const UneSeance = (p: EtatDeSeance) => {
  const { seance: s } = p
  const libres = Math.max(0, s.capacite - s.prises)
  return (
    <div class="fil-pile">
      <Titre
        actions={
          <LienBouton href={chemins.emargement(s.plageId, s.le, s.heure)}>
            Feuille de présence
          </LienBouton>
        }
      >
        {s.intitule ?? 'Séance collective'}, <LeJour le={s.le} long /> à <Heure heure={s.heure} />
      </Titre>
      <ResumeErreurs state={p.state} />
      {!s.ouverte && (
        <Alerte genre="attention">
          Cette séance n’est plus dans l’agenda (absence, fermeture ou plage modifiée). Les
          personnes ci-dessous sont encore convoquées.
        </Alerte>
      )}
      <Faits
        faits={[
          ['Lieu', `${s.lieu}, ${s.adresse}`],
          ['Agenda', s.agendaNom],
          ['Durée', `${s.dureeMinutes} minutes`],
          [
            'Places',
            `${s.prises} ${s.prises > 1 ? 'prises' : 'prise'} sur ${s.capacite}, ${libres === 0 ? 'complet' : `${libres} ${libres > 1 ? 'libres' : 'libre'}`}`,
          ],
        ]}
      />
      <Participants {...p} />
      {p.morts.map(m => (
        <Alerte>
          <a href={convocations.convocation(m.dossierId, m.id)}>{m.nom}</a> n’est plus sur la liste
          : décès le <LeJour le={m.decedeLe} />.
        </Alerte>
      ))}
      {p.inscrire && <Inscription {...p} libres={libres} />}
    </div>
  )
}

const Participants = ({
  seance: s,
  participants,
  horsPerimetre,
  inscrire,
  noter,
  pointer,
  fuseau,
  q,
  state,
}: EtatDeSeance) => {
  const geste = (chemin: string, vu: string) =>
    `${chemin}?${new URLSearchParams(q ? { vu, q } : { vu })}`
  const prevus = participants.filter(l => l.etat === 'prevue').length
  const notables = participants.some(l => l.issues.length > 0)
  const lieu = [s.plageId, s.le, s.heure] as const
  const lignes = participants.map((l, i) => ({ ...l, i }))
  const tableau = (
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
          rendu: l => (
            <>
              <a href={convocations.convocation(l.dossierId, l.id)}>{l.nom}</a>{' '}
              {l.interprete && <Pastille genre="attention">Interprète</Pastille>}
            </>
          ),
          entete: true,
        },
        { label: 'Dossier', rendu: l => l.numero },
        { label: 'État', rendu: l => <PastilleEtat etat={l.etat} /> },
        {
          label: 'Arrivée',
          rendu: l =>
            l.arriveeA ? (
              <>
                <Instant a={l.arriveeA} fuseau={fuseau} />{' '}
                {pointer && l.etat === 'prevue' && !l.partieA && (
                  <Bouton
                    variante="tertiaire"
                    formaction={geste(
                      chemins.annulerArrivee(...lieu, l.dossierId, l.id),
                      'arrivee',
                    )}
                    etiquette={`Annuler l’arrivée de ${l.nom}`}
                  >
                    Annuler
                  </Bouton>
                )}
              </>
            ) : (
              pointer &&
              l.etat === 'prevue' && (
                <Bouton
                  variante="secondaire"
                  formaction={geste(chemins.arrivee(...lieu, l.dossierId, l.id), 'attendue')}
                  etiquette={`Pointer l’arrivée de ${l.nom}`}
                >
                  Pointer
                </Bouton>
              )
            ),
        },
        ...(noter
          ? [
              {
                label: 'Ce qui s’est passé',
                rendu: (l: (typeof lignes)[number]) => <Issue ligne={l} state={state} />,
              },
            ]
          : []),
        ...(noter
          ? [
              {
                label: 'Retirer',
                rendu: (l: (typeof lignes)[number]) =>
                  l.etat === 'prevue' ? (
                    <Bouton
                      variante="tertiaire"
                      formaction={chemins.retirer(...lieu, l.dossierId, l.id)}
                      name="_geste"
                      value="preparer"
                      etiquette={`Retirer ${l.nom} de la séance`}
                    >
                      Retirer
                    </Bouton>
                  ) : (
                    ''
                  ),
              },
            ]
          : []),
      ]}
      lignes={lignes}
    />
  )
  if (participants.length === 0) return <EtatVide>Personne n’est inscrit à cette séance.</EtatVide>
  if (!noter && !pointer) return tableau
  return (
    <Formulaire large action={chemins.issues(...lieu)} etiquette="Présences de la séance">
      {tableau}
      {noter && notables && (
        <>
          {participants.some(l => l.issues.includes('manquee')) && (
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
              participants.some(l => l.issues.includes('honoree') && l.etat === 'prevue') && (
                <Geste geste="tous-presents">Tous présents</Geste>
              )}
          </Actions>
        </>
      )}
    </Formulaire>
  )
}

/** Nothing is ticked for the agent: a person who is not noted stays as they were. */
const Issue = ({
  ligne: l,
  state,
}: {
  ligne: Participant & { i: number; issues: Etat[] }
  state: FormState
}) => {
  const choisi = cocheDe(state.values, l.id) || (l.etat === 'prevue' ? '' : l.etat)
  const base = `issues[${l.i}]`
  return (
    <div class="fil-cases-en-ligne" role="radiogroup" aria-label={l.nom}>
      <input type="hidden" name={`${base}[dossierId]`} value={l.dossierId} />
      <input type="hidden" name={`${base}[convocationId]`} value={l.id} />
      <input type="hidden" name={`${base}[vu]`} value={l.etat} />
      {l.issues.map(e => (
        <span class="ds-field">
          <input
            class="ds-input"
            type="radio"
            id={`issue-${l.i}-${e}`}
            name={`${base}[etat]`}
            value={e}
            checked={choisi === e}
          />
          <label for={`issue-${l.i}-${e}`}>{etats[e]}</label>
        </span>
      ))}
    </div>
  )
}

type RetirerProps = { seance: Seance; personne: { nom: string }; state: FormState; retour: string }
export const Retirer = ({ seance: s, personne, state, retour }: RetirerProps) => (
  <Formulaire>
    <h1>Retirer {personne.nom} de la séance</h1>
    <p>
      {s.intitule ?? 'Séance collective'}, <LeJour le={s.le} long /> à <Heure heure={s.heure} />. La
      convocation sera annulée et la place libérée.
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
