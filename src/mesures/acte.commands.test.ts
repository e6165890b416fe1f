import { Kysely, PostgresDialect } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { baseVide, LE, Navigateur } from '../../tests/base.ts'
import { type Terrain, terrainDeMesures } from '../../tests/mesures.ts'
import { creerDossier, fusionner } from '../dossiers/index.ts'
import { executer } from '../platform/executer.ts'
import { accomplirActe, annulerActe } from './acte.commands.ts'
import { corrigerMesure } from './correction.commands.ts'
import { saisirMesure } from './mesure.commands.ts'
import { up as avant } from './migrations/20261124T1004_mesures_mesure.ts'
import { up as apres } from './migrations/20261127T1000_mesures_acte.ts'

let e: Terrain['e']
let p: Terrain['p']
let ts: string
let juridictionId: string
let fermer: Terrain['fermer']
beforeAll(async () => {
  ;({ e, p, ts, juridictionId, fermer } = await terrainDeMesures())
})
afterAll(() => fermer())

let n = 0
async function dossier(): Promise<string> {
  n += 1
  return (
    await executer(e.hote, ts, creerDossier, {
      nom: `Mesuree${n}`,
      prenoms: 'Odile',
      naissanceLe: '1990-01-31',
      confirme: 'oui',
    })
  ).dossierId
}
type Saisie = Record<string, unknown>
async function mesure(plus: Saisie = {}): Promise<{ dossierId: string; mesureId: string }> {
  const dossierId = (plus.dossierId as string | undefined) ?? (await dossier())
  const m = {
    nature: 'sursis_probatoire',
    juridictionId,
    decisionLe: '2025-03-10',
    debutLe: '2025-03-10',
    dureeMois: '24',
    ...plus,
    dossierId,
  }
  return executer(e.hote, ts, saisirMesure, m as never)
}
const etat = async (mesureId: string) =>
  (
    await e.proprietaire.query<{
      etat: string
      terme: string | null
      finie: string | null
      cause: string | null
    }>(
      'SELECT etat, fin_prevue_le::text AS terme, finie_le::text AS finie, cause_fin AS cause FROM mesures.v_mesure WHERE mesure_id = $1',
      [mesureId],
    )
  ).rows[0]
/** What says that a decision was read; asked of no other act. */
const decision = { numero: '26/123', decisionVue: 'oui' }
const acte = (
  m: { dossierId: string; mesureId: string },
  nom: string,
  le: string,
  auteur: string,
  plus: Saisie = {},
) =>
  executer(e.hote, ts, accomplirActe, {
    ...m,
    acte: nom,
    le,
    auteur,
    ...decision,
    ...plus,
  } as never)

