import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { LE } from '../base.ts'
import { accessible, unParcours } from './parcours.ts'

const p = unParcours()

/** A person followed in the Bas-Rhin, as somebody who has met them would name them. */
async function quelquUn(sauf: string[]) {
  const { rows } = await p.essai.proprietaire.query<{
    dossier_id: string
    nom: string
    prenoms: string
    naissance: string
  }>(
    `SELECT i.dossier_id, i.nom, i.prenoms, i.naissance_le::text AS naissance FROM dossiers.v_identite i JOIN dossiers.v_prise_en_charge_actuelle c USING (dossier_id)
     JOIN moyens.service s ON s.id = c.service_id WHERE s.departement = '67' AND i.clos_a IS NULL AND i.dossier_id <> ALL ($1::uuid[])
     AND NOT EXISTS (SELECT 1 FROM dossiers.transfert t WHERE t.dossier_id = i.dossier_id AND t.etat = 'propose') ORDER BY i.numero LIMIT 1`,
    [sauf],
  )
  const [qui] = rows
  if (!qui) throw new Error('nobody left to ask for')
  sauf.push(qui.dossier_id)
  return qui
}
async function chercher(page: Page, qui: Awaited<ReturnType<typeof quelquUn>>) {
  await page.goto('/dessaisissements')
  await page.getByRole('link', { name: 'Demander un dessaisissement' }).click()
  await page.locator('main [name=nom]').fill(qui.nom)
  await page.locator('main [name=prenoms]').fill(qui.prenoms)
  await page.locator('main [name=naissanceLe]').fill(qui.naissance)
  await page.getByRole('button', { name: 'Chercher dans tout le pays' }).click()
  await page.locator(`main [name=personneId][value="${qui.dossier_id}"]`).check()
}
const pris: string[] = []

for (const javascript of [true, false]) {
  describe(`Le dessaisissement (JavaScript ${javascript ? 'en marche' : 'coupé'})`, () => {
    it('Un BEX demande pour le service compétent ; le service qui suit refuse en disant pourquoi, et le BEX le lit', async () => {
      const qui = await quelquUn(pris)
      const bex = await p.page('bex.metz', { javascript })
      await chercher(bex, qui)
      if (javascript) await accessible(bex)
      await bex.locator('[name=versServiceId]').selectOption({ label: 'SPIP de la Moselle' })
      await bex.getByLabel('Pourquoi').fill(`Condamnation à Metz (${javascript})`)
      await bex.getByRole('button', { name: 'Envoyer la demande' }).click()
      await bex.getByText('La demande est envoyée.').waitFor()
      if (javascript) await accessible(bex)
      expect((await bex.goto(`/dossiers/${qui.dossier_id}`))?.status()).toBe(404)

      const dpip = await p.page('dpip.67', { javascript })
      await dpip.goto('/dessaisissements')
      const ligne = dpip.locator('li', { hasText: `Condamnation à Metz (${javascript})` })
      expect(await ligne.textContent()).toContain(
        'Tribunal judiciaire de Metz, pour SPIP de la Moselle',
      )
      if (javascript) await accessible(dpip)
      await ligne.getByRole('link', { name: 'Refuser' }).click()
      await dpip.getByLabel('Pourquoi').fill(`Débat le mois prochain (${javascript})`)
      if (javascript) await accessible(dpip)
      await dpip.getByRole('button', { name: 'Refuser' }).click()
      await dpip.getByText('La demande est refusée').waitFor()

      await bex.goto('/dessaisissements')
      expect(
        await bex
          .locator('tr', { hasText: `Débat le mois prochain (${javascript})` })
          .textContent(),
      ).toContain('Refusé')
      await bex.close()
      await dpip.close()
    })

    it('Un service demande, l’autre accepte en disant ce que deviennent les convocations : le fil continue sans rupture', async () => {
      const qui = await quelquUn(pris)
      const ts = await p.page('ts.57', { javascript })
      await chercher(ts, qui)
      await ts.getByLabel('Pourquoi').fill(`Vit à Thionville (${javascript})`)
      await ts.getByRole('button', { name: 'Envoyer la demande' }).click()
      const dpip = await p.page('dpip.67', { javascript })
      await dpip.goto('/dessaisissements')
      await dpip
        .locator('li', { hasText: `Vit à Thionville (${javascript})` })
        .getByRole('link', { name: 'Accepter' })
        .click()
      await dpip.getByRole('button', { name: /^Accepter/ }).click()
      // Nothing is chosen beforehand: without a choice, nothing happens.
      if (!javascript)
        await dpip.getByText('Dites ce que deviennent les convocations').first().waitFor()
      await dpip.getByLabel('Les lister dans le nouveau service').check()
      if (javascript) await accessible(dpip)
      await dpip.getByRole('button', { name: /^Accepter/ }).click()
      await dpip.getByText('l’autre service suit maintenant la personne').waitFor()
      await ts.goto('/dessaisissements')
      await ts.locator('tr', { hasText: qui.nom }).getByRole('link').first().click()
      expect(await ts.locator('main').textContent()).toContain('SPIP de la Moselle')
      const { rows } = await p.essai.proprietaire.query(
        'SELECT count(*) FILTER (WHERE fin_a IS NULL)::int AS ouvertes, count(*) FILTER (WHERE precedente_id IS NULL)::int AS premieres FROM dossiers.prise_en_charge WHERE dossier_id = $1',
        [qui.dossier_id],
      )
      expect(rows[0]).toEqual({ ouvertes: 1, premieres: 1 })
      await ts.close()
      await dpip.close()
    })
  })
}

describe('Le silence', () => {
  it('Un service écrit sa règle ; passé le délai, celui qui demandait constate le silence et prend le dossier', async () => {
    const dpip = await p.page('dpip.67')
    await dpip.goto('/dessaisissements/regle')
    await dpip.getByLabel('Jours pour répondre').fill('3')
    await dpip.getByLabel('Relance tous les (jours)').fill('2')
    await dpip.getByLabel('Acceptation').check()
    await accessible(dpip)
    await dpip.getByRole('button', { name: 'Écrire la règle' }).click()
    await dpip.getByText('La règle est écrite.').waitFor()

    const qui = await quelquUn(pris)
    const chef = await p.page('dpip.57')
    await chercher(chef, qui)
    await chef.getByLabel('Pourquoi').fill('Vit à Metz')
    await chef.getByRole('button', { name: 'Envoyer la demande' }).click()
    expect(await chef.getByRole('link', { name: 'Constater le silence' }).count()).toBe(0)
    p.essai.avancer({ hours: 24 * 4 })
    await dpip.goto('/dessaisissements')
    expect(await dpip.locator('li', { hasText: qui.nom }).first().textContent()).toMatch(
      /En retard.*2e relance/,
    )
    await chef.goto('/dessaisissements')
    await accessible(chef)
    await chef.getByRole('link', { name: 'Constater le silence' }).click()
    expect(await chef.locator('main').textContent()).toContain(
      `règle du ${LE.split('-').reverse().join('/')}`,
    )
    await chef.getByLabel('Les garder telles quelles').check()
    await accessible(chef)
    await chef.getByRole('button', { name: /Constater le silence/ }).click()
    await chef.getByText('le dossier est maintenant suivi par votre service').waitFor()
    p.essai.avancer({ hours: -24 * 4 })
    await chef.close()
    await dpip.close()
  })
})
