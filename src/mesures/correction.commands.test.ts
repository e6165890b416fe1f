import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, Navigateur, nouvelEssai, ouvrirA } from '../../tests/base.ts'
import { creerDossier } from '../dossiers/index.ts'
import { executer } from '../platform/executer.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { installerReactions } from '../reactions.ts'
import { accomplirActe, annulerActe } from './acte.commands.ts'
import {
  corrigerMesure,
  corrigerObligations,
  remettreMesure,
  retirerMesure,
} from './correction.commands.ts'
import { saisirMesure } from './mesure.commands.ts'

let e: Essai
let p: Plateforme
let ts = ''
let [strasbourg, autre] = ['', '']
beforeAll(async () => {
  installerReactions()
  e = await nouvelEssai()
  p = await application(e)
  ts = await e.agent('ts.67')
  const { rows } = await e.proprietaire.query<{ id: string; ville: string }>(
    "SELECT id, ville FROM moyens.juridiction ORDER BY ville = 'Strasbourg' DESC, ville",
  )
  strasbourg = rows[0]?.id ?? ''
  autre = rows.find(r => r.ville !== 'Strasbourg')?.id ?? ''
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})

let n = 0
type Saisie = Record<string, unknown>
const faits = {
  nature: 'sursis_probatoire',
  decisionLe: '2025-03-10',
  debutLe: '2025-03-10',
  dureeMois: '24',
}
async function mesure(plus: Saisie = {}): Promise<{ dossierId: string; mesureId: string }> {
  n += 1
  const personne = {
    nom: `Corrigee${n}`,
    prenoms: 'Inès',
    naissanceLe: '1991-02-03',
    confirme: 'oui' as const,
  }
  const dossierId =
    (plus.dossierId as string | undefined) ??
    (await executer(e.hote, ts, creerDossier, personne)).dossierId
  return executer(e.hote, ts, saisirMesure, {
    ...faits,
    juridictionId: strasbourg,
    ...plus,
    dossierId,
  } as never)
}
type Lieu = { dossierId: string; mesureId: string }
const relue = { motif: 'Jugement relu', fondement: 'erreur_de_saisie' }
const corriger = (m: Lieu, plus: Saisie, version = 1) =>
  executer(e.hote, ts, corrigerMesure, {
    ...faits,
    juridictionId: strasbourg,
    ...relue,
    ...plus,
    ...m,
    version,
  } as never)
const acte = (m: Lieu, nom: string, le: string, auteur: string, plus: Saisie = {}) =>
  executer(e.hote, ts, accomplirActe, {
    ...m,
    acte: nom,
    le,
    auteur,
    numero: '26/123',
    decisionVue: 'oui',
    ...plus,
  } as never)
const LUE =
  'SELECT nature, debut_le::text AS debut, fin_prevue_le::text AS terme, decision_le::text AS decision, notifiee_le::text AS notifiee FROM mesures.v_mesure WHERE mesure_id = $1'
const CORRECTIONS =
  'SELECT avant, apres, motif, corrigee_par FROM mesures.correction WHERE mesure_id = $1'
const une = async (m: Lieu) => (await e.proprietaire.query(LUE, [m.mesureId])).rows[0]
const compter = async (table: string, m: Lieu) =>
  Number(
    (
      await e.proprietaire.query(`SELECT count(*) AS n FROM ${table} WHERE mesure_id = $1`, [
        m.mesureId,
      ])
    ).rows[0].n,
  )
const ouverte =
  "SELECT 1 FROM dossiers.v_perimetre WHERE dossier_id = $1 AND entite_id = $2 AND motif = 'mandat'"
const voit = async (dossierId: string, juridictionId: string) =>
  (await e.proprietaire.query(ouverte, [dossierId, juridictionId])).rowCount !== 0

