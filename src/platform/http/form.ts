import type { VNode } from 'preact'
import type { z } from 'zod'
import type { Command, Context } from '../command.ts'
import type { Tx } from '../db/index.ts'
import type { FormState } from '../interface/index.ts'
import type { Refusal } from '../refusal.ts'
import type { Valeurs } from './corps.ts'
import { direAilleurs, rendreLesMots } from './form-absent.ts'
import { montrer } from './montrer.ts'
import type { Contenu } from './page.ts'
import type { Ecran, Plateforme } from './plateforme.ts'
import { recevoir } from './recevoir.ts'
import { repondre } from './rendu.ts'

export type Form<P extends z.ZodType, S extends z.ZodType, R> = {
  path: string
  params: P
  command: Command<S, R>
  /** Values that the form shows first; without it, an empty form. */
  initial?(tx: Tx, params: z.output<P>, context: Context): Promise<Valeurs>
  view(tx: Tx, params: z.output<P>, state: FormState, context: Context): Promise<Ecran>
  /**
   * Whom it is not for, whatever they type: said instead of the form, by the rule of its command.
   */
  pasPour?(tx: Tx, params: z.output<P>, context: Context): Promise<readonly Refusal[]>
  /**
   * A gesture of this form's own (a `_geste` that is neither `ajouter`, `retirer` nor `monter`):
   * new values, nothing saved.
   */
  geste?(
    tx: Tx,
    params: z.output<P>,
    values: Valeurs,
    geste: string,
    context: Context,
  ): Promise<Valeurs>
  /**
   * What is done apart before the write, and is not undone by its refusal: a try that counts. What
   * it returns is refused, and nothing is written.
   */
  avant?(tx: Tx, input: z.output<S>, context: Context): Promise<readonly Refusal[]>
  /**
   * Refused before it is shown: what whoever opens it had typed there and never sent, given back
   * under the refusal; null where there is nothing.
   */
  garde?(tx: Tx, params: z.output<P>, context: Context): Promise<VNode | null>
  /**
   * `values`: all that the page sent, for what the command does not record and the next page shows
   * again.
   */
  redirectTo(result: R, params: z.output<P>, values: Valeurs): string
  /**
   * What is said to who comes after the dossier has left their périmètre; null where there is
   * nothing that they may know.
   */
  ailleurs?(tx: Tx, params: z.output<P>, context: Context): Promise<Ecran | null>
  /**
   * The answer is a file instead of the next page: made by the command, sent once that is written.
   * Sent again, the form leads to the next page.
   */
  fichier?(result: R): Omit<Contenu, 'montre'>
  /** What the next page says: « Convocation enregistrée. » */
  flash?(result: R): string
}

/**
 * A write: GET shows the form; POST runs the command, then redirects, or shows the same form again
 * with what is wrong and all that was typed.
 */
export function form<P extends z.ZodType, S extends z.ZodType, R>(
  plateforme: Plateforme,
  formulaire: Form<P, S, R>,
): void {
  const config = {
    config: {
      access: formulaire.command.permission,
      command: formulaire.command,
      params: formulaire.params,
    },
  }
  plateforme.app.get(formulaire.path, config, async (request, reply) => {
    const visite = { plateforme, request, reply }
    try {
      const { corps, ferme } = await montrer(visite, formulaire, null)
      return repondre(visite, ferme ? 409 : 200, corps)
    } catch (erreur) {
      return rendreLesMots(visite, formulaire, erreur).catch(autre =>
        direAilleurs(visite, formulaire, autre),
      )
    }
  })
  plateforme.app.post(formulaire.path, config, (request, reply) => {
    const visite = { plateforme, request, reply }
    return recevoir(visite, formulaire).catch(erreur => direAilleurs(visite, formulaire, erreur))
  })
}
