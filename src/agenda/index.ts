export {
  annulerApresLaFin,
  convoquer,
  deplacerConvocation,
  noterEtat,
  pointerArrivee,
  reporter,
  verserLesConvocations,
} from './convocation.commands.ts'
export { convocationRoutes } from './convocation.routes.tsx'
export { etats, genreDEtat, libelleDeType } from './convocation.rules.ts'
export { convocation } from './convocation.store.ts'
