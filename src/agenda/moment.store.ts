import { sql } from 'kysely'
import type { Jour } from '../platform/date.ts'
import { constante, type Tx, tables } from '../platform/db/index.ts'

const db = tables<
  'agenda',
  | 'dossiers.vIdentite'
  | 'moyens.vAgent'
  | 'moyens.vAntenne'
  | 'moyens.vEtablissement'
  | 'creneaux.vLieu'
  | 'creneaux.vType'
  | 'creneaux.vAbsence'
>()

type Ou = {
  dossierId: string
  agentId: string | null
  agendaId: string | null
  lieuId: string | null
  le: Jour
  heure: string
  dureeMinutes: number
}
/**
 * What stands in the way of a moment: absences and closures, the person's other convocations of the
 * day, group sessions, detention.
 */
export async function obstacles(tx: Tx, objet: Ou, saufId: string | null) {
  const moment = sql`tsrange(${objet.le}::date + ${objet.heure}::time,
    ${objet.le}::date + ${objet.heure}::time + ${objet.dureeMinutes}::int * interval '1 minute')`
  const absences = db(tx)
    .selectFrom('creneaux.vAbsence as b')
    .leftJoin('moyens.vAgent as a', 'a.agentId', 'b.agentId')
    .leftJoin('creneaux.vLieu as l', 'l.lieuId', 'b.lieuId')
    .select(['a.nomComplet', 'l.nom', 'b.du', 'b.au'])
    .where(eb =>
      eb.or([
        eb('b.agentId', '=', objet.agentId),
        eb('b.agendaId', '=', objet.agendaId),
        eb('b.lieuId', '=', objet.lieuId),
      ]),
    )
    .where(sql<boolean>`b.periode && ${moment}`)
    .execute()
  let autres = db(tx)
    .selectFrom('agenda.convocation as c')
    .innerJoin('creneaux.vType as t', jointure =>
      jointure.onRef('t.entiteId', '=', 'c.entiteId').onRef('t.cle', '=', 'c.type'),
    )
    .select(['c.id', 'c.le', 'c.heure', 't.libelle', 'c.lieu', 'c.creeeA'])
    .where('c.dossierId', '=', objet.dossierId)
    .where('c.le', '=', objet.le)
    .where('c.etat', '=', constante('prevue'))
  if (saufId) autres = autres.where('c.id', '<>', saufId)
  // The place of an antenne has the antenne's own id.
  const detention = db(tx)
    .selectFrom('dossiers.vIdentite as i')
    .innerJoin('moyens.vEtablissement as e', 'e.etablissementId', 'i.etablissementId')
    .leftJoin('moyens.vAntenne as t', jointure => jointure.on('t.antenneId', '=', objet.lieuId))
    .select([
      'e.nom as etablissement',
      sql<boolean>`coalesce(t.etablissement_id = i.etablissement_id, false)`.as('ici'),
    ])
    .where('i.dossierId', '=', objet.dossierId)
    .executeTakeFirst()
  const [absent, convoquee, detenue] = await Promise.all([absences, autres.execute(), detention])
  return { absences: absent, autres: convoquee, detention: detenue }
}
