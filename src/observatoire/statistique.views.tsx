import { afficherJour, type Jour } from '../platform/date.ts'
import { Bouton, EtatVide, Icone, LienBouton, Tableau, Titre } from '../platform/interface/index.ts'
import { DessinDesDelais, DessinDesPresences, nomDuMois } from './dessin.views.tsx'
import { chemins } from './statistique.paths.ts'
import { type Bilan, clesSuites, part, suites } from './statistique.rules.ts'
import type { Delai } from './statistique.store.ts'

type Choix = { value: string; label: string }
export type LigneDeMois = { mois: string; bilan: Bilan }
export type LigneDeDelai = { mois: string; delai: Delai | null }
type Props = {
  service: string
  jusquAu: Jour
  filtre: { du: string; au: string; type: string }
  mois: Choix[]
  types: Choix[]
  presences: LigneDeMois[]
  ensemble: Bilan
  parType: { type: string; libelle: string; bilan: Bilan; delai: Delai | null }[]
  delais: LigneDeDelai[]
  delaiDEnsemble: Delai | null
}

/**
 * What became of a service's convocations, month by month: numbers of the service, never of an
 * agent (charte C2.3, C9.2).
 */
export const Statistiques = (props: Props) => (
  <div class="fil-pile">
    <Titre
      actions={
        <Bouton type="button" variante="secondaire" imprimer>
          <Icone nom="printer" /> Imprimer
        </Bouton>
      }
    >
      Statistiques des convocations
    </Titre>
    <p>
      {props.service} seulement : convocations dont le jour est passé au{' '}
      {afficherJour(props.jusquAu)}. Aucune n’est comptée par agent.
    </p>
    <Filtre {...props} />
    {props.ensemble.total === 0 ? (
      <EtatVide>Aucune convocation sur cette période.</EtatVide>
    ) : (
      <section class="fil-pile-serree" aria-labelledby="presence">
        <h2 id="presence">Présence, excuses, absences</h2>
        <p>{phrase(props.ensemble)}</p>
        <DessinDesPresences lignes={props.presences} />
        <EnTableau
          legende="Par mois"
          premiere="Mois"
          lignes={props.presences.map(presence => ({
            libelle: nomDuMois(presence.mois),
            bilan: presence.bilan,
          }))}
          ensemble={props.ensemble}
        />
        {props.filtre.type === '' && (
          <EnTableau
            legende="Par type"
            premiere="Type"
            lignes={props.parType}
            ensemble={props.ensemble}
          />
        )}
        <p class="fil-actions" data-sans-impression>
          <LienBouton href={chemins.presenceDe(props.filtre)} icone="download-simple">
            Présence, par mois et par type (CSV)
          </LienBouton>
        </p>
        <p class="fil-discret">
          Les parts portent sur les convocations honorées, excusées et manquées. Une convocation
          passée dont personne n’a noté la suite n’est comptée ni comme une présence ni comme une
          absence.
        </p>
      </section>
    )}
    <Delais {...props} />
  </div>
)

const Filtre = ({ filtre, mois, types }: Props) => (
  <form
    class="fil-actions"
    method="get"
    action={chemins.statistiques}
    aria-label="Choisir la période et le type"
    data-sans-impression
  >
    {(['du', 'au'] as const).map(nom => (
      <>
        <label for={nom}>{nom === 'du' ? 'De' : 'À'}</label>
        <select class="ds-input" data-width="auto" id={nom} name={nom}>
          {mois.map(choix => (
            <option value={choix.value} selected={choix.value === filtre[nom]}>
              {choix.label}
            </option>
          ))}
        </select>
      </>
    ))}
    <label for="type">Type</label>
    <select class="ds-input" data-width="auto" id="type" name="type">
      <option value="">Tous</option>
      {types.map(type => (
        <option value={type.value} selected={type.value === filtre.type}>
          {type.label}
        </option>
      ))}
    </select>
    <Bouton variante="secondaire">Afficher</Bouton>
  </form>
)

const pour = (nombre: number, sur: number) => {
  const valeur = part(nombre, sur)
  return valeur === null ? '' : `${valeur}\u00a0% (${nombre}\u00a0sur\u00a0${sur})`
}
const phrase = (bilan: Bilan) =>
  bilan.attendues === 0
    ? `${bilan.total} convocations, dont aucune n’a encore de suite notée.`
    : `Présence ${pour(bilan.honoree, bilan.attendues)}, excuses ${pour(bilan.excusee, bilan.attendues)}, absences ${pour(bilan.manquee, bilan.attendues)}. Suite non notée : ${bilan.sans_suite} sur ${bilan.total}.`

