import { z } from 'zod'
import { motsDe } from '../platform/mots.ts'
import {
  caseCochee,
  demande,
  demandeOuRien,
  entier,
  identifiant,
  jourSaisi,
  lignesOuRien,
  motif,
  mots,
  motsOuRien,
  unParmi,
} from '../platform/saisie.ts'
import { numeroDeParquet } from './attente.rules.ts'
import { clesDeCasPermis } from './cas-permis.rules.ts'
import { auteurs } from './definition.rules.ts'
import { fondements } from './fondement.rules.ts'
import { clesDHotes } from './hote.rules.ts'
import { clesNatures } from './nature.rules.ts'

/** Where a measure is, in an address. */
export const parMesure = z.object({ dossierId: z.uuid(), mesureId: z.uuid() })
export type Lieu = z.output<typeof parMesure>

const clesDeFondement = motsDe(fondements)
const clesAuteurs = motsDe(auteurs)
/**
 * A line of the list of obligations: ticked, it names its `article`; the words of the law follow.
 * `cle` is the line that was shown, so that a precision beside a box that was not ticked is said,
 * not lost. A line without either is an obligation in the decision's own words.
 */
const obligation = z
  .object({
    cle: motsOuRien(60),
    article: motsOuRien(60),
    libelle: demandeOuRien(),
    precisions: motsOuRien(1000),
  })
  .superRefine((valeur, ctx) => {
    if (valeur.precisions && !valeur.article && !valeur.libelle)
      ctx.addIssue({
        code: 'custom',
        path: [valeur.cle ? 'precisions' : 'libelle'],
        message: valeur.cle
          ? 'Vous avez écrit une précision : cochez l’obligation, ou effacez la précision.'
          : 'Écrivez l’obligation.',
      })
  })
  .transform(({ cle: _, ...reste }) => (reste.article || reste.libelle ? reste : null))
/** Lines of a list; one that was left empty is not a line. */
const obligations = z
  .array(obligation)
  .default([])
  .transform(valeur => valeur.filter(ligne => ligne !== null))
/** What a person records of a measure; each of these facts may be corrected. */
const faitsDeMesure = {
  nature: unParmi(clesNatures, 'Choisissez la mesure.'),
  juridictionId: identifiant('Choisissez la juridiction.'),
  numeroParquet: motsOuRien(40)
    .refine(
      saisi => !saisi || numeroDeParquet(saisi) !== null,
      'Un numéro de parquet a des chiffres : écrivez-le, ou laissez vide.',
    )
    .transform(saisi => numeroDeParquet(saisi) ?? undefined),
  decisionLe: jourSaisi('Indiquez la date de la décision.'),
  debutLe: jourSaisi('Indiquez le début.'),
  finLe: jourSaisi().optional(),
  dureeMois: entier(1, 600, 'Indiquez un nombre de mois.').optional(),
  heures: entier(1, 2000, 'Indiquez un nombre d’heures.').optional(),
  palier: motsOuRien(60),
  peineMois: entier(1, 600, 'Indiquez un nombre de mois.').optional(),
  recidive: caseCochee,
  ssjEncouru: caseCochee,
  contravention: caseCochee,
  violOuAtteinte: caseCochee,
  parLeTap: caseCochee,
  sansDetention: caseCochee,
  deDroit: caseCochee,
  casPermis: unParmi(clesDeCasPermis, 'Choisissez le cas, ou laissez vide.').optional(),
  faitsLe: jourSaisi().optional(),
  notifieeLe: jourSaisi().optional(),
  executionProvisoire: caseCochee,
  precisions: lignesOuRien(2000),
}
export const saisirMesureForm = z.object({
  dossierId: z.uuid(),
  ...faitsDeMesure,
  obligations,
  /** A measure that looks like this one was shown, and is another. */
  confirme: caseCochee,
  pieces: z.array(z.string()).default([]),
  /** Convocations that serve this measure, or « aucune »; asked where the form has shown some. */
  convocations: z.array(z.string().max(60)).default([]),
  convocationsMontrees: caseCochee,
})
const numeroDeDecision = motsOuRien(60).refine(
  saisi => !saisi || /\d/.test(saisi),
  'Un numéro de décision a des chiffres : écrivez-le tel qu’il est sur la décision.',
)
/**
 * An act of the life of a measure: what was decided, when, by whom; its content where it fixes one.
 */
