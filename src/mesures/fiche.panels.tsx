import { afficherJour, type Jour } from '../platform/date.ts'
import { Alerte, Faits, Impression } from '../platform/interface/index.ts'
import type { Fiche } from './definition.rules.ts'
import { libelleDeNature } from './mesure.rules.ts'
import { type CleNature, natures } from './nature.referentiel.ts'

/** What is said to one person: days, and obligations in the words of the decision. */
type Personnel = { qui?: string; dates: [libelle: string, le: Jour | null][]; obligations: string[] }
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

const parties: [cle: keyof Fiche, titre: string][] = [
  ['cEst', 'C’est quoi ?'],
  ['vousDevez', 'Ce que vous devez faire'],
  ['leSpip', 'Ce que fait le SPIP'],
  ['vosDroits', 'Vos droits'],
]

/** A sheet for the person, on paper, in plain French: the same words for all, then the days and the obligations of one measure. */
export const FicheDeMesure = ({ nature, le, retour, proposition = false, personnel, aVerifier }: Props) => (
  <div class="fil-fiche">
    <Impression titre={libelleDeNature(nature, le)} retour={retour}>
      {proposition && <Alerte genre="attention">Proposition des États généraux (charte C4.1), pas le droit en vigueur.</Alerte>}
      {personnel?.qui && <p>{personnel.qui}</p>}
      {parties.map(([cle, titre]) => (
        <section>
          <h2>{titre}</h2>
          <ul>
            {natures[nature].fiche[cle].map(phrase => (
              <li>{phrase}</li>
            ))}
          </ul>
          {cle === 'vousDevez' && personnel && personnel.obligations.length > 0 && <Obligations lignes={personnel.obligations} />}
        </section>
      ))}
      {personnel && personnel.dates.length > 0 && (
        <section>
          <h2>Vos dates</h2>
          <Faits faits={personnel.dates.map(([libelle, jour]) => [libelle, jour && afficherJour(jour)])} />
        </section>
      )}
      {aVerifier.length > 0 && !proposition && (
        <section>
          <h2>À vérifier</h2>
          <p>Ces points de la loi sont à vérifier : ils n’ont pas encore été relus. Demandez au SPIP ou à un avocat.</p>
          <ul>
            {aVerifier.map(point => (
              <li>{point}</li>
            ))}
          </ul>
        </section>
      )}
      <p>Cette fiche explique la mesure. Elle ne remplace pas la décision de justice.</p>
    </Impression>
  </div>
)

const Obligations = ({ lignes }: { lignes: string[] }) => (
  <>
    <p>Votre décision ajoute :</p>
    <ul>
      {lignes.map(ligne => (
        <li>{ligne}</li>
      ))}
    </ul>
  </>
)
