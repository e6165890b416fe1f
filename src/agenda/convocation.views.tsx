import type { ComponentChildren, VNode } from 'preact'
import { chemins as accompagnement } from '../accompagnement/accompagnement.paths.ts'
import { chemins as bex } from '../bex/bex.paths.ts'
import { Bandeau, type Identite, type IdentiteEtroite, SeraDit } from '../dossiers/index.ts'
import { chemins as magistrats } from '../magistrats/magistrats.paths.ts'
import type { Joignabilite } from '../messages/index.ts'
import { chemins as messagerie } from '../messages/message.paths.ts'
import type { MesureAChoisir } from '../mesures/index.ts'
import { afficherHeure, afficherJourCourt } from '../platform/date.ts'
import {
  Actions,
  Bouton,
  ChampCase,
  ChampCases,
  ChampTexte,
  EtatVide,
  Faits,
  type FormState,
  Formulaire,
  type Genre,
  Heure,
  Instant,
  LeJour,
  LienBouton,
  Pastille,
  ResumeErreurs,
  Tableau,
  Titre,
} from '../platform/interface/index.ts'
import { chemins as accueil } from './accueil.paths.ts'
import { chemins } from './convocation.paths.ts'
import { type Modalite, modalites } from './convocation.rules.ts'
import type { Convocation, convocationsDuDossier } from './convocation.store.ts'
import { type Etat, etats, genreDEtat, suitesPossibles } from './etat.rules.ts'
import type { historique } from './histoire.store.ts'
import {
  HistoireDeConvocation,
  MesureDite,
  nommerParmi,
  pourquoiAnnulee,
} from './histoire.views.tsx'
import { momentDeLaLettre } from './lettre.rules.ts'
import { ChoixDeLaLettre, lettreAilleurs, SansMessage } from './lettre.views.tsx'

