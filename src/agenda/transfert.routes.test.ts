import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, Navigateur, nouvelEssai } from '../../tests/base.ts'
import { accepterTransfert, proposerTransfert } from '../dossiers/fil.commands.ts'
import { creerDossier } from '../dossiers/index.ts'
import { executer } from '../platform/executer.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { convoquer } from './index.ts'

let e: Essai
let p: Plateforme
let n = 0
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})
const un = async (sql: string, ...valeurs: unknown[]) =>
  (await e.proprietaire.query(sql, valeurs)).rows[0]

/**
 * Convoked in one service, then transferred to another, which says what becomes of the convocation.
 */
async function transferee(convocations: string) {
  n += 1
  const ts = await e.agent('ts.67')
  const nom = `Passerelle${n}`
  const personne = { nom, prenoms: 'Awa', naissanceLe: '1988-06-07', confirme: 'oui' as const }
  const { dossierId } = await executer(e.hote, ts, creerDossier, personne)
  const { le } = await un(
    `SELECT d::date::text AS le FROM generate_series('2027-02-01'::date, '2027-05-31', '1 day') d WHERE extract(isodow FROM d) = 2
     AND NOT EXISTS (SELECT 1 FROM agenda.convocation c WHERE c.agent_id = $1 AND c.le = d::date) ORDER BY 1 LIMIT 1`,
    ts,
  )
  const { lieuId } = await un('SELECT antenne_id AS "lieuId" FROM moyens.agent WHERE id = $1', ts)
  const ou = { type: 'suivi', le, heure: '10:30', agentId: ts, lieuId, malgre: 'oui' as const }
  const { convocationId } = await executer(e.hote, ts, convoquer, { dossierId, ...ou } as never)
  const vers = await e.agent('dpip.57')
  const { versServiceId } = await un(
    'SELECT service_id AS "versServiceId" FROM moyens.agent WHERE id = $1',
    vers,
  )
  const proposition = { dossierId, versServiceId, motif: 'Déménagement' }
  const { transfertId } = await executer(
    e.hote,
    await e.agent('dpip.67'),
    proposerTransfert,
    proposition,
  )
  await executer(e.hote, vers, accepterTransfert, { dossierId, transfertId, convocations } as never)
  return { dossierId, convocationId, nom, le }
}
const ouvrir = async (compte: string, adresse: string) =>
  (await (await new Navigateur(p).entrer(compte)).ouvrir(adresse)).texte
const listes = async (le: string) => ({
  ancien: await ouvrir('ts.67', `/accueil?le=${le}&lieuId=tous`),
  nouveau: await ouvrir('dpip.57', `/accueil?le=${le}&lieuId=tous`),
})

describe('Une personne transférée, encore attendue dans le service d’avant', () => {
  it.each(['garder', 'a_decider'])(
    '« %s » : les deux services la lisent à l’heure dite, chacun ce qui est à lui',
    async reponse => {
      const { dossierId, convocationId, nom, le } = await transferee(reponse)
      const { ancien, nouveau } = await listes(le)
      expect(ancien).toContain(`<strong>${nom} Awa</strong>`)
      expect(ancien).toContain('10 h 30')
      // Identity and hour, and nothing of the dossier: it does not open.
      expect(ancien).not.toContain(dossierId)
      expect(
        (await (await new Navigateur(p).entrer('ts.67')).ouvrir(`/dossiers/${dossierId}`)).statut,
      ).toBe(404)
      expect(nouveau).toContain(`href="/dossiers/${dossierId}/convocations/${convocationId}"`)
      expect((await ouvrir('dpip.57', '/agenda/a-decider')).includes(nom)).toBe(
        reponse === 'a_decider',
      )
    },
  )

  it('« annuler » : plus personne ne l’attend', async () => {
    const { nom, le } = await transferee('annuler')
    const { ancien, nouveau } = await listes(le)
    expect(ancien).not.toContain(nom)
    expect(nouveau).not.toContain(nom)
  })

  it('un troisième service n’en lit rien, ni le service d’avant un autre jour', async () => {
    const { nom, le } = await transferee('garder')
    expect(await ouvrir('ts.88', `/accueil?le=${le}`)).not.toContain(nom)
    expect(await ouvrir('ts.67', '/accueil?le=2027-06-01')).not.toContain(nom)
  })
})
