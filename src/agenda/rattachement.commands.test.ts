import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, Navigateur } from '../../tests/base.ts'
import { saisirMesure } from '../mesures/index.ts'
import type { Jour } from '../platform/date.ts'
import { executer } from '../platform/executer.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { convoquerPour } from './ailleurs.gestes.ts'
import { type Terrain, terrainLibre } from './creneau.builder.ts'

let t: Terrain
let p: Plateforme
let agent: Navigateur
let tribunal = ''
let autre = ''
beforeAll(async () => {
  t = await terrainLibre()
  p = await application(t.e)
  agent = await new Navigateur(p).entrer('ts.67')
  tribunal = await t.id("SELECT id FROM moyens.juridiction WHERE ville = 'Strasbourg'")
  autre = await t.id(
    "SELECT id FROM moyens.juridiction WHERE ville <> 'Strasbourg' ORDER BY ville LIMIT 1",
  )
})
afterAll(async () => {
  await p.app.close()
  await t.e.fermer()
})

const AUDIENCE: Jour = '2026-11-23'
/** A convocation handed over at the hearing of that day, before its decision is recorded. */
async function convoquee(dossierId: string): Promise<string> {
  const [c] = await t.libres('sortie_audience_spip')
  if (!c) throw new Error('no shared slot')
  const { plageId, le, heure } = c
  const audience = {
    origine: 'bex' as const,
    decisionJuridictionId: tribunal,
    audienceLe: AUDIENCE,
    numeroParquet: '26327000001',
  }
  const ou = {
    dossierId,
    entiteId: t.service,
    type: 'sortie_audience_spip',
    plageId,
    le,
    heure,
    remise: true,
    prevenir: false,
  }
  return (await t.lire(t.ts, (tx, context) => convoquerPour(tx, context, { ...ou, ...audience })))
    .convocationId
}
const saisie = (plus: object = {}) => ({
  nature: 'sursis_probatoire',
  juridictionId: tribunal,
  decisionLe: AUDIENCE,
  debutLe: AUDIENCE,
  dureeMois: '24',
  convocationsMontrees: 'oui',
  ...plus,
})
const envoyer = (dossierId: string, plus: object) =>
  agent.envoyer(`/dossiers/${dossierId}/mesures/saisir`, saisie(plus) as never)
const servies = async (convocationId: string) =>
  (
    await t.e.proprietaire.query(
      `SELECT m.nature FROM agenda.convocation_mesure c JOIN mesures.mesure m ON m.id = c.mesure_id WHERE convocation_id = $1 ORDER BY m.nature`,
      [convocationId],
    )
  ).rows.map(r => r.nature)
const cochee = (html: string, id: string) =>
  new RegExp(`<input[^>]*value="${id}"[^>]*checked`).test(html)

describe('La convocation remise à l’audience trouve sa mesure quand celle-ci est saisie (ADR 0027)', () => {
  it('Le formulaire la montre, sans rien cocher tant que la décision n’est pas dite', async () => {
    const dossierId = await t.dossier()
    const id = await convoquee(dossierId)
    const { texte } = await agent.ouvrir(`/dossiers/${dossierId}/mesures/saisir`)
    expect(texte).toContain(`value="${id}"`)
    expect(texte).toContain('donnée à l’audience du 23/11/2026')
    expect(cochee(texte, id)).toBe(false)
  })
  it('De la même décision : passée sous silence, elle est redemandée et cochée ; cochée, elle satisfait la première convocation', async () => {
    const dossierId = await t.dossier()
    const id = await convoquee(dossierId)
    const refus = await envoyer(dossierId, {})
    expect(refus.texte).toContain('gardez-la cochée, ou cochez « aucune »')
    expect(cochee(refus.texte, id)).toBe(true)
    await envoyer(dossierId, { 'convocations[0]': id })
    expect(await servies(id)).toEqual(['sursis_probatoire'])
    const { rows } = await t.e.proprietaire.query(
      'SELECT 1 FROM echeances.echeance WHERE dossier_id = $1 AND faite_le IS NOT NULL AND en_main = $2',
      [dossierId, 'spip'],
    )
    expect(rows.length).toBeGreaterThan(0)
    // The same hearing decided a second measure: the convocation is offered again, and serves both.
    await envoyer(dossierId, { nature: 'sursis_probatoire_renforce', 'convocations[0]': id })
    expect(await servies(id)).toEqual(['sursis_probatoire', 'sursis_probatoire_renforce'])
  })
  it('D’une autre décision : montrée, jamais cochée, et la mesure se saisit sans réponse', async () => {
    const dossierId = await t.dossier()
    const id = await convoquee(dossierId)
    for (const ailleurs of [
      { juridictionId: autre },
      { decisionLe: '2026-11-20' as const },
      { numeroParquet: '26111000009' },
    ]) {
      const { texte } = await envoyer(dossierId, { ...ailleurs, debutLe: '' })
      expect(texte).toContain(`value="${id}"`)
      expect(cochee(texte, id)).toBe(false)
    }
    await envoyer(dossierId, { juridictionId: autre })
    expect(await servies(id)).toEqual([])
  })
  it('« Aucune » la laisse à dire ; avec une autre, ou celle d’un autre dossier, c’est refusé', async () => {
    const [dossierId, ailleurs] = [await t.dossier(), await t.dossier()]
    const [id, etrangere] = [await convoquee(dossierId), await convoquee(ailleurs)]
    expect(
      (await envoyer(dossierId, { 'convocations[0]': 'aucune', 'convocations[1]': id })).texte,
    ).toContain('pas les deux')
    expect((await envoyer(dossierId, { 'convocations[0]': etrangere })).texte).toContain(
      'n’est plus à rattacher',
    )
    await envoyer(dossierId, { 'convocations[0]': 'aucune' })
    expect(await servies(id)).toEqual([])
    expect((await agent.ouvrir(`/dossiers/${dossierId}/echeances`)).texte).toContain('À dire')
  })
  it('Un import, qui ne montre rien, ne rattache rien et n’est pas arrêté', async () => {
    const dossierId = await t.dossier()
    const id = await convoquee(dossierId)
    await executer(t.e.hote, t.ts, saisirMesure, {
      ...saisie({ convocationsMontrees: undefined }),
      dossierId,
    } as never)
    expect(await servies(id)).toEqual([])
  })
})
