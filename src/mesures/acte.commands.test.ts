import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LE, Navigateur } from '../../tests/base.ts'
import { type Terrain, terrainDeMesures } from '../../tests/mesures.ts'
import { fusionner } from '../dossiers/index.ts'
import { executer } from '../platform/executer.ts'
import { gestesDe, type Saisie } from './acte.builder.ts'
import { annulerActe } from './acte.commands.ts'
import { corrigerMesure } from './correction.commands.ts'

let { e, p, ts, juridictionId, fermer } = {} as Terrain
let { dossier, mesure, acte, etat } = {} as ReturnType<typeof gestesDe>
beforeAll(async () => {
  const terrain = await terrainDeMesures()
  ;({ e, p, ts, juridictionId, fermer } = terrain)
  ;({ dossier, mesure, acte, etat } = gestesDe(terrain))
})
afterAll(() => fermer())

describe('La vie d’une mesure s’écrit acte par acte', () => {
  it('Un acte que la loi ne permet pas d’ici est refusé avec son article, et rien n’est écrit', async () => {
    const m = await mesure()
    await expect(acte(m, 'reprise', { le: LE, auteur: 'loi' })).rejects.toMatchObject({
      refusals: [{ code: 'acte_impossible', source: { article: expect.any(String) } }],
    })
    expect(
      (await e.proprietaire.query('SELECT 1 FROM mesures.acte WHERE mesure_id = $1', [m.mesureId]))
        .rowCount,
    ).toBe(0)
  })
  it('La fin est un acte : une seule, avec sa cause ; après elle plus rien n’est possible', async () => {
    const m = await mesure()
    await acte(m, 'mise_a_execution', { le: '2025-03-10', auteur: 'loi' })
    await acte(m, 'fin_anticipee', { le: '2026-06-01', auteur: 'jap' })
    expect(await etat(m.mesureId)).toMatchObject({ finie: '2026-06-01', cause: 'anticipee' })
    await expect(acte(m, 'suspension', { le: LE, auteur: 'loi' })).rejects.toThrow('a pris fin')
  })
  it('Un acte saisi par erreur s’annule, avec son motif ; il reste dans l’historique et la mesure revient où elle était', async () => {
    const m = await mesure()
    await acte(m, 'mise_a_execution', { le: '2025-03-10', auteur: 'loi' })
    await acte(m, 'fin_anticipee', { le: '2026-06-01', auteur: 'jap' })
    const { rows } = await e.proprietaire.query<{ id: string; acte: string }>(
      'SELECT id, acte FROM mesures.acte WHERE mesure_id = $1 ORDER BY rang',
      [m.mesureId],
    )
    const premier = { ...m, acteId: rows[0]?.id ?? '', motif: 'Erreur de dossier' }
    await expect(executer(e.hote, ts, annulerActe, premier)).rejects.toThrow('Seul le dernier acte')
    await executer(e.hote, ts, annulerActe, { ...premier, acteId: rows[1]?.id ?? '' })
    expect(await etat(m.mesureId)).toMatchObject({
      etat: 'en_cours',
      finie: null,
      terme: '2027-03-10',
    })
    const restes = await e.proprietaire.query(
      'SELECT annule_motif FROM mesures.acte WHERE mesure_id = $1 AND annule_a IS NOT NULL',
      [m.mesureId],
    )
    expect(restes.rows).toEqual([{ annule_motif: 'Erreur de dossier' }])
  })
  it('Vingt agents terminent la même mesure au même instant : un seul passe, les autres sont prévenus', async () => {
    const m = await mesure()
    await acte(m, 'mise_a_execution', { le: '2025-03-10', auteur: 'loi' })
    const essais = await Promise.allSettled(
      Array.from({ length: 20 }, () =>
        acte(m, 'fin_anticipee', { le: '2026-06-01', auteur: 'jap' }),
      ),
    )
    expect(essais.filter(x => x.status === 'fulfilled')).toHaveLength(1)
    for (const x of essais)
      if (x.status === 'rejected')
        expect(String(x.reason.message)).toMatch(/a pris fin|déjà terminée|Un autre agent/)
  })
  it('La même décision s’enregistre une fois, même par deux agents à la fois ; annulée, elle se reprend', async () => {
    const m = await mesure()
    await acte(m, 'mise_a_execution', { le: '2025-03-10', auteur: 'loi' })
    const partielle = () =>
      acte(m, 'revocation_partielle', { le: '2026-06-01', auteur: 'jap', partieMois: '4' })
    const essais = await Promise.allSettled([partielle(), partielle()])
    expect(essais.map(x => x.status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(partielle()).rejects.toThrow(
      /Cet acte est déjà enregistré, le 01\/06\/2026, par .+ : même juridiction/,
    )
    await acte(m, 'revocation_partielle', {
      le: '2026-06-02',
      auteur: 'jap',
      numero: '26/124',
      partieJours: '10',
    })
    const actes = 'SELECT acte_id AS id FROM mesures.v_acte WHERE mesure_id = $1 ORDER BY rang DESC'
    const { rows } = await e.proprietaire.query<{ id: string }>(actes, [m.mesureId])
    for (const { id } of rows.slice(0, 2))
      await executer(e.hote, ts, annulerActe, { ...m, acteId: id, motif: 'Erreur' })
    await partielle()
  })
  it('La fusion de deux dossiers emporte les mesures avec leurs actes et leurs obligations', async () => {
    const garde = await dossier()
    const m = await mesure({ nature: 'sursis_probatoire_renforce' })
    await acte(m, 'mise_a_execution', { le: '2025-03-10', auteur: 'loi' })
    await acte(m, 'fixation_contenu', {
      le: '2025-07-01',
      auteur: 'jap',
      obligations: [{ article: 'CP 132-45, 1°' }],
    })
    const numero = (
      await e.proprietaire.query<{ numero: string }>(
        'SELECT numero FROM dossiers.dossier WHERE dossier_id = $1',
        [m.dossierId],
      )
    ).rows[0]
    await executer(e.hote, await e.agent('dpip.67'), fusionner, {
      dossierId: garde,
      absorbeNumero: numero?.numero ?? '',
      motif: 'Doublon',
    })
    const { rows } = await e.proprietaire.query<{ d: string }>(
      'SELECT dossier_id AS d FROM mesures.acte WHERE mesure_id = $1 UNION ALL SELECT dossier_id FROM mesures.obligation WHERE mesure_id = $1 UNION ALL SELECT dossier_id FROM echeances.echeance WHERE mesure_id = $1',
      [m.mesureId],
    )
    expect(rows.length).toBeGreaterThan(4)
    expect(new Set(rows.map(r => r.d))).toEqual(new Set([garde]))
  })
})

describe('Ce qui est prononcé', () => {
  it('Un jugement daté de demain est refusé à sa place, à la saisie comme à la correction', async () => {
    const demain = { decisionLe: '2027-01-05', debutLe: '2027-01-05' }
    await expect(mesure(demain)).rejects.toMatchObject({
      refusals: [{ code: 'date_a_venir', champ: 'decisionLe' }],
    })
    const m = await mesure()
    const fausse = {
      nature: 'sursis_probatoire',
      juridictionId,
      dureeMois: '24',
      ...m,
      ...demain,
      version: 1,
      motif: 'Relu',
      confirme: 'oui',
    }
    await expect(executer(e.hote, ts, corrigerMesure, fausse as never)).rejects.toThrow(
      'La décision est dans l’avenir',
    )
    await expect(mesure({ debutLe: '2027-01-05' })).resolves.toBeDefined()
  })
  it('Avec l’exécution provisoire, la probation court sans attendre (CP 132-41, al. 2) : elle le dit et vit', async () => {
    const m = await mesure({ executionProvisoire: 'oui' })
    await acte(m, 'modification_obligations', {
      le: '2025-03-20',
      auteur: 'jap',
      obligations: [{ article: 'CP 132-45, 3°' }],
    })
    const nav = await new Navigateur(p).entrer('ts.67')
    const ecrans = [
      `/dossiers/${m.dossierId}/mesures`,
      `/dossiers/${m.dossierId}/mesures/${m.mesureId}`,
    ]
    for (const url of ecrans) {
      const { texte } = await nav.ouvrir(url)
      expect(texte).toContain('Exécutoire par provision')
      expect(texte).not.toContain('Prononcé, pas encore exécutoire')
    }
    await acte(m, 'mise_a_execution', { le: '2025-04-01', auteur: 'loi' })
    expect(await etat(m.mesureId)).toMatchObject({ etat: 'en_cours', terme: '2027-03-10' })
    const suspendue = await mesure({ executionProvisoire: 'oui' })
    await acte(suspendue, 'suspension', { le: '2025-06-01', auteur: 'loi' })
    await acte(suspendue, 'reprise', { le: '2025-07-01', auteur: 'loi' })
    expect(await etat(suspendue.mesureId)).toMatchObject({ etat: 'en_cours', terme: '2027-04-09' })
    await expect(
      acte(await mesure(), 'suspension', { le: '2025-06-01', auteur: 'loi' }),
    ).rejects.toThrow('Son état : « Prononcé, pas encore exécutoire »')
  })
  it('Une modification d’obligations vide, ou qui ajoute ce qui est en vigueur, est refusée ; l’histoire nomme levée, ajoutée, précision', async () => {
    const m = await mesure({ obligations: [{ article: 'CP 132-45, 1°' }] })
    await acte(m, 'mise_a_execution', { le: '2025-03-10', auteur: 'loi' })
    const modifier = (plus: Saisie) =>
      acte(m, 'modification_obligations', { le: '2025-09-01', auteur: 'jap', ...plus })
    await expect(modifier({})).rejects.toThrow('Dites quelle obligation est levée ou ajoutée')
    await expect(modifier({ obligations: [{ article: 'CP 132-45, 1°' }] })).rejects.toThrow(
      'est déjà en vigueur',
    )
    const { rows } = await e.proprietaire.query<{ id: string }>(
      'SELECT id FROM mesures.obligation WHERE mesure_id = $1',
      [m.mesureId],
    )
    const nav = await new Navigateur(p).entrer('ts.67')
    const base = `/dossiers/${m.dossierId}/mesures/${m.mesureId}`
    expect(
      (await nav.ouvrir(`${base}/actes/modification_obligations`)).texte.match(/Déjà en vigueur/g),
    ).toHaveLength(1)
    await modifier({
      levees: [rows[0]?.id],
      obligations: [{ article: 'CP 132-45, 3°', precisions: 'Au centre de soins' }],
    })
    const histoire = (await nav.ouvrir(base)).texte
      .replaceAll(/<[^>]+>/g, '')
      .replaceAll(/\s+/g, ' ')
    expect(histoire).toMatch(
      /Levée : ?[^L]+\(art\. CP 132-45, 1°(?:, à vérifier)?\).*Ajoutée : ?Se soigner.*\(art\. CP 132-45, 3°(?:, à vérifier)?\) : Au centre de soins/,
    )
  })
})
