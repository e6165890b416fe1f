import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, LE, Navigateur, nouvelEssai } from '../../tests/base.ts'
import { creerDossier } from '../dossiers/index.ts'
import { executer } from '../platform/executer.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { installerReactions } from '../reactions.ts'
import { accomplirActe, annulerActe } from './acte.commands.ts'
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
  for (const nom of ['ts.67', 'dpip.67', 'jap.strasbourg', 'greffe.strasbourg', 'jap.metz', 'greffe.metz']) qui[nom] = await e.agent(nom)
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
const SIEGE = 'le JAP ou le greffe \\(Tribunal judiciaire de Metz\\)'
const AUTRUI = new RegExp(
  `Peuvent l’annuler : .+, qui l’a enregistré ; ou (?:${SIEGE}|un DPIP ou un DFSPIP \\(SPIP .+\\)(?: ; ou ${SIEGE})?)\\.`,
)
const ouvrir = async (nom: string, m: Lieu, suite = '') =>
  (await (await new Navigateur(p).entrer(nom)).ouvrir(`/dossiers/${m.dossierId}/mesures/${m.mesureId}${suite}`)).texte

describe('Qui annule un acte', () => {
  it('l’acte d’une juridiction : elle-même ; ni un agent du service, ni sa direction, ni une autre juridiction', async () => {
    const m = await deMetz()
    await acte('jap.metz', m, 'revocation_totale', LE, 'jap')
    for (const autre of ['ts.67', 'dpip.67', 'jap.strasbourg', 'greffe.strasbourg']) await expect(annuler(autre, m)).rejects.toThrow(AUTRUI)
    await annuler('greffe.metz', m)
    await acte('jap.metz', m, 'revocation_totale', LE, 'jap')
    await annuler('jap.metz', m)
  })
  it('l’acte d’un agent du service : lui, la direction du service qui suit, et la juridiction dont il dit avoir reçu la décision', async () => {
    const m = await deMetz()
    for (const qui of ['dpip.67', 'ts.67', 'greffe.metz', 'jap.metz']) {
      await acte('ts.67', m, 'fin_anticipee', LE, 'jap')
      for (const autre of ['jap.strasbourg', 'greffe.strasbourg']) await expect(annuler(autre, m)).rejects.toThrow(AUTRUI)
      expect((await ouvrir(qui, m)).includes('Annuler : Condamnation déclarée non avenue'), qui).toBe(true)
      await annuler(qui, m)
    }
  })
  it('ce que la loi fait, enregistré par le service, n’est pas la décision de la juridiction : elle ne l’annule pas', async () => {
    const m = await deMetz()
    await acte('ts.67', m, 'suspension', LE, 'loi')
    for (const autre of ['jap.metz', 'greffe.metz']) await expect(annuler(autre, m)).rejects.toThrow(AUTRUI)
    await annuler('dpip.67', m)
  })
  it('le greffe de la juridiction l’apprend comme son JAP', async () => {
    const m = await deMetz()
    await acte('ts.67', m, 'fin_anticipee', LE, 'jap')
    for (const qui of ['greffe.metz', 'jap.metz']) {
      const { texte } = await (await new Navigateur(p).entrer(qui)).ouvrir('/pour-moi?par=100')
      expect(texte, qui).toContain(`/dossiers/${m.dossierId}/`)
    }
  })
})

describe('La décision que le service a reçue', () => {
  const revocation = (m: Lieu, plus: object = {}) => ({ ...m, acte: 'revocation_totale', le: LE, auteur: 'jap', ...plus })
  const lue = { numero: '26/123', decisionLe: '2026-11-20', decisionVue: 'oui' }
  it('une autre juridiction que celle de la mesure se confirme, à l’écran sans rien perdre', async () => {
    const m = await deMetz()
    const saisie = revocation(m, { ...lue, decisionJuridictionId: strasbourg })
    await expect(faire('ts.67', accomplirActe, saisie)).rejects.toMatchObject({
      refusals: [{ code: 'autre_juridiction_a_confirmer', champ: 'autreJuridiction', message: expect.stringContaining('de Metz') }],
    })
    const n = await new Navigateur(p).entrer('ts.67')
    const adresse = `/dossiers/${m.dossierId}/mesures/${m.mesureId}/actes/revocation_totale`
    expect((await n.ouvrir(adresse)).texte).not.toContain('C’est bien elle qui a décidé')
    const { dossierId: _, mesureId: __, acte: ___, ...champs } = saisie
    const refuse = await n.envoyer(adresse, champs as Record<string, string>, adresse)
    expect(refuse.statut).toBe(422)
    for (const dit of ['name="autreJuridiction"', 'La mesure relève de : Tribunal judiciaire de Metz.', '26/123'])
      expect(refuse.texte).toContain(dit)
    await faire('ts.67', accomplirActe, { ...saisie, autreJuridiction: 'oui' })
  })
})
