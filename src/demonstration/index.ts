export { comptesDeDemonstration, generer } from './generer.ts'
export { MOT_DE_PASSE } from './organisation.ts'
