import { describe, expect, it } from 'vitest'
import { natures, saisirMesure } from '../../src/mesures/index.ts'
import { LE } from '../base.ts'
import { accessible, pagesDuPdf, unParcours } from './parcours.ts'

const p = unParcours()

/** Every obligation of the list, with a precision: the longest sheet that a decision can make. */
const toutes = Array.from({ length: 14 }, (_, i) => ({
  article: `CP 132-45, ${i + 1}°`,
  precisions: 'Selon ce que la décision précise pour vous',
}))
const juridiction = async () =>
  (
    await p.essai.proprietaire.query<{ id: string }>(
      "SELECT id FROM moyens.juridiction WHERE nom LIKE '%Strasbourg' LIMIT 1",
    )
  ).rows[0]?.id
async function mesure(dossierId: string, obligations: typeof toutes) {
  const saisie = {
    dossierId,
    nature: 'sursis_probatoire',
    decisionLe: '2026-03-10',
    debutLe: '2026-03-10',
    dureeMois: 24,
    obligations,
  }
  const complete = { ...saisie, juridictionId: await juridiction() }
  return p.faire('ts.67', saisirMesure, complete)
}

describe('La fiche imprimée', () => {
  it('Tient sur une page A4, ou sur deux dont la première dit ce qu’il faut faire : pour chaque mesure, aujourd’hui et en 2015', async () => {
    const page = await p.page('ts.67')
    const ecarts: string[] = []
    for (const nature of Object.keys(natures))
      for (const le of [LE, '2015-06-01']) {
        await page.goto(`/droit/mesures/${nature}/fiche?le=${le}`)
        const [dites, pages] = [
          Number(await page.locator('.fil-fiche').getAttribute('data-pages')),
          pagesDuPdf(await page.pdf({ preferCSSPageSize: true })),
        ]
        if (dites !== pages || pages > 2)
          ecarts.push(`${nature} au ${le} : ${pages} pages pour ${dites} dites`)
      }
    expect(ecarts).toEqual([])
  }, 120_000)
  it('Celle d’une personne dit ses dates, qui appeler, ce qui suit une absence et une absence de plus de quinze jours (CP 132-44, 4°)', async () => {
    const dossierId = await p.dossier()
    const { mesureId } = await mesure(dossierId, toutes.slice(0, 2))
    const page = await p.page('ts.67')
    await page.goto(`/dossiers/${dossierId}/mesures/${mesureId}/fiche`)
    const texte = (await page.locator('.fil-fiche').textContent()) ?? ''
    for (const mots of [
      'Si vous ne venez pas',
      'Gardez une preuve',
      'absence de plus de 15 jours',
      'Qui appeler',
      'Travailler, étudier',
    ])
      expect(texte).toContain(mots)
    expect(texte).toMatch(/\d\d \d\d \d\d \d\d/)
    await accessible(page)
    expect(pagesDuPdf(await page.pdf({ preferCSSPageSize: true }))).toBe(
      Number(await page.locator('.fil-fiche').getAttribute('data-pages')),
    )
  })
  it('La plus longue, quatorze obligations précisées, ne dépasse pas deux pages', async () => {
    const dossierId = await p.dossier()
    const { mesureId } = await mesure(dossierId, toutes)
    const page = await p.page('ts.67')
    await page.goto(`/dossiers/${dossierId}/mesures/${mesureId}/fiche`)
    expect(await page.locator('.fil-fiche').getAttribute('data-pages')).toBe('2')
    expect(pagesDuPdf(await page.pdf({ preferCSSPageSize: true }))).toBe(2)
  })
})
