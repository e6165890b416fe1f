import type { VNode } from 'preact'
import { Bandeau, type Identite } from '../dossiers/index.ts'
import { chemins as droit } from '../droit/droit.paths.ts'
import { chemins as echeances } from '../echeances/echeance.paths.ts'
import type { Jour } from '../platform/date.ts'
import {
  Alerte,
  Carte,
  Details,
  EtatVide,
  Faits,
  Instant,
  LeJour,
  LienBouton,
  Pastille,
  Titre,
} from '../platform/interface/index.ts'
import { estAbsente, estInconnue } from '../platform/law.ts'
import type { Acte, ActeDHistoire } from './acte.store.ts'
import { condamnationDite } from './condamnation.rules.ts'
import { auteurs, type Definition } from './definition.rules.ts'
import { deroulement, libelleDEtat, type MesureSuivie } from './deroulement.rules.ts'
import { bornesEnMots } from './duree.rules.ts'
import { actesDe } from './etat.rules.ts'
import {
  Annules,
  type Corrections,
  Histoire,
  HistoireDesCorrections,
  type Lecteur,
} from './histoire.views.tsx'
import type { Transition } from './machine.rules.ts'
import { chemins } from './mesure.paths.ts'
import type { Mesure } from './mesure.store.ts'
import { definitionDe, libelleDeNature } from './nature.rules.ts'
import type { Obligation } from './obligation.store.ts'
import { MotsDeLaLoi, UneObligation } from './obligation.views.tsx'
import { AvertirProposition } from './proposition.views.tsx'
import {
  citationCourte,
  citationMarquee,
  estAVerifier,
  marquer,
  reponseLe,
  sourceDe,
} from './regle.rules.ts'

type ActeCommence = { cle: string; url: string; titre: string; enregistreA: string }
type PageProps = {
  identite: Identite
  mesure: Mesure
  actes: Acte[]
  /** Every act, those annulled included, and every correction: for the panels of history alone. */
  histoire: ActeDHistoire[]
  corrections: Corrections
  lire: Lecteur
  obligations: Obligation[]
  /** Acts that this account began to type here: nobody else sees them. */
  brouillons: readonly ActeCommence[]
  aujourdhui: Jour
  /** `agir`: may this account record that act? `annuler`: may it undo the last one? */
  peut: {
    ecrire: boolean
    agir: (transition: Transition) => boolean
    annuler: boolean
    echeances: boolean
  }
}
/**
 * One measure: where it stands, what may happen next and why not, what happened, what the law says.
 */
export const PageMesure = ({
  identite,
  mesure,
  actes,
  histoire,
  corrections,
  lire,
  obligations,
  brouillons,
  ...reste
}: PageProps) => {
  const { aujourdhui, peut } = reste
  const suivie: MesureSuivie = { ...mesure, actes }
  const { termeLe, suspendueLe, finieLe } = deroulement(suivie)
  const enCours = suspendueLe ? 'attention' : 'info'
  return (
    <div class="fil-pile">
      <Titre
        actions={
          <>
            {peut.echeances && (
              <LienBouton href={echeances.dossier(identite.dossierId)}>Échéances</LienBouton>
            )}
            <LienBouton href={chemins.fiche(identite.dossierId, mesure.mesureId)}>
              Fiche pour la personne
            </LienBouton>
          </>
        }
      >
        {libelleDeNature(mesure.nature, mesure.decisionLe)}
      </Titre>
      <Bandeau identite={identite} />
      {mesure.referentiel === 'egip' && <AvertirProposition />}
      <ActesCommences brouillons={brouillons} />
      <div class="fil-deux-tiers">
        <div class="fil-pile">
          <Carte
            titre="Où en est la mesure"
            lien={
              peut.ecrire
                ? {
                    href: chemins.corriger(mesure.dossierId, mesure.mesureId),
                    label: 'Corriger la mesure',
                  }
                : undefined
            }
          >
            <p>
              <Pastille genre={finieLe ? 'neutre' : enCours}>
                {libelleDEtat(suivie, aujourdhui)}
              </Pastille>
            </p>
            {termeLe && termeLe < aujourdhui && !finieLe && (
              <p>
                Le terme est passé : la fin reste à enregistrer, ou ce que le juge décide d’un
                manquement antérieur.
              </p>
            )}
            <FaitsDeLaMesure m={mesure} terme={suspendueLe ? 'suspendu' : termeLe} />
            {mesure.precisions && <p>{mesure.precisions}</p>}
          </Carte>
          <Suites suivie={suivie} m={mesure} aujourdhui={aujourdhui} agir={peut.agir} />
          <Histoire m={mesure} actes={actes} obligations={obligations} annuler={peut.annuler} />
          <Annules m={mesure} annules={histoire.filter(ligne => ligne.annuleA)} />
          <HistoireDesCorrections corrections={corrections} lire={lire} />
          {peut.ecrire && (
            <p>
              Mesure saisie par erreur ?{' '}
              <a href={chemins.retirer(mesure.dossierId, mesure.mesureId)}>La retirer</a>
            </p>
          )}
        </div>
        <div class="fil-pile">
          <Obligations m={mesure} obligations={obligations} ecrire={peut.ecrire} />
          <LaLoi m={mesure} />
        </div>
      </div>
    </div>
  )
}

