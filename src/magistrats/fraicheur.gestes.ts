import type { Tx } from '../platform/db/index.ts'
import { type Ecart, ecartsDe, mettreAJour } from './fraicheur.rules.ts'
import { changementsPour, noterTirees } from './fraicheur.store.ts'
import * as store from './magistrats.store.ts'
import { mesuresEcrites, partie } from './redaction.lecture.ts'

type Lu = { dossierId: string; id: string; mesuresTirees: unknown }
const tireesDe = ({ mesuresTirees }: Lu) => (Array.isArray(mesuresTirees) ? mesuresTirees : null)

export type Fraicheur = { ecarts: Ecart[]; changementVu: string }
/**
 * What the report quotes of the measures and is no longer so; `changementVu` names the last change
 * that was looked at.
 */
export async function fraicheur(tx: Tx, rapport: Lu, fuseau = 'Europe/Paris'): Promise<Fraicheur> {
  const changements = await changementsPour(tx, rapport.dossierId, rapport.id, fuseau)
  const changementVu =
    changements
      .map(changement => changement.a)
      .toSorted()
      .at(-1) ?? ''
  return {
    ecarts: ecartsDe(tireesDe(rapport), await mesuresEcrites(tx, rapport.dossierId), changements),
    changementVu,
  }
}

type Section = {
  sectionId?: string | undefined
  titre: string
  texte?: string | null | undefined
  source?: string | null | undefined
}
/**
 * Its part on the measures, as the dossier says them now; a report without that part gets one,
 * first.
 */
export async function sectionsAJour<S extends Section>(
  tx: Tx,
  rapport: Lu,
  sections: readonly S[],
): Promise<(S | Section)[]> {
  const neuve = await partie(tx, rapport.dossierId, 'mesure')
  const tirees = tireesDe(rapport)
  const tiree = tirees?.map(mesure => mesure.texte).join('\n\n') ?? null
  if (!sections.some(section => section.source === 'mesure')) return [neuve, ...sections]
  return sections.map(section =>
    section.source === 'mesure'
      ? { ...section, texte: mettreAJour(tiree, section.texte ?? '', neuve.texte) }
      : section,
  )
}

/**
 * From now on the report quotes what the dossier says, unless it has changed again since it was
 * looked at.
 */
export async function direAJour(tx: Tx, rapport: Lu, changementVu?: string): Promise<void> {
  if (changementVu !== undefined && (await fraicheur(tx, rapport)).changementVu !== changementVu)
    return
  await noterTirees(tx, rapport.dossierId, rapport.id, await mesuresEcrites(tx, rapport.dossierId))
}

/** A new version of the text, its part on the measures drawn again; the former one is kept. */
export async function actualiserLeTexte(
  tx: Tx,
  rapport: Lu & { titre: string; version: number },
  par: string,
): Promise<void> {
  const sections = await sectionsAJour(
    tx,
    rapport,
    await store.sections(tx, rapport.dossierId, rapport.id),
  )
  const ecrites = sections.map(section => ({
    sectionId: section.sectionId,
    titre: section.titre,
    texte: section.texte ?? '',
    source: section.source ?? undefined,
  }))
  await store.ecrireRapport(tx, {
    dossierId: rapport.dossierId,
    rapportId: rapport.id,
    version: rapport.version,
    titre: rapport.titre,
    sections: ecrites,
    par,
  })
  await direAJour(tx, rapport)
}