type Ligne = { libelle: string; bilan: Bilan }
const EnTableau = ({
  legende,
  premiere,
  lignes,
  ensemble,
}: {
  legende: string
  premiere: string
  lignes: Ligne[]
  ensemble: Bilan
}) => (
  <Tableau
    legende={legende}
    lignes={[...lignes, { libelle: 'Ensemble', bilan: ensemble }]}
    colonnes={[
      { label: premiere, rendu: ligne => ligne.libelle, entete: true },
      ...clesSuites.map(cle => ({
        label: suites[cle],
        rendu: (ligne: Ligne) => ligne.bilan[cle],
        nombre: true,
      })),
      {
        label: 'Présence',
        rendu: ligne => pour(ligne.bilan.honoree, ligne.bilan.attendues),
        nombre: true,
      },
      {
        label: 'Excuses',
        rendu: ligne => pour(ligne.bilan.excusee, ligne.bilan.attendues),
        nombre: true,
      },
      {
        label: 'Absences',
        rendu: ligne => pour(ligne.bilan.manquee, ligne.bilan.attendues),
        nombre: true,
      },
    ]}
  />
)

const jours = (nombre: number | undefined) =>
  nombre === undefined ? '' : String(Math.round(nombre * 10) / 10).replace('.', ',')
const colonnesDeDelai = [
  {
    label: 'Audiences',
    rendu: (ligne: { delai: Delai | null }) => ligne.delai?.nombre ?? 0,
    nombre: true,
  },
  {
    label: 'Un quart en moins de',
    rendu: (ligne: { delai: Delai | null }) => jours(ligne.delai?.quartile1),
    nombre: true,
  },
  {
    label: 'La moitié en moins de',
    rendu: (ligne: { delai: Delai | null }) => jours(ligne.delai?.mediane),
    nombre: true,
  },
  {
    label: 'Trois quarts en moins de',
    rendu: (ligne: { delai: Delai | null }) => jours(ligne.delai?.quartile3),
    nombre: true,
  },
]

const Delais = ({ delais, delaiDEnsemble, parType, filtre }: Props) => (
  <section class="fil-pile-serree" aria-labelledby="delais">
    <h2 id="delais">De l’audience à la première convocation</h2>
    {delaiDEnsemble === null ? (
      <EtatVide>
        Aucune convocation de cette période ne suit une audience dont le jour est connu.
      </EtatVide>
    ) : (
      <>
        <p>
          La moitié des {delaiDEnsemble.nombre} premières convocations ont lieu dans les{' '}
          {jours(delaiDEnsemble.mediane)} jours qui suivent l’audience, trois quarts dans les{' '}
          {jours(delaiDEnsemble.quartile3)} jours.
        </p>
        <DessinDesDelais lignes={delais} />
        <Tableau
          legende="En jours, par mois d’audience"
          lignes={[
            ...delais.map(ligne => ({ libelle: nomDuMois(ligne.mois), delai: ligne.delai })),
            { libelle: 'Ensemble', delai: delaiDEnsemble },
          ]}
          colonnes={[
            { label: 'Mois', rendu: ligne => ligne.libelle, entete: true },
            ...colonnesDeDelai,
          ]}
        />
        {filtre.type === '' && (
          <Tableau
            legende="En jours, par type"
            lignes={parType.filter(ligne => ligne.delai !== null)}
            colonnes={[
              { label: 'Type', rendu: ligne => ligne.libelle, entete: true },
              ...colonnesDeDelai,
            ]}
          />
        )}
        <p class="fil-actions" data-sans-impression>
          <LienBouton href={chemins.delaisDe(filtre)} icone="download-simple">
            Délais, par mois et par type (CSV)
          </LienBouton>
        </p>
        <p class="fil-discret">
          Jours entre l’audience et le jour de la première convocation qui la suit, annulations à
          part. Ce délai dit ce que les agendas offrent, non ce que le service a mis à agir : les
          délais de la juridiction y sont aussi.
        </p>
      </>
    )}
  </section>
)
