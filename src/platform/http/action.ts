import type { z } from 'zod'
import type { Command } from '../command.ts'
import { envoyer } from '../executer.ts'
import { Refused } from '../refusal.ts'
import { erreursDe, normaliser, type Valeurs } from './corps.ts'
import { caracteresInterdits } from './formes.ts'
import { envoiLegitime, jetonDeSession } from './jeton.ts'
import { lireParams } from './page.ts'
import { type Plateforme, SansSession } from './plateforme.ts'
import { porteurDe } from './reprise.ts'

type Action<P extends z.ZodType, S extends z.ZodType, R> = {
  path: string
  params: P
  command: Command<S, R>
  reponse(result: R): Record<string, unknown>
}

/**
 * A write sent by a script of ours (drafts): JSON in, JSON out, the token in `x-jeton`, who opened
 * the page in `x-porteur`; 401, 403, 409 and 422 carry a French message.
 */
export function action<P extends z.ZodType, S extends z.ZodType, R>(
  plateforme: Plateforme,
  decrite: Action<P, S, R>,
): void {
  plateforme.app.post(
    decrite.path,
    { config: { access: decrite.command.permission, command: decrite.command, json: true } },
    async (request, reply) => {
      const params = lireParams(decrite.params, request)
      const jeton = jetonDeSession(request)
      if (!jeton) throw new SansSession(null)
      if (!envoiLegitime(plateforme.secret, request, request.headers['x-jeton']))
        return reply.code(403).send({ message: 'Rechargez la page pour continuer.' })
      const recues = normaliser(request.body ?? {}) as Valeurs
      const interdits = caracteresInterdits(recues)
      if (Object.keys(interdits).length > 0)
        return reply.code(422).send({ message: 'Saisie non enregistrable.', erreurs: interdits })
      const input = decrite.command.input.safeParse({ ...recues, ...(params as Valeurs) })
      if (!input.success)
        return reply
          .code(422)
          .send({ message: 'Saisie non enregistrable.', erreurs: erreursDe(input.error) })
      try {
        const auteurId = porteurDe(plateforme.secret, request.headers['x-porteur'])
        const demande = { porteur: { jeton }, auteurId, requete: request.id }
        const { command } = decrite
        const fait = await envoyer(plateforme, demande, { command, input: input.data })
        return reply.send(fait.dejaEnvoye ? {} : decrite.reponse(fait.resultat))
      } catch (erreur) {
        if (erreur instanceof Refused)
          return reply.code(409).send({ message: erreur.message, code: erreur.refusals[0].code })
        throw erreur
      }
    },
  )
}
