import type { VNode } from 'preact'
import { z } from 'zod'
import { filDuDossier, identite as lireIdentite, voitPourAutreChose } from '../dossiers/index.ts'
import { juridictions } from '../moyens/index.ts'
import type { Context } from '../platform/command.ts'
import { afficherJourCourt, estJour, type Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { fusionDeTextes, type Textes } from '../platform/fusion.ts'
import { sansBlancs } from '../platform/http/corps.ts'
import { form } from '../platform/http/form.ts'
import { type Plateforme, trouver } from '../platform/http/plateforme.ts'
import {
  avecRefus,
  type FormState,
  lignesDe,
  textesDe,
  valeur,
} from '../platform/interface/index.ts'
import { lisible } from '../platform/saisie.ts'
import { actesDuDossier } from './acte.store.ts'
import { autresMesures } from './autour.ts'
import { juridictionsPour } from './competence.rules.ts'
import { casesDeCondamnation } from './condamnation.rules.ts'
import { parOrigine } from './contenu.rules.ts'
import {
  corrigerMesure,
  corrigerObligations,
  remettreMesure,
  retirerMesure,
} from './correction.commands.ts'
import {
  correctionTapee,
  examinerLaCorrection,
  examinerLesObligations,
} from './correction.examen.ts'
import {
  changements,
  empreinteDe,
  enFaits,
  type FaitsEcrits,
  refusDeDevenirUnDouble,
  renduesDites,
} from './correction.rules.ts'
import * as store from './correction.store.ts'
import { CorrigerMesure, CorrigerObligations, lecteurDe } from './correction.views.tsx'
import { refusDeToucher } from './corrigible.ts'
import type { Dossier } from './cumul.rules.ts'
import { mesureDebout } from './debout.ts'
import { finDe } from './duree.rules.ts'
import { fusionDObligations, type Ligne } from './fusion.rules.ts'
import { corrigerObligationsForm } from './mesure.forms.ts'
import { chemins } from './mesure.paths.ts'
import { ENTRETEMPS } from './mesure.rules.ts'
import { choixDeNatures, libelleDeNature, paliersDe } from './nature.rules.ts'
import { obligationsDeLaMesure } from './obligation.store.ts'
import { rangerLesObligations } from './obligation.views.tsx'
import { listeACocher } from './regime.rules.ts'
import { RemettreMesure, RetirerMesure } from './retrait.views.tsx'

const params = z.object({ dossierId: z.uuid(), mesureId: z.uuid() })
type Lieu = z.output<typeof params>
const retour = ({ dossierId, mesureId }: Lieu) => chemins.mesure(dossierId, mesureId)

/** Whoever may not put the measure right is told before they type. */
const pasPour = async (tx: Tx, { dossierId, mesureId }: Lieu, { acteur }: Context) =>
  refusDeToucher(tx, acteur, await mesureDebout(tx, dossierId, mesureId))
async function ecran(
  tx: Tx,
  { dossierId, mesureId }: Lieu,
  titre: string,
  corps: (contexte: Contexte) => VNode,
) {
  const identite = trouver(await lireIdentite(tx, dossierId))
  const mesure = await mesureDebout(tx, dossierId, mesureId)
  const nom = libelleDeNature(mesure.nature, mesure.decisionLe)
  const [mesures, une] = [chemins.mesures(dossierId), chemins.mesure(dossierId, mesureId)]
  const fil = filDuDossier(
    identite,
    { label: 'Mesures', href: mesures },
    { label: nom, href: une },
    { label: titre },
  )
  return { titre, fil, corps: corps({ identite, mesure }) }
}
type Contexte = {
  identite: NonNullable<Awaited<ReturnType<typeof lireIdentite>>>
  mesure: Awaited<ReturnType<typeof mesureDebout>>
}

/** What the form would change, as far as what is typed can be read. */
const changeDe = (state: FormState, avant: FaitsEcrits) =>
  changements(avant, enFaits(correctionTapee(lues(state), avant)))
const lues = (state: FormState) => sansBlancs(state.values) as FormState['values']
const devientUnDouble = (
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
const consequencesDe = (change: ReturnType<typeof changements>, fin: string | null): string[] => {
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

/** Said together: the last day, or the months that give it. */
const CASES = ['executionProvisoire', ...casesDeCondamnation] as const
const formes = { cases: CASES, ensembles: [['finLe', 'dureeMois']] }
/** Each fact as its field shows it. */
const enTextes = ({
  version: _,
  referentiel: __,
  ...reste
}: FaitsEcrits & { version: number; referentiel: string }): Textes => ({
  ...Object.fromEntries(Object.entries(reste).map(([cle, valeur]) => [cle, String(valeur ?? '')])),
  ...dureeOuFin(reste),
  ...Object.fromEntries(CASES.map(champ => [champ, reste[champ] ? 'oui' : ''])),
})
/**
 * A colleague has recorded since: their values are shown where this agent has touched nothing, and
 * the correction begins again from there. A confirmation of other changes than those of now is not
 * one.
 */
function aJour(state: FormState, faits: FaitsEcrits & { version: number; referentiel: string }) {
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
async function avecLesRegles(
  tx: Tx,
  context: Context,
  lieu: Lieu,
  recu: FormState,
  faits: FaitsEcrits & { version: number },
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

/** What became of the awaits: nothing is lifted in silence (charte C3.4). */
const attentesDites = ({ levees, rouvertes }: { levees: string[]; rouvertes: number }): string =>
  [
    ...(rouvertes > 0
      ? [' Le dossier est de nouveau en attente de la saisine que cette mesure avait levée.']
      : []),
    ...(levees.length > 0 ? [' Le dossier n’est plus en attente de cette saisine.'] : []),
  ].join('')

/**
 * Withdrawn, this measure would take the dossier from the juridiction of whoever acts: it has no
 * other there, and no other reason to see it.
 */
async function perdLeDossier(
  tx: Tx,
  { dossierId, mesureId }: Lieu,
  juridictionId: string | null,
): Promise<boolean> {
  if (!juridictionId) return false
  const autre = (await autresMesures(tx, { dossierId, mesureId })).some(
    autreMesure => autreMesure.juridictionId === juridictionId,
  )
  return !autre && !(await voitPourAutreChose(tx, dossierId, juridictionId, 'mandat'))
}

export function correctionRoutes(plateforme: Plateforme): void {
  form(plateforme, {
    path: chemins.corriger(':dossierId', ':mesureId'),
    params,
    command: corrigerMesure,
    pasPour,
    initial: async (tx, { dossierId, mesureId }) => {
      const textes = enTextes(trouver(await store.faitsSaisis(tx, dossierId, mesureId)))
      return { ...textes, vu: textes }
    },
    view: async (tx, lieu, recu, context) => {
      const { demonstration, acteur } = context
      const faits = trouver(await store.faitsSaisis(tx, lieu.dossierId, lieu.mesureId))
      const { state, change } = aJour(await avecLesRegles(tx, context, lieu, recu, faits), faits)
      const toutes = await juridictions(tx)
      const cours = juridictionsPour(acteur, toutes).map(ligne => ({
        value: ligne.juridictionId,
        label: ligne.nom,
      }))
      const decision = valeur(state, 'decisionLe')
      const le = estJour(decision) ? decision : faits.decisionLe
      const fin = change.find(changement => changement.champ === 'finLe')?.apres ?? faits.finLe
      const autres = await autresMesures(tx, lieu)
      const double = change.length > 0 && devientUnDouble(autres, faits, change)
      return ecran(tx, lieu, 'Corriger la mesure', contexte => (
        <CorrigerMesure
          {...contexte}
          state={state}
          natures={choixDeNatures(le, demonstration)}
          juridictions={cours}
          paliers={paliersDe(valeur(state, 'nature'), le)}
          change={change}
          double={double}
          dossier={{ naissanceLe: contexte.identite.naissanceLe, autres }}
          le={le}
          lire={lecteurDe(new Map(toutes.map(ligne => [ligne.juridictionId, ligne.nom])), le)}
          consequences={consequencesDe(change, fin === null ? null : String(fin))}
        />
      ))
    },
    redirectTo: fait => retour(fait),
    flash: fait => `La mesure est corrigée. Les échéances sont recalculées.${attentesDites(fait)}`,
  })
  correctionDesObligations(plateforme)
  form(plateforme, {
    path: chemins.retirer(':dossierId', ':mesureId'),
    params,
    command: retirerMesure,
    pasPour,
    view: async (tx, lieu, state, { acteur }) => {
      const perd = await perdLeDossier(tx, lieu, acteur.juridictionId)
      return ecran(tx, lieu, 'Retirer la mesure', contexte => (
        <RetirerMesure {...contexte} state={state} perd={perd} />
      ))
    },
    redirectTo: ({ dossierId, perdu }) => (perdu ? '/' : chemins.mesures(dossierId)),
    flash: fait =>
      fait.perdu
        ? 'La mesure est retirée : elle n’a plus d’effet. C’était la seule de votre juridiction, qui ne voit plus ce dossier. Le service qui suit la personne peut la remettre.'
        : `La mesure est retirée : elle n’a plus d’effet.${attentesDites(fait)}${renduesDites(fait.rendues)}`,
  })
  form(plateforme, {
    path: chemins.remettre(':dossierId', ':mesureId'),
    params,
    command: remettreMesure,
    pasPour: async (tx, { dossierId, mesureId }, { acteur }) => {
      const [retiree] = await store.mesuresRetirees(tx, dossierId, mesureId)
      return retiree ? refusDeToucher(tx, acteur, retiree) : []
    },
    view: async (tx, { dossierId, mesureId }, state) => {
      const identite = trouver(await lireIdentite(tx, dossierId))
      const retiree = trouver((await store.mesuresRetirees(tx, dossierId, mesureId))[0])
      const titre = 'Remettre la mesure'
      const fil = filDuDossier(
        identite,
        { label: 'Mesures', href: chemins.mesures(dossierId) },
        { label: titre },
      )
      return {
        titre,
        fil,
        corps: <RemettreMesure identite={identite} state={state} retiree={retiree} />,
      }
    },
    redirectTo: fait => retour(fait),
    flash: fait => `La mesure est remise : elle reprend tout son effet.${attentesDites(fait)}`,
  })
}

const obligationsDe = async (tx: Tx, { dossierId, mesureId }: Lieu) =>
  parOrigine(await obligationsDeLaMesure(tx, dossierId, mesureId))
const enLignes = (
  obligations: { article: string | null; libelle: string; precisions: string | null }[],
): Ligne[] =>
  obligations.map(obligation => ({
    article: obligation.article ?? '',
    libelle: obligation.libelle,
    precisions: obligation.precisions ?? '',
  }))
/** What acts have changed of the decision, each with its act. */
async function changeesParUnActe(
  tx: Tx,
  lieu: Lieu,
  changees: Awaited<ReturnType<typeof obligationsDe>>['changees'],
) {
  const actes = changees.length > 0 ? await actesDuDossier(tx, lieu.dossierId, lieu.mesureId) : []
  return changees.map(ligne => ({
    ...ligne,
    acte: actes.find(acte => acte.id === (ligne.leveeParActeId ?? ligne.acteId)),
  }))
}
/**
 * A colleague has recorded since: the list begins again from theirs, with what this agent has
 * changed, and says what they did.
 */
function obligationsAJour(
  state: FormState,
  presentes: Ligne[],
  donnees: { version: number; decisionLe: Jour },
) {
  const portee = valeur(state, 'version')
  const depassee = state.refusals.length > 0 && portee !== '' && Number(portee) !== donnees.version
  if (!depassee) return { state, dAutrui: [] }
  const saisies = lignesDe(state.values, 'obligations')
  const { lignes, dAutrui } = fusionDObligations(
    lignesVues(state),
    saisies,
    presentes,
    donnees.decisionLe,
  )
  return {
    state: {
      ...state,
      values: { ...state.values, obligations: lignes, vues: JSON.stringify(presentes) },
    },
    dAutrui,
  }
}
/**
 * What the page showed, as it carries it; a page that carries nothing readable had touched every
 * line.
 */
function lignesVues(state: FormState): Ligne[] {
  try {
    const lues: unknown = JSON.parse(valeur(state, 'vues'))
    return Array.isArray(lues) ? lues.filter(valeur => valeur && typeof valeur === 'object') : []
  } catch {
    return []
  }
}

/** What a field says and what the rules say of the list, in one go. */
async function avecLesReglesDObligations(tx: Tx, context: Context, lieu: Lieu, recu: FormState) {
  if (recu.refusals.length > 0 || Object.keys(recu.errors).length === 0) return recu
  const mesure = await mesureDebout(tx, lieu.dossierId, lieu.mesureId)
  if (Number(valeur(recu, 'version')) !== mesure.version)
    return avecRefus(recu, [{ code: 'modifie_entretemps', message: ENTRETEMPS }])
  const { obligations, ...reste } = lisible(corrigerObligationsForm, lues(recu))
  if (!obligations) return recu
  const saisie = {
    ...reste,
    obligations,
    rectificationSansNumero: reste.rectificationSansNumero ?? false,
  }
  return avecRefus(recu, (await examinerLesObligations(tx, context, mesure, saisie)).refus)
}

function correctionDesObligations(plateforme: Plateforme): void {
  form(plateforme, {
    path: chemins.corrigerObligations(':dossierId', ':mesureId'),
    params,
    command: corrigerObligations,
    pasPour,
    initial: async (tx, lieu) => {
      const obligations = enLignes((await obligationsDe(tx, lieu)).prononcees)
      return { obligations, vues: JSON.stringify(obligations) }
    },
    view: async (tx, lieu, envoi, context) => {
      const recu = await avecLesReglesDObligations(tx, context, lieu, envoi)
      const { prononcees, changees } = await obligationsDe(tx, lieu)
      const presentes = enLignes(prononcees)
      const parActe = await changeesParUnActe(tx, lieu, changees)
      return ecran(tx, lieu, 'Corriger les obligations', contexte => {
        const liste = listeACocher(contexte.mesure.nature, contexte.mesure.decisionLe)
        const { state, dAutrui } = obligationsAJour(recu, presentes, contexte.mesure)
        return (
          <CorrigerObligations
            {...contexte}
            state={rangerLesObligations(state, liste)}
            liste={liste}
            dAutrui={dAutrui}
            changees={parActe}
          />
        )
      })
    },
    redirectTo: retour,
    flash: () => 'Les obligations sont corrigées.',
  })
}
