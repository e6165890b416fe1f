import { agentParId, refusAvantLArrivee } from '../moyens/index.ts'
import { command, type Trace } from '../platform/command.ts'
import { trouver } from '../platform/introuvable.ts'
import { refuseIf } from '../platform/refusal.ts'
import { confier, contraintesDuFil as contraintes, exigerAntenneDe } from './affectation.gestes.ts'
import {
  refusDAffecter,
  refusDAffecterEnNombre,
  refusDePasser,
  refusDeReferent,
  refusDesRepreneurs,
  repartir,
} from './affectation.rules.ts'
import * as lecture from './affectation.store.ts'
import { affecterEnNombreForm, affecterForm, passerForm } from './dossier.forms.ts'
import * as store from './dossier.store.ts'
import * as prises from './prise-en-charge.store.ts'

export const affecter = command({
  name: 'dossiers.affecter',
  permission: 'dossier:affecter',
  aQui: 'qui_suit',
  input: affecterForm,
  contraintes,
  async run(tx, { dossierId, referentId, antenneId, motif, convocations }, context) {
    trouver(await store.verrouillerDossier(tx, dossierId))
    const prise = trouver(await prises.priseActuelle(tx, dossierId))
    const referent = await agentParId(tx, referentId)
    refuseIf([
      ...refusDAffecter(prise, context.acteur.serviceId, referent, referentId),
      ...refusAvantLArrivee(referent, context.aujourdhui, 'referentId'),
    ])
    await exigerAntenneDe(tx, antenneId, prise.serviceId)
    await confier(tx, context, prise, {
      dossierId,
      referentId,
      antenneId: antenneId ?? referent?.antenneId ?? null,
      motif,
      convocations,
    })
    return { dossierId }
  },
  journal: ({ dossierId, referentId, motif }) => ({
    dossierId,
    cible: referentId,
    motif: motif ?? null,
  }),
})

/**
 * Several dossiers that nobody follows yet, to one agent: all or none, each that stands in the way
 * is named.
 */
export const affecterEnNombre = command({
  name: 'dossiers.affecter-en-nombre',
  permission: 'dossier:affecter',
  aQui: 'entite',
  input: affecterEnNombreForm,
  contraintes,
  async run(tx, { dossierIds, referentId, motif }, context) {
    const { serviceId } = context.acteur
    const voulus = [...new Set(dossierIds)].sort()
    await lecture.verrouillerDossiers(tx, voulus)
    const lus = await lecture.aConfier(tx, voulus)
    const referent = await agentParId(tx, referentId)
    refuseIf([
      ...refusDeReferent(referent, serviceId),
      ...refusAvantLArrivee(referent, context.aujourdhui, 'referentId'),
      ...refusDAffecterEnNombre(lus, voulus.length, serviceId),
    ])
    for (const prise of lus) {
      const { dossierId } = prise
      const antenneId = prise.antenneId ?? referent?.antenneId ?? null
      await confier(tx, context, prise, { dossierId, referentId, antenneId, motif })
    }
    return { dossierIds: voulus, nom: referent?.nomComplet ?? '' }
  },
  journal: ({ referentId, motif }, { dossierIds }) =>
    dossierIds.map(dossierId => ({ dossierId, cible: referentId, motif: motif ?? null })) as [
      Trace,
      ...Trace[],
    ],
})

/**
 * The dossiers of who leaves, is absent or carries too much go to one agent or are shared among
 * several: all or none, each with its line.
 */
export const passerEnNombre = command({
  name: 'dossiers.passer-en-nombre',
  permission: 'dossier:affecter',
  aQui: 'entite',
  input: passerForm,
  contraintes,
  async run(tx, { deAgentId, dossierIds, lesquels, versIds, convocations, motif }, context) {
    const serviceId = trouver(context.acteur.serviceId)
    const de = trouver(await agentParId(tx, deAgentId))
    const voulus =
      lesquels === 'tous'
        ? await lecture.suivisParLAgent(tx, serviceId, deAgentId)
        : [...new Set(dossierIds)].sort()
    if (voulus.length > 0) await lecture.verrouillerDossiers(tx, voulus)
    const lus = voulus.length > 0 ? await lecture.aConfier(tx, voulus) : []
    const vers = await Promise.all([...new Set(versIds)].map(id => agentParId(tx, id)))
    refuseIf([
      ...refusDesRepreneurs(vers, deAgentId, serviceId),
      ...vers.flatMap(ligne => refusAvantLArrivee(ligne, context.aujourdhui, 'versIds')),
      ...refusDePasser(lus, voulus.length, deAgentId, serviceId),
    ])
    const charges = (await prises.charges(tx, serviceId, context.aujourdhui))
      .filter(charge => versIds.includes(charge.agentId))
      .map(charge => ({ ...charge, dossiers: Number(charge.dossiers) }))
    const parts = repartir(lus, charges)
    for (const { dossier, agentId } of parts) {
      const antenneId =
        dossier.antenneId ?? vers.find(ligne => ligne?.agentId === agentId)?.antenneId ?? null
      const suite = convocations === 'suivent' ? { convocations: 'toutes' as const } : {}
      await confier(tx, context, dossier, {
        dossierId: dossier.dossierId,
        referentId: agentId,
        antenneId,
        motif: motif ?? `Repris de ${de.nomComplet}`,
        ...suite,
      })
    }
    const parAgent = charges.flatMap(charge => {
      const length = parts.filter(part => part.agentId === charge.agentId).length
      return length > 0 ? [{ nom: charge.nomComplet, n: length }] : []
    })
    return {
      parts: parts.map(part => ({ dossierId: part.dossier.dossierId, agentId: part.agentId })),
      parAgent,
    }
  },
  journal: ({ motif }, { parts }) =>
    parts.map(part => ({
      dossierId: part.dossierId,
      cible: part.agentId,
      motif: motif ?? null,
    })) as [Trace, ...Trace[]],
})
