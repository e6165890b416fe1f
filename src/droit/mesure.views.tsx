import {
  type CleNature,
  definitionDe,
  libelleDeNature,
  machineLe,
  nomDeLaNature,
  type Referentiel,
  referentiel,
} from '../mesures/index.ts'
import { afficherJourCourt, ajouterMois, type Jour } from '../platform/date.ts'
import { Alerte, LienBouton, Tableau, Titre } from '../platform/interface/index.ts'
import { estAbsente } from '../platform/law.ts'
import { Deroulement } from './deroulement.views.tsx'
import { chemins } from './droit.paths.ts'
import { Absence } from './recueil.views.tsx'
import {
  Applicable,
  applicableLe,
  type Entree,
  Historique,
  JourChoisi,
  nomsDAuteurs,
  PasLeDroit,
  SourceDe,
  TableDeRegles,
} from './regle.panels.tsx'

type Props = { nature: CleNature; le: Jour; errone: string | null; sous: Referentiel }

/** All that applies to one kind on a day, value by value, each with what says it. */
export function Mesure({ nature, le, errone, sous }: Props) {
  const existence = referentiel.existenceLe(nature, le)
  const entrees = referentiel.entreesDe(nature)
  const de = (...rubriques: Entree['rubrique'][]) =>
    entrees.filter(entree => rubriques.includes(entree.rubrique))
  const propositionSeule = existence.etat === 'proposition'
  return (
    <div class="fil-pile">
      <Titre actions={<Liens nature={nature} le={le} sous={sous} />}>
        {nomDeLaNature(nature, le, sous) ?? libelleDeNature(nature, le)}
      </Titre>
      <JourChoisi action={chemins.mesure(nature)} le={le} errone={errone}>
        <label for="referentiel">Référentiel</label>
        <select class="ds-input" data-width="auto" id="referentiel" name="referentiel">
          <option value="droit" selected={sous === 'droit'}>
            Droit
          </option>
          <option value="egip" selected={sous === 'egip'}>
            Proposition
          </option>
        </select>
      </JourChoisi>
      {sous === 'egip' && <PasLeDroit />}
      {sous === 'egip' && !entrees.some(entree => entree.egip) && (
        <p>La proposition ne change rien à cette mesure : tout ce qui suit est le droit.</p>
      )}
      {existence.etat === 'inconnu' && sous === 'droit' && (
        <Alerte genre="attention">
          Le {afficherJourCourt(le)}, ce que dit la loi de cette mesure est inconnu :{' '}
          <Absence {...existence} />. Rien n’est refusé.
        </Alerte>
      )}
      {existence.etat !== 'existe' && existence.etat !== 'inconnu' && sous === 'droit' && (
        <Alerte genre="attention">
          Le {afficherJourCourt(le)}, cette mesure ne peut pas être prononcée :{' '}
          <Absence {...existence} />.
          {existence.etat === 'plus' && ' Ce qui suit vaut pour celles prononcées avant.'}
        </Alerte>
      )}
      {propositionSeule && sous === 'droit' ? (
        <p>
          Le droit ne connaît pas cette peine.{' '}
          <a href={chemins.mesure(nature, { le, referentiel: 'egip' })}>Voir la proposition</a>.
        </p>
      ) : (
        <>
          <TableDeRegles
            legende="L’essentiel"
            entrees={de('nom', 'decide', 'duree', 'heures')}
            le={le}
            sous={sous}
          />
          <Obligations nature={nature} regime={de('obligations')} le={le} sous={sous} />
          <Deroulement entree={de('deroulement')[0]} le={le} sous={sous} />
          {de('acte').length > 0 && (
            <TableDeRegles legende="Délais des actes" entrees={de('acte')} le={le} sous={sous} />
          )}
          <Devoirs nature={nature} entrees={de('devoir')} le={le} sous={sous} />
          <TableDeRegles legende="Autres règles" entrees={de('regle')} le={le} sous={sous} />
        </>
      )}
    </div>
  )
}

const Liens = ({ nature, le, sous }: Pick<Props, 'nature' | 'le' | 'sous'>) => (
  <>
    <LienBouton href={chemins.fiche(nature, { le })}>Fiche pour la personne</LienBouton>
    <LienBouton href={chemins.changements({ de: ajouterMois(le, -12), a: le })}>
      Ce qui a changé en un an
    </LienBouton>
    {sous === 'egip' && <LienBouton href={chemins.comparer({ le })}>Comparer au droit</LienBouton>}
  </>
)

