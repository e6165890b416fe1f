import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Essai, LE, Navigateur } from '../../tests/base.ts'
import { ajouterJours } from '../platform/date.ts'
import { executer } from '../platform/executer.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { commencerRapport, soumettre, transmettre } from './magistrats.commands.ts'
import { nouveauBanc } from './rapport.builder.ts'
import { repondre } from './reponse.commands.ts'
import { cloreSaisine, saisir } from './saisine.commands.ts'
import { valider } from './validation.commands.ts'

let e: Essai
let p: Plateforme
let jap: Navigateur
let ts: Navigateur
let dossierId = ''
let juridictionId = ''
let banc: Awaited<ReturnType<typeof nouveauBanc>>
beforeAll(async () => {
  banc = await nouveauBanc()
  ;({ e, p, dossierId, juridictionId } = banc)
  jap = await new Navigateur(p).entrer('jap.strasbourg')
  ts = await new Navigateur(p).entrer('ts.67')
  await e.proprietaire.query(
    'UPDATE dossiers.prise_en_charge SET referent_id = $2 WHERE dossier_id = $1 AND fin_a IS NULL',
    [dossierId, await e.agent('ts.67')],
  )
})
afterAll(() => banc.fermer())
const par = async (qui: string, commande: Parameters<typeof executer>[2], saisie: object) =>
  (await executer(e.hote, await e.agent(qui), commande, { dossierId, ...saisie } as never)) as {
    rapportId: string
    saisineId: string
  }
async function transmis(saisineId: string, titre: string): Promise<string> {
  const { rapportId } = await par('ts.67', commencerRapport, { nature: 'suivi', saisineId, titre })
  await par('ts.67', soumettre, { rapportId })
  await par('dpip.67', valider, { rapportId })
  await par('ts.67', transmettre, { rapportId })
  return rapportId
}
const demander = async () => {
  const jours = { recueLe: LE, echeanceLe: ajouterJours(LE, 10) }
  const { saisineId } = await par('jap.strasbourg', saisir, {
    nature: 'rapport_suivi',
    objet: 'Où en est-on ?',
    juridictionId,
    ...jours,
  })
  return saisineId
}
const complement = (rapportId: string) =>
  par('jap.strasbourg', repondre, {
    rapportId,
    sens: 'complement',
    texte: 'Précisez.',
    pourLe: ajouterJours(LE, 20),
  })
/** What is written of a report, by its title, on a page: the words of its line. */
const ligneDe = (html: string, titre: string) =>
  html
    .split(/<(?:li|tr)[ >]/)
    .filter(l => l.includes(`>${titre}</a>`))
    .map(l => l.replace(/<[^>]*>/g, ' '))
const ouvrir = async (n: Navigateur, suite: string) =>
  (await n.ouvrir(`/dossiers/${dossierId}/${suite}`)).texte

