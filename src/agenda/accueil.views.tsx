import { naissanceDe, selonLeSexe } from '../dossiers/index.ts'
import type { Jour } from '../platform/date.ts'
import {
  Bouton,
  EtatVide,
  type FormState,
  Formulaire,
  Heure,
  HeureDeLInstant,
  Icone,
  LeJour,
  LienBouton,
  Pastille,
  ResumeErreurs,
  Tableau,
  Titre,
} from '../platform/interface/index.ts'
import { chemins } from './accueil.paths.ts'
import {
  type Geste,
  type Pli,
  passeALAccueil,
  type Situation,
  TOUS_LES_SITES,
} from './accueil.rules.ts'
import type { LigneDuJour, Transferee } from './accueil.store.ts'
import { chemins as convocations } from './convocation.paths.ts'
import { type Modalite, modalites } from './convocation.rules.ts'
import { PastilleEtat } from './etat.views.tsx'
import { chemins as seances } from './seance.paths.ts'

type Choix = { value: string; label: string }[]
type Filtre = { lieuId: string; agentId: string | undefined; q: string | undefined }
type Ligne = LigneDuJour & { situation: Situation; attente: number | null; gestes: Geste[] }
type Journee = {
  le: Jour
  veille: Jour
  lendemain: Jour
  filtre: Filtre
  service: string
  /** Null when all sites are shown. */
  site: string | null
  lieux: Choix
  agents: Choix
  /** How many people that day at that site, before any filter. */
  total: number
  lignes: Ligne[]
  /** Who was looked for by name and is expected at another site. */
  ailleurs: LigneDuJour[]
  /** Expected in one service, followed by another: ours or not. */
  transferees: Transferee[]
  plis: Pli<Ligne>[]
  state: FormState
  aujourdhui: boolean
  fuseau: string
}

/** The list of the day for the desk: printed in the morning, ticked through the day. */
export const ListeDuJour = ({
  le,
  veille,
  lendemain,
  filtre,
  service,
  site,
  lieux,
  agents,
  total,
  ...reste
}: Journee) => (
  <div class="fil-pile">
    <Titre
      actions={
        <>
          <LienBouton href={chemins.listeDe({ ...filtre, le: veille })}>Jour précédent</LienBouton>
          <LienBouton href={chemins.listeDe({ ...filtre, le: lendemain })}>Jour suivant</LienBouton>
          {reste.aujourdhui && (
            <LienBouton href={chemins.presentsDe(filtre.lieuId)}>
              Qui est dans les locaux
            </LienBouton>
          )}
          <Bouton type="button" variante="primaire" imprimer>
            <Icone nom="printer" /> Imprimer
          </Bouton>
        </>
      }
    >
      Personnes convoquées le <LeJour le={le} long />
    </Titre>
    <p>
      {service}, <strong>{site ?? 'tous les sites'}</strong>
    </p>
    <ResumeErreurs state={reste.state} />
    <Filtres le={le} filtre={filtre} lieux={lieux} agents={agents} />
    {reste.aujourdhui && <EnAttente lignes={reste.lignes} />}
    <Ailleurs lignes={reste.ailleurs} />
    <EntreDeuxServices lignes={reste.transferees} />
    {reste.lignes.length === 0 ? (
      <EtatVide>{rienAMontrer(total, filtre, reste.ailleurs.length > 0)}</EtatVide>
    ) : (
      <Tableau
        dense
        empile
        legende={`${reste.lignes.length} ${reste.lignes.length > 1 ? 'personnes convoquées' : 'personne convoquée'}${reste.lignes.length < total ? ` sur ${total}` : ''}`}
        colonnes={[
          { label: 'Heure', rendu: pli => <Heure heure={de(pli).heure} />, entete: true },
          {
            label: 'Personne',
            rendu: pli =>
              pli.genre === 'seance' ? <Seance pli={pli} /> : <Personne ligne={pli.ligne} />,
          },
          {
            label: 'Naissance',
            rendu: pli => (pli.genre === 'personne' ? <LeJour le={pli.ligne.naissanceLe} /> : ''),
          },
          { label: 'Lieu', rendu: pli => ou(de(pli)) },
          { label: 'Avec', rendu: pli => de(pli).agentNom ?? de(pli).agendaNom ?? '' },
          { label: 'Type', rendu: pli => de(pli).typeLibelle },
          {
            label: 'Accueil',
            rendu: pli =>
              pli.genre === 'seance' ? (
                `${pli.arrives} sur ${pli.inscrits}`
              ) : (
                <Accueil ligne={pli.ligne} filtre={{ ...filtre, le }} fuseau={reste.fuseau} />
              ),
          },
        ]}
        lignes={reste.plis}
      />
    )}
  </div>
)
const de = (pli: Pli<Ligne>) => (pli.genre === 'seance' ? pli.premiere : pli.ligne)
/** The place, or how it is held when nobody comes. */
const ou = (ligne: LigneDuJour) =>
  ligne.modalite === 'lieu'
    ? (ligne.lieuNom ?? ligne.lieu)
    : (modalites[ligne.modalite as Modalite] ?? ligne.lieu)

