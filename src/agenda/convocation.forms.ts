import { z } from 'zod'
import type { Jour } from '../platform/date.ts'
import {
  caseCochee,
  choixEnPieces,
  demandeEnLignesOuRien,
  entier,
  heureSaisie,
  identifiant,
  jourSaisi,
  motif,
  motifOuRien,
  motsOuRien,
  plusieursOu,
  unParmi,
  versionVue,
} from '../platform/saisie.ts'
import { clesModalites } from './convocation.rules.ts'

/** A type is of one's own entité (`suivi`), or of a linked one (`<entité>/sap_ddse`). */
const type = choixEnPieces('({id}/)?{cle}', 'Choisissez le type.')
const moment = {
  type,
  /** A slot of a range: `<plage>|<jour>|<heure>`; without it, a free hour. */
  creneau: choixEnPieces(
    '{id}\\|{jour}\\|{heure}',
    'Choisissez un créneau de la liste.',
  ).optional(),
  /** The type whose slots were on the screen. */
  typeMontre: type.optional(),
  le: jourSaisi().optional(),
  heure: heureSaisie().optional(),
  dureeMinutes: entier(5, 480, 'La durée va de 5 à 480 minutes.').optional(),
  modalite: unParmi(clesModalites).optional(),
  lieuId: identifiant().optional(),
  lieu: motsOuRien(200),
  adresse: motsOuRien(300),
  agentId: identifiant('Choisissez l’agent.').optional(),
  consigne: demandeEnLignesOuRien(1000),
  prevenir: unParmi(['oui', 'non'], 'Dites si la personne est prévenue par message.').default(
    'oui',
  ),
  malgre: caseCochee,
}
type Moment = { creneau?: string | undefined; le?: Jour | undefined; heure?: string | undefined }
/** A convocation never leaves without its day and its hour. */
const complet = (moment: Moment, ctx: z.RefinementCtx) => {
  if (moment.creneau) return
  if (!moment.le)
    ctx.addIssue({
      code: 'custom',
      path: ['le'],
      message: 'Choisissez un créneau libre, ou indiquez le jour.',
    })
  if (!moment.heure)
    ctx.addIssue({ code: 'custom', path: ['heure'], message: 'Indiquez une heure.' })
}
export const convoquerForm = z
  .object({
    dossierId: z.uuid(),
    ...moment,
    mesures: plusieursOu('aucune'),
    chaque: entier(1, 8, 'De 1 à 8 semaines.').optional(),
    fois: entier(1, 26, 'De 1 à 26 convocations.').optional(),
    sauter: caseCochee,
  })
  .superRefine(complet)
export const deplacerForm = z
  .object({ dossierId: z.uuid(), convocationId: z.uuid(), version: versionVue, ...moment })
  .superRefine(complet)
export const noterEtatForm = z.object({
  dossierId: z.uuid(),
  convocationId: z.uuid(),
  etat: unParmi(['honoree', 'excusee', 'manquee', 'annulee'], 'Choisissez ce qui s’est passé.'),
  motif: motifOuRien(500),
  prevenir: unParmi(['oui', 'non']).default('non'),
  serie: caseCochee,
})
export const reporterForm = z
  .object({
    dossierId: z.uuid(),
    convocationId: z.uuid(),
    motif: motif('Dites pourquoi.', 500),
    ...moment,
  })
  .superRefine(complet)
