import type { ComponentChildren, VNode } from 'preact'
import { chemins as accompagnement } from '../accompagnement/accompagnement.paths.ts'
import { chemins as bex } from '../bex/bex.paths.ts'
import { Bandeau, type Identite, type IdentiteEtroite } from '../dossiers/index.ts'
import type { Joignabilite } from '../messages/index.ts'
import type { MesureAChoisir } from '../mesures/index.ts'
import { afficherHeure, afficherJourCourt } from '../platform/date.ts'
import {
  Faits,
  type FormState,
  Heure,
  Instant,
  LeJour,
  LienBouton,
  Pastille,
  Titre,
} from '../platform/interface/index.ts'
import { chemins as accueil } from './accueil.paths.ts'
import { chemins } from './convocation.paths.ts'
import { modalites } from './convocation.rules.ts'
import type { Convocation } from './convocation.store.ts'
import { suitesPossibles } from './etat.rules.ts'
import { PastilleEtat } from './etat.views.tsx'
import type { historique } from './histoire.store.ts'
import {
  HistoireDeConvocation,
  MesureDite,
  nommerParmi,
  pourquoiAnnulee,
} from './histoire.views.tsx'
import { CeQuiSEstPasse } from './issue.views.tsx'
import { momentDeLaLettre } from './lettre.rules.ts'
import { ChoixDeLaLettre, lettreAilleurs, SansMessage } from './lettre.views.tsx'
import { EtMaintenant } from './manquee.views.tsx'

type UneConvocation = {
  identite: Identite | IdentiteEtroite
  /** The convocation is seen, the rest of the dossier is not. */
  enPartie: boolean
  convocation: Convocation
  histoire: Awaited<ReturnType<typeof historique>>
  liens: { mesureId: string }[]
  mesures: readonly MesureAChoisir[]
  state: FormState
  ecrire: boolean
  /** Nobody expects a dead person again: what is left is to note or to cancel. */
  attendre: boolean
  pointer: boolean
  /** Its hour has not come. */
  aVenir: boolean
  /** It may be told now: its day has come, and whoever looks accompanies the person. */
  entretien: boolean
  /** The entretien that tells it, for who may read it. */
  note: string | null
  /** It was given by this court at its hearing, which may still change it. */
  donneeIci: boolean
  joignable: Joignabilite
  messages: VNode | null
}

export const UneConvocation = ({
  identite,
  convocation,
  histoire,
  state,
  ecrire,
  pointer,
  joignable,
  messages,
  ...reste
}: UneConvocation) => {
  const nommer = reste.enPartie
    ? () => 'non montrée à votre juridiction'
    : nommerParmi(reste.mesures)
  const lien = (chemin: (dossierId: string, convocationId: string) => string) =>
    chemin(convocation.dossierId, convocation.id)
  return (
    <div class="fil-pile">
      <Titre
        actions={
          <Gestes
            convocation={convocation}
            ecrire={ecrire && reste.attendre}
            aVenir={reste.aVenir}
            entretien={reste.entretien}
            note={reste.note}
            donneeIci={reste.donneeIci}
          />
        }
      >
        Convocation du <LeJour le={convocation.le} long /> à <Heure heure={convocation.heure} />
      </Titre>
      <Bandeau identite={identite} />
      <p>
        <PastilleEtat etat={convocation.etat} />{' '}
        {convocation.etat === 'annulee' && pourquoiAnnulee(histoire)}{' '}
        <ArriveeEtDepart convocation={convocation} corriger={pointer} />
        {convocation.suiteId && convocation.suiteLe && convocation.suiteHeure && (
          <a href={chemins.convocation(convocation.dossierId, convocation.suiteId)}>
            Voir celle du {afficherJourCourt(convocation.suiteLe)} à{' '}
            {afficherHeure(convocation.suiteHeure)}, qui la remplace
          </a>
        )}
        {convocation.remplaceId && (
          <a href={chemins.convocation(convocation.dossierId, convocation.remplaceId)}>
            Voir celle qu’elle remplace
          </a>
        )}
      </p>
      <Faits
        faits={[
          ['Type', convocation.typeLibelle],
          ['Avec', convocation.agentNom ?? convocation.intitule ?? convocation.agendaNom],
          ['Durée', `${convocation.dureeMinutes} minutes`],
          ['Comment', modalites[convocation.modalite]],
          ['Lieu', convocation.lieu],
          ['Adresse', convocation.adresse],
          ...deLAudience(convocation),
          ['À dire dans la lettre', convocation.consigne],
          [
            'Mesure',
            <MesureDite
              liens={reste.liens}
              dites={convocation.mesuresDitesA !== null}
              nommer={nommer}
              href={ecrire ? lien(chemins.rattacher) : null}
            />,
          ],
        ]}
      />
      {reste.attendre && joignable.cachee && convocation.etat === 'prevue' && (
        <p>{joignable.pourquoi}</p>
      )}
      {reste.enPartie && momentDeLaLettre(convocation) && <p>{lettreAilleurs(convocation)}</p>}
      {reste.attendre &&
        !reste.enPartie &&
        convocation.etat === 'prevue' &&
        joignable.canal === 'lettre' && (
          <SansMessage convocation={convocation} pourquoi={joignable.pourquoi} />
        )}
      {!reste.enPartie && momentDeLaLettre(convocation) && (
        <ChoixDeLaLettre
          action={lien(chemins.lettre)}
          langues={identite.langues}
          textes={[identite.nomComplet, convocation]}
        />
      )}
      {ecrire && reste.attendre && convocation.etat === 'manquee' && (
        <EtMaintenant lien={lien} dossierId={convocation.dossierId} />
      )}
      {ecrire && <CeQuiSEstPasse convocation={convocation} state={state} />}
      <HistoireDeConvocation histoire={histoire} nommer={nommer} />
      {messages}
    </div>
  )
}

