import { Bandeau, type Identite, SeraDit } from '../dossiers/index.ts'
import type { Jour } from '../platform/date.ts'
import {
  Actions,
  Alerte,
  Bouton,
  ChampCache,
  ChampCase,
  ChampLong,
  ChampTexte,
  type FormState,
  Formulaire,
  LeJour,
  LienBouton,
  ResumeErreurs,
  textesDe,
  valeur,
  versionDuFormulaire,
} from '../platform/interface/index.ts'
import type { Acte } from './acte.store.ts'
import { type Changement, empreinteDe, libellesDesFaits } from './correction.rules.ts'
import type { Dossier } from './cumul.rules.ts'
import { ChampsDeMesure, type Choix, SI_LA_DECISION_LE_DIT } from './faits.views.tsx'
import { DOuVientLaCorrection } from './fondement.views.tsx'
import type { Lecteur } from './histoire.views.tsx'
import { chemins } from './mesure.paths.ts'
import type { Mesure } from './mesure.store.ts'
import { libelleDeNature } from './nature.rules.ts'
import type { Obligation } from './obligation.store.ts'
import { LesObligations, UneObligation } from './obligation.views.tsx'
import { libelleDActe } from './passage.rules.ts'
import type { ListeACocher } from './regime.rules.ts'

export type Base = { identite: Identite; state: FormState; mesure: Mesure }

export const Retour = ({
  m: mesure,
  children = 'Ne rien changer',
}: {
  m: Mesure
  children?: string
}) => (
  <LienBouton href={chemins.mesure(mesure.dossierId, mesure.mesureId)} variante="tertiaire">
    {children}
  </LienBouton>
)
type CorrigerProps = Base & {
  natures: Choix
  juridictions: Choix
  paliers: Choix
  change: Changement[]
  lire: Lecteur
  consequences: string[]
  dossier: Dossier
  le: Jour
  /** Corrected so, it would look like another measure of the dossier. */
  double: boolean
}
/** Every fact of a measure; what a change moves is shown before it is confirmed. */
export const CorrigerMesure = ({
  identite,
  state,
  mesure,
  change,
  lire,
  consequences,
  double,
  ...choix
}: CorrigerProps) => (
  <Formulaire large>
    <h1>Corriger : {libelleDeNature(mesure.nature, mesure.decisionLe)}</h1>
    <Bandeau identite={identite} />
    <ResumeErreurs state={state} suite={SI_LA_DECISION_LE_DIT} />
    <p>
      Corrigez ce qui a été mal saisi ; l’ancienne valeur reste dans l’histoire de la mesure. Pour
      un changement décidé depuis, enregistrez un acte. Si toute la mesure est une erreur,{' '}
      <a href={chemins.retirer(mesure.dossierId, mesure.mesureId)}>retirez-la</a>.
    </p>
    {change.length > 0 && (
      <Alerte>
        <h2>Ce qui change</h2>
        <ul>
          {change.map(changement => (
            <li>
              {libellesDesFaits[changement.champ]} : {lire(changement.champ, changement.avant)}{' '}
              devient <strong>{lire(changement.champ, changement.apres)}</strong>
            </li>
          ))}
          {consequences.map(consequence => (
            <li>{consequence}</li>
          ))}
        </ul>
        <ChampCase state={state} name="confirme" label="C’est bien ce que je veux corriger" />
        {double && (
          <ChampCase
            state={state}
            name="memeDecision"
            label="C’est une autre mesure, du même jour"
          />
        )}
      </Alerte>
    )}
    <ChampCache name="version" value={versionDuFormulaire(state, mesure.version)} />
    <ChampCache name="montre" value={empreinteDe(change)} />
    {Object.entries(textesDe(state.values, 'vu')).map(([champ, vu]) => (
      <ChampCache name={`vu.${champ}`} value={vu} />
    ))}
    <ChampsDeMesure state={state} {...choix} />
    <ChampLong state={state} name="precisions" label="Précisions" rows={3} />
    <DOuVientLaCorrection state={state} />
    <ChampTexte state={state} name="motif" label="Pourquoi cette correction" required />
    <SeraDit effet="mesure_corrigee" />
    <Actions>
      <Bouton>Corriger</Bouton>
      <Retour m={mesure} />
    </Actions>
  </Formulaire>
)

type ObligationsProps = Base & {
  liste: ListeACocher
  /** What a colleague recorded while this page was open, in words. */
  dAutrui: string[]
  /** What acts have added or lifted since the decision, which this page keeps. */
  changees: (Obligation & { acte: Acte | undefined })[]
}
export const CorrigerObligations = ({
  identite,
  state,
  mesure,
  liste,
  dAutrui,
  changees,
}: ObligationsProps) => (
  <Formulaire large>
    <h1>Corriger les obligations : {libelleDeNature(mesure.nature, mesure.decisionLe)}</h1>
    <Bandeau identite={identite} />
    <ResumeErreurs state={state} suite={SI_LA_DECISION_LE_DIT} />
    <p>
      Cochez ce que dit la décision du <LeJour le={mesure.decisionLe} />. Une obligation décochée
      est retirée. Dites plus bas si la liste avait été mal saisie, ou si une décision l’a rectifiée
      ; pour une obligation changée ou levée par un juge depuis, enregistrez l’acte.
    </p>
    {changees.length > 0 && (
      <Alerte>
        Changées depuis par un acte, qui les garde : elles ne se cochent pas ici.
        <ul>
          {changees.map(ligne => (
            <UneObligation o={ligne} avant={ligne.leveeLe ? 'Levée : ' : 'Ajoutée : '}>
              {ligne.acte && (
                <>
                  {' '}
                  ({libelleDActe(mesure.nature, ligne.acte)}, <LeJour le={ligne.acte.le} />)
                </>
              )}
            </UneObligation>
          ))}
        </ul>
      </Alerte>
    )}
    {dAutrui.length > 0 && (
      <Alerte genre="attention">
        Ce qu’un collègue a enregistré pendant que vous écriviez est repris ci-dessous, avec vos
        propres changements :
        <ul>
          {dAutrui.map(ligne => (
            <li>{ligne}</li>
          ))}
        </ul>
      </Alerte>
    )}
    <ChampCache name="version" value={versionDuFormulaire(state, mesure.version)} />
    <ChampCache name="vues" value={valeur(state, 'vues')} />
    <LesObligations
      state={state}
      liste={liste}
      enVigueur={changees.filter(ligne => !ligne.leveeLe)}
    />
    <DOuVientLaCorrection state={state} toujours />
    <ChampTexte state={state} name="motif" label="Pourquoi cette correction" required />
    <SeraDit effet="obligations_changees" />
    <Actions>
      <Bouton>Corriger les obligations</Bouton>
      <Retour m={mesure} />
    </Actions>
  </Formulaire>
)
