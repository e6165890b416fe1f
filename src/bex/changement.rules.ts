import { afficherHeure, afficherJour, estPassee, type Jour, type Moment } from '../platform/date.ts'
import type { Refusal } from '../platform/refusal.ts'

type Prise = { etat: string; le: Jour; heure: string }
type Situation = { parMonTribunal: boolean; repriseParLeService: boolean; maintenant: Moment }
const refuser = (code: string, message: string): Refusal[] => [{ code, message }]

/**
 * The court changes what it gave, as long as it is to come and the service has not taken it over;
 * afterwards it is the service's (charte C3.3: the BEX books the slot; terrain §1.2: whoever
 * convoked corrects).
 */
export function refusDeChanger(
  prise: Prise,
  { parMonTribunal, repriseParLeService, maintenant }: Situation,
): Refusal[] {
  if (!parMonTribunal)
    return refuser(
      'convocation_d_un_autre',
      'Cette convocation n’a pas été faite par votre tribunal à l’audience : demandez-leur de la changer.',
    )
  if (prise.etat !== 'prevue')
    return refuser('plus_prevue', 'Cette convocation n’est plus à venir : elle ne se change pas.')
  if (estPassee(prise, maintenant))
    return refuser(
      'deja_passee',
      'L’heure de cette convocation est passée : elle ne se change plus.',
    )
  if (repriseParLeService)
    return refuser(
      'reprise_par_le_service',
      'Le service a déjà repris cette convocation : appelez-le pour la changer.',
    )
  return []
}

/** Nobody moves or cancels another slot than the one that they read. */
export const refusDePerime = (vue: number, convocation: Prise & { version: number }): Refusal[] =>
  vue === convocation.version
    ? []
    : refuser(
        'modifie_entretemps',
        `Cette convocation a changé depuis que vous l’avez ouverte : elle est maintenant le ${afficherJour(convocation.le)} à ${afficherHeure(convocation.heure)}. Rien n’est fait. Vérifiez, puis recommencez.`,
      )
