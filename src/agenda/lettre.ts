import { lieuxDeLEntite } from '../creneaux/index.ts'
import { identites } from '../dossiers/index.ts'
import { type Langue, langueDe } from '../messages/index.ts'
import { type Context, entiteDe } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import type { Lettre } from '../platform/pdf/index.ts'
import { type Expediteur, lettreDeConvocation } from './convocation.pdf.ts'
import { momentDeLaLettre } from './convocation.rules.ts'
import { convocations } from './convocation.store.ts'
import { creneauxDits } from './dit.ts'

type Demandee = { dossierId: string; convocationId: string }
/** The letters of these convocations, in their order, in a fixed number of queries; those of which nothing is left to say are left out. */
export async function lettresDe(tx: Tx, { acteur, aujourdhui }: Context, demandees: Demandee[], langue?: Langue): Promise<Lettre[]> {
  if (demandees.length === 0) return []
  const lues = await convocations(tx, demandees)
  const qui = new Map((await identites(tx, [...new Set(demandees.map(d => d.dossierId))])).map(i => [i.dossierId, i]))
  const dits = await creneauxDits(
    tx,
    lues.filter(c => momentDeLaLettre(c) === 'annulation'),
  )
  const lieux = await lieuxDeLEntite(tx, entiteDe(acteur) ?? '', null)
  return demandees.flatMap(d => {
    const c = lues.find(l => l.id === d.convocationId)
    const identite = qui.get(d.dossierId)
    const moment = c && momentDeLaLettre(c)
    if (!c || !identite || !moment) return []
    // A visit or a call has no place of its own: the letter comes from where the person is followed.
    const siege = lieux.find(l => l.lieuId === (identite.antenneId ?? acteur.antenneId))
    const de: Expediteur = {
      nom: c.lieuNom ?? siege?.nom ?? c.entiteNom ?? identite.serviceNom,
      nomPublic: c.lieuNom ? c.nomPublic : (siege?.nomPublic ?? null),
      adresse: c.lieuAdresse ?? siege?.adresseComplete ?? c.adresse,
      telephone: c.lieuTelephone ?? siege?.telephone ?? c.agentTelephone ?? '',
      commune: c.lieuCommune ?? siege?.commune ?? '',
    }
    return [
      lettreDeConvocation(identite, { ...c, ...dits.get(c.id) }, moment, { de, aujourdhui, langue: langue ?? langueDe(identite.langues) }),
    ]
  })
}