function rienAMontrer(total: number, { q: cherche, lieuId }: Filtre, ailleurs: boolean): string {
  if (ailleurs) return 'Personne de ce nom n’est attendu ici ce jour-là : voir ci-dessus.'
  const ici = lieuId === TOUS_LES_SITES ? '' : ' sur ce site'
  if (total === 0 && !cherche) return `Personne n’est convoqué ce jour-là${ici}.`
  return cherche
    ? `Aucune des ${total} personnes convoquées ce jour-là${ici} ne correspond, ni sur un autre site du service. La recherche, en haut de la page, trouve aussi un nom mal écrit.`
    : `Aucune des ${total} personnes convoquées ce jour-là${ici} ne correspond à ce filtre.`
}

const attendu = (sexe: string | null) =>
  selonLeSexe(sexe, { F: 'attendue', M: 'attendu', inconnu: 'convocation' })

const Ailleurs = ({ lignes }: { lignes: LigneDuJour[] }) =>
  lignes.length === 0 ? null : (
    <section class="fil-carte" aria-label="Sur un autre site" role="status">
      <h2>Sur un autre site</h2>
      <ul>
        {lignes.map(ligne => (
          <li>
            <a href={convocations.convocation(ligne.dossierId, ligne.id)}>{ligne.nomComplet}</a>,{' '}
            {naissanceDe(ligne)} :{' '}
            <strong>
              {attendu(ligne.sexe)} à {ou(ligne)} à <Heure heure={ligne.heure} />
            </strong>
            {(ligne.agentNom ?? ligne.agendaNom) && `, avec ${ligne.agentNom ?? ligne.agendaNom}`}.{' '}
            <PastilleEtat etat={ligne.etat} />
          </li>
        ))}
      </ul>
    </section>
  )

/**
 * Nobody is lost between two services: the one that expects the person reads who and when, the one
 * that follows decides.
 */
const EntreDeuxServices = ({ lignes }: { lignes: Transferee[] }) => {
  const ici = lignes.filter(ligne => ligne.dossierId === null)
  const laBas = lignes.filter(ligne => ligne.dossierId !== null)
  if (lignes.length === 0) return null
  return (
    <section class="fil-carte" aria-label="Dossiers transférés">
      <h2>Dossiers transférés, convocations maintenues</h2>
      <ul>
        {ici.map(transferee => (
          <li>
            <strong>{transferee.nomComplet}</strong>, {naissanceDe(transferee)} :{' '}
            <strong>
              {attendu(transferee.sexe)} ici à <Heure heure={transferee.heure} />
            </strong>
            , {transferee.lieu}
            {transferee.agentNom && `, avec ${transferee.agentNom}`}. Dossier suivi maintenant par{' '}
            {transferee.serviceNom} : dites-lui si la personne est venue.
          </li>
        ))}
        {laBas.map(transferee => (
          <li>
            <a href={convocations.convocation(transferee.dossierId ?? '', transferee.id)}>
              {transferee.nomComplet}
            </a>
            , {naissanceDe(transferee)} :{' '}
            <strong>
              {attendu(transferee.sexe)} à <Heure heure={transferee.heure} /> par{' '}
              {transferee.serviceNom}
            </strong>
            , {transferee.lieu}
            {transferee.agentNom && `, avec ${transferee.agentNom}`}. Vous suivez ce dossier : à
            vous de la garder ou de l’annuler.
          </li>
        ))}
      </ul>
    </section>
  )
}

const Filtres = ({
  le,
  filtre,
  lieux,
  agents,
}: Pick<Journee, 'le' | 'filtre' | 'lieux' | 'agents'>) => (
  <form
    class="fil-actions"
    method="get"
    action={chemins.liste}
    aria-label="Choisir le jour, le site, l’agent ou la personne"
  >
    <label for="le">Jour</label>
    <input class="ds-input" size={12} type="date" id="le" name="le" value={le} />
    {lieux.length > 1 && (
      <Liste
        id="lieuId"
        label="Site"
        options={lieux}
        choisi={filtre.lieuId}
        tous={['Tous les sites', TOUS_LES_SITES]}
      />
    )}
    {agents.length > 1 && (
      <Liste
        id="agentId"
        label="Avec"
        options={agents}
        choisi={filtre.agentId}
        tous={['Tous', '']}
      />
    )}
    <label for="q">Nom</label>
    <input
      class="ds-input"
      size={14}
      type="search"
      id="q"
      name="q"
      value={filtre.q ?? ''}
      autocomplete="off"
    />
    <Bouton variante="secondaire">Afficher</Bouton>
  </form>
)
type ListeProps = {
  id: string
  label: string
  options: Choix
  choisi: string | undefined
  tous: [libelle: string, valeur: string]
}
const Liste = ({ id, label, options, choisi, tous: [libelle, valeur] }: ListeProps) => (
  <>
    <label for={id}>{label}</label>
    <select class="ds-input" data-width="auto" id={id} name={id}>
      <option value={valeur}>{libelle}</option>
      {options.map(ligne => (
        <option value={ligne.value} selected={ligne.value === choisi}>
          {ligne.label}
        </option>
      ))}
    </select>
  </>
)

