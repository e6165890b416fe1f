import {
  Actions,
  Alerte,
  Bouton,
  ChampFichier,
  type FormState,
  Formulaire,
  LienBouton,
  ResumeErreurs,
  Tableau,
  Titre,
} from '../platform/interface/index.ts'
import { cheminsDuRessort as chemins } from './ressort.paths.ts'
import type { LigneExaminee } from './ressort.rules.ts'

export const DepotDuRessort = ({ state }: { state: FormState }) => (
  <div class="fil-pile">
    <Titre>Importer un ressort</Titre>
    <p>
      Un fichier CSV dont le séparateur est le point-virgule, avec en première ligne :{' '}
      <code>code_commune;service;juridiction;antenne</code> (l’antenne peut manquer). Le code est
      celui de l’INSEE ; les noms sont ceux de l’annuaire. La table que vous téléchargez a cette
      forme.
    </p>
    <p>
      Vous verrez d’abord ce que le fichier changerait. Les communes qui n’y sont pas restent comme
      elles sont.
    </p>
    <Formulaire enctype="multipart/form-data">
      <ResumeErreurs state={state} libelles={{ fichier: 'Fichier' }} />
      <ChampFichier state={state} name="fichier" label="Fichier" accept=".csv,text/csv" required />
      <Actions>
        <Bouton>Lire le fichier</Bouton>
        <LienBouton href={chemins.ressort}>Annuler</LienBouton>
      </Actions>
    </Formulaire>
  </div>
)

const MONTREES = 200
type ApercuProps = { nom: string; ecrit: boolean; lignes: LigneExaminee[]; state: FormState }
export function ApercuDuRessort({ nom, ecrit, lignes, state }: ApercuProps) {
  const combien = (effet: LigneExaminee['effet']) =>
    lignes.filter(ligne => ligne.effet === effet).length
  const fautives = lignes.filter(ligne => ligne.fautes.length > 0)
  const montrees =
    fautives.length > 0 ? fautives : lignes.filter(ligne => ligne.effet !== 'identique')
  const changements = combien('nouvelle') + combien('change')
  return (
    <div class="fil-pile">
      <Titre>{nom}</Titre>
      <ResumeErreurs state={state} />
      {ecrit ? (
        <Alerte genre="ok">Ce fichier est écrit.</Alerte>
      ) : (
        <p>
          {lignes.length} lignes lues : {combien('nouvelle')} nouvelles, {combien('change')}{' '}
          changées, {combien('identique')} sans changement, {fautives.length} à corriger. Rien n’est
          encore écrit.
        </p>
      )}
      {!ecrit && fautives.length > 0 && (
        <Alerte genre="attention">
          Rien ne sera écrit tant qu’une ligne est à corriger : corrigez le fichier, puis déposez-le
          de nouveau.
        </Alerte>
      )}
      {!ecrit && (
        <Tableau
          legende={fautives.length > 0 ? 'Lignes à corriger' : 'Ce que le fichier change'}
          dense
          {...(montrees.length > MONTREES
            ? { partielle: `les ${MONTREES} premières lignes sur ${montrees.length}` }
            : {})}
          vide={<p>La table dit déjà tout ce que dit ce fichier.</p>}
          lignes={montrees.slice(0, MONTREES)}
          colonnes={[
            { label: 'Ligne', nombre: true, rendu: ligne => ligne.numero },
            {
              label: 'Commune',
              entete: true,
              rendu: ligne =>
                ligne.communeNom ? `${ligne.communeNom} (${ligne.communeCode})` : ligne.communeCode,
            },
            { label: 'Dit', rendu: ligne => ligne.dit },
            {
              label: fautives.length > 0 ? 'À corriger' : 'Effet',
              rendu: ligne =>
                ligne.fautes.join(' ') || (ligne.effet === 'nouvelle' ? 'nouvelle' : 'change'),
            },
          ]}
        />
      )}
      <Actions>
        {!ecrit && fautives.length === 0 && changements > 0 && (
          <Formulaire enLigne>
            <Bouton>{`Écrire ${changements} commune${changements > 1 ? 's' : ''}`}</Bouton>
          </Formulaire>
        )}
        <LienBouton href={chemins.importer}>Déposer un autre fichier</LienBouton>
        <LienBouton href={chemins.ressort}>Voir la table</LienBouton>
      </Actions>
    </div>
  )
}
