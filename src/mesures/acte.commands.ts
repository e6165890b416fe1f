import type { z } from 'zod'
import { identite, oublierBrouillon } from '../dossiers/index.ts'
import { type Context, command } from '../platform/command.ts'
import type { Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { enchainer } from '../platform/executer.ts'
import { publier } from '../platform/fait.ts'
import { trouver } from '../platform/introuvable.ts'
import { refuseIf } from '../platform/refusal.ts'
import * as store from './acte.store.ts'
import { refusDeLActe } from './acte-saisi.rules.ts'
import { refusDAnnulerPour } from './competence.rules.ts'
import { debutADeplacer } from './debut.rules.ts'
import { autresAuDeces, finiesParLeMemeDeces } from './deces.examen.ts'
import { decisionEcrite } from './decision-lue.rules.ts'
import { deroulement, type MesureSuivie } from './deroulement.rules.ts'
import { refusDAnnuler } from './etat.rules.ts'
import { affectationEcrite, estUneAffectation } from './hote.rules.ts'
import type { Transition } from './machine.rules.ts'
import { acteAnnule, mesureTerminee } from './mesure.faits.ts'
import { accomplirActeForm, annulerActeForm } from './mesure.forms.ts'
import { prevenirDeLaMesure, suivreLaMesure, tenirLaMesure } from './mesure.gestes.ts'
import { ENTRETEMPS, ligneDObligation, obligationComplete } from './mesure.rules.ts'
import { finDuSuivi } from './mesure.store.ts'
import { insererObligations, leverObligations, obligationsDeLaMesure } from './obligation.store.ts'
import { partieEcrite } from './partie.rules.ts'
import { etatApres, transitionDe } from './passage.rules.ts'
import { termeApres } from './terme.rules.ts'

/** A measure with the acts that stand, as the rules read it. */
const suivie = async (tx: Tx, dossierId: string, mesureId: string) => {
  const mesure = await tenirLaMesure(tx, dossierId, mesureId)
  const actes = await store.actesDuDossier(tx, dossierId, mesureId)
  return { ...mesure, actes } satisfies MesureSuivie
}

/** The draft of an act on a measure. */
export const cleDeLActe = ({ mesureId, acte }: { mesureId: string; acte: string }) =>
  `acte:${mesureId}:${acte}`
/**
 * One step in the life of a measure: checked by the state machine of its kind on that day,
 * recorded, never overwritten.
 */
export const accomplirActe = command({
  name: 'mesures.accomplir-acte',
  permission: 'acte:ecrire',
  aQui: 'qui_suit_ou_juridiction',
  input: accomplirActeForm,
  contraintes: { un_acte_par_rang: ENTRETEMPS, une_seule_fin: 'Cette mesure est déjà terminée.' },
  async run(tx, { obligations, levees, debut, ...reste }, context) {
    const { dossierId, mesureId, acte, le } = reste
    const mesure = await suivie(tx, dossierId, mesureId)
    const finAvant = await finDuSuivi(tx, dossierId)
    const autour = {
      obligations: await obligationsDeLaMesure(tx, dossierId, mesureId),
      aujourdhui: context.aujourdhui,
    }
    refuseIf(refusDeLActe(context.acteur, mesure, { ...reste, obligations, levees, debut }, autour))
    const transition = trouver(transitionDe(mesure, acte, le))
    const ligne = acteEcrit(context.acteur, mesure, transition, { ...reste, obligations, debut })
    const { id: acteId } = await store.insererActe(tx, ligne)
    await oublierBrouillon(tx, dossierId, context.acteur.id, cleDeLActe(reste))
    if (transition.effet === 'contenu') {
      await leverObligations(tx, { dossierId, mesureId, ids: levees, leveeLe: le, acteId })
      await insererObligations(
        tx,
        (ligne.contenu ?? []).map((obligation, i) => ({
          ...ligneDObligation(dossierId, mesureId, obligation, i),
          acteId,
        })),
      )
    }
    await prevenirDeLaMesure(tx, context, mesure, {
      nature: transition.effet === 'contenu' ? 'obligations_changees' : 'acte_accompli',
      acteId,
    })
    if (transition.cause)
      await publier(tx, context, mesureTerminee, {
        dossierId,
        mesureId,
        acteId,
        le,
        cause: transition.cause,
      })
    await suivreLaMesure(tx, context, dossierId, finAvant)
    const autres =
      transition.cause === 'deces' && reste.autresMesures
        ? await finirLesAutres(tx, context, { dossierId, mesureId, acte, le })
        : []
    return {
      dossierId,
      mesureId,
      libelle: transition.libelle,
      fin: transition.cause !== undefined,
      autres,
    }
  },
  journal: ({ dossierId, mesureId, acte }, { autres }) => [
    { dossierId, cible: mesureId, motif: acte },
    ...autres.map(cible => ({ dossierId, cible, motif: acte })),
  ],
})
type Saisi = Omit<z.output<typeof accomplirActeForm>, 'levees'>
/** As it is kept: the next of its measure, from the state where it was to the one that follows. */
function acteEcrit(
  acteur: Context['acteur'],
  mesure: Awaited<ReturnType<typeof suivie>>,
  transition: Transition,
  { obligations, debut, ...acte }: Saisi,
) {
  const { le } = acte
  const contenu = obligations.map(obligation => obligationComplete(obligation, le))
  const deplace = debut === 'deplacer' ? debutADeplacer(mesure, transition, le) : null
  return {
    dossierId: acte.dossierId,
    mesureId: acte.mesureId,
    rang: (mesure.actes.at(-1)?.rang ?? 0) + 1,
    acte: acte.acte,
    de: deroulement(mesure).etat,
    vers: etatApres(mesure, transition, le),
    le,
    auteur: acte.auteur,
    decision: acte.decision ?? null,
    avisPersonne: acte.avisPersonne ?? null,
    contenu: contenu.length ? contenu : null,
    debutLe: deplace?.debutLe ?? null,
    termeLe: deplace ? deplace.termeLe : termeApres(mesure, transition, acte),
    causeFin: transition.cause ?? null,
    ...affectationEcrite(estUneAffectation(mesure.nature, acte.acte) ? acte : {}),
    ...decisionEcrite(acteur, mesure, transition, acte),
    ...partieEcrite(transition, acte),
    saisiPar: acteur.id,
  }
}
type Deces = { dossierId: string; mesureId: string; acte: string; le: Jour }
/** The same death, on each other measure on which whoever records it may. */
async function finirLesAutres(
  tx: Tx,
  context: Context,
  { acte, ...deces }: Deces,
): Promise<string[]> {
  const finies = (await autresAuDeces(tx, context, deces)).filter(
    autreAuDece => autreAuDece.refus.length === 0,
  )
  const rien = {
    sansNumero: false,
    decisionVue: false,
    autreJuridiction: false,
    autresMesures: false,
    obligations: [],
    levees: [],
  }
  for (const { dossierId, mesureId } of finies)
    await enchainer(
      tx,
      accomplirActe,
      { ...rien, dossierId, mesureId, acte, le: deces.le, auteur: 'loi' },
      context,
    )
  return finies.map(finie => finie.mesureId)
}

/**
 * The last act undone, because it was recorded by mistake: it stays in the history, with who undid
 * it and why, and has no more effect. Somebody dies once: with a death go those of the same day on
 * the other measures.
 */
export const annulerActe = command({
  name: 'mesures.annuler-acte',
  permission: 'acte:ecrire',
  aQui: 'qui_suit_ou_juridiction',
  input: annulerActeForm,
  contraintes: { annulation_une_fois: 'Cet acte est déjà annulé.' },
  async run(tx, { dossierId, mesureId, acteId, motif }, context) {
    const mesure = await suivie(tx, dossierId, mesureId)
    const finAvant = await finDuSuivi(tx, dossierId)
    const acte = trouver(
      (await store.histoireDeLaMesure(tx, dossierId, mesureId)).find(x => x.id === acteId),
    )
    const debout = mesure.actes.find(x => x.id === acteId)
    const { serviceId, serviceNom } = trouver(await identite(tx, dossierId))
    const sujet = { ...mesure, serviceId, serviceNom }
    refuseIf([
      ...refusDAnnuler(acte, mesure.actes),
      ...(debout ? refusDAnnulerPour(context.acteur, debout, sujet) : []),
    ])
    const autres = debout ? await finiesParLeMemeDeces(tx, context, debout, sujet) : []
    const annules = [{ ...mesure, acteId }, ...autres.filter(x => x.refus.length === 0)]
    for (const x of annules)
      await store.annulerActe(tx, {
        dossierId,
        acteId: x.acteId,
        annulePar: context.acteur.id,
        annuleMotif: motif,
      })
    const rendues = { rendues: 0, aDecider: 0 }
    for (const x of annules) {
      const fait = {
        dossierId,
        mesureId: x.mesureId,
        acteId: x.acteId,
        cause: debout?.causeFin ?? null,
        suites: rendues,
      }
      await publier(tx, context, acteAnnule, fait)
      await prevenirDeLaMesure(tx, context, x, { nature: 'acte_annule', acteId: x.acteId })
    }
    await suivreLaMesure(tx, context, dossierId, finAvant)
    return { dossierId, mesureId, rendues, annules: annules.map(x => x.acteId) }
  },
  journal: ({ dossierId, acteId, motif }, { annules }) => [
    { dossierId, cible: acteId, motif },
    ...annules.filter(autre => autre !== acteId).map(cible => ({ dossierId, cible, motif })),
  ],
})
