import { Bandeau, type BrouillonDeFormulaire, BrouillonRepris, type Identite } from '../dossiers/index.ts'
import {
  Actions, Alerte, Bloc, Bouton, Carte, ChampCache, ChampCases, ChampChoix, ChampLong, ChampTexte, Details, EtatVide, Faits, Formulaire, type FormState, type Genre, Geste, Instant, LeJour, LienBouton, Pastille, Rangee, ResumeErreurs, Tableau, Texte, Titre, valeur, valeurBrute,
} from '../platform/interface/index.ts'
import { chemins } from './magistrats.paths.ts'
import { detenteurs, etatsDeRapport, type EtatDeRapport, genreDeRapport, naturesDeRapport, naturesDeSaisine, sensDeReponse } from './magistrats.rules.ts'
import type { detentions, mouvements, Rapport, rapportsDuDossier, reponse, Saisine, sections } from './magistrats.store.ts'
import { sources } from './redaction.ts'

type Choix = { value: string; label: string }[]
type Base = { identite: Identite; state: FormState }
const choix = (o: Record<string, string>): Choix => Object.entries(o).map(([value, label]) => ({ value, label }))
const dit = (o: Record<string, string>, cle: string | null) => (cle ? (o[cle] ?? cle) : 'personne')
export const PastilleRapport = ({ etat }: { etat: string }) => <Pastille genre={genreDeRapport(etat) as Genre}>{etatsDeRapport[etat as EtatDeRapport] ?? etat}</Pastille>
const vide: FormState = { values: {}, errors: {}, refusals: [] }

type EcritsProps = { identite: Identite; saisines: Saisine[]; rapports: Awaited<ReturnType<typeof rapportsDuDossier>>; aujourdhui: string; saisir: boolean; ecrire: boolean }
export const Ecrits = ({ identite, saisines, rapports, aujourdhui, saisir, ecrire }: EcritsProps) => (
  <div class="fil-pile">
    <Titre
      actions={
        <>
          {ecrire && <LienBouton href={chemins.commencer(identite.dossierId)} variante="primaire">Écrire un rapport</LienBouton>}
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
          { label: 'Demande', rendu: s => <a href={chemins.saisine(s.dossierId, s.saisineId)}>{dit(naturesDeSaisine, s.nature)}</a>, entete: true },
          { label: 'Juridiction', rendu: s => s.juridictionNom },
          { label: 'Reçue', rendu: s => <LeJour le={s.recueLe} /> },
          { label: 'Échéance', rendu: s => <><LeJour le={s.echeanceLe} /> {!s.closeA && s.echeanceLe < aujourdhui && <Pastille genre="alerte">En retard</Pastille>}</> },
          { label: 'En main', rendu: s => (s.closeA ? <Pastille>Close</Pastille> : dit(detenteurs, s.detenteur)) },
        ]}
        lignes={saisines}
      />
    )}
    {rapports.length === 0 ? (
      <EtatVide>Aucun rapport.</EtatVide>
    ) : (
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
      <LienBouton href={chemins.ecrits(identite.dossierId)} variante="tertiaire">Annuler</LienBouton>
    </Actions>
  </Formulaire>
)

type UneSaisineProps = Base & { saisine: Saisine; chaine: Awaited<ReturnType<typeof detentions>>; temps: { detenteur: string; jours: number }[]; ecrire: boolean; rediger: boolean }
export const UneSaisine = ({ identite, state, saisine: s, chaine, temps, ecrire, rediger }: UneSaisineProps) => (
  <div class="fil-pile">
    <Titre actions={rediger && !s.closeA && <LienBouton href={`${chemins.commencer(s.dossierId)}?saisineId=${s.saisineId}`} variante="primaire">Écrire le rapport</LienBouton>}>{dit(naturesDeSaisine, s.nature)}</Titre>
    <Bandeau identite={identite} />
    <Faits faits={[['Juridiction', s.juridictionNom], ['Reçue le', <LeJour le={s.recueLe} />], ['Échéance', <LeJour le={s.echeanceLe} />], ['En main', s.closeA ? 'Close' : dit(detenteurs, s.detenteur)]]} />
    <Carte titre="Ce qui est demandé"><Texte>{s.objet}</Texte></Carte>
    <Carte titre="Qui l’a eue en main, et combien de temps">
      <ul>{temps.map(t => <li>{dit(detenteurs, t.detenteur)} : {t.jours} {t.jours > 1 ? 'jours' : 'jour'}</li>)}</ul>
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
          <Actions><Bouton variante="secondaire">Passer la main</Bouton></Actions>
        </Formulaire>
        <Formulaire action={chemins.clore(s.dossierId, s.saisineId)} etiquette="Clore la demande">
          <h2>Clore sans rapport</h2>
          <ChampTexte state={vide} name="motif" label="Raison de la clôture" required />
          <Actions><Bouton variante="secondaire">Clore</Bouton></Actions>
        </Formulaire>
      </div>
    )}
  </div>
)

