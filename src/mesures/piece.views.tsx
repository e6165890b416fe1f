import type { Identite } from '../dossiers/index.ts'
import {
  Actions,
  Bouton,
  Carte,
  ChampTexte,
  type FormState,
  Formulaire,
  LeJour,
  Pastille,
  Rangee,
  ResumeErreurs,
  Tableau,
} from '../platform/interface/index.ts'
import { chemins } from './mesure.paths.ts'
import type { piecesDuDossier } from './piece.store.ts'

export type Piece = Awaited<ReturnType<typeof piecesDuDossier>>[number]

export const Pieces = ({
  identite,
  pieces,
  ecrire,
}: {
  identite: Identite
  pieces: Piece[]
  ecrire: boolean
}) => (
  <Carte titre="Pièces attendues">
    {pieces.length > 0 && (
      <Tableau
        legende="Pièces"
        legendeInvisible
        colonnes={[
          { label: 'Pièce', rendu: ligne => ligne.libelle, entete: true },
          { label: 'Attendue de', rendu: ligne => ligne.attendueDe },
          { label: 'Demandée le', rendu: ligne => <LeJour le={ligne.demandeeLe} /> },
          {
            label: 'État',
            rendu: ligne =>
              ligne.recueLe ? (
                <Pastille genre="ok">
                  Reçue le <LeJour le={ligne.recueLe} />
                </Pastille>
              ) : (
                <Pastille genre="attention">Manque</Pastille>
              ),
          },
          {
            label: 'Noter',
            rendu: ligne =>
              !ligne.recueLe && ecrire ? (
                <Formulaire enLigne action={chemins.recevoirPiece(identite.dossierId, ligne.id)}>
                  <Bouton variante="secondaire" etiquette={`Noter reçue : ${ligne.libelle}`}>
                    Reçue
                  </Bouton>
                </Formulaire>
              ) : null,
          },
        ]}
        lignes={pieces}
      />
    )}
    {ecrire && <FormulairePiece identite={identite} />}
  </Carte>
)
const vide: FormState = { values: {}, errors: {}, refusals: [] }
type FormulaireProps = { identite: Identite; state?: FormState }
const FormulairePiece = ({ identite, state = vide }: FormulaireProps) => (
  <Formulaire action={chemins.attendrePiece(identite.dossierId)} etiquette="Attendre une pièce">
    <ResumeErreurs state={state} />
    <Rangee>
      <ChampTexte state={state} name="libelle" label="Pièce attendue" required />
      <ChampTexte state={state} name="attendueDe" label="De qui" required />
    </Rangee>
    <Actions>
      <Bouton variante="secondaire">Ajouter à la liste</Bouton>
    </Actions>
  </Formulaire>
)
/** The same alone on its page, which has its title. */
export const PageDePiece = ({ titre, ...formulaire }: FormulaireProps & { titre: string }) => (
  <div class="fil-pile">
    <h1>{titre}</h1>
    <FormulairePiece {...formulaire} />
  </div>
)
