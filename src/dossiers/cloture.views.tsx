import {
  Actions,
  Alerte,
  Bouton,
  Carte,
  ChampCase,
  ChampCases,
  ChampLong,
  type FormState,
  Formulaire,
  LienBouton,
  ResumeErreurs,
  valeur,
} from '../platform/interface/index.ts'
import type { Obstacle } from './cloture.rules.ts'
import { Bandeau } from './dossier.panels.tsx'
import { chemins } from './dossier.paths.ts'
import { motifsDeCloture } from './dossier.rules.ts'
import type { Identite } from './dossier.store.ts'
import { SeraDit } from './nouvelle.panels.tsx'

type Base = { state: FormState; identite: Identite }
const Retour = ({ identite }: { identite: Identite }) => (
  <LienBouton href={chemins.dossier(identite.dossierId)} variante="tertiaire">
    Annuler
  </LienBouton>
)

/**
 * What is in the way first, each with what ends it; then the form, with the boxes that end several
 * at once.
 */
export const Cloturer = ({ state, identite, obstacles }: Base & { obstacles: Obstacle[] }) => {
  // What was ticked or typed stays on the page, even when what it answered has gone meanwhile.
  const leve = (par: 'convocations' | 'devoirs' | 'rapports') =>
    obstacles.some(obstacle => obstacle.levePar === par) || valeur(state, par) !== ''
  return (
    <Formulaire>
      <h1>Clore le dossier</h1>
      <Bandeau identite={identite} />
      <ResumeErreurs state={state} />
      <EnCours obstacles={obstacles} />
      {leve('convocations') && (
        <ChampCase
          state={state}
          name="convocations"
          label="Annuler toutes les convocations à venir"
          hint="La personne est prévenue, sauf si le motif est le décès ou l’erreur. L’historique de chacune garde « Clôture du dossier »."
        />
      )}
      {leve('devoirs') && (
        <ChampLong
          state={state}
          name="devoirs"
          label="Pourquoi les échéances passées ne sont pas poursuivies"
          hint="Écrit une fois, gardé sur chacune."
          rows={2}
          maxlength={500}
        />
      )}
      {leve('rapports') && (
        <ChampCase
          state={state}
          name="rapports"
          label="Abandonner les rapports en cours d’écriture, et ceux qui sont validés sans être transmis"
          hint="Ce qui est écrit reste lisible dans le dossier ; rien n’est transmis. Le rédacteur en est prévenu."
        />
      )}
      <ChampCases
        state={state}
        name="motif"
        label="Motif"
        options={Object.entries(motifsDeCloture).map(([value, label]) => ({ value, label }))}
        required
      />
      <p class="fil-discret">
        Une fois clos, le dossier se lit mais ne reçoit plus rien. Il peut être rouvert, en disant
        pourquoi.
      </p>
      <SeraDit effet="dossier_clos" />
      <Actions>
        <Bouton>Clore</Bouton>
        <Retour identite={identite} />
      </Actions>
    </Formulaire>
  )
}

const EnCours = ({ obstacles }: { obstacles: Obstacle[] }) => {
  const restent = obstacles.filter(obstacle => !obstacle.informe)
  const infos = obstacles.filter(obstacle => obstacle.informe)
  return (
    <>
      {restent.length === 0 ? (
        <Alerte genre="ok">Rien n’est en cours dans ce dossier : il peut être clos.</Alerte>
      ) : (
        <Carte
          titre={
            restent.length === 1
              ? 'Une chose est en cours'
              : `${restent.length} choses sont en cours`
          }
        >
          <LesChoses obstacles={restent} />
        </Carte>
      )}
      {infos.length > 0 && (
        <Alerte>
          <LesChoses obstacles={infos} />
        </Alerte>
      )}
    </>
  )
}
const LesChoses = ({ obstacles }: { obstacles: Obstacle[] }) => (
  <ul class="fil-liste">
    {obstacles.map(obstacle => (
      <li>
        {obstacle.quoi} <a href={obstacle.fin.href}>{obstacle.fin.label}</a>
      </li>
    ))}
  </ul>
)

/** Nothing to open again: the address was kept, or a colleague was faster. */
export const DejaOuvert = ({ identite }: { identite: Identite }) => (
  <div class="fil-pile">
    <h1>Rouvrir le dossier</h1>
    <Bandeau identite={identite} />
    <Alerte>Ce dossier est ouvert : rien n’est à rouvrir.</Alerte>
    <Actions>
      <LienBouton href={chemins.dossier(identite.dossierId)}>Aller au dossier</LienBouton>
    </Actions>
  </div>
)

export const Rouvrir = ({ state, identite }: Base) => (
  <Formulaire>
    <h1>Rouvrir le dossier</h1>
    <Bandeau identite={identite} />
    <ResumeErreurs state={state} />
    <p>
      Le dossier pourra de nouveau être écrit. Le référent et le DPIP du service en sont prévenus.
      Le motif reste dans le fil.
    </p>
    <p>
      Ce que la clôture avait annulé revient : convocations à leur heure, ou « à décider » si la
      place est prise ou le jour passé ; échéances écartées. Un rapport abandonné se reprend sur sa
      page, par son rédacteur.
    </p>
    <ChampLong
      state={state}
      name="motif"
      label="Pourquoi le dossier est rouvert"
      rows={3}
      maxlength={500}
      required
    />
    <SeraDit effet="dossier_rouvert" />
    <Actions>
      <Bouton>Rouvrir</Bouton>
      <Retour identite={identite} />
    </Actions>
  </Formulaire>
)
