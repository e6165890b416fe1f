import { z } from 'zod'
import { motsDe } from '../platform/mots.ts'
import {
  caseCochee,
  heureSaisie,
  jourSaisi,
  motif,
  motsOuRien,
  plusieursOu,
  texteLong,
  unParmi,
  versionVue,
} from '../platform/saisie.ts'
import { AUCUNE_CONVOCATION, formes } from './entretien.rules.ts'

const clesFormes = motsDe(formes)
const champs = {
  le: jourSaisi('Indiquez le jour de l’entretien.'),
  heure: heureSaisie().optional(),
  forme: unParmi(clesFormes, 'Dites comment il s’est tenu.'),
  lieu: motsOuRien(200),
  mesures: plusieursOu('aucune'),
  malgre: caseCochee,
  presents: motsOuRien(500),
  recit: texteLong('Écrivez le récit de l’entretien.'),
  convenu: texteLong().optional(),
  suite: texteLong().optional(),
}
export const noterEntretienForm = z.object({
  dossierId: z.uuid(),
  convocationId: z
    .union([z.uuid(), z.literal(AUCUNE_CONVOCATION)], { error: 'Choisissez dans la liste.' })
    .optional(),
  /** It answers a convocation of another day. */
  autreJour: caseCochee,
  ...champs,
})
export const corrigerEntretienForm = z.object({
  dossierId: z.uuid(),
  entretienId: z.uuid(),
  version: versionVue,
  /** Moved to another day: whether it still answers its convocation. */
  repond: unParmi(['oui', 'non']).optional(),
  motifCorrection: motif('Dites pourquoi vous corrigez.', 500),
  ...champs,
})
export const retirerEntretienForm = z.object({
  dossierId: z.uuid(),
  entretienId: z.uuid(),
  motif: motif('Dites pourquoi cet entretien est retiré.', 500),
  /** The convocation that it answered is as it was before it. */
  remettre: caseCochee,
})
export const retablirEntretienForm = z.object({ dossierId: z.uuid(), entretienId: z.uuid() })
