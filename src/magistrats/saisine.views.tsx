import { chemins as dossiers } from '../dossiers/dossier.paths.ts'
import { Bandeau } from '../dossiers/index.ts'
import {
  Actions,
  Alerte,
  Bouton,
  Carte,
  ChampCache,
  ChampCase,
  ChampCases,
  ChampChoix,
  ChampLong,
  ChampTexte,
  Details,
  Faits,
  type FormState,
  Formulaire,
  Instant,
  LeJour,
  LienBouton,
  Rangee,
  ResumeErreurs,
  Tableau,
  Texte,
  Titre,
  valeur,
} from '../platform/interface/index.ts'
import { type ChampGarde, TexteGarde } from './garde.panels.tsx'
import { chemins } from './magistrats.paths.ts'
import { detenteurs, naturesDeSaisine } from './magistrats.rules.ts'
import type { detentions, RapportDuDossier } from './magistrats.store.ts'
import { type Base, type Choix, choix, dit, vide } from './magistrats.views.tsx'
import { ComplementsDemandes } from './reponse.panels.tsx'
import type { Complement } from './reponse.store.ts'
import type { corrections, UneSaisine as Demande } from './saisine.store.ts'
import { RapportsDeLaDemande } from './suite.panels.tsx'

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
    {(state.errors.confirme || valeur(state, 'confirme') === 'oui') && (
      <ChampCase state={state} name="confirme" label="Elle est bien de ce jour" hint="Une demande ancienne, retrouvée par exemple." />
    )}
    <Actions>
      <Bouton>Enregistrer</Bouton>
      <LienBouton href={chemins.ecrits(identite.dossierId)} variante="tertiaire">
        Annuler
      </LienBouton>
    </Actions>
  </Formulaire>
)

type UneSaisineProps = Base & {
  saisine: Demande
  /** The measure that it names, in words; « mesure retirée » where it no longer stands. */
  mesure: string | null
  chaine: Awaited<ReturnType<typeof detentions>>
  /** Null: the function does not read reports. */
  rapports: RapportDuDossier[] | null
  /** What was asked in addition since. */
  complements: readonly Complement[]
  temps: { detenteur: string; jours: number }[]
  corrections: (Awaited<ReturnType<typeof corrections>>[number] & { avantMesure: string })[]
  peut: { passer: boolean; disposer: boolean; clore: boolean; rediger: boolean; rouvrir: boolean }
}

/** Nothing is written in a closed dossier: what is asked of it waits until it is opened again. */
const DossierClos = ({ dossierId, rouvrir }: { dossierId: string; rouvrir: boolean }) => (
  <Alerte genre="attention">
    Ce dossier est clos : pour répondre à cette demande, il faut d’abord le rouvrir.{' '}
    {rouvrir ? <a href={dossiers.rouvrir(dossierId)}>Rouvrir le dossier</a> : 'Le service qui suit la personne peut le faire.'}
  </Alerte>
)

