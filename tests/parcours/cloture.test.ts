import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { convoquer } from '../../src/agenda/index.ts'
import { LE } from '../base.ts'
import { accessible, enProbation, unParcours } from './parcours.ts'

const p = unParcours()
const texteDe = async (page: Page) => (await page.locator('main').textContent()) ?? ''
/** Its first deadlines have passed, and nobody did them. */
const suivie = async (prenoms: string) =>
  (await enProbation(p, { nom: 'Fermebien', prenoms })).dossierId

/**
 * Expected later on the day on which the measure ends: its end cancels what comes after, and not
 * this.
 */
async function attendreCeSoir(dossierId: string, heure: string) {
  const ts = await p.essai.agent('ts.67')
  const [lieu] = await p.lire<{ id: string }>(
    'SELECT antenne_id AS id FROM moyens.agent WHERE id = $1',
    ts,
  )
  const quand = {
    type: 'suivi',
    le: LE,
    heure,
    dureeMinutes: 10,
    agentId: ts,
    lieuId: lieu?.id,
    malgre: 'oui',
  }
  await p.faire('ts.67', convoquer, { dossierId, ...quand })
}
/** A duty of the measure whose day has passed, whatever the law of the day makes of the others. */
async function devoirOublie(dossierId: string) {
  const { rowCount } = await p.essai.proprietaire.query(
    `INSERT INTO echeances.echeance (dossier_id, mesure_id, cle, rang, le, en_main) SELECT dossier_id, mesure_id, 'rapport_evaluation', 9, '2026-11-10', 'spip' FROM mesures.v_mesure WHERE dossier_id = $1`,
    [dossierId],
  )
  expect(rowCount).toBe(1)
}
const enCours = (page: Page, mot: string) => page.locator('main li', { hasText: mot })
async function finirLaMesure(page: Page, cloture: string) {
  await page.goto(cloture)
  await enCours(page, 'court encore').getByRole('link', { name: 'Y mettre fin' }).click()
  await page.locator('main a[href$="/fin_anticipee"]').first().click()
  await page.locator('[name=le]').fill(LE)
  await page.locator('main [name=auteur]').first().check()
  await page.locator('[name=numero]').fill('26/124')
  await page.getByLabel('J’ai la décision sous les yeux').check()
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.waitForURL(/\/mesures\/[0-9a-f-]+(\?.*)?$/)
  await page.goto(cloture)
  expect(await enCours(page, 'court encore').count()).toBe(0)
}
/**
 * What closed means, for whoever reads: the sentence, no door to write by, and a form that refuses.
 */
async function dossierFerme(page: Page, dossierId: string, retenue: Page) {
  await page.getByText('Ce dossier est clos').first().waitFor()
  for (const nom of ['Convoquer', 'Noter un entretien', 'Corriger la fiche', 'Clore le dossier'])
    expect(
      await page.locator('main').getByRole('link', { name: nom, exact: true }).count(),
      nom,
    ).toBe(0)
  await retenue.getByRole('button', { name: 'Commencer' }).click()
  expect(await texteDe(retenue)).toContain(
    'Ce dossier est clos depuis le 24/11/2026 : rien ne s’y écrit plus.',
  )
  await retenue.goto(`/dossiers/${dossierId}/rapports/commencer`)
  expect(await retenue.locator('main').getByRole('button', { name: 'Commencer' }).count()).toBe(0)
}

