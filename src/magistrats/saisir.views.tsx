import { Bandeau } from '../dossiers/index.ts'
import {
  Actions,
  Bouton,
  ChampCache,
  ChampCase,
  ChampChoix,
  ChampLong,
  ChampTexte,
  Details,
  Formulaire,
  LeJour,
  LienBouton,
  Rangee,
  ResumeErreurs,
  Texte,
  valeur,
} from '../platform/interface/index.ts'
import { chemins } from './magistrats.paths.ts'
import { type Base, type Choix, choix, dit } from './magistrats.views.tsx'
import { naturesDeSaisine } from './saisine.rules.ts'
import type { UneSaisine as Demande } from './saisine.store.ts'

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
