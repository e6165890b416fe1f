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
  const trous = recueil.flatMap(entree =>
    referentiel
      .joursSansVersion(entree.droit, COUVERT_DEPUIS, le)
      .map(trou => `${entree.id} : ${trou}`),
  )
  const defauts = [...trous, ...referentiel.defauts(le)]
  console.log(`À vérifier : ${aRelire.length} citations sur ${mentions.length}`)
  dire(aRelire, le)
  console.log(`Changements de numéro à vérifier : ${numerosARelire.length}`)
  for (const renumerotation of numerosARelire)
    console.log(
      `  ${renumerotation.ancien.texte} ${renumerotation.ancien.article} → ${renumerotation.nouveau.texte} ${renumerotation.nouveau.article} : ${renumerotation.lecture ?? ''}`,
    )
  const lues = recueil.filter(entree => referentiel.estLue(entree, le)).length
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
  console.log(
    `${recueil.length} règles du ${afficherJourCourt(COUVERT_DEPUIS)} au ${afficherJourCourt(le)} : ${defauts.length} défauts.`,
  )
  if (defauts.length > 0) process.exitCode = 1
}

const dire = (liste: typeof aRelire, le: Jour) => {
  for (const mention of liste)
    console.log(
      `  ${mention.entree.groupe}, ${mention.quoi}, ${mention.from ? `depuis le ${afficherJourCourt(mention.from)}` : 'proposition'} : ${citationCourte(mention.source, mention.from ?? le)} ; ${mention.source.confiance === 'lu' ? mention.source.lecture.ou : mention.source.raison}`,
    )
}

function comparer(textes: ReturnType<typeof lireLesTextes>): void {
  const ecarts = recueil.flatMap(entree => referentiel.ecartsDeTexte(entree, textes))
  console.log(`Écarts entre les nombres ou les mots lus et les textes : ${ecarts.length}`)
  for (const { id, from, citation, fichier, quoi } of ecarts)
    console.log(
      `  ${id}, depuis le ${afficherJourCourt(from)} : ${citation}${fichier ? ` (${fichier})` : ''} ; ${quoi}`,
    )
}
