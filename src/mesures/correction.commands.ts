import { prevenir, reglerNouvelles } from '../dossiers/index.ts'
import { fonctionsQui } from '../moyens/index.ts'
import { type Context, command } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { refuseIf } from '../platform/refusal.ts'
import { suivreLesAttentes } from './attente.gestes.ts'
import { enSuivi, examinerLaCorrection } from './correction.examen.ts'
import { corrigible, entretemps } from './correction.gestes.ts'
import * as store from './correction.store.ts'
import { fondementEcrit } from './fondement.rules.ts'
import { corrigerMesureForm } from './mesure.forms.ts'
import { prevenirDeLaMesure, suivreLaMesure } from './mesure.gestes.ts'
import { finDuSuivi } from './mesure.store.ts'
import { referentielDe } from './nature.rules.ts'
import { rejouer } from './rejeu.rules.ts'

/**
 * Each fact of a measure, corrected with its reason: what it was is kept, terms and deadlines are
 * counted again.
 */
export const corrigerMesure = command({
  name: 'mesures.corriger',
  permission: 'mesure:ecrire',
  aQui: 'qui_suit_ou_juridiction',
  input: corrigerMesureForm,
  async run(tx, { dossierId, mesureId, version, motif, ...saisie }, context) {
    const lieu = { dossierId, mesureId }
    await corrigible(tx, context, dossierId, mesureId)
    const finAvant = await finDuSuivi(tx, dossierId)
    const examen = await examinerLaCorrection(tx, context, lieu, saisie)
    entretemps(version === examen.version)
    refuseIf(examen.refus)
    const { referentiel, avant, apres, actes, change, autreJuridiction, autreDecision } = examen
    const champs = Object.fromEntries(
      change.map(changement => [changement.champ, changement.apres]),
    )
    const mesure = { dossierId, mesureId, version }
    entretemps(
      await store.changerMesure(tx, mesure, {
        ...champs,
        referentiel: referentielDe(saisie.nature),
      }),
    )
    const termes = rejouer(enSuivi(apres, referentiel), actes).filter(
      ligne => ligne.termeLe !== actes.find(acte => acte.id === ligne.id)?.termeLe,
    )
    await store.deplacerLesTermes(tx, dossierId, termes)
    const anciens = termes.map(terme => ({
      acteId: terme.id,
      termeLe: actes.find(acte => acte.id === terme.id)?.termeLe ?? null,
    }))
    const histoire = {
      avant: Object.fromEntries(change.map(changement => [changement.champ, changement.avant])),
      apres: champs,
    }
    await store.noterCorrection(tx, {
      dossierId,
      mesureId,
      motif,
      corrigeePar: context.acteur.id,
      ...histoire,
      avant: { ...histoire.avant, ...(anciens.length ? { termes: anciens } : {}) },
      ...fondementEcrit(saisie),
    })
    const attentes = autreDecision ? await suivreLesAttentes(tx, context, dossierId) : RIEN
    if (autreJuridiction)
      await direLePassage(tx, context, { dossierId, mesureId }, avant.juridictionId)
    await prevenirDeLaMesure(
      tx,
      context,
      { dossierId, mesureId, juridictionId: saisie.juridictionId },
      'mesure_corrigee',
    )
    await suivreLaMesure(tx, context, dossierId, finAvant)
    return { dossierId, mesureId, ...attentes }
  },
  journal: ({ dossierId, mesureId, motif }) => ({ dossierId, cible: mesureId, motif }),
})
const RIEN: Awaited<ReturnType<typeof suivreLesAttentes>> = { levees: [], rouvertes: 0 }
/**
 * The former juridiction, which may see the dossier no more, learns that the measure is not its
 * own.
 */
async function direLePassage(
  tx: Tx,
  context: Context,
  donnees: { dossierId: string; mesureId: string },
  avant: string | null,
) {
  await reglerNouvelles(tx, context, {
    dossierId: donnees.dossierId,
    cibleId: donnees.mesureId,
    natures: ['mesure_passee'],
  })
  if (!avant) return
  const destinataires = [{ entiteId: avant, fonctions: fonctionsQui('juge') }]
  await prevenir(tx, context, {
    dossierId: donnees.dossierId,
    cibleId: donnees.mesureId,
    nature: 'mesure_passee',
    destinataires,
  })
}
