import type { Jour } from '../platform/date.ts'
import {
  Carte,
  ChampChoix,
  ChampLong,
  ChampTexte,
  EtatVide,
  Faits,
  type FormState,
  LeJour,
  LienBouton,
  Pastille,
  Rangee,
  Titre,
} from '../platform/interface/index.ts'
import { chemins } from './calendrier.paths.ts'
import type { ACorriger } from './calendrier.rules.ts'
import type { Agenda } from './calendrier.store.ts'
import { heures } from './calendrier.views.tsx'
import { Fiche, MotsACorriger } from './fiche.views.tsx'
import type { Lieu } from './lecture.store.ts'
import { OngletsDuCalendrier } from './onglets.views.tsx'

type Option = { value: string; label: string }
type LieuxProps = {
  lieux: Lieu[]
  agendas: Agenda[]
  aCorriger: ACorriger[]
  tenir: boolean
  aujourdhui: Jour
}
/** Places and the agendas that each holds. */
export const Lieux = ({ lieux, agendas, aCorriger, tenir, aujourdhui }: LieuxProps) => (
  <div class="fil-pile">
    <Titre
      actions={
        tenir && (
          <>
            <LienBouton href={chemins.nouvelAgenda}>Ajouter un agenda</LienBouton>
            <LienBouton variante="primaire" href={chemins.nouveauLieu}>
              Ajouter un lieu
            </LienBouton>
          </>
        )
      }
    >
      Lieux et agendas
    </Titre>
    <OngletsDuCalendrier ici={chemins.lieux} />
    <MotsACorriger liste={aCorriger} tenir={tenir} />
    {lieux.length === 0 && (
      <EtatVide
        titre="Aucun lieu"
        action={
          tenir ? <LienBouton href={chemins.nouveauLieu}>Ajouter un lieu</LienBouton> : undefined
        }
      >
        <p>Un lieu porte l’adresse, l’accès et les heures. Ses agendas portent les plages.</p>
      </EtatVide>
    )}
    {lieux.map(lieu => (
      <Carte
        titre={lieu.nom}
        lien={tenir ? { href: chemins.modifierLieu(lieu.lieuId), label: 'Modifier' } : undefined}
      >
        {lieu.fermeLe && (
          <p>
            <Pastille genre="attention">
              {lieu.fermeLe <= aujourdhui ? 'Fermé depuis le ' : 'Ferme le '}
              <LeJour le={lieu.fermeLe} />
            </Pastille>
          </p>
        )}
        <Faits
          faits={[
            ['Adresse', lieu.adresseComplete],
            ['Dans les messages', lieu.nomPublic ?? 'l’adresse seulement'],
            ['Téléphone', lieu.telephone],
            ['Accès', lieu.acces],
            ['Heures', heures({ de: lieu.ouvreA, a: lieu.fermeA })],
          ]}
        />
        <AgendasDuLieu
          agendas={agendas.filter(ligne => ligne.lieuId === lieu.lieuId)}
          tenir={tenir}
          aujourdhui={aujourdhui}
        />
      </Carte>
    ))}
  </div>
)

const AgendasDuLieu = ({
  agendas,
  tenir,
  aujourdhui,
}: Pick<LieuxProps, 'agendas' | 'tenir' | 'aujourdhui'>) =>
  agendas.length === 0 ? (
    <p class="fil-discret">Aucun agenda dans ce lieu.</p>
  ) : (
    <ul aria-label="Agendas">
      {agendas.map(ligne => (
        <li>
          {tenir ? <a href={chemins.modifierAgenda(ligne.agendaId)}>{ligne.nom}</a> : ligne.nom}{' '}
          <span class="fil-discret">{ligne.agentNom ? 'agenda d’un agent' : 'agenda partagé'}</span>{' '}
          {ligne.fermeLe && (
            <Pastille>{ligne.fermeLe <= aujourdhui ? 'fermé' : 'fermera'}</Pastille>
          )}
        </li>
      ))}
    </ul>
  )

