import type { Context } from '../platform/command.ts'
import { afficherJourCourt, ajouterJours, type Jour, type Territoire } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { sansBlancs, type Valeurs } from '../platform/http/corps.ts'
import { ouvrirPlageForm } from './calendrier.forms.ts'
import { creneauxLibres } from './creneau.rules.ts'
import { absencesDe, type Lieu, type TypeDeConvocation } from './lecture.store.ts'
import { joursDe } from './plage.commands.ts'

const QUINZAINE = 13
export type ApercuDeLaPlage = {
  duTexte: string
  auTexte: string
  type: string
  total: number
  places: number
  jours: { le: Jour; heures: string[] }[]
}
type Ou = { agendaId: string; agentId: string | null; lieu: Lieu; types: TypeDeConvocation[] }

/**
 * What a range, as typed, would open in the two weeks from its first day; null while it is not
 * complete.
 */
export async function apercuDeLaPlage(
  tx: Tx,
  values: Valeurs,
  ou: Ou | null,
  { aujourdhui }: Context,
): Promise<ApercuDeLaPlage | null> {
  const lu = ouvrirPlageForm.safeParse({ ...(sansBlancs(values) as Valeurs), agenda: ou?.agendaId })
  if (!ou || !lu.success) return null
  const [type] = lu.data.types.flatMap(cle => ou.types.find(ligne => ligne.cle === cle) ?? [])
  if (!type) return null
  const { agenda: _, au = null, intitule = null, ...saisie } = lu.data
  const du = saisie.du > aujourdhui ? saisie.du : aujourdhui
  const fin = ajouterJours(du, QUINZAINE)
  const { lieuId, ouvreA, fermeA, entiteId } = ou.lieu
  const ouverture = {
    lieuId,
    ouvreA,
    fermeA,
    territoire: ou.lieu.territoire as Territoire,
    fermeLe: ou.lieu.fermeLe as Jour | null,
  }
  const cadre = {
    plageId: 'apercu',
    agendaId: ou.agendaId,
    agendaNom: '',
    entiteId,
    lieuId,
    agentId: ou.agentId,
    fermeLe: null,
  }
  const plage = {
    ...saisie,
    ...cadre,
    au,
    intitule,
    jours: joursDe(lu.data),
    collective: type.collectif,
  }
  const jours = new Map<Jour, string[]>()
  let places = 0
  for (const creneauxLibre of creneauxLibres({
    plages: [plage],
    absences: await absencesDe(tx, { entiteId, du, au: fin }),
    ouvertures: [ouverture],
    occupations: [],
    du,
    au: fin,
    maintenant: { le: du, heure: '00:00' },
    dureeMinutes: type.dureeMinutes,
  })) {
    jours.set(creneauxLibre.le, [...(jours.get(creneauxLibre.le) ?? []), creneauxLibre.heure])
    places += creneauxLibre.libres
  }
  const liste = [...jours].map(([le, heures]) => ({ le, heures }))
  const total = liste.reduce((nombre, ligne) => nombre + ligne.heures.length, 0)
  return {
    duTexte: afficherJourCourt(du),
    auTexte: afficherJourCourt(fin),
    type: type.libelle,
    total,
    places,
    jours: liste,
  }
}
