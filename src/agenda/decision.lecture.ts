import { absencesDe } from '../creneaux/index.ts'
import { type Context, entiteDe, ici } from '../platform/command.ts'
import { ajouterJours, type Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { type AReplacer, type Creneau, empechement, proposer } from './decision.rules.ts'
import * as store from './decision.store.ts'
import { creneauxProposes } from './recherche.lecture.ts'
import { occupationsDe } from './recherche.store.ts'

const JOURS_DEVANT = 90
const CRENEAUX_LUS = 2000

/** Absences and places taken of an entité over the days of these convocations. */
export async function calendrierDe(tx: Tx, entiteId: string, lignes: { le: Jour }[]) {
  const jours = lignes.map(ligne => ligne.le).sort()
  const [du, au] = [jours[0] as Jour, jours.at(-1) as Jour]
  return {
    absences: await absencesDe(tx, { entiteId, du, au }),
    occupations: await occupationsDe(tx, { entiteId, du, au }),
  }
}

/**
 * Who is there on the days of these people and could receive them at the same hours, and whom each
 * could not.
 */
export async function agentsPossibles(tx: Tx, { acteur }: Context, lignes: AReplacer[]) {
  const entite = entiteDe(acteur) ?? ''
  const { absences, occupations } = await calendrierDe(tx, entite, lignes)
  const agents = await store.agentsQuiRecoivent(
    tx,
    entite,
    lignes.map(ligne => ligne.le),
  )
  return agents.map(agent => ({
    ...agent,
    pris: lignes
      .filter(ligne => empechement(agent.agentId, ligne, absences, occupations) !== null)
      .map(ligne => ligne.nom),
  }))
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
  const jours = lignes.map(ligne => ligne.le).sort()
  const du = (jours[0] ?? '') > maintenant.le ? (jours[0] as Jour) : maintenant.le
  const au = ajouterJours(jours.at(-1) ?? du, JOURS_DEVANT)
  const cle = (donnees: store.LigneADecider) =>
    `${donnees.entiteId} ${donnees.type} ${memeAgent ? (donnees.agentId ?? '') : ''}`
  const lus = new Map<string, Creneau[]>()
  for (const ligne of lignes) {
    if (lus.has(cle(ligne))) continue
    const qui = memeAgent && ligne.agentId ? { agentId: ligne.agentId } : {}
    lus.set(
      cle(ligne),
      await creneauxProposes(tx, {
        entiteId: ligne.entiteId ?? '',
        type: ligne.type,
        du,
        au,
        maintenant,
        limite: CRENEAUX_LUS,
        ...qui,
      }),
    )
  }
  const autres = await store.autresConvocations(
    tx,
    lignes.map(ligne => ligne.dossierId),
    du,
  )
  return proposer(lignes, aDeplacer => lus.get(cle(aDeplacer as store.LigneADecider)) ?? [], autres)
}