export const CommencerRapport = ({ identite, state, juridictions, saisines }: Base & { juridictions: Choix; saisines: Choix }) => (
  <Formulaire>
    <h1>Écrire un rapport</h1>
    <Bandeau identite={identite} />
    <ResumeErreurs state={state} />
    <ChampChoix state={state} name="nature" label="Rapport" options={choix(naturesDeRapport)} required />
    {saisines.length > 0 && <ChampChoix state={state} name="saisineId" label="En réponse à" options={saisines} vide="Aucune demande" />}
    <ChampChoix state={state} name="juridictionId" label="Adressé à" options={juridictions} vide="La juridiction de la demande ou de la mesure" />
    <ChampTexte state={state} name="titre" label="Titre" />
    <ChampTexte state={state} name="echeanceLe" label="Pour le" type="date" />
    <Alerte>Le rapport commence avec la mesure, les derniers entretiens et le plan. Vous pourrez tout modifier.</Alerte>
    <Actions>
      <Bouton>Commencer</Bouton>
      <LienBouton href={chemins.ecrits(identite.dossierId)} variante="tertiaire">Annuler</LienBouton>
    </Actions>
  </Formulaire>
)

type EcrireProps = Base & { rapport: Rapport; actuelles: Awaited<ReturnType<typeof sections>>; brouillon: BrouillonDeFormulaire; version: number }
export const EcrireRapport = ({ identite, state, rapport, actuelles, brouillon, version }: EcrireProps) => {
  const parties = (valeurBrute(state.values, 'sections') as unknown[] | undefined) ?? []
  return (
    <div class="fil-pile">
      <h1>Écrire : {rapport.titre}</h1>
      <Bandeau identite={identite} />
      <BrouillonRepris brouillon={brouillon} />
      <Formulaire large action={chemins.ecrire(rapport.dossierId, rapport.id)} brouillon={brouillon}>
        <ResumeErreurs state={state} />
        {state.refusals.length > 0 && <Details titre="Texte enregistré actuellement">{actuelles.map(s => <><h3>{s.titre}</h3><Texte>{s.texte}</Texte></>)}</Details>}
        <ChampCache name="version" value={version} />
        <ChampTexte state={state} name="titre" label="Titre du rapport" required />
        {parties.map((_, i) => (
          <Bloc legende={`Partie ${i + 1}`}>
            {valeur(state, `sections.${i}.source`) && <ChampCache name={`sections.${i}.source`} value={valeur(state, `sections.${i}.source`)} />}
            <ChampTexte state={state} name={`sections.${i}.titre`} label="Titre de la partie" required />
            <ChampLong state={state} name={`sections.${i}.texte`} label="Texte" rows={6} />
            <Actions>
              <Geste geste={`monter:sections.${i}`} etiquette={`Monter la partie ${i + 1}`}>Monter</Geste>
              <Geste geste={`retirer:sections.${i}`} etiquette={`Retirer la partie ${i + 1}`}>Retirer</Geste>
            </Actions>
          </Bloc>
        ))}
        <Bloc legende="Insérer depuis le dossier">
          <Actions>{Object.entries(sources).map(([cle, libelle]) => <Geste geste={`inserer:${cle}`}>{libelle}</Geste>)}</Actions>
        </Bloc>
        <Actions>
          <Bouton>Enregistrer le rapport</Bouton>
          <LienBouton href={chemins.rapport(rapport.dossierId, rapport.id)} variante="tertiaire">Revenir plus tard</LienBouton>
        </Actions>
      </Formulaire>
    </div>
  )
}

