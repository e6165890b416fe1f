import { Bandeau, type Identite } from '../dossiers/index.ts'
import {
  Actions,
  Bouton,
  Carte,
  ChampCases,
  ChampChoix,
  ChampLong,
  ChampTexte,
  EtatVide,
  Faits,
  type FormState,
  Formulaire,
  type Genre,
  Instant,
  LeJour,
  LienBouton,
  Pastille,
  Rangee,
  ResumeErreurs,
  Tableau,
  Texte,
  Titre,
} from '../platform/interface/index.ts'
import { chemins } from './magistrats.paths.ts'
import { detenteurs, type EtatDeRapport, etatsDeRapport, genreDeRapport, naturesDeSaisine } from './magistrats.rules.ts'
import type { detentions, rapportsDuDossier, Saisine } from './magistrats.store.ts'
import { enRetardPour, enRoute, type Lecteur, motDeMain } from './main.rules.ts'

export type Choix = { value: string; label: string }[]

export type Base = { identite: Identite; state: FormState }

export const choix = (o: Record<string, string>): Choix => Object.entries(o).map(([value, label]) => ({ value, label }))

export const dit = (o: Record<string, string>, cle: string | null) => (cle ? (o[cle] ?? cle) : 'personne')

export const PastilleRapport = ({ etat }: { etat: string }) => (
  <Pastille genre={genreDeRapport(etat) as Genre}>{etatsDeRapport[etat as EtatDeRapport] ?? etat}</Pastille>
)

export const vide: FormState = { values: {}, errors: {}, refusals: [] }

type EnDelai = {
  demande: { echeanceLe: string; detenteur?: string | null; rapportEtat: string | null }
  aujourdhui: string
  lecteur: Lecteur
}
/** Late for whoever has it in hand; where it is, for everybody else. */
export const PastilleDeDelai = ({ demande: { echeanceLe, detenteur, rapportEtat }, aujourdhui, lecteur }: EnDelai) => {
  const e = { le: echeanceLe, enMain: detenteur ?? 'spip', rapportEtat }
  const ou = enRoute(e)
  if (enRetardPour(e, lecteur, aujourdhui)) return <Pastille genre="alerte">{ou ? `En retard, ${ou}` : 'En retard'}</Pastille>
  if (e.le < aujourdhui) return <Pastille>{`Date passée, ${motDeMain(e)}`}</Pastille>
  return ou ? <Pastille>{ou.charAt(0).toUpperCase() + ou.slice(1)}</Pastille> : null
}

type EcritsProps = {
  identite: Identite
  saisines: Saisine[]
  /** Null: the function does not read reports, which is not the same as none. */
  rapports: Awaited<ReturnType<typeof rapportsDuDossier>> | null
  aujourdhui: string
  lecteur: Lecteur
  saisir: boolean
  ecrire: boolean
}

export const Ecrits = ({ identite, saisines, rapports, aujourdhui, lecteur, saisir, ecrire }: EcritsProps) => (
  <div class="fil-pile">
    <Titre
      actions={
        <>
          {ecrire && (
            <LienBouton href={chemins.commencer(identite.dossierId)} variante="primaire">
              Écrire un rapport
            </LienBouton>
          )}
          {saisir && <LienBouton href={chemins.saisir(identite.dossierId)}>Enregistrer une demande</LienBouton>}
        </>
      }
    >
      Demandes et rapports
    </Titre>
    <Bandeau identite={identite} />
    {saisines.length === 0 ? (
      <EtatVide>Aucune demande de la juridiction.</EtatVide>
    ) : (
      <Tableau
        legende="Demandes de la juridiction"
        colonnes={[
          {
            label: 'Demande',
            rendu: s => <a href={chemins.saisine(s.dossierId, s.saisineId)}>{dit(naturesDeSaisine, s.nature)}</a>,
            entete: true,
          },
          { label: 'Juridiction', rendu: s => s.juridictionNom },
          { label: 'Reçue', rendu: s => <LeJour le={s.recueLe} /> },
          {
            label: 'Échéance',
            rendu: s => (
              <>
                <LeJour le={s.echeanceLe} /> {!s.closeA && <PastilleDeDelai demande={s} aujourdhui={aujourdhui} lecteur={lecteur} />}
              </>
            ),
          },
          { label: 'En main', rendu: s => (s.closeA ? <Pastille>Close</Pastille> : dit(detenteurs, s.detenteur)) },
        ]}
        lignes={saisines}
      />
    )}
    {rapports === null && <EtatVide>Les rapports ne sont pas visibles de votre fonction.</EtatVide>}
    {rapports?.length === 0 && <EtatVide>Aucun rapport.</EtatVide>}
    {rapports !== null && rapports.length > 0 && (
      <Tableau
        legende="Rapports"
        colonnes={[
          { label: 'Rapport', rendu: r => <a href={chemins.rapport(r.dossierId, r.rapportId)}>{r.titre}</a>, entete: true },
          { label: 'Rédacteur', rendu: r => r.redacteurNom },
          { label: 'Échéance', rendu: r => <LeJour le={r.echeanceLe} /> },
          { label: 'État', rendu: r => <PastilleRapport etat={r.etat} /> },
        ]}
        lignes={rapports}
      />
    )}
  </div>
)

