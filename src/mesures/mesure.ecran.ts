import { filDuDossier, identite as lireIdentite } from '../dossiers/index.ts'
import type { Tx } from '../platform/db/index.ts'
import { Introuvable, trouver } from '../platform/introuvable.ts'
import { actesDuDossier, actesEtMesures } from './acte.store.ts'
import { mesuresRetirees } from './correction.store.ts'
import type { Lieu } from './mesure.forms.ts'
import { chemins } from './mesure.paths.ts'
import { mesureParId } from './mesure.store.ts'
import { libelleDeNature } from './nature.rules.ts'
import { libelleDActe } from './passage.rules.ts'

/**
 * A measure that stands; of one that was withdrawn, who took it out and why is said to whoever
 * still sees the dossier.
 */
export async function mesureDebout(tx: Tx, dossierId: string, mesureId: string) {
  const mesure = await mesureParId(tx, dossierId, mesureId)
  if (mesure) return mesure
  const [retiree] = await mesuresRetirees(tx, dossierId, mesureId)
  if (!retiree) throw new Introuvable()
  throw new Introuvable(
    `Cette mesure a été retirée par ${retiree.retireParNom ?? 'un agent'} (${retiree.motif}) : elle n’a plus d’effet. Elle se lit, et se remet, dans « Mesures retirées », sur la page Mesures du dossier.`,
  )
}

/** A screen about the measures of a dossier; theirs is the list itself where it has no title. */
export async function ecranDesMesures(tx: Tx, dossierId: string, titre = 'Mesures') {
  const identite = trouver(await lireIdentite(tx, dossierId))
  return {
    identite,
    titre,
    fil: filDuDossier(
      identite,
      { label: 'Mesures', href: chemins.mesures(dossierId) },
      ...(titre === 'Mesures' ? [] : [{ label: titre }]),
    ),
  }
}
/**
 * What every screen of a measure shows: whose it is and what it is; `fil` is the path to a screen
 * of that title, or to the measure.
 */
export async function ecranDeLaMesure(tx: Tx, { dossierId, mesureId }: Lieu) {
  const identite = trouver(await lireIdentite(tx, dossierId))
  const mesure = await mesureDebout(tx, dossierId, mesureId)
  const nom = libelleDeNature(mesure.nature, mesure.decisionLe)
  const fil = (titre?: string) =>
    filDuDossier(
      identite,
      { label: 'Mesures', href: chemins.mesures(dossierId) },
      ...(titre
        ? [{ label: nom, href: chemins.mesure(dossierId, mesureId) }, { label: titre }]
        : [{ label: nom }]),
    )
  return { identite, mesure, nom, fil }
}
/** The same, and where it stands: the acts that stand. */
export const ecranDesActes = async (tx: Tx, lieu: Lieu) => ({
  ...(await ecranDeLaMesure(tx, lieu)),
  actes: await actesDuDossier(tx, lieu.dossierId, lieu.mesureId),
})
/** Whose a measure is, for who may write on it. */
export const sujetDe = ({
  mesure,
  identite,
}: Pick<Awaited<ReturnType<typeof ecranDeLaMesure>>, 'mesure' | 'identite'>) => ({
  ...mesure,
  serviceId: identite.serviceId,
  serviceNom: identite.serviceNom,
})

/**
 * Each act in its words with its measure, « Révocation partielle (Sursis probatoire) », each
 * measure by its name; what is not one of them has none.
 */
export async function motsDesMesures(
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const faits = ids.length === 0 ? [] : await actesEtMesures(tx, ids)
  return new Map(
    faits.map(({ id, acte, nature, decisionLe }) => {
      const mesure = libelleDeNature(nature, decisionLe)
      return [id, acte ? `${libelleDActe(nature, { acte })} (${mesure})` : mesure]
    }),
  )
}