describe('Chaque fait d’une mesure se corrige, avec son histoire', () => {
  it('Une durée qu’un acte a déjà prolongée ne se corrige pas au-delà : rien n’est écrit, l’acte à annuler est dit', async () => {
    const m = await mesure({ dureeMois: '12' })
    await acte(m, 'mise_a_execution', '2025-03-10', 'loi')
    await acte(m, 'prolongation', '2026-02-10', 'jap', { nouvelleFinLe: '2026-09-10' })
    const trop = corriger(m, { dureeMois: '24', confirme: 'oui' })
    await expect(trop).rejects.toThrow(/Prolongation.*, le 10\/02\/2026, ne serait plus possible/)
    expect(await compter('mesures.correction', m)).toBe(0)
    await corriger(m, { dureeMois: '15', confirme: 'oui' })
    expect(await une(m)).toMatchObject({ terme: '2026-09-10' })
  })
  it('Ce qui ne déplace rien se corrige d’un geste ; l’ancienne valeur, l’auteur et le motif restent', async () => {
    const m = await mesure()
    await corriger(m, {
      notifieeLe: '2025-03-12',
      numeroParquet: '25068000123',
      executionProvisoire: 'oui',
    })
    expect(await une(m)).toMatchObject({ notifiee: '2025-03-12' })
    const { rows } = await e.proprietaire.query(CORRECTIONS, [m.mesureId])
    expect(rows).toEqual([
      {
        avant: { numeroParquet: null, notifieeLe: null, executionProvisoire: false },
        apres: {
          numeroParquet: '25068000123',
          notifieeLe: '2025-03-12',
          executionProvisoire: true,
        },
        motif: 'Jugement relu',
        corrigee_par: ts,
      },
    ])
  })
  it('Ce qui déplace le terme ou l’accès d’une juridiction se montre d’abord ; confirmé, actes et échéances suivent', async () => {
    const m = await mesure()
    await acte(m, 'mise_a_execution', '2025-03-10', 'loi')
    await acte(m, 'suspension', '2025-06-01', 'loi')
    await acte(m, 'reprise', '2025-07-01', 'loi')
    const nouveau = { debutLe: '2025-04-10', dureeMois: '18', juridictionId: autre }
    await expect(corriger(m, nouveau)).rejects.toMatchObject({
      refusals: [{ code: 'a_confirmer' }],
    })
    await corriger(m, { ...nouveau, confirme: 'oui' })
    expect(await une(m)).toMatchObject({ debut: '2025-04-10', terme: '2026-11-09' })
    const terme = await e.proprietaire.query(
      "SELECT le::text FROM echeances.echeance WHERE mesure_id = $1 AND cle = 'terme'",
      [m.mesureId],
    )
    expect(terme.rows).toEqual([{ le: '2026-11-09' }])
    expect([await voit(m.dossierId, strasbourg), await voit(m.dossierId, autre)]).toEqual([
      false,
      true,
    ])
  })
  it('Refusé : une version dépassée, rien de changé, une nature qui a des actes, une décision après ses actes, une durée hors la loi', async () => {
    const m = await mesure()
    await expect(corriger(m, { notifieeLe: '2025-03-12' }, 7)).rejects.toThrow('Un autre agent')
    await expect(corriger(m, {})).rejects.toMatchObject({ refusals: [{ code: 'rien_ne_change' }] })
    await expect(corriger(m, { dureeMois: '200', confirme: 'oui' })).rejects.toMatchObject({
      refusals: [{ source: { article: expect.any(String) } }],
    })
    await acte(m, 'mise_a_execution', '2025-03-10', 'loi')
    await expect(
      corriger(m, { nature: 'tig', heures: '105', dureeMois: undefined, confirme: 'oui' }).catch(
        x => x.refusals.map((r: { code: string }) => r.code),
      ),
    ).resolves.toContain('actes_deja')
    await expect(
      corriger(m, { decisionLe: '2025-05-01', debutLe: '2025-05-01', confirme: 'oui' }),
    ).rejects.toMatchObject({
      refusals: [{ code: 'acte_avant_decision' }],
    })
    expect(await compter('mesures.correction', m)).toBe(0)
  })
  it('Un double se dit avant d’être écrit : même jour, même nature, même juridiction ou même numéro ; confirmé, il s’écrit', async () => {
    const m = await mesure({ numeroParquet: '25 068 000 999' })
    const { dossierId } = m
    await expect(mesure({ dossierId })).rejects.toMatchObject({ refusals: [{ code: 'double' }] })
    await expect(
      mesure({ dossierId, juridictionId: autre, numeroParquet: '25068000999' }),
    ).rejects.toMatchObject({
      refusals: [{ code: 'double' }],
    })
    await mesure({ dossierId, juridictionId: autre, numeroParquet: '26001' })
    await mesure({ dossierId, confirme: 'oui' })
  })
})

