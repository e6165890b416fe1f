import { afficherJour, type Jour } from '../platform/date.ts'
import { Alerte, Faits, Impression } from '../platform/interface/index.ts'
import { minuscule } from '../platform/phrase.ts'
import {
  ajouteesParLaDecision,
  lignesDeLaFiche,
  miseEnPage,
  type Personnel,
} from './fiche.rules.ts'
import type { CleNature } from './nature.referentiel.ts'
import { libelleDeNature } from './nature.rules.ts'

type Props = {
  nature: CleNature
  le: Jour
  retour: { href: string; label: string }
  /** The kind is a proposal, not the law: it is written on the sheet (charte C4.1). */
  proposition?: boolean
  personnel?: Personnel
  /** Points of the law of that day that nobody has read (ADR 0038). */
  aVerifier: string[]
}

/**
 * A sheet for the person, on paper, in plain French: the same words for all, then the days and the
 * obligations of one measure. One side, or both: the first then says what is to be done.
 */
export const FicheDeMesure = ({
  nature,
  le,
  retour,
  proposition = false,
  personnel,
  aVerifier,
}: Props) => {
  const lignes = lignesDeLaFiche(nature, personnel?.aujourdhui ?? le, personnel?.cas)
  const titre = libelleDeNature(nature, le)
  const { pages, serree } = miseEnPage(lignes, personnel, proposition ? [] : aVerifier)
  return (
    <div class="fil-fiche" data-pages={pages} data-serree={serree || undefined}>
      <Impression titre={titre} retour={retour}>
        {proposition && (
          <Alerte genre="attention">
            Proposition des États généraux (charte C4.1), pas le droit en vigueur.
          </Alerte>
        )}
        {personnel && <p>{personnel.qui}</p>}
        {personnel?.finie && (
          <Alerte genre="attention">
            <p>
              Cette mesure a pris fin le {afficherJour(personnel.finie.le)} (
              {minuscule(personnel.finie.cause)}). La fiche dit ce qu’elle demandait : pour savoir
              ce qui suit, appelez votre service.
            </p>
          </Alerte>
        )}
        <div class="fil-recto">
          <Partie titre="C’est quoi ?" lignes={lignes.cEst} />
          <Devoirs lignes={lignes} obligations={ajouteesParLaDecision(lignes, personnel)} />
          <Partie titre="Si vous ne venez pas" lignes={lignes.siAbsence} />
        </div>
        <div class="fil-verso">
          {pages === 2 && (
            <p data-sur-papier>{[titre, personnel?.qui].flatMap(mots => mots ?? []).join(', ')}</p>
          )}
          <Partie titre="Ce que fait le SPIP" lignes={lignes.leSpip} />
          <Partie titre="Vos droits" lignes={lignes.vosDroits} />
          {personnel && <Reperes {...personnel} />}
          {!proposition && <AVerifier points={aVerifier} />}
          <p>Cette fiche explique la mesure. Elle ne remplace pas la décision de justice.</p>
        </div>
      </Impression>
    </div>
  )
}

const Liste = ({ lignes }: { lignes: readonly string[] }) => (
  <ul>
    {lignes.map(ligne => (
      <li>{ligne}</li>
    ))}
  </ul>
)
const Partie = ({ titre, lignes }: { titre: string; lignes: readonly string[] }) => (
  <section>
    <h2>{titre}</h2>
    <Liste lignes={lignes} />
  </section>
)

type DevoirsProps = { lignes: ReturnType<typeof lignesDeLaFiche>; obligations: readonly string[] }
/** What the measure asks: of everybody, by the law itself, then by this decision. */
const Devoirs = ({ lignes, obligations }: DevoirsProps) => (
  <section>
    <h2>Ce que vous devez faire</h2>
    <Liste lignes={lignes.vousDevez} />
    {lignes.controle.length > 0 && (
      <>
        <p>La loi demande à tous :</p>
        <Liste lignes={lignes.controle} />
      </>
    )}
    {obligations.length > 0 && (
      <>
        <p>Votre décision ajoute :</p>
        <Liste lignes={obligations} />
      </>
    )}
  </section>
)

const Reperes = ({ dates, heures, pasCommencee, appeler }: Personnel) => {
  const connues = dates.flatMap(([libelle, jour]): [string, string][] =>
    jour ? [[libelle, afficherJour(jour)]] : [],
  )
  return (
    <section>
      <h2>Vos dates, votre service</h2>
      {pasCommencee && <p>Votre mesure n’a pas encore commencé : ces dates peuvent changer.</p>}
      <Faits
        faits={[
          ...connues,
          ...(heures ? [['Nombre d’heures', String(heures)] satisfies [string, string]] : []),
        ]}
      />
      <p>Qui appeler : {appeler}</p>
    </section>
  )
}

/** In one paragraph: a list of doubts would push what matters to a third side. */
const AVerifier = ({ points }: { points: readonly string[] }) =>
  points.length > 0 ? (
    <p>
      À vérifier : quelques points de la loi sont encore relus ({points.map(minuscule).join(' ; ')}
      ). Une question ? Demandez au SPIP ou à un avocat.
    </p>
  ) : null
