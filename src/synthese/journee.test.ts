import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, LE, Navigateur, nouvelEssai } from '../../tests/base.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'

let e: Essai
let p: Plateforme
let ts = ''
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
  ts = await e.agent('ts.67')
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})
const journee = async () => (await (await new Navigateur(p).entrer('ts.67')).ouvrir('/')).texte

describe('Ma journée', () => {
  it('dit d’une convocation ce qu’en dit l’accueil : arrivée tant qu’elle est prévue, puis son issue', async () => {
    const { rows } = await e.proprietaire.query(
      `UPDATE agenda.convocation SET etat = 'prevue' WHERE id =
         (SELECT id FROM agenda.convocation WHERE agent_id = $1 AND le = $2 AND modalite = 'lieu' AND etat <> 'annulee' ORDER BY heure LIMIT 1)
       RETURNING dossier_id AS dossier, id`,
      [ts, LE],
    )
    const [{ dossier, id }] = rows
    await e.proprietaire.query('DELETE FROM agenda.arrivee WHERE convocation_id = $1', [id])
    await e.proprietaire.query(
      'INSERT INTO agenda.arrivee (dossier_id, convocation_id, arrivee_a, pointee_par) VALUES ($1, $2, now(), $3)',
      [dossier, id, ts],
    )
    const ligne = async () =>
      (await journee()).split('<tr').find(l => l.includes(`/convocations/${id}"`)) ?? ''
    expect(await ligne()).toMatch(/Arrivée/)
    await e.proprietaire.query("UPDATE agenda.convocation SET etat = 'honoree' WHERE id = $1", [id])
    expect(await ligne()).toMatch(/Honorée/)
    expect(await ligne()).not.toMatch(/Arrivée/)
  })

  it('sans demande de juridiction, le dit ainsi : un rapport de fin de mesure reste dû parmi les échéances', async () => {
    await e.proprietaire.query(
      "UPDATE magistrats.saisine SET echeance_le = '2030-01-01' WHERE echeance_le IS NOT NULL",
    )
    const texte = await journee()
    expect(texte).toContain('Rapports demandés par les juridictions')
    expect(texte).toContain('Aucune juridiction n’attend de rapport dans les deux semaines')
    expect(texte).not.toContain('Aucun rapport n’est attendu')
  })
})
