import { chemins as agenda } from '../agenda/convocation.paths.ts'
import { etats, genreDEtat } from '../agenda/index.ts'
import { chemins as dossiers } from '../dossiers/dossier.paths.ts'
import { detenteurs, naturesDeSaisine, PastilleRapport, type rapportsEnAttente } from '../magistrats/index.ts'
import { chemins as magistrats } from '../magistrats/magistrats.paths.ts'
import { Carte, EtatVide, type Genre, Heure, LeJour, Pastille, Tableau } from '../platform/interface/index.ts'
import type { Liste } from '../platform/liste.ts'
import type * as store from './journee.store.ts'
import type { Ligne } from './pour-moi.store.ts'
import { CartePourMoi } from './pour-moi.views.tsx'

type De<F extends (...args: never[]) => unknown> = Awaited<ReturnType<F>>
const saisine = (n: string) => naturesDeSaisine[n as keyof typeof naturesDeSaisine] ?? n

type JourneeJuridiction = {
  convocations: De<typeof store.convocationsDuJour>
  rapports: De<typeof rapportsEnAttente>
  demandes: De<typeof store.demandesDeLaJuridiction>
  aujourdhui: string
  pourMoi: Liste<Ligne>
  lit: boolean
}

/** A juridiction's day: what has arrived, and what is awaited with who has it in hand. */
export const JourneeDeJuridiction = ({ rapports, demandes, convocations, aujourdhui, pourMoi, lit }: JourneeJuridiction) => (
  <div class="fil-pile">
    <h1>
      Ma journée du <LeJour le={aujourdhui} long />
    </h1>
    <CartePourMoi liste={pourMoi} aujourdhui={aujourdhui} />
    {lit && (
      <Carte titre="Rapports reçus">
        {rapports.length === 0 ? (
          <p class="fil-discret">Aucun rapport n’attend votre lecture.</p>
        ) : (
          <ul class="fil-liste">
            {rapports.map(r => (
              <li>
                {r.etat === 'transmis' && <Pastille genre="alerte">Nouveau</Pastille>}{' '}
                <a href={magistrats.rapport(r.dossierId, r.rapportId)}>{r.titre}</a>, {r.nomComplet} <PastilleRapport etat={r.etat} />
              </li>
            ))}
          </ul>
        )}
      </Carte>
    )}
    {convocations.length > 0 && (
      <Tableau
        legende="Convocations d’aujourd’hui"
        colonnes={[
          { label: 'Heure', rendu: c => <Heure heure={c.heure} />, entete: true },
          { label: 'Personne', rendu: c => <a href={agenda.convocation(c.dossierId, c.convocationId)}>{c.nomComplet}</a> },
          { label: 'Type', rendu: c => c.typeLibelle },
          { label: 'État', rendu: c => <Pastille genre={genreDEtat(c.etat) as Genre}>{etats[c.etat as keyof typeof etats]}</Pastille> },
        ]}
        lignes={convocations}
      />
    )}
    {demandes.length === 0 ? (
      <EtatVide>Aucune demande en cours.</EtatVide>
    ) : (
      <Tableau
        legende="Demandes en cours"
        colonnes={[
          { label: 'Personne', rendu: d => <a href={dossiers.dossier(d.dossierId)}>{d.nomComplet}</a>, entete: true },
          { label: 'Demande', rendu: d => <a href={magistrats.saisine(d.dossierId, d.saisineId)}>{saisine(d.nature)}</a> },
          {
            label: 'Échéance',
            rendu: d => (
              <>
                <LeJour le={d.echeanceLe} /> {d.echeanceLe < aujourdhui && <Pastille genre="alerte">Passée</Pastille>}
              </>
            ),
          },
          { label: 'En main', rendu: d => detenteurs[d.detenteur as keyof typeof detenteurs] ?? '' },
        ]}
        lignes={demandes}
      />
    )}
  </div>
)
