export { refuserDeRemplir, refuserLaBaseDAutreChose } from './garde.ts'
export { comptesDeDemonstration, estRemplie, generer } from './generer.ts'
export { Hasard } from './hasard.ts'
export { MOT_DE_PASSE } from './organisation.ts'
