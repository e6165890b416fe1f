import {
  Bandeau,
  type BrouillonDeFormulaire,
  BrouillonRepris,
  type Identite,
  SeraDit,
} from '../dossiers/index.ts'
import { ChampMesures, type MesureAChoisir } from '../mesures/index.ts'
import { afficherHeure, afficherJourCourt, type Jour } from '../platform/date.ts'
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
  type FormState,
  Formulaire,
  LeJour,
  LienBouton,
  Rangee,
  ResumeErreurs,
  Texte,
  valeur,
} from '../platform/interface/index.ts'
import { chemins } from './accompagnement.paths.ts'
import { AUCUNE_CONVOCATION, formes } from './entretien.rules.ts'
import type { Entretien } from './entretien.store.ts'

type Possible = { id: string; le: Jour; heure: string; etat: string; typeLibelle: string }
const choixFormes = Object.entries(formes).map(([value, label]) => ({ value, label }))

/** Day, hour, manner, place, measures: the same to note and to correct. */
const Tenue = ({
  state,
  mesures,
  le,
}: {
  state: FormState
  mesures: readonly MesureAChoisir[]
  le: Jour
}) => (
  <>
    <Rangee>
      <ChampTexte state={state} name="le" label="Jour" type="date" required />
      <ChampTexte state={state} name="heure" label="Heure" type="time" />
      <ChampChoix state={state} name="forme" label="Comment" options={choixFormes} required />
      <ChampTexte state={state} name="lieu" label="Lieu" />
    </Rangee>
    {(state.errors.malgre || valeur(state, 'malgre') === 'oui') && (
      <ChampCase
        state={state}
        name="malgre"
        label="Il est bien de ce jour"
        hint="Repris d’un suivi d’avant Fil rouge, par exemple."
      />
    )}
    <ChampMesures state={state} mesures={mesures} le={le} />
  </>
)

const Recit = ({ state }: { state: FormState }) => (
  <>
    <ChampTexte state={state} name="presents" label="Présents" hint="Qui d’autre était là." />
    <ChampLong state={state} name="recit" label="Récit" rows={10} required />
    <ChampLong state={state} name="convenu" label="Ce qui a été convenu" rows={3} />
    <ChampLong state={state} name="suite" label="Prochaine étape" rows={2} />
  </>
)

type AvecTenue = {
  identite: Identite
  state: FormState
  brouillon: BrouillonDeFormulaire
  mesures: readonly MesureAChoisir[]
  le: Jour
}
type NoterProps = AvecTenue & {
  convocations: readonly Possible[]
  existant: { entretienId: string } | undefined
}
export const NoterEntretien = ({
  identite,
  state,
  brouillon,
  mesures,
  le,
  convocations,
  existant,
}: NoterProps) => (
  <div class="fil-pile">
    <h1>Noter un entretien</h1>
    <Bandeau identite={identite} />
    {existant && (
      <Alerte genre="attention">
        L’entretien de cette convocation est déjà noté :{' '}
        <a href={chemins.entretien(identite.dossierId, existant.entretienId)}>l’ouvrir</a>.
      </Alerte>
    )}
    <BrouillonRepris brouillon={brouillon} />
    <Formulaire action={chemins.noter(identite.dossierId)} brouillon={brouillon}>
      <ResumeErreurs state={state} />
      <Repond state={state} convocations={convocations} le={le} />
      {(state.errors.autreJour || valeur(state, 'autreJour') === 'oui') && (
        <ChampCase
          state={state}
          name="autreJour"
          label="Il y répond, un autre jour"
          hint="La personne est venue à un autre moment que celui de sa convocation."
        />
      )}
      <Tenue state={state} mesures={mesures} le={le} />
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

const enMots: Record<string, string> = {
  prevue: 'sera notée honorée',
  honoree: 'honorée',
  excusee: 'excusée : deviendra honorée',
}
/** The convocation that it answers, which is then honoured in the same gesture. */
const Repond = ({
  state,
  convocations,
  le,
}: {
  state: FormState
  convocations: readonly Possible[]
  le: Jour
}) => {
  if (convocations.length === 0 && !state.errors.convocationId) return null
  const duJour = convocations.some(
    convocation => convocation.le === le && convocation.etat === 'prevue',
  )
  return (
    <ChampChoix
      state={state}
      name="convocationId"
      label="Répond à la convocation"
      {...(duJour
        ? { hint: 'Une convocation est prévue ce jour-là : choisie ici, elle est notée honorée.' }
        : {})}
      vide={duJour ? 'À dire' : 'Aucune'}
      oublie="le"
      options={[
        ...convocations.map(convocation => ({
          value: convocation.id,
          label: `${afficherJourCourt(convocation.le)} à ${afficherHeure(convocation.heure)}, ${convocation.typeLibelle} (${enMots[convocation.etat] ?? 'manquée : deviendra honorée'})`,
        })),
        ...(duJour
          ? [{ value: AUCUNE_CONVOCATION, label: 'Aucune : ce n’est pas cet entretien' }]
          : []),
      ]}
    />
  )
}

type CorrigerProps = AvecTenue & { entretien: Entretien; version: number; dUnAutre: boolean }
export const CorrigerEntretien = ({
  identite,
  state,
  brouillon,
  entretien,
  version,
  mesures,
  le,
  dUnAutre,
}: CorrigerProps) => (
  <div class="fil-pile">
    <h1>
      Corriger l’entretien du <LeJour le={entretien.le} />
    </h1>
    <Bandeau identite={identite} />
    <BrouillonRepris brouillon={brouillon} />
    <Formulaire
      action={chemins.corriger(identite.dossierId, entretien.entretienId)}
      brouillon={brouillon}
    >
      <ResumeErreurs state={state} />
      {state.refusals.length > 0 && (
        <Carte titre={`Version ${entretien.version}, enregistrée`}>
          <Texte>{entretien.recit}</Texte>
        </Carte>
      )}
      <ChampCache name="version" value={version} />
      <ChampTexte
        state={state}
        name="motifCorrection"
        label="Pourquoi corriger"
        hint="L’ancienne version reste lisible."
        required
      />
      <Tenue state={state} mesures={mesures} le={le} />
      {(state.errors.repond || valeur(state, 'repond') !== '') && (
        <ChampCases
          state={state}
          name="repond"
          label="Répond-il toujours à la convocation ?"
          options={[
            {
              value: 'oui',
              label: 'Oui : la personne a été vue un autre jour que celui de sa convocation',
            },
            {
              value: 'non',
              label: 'Non : la convocation redevient ce qu’elle était avant cet entretien',
            },
          ]}
        />
      )}
      <Recit state={state} />
      {dUnAutre && <SeraDit effet="entretien_corrige" />}
      <Actions>
        <Bouton>Enregistrer la correction</Bouton>
        <LienBouton
          href={chemins.entretien(identite.dossierId, entretien.entretienId)}
          variante="tertiaire"
        >
          Annuler
        </LienBouton>
      </Actions>
    </Formulaire>
  </div>
)
