import type { VNode } from 'preact'
import type { Context } from '../platform/command.ts'
import { afficherJourCourt, type Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { fusionDeTextes, type Textes } from '../platform/fusion.ts'
import { sansBlancs } from '../platform/http/corps.ts'
import { avecRefus, type FormState, textesDe, valeur } from '../platform/interface/index.ts'
import { casesDeCondamnation } from './condamnation.rules.ts'
import { correctionTapee, examinerLaCorrection } from './correction.examen.ts'
import { changements, empreinteDe, enFaits, type FaitsEcrits } from './correction.rules.ts'
import { refusDeToucher } from './corrigible.examen.ts'
import type { Dossier } from './cumul.rules.ts'
import type { Referentiel } from './definition.rules.ts'
import { refusDeDevenirUnDouble } from './double.rules.ts'
import { finDe } from './duree.rules.ts'
import { ecranDeLaMesure, mesureDebout } from './mesure.ecran.ts'
import type { Lieu } from './mesure.forms.ts'
import { ENTRETEMPS } from './mesure.rules.ts'

/** Whoever may not put the measure right is told before they type. */
export const pasPour = async (tx: Tx, { dossierId, mesureId }: Lieu, { acteur }: Context) =>
  refusDeToucher(tx, acteur, await mesureDebout(tx, dossierId, mesureId))
/** A screen that puts a measure right: the person, the measure, and the body. */
export async function ecranDeCorrection(
  tx: Tx,
  lieu: Lieu,
  titre: string,
  corps: (contexte: Contexte) => VNode,
) {
  const { identite, mesure, fil } = await ecranDeLaMesure(tx, lieu)
  return { titre, fil: fil(titre), corps: corps({ identite, mesure }) }
}
type Contexte = Pick<Awaited<ReturnType<typeof ecranDeLaMesure>>, 'identite' | 'mesure'>

/** What the form would change, as far as what is typed can be read. */
const changeDe = (state: FormState, avant: FaitsEcrits) =>
  changements(avant, enFaits(correctionTapee(lues(state), avant)))
export const lues = (state: FormState) => sansBlancs(state.values) as FormState['values']
export const devientUnDouble = (
  autres: Dossier['autres'],
  avant: FaitsEcrits,
  change: ReturnType<typeof changements>,
): boolean => {
  const apres = {
    ...avant,
    ...Object.fromEntries(change.map(changement => [changement.champ, changement.apres])),
  }
  return refusDeDevenirUnDouble(autres, avant, apres, false).length > 0
}
export const consequencesDe = (
  change: ReturnType<typeof changements>,
  fin: string | null,
): string[] => {
  const champs = change.map(changement => changement.champ)
  const terme =
    champs.includes('debutLe') || champs.includes('finLe') || champs.includes('dureeMois')
  return [
    ...(terme && fin
      ? [
          `Le terme prononcé devient le ${afficherJourCourt(fin as Jour)} ; les actes qui le déplacent sont recomptés.`,
        ]
      : []),
    ...(terme
      ? ['Les convocations après la fin du suivi iront dans « Convocations à décider ».']
      : []),
    ...(champs.includes('juridictionId')
      ? [
          'L’ancienne juridiction ne verra plus le dossier, sauf autre raison, et l’apprend ; la nouvelle le verra.',
        ]
      : []),
    ...(change.length ? ['Les échéances sont recalculées.'] : []),
  ]
}
/** The months are shown where they say the last day; the last day where it was given. */
const dureeOuFin = (faits: FaitsEcrits) => {
  const debutLe = faits.debutLe
  const suffit =
    faits.dureeMois !== null && finDe({ debutLe, dureeMois: faits.dureeMois }) === faits.finLe
  return suffit
    ? { finLe: '', dureeMois: String(faits.dureeMois) }
    : { finLe: faits.finLe ?? '', dureeMois: '' }
}

/** As they are now, with what says whether somebody has changed them since. */
type FaitsVus = FaitsEcrits & { version: number; referentiel: Referentiel }
/** Said together: the last day, or the months that give it. */
const CASES = ['executionProvisoire', ...casesDeCondamnation] as const
const formes = { cases: CASES, ensembles: [['finLe', 'dureeMois']] }
/** Each fact as its field shows it. */
export const enTextes = ({ version: _, referentiel: __, ...reste }: FaitsVus): Textes => ({
  ...Object.fromEntries(Object.entries(reste).map(([cle, valeur]) => [cle, String(valeur ?? '')])),
  ...dureeOuFin(reste),
  ...Object.fromEntries(CASES.map(champ => [champ, reste[champ] ? 'oui' : ''])),
})
/**
 * A colleague has recorded since: their values are shown where this agent has touched nothing, and
 * the correction begins again from there. A confirmation of other changes than those of now is not
 * one.
 */
export function aJour(state: FormState, faits: FaitsVus) {
  const portee = valeur(state, 'version')
  const depassee = state.refusals.length > 0 && portee !== '' && Number(portee) !== faits.version
  const present = enTextes(faits)
  const vu = textesDe(state.values, 'vu')
  const fusion = depassee
    ? { ...fusionDeTextes(vu, textesDe(state.values, ''), present, formes), vu: present }
    : {}
  const values: FormState['values'] = { ...state.values, ...fusion }
  const change =
    state.refusals.length || valeur(state, 'motif') ? changeDe({ ...state, values }, faits) : []
  const confirme = valeur(state, 'montre') === empreinteDe(change) ? values.confirme : ''
  return { state: { ...state, values: { ...values, confirme } }, change }
}

/**
 * What a field says and what the rules say of the others, in one go; a page that began from former
 * values learns that first.
 */
export async function avecLesRegles(
  tx: Tx,
  context: Context,
  { lieu, recu, faits }: { lieu: Lieu; recu: FormState; faits: FaitsVus },
) {
  if (recu.refusals.length > 0 || Object.keys(recu.errors).length === 0) return recu
  if (Number(valeur(recu, 'version')) !== faits.version)
    return avecRefus(recu, [{ code: 'modifie_entretemps', message: ENTRETEMPS }])
  const { refus } = await examinerLaCorrection(
    tx,
    context,
    lieu,
    correctionTapee(lues(recu), faits),
  )
  return avecRefus(recu, refus)
}
