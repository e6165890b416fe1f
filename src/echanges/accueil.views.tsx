import { afficherInstant } from '../platform/date.ts'
import {
  Actions,
  adresseDeListe,
  Bouton,
  Carte,
  ChampFichier,
  Details,
  type FormState,
  Formulaire,
  LienBouton,
  ListeEnTableau,
  Pastille,
  ResumeErreurs,
  Tableau,
  Titre,
} from '../platform/interface/index.ts'
import { colonnes, formats } from './fichier.rules.ts'
import { chemins } from './import.paths.ts'
import type { importsDuService } from './import.store.ts'

const genres: Record<string, 'ok' | 'neutre'> = { termine: 'ok', abandonne: 'neutre' }
const etats: Record<string, string> = {
  examen: 'à examiner',
  apercu: 'à confirmer',
  ecriture: 'en cours d’écriture',
  termine: 'terminé',
  abandonne: 'abandonné',
}

type AccueilProps = {
  state: FormState
  imports: Awaited<ReturnType<typeof importsDuService>>
  exporte: boolean
  fuseau: string
}
export const Echanges = ({ state, imports, exporte, fuseau }: AccueilProps) => (
  <div class="fil-pile">
    <Titre>Importer et exporter</Titre>
    <Carte titre="Importer un fichier">
      <p>Rien n’est écrit avant que vous ayez vu chaque ligne et confirmé.</p>
      <Formulaire enctype="multipart/form-data">
        <ResumeErreurs state={state} libelles={{ fichier: 'Fichier' }} />
        <ChampFichier
          state={state}
          name="fichier"
          label="Fichier CSV"
          accept=".csv,text/csv"
          required
          hint="L’extraction d’APPI telle quelle, ou le fichier décrit ci-dessous. 20 Mo au plus."
        />
        <Actions>
          <Bouton>Voir ce qui serait importé</Bouton>
        </Actions>
      </Formulaire>
      <Details titre="Colonnes que nous lisons">
        <p>
          Extraction d’APPI : Prénom, Nom, Date de naissance, Numéro de dossier,
          Mesure/Intervention. Fichier Fil rouge : une ligne par mesure, en UTF-8, colonnes séparées
          par des points-virgules, dans l’ordre que vous voulez.
        </p>
        <Tableau
          legende="Colonnes du fichier Fil rouge"
          dense
          colonnes={[
            { label: 'Colonne', rendu: ligne => ligne.entete, entete: true },
            {
              label: 'Ce qu’elle contient',
              rendu: ligne => `${ligne.libelle}${'obligatoire' in ligne ? ' (obligatoire)' : ''}`,
            },
            { label: 'Exemple', rendu: ligne => ligne.exemple },
          ]}
          lignes={Object.values(colonnes)}
        />
      </Details>
    </Carte>
    {exporte && (
      <Carte titre="Exporter le service">
        <p>
          Tous les dossiers du service, complets, en fichiers CSV dans un zip qui dit comment les
          relire. Le fichier contient des données personnelles : gardez-le comme un dossier. Un
          motif et votre mot de passe vous sont demandés.
        </p>
        <LienBouton href={chemins.exporter} icone="download-simple">
          Exporter le service…
        </LienBouton>
      </Carte>
    )}
    <ListeEnTableau
      cle="imports"
      liste={imports}
      nom={['import', 'imports']}
      ligne={i => i.id}
      url={adresseDeListe(chemins.echanges, imports)}
      legende="Imports du service, le plus récent d’abord"
      vide="Aucun fichier n’a encore été importé dans ce service."
      colonnes={[
        {
          label: 'Fichier',
          entete: true,
          rendu: i => <a href={chemins.importer(i.id)}>{i.fichierNom}</a>,
        },
        {
          label: 'Contenu',
          rendu: i => `${formats[i.format]}, ${i.lignes} ${i.lignes > 1 ? 'lignes' : 'ligne'}`,
        },
        { label: 'Déposé le', rendu: i => afficherInstant(i.deposeA, fuseau) },
        { label: 'Par', rendu: i => i.nomComplet },
        {
          label: 'État',
          rendu: i => <Pastille genre={genres[i.etat] ?? 'attention'}>{etats[i.etat]}</Pastille>,
        },
      ]}
    />
  </div>
)
