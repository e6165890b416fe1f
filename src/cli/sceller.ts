import { derniersSceaux, sceller, verifierSceaux } from '../acces/index.ts'
import { transaction } from '../platform/db/connexion.ts'
import { avecLaBase } from './terminal.ts'

// npm run sceller : seals the journals up to five minutes ago, checks every seal, prints the last ones.
await avecLaBase(({ base }) =>
  transaction(base, 'SELECT 1', async tx => {
    console.log(`${await sceller(tx)} lignes scellées.`)
    const verifies = await verifierSceaux(tx)
    for (const v of verifies) for (const faute of v.fautes) console.error(`journal de ${v.journal}, sceau ${v.rang} : ${faute}`)
    const fautes = verifies.reduce((n, v) => n + v.fautes.length, 0)
    if (fautes) process.exitCode = 1
    console.log(`${verifies.length} sceaux vérifiés, ${fautes} fautes, ${verifies.reduce((n, v) => n + v.purgees, 0)} lignes purgées.`)
    for (const s of await derniersSceaux(tx)) console.log(`dernier sceau du journal de ${s.journal} : ${s.rang}, ${s.empreinte}`)
    return { resultat: undefined, fin: 'SELECT 1' }
  }),
)
