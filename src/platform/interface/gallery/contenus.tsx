import type { Jour } from '../../date.ts'
import { decouper } from '../../liste.ts'
import {
  Alerte,
  Carte,
  Chronologie,
  Details,
  Dialogue,
  EtatVide,
  Faits,
  type Genre,
  Impression,
  Onglets,
  Pastille,
  Progression,
} from '../affichage.tsx'
import { LienBouton } from '../boutons.tsx'
import { Icone, icones } from '../icons.tsx'
import { ListeEnLignes, ListeEnTableau } from '../liste.tsx'
import { adresse, Tableau } from '../table.tsx'
import { Heure, Instant, LeJour } from '../temps.tsx'
import { Comparaison, Texte } from '../texte.tsx'
import { LONG } from './etats.ts'
import { Rubrique } from './rubrique.tsx'

const genres: [Genre, string][] = [
  ['neutre', 'Annulée'],
  ['info', 'Prévue'],
  ['ok', 'Honorée'],
  ['attention', 'Excusée'],
  ['alerte', 'Manquée'],
]

export const Messages = () => (
  <Rubrique id="messages" titre="Pastilles, alertes, états vides">
    <p>
      {genres.map(([genre, mot]) => (
        <>
          <Pastille genre={genre}>{mot}</Pastille>{' '}
        </>
      ))}
      <Pastille genre="alerte">{LONG}</Pastille>
    </p>
    {genres.map(([genre, mot]) => (
      <Alerte genre={genre}>
        <p>
          {mot} : une phrase dit ce qui est arrivé, <a href="#messages">un lien dit quoi faire</a>.
        </p>
      </Alerte>
    ))}
    <EtatVide
      titre="Aucune convocation ce jour"
      action={<LienBouton href="#messages">Convoquer</LienBouton>}
    >
      <p>Les convocations de la journée apparaîtront ici.</p>
    </EtatVide>
    <Progression fait={340} total={1200} label="Lignes lues" />
  </Rubrique>
)

type Ligne = { nom: string; le: Jour; etat: Genre; nombre: number }
const lignes: Ligne[] = [
  { nom: 'Bernard', le: '2026-11-24', etat: 'ok', nombre: 3 },
  { nom: LONG, le: '2026-12-01', etat: 'alerte', nombre: 12 },
]
const colonnes = [
  {
    label: 'Nom',
    tri: 'nom',
    entete: true,
    rendu: (ligne: Ligne) => <a href="#tableaux">{ligne.nom}</a>,
  },
  { label: 'Jour', tri: 'le', rendu: (ligne: Ligne) => <LeJour le={ligne.le} /> },
  {
    label: 'État',
    rendu: (ligne: Ligne) => (
      <Pastille genre={ligne.etat}>{ligne.etat === 'ok' ? 'Honorée' : 'Manquée'}</Pastille>
    ),
  },
  { label: 'Pièces', nombre: true, rendu: (ligne: Ligne) => ligne.nombre },
]

export const Tableaux = () => {
  const url = adresse('/interface', { tri: 'nom', sens: 'asc' })
  return (
    <Rubrique id="tableaux" titre="Tableaux et pages">
      <Tableau
        legende="Liste triée"
        colonnes={colonnes}
        lignes={lignes}
        tri={{ cle: 'nom', sens: 'asc' }}
        url={url}
        partielle="les dossiers hors de votre périmètre n’y sont pas."
      />
      <Tableau legende="Liste dense" colonnes={colonnes} lignes={lignes} dense />
      <Tableau
        legende="Liste vide"
        colonnes={colonnes}
        lignes={[]}
        vide={<p>Aucun dossier ne correspond à ces critères.</p>}
      />
      <ListeEnTableau
        cle="exemple"
        liste={{ lignes, total: 908, page: 2, par: 25 }}
        nom={['ligne', 'lignes']}
        ligne={ligne => ligne.nom}
        legende="Liste en pages"
        vide="Aucune ligne."
        ordre={{ tri: 'nom', sens: 'asc' }}
        url={url}
        colonnes={colonnes}
      />
      <ListeEnLignes
        cle="exemple-court"
        liste={decouper([...lignes, ...lignes, ...lignes], { page: 1, par: 2 })}
        nom={['ligne', 'lignes']}
        ligne={ligne => ligne.nom}
        vide="Aucune ligne."
        tout="#tableaux"
        rendu={ligne => ligne.nom}
      />
    </Rubrique>
  )
}

export const Contenus = () => (
  <Rubrique id="contenus" titre="Cartes, faits, textes, dates">
    <Onglets
      etiquette="Onglets d’exemple"
      onglets={[
        { href: '#contenus', label: 'Situation', actif: true },
        { href: '#tableaux', label: 'Mesures' },
        { href: '#messages', label: 'Chronologie' },
      ]}
    />
    <div class="fil-colonnes">
      <Carte titre="Situation" niveau={3} lien={{ href: '#contenus', label: 'Corriger' }}>
        <Faits
          faits={[
            ['Nom', LONG],
            ['Naissance', <LeJour le="1984-03-01" />],
            ['Adresse', ''],
          ]}
        />
      </Carte>
      <Carte titre="Texte" niveau={3}>
        <Texte>
          {
            'Un premier paragraphe.\nUne ligne de plus.\n\n<script>alert(1)</script> reste un texte.'
          }
        </Texte>
      </Carte>
    </div>
    <p>
      <LeJour le="2026-11-24" long />, <LeJour le="2026-11-24" />, <Heure heure="14:30" />,{' '}
      <Instant a="2026-11-24T13:32:00Z" />, <LeJour le={null} />
    </p>
    <Details titre="Texte replié">
      <p>Ce que l’on ouvre au besoin.</p>
    </Details>
    <Dialogue
      id="exemple"
      titre="Confirmer"
      lien={{ href: '#contenus', label: 'Ouvrir une boîte' }}
    >
      <p>La page reste derrière.</p>
    </Dialogue>
    <Chronologie
      moments={[
        {
          le: '2026-11-24',
          heure: '14:30',
          titre: 'Entretien',
          href: '#contenus',
          contenu: <p>Le plan a été relu ensemble.</p>,
        },
        { le: '2026-11-10', titre: 'Convocation', genre: 'alerte', pastille: 'Manquée' },
      ]}
    />
    <Comparaison
      titres={['Version 1', 'Version 2']}
      avant="Chercher un logement à Metz avant la fin du mois."
      apres="Chercher un logement à Metz ou à Thionville avant l’été."
    />
  </Rubrique>
)

export const Icones = () => (
  <Rubrique id="icones" titre="Icônes">
    <ul class="fil-cases-en-ligne fil-icones">
      {icones.map(nom => (
        <li>
          <Icone nom={nom} /> {nom}
        </li>
      ))}
    </ul>
    <p>
      Seule, une icône porte un nom : <Icone nom="printer" label="Imprimer" />
    </p>
  </Rubrique>
)

export const Papier = () => (
  <Rubrique id="papier" titre="Page à imprimer">
    <Impression titre="Liste du jour" niveau={3} retour={{ href: '#papier', label: 'Retour' }}>
      <Tableau legende="Personnes convoquées" colonnes={colonnes} lignes={lignes} />
    </Impression>
  </Rubrique>
)
