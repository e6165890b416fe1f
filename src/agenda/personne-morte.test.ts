import { Kysely, PostgresDialect } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LE, Navigateur } from '../../tests/base.ts'
import { up } from '../dossiers/migrations/20261201T0900_dossiers_deces.ts'
import { accomplirActe } from '../mesures/acte.commands.ts'
import { convoquer } from './convocation.commands.ts'
import { bancDesDeces } from './deces.builder.ts'
import { retablirConvocation } from './retablissement.commands.ts'

let banc: Awaited<ReturnType<typeof bancDesDeces>>
beforeAll(async () => {
  banc = await bancDesDeces()
})
afterAll(() => banc.fermer())

describe('Après un décès, rien ne part', () => {
  it('Nul ne convoque une personne morte, même si une autre mesure court : l’écran ne l’offre plus, chaque porte le refuse', async () => {
    const dossierId = await banc.t.dossier({ telephone: '06 39 98 00 13' })
    const mesureId = await banc.deuxMesures(dossierId)
    const ou = {
      dossierId,
      type: 'suivi',
      agentId: banc.t.ts,
      lieuId: banc.t.antenne,
      mesures: [mesureId],
      malgre: 'oui',
    }
    const { convocationId } = await banc.par(convoquer, { ...ou, le: '2027-02-03', heure: '11:15' })
    const ts = await new Navigateur(banc.p).entrer('ts.67')
    const [fiche, liste, messages] = [
      `/dossiers/${dossierId}`,
      `/dossiers/${dossierId}/convocations`,
      `/dossiers/${dossierId}/messages`,
    ]
    const offre = `href="${fiche}/convoquer"`
    const montre = async () =>
      Promise.all([fiche, liste].map(async url => (await ts.ouvrir(url)).texte.includes(offre)))
    expect(await montre()).toEqual([true, true])
    expect((await ts.ouvrir(messages)).texte).toContain('SMS')
    await banc.par(accomplirActe, { dossierId, mesureId, acte: 'deces', le: LE, auteur: 'loi' })
    const dit =
      'est décédée le mardi 24 novembre 2026 : elle ne se convoque plus. Si c’est une erreur, l’acte de décès s’annule à la page de ses mesures.'
    const encore = { ...ou, le: '2027-02-04', heure: '11:15' }
    await expect(banc.par(convoquer, encore)).rejects.toThrow(dit)
    await expect(
      banc.par(convoquer, { ...encore, chaque: '1', fois: '3', sauter: 'oui' }),
    ).rejects.toThrow(/^Cette personne est décédée/)
    await expect(
      banc.par(retablirConvocation, { dossierId, convocationId, motif: 'Annulée à tort' }),
    ).rejects.toThrow(dit)
    expect(await montre()).toEqual([false, false])
    const formulaire = (await ts.ouvrir(`${fiche}/convoquer`)).texte
    expect([formulaire.includes(dit), formulaire.includes('name="heure"')]).toEqual([true, false])
    expect((await ts.ouvrir(messages)).texte).toContain('le 24/11/2026 : rien ne lui est envoyé')
    const une = (await ts.ouvrir(`${liste}/${convocationId}`)).texte
    expect([une.includes('Annulée'), une.includes('Rétablir'), une.includes('Reporter')]).toEqual([
      true,
      false,
      false,
    ])
  })
  it('La migration dit mort qui un acte debout dit mort, et nul autre', async () => {
    const dits =
      'SELECT dossier_id, decede_le FROM dossiers.dossier WHERE decede_le IS NOT NULL ORDER BY 1'
    const avant = (await banc.t.e.proprietaire.query(dits)).rows
    expect(avant.length).toBeGreaterThan(0)
    await banc.t.e.proprietaire.query('ALTER TABLE dossiers.dossier DROP COLUMN decede_le')
    await up(new Kysely({ dialect: new PostgresDialect({ pool: banc.t.e.proprietaire }) }))
    expect((await banc.t.e.proprietaire.query(dits)).rows).toEqual(avant)
  })
})
