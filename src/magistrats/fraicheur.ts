import type { Tx } from '../platform/db/index.ts'
import { type Ecart, ecartsDe, type MesureEcrite, mettreAJour } from './fraicheur.rules.ts'
import { changementsPour, noterTirees } from './fraicheur.store.ts'
import * as store from './magistrats.store.ts'
import { mesuresEcrites, partie } from './redaction.ts'

type Lu = { dossierId: string; id: string; mesuresTirees: unknown }
const tireesDe = ({ mesuresTirees }: Lu) => (Array.isArray(mesuresTirees) ? (mesuresTirees as MesureEcrite[]) : null)

export type Fraicheur = { ecarts: Ecart[]; changementVu: string }
/** What the report quotes of the measures and is no longer so; `changementVu` names the last change that was looked at. */
export async function fraicheur(tx: Tx, r: Lu, fuseau = 'Europe/Paris'): Promise<Fraicheur> {
  const changements = await changementsPour(tx, r.dossierId, r.id, fuseau)
  const changementVu =
    changements
      .map(c => c.a)
      .toSorted()
      .at(-1) ?? ''
  return { ecarts: ecartsDe(tireesDe(r), await mesuresEcrites(tx, r.dossierId), changements), changementVu }
}

type Section = { sectionId?: string | undefined; titre: string; texte?: string | null | undefined; source?: string | null | undefined }
/** Its part on the measures, as the dossier says them now; a report without that part gets one, first. */
export async function sectionsAJour<S extends Section>(tx: Tx, r: Lu, sections: readonly S[]): Promise<(S | Section)[]> {
  const neuve = await partie(tx, r.dossierId, 'mesure')
  const tirees = tireesDe(r)
  const tiree = tirees?.map(m => m.texte).join('\n\n') ?? null
  if (!sections.some(s => s.source === 'mesure')) return [neuve, ...sections]
  return sections.map(s => (s.source === 'mesure' ? { ...s, texte: mettreAJour(tiree, s.texte ?? '', neuve.texte) } : s))
}

/** From now on the report quotes what the dossier says, unless it has changed again since it was looked at. */
export async function direAJour(tx: Tx, r: Lu, changementVu?: string): Promise<void> {
  if (changementVu !== undefined && (await fraicheur(tx, r)).changementVu !== changementVu) return
  await noterTirees(tx, r.dossierId, r.id, await mesuresEcrites(tx, r.dossierId))
}

/** A new version of the text, its part on the measures drawn again; the former one is kept. */
export async function actualiserLeTexte(tx: Tx, r: Lu & { titre: string; version: number }, par: string): Promise<void> {
  const sections = await sectionsAJour(tx, r, await store.sections(tx, r.dossierId, r.id))
  const ecrites = sections.map(s => ({
    sectionId: s.sectionId,
    titre: s.titre,
    texte: s.texte ?? '',
    source: s.source ?? undefined,
  }))
  await store.ecrireRapport(tx, { dossierId: r.dossierId, rapportId: r.id, version: r.version, titre: r.titre, sections: ecrites, par })
  await direAJour(tx, r)
}
