import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, LE, Navigateur, nouvelEssai } from '../../tests/base.ts'
import { creerDossier } from '../dossiers/index.ts'
import { executer } from '../platform/executer.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { installerReactions } from '../reactions.ts'
import { accomplirActe, annulerActe } from './acte.commands.ts'
import { corrigerMesure, corrigerObligations, remettreMesure, retirerMesure } from './correction.commands.ts'
import { saisirMesure } from './mesure.commands.ts'

let e: Essai
let p: Plateforme
const qui: Record<string, string> = {}
let strasbourg = ''
let metz = ''
beforeAll(async () => {
  installerReactions()
  e = await nouvelEssai()
  p = await application(e)
  for (const nom of ['ts.67', 'dpip.67', 'jap.strasbourg', 'greffe.strasbourg', 'bex.strasbourg', 'jap.metz', 'greffe.metz'])
    qui[nom] = await e.agent(nom)
  const { rows } = await e.proprietaire.query<{ id: string; ville: string }>(
    "SELECT id, ville FROM moyens.juridiction WHERE ville IN ('Strasbourg', 'Metz')",
  )
  strasbourg = rows.find(r => r.ville === 'Strasbourg')?.id ?? ''
  metz = rows.find(r => r.ville === 'Metz')?.id ?? ''
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})

type Lieu = { dossierId: string; mesureId: string }
const faits = { nature: 'sursis_probatoire', decisionLe: '2025-03-10', debutLe: '2025-03-10', dureeMois: '24' }
let n = 0
/** A probation of Metz that runs, in a dossier that Strasbourg sees for a measure of its own. */
async function deMetz(): Promise<Lieu> {
  n += 1
  const personne = { nom: `Competente${n}`, prenoms: 'Lise', naissanceLe: '1992-05-06', confirme: 'oui' as const }
  const { dossierId } = await faire('ts.67', creerDossier, personne)
  await faire('ts.67', saisirMesure, { ...faits, dossierId, juridictionId: strasbourg })
  const m = await faire('ts.67', saisirMesure, {
    ...faits,
    decisionLe: '2025-03-11',
    debutLe: '2025-03-11',
    dossierId,
    juridictionId: metz,
  })
  await acte('ts.67', m, 'mise_a_execution', '2025-03-11', 'loi')
  return m
}
const faire = (nom: string, commande: Parameters<typeof executer>[2], saisie: object) =>
  executer(e.hote, qui[nom] ?? '', commande, saisie as never) as Promise<never>
const acte = (nom: string, m: Lieu, acte: string, le: string, auteur: string) =>
  faire(nom, accomplirActe, { ...m, acte, le, auteur, numero: '26/123', decisionVue: 'oui' })
const dernier = async ({ mesureId }: Lieu) =>
  (
    await e.proprietaire.query<{ id: string }>('SELECT acte_id AS id FROM mesures.v_acte WHERE mesure_id = $1 ORDER BY rang DESC LIMIT 1', [
      mesureId,
    ])
  ).rows[0]?.id
const annuler = async (nom: string, m: Lieu) => faire(nom, annulerActe, { ...m, acteId: await dernier(m), motif: 'Erreur de dossier' })
const AUTRUI = /Cet acte a été enregistré par .+ : demandez-lui de l’annuler/
const RELEVE = /La mesure relève de : Tribunal judiciaire de Metz\. Elle seule l’enregistre, ou le SPIP au vu de sa décision/

describe('Qui annule un acte', () => {
  it('l’acte d’une juridiction : elle-même ; ni un agent du service, ni sa direction, ni une autre juridiction', async () => {
    const m = await deMetz()
    await acte('jap.metz', m, 'revocation_totale', LE, 'jap')
    for (const autre of ['ts.67', 'dpip.67', 'jap.strasbourg', 'greffe.strasbourg']) await expect(annuler(autre, m)).rejects.toThrow(AUTRUI)
    await annuler('greffe.metz', m)
    await acte('jap.metz', m, 'revocation_totale', LE, 'jap')
    await annuler('jap.metz', m)
  })
  it('l’acte d’un agent du service : lui, ou la direction du service qui suit la personne ; pas la juridiction', async () => {
    const m = await deMetz()
    await acte('ts.67', m, 'fin_anticipee', LE, 'jap')
    for (const autre of ['jap.metz', 'greffe.metz']) await expect(annuler(autre, m)).rejects.toThrow(AUTRUI)
    await annuler('dpip.67', m)
    await acte('ts.67', m, 'fin_anticipee', LE, 'jap')
    await annuler('ts.67', m)
  })
})

describe('Une juridiction n’écrit que sur ses mesures', () => {
  it('acte, correction, obligations, retrait et remise sont refusés à une autre, qui voit pourtant le dossier', async () => {
    const m = await deMetz()
    await expect(acte('jap.strasbourg', m, 'revocation_totale', LE, 'jap')).rejects.toThrow(RELEVE)
    const essais: [Parameters<typeof executer>[2], object][] = [
      [corrigerMesure, { ...faits, juridictionId: strasbourg, version: 1, confirme: 'oui' }],
      [corrigerObligations, { version: 1, obligations: [{ article: 'CP 132-45, 1°' }] }],
      [retirerMesure, {}],
    ]
    for (const [commande, saisie] of essais)
      await expect(faire('greffe.strasbourg', commande, { ...saisie, ...m, motif: 'Erreur' }), commande.name).rejects.toThrow(RELEVE)
    await faire('greffe.metz', retirerMesure, { ...m, motif: 'Erreur' })
    await expect(faire('greffe.strasbourg', remettreMesure, { ...m, motif: 'Erreur' })).rejects.toThrow(RELEVE)
    // The court that no longer has a measure no longer sees the dossier: the service gives it back.
    await faire('ts.67', remettreMesure, { ...m, motif: 'C’était la bonne' })
  })
})

