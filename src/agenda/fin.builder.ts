import { type Essai, LE } from '../../tests/base.ts'
import type { Creneau } from '../creneaux/index.ts'
import { accomplirActe, saisirMesure } from '../mesures/index.ts'
import { executer } from '../platform/executer.ts'
import { convoquer } from './convocation.commands.ts'
import { cle, type Terrain, terrainLibre } from './creneau.builder.ts'

const lecteur =
  ({ proprietaire }: Essai) =>
  async (requete: string, ...valeurs: unknown[]) =>
    (await proprietaire.query(requete, valeurs)).rows
type Lire = ReturnType<typeof lecteur>
type Banc = { t: Terrain; ts: string; juridictionId: string; lignes: Lire }
type Suivie = { dossierId: string; mesureId: string; convocationId: string; creneau: Creneau }

/** People on probation whom a service expects, and what ends their measure or undoes its end. */
export async function bancDesFins() {
  const terrain = await terrainLibre()
  const { e: essai, ts } = terrain
  const lignes = lecteur(essai)
  const juridictionId: string = (
    await lignes("SELECT id FROM moyens.juridiction WHERE ville = 'Strasbourg'")
  )[0].id
  const banc = { t: terrain, e: essai, ts, juridictionId, lignes }
  return { ...banc, suivie: suivreQuelquUn(banc), ...gestesDe(banc), ...lecteursDe(lignes) }
}

/**
 * A person on probation, with a telephone, convoked once in a slot of a range and once at a free
 * hour.
 */
function suivreQuelquUn({ t: terrain, ts, juridictionId }: Banc) {
  let nombre = 0
  return async function suivie(): Promise<Suivie> {
    nombre += 1
    const dossierId = await terrain.dossier({
      telephone: `06 39 98 01 ${String(nombre).padStart(2, '0')}`,
    })
    const dates = {
      decisionLe: '2025-01-10' as const,
      debutLe: '2025-01-10' as const,
      finLe: '2027-12-31' as const,
    }
    const { mesureId } = await executer(terrain.e.hote, ts, saisirMesure, {
      dossierId,
      nature: 'sursis_probatoire',
      juridictionId,
      ...dates,
    })
    const [creneau] = await terrain.libres('suivi', {
      agentId: ts,
      du: '2027-01-04',
      au: '2027-03-31',
    })
    if (!creneau) throw new Error('no free slot')
    const { convocationId } = await executer(terrain.e.hote, ts, convoquer, {
      dossierId,
      type: 'suivi',
      creneau: cle(creneau),
    })
    await executer(terrain.e.hote, ts, accomplirActe, {
      dossierId,
      mesureId,
      acte: 'mise_a_execution',
      le: '2025-01-10',
      auteur: 'loi',
    } as never)
    return { dossierId, mesureId, convocationId, creneau }
  }
}

/** What the service does to them: it ends the measure, and may undo its end. */
function gestesDe({ t: { e: essai }, ts, lignes }: Banc) {
  const finir = ({ dossierId, mesureId }: Suivie) =>
    executer(essai.hote, ts, accomplirActe, {
      dossierId,
      mesureId,
      acte: 'fin_anticipee',
      le: LE,
      auteur: 'jap',
      numero: '26/123',
      decisionVue: 'oui',
    } as never)
  /** What the form that undoes this end sends. */
  async function annulation({ dossierId, mesureId }: Suivie) {
    const [fin] = await lignes(
      'SELECT id FROM mesures.acte WHERE mesure_id = $1 AND cause_fin IS NOT NULL AND annule_a IS NULL',
      mesureId,
    )
    return { dossierId, mesureId, acteId: fin.id, motif: 'Erreur de dossier' }
  }
  return { finir, annulation }
}

/** What is left to the person: the convocation, its messages, what is to be decided. */
function lecteursDe(lignes: Lire) {
  const convocation = async ({ convocationId }: Suivie) =>
    (
      await lignes(
        'SELECT etat, le::text, heure::text, place, agenda_id FROM agenda.convocation WHERE id = $1',
        convocationId,
      )
    )[0]
  const messages = async ({ dossierId }: Suivie) =>
    lignes(
      "SELECT moment, canal, envoi_a::text AS a FROM messages.message WHERE dossier_id = $1 AND etat = 'a_envoyer' ORDER BY moment, envoi_a",
      dossierId,
    )
  const aDecider = ({ dossierId }: Suivie) =>
    lignes(
      'SELECT id, motif, detail FROM agenda.a_decider WHERE dossier_id = $1 AND decidee_a IS NULL ORDER BY motif',
      dossierId,
    )
  return { convocation, messages, aDecider }
}
