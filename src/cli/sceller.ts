import { derniersSceaux, eprouverDehors, lireTetes, noterControle, scellerEtNoter, verifierLesJournaux } from '../acces/index.ts'
import { transaction } from '../platform/db/connexion.ts'
import { commande } from './commande.ts'
import { avecLaBase } from './terminal.ts'

export default commande({
  usage: 'sceller',
  aide: 'Scelle ce qui attend, vérifie chaque sceau, ligne, preuve et tête notée, et garde le résultat pour la page des journaux.\nÉchoue (1) quand une ligne a été changée. À lancer chaque nuit, avec l’environnement du processus web.',
  executer: () =>
    avecLaBase(async (base, { sceaux }) => {
      await eprouverDehors(sceaux.dehors)
      console.log(`${await scellerEtNoter(base, sceaux)} lignes scellées.`)
      const tetes = lireTetes(sceaux.dehors.fichier)
      const { verifie, derniers } = await transaction(base, 'SELECT 1', async tx => {
        const verifie = await verifierLesJournaux(tx, sceaux.cles, tetes)
        const { sceaux: nombre, lignes, fautes } = verifie
        await noterControle(tx, { sceaux: nombre, lignes, avecCle: sceaux.cles.signe !== null, fautes: fautes.slice(0, 50) })
        return { resultat: { verifie, derniers: await derniersSceaux(tx) }, fin: 'SELECT 1' }
      })
      for (const faute of verifie.fautes) console.error(faute)
      if (verifie.fautes.length) process.exitCode = 1
      console.log(
        `${verifie.sceaux} sceaux et ${verifie.lignes} lignes vérifiés, ${verifie.fautes.length} fautes, ${verifie.purgees} lignes purgées avec leur preuve, ${verifie.enAttente} en attente.`,
      )
      if (!sceaux.cles.signe) console.log('Sans clé (FIL_ROUGE_CLE_DE_SCEAU) : les signatures n’ont pas été vérifiées.')
      console.log(
        tetes.length
          ? `${tetes.length} sceaux notés hors de la base, comparés.`
          : 'Aucun sceau noté hors de la base (FIL_ROUGE_SCEAUX_FICHIER).',
      )
      for (const s of derniers) console.log(`dernier sceau du journal de ${s.journal} : ${s.rang}, ${s.empreinte}`)
    }),
})
