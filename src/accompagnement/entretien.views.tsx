import { Bandeau, type BrouillonDeFormulaire, BrouillonRepris, type Identite } from '../dossiers/index.ts'
import {
  Actions,
  Bouton,
  Carte,
  ChampCache,
  ChampChoix,
  ChampLong,
  ChampTexte,
  Details,
  EtatVide,
  Faits,
  type FormState,
  Formulaire,
  Heure,
  Instant,
  LeJour,
  LienBouton,
  Pastille,
  Rangee,
  ResumeErreurs,
  Texte,
  Titre,
  valeur,
  versionDuFormulaire,
} from '../platform/interface/index.ts'
import { chemins } from './accompagnement.paths.ts'
import { formes } from './accompagnement.rules.ts'
import type { Entretien, entretiensDuDossier, versionsDEntretien } from './accompagnement.store.ts'

type Versions = Awaited<ReturnType<typeof versionsDEntretien>>
const choixFormes = Object.entries(formes).map(([value, label]) => ({ value, label }))
export const libelleDeForme = (f: string): string => formes[f as keyof typeof formes] ?? f

const Recit = ({ state }: { state: FormState }) => (
  <>
    <ChampTexte state={state} name="presents" label="Présents" hint="Qui d’autre était là." />
    <ChampLong state={state} name="recit" label="Récit" rows={10} required />
    <ChampLong state={state} name="convenu" label="Ce qui a été convenu" rows={3} />
    <ChampLong state={state} name="suite" label="Prochaine étape" rows={2} />
  </>
)

export const NoterEntretien = ({
  identite,
  state,
  brouillon,
}: {
  identite: Identite
  state: FormState
  brouillon: BrouillonDeFormulaire
}) => (
  <div class="fil-pile">
    <h1>Noter un entretien</h1>
    <Bandeau identite={identite} />
    <BrouillonRepris brouillon={brouillon} />
    <Formulaire action={chemins.noter(identite.dossierId)} brouillon={brouillon}>
      <ResumeErreurs state={state} />
      {valeur(state, 'convocationId') && <ChampCache name="convocationId" value={valeur(state, 'convocationId')} />}
      <Rangee>
        <ChampTexte state={state} name="le" label="Jour" type="date" required />
        <ChampTexte state={state} name="heure" label="Heure" type="time" />
        <ChampChoix state={state} name="forme" label="Comment" options={choixFormes} required />
        <ChampTexte state={state} name="lieu" label="Lieu" />
      </Rangee>
      <Recit state={state} />
      <Actions>
        <Bouton>Enregistrer l’entretien</Bouton>
        <LienBouton href={chemins.entretiens(identite.dossierId)} variante="tertiaire">
          Revenir plus tard
        </LienBouton>
      </Actions>
    </Formulaire>
  </div>
)

type CorrigerProps = { identite: Identite; state: FormState; brouillon: BrouillonDeFormulaire; entretien: Entretien }
export const CorrigerEntretien = ({ identite, state, brouillon, entretien }: CorrigerProps) => (
  <div class="fil-pile">
    <h1>
      Corriger l’entretien du <LeJour le={entretien.le} />
    </h1>
    <Bandeau identite={identite} />
    <BrouillonRepris brouillon={brouillon} />
    <Formulaire action={chemins.corriger(identite.dossierId, entretien.entretienId)} brouillon={brouillon}>
      <ResumeErreurs state={state} />
      {state.refusals.length > 0 && (
        <Carte titre={`Version ${entretien.version}, enregistrée entre-temps`}>
          <Texte>{entretien.recit}</Texte>
        </Carte>
      )}
      <ChampCache name="version" value={versionDuFormulaire(state, entretien.version)} />
      <ChampTexte state={state} name="motifCorrection" label="Pourquoi corriger" hint="L’ancienne version reste lisible." required />
      <Recit state={state} />
      <Actions>
        <Bouton>Enregistrer la correction</Bouton>
        <LienBouton href={chemins.entretien(identite.dossierId, entretien.entretienId)} variante="tertiaire">
          Annuler
        </LienBouton>
      </Actions>
    </Formulaire>
  </div>
)

export const UnEntretien = ({
  identite,
  entretien: e,
  versions,
  ecrire,
}: {
  identite: Identite
  entretien: Entretien
  versions: Versions
  ecrire: boolean
}) => (
  <div class="fil-pile">
    <Titre actions={ecrire && <LienBouton href={chemins.corriger(e.dossierId, e.entretienId)}>Corriger</LienBouton>}>
      Entretien du <LeJour le={e.le} long />
    </Titre>
    <Bandeau identite={identite} />
    <Faits
      faits={[
        ['Avec', e.agentNom],
        ['Comment', libelleDeForme(e.forme)],
        ['Heure', e.heure ? <Heure heure={e.heure} /> : null],
        ['Présents', e.presents],
      ]}
    />
    <Carte titre="Récit">
      <Texte>{e.recit}</Texte>
    </Carte>
    {e.convenu && (
      <Carte titre="Ce qui a été convenu">
        <Texte>{e.convenu}</Texte>
      </Carte>
    )}
    {e.suite && (
      <Carte titre="Prochaine étape">
        <Texte>{e.suite}</Texte>
      </Carte>
    )}
    {versions.length > 1 && (
      <section class="fil-pile-serree">
        <h2>Versions</h2>
        {versions.map(v => (
          <Details titre={`Version ${v.version}, par ${v.nomComplet}${v.motifCorrection ? ` : ${v.motifCorrection}` : ''}`}>
            <p class="fil-discret">
              <Instant a={v.ecriteA} />
            </p>
            <Texte>{v.recit}</Texte>
            <Texte>{v.convenu}</Texte>
            <Texte>{v.suite}</Texte>
          </Details>
        ))}
      </section>
    )}
  </div>
)

export const Entretiens = ({
  identite,
  entretiens,
  ecrire,
}: {
  identite: Identite
  entretiens: Awaited<ReturnType<typeof entretiensDuDossier>>
  ecrire: boolean
}) => (
  <div class="fil-pile">
    <Titre
      actions={
        ecrire && (
          <LienBouton href={chemins.noter(identite.dossierId)} variante="primaire">
            Noter un entretien
          </LienBouton>
        )
      }
    >
      Entretiens
    </Titre>
    <Bandeau identite={identite} />
    {entretiens.length === 0 && <EtatVide>Aucun entretien n’est encore noté.</EtatVide>}
    {entretiens.map(e => (
      <Carte
        titre={`${libelleDeForme(e.forme)}, avec ${e.agentNom}`}
        lien={{ href: chemins.entretien(e.dossierId, e.entretienId), label: 'Ouvrir' }}
      >
        <p>
          <LeJour le={e.le} long /> {e.version > 1 && <Pastille>Corrigé</Pastille>}
        </p>
        <Texte>{e.recit.length > 400 ? `${e.recit.slice(0, 400)}…` : e.recit}</Texte>
        {e.convenu && (
          <p>
            <strong>Convenu : </strong>
            {e.convenu}
          </p>
        )}
      </Carte>
    ))}
  </div>
)