export const Saisir = ({ identite, state, juridictions, mesures }: Base & { juridictions: Choix | null; mesures: Choix }) => (
  <Formulaire>
    <h1>Enregistrer une demande de la juridiction</h1>
    <Bandeau identite={identite} />
    <ResumeErreurs state={state} />
    {juridictions && <ChampChoix state={state} name="juridictionId" label="Juridiction" options={juridictions} required />}
    <ChampChoix state={state} name="nature" label="Demande" options={choix(naturesDeSaisine)} required />
    {mesures.length > 0 && <ChampChoix state={state} name="mesureId" label="Mesure" options={mesures} vide="Aucune en particulier" />}
    <ChampLong state={state} name="objet" label="Ce qui est demandé" rows={3} required />
    <Rangee>
      <ChampTexte state={state} name="recueLe" label="Demandée le" type="date" required />
      <ChampTexte state={state} name="echeanceLe" label="Pour le" type="date" required />
    </Rangee>
    <Actions>
      <Bouton>Enregistrer</Bouton>
      <LienBouton href={chemins.ecrits(identite.dossierId)} variante="tertiaire">
        Annuler
      </LienBouton>
    </Actions>
  </Formulaire>
)

type UneSaisineProps = Base & {
  saisine: Saisine
  chaine: Awaited<ReturnType<typeof detentions>>
  temps: { detenteur: string; jours: number }[]
  ecrire: boolean
  rediger: boolean
}

export const UneSaisine = ({ identite, state, saisine: s, chaine, temps, ecrire, rediger }: UneSaisineProps) => (
  <div class="fil-pile">
    <Titre
      actions={
        rediger &&
        !s.closeA && (
          <LienBouton href={`${chemins.commencer(s.dossierId)}?saisineId=${s.saisineId}`} variante="primaire">
            Écrire le rapport
          </LienBouton>
        )
      }
    >
      {dit(naturesDeSaisine, s.nature)}
    </Titre>
    <Bandeau identite={identite} />
    <Faits
      faits={[
        ['Juridiction', s.juridictionNom],
        ['Reçue le', <LeJour le={s.recueLe} />],
        ['Échéance', <LeJour le={s.echeanceLe} />],
        ['En main', s.closeA ? 'Close' : dit(detenteurs, s.detenteur)],
      ]}
    />
    <Carte titre="Ce qui est demandé">
      <Texte>{s.objet}</Texte>
    </Carte>
    <Carte titre="Qui l’a eue en main, et combien de temps">
      <ul>
        {temps.map(t => (
          <li>
            {dit(detenteurs, t.detenteur)} : {t.jours} {t.jours > 1 ? 'jours' : 'jour'}
          </li>
        ))}
      </ul>
      <Tableau
        legende="Passages de main en main"
        colonnes={[
          { label: 'Détenteur', rendu: d => `${dit(detenteurs, d.detenteur)}${d.precision ? ` (${d.precision})` : ''}`, entete: true },
          { label: 'Depuis', rendu: d => <Instant a={d.depuisA} /> },
          { label: 'Jusqu’à', rendu: d => (d.jusquA ? <Instant a={d.jusquA} /> : 'aujourd’hui') },
          { label: 'Motif', rendu: d => d.motif ?? '' },
          { label: 'Par', rendu: d => d.nomComplet },
        ]}
        lignes={chaine}
      />
    </Carte>
    {ecrire && !s.closeA && (
      <div class="fil-colonnes">
        <Formulaire action={chemins.passer(s.dossierId, s.saisineId)} etiquette="Passer la main">
          <h2>Passer la main</h2>
          <ResumeErreurs state={state} />
          <ChampCases state={state} name="detenteur" label="À" options={choix(detenteurs)} required />
          <ChampTexte state={state} name="precision" label="Précisément" />
          <ChampTexte state={state} name="motif" label="Pourquoi" />
          <Actions>
            <Bouton variante="secondaire">Passer la main</Bouton>
          </Actions>
        </Formulaire>
        <Formulaire action={chemins.clore(s.dossierId, s.saisineId)} etiquette="Clore la demande">
          <h2>Clore sans rapport</h2>
          <ChampTexte state={vide} name="motif" label="Raison de la clôture" required />
          <Actions>
            <Bouton variante="secondaire">Clore</Bouton>
          </Actions>
        </Formulaire>
      </div>
    )}
  </div>
)
