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

export const Saisir = ({
  identite,
  state,
  juridictions,
  mesures,
}: Base & { juridictions: Choix | null; mesures: Choix }) => (
  <Formulaire>
    <h1>Enregistrer une demande de la juridiction</h1>
    <Bandeau identite={identite} />
    <ResumeErreurs state={state} />
    {juridictions && (
      <ChampChoix
        state={state}
        name="juridictionId"
        label="Juridiction"
        options={juridictions}
        required
      />
    )}
    <ChampChoix
      state={state}
      name="nature"
      label="Demande"
      options={choix(naturesDeSaisine)}
      required
    />
    {mesures.length > 0 && (
      <ChampChoix
        state={state}
        name="mesureId"
        label="Mesure"
        options={mesures}
        vide="Aucune en particulier"
      />
    )}
    <ChampLong state={state} name="objet" label="Ce qui est demandé" rows={3} required />
    <Rangee>
      <ChampTexte state={state} name="recueLe" label="Demandée le" type="date" required />
      <ChampTexte state={state} name="echeanceLe" label="Pour le" type="date" required />
    </Rangee>
    {(state.errors.confirme || valeur(state, 'confirme') === 'oui') && (
      <ChampCase
        state={state}
        name="confirme"
        label="Elle est bien de ce jour"
        hint="Une demande ancienne, retrouvée par exemple."
      />
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
    {rouvrir ? (
      <a href={dossiers.rouvrir(dossierId)}>Rouvrir le dossier</a>
    ) : (
      'Le service qui suit la personne peut le faire.'
    )}
  </Alerte>
)

export const UneSaisine = ({
  identite,
  state,
  saisine,
  mesure,
  chaine,
  temps,
  peut,
  ...reste
}: UneSaisineProps) => (
  <div class="fil-pile">
    <Titre
      actions={
        <>
          {peut.rediger && !saisine.closeA && (
            <LienBouton
              href={`${chemins.commencer(saisine.dossierId)}?saisineId=${saisine.saisineId}`}
              variante="primaire"
            >
              Écrire le rapport
            </LienBouton>
          )}
          {peut.disposer && (
            <LienBouton href={chemins.corrigerSaisine(saisine.dossierId, saisine.saisineId)}>
              Corriger la demande
            </LienBouton>
          )}
        </>
      }
    >
      {dit(naturesDeSaisine, saisine.nature)}
    </Titre>
    <Bandeau identite={identite} />
    {identite.closA && !saisine.closeA && (
      <DossierClos dossierId={saisine.dossierId} rouvrir={peut.rouvrir} />
    )}
    <TexteGarde
      state={state}
      champs={[...(peut.passer ? [] : aPasser), ...(peut.clore ? [] : aClore)]}
    />
    <Faits
      faits={[
        ['Juridiction', saisine.juridictionNom],
        ['Mesure', mesure],
        [
          'Demandée par',
          saisine.saisieParJuridictionId
            ? saisine.saisieParNom
            : `${saisine.saisieParNom}, pour la juridiction`,
        ],
        ['Reçue le', <LeJour le={saisine.recueLe} />],
        ['Échéance', <LeJour le={saisine.echeanceLe} />],
        saisine.closeA
          ? ['Close', <Close s={saisine} />]
          : ['En main', dit(detenteurs, saisine.detenteur)],
      ]}
    />
    <Carte titre="Ce qui est demandé">
      <Texte>{saisine.objet}</Texte>
    </Carte>
    <ComplementsDemandes complements={reste.complements} />
    <RapportsDeLaDemande rapports={reste.rapports} />
    <Carte titre="Qui l’a eue en main, et combien de temps">
      <ul>
        {temps.map(ligne => (
          <li>
            {dit(detenteurs, ligne.detenteur)} : {ligne.jours} {ligne.jours > 1 ? 'jours' : 'jour'}
          </li>
        ))}
      </ul>
      <Tableau
        legende="Passages de main en main"
        colonnes={[
          {
            label: 'Détenteur',
            rendu: ligne =>
              `${dit(detenteurs, ligne.detenteur)}${ligne.precision ? ` (${ligne.precision})` : ''}`,
            entete: true,
          },
          { label: 'Depuis', rendu: ligne => <Instant a={ligne.depuisA} /> },
          {
            label: 'Jusqu’à',
            rendu: ligne => (ligne.jusquA ? <Instant a={ligne.jusquA} /> : 'aujourd’hui'),
          },
          { label: 'Motif', rendu: ligne => ligne.motif ?? '' },
          { label: 'Par', rendu: ligne => ligne.nomComplet },
        ]}
        lignes={chaine}
      />
    </Carte>
    {reste.corrections.length > 0 && (
      <Tableau
        legende="Ce qui était demandé avant correction"
        colonnes={[
          { label: 'Corrigée le', rendu: ligne => <Instant a={ligne.a} />, entete: true },
          { label: 'Demande', rendu: ligne => dit(naturesDeSaisine, ligne.avantNature) },
          { label: 'Mesure', rendu: ligne => ligne.avantMesure },
          { label: 'Échéance', rendu: ligne => <LeJour le={ligne.avantEcheanceLe} /> },
          { label: 'Ce qui était demandé', rendu: ligne => <Texte>{ligne.avantObjet}</Texte> },
          { label: 'Motif', rendu: ligne => ligne.motif },
          { label: 'Par', rendu: ligne => ligne.nomComplet },
        ]}
        lignes={reste.corrections}
      />
    )}
    {(peut.passer || peut.clore) && (
      <div class="fil-colonnes">
        {peut.passer && <Passer s={saisine} state={state} />}
        {peut.clore && (
          <Formulaire
            action={chemins.clore(saisine.dossierId, saisine.saisineId)}
            etiquette="Clore la demande"
          >
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

const Close = ({ s: saisine }: { s: Demande }) => (
  <>
    le <Instant a={saisine.closeA ?? ''} />
    {saisine.closeParNom && ` par ${saisine.closeParNom}`} : {saisine.closeMotif ?? 'sans motif'}
  </>
)

const Passer = ({ s: saisine, state }: { s: Demande; state: FormState }) => (
  <Formulaire
    action={chemins.passer(saisine.dossierId, saisine.saisineId)}
    etiquette="Passer la main"
  >
    <h2>Passer la main</h2>
    <ResumeErreurs state={state} />
    <ChampCases
      state={state}
      name="detenteur"
      label="À"
      options={choix(detenteurs).filter(ligne => ligne.value !== saisine.detenteur)}
      required
    />
    <ChampTexte state={state} name="precision" label="Précisément" />
    <ChampTexte state={state} name="motif" label="Pourquoi" />
    <Actions>
      <Bouton variante="secondaire">Passer la main</Bouton>
    </Actions>
  </Formulaire>
)

type CorrigerProps = Base & { saisine: Demande; version: number; mesures: Choix }
export const CorrigerSaisine = ({ identite, state, saisine, version, mesures }: CorrigerProps) => (
  <Formulaire>
    <h1>Corriger la demande</h1>
    <Bandeau identite={identite} />
    <ResumeErreurs state={state} />
    {state.refusals.length > 0 && (
      <Details titre="Ce que la demande dit aujourd’hui" ouvert>
        <p>
          {dit(naturesDeSaisine, saisine.nature)}, pour le <LeJour le={saisine.echeanceLe} />
        </p>
        <Texte>{saisine.objet}</Texte>
      </Details>
    )}
    <ChampCache name="version" value={version} />
    <ChampChoix
      state={state}
      name="nature"
      label="Demande"
      options={choix(naturesDeSaisine)}
      required
    />
    {mesures.length > 0 && (
      <ChampChoix
        state={state}
        name="mesureId"
        label="Mesure"
        options={mesures}
        vide="Aucune en particulier"
      />
    )}
    <ChampLong state={state} name="objet" label="Ce qui est demandé" rows={3} required />
    <ChampTexte state={state} name="echeanceLe" label="Pour le" type="date" required />
    <ChampTexte
      state={state}
      name="motif"
      label="Pourquoi corriger"
      hint="Ce qui était demandé reste dans l’historique."
      required
    />
    <Actions>
      <Bouton>Corriger</Bouton>
      <LienBouton href={chemins.saisine(saisine.dossierId, saisine.saisineId)} variante="tertiaire">
        Annuler
      </LienBouton>
    </Actions>
  </Formulaire>
)
