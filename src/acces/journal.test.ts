import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, Navigateur, nouvelEssai } from '../../tests/base.ts'
import { lireListes } from '../../tests/invariants/liste.ts'
import { liens, texteVisible } from '../../tests/invariants/page.ts'
import { MOT_DE_PASSE } from '../demonstration/index.ts'
import { accepterTransfert, creerDossier, proposerTransfert } from '../dossiers/index.ts'
import { executer } from '../platform/executer.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'

let e: Essai
let p: Plateforme
let sien: { dossierId: string; numero: string }
let ailleurs: { dossierId: string; numero: string }
const QUI = {
  prenoms: 'Ombreline',
  naissanceLe: '1987-05-12' as const,
  logement: 'inconnu' as const,
}
async function ouvrir(nom: string, par: string) {
  const { dossierId } = await executer(e.hote, await e.agent(par), creerDossier, {
    ...QUI,
    nom,
    confirme: 'oui',
  })
  const { rows } = await e.proprietaire.query(
    'SELECT numero FROM dossiers.dossier WHERE dossier_id = $1',
    [dossierId],
  )
  return { dossierId, numero: rows[0].numero as string }
}
/** To the service of the Moselle, which accepts. */
async function transferer(dossierId: string) {
  const { rows } = await e.proprietaire.query(
    "SELECT id FROM moyens.service WHERE departement = '57'",
  )
  const { transfertId } = await executer(e.hote, await e.agent('ts.67'), proposerTransfert, {
    dossierId,
    versServiceId: rows[0].id,
    motif: 'Elle habite Metz',
  })
  await executer(e.hote, await e.agent('dpip.57'), accepterTransfert, {
    dossierId,
    transfertId,
    convocations: 'a_decider',
  })
}
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
  sien = await ouvrir('Xuvkomaré', 'ts.67')
  ailleurs = await ouvrir('Zwélinsky', 'ts.57')
  const ts = await entrer('ts.67')
  await ts.ouvrir(`/dossiers/${sien.dossierId}`)
  await ts.envoyer('/dossiers/nouveau', { ...QUI, nom: 'Zwélinsky', interprete: '' })
  await (await entrer('dpip.67')).ouvrir(`/dossiers/${sien.dossierId}/historique`)
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})

const entrer = (qui: string) => new Navigateur(p).entrer(qui)
const lu = (texte: string) => texteVisible(texte).join('\n')
const nomDe = async (qui: string): Promise<string> =>
  (
    await e.proprietaire.query(
      'SELECT nom_complet AS nom FROM moyens.v_agent WHERE agent_id = $1',
      [await e.agent(qui)],
    )
  ).rows[0].nom
/** The rows of the list, as text, and its total. */
const lignes = (texte: string) => ({
  total: lireListes(texte)[0]?.total,
  textes: [...texte.matchAll(/<tr data-ligne[\s\S]*?<\/tr>/g)].map(([tr]) =>
    texteVisible(tr).join(' | '),
  ),
})
const lire = async (filtre: Record<string, string> = {}, qui = 'dfspip.67') =>
  lignes(
    (await (await entrer(qui)).ouvrir(`/journal?${new URLSearchParams({ par: '100', ...filtre })}`))
      .texte,
  )
const aujourdhui = async (): Promise<string> =>
  (await e.proprietaire.query("SELECT (now() AT TIME ZONE 'Europe/Paris')::date::text AS le"))
    .rows[0].le

