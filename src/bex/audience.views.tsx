import type { Homonyme } from '../dossiers/index.ts'
import type { Jour } from '../platform/date.ts'
import {
  Actions,
  Bloc,
  Bouton,
  ChampCase,
  ChampTexte,
  type FormState,
  Formulaire,
  LeJour,
  LienBouton,
  Rangee,
  ResumeErreurs,
  Titre,
} from '../platform/interface/index.ts'
import { situations } from './audience.rules.ts'
import type { RechercheGardee } from './audience.store.ts'
import { chemins } from './bex.paths.ts'
import { Ou, type OuProps } from './competence.views.tsx'
import { Creneaux, type Liste } from './creneau.views.tsx'
import { Qui } from './qui.views.tsx'
import { ChampsRemis } from './remis.views.tsx'

type ConvoquerProps = OuProps & {
  matches: Homonyme[]
  /** Of those whom the court sees, who died. */
  deces: Map<string, Jour>
  choisi: boolean
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
