import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { convoquer } from '../../src/agenda/index.ts'
import { LE } from '../base.ts'
import { accessible, enProbation, unParcours } from './parcours.ts'

const p = unParcours()

const texte = (page: Page) => page.locator('main').textContent()
const afficher = (page: Page) =>
  page.getByRole('button', { name: /^Afficher les obligations/ }).click()
async function saisir(page: Page, dossierId: string, debut: string) {
  await page.goto(`/dossiers/${dossierId}/mesures/saisir`)
  await page.locator('[name=nature]').selectOption('sursis_probatoire')
  await page
    .locator('[name=juridictionId]')
    .selectOption({ label: 'Tribunal judiciaire de Strasbourg' })
  await page.locator('[name=decisionLe]').fill('2026-03-10')
  await page.locator('[name=debutLe]').fill(debut)
  await page.locator('[name=dureeMois]').fill('24')
  await afficher(page)
}
const enregistrer = (page: Page) =>
  page.getByRole('button', { name: 'Enregistrer la mesure' }).click()

for (const javascript of [true, false]) {
  describe(`Une mesure saisie fausse (JavaScript ${javascript ? 'en marche' : 'coupé'})`, () => {
    it('se corrige en voyant ce qui bouge ; une seconde, saisie deux fois, se retire et se remet ; l’histoire dit qui et pourquoi', async () => {
      const dossierId = await p.dossier(
        `m.decision_le <> '2026-03-10' AND right(d.numero, 1)::int % 2 = ${javascript ? 0 : 1}`,
      )
      const page = await p.page('ts.67', { javascript })
      await saisir(page, dossierId, '2026-03-20')
      await page.getByLabel('Se soigner (examens, traitements, soins)').check()
      await page.getByLabel('Précision pour CP 132-45, 3°').fill('Suivi au centre de soins')
      if (javascript) await accessible(page)
      await enregistrer(page)
      expect(await texte(page)).toMatch(
        /Se soigner \(examens, traitements, soins\) \(art\. CP 132-45, 3°(?:, à vérifier)?\) : Suivi au centre de soins/,
      )

      // The same decision a second time: said before it is written.
      await saisir(page, dossierId, '2026-03-10')
      await enregistrer(page)
      expect(await texte(page)).toContain('Ce dossier a déjà cette mesure')
      await page.getByLabel('C’est une autre mesure').check()
      await enregistrer(page)

      const { rows } = await p.essai.proprietaire.query<{ mesure_id: string; debut_le: string }>(
        "SELECT mesure_id, debut_le::text FROM mesures.v_mesure WHERE dossier_id = $1 AND decision_le = '2026-03-10'",
        [dossierId],
      )
      const une = (debut: string) =>
        `/dossiers/${dossierId}/mesures/${rows.find(r => r.debut_le === debut)?.mesure_id}`
      await page.goto(une('2026-03-20'))
      await page.getByRole('link', { name: 'Corriger la mesure' }).click()
      await page.locator('[name=debutLe]').fill('2026-03-12')
      await page.locator('[name=motif]').fill('Jugement relu')
      await page.getByRole('button', { name: 'Corriger', exact: true }).click()
      expect(await texte(page)).toMatch(/Début : 20\/03\/2026 devient 12\/03\/2026/)
      expect(await texte(page)).toContain('Le terme prononcé devient le 12/03/2028')
      expect(await texte(page)).toContain('dites si c’était une erreur de saisie')
      if (javascript) await accessible(page)
      await page.getByLabel('Une erreur de saisie').check()
      await page.getByLabel('C’est bien ce que je veux corriger').check()
      await page.getByRole('button', { name: 'Corriger', exact: true }).click()
      expect(await texte(page)).toContain('Début12/03/2026Terme12/03/2028')
      expect(await texte(page)).toMatch(
        /Jugement relu.*Début : 20\/03\/2026, corrigé en 12\/03\/2026/s,
      )

      await page.goto(une('2026-03-10'))
      await page.getByRole('link', { name: 'La retirer' }).click()
      await page.locator('[name=motif]').fill('Saisie deux fois')
      if (javascript) await accessible(page)
      await page.getByRole('button', { name: 'Retirer la mesure' }).click()
      await page.locator('summary', { hasText: 'Mesures retirées (1)' }).click()
      expect(await texte(page)).toContain('Saisie deux fois')
      expect((await page.request.get(une('2026-03-10'))).status()).toBe(404)
      await page.getByRole('link', { name: 'Remettre' }).click()
      await page.locator('[name=motif]').fill('Deux peines du même jour')
      await page.getByRole('button', { name: 'Remettre la mesure' }).click()
      expect(await texte(page)).toMatch(
        /mesure retirée \(Saisie deux fois\).*Remise par .* \(Deux peines du même jour\)/s,
      )
      await page.close()
    })
  })
}

