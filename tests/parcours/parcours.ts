import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { application, type Essai, nouvelEssai } from '../base.ts'
import { axe, nouvellePage, type Options } from '../navigateur.ts'

export type Parcours = {
  essai: Essai
  url: string
  fermer(): Promise<void>
  page(qui: string | null, options?: Partial<Options>): Promise<Page>
  dossier(ou?: string): Promise<string>
  fautes: string[]
}

/** The application on a port of its own over a copy of the model, and browsers signed in to it. */
export async function ouvrirParcours(): Promise<Parcours> {
  const essai = await nouvelEssai()
  const plateforme = await application(essai)
  await plateforme.app.listen({ port: 0, host: 'localhost' })
  const adresse = plateforme.app.server.address()
  const url = `http://localhost:${typeof adresse === 'object' ? adresse?.port : 0}`
  const fautes: string[] = []
  const contextes: { close(): Promise<void> }[] = []
  return {
    essai,
    url,
    fautes,
    async page(qui, options = {}) {
      const { page, contexte, fautes: siennes } = await nouvellePage({ baseURL: url, ...options })
      contextes.push(contexte)
      page.on('close', () => fautes.push(...siennes))
      if (qui) {
        await page.goto('/connexion')
        await page.getByLabel('Identifiant').fill(`${qui}@demo.example`)
        await page.getByLabel('Mot de passe').fill('demonstration-fil-rouge')
        await page.getByRole('button', { name: 'Se connecter' }).click()
        await page.waitForURL(`${url}/`)
      }
      return page
    },
    async dossier(ou = 'true') {
      const { rows } = await essai.proprietaire.query<{ id: string }>(
        `SELECT p.dossier_id AS id FROM dossiers.prise_en_charge p JOIN moyens.service s ON s.id = p.service_id JOIN dossiers.dossier d USING (dossier_id) JOIN mesures.v_mesure m USING (dossier_id)
         WHERE p.fin_a IS NULL AND d.clos_a IS NULL AND s.departement = '67' AND m.finie_le IS NULL AND NOT EXISTS (SELECT 1 FROM dossiers.transfert t WHERE t.dossier_id = d.dossier_id AND t.etat = 'propose') AND (${ou}) ORDER BY d.numero LIMIT 1`,
      )
      return rows[0]?.id ?? ''
    },
    async fermer() {
      for (const c of contextes) await c.close()
      await plateforme.app.close()
      await essai.fermer()
    },
  }
}

/** Nothing for axe to say, and nothing wider than the screen. */
export async function accessible(page: Page): Promise<void> {
  expect(await axe(page), page.url()).toEqual([])
  const deborde = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(deborde, `${page.url()} est plus large que l’écran`).toBeLessThanOrEqual(0)
}