export const accomplirActeForm = z.object({
  dossierId: z.uuid(),
  mesureId: z.uuid(),
  acte: mots('Choisissez l’acte.', 60),
  le: jourSaisi('Indiquez la date de l’acte.'),
  auteur: unParmi(clesAuteurs, 'Dites qui a décidé.'),
  nouvelleFinLe: jourSaisi().optional(),
  /** Where the act starts the measure on another day than the one recorded. */
  debut: unParmi(['deplacer', 'garder'], 'Dites si le début se déplace.').optional(),
  decision: lignesOuRien(2000),
  /**
   * Of a decision: its number, or that it has none, its day where it is not that of the act, who
   * decided, and that it was read.
   */
  numero: numeroDeDecision,
  sansNumero: caseCochee,
  decisionLe: jourSaisi().optional(),
  decisionJuridictionId: identifiant('Choisissez la juridiction.').optional(),
  decisionVue: caseCochee,
  /** It was decided by another juridiction than that of the measure, and this was shown. */
  autreJuridiction: caseCochee,
  /** Of an act that assigns a work of general interest. */
  hote: unParmi(clesDHotes, 'Choisissez la structure, ou laissez vide.').optional(),
  habiliteeLe: jourSaisi().optional(),
  tigParSemaine: entier(1, 80, 'Indiquez un nombre d’heures.').optional(),
  emploiParSemaine: entier(0, 80, 'Indiquez un nombre d’heures.').optional(),
  /** Of an act that has prison executed: how long its decision says. */
  partieMois: entier(0, 600, 'Indiquez un nombre de mois.').optional(),
  partieJours: entier(0, 366, 'Indiquez un nombre de jours.').optional(),
  avisPersonne: lignesOuRien(4000),
  obligations,
  levees: z.array(z.uuid()).default([]),
  /** Of a death: the other measures that run end by it too. */
  autresMesures: caseCochee,
})
export const annulerActeForm = z.object({
  dossierId: z.uuid(),
  mesureId: z.uuid(),
  acteId: z.uuid(),
  motif: motif('Dites pourquoi cet acte est annulé.', 500),
})
export const attendrePieceForm = z.object({
  dossierId: z.uuid(),
  libelle: demande('Dites quelle pièce vous attendez.', 200),
  attendueDe: mots('Dites de qui vous l’attendez.', 200),
})
export const recevoirPieceForm = z.object({ dossierId: z.uuid(), pieceId: z.uuid() })
export const signalerAttenteForm = z.object({
  dossierId: z.uuid(),
  manque: demande('Dites ce qui manque.'),
})
export const leverAttenteForm = z.object({ dossierId: z.uuid(), attenteId: z.uuid() })

const laMesure = { dossierId: z.uuid(), mesureId: z.uuid() }
const version = z.coerce.number().int().min(1)
/** Each correction says why; what was there before is kept. */
const motifDeCorrection = motif('Dites pourquoi vous corrigez.', 500)

/** A change of what was pronounced says what it rests on. */
const dOuVientLaCorrection = {
  fondement: unParmi(clesDeFondement, 'Dites d’où vient la correction.').optional(),
  rectificationNumero: numeroDeDecision,
  rectificationSansNumero: caseCochee,
  rectificationLe: jourSaisi().optional(),
}

export const corrigerMesureForm = z.object({
  ...laMesure,
  version,
  ...faitsDeMesure,
  motif: motifDeCorrection,
  ...dOuVientLaCorrection,
  /** What moves was shown; `montre` says which changes were. */
  confirme: caseCochee,
  montre: z.string().max(10_000).optional(),
  /** It becomes like another measure of the dossier, and is another. */
  memeDecision: caseCochee,
})
export const corrigerObligationsForm = z.object({
  ...laMesure,
  version,
  obligations,
  motif: motifDeCorrection,
  ...dOuVientLaCorrection,
})
export const retirerMesureForm = z.object({
  ...laMesure,
  motif: motif('Dites pourquoi cette mesure est retirée.', 500),
})
export const remettreMesureForm = z.object({
  ...laMesure,
  motif: motif('Dites pourquoi cette mesure est remise.', 500),
})
