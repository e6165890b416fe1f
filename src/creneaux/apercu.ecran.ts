import type { z } from 'zod'
import type { Context } from '../platform/command.ts'
import { afficherJourCourt, ajouterJours, type Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { sansBlancs, type Valeurs } from '../platform/http/corps.ts'
import { ouvrirPlageForm } from './calendrier.forms.ts'
import { creneauxLibres } from './creneau.rules.ts'
import { absencesDe, type Lieu, type TypeDeConvocation } from './lecture.store.ts'
import { joursDe } from './plage.rules.ts'

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
type Saisie = z.output<typeof ouvrirPlageForm>

const ouvertureDe = ({ lieuId, ouvreA, fermeA, territoire, fermeLe }: Lieu) => ({
  lieuId,
  ouvreA,
  fermeA,
  territoire: territoire,
  fermeLe: fermeLe,
})
/** The range as it would be, before it is anyone's. */
function plageDe(saisie: Saisie, { agendaId, agentId, lieu }: Ou, type: TypeDeConvocation) {
  const { agenda: _, au = null, intitule = null, ...reste } = saisie
  return {
    ...reste,
    plageId: 'apercu',
    agendaId,
    agendaNom: '',
    entiteId: lieu.entiteId,
    lieuId: lieu.lieuId,
    agentId,
    fermeLe: null,
    au,
    intitule,
    jours: joursDe(saisie),
    collective: type.collectif,
  }
}

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
  const du = lu.data.du > aujourdhui ? lu.data.du : aujourdhui
  const fin = ajouterJours(du, QUINZAINE)
  const jours = new Map<Jour, string[]>()
  let places = 0
  for (const creneauxLibre of creneauxLibres({
    plages: [plageDe(lu.data, ou, type)],
    absences: await absencesDe(tx, { entiteId: ou.lieu.entiteId, du, au: fin }),
    ouvertures: [ouvertureDe(ou.lieu)],
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
