import ICAL from 'ical.js'
import type { Essai, Navigateur } from '../../tests/base.ts'
import type { Jour } from '../platform/date.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'

type Valeurs = Record<string, unknown>
/** A row, its columns named by its values. */
function insertion(table: string, valeurs: Valeurs): string {
  const cles = Object.keys(valeurs)
  return `INSERT INTO ${table} (${cles.join(', ')})
    VALUES (${cles.map((_, i) => `$${i + 1}`).join(', ')}) RETURNING id`
}
const uneConvocation = {
  type: 'suivi',
  lieu: 'Antenne',
  adresse: 'Adresse saisie',
  duree_minutes: 45,
}
const unePlage = {
  types: '{suivi}',
  du: '2026-11-24',
  jours: '{2}',
  de: '14:00',
  a: '16:00',
  pas_minutes: 60,
}

/**
 * Invented convocations, agendas and ranges of the service of `ts.67`, written as booking would
 * leave them.
 */
export function inventer(essai: Essai) {
  const un = async <T>(sql: string, valeurs: unknown[] = []): Promise<T> =>
    (await essai.proprietaire.query(sql, valeurs)).rows[0] as T
  const ecrire = async (table: string, valeurs: Valeurs): Promise<string> =>
    (await un<{ id: string }>(insertion(table, valeurs), Object.values(valeurs))).id
  const service = async () =>
    un<{ id: string; lieu: string }>(
      `SELECT l.entite_id AS id, l.lieu_id AS lieu FROM creneaux.v_lieu l
       JOIN moyens.agent a ON a.service_id = l.entite_id WHERE a.id = $1 ORDER BY l.nom LIMIT 1`,
      [await essai.agent('ts.67')],
    )
  const dossiers = async (nombre: number): Promise<string[]> => {
    const { id } = await service()
    const { rows } = await essai.proprietaire.query<{ d: string }>(
      `SELECT p.dossier_id AS d FROM dossiers.prise_en_charge p
       JOIN dossiers.dossier x USING (dossier_id)
       WHERE p.service_id = $1 AND p.fin_a IS NULL AND x.clos_a IS NULL ORDER BY 1 LIMIT $2`,
      [id, nombre],
    )
    return rows.map(ligne => ligne.d)
  }
  async function convoquer(
    le: Jour,
    heure: string,
    plus: Valeurs = {},
  ): Promise<{ dossierId: string; id: string }> {
    const { id: serviceId, lieu } = await service()
    const agentId = await essai.agent('ts.67')
    const [dossierId = ''] = await dossiers(1)
    const convocation: Valeurs = {
      ...uneConvocation,
      dossier_id: dossierId,
      service_id: serviceId,
      agent_id: agentId,
      lieu_id: lieu,
      le,
      heure,
      creee_par: agentId,
      ...plus,
    }
    const id = await ecrire('agenda.convocation', convocation)
    return { dossierId: String(convocation.dossier_id), id }
  }
  async function agenda(nom: string, agentId: string | null = null): Promise<string> {
    const { id, lieu } = await service()
    return ecrire('creneaux.agenda', { entite_id: id, lieu_id: lieu, nom, agent_id: agentId })
  }
  const plage = (agendaId: string, plus: Valeurs = {}): Promise<string> =>
    ecrire('creneaux.plage', { ...unePlage, agenda_id: agendaId, ...plus })
  return { un, service, dossiers, convoquer, agenda, plage }
}

export const lienDe = (texte: string) =>
  /value="(https?:\/\/[^"]+\/flux\/[^"]+\.ics)"/.exec(texte)?.[1] ?? ''
/** The path of the calendar that an agent opens for themselves. */
export async function ouvrirLeSien(navigateur: Navigateur, detail: string): Promise<string> {
  const reponse = await navigateur.envoyer('/calendriers/le-mien', { detail }, '/calendriers')
  if (reponse.statut !== 200) throw new Error(`${reponse.statut}`)
  return new URL(lienDe(reponse.texte)).pathname
}
/** Read back by another library than the one that wrote it. */
export async function relire({ app }: Plateforme, chemin: string) {
  const { statusCode, headers, body } = await app.inject({ url: chemin })
  if (statusCode !== 200 || headers['content-type'] !== 'text/calendar; charset=utf-8')
    throw new Error(`${statusCode} ${headers['content-type']}`)
  const evenements = new ICAL.Component(ICAL.parse(body))
    .getAllSubcomponents('vevent')
    .map(composant => new ICAL.Event(composant))
  return {
    texte: body,
    entetes: headers,
    evenements,
    par: (uid: string) => evenements.find(evenement => evenement.uid === `${uid}@fil-rouge`),
  }
}
