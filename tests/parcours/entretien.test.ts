import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { convoquer } from '../../src/agenda/index.ts'
import { creerDossier } from '../../src/dossiers/index.ts'
import { saisirMesure } from '../../src/mesures/index.ts'
import { LE } from '../base.ts'
import { accessible, unParcours } from './parcours.ts'

type Convoquee = { dossierId: string; convocationId: string }
const p = unParcours()
const convoquees: Record<string, Convoquee> = {}
beforeAll(async () => {
  convoquees['en marche'] = await convoquee('Inès', '12:15')
  convoquees.coupé = await convoquee('Malo', '12:45')
  convoquees.brouillon = await convoquee('Noa', '13:15')
  // An entretien is told once it has taken place.
  p.essai.avancer({ hours: 5 })
})
const texte = async (page: Page) => (await page.locator('main').textContent()) ?? ''

/**
 * Convoked for today before any measure was recorded, then followed for two of them: nobody said
 * which one the convocation serves.
 */
async function convoquee(prenoms: string, heure: string): Promise<Convoquee> {
  const ts = await p.essai.agent('ts.67')
  const { dossierId } = await p.faire('ts.67', creerDossier, {
    nom: 'Deuxmesures',
    prenoms,
    naissanceLe: '1991-02-03',
    telephone: '06 39 98 04 01',
    confirme: 'oui',
  })
  const lieu = await p.un<{ id: string }>(
    'SELECT antenne_id AS id FROM moyens.agent WHERE id = $1',
    ts,
  )
  await p.faire('ts.67', convoquer, {
    dossierId,
    type: 'suivi',
    le: LE,
    heure,
    dureeMinutes: 10,
    agentId: ts,
    lieuId: lieu.id,
    malgre: 'oui',
  })
  const tribunal = await p.un<{ id: string }>(
    "SELECT id FROM moyens.juridiction WHERE ville = 'Strasbourg'",
  )
  const dates = {
    decisionLe: '2026-01-12',
    debutLe: '2026-01-12',
    dureeMois: 24,
    juridictionId: tribunal.id,
  }
  // Two decisions: the law does not let one order both together (CP 131-36-6).
  await p.faire('ts.67', saisirMesure, { dossierId, nature: 'sursis_probatoire', ...dates })
  await p.faire('ts.67', saisirMesure, {
    dossierId,
    nature: 'suivi_socio_judiciaire',
    ...dates,
    decisionLe: '2026-01-09',
    debutLe: '2026-01-09',
  })
  const c = await p.un<{ id: string }>(
    'SELECT id FROM agenda.convocation WHERE dossier_id = $1',
    dossierId,
  )
  return { dossierId, convocationId: c.id }
}
const etatDe = async (convocationId: string) =>
  (await p.un<{ etat: string }>('SELECT etat FROM agenda.convocation WHERE id = $1', convocationId))
    ?.etat