export const UneSaisine = ({ identite, state, saisine: s, mesure, chaine, temps, peut, ...h }: UneSaisineProps) => (
  <div class="fil-pile">
    <Titre
      actions={
        <>
          {peut.rediger && !s.closeA && (
            <LienBouton href={`${chemins.commencer(s.dossierId)}?saisineId=${s.saisineId}`} variante="primaire">
              Écrire le rapport
            </LienBouton>
          )}
          {peut.disposer && <LienBouton href={chemins.corrigerSaisine(s.dossierId, s.saisineId)}>Corriger la demande</LienBouton>}
        </>
      }
    >
      {dit(naturesDeSaisine, s.nature)}
    </Titre>
    <Bandeau identite={identite} />
    {identite.closA && !s.closeA && <DossierClos dossierId={s.dossierId} rouvrir={peut.rouvrir} />}
    <TexteGarde state={state} champs={[...(peut.passer ? [] : aPasser), ...(peut.clore ? [] : aClore)]} />
    <Faits
      faits={[
        ['Juridiction', s.juridictionNom],
        ['Mesure', mesure],
        ['Demandée par', s.saisieParJuridictionId ? s.saisieParNom : `${s.saisieParNom}, pour la juridiction`],
        ['Reçue le', <LeJour le={s.recueLe} />],
        ['Échéance', <LeJour le={s.echeanceLe} />],
        s.closeA ? ['Close', <Close s={s} />] : ['En main', dit(detenteurs, s.detenteur)],
      ]}
    />
    <Carte titre="Ce qui est demandé">
      <Texte>{s.objet}</Texte>
    </Carte>
    <ComplementsDemandes complements={h.complements} />
    <RapportsDeLaDemande rapports={h.rapports} />
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
    {h.corrections.length > 0 && (
      <Tableau
        legende="Ce qui était demandé avant correction"
        colonnes={[
          { label: 'Corrigée le', rendu: c => <Instant a={c.a} />, entete: true },
          { label: 'Demande', rendu: c => dit(naturesDeSaisine, c.avantNature) },
          { label: 'Mesure', rendu: c => c.avantMesure },
          { label: 'Échéance', rendu: c => <LeJour le={c.avantEcheanceLe} /> },
          { label: 'Ce qui était demandé', rendu: c => <Texte>{c.avantObjet}</Texte> },
          { label: 'Motif', rendu: c => c.motif },
          { label: 'Par', rendu: c => c.nomComplet },
        ]}
        lignes={h.corrections}
      />
    )}
    {(peut.passer || peut.clore) && (
      <div class="fil-colonnes">
        {peut.passer && <Passer s={s} state={state} />}
        {peut.clore && (
          <Formulaire action={chemins.clore(s.dossierId, s.saisineId)} etiquette="Clore la demande">
            <h2>Clore sans rapport</h2>
            <ChampTexte state={vide} name="motif" label="Raison de la clôture" required />
            <Actions>
              <Bouton variante="secondaire">Clore</Bouton>
            </Actions>
          </Formulaire>
        )}
      </div>
    )}
  </div>
)

const aPasser: ChampGarde[] = [
  ['precision', 'Précisément'],
  ['motif', 'Pourquoi'],
]
const aClore: ChampGarde[] = [['motif', 'Raison']]

const Close = ({ s }: { s: Demande }) => (
  <>
    le <Instant a={s.closeA ?? ''} />
    {s.closeParNom && ` par ${s.closeParNom}`} : {s.closeMotif ?? 'sans motif'}
  </>
)

const Passer = ({ s, state }: { s: Demande; state: FormState }) => (
  <Formulaire action={chemins.passer(s.dossierId, s.saisineId)} etiquette="Passer la main">
    <h2>Passer la main</h2>
    <ResumeErreurs state={state} />
    <ChampCases state={state} name="detenteur" label="À" options={choix(detenteurs).filter(o => o.value !== s.detenteur)} required />
    <ChampTexte state={state} name="precision" label="Précisément" />
    <ChampTexte state={state} name="motif" label="Pourquoi" />
    <Actions>
      <Bouton variante="secondaire">Passer la main</Bouton>
    </Actions>
  </Formulaire>
)

type CorrigerProps = Base & { saisine: Demande; version: number; mesures: Choix }
export const CorrigerSaisine = ({ identite, state, saisine: s, version, mesures }: CorrigerProps) => (
  <Formulaire>
    <h1>Corriger la demande</h1>
    <Bandeau identite={identite} />
    <ResumeErreurs state={state} />
    {state.refusals.length > 0 && (
      <Details titre="Ce que la demande dit aujourd’hui" ouvert>
        <p>
          {dit(naturesDeSaisine, s.nature)}, pour le <LeJour le={s.echeanceLe} />
        </p>
        <Texte>{s.objet}</Texte>
      </Details>
    )}
    <ChampCache name="version" value={version} />
    <ChampChoix state={state} name="nature" label="Demande" options={choix(naturesDeSaisine)} required />
    {mesures.length > 0 && <ChampChoix state={state} name="mesureId" label="Mesure" options={mesures} vide="Aucune en particulier" />}
    <ChampLong state={state} name="objet" label="Ce qui est demandé" rows={3} required />
    <ChampTexte state={state} name="echeanceLe" label="Pour le" type="date" required />
    <ChampTexte state={state} name="motif" label="Pourquoi corriger" hint="Ce qui était demandé reste dans l’historique." required />
    <Actions>
      <Bouton>Corriger</Bouton>
      <LienBouton href={chemins.saisine(s.dossierId, s.saisineId)} variante="tertiaire">
        Annuler
      </LienBouton>
    </Actions>
  </Formulaire>
)