const libellesDeLieu = {
  nom: 'Nom',
  nomPublic: 'Dans les messages',
  adresse: 'Adresse',
  codePostal: 'Code postal',
  commune: 'Commune',
  ouvreA: 'Ouvre à',
  fermeA: 'Ferme à',
}
type FicheLieuProps = {
  titre: string
  state: FormState
  version: number | null
  antenne: { nom: string; adresse: string; href: string } | null
}
export const FicheLieu = ({ titre, state, version, antenne }: FicheLieuProps) => (
  <Fiche
    titre={titre}
    state={state}
    version={version}
    retour={chemins.lieux}
    libelles={libellesDeLieu}
  >
    {antenne ? (
      <p>
        Nom et adresse sont ceux de l’antenne, tenus dans l’annuaire :{' '}
        <a href={antenne.href}>{antenne.nom}</a>, {antenne.adresse}. Ce qui est laissé vide ici suit
        l’antenne.
      </p>
    ) : (
      <>
        <ChampTexte state={state} name="nom" label="Nom du lieu" required maxlength={150} />
        <ChampTexte state={state} name="adresse" label="Adresse" required maxlength={200} />
        <Rangee>
          <ChampTexte
            state={state}
            name="codePostal"
            label="Code postal"
            required
            inputmode="numeric"
          />
          <ChampTexte state={state} name="commune" label="Commune" required />
        </Rangee>
      </>
    )}
    <ChampTexte
      state={state}
      name="nomPublic"
      label="Nom dans les messages"
      maxlength={100}
      hint="Un téléphone peut être lu par d’autres : par exemple « bâtiment B, 2e étage ». Vide : l’adresse seulement. Obligatoire quand le nom du lieu dit la justice (« Bureau du TIG »)."
    />
    <ChampLong
      state={state}
      name="acces"
      label="Comment venir"
      rows={2}
      maxlength={500}
      hint="Tram, bus, étage, sonnette, accès en fauteuil."
    />
    <Rangee>
      <ChampTexte state={state} name="telephone" label="Téléphone" type="tel" />
      <ChampTexte state={state} name="courriel" label="Courriel" type="email" />
    </Rangee>
    <Rangee>
      <ChampTexte state={state} name="ouvreA" label="Ouvre à" type="time" required={!antenne} />
      <ChampTexte state={state} name="fermeA" label="Ferme à" type="time" required={!antenne} />
      <ChampTexte state={state} name="fermeLe" label="Fermé définitivement le" type="date" />
    </Rangee>
    <p class="fil-discret">Aucun créneau hors de ces heures, ni à partir de la fermeture.</p>
  </Fiche>
)

const libellesDAgenda = { nom: 'Nom', lieuId: 'Lieu', agentId: 'Agent', fermeLe: 'Fermeture' }
type FicheAgendaProps = {
  titre: string
  state: FormState
  version: number | null
  lieux: Option[]
  agents: Option[]
  agendaId: string | null
}
export const FicheAgenda = ({
  titre,
  state,
  version,
  lieux,
  agents,
  agendaId,
}: FicheAgendaProps) => (
  <Fiche
    titre={titre}
    state={state}
    version={version}
    retour={chemins.lieux}
    libelles={libellesDAgenda}
  >
    <ChampTexte
      state={state}
      name="nom"
      label="Nom de l’agenda"
      required
      maxlength={100}
      hint="Par exemple « Cabinet du JAP n° 1 »."
    />
    <Rangee>
      <ChampChoix state={state} name="lieuId" label="Lieu" required options={lieux} />
      <ChampChoix
        state={state}
        name="agentId"
        label="Agent"
        vide="Partagé : à personne en particulier"
        options={agents}
      />
    </Rangee>
    {agendaId && (
      <ChampTexte
        state={state}
        name="fermeLe"
        label="Fermé à partir du"
        type="date"
        hint="Les convocations posées après seront à décider."
      />
    )}
    {agendaId && (
      <p>
        <a href={chemins.ouvrirPlageDe(agendaId)}>Ouvrir une plage dans cet agenda</a>
      </p>
    )}
  </Fiche>
)
