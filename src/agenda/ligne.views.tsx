import { Pastille } from '../platform/interface/index.ts'
import type { Geste, Situation } from './accueil.rules.ts'
import type { LigneDuJour } from './accueil.store.ts'
import { chemins as convocations } from './convocation.paths.ts'
import { modalites } from './convocation.rules.ts'
import type { Pli } from './liste-du-jour.rules.ts'
import { chemins as seances } from './seance.paths.ts'

export type Ligne = LigneDuJour & { situation: Situation; attente: number | null; gestes: Geste[] }
/** The place, or how it is held when nobody comes. */
export const ou = (ligne: LigneDuJour) =>
  ligne.modalite === 'lieu'
    ? (ligne.lieuNom ?? ligne.lieu)
    : (modalites[ligne.modalite] ?? ligne.lieu)

export const Personne = ({ ligne }: { ligne: Ligne }) => (
  <>
    <a href={convocations.convocation(ligne.dossierId, ligne.id)}>{ligne.nomComplet}</a>{' '}
    {ligne.interprete && <Pastille genre="attention">Interprète</Pastille>}
  </>
)
export const Seance = ({
  pli: { premiere: ligne, inscrits },
}: {
  pli: Extract<Pli<Ligne>, { genre: 'seance' }>
}) => (
  <a href={seances.une({ ...ligne, plageId: ligne.plageId ?? '' })}>
    {ligne.intitule ?? 'Séance collective'} : {inscrits} {inscrits > 1 ? 'personnes' : 'personne'}
  </a>
)
