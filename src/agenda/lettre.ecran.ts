import { lieuxDeLEntite } from '../creneaux/index.ts'
import { identites } from '../dossiers/index.ts'
import { type Langue, langueDe } from '../messages/index.ts'
import { type Context, entiteDe } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import type { Lettre } from '../platform/pdf/index.ts'
import { type Expediteur, lettreDeConvocation } from './convocation.pdf.ts'
import { convocations } from './convocation.store.ts'
import { creneauxDits } from './dit.lecture.ts'
import { momentDeLaLettre } from './lettre.rules.ts'

type Demandee = { dossierId: string; convocationId: string }
/**
 * The letters of these convocations, in their order, in a fixed number of queries; those of which
 * nothing is left to say are left out.
 */
export async function lettresDe(
  tx: Tx,
  { acteur, aujourdhui }: Context,
  demandees: Demandee[],
  langue?: Langue,
): Promise<Lettre[]> {
  if (demandees.length === 0) return []
  const lues = await convocations(tx, demandees)
  const qui = new Map(
    (await identites(tx, [...new Set(demandees.map(demandee => demandee.dossierId))])).map(i => [
      i.dossierId,
      i,
    ]),
  )
  const dits = await creneauxDits(
    tx,
    lues.filter(ligne => momentDeLaLettre(ligne) === 'annulation'),
  )
  const lieux = await lieuxDeLEntite(tx, entiteDe(acteur) ?? '', null)
  return demandees.flatMap(demandee => {
    const convocation = lues.find(ligne => ligne.id === demandee.convocationId)
    const identite = qui.get(demandee.dossierId)
    const moment = convocation && momentDeLaLettre(convocation)
    if (!convocation || !identite || !moment) return []
    // A visit or a call has no place of its own: the letter comes from where the person is
    // followed.
    const siege = lieux.find(lieu => lieu.lieuId === (identite.antenneId ?? acteur.antenneId))
    const de: Expediteur = {
      nom: convocation.lieuNom ?? siege?.nom ?? convocation.entiteNom ?? identite.serviceNom,
      nomPublic: convocation.lieuNom ? convocation.nomPublic : (siege?.nomPublic ?? null),
      adresse: convocation.lieuAdresse ?? siege?.adresseComplete ?? convocation.adresse,
      telephone: convocation.lieuTelephone ?? siege?.telephone ?? convocation.agentTelephone ?? '',
      commune: convocation.lieuCommune ?? siege?.commune ?? '',
    }
    return [
      lettreDeConvocation(identite, { ...convocation, ...dits.get(convocation.id) }, moment, {
        de,
        aujourdhui,
        langue: langue ?? langueDe(identite.langues),
      }),
    ]
  })
}
