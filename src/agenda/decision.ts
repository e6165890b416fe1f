import { absencesDe } from '../creneaux/index.ts'
import { type Context, entiteDe, ici } from '../platform/command.ts'
import { ajouterJours, type Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { type AReplacer, type Creneau, empechement, proposer } from './decision.rules.ts'
import * as store from './decision.store.ts'
import { occupationsDe } from './recherche.store.ts'
import { creneauxProposes } from './recherche.ts'

/** Whoever receives people: the desk and the BEX convoke for others. */
export const QUI_RECOIT = ['travailleur_social', 'dpip', 'psychologue', 'coordinateur', 'surveillant', 'jap', 'greffe'] as const
const JOURS_DEVANT = 90
const CRENEAUX_LUS = 2000

/** Absences and places taken of an entité over the days of these convocations. */
export async function calendrierDe(tx: Tx, entiteId: string, lignes: { le: string }[]) {
  const jours = lignes.map(l => l.le).sort()
  const [du, au] = [jours[0] as Jour, jours.at(-1) as Jour]
  return { absences: await absencesDe(tx, { entiteId, du, au }), occupations: await occupationsDe(tx, entiteId, du, au) }
}

/** Who is there on the days of these people and could receive them at the same hours, and whom each could not. */
export async function agentsPossibles(tx: Tx, { acteur }: Context, lignes: AReplacer[]) {
  const entite = entiteDe(acteur) ?? ''
  const { absences, occupations } = await calendrierDe(tx, entite, lignes)
  const agents = await store.agentsQuiRecoivent(
    tx,
    entite,
    lignes.map(l => l.le),
    QUI_RECOIT,
  )
  return agents.map(a => ({ ...a, pris: lignes.filter(l => empechement(a.agentId, l, absences, occupations) !== null).map(l => l.nom) }))
}

/** For each convocation the next slots of its type, with the same agent or with anybody. */
export async function propositions(
  tx: Tx,
  context: Context,
  lignes: store.LigneADecider[],
  memeAgent: boolean,
): Promise<Map<string, Creneau[]>> {
  if (lignes.length === 0) return new Map()
  const maintenant = ici(context)
  const jours = lignes.map(l => l.le).sort()
  const du = (jours[0] ?? '') > maintenant.le ? (jours[0] as Jour) : maintenant.le
  const au = ajouterJours((jours.at(-1) as Jour | undefined) ?? du, JOURS_DEVANT)
  const cle = (l: store.LigneADecider) => `${l.entiteId} ${l.type} ${memeAgent ? (l.agentId ?? '') : ''}`
  const lus = new Map<string, Creneau[]>()
  for (const l of lignes) {
    if (lus.has(cle(l))) continue
    const qui = memeAgent && l.agentId ? { agentId: l.agentId } : {}
    lus.set(
      cle(l),
      await creneauxProposes(tx, { entiteId: l.entiteId ?? '', type: l.type, du, au, maintenant, limite: CRENEAUX_LUS, ...qui }),
    )
  }
  const autres = await store.autresConvocations(
    tx,
    lignes.map(l => l.dossierId),
    du,
  )
  return proposer(lignes, l => lus.get(cle(l as store.LigneADecider)) ?? [], autres)
}
