import type { FastifyReply, FastifyRequest } from 'fastify'
import type { VNode } from 'preact'
import type { z } from 'zod'
import { type Acteur, type Command, type Context, porteesDe, surLeDossier } from '../command.ts'
import { afficherInstant } from '../date.ts'
import type { Tx } from '../db/index.ts'
import { type Demande, inTransaction } from '../demande.ts'
import { envoyer } from '../executer.ts'
import { avecRefus, type FormState, PageFermee } from '../interface/index.ts'
import { type Refusal, Refused, refuseIf } from '../refusal.ts'
import {
  appliquerGeste,
  erreursDe,
  Illisible,
  normaliser,
  sansBlancs,
  type Valeurs,
} from './corps.ts'
import { caracteresInterdits, enForme, sansInterdits } from './formes.ts'
import { envoiLegitime, jetonDeSession, poserMessage } from './jeton.ts'
import { type Contenu, dossierDesParams, envoyerFichier, lireParams } from './page.ts'
import {
  DejaServi,
  type Ecran,
  type Fermeture,
  fermetureDe,
  Introuvable,
  type Plateforme,
  SansSession,
} from './plateforme.ts'
import { html, repondre } from './rendu.ts'
import { envoiDe, porteurDe } from './reprise.ts'

type Form<P extends z.ZodType, S extends z.ZodType, R> = {
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
const vide: FormState = { values: {}, errors: {}, refusals: [] }
const PAGE_ANCIENNE =
  'Cette page était ouverte depuis trop longtemps. Rien n’est perdu : vérifiez, puis envoyez de nouveau.'
const dejaServi = ({ a: instant, fuseau }: DejaServi) =>
  `Cette page a déjà servi : un premier envoi a été enregistré le ${afficherInstant(instant, fuseau)}. Celui-ci est différent et n’est pas enregistré. Vérifiez-le, puis envoyez de nouveau.`
const dejaFait = (instant: string, fuseau: string) =>
  `Déjà enregistré le ${afficherInstant(instant, fuseau)} : rien n’a été fait deux fois.`

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
    try {
      const { corps, ferme } = await montrer(plateforme, formulaire, request, reply, null)
      return repondre(request, reply, ferme ? 409 : 200, corps)
    } catch (erreur) {
      return rendreLesMots(plateforme, formulaire, request, reply, erreur).catch(autre =>
        direAilleurs(plateforme, formulaire, request, reply, autre),
      )
    }
  })
  plateforme.app.post(formulaire.path, config, (request, reply) =>
    recevoir(plateforme, formulaire, request, reply).catch(erreur =>
      direAilleurs(plateforme, formulaire, request, reply, erreur),
    ),
  )
}

/**
 * A dossier that is not there any more for whoever asks: what this form may say of it, or the same
 * « introuvable ».
 */
async function direAilleurs<P extends z.ZodType, S extends z.ZodType, R>(
  plateforme: Plateforme,
  form: Form<P, S, R>,
  request: FastifyRequest,
  reply: FastifyReply,
  erreur: unknown,
) {
  const jeton = jetonDeSession(request)
  if (!(erreur instanceof Introuvable) || !form.ailleurs || !jeton) throw erreur
  const params = lireParams(form.params, request)
  const demande = {
    porteur: { jeton },
    permission: form.command.permission,
    dossierId: null,
    requete: request.id,
    acte: form.path,
    lecture: true,
  }
  const corps = await inTransaction(plateforme, demande, async (tx, context, ouverture) => {
    const ecran = await form.ailleurs?.(tx, params, context)
    if (!ecran) throw erreur
    const resultat = html(plateforme, request, reply, context.acteur, ecran)
    const fin = plateforme.acces.lecture({
      ouverture,
      route: form.path,
      dossierId: null,
      requete: request.id,
      corps: resultat,
    })
    return { resultat, fin }
  })
  return repondre(request, reply, 409, corps)
}

/**
 * A form that is no more possible in a dossier that is still there: what was typed there is given
 * back, with why it is not taken.
 */