describe('Le journal du service', () => {
  it('nomme l’agent, l’acte et le dossier ; d’un dossier suivi ailleurs, ni le numéro ni le lien', async () => {
    const { textes } = await lire()
    const [ts, dpip] = [await nomDe('ts.67'), await nomDe('dpip.67')]
    expect(
      textes.some(t => t.includes(ts) && t.includes('Dossier') && t.includes(sien.numero)),
    ).toBe(true)
    expect(
      textes.some(
        t => t.includes(dpip) && t.includes('Dossier, historique') && t.includes(sien.numero),
      ),
    ).toBe(true)
    expect(
      textes.some(
        t => t.includes(ts) && t.includes('ouverture d’un dossier') && t.includes('2 dossiers'),
      ),
    ).toBe(true)
    const dfspip = await entrer('dfspip.67')
    const page = await dfspip.ouvrir('/journal?par=100')
    const depliee = await dfspip.ouvrir(
      liens(page.texte).find(l => l.texte === '2 dossiers')?.href ?? '',
    )
    expect(
      lignes(depliee.texte).textes.some(
        t => t.includes('ouverture d’un dossier') && t.includes('dossier suivi ailleurs'),
      ),
    ).toBe(true)
    for (const { texte } of [page, depliee])
      expect([texte.includes(ailleurs.numero), texte.includes(ailleurs.dossierId)]).toEqual([
        false,
        false,
      ])
    expect(liens(page.texte).map(l => l.href)).toContain(`/dossiers/${sien.dossierId}/qui-a-lu`)
  })
  it('laisse de côté les connexions, et les montre à qui les demande', async () => {
    expect((await lire()).textes.filter(t => t.includes('Compte, entrer'))).toEqual([])
    expect(
      (await lire({ connexions: 'oui' })).textes.filter(t => t.includes('Compte, entrer')).length,
    ).toBeGreaterThan(1)
  })
  it('se filtre par agent du service, par jours, par numéro de dossier ; les pages gardent les filtres', async () => {
    const dpip = await lire({ agent: await e.agent('dpip.67') })
    expect(dpip.textes.length).toBeGreaterThan(0)
    const nom = await nomDe('dpip.67')
    expect(dpip.textes.filter(t => !t.includes(nom))).toEqual([])
    const duDossier = await lire({ dossier: ` ${sien.numero.toLowerCase()} ` })
    expect(duDossier.textes.length).toBeGreaterThan(2)
    expect(duDossier.textes.filter(t => !t.includes(sien.numero))).toEqual([])
    const le = await aujourdhui()
    // To have read it once by that number is a line of it too.
    expect((await lire({ dossier: sien.numero, du: le, au: le })).total).toBe(
      (duDossier.total ?? 0) + 1,
    )
    expect((await lire({ dossier: sien.numero, au: '2001-01-01' })).textes).toEqual([])
    for (let i = 0; i < 6; i++) await (await entrer('ts.67')).ouvrir(`/dossiers/${sien.dossierId}`)
    const page = await (await entrer('dfspip.67')).ouvrir(
      `/journal?par=5&dossier=${sien.numero}&agent=${await e.agent('ts.67')}&du=${le}`,
    )
    const suivante = liens(page.texte).find(l => l.texte === 'Page suivante')?.href ?? ''
    expect(Object.fromEntries(new URLSearchParams(suivante.split('?')[1]))).toEqual({
      agent: await e.agent('ts.67'),
      dossier: sien.numero,
      du: le,
      page: '2',
      par: '5',
    })
  })
  it('ne dit rien d’un agent d’un autre service, ni du numéro d’un dossier suivi ailleurs, ni d’une date qui n’existe pas', async () => {
    expect((await lire({ agent: await e.agent('ts.57') })).textes).toEqual([])
    const dfspip = await entrer('dfspip.67')
    const [inconnu, dAilleurs] = [
      await dfspip.ouvrir('/journal?dossier=FR-2026-9999999'),
      await dfspip.ouvrir(`/journal?dossier=${ailleurs.numero}`),
    ]
    for (const page of [inconnu, dAilleurs])
      expect(lu(page.texte)).toContain('seulement si vous pouvez l’ouvrir')
    expect(lu(dAilleurs.texte).replaceAll(ailleurs.numero, '')).toBe(
      lu(inconnu.texte).replaceAll('FR-2026-9999999', ''),
    )
    const faux = await dfspip.ouvrir('/journal?du=2026-02-31')
    expect([
      faux.statut,
      lu(faux.texte).includes('« 2026-02-31 » : cette date n’existe pas.'),
    ]).toEqual([200, true])
    expect((await lire({})).textes.length).toBeGreaterThan(0)
    for (const periode of [{ du: '2026-02-31' }, { du: '2026-11-24', au: '2001-01-01' }])
      expect((await lire(periode)).textes).toEqual([])
  })
  it('d’un dossier que le service a suivi, donne les lignes de ses agents, d’avant et d’après le départ, et rien de plus', async () => {
    const parti = await ouvrir('Kvartzek', 'ts.67')
    const [ts, dpip57] = [await entrer('ts.67'), await entrer('dpip.57')]
    await ts.ouvrir(`/dossiers/${parti.dossierId}`)
    const avant = (await lire({ dossier: parti.numero })).total
    await transferer(parti.dossierId)
    await dpip57.ouvrir(`/dossiers/${parti.dossierId}`)
    await ts.envoyer('/dossiers/nouveau', { ...QUI, nom: 'Kvartzek', interprete: '' })
    const { textes, total } = await lire({ dossier: parti.numero })
    expect(avant).toBeGreaterThan(0)
    // The reading just above, the proposal, then the look-up that showed the person once they had
    // left.
    expect(total).toBe((avant ?? 0) + 3)
    const siens = await Promise.all(['ts.67', 'dfspip.67'].map(nomDe))
    expect(textes.filter(t => !siens.some(nom => t.includes(nom)))).toEqual([])
    expect(textes.filter(t => t.includes('Kvartzek') || t.includes(parti.numero))).toEqual([])
    expect(
      (await (await entrer('dfspip.67')).ouvrir(`/dossiers/${parti.dossierId}/qui-a-lu`)).statut,
    ).toBe(404)
    // Whoever never followed them finds nothing by that number.
    expect((await lire({ dossier: sien.numero }, 'dfspip.57')).textes).toEqual([])
  })
  it('dit le motif d’un export et la décision d’une alerte, jamais pourquoi l’on a écrit dans un dossier', async () => {
    await e.proprietaire.query(
      `INSERT INTO acces.journal_ecriture (compte_id, commande, dossier_id, motif) VALUES ($1, 'agenda.annuler', $2, 'Une confidence')`,
      [await e.agent('ts.67'), sien.dossierId],
    )
    const dfspip = await entrer('dfspip.67')
    const export_ = await dfspip.envoyer('/echanges/exporter', {
      motif: 'Inspection du 3 décembre',
      motDePasse: MOT_DE_PASSE,
    })
    expect(export_.statut).toBe(200)
    const { textes } = await lire()
    expect(
      textes.some(t => t.includes('Échanges, exporter') && t.includes('Inspection du 3 décembre')),
    ).toBe(true)
    expect(textes.join()).not.toContain('Une confidence')
  })
  it('dit un geste en une ligne, avec combien de dossiers, et le déplie ; deux gestes sont deux lignes', async () => {
    const { rows } = await e.proprietaire.query(
      "SELECT count(*)::int AS n FROM acces.journal_lecture WHERE route = 'echanges.exporter' AND compte_id = $1",
      [await e.agent('dfspip.67')],
    )
    const lignesDExport = async () =>
      (await lire()).textes.filter(t => t.includes('Échanges, exporter') && t.includes('Lecture'))
    expect(rows[0].n).toBeGreaterThan(5)
    expect(await lignesDExport()).toEqual([expect.stringContaining(`${rows[0].n} dossiers`)])
    const dfspip = await entrer('dfspip.67')
    const page = await dfspip.ouvrir('/journal?par=100')
    const deplier = liens(page.texte).find(l => l.texte === `${rows[0].n} dossiers`)?.href ?? ''
    const depliee = await dfspip.ouvrir(deplier)
    const { total, textes } = lignes(depliee.texte)
    // Its own line, with its motive, and one for each dossier.
    expect([total, textes.filter(t => !t.includes('Échanges, exporter'))]).toEqual([
      rows[0].n + 1,
      [],
    ])
    expect(lu(depliee.texte)).toContain('Les lignes d’un même geste.')
    await dfspip.envoyer('/echanges/exporter', {
      motif: 'Une seconde fois',
      motDePasse: MOT_DE_PASSE,
    })
    expect(await lignesDExport()).toHaveLength(2)
    const lesSiennes = lignes((await dfspip.ouvrir('/compte/journal?par=100')).texte).textes
    expect(
      lesSiennes.filter(t => t.includes(`${rows[0].n} dossiers`)).length,
    ).toBeGreaterThanOrEqual(2)
    expect((await lire({ geste: 'lecture-1' }, 'dfspip.57')).textes).toEqual([])
  })
  it('dit qu’un agent demandé n’est pas du service', async () => {
    const dfspip = await entrer('dfspip.67')
    for (const chemin of ['/journal', '/journal/recherches'])
      for (const agent of ['toto', await e.agent('ts.57')]) {
        const page = await dfspip.ouvrir(`${chemin}?agent=${agent}`)
        expect(
          [
            page.statut,
            lu(page.texte).includes('L’agent demandé n’est pas'),
            lignes(page.texte).textes,
          ],
          `${chemin} ${agent}`,
        ).toEqual([200, true, []])
      }
  })
})