/** An act that was typed and never sent waits for its author. */
const ActesCommences = ({ brouillons }: { brouillons: readonly ActeCommence[] }) =>
  brouillons.length === 0 ? null : (
    <Alerte genre="info">
      <p>Vous avez commencé à taper ici, sans l’enregistrer (vous seul le voyez) :</p>
      <ul class="fil-liste">
        {brouillons.map(brouillon => (
          <li>
            <a href={brouillon.url}>{brouillon.titre}</a>, gardé le{' '}
            <Instant a={brouillon.enregistreA} />
          </li>
        ))}
      </ul>
    </Alerte>
  )

const FaitsDeLaMesure = ({ m: mesure, terme }: { m: Mesure; terme: string | null }) => (
  <Faits
    faits={[
      ['Juridiction', mesure.juridictionNom],
      ['N° de parquet', mesure.numeroParquet],
      ['Décision', <LeJour le={mesure.decisionLe} />],
      ['Notification', mesure.notifieeLe && <LeJour le={mesure.notifieeLe} />],
      ['Début', <LeJour le={mesure.debutLe} />],
      [
        'Terme',
        terme === 'suspendu' ? 'Suspendu : il ne court plus' : terme && <LeJour le={terme} />,
      ],
      ...(mesure.finInitialeLe && terme !== mesure.finInitialeLe
        ? ([['Terme prononcé', <LeJour le={mesure.finInitialeLe} />]] as [string, VNode][])
        : []),
      ...(mesure.heures ? ([['Heures', `${mesure.heures} heures`]] as [string, string][]) : []),
      ...condamnationDite(mesure),
      ['Exécution provisoire', mesure.executionProvisoire ? 'Oui' : 'Non'],
      ['Date des faits', mesure.faitsLe && <LeJour le={mesure.faitsLe} />],
    ]}
  />
)

/**
 * What may happen from here, each act with who decides it and its article; then what may not, and
 * why.
 */
const Suites = ({
  suivie,
  m: mesure,
  aujourdhui,
  agir,
}: {
  suivie: MesureSuivie
  m: Mesure
  aujourdhui: Jour
  agir: (transition: Transition) => boolean
}) => {
  const tous = actesDe(suivie, aujourdhui)
  const possibles = tous.filter(ligne => ligne.refus.length === 0)
  // That it has ended is said once, not of each act.
  const autres = tous.filter(
    ligne => ligne.refus.length > 0 && !ligne.refus.some(refus => refus.code === 'deja_finie'),
  )
  return (
    <Carte titre="Ce qui peut se passer maintenant">
      {!definitionDe(mesure.nature) && (
        <p>Cette mesure n’est pas au référentiel : son déroulement n’est pas connu.</p>
      )}
      {possibles.length === 0 && definitionDe(mesure.nature) && (
        <p class="fil-discret">Plus aucun acte : la mesure a pris fin.</p>
      )}
      <ul class="fil-liste">
        {possibles.map(({ transition }) => (
          <li>
            {agir(transition) ? (
              <a href={chemins.acte(mesure.dossierId, mesure.mesureId, transition.acte)}>
                {transition.libelle}
              </a>
            ) : (
              transition.libelle
            )}{' '}
            <span class="fil-discret">
              {transition.auteurs.map(auteur => auteurs[auteur]).join(', ')} (
              {citationMarquee(transition.source, aujourdhui)})
            </span>
          </li>
        ))}
      </ul>
      {autres.length > 0 && (
        <Details titre={`Ce qui n’est pas possible maintenant (${autres.length})`}>
          <ul class="fil-liste">
            {autres.map(({ transition, refus: [refus] }) => (
              <li>
                {refus && enNommant(transition.libelle, refus.message)}{' '}
                {refus?.source && (
                  <span class="fil-discret">
                    ({refus.source.texte}, art. {refus.source.article})
                  </span>
                )}
                {refus && DATE_PASSEE.includes(refus.code) && agir(transition) && (
                  <>
                    {' '}
                    <a
                      href={chemins.acte(mesure.dossierId, mesure.mesureId, transition.acte)}
                      aria-label={`${transition.libelle} : l’enregistrer à une date passée`}
                    >
                      L’enregistrer à une date passée
                    </a>
                  </>
                )}
              </li>
            ))}
          </ul>
        </Details>
      )}
    </Carte>
  )
}

