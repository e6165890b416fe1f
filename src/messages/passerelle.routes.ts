import type { Plateforme } from '../platform/http/plateforme.ts'
import {
  lireAccuses,
  type ReglagesDAccuses,
  refusDeSignature,
} from '../platform/passerelles/http.ts'
import { estUnArret } from '../platform/passerelles/passerelle.ts'
import { lireJson } from '../platform/passerelles/reponse.ts'
import { noterAccuse, opposerParNumero } from './envoi.store.ts'

const TAILLE_MAX = 512 * 1024

/**
 * Receipts and answers of the HTTP gateway. No session: the provider signs. Its body is read as
 * bytes, since the signature is theirs; the same receipt twice changes nothing.
 */
export function passerelleRoutes(plateforme: Plateforme, accuses: ReglagesDAccuses | null): void {
  void plateforme.app.register(async app => {
    app.removeAllContentTypeParsers()
    app.addContentTypeParser(
      'application/json',
      { parseAs: 'buffer', bodyLimit: TAILLE_MAX },
      (_request, corps, fini) => fini(null, corps),
    )
    app.post('/passerelle/accuses', { config: { access: 'public' } }, async (request, reply) => {
      if (!accuses)
        return reply.code(404).send({ erreur: 'aucune passerelle HTTP n’est configurée' })
      const corps = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
      const entete = (nom: string) => [request.headers[nom]].flat()[0]
      const lu = {
        horodatage: entete('x-fil-rouge-horodatage'),
        signature: entete('x-fil-rouge-signature'),
        corps,
      }
      const maintenant = plateforme.horloge()
      const refus = refusDeSignature(accuses.secret, lu, maintenant.epochMilliseconds)
      if (refus) return reply.code(401).send({ erreur: refus })
      const lus = lireAccuses(await lireJson([corps], TAILLE_MAX).catch(() => null))
      if (!lus) return reply.code(422).send({ erreur: 'corps illisible' })
      let inconnus = 0
      for (const accuse of lus.accuses)
        if (!(await noterAccuse(plateforme.base, accuses.fournisseur, accuse))) inconnus += 1
      for (const { de, texte } of lus.reponses)
        if (estUnArret(texte)) await opposerParNumero(plateforme.base, de)
      const pris = lus.accuses.length - inconnus + lus.reponses.length
      return reply.send({ pris, inconnus, illisibles: lus.illisibles })
    })
  })
}