export const PastilleEtat = ({ etat }: { etat: string }) => (
  <Pastille genre={genreDEtat(etat) as Genre}>{etats[etat as Etat] ?? etat}</Pastille>
)

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
  convocation: c,
  histoire,
  state,
  ecrire,
  pointer,
  joignable,
  messages,
  ...m
}: UneConvocation) => {
  const nommer = m.enPartie ? () => 'non montrée à votre juridiction' : nommerParmi(m.mesures)
  const lien = (f: (d: string, c: string) => string) => f(c.dossierId, c.id)
  const suites = suitesPossibles(c.etat).filter(e => e !== 'reportee')
  return (
    <div class="fil-pile">
      <Titre
        actions={
          <Gestes
            convocation={c}
            ecrire={ecrire && m.attendre}
            aVenir={m.aVenir}
            entretien={m.entretien}
            note={m.note}
            donneeIci={m.donneeIci}
          />
        }
      >
        Convocation du <LeJour le={c.le} long /> à <Heure heure={c.heure} />
      </Titre>
      <Bandeau identite={identite} />
      <p>
        <PastilleEtat etat={c.etat} /> {c.etat === 'annulee' && pourquoiAnnulee(histoire)}{' '}
        <ArriveeEtDepart convocation={c} corriger={pointer} />
        {c.suiteId && c.suiteLe && c.suiteHeure && (
          <a href={chemins.convocation(c.dossierId, c.suiteId)}>
            Voir celle du {afficherJourCourt(c.suiteLe)} à {afficherHeure(c.suiteHeure)}, qui la
            remplace
          </a>
        )}
        {c.remplaceId && (
          <a href={chemins.convocation(c.dossierId, c.remplaceId)}>Voir celle qu’elle remplace</a>
        )}
      </p>
      <Faits
        faits={[
          ['Type', c.typeLibelle],
          ['Avec', c.agentNom ?? c.intitule ?? c.agendaNom],
          ['Durée', `${c.dureeMinutes} minutes`],
          ['Comment', modalites[c.modalite as Modalite]],
          ['Lieu', c.lieu],
          ['Adresse', c.adresse],
          ...deLAudience(c),
          ['À dire dans la lettre', c.consigne],
          [
            'Mesure',
            <MesureDite
              liens={m.liens}
              dites={c.mesuresDitesA !== null}
              nommer={nommer}
              href={ecrire ? lien(chemins.rattacher) : null}
            />,
          ],
        ]}
      />
      {m.attendre && joignable.cachee && c.etat === 'prevue' && <p>{joignable.pourquoi}</p>}
      {m.enPartie && momentDeLaLettre(c) && <p>{lettreAilleurs(c)}</p>}
      {m.attendre && !m.enPartie && c.etat === 'prevue' && joignable.canal === 'lettre' && (
        <SansMessage convocation={c} pourquoi={joignable.pourquoi} />
      )}
      {!m.enPartie && momentDeLaLettre(c) && (
        <ChoixDeLaLettre
          action={lien(chemins.lettre)}
          langues={identite.langues}
          textes={[identite.nomComplet, c]}
        />
      )}
      {ecrire && m.attendre && c.etat === 'manquee' && (
        <EtMaintenant lien={lien} dossierId={c.dossierId} />
      )}
      {ecrire && suites.length > 0 && (
        <Formulaire action={lien(chemins.etat)} etiquette="Noter ce qui s’est passé">
          <h2>Ce qui s’est passé</h2>
          <ResumeErreurs state={state} />
          <ChampCases
            state={state}
            name="etat"
            label="La convocation a été"
            options={suites.map(value => ({ value, label: etats[value] }))}
            required
            enLigne
          />
          <ChampTexte state={state} name="motif" label="Motif" />
          {suites.some(e => e === 'annulee' || e === 'manquee') && (
            <ChampCases
              state={state}
              name="prevenir"
              label="Annulée ou manquée : envoyer un message"
              options={[
                { value: 'oui', label: 'Oui' },
                { value: 'non', label: 'Non' },
              ]}
              enLigne
            />
          )}
          {c.serieId && c.etat === 'prevue' && (
            <ChampCase
              state={state}
              name="serie"
              label="Si annulée : annuler aussi la suite de la série"
            />
          )}
          {suites.includes('annulee') && <SeraDit effet="convocation_annulee" />}
          <Actions>
            <Bouton>Noter</Bouton>
          </Actions>
        </Formulaire>
      )}
      <HistoireDeConvocation histoire={histoire} nommer={nommer} />
      {messages}
    </div>
  )
}

/** Of a convocation that was handed over at a hearing; the others have no decision to name. */
const deLAudience = (c: Convocation): [string, ComponentChildren][] => {
  if (!c.audienceLe && !c.numeroParquet) return []
  const decision = c.audienceLe && (
    <>
      audience du <LeJour le={c.audienceLe} />
      {c.decisionJuridictionNom && `, ${c.decisionJuridictionNom}`}
    </>
  )
  return [
    ['Décision', decision],
    ['N° parquet', c.numeroParquet],
  ]
}

