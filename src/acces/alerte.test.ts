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

const QUI = {
  nom: 'Zwélinsky',
  prenoms: 'Ombreline',
  naissanceLe: '1987-05-12',
  logement: 'inconnu',
  interprete: '',
}
const entrer = (qui: string) => new Navigateur(p).entrer(qui)
const lu = (texte: string) => texteVisible(texte).join('\n')
const nomDe = async (qui: string): Promise<string> =>
  (
    await e.proprietaire.query(
      'SELECT nom_complet AS nom FROM moyens.v_agent WHERE agent_id = $1',
      [await e.agent(qui)],
    )
  ).rows[0].nom
/** The rows of the list, as text. */
const lignes = (texte: string) =>
  [...texte.matchAll(/<tr data-ligne[\s\S]*?<\/tr>/g)].map(([tr]) => texteVisible(tr).join(' | '))

/** One look-up; what the page says of it. */
const chercher = async (n: Navigateur, autres: Record<string, string> = {}) =>
  n.envoyer('/dossiers/nouveau', { ...QUI, ...autres })
/** As many look-ups as the limit, which is two, and one that is refused. */
async function depasser(qui: string): Promise<{ n: Navigateur; alerteId: string }> {
  await e.proprietaire.query("UPDATE acces.plafond SET par_jour = 2 WHERE voie = 'recherche'")
  const n = await entrer(qui)
  for (let i = 0; i < 3; i++) await chercher(n)
  const { rows } = await e.proprietaire.query('SELECT id FROM acces.alerte WHERE compte_id = $1', [
    await e.agent(qui),
  ])
  return { n, alerteId: rows[0]?.id ?? '' }
}
const decider = (par: Navigateur, alerteId: string, decision: string, motif = '') =>
  par.envoyer(`/journal/alertes/${alerteId}`, { decision, motif })
const pourMoi = async (n: Navigateur) => lu((await n.ouvrir('/pour-moi')).texte)
const A_VOIR = 'Plafond de recherches hors du service dépassé'
const ACCORDEE = 'Vous pouvez reprendre vos recherches hors du service, 2 de plus aujourd’hui'

