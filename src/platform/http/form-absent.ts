import type { z } from 'zod'
import type { Context } from '../command.ts'
import type { Tx } from '../db/index.ts'
import { inTransaction } from '../demande.ts'
import { Introuvable } from '../introuvable.ts'
import type { Form } from './form.ts'
import { jetonDeSession } from './jeton.ts'
import { ecranFerme } from './montrer.ts'
import { dossierDesParams, lireParams } from './page.ts'
import type { Ecran } from './plateforme.ts'
import { html, repondre, type Visite } from './rendu.ts'

/**
 * A dossier that is not there any more for whoever asks: what this form may say of it, or the same
 * « introuvable ».
 */
export async function direAilleurs<P extends z.ZodType, S extends z.ZodType, R>(
  visite: Visite,
  form: Form<P, S, R>,
  erreur: unknown,
) {
  if (!(erreur instanceof Introuvable) || !form.ailleurs) throw erreur
  const params = lireParams(form.params, visite.request)
  return aSaPlace(visite, form, { erreur, dossierId: null }, async (tx, context) =>
    form.ailleurs ? form.ailleurs(tx, params, context) : null,
  )
}

/**
 * A form that is no more possible in a dossier that is still there: what was typed there is given
 * back, with why it is not taken.
 */
export async function rendreLesMots<P extends z.ZodType, S extends z.ZodType, R>(
  visite: Visite,
  form: Form<P, S, R>,
  erreur: unknown,
) {
  if (!(erreur instanceof Introuvable) || !form.garde) throw erreur
  const params = lireParams(form.params, visite.request)
  const dossierId = dossierDesParams(params)
  return aSaPlace(visite, form, { erreur, dossierId }, async (tx, context) => {
    const reste = await form.garde?.(tx, params, context)
    const { message } = erreur
    const titre = 'Ce formulaire n’est plus possible'
    return reste ? ecranFerme({ titre, message, issue: null }, context.acteur, reste) : null
  })
}

type Absence = { erreur: Introuvable; dossierId: string | null }
/** Another screen where the form is not, with its reading in the journal. */
async function aSaPlace<P extends z.ZodType, S extends z.ZodType, R>(
  visite: Visite,
  { path, command }: Form<P, S, R>,
  { erreur, dossierId }: Absence,
  ecranDe: (tx: Tx, context: Context) => Promise<Ecran | null>,
) {
  const { plateforme, request } = visite
  const jeton = jetonDeSession(request)
  if (!jeton) throw erreur
  const demande = {
    porteur: { jeton },
    permission: command.permission,
    dossierId,
    requete: request.id,
    acte: path,
    lecture: true,
  }
  const corps = await inTransaction(
    plateforme,
    demande,
    async (tx, context, ouverture, dossier) => {
      const ecran = await ecranDe(tx, context)
      if (!ecran) throw erreur
      const resultat = html(visite, context.acteur, { ...ecran, dossier })
      const lue = { ouverture, route: path, dossierId, requete: request.id, corps: resultat }
      return { resultat, fin: plateforme.acces.lecture(lue) }
    },
  )
  return repondre(visite, 409, corps)
}