describe('Une révocation totale annulée', () => {
  /**
   * A person of this journey alone: what it cancels and gives back is theirs, whatever the base
   * holds.
   */
  const suivie = (nom: string) => enProbation(p, { nom, prenoms: 'Awa' })
  async function convoquerA(dossierId: string, le: string, heure: string) {
    const ts = await p.essai.agent('ts.67')
    const { id: lieuId } = await p.un<{ id: string }>(
      'SELECT antenne_id AS id FROM moyens.agent WHERE id = $1',
      ts,
    )
    const ou = { type: 'suivi', le, heure, agentId: ts, lieuId, malgre: 'oui' as const }
    return (await p.faire('ts.67', convoquer, { dossierId, ...ou })).convocationId
  }

  it('tout ce qu’elle avait annulé est rendu ou listé', async () => {
    const { rows } = await p.essai.proprietaire.query(
      `SELECT d::date::text AS le FROM generate_series('2027-02-01'::date, '2027-05-31', '1 day') d WHERE extract(isodow FROM d) = 2
       AND NOT EXISTS (SELECT 1 FROM agenda.convocation c WHERE c.le = d::date) ORDER BY 1 LIMIT 1`,
    )
    const le = rows[0].le
    const { dossierId, mesureId } = await suivie('Révoquéatort')
    const [rendue, prise] = [
      await convoquerA(dossierId, le, '10:00'),
      await convoquerA(dossierId, le, '11:00'),
    ]
    const convocation = (id: string) => `/dossiers/${dossierId}/convocations/${id}`
    const mesure = `/dossiers/${dossierId}/mesures/${mesureId}`
    const page = await p.page('ts.67')

    await page.goto(`${mesure}/actes/revocation_totale`)
    await page.locator('[name=le]').fill(LE)
    await page.locator('[name=auteur][value=jap]').check()
    await page.locator('[name=numero]').fill('26/123')
    await page.getByLabel('J’ai la décision sous les yeux').check()
    await page.getByRole('button', { name: 'Enregistrer' }).click()
    expect(await texte(page)).toContain('Révocation totale')
    for (const id of [rendue, prise]) {
      await page.goto(convocation(id))
      expect(await texte(page)).toContain('Annulée')
    }
    // While it was cancelled, somebody else was given one of the two hours.
    await convoquerA((await suivie('Placeprise')).dossierId, le, '11:00')

    await page.goto(mesure)
    await page.getByRole('link', { name: 'Annuler : Révocation totale' }).click()
    await page.locator('[name=motif]').fill('Enregistrée dans le mauvais dossier')
    await page.getByRole('button', { name: 'Annuler cet acte' }).click()
    await page.goto(convocation(rendue))
    expect(await texte(page)).toMatch(/10 h[\s\S]*Prévue/)
    await page.goto(convocation(prise))
    expect(await texte(page)).toContain('Annulée')
    await page.goto('/agenda/a-decider')
    const ligne = page.locator('tr, li').filter({ hasText: 'Révoquéatort' })
    expect(await ligne.allTextContents()).toHaveLength(1)
    expect(await ligne.textContent()).toContain('11 h 00')
    expect(await texte(page)).toMatch(/annulée/i)
    await accessible(page)

    // The measure goes on as before: its acts are open again, and nothing says that it ended.
    await page.goto(mesure)
    expect(await page.getByRole('link', { name: /^Révocation totale/ }).count()).toBeGreaterThan(0)
    expect(await page.locator('.fil-annules').textContent()).toContain(
      'Enregistrée dans le mauvais dossier',
    )
    await page.close()
  })
})
