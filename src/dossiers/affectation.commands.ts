import { agentParId } from '../moyens/index.ts'
import { command, type Trace } from '../platform/command.ts'
import { trouver } from '../platform/http/plateforme.ts'
import { refuseIf } from '../platform/refusal.ts'
import * as lecture from './affectation.store.ts'
import { confier, contraintesDuFil as contraintes, exigerAntenneDe } from './affectation.ts'
import { affecterEnNombreForm, affecterForm } from './dossier.forms.ts'
import { refusDAffecter, refusDAffecterEnNombre, refusDeReferent } from './dossier.rules.ts'
import * as store from './dossier.store.ts'

export const affecter = command({
  name: 'dossiers.affecter',
  permission: 'dossier:affecter',
  input: affecterForm,
  contraintes,
  async run(tx, { dossierId, referentId, antenneId, motif }, context) {
    trouver(await store.verrouillerDossier(tx, dossierId))
    const prise = trouver(await store.priseActuelle(tx, dossierId))
    const referent = await agentParId(tx, referentId)
    refuseIf(refusDAffecter(prise, context.acteur.serviceId, referent, referentId))
    await exigerAntenneDe(tx, antenneId, prise.serviceId)
    await confier(tx, context, prise, { dossierId, referentId, antenneId: antenneId ?? referent?.antenneId ?? null, motif })
    return { dossierId }
  },
  journal: ({ dossierId, referentId, motif }) => ({ dossierId, cible: referentId, motif: motif ?? null }),
})

/** Several dossiers that nobody follows yet, to one agent: all or none, each that stands in the way is named. */
export const affecterEnNombre = command({
  name: 'dossiers.affecter-en-nombre',
  permission: 'dossier:affecter',
  input: affecterEnNombreForm,
  contraintes,
  async run(tx, { dossierIds, referentId, motif }, context) {
    const { serviceId } = context.acteur
    const voulus = [...new Set(dossierIds)].sort()
    await lecture.verrouillerDossiers(tx, voulus)
    const lus = await lecture.aConfier(tx, voulus)
    const referent = await agentParId(tx, referentId)
    refuseIf([...refusDeReferent(referent, serviceId), ...refusDAffecterEnNombre(lus, voulus.length, serviceId)])
    for (const prise of lus) {
      const { dossierId } = prise
      await confier(tx, context, prise, { dossierId, referentId, antenneId: referent?.antenneId ?? null, motif })
    }
    return { dossierIds: voulus, nom: referent?.nomComplet ?? '' }
  },
  journal: ({ referentId, motif }, { dossierIds }) =>
    dossierIds.map(dossierId => ({ dossierId, cible: referentId, motif: motif ?? null })) as [Trace, ...Trace[]],
})
