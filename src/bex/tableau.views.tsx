import type { ComponentChildren } from 'preact'
import { chemins as dossiers } from '../dossiers/dossier.paths.ts'
import {
  afficherJour,
  afficherJourCourt,
  ajouterJours,
  ajouterMois,
  type Jour,
} from '../platform/date.ts'
import {
  adresse,
  Bouton,
  Heure,
  LienBouton,
  Onglets,
  Pastille,
  Tableau,
  Titre,
} from '../platform/interface/index.ts'
import { chemins } from './bex.paths.ts'
import type { Colonne, LigneDuJour, LigneDuMois, Places } from './tableau.rules.ts'

export type Option = { cle: string; label: string; entiteNom: string }
type Cadre = {
  options: Option[]
  choisie: Option
  vue: 'mois' | 'jour'
  le: Jour
  convoque: boolean
}
const origines: Record<string, string> = {
  bex: 'BEX',
  greffe: 'Greffe',
  jap: 'JAP',
  service: 'SPIP',
  import: 'Reprise',
}
const moisDe = (le: Jour) => afficherJour(le).split(' ').slice(2).join(' ')

/** Choices above a table, which stay on the screen: on paper, its title says what it is. */
const Page = ({
  options,
  choisie,
  vue,
  le,
  convoque,
  children,
}: Cadre & { children: ComponentChildren }) => {
  const url = adresse(chemins.tableau, { t: choisie.cle, vue, le })
  const autour = (nombre: number) =>
    vue === 'jour' ? ajouterJours(le, nombre) : ajouterMois(le, nombre)
  return (
    <div class="fil-pile fil-paysage">
      <Titre
        actions={
          <>
            {convoque && <LienBouton href={chemins.chercher}>Convoquer à l’audience</LienBouton>}
            <Bouton type="button" variante="secondaire" imprimer>
              Imprimer
            </Bouton>
          </>
        }
      >
        {choisie.label}, {vue === 'jour' ? afficherJour(le) : moisDe(le)}
      </Titre>
      <p>{choisie.entiteNom}</p>
      <form
        method="get"
        action={chemins.tableau}
        class="fil-actions"
        aria-label="Choisir le tableau"
        data-sans-impression
      >
        <input type="hidden" name="vue" value={vue} />
        <label for="t">Tableau</label>
        <select class="ds-input" data-width="auto" id="t" name="t">
          {options.map(option => (
            <option value={option.cle} selected={option.cle === choisie.cle}>
              {option.label} · {option.entiteNom}
            </option>
          ))}
        </select>
        <label for="le">{vue === 'jour' ? 'Jour' : 'Mois du'}</label>
        <input class="ds-input" size={12} id="le" name="le" type="date" value={le} />
        <Bouton variante="secondaire">Afficher</Bouton>
      </form>
      <Onglets
        etiquette="Vue"
        onglets={[
          { href: url({ vue: 'mois' }), label: 'Par mois', actif: vue === 'mois' },
          { href: url({ vue: 'jour' }), label: 'Par jour', actif: vue === 'jour' },
        ]}
      />
      <nav class="fil-pages" aria-label="Période">
        <a rel="prev" href={url({ le: autour(-1) })}>
          {vue === 'jour' ? 'Jour précédent' : 'Mois précédent'}
        </a>
        <a rel="next" href={url({ le: autour(1) })}>
          {vue === 'jour' ? 'Jour suivant' : 'Mois suivant'}
        </a>
      </nav>
      {children}
    </div>
  )
}

type MoisProps = Cadre & { colonnes: Colonne[]; lignes: LigneDuMois[] }
/** Free places of each day, by place and agenda. */
export const TableauDuMois = ({ colonnes, lignes, ...cadre }: MoisProps) => {
  const url = adresse(chemins.tableau, { t: cadre.choisie.cle })
  const places = (x: Places | undefined) => {
    if (x === undefined) return ''
    if (x.passe) return '–'
    return x.libres === 0 ? 'complet' : `${x.libres} sur ${x.capacite}`
  }
  return (
    <Page {...cadre}>
      <Tableau
        legende="Places libres, par jour"
        dense
        vide={<p>Aucun créneau n’est ouvert ce mois-là.</p>}
        lignes={lignes}
        colonnes={[
          {
            label: 'Jour',
            entete: true,
            rendu: ligne => (
              <a href={url({ vue: 'jour', le: ligne.le })}>
                {afficherJour(ligne.le).replace(/ \d{4}$/, '')}
              </a>
            ),
          },
          { label: 'En tout', nombre: true, rendu: ligne => <strong>{places(ligne)}</strong> },
          ...colonnes.map(colonne => ({
            label: colonne.nom,
            nombre: true,
            rendu: (ligne: LigneDuMois) => places(ligne.cases.get(colonne.agendaId)),
          })),
        ]}
      />
    </Page>
  )
}

const Attendue = ({
  venue,
  nomme,
}: {
  venue: NonNullable<LigneDuJour['venue']>
  nomme: boolean
}) =>
  nomme ? <a href={dossiers.dossier(venue.dossierId)}>{venue.nomComplet}</a> : venue.nomComplet
const SansNom = ({ genre, places }: LigneDuJour) =>
  genre === 'libre' ? (
    <Pastille genre="ok">{places > 1 ? `${places} places libres` : 'libre'}</Pastille>
  ) : (
    'occupé'
  )

type JourProps = Cadre & { lignes: LigneDuJour[]; nomme: boolean; aujourdhui: Jour }
/** Each place of a day: who comes, or that it is taken, or free. */
export const TableauDuJour = ({ lignes, nomme, aujourdhui, ...cadre }: JourProps) => {
  const cachees = lignes.filter(ligne => ligne.genre === 'occupe').length
  return (
    <Page {...cadre}>
      <Tableau
        legende={`Sorties d’audience du ${afficherJourCourt(cadre.le)}`}
        dense
        {...(cachees > 0
          ? {
              partielle: `${cachees} personne${cachees > 1 ? 's ne sont' : ' n’est'} pas dans votre périmètre.`,
            }
          : {})}
        vide={
          <p>
            {cadre.le < aujourdhui
              ? 'Personne que vous puissiez voir n’est venu ce jour-là.'
              : 'Aucun créneau n’est ouvert ce jour-là.'}
          </p>
        }
        lignes={lignes}
        colonnes={[
          { label: 'Heure', entete: true, rendu: ligne => <Heure heure={ligne.heure} /> },
          { label: 'Agenda', rendu: ligne => ligne.agendaNom },
          {
            label: 'Nom',
            rendu: ligne =>
              ligne.venue ? <Attendue venue={ligne.venue} nomme={nomme} /> : <SansNom {...ligne} />,
          },
          { label: 'N° parquet', rendu: ligne => ligne.venue?.numeroParquet ?? '' },
          {
            label: 'Origine',
            rendu: ligne =>
              ligne.venue ? (origines[ligne.venue.origine] ?? ligne.venue.origine) : '',
          },
        ]}
      />
    </Page>
  )
}