const EnAttente = ({ lignes }: { lignes: Ligne[] }) => {
  const attentes = lignes.flatMap(ligne => (ligne.attente === null ? [] : [ligne.attente]))
  if (attentes.length === 0) return null
  return (
    <p role="status" data-sans-impression>
      {attentes.length > 1 ? `${attentes.length} personnes attendent` : '1 personne attend'}, la
      première depuis {Math.max(...attentes)} minutes.
    </p>
  )
}

const Personne = ({ ligne }: { ligne: Ligne }) => (
  <>
    <a href={convocations.convocation(ligne.dossierId, ligne.id)}>{ligne.nomComplet}</a>{' '}
    {ligne.interprete && <Pastille genre="attention">Interprète</Pastille>}
  </>
)
const Seance = ({
  pli: { premiere: ligne, inscrits },
}: {
  pli: Extract<Pli<Ligne>, { genre: 'seance' }>
}) => (
  <a href={seances.une(ligne.plageId ?? '', ligne.le, ligne.heure)}>
    {ligne.intitule ?? 'Séance collective'} : {inscrits} {inscrits > 1 ? 'personnes' : 'personne'}
  </a>
)

const boutons: Record<
  Geste | 'quand-meme',
  { libelle: string; chemin: typeof chemins.pointer; dire(nom: string): string; second?: true }
> = {
  arrivee: {
    libelle: 'Pointer',
    chemin: chemins.pointer,
    dire: nom => `Pointer l’arrivée de ${nom}`,
  },
  // Noted absent or excused, and comes after all.
  'quand-meme': {
    libelle: 'Pointer quand même',
    chemin: chemins.pointer,
    dire: nom => `Pointer quand même l’arrivée de ${nom}`,
  },
  depart: {
    libelle: 'Parti',
    chemin: chemins.depart,
    dire: nom => `Parti : pointer le départ de ${nom}`,
  },
  absence: {
    libelle: 'Absent',
    chemin: chemins.absence,
    dire: nom => `Absent : ${nom} ne s’est pas présenté`,
    second: true,
  },
  excuse: {
    libelle: 'Excusé',
    chemin: chemins.excuse,
    dire: nom => `Excusé : ${nom} a prévenu`,
    second: true,
  },
  annuler: {
    libelle: 'Annuler',
    chemin: chemins.annuler,
    dire: nom => `Annuler ce qui vient d’être noté pour ${nom}`,
    second: true,
  },
}
/** Where the person is, then what the desk may do: only what fits how the convocation is held. */
const Accueil = ({
  ligne,
  filtre,
  fuseau,
}: {
  ligne: Ligne
  filtre: Filtre & { le: Jour }
  fuseau: string
}) => (
  <>
    <Ou ligne={ligne} fuseau={fuseau} />
    {ligne.gestes.length > 0 && (
      <Formulaire enLigne>
        <input type="hidden" name="vu" value={ligne.situation} />
        {ligne.gestes.map(geste => {
          const { libelle, chemin, dire, second } =
            boutons[geste === 'arrivee' && ligne.situation !== 'attendue' ? 'quand-meme' : geste]
          return (
            <Bouton
              variante={second ? 'tertiaire' : 'secondaire'}
              formaction={chemin(ligne.dossierId, ligne.id, filtre)}
              etiquette={dire(ligne.nomComplet)}
            >
              {libelle}
            </Bouton>
          )
        })}
      </Formulaire>
    )}
  </>
)
const Ou = ({ ligne, fuseau }: { ligne: Ligne; fuseau: string }) => {
  if (ligne.arriveeA)
    return (
      <>
        {ligne.etat === 'prevue' ? (
          <Pastille genre="ok">{ligne.partieA ? 'Partie' : 'Arrivée'}</Pastille>
        ) : (
          <PastilleEtat etat={ligne.etat} />
        )}{' '}
        {ligne.attente === null ? (
          <HeureDeLInstant a={ligne.partieA ?? ligne.arriveeA} fuseau={fuseau} />
        ) : (
          `attend depuis ${ligne.attente} min`
        )}
      </>
    )
  if (ligne.situation !== 'attendue')
    return (
      <>
        <PastilleEtat etat={ligne.etat} />
        {ligne.dernier?.accueil && (
          <span class="fil-discret" data-sans-impression>
            {' '}
            par {ligne.dernier.par}
          </span>
        )}
      </>
    )
  if (passeALAccueil(ligne)) return <span data-sur-papier>☐</span>
  // On screen the place says it, and the gestures that are left.
  return <span data-sur-papier={ligne.gestes.length > 0 ? '' : undefined}>hors accueil</span>
}
