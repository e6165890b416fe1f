import { afficherJour, type Jour, type Territoire } from '../platform/date.ts'
import type { Refusal } from '../platform/refusal.ts'
import { refusDuMoment } from './moment.rules.ts'

type Lieu = {
  lieuId: string
  entiteId: string
  nom: string
  fermeLe: Jour | null
  ouvreA: string
  fermeA: string
  territoire: Territoire
}
type Demande = {
  de: Lieu | undefined
  vers: Lieu | undefined
  le: Jour
  aujourdhui: Jour
  entiteId: string | null
}
/**
 * From one place of the entité to another, from a day that is not past, to a place that will be
 * open (terrain §1.1, PlaceTransfert).
 */
export function refusDeDemenager({ de, vers, le, aujourdhui, entiteId }: Demande): Refusal[] {
  if (!de || de.entiteId !== entiteId)
    return [
      { code: 'lieu_inconnu', champ: 'deLieuId', message: 'Ce lieu n’est pas de votre service.' },
    ]
  if (!vers || vers.entiteId !== entiteId)
    return [
      { code: 'lieu_inconnu', champ: 'versLieuId', message: 'Ce lieu n’est pas de votre service.' },
    ]
  if (de.lieuId === vers.lieuId)
    return [
      {
        code: 'meme_lieu',
        champ: 'versLieuId',
        message: 'Le nouveau lieu est le même que l’ancien : choisissez-en un autre.',
      },
    ]
  if (le < aujourdhui)
    return [
      {
        code: 'passe',
        champ: 'le',
        message: `Le ${afficherJour(le)} est passé : un déménagement commence aujourd’hui au plus tôt.`,
      },
    ]
  if (vers.fermeLe && le >= vers.fermeLe)
    return [
      {
        code: 'lieu_ferme',
        champ: 'versLieuId',
        message: `${vers.nom} ferme le ${afficherJour(vers.fermeLe)} : choisissez un autre lieu.`,
      },
    ]
  return []
}

type Prevue = { le: Jour; heure: string; dureeMinutes: number; plage: boolean }
/**
 * Does the new place open at that hour? Otherwise the convocation moves with the others and waits
 * for a decision.
 */
export const horsDuNouveauLieu = (
  prevue: Prevue,
  lieu: Omit<Lieu, 'lieuId' | 'entiteId' | 'nom'>,
  maintenant: { le: Jour; heure: string },
): boolean =>
  refusDuMoment(
    {
      le: prevue.le,
      heure: prevue.heure,
      dureeMinutes: prevue.dureeMinutes,
      parPlage: prevue.plage,
    },
    { ...lieu, territoire: lieu.territoire },
    maintenant,
  ).length > 0

/** From the first hour of the day of the removal; on the day itself, only what is still to come. */
export const apresLe = (le: Jour, maintenant: { le: Jour; heure: string }) =>
  le === maintenant.le ? maintenant : { le, heure: '00:00' }
