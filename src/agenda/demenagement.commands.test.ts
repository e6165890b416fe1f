import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Essai, nouvelEssai } from '../../tests/base.ts'
import { creerDossier } from '../dossiers/index.ts'
import { executer } from '../platform/executer.ts'
import { demenager } from './demenagement.commands.ts'

let e: Essai
let dpip = ''
let de = ''
let vers = ''
let plageId = ''
const LE = '2026-12-07'
beforeAll(async () => {
  e = await nouvelEssai()
  dpip = await e.agent('dpip.67')
  await e.proprietaire.query("UPDATE agenda.convocation SET etat = 'honoree' WHERE etat = 'prevue'")
  const lieu = async (nom: string, ferme = '17:30') =>
    (
      await e.proprietaire.query<{ id: string }>(
        `INSERT INTO creneaux.lieu (entite_id, nom, adresse, code_postal, commune, ouvre_a, ferme_a)
         SELECT id, $1, '1 rue Neuve', '67000', 'Strasbourg', '08:00', $2 FROM moyens.service WHERE departement = '67' RETURNING id`,
        [nom, ferme],
      )
    ).rows[0]?.id ?? ''
  de = await lieu('Ancien lieu')
  vers = await lieu('Nouveau lieu')
  const { rows } = await e.proprietaire.query<{ id: string }>(
    `WITH agenda AS (INSERT INTO creneaux.agenda (entite_id, lieu_id, nom) SELECT entite_id, id, 'Permanence' FROM creneaux.lieu WHERE id = $1 RETURNING id)
     INSERT INTO creneaux.plage (agenda_id, types, du, jours, de, a, pas_minutes, capacite) SELECT id, '{suivi}', '2026-11-01', '{1,2,3,4}', '09:00', '14:00', 60, 2 FROM agenda RETURNING id`,
    [de],
  )
  plageId = rows[0]?.id ?? ''
})
afterAll(() => e.fermer())

let n = 0
/**
 * A person convoked in the shared agenda of the former place; with a telephone, an address of
 * e-mail, or neither.
 */
async function convoque(le: string, heure: string, place: number, joindre: object = {}) {
  n += 1
  const { dossierId } = await executer(e.hote, dpip, creerDossier, {
    nom: `Demenage${String.fromCharCode(97 + (n % 26))}${n}`,
    prenoms: 'Zoé',
    naissanceLe: '1988-08-08',
    confirme: 'oui',
    ...joindre,
  })
  const { rows } = await e.proprietaire.query<{ id: string }>(
    `INSERT INTO agenda.convocation (dossier_id, service_id, lieu_id, agenda_id, plage_id, place, capacite, type, lieu, adresse, le, heure, duree_minutes, creee_par)
     SELECT $1, v.entite_id, v.lieu_id, v.agenda_id, v.plage_id, $5, 2, 'suivi', 'Ancien lieu', '1 rue Vieille', $2, $3, 45, $6 FROM creneaux.v_plage v WHERE v.plage_id = $4 RETURNING id`,
    [dossierId, le, heure, plageId, place, dpip],
  )
  return { dossierId, id: rows[0]?.id ?? '' }
}
const jours = ['2026-12-07', '2026-12-08', '2026-12-09', '2026-12-10']
const heures = ['09:00', '10:00', '11:00', '12:00', '13:00']