type UnRapportProps = Base & { rapport: Rapport; parties: Awaited<ReturnType<typeof sections>>; course: Awaited<ReturnType<typeof mouvements>>; reponse: Awaited<ReturnType<typeof reponse>>; peut: { ecrire: boolean; valider: boolean; transmettre: boolean; repondre: boolean } }
export const UnRapport = ({ identite, state, rapport: r, parties, course, reponse, peut }: UnRapportProps) => {
  const lien = (f: (d: string, r: string) => string) => f(r.dossierId, r.id)
  const geste = (chemin: string, libelle: string, variante: 'primaire' | 'secondaire' = 'primaire') => (
    <Formulaire enLigne action={chemin}><Bouton variante={variante}>{libelle}</Bouton></Formulaire>
  )
  return (
    <div class="fil-pile">
      <Titre
        actions={
          <>
            {peut.ecrire && <LienBouton href={lien(chemins.ecrire)}>Modifier</LienBouton>}
            {peut.ecrire && geste(lien(chemins.soumettre), 'Soumettre à la validation')}
            {peut.valider && geste(lien(chemins.valider), 'Valider')}
            {peut.transmettre && geste(lien(chemins.transmettre), 'Transmettre au magistrat')}
            {r.empreinte && <LienBouton href={lien(chemins.pdf)}>Ouvrir le PDF</LienBouton>}
            {peut.repondre && r.etat === 'transmis' && geste(lien(chemins.lu), 'Marquer comme lu', 'secondaire')}
          </>
        }
      >
        {r.titre}
      </Titre>
      <Bandeau identite={identite} />
      <ResumeErreurs state={state} />
      <Faits faits={[['État', <PastilleRapport etat={r.etat} />], ['Adressé à', r.juridictionNom], ['Rédacteur', r.redacteurNom], ['Échéance', <LeJour le={r.echeanceLe} />]]} />
      {r.empreinte && <p class="fil-discret">Document figé. Empreinte SHA-256 : <code>{r.empreinte}</code></p>}
      {reponse && (
        <Carte titre={`Réponse du magistrat : ${dit(sensDeReponse, reponse.sens)}`}>
          <Texte>{reponse.texte}</Texte>
          <p class="fil-discret">{reponse.nomComplet}, le <Instant a={reponse.reponduA} /></p>
        </Carte>
      )}
      {parties.map(s => <Carte titre={s.titre}>{s.texte ? <Texte>{s.texte}</Texte> : <p class="fil-discret">Partie vide.</p>}</Carte>)}
      {peut.valider && (
        <Formulaire action={lien(chemins.renvoyer)} etiquette="Renvoyer au rédacteur">
          <h2>Renvoyer au rédacteur</h2>
          <ChampLong state={state} name="motif" label="Ce qu’il faut reprendre" rows={2} required />
          <Actions><Bouton variante="secondaire">Renvoyer</Bouton></Actions>
        </Formulaire>
      )}
      {peut.repondre && (
        <Formulaire action={lien(chemins.repondre)} etiquette="Répondre">
          <h2>Répondre</h2>
          <ChampCases state={state} name="sens" label="Sens de la réponse" options={choix(sensDeReponse)} required />
          <ChampLong state={state} name="texte" label="Réponse" rows={4} required />
          <Actions><Bouton>Envoyer la réponse</Bouton></Actions>
        </Formulaire>
      )}
      <Tableau
        legende="Parcours du rapport"
        colonnes={[
          { label: 'Quand', rendu: m => <Instant a={m.a} />, entete: true },
          { label: 'État', rendu: m => etatsDeRapport[m.etat as EtatDeRapport] ?? m.etat },
          { label: 'Par', rendu: m => m.nomComplet },
          { label: 'Motif', rendu: m => m.motif ?? '' },
        ]}
        lignes={course}
      />
    </div>
  )
}
