import { z } from 'zod'
import { type Essai, nouvelEssai } from '../../tests/base.ts'
import { command } from '../platform/command.ts'
import { executer } from '../platform/executer.ts'
import { annoncer } from './annonce.gestes.ts'
import type { Annonce } from './annonce.rules.ts'
import type { joignabilite } from './joignabilite.lecture.ts'
import type { Moment } from './message.rules.ts'

export type Ligne = {
  id: string
  moment: string
  canal: string
  langue: string
  destinataire: string
  sujet: string | null
  texte: string
  envoi: string
  utile: string
  etat: string
  cle: string
}

/** What another module's command does in its own transaction. */
export const dire = command({
  name: 'essai.dire',
  permission: 'message:ecrire',
  aQui: 'qui_suit_ou_convoque',
  input: z.object({
    dossierId: z.uuid(),
    fois: z.array(z.custom<[Annonce, Moment, boolean]>()),
    echoue: z.boolean().optional(),
  }),
  async run(tx, { fois, echoue }, context) {
    for (const [annonce, moment, envoyer] of fois)
      await annoncer(tx, context, annonce, { moment, envoyer })
    if (echoue) throw new Error('the booking fails after its announcement')
    return null
  },
  journal: ({ dossierId }) => ({ dossierId }),
})
export const lecture = <T>(
  lire: (
    tx: Parameters<typeof joignabilite>[0],
    context: Parameters<typeof annoncer>[1],
  ) => Promise<T>,
) =>
  command({
    name: 'essai.lire',
    permission: 'message:lire',
    aQui: 'qui_suit_ou_convoque',
    input: z.object({ dossierId: z.uuid() }),
    run: (tx, _input, context) => lire(tx, context),
    journal: () => ({}),
  })
export const enBref = (lignes: Ligne[]) =>
  lignes.map(ligne => `${ligne.moment} ${ligne.etat} ${ligne.envoi}`)

/** What a test changes of a person, and what it reads of the messages. */
function gestesDEssai(essai: Essai) {
  const messages = async (donnees: Pick<Annonce, 'objetId'>): Promise<Ligne[]> =>
    (
      await essai.proprietaire.query<Ligne>(
        `SELECT id, moment, canal, langue, destinataire, sujet, texte,
          to_char(envoi_a AT TIME ZONE fuseau, 'YYYY-MM-DD HH24:MI') AS envoi,
                to_char(utile_jusqua AT TIME ZONE fuseau, 'YYYY-MM-DD HH24:MI') AS utile, etat, cle
         FROM messages.message WHERE objet_id = $1 ORDER BY cree_a, envoi_a, moment`,
        [donnees.objetId],
      )
    ).rows
  const personne = (dossierId: string, champs: string) =>
    essai.proprietaire.query(`UPDATE dossiers.personne SET ${champs} WHERE dossier_id = $1`, [
      dossierId,
    ])
  const opposition = (dossierId: string, canal: string) =>
    essai.proprietaire.query(
      `INSERT INTO messages.opposition (dossier_id, canal, voie) VALUES ($1, $2, 'agent')`,
      [dossierId, canal],
    )
  const quoi = async (id: string) =>
    (
      await essai.proprietaire.query<{ quoi: string }>(
        'SELECT quoi FROM messages.evenement WHERE message_id = $1 ORDER BY a, id',
        [id],
      )
    ).rows.map(ligne => ligne.quoi)
  return { messages, personne, opposition, quoi }
}

/**
 * A base with people of one service, to whom a test announces convocations and of whom it reads the
 * messages.
 */
export async function nouveauBanc() {
  const essai: Essai = await nouvelEssai()
  const ts = await essai.agent('ts.67')
  const { rows } = await essai.proprietaire.query<{ dossier_id: string; entite_id: string }>(
    `SELECT p.dossier_id, p.entite_id FROM dossiers.v_perimetre p
      JOIN moyens.service s ON s.id = p.entite_id AND s.departement = '67'
     JOIN dossiers.dossier d ON d.dossier_id = p.dossier_id
     WHERE p.motif = 'prise_en_charge' AND d.clos_a IS NULL AND d.fusionne_dans IS NULL
     ORDER BY d.numero`,
  )
  const serviceId = rows[0]?.entite_id ?? ''
  const annonce = (dossierId: string, accuse: Partial<Annonce> = {}): Annonce => ({
    dossierId,
    objetId: crypto.randomUUID(),
    entiteId: serviceId,
    type: 'suivi',
    version: 1,
    le: '2026-12-01',
    heure: '14:30',
    modalite: 'lieu',
    lieu: null,
    adresse: '12 rue des Tilleuls, 67000 Strasbourg',
    telephone: '03 53 01 67 10',
    pieces: 'pièce d’identité',
    fuseau: 'Europe/Paris',
    rappelsHeures: [48],
    ...accuse,
  })
  const ecrire = (accuse: Annonce, moment: Moment = 'convocation', envoyer = true) =>
    executer(essai.hote, ts, dire, {
      dossierId: accuse.dossierId,
      fois: [[accuse, moment, envoyer]],
    })
  const { messages, personne, opposition, quoi } = gestesDEssai(essai)
  let suivant = 0
  /** A person reachable by SMS in French, used by one test only. */
  async function quelquUn(): Promise<string> {
    const id = rows[suivant++]?.dossier_id ?? ''
    await personne(
      id,
      `telephone = '06 12 34 56 34', courriel = NULL, refuse_sms = false, langues = '{français}'`,
    )
    return id
  }
  return {
    e: essai,
    ts,
    serviceId,
    annonce,
    ecrire,
    messages,
    personne,
    opposition,
    quoi,
    quelquUn,
    fermer: () => essai.fermer(),
  }
}
