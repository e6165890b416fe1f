import {
  eprouverDehors,
  fautesDAbsence,
  lireTetes,
  noterControle,
  scellerEtNoter,
  verifierLesJournaux,
} from '../acces/index.ts'
import { enTransaction } from '../platform/db/connexion.ts'
import { combien } from '../platform/phrase.ts'
import { enClair } from '../platform/systeme.ts'
import { commande } from './commande.ts'
import { avecLaBase } from './terminal.ts'

export default commande({
  usage: 'sceller',
  aide: 'Scelle ce qui attend, vérifie chaque sceau, ligne, preuve et tête notée, et garde le résultat pour la page des journaux.\nÉchoue (1) quand une ligne a été changée, ou un sceau pas noté hors de la base. À lancer chaque nuit, avec l’environnement du processus web.',
  executer: (_lu, siAbandonnee) => {
    siAbandonnee(
      () => 'Ce qui était scellé le reste ; le reste attend, et la même commande le scellera.',
    )
    return avecLaBase(async (base, { sceaux }) => {
      await eprouverDehors(sceaux.dehors)
      const { lignes, poses, pannes } = await scellerEtNoter(base, sceaux)
      const direLesLignes = () =>
        console.log(`${combien(lignes, 'ligne scellée', 'lignes scellées')}.`)
      if (lignes > 0) direLesLignes()
      for (const panne of pannes)
        console.error(
          `Des sceaux n’ont pas pu être notés hors de la base ; ils le seront au prochain scellement. ${enClair(panne)}`,
        )
      const { fichier, commande: recue } = sceaux.dehors
      const tetes = lireTetes(fichier)
      const aNoter = fichier ? fautesDAbsence(poses, tetes) : []
      const verifie = await enTransaction(base, async tx => {
        const verifie = await verifierLesJournaux(tx, sceaux.cles, tetes)
        const { sceaux: nombre, lignes } = verifie
        const fautes = [...verifie.fautes, ...aNoter]
        await noterControle(tx, {
          sceaux: nombre,
          lignes,
          avecCle: sceaux.cles.signe !== null,
          fautes: fautes.slice(0, 50),
        })
        return verifie
      })
      if (lignes === 0) direLesLignes()
      for (const faute of [...verifie.fautes, ...aNoter]) console.error(faute)
      if (verifie.fautes.length + aNoter.length + pannes.length > 0) process.exitCode = 1
      console.log(
        [
          `${combien(verifie.sceaux, 'sceau', 'sceaux')} et ${combien(verifie.lignes, 'ligne')} vérifiés`,
          combien(verifie.fautes.length, 'faute'),
          ...(aNoter.length ? [`${combien(aNoter.length, 'tête')} à noter`] : []),
          `${combien(verifie.purgees, 'ligne purgée', 'lignes purgées')} avec leur preuve`,
          `${verifie.enAttente} en attente${verifie.enAttente ? ' : une ligne se scelle quand elle a plus d’une minute' : ''}.`,
        ].join(', '),
      )
      if (!sceaux.cles.signe)
        console.log('Sans clé (FIL_ROUGE_CLE_DE_SCEAU) : les signatures n’ont pas été vérifiées.')
      if (fichier)
        console.log(
          `${combien(tetes.length, 'sceau noté', 'sceaux notés')} hors de la base, ${tetes.length >= 2 ? 'comparés' : 'comparé'}.`,
        )
      else if (!recue) console.log('Aucun sceau noté hors de la base (FIL_ROUGE_SCEAUX_FICHIER).')
      for (const pose of poses)
        console.log(`dernier sceau du journal de ${pose.journal} : ${pose.rang}, ${pose.empreinte}`)
    })
  },
})
