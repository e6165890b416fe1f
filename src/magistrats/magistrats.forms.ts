import { z } from 'zod'
import { motsDe } from '../platform/mots.ts'
import {
  caseCochee,
  DEMANDE_EN_MOTS,
  demandeEnLignes,
  enMots,
  identifiant,
  jourSaisi,
  motif,
  motifEnLignes,
  motifOuRien,
  mots,
  motsOuRien,
  texteLong,
  unParmi,
  versionVue,
} from '../platform/saisie.ts'
import { naturesDeRapport } from './magistrats.rules.ts'
import { sensDeReponse } from './reponse.rules.ts'
import { detenteurs, naturesDeSaisine } from './saisine.rules.ts'

const laMesure = z.union([z.uuid(), z.literal('aucune')], { error: 'Choisissez dans la liste.' })
export const saisirForm = z.object({
  dossierId: z.uuid(),
  juridictionId: identifiant('Choisissez la juridiction.').optional(),
  mesureId: identifiant().optional(),
  nature: unParmi(motsDe(naturesDeSaisine), 'Choisissez la demande.'),
  objet: demandeEnLignes('Dites ce qui est demandé.'),
  recueLe: jourSaisi('Indiquez la date de la demande.'),
  echeanceLe: jourSaisi('Indiquez l’échéance.'),
  confirme: caseCochee,
})
export const corrigerSaisineForm = z.object({
  dossierId: z.uuid(),
  saisineId: z.uuid(),
  version: versionVue,
  mesureId: identifiant('Choisissez dans la liste.').optional(),
  nature: unParmi(motsDe(naturesDeSaisine), 'Choisissez la demande.'),
  objet: demandeEnLignes('Dites ce qui est demandé.'),
  echeanceLe: jourSaisi('Indiquez l’échéance.'),
  motif: motif('Dites pourquoi la demande est corrigée.', 500),
})
export const passerForm = z.object({
  dossierId: z.uuid(),
  saisineId: z.uuid(),
  detenteur: unParmi(motsDe(detenteurs), 'Choisissez qui l’a en main.'),
  precision: motsOuRien(200),
  motif: motifOuRien(500),
})
export const cloreSaisineForm = z.object({
  dossierId: z.uuid(),
  saisineId: z.uuid(),
  motif: motif('Dites pourquoi la demande est close.', 500),
})
export const commencerRapportForm = z.object({
  dossierId: z.uuid(),
  saisineId: identifiant().optional(),
  juridictionId: identifiant('Choisissez la juridiction.').optional(),
  mesureId: laMesure.optional(),
  nature: unParmi(motsDe(naturesDeRapport), 'Choisissez le rapport.'),
  titre: motsOuRien(200),
  echeanceLe: jourSaisi().optional(),
})
export const rattacherRapportForm = z.object({
  dossierId: z.uuid(),
  rapportId: z.uuid(),
  mesureId: laMesure,
  nature: unParmi(motsDe(naturesDeRapport), 'Choisissez le rapport.'),
  motif: motifOuRien(500),
})
const section = z.object({
  sectionId: z.uuid().optional(),
  titre: mots('Donnez un titre à cette partie.', 200),
  texte: texteLong().optional(),
  source: motsOuRien(60),
})
export const ecrireRapportForm = z.object({
  dossierId: z.uuid(),
  rapportId: z.uuid(),
  version: versionVue,
  titre: mots('Donnez un titre au rapport.', 200),
  sections: z.array(section).default([]),
  /**
   * The text takes into account what the dossier says of the measures, up to the change that was
   * shown.
   */
  aJour: caseCochee,
  changementVu: z.string().max(60).optional(),
})
export const rapportForm = z.object({ dossierId: z.uuid(), rapportId: z.uuid() })
/**
 * What the page showed: its version, and the last change of the measures that was looked at; absent
 * where no page was read.
 */
export const validerForm = rapportForm.extend({
  version: versionVue.optional(),
  changementVu: z.string().max(60).optional(),
})
export const retirerValidationForm = rapportForm.extend({
  vers: unParmi(['soumis', 'renvoye'], 'Dites ce que devient le rapport.'),
  motifDeReprise: motifEnLignes('Dites pourquoi la validation est retirée.', 500),
})
export const abandonnerForm = z.object({
  dossierId: z.uuid(),
  rapportId: z.uuid(),
  motif: motifEnLignes('Dites pourquoi le rapport est abandonné.', 500),
})
export const renvoyerForm = z.object({
  dossierId: z.uuid(),
  rapportId: z.uuid(),
  motif: motifEnLignes('Dites au rédacteur ce qu’il faut reprendre.', 2000),
})
export const repondreForm = z
  .object({
    dossierId: z.uuid(),
    rapportId: z.uuid(),
    sens: unParmi(motsDe(sensDeReponse), 'Choisissez le sens de la réponse.'),
    texte: texteLong('Écrivez la réponse.'),
    pourLe: jourSaisi().optional(),
    /**
     * How often the magistrate had spoken when the page was opened (`foisDites`): a page opened
     * before an answer answers nothing over it.
     */
    version: versionVue.default(0),
  })
  .refine(({ sens, texte }) => sens !== 'complement' || enMots(texte), {
    ...DEMANDE_EN_MOTS,
    path: ['texte'],
  })
export const retirerReponseForm = z.object({
  dossierId: z.uuid(),
  rapportId: z.uuid(),
  reponseId: z.uuid(),
  motifDuRetrait: motif('Dites pourquoi la réponse est retirée.', 500),
})
