import { type Genre, Pastille } from '../platform/interface/index.ts'
import { type Etat, etats, genreDEtat } from './etat.rules.ts'

export const PastilleEtat = ({ etat }: { etat: string }) => (
  <Pastille genre={genreDEtat(etat) as Genre}>{etats[etat as Etat] ?? etat}</Pastille>
)
