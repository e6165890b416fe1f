import type { Essai } from '../../tests/base.ts'

/**
 * Invented convocations, agendas and ranges of the service of `ts.67`, written as booking would
 * leave them.
 */
export function inventer(essai: Essai) {
  const un = async <T>(sql: string, valeurs: unknown[] = []): Promise<T> =>
    (await essai.proprietaire.query(sql, valeurs)).rows[0] as T
  const service = async () =>
    un<{ id: string; lieu: string }>(
      'SELECT l.entite_id AS id, l.lieu_id AS lieu FROM creneaux.v_lieu l JOIN moyens.agent a ON a.service_id = l.entite_id WHERE a.id = $1 ORDER BY l.nom LIMIT 1',
      [await essai.agent('ts.67')],
    )
  const dossiers = async (nombre: number): Promise<string[]> => {
    const { id } = await service()
    const { rows } = await essai.proprietaire.query<{ d: string }>(
      'SELECT p.dossier_id AS d FROM dossiers.prise_en_charge p JOIN dossiers.dossier x USING (dossier_id) WHERE p.service_id = $1 AND p.fin_a IS NULL AND x.clos_a IS NULL ORDER BY 1 LIMIT $2',
      [id, nombre],
    )
    return rows.map(ligne => ligne.d)
  }
  async function convoquer(
    le: string,
    heure: string,
    plus: Record<string, unknown> = {},
  ): Promise<{ dossierId: string; id: string }> {
    const [{ id: serviceId, lieu }, agentId, [dossierId = '']] = [
      await service(),
      await essai.agent('ts.67'),
      await dossiers(1),
    ]
    const calendrier: Record<string, unknown> = {
      dossier_id: dossierId,
      service_id: serviceId,
      agent_id: agentId,
      lieu_id: lieu,
      type: 'suivi',
      lieu: 'Antenne',
      adresse: 'Adresse saisie',
      le,
      heure,
      duree_minutes: 45,
      creee_par: agentId,
      ...plus,
    }
    const cles = Object.keys(calendrier)
    const { id } = await un<{ id: string }>(
      `INSERT INTO agenda.convocation (${cles.join(', ')})
        VALUES (${cles.map((_, i) => `$${i + 1}`).join(', ')}) RETURNING id`,
      Object.values(calendrier),
    )
    return { dossierId: String(calendrier.dossier_id), id }
  }
  async function agenda(nom: string, agentId: string | null = null): Promise<string> {
    const { id, lieu } = await service()
    const sql =
      'INSERT INTO creneaux.agenda (entite_id, lieu_id, nom, agent_id) VALUES ($1, $2, $3, $4) RETURNING id'
    return (await un<{ id: string }>(sql, [id, lieu, nom, agentId])).id
  }
  async function plage(agendaId: string, plus: Record<string, unknown> = {}): Promise<string> {
    const valeurs: Record<string, unknown> = {
      agenda_id: agendaId,
      types: '{suivi}',
      du: '2026-11-24',
      jours: '{2}',
      de: '14:00',
      a: '16:00',
      pas_minutes: 60,
      ...plus,
    }
    const cles = Object.keys(valeurs)
    const sql = `INSERT INTO creneaux.plage (${cles.join(', ')})
      VALUES (${cles.map((_, i) => `$${i + 1}`).join(', ')}) RETURNING id`
    return (await un<{ id: string }>(sql, Object.values(valeurs))).id
  }
  return { un, service, dossiers, convoquer, agenda, plage }
}
