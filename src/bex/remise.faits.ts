import { fait } from '../platform/fait.ts'

/** A court has nothing left of its hearing in a dossier: each module above adds why it must still see it. */
export const remiseSeRetire = fait<{ dossierId: string; juridictionId: string; raisons: string[] }>('bex.remise-se-retire')