describe('Une condamnation qui devient exécutoire', () => {
  it('dit ce qui se déplace et le demande ; déplacé, début et terme suivent, et l’annulation rend tout', async () => {
    const m = await mesure()
    const exec = (plus: Saisie = {}) => acte(m, 'mise_a_execution', '2025-03-21', 'loi', plus)
    await expect(exec()).rejects.toThrow(
      'du 10/03/2025 au 10/03/2027. À partir de ce jour, elle irait du 21/03/2025 au 21/03/2027',
    )
    await exec({ debut: 'deplacer' })
    expect(await une(m)).toMatchObject({ debut: '2025-03-21', terme: '2027-03-21' })
    const { rows } = await e.proprietaire.query(
      'SELECT id FROM mesures.acte WHERE mesure_id = $1',
      [m.mesureId],
    )
    await executer(e.hote, ts, annulerActe, { ...m, acteId: rows[0].id, motif: 'Appel' })
    expect(await une(m)).toMatchObject({ debut: '2025-03-10', terme: '2027-03-10' })
    await exec({ debut: 'garder' })
    expect(await une(m)).toMatchObject({ debut: '2025-03-10', terme: '2027-03-10' })
  })
})

describe('Une mesure saisie par erreur se retire', () => {
  it('Elle n’a plus d’effet nulle part ; remise, tout revient ; deux fois de suite est refusé', async () => {
    const m = await mesure({
      obligations: [{ article: 'CP 132-45, 1°' }],
      pieces: ['Casier judiciaire B1'],
    })
    const traces = async () => ({
      mesure: await une(m),
      echeances: await compter('echeances.echeance', m),
      obligations: await compter('mesures.v_obligation', m),
      pieces: await compter('mesures.v_piece', m),
      voit: await voit(m.dossierId, strasbourg),
    })
    const avant = await traces()
    const motif = 'Mauvais dossier'
    await executer(e.hote, ts, retirerMesure, { ...m, motif })
    expect(await traces()).toEqual({
      mesure: undefined,
      echeances: 0,
      obligations: 0,
      pieces: 0,
      voit: false,
    })
    await expect(executer(e.hote, ts, retirerMesure, { ...m, motif })).rejects.toThrow()
    await executer(e.hote, ts, remettreMesure, { ...m, motif: 'C’était le bon' })
    expect(await traces()).toEqual(avant)
    await expect(executer(e.hote, ts, remettreMesure, { ...m, motif })).rejects.toThrow(
      'n’est pas retirée',
    )
  })
  it('L’accès de la juridiction reste quand une autre de ses mesures tient', async () => {
    const m = await mesure()
    await mesure({
      dossierId: m.dossierId,
      nature: 'tig',
      heures: '105',
      dureeMois: undefined,
      finLe: '2026-09-10',
    })
    await executer(e.hote, ts, retirerMesure, { ...m, motif: 'Double' })
    expect(await voit(m.dossierId, strasbourg)).toBe(true)
  })
  it('Retirée par le greffe, la seule de sa juridiction : c’est dit avant, il revient à Ma journée, et le service la remet', async () => {
    const m = await mesure()
    const page = `/dossiers/${m.dossierId}/mesures/${m.mesureId}`
    const [greffe, service] = [
      await new Navigateur(p).entrer('greffe.strasbourg'),
      await new Navigateur(p).entrer('ts.67'),
    ]
    const mots = (html: string) => html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')
    expect(mots((await service.ouvrir(`${page}/retirer`)).texte)).toContain(
      'Vous pourrez la remettre',
    )
    const avant = mots((await greffe.ouvrir(`${page}/retirer`)).texte)
    expect(avant).not.toContain('Vous pourrez la remettre')
    expect(avant).toContain(
      'vous ne pourrez pas la remettre. Le service qui suit la personne le pourra.',
    )
    const fait = await greffe.envoyer(
      `${page}/retirer`,
      { motif: 'Saisie sur la mauvaise personne' },
      `${page}/retirer`,
    )
    expect([fait.statut, fait.vers]).toEqual([303, '/'])
    const arrivee = await greffe.ouvrir('/')
    expect(arrivee.statut).toBe(200)
    expect(mots(arrivee.texte)).toContain('Le service qui suit la personne peut la remettre.')
    const perdue = await service.ouvrir(page)
    expect(perdue.statut).toBe(404)
    for (const mot of ['a été retirée par', 'Saisie sur la mauvaise personne'])
      expect(mots(perdue.texte)).toContain(mot)
    expect(mots((await greffe.ouvrir(page)).texte)).not.toContain('a été retirée par')
    await executer(e.hote, ts, remettreMesure, { ...m, motif: 'C’était la bonne' })
    expect((await greffe.ouvrir(page)).statut).toBe(200)
  })
  it('Retirée par le greffe qui voit le dossier pour autre chose : il reste aux mesures, et peut la remettre', async () => {
    const m = await mesure()
    await ouvrirA(e, m.dossierId, strasbourg, 'saisine')
    const greffe = await new Navigateur(p).entrer('greffe.strasbourg')
    const retirer = `/dossiers/${m.dossierId}/mesures/${m.mesureId}/retirer`
    expect((await greffe.ouvrir(retirer)).texte).toContain('Vous pourrez la remettre')
    const fait = await greffe.envoyer(retirer, { motif: 'Double' }, retirer)
    expect(fait.vers).toBe(`/dossiers/${m.dossierId}/mesures`)
    expect((await greffe.ouvrir(fait.vers ?? '')).texte).toContain('Remettre</a>')
  })
  it('L’attente de saisine que la mesure avait levée revient avec le retrait', async () => {
    const m = await mesure()
    await executer(e.hote, ts, retirerMesure, { ...m, motif: 'Double' })
    await e.proprietaire.query(
      "INSERT INTO mesures.attente_saisine (dossier_id, depuis_le, manque, signalee_par) VALUES ($1, '2026-11-01', 'Jugement et casier judiciaire', $2)",
      [m.dossierId, ts],
    )
    const seconde = await mesure({ dossierId: m.dossierId })
    // Lifting it is said, and the piece that was missing is waited for by name.
    expect(seconde).toMatchObject({ attenteLevee: true, attendues: ['Casier judiciaire B1'] })
    expect(await compter('mesures.v_piece', seconde)).toBe(1)
    const attente = async () =>
      (
        await e.proprietaire.query(
          'SELECT manque FROM mesures.v_attente_saisine WHERE dossier_id = $1',
          [m.dossierId],
        )
      ).rows
    expect(await attente()).toEqual([])
    await executer(e.hote, ts, retirerMesure, { ...seconde, motif: 'Erreur' })
    expect(await attente()).toEqual([{ manque: 'Jugement et casier judiciaire' }])
    await executer(e.hote, ts, remettreMesure, { ...seconde, motif: 'Bonne' })
    expect(await attente()).toEqual([])
  })
})