describe('Une juridiction n’enregistre que ses décisions', () => {
  const AUTRE = 'Vous enregistrez les mesures de votre juridiction'
  it('greffe et BEX : une mesure d’une autre est refusée, à la saisie comme à la correction ; le SPIP enregistre au vu de la décision', async () => {
    const { dossierId } = await deMetz()
    const voit = async () =>
      (await e.proprietaire.query('SELECT 1 FROM dossiers.v_perimetre WHERE dossier_id = $1 AND entite_id = $2', [dossierId, metz]))
        .rowCount
    const saisie = { ...faits, nature: 'ddse', dureeMois: '6', dossierId, confirme: 'oui' }
    const avant = await voit()
    for (const nom of ['greffe.strasbourg', 'bex.strasbourg'])
      await expect(faire(nom, saisirMesure, { ...saisie, juridictionId: metz }), nom).rejects.toMatchObject({
        refusals: expect.arrayContaining([expect.objectContaining({ champ: 'juridictionId', message: expect.stringContaining(AUTRE) })]),
      })
    expect(await voit()).toBe(avant)
    const tribunal = { ...faits, decisionLe: '2025-03-12', debutLe: '2025-03-12', dossierId }
    const { mesureId } = (await faire('greffe.strasbourg', saisirMesure, { ...tribunal, juridictionId: strasbourg })) as Lieu
    const corrigee = { ...tribunal, mesureId, juridictionId: metz, version: 1, confirme: 'oui', motif: 'Relue' }
    await expect(faire('greffe.strasbourg', corrigerMesure, corrigee)).rejects.toThrow(AUTRE)
    await faire('ts.67', corrigerMesure, corrigee)
  })
  it('le formulaire ne propose que la sienne, déjà choisie ; au SPIP, toutes', async () => {
    const { dossierId } = await deMetz()
    const choix = async (nom: string) => {
      const { texte } = await (await new Navigateur(p).entrer(nom)).ouvrir(`/dossiers/${dossierId}/mesures/saisir`)
      const champ = /<select[^>]*name="juridictionId".*?<\/select>/s.exec(texte)?.[0] ?? ''
      return [...champ.matchAll(/<option([^>]*)>/g)].map(([, attributs]) => attributs ?? '').filter(a => /value=".+"/.test(a))
    }
    const [seule, ...autres] = await choix('greffe.strasbourg')
    expect([seule?.includes(strasbourg), seule?.includes('selected'), autres]).toEqual([true, true, []])
    expect((await choix('ts.67')).length).toBeGreaterThan(2)
  })
})

describe('Ce que l’écran propose est ce que la règle permet', () => {
  const ouvrir = async (nom: string, m: Lieu, suite = '') =>
    (await (await new Navigateur(p).entrer(nom)).ouvrir(`/dossiers/${m.dossierId}/mesures/${m.mesureId}${suite}`)).texte
  it('« Annuler », « Corriger », « La retirer » et les actes ne sont des liens que pour qui les enregistre', async () => {
    const m = await deMetz()
    await acte('jap.metz', m, 'revocation_partielle', LE, 'jap')
    const annulable = /Annuler : Révocation partielle/
    for (const nom of ['ts.67', 'dpip.67', 'jap.strasbourg', 'greffe.strasbourg']) expect(await ouvrir(nom, m), nom).not.toMatch(annulable)
    for (const nom of ['jap.metz', 'greffe.metz']) expect(await ouvrir(nom, m), nom).toMatch(annulable)
    const lien = (nom: string) => new RegExp(`/actes/${nom}"`)
    expect(await ouvrir('greffe.strasbourg', m)).not.toMatch(/\/corriger"|\/retirer"|\/actes\//)
    expect(await ouvrir('greffe.metz', m)).toMatch(/\/corriger"[\s\S]*\/retirer"/)
    const jap = await ouvrir('jap.metz', m)
    expect(jap).toMatch(lien('fin_anticipee'))
    expect(jap).toContain('Suspension du délai par l’incarcération')
    expect(jap).not.toMatch(lien('suspension'))
    expect(await ouvrir('ts.67', m)).toMatch(lien('suspension'))
  })
  it('le JAP n’a le choix que du JAP ; un acte qui n’est pas du JAP le dit avant d’être envoyé', async () => {
    const m = await deMetz()
    const page = await ouvrir('jap.metz', m, '/actes/revocation_totale')
    expect(page).toContain('value="jap"')
    expect(page).not.toContain('value="tribunal"')
    expect(await ouvrir('jap.metz', m, '/actes/suspension')).toContain(
      'Un compte de JAP enregistre les décisions du JAP. Cet acte relève de',
    )
  })
})