describe('Les recherches hors du service', () => {
  it('une alerte mène aux recherches et au journal de cet agent, ce jour-là ; décidée, elle se lit encore, avec qui, quoi et pourquoi', async () => {
    const { alerteId } = await depasser('coordinateur.67')
    const [dfspip, agent, nom] = [
      await entrer('dfspip.67'),
      await e.agent('coordinateur.67'),
      await nomDe('coordinateur.67'),
    ]
    expect(liens((await dfspip.ouvrir('/pour-moi')).texte).map(l => l.href)).toContain(
      `/journal/alertes/${alerteId}`,
    )
    const page = await dfspip.ouvrir('/journal/recherches')
    const vers = (chemin: string) =>
      liens(page.texte).find(l => l.href.startsWith(`${chemin}?`) && l.href.includes(agent))
        ?.href ?? ''
    const recherches = lignes((await dfspip.ouvrir(vers('/journal/recherches'))).texte)
    expect(recherches.length).toBeGreaterThan(1)
    expect(recherches.filter(t => !t.includes(nom))).toEqual([])
    const journal = lignes((await dfspip.ouvrir(vers('/journal'))).texte)
    expect(journal.length).toBeGreaterThan(0)
    expect(journal.filter(t => !t.includes(nom))).toEqual([])
    const attendent = lu((await dfspip.ouvrir('/journal/alertes')).texte)
    for (const mot of [
      'Alertes à voir',
      nom,
      'plafond de 2 ',
      'Aucune alerte n’a encore été décidée.',
    ])
      expect(attendent, mot).toContain(mot)
    const sansMotif = await decider(dfspip, alerteId, 'accorder')
    expect([
      sansMotif.statut,
      sansMotif.texte.includes('Dites pourquoi vous accordez la suite.'),
    ]).toEqual([422, true])
    expect((await decider(dfspip, alerteId, 'accorder', 'Permanence du tribunal')).statut).toBe(303)
    // What was granted since is not the limit that was passed.
    expect(lu((await dfspip.ouvrir(`/journal/alertes/${alerteId}`)).texte)).toContain(
      'Plafond de 2 recherches d’une personne dépassé une fois',
    )
    const decidee = lignes((await dfspip.ouvrir('/journal/alertes')).texte)[0] ?? ''
    for (const mot of [
      nom,
      'plafond de 2 ',
      '2 de plus accordées ce jour-là',
      'Permanence du tribunal',
      await nomDe('dfspip.67'),
    ])
      expect(decidee, mot).toContain(mot)
    expect(
      lignes((await dfspip.ouvrir('/journal')).texte).some(t => t.includes('suite accordée')),
    ).toBe(true)
    const encore = await decider(dfspip, alerteId, 'vue')
    expect([encore.statut, encore.texte.includes('Quelqu’un l’a déjà décidé')]).toEqual([422, true])
  })
  it('l’agent lit que la suite lui est accordée, jusqu’à sa prochaine recherche, et le plafond qu’il lit compte ce qui l’a été', async () => {
    const { n, alerteId } = await depasser('psychologue.67')
    const dfspip = await entrer('dfspip.67')
    expect(await pourMoi(n)).not.toContain(ACCORDEE)
    await decider(dfspip, alerteId, 'accorder', 'Permanence')
    expect(await pourMoi(n)).toContain(ACCORDEE)
    expect(await pourMoi(await entrer('ts.67'))).not.toContain(ACCORDEE)
    await chercher(n)
    expect(await pourMoi(n)).not.toContain(ACCORDEE)
    await chercher(n)
    const refusee = lu((await chercher(n)).texte)
    expect(refusee).toContain('hors de votre service (4)')
    expect(refusee).toContain('Votre DFSPIP est prévenu et peut vous accorder la suite')
  })
  it('« vu » ne cache pas ce qui est refusé ensuite : l’alerte revient, l’agent lit la vérité, et chaque décision reste', async () => {
    const { n, alerteId } = await depasser('dpip.67')
    const [dfspip, nom] = [await entrer('dfspip.67'), await nomDe('dpip.67')]
    await decider(dfspip, alerteId, 'accorder', 'Première vague')
    for (let i = 0; i < 3; i++) await chercher(n)
    await decider(dfspip, alerteId, 'vue')
    expect(await pourMoi(dfspip)).not.toContain(`${A_VOIR}, ${nom}`)
    const refusee = lu((await chercher(n)).texte)
    expect(refusee).toContain(
      'Votre DFSPIP a vu que vous l’aviez dépassé et n’a rien accordé de plus',
    )
    expect(refusee).not.toContain('peut vous accorder')
    expect(await pourMoi(dfspip)).toContain(`${A_VOIR}, ${nom}`)
    const page = lu((await dfspip.ouvrir(`/journal/alertes/${alerteId}`)).texte)
    for (const mot of [
      '2 décisions',
      'Vu, rien accordé',
      '« Première vague »',
      'Plafond de 4 recherches d’une personne dépassé une fois',
    ])
      expect(page, mot).toContain(mot)
    const toutes = lignes((await dfspip.ouvrir('/journal/alertes')).texte)
    expect(toutes.filter(t => t.includes(nom)).map(t => t.includes('Vu, rien accordé'))).toEqual([
      true,
      false,
    ])
    const { rows } = await e.proprietaire.query(
      'SELECT decision, plafond, refusees, accordees, motif FROM acces.decision_d_alerte WHERE alerte_id = $1 ORDER BY a',
      [alerteId],
    )
    expect(rows).toEqual([
      { decision: 'accordee', plafond: 2, refusees: 1, accordees: 2, motif: 'Première vague' },
      { decision: 'vue', plafond: 4, refusees: 2, accordees: 0, motif: null },
    ])
  })
  it('« vu » sans rien accorder : le refus suivant attend de nouveau une décision', async () => {
    const { n, alerteId } = await depasser('accueil.67')
    const [dfspip, nom] = [await entrer('dfspip.67'), await nomDe('accueil.67')]
    await decider(dfspip, alerteId, 'vue')
    expect(await pourMoi(dfspip)).not.toContain(`${A_VOIR}, ${nom}`)
    await chercher(n)
    expect(await pourMoi(dfspip)).toContain(`${A_VOIR}, ${nom}`)
    expect((await decider(dfspip, alerteId, 'vue')).statut).toBe(303)
  })
  it('un import déjà vu se dit de nouveau quand il s’en montre autant de plus', async () => {
    const client = await e.proprietaire.connect()
    const attend = async (montrees: number, vu = false) => {
      await client.query("SELECT acces.compter_rapprochement('import', 'examen', $1, $1, 0)", [
        montrees,
      ])
      const { rows } = await client.query(
        "SELECT id, vue_a IS NULL AS attend FROM acces.alerte WHERE voie = 'signal_montrees'",
      )
      if (vu)
        await client.query(
          `WITH vue AS (UPDATE acces.alerte SET vue_a = now() WHERE id = $1 RETURNING id, plafond, nombre, compte_id)
           INSERT INTO acces.decision_d_alerte (alerte_id, decision, plafond, refusees, nombre, par) SELECT id, 'vue', plafond, 0, nombre, compte_id FROM vue`,
          [rows[0].id],
        )
      return rows[0].attend
    }
    await client.query('BEGIN')
    await client.query('SELECT acces.ouvrir(NULL, $1::uuid)', [await e.agent('dpip.57')])
    expect([await attend(51, true), await attend(49), await attend(1)]).toEqual([true, false, true])
    await client.query('ROLLBACK')
    client.release()
  })
  it('au plafond, la DFSPIP lit que l’administrateur est prévenu, et non elle-même', async () => {
    const { n } = await depasser('dfspip.67')
    const refusee = lu((await chercher(n)).texte)
    expect(refusee).toContain('L’administrateur est prévenu')
    expect(refusee).not.toContain('Votre DFSPIP')
    expect(lu((await (await entrer('admin')).ouvrir('/journal/recherches')).texte)).toContain(
      await nomDe('dfspip.67'),
    )
  })
  it('au plafond, qui est là se reçoit : son dossier s’ouvre sans rien dire de qui est suivi ailleurs, et le journal le dit', async () => {
    const { rows } = await e.proprietaire.query(
      `SELECT p.nom, p.prenoms, p.naissance_le::text AS "naissanceLe" FROM dossiers.personne p
       JOIN dossiers.prise_en_charge c ON c.dossier_id = p.dossier_id AND c.fin_a IS NULL JOIN moyens.service s ON s.id = c.service_id
       WHERE s.departement = '57' LIMIT 1`,
    )
    const { n } = await depasser('ts.67')
    const dire = (texte: string) =>
      lu(texte)
        .split('\n')
        .filter(t => t.includes('plafond du jour'))
    const [connue, inconnue] = [await chercher(n, rows[0]), await chercher(n)]
    expect([connue.statut, dire(connue.texte)]).toEqual([422, dire(inconnue.texte)])
    expect(connue.texte).toContain('name="sansChercher"')
    const ouvertes = [
      await chercher(n, { ...rows[0], sansChercher: 'oui' }),
      await chercher(n, { nom: 'Brztqwimp', sansChercher: 'oui' }),
    ]
    expect(ouvertes.map(r => r.statut)).toEqual([303, 303])
    const journal = lignes(
      (await (await entrer('dfspip.67')).ouvrir(`/journal?par=100&agent=${await e.agent('ts.67')}`))
        .texte,
    )
    expect(
      journal.filter(t => t.includes('ouvert sans chercher hors du service, au plafond du jour')),
    ).toHaveLength(2)
  })
  it('avant le plafond, rien ne dispense de chercher', async () => {
    await e.proprietaire.query("UPDATE acces.plafond SET par_jour = 30 WHERE voie = 'recherche'")
    const n = await entrer('ts.57')
    await chercher(n, { confirme: 'oui' })
    const r = await chercher(n, { sansChercher: 'oui' })
    expect([r.statut, r.texte.includes('a peut-être déjà un dossier')]).toEqual([422, true])
  })
  it('celles d’un autre service ne se lisent ni ne se filtrent', async () => {
    const agent = await e.agent('coordinateur.67')
    const dfspip = await entrer('dfspip.57')
    expect(lignes((await dfspip.ouvrir('/journal/alertes')).texte)).toEqual([])
    expect(lignes((await dfspip.ouvrir(`/journal/recherches?agent=${agent}`)).texte)).toEqual([])
    const { rows } = await e.proprietaire.query(
      'SELECT id FROM acces.alerte WHERE compte_id = $1',
      [agent],
    )
    expect((await dfspip.ouvrir(`/journal/alertes/${rows[0].id}`)).statut).toBe(404)
    expect((await decider(dfspip, rows[0].id, 'vue')).statut).toBe(404)
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
    expect(liens((await admin.ouvrir('/journal/recherches')).texte).map(l => l.href)).toContain(
      '/journal/alertes',
    )
  })
})
