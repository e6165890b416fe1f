import { Alerte, Heure, LeJour, Pastille, Tableau, Titre } from '../platform/interface/index.ts'
import { chemins } from './seance.paths.ts'
import type { seancesConvoquees } from './seance.store.ts'
import type { Ligne } from './seance.views.tsx'

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
const Nom = ({ seance }: { seance: Ligne }) => (
  <a href={chemins.une(seance)}>{seance.intitule ?? 'Séance collective'}</a>
)
const quand = {
  label: 'Jour',
  rendu: (seance: Ligne) => <LeJour le={seance.le} long />,
  entete: true,
}
const heure = { label: 'Heure', rendu: (seance: Ligne) => <Heure heure={seance.heure} /> }
const nom = { label: 'Séance', rendu: (seance: Ligne) => <Nom seance={seance} /> }

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
          { label: 'Sans suite notée', rendu: seance => seance.prevus, nombre: true },
        ]}
        lignes={aNoter}
      />
    )}
    <Tableau
      legende="À venir"
      colonnes={[
        quand,
        heure,
        nom,
        { label: 'Type', rendu: seance => seance.type },
        { label: 'Agenda', rendu: seance => seance.agendaNom },
        {
          label: 'Places prises',
          rendu: seance => `${seance.capacite - seance.libres} sur ${seance.capacite}`,
          nombre: true,
        },
        {
          label: 'Reste',
          rendu: seance =>
            seance.libres === 0 ? <Pastille genre="attention">Complet</Pastille> : seance.libres,
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
const inscrits = { label: 'Inscrits', rendu: (seance: Convoquee) => seance.inscrits, nombre: true }
