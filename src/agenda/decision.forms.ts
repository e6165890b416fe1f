import { z } from 'zod'
import { caseCochee, identifiant, motif, motsOuRien, unParmi } from '../platform/saisie.ts'

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const dossierEtConvocation = new RegExp(`^(${uuid}):(${uuid})$`)
const AUCUNE = 'Cochez au moins une convocation.'
/** A line of the list: its dossier, then itself. */
const ligne = z
  .string()
  .regex(dossierEtConvocation)
  .transform(valeur => ({ dossierId: valeur.slice(0, 36), id: valeur.slice(37) }))
const choix = z
  .array(ligne, { error: AUCUNE })
  .min(1, { error: AUCUNE })
  .max(200, { error: 'Au plus 200 convocations à la fois.' })

export const garderForm = z.object({
  choix,
  motif: motif('Dites pourquoi ces convocations sont gardées.', 500),
})
export const annulerForm = z.object({
  choix,
  motif: motif('Dites pourquoi ces convocations sont annulées.', 500),
  prevenir: caseCochee,
})
export const confierForm = z.object({
  choix,
  agentId: identifiant('Choisissez l’agent.'),
  prevenir: caseCochee,
})
const creneau = z
  .string()
  .regex(new RegExp(`^${uuid}\\|\\d{4}-\\d{2}-\\d{2}\\|\\d{2}:\\d{2}$`))
  .transform(valeur => {
    const [plageId = '', le = '', heure = ''] = valeur.split('|')
    return { plageId, le, heure }
  })
export const deplacerForm = z.object({
  lignes: z
    .array(z.object({ choix: ligne, creneau: creneau.optional() }), { error: AUCUNE })
    .min(1, { error: AUCUNE })
    .max(200)
    .refine(valeur => valeur.some(x => x.creneau), {
      error: 'Choisissez un créneau pour au moins une personne.',
    }),
  avec: motsOuRien(10),
  prevenir: caseCochee,
})
export const suiteForm = z.object({
  dossierId: z.uuid(),
  convocationId: z.uuid(),
  etat: unParmi(['honoree', 'excusee', 'manquee'], 'Choisissez ce qui s’est passé.'),
})