describe('« Complément demandé » le reste jusqu’au rapport qui le continue, et pas après', () => {
  it('Sur chaque page qui montre l’état, pour le magistrat et pour le service ; le complément est premier', async () => {
    const saisineId = await demander()
    const premier = await transmis(saisineId, 'Premier envoi')
    await complement(premier)
    const pages = [`saisines/${saisineId}`, 'ecrits']
    for (const n of [jap, ts])
      for (const page of pages)
        expect(ligneDe(await ouvrir(n, page), 'Premier envoi').join()).toContain(
          'Complément demandé',
        )
    expect((await ts.ouvrir('/pour-moi?par=100')).texte).toContain(saisineId)

    const second = await transmis(saisineId, 'Second envoi')
    for (const n of [jap, ts])
      for (const page of pages) {
        const html = await ouvrir(n, page)
        expect(ligneDe(html, 'Premier envoi').join()).toContain('Complément reçu')
        expect(ligneDe(html, 'Premier envoi').join()).not.toContain('Complément demandé')
        expect(html.indexOf('>Second envoi</a>'), page).toBeLessThan(
          html.indexOf('>Premier envoi</a>'),
        )
      }
    expect(await ouvrir(jap, `rapports/${premier}`)).toMatch(
      /Le complément est arrivé[^<]*<a href="[^"]*">Second envoi/,
    )
    expect(await ouvrir(jap, `rapports/${second}`)).toMatch(
      /Ce rapport complète[^<]*<a href="[^"]*">Premier envoi/,
    )
    expect((await ts.ouvrir('/pour-moi?par=100')).texte).not.toContain(saisineId)
    expect(
      ligneDe((await jap.ouvrir('/rapports?sens=desc')).texte, 'Second envoi').join(),
    ).toContain('Complément')
    await expect(
      par('jap.strasbourg', repondre, { rapportId: premier, sens: 'pris_acte', texte: 'Lu.' }),
    ).rejects.toThrow('Le complément est arrivé')
  })

  it('Un second complément attend de nouveau, et le premier reste reçu', async () => {
    const saisineId = await demander()
    const rapports: string[] = []
    for (const titre of ['Tour un', 'Tour deux']) {
      rapports.push(await transmis(saisineId, titre))
      await complement(rapports.at(-1) ?? '')
    }
    const html = await ouvrir(jap, `saisines/${saisineId}`)
    expect(ligneDe(html, 'Tour un').join()).toContain('Complément reçu')
    expect(ligneDe(html, 'Tour deux').join()).toContain('Complément demandé')
    expect((await ts.ouvrir('/pour-moi?par=100')).texte).toContain(saisineId)
  })

  it('Une demande close sans lui ne l’attend plus, et le dit', async () => {
    const saisineId = await demander()
    await complement(await transmis(saisineId, 'Sans suite'))
    await par('jap.strasbourg', cloreSaisine, { saisineId, motif: 'Devenu inutile' })
    expect(ligneDe(await ouvrir(jap, 'ecrits'), 'Sans suite').join()).toContain(
      'demande close depuis',
    )
  })

  it('D’un dossier clos depuis, il est compté, listé et en retard comme les autres, et sa page dit qu’il faut rouvrir', async () => {
    const saisineId = await demander()
    await complement(await transmis(saisineId, 'Clos ensuite'))
    const dpip = await new Navigateur(p).entrer('dpip.67')
    await e.proprietaire.query(
      "UPDATE magistrats.saisine SET echeance_le = $2::date - 2, recue_le = '2026-11-01' WHERE id = $1",
      [saisineId, LE],
    )
    const moi = await e.agent('ts.67')
    /** What Équipe counts late for one agent, and how many lines the list has that it leads to. */
    const retards = async () => {
      const equipe = (await dpip.ouvrir('/equipe?par=100')).texte.replaceAll('&amp;', '&')
      const [, href = '', dits] =
        new RegExp(`href="(/demandes[^"]*${moi}[^"]*)"[^>]*>\\s*(\\d+)`).exec(equipe) ?? []
      const liste = href ? (await dpip.ouvrir(`${href}&par=100`)).texte : ''
      return { dits: Number(dits ?? 0), la: liste.includes(saisineId) }
    }
    const ouvert = await retards()
    expect(ouvert.la).toBe(true)
    await e.proprietaire.query('UPDATE dossiers.dossier SET clos_a = now() WHERE dossier_id = $1', [
      dossierId,
    ])
    try {
      expect(await retards()).toEqual(ouvert)
      expect((await dpip.ouvrir('/')).texte).toContain(saisineId)
      expect((await ts.ouvrir('/pour-moi?par=100')).texte).toContain(saisineId)
      const page = `saisines/${saisineId}`
      expect(await ouvrir(dpip, page)).toContain(
        `href="/dossiers/${dossierId}/rouvrir">Rouvrir le dossier`,
      )
      expect(await ouvrir(jap, page)).toContain('Le service qui suit la personne peut le faire')
    } finally {
      await e.proprietaire.query(
        'UPDATE dossiers.dossier SET clos_a = NULL WHERE dossier_id = $1',
        [dossierId],
      )
    }
  })
})
