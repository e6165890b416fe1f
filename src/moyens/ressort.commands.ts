import { command } from '../platform/command.ts'
import type { Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { trouver } from '../platform/introuvable.ts'
import { refuseIf } from '../platform/refusal.ts'
import { communeParCode } from './commune.store.ts'
import { empreinteDe } from './organigramme.commands.ts'
import { refusDEmpreinte } from './organigramme.rules.ts'
import { antenneParId, juridictions, services } from './organigramme.store.ts'
import { lireRessort } from './ressort.examen.ts'
import { deposerRessortForm, ecrireRessortForm, tenirCommuneForm } from './ressort.forms.ts'
import {
  type Annuaire,
  examinerLignes,
  type LigneLue,
  refusDAntenne,
  refusDEcrire,
  refusDeTenirLeRessort,
} from './ressort.rules.ts'
import * as store from './ressort.store.ts'

type Acteur = { fonction: string; serviceId: string | null }
/** What the form of a commune showed, in short. */
export const empreinteDuRessort = (donnees: store.Ressort | undefined): string =>
  empreinteDe(
    donnees ? { s: donnees.serviceId, a: donnees.antenneId, j: donnees.juridictionId } : {},
  )

/** Reads a file and keeps its lines: nothing of the ressort is written yet. */
export const deposerRessort = command({
  name: 'moyens.deposer-ressort',
  permission: 'ressort:ecrire',
  aQui: 'organisation',
  input: deposerRessortForm,
  async run(tx, { fichier }, { acteur }) {
    const lignes = lireRessort(fichier.octets)
    const { id } = await store.insererImport(tx, {
      fichierNom: fichier.nom,
      lignes,
      deposePar: acteur.id,
    })
    return { importId: id }
  },
  journal: (_input, { importId }) => ({ cible: importId }),
})

/**
 * Examined again under a lock when it is written: what changed since the preview is seen, and a
 * fault writes nothing at all.
 */
export const ecrireRessort = command({
  name: 'moyens.ecrire-ressort',
  permission: 'ressort:ecrire',
  aQui: 'organisation',
  input: ecrireRessortForm,
  async run(tx, { importId }, { acteur, aujourdhui }) {
    await store.verrouillerLeRessort(tx)
    const i = trouver(await store.importParId(tx, importId, acteur.id))
    const lignes = await examiner(tx, i.lignes, acteur, aujourdhui)
    refuseIf(refusDEcrire(lignes, i.ecritA !== null))
    const aEcrire = lignes.filter(ligne => ligne.effet !== 'identique')
    await store.ecrireRessorts(
      tx,
      aEcrire.map(({ communeCode, departement, serviceId, antenneId, juridictionId }) => ({
        communeCode,
        departement,
        serviceId,
        antenneId,
        juridictionId,
        source: 'import',
        par: acteur.id,
      })),
    )
    await store.marquerEcrit(tx, importId)
    return { importId, ecrites: aEcrire.length }
  },
  journal: (_input, { importId }) => ({ cible: importId }),
})

/** Lines of a file against the directory and the ressort as they are now. */
export async function examiner(tx: Tx, lignes: LigneLue[], acteur: Acteur, aujourdhui: Jour) {
  const actuels = new Map(
    (await store.tousLesRessorts(tx)).map(ressort => [ressort.communeCode, ressort]),
  )
  const annuaire: Annuaire = {
    services: (await services(tx)).map(service => ({
      id: service.serviceId,
      nom: service.nom,
      departement: service.departement,
    })),
    antennes: await store.toutesLesAntennes(tx),
    juridictions: (await juridictions(tx)).map(juridiction => ({
      id: juridiction.juridictionId,
      nom: juridiction.nom,
    })),
    commune: communeParCode,
    actuels,
    aujourdhui,
  }
  return examinerLignes(lignes, annuaire, acteur)
}

/** One commune, by hand. */
export const tenirCommune = command({
  name: 'moyens.tenir-commune',
  permission: 'ressort:ecrire',
  aQui: 'organisation',
  input: tenirCommuneForm,
  async run(
    tx,
    { code, empreinte, serviceId, antenneId = null, juridictionId = null },
    { acteur, aujourdhui },
  ) {
    const commune = trouver(communeParCode(code))
    await store.verrouillerLeRessort(tx)
    const avant = await store.ressortDe(tx, commune.code)
    const tous = await services(tx)
    trouver(tous.find(ligne => ligne.serviceId === serviceId))
    const antenne = antenneId ? trouver(await antenneParId(tx, antenneId)) : undefined
    refuseIf([
      ...refusDEmpreinte(empreinte, empreinteDuRessort(avant)),
      ...refusDeTenirLeRessort(
        acteur,
        { departement: commune.departement, serviceId },
        tous.find(ligne => ligne.serviceId === acteur.serviceId),
        avant?.serviceId ?? null,
      ),
      ...refusDAntenne(antenne, serviceId, aujourdhui),
    ])
    const { departement } = commune
    await store.ecrireRessorts(tx, [
      {
        communeCode: commune.code,
        departement,
        serviceId,
        antenneId,
        juridictionId,
        source: 'main',
        par: acteur.id,
      },
    ])
    return { departement }
  },
  journal: ({ serviceId }) => ({ cible: serviceId }),
})