/** Of a convocation that was handed over at a hearing; the others have no decision to name. */
const deLAudience = (convocation: Convocation): [string, ComponentChildren][] => {
  if (!convocation.audienceLe && !convocation.numeroParquet) return []
  const decision = convocation.audienceLe && (
    <>
      audience du <LeJour le={convocation.audienceLe} />
      {convocation.decisionJuridictionNom && `, ${convocation.decisionJuridictionNom}`}
    </>
  )
  return [
    ['Décision', decision],
    ['N° parquet', convocation.numeroParquet],
  ]
}

/** What the desk wrote, and the way to correct it. */
const ArriveeEtDepart = ({
  convocation,
  corriger,
}: {
  convocation: Convocation
  corriger: boolean
}) =>
  convocation.arriveeA ? (
    <>
      <Pastille genre="ok">Arrivée</Pastille>{' '}
      <Instant
        a={convocation.arriveeA}
        {...(convocation.fuseau ? { fuseau: convocation.fuseau } : {})}
      />
      {convocation.partieA && (
        <>
          , partie le{' '}
          <Instant
            a={convocation.partieA}
            {...(convocation.fuseau ? { fuseau: convocation.fuseau } : {})}
          />
        </>
      )}{' '}
      {corriger && (
        <a href={accueil.corriger(convocation.dossierId, convocation.id)}>Corriger l’arrivée</a>
      )}{' '}
    </>
  ) : null

type GestesProps = {
  convocation: Convocation
  ecrire: boolean
  aVenir: boolean
  entretien: boolean
  note: string | null
  donneeIci: boolean
}
const Gestes = ({ convocation, ecrire, aVenir, entretien, note, donneeIci }: GestesProps) => {
  const lien = (chemin: (dossierId: string, convocationId: string) => string) =>
    chemin(convocation.dossierId, convocation.id)
  return (
    <>
      {note && (
        <LienBouton
          href={accompagnement.entretien(convocation.dossierId, note)}
          variante="primaire"
        >
          Lire l’entretien
        </LienBouton>
      )}
      {!note && entretien && ['prevue', 'honoree'].includes(convocation.etat) && (
        <LienBouton
          href={accompagnement.noterDepuis(convocation.dossierId, convocation.id)}
          variante={convocation.etat === 'prevue' ? 'secondaire' : 'primaire'}
        >
          Noter l’entretien
        </LienBouton>
      )}
      {donneeIci && <LienBouton href={lien(bex.deplacer)}>Déplacer ou annuler</LienBouton>}
      {ecrire && aVenir && convocation.etat === 'annulee' && (
        <LienBouton href={lien(chemins.retablir)}>Rétablir</LienBouton>
      )}
      {ecrire && convocation.etat === 'prevue' && (
        <LienBouton href={lien(chemins.modifier)}>Modifier</LienBouton>
      )}
      {ecrire && suitesPossibles(convocation.etat).includes('reportee') && (
        <LienBouton href={lien(chemins.reporter)}>Reporter</LienBouton>
      )}
    </>
  )
}
