import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, Navigateur, nouvelEssai } from '../../tests/base.ts'
import { liens, texteVisible } from '../../tests/invariants/page.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'

let e: Essai
let p: Plateforme
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})

const QUI = { nom: 'Zwélinsky', prenoms: 'Ombreline', naissanceLe: '1987-05-12', logement: 'inconnu', interprete: '' }
const entrer = (qui: string) => new Navigateur(p).entrer(qui)
const lu = (texte: string) => texteVisible(texte).join('\n')
const nomDe = async (qui: string): Promise<string> =>
  (await e.proprietaire.query('SELECT nom_complet AS nom FROM moyens.v_agent WHERE agent_id = $1', [await e.agent(qui)])).rows[0].nom
/** The rows of the list, as text. */
const lignes = (texte: string) => [...texte.matchAll(/<tr data-ligne[\s\S]*?<\/tr>/g)].map(([tr]) => texteVisible(tr).join(' | '))

describe('Les recherches hors du service', () => {
  /** As many look-ups as the limit, and one that is refused. */
  async function depasser(qui: string): Promise<string> {
    await e.proprietaire.query("UPDATE acces.plafond SET par_jour = 2 WHERE voie = 'recherche' AND fonction = ''")
    const n = await entrer(qui)
    for (let i = 0; i < 3; i++) await n.envoyer('/dossiers/nouveau', QUI)
    const { rows } = await e.proprietaire.query('SELECT id FROM acces.alerte WHERE compte_id = $1', [await e.agent(qui)])
    return rows[0]?.id ?? ''
  }
  it('une alerte mène aux recherches et au journal de cet agent, ce jour-là ; décidée, elle se lit encore, avec qui et quoi', async () => {
    const alerteId = await depasser('coordinateur.67')
    const [dfspip, agent, nom] = [await entrer('dfspip.67'), await e.agent('coordinateur.67'), await nomDe('coordinateur.67')]
    const page = await dfspip.ouvrir('/journal/recherches')
    const vers = (chemin: string) => liens(page.texte).find(l => l.href.startsWith(`${chemin}?`) && l.href.includes(agent))?.href ?? ''
    const recherches = lignes((await dfspip.ouvrir(vers('/journal/recherches'))).texte)
    expect(recherches.length).toBeGreaterThan(1)
    expect(recherches.filter(t => !t.includes(nom))).toEqual([])
    const journal = lignes((await dfspip.ouvrir(vers('/journal'))).texte)
    expect(journal.length).toBeGreaterThan(0)
    expect(journal.filter(t => !t.includes(nom))).toEqual([])
    expect(lu((await dfspip.ouvrir('/journal/alertes')).texte)).toContain('Aucune alerte n’a encore été décidée.')
    expect((await dfspip.envoyer('/journal/recherches', { alerteId, decision: 'accorder' })).statut).toBe(303)
    const decidee = lignes((await dfspip.ouvrir('/journal/alertes')).texte)[0] ?? ''
    for (const mot of [nom, 'plafond de 2 ', '2 de plus accordées ce jour-là', await nomDe('dfspip.67')])
      expect(decidee, mot).toContain(mot)
    expect(lignes((await dfspip.ouvrir('/journal')).texte).some(t => t.includes('suite accordée'))).toBe(true)
  })
  it('celles d’un autre service ne se lisent ni ne se filtrent', async () => {
    const agent = await e.agent('coordinateur.67')
    const dfspip = await entrer('dfspip.57')
    expect(lignes((await dfspip.ouvrir('/journal/alertes')).texte)).toEqual([])
    expect(lignes((await dfspip.ouvrir(`/journal/recherches?agent=${agent}`)).texte)).toEqual([])
  })
  it('n’ont de porte que pour qui les ouvre, et aucune sur « Mes consultations »', async () => {
    for (const qui of ['ts.67', 'dpip.67', 'jap.strasbourg', 'dfspip.67', 'admin'])
      expect(
        liens((await (await entrer(qui)).ouvrir('/compte/journal')).texte).map(l => l.href),
        qui,
      ).not.toContain('/journal/recherches')
    expect((await (await entrer('ts.67')).ouvrir('/journal/recherches')).statut).toBe(403)
    const admin = await entrer('admin')
    expect(liens((await admin.ouvrir('/')).texte).map(l => l.href)).toContain('/journal/recherches')
    expect((await admin.ouvrir('/journal/recherches')).statut).toBe(200)
    expect(liens((await admin.ouvrir('/journal/recherches')).texte).map(l => l.href)).toContain('/journal/alertes')
  })
})