describe('La vie d’une mesure s’écrit acte par acte', () => {
  it('Un acte que la loi ne permet pas d’ici est refusé avec son article, et rien n’est écrit', async () => {
    const m = await mesure()
    await expect(acte(m, 'reprise', LE, 'loi')).rejects.toMatchObject({
      refusals: [{ code: 'acte_impossible', source: { article: expect.any(String) } }],
    })
    expect(
      (await e.proprietaire.query('SELECT 1 FROM mesures.acte WHERE mesure_id = $1', [m.mesureId]))
        .rowCount,
    ).toBe(0)
  })
  it('La fin est un acte : une seule, avec sa cause ; après elle plus rien n’est possible', async () => {
    const m = await mesure()
    await acte(m, 'mise_a_execution', '2025-03-10', 'loi')
    await acte(m, 'fin_anticipee', '2026-06-01', 'jap')
    expect(await etat(m.mesureId)).toMatchObject({ finie: '2026-06-01', cause: 'anticipee' })
    await expect(acte(m, 'suspension', LE, 'loi')).rejects.toThrow('a pris fin')
  })
  it('Un acte saisi par erreur s’annule, avec son motif ; il reste dans l’historique et la mesure revient où elle était', async () => {
    const m = await mesure()
    await acte(m, 'mise_a_execution', '2025-03-10', 'loi')
    await acte(m, 'fin_anticipee', '2026-06-01', 'jap')
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
    await acte(m, 'mise_a_execution', '2025-03-10', 'loi')
    const essais = await Promise.allSettled(
      Array.from({ length: 20 }, () => acte(m, 'fin_anticipee', '2026-06-01', 'jap')),
    )
    expect(essais.filter(x => x.status === 'fulfilled')).toHaveLength(1)
    for (const x of essais)
      if (x.status === 'rejected')
        expect(String(x.reason.message)).toMatch(/a pris fin|déjà terminée|Un autre agent/)
  })
  it('La même décision s’enregistre une fois, même par deux agents à la fois ; annulée, elle se reprend', async () => {
    const m = await mesure()
    await acte(m, 'mise_a_execution', '2025-03-10', 'loi')
    const partielle = () =>
      acte(m, 'revocation_partielle', '2026-06-01', 'jap', { partieMois: '4' })
    const essais = await Promise.allSettled([partielle(), partielle()])
    expect(essais.map(x => x.status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(partielle()).rejects.toThrow(
      /Cet acte est déjà enregistré, le 01\/06\/2026, par .+ : même juridiction/,
    )
    await acte(m, 'revocation_partielle', '2026-06-02', 'jap', {
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
    await acte(m, 'mise_a_execution', '2025-03-10', 'loi')
    await acte(m, 'fixation_contenu', '2025-07-01', 'jap', {
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
    await acte(m, 'modification_obligations', '2025-03-20', 'jap', {
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
    await acte(m, 'mise_a_execution', '2025-04-01', 'loi')
    expect(await etat(m.mesureId)).toMatchObject({ etat: 'en_cours', terme: '2027-03-10' })
    const suspendue = await mesure({ executionProvisoire: 'oui' })
    await acte(suspendue, 'suspension', '2025-06-01', 'loi')
    await acte(suspendue, 'reprise', '2025-07-01', 'loi')
    expect(await etat(suspendue.mesureId)).toMatchObject({ etat: 'en_cours', terme: '2027-04-09' })
    await expect(acte(await mesure(), 'suspension', '2025-06-01', 'loi')).rejects.toThrow(
      'Son état : « Prononcé, pas encore exécutoire »',
    )
  })
  it('Une modification d’obligations vide, ou qui ajoute ce qui est en vigueur, est refusée ; l’histoire nomme levée, ajoutée, précision', async () => {
    const m = await mesure({ obligations: [{ article: 'CP 132-45, 1°' }] })
    await acte(m, 'mise_a_execution', '2025-03-10', 'loi')
    const modifier = (plus: Saisie) =>
      acte(m, 'modification_obligations', '2025-09-01', 'jap', plus)
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

describe('La peine de probation autonome (C4.1) : une proposition, jamais le droit', () => {
  const propose = {
    nature: 'peine_probation_autonome',
    decisionLe: '2026-03-02',
    debutLe: '2026-03-02',
    dureeMois: '24',
  }
  it('Hors d’une base de démonstration, elle ne s’enregistre pas', async () => {
    await expect(mesure(propose)).rejects.toThrow('Cette peine est une proposition')
  })
  it('Elle se prononce avec une durée seulement, puis : évaluation, proposition, décision du JAP, adaptation, fin anticipée', async () => {
    const hote = { ...e.hote, demonstration: true }
    const dossierId = await dossier()
    const saisie = { ...propose, dossierId, juridictionId }
    await expect(
      executer(hote, ts, saisirMesure, {
        ...saisie,
        obligations: [{ article: 'CP 132-45, 1°' }],
      } as never),
    ).rejects.toThrow('contenu est fixé après l’évaluation')
    const { mesureId } = await executer(hote, ts, saisirMesure, saisie as never)
    const m = { dossierId, mesureId }
    await expect(acte(m, 'fixation_contenu', '2026-04-01', 'jap')).rejects.toThrow(
      'possible seulement',
    )
    const contenu = {
      obligations: [{ article: 'CP 132-45, 1°' }],
      avisPersonne: 'D’accord pour une formation.',
    }
    await acte(m, 'proposition_contenu', '2026-04-20', 'spip', contenu)
    await expect(acte(m, 'fixation_contenu', '2026-05-10', 'spip')).rejects.toThrow(
      'relève de : JAP',
    )
    await acte(m, 'fixation_contenu', '2026-05-10', 'jap', contenu)
    const { rows } = await e.proprietaire.query<{ id: string }>(
      'SELECT id FROM mesures.obligation WHERE mesure_id = $1 AND levee_le IS NULL',
      [mesureId],
    )
    expect(rows).toHaveLength(1)
    await acte(m, 'reponse_a_inobservation', '2026-08-01', 'spip')
    await acte(m, 'adaptation', '2026-08-20', 'jap', {
      levees: [rows[0]?.id],
      obligations: [{ article: 'CP 132-45, 3°' }],
    })
    const { rows: apres } = await e.proprietaire.query(
      'SELECT article FROM mesures.obligation WHERE mesure_id = $1 AND levee_le IS NULL',
      [mesureId],
    )
    expect(apres).toEqual([{ article: 'CP 132-45, 3°' }])
    await acte(m, 'fin_anticipee', LE, 'jap')
    expect(await etat(mesureId)).toMatchObject({ cause: 'anticipee' })
  })
  it('Aucune colonne d’une mesure ne garde un quantum d’emprisonnement', async () => {
    const { rows } = await e.proprietaire.query(
      "SELECT column_name FROM information_schema.columns WHERE table_schema = 'mesures' AND column_name ~ 'quantum|prison|emprisonnement'",
    )
    expect(rows).toEqual([])
  })
})

describe('L’écran d’une mesure', () => {
  it('Dit avant le clic ce qui est possible, et pourquoi le reste ne l’est pas, avec l’article', async () => {
    const m = await mesure()
    const nav = await new Navigateur(p).entrer('ts.67')
    const page = await nav.ouvrir(`/dossiers/${m.dossierId}/mesures/${m.mesureId}`)
    expect(page.statut).toBe(200)
    expect(page.texte).toContain('Ce qui n’est pas possible maintenant')
    expect(page.texte).toMatch(/possible seulement quand l’état de la mesure est « .*art\. /s)
  })
  it('Un acte refusé rend le même formulaire, avec ce qui était écrit', async () => {
    const m = await mesure()
    const nav = await new Navigateur(p).entrer('ts.67')
    const url = `/dossiers/${m.dossierId}/mesures/${m.mesureId}/actes/mise_a_execution`
    const r = await nav.envoyer(
      url,
      { le: '2031-01-01', auteur: 'loi', decision: 'Écrit avec soin' },
      url,
    )
    expect(r.statut).toBe(422)
    expect(r.texte).toContain('dans l’avenir')
    expect(r.texte).toContain('Écrit avec soin')
  })
  it('Un JAP enregistre sa décision, pas celle d’un autre', async () => {
    const m = await mesure()
    await acte(m, 'mise_a_execution', '2025-03-10', 'loi')
    const jap = await e.agent('jap.strasbourg')
    await expect(
      executer(e.hote, jap, accomplirActe, {
        ...m,
        acte: 'suspension',
        le: LE,
        auteur: 'loi',
      } as never),
    ).rejects.toThrow('compte de JAP')
    await expect(
      executer(e.hote, jap, accomplirActe, {
        ...m,
        acte: 'fin_anticipee',
        le: LE,
        auteur: 'jap',
        ...decision,
      } as never),
    ).resolves.toBeDefined()
  })
  it('La fiche pour la personne est en français simple, avec ses dates', async () => {
    const m = await mesure()
    const nav = await new Navigateur(p).entrer('ts.67')
    const fiche = await nav.ouvrir(`/dossiers/${m.dossierId}/mesures/${m.mesureId}/fiche`)
    expect(fiche.texte).toContain('Ce que vous devez faire')
    expect(fiche.texte).toContain('mercredi 10 mars 2027')
    expect(fiche.texte).not.toContain('Cette mesure a pris fin')
    await acte(m, 'mise_a_execution', '2025-03-10', 'loi')
    await acte(m, 'revocation_partielle', '2026-05-01', 'jap', { partieMois: '2' })
    await acte(m, 'fin_anticipee', '2026-06-01', 'jap', { numero: '26/199' })
    const apres = await nav.ouvrir(`/dossiers/${m.dossierId}/mesures/${m.mesureId}/fiche`)
    expect(apres.texte).toMatch(/Cette mesure a pris fin le lundi 1er juin 2026 \(fin anticipée\)/)
    expect(apres.texte).toContain('vous faites une partie de cette peine en prison')
  })
})

describe('La migration des fins de mesure', () => {
  it('Une fin d’une base plus ancienne devient le dernier acte de sa mesure, avec sa date, sa cause et sa décision', async () => {
    const { pool, fermer } = await baseVide()
    const ligne = '00000000-0000-7000-8000-0000000000'
    // The base as it was: the former table back, one measure that had ended, its people left out.
    await pool.query(
      `SET session_replication_role = replica; DROP SCHEMA echeances CASCADE; DROP SCHEMA mesures CASCADE`,
    )
    const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
    await avant(db)
    await pool.query(`INSERT INTO mesures.mesure (dossier_id, id, nature, decision_le, debut_le, fin_le, saisie_par)
        VALUES ('${ligne}01', '${ligne}02', 'sursis_probatoire', '2024-01-10', '2024-01-10', '2026-01-10', '${ligne}03');
      INSERT INTO mesures.fin_de_mesure (dossier_id, mesure_id, le, cause, decision, saisie_par)
        VALUES ('${ligne}01', '${ligne}02', '2025-06-01', 'anticipee', 'JAP, 1er juin', '${ligne}03')`)
    await apres(db)
    const { rows } = await pool.query(
      'SELECT v.finie_le::text, v.cause_fin, v.fin_le::text, v.fin_initiale_le::text, a.decision FROM mesures.v_mesure v JOIN mesures.acte a USING (mesure_id)',
    )
    expect(rows).toEqual([
      {
        finie_le: '2025-06-01',
        cause_fin: 'anticipee',
        fin_le: '2025-06-01',
        fin_initiale_le: '2026-01-10',
        decision: 'JAP, 1er juin',
      },
    ])
    expect(
      (await pool.query("SELECT to_regclass('mesures.fin_de_mesure') AS ancienne")).rows,
    ).toEqual([{ ancienne: null }])
    await fermer()
  })
})
