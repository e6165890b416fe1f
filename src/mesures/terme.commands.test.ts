import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Navigateur } from '../../tests/base.ts'
import { type Terrain, terrainDeMesures } from '../../tests/mesures.ts'
import { creerDossier } from '../dossiers/index.ts'
import { executer } from '../platform/executer.ts'
import { accomplirActe, annulerActe } from './acte.commands.ts'
import { saisirMesure } from './mesure.commands.ts'

let e: Terrain['e']
let p: Terrain['p']
let ts: string
let juridictionId: string
let fermer: Terrain['fermer']
beforeAll(async () => {
  ;({ e, p, ts, juridictionId, fermer } = await terrainDeMesures())
})
afterAll(() => fermer())

type Lieu = { dossierId: string; mesureId: string }
async function mesure(nom: string, plus: object = {}): Promise<Lieu> {
  const { dossierId } = await executer(e.hote, ts, creerDossier, {
    nom,
    prenoms: 'Odile',
    naissanceLe: '1990-01-31',
    confirme: 'oui',
  })
  const dates = { decisionLe: '2025-03-10', debutLe: '2025-03-10', dureeMois: '24', ...plus }
  return executer(e.hote, ts, saisirMesure, {
    dossierId,
    nature: 'sursis_probatoire',
    juridictionId,
    ...dates,
  } as never)
}
const acte = (m: Lieu, nom: string, le: string, auteur: string, plus: object = {}) =>
  executer(e.hote, ts, accomplirActe, {
    ...m,
    acte: nom,
    le,
    auteur,
    numero: '26/123',
    decisionVue: 'oui',
    ...plus,
  } as never)
const etat = async ({ mesureId }: Lieu) =>
  (
    await e.proprietaire.query(
      'SELECT etat, fin_prevue_le::text AS terme FROM mesures.v_mesure WHERE mesure_id = $1',
      [mesureId],
    )
  ).rows[0]

describe('Le terme d’une mesure', () => {
  it('La durée prononcée le donne, de quantième à quantième', async () => {
    const m = await mesure('Quantieme', {
      debutLe: '2025-03-31',
      decisionLe: '2025-03-31',
      dureeMois: '18',
    })
    expect((await etat(m)).terme).toBe('2026-09-30')
  })
  it('Une incarcération suspend le délai, la reprise le reporte d’autant (CP 132-43)', async () => {
    const m = await mesure('Suspendue')
    await acte(m, 'mise_a_execution', '2025-03-10', 'loi')
    await acte(m, 'suspension', '2025-06-01', 'loi')
    expect(await etat(m)).toEqual({ etat: 'suspendue', terme: null })
    await acte(m, 'reprise', '2025-07-01', 'loi')
    expect(await etat(m)).toEqual({ etat: 'en_cours', terme: '2027-04-09' })
  })
})

describe('Le terme passé (CPP 712-20, 742)', () => {
  it('rien ne se prolonge plus sans la saisine ; la page le dit, et laisse enregistrer à sa date une décision d’avant', async () => {
    const m = await mesure('Expiree', { decisionLe: '2024-06-25', debutLe: '2024-06-25' })
    await acte(m, 'mise_a_execution', '2024-06-25', 'loi')
    const prolonger = (le: string) =>
      acte(m, 'prolongation', le, 'jap', { nouvelleFinLe: '2026-12-25' })
    await expect(prolonger('2026-11-10')).rejects.toMatchObject({
      refusals: [{ code: 'terme_passe', champ: 'le' }],
    })
    await expect(acte(m, 'suspension', '2026-11-10', 'loi')).rejects.toThrow(
      'le terme est passé depuis le 25/06/2026',
    )
    const page = `/dossiers/${m.dossierId}/mesures/${m.mesureId}`
    const { texte } = await (await new Navigateur(p).entrer('ts.67')).ouvrir(page)
    expect(texte).toContain('Le terme est passé : la fin reste à enregistrer')
    for (const nom of ['prolongation', 'saisine_avant_terme'])
      expect(texte).toMatch(
        new RegExp(`href="${page}/actes/${nom}"[^>]*>\\s*L’enregistrer à une date passée`),
      )
    await prolonger('2026-06-20')
    expect((await etat(m)).terme).toBe('2026-12-25')
    expect((await (await new Navigateur(p).entrer('ts.67')).ouvrir(page)).texte).not.toContain(
      'Le terme est passé',
    )
  })
})