describe.each([
  { mode: 'en marche', javascript: true },
  { mode: 'coupé', javascript: false },
])('Un dossier qui se ferme bien (JavaScript $mode)', ({ javascript }) => {
  it('ce qui le retient est dit et finit par son lien ; clos, il ne s’écrit plus ; rouvert, le fil dit pourquoi', async () => {
    const dossierId = await suivie(javascript ? 'Awa' : 'Noé')
    const cloture = `/dossiers/${dossierId}/cloturer`
    const page = await p.page('dpip.67', { javascript })
    await page.goto(`/dossiers/${dossierId}/rapports/commencer`)
    await page.getByLabel('Titre').fill('Rapport commencé')
    await page.getByRole('button', { name: 'Commencer' }).click()
    await page.getByRole('button', { name: 'Enregistrer le rapport' }).waitFor()

    await attendreCeSoir(dossierId, javascript ? '12:15' : '12:45')
    await finirLaMesure(page, cloture)
    await devoirOublie(dossierId)
    await page.goto(cloture)
    expect(await texteDe(page)).toContain(
      'Le rapport « Rapport commencé » est en cours d’écriture.',
    )
    expect(await texteDe(page)).toContain('Une convocation est prévue le')
    if (javascript) await accessible(page)
    await page.getByLabel('Fin de la dernière mesure').check()
    await page.getByRole('button', { name: 'Clore', exact: true }).click()
    await page.getByText('ne peut pas encore être clos').first().waitFor()
    expect(await page.getByLabel('Fin de la dernière mesure').isChecked()).toBe(true)

    if (javascript) {
      await enCours(page, 'Rapport commencé').getByRole('link').click()
      await page.getByLabel('Pourquoi il ne sera pas terminé').fill('La mesure est finie')
      await page.getByRole('button', { name: 'Abandonner', exact: true }).click()
      await page.getByText('il reste lisible').waitFor()
      await accessible(page)
      await page.goto(cloture)
      expect(await enCours(page, 'Rapport commencé').count()).toBe(0)
      const echue = enCours(page, 'Échéance passée').first()
      const combien = await enCours(page, 'Échéance passée').count()
      await echue.getByRole('link').click()
      await page.locator('main [name=motif]').fill('La mesure est finie')
      await page.locator('main form button').last().click()
      await page.waitForURL(/\/echeances/)
      await page.goto(cloture)
      expect(await enCours(page, 'Échéance passée').count()).toBe(combien - 1)
    } else await page.getByLabel('Abandonner les rapports en cours d’écriture').check()
    // With scripts, this one was set aside by its link.
    if (!javascript)
      await page
        .getByLabel('Pourquoi les échéances passées')
        .fill('Sans objet depuis la fin de la mesure')
    await page.getByLabel('Annuler toutes les convocations à venir').check()
    await page.getByLabel('Fin de la dernière mesure').check()
    // A colleague has a form open since before.
    const retenue = await p.page('ts.67', { javascript })
    await retenue.goto(`/dossiers/${dossierId}/rapports/commencer`)
    await page.getByRole('button', { name: 'Clore', exact: true }).click()
    await dossierFerme(page, dossierId, retenue)
    if (javascript) await accessible(page)
    const [fin] = await p.lire<{ prevues: number; etats: string }>(
      `SELECT (SELECT count(*)::int FROM agenda.convocation WHERE dossier_id = $1 AND etat = 'prevue') AS prevues,
         (SELECT string_agg(DISTINCT etat, ' ') FROM magistrats.rapport WHERE dossier_id = $1 AND titre = 'Rapport commencé') AS etats`,
      dossierId,
    )
    expect(fin).toEqual({ prevues: 0, etats: 'abandonne' })

    await page.goto(`/dossiers/${dossierId}`)
    await page.locator('main').getByRole('link', { name: 'Rouvrir le dossier' }).first().click()
    await page
      .getByLabel('Pourquoi le dossier est rouvert')
      .fill(`Nouvelle condamnation (${mode(javascript)})`)
    if (javascript) await accessible(page)
    await page.getByRole('button', { name: 'Rouvrir', exact: true }).click()
    await page.locator('main').getByRole('link', { name: 'Convoquer', exact: true }).waitFor()
    expect(await texteDe(page)).toContain(`Nouvelle condamnation (${mode(javascript)})`)
    await page.goto(`/dossiers/${dossierId}/chronologie`)
    expect(await texteDe(page)).toMatch(/Dossier clos : Fin de la dernière mesure/)
    expect(await texteDe(page)).toContain(`Nouvelle condamnation (${mode(javascript)})`)
    await page.close()
    await retenue.close()
  })
})
const mode = (javascript: boolean) => (javascript ? 'avec' : 'sans')
