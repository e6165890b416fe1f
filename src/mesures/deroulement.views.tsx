import type { VNode } from 'preact'
import { Bandeau, type Identite } from '../dossiers/index.ts'
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
import type { Acte, ActeDHistoire } from './acte.store.ts'
import { condamnationDite } from './condamnation.rules.ts'
import { deroulement, libelleDEtat, type MesureSuivie } from './deroulement.rules.ts'
import {
  Annules,
  type Corrections,
  Histoire,
  HistoireDesCorrections,
  type Lecteur,
} from './histoire.views.tsx'
import { LaLoi } from './loi.views.tsx'
import type { Transition } from './machine.rules.ts'
import { chemins } from './mesure.paths.ts'
import type { Mesure } from './mesure.store.ts'
import { libelleDeNature } from './nature.rules.ts'
import type { Obligation } from './obligation.store.ts'
import { MotsDeLaLoi, UneObligation } from './obligation.views.tsx'
import { Passages } from './passage.views.tsx'
import { AvertirProposition } from './proposition.views.tsx'

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
          <Passages suivie={suivie} m={mesure} aujourdhui={aujourdhui} agir={peut.agir} />
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
        ? ([['Terme prononcé', <LeJour le={mesure.finInitialeLe} />]] satisfies [string, VNode][])
        : []),
      ...(mesure.heures
        ? ([['Heures', `${mesure.heures} heures`]] satisfies [string, string][])
        : []),
      ...condamnationDite(mesure),
      ['Exécution provisoire', mesure.executionProvisoire ? 'Oui' : 'Non'],
      ['Date des faits', mesure.faitsLe && <LeJour le={mesure.faitsLe} />],
    ]}
  />
)

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
