import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessible, ouvrirParcours, type Parcours } from './parcours.ts'

let p: Parcours
beforeAll(async () => {
  p = await ouvrirParcours()
})
afterAll(async () => {
  await p.fermer()
  expect(p.fautes).toEqual([])
})

const texte = (page: Page) => page.locator('main').textContent()
const afficher = (page: Page) => page.getByRole('button', { name: /^Afficher les obligations/ }).click()
async function saisir(page: Page, dossierId: string, debut: string) {
  await page.goto(`/dossiers/${dossierId}/mesures/saisir`)
  await page.locator('[name=nature]').selectOption('sursis_probatoire')
  await page.locator('[name=juridictionId]').selectOption({ label: 'Tribunal judiciaire de Strasbourg' })
  await page.locator('[name=decisionLe]').fill('2026-03-10')
  await page.locator('[name=debutLe]').fill(debut)
  await page.locator('[name=dureeMois]').fill('24')
  await afficher(page)
}
const enregistrer = (page: Page) => page.getByRole('button', { name: 'Enregistrer la mesure' }).click()

for (const javascript of [true, false]) {
  describe(`Une mesure saisie fausse (JavaScript ${javascript ? 'en marche' : 'coupé'})`, () => {
    it('se corrige en voyant ce qui bouge ; une seconde, saisie deux fois, se retire et se remet ; l’histoire dit qui et pourquoi', async () => {
      const dossierId = await p.dossier(`m.decision_le <> '2026-03-10' AND right(d.numero, 1)::int % 2 = ${javascript ? 0 : 1}`)
      const page = await p.page('ts.67', { javascript })
      await saisir(page, dossierId, '2026-03-20')
      await page.getByLabel('Se soigner (examens, traitements, soins)').check()
      await page.getByLabel('Précision pour CP 132-45, 3°').fill('Suivi au centre de soins')
      if (javascript) await accessible(page)
      await enregistrer(page)
      expect(await texte(page)).toContain('Se soigner (examens, traitements, soins) (art. CP 132-45, 3°) : Suivi au centre de soins')

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
      const une = (debut: string) => `/dossiers/${dossierId}/mesures/${rows.find(r => r.debut_le === debut)?.mesure_id}`
      await page.goto(une('2026-03-20'))
      await page.getByRole('link', { name: 'Corriger la mesure' }).click()
      await page.locator('[name=debutLe]').fill('2026-03-12')
      await page.locator('[name=motif]').fill('Jugement relu')
      await page.getByRole('button', { name: 'Corriger', exact: true }).click()
      expect(await texte(page)).toMatch(/Début : 20\/03\/2026 devient 12\/03\/2026/)
      expect(await texte(page)).toContain('Le terme prononcé devient le 12/03/2028')
      if (javascript) await accessible(page)
      await page.getByLabel('C’est bien ce que je veux corriger').check()
      await page.getByRole('button', { name: 'Corriger', exact: true }).click()
      expect(await texte(page)).toContain('Début12/03/2026Terme12/03/2028')
      expect(await texte(page)).toMatch(/Jugement relu.*Début : 20\/03\/2026, corrigé en 12\/03\/2026/s)

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
      expect(await texte(page)).toMatch(/mesure retirée \(Saisie deux fois\).*Remise par .* \(Deux peines du même jour\)/s)
      await page.close()
    })
  })
}
