import type { Creneau } from '../creneaux/index.ts'
import { chemins as dossiers } from '../dossiers/dossier.paths.ts'
import type { Homonyme } from '../dossiers/index.ts'
import { type Commune, NON_RENSEIGNE } from '../moyens/index.ts'
import { afficherHeure, afficherJour, afficherJourCourt, type Jour } from '../platform/date.ts'
import {
  Actions,
  Alerte,
  Bloc,
  Bouton,
  ChampCache,
  ChampCase,
  ChampCases,
  ChampChoix,
  ChampLong,
  ChampTexte,
  EtatVide,
  type FormState,
  Formulaire,
  Geste,
  LeJour,
  LienBouton,
  Rangee,
  ResumeErreurs,
  Titre,
  valeur,
} from '../platform/interface/index.ts'
import { cleDuCreneau, situations } from './audience.rules.ts'
import type { RechercheGardee } from './audience.store.ts'
import { chemins } from './bex.paths.ts'

type Option = { value: string; label: string }
const options = (o: Record<string, string>): Option[] => Object.entries(o).map(([value, label]) => ({ value, label }))

/** First screen: who is there, and where they live. */
export const ChercherALAudience = ({ state }: { state: FormState }) => (
  <div class="fil-pile">
    <Titre actions={<LienBouton href={chemins.tableau}>Sorties d’audience</LienBouton>}>Convoquer à l’audience</Titre>
    <Formulaire>
      <ResumeErreurs
        state={state}
        libelles={{ nom: 'Nom', prenoms: 'Prénoms', naissanceLe: 'Naissance', situation: 'Où vit la personne', commune: 'Commune' }}
      />
      <Rangee>
        <ChampTexte state={state} name="nom" label="Nom de naissance" required />
        <ChampTexte state={state} name="prenoms" label="Prénoms" required />
        <ChampTexte state={state} name="naissanceLe" label="Date de naissance" type="date" required />
      </Rangee>
      <ChampTexte
        state={state}
        name="commune"
        label="Commune ou code postal"
        hint="Où la personne vit : le SPIP et le tribunal compétents en viennent."
      />
      <ChampCases state={state} name="situation" label="Où vit la personne" required enLigne options={options(situations)} />
      <Actions>
        <Bouton>Chercher dans le pays</Bouton>
      </Actions>
    </Formulaire>
    <p class="fil-discret">
      La recherche porte sur tout le pays et ne montre que l’identité et le service. Elle est inscrite au journal de chaque dossier montré.
    </p>
  </div>
)

export type Liste = { creneaux: (Creneau & { type: string })[]; suite: Jour | null; types: Map<string, string>; lieux: Map<string, string> }
export type ConvoquerProps = {
  r: RechercheGardee
  state: FormState
  matches: Homonyme[]
  communes: Commune[]
  commune: Commune | undefined
  renseigne: boolean
  choisi: boolean
  services: Option[]
  lieux: Option[]
  juridictions: Option[]
  spip: Liste
  sap: Liste
}
const libelles = {
  personne: 'Personne',
  serviceId: 'SPIP',
  juridictionId: 'Tribunal',
  motifDuChoix: 'Pourquoi cet autre choix',
  creneauSpip: 'Créneau au SPIP',
  creneauSap: 'Créneau au tribunal',
  telephone: 'Téléphone',
  audienceLe: 'Jour de l’audience',
}
/** Second screen: which person, which slots, what is handed over. One button. */
export const ConvoquerALAudience = ({ r, state, ...p }: ConvoquerProps) => (
  <div class="fil-pile">
    <Titre actions={<LienBouton href={chemins.chercher}>Autre recherche</LienBouton>}>
      {r.nom} {r.prenoms}
    </Titre>
    <p class="fil-discret">
      Naissance : <LeJour le={r.naissanceLe} /> ·{' '}
      {r.situation === 'commune' ? r.commune : situations[r.situation as keyof typeof situations]}
    </p>
    <Formulaire large>
      <ResumeErreurs state={state} libelles={libelles} />
      <Qui state={state} matches={p.matches} />
      <Ou state={state} {...p} />
      <div class="fil-colonnes">
        <Creneaux legende="Créneau au SPIP" name="creneauSpip" geste="suite-spip" liste={p.spip} state={state} choisi={p.choisi} />
        <Creneaux legende="Créneau au tribunal" name="creneauSap" geste="suite-sap" liste={p.sap} state={state} avecType />
      </div>
      <Contact state={state} connue={p.matches.length > 0} />
      <Remise state={state} />
      {state.refusals.length > 0 && <ChampCase state={state} name="malgre" label="Convoquer malgré ce qui précède" />}
      <Actions>
        <Bouton>Convoquer</Bouton>
      </Actions>
    </Formulaire>
  </div>
)

