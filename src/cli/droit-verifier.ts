import { Temporal } from 'temporal-polyfill'
import { citationCourte, referentiel } from '../mesures/index.ts'
import { afficherJourCourt, aujourdhui, type Jour } from '../platform/date.ts'
import { commande } from './commande.ts'
import { lireLesTextes } from './textes.ts'

const { recueil, mentions, aRelire, numerosARelire, COUVERT_DEPUIS } = referentiel
export default commande({
  usage: 'droit:verifier',
  aide: 'Contrôle la couverture et les citations du référentiel : ce que personne n’a lu, ou pas depuis un an. Sans base.\nAvec FIL_ROUGE_TEXTES=dossier : et si chaque nombre est dans le texte daté qu’il cite.',
  executer: () => verifier(aujourdhui(Temporal.Now.instant())),
})

function verifier(le: Jour): void {
  const trous = recueil.flatMap(e => referentiel.joursSansVersion(e.droit, COUVERT_DEPUIS, le).map(trou => `${e.id} : ${trou}`))
  const defauts = [...trous, ...referentiel.defauts(le)]
  console.log(`À vérifier : ${aRelire.length} citations sur ${mentions.length}`)
  dire(aRelire, le)
  console.log(`Changements de numéro à vérifier : ${numerosARelire.length}`)
  for (const r of numerosARelire)
    console.log(`  ${r.ancien.texte} ${r.ancien.article} → ${r.nouveau.texte} ${r.nouveau.article} : ${r.lecture ?? ''}`)
  const lues = recueil.filter(e => referentiel.estLue(e, le)).length
  console.log(`Règles lues, dans leur version d’aujourd’hui : ${lues} sur ${recueil.length}`)
  console.log(`Inconnues, que personne n’a lues : ${referentiel.inconnues.length}`)
  dire(referentiel.inconnues, le)
  console.log(`Lues sans que leurs mots aient été notés : ${referentiel.sansLeursMots.length}`)
  const vieilles = referentiel.relusIlYALongtemps(le)
  console.log(`Vérifiées il y a plus de douze mois : ${vieilles.length}`)
  dire(vieilles, le)
  const dossierDeTextes = process.env.FIL_ROUGE_TEXTES
  if (dossierDeTextes) comparer(lireLesTextes(dossierDeTextes))
  for (const defaut of defauts) console.error(`défaut : ${defaut}`)
  console.log(`${recueil.length} règles du ${afficherJourCourt(COUVERT_DEPUIS)} au ${afficherJourCourt(le)} : ${defauts.length} défauts.`)
  if (defauts.length > 0) process.exitCode = 1
}

const dire = (liste: typeof aRelire, le: Jour) => {
  for (const m of liste)
    console.log(
      `  ${m.entree.groupe}, ${m.quoi}, ${m.from ? `depuis le ${afficherJourCourt(m.from)}` : 'proposition'} : ${citationCourte(m.source, m.from ?? le)} ; ${m.source.confiance === 'lu' ? m.source.lecture.ou : m.source.raison}`,
    )
}

function comparer(textes: ReturnType<typeof lireLesTextes>): void {
  const ecarts = recueil.flatMap(e => referentiel.ecartsDeTexte(e, textes))
  console.log(`Écarts entre les nombres ou les mots lus et les textes : ${ecarts.length}`)
  for (const { id, from, citation, fichier, quoi } of ecarts)
    console.log(`  ${id}, depuis le ${afficherJourCourt(from)} : ${citation}${fichier ? ` (${fichier})` : ''} ; ${quoi}`)
}
