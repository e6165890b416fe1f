// What was kept goes back into a form of the page, where that still shows what it showed.
import type { Garde, Gardee } from './coffre.ts'
import { deLigne, type Prise, priseDuGarde, prisesDe } from './prises.ts'
import type { Suivi } from './suivi.ts'

export const aDesMots = ({ saisie }: Gardee) => saisie.champs.some(champ => champ.mot)

/**
 * Puts back what was kept in the fields that still show what they showed; the rest is given to be
 * copied.
 */
export function remettre(suivi: Suivi, { etat, saisie }: Gardee): Prise[] {
  const prises = prisesDe(suivi.formulaire)
  const remis: Prise[] = []
  for (const garde of saisie.champs) {
    const p = priseDuGarde(prises, garde)
    if (p?.lire() === garde.valeur) {
      if (etat === 'portee') suivi.vus.set(p.nom, garde.vu)
    } else if (p && p.lire() === garde.vu && p.defaut() === garde.vu && p.poser(garde.valeur))
      remis.push(p)
    else suivi.reste.push(garde)
  }
  return remis
}
/**
 * Nothing is put back over what was just sent: only what each field showed before is known again.
 */
export function reconnaitre(suivi: Suivi, champs: readonly Garde[]): void {
  const prises = prisesDe(suivi.formulaire)
  const connus = new Map(
    champs.flatMap(champ => (champ.ligne === '' ? [[champ.nom, champ.vu] as const] : [])),
  )
  for (const prise of prises.filter(x => x.mot || connus.has(x.nom))) {
    const inconnu = champs.length === 0 || deLigne(prise.nom) ? '' : prise.defaut()
    suivi.vus.set(prise.nom, (deLigne(prise.nom) ? undefined : connus.get(prise.nom)) ?? inconnu)
  }
}

export const dejaLa = (suivi: Suivi, { saisie }: Gardee) => {
  const prises = prisesDe(suivi.formulaire)
  return saisie.champs.every(champ => priseDuGarde(prises, champ)?.lire() === champ.valeur)
}
