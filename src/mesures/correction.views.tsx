import { Bandeau, type Identite, SeraDit } from '../dossiers/index.ts'
import { afficherJourCourt, type Jour } from '../platform/date.ts'
import {
  Actions,
  Alerte,
  Bouton,
  Carte,
  ChampCache,
  ChampCase,
  ChampCases,
  ChampLong,
  ChampTexte,
  type FormState,
  Formulaire,
  LeJour,
  LienBouton,
  Rangee,
  ResumeErreurs,
  textesDe,
  valeur,
  versionDuFormulaire,
} from '../platform/interface/index.ts'
import { phrase } from '../platform/phrase.ts'
import type { Acte } from './acte.store.ts'
import { CAS_PERMIS } from './condamnation.rules.ts'
import {
  type Changement,
  empreinteDe,
  type FaitsEcrits,
  fondementEnMots,
  fondements,
  libellesDesFaits,
} from './correction.rules.ts'
import type { correctionsDeLaMesure } from './correction.store.ts'
import type { Dossier } from './cumul.rules.ts'
import { ChampsDeMesure, type Choix, SI_LA_DECISION_LE_DIT } from './faits.views.tsx'
import { chemins } from './mesure.paths.ts'
import type { Mesure } from './mesure.store.ts'
import { libelleDeNature } from './nature.rules.ts'
import { motsDObligation } from './obligation.rules.ts'
import type { Obligation } from './obligation.store.ts'
import { LesObligations, UneObligation } from './obligation.views.tsx'
import { libelleDActe } from './passage.rules.ts'
import type { ListeACocher } from './regime.rules.ts'

type De<F extends (...args: never[]) => unknown> = Awaited<ReturnType<F>>
export type Corrections = De<typeof correctionsDeLaMesure>
export type Base = { identite: Identite; state: FormState; mesure: Mesure }
/** How a value reads: a day in figures, a juridiction by its name, what is absent in words. */
export type Lecteur = (champ: string, valeur: unknown) => string
export const lecteurDe =
  (juridictions: ReadonlyMap<string, string>, le: Jour): Lecteur =>
  (champ, valeur) => {
    if (valeur === null || valeur === undefined || valeur === '') return 'rien'
    if (typeof valeur === 'boolean') return valeur ? 'oui' : 'non'
    if (champ === 'casPermis')
      return CAS_PERMIS.find(ligne => ligne.value === valeur)?.label ?? String(valeur)
    if (champ === 'nature') return libelleDeNature(String(valeur), le)
    if (champ === 'juridictionId')
      return juridictions.get(String(valeur)) ?? 'une autre juridiction'
    return champ.endsWith('Le') ? afficherJourCourt(String(valeur) as Jour) : String(valeur)
  }

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

/**
 * A mistake of who copied, or a decision of who pronounced: asked where it is what was pronounced
 * that changes.
 */
const DOuVientLaCorrection = ({
  state,
  toujours = false,
}: {
  state: FormState
  toujours?: boolean
}) => (
  <ChampCases
    state={state}
    name="fondement"
    label="D’où vient la correction"
    {...(toujours ? { required: true } : { quand: 'si ce que la décision a prononcé change' })}
    options={[
      {
        value: 'erreur_de_saisie',
        label: fondements.erreur_de_saisie,
        hint: 'La décision disait déjà ce que vous écrivez.',
      },
      {
        value: 'decision_rectificative',
        label: fondements.decision_rectificative,
        plus: <Rectification state={state} />,
      },
    ]}
  />
)
const Rectification = ({ state }: { state: FormState }) => (
  <div class="fil-pile">
    <Rangee>
      <ChampTexte
        state={state}
        name="rectificationNumero"
        label="Son numéro"
        quand="si elle en porte un"
      />
      <ChampTexte
        state={state}
        name="rectificationLe"
        label="Sa date"
        type="date"
        quand="si une décision rectifie"
      />
    </Rangee>
    <ChampCase state={state} name="rectificationSansNumero" label="Elle ne porte pas de numéro" />
  </div>
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

/**
 * What was corrected or withdrawn, on which day of the service, by whom and why, with the former
 * values.
 */
export const HistoireDesCorrections = ({
  corrections: { corrections, retraits },
  lire,
}: {
  corrections: Corrections
  lire: Lecteur
}) =>
  corrections.length + retraits.length === 0 ? null : (
    <aside class="fil-annules">
      <Carte titre="Corrections">
        <ul class="fil-liste">
          {corrections.map(correction => (
            <li>
              <LeJour le={correction.a} />, {correction.nomComplet} : {phrase(correction.motif)}{' '}
              {correction.obligation &&
                `${motsDObligation({ article: correction.article, libelle: correction.obligation })} : `}
              {enMots(correction.avant, correction.apres, lire)}
              {fondementEnMots(correction) && ` (${fondementEnMots(correction)})`}
            </li>
          ))}
          {retraits.map(retrait => (
            <li>
              <LeJour le={retrait.retireA} />, {retrait.nomComplet} :{' '}
              {retrait.obligation
                ? `obligation retirée, « ${motsDObligation({ article: retrait.article, libelle: retrait.obligation })} »`
                : 'mesure retirée'}{' '}
              ({[retrait.motif, fondementEnMots(retrait)].filter(Boolean).join(' ; ')}).
              {retrait.remisA &&
                ` Remise par ${retrait.remisParNom ?? 'un agent'} (${retrait.remisMotif}).`}
            </li>
          ))}
        </ul>
      </Carte>
    </aside>
  )
const autresLibelles: Record<string, string> = {
  precisionsDObligation: 'Précision',
  obligationsAjoutees: 'Obligations ajoutées',
}
function enMots(avant: unknown, apres: unknown, lire: Lecteur): string {
  const [anciens, nouveaux] = [
    (avant ?? {}) as Record<string, unknown>,
    (apres ?? {}) as Record<string, unknown>,
  ]
  return [...new Set([...Object.keys(anciens), ...Object.keys(nouveaux)])]
    .filter(champ => champ !== 'termes')
    .map(champ => {
      const libelle =
        libellesDesFaits[champ as keyof FaitsEcrits] ?? autresLibelles[champ] ?? 'Autre fait'
      const suite = champ in nouveaux ? `, corrigé en ${lire(champ, nouveaux[champ])}` : ''
      return champ in anciens
        ? `${libelle} : ${lire(champ, anciens[champ])}${suite}`
        : `${libelle} : ${lire(champ, nouveaux[champ])}`
    })
    .join(' ; ')
}