describe('Les obligations se cochent et se corrigent', () => {
  const libelles = async (m: Lieu) =>
    (
      await e.proprietaire.query(
        'SELECT article, libelle, precisions FROM mesures.v_obligation WHERE mesure_id = $1 ORDER BY article',
        [m.mesureId],
      )
    ).rows
  it('Un article libre est refusé ; ce qui est coché se garde en mots ; décoché puis recoché, c’est la même ligne', async () => {
    await expect(mesure({ obligations: [{ article: 'soins' }] })).rejects.toMatchObject({
      refusals: [{ code: 'article_hors_liste' }],
    })
    await expect(mesure({ obligations: [{ article: 'CP 132-45, 99°' }] })).rejects.toMatchObject({
      refusals: [{ code: 'numero_inconnu' }],
    })
    // A conditional release has other conditions than those of the list (CPP 731): they are kept in
    // the decision's words.
    const m = await mesure({
      nature: 'liberation_conditionnelle',
      obligations: [
        { article: 'CP 132-45, 1°' },
        { libelle: 'Remettre ses comptes chaque trimestre' },
      ],
    })
    const corrige = (obligations: object[], version: number) =>
      executer(e.hote, ts, corrigerObligations, { ...m, version, ...relue, obligations } as never)
    await corrige(
      [{ cle: 'CP 132-45, 1°' }, { article: 'CP 132-45, 4°', precisions: 'Jugement de 2023' }],
      1,
    )
    expect(await libelles(m)).toMatchObject([
      { article: 'CP 132-45, 4°', precisions: 'Jugement de 2023' },
    ])
    await expect(corrige([{ article: 'CP 132-45, 1°' }], 1)).rejects.toThrow('Un autre agent')
    await corrige(
      [{ article: 'CP 132-45, 1°' }, { article: 'CP 132-45, 4°', precisions: 'Jugement de 2024' }],
      2,
    )
    expect(await libelles(m)).toMatchObject([
      { article: 'CP 132-45, 1°' },
      { precisions: 'Jugement de 2024' },
    ])
    expect(await compter('mesures.obligation', m)).toBe(3)
    await expect(
      corrige(
        [
          { article: 'CP 132-45, 1°' },
          { article: 'CP 132-45, 4°', precisions: 'Jugement de 2024' },
        ],
        3,
      ),
    ).rejects.toThrow('Rien n’a changé')
  })
  it('Recochée après l’annulation de l’acte qui l’avait apportée, une obligation retirée paraît : c’est une nouvelle ligne', async () => {
    const m = await mesure({ obligations: [{ article: 'CP 132-45, 1°' }] })
    await acte(m, 'mise_a_execution', '2025-03-10', 'loi')
    await acte(m, 'modification_obligations', '2025-06-01', 'jap', {
      obligations: [{ article: 'CP 132-45, 2°' }],
    })
    const corrige = (articles: string[], version: number) =>
      executer(e.hote, ts, corrigerObligations, {
        ...m,
        version,
        ...relue,
        obligations: articles.map(article => ({ article })),
      } as never)
    // In a former base, a correction could withdraw what an act had brought.
    await e.proprietaire.query(
      "INSERT INTO mesures.retrait (dossier_id, mesure_id, obligation_id, motif, retire_par) SELECT dossier_id, mesure_id, id, 'Relu', $2 FROM mesures.obligation WHERE mesure_id = $1 AND article = 'CP 132-45, 2°'",
      [m.mesureId, ts],
    )
    const { rows } = await e.proprietaire.query(
      "SELECT id FROM mesures.acte WHERE mesure_id = $1 AND acte = 'modification_obligations'",
      [m.mesureId],
    )
    await executer(e.hote, ts, annulerActe, { ...m, acteId: rows[0].id, motif: 'Erreur' })
    await corrige(['CP 132-45, 1°', 'CP 132-45, 2°'], 1)
    expect(await libelles(m)).toMatchObject([
      { article: 'CP 132-45, 1°' },
      { article: 'CP 132-45, 2°' },
    ])
  })
  it('Une obligation prononcée que la liste d’aujourd’hui refuserait n’empêche pas de corriger le reste', async () => {
    const m = await mesure({ obligations: [{ article: 'CP 132-45, 1°' }] })
    await e.proprietaire.query(
      "UPDATE mesures.obligation SET article = 'CP 132-45, 99°' WHERE mesure_id = $1",
      [m.mesureId],
    )
    await corriger(m, { notifieeLe: '2025-03-12' })
    expect(await une(m)).toMatchObject({ notifiee: '2025-03-12' })
  })
  it('À l’écran sans JavaScript : la liste du jour s’affiche, se coche à plusieurs, une précision sans case est dite en place', async () => {
    const nav = await new Navigateur(p).entrer('ts.67')
    const { dossierId } = await mesure({
      nature: 'tig',
      heures: '105',
      dureeMois: undefined,
      finLe: '2026-09-10',
    })
    const adresse = `/dossiers/${dossierId}/mesures/saisir`
    const commun = { ...faits, juridictionId: strasbourg }
    const vue = await nav.envoyer(adresse, { ...commun, _geste: 'montrer' })
    expect(vue.texte).toContain('Obligations et interdictions (CP 132-45)')
    expect(vue.texte).toContain('value="CP 132-45, 1°"')
    const ligne = (i: number, cle: string, plus: object = {}) =>
      Object.fromEntries(
        Object.entries({ cle, ...plus }).map(([nom, v]) => [`obligations[${i}][${nom}]`, v]),
      )
    const sansCase = await nav.envoyer(adresse, {
      ...commun,
      ...ligne(0, 'CP 132-45, 1°', { precisions: 'Chez son oncle' }),
    })
    expect(sansCase.statut).toBe(422)
    expect(sansCase.texte).toContain('cochez l’obligation, ou effacez la précision')
    expect(sansCase.texte).toContain('Chez son oncle')
    const bonne = {
      ...ligne(0, 'CP 132-45, 1°', { article: 'CP 132-45, 1°', precisions: 'Chez son oncle' }),
      ...ligne(1, 'CP 132-45, 2°', { article: 'CP 132-45, 2°' }),
    }
    const faite = await nav.envoyer(adresse, { ...commun, ...bonne })
    expect(faite.statut).toBe(303)
    const sienne =
      "SELECT id FROM mesures.mesure WHERE dossier_id = $1 AND nature = 'sursis_probatoire'"
    const { rows } = await e.proprietaire.query(sienne, [dossierId])
    const fiche = await nav.ouvrir(`/dossiers/${dossierId}/mesures/${rows[0].id}/fiche`)
    expect(fiche.texte).toContain('Travailler, étudier ou se former : Chez son oncle')
  })
})
