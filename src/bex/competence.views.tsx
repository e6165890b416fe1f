import { type Commune, NON_RENSEIGNE } from '../moyens/index.ts'
import {
  Alerte,
  Bloc,
  Bouton,
  ChampCache,
  ChampChoix,
  ChampTexte,
  type FormState,
  Geste,
  Rangee,
  valeur,
} from '../platform/interface/index.ts'
import type { RechercheGardee } from './audience.store.ts'
import { codeMontre } from './competence.lecture.ts'
import type { Pourquoi } from './competence.rules.ts'

type Option = { value: string; label: string; group?: string }

export type OuProps = {
  r: RechercheGardee
  horsOutil: string
  state: FormState
  communes: Commune[]
  commune: Commune | undefined
  pourquoi: Pourquoi
  citations: { competence: string; retard: string }
  /** The only service that works with the court of the hearing. */
  spipDuTribunal: string | null
  services: Option[]
  lieux: Option[]
  juridictions: Option[]
}
export const Ou = ({
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