type PartieProps = { le: Jour; sous: Referentiel }
const Obligations = ({
  nature,
  regime,
  le,
  sous,
}: PartieProps & { nature: CleNature; regime: Entree[] }) => {
  const { controle, particulieres } = referentiel.obligationsLe(nature, le)
  const liste = (legende: string, entrees: Entree[]) =>
    entrees.length > 0 && (
      <details>
        <summary>
          {legende} ({entrees.length})
        </summary>
        <TableDeRegles legende={legende} entrees={entrees} le={le} sous="droit" />
      </details>
    )
  return (
    <section id="obligations" class="fil-pile-serree">
      <TableDeRegles legende="Obligations" entrees={regime} le={le} sous={sous} />
      {liste(`Mesures de contrôle, numéros du ${afficherJourCourt(le)}`, controle)}
      {liste(`Obligations possibles, numéros du ${afficherJourCourt(le)}`, particulieres)}
    </section>
  )
}

const conditions = {
  execution_provisoire: 'si l’exécution provisoire est ordonnée',
  sans_execution_provisoire: 'sans exécution provisoire',
  ssj_encouru: 'si un suivi socio-judiciaire était encouru',
  sans_ssj_encouru: 'sauf si un suivi socio-judiciaire était encouru',
  present_et_libre: 'si la personne était présente à l’audience et n’est pas incarcérée',
  present_et_lieu_a_fixer: 'si la personne était à l’audience, lieu ou horaires à fixer par le JAP',
  lieu_fixe_et_provisoire:
    'si la décision est exécutoire par provision, lieu et horaires fixés par la juridiction',
  viol_ou_atteinte: 'si l’infraction est de celles de CPP D534-1',
  sans_viol_ni_atteinte: 'sauf si l’infraction est de celles de CPP D534-1',
  par_le_tap: 'si le tribunal de l’application des peines l’a accordée',
  sans_tap: 'sauf si le tribunal de l’application des peines l’a accordée',
  apres_detention: 'après une peine de prison',
} as const
/**
 * Duties and their delays: who has each in hand, from which fact, and what fulfils it (charte
 * C3.4).
 */
const Devoirs = ({
  nature,
  entrees,
  le,
  sous,
}: PartieProps & { nature: CleNature; entrees: Entree[] }) => {
  const definition = definitionDe(nature)
  const machine = definition && machineLe(definition, sous, le)
  return (
    <section id="devoir">
      <Tableau
        legende="Devoirs et délais"
        vide="Devoirs et délais : la loi n’en fixe pas."
        lignes={entrees.flatMap(entree =>
          entree.devoir ? [{ entree, devoir: entree.devoir }] : [],
        )}
        colonnes={[
          {
            label: 'Devoir',
            entete: true,
            rendu: ({ devoir, entree }) => (
              <>
                {devoir.libelle}
                <div class="fil-discret">
                  {entree.libelle}
                  {devoir.si && ` ; ${conditions[devoir.si]}`}
                  {devoir.siDureeExcede &&
                    ' ; seulement d’une mesure plus longue que la durée dite plus bas'}
                </div>
              </>
            ),
          },
          { label: 'En main', rendu: ({ devoir }) => nomsDAuteurs([devoir.enMain]) },
          {
            label: 'Délai',
            rendu: ({ devoir, entree }) => (
              <>
                <Applicable entree={entree} le={le} sous={sous} />
                <div class="fil-discret">
                  {aUneValeur(entree, le, sous) &&
                    (estPeriodique(entree)
                      ? 'puis, depuis la dernière fois'
                      : `depuis ${referentiel.departEnMots(devoir.depuis, machine)}`)}
                  {estProroge(entree, le, sous) && ' ; reporté au jour ouvrable suivant'}
                </div>
                <Historique entree={entree} />
              </>
            ),
          },
          {
            label: 'Rempli par',
            rendu: ({ devoir }) => referentiel.satisfactionEnMots(devoir.satisfaitPar, machine),
          },
          {
            label: 'Source',
            rendu: ({ entree }) => <SourceDe entree={entree} le={le} sous={sous} />,
          },
        ]}
      />
    </section>
  )
}
const estPeriodique = (entree: Entree) => entree.devoir?.tousLes?.id === entree.id
const aUneValeur = (entree: Entree, le: Jour, sous: Referentiel) => {
  const ici = applicableLe(entree, le, sous)
  return ici !== null && !estAbsente(ici.value)
}
const estProroge = (entree: Entree, le: Jour, sous: Referentiel) =>
  Boolean((applicableLe(entree, le, sous)?.value as { proroge?: true } | undefined)?.proroge)
