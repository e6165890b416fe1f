import type { VNode } from 'preact'
import type { z } from 'zod'
import { type Acteur, type Context, porteesDe, surLeDossier } from '../command.ts'
import type { Tx } from '../db/index.ts'
import { inTransaction } from '../demande.ts'
import { type FormState, PageFermee } from '../interface/index.ts'
import { appliquerGeste } from './corps.ts'
import type { Form } from './form.ts'
import { jetonDeSession } from './jeton.ts'
import { dossierDesParams, lireParams } from './page.ts'
import {
  type DossierOuvert,
  type Ecran,
  type Fermeture,
  fermetureDe,
  SansSession,
} from './plateforme.ts'
import { html, type Visite } from './rendu.ts'
import { porteurDe } from './reprise.ts'

export const vide: FormState = { values: {}, errors: {}, refusals: [] }

type Lecture<P extends z.ZodType> = { tx: Tx; params: z.output<P>; context: Context }
/** The form as it is shown: empty or begun, or with what was sent and why it was not taken. */
export async function montrer<P extends z.ZodType, S extends z.ZodType, R>(
  visite: Visite,
  form: Form<P, S, R>,
  recu: FormState | null,
): Promise<{ corps: string; ferme: boolean }> {
  const { plateforme, request } = visite
  const params = lireParams(form.params, request)
  const jeton = jetonDeSession(request)
  if (!jeton) throw new SansSession(null)
  const dossierId = dossierDesParams(params)
  const demande = {
    porteur: { jeton },
    permission: form.command.permission,
    dossierId,
    auteurId: porteurDe(plateforme.secret, recu?.values._porteur),
    requete: request.id,
    acte: form.path,
    portees: porteesDe(form.command),
    lecture: true,
  }
  return inTransaction(plateforme, demande, async (tx, context, ouverture, dossier) => {
    const ici = dossier ? { ...context, acteur: surLeDossier(context.acteur, dossier) } : context
    const montre = (ecran: Ecran) => html(visite, context.acteur, { ...ecran, dossier })
    const lecture = { tx, params, context }
    // Nobody fills in a form that will be refused; what was already typed is shown again with the
    // refusal.
    const fermeture = recu
      ? null
      : await fermetureDuForm(form, dossier, { ...lecture, context: ici })
    const rendre = async () => {
      if (fermeture) {
        const reste = (await form.garde?.(tx, params, context)) ?? null
        return montre(ecranFerme(fermeture, context.acteur, reste))
      }
      const state = await etatDe(form, recu, lecture)
      const ecran = await form.view(tx, params, state, ici)
      return avecSesMessages(montre, { ...ecran, recu: recu !== null }, state)
    }
    const corps = await rendre()
    const lue = { ouverture, route: form.path, dossierId, requete: request.id, corps }
    return {
      resultat: { corps, ferme: fermeture !== null },
      fin: plateforme.acces.lecture(lue),
    }
  })
}

/** Why nothing is to be typed here: the dossier takes nothing, or the act is not theirs. */
async function fermetureDuForm<P extends z.ZodType, S extends z.ZodType, R>(
  { command, pasPour }: Form<P, S, R>,
  dossier: DossierOuvert | null,
  { tx, params, context }: Lecture<P>,
): Promise<Fermeture | null> {
  const fermeture = fermetureDe(command, dossier)
  if (fermeture) return fermeture
  const refus = (await pasPour?.(tx, params, context)) ?? []
  if (refus.length === 0) return null
  const message = refus.map(unRefus => unRefus.message).join(' ')
  return { titre: 'Ce formulaire n’est pas pour vous', message, issue: null }
}

/** What its fields hold, once the gesture that was asked for is made. */
async function etatDe<P extends z.ZodType, S extends z.ZodType, R>(
  form: Form<P, S, R>,
  recu: FormState | null,
  { tx, params, context }: Lecture<P>,
): Promise<FormState> {
  if (!recu) return { ...vide, values: (await form.initial?.(tx, params, context)) ?? {} }
  const geste = recu.values._geste
  if (typeof geste !== 'string' || geste === '') return recu
  const connu = /^(ajouter|retirer|monter):/.test(geste)
  const values =
    connu || !form.geste
      ? appliquerGeste(recu.values, geste)
      : await form.geste(tx, params, recu.values, geste, context)
  return { ...recu, values }
}

/** Nothing is typed here any more: why, and the act that would open it again, for who may. */
export function ecranFerme(
  { titre, message, issue }: Fermeture,
  acteur: Acteur,
  reste: VNode | null,
): Ecran {
  const suite = issue && acteur.peut(issue.si) ? { href: issue.href, label: issue.label } : null
  return { titre, corps: PageFermee({ titre, message, suite, reste }) }
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
