import type { Homonyme } from '../dossiers/index.ts'
import { type Commune, NON_RENSEIGNE } from '../moyens/index.ts'
import {
  Actions,
  Alerte,
  Bloc,
  Bouton,
  ChampCache,
  ChampCase,
  ChampCases,
  ChampChoix,
  ChampTexte,
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
import { situations } from './audience.rules.ts'
import type { RechercheGardee } from './audience.store.ts'
import { chemins } from './bex.paths.ts'
import type { Pourquoi } from './competence.rules.ts'
import { codeMontre } from './competence.ts'
import { Creneaux, type Liste } from './creneau.views.tsx'
import { Qui } from './qui.views.tsx'
import { ChampsRemis } from './remis.views.tsx'

type Option = { value: string; label: string; group?: string }
const options = (objet: Record<string, string>): Option[] =>
  Object.entries(objet).map(([value, label]) => ({ value, label }))

/** First screen: who is there, and where they live. */
export const ChercherALAudience = ({ state }: { state: FormState }) => (
  <div class="fil-pile">
    <Titre
      actions={
        <>
          <LienBouton href={chemins.remisesHorsOutil}>Remises hors de l’outil</LienBouton>
          <LienBouton href={chemins.tableau}>Sorties d’audience</LienBouton>
        </>
      }
    >
      Convoquer à l’audience
    </Titre>
    <Formulaire>
      <ResumeErreurs
        state={state}
        libelles={{
          nom: 'Nom',
          prenoms: 'Prénoms',
          naissanceLe: 'Naissance',
          situation: 'Où vit la personne',
          commune: 'Commune',
          domicilieChez: 'Domiciliée chez',
        }}
      />
      <Rangee>
        <ChampTexte state={state} name="nom" label="Nom de naissance" required />
        <ChampTexte state={state} name="prenoms" label="Prénoms" required />
        <ChampTexte
          state={state}
          name="naissanceLe"
          label="Date de naissance"
          type="date"
          required
        />
      </Rangee>
      <ChampTexte
        state={state}
        name="commune"
        label="Commune ou code postal"
        hint="Où la personne vit ou, sans domicile, où elle est domiciliée : le SPIP et le tribunal compétents en viennent."
      />
      <ChampCases
        state={state}
        name="situation"
        label="Où vit la personne"
        required
        enLigne
        options={options(situations)}
      />
      <ChampTexte
        state={state}
        name="domicilieChez"
        label="Domiciliée chez"
        hint="Sans domicile seulement : CCAS ou association qui reçoit son courrier, si elle en a une."
      />
      <Actions>
        <Bouton>Chercher dans le pays</Bouton>
      </Actions>
    </Formulaire>
    <p class="fil-discret">
      La recherche porte sur tout le pays et ne montre que l’identité et le service. Elle est
      inscrite au journal de chaque dossier montré.
    </p>
  </div>
)

export type ConvoquerProps = {
  r: RechercheGardee
  horsOutil: string
  state: FormState
  matches: Homonyme[]
  /** Of those whom the court sees, who died. */
  deces: Map<string, string>
  communes: Commune[]
  commune: Commune | undefined
  pourquoi: Pourquoi
  citations: { competence: string; retard: string }
  /** The only service that works with the court of the hearing. */
  spipDuTribunal: string | null
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
  courriel: 'Courriel',
  rouvrir: 'Dossier clos',
  audienceLe: 'Jour de l’audience',
}
/** Second screen: which person, which slots, what is handed over. One button. */
export const ConvoquerALAudience = ({ r: remise, state, horsOutil, ...reste }: ConvoquerProps) => (
  <div class="fil-pile">
    <Titre actions={<LienBouton href={chemins.chercher}>Autre recherche</LienBouton>}>
      {remise.nom} {remise.prenoms}
    </Titre>
    <p class="fil-discret">
      Naissance : <LeJour le={remise.naissanceLe} /> · {ouVit(remise)}
    </p>
    <Formulaire large>
      <ResumeErreurs state={state} libelles={libelles} />
      <Qui state={state} matches={reste.matches} deces={reste.deces} />
      <Ou r={remise} state={state} horsOutil={horsOutil} {...reste} />
      <div class="fil-colonnes">
        <Creneaux
          legende="Créneau au SPIP"
          name="creneauSpip"
          geste="suite-spip"
          liste={reste.spip}
          state={state}
          choisi={reste.choisi}
        />
        <Creneaux
          legende="Créneau au tribunal"
          name="creneauSap"
          geste="suite-sap"
          liste={reste.sap}
          state={state}
          avecType
        />
      </div>
      <Contact state={state} connue={reste.matches.length > 0} />
      <ChampsRemis state={state}>
        <ChampCase
          state={state}
          name="convocationRemise"
          label="Convocation remise à la personne"
        />
      </ChampsRemis>
      <p class="fil-discret">
        Un créneau après le délai ne rend pas la convocation nulle ({reste.citations.retard}).
      </p>
      {state.refusals.length > 0 && (
        <ChampCase state={state} name="malgre" label="Convoquer malgré ce qui précède" />
      )}
      <Actions>
        <Bouton>Convoquer</Bouton>
      </Actions>
    </Formulaire>
  </div>
)

const ouVit = (recherche: RechercheGardee) =>
  [
    recherche.situation !== 'commune' &&
      (recherche.situation === 'inconnue'
        ? 'Commune inconnue'
        : situations[recherche.situation as keyof typeof situations]),
    recherche.domicilieChez && `domiciliation : ${recherche.domicilieChez}`,
    recherche.commune,
  ]
    .filter(Boolean)
    .join(', ')

type OuProps = Pick<
  ConvoquerProps,
  | 'r'
  | 'state'
  | 'horsOutil'
  | 'communes'
  | 'commune'
  | 'pourquoi'
  | 'citations'
  | 'spipDuTribunal'
  | 'services'
  | 'lieux'
  | 'juridictions'
>
const Ou = ({
  state,
  horsOutil,
  communes,
  commune,
  services,
  lieux,
  juridictions,
  ...reste
}: OuProps) => (
  <Bloc legende="Service et tribunal compétents">
    {commune ? (
      <ChampCache name="communeCode" value={commune.code} />
    ) : (
      <QuelleCommune state={state} communes={communes} dite={reste.r.commune} />
    )}
    <ChampCache name="propose" value={valeur(state, 'propose')} />
    <PourquoiLa commune={commune} {...reste} />
    <Rangee>
      <ChampChoix state={state} name="serviceId" label="SPIP" required options={services} />
      <ChampChoix state={state} name="lieuId" label="Antenne" vide="Toutes" options={lieux} />
      <ChampChoix
        state={state}
        name="juridictionId"
        label="Tribunal"
        vide="Aucun"
        options={juridictions}
      />
    </Rangee>
    <ChampTexte
      state={state}
      name="motifDuChoix"
      label="Pourquoi cet autre choix"
      hint="Seulement si ce n’est pas ce qui est proposé."
    />
    <div class="fil-actions">
      <Geste geste="creneaux">Voir les créneaux de ce choix</Geste>
      <Bouton variante="tertiaire" formaction={horsOutil} name="_geste" value="reprendre">
        Le SPIP n’est pas dans la liste
      </Bouton>
    </div>
  </Bloc>
)
/** Where the proposal comes from, or why there is none and what to do then. */
function PourquoiLa({
  r: remise,
  commune,
  pourquoi,
  citations,
  spipDuTribunal,
}: Pick<OuProps, 'r' | 'commune' | 'pourquoi' | 'citations' | 'spipDuTribunal'>) {
  const ici = commune ? `${commune.nom} (${codeMontre(commune, remise.commune)})` : remise.commune
  const dit: Record<Pourquoi, string> = {
    suivi: 'Proposé : le SPIP qui suit déjà la personne.',
    commune: `Proposé d’après ${ici}.`,
    domiciliation: `Proposé d’après la domiciliation : ${ici}. Si la personne n’a pas de résidence habituelle en France, le JAP compétent est celui du tribunal où siège la juridiction qui a jugé (${citations.competence}).`,
    sans_residence: `Sans résidence habituelle en France, le JAP compétent est celui du tribunal où siège la juridiction qui a jugé (${citations.competence}). ${spipDuTribunal ? 'Le SPIP proposé est celui qui travaille avec ce tribunal.' : 'Choisissez le SPIP.'}`,
    non_renseigne: `${ici || 'SPIP compétent'} ${NON_RENSEIGNE}.`,
    introuvable: `« ${remise.commune} » n’est ni le nom ni le code postal d’une commune. Refaites la recherche, ou choisissez le SPIP et le tribunal.`,
    inconnue:
      'La commune n’est pas connue : rien n’est proposé. Demandez-la ; sinon, choisissez le SPIP et le tribunal.',
  }
  if (pourquoi === 'suivi' || pourquoi === 'commune')
    return <p class="fil-discret">{dit[pourquoi]}</p>
  const aChoisir = ['non_renseigne', 'introuvable', 'inconnue'].includes(pourquoi)
  return (
    <>
      <Alerte genre="attention">{dit[pourquoi]}</Alerte>
      {aChoisir && spipDuTribunal && (
        <Geste geste="ressort">{`Prendre le SPIP du ressort de ce tribunal : ${spipDuTribunal}`}</Geste>
      )}
    </>
  )
}
/** A list of communes is no longer; beyond, it says so, and how to narrow it. */
const COMMUNES_MONTREES = 300
const QuelleCommune = ({
  state,
  communes,
  dite,
}: {
  state: FormState
  communes: Commune[]
  dite: string | null
}) =>
  communes.length === 0 ? null : (
    <ChampChoix
      state={state}
      name="communeCode"
      label="Quelle commune ?"
      vide="À préciser"
      hint={
        communes.length > COMMUNES_MONTREES
          ? `${communes.length} communes répondent à « ${dite} » : les ${COMMUNES_MONTREES} premières sont ici. Pour les autres, « Autre recherche » avec le nom entier ou le code postal.`
          : 'Plusieurs communes portent ce nom ou ce code postal. Choisissez, puis « Voir les créneaux de ce choix ».'
      }
      options={communes.slice(0, COMMUNES_MONTREES).map(commune => ({
        value: commune.code,
        label: `${commune.nom} (${codeMontre(commune, dite)})`,
      }))}
    />
  )

const Contact = ({ state, connue }: { state: FormState; connue: boolean }) => (
  <Bloc legende="Joindre la personne">
    <Rangee>
      <ChampTexte state={state} name="telephone" label="Téléphone" type="tel" inputmode="tel" />
      <ChampTexte state={state} name="courriel" label="Courriel" type="email" inputmode="email" />
      <ChampTexte state={state} name="langues" label="Langue" hint="Si ce n’est pas le français." />
      <ChampTexte state={state} name="adresse" label="Adresse" />
      <ChampTexte state={state} name="numeroAppi" label="N° APPI" />
    </Rangee>
    <ChampCase state={state} name="interprete" label="Interprète nécessaire" />
    <ChampCase
      state={state}
      name="prevenir"
      label="Prévenir aussi par message"
      hint="Les rappels partent dans tous les cas, par SMS ou courriel si elle en a un. Remise ici, la convocation n’appelle aucune lettre."
    />
    {connue && (
      <p class="fil-discret">
        Ce qui manque à la fiche d’une personne déjà connue y est ajouté ; ce qui diffère est
        proposé au SPIP qui la suit, qui décide.
      </p>
    )}
  </Bloc>
)
