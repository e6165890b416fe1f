import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Essai, nouvelEssai } from '../../tests/base.ts'
import { fusionner } from '../dossiers/dossier.commands.ts'
import { creerDossier, dossierSansSaisine } from '../dossiers/index.ts'
import { command } from '../platform/command.ts'
import { executer } from '../platform/executer.ts'
import { publier } from '../platform/fait.ts'
import { installerReactions } from '../reactions.ts'
import { corrigerMesure } from './correction.commands.ts'
import { saisirMesure } from './mesure.commands.ts'
import { leverAttenteForm } from './mesure.forms.ts'

let e: Essai
let ts = ''
let juridictionId = ''
beforeAll(async () => {
  installerReactions()
  e = await nouvelEssai()
  ts = await e.agent('ts.67')
  juridictionId = (
    await e.proprietaire.query("SELECT id FROM moyens.juridiction WHERE ville = 'Strasbourg'")
  ).rows[0].id
})
afterAll(async () => e.fermer())

let n = 0
const dossier = async () => {
  n += 1
  const personne = {
    nom: `Attendue${n}`,
    prenoms: 'Zoé',
    naissanceLe: '1990-07-08' as const,
    confirme: 'oui' as const,
  }
  return (await executer(e.hote, ts, creerDossier, personne)).dossierId
}
const faits = {
  nature: 'sursis_probatoire',
  decisionLe: '2026-10-06' as const,
  debutLe: '2026-10-06' as const,
  dureeMois: '24',
}
type Lieu = { dossierId: string; mesureId: string }
const saisirUne = (dossierId: string, plus: object = {}) =>
  executer(e.hote, ts, saisirMesure, {
    ...faits,
    juridictionId,
    ...plus,
    dossierId,
  } as never) as Promise<Lieu & { attenteLevee: boolean }>
/** What a hearing does, in its own transaction. */
const audience = command({
  name: 'essai.audience',
  permission: 'mesure:ecrire',
  aQui: 'qui_suit_ou_convoque',
  input: leverAttenteForm.pick({ dossierId: true }).loose(),
  async run(tx, { dossierId, numeroParquet = null }, context) {
    const decision = {
      le: faits.decisionLe,
      juridictionId,
      numeroParquet: numeroParquet as string | null,
    }
    await publier(tx, context, dossierSansSaisine, { dossierId, manque: 'Jugement', decision })
    return { dossierId }
  },
  journal: ({ dossierId }) => ({ dossierId }),
})
const convoquee = (dossierId: string, numeroParquet: string | null = null) =>
  executer(e.hote, ts, audience, {
    dossierId,
    ...(numeroParquet ? { numeroParquet } : {}),
  } as never)
const attendus = async (dossierId: string) =>
  (
    await e.proprietaire.query(
      'SELECT numero_parquet AS numero FROM mesures.v_attente_saisine WHERE dossier_id = $1 ORDER BY numero_parquet',
      [dossierId],
    )
  ).rows.map(r => r.numero)

describe('Ce qu’un dossier attend (C3.4)', () => {
  it('Une décision est attendue une fois, avec ou sans son numéro, comme qu’il soit tapé ; deux numéros sont deux décisions', async () => {
    const dossierId = await dossier()
    for (const numero of [null, '26 279 001', '26279001', null]) await convoquee(dossierId, numero)
    expect(await attendus(dossierId)).toEqual(['26279001'])
    await convoquee(dossierId, '26.279.002')
    await convoquee(dossierId)
    expect(await attendus(dossierId)).toEqual(['26279001', '26279002'])
  })
  it('Entre deux, la mesure dit son numéro ; elle lève la sienne, l’autre reste attendue', async () => {
    const dossierId = await dossier()
    for (const numero of ['26279001', '26279002']) await convoquee(dossierId, numero)
    await expect(saisirUne(dossierId)).rejects.toMatchObject({
      refusals: [{ code: 'numero_a_dire', champ: 'numeroParquet' }],
    })
    await expect(saisirUne(dossierId, { numeroParquet: '?!' })).rejects.toThrow()
    const m = await saisirUne(dossierId, { numeroParquet: '26 279 002' })
    expect(m.attenteLevee).toBe(true)
    expect(await attendus(dossierId)).toEqual(['26279001'])
    const corrigee = {
      ...faits,
      ...m,
      juridictionId,
      numeroParquet: '26279001',
      version: 1,
      motif: 'Numéro relu',
    }
    await executer(e.hote, ts, corrigerMesure, corrigee as never)
    expect(await attendus(dossierId)).toEqual(['26279002'])
  })
  it('Deux dossiers fusionnés : ce que l’un attendait et que l’autre a reçu n’est plus attendu', async () => {
    const [garde, verse] = [await dossier(), await dossier()]
    await convoquee(garde, '26279001')
    for (const numero of ['26279002', '26279003']) await convoquee(verse, numero)
    await convoquee(garde, '26279002')
    await saisirUne(verse, { numeroParquet: '26279001' })
    const dpip = await e.agent('dpip.67')
    const { rows } = await e.proprietaire.query(
      'SELECT numero FROM dossiers.dossier WHERE dossier_id = $1',
      [verse],
    )
    await executer(e.hote, dpip, fusionner, {
      dossierId: garde,
      absorbeNumero: rows[0].numero,
      motif: 'Même personne',
    })
    expect(await attendus(garde)).toEqual(['26279002', '26279003'])
  })
  it('Deux agents enregistrent la même mesure au même moment : le second apprend que c’est un double', async () => {
    const dossierId = await dossier()
    const deux = await Promise.allSettled([saisirUne(dossierId), saisirUne(dossierId)])
    expect(deux.filter(x => x.status === 'rejected')).toMatchObject([
      { reason: { refusals: [{ code: 'double' }] } },
    ])
    expect(deux.filter(x => x.status === 'fulfilled')).toHaveLength(1)
  })
})
