import { chemins as decisions } from '../agenda/decision.paths.ts'
import { afficherHeure, ajouterJours, type Jour } from '../platform/date.ts'
import {
  Bouton,
  Carte,
  ChampCases,
  EtatVide,
  type FormState,
  LeJour,
  Lien,
  LienBouton,
  ListeEnLignes,
  Pastille,
  Tableau,
  Titre,
} from '../platform/interface/index.ts'
import { decouper, lesPremiers } from '../platform/liste.ts'
import { duAu } from './absence.views.tsx'
import { chemins } from './calendrier.paths.ts'
import { joursDeLaSemaine } from './calendrier.rules.ts'
import type { AbsenceAVenir, Agenda } from './calendrier.store.ts'
import type { Plage } from './creneau.rules.ts'
import { OngletsDuCalendrier } from './onglets.views.tsx'

export type Peut = { ouvrir: boolean; tenir: boolean; moi: string }

export type JourDeLaGrille = { le: Jour; ferie: boolean }
export type LigneDeLaGrille = {
  agenda: Agenda
  jours: { le: Jour; plages: Plage[]; absent: boolean }[]
}
type Semaine = {
  du: Jour
  jours: JourDeLaGrille[]
  lignes: LigneDeLaGrille[]
  agendas: Agenda[]
  choisi: string
  libelles: Map<string, string>
  absences: AbsenceAVenir[]
  peut: Peut
}

/** The opening ranges of a week, agenda by agenda: what slots are made from. */
export const SemaineDuCalendrier = ({
  du,
  jours,
  lignes,
  agendas,
  choisi,
  libelles,
  absences,
  peut,
}: Semaine) => (
  <div class="fil-pile">
    <Titre
      actions={
        <>
          <LienBouton href={chemins.semaine({ du: ajouterJours(du, -7), agenda: choisi })}>
            Semaine précédente
          </LienBouton>
          <LienBouton href={chemins.semaine({ du: ajouterJours(du, 7), agenda: choisi })}>
            Semaine suivante
          </LienBouton>
          {peut.ouvrir && <LienBouton href={chemins.noterAbsence}>Noter une absence</LienBouton>}
          {peut.ouvrir && (
            <LienBouton variante="primaire" href={chemins.ouvrirPlage}>
              Ouvrir une plage
            </LienBouton>
          )}
        </>
      }
    >
      Calendrier, semaine du <LeJour le={du} long />
    </Titre>
    <OngletsDuCalendrier ici={chemins.calendrier} />
    <ChoixDeLaSemaine du={du} agendas={agendas} choisi={choisi} />
    {lignes.length === 0 ? (
      <EtatVide
        titre="Aucune plage cette semaine"
        action={
          peut.ouvrir ? (
            <LienBouton href={chemins.ouvrirPlage}>Ouvrir une plage</LienBouton>
          ) : undefined
        }
      >
        <p>Les créneaux viennent des plages : sans plage, aucune convocation n’est proposée.</p>
      </EtatVide>
    ) : (
      <Tableau
        legende="Plages de la semaine, par agenda"
        dense
        colonnes={[
          {
            label: 'Agenda',
            entete: true,
            rendu: (ligne: LigneDeLaGrille) => <NomDAgenda agenda={ligne.agenda} />,
          },
          ...jours.map((jour, i) => ({
            label: `${joursDeLaSemaine[i]} ${jour.le.slice(8, 10)}/${jour.le.slice(5, 7)}${jour.ferie ? ' (férié)' : ''}`,
            rendu: (ligne: LigneDeLaGrille) => (
              <Cellule
                jour={ligne.jours[i]}
                ferie={jour.ferie}
                agenda={ligne.agenda}
                libelles={libelles}
                peut={peut}
              />
            ),
          })),
        ]}
        lignes={lignes}
      />
    )}
    <Carte titre="Absences et fermetures à venir">
      <ListeEnLignes
        cle="absences"
        liste={decouper(absences, lesPremiers(8))}
        nom={['absence ou fermeture', 'absences et fermetures']}
        ligne={ligne => ligne.absenceId}
        tout={chemins.absences}
        vide="Aucune absence n’est notée."
        rendu={ligne => (
          <>
            <strong>{ligne.nom}</strong>, {duAu(ligne)}
          </>
        )}
      />
    </Carte>
    <p class="fil-discret">
      Les convocations qu’une absence, une fermeture ou un changement de plage touche sont dans{' '}
      <Lien href={decisions.liste}>Convocations à décider</Lien>.
    </p>
  </div>
)

const ChoixDeLaSemaine = ({
  du,
  agendas,
  choisi,
}: {
  du: Jour
  agendas: Agenda[]
  choisi: string
}) => (
  <form
    method="get"
    class="fil-actions"
    aria-label="Choisir la semaine et l’agenda"
    data-sans-impression
  >
    <label for="du">Semaine du</label>
    <input class="ds-input" size={12} type="date" id="du" name="du" value={du} />
    <label for="agenda">Agenda</label>
    <select class="ds-input" data-width="auto" id="agenda" name="agenda">
      <option value="">Tous</option>
      {agendas.map(ligne => (
        <option
          value={ligne.agendaId}
          selected={ligne.agendaId === choisi}
        >{`${ligne.nom} (${ligne.lieuNom})`}</option>
      ))}
    </select>
    <Bouton variante="secondaire">Afficher</Bouton>
  </form>
)

const NomDAgenda = ({ agenda }: { agenda: Agenda }) => (
  <>
    {agenda.nom}
    <br />
    <span class="fil-discret">{agenda.lieuNom}</span>
  </>
)

type CelluleProps = {
  jour: LigneDeLaGrille['jours'][number] | undefined
  ferie: boolean
  agenda: Agenda
  libelles: Map<string, string>
  peut: Peut
}
const Cellule = ({ jour, ferie, agenda, libelles, peut }: CelluleProps) => {
  if (!jour || jour.plages.length === 0) return null
  const sien = peut.tenir || (peut.ouvrir && agenda.agentId === peut.moi)
  return (
    <>
      {(ferie || jour.absent) && (
        <Pastille genre="attention">{ferie ? 'férié' : 'absence'}</Pastille>
      )}
      <ul>
        {jour.plages.map(plage => (
          <li>
            {sien ? (
              <a href={chemins.changerPlage(plage.plageId)}>{heures(plage)}</a>
            ) : (
              heures(plage)
            )}
            {plage.capacite > 1 && `, ${plage.capacite} places`}
            <br />
            <span class="fil-discret">{quoi(plage, libelles)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
/** What a range is for, short: a week of twenty agendas must be read at a glance. */
const quoi = ({ intitule, types }: Plage, libelles: Map<string, string>) =>
  intitule ??
  (types.length > 2
    ? `${types.length} types`
    : types.map(type => libelles.get(type) ?? type).join(', '))
const heureCourte = (heure: string) => afficherHeure(heure).replace(/ 00$/, '')
/** « 9 h – 12 h 30 » */
export const heures = ({ de, a: jusqua }: { de: string; a: string }) =>
  `${heureCourte(de)} – ${heureCourte(jusqua)}`

export const JoursDeLaSemaine = ({ state }: { state: FormState }) => (
  <ChampCases
    state={state}
    name="jours"
    label="Jours"
    plusieurs
    enLigne
    hint="Le samedi et le dimanche seulement s’ils sont cochés. Rien à cocher pour un seul jour."
    options={joursDeLaSemaine.map((label, i) => ({ value: String(i + 1), label }))}
  />
)
