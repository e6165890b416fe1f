import { afficherHeure, afficherJour, estFerie, type Jour, jourDeSemaine, type Territoire } from '../platform/date.ts'
import type { Refusal } from '../platform/refusal.ts'

/** Types of convocation of the field (terrain §1.3), with the length that is proposed first. */
export const types = {
  premiere: { libelle: '1re convocation de suivi SPIP', dureeMinutes: 60 },
  suivi: { libelle: 'Convocation de suivi SPIP', dureeMinutes: 45 },
  convocation_741_1: { libelle: 'Convocation 741-1', dureeMinutes: 60 },
  placement_tig: { libelle: 'Placement TIG/TNR', dureeMinutes: 45 },
  domicile: { libelle: 'Visite à domicile', dureeMinutes: 60 },
  telephone: { libelle: 'Entretien téléphonique', dureeMinutes: 30 },
  ddse: { libelle: 'Convocation DDSE', dureeMinutes: 45 },
  stage: { libelle: 'Convocation stage', dureeMinutes: 60 },
  rappel: { libelle: 'Convocation rappel SPIP', dureeMinutes: 30 },
} as const
export type TypeConvocation = keyof typeof types
export const clesTypes = Object.keys(types) as [TypeConvocation, ...TypeConvocation[]]
export const libelleDeType = (type: string): string => types[type as TypeConvocation]?.libelle ?? type

export const etats = {
  prevue: 'Prévue',
  honoree: 'Honorée',
  excusee: 'Excusée',
  manquee: 'Manquée',
  annulee: 'Annulée',
  reportee: 'Reportée',
} as const
export type Etat = keyof typeof etats
export const genreDEtat = (etat: string) => ({ prevue: 'info', honoree: 'ok', excusee: 'attention', manquee: 'alerte' })[etat] ?? 'neutre'

type Lieu = { ouvreA: string; fermeA: string; fermeeLe: string | null; territoire: string } | undefined
type Demande = { le: Jour; heure: string; dureeMinutes: number }
const minutes = (heure: string) => Number(heure.slice(0, 2)) * 60 + Number(heure.slice(3, 5))

/** A convocation falls on a day when the service is open, within its hours, and not in the past (charte C3.3: slots only exist inside working hours). */
export function refusDuMoment(demande: Demande, lieu: Lieu, maintenant: { le: Jour; heure: string }): Refusal[] {
  const { le, heure, dureeMinutes } = demande
  if (le < maintenant.le || (le === maintenant.le && heure <= maintenant.heure))
    return [{ code: 'passee', champ: 'le', message: `${afficherJour(le)} à ${afficherHeure(heure)} est déjà passé.` }]
  if (jourDeSemaine(le) > 5)
    return [{ code: 'fin_de_semaine', champ: 'le', message: `${afficherJour(le)} : le service est fermé en fin de semaine.` }]
  if (lieu?.fermeeLe && le >= lieu.fermeeLe)
    return [
      { code: 'antenne_fermee', champ: 'antenneId', message: `Cette antenne est fermée depuis le ${afficherJour(lieu.fermeeLe as Jour)}.` },
    ]
  if (lieu && estFerie(le, lieu.territoire as Territoire))
    return [{ code: 'ferie', champ: 'le', message: `${afficherJour(le)} est un jour férié.` }]
  if (lieu && (heure < lieu.ouvreA || minutes(heure) + dureeMinutes > minutes(lieu.fermeA))) {
    return [
      {
        code: 'hors_horaires',
        champ: 'heure',
        message: `L’antenne est ouverte de ${afficherHeure(lieu.ouvreA)} à ${afficherHeure(lieu.fermeA)}.`,
      },
    ]
  }
  return []
}

/** No ground to convoke after the end of every measure; a dossier en attente de saisine may be convoked (charte C3.4). */
export function refusApresLaFin(finLe: string | null | undefined, le: Jour): Refusal[] {
  return finLe && le > finLe
    ? [{ code: 'mesure_terminee', champ: 'le', message: `La dernière mesure se termine le ${afficherJour(finLe as Jour)}.` }]
    : []
}

/** What may follow what: a convocation that took place may be corrected, one that was cancelled or moved may not (terrain §1.4). */
const suites: Record<Etat, readonly Etat[]> = {
  prevue: ['honoree', 'excusee', 'manquee', 'annulee', 'reportee'],
  honoree: ['excusee', 'manquee'],
  excusee: ['honoree', 'manquee', 'reportee'],
  manquee: ['honoree', 'excusee', 'reportee'],
  annulee: [],
  reportee: [],
}
export const suitesPossibles = (etat: string): readonly Etat[] => suites[etat as Etat] ?? []

/** The course of a convocation (terrain §1.4): nobody came or stayed away before the hour, though one may be excused in advance. */
export function refusDEtat(
  convocation: { etat: string; le: string; heure: string },
  vers: Etat,
  maintenant: { le: Jour; heure: string },
): Refusal[] {
  if (!suitesPossibles(convocation.etat).includes(vers))
    return [
      { code: 'etat_impossible', message: `Une convocation « ${etats[convocation.etat as Etat]} » ne devient pas « ${etats[vers]} ».` },
    ]
  const aVenir = convocation.le > maintenant.le || (convocation.le === maintenant.le && convocation.heure > maintenant.heure)
  if (aVenir && vers === 'manquee')
    return [{ code: 'pas_encore', message: 'L’heure n’est pas encore passée : attendez avant de noter une absence.' }]
  if (convocation.le > maintenant.le && vers === 'honoree')
    return [{ code: 'pas_encore', message: 'Cette convocation est à venir : elle ne peut pas être déjà honorée.' }]
  return []
}