describe('Un changement de lieu', () => {
  it('Refusé à qui ne tient pas le calendrier, vers ou depuis le lieu d’un autre service, dans le passé', async () => {
    const demande = { deLieuId: de, versLieuId: vers, le: LE }
    const aller = (qui: string, plus: object = {}) =>
      executer(e.hote, qui, demenager, { ...demande, ...plus })
    await expect(e.agent('ts.67').then(ts => aller(ts))).rejects.toThrow('ne permet pas')
    await expect(e.agent('dpip.57').then(x => aller(x))).rejects.toThrow('pas de votre service')
    await expect(aller(dpip, { le: '2026-11-23' })).rejects.toThrow('est passé')
    await expect(aller(dpip, { versLieuId: de })).rejects.toThrow('le même')
  })

  it('Déplace quarante convocations avec leurs quarante messages, leurs rappels et une trace par dossier', async () => {
    const canaux = [{ telephone: '06 12 34 56 78' }, { courriel: 'zoe@exemple.fr' }, {}]
    const avant = await convoque('2026-12-03', '09:00', 1)
    const personnes = []
    for (const [i, le] of jours.entries())
      for (const [j, heure] of heures.entries())
        for (const place of [1, 2])
          personnes.push(await convoque(le, heure, place, canaux[(i + j + place) % 3]))
    expect(personnes).toHaveLength(40)
    const debut = performance.now()
    const fait = await executer(e.hote, dpip, demenager, {
      deLieuId: de,
      versLieuId: vers,
      le: LE,
      prevenir: 'oui',
    })
    const duree = performance.now() - debut
    expect([fait.prevues.length, fait.plages, fait.ailleurs]).toEqual([40, 1, 0])

    const lignes = await e.proprietaire.query(
      `SELECT c.lieu, c.adresse, p.lieu_id, c.place, c.plage_id <> $2 AS autre_plage FROM agenda.convocation c JOIN creneaux.v_plage p ON p.plage_id = c.plage_id WHERE c.lieu_id = $1`,
      [vers, plageId],
    )
    expect(lignes.rows).toHaveLength(40)
    for (const l of lignes.rows)
      expect(l).toMatchObject({
        lieu: 'Nouveau lieu',
        adresse: '1 rue Neuve, 67000 Strasbourg',
        lieu_id: vers,
        autre_plage: true,
      })
    expect(lignes.rows.map(l => l.place).sort()).toEqual([
      ...Array(20).fill(1),
      ...Array(20).fill(2),
    ])
    const ids = personnes.map(p => p.id)
    const messages = await e.proprietaire.query<{
      moment: string
      canal: string
      objets: number
      faux: number
    }>(
      `SELECT moment, count(DISTINCT objet_id)::int AS objets, count(*) FILTER (WHERE texte NOT LIKE '%rue Neuve%')::int AS faux
       FROM messages.message WHERE objet_id = ANY ($1) AND etat <> 'annule' GROUP BY moment`,
      [ids],
    )
    const par = Object.fromEntries(messages.rows.map(m => [m.moment, m]))
    expect(par.modification).toMatchObject({ objets: 40, faux: 0 })
    const canauxDits = await e.proprietaire.query<{ canal: string }>(
      "SELECT DISTINCT canal FROM messages.message WHERE objet_id = ANY ($1) AND moment = 'modification' ORDER BY canal",
      [ids],
    )
    expect(canauxDits.rows.map(c => c.canal)).toEqual(['courriel', 'lettre', 'sms'])
    expect(par.rappel?.objets).toBeGreaterThan(0)
    expect(par.rappel?.faux).toBe(0)
    const traces = await e.proprietaire.query(
      "SELECT DISTINCT dossier_id FROM acces.journal_ecriture WHERE commande = 'agenda.demenager'",
    )
    expect(traces.rows).toHaveLength(40)
    const histoire = await e.proprietaire.query(
      "SELECT count(*)::int AS n FROM agenda.etat_de_convocation WHERE convocation_id = ANY ($1) AND etat = 'modifiee' AND detail ->> 'lieu' = 'Ancien lieu'",
      [ids],
    )
    expect(histoire.rows[0].n).toBe(40)
    const restee = await e.proprietaire.query(
      'SELECT lieu, plage_id FROM agenda.convocation WHERE id = $1',
      [avant.id],
    )
    expect(restee.rows[0]).toEqual({ lieu: 'Ancien lieu', plage_id: plageId })
    expect(duree).toBeLessThan(20_000)
  }, 60_000)

  it('Sans nouveau message si l’agent ne le veut pas : ce qui attend dit le nouveau lieu ; hors des horaires du nouveau lieu, la convocation suit et attend une décision', async () => {
    const { rows } = await e.proprietaire.query<{ id: string }>(
      `INSERT INTO creneaux.lieu (entite_id, nom, adresse, code_postal, commune, ouvre_a, ferme_a)
       SELECT id, 'Annexe', '2 rue Courte', '67000', 'Strasbourg', '08:00', '13:00' FROM moyens.service WHERE departement = '67' RETURNING id`,
    )
    const annexe = rows[0]?.id ?? ''
    const fait = await executer(e.hote, dpip, demenager, {
      deLieuId: vers,
      versLieuId: annexe,
      le: '2026-12-10',
    })
    expect([fait.prevues.length, fait.ailleurs]).toEqual([10, 2])
    const attente = await e.proprietaire.query(
      'SELECT c.heure, d.detail FROM agenda.a_decider d JOIN agenda.convocation c ON c.id = d.convocation_id WHERE c.lieu_id = $1 AND d.decidee_a IS NULL',
      [annexe],
    )
    expect(attente.rows).toEqual(
      [1, 2].map(() => ({
        heure: '13:00:00',
        detail: 'Hors des horaires de Annexe, où elle a été déplacée.',
      })),
    )
    const messages = await e.proprietaire.query(
      `SELECT count(DISTINCT m.objet_id)::int AS objets, count(*)::int AS n, count(*) FILTER (WHERE m.texte LIKE '%rue Courte%')::int AS justes FROM messages.message m
       JOIN agenda.convocation c ON c.id = m.objet_id WHERE m.moment = 'modification' AND m.etat IN ('a_envoyer', 'a_imprimer') AND c.lieu_id = $1`,
      [annexe],
    )
    expect(messages.rows).toEqual([{ objets: 10, n: 10, justes: 10 }])
  })
})
