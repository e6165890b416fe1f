import { readFileSync } from 'node:fs'

// The closing line of CI. Plain JavaScript: it must still speak when the installation itself has
// failed.
const lire = fichier => {
  try {
    return JSON.parse(readFileSync(`.cache/${fichier}.json`, 'utf8'))
  } catch {
    return {}
  }
}
const code = Number(process.argv[2])
const { justes = 0, fautes = 0 } = lire('verifier')
const { numPassedTests = 0, numFailedTests = 0, testResults = [] } = lire('vitest')
// A file that does not load fails without a single failed test in it.
const illisibles = testResults.filter(
  f => f.status === 'failed' && !f.assertionResults.some(t => t.status === 'failed'),
).length
const passes = justes + numPassedTests
const rates = fautes + numFailedTests + illisibles
// Neither a failure that no report names, nor a run whose tests did not run, may close on « 0
// failed ».
const sansNom = rates === 0 && (code !== 0 || numPassedTests === 0)
console.log(`${passes} passed, ${sansNom ? 1 : rates} failed`)
process.exitCode = sansNom || rates > 0 ? 1 : 0