describe.each([
  { mode: 'en marche', javascript: true },
  { mode: 'coupé', javascript: false },
])('Un entretien depuis sa convocation (JavaScript $mode)', ({ mode, javascript }) => {
  const verifier = async (page: Page) => {
    if (javascript) await accessible(page)
  }
  it('se note d’un geste en disant sa mesure ; se corrige avec sa raison ; retiré, la convocation est comme avant ; il se remet', async () => {
    const { dossierId, convocationId } = convoquees[mode] as Convoquee
    const adresse = `/dossiers/${dossierId}/convocations/${convocationId}`
    const page = await p.page('ts.67', { javascript })
    await page.goto(`/dossiers/${dossierId}/echeances`)
    await page.locator('summary', { hasText: 'À dire : la mesure concernée (1)' }).click()
    await verifier(page)

    await page.goto(adresse)
    await verifier(page)
    await page.getByRole('link', { name: 'Noter l’entretien' }).click()
    expect(await page.locator('[name=le]').inputValue()).toBe(LE)
    expect(await page.locator('[name=convocationId]').inputValue()).toBe(convocationId)
    if (javascript) {
      // What the page proposed goes with its day.
      await page.locator('[name=le]').fill('2026-11-20')
      await page.locator('[name=heure]').focus()
      expect(await page.locator('[name=convocationId]').inputValue()).toBe('')
      await page.locator('[name=le]').fill(LE)
      await page.locator('[name=convocationId]').selectOption(convocationId)
    }
    const cases = page.locator('main input[type=checkbox][name^=mesures]')
    const sursis = page.getByLabel(/^Sursis probatoire/)
    expect([
      await sursis.count(),
      await page.getByLabel(/^Suivi socio-judiciaire/).count(),
    ]).toEqual([1, 1])
    for (const une of await cases.all()) expect(await une.isChecked()).toBe(false)
    await verifier(page)
    await page.getByLabel('Récit').fill('Venue à l’heure, elle parle de son travail.')
    await page.getByLabel('Ce qui a été convenu').fill('Apporter ses fiches de paie')
    await page.getByRole('button', { name: 'Enregistrer l’entretien' }).click()
    await page.getByRole('alert').first().waitFor()
    expect(await texte(page)).toContain('mesure')
    expect(await page.locator('main [aria-invalid=true]').count()).toBeGreaterThan(0)
    expect(await page.getByLabel('Récit').inputValue()).toBe(
      'Venue à l’heure, elle parle de son travail.',
    )
    expect(await page.getByLabel('Ce qui a été convenu').inputValue()).toBe(
      'Apporter ses fiches de paie',
    )
    expect(await etatDe(convocationId)).toBe('prevue')
    await verifier(page)
    await sursis.check()
    await page.getByRole('button', { name: 'Enregistrer l’entretien' }).click()
    await page.getByText('L’entretien est enregistré, et la convocation notée honorée.').waitFor()
    expect(await texte(page)).toMatch(/Mesure\s*Sursis probatoire/)
    const entretien = page.url()
    await verifier(page)
    await page.goto(`/dossiers/${dossierId}`)
    expect(await texte(page)).toMatch(
      /Convocation de suivi SPIP Honorée.*Entretien, au bureau Apporter ses fiches de paie/s,
    )
    await page.goto(adresse)
    expect(await texte(page)).toMatch(/à 12 h [14]5.*Honorée/s)
    expect(await etatDe(convocationId)).toBe('honoree')

    await page.goto(entretien)
    await page.getByRole('link', { name: 'Corriger', exact: true }).click()
    expect(await sursis.isChecked()).toBe(true)
    await page.locator('[name=le]').fill('2026-11-23')
    await page.getByRole('button', { name: 'Enregistrer la correction' }).click()
    expect(await texte(page)).toContain('Dites pourquoi vous corrigez.')
    expect(await page.locator('[name=le]').inputValue()).toBe('2026-11-23')
    await verifier(page)
    await page.getByLabel('Pourquoi corriger').fill('Reçue la veille')
    await page.getByRole('button', { name: 'Enregistrer la correction' }).click()
    await page.getByText('dites s’il y répond toujours').first().waitFor()
    await verifier(page)
    await page.getByLabel('Oui : la personne a été vue un autre jour').check()
    await page.getByRole('button', { name: 'Enregistrer la correction' }).click()
    await page.getByText('l’ancienne version reste lisible').waitFor()
    expect(await page.locator('h1').textContent()).toContain('lundi 23 novembre 2026')
    expect(await texte(page)).toMatch(
      /Version 2, par .* : Reçue la veille.*Entretien du 23\/11\/2026.*Version 1, par .*Entretien du 24\/11\/2026/s,
    )
    await page.locator('summary', { hasText: 'Version 1' }).click()
    await verifier(page)

    await page.getByRole('link', { name: 'Retirer', exact: true }).click()
    expect(await page.getByLabel('Remettre aussi la convocation comme avant').isChecked()).toBe(
      true,
    )
    await page.getByLabel('Pourquoi le retirer').fill('Noté sur le mauvais dossier')
    await verifier(page)
    await page.getByRole('button', { name: 'Retirer l’entretien' }).click()
    await page.getByText('il ne compte plus').first().waitFor()
    expect(await texte(page)).toContain('Noté sur le mauvais dossier')
    expect(await etatDe(convocationId)).toBe('prevue')
    await verifier(page)
    await page.goto(adresse)
    expect(await page.getByRole('link', { name: 'Noter l’entretien' }).count()).toBe(1)

    await page.goto(entretien)
    await page.getByRole('button', { name: 'Rétablir l’entretien' }).click()
    await page.getByText('L’entretien est rétabli.').waitFor()
    expect(await page.getByRole('link', { name: 'Corriger', exact: true }).count()).toBe(1)
    expect(await etatDe(convocationId)).toBe('honoree')
    await page.close()
  })
})

describe('Un brouillon', () => {
  it('Garde toutes les cases cochées d’un groupe, pas la dernière seule', async () => {
    const { dossierId } = convoquees.brouillon as Convoquee
    const page = await p.page('ts.67')
    await page.goto(`/dossiers/${dossierId}/entretiens/noter`)
    const cases = page.locator('input[type=checkbox][name="mesures[]"]')
    const mesures = await cases.evaluateAll(c =>
      c.map(x => x.getAttribute('value') ?? '').filter(v => v !== 'aucune'),
    )
    expect(mesures).toHaveLength(2)
    for (const m of mesures) await page.locator(`input[name="mesures[]"][value="${m}"]`).check()
    await page.getByLabel('Récit').fill('Vu pour les deux')
    await page.getByText(/Brouillon enregistré à/).waitFor()
    await page.close()
    const retour = await p.page('ts.67')
    await retour.goto(`/dossiers/${dossierId}/entretiens/noter`)
    await retour.getByText('Brouillon repris').waitFor()
    for (const m of mesures)
      expect(await retour.locator(`input[name="mesures[]"][value="${m}"]`).isChecked()).toBe(true)
    await retour.close()
  })
})
