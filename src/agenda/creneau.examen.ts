import { creneauxLibres, lieuParId, type Plage, plageParId } from '../creneaux/index.ts'
import type { Context } from '../platform/command.ts'
import { afficherHeure, afficherJour, type Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { Refused, refuseIf } from '../platform/refusal.ts'
import { champsDuCadre, type Demande, type Examen, momentDuLieu } from './cadre.examen.ts'
import { type Modalite, modalites } from './convocation.rules.ts'
import { refusDuMoment } from './moment.rules.ts'

export async function dansUnePlage(
  tx: Tx,
  context: Context,
  { cadre, saisie }: Pick<Demande, 'cadre' | 'saisie'>,
  creneau: string,
): Promise<Examen> {
  const [plageId = '', jour = '', heure = ''] = creneau.split('|')
  const le = jour as Jour
  const plage = await plageParId(tx, plageId)
  const lieu = plage && (await lieuParId(tx, plage.lieuId))
  const perdu = () =>
    new Refused([
      {
        code: 'creneau_ferme',
        champ: 'creneau',
        message: `Le créneau du ${afficherJour(le)} à ${afficherHeure(heure)} n’est plus ouvert : choisissez-en un autre.`,
      },
    ])
  if (!plage || !lieu || plage.entiteId !== cadre.entiteId || !plage.types.includes(cadre.type.cle))
    throw perdu()
  const maintenant = momentDuLieu(context, lieu.fuseau)
  const duree = plage.collective ? plage.pasMinutes : cadre.type.dureeMinutes
  refuseIf(refusDuMoment({ le, heure, dureeMinutes: duree, parPlage: true }, lieu, maintenant))
  // Absences are conflicts that are said; here only the range itself is asked whether it opens this
  // slot.
  const ouverts = creneauxLibres({
    plages: [plage],
    absences: [],
    ouvertures: [{ ...lieu, territoire: lieu.territoire, fermeLe: lieu.fermeLe }],
    occupations: [],
    du: le,
    au: le,
    maintenant,
    dureeMinutes: plage.collective ? null : duree,
    complets: true,
  })
  if (![...ouverts].some(ouvert => ouvert.heure === heure)) throw perdu()
  const modalite = saisie.modalite ?? cadre.type.modalite
  return {
    ...champsDuCadre(cadre, saisie),
    ...champsDuCreneau(plage, lieu, modalite),
    le,
    heure,
    dureeMinutes: duree,
  }
}
/**
 * Who receives, in which place of which range; somebody who is called or seen on a screen is told
 * so, and not to come.
 */
export const champsDuCreneau = (
  plage: Plage,
  lieu: { nom: string; adresseComplete: string },
  modalite: Modalite,
) => ({
  agentId: plage.agentId,
  lieuId: plage.lieuId,
  agendaId: plage.agendaId,
  plageId: plage.plageId,
  capacite: plage.capacite,
  collective: plage.collective,
  lieu: modalite === 'lieu' ? lieu.nom : (modalites[modalite] ?? lieu.nom),
  adresse: lieu.adresseComplete,
})
