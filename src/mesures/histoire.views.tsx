import { afficherJourCourt, type Jour } from '../platform/date.ts'
import { Carte, Details, LeJour, Tableau } from '../platform/interface/index.ts'
import { direDe } from '../platform/mots.ts'
import { phrase } from '../platform/phrase.ts'
import type { Acte, ActeDHistoire } from './acte.store.ts'
import { CAS_PERMIS } from './cas-permis.rules.ts'
import { contenuDe } from './contenu.rules.ts'
import { type FaitsEcrits, libellesDesFaits } from './correction.rules.ts'
import type { correctionsDeLaMesure } from './correction.store.ts'
import { decisionEnMots } from './decision-lue.rules.ts'
import { auteurs } from './definition.rules.ts'
import { fondementEnMots } from './fondement.rules.ts'
import { affectationEnMots } from './hote.rules.ts'
import { chemins } from './mesure.paths.ts'
import type { Mesure } from './mesure.store.ts'
import { libelleDeNature } from './nature.rules.ts'
import { motsDObligation } from './obligation.rules.ts'
import type { Obligation } from './obligation.store.ts'
import { UneObligation } from './obligation.views.tsx'
import { partieEnMots } from './partie.rules.ts'
import { acteConnu, libelleDActe, prolonge } from './passage.rules.ts'

// What a measure has lived, act by act: those that stand, then those that were undone; and what
// was corrected of it.

type HistoireProps = { m: Mesure; actes: Acte[]; obligations: Obligation[]; annuler: boolean }
/** Acts that stand, by day: what each decided, lifted and brought. */
export const Histoire = ({ m: mesure, actes, obligations, annuler }: HistoireProps) => (
  <Carte titre="Histoire">
    <Tableau
      legende="Actes de la mesure"
      legendeInvisible
      vide={
        <>
          Rien depuis la décision du <LeJour le={mesure.decisionLe} />.
        </>
      }
      colonnes={[
        { label: 'Date', rendu: ligne => <LeJour le={ligne.le} />, entete: true },
        {
          label: 'Acte',
          rendu: ligne => (
            <>
              {libelleDActe(mesure.nature, ligne)}
              {annuler && ligne === actes.at(-1) && (
                <p>
                  <a
                    href={chemins.annulerActe(mesure.dossierId, mesure.mesureId, ligne.id)}
                    aria-label={`Annuler : ${libelleDActe(mesure.nature, ligne)}`}
                  >
                    Annuler
                  </a>
                </p>
              )}
            </>
          ),
        },
        {
          label: 'Décidé par',
          rendu: ligne => direDe(auteurs, ligne.auteur),
        },
        {
          label: 'Ce qui a été décidé',
          rendu: ligne => (
            <CeQuiEstDecide
              m={mesure}
              a={ligne}
              levees={obligations.filter(obligation => obligation.leveeParActeId === ligne.id)}
            />
          ),
        },
        { label: 'Saisi par', rendu: ligne => ligne.saisiParNom },
      ]}
      lignes={actes.toSorted((un, autre) => un.le.localeCompare(autre.le))}
    />
  </Carte>
)
type Dit = Acte | ActeDHistoire
/** All that an act says, whether it stands or was undone. */
const CeQuiEstDecide = ({
  m: mesure,
  a: dit,
  levees = [],
}: {
  m: Mesure
  a: Dit
  levees?: Obligation[]
}) => (
  <>
    <NouveauTerme m={mesure} a={dit} />
    {partieEnMots(dit) && <p>Durée à exécuter : {partieEnMots(dit)}</p>}
    {dit.decision}
    <DecisionLue m={mesure} a={dit} />
    {affectationEnMots(dit) && <p>{affectationEnMots(dit)}</p>}
    {dit.avisPersonne && <p>La personne : {dit.avisPersonne}</p>}
    <CeQuiChange a={dit} levees={levees} />
  </>
)
/** Of a prolongation: the term that its decision names. */
const NouveauTerme = ({ m: mesure, a: dit }: { m: Mesure; a: Dit }) =>
  dit.termeLe && prolonge(mesure.nature, dit) ? (
    <p>
      Nouveau terme : <LeJour le={dit.termeLe} />
    </p>
  ) : null
const DecisionLue = ({ m: mesure, a: dit }: { m: Mesure; a: Dit }) => {
  const mots = decisionEnMots(dit, acteConnu(mesure.nature, dit))
  return mots ? <p class="fil-discret">{mots}</p> : null
}
/**
 * What an act lifted and brought, each with what the decision says of it; a proposal brings nothing
 * yet.
 */
const CeQuiChange = ({ a: dit, levees }: { a: Dit; levees: Obligation[] }) => {
  const contenu = contenuDe(dit)
  const verbe = dit.acte.startsWith('proposition') ? 'Proposée' : 'Ajoutée'
  return levees.length + contenu.length === 0 ? null : (
    <ul>
      {levees.map(levee => (
        <UneObligation o={levee} avant="Levée : " />
      ))}
      {contenu.map(ligne => (
        <UneObligation o={ligne} avant={`${verbe} : `} />
      ))}
    </ul>
  )
}
/** Acts that were undone: read here with all that they said, and without effect anywhere. */
export const Annules = ({ m: mesure, annules }: { m: Mesure; annules: ActeDHistoire[] }) =>
  annules.length === 0 ? null : (
    <aside class="fil-annules">
      <Details titre={`Actes annulés (${annules.length})`}>
        <ul class="fil-liste">
          {annules.map(annule => (
            <li>
              {libelleDActe(mesure.nature, annule)}, <LeJour le={annule.le} /> : annulé par{' '}
              {annule.annuleParNom ?? 'un agent'} ({annule.annuleMotif}).
              <CeQuiEstDecide m={mesure} a={annule} />
            </li>
          ))}
        </ul>
      </Details>
    </aside>
  )

export type Corrections = Awaited<ReturnType<typeof correctionsDeLaMesure>>
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
