import type { z } from 'zod'
import { afficherInstant } from '../date.ts'
import { RIEN_DE_PLUS } from '../db/connexion.ts'
import { type Demande, inTransaction } from '../demande.ts'
import { envoyer } from '../executer.ts'
import { avecRefus, type FormState } from '../interface/index.ts'
import { Refused, refuseIf } from '../refusal.ts'
import { erreursDe, Illisible, normaliser, sansBlancs, type Valeurs } from './corps.ts'
import type { Form } from './form.ts'
import { caracteresInterdits, enForme, sansInterdits } from './formes.ts'
import { envoiLegitime, jetonDeSession, poserMessage } from './jeton.ts'
import { montrer, vide } from './montrer.ts'
import { envoyerFichier, lireParams } from './page.ts'
import { DejaServi, type Plateforme, SansSession } from './plateforme.ts'
import { repondre, type Visite } from './rendu.ts'
import { envoiDe, porteurDe } from './reprise.ts'

const PAGE_ANCIENNE =
  'Cette page était ouverte depuis trop longtemps. Rien n’est perdu : vérifiez, puis envoyez de nouveau.'
const dejaServi = ({ a: instant, fuseau }: DejaServi) =>
  `Cette page a déjà servi : un premier envoi a été enregistré le ${afficherInstant(instant, fuseau)}. Celui-ci est différent et n’est pas enregistré. Vérifiez-le, puis envoyez de nouveau.`
const dejaFait = (instant: string, fuseau: string) =>
  `Déjà enregistré le ${afficherInstant(instant, fuseau)} : rien n’a été fait deux fois.`

/** What was typed and sent is written, or shown again with what is wrong. */
export async function recevoir<P extends z.ZodType, S extends z.ZodType, R>(
  visite: Visite,
  form: Form<P, S, R>,
) {
  const { plateforme, request } = visite
  const params = lireParams(form.params, request)
  // A form is sent as forms are: JSON would bring numbers, nothing and truths where its pages read
  // texts.
  if (/^application\/json/i.test(request.headers['content-type'] ?? '')) throw new Illisible(415)
  const recues = normaliser(request.body ?? {}) as Valeurs
  // What is shown again, and kept meanwhile, is what the base can hold: a view never sees what the
  // field refuses.
  const values = enForme(form.command.input, sansInterdits(recues)) as Valeurs
  const encore = async (state: Partial<FormState>, statut = 422) =>
    repondre(visite, statut, (await montrer(visite, form, { ...vide, values, ...state })).corps)
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
    return await ecrire(visite, form, { jeton, params, values, input: input.data })
  } catch (erreur) {
    if (erreur instanceof Refused) return encore(avecRefus({ ...vide, values }, erreur.refusals))
    if (erreur instanceof DejaServi) return encore({ alerte: dejaServi(erreur) })
    throw erreur
  }
}

type Recu<P extends z.ZodType, S extends z.ZodType> = {
  jeton: string
  params: z.output<P>
  values: Valeurs
  input: z.output<S>
}
/** The write, once its key is known; then the next page, or the file that it makes. */
async function ecrire<P extends z.ZodType, S extends z.ZodType, R>(
  { plateforme, request, reply }: Visite,
  form: Form<P, S, R>,
  { jeton, params, values, input }: Recu<P, S>,
) {
  const envoi = envoiDe(plateforme.secret, request.url, values)
  const demande = {
    porteur: { jeton },
    envoi,
    auteurId: porteurDe(plateforme.secret, values._porteur),
    requete: request.id,
  }
  if (form.avant) {
    const seule = { ...demande, envoi: null, acte: form.path }
    refuseIf([...(await apart(plateforme, seule, form, input))])
  }
  const fait = await envoyer(plateforme, demande, {
    command: form.command,
    input,
    suite: resultat => form.redirectTo(resultat, params, values),
  })
  if (form.fichier && !fait.dejaEnvoye) return envoyerFichier(reply, form.fichier(fait.resultat))
  if (fait.dejaEnvoye) poserMessage(reply, dejaFait(fait.a, fait.fuseau))
  else if (form.flash) poserMessage(reply, form.flash(fait.resultat))
  return reply.redirect(fait.suite ?? '/', 303)
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
      fin: RIEN_DE_PLUS,
    }),
  )