async function rendreLesMots<P extends z.ZodType, S extends z.ZodType, R>(
  plateforme: Plateforme,
  form: Form<P, S, R>,
  request: FastifyRequest,
  reply: FastifyReply,
  erreur: unknown,
) {
  const jeton = jetonDeSession(request)
  if (!(erreur instanceof Introuvable) || !form.garde || !jeton) throw erreur
  const params = lireParams(form.params, request)
  const dossierId = dossierDesParams(params)
  const demande = {
    porteur: { jeton },
    permission: form.command.permission,
    dossierId,
    requete: request.id,
    acte: form.path,
    lecture: true,
  }
  const corps = await inTransaction(
    plateforme,
    demande,
    async (tx, context, ouverture, dossier) => {
      const reste = await form.garde?.(tx, params, context)
      if (!reste) throw erreur
      const ferme = {
        titre: 'Ce formulaire n’est plus possible',
        message: erreur.message,
        issue: null,
      }
      const resultat = html(plateforme, request, reply, context.acteur, {
        ...ecranFerme(ferme, context.acteur, reste),
        dossier,
      })
      const fin = plateforme.acces.lecture({
        ouverture,
        route: form.path,
        dossierId,
        requete: request.id,
        corps: resultat,
      })
      return { resultat, fin }
    },
  )
  return repondre(request, reply, 409, corps)
}

async function recevoir<P extends z.ZodType, S extends z.ZodType, R>(
  plateforme: Plateforme,
  form: Form<P, S, R>,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const params = lireParams(form.params, request)
  // A form is sent as forms are: JSON would bring numbers, nothing and truths where its pages read
  // texts.
  if (/^application\/json/i.test(request.headers['content-type'] ?? '')) throw new Illisible(415)
  const recues = normaliser(request.body ?? {}) as Valeurs
  // What is shown again, and kept meanwhile, is what the base can hold: a view never sees what the
  // field refuses.
  const values = enForme(form.command.input, sansInterdits(recues)) as Valeurs
  const encore = async (state: Partial<FormState>, statut = 422) =>
    repondre(
      request,
      reply,
      statut,
      (await montrer(plateforme, form, request, reply, { ...vide, values, ...state })).corps,
    )
  const jeton = jetonDeSession(request)
  if (!jeton) throw new SansSession(null)
  if (!envoiLegitime(plateforme.secret, request, values._jeton)) {
    return encore({ alerte: PAGE_ANCIENNE })
  }
  const interdits = caracteresInterdits(recues)
  if (Object.keys(interdits).length > 0) return encore({ errors: interdits })
  if (typeof values._geste === 'string' && values._geste !== '') return encore({}, 200)
  const input = form.command.input.safeParse({
    ...(sansBlancs(recues) as Valeurs),
    ...(params as Valeurs),
  })
  if (!input.success) return encore({ errors: erreursDe(input.error) })
  try {
    const envoi = envoiDe(plateforme.secret, request.url, values)
    const demande = {
      porteur: { jeton },
      envoi,
      auteurId: porteurDe(plateforme.secret, values._porteur),
      requete: request.id,
    }
    if (form.avant)
      refuseIf([
        ...(await apart(
          plateforme,
          { ...demande, envoi: null, acte: form.path },
          form,
          input.data,
        )),
      ])
    const fait = await envoyer(plateforme, demande, form.command, input.data, resultat =>
      form.redirectTo(resultat, params, values),
    )
    if (form.fichier && !fait.dejaEnvoye) return envoyerFichier(reply, form.fichier(fait.resultat))
    if (fait.dejaEnvoye) poserMessage(reply, dejaFait(fait.a, fait.fuseau))
    else if (form.flash) poserMessage(reply, form.flash(fait.resultat))
    return reply.redirect(fait.suite ?? '/', 303)
  } catch (erreur) {
    if (erreur instanceof Refused) return encore(avecRefus({ ...vide, values }, erreur.refusals))
    if (erreur instanceof DejaServi) return encore({ alerte: dejaServi(erreur) })
    throw erreur
  }
}

/** A transaction of its own, which commits before the write is tried. */
const apart = <P extends z.ZodType, S extends z.ZodType, R>(
  plateforme: Plateforme,
  demande: Omit<Demande, 'permission' | 'dossierId'>,
  { avant, command }: Form<P, S, R>,
  input: z.output<S>,
) =>
  inTransaction(
    plateforme,
    { ...demande, permission: command.permission, dossierId: null },
    async (tx, context) => ({
      resultat: (await avant?.(tx, input, context)) ?? [],
      fin: 'SELECT 1',
    }),
  )

