import { Bandeau, type Identite } from '../dossiers/index.ts'
import {
  Actions,
  Alerte,
  Bloc,
  Bouton,
  ChampCache,
  ChampCases,
  ChampChoix,
  ChampLong,
  ChampTexte,
  EtatVide,
  Faits,
  type FormState,
  Formulaire,
  type Genre,
  Heure,
  Icone,
  Instant,
  LeJour,
  LienBouton,
  Pastille,
  Rangee,
  ResumeErreurs,
  Tableau,
  Titre,
} from '../platform/interface/index.ts'
import { chemins } from './convocation.paths.ts'
import { clesTypes, type Etat, etats, genreDEtat, libelleDeType, suitesPossibles, types } from './convocation.rules.ts'
import type { Convocation, convocationsDuDossier, historique, occupations } from './convocation.store.ts'

type Choix = { value: string; label: string }[]

type Base = { identite: Identite; state: FormState }

const choixTypes = clesTypes.map(value => ({ value, label: types[value].libelle }))

export const PastilleEtat = ({ etat }: { etat: string }) => (
  <Pastille genre={genreDEtat(etat) as Genre}>{etats[etat as Etat] ?? etat}</Pastille>
)

type MomentProps = { state: FormState; agents: Choix; antennes: Choix; pris: Awaited<ReturnType<typeof occupations>> }

const Moment = ({ state, agents, antennes, pris }: MomentProps) => (
  <>
    <Rangee>
      <ChampTexte state={state} name="le" label="Jour" type="date" required />
      <ChampTexte state={state} name="heure" label="Heure" type="time" required />
      <ChampTexte state={state} name="dureeMinutes" label="Durée (minutes)" type="number" min="5" max="480" required />
    </Rangee>
    {pris.length > 0 && (
      <p class="fil-discret">
        Déjà pris ce jour-là : {pris.map((p, i) => [i > 0 ? ', ' : '', <Heure heure={p.heure} />, ` (${p.dureeMinutes} min)`])}
      </p>
    )}
    <Rangee>
      <ChampChoix state={state} name="type" label="Type" options={choixTypes} required />
      <ChampChoix state={state} name="agentId" label="Avec" options={agents} required />
      <ChampChoix state={state} name="antenneId" label="Lieu" options={antennes} vide="Autre lieu, à écrire ci-dessous" />
    </Rangee>
    <details>
      <summary>Autre lieu, consigne</summary>
      <Bloc legende="Autre lieu, consigne">
        <ChampTexte state={state} name="lieu" label="Lieu" hint="Laissez vide pour l’antenne choisie." />
        <ChampTexte state={state} name="adresse" label="Adresse complète" />
        <ChampLong state={state} name="consigne" label="À dire dans la lettre" hint="Pièces à apporter, accès." rows={2} />
      </Bloc>
    </details>
  </>
)

type FormulaireProps = Base & MomentProps & { titre: string; bouton: string; version?: number; motif?: boolean; retour: string }

/** One screen to convoke, to change, to move: the same fields. */
export const FormulaireConvocation = ({ identite, state, titre, bouton, version, motif, retour, ...moment }: FormulaireProps) => (
  <Formulaire large>
    <h1>{titre}</h1>
    <Bandeau identite={identite} />
    <ResumeErreurs state={state} />
    {version !== undefined && <ChampCache name="version" value={version} />}
    <Moment state={state} {...moment} />
    {motif && <ChampTexte state={state} name="motif" label="Pourquoi" required />}
    <Actions>
      <Bouton>{bouton}</Bouton>
      <LienBouton href={retour} variante="tertiaire">
        Annuler
      </LienBouton>
    </Actions>
  </Formulaire>
)

type UneConvocation = {
  identite: Identite
  convocation: Convocation
  histoire: Awaited<ReturnType<typeof historique>>
  state: FormState
  ecrire: boolean
  joignable: string | null
}

export const UneConvocation = ({ identite, convocation: c, histoire, state, ecrire, joignable }: UneConvocation) => {
  const lien = (f: (d: string, c: string) => string) => f(c.dossierId, c.id)
  const suites = suitesPossibles(c.etat).filter(e => e !== 'reportee')
  return (
    <div class="fil-pile">
      <Titre
        actions={
          <>
            <LienBouton href={lien(chemins.lettre)} variante="primaire">
              <Icone nom="printer" /> Lettre à imprimer
            </LienBouton>
            {ecrire && c.etat === 'prevue' && <LienBouton href={lien(chemins.modifier)}>Modifier</LienBouton>}
            {ecrire && suitesPossibles(c.etat).includes('reportee') && <LienBouton href={lien(chemins.reporter)}>Reporter</LienBouton>}
          </>
        }
      >
        Convocation du <LeJour le={c.le} long /> à <Heure heure={c.heure} />
      </Titre>
      <Bandeau identite={identite} />
      <p>
        <PastilleEtat etat={c.etat} /> {c.arriveeA && <Pastille genre="ok">Arrivée pointée</Pastille>}
      </p>
      <Faits
        faits={[
          ['Type', libelleDeType(c.type)],
          ['Avec', c.agentNom],
          ['Durée', `${c.dureeMinutes} minutes`],
          ['Lieu', c.lieu],
          ['Adresse', c.adresse],
          ['À dire dans la lettre', c.consigne],
        ]}
      />
      {c.etat === 'prevue' && joignable && <Alerte genre="attention">{joignable}</Alerte>}
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
          <Actions>
            <Bouton>Noter</Bouton>
          </Actions>
        </Formulaire>
      )}
      <Tableau
        legende="Historique de la convocation"
        colonnes={[
          { label: 'Quand', rendu: h => <Instant a={h.a} />, entete: true },
          {
            label: 'Ce qui a changé',
            rendu: h => (h.etat === 'modifiee' ? `Modifiée ; avant : ${avant(h.detail)}` : (etats[h.etat as Etat] ?? h.etat)),
          },
          { label: 'Motif', rendu: h => h.motif ?? '' },
          { label: 'Par', rendu: h => h.nomComplet },
        ]}
        lignes={histoire}
      />
    </div>
  )
}

function avant(detail: unknown): string {
  const d = detail as { le?: string; heure?: string; lieu?: string; agent?: string } | null
  return [d?.le, d?.heure, d?.lieu, d?.agent].filter(Boolean).join(', ')
}

export const Convocations = ({
  identite,
  convocations,
  ecrire,
}: {
  identite: Identite
  convocations: Awaited<ReturnType<typeof convocationsDuDossier>>
  ecrire: boolean
}) => (
  <div class="fil-pile">
    <Titre
      actions={
        ecrire && (
          <LienBouton href={chemins.convoquer(identite.dossierId)} variante="primaire">
            Convoquer
          </LienBouton>
        )
      }
    >
      Convocations
    </Titre>
    <Bandeau identite={identite} />
    {convocations.length === 0 ? (
      <EtatVide>Aucune convocation. Utilisez « Convoquer » pour fixer la première.</EtatVide>
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
          { label: 'Type', rendu: c => libelleDeType(c.type) },
          { label: 'Avec', rendu: c => c.agentNom },
          { label: 'Lieu', rendu: c => c.lieu },
          { label: 'État', rendu: c => <PastilleEtat etat={c.etat} /> },
        ]}
        lignes={convocations}
      />
    )}
  </div>
)
