import { Temporal } from 'temporal-polyfill'
import { citationCourte, referentiel } from '../mesures/index.ts'
import { afficherJourCourt, aujourdhui } from '../platform/date.ts'
import { lireLesTextes } from './textes.ts'

// npm run droit:verifier : coverage and citations of the whole set; what nobody has read, or not for a year. No database.
// FIL_ROUGE_TEXTES=dossier npm run droit:verifier : and whether each number stands in the dated text that it cites.
// Who reads only the first lines (`| head`) closes the pipe: no fault.
process.stdout.on('error', () => process.exit(0))
const le = aujourdhui(Temporal.Now.instant())
const { recueil, mentions, aRelire, numerosARelire, COUVERT_DEPUIS } = referentiel
const trous = recueil.flatMap(e => referentiel.joursSansVersion(e.droit, COUVERT_DEPUIS, le).map(trou => `${e.id} : ${trou}`))
const defauts = [...trous, ...referentiel.defauts(le)]
const dire = (liste: typeof aRelire) => {
  for (const m of liste)
    console.log(
      `  ${m.entree.groupe}, ${m.quoi}, ${m.from ? `depuis le ${afficherJourCourt(m.from)}` : 'proposition'} : ${citationCourte(m.source, m.from ?? le)} ; ${m.source.confiance === 'lu' ? m.source.lecture.ou : m.source.raison}`,
    )
}
console.log(`À vérifier : ${aRelire.length} citations sur ${mentions.length}`)
dire(aRelire)
console.log(`Changements de numéro à vérifier : ${numerosARelire.length}`)
for (const r of numerosARelire)
  console.log(`  ${r.ancien.texte} ${r.ancien.article} → ${r.nouveau.texte} ${r.nouveau.article} : ${r.lecture ?? ''}`)
function comparer(textes: ReturnType<typeof lireLesTextes>): void {
  const ecarts = recueil.flatMap(e => referentiel.ecartsDeTexte(e, textes))
  console.log(`Écarts entre les nombres ou les mots lus et les textes : ${ecarts.length}`)
  for (const { id, from, citation, fichier, quoi } of ecarts)
    console.log(`  ${id}, depuis le ${afficherJourCourt(from)} : ${citation}${fichier ? ` (${fichier})` : ''} ; ${quoi}`)
}
const lues = recueil.filter(e => referentiel.estLue(e, le)).length
console.log(`Règles lues, dans leur version d’aujourd’hui : ${lues} sur ${recueil.length}`)
console.log(`Inconnues, que personne n’a lues : ${referentiel.inconnues.length}`)
dire(referentiel.inconnues)
console.log(`Lues sans que leurs mots aient été notés : ${referentiel.sansLeursMots.length}`)
const vieilles = referentiel.relusIlYALongtemps(le)
console.log(`Vérifiées il y a plus de douze mois : ${vieilles.length}`)
dire(vieilles)
const dossierDeTextes = process.env.FIL_ROUGE_TEXTES
if (dossierDeTextes) comparer(lireLesTextes(dossierDeTextes))
for (const defaut of defauts) console.error(`défaut : ${defaut}`)
console.log(`${recueil.length} règles du ${afficherJourCourt(COUVERT_DEPUIS)} au ${afficherJourCourt(le)} : ${defauts.length} défauts.`)
if (defauts.length > 0) process.exitCode = 1
