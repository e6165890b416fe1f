import { chemins as acces } from '../acces/compte.paths.ts'
import { chemins as accompagnement } from '../accompagnement/accompagnement.paths.ts'
import { chemins as agenda } from '../agenda/convocation.paths.ts'
import { chemins as dessaisissements } from '../dossiers/dessaisissement.paths.ts'
import { chemins as dossiers } from '../dossiers/dossier.paths.ts'
import { type LieuDeNouvelle, natureDeNouvelle } from '../dossiers/index.ts'
import { chemins as echeances } from '../echeances/echeance.paths.ts'
import { chemins as magistrats } from '../magistrats/magistrats.paths.ts'
import { chemins as mesures } from '../mesures/mesure.paths.ts'
import type { Jour } from '../platform/date.ts'
import {
  adresseDeListe,
  Bouton,
  Carte,
  ChampCache,
  type FormState,
  Formulaire,
  Instant,
  LeJour,
  ListeEnLignes,
  Pastille,
  ResumeErreurs,
} from '../platform/interface/index.ts'
import type { Liste } from '../platform/liste.ts'
import { type Tache, taches } from './pour-moi.rules.ts'
import type { Ligne } from './pour-moi.store.ts'
import { chemins } from './synthese.paths.ts'

type Adresse = (dossierId: string, cibleId: string) => string
const adresses: Record<LieuDeNouvelle | 'alerte', Adresse> = {
  alerte: (_compteId, alerteId) => acces.alerte(alerteId),
  dossier: dossiers.dossier,
  mesures: mesures.mesures,
  entretien: accompagnement.entretien,
  rapport: magistrats.rapport,
  saisine: magistrats.saisine,
  convocation: agenda.convocation,
  echeances: echeances.dossier,
  transfert: dessaisissements.transfert,
}

/** What it is, of whom, for when, since when; a link where there is something to open. */
const UneLigne = ({
  ligne,
  aujourdhui,
  retour,
}: {
  ligne: Ligne
  aujourdhui: Jour
  retour: string
}) => {
  const { libelle: fait, vers } =
    ligne.genre === 'tache' ? taches[ligne.nature as Tache] : natureDeNouvelle(ligne.nature)
  const libelle = ligne.mots ? `${fait} : ${ligne.mots}` : fait
  const lien =
    vers && (ligne.visible || vers === 'transfert')
      ? adresses[vers](ligne.dossierId, ligne.cibleId ?? ligne.dossierId)
      : null
  return (
    <>
      {lien ? <a href={lien}>{libelle}</a> : libelle}, {ligne.nomComplet}
      {ligne.pourLe && (
        <>
          , pour le <LeJour le={ligne.pourLe} />{' '}
          {ligne.pourLe < aujourdhui && <Pastille genre="alerte">En retard</Pastille>}
        </>
      )}{' '}
      <span class="fil-discret">
        <Instant a={ligne.depuisA} />
        {ligne.parNom && `, par ${ligne.parNom}`}
      </span>
      {ligne.genre === 'nouvelle' && (
        <Formulaire enLigne action={retour}>
          <ChampCache name="nouvelleIds.0" value={ligne.id} />
          <Bouton variante="tertiaire" etiquette={`Vu : ${libelle}, ${ligne.nomComplet}`}>
            Vu
          </Bouton>
        </Formulaire>
      )}
    </>
  )
}

/** All the news of this page at once; what a state asks stays until it is done. */
const ToutVu = ({ liste, retour }: { liste: Liste<Ligne>; retour: string }) => {
  const nouvelles = liste.lignes.filter(ligne => ligne.genre === 'nouvelle')
  return nouvelles.length < 2 ? null : (
    <Formulaire enLigne action={retour} etiquette="Tout marquer vu">
      {nouvelles.map((ligne, i) => (
        <ChampCache name={`nouvelleIds.${i}`} value={ligne.id} />
      ))}
      <Bouton variante="secondaire">Marquer vues ces {nouvelles.length} nouvelles</Bouton>
    </Formulaire>
  )
}

type ListeProps = { liste: Liste<Ligne>; aujourdhui: Jour }
const enListe = {
  cle: 'pour-moi',
  nom: ['chose', 'choses'],
  vide: 'Rien ne vous attend en propre.',
} as const

/** First on Ma journée: what waits for this very person. */
export const CartePourMoi = ({ liste, aujourdhui }: ListeProps) => (
  <Carte titre="Pour moi">
    <ListeEnLignes
      {...enListe}
      liste={liste}
      ligne={ligne => `${ligne.nature}:${ligne.id}`}
      tout={chemins.pourMoi}
      rendu={ligne => (
        <UneLigne
          ligne={ligne}
          aujourdhui={aujourdhui}
          retour={`${chemins.pourMoi}?retour=journee`}
        />
      )}
    />
    <ToutVu liste={liste} retour={`${chemins.pourMoi}?retour=journee`} />
  </Carte>
)

export const PagePourMoi = ({ liste, aujourdhui, state }: ListeProps & { state: FormState }) => (
  <div class="fil-pile">
    <h1>Pour moi</h1>
    <ResumeErreurs state={state} />
    <p class="fil-discret">Par échéance, puis de la plus ancienne à la plus récente.</p>
    <ToutVu
      liste={liste}
      retour={adresseDeListe(chemins.pourMoi, liste)({ page: String(liste.page) })}
    />
    <ListeEnLignes
      {...enListe}
      liste={liste}
      ligne={ligne => `${ligne.nature}:${ligne.id}`}
      url={adresseDeListe(chemins.pourMoi, liste)}
      rendu={ligne => (
        <UneLigne
          ligne={ligne}
          aujourdhui={aujourdhui}
          retour={adresseDeListe(chemins.pourMoi, liste)({ page: String(liste.page) })}
        />
      )}
    />
  </div>
)
