import { type Essai, nouvelEssai } from '../../tests/base.ts'
import { creerDossier } from '../dossiers/index.ts'
import type { Jour } from '../platform/date.ts'
import { executer } from '../platform/executer.ts'

/** A convocation of which something is to be decided, and its line as a form sends it. */
export type Cas = { dossierId: string; convocationId: string; id: string; choix: string }
/** A service with nothing planned, an agenda of its own, and people of whom it must decide. */
export async function bancDesDecisions() {
  const essai = await nouvelEssai()
  const ts = await essai.agent('ts.67')
  const ts2 = await essai.agent('ts2.67')
  await essai.proprietaire.query(
    "UPDATE agenda.convocation SET etat = 'honoree' WHERE etat = 'prevue'",
  )
  await essai.proprietaire.query('DELETE FROM agenda.a_decider')
  const lieuId =
    (
      await essai.proprietaire.query<{ id: string }>(
        "SELECT id FROM moyens.antenne WHERE nom = 'Antenne de Strasbourg'",
      )
    ).rows[0]?.id ?? ''
  // An agenda of one's own for these tests: one hour long slots on Thursdays, one place each.
  const { rows } = await essai.proprietaire.query<{ id: string }>(
    `WITH agenda AS (INSERT INTO creneaux.agenda (entite_id, lieu_id, nom) SELECT service_id, id, 'Agenda des décisions' FROM moyens.antenne WHERE id = $1 RETURNING id)
     INSERT INTO creneaux.plage (agenda_id, types, du, jours, de, a, pas_minutes) SELECT id, '{suivi}', '2026-12-01', '{4}', '09:00', '12:00', 60 FROM agenda RETURNING id`,
    [lieuId],
  )
  const plageId = rows[0]?.id ?? ''

  let nombre = 0
  /** A person convoked at a free hour with `ts`, and a line to decide of. */
  async function aDecider(
    le: string,
    heure: string,
    motif = 'absence',
    agentId = ts,
  ): Promise<Cas> {
    nombre += 1
    const { dossierId } = await executer(essai.hote, ts, creerDossier, {
      nom: `Decide${String.fromCharCode(97 + (nombre % 26))}${nombre}`,
      prenoms: 'Ida',
      naissanceLe: '1990-01-01',
      confirme: 'oui',
    })
    const { rows } = await essai.proprietaire.query<{ id: string }>(
      `INSERT INTO agenda.convocation (dossier_id, service_id, agent_id, lieu_id, type, lieu, adresse, le, heure, duree_minutes, creee_par)
       SELECT $1, service_id, $2, id, 'suivi', nom, adresse, $4, $5, 45, $2 FROM moyens.antenne WHERE id = $3 RETURNING id`,
      [dossierId, agentId, lieuId, le, heure],
    )
    const convocationId = rows[0]?.id ?? ''
    const decision = await essai.proprietaire.query<{ id: string }>(
      "INSERT INTO agenda.a_decider (dossier_id, convocation_id, motif, detail) VALUES ($1, $2, $3, 'Congé du 1er au 5') RETURNING id",
      [dossierId, convocationId, motif],
    )
    const id = decision.rows[0]?.id ?? ''
    return { dossierId, convocationId, id, choix: `${dossierId}:${id}` }
  }
  return {
    ...{ e: essai, ts, ts2, lieuId, plageId },
    ...{ aDecider, ...lecteursDe(essai) },
  }
}

/** What became of a case: its convocation, its line, what the journal keeps of it. */
function lecteursDe(essai: Essai) {
  const convocation = async (cas: Cas) =>
    (
      await essai.proprietaire.query<{
        etat: string
        le: Jour
        heure: string
        agent_id: string
        plage_id: string | null
        place: number
      }>(
        'SELECT etat, le::text, heure, agent_id, plage_id, place FROM agenda.convocation WHERE id = $1',
        [cas.convocationId],
      )
    ).rows[0]
  const decision = async (cas: Cas) =>
    (
      await essai.proprietaire.query<{ decision: string | null }>(
        'SELECT decision FROM agenda.a_decider WHERE id = $1',
        [cas.id],
      )
    ).rows[0]?.decision
  const traces = async (commande: string, cas: Cas) =>
    (
      await essai.proprietaire.query(
        'SELECT motif FROM acces.journal_ecriture WHERE commande = $1 AND dossier_id = $2',
        [commande, cas.dossierId],
      )
    ).rows
  return { convocation, decision, traces }
}