/** Identity and service, nothing else; a link only to a dossier that is already in one's périmètre. */
function Qui({ state, matches }: { state: FormState; matches: Homonyme[] }) {
  if (matches.length === 0)
    return (
      <>
        <ChampCache name="personne" value="nouvelle" />
        <Alerte>Personne n’est connu sous ce nom : un dossier sera ouvert au SPIP choisi.</Alerte>
      </>
    )
  const nom = (m: Homonyme) =>
    `${m.nom}${m.nomUsage ? ` (${m.nomUsage})` : ''} ${m.prenoms}, naissance : ${afficherJourCourt(m.naissanceLe as Jour)}`
  return (
    <>
      <ChampCases
        state={state}
        name="personne"
        label="Qui est-ce ?"
        required
        options={[
          ...matches.map(m => ({
            value: m.dossierId,
            label: nom(m),
            hint: m.serviceNom ? `Dossier suivi par ${m.serviceNom}` : 'Sans service',
          })),
          { value: 'nouvelle', label: 'Une autre personne', hint: 'Un dossier sera ouvert au SPIP choisi.' },
        ]}
      />
      {matches.some(m => m.visible) && (
        <p class="fil-discret">
          Déjà dans votre périmètre :{' '}
          {matches
            .filter(m => m.visible)
            .map((m, i) => [i > 0 ? ', ' : '', <a href={dossiers.dossier(m.dossierId)}>{`${m.nom} ${m.prenoms}`}</a>])}
        </p>
      )}
    </>
  )
}

type OuProps = Pick<ConvoquerProps, 'state' | 'communes' | 'commune' | 'renseigne' | 'services' | 'lieux' | 'juridictions'>
const Ou = ({ state, communes, commune, renseigne, services, lieux, juridictions }: OuProps) => (
  <Bloc legende="Service et tribunal compétents">
    {commune ? <ChampCache name="communeCode" value={commune.code} /> : <QuelleCommune state={state} communes={communes} />}
    {!renseigne && (
      <Alerte genre="attention">
        {commune ? `${commune.nom} (${commune.codesPostaux[0] ?? commune.code})` : 'SPIP compétent'} {NON_RENSEIGNE}.
      </Alerte>
    )}
    <Rangee>
      <ChampChoix state={state} name="serviceId" label="SPIP" required options={services} />
      <ChampChoix state={state} name="lieuId" label="Antenne" vide="Toutes" options={lieux} />
      <ChampChoix state={state} name="juridictionId" label="Tribunal" vide="Aucun" options={juridictions} />
    </Rangee>
    <ChampTexte
      state={state}
      name="motifDuChoix"
      label="Pourquoi cet autre choix"
      hint={
        renseigne && commune
          ? `Seulement si ce n’est pas ce qui est proposé pour ${commune.nom}.`
          : 'Seulement si ce n’est pas ce qui est proposé.'
      }
    />
    <Geste geste="creneaux">Voir les créneaux de ce choix</Geste>
  </Bloc>
)
const QuelleCommune = ({ state, communes }: { state: FormState; communes: Commune[] }) =>
  communes.length === 0 ? null : (
    <ChampChoix
      state={state}
      name="communeCode"
      label="Quelle commune ?"
      vide="À préciser"
      hint="Plusieurs communes portent ce nom ou ce code postal."
      options={communes.map(c => ({ value: c.code, label: `${c.nom} (${c.codesPostaux[0] ?? c.departement})` }))}
    />
  )