/** Refused today, and not on a day that is past: the act of that day may be known late. */
const DATE_PASSEE = ['terme_passe', 'acte_trop_tard']
/** A reason names its act, where it does not already. */
const enNommant = (acte: string, pourquoi: string) =>
  pourquoi.startsWith(`${acte} : `)
    ? pourquoi
    : `${acte} : ${pourquoi.charAt(0).toLowerCase()}${pourquoi.slice(1)}`

const Obligations = ({
  m: mesure,
  obligations,
  ecrire,
}: {
  m: Mesure
  obligations: Obligation[]
  ecrire: boolean
}) => {
  const enVigueur = obligations.filter(obligation => !obligation.leveeLe)
  const levees = obligations.filter(obligation => obligation.leveeLe)
  return (
    <Carte
      titre="Obligations"
      lien={
        ecrire
          ? {
              href: chemins.corrigerObligations(mesure.dossierId, mesure.mesureId),
              label: 'Corriger',
            }
          : undefined
      }
    >
      {enVigueur.length === 0 && (
        <EtatVide>Aucune obligation particulière n’est enregistrée.</EtatVide>
      )}
      <ul class="fil-liste">
        {enVigueur.map(ligne => (
          <UneObligation o={ligne} />
        ))}
      </ul>
      <MotsDeLaLoi obligations={enVigueur} />
      {levees.length > 0 && (
        <Details titre={`Levées (${levees.length})`}>
          <ul class="fil-liste">
            {levees.map(levee => (
              <UneObligation o={levee}>
                , levée le <LeJour le={levee.leveeLe} />
              </UneObligation>
            ))}
          </ul>
        </Details>
      )}
    </Carte>
  )
}

/** The bounds of the day of the decision, with their mark where they were not read. */
function dureeEnMots(definition: Definition, mesure: Mesure): string {
  const le = mesure.decisionLe
  const referentiel = mesure.referentiel === 'egip' ? 'egip' : 'droit'
  const bornes = reponseLe(definition.duree, le, referentiel)
  if (estInconnue(bornes)) return marquer('inconnue', true)
  const aVerifier = estAVerifier(definition.duree, le, referentiel)
  if (estAbsente(bornes)) return marquer('cette mesure n’existait pas', aVerifier)
  return marquer(
    bornesEnMots({
      ...bornes,
      paliers: bornes.paliers?.filter(palier => palier.cle === mesure.palier) ?? [],
    }),
    aVerifier,
  )
}

const LaLoi = ({ m: mesure }: { m: Mesure }) => {
  const definition = definitionDe(mesure.nature)
  if (!definition) return null
  const le = mesure.decisionLe
  const referentiel = mesure.referentiel === 'egip' ? 'egip' : 'droit'
  return (
    <Carte
      titre="Ce que dit la loi"
      lien={{ href: droit.mesure(mesure.nature, { le, referentiel }), label: 'Tout lire' }}
    >
      <p>
        Au jour de la décision, durée : {dureeEnMots(definition, mesure)}{' '}
        <span class="fil-discret">
          ({citationCourte(sourceDe(definition.duree, le, referentiel), le)})
        </span>
        .
      </p>
    </Carte>
  )
}
