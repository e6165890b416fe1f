import { Alerte } from '../platform/interface/index.ts'

export const AvertirProposition = () => (
  <Alerte genre="attention">
    <p>
      <strong>Proposition, pas le droit en vigueur.</strong> Cette mesure suit le référentiel des
      États généraux (charte C4.1). Elle n’existe que dans cette base de démonstration.
    </p>
  </Alerte>
)