type CreneauxProps = {
  legende: string
  name: 'creneauSpip' | 'creneauSap'
  geste: string
  liste: Liste
  state: FormState
  avecType?: boolean
  choisi?: boolean
}
/** Free slots by day; one group of radio buttons, so one stop of the keyboard. */
function Creneaux({ legende, name, geste, liste, state, avecType, choisi: ou = true }: CreneauxProps) {
  const choisi = valeur(state, name)
  const agendas = new Set(liste.creneaux.map(c => c.agendaId))
  /** « lundi 30 novembre 2026, Antenne de Saverne »: the type and the place are said where there are several; two cabinets of a court may be free at one hour. */
  const titre = (c: Liste['creneaux'][number]) =>
    [
      afficherJour(c.le),
      avecType && liste.types.get(c.type),
      liste.lieux.size > 1 && liste.lieux.get(c.lieuId),
      avecType && agendas.size > 1 && c.agendaNom,
    ]
      .filter(Boolean)
      .join(', ')
  const groupes = [...new Set(liste.creneaux.map(titre))]
  return (
    <fieldset class="fil-bloc" id={`champ-${name}`} tabIndex={-1}>
      <legend>{legende}</legend>
      <label class="fil-creneau">
        <input type="radio" name={name} value="" checked={choisi === ''} /> Aucun
      </label>
      {liste.creneaux.length === 0 && (
        <EtatVide>
          {ou ? 'Aucun créneau libre dans les trente jours.' : 'Choisissez le SPIP, puis « Voir les créneaux de ce choix ».'}
        </EtatVide>
      )}
      {groupes.map(groupe => (
        <div>
          <strong>{groupe}</strong>
          <div class="fil-cases-en-ligne">
            {liste.creneaux
              .filter(c => titre(c) === groupe)
              .map(c => {
                const cle = avecType ? `${c.type}|${cleDuCreneau(c)}` : cleDuCreneau(c)
                return (
                  <label class="fil-creneau">
                    <input type="radio" name={name} value={cle} checked={choisi === cle} />
                    <span class="fil-invisible">{groupe} à </span>
                    {afficherHeure(c.heure)}
                    {c.capacite > 1 && <span class="fil-discret"> ({c.libres} pl.)</span>}
                  </label>
                )
              })}
          </div>
        </div>
      ))}
      {(state.errors[name] ?? []).map(e => (
        <p class="ds-validation-message">{e}</p>
      ))}
      {liste.suite && (
        <Geste geste={`${geste}:${liste.suite}`} etiquette={`${legende} : jours suivants`}>
          Jours suivants
        </Geste>
      )}
    </fieldset>
  )
}

const Contact = ({ state, connue }: { state: FormState; connue: boolean }) => (
  <Bloc legende="Joindre la personne">
    <Rangee>
      <ChampTexte state={state} name="telephone" label="Téléphone" type="tel" inputmode="tel" />
      <ChampTexte state={state} name="langues" label="Langue" hint="Si ce n’est pas le français." />
      <ChampTexte state={state} name="adresse" label="Adresse" />
      <ChampTexte state={state} name="numeroAppi" label="N° APPI" />
    </Rangee>
    <ChampCase state={state} name="interprete" label="Interprète nécessaire" />
    <ChampCase
      state={state}
      name="prevenir"
      label="Prévenir et rappeler par message"
      hint="SMS si le téléphone est celui d’un mobile ; sinon la convocation remise ici est le seul avis."
    />
    {connue && (
      <p class="fil-discret">La fiche d’une personne déjà connue ne change pas : ce que vous écrivez ici part au SPIP avec la remise.</p>
    )}
  </Bloc>
)

const Remise = ({ state }: { state: FormState }) => (
  <Bloc legende="Audience et remise">
    <Rangee>
      <ChampTexte state={state} name="audienceLe" label="Jour de l’audience" type="date" required />
      <ChampTexte state={state} name="numeroParquet" label="N° parquet" />
      <ChampTexte state={state} name="decision" label="Décision" hint="En quelques mots : sursis probatoire 2 ans." />
    </Rangee>
    <ChampCase state={state} name="decisionRemise" label="Décision remise à la personne" />
    <ChampCase state={state} name="convocationRemise" label="Convocation remise à la personne" />
    <Rangee>
      <ChampTexte state={state} name="piecesManquantes" label="Pièces manquantes" />
      <ChampLong state={state} name="precisions" label="À dire au SPIP" rows={2} />
    </Rangee>
  </Bloc>
)
