import type { Context } from '../platform/command.ts'
import type { Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { form } from '../platform/http/form.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { avecRefus, type FormState, lignesDe, valeur } from '../platform/interface/index.ts'
import { lisible } from '../platform/saisie.ts'
import { actesDuDossier } from './acte.store.ts'
import { parOrigine } from './contenu.rules.ts'
import { ecranDeCorrection, lues, pasPour } from './correction.ecran.ts'
import { examinerLesObligations } from './correction.examen.ts'
import { CorrigerObligations } from './correction.views.tsx'
import { fusionDObligations, type Ligne } from './fusion.rules.ts'
import { mesureDebout } from './mesure.ecran.ts'
import { corrigerObligationsForm, type Lieu, parMesure } from './mesure.forms.ts'
import { chemins } from './mesure.paths.ts'
import { ENTRETEMPS } from './mesure.rules.ts'
import { corrigerObligations } from './obligation.commands.ts'
import { obligationsDeLaMesure } from './obligation.store.ts'
import { rangerLesObligations } from './obligation.views.tsx'
import { listeACocher } from './regime.rules.ts'

export function obligationRoutes(plateforme: Plateforme): void {
  form(plateforme, {
    path: chemins.corrigerObligations(':dossierId', ':mesureId'),
    params: parMesure,
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
      return ecranDeCorrection(tx, lieu, 'Corriger les obligations', contexte => {
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
    redirectTo: ({ dossierId, mesureId }) => chemins.mesure(dossierId, mesureId),
    flash: () => 'Les obligations sont corrigées.',
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