/** What the desk wrote, and the way to correct it. */
const ArriveeEtDepart = ({
  convocation: c,
  corriger,
}: {
  convocation: Convocation
  corriger: boolean
}) =>
  c.arriveeA ? (
    <>
      <Pastille genre="ok">Arrivée</Pastille>{' '}
      <Instant a={c.arriveeA} {...(c.fuseau ? { fuseau: c.fuseau } : {})} />
      {c.partieA && (
        <>
          , partie le <Instant a={c.partieA} {...(c.fuseau ? { fuseau: c.fuseau } : {})} />
        </>
      )}{' '}
      {corriger && <a href={accueil.corriger(c.dossierId, c.id)}>Corriger l’arrivée</a>}{' '}
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
const Gestes = ({ convocation: c, ecrire, aVenir, entretien, note, donneeIci }: GestesProps) => {
  const lien = (f: (d: string, c: string) => string) => f(c.dossierId, c.id)
  return (
    <>
      {note && (
        <LienBouton href={accompagnement.entretien(c.dossierId, note)} variante="primaire">
          Lire l’entretien
        </LienBouton>
      )}
      {!note && entretien && ['prevue', 'honoree'].includes(c.etat) && (
        <LienBouton
          href={accompagnement.noterDepuis(c.dossierId, c.id)}
          variante={c.etat === 'prevue' ? 'secondaire' : 'primaire'}
        >
          Noter l’entretien
        </LienBouton>
      )}
      {donneeIci && <LienBouton href={lien(bex.deplacer)}>Déplacer ou annuler</LienBouton>}
      {ecrire && aVenir && c.etat === 'annulee' && (
        <LienBouton href={lien(chemins.retablir)}>Rétablir</LienBouton>
      )}
      {ecrire && c.etat === 'prevue' && (
        <LienBouton href={lien(chemins.modifier)}>Modifier</LienBouton>
      )}
      {ecrire && suitesPossibles(c.etat).includes('reportee') && (
        <LienBouton href={lien(chemins.reporter)}>Reporter</LienBouton>
      )}
    </>
  )
}

/** A missed convocation proposes what may follow, and decides nothing. */
const EtMaintenant = ({
  lien,
  dossierId,
}: {
  lien: (f: (d: string, c: string) => string) => string
  dossierId: string
}) => (
  <section class="fil-carte" aria-label="Et maintenant ?">
    <h2>Et maintenant ?</h2>
    <p>Rien ne part tout seul. Selon ce que vous savez de la personne, vous pouvez :</p>
    <ul>
      <li>
        <a href={lien(chemins.reporter)}>convoquer de nouveau</a>, à la place de celle-ci ;
      </li>
      <li>
        l’appeler, ou lui écrire, pour comprendre ; si elle explique son absence, notez « Excusée »
        ci-dessous ;
      </li>
      <li>
        <a href={accompagnement.noter(dossierId)}>écrire une note</a> dans le dossier ;
      </li>
      <li>
        <a href={magistrats.ecrits(dossierId)}>préparer un rapport au magistrat</a>, si l’absence le
        demande.
      </li>
    </ul>
  </section>
)

type Lues = Awaited<ReturnType<typeof convocationsDuDossier>>
type ConvocationsProps = {
  identite: Identite
  convocations: Lues
  ecrire: boolean
  messages: boolean
}
export const Convocations = ({ identite, convocations, ecrire, messages }: ConvocationsProps) => (
  <div class="fil-pile">
    <Titre
      actions={
        <>
          {ecrire && (
            <LienBouton href={chemins.convoquer(identite.dossierId)} variante="primaire">
              Convoquer
            </LienBouton>
          )}
          {messages && (
            <LienBouton href={messagerie.personne(identite.dossierId)}>Messages</LienBouton>
          )}
        </>
      }
    >
      Convocations
    </Titre>
    <Bandeau identite={identite} />
    {convocations.length === 0 ? (
      <EtatVide>
        Aucune convocation.{ecrire && ' Utilisez « Convoquer » pour fixer la première.'}
      </EtatVide>
    ) : (
      <Tableau
        legende="Convocations, la plus récente d’abord"
        colonnes={[
          {
            label: 'Jour',
            rendu: c => (
              <a href={chemins.convocation(c.dossierId, c.id)}>
                <LeJour le={c.le} />
              </a>
            ),
            entete: true,
          },
          { label: 'Heure', rendu: c => <Heure heure={c.heure} /> },
          { label: 'Type', rendu: c => c.typeLibelle },
          { label: 'Avec', rendu: c => c.agentNom ?? c.agendaNom ?? '' },
          { label: 'Lieu', rendu: c => c.lieu },
          { label: 'État', rendu: c => <PastilleEtat etat={c.etat} /> },
        ]}
        lignes={convocations}
      />
    )}
  </div>
)