/** Nothing is typed here any more: why, and the act that would open it again, for who may. */
function ecranFerme(
  { titre, message, issue }: Fermeture,
  acteur: Acteur,
  reste: VNode | null,
): Ecran {
  const suite = issue && acteur.peut(issue.si) ? { href: issue.href, label: issue.label } : null
  return { titre, corps: PageFermee({ titre, message, suite, reste }) }
}

async function montrer<P extends z.ZodType, S extends z.ZodType, R>(
  plateforme: Plateforme,
  form: Form<P, S, R>,
  request: FastifyRequest,
  reply: FastifyReply,
  recu: FormState | null,
): Promise<{ corps: string; ferme: boolean }> {
  const params = lireParams(form.params, request)
  const jeton = jetonDeSession(request)
  if (!jeton) throw new SansSession(null)
  const dossierId = dossierDesParams(params)
  const auteurId = porteurDe(plateforme.secret, recu?.values._porteur)
  return inTransaction<{ corps: string; ferme: boolean }>(
    plateforme,
    {
      porteur: { jeton },
      permission: form.command.permission,
      dossierId,
      auteurId,
      requete: request.id,
      acte: form.path,
      portees: porteesDe(form.command),
      lecture: true,
    },
    async (tx, context, ouverture, dossier) => {
      const lue = (corps: string) =>
        plateforme.acces.lecture({
          ouverture,
          route: form.path,
          dossierId,
          requete: request.id,
          corps,
        })
      const montre = (ecran: Ecran) =>
        html(plateforme, request, reply, context.acteur, { ...ecran, dossier })
      const reste = async () => (await form.garde?.(tx, params, context)) ?? null
      // Nobody fills in a form that will be refused; what was already typed is shown again with the
      // refusal.
      const fermeture = fermetureDe(form.command, dossier)
      if (fermeture && !recu) {
        const corps = montre(ecranFerme(fermeture, context.acteur, await reste()))
        return { resultat: { corps, ferme: true }, fin: lue(corps) }
      }
      const ici = dossier ? { ...context, acteur: surLeDossier(context.acteur, dossier) } : context
      const refus = recu ? [] : ((await form.pasPour?.(tx, params, ici)) ?? [])
      if (refus.length > 0) {
        const message = refus.map(unRefus => unRefus.message).join(' ')
        const pasPour = { titre: 'Ce formulaire n’est pas pour vous', message, issue: null }
        const corps = montre(ecranFerme(pasPour, context.acteur, await reste()))
        return { resultat: { corps, ferme: true }, fin: lue(corps) }
      }
      let state: FormState = recu ?? {
        ...vide,
        values: (await form.initial?.(tx, params, context)) ?? {},
      }
      const geste = recu?.values._geste
      if (typeof geste === 'string' && geste !== '') {
        const connu = /^(ajouter|retirer|monter):/.test(geste)
        const values =
          connu || !form.geste
            ? appliquerGeste(state.values, geste)
            : await form.geste(tx, params, state.values, geste, context)
        state = { ...state, values }
      }
      const ecran = await form.view(tx, params, state, ici)
      const corps = avecSesMessages(montre, { ...ecran, recu: recu !== null }, state)
      return { resultat: { corps, ferme: false }, fin: lue(corps) }
    },
  )
}

/**
 * The screen with what is wrong: a screen without a place for messages (a lone button) says them
 * all the same.
 */
function avecSesMessages(
  montre: (ecran: Ecran) => string,
  ecran: Ecran,
  { alerte, refusals, errors }: FormState,
): string {
  const dits = [...refusals.map(refusal => refusal.message), ...Object.values(errors).flat()]
  const erreur = alerte !== undefined || dits.length > 0
  const corps = montre({ ...ecran, alerte: alerte ?? null, erreur })
  const tus = dits.filter(message => !corps.includes(echapper(message)))
  return tus.length > 0
    ? montre({ ...ecran, alerte: [alerte, ...tus].filter(Boolean).join(' '), erreur })
    : corps
}
const echapper = (texte: string) =>
  texte.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

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
        const fait = await envoyer(
          plateforme,
          { porteur: { jeton }, auteurId, requete: request.id },
          decrite.command,
          input.data,
        )
        return reply.send(fait.dejaEnvoye ? {} : decrite.reponse(fait.resultat))
      } catch (erreur) {
        if (erreur instanceof Refused)
          return reply.code(409).send({ message: erreur.message, code: erreur.refusals[0].code })
        throw erreur
      }
    },
  )
}
