import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Essai, nouvelEssai } from '../../tests/base.ts'
import { inTransaction } from '../platform/demande.ts'
import { executer } from '../platform/executer.ts'
import { ecouter, lecteurs } from './calendrier.builder.ts'
import { tenirLieu } from './calendrier.commands.ts'
import { apercuDuDemenagement } from './demenagement.ecran.ts'
import { demenagerLesAgendas } from './demenagement.gestes.ts'

const publies = ecouter()
let e: Essai
let dpip: string
let lieu: string
let sql: ReturnType<typeof lecteurs>['sql']
beforeAll(async () => {
  e = await nouvelEssai()
  ;({ sql } = lecteurs(e))
  dpip = await e.agent('dpip.67')
  lieu =
    (
      await sql<{ id: string }>(
        "SELECT lieu_id AS id FROM creneaux.v_lieu WHERE nom = 'Antenne de Strasbourg'",
      )
    )[0]?.id ?? ''
})
beforeEach(() => {
  publies.length = 0
})
afterAll(() => e.fermer())

const annexe = {
  nom: 'Annexe',
  adresse: '3 place du Marché',
  codePostal: '67000',
  commune: 'Strasbourg',
  ouvreA: '09:00',
  fermeA: '17:00',
}

describe('Un lieu déménage', () => {
  test('ses agendas et ses plages suivent, mêmes jours et mêmes heures ; deux fois, rien ne reste à suivre', async () => {
    const { lieuId: vers } = await executer(e.hote, dpip, tenirLieu, {
      ...annexe,
      nom: 'Nouveau site',
    })
    const le = '2026-12-14' as const
    // One of its agents works elsewhere since: the base opens nothing in their name.
    const [parti] = await sql<{ nom: string }>(
      `UPDATE moyens.agent a SET service_id = (SELECT id FROM moyens.service WHERE departement = '57') FROM creneaux.agenda g
       WHERE g.lieu_id = $1 AND g.agent_id = a.id AND a.id = (SELECT x.agent_id FROM creneaux.v_plage x WHERE x.lieu_id = $1 AND x.agent_id <> $2 LIMIT 1) RETURNING g.nom`,
      [lieu, dpip],
    )
    const faire = () =>
      inTransaction(
        e.hote,
        {
          porteur: { compteId: dpip },
          permission: 'calendrier:tenir',
          dossierId: null,
          requete: 'essai',
        },
        async (tx, context) => ({
          resultat: {
            avant: await apercuDuDemenagement(tx, { deLieuId: lieu, le }),
            fait: await demenagerLesAgendas(tx, context, { deLieuId: lieu, versLieuId: vers, le }),
            apres: await apercuDuDemenagement(tx, { deLieuId: lieu, le }),
          },
          fin: 'SELECT 1',
        }),
      )
    const { avant, fait, apres } = await faire()
    expect(avant.plages).toBeGreaterThan(5)
    expect([Object.keys(fait.agendas).length, Object.keys(fait.plages).length]).toEqual([
      avant.agendas,
      avant.plages,
    ])
    expect(apres).toEqual({ agendas: 0, plages: 0 })
    const ecarts = await sql(
      `SELECT 1 FROM creneaux.plage n JOIN creneaux.plage a ON a.id = n.remplace_id JOIN creneaux.agenda g ON g.id = n.agenda_id
       WHERE g.lieu_id = $1 AND ((n.types, n.jours, n.de, n.a, n.pas_minutes, n.capacite, n.toutes_les) IS DISTINCT FROM (a.types, a.jours, a.de, a.a, a.pas_minutes, a.capacite, a.toutes_les)
         OR a.au <> greatest($2::date, a.du) - 1 OR n.du - a.au > 7 * a.toutes_les OR n.du < $2)`,
      [vers, le],
    )
    expect(ecarts).toEqual([])
    expect(
      await sql('SELECT agent_id FROM creneaux.agenda WHERE lieu_id = $1 AND nom = $2', [
        vers,
        parti?.nom,
      ]),
    ).toEqual([{ agent_id: null }])
    expect((await faire()).fait.plages).toEqual({})
    expect(publies).toEqual([])
  })
})
