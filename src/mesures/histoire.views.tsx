import { Carte, Details, LeJour, Tableau } from '../platform/interface/index.ts'
import { type Acte, type ActeDHistoire, contenuDe, type Mesure, type Obligation } from './acte.views.tsx'
import { decisionEnMots } from './decision-lue.rules.ts'
import { auteurs } from './definition.rules.ts'
import { acteConnu, libelleDActe, prolonge } from './etat.rules.ts'
import { affectationEnMots } from './hote.rules.ts'
import { chemins } from './mesure.paths.ts'
import { UneObligation } from './obligation.views.tsx'
import { partieEnMots } from './partie.rules.ts'

// What a measure has lived, act by act: those that stand, then those that were undone.

type HistoireProps = { m: Mesure; actes: Acte[]; obligations: Obligation[]; annuler: boolean }
/** Acts that stand, by day: what each decided, lifted and brought. */
export const Histoire = ({ m, actes, obligations, annuler }: HistoireProps) => (
  <Carte titre="Histoire">
    <Tableau
      legende="Actes de la mesure"
      legendeInvisible
      vide={
        <>
          Rien depuis la décision du <LeJour le={m.decisionLe} />.
        </>
      }
      colonnes={[
        { label: 'Date', rendu: a => <LeJour le={a.le} />, entete: true },
        {
          label: 'Acte',
          rendu: a => (
            <>
              {libelleDActe(m.nature, a)}
              {annuler && a === actes.at(-1) && (
                <p>
                  <a href={chemins.annulerActe(m.dossierId, m.mesureId, a.id)} aria-label={`Annuler : ${libelleDActe(m.nature, a)}`}>
                    Annuler
                  </a>
                </p>
              )}
            </>
          ),
        },
        { label: 'Décidé par', rendu: a => auteurs[a.auteur as keyof typeof auteurs] ?? a.auteur },
        {
          label: 'Ce qui a été décidé',
          rendu: a => <CeQuiEstDecide m={m} a={a} levees={obligations.filter(o => o.leveeParActeId === a.id)} />,
        },
        { label: 'Saisi par', rendu: a => a.saisiParNom },
      ]}
      lignes={actes.toSorted((a, b) => a.le.localeCompare(b.le))}
    />
  </Carte>
)
type Dit = Acte | ActeDHistoire
/** All that an act says, whether it stands or was undone. */
const CeQuiEstDecide = ({ m, a, levees = [] }: { m: Mesure; a: Dit; levees?: Obligation[] }) => (
  <>
    <NouveauTerme m={m} a={a} />
    {partieEnMots(a) && <p>Durée à exécuter : {partieEnMots(a)}</p>}
    {a.decision}
    <DecisionLue m={m} a={a} />
    {affectationEnMots(a) && <p>{affectationEnMots(a)}</p>}
    {a.avisPersonne && <p>La personne : {a.avisPersonne}</p>}
    <CeQuiChange a={a} levees={levees} />
  </>
)
/** Of a prolongation: the term that its decision names. */
const NouveauTerme = ({ m, a }: { m: Mesure; a: Dit }) =>
  a.termeLe && prolonge(m.nature, a) ? (
    <p>
      Nouveau terme : <LeJour le={a.termeLe} />
    </p>
  ) : null
const DecisionLue = ({ m, a }: { m: Mesure; a: Dit }) => {
  const mots = decisionEnMots(a, acteConnu(m.nature, a))
  return mots ? <p class="fil-discret">{mots}</p> : null
}
/** What an act lifted and brought, each with what the decision says of it; a proposal brings nothing yet. */
const CeQuiChange = ({ a, levees }: { a: Dit; levees: Obligation[] }) => {
  const contenu = contenuDe(a)
  const verbe = a.acte.startsWith('proposition') ? 'Proposée' : 'Ajoutée'
  return levees.length + contenu.length === 0 ? null : (
    <ul>
      {levees.map(o => (
        <UneObligation o={o} avant="Levée : " />
      ))}
      {contenu.map(o => (
        <UneObligation o={o} avant={`${verbe} : `} />
      ))}
    </ul>
  )
}
/** Acts that were undone: read here with all that they said, and without effect anywhere. */
export const Annules = ({ m, annules }: { m: Mesure; annules: ActeDHistoire[] }) =>
  annules.length === 0 ? null : (
    <aside class="fil-annules">
      <Details titre={`Actes annulés (${annules.length})`}>
        <ul class="fil-liste">
          {annules.map(a => (
            <li>
              {libelleDActe(m.nature, a)}, <LeJour le={a.le} /> : annulé par {a.annuleParNom ?? 'un agent'} ({a.annuleMotif}).
              <CeQuiEstDecide m={m} a={a} />
            </li>
          ))}
        </ul>
      </Details>
    </aside>
  )