describe('Une prolongation (CPP 742, 743)', () => {
  const NOUVEAU = /Nouveau terme : (?:<[^>]+>)*(\d{2}\/\d{2}\/\d{4})/g
  const nouveaux = (texte: string) => [...texte.matchAll(NOUVEAU)].map(x => x[1])
  it('demande son nouveau terme dans le formulaire, le refuse en place quand il manque ou n’est pas plus tardif, et l’histoire le dit à côté d’elle seule', async () => {
    const m = await mesure('Prolongee')
    await acte(m, 'mise_a_execution', '2025-03-10', 'loi')
    await acte(m, 'suspension', '2025-06-01', 'loi')
    await acte(m, 'reprise', '2025-06-11', 'loi')
    const nav = await new Navigateur(p).entrer('ts.67')
    const page = `/dossiers/${m.dossierId}/mesures/${m.mesureId}`
    const url = `${page}/actes/prolongation`
    expect((await nav.ouvrir(url)).texte).toMatch(
      /<label for="champ-nouvelleFinLe">\s*Nouveau terme/,
    )
    const saisie = { le: '2026-06-01', auteur: 'jap', numero: '26/124', decisionVue: 'oui' }
    const refusee = async (nouvelleFinLe: string) => {
      const { statut, texte } = await nav.envoyer(url, { ...saisie, nouvelleFinLe }, url)
      return { statut, vers: /href="#champ-nouvelleFinLe"[^>]*>([^<]+)/.exec(texte)?.[1] }
    }
    expect(await refusee('')).toEqual({
      statut: 422,
      vers: expect.stringContaining('Indiquez le nouveau terme que la décision fixe'),
    })
    expect(await refusee('2027-03-20')).toEqual({
      statut: 422,
      vers: expect.stringContaining('doit être après le terme actuel'),
    })
    expect(await refusee('2028-03-21')).toEqual({
      statut: 422,
      vers: expect.stringContaining('ne dépasse pas 36 mois'),
    })
    expect(nouveaux((await nav.ouvrir(page)).texte)).toEqual([])
    expect((await nav.envoyer(url, { ...saisie, nouvelleFinLe: '2027-09-10' }, url)).statut).toBe(
      303,
    )
    expect(await etat(m)).toEqual({ etat: 'en_cours', terme: '2027-09-10' })
    const apres = (await nav.ouvrir(page)).texte
    expect(nouveaux(apres)).toEqual(['10/09/2027'])
    expect(apres).toMatch(/Prolongation[\s\S]*Nouveau terme/)
  })
  it('annulée, le terme d’avant revient, et l’histoire n’en dit plus de nouveau ; « Actes annulés » garde son numéro et son terme', async () => {
    const m = await mesure('Prolongeeatort')
    await acte(m, 'mise_a_execution', '2025-03-10', 'loi')
    await acte(m, 'prolongation', '2026-06-01', 'jap', { nouvelleFinLe: '2028-03-10' })
    const { rows } = await e.proprietaire.query(
      "SELECT acte_id AS id FROM mesures.v_acte WHERE mesure_id = $1 AND acte = 'prolongation'",
      [m.mesureId],
    )
    await executer(e.hote, ts, annulerActe, { ...m, acteId: rows[0].id, motif: 'Autre mesure' })
    expect((await etat(m)).terme).toBe('2027-03-10')
    const { texte } = await (await new Navigateur(p).entrer('ts.67')).ouvrir(
      `/dossiers/${m.dossierId}/mesures/${m.mesureId}`,
    )
    const [debout = '', annules = ''] = texte.split('Actes annulés (1)')
    expect([nouveaux(debout), nouveaux(annules)]).toEqual([[], ['10/03/2028']])
    expect([debout.includes('n° 26/123'), annules.includes('n° 26/123')]).toEqual([false, true])
  })
  it('au plus long que la loi permet, elle n’est plus offerte : la page dit pourquoi, et son formulaire aussi', async () => {
    const m = await mesure('Prolongeeaumaximum')
    await acte(m, 'mise_a_execution', '2025-03-10', 'loi')
    const nav = await new Navigateur(p).entrer('ts.67')
    const page = `/dossiers/${m.dossierId}/mesures/${m.mesureId}`
    const offre = `href="${page}/actes/prolongation"`
    expect((await nav.ouvrir(page)).texte).toContain(offre)
    await acte(m, 'prolongation', '2026-06-01', 'jap', { nouvelleFinLe: '2028-03-10' })
    const { texte } = await nav.ouvrir(page)
    expect([texte.includes(offre), texte.includes('Nouveau terme : ')]).toEqual([false, true])
    expect(texte).toMatch(
      /Ce qui n’est pas possible maintenant[\s\S]*Prolongation du délai de probation : avec ses prolongations, cette mesure ne dépasse pas 36 mois/,
    )
    expect((await nav.ouvrir(`${page}/actes/prolongation`)).texte).toContain(
      'cette mesure ne dépasse pas 36 mois',
    )
  })
})
