import { ouvrirPerimetre, suiviChange } from '../dossiers/index.ts'
import { command } from '../platform/command.ts'
import type { Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { fait, publier, type Reaction } from '../platform/fait.ts'
import { trouver } from '../platform/http/plateforme.ts'
import { refuseIf } from '../platform/refusal.ts'
import { attentesSatisfaites, type Decision } from './attente.rules.ts'
import type { Auteur } from './definition.rules.ts'
import { finDe } from './duree.rules.ts'
import { deroulement, type MesureSuivie, refusDActe, refusDAnnuler, refusDAuteur, termeApres, transitionDe } from './etat.rules.ts'
import {
  accomplirActeForm,
  annulerActeForm,
  attendrePieceForm,
  corrigerMesureForm,
  leverAttenteForm,
  recevoirPieceForm,
  saisirMesureForm,
  signalerAttenteForm,
} from './mesure.forms.ts'
import { obligationComplete, referentielDe, refusDeMesure, refusDeProposition, refusDesFaits } from './mesure.rules.ts'
import * as store from './mesure.store.ts'
import { refusDObligation } from './obligation.rules.ts'

/** A measure has ended on a day: convocations beyond it have no more ground. */
export const mesureTerminee = fait<{ dossierId: string; mesureId: string; le: string }>('mesures.terminee')

const entretemps =
  'Un autre agent vient d’enregistrer un changement sur cette mesure. Ce que vous avez écrit est encore ici : vérifiez, puis enregistrez de nouveau.'
const ligneDObligation = (
  dossierId: string,
  mesureId: string,
  o: { article: string; libelle: string; precisions?: string | undefined },
  i: number,
) => ({ dossierId, mesureId, article: o.article, libelle: o.libelle, precisions: o.precisions ?? null, rang: i + 1 })

export const saisirMesure = command({
  name: 'mesures.saisir',
  permission: 'mesure:ecrire',
  input: saisirMesureForm,
  async run(tx, { obligations, pieces, ...m }, context) {
    const { acteur, aujourdhui } = context
    refuseIf([...refusDeMesure({ ...m, obligations }), ...refusDeProposition(m.nature, context.demonstration)])
    const { dossierId } = m
    const { id: mesureId } = await store.insererMesure(tx, {
      ...m,
      referentiel: referentielDe(m.nature),
      numeroParquet: m.numeroParquet ?? null,
      finLe: finDe(m) ?? null,
      faitsLe: m.faitsLe ?? null,
      notifieeLe: m.notifieeLe ?? null,
      dureeMois: m.dureeMois ?? null,
      heures: m.heures ?? null,
      palier: m.palier ?? null,
      precisions: m.precisions ?? null,
      saisiePar: acteur.id,
    })
    await store.insererObligations(
      tx,
      obligations.map((o, i) => ligneDObligation(dossierId, mesureId, obligationComplete(o, m.decisionLe), i)),
    )
    await store.insererPieces(
      tx,
      pieces.map(libelle => ({ dossierId, mesureId, libelle, attendueDe: 'juridiction', demandeeLe: aujourdhui })),
    )
    await ouvrirPerimetre(tx, dossierId, m.juridictionId, 'mandat')
    const decision = { le: m.decisionLe, juridictionId: m.juridictionId, numeroParquet: m.numeroParquet ?? null }
    for (const id of attentesSatisfaites(await store.attentesDuDossier(tx, dossierId), decision))
      await store.leverAttente(tx, dossierId, aujourdhui, acteur.id, id)
    await publier(tx, context, suiviChange, { dossierId })
    return { dossierId, mesureId }
  },
  journal: ({ dossierId }, { mesureId }) => ({ dossierId, cible: mesureId }),
})

/** A measure with its acts, as the rules read it. */
const suivie = async (tx: Tx, dossierId: string, mesureId: string) => {
  const m = trouver(await store.verrouillerMesure(tx, dossierId, mesureId))
  const actes = await store.actesDuDossier(tx, dossierId, mesureId)
  return { ...m, actes } satisfies MesureSuivie
}

/** One step in the life of a measure: checked by the state machine of its kind on that day, recorded, never overwritten. */
export const accomplirActe = command({
  name: 'mesures.accomplir-acte',
  permission: 'acte:ecrire',
  input: accomplirActeForm,
  contraintes: { un_acte_par_rang: entretemps, une_seule_fin: 'Cette mesure est déjà terminée.' },
  async run(tx, { obligations, levees, ...a }, context) {
    const { dossierId, mesureId, acte, le, auteur, decision = null, avisPersonne = null } = a
    const m = await suivie(tx, dossierId, mesureId)
    refuseIf([
      ...refusDActe(m, a, context.aujourdhui),
      ...refusDAuteur(context.acteur.fonction, auteur),
      ...obligations.flatMap((o, i) => refusDObligation(m.nature, o.article, le, `obligations.${i}.article`)),
    ])
    const t = trouver(transitionDe(m, acte, le))
    const contenu = obligations.map(o => obligationComplete(o, le))
    const { id: acteId } = await store.insererActe(tx, {
      dossierId,
      mesureId,
      rang: (m.actes.at(-1)?.rang ?? 0) + 1,
      acte,
      de: deroulement(m).etat,
      vers: t.vers,
      le,
      auteur,
      decision,
      avisPersonne,
      contenu: contenu.length ? contenu : null,
      termeLe: termeApres(m, t, a),
      causeFin: t.cause ?? null,
      saisiPar: context.acteur.id,
    })
    if (t.effet === 'contenu') {
      await store.leverObligations(tx, dossierId, mesureId, levees, le, acteId)
      await store.insererObligations(
        tx,
        contenu.map((o, i) => ({ ...ligneDObligation(dossierId, mesureId, o, i), acteId })),
      )
    }
    if (t.cause) await publier(tx, context, mesureTerminee, { dossierId, mesureId, le })
    await publier(tx, context, suiviChange, { dossierId })
    return { dossierId, mesureId, libelle: t.libelle, fin: t.cause !== undefined }
  },
  journal: ({ dossierId, mesureId, acte }) => ({ dossierId, cible: mesureId, motif: acte }),
})

/** The last act undone, because it was recorded by mistake: it stays, with who undid it and why. */
export const annulerActe = command({
  name: 'mesures.annuler-acte',
  permission: 'acte:ecrire',
  input: annulerActeForm,
  async run(tx, { dossierId, mesureId, acteId, motif }, context) {
    const m = await suivie(tx, dossierId, mesureId)
    const acte = trouver(m.actes.find(x => x.id === acteId))
    refuseIf([...refusDAnnuler(acte, m.actes), ...refusDAuteur(context.acteur.fonction, acte.auteur as Auteur)])
    await store.annulerActe(tx, { dossierId, acteId, annulePar: context.acteur.id, annuleMotif: motif, le: acte.le })
    await publier(tx, context, suiviChange, { dossierId })
    return { dossierId, mesureId }
  },
  journal: ({ dossierId, acteId, motif }) => ({ dossierId, cible: acteId, motif }),
})

/** Facts from which delays run: what they were is kept, and every deadline is computed again. */
export const corrigerMesure = command({
  name: 'mesures.corriger',
  permission: 'mesure:ecrire',
  input: corrigerMesureForm,
  async run(tx, { dossierId, mesureId, version, motif, faitsLe, notifieeLe, executionProvisoire }, context) {
    const m = trouver(await store.verrouillerMesure(tx, dossierId, mesureId))
    const dates = { decisionLe: m.decisionLe as Jour, debutLe: m.debutLe as Jour, faitsLe, notifieeLe }
    refuseIf(refusDesFaits(dates))
    const fait = await store.corrigerMesure(
      tx,
      {
        dossierId,
        mesureId,
        version,
        motif,
        corrigeePar: context.acteur.id,
        avant: { faitsLe: m.faitsLe, notifieeLe: m.notifieeLe, executionProvisoire: m.executionProvisoire },
      },
      { faitsLe: faitsLe ?? null, notifieeLe: notifieeLe ?? null, executionProvisoire },
    )
    refuseIf(fait ? [] : [{ code: 'modifie_entretemps', message: entretemps }])
    await publier(tx, context, suiviChange, { dossierId })
    return { dossierId, mesureId }
  },
  journal: ({ dossierId, mesureId, motif }) => ({ dossierId, cible: mesureId, motif }),
})

export const attendrePiece = command({
  name: 'mesures.attendre-piece',
  permission: 'mesure:ecrire',
  input: attendrePieceForm,
  async run(tx, { dossierId, libelle, attendueDe }, { aujourdhui }) {
    await store.insererPieces(tx, [{ dossierId, mesureId: null, libelle, attendueDe, demandeeLe: aujourdhui }])
    return { dossierId }
  },
  journal: ({ dossierId }) => ({ dossierId }),
})

export const recevoirPiece = command({
  name: 'mesures.recevoir-piece',
  permission: 'mesure:ecrire',
  input: recevoirPieceForm,
  async run(tx, { dossierId, pieceId }, { acteur, aujourdhui }) {
    trouver(await store.recevoirPiece(tx, dossierId, pieceId, aujourdhui, acteur.id))
    return { dossierId }
  },
  journal: ({ dossierId, pieceId }) => ({ dossierId, cible: pieceId }),
})

export const signalerAttente = command({
  name: 'mesures.signaler-attente',
  permission: 'mesure:ecrire',
  input: signalerAttenteForm,
  contraintes: {
    une_attente_par_decision: 'Ce dossier est déjà en attente de saisine, sans que la décision soit nommée : levez d’abord cette attente.',
  },
  async run(tx, { dossierId, manque }, { acteur, aujourdhui }) {
    await store.insererAttente(tx, { dossierId, depuisLe: aujourdhui, manque, signaleePar: acteur.id })
    return { dossierId }
  },
  journal: ({ dossierId }) => ({ dossierId }),
})

export const leverAttente = command({
  name: 'mesures.lever-attente',
  permission: 'mesure:ecrire',
  input: leverAttenteForm,
  async run(tx, { dossierId, attenteId }, { acteur, aujourdhui }) {
    trouver(await store.leverAttente(tx, dossierId, aujourdhui, acteur.id, attenteId))
    return { dossierId }
  },
  journal: ({ dossierId, attenteId }) => ({ dossierId, cible: attenteId }),
})

/** Reactions offered to `reactions.ts`. */
export const attendreLaSaisine: Reaction<{ dossierId: string; manque: string; decision?: Decision }> = async (
  tx,
  { dossierId, manque, decision },
  { acteur, aujourdhui },
) => {
  const attente = { dossierId, depuisLe: aujourdhui, manque, signaleePar: acteur.id }
  if (!decision) return void (await store.insererAttente(tx, attente))
  const { le, juridictionId, numeroParquet } = decision
  await store.attendreUneFois(tx, { ...attente, decisionLe: le, juridictionId, numeroParquet })
}
export const verserLesMesures: Reaction<{ dossierId: string; absorbeId: string }> = async (
  tx,
  { dossierId, absorbeId },
  { acteur, aujourdhui },
) => {
  await store.verserDans(tx, dossierId, absorbeId, aujourdhui, acteur.id)
  for (const { juridictionId } of await store.juridictionsDuDossier(tx, dossierId))
    await ouvrirPerimetre(tx, dossierId, juridictionId, 'mandat')
}
