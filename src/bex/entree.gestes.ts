import { lieuParId, plageParId } from '../creneaux/index.ts'
import { direALAudience, ouvrirPourUneJuridiction, rejoindreALAudience } from '../dossiers/index.ts'
import type { Context } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { enchainer } from '../platform/executer.ts'
import type { Saisie } from './audience.forms.ts'
import { lireCreneau } from './audience.rules.ts'
import type * as store from './audience.store.ts'
import { adresseDite } from './competence.lecture.ts'

const sansNull = <T extends object>(valeur: T) =>
  Object.fromEntries(Object.entries(valeur).filter(([, brute]) => brute !== null)) as {
    [K in keyof T]: NonNullable<T[K]>
  }

/** The dossier of the person: a new one in the chosen service, or the one that they have. */
export async function entrer(
  tx: Tx,
  context: Context,
  input: Saisie,
  donnees: store.RechercheGardee & { remiseId: string; convocationId: string },
) {
  const { serviceId } = input
  const lieu = input.creneauSpip ? await lieuDuCreneau(tx, input.creneauSpip) : undefined
  const antenneId = lieu?.antenneId && lieu.entiteId === serviceId ? lieu.antenneId : undefined
  if (input.personne !== 'nouvelle') {
    const cible = {
      dossierId: input.personne,
      convocationId: donnees.convocationId,
      nom: `${donnees.nom} ${donnees.prenoms}`,
      naissanceLe: donnees.naissanceLe,
      serviceId,
      antenneId,
    }
    const { dossierId } = await enchainer(tx, rejoindreALAudience, cible, context)
    return garderCeQuElleDit(tx, context, input, { dossierId, r: donnees })
  }
  const { dossierId } = await enchainer(
    tx,
    ouvrirPourUneJuridiction,
    {
      convocationId: donnees.convocationId,
      nom: donnees.nom,
      prenoms: donnees.prenoms,
      naissanceLe: donnees.naissanceLe,
      telephone: input.telephone,
      courriel: input.courriel,
      langues: languesDites(input),
      interprete: input.interprete,
      ...sansNull(adresseDite(donnees, input)),
      numeroAppi: input.numeroAppi?.toUpperCase(),
      serviceId,
      antenneId,
    },
    context,
  )
  return { dossierId, remplis: {} }
}
const languesDites = ({ langues }: Saisie) =>
  (langues ?? '').split(',').flatMap(morceau => (morceau.trim() ? [morceau.trim()] : []))

/**
 * Blanks of the sheet are filled, what differs is proposed to the service that follows: nothing
 * said at the hearing is lost.
 */
async function garderCeQuElleDit(
  tx: Tx,
  context: Context,
  input: Saisie,
  { dossierId, r: remise }: { dossierId: string; r: store.RechercheGardee & { remiseId: string } },
) {
  const { telephone, courriel, interprete, numeroAppi, audienceLe } = input
  const adresse = adresseDite(remise, input)
  const dit = {
    dossierId,
    origineId: remise.remiseId,
    ditLe: audienceLe,
    telephone,
    courriel,
    langues: languesDites(input),
    interprete,
    numeroAppi: numeroAppi?.toUpperCase(),
  }
  return enchainer(tx, direALAudience, { ...dit, adresse }, context)
}
async function lieuDuCreneau(tx: Tx, creneau: string) {
  const plage = await plageParId(tx, lireCreneau(creneau).plageId)
  return plage && (await lieuParId(tx, plage.lieuId))
}
