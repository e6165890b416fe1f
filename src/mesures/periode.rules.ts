import type { Jour } from '../platform/date.ts'
import { estAbsente } from '../platform/law.ts'
import { anniversaireDeDepart, concerneCetteDuree } from './annuel.rules.ts'
import type { Delai, Depart, Devoir } from './definition.rules.ts'
import { dernierJour, jourDeDepart } from './delai.rules.ts'
import { type Faits, jourQuiSelectionne } from './faits.rules.ts'
import { applicableAVerifier, applicableLe } from './regle.rules.ts'
import { admisJusqua, depuisQueLeTermeEstFixe, type Periode } from './satisfaction.rules.ts'

/** The fact from which a duty runs, and its day where it has come. */
export type Attendu = { attend: Depart; depart: Jour | null }
/** Null where the measure is too short for this duty. */
export function departDe(devoir: Devoir, faits: Faits): Attendu | null {
  if (!devoir.siDureeExcede)
    return { attend: devoir.depuis, depart: jourDeDepart(devoir.depuis, faits) }
  const duree = concerneCetteDuree(devoir.siDureeExcede, faits)
  return duree === 'non'
    ? null
    : { attend: 'terme', depart: duree === 'oui' ? anniversaireDeDepart(devoir, faits) : null }
}

/** A duty whose delay runs: its period (ADR 0027), and the law that fixes it. */
export type EnCours = Periode & { depart: Jour; delai: Delai; loiLe: Jour; aVerifier: boolean }
export function commencer(devoir: Devoir, depart: Jour, faits: Faits): EnCours | null {
  const loiLe = jourQuiSelectionne(devoir.delai.selon, faits, depart)
  const ici = applicableLe(devoir.delai, loiLe, faits.referentiel)
  const delai = ici.value
  if (estAbsente(delai)) return null
  // A duty before the term may be done since that term is known; any other one from the fact that
  // opens it.
  const debut = delai.avant || devoir.depuis === 'terme' ? depuisQueLeTermeEstFixe(faits) : depart
  const limite = dernierJour(depart, delai, faits.territoire)
  const aVerifier = applicableAVerifier(ici, loiLe)
  return {
    devoir,
    depart,
    delai,
    loiLe,
    aVerifier,
    debut,
    limite,
    admisLe: admisJusqua(devoir, limite),
  }
}
