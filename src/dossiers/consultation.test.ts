import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, Navigateur, nouvelEssai } from '../../tests/base.ts'
import { lireListes } from '../../tests/invariants/liste.ts'
import { texteVisible } from '../../tests/invariants/page.ts'
import { executer } from '../platform/executer.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import {
  accepterTransfert,
  cloturer,
  creerDossier,
  fusionner,
  proposerTransfert,
  refuserTransfert,
} from './index.ts'

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
  prenoms: 'Ombreline',
  naissanceLe: '1987-05-12' as const,
  logement: 'inconnu' as const,
}
const ouvrir = async (nom: string, par = 'ts.67') =>
  (await executer(e.hote, await e.agent(par), creerDossier, { ...QUI, nom, confirme: 'oui' }))
    .dossierId
const adresse = (dossierId: string, filtre = '') => `/dossiers/${dossierId}/qui-a-lu${filtre}`
const entrer = (qui: string) => new Navigateur(p).entrer(qui)
const lire = async (qui: string, dossierId: string, filtre = '') =>
  (await entrer(qui)).ouvrir(adresse(dossierId, filtre))
const lu = (texte: string) => texteVisible(texte).join('\n')
const combien = (texte: string) => lireListes(texte).find(l => l.cle === 'consultations')?.total
const service = async (qui: string): Promise<string> =>
  (
    await e.proprietaire.query('SELECT service_id AS id FROM moyens.agent WHERE id = $1', [
      await e.agent(qui),
    ])
  ).rows[0].id
const nomDe = async (qui: string): Promise<string> =>
  (
    await e.proprietaire.query(
      'SELECT nom_complet AS nom FROM moyens.v_agent WHERE agent_id = $1',
      [await e.agent(qui)],
    )
  ).rows[0].nom
/** What the base gives this account, whatever the page. */
async function parLaBase(qui: string, dossierId: string): Promise<number> {
  const client = await e.base.pool.connect()
  try {
    await client.query('BEGIN')
    await client.query('SELECT acces.ouvrir(NULL, $1::uuid)', [await e.agent(qui)])
    return (
      (await client.query("SELECT 1 FROM dossiers.consultations($1, '{}')", [dossierId]))
        .rowCount ?? 0
    )
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
}
/** Somebody of another service is shown this person by a look-up. */
const chercher = async (qui: string, nom: string) =>
  (await entrer(qui)).envoyer('/dossiers/nouveau', {
    nom,
    interprete: '',
    ...QUI,
    naissanceLe: QUI.naissanceLe,
  })
async function proposer(dossierId: string): Promise<string> {
  await executer(e.hote, await e.agent('ts.67'), proposerTransfert, {
    dossierId,
    versServiceId: await service('ts.57'),
    motif: 'Metz',
  })
  const { rows } = await e.proprietaire.query(
    "SELECT id FROM dossiers.transfert WHERE dossier_id = $1 AND etat = 'propose'",
    [dossierId],
  )
  return rows[0].id
}

describe('« Qui a lu ce dossier » montre', () => {
  it('chaque lecture et chaque acte, d’où qu’ils viennent, avec qui, sa fonction, son service et pourquoi', async () => {
    const id = await ouvrir('Xuvkomaré')
    await (await entrer('ts.67')).ouvrir(`/dossiers/${id}`)
    await chercher('ts.57', 'Xuvkomaré')
    const page = await lire('dfspip.67', id)
    expect(page.statut).toBe(200)
    const texte = lu(page.texte)
    for (const mot of [
      await nomDe('ts.67'),
      await nomDe('ts.57'),
      'Travailleur social',
      'SPIP de la Moselle',
      'ouverture d’un dossier',
      'Dossier, créer',
      'Écriture',
    ])
      expect(texte, mot).toContain(mot)
    // Its own reading is there the next time.
    expect(lu((await lire('dfspip.67', id)).texte)).toContain(await nomDe('dfspip.67'))
  })
  it('aucun identifiant de compte, de session ni d’autre dossier', async () => {
    const id = await ouvrir('Identifiant')
    const { texte } = await lire('dfspip.67', id)
    const liste = /<main[\s\S]*<\/main>/.exec(texte)?.[0] ?? ''
    const ids = new Set(
      [...liste.matchAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g)].map(([x]) => x),
    )
    expect([...ids]).toEqual([id])
  })
  it('de pourquoi l’on a écrit, ce qui est fait pour être lu là, et rien de ce qui se dit dans le dossier', async () => {
    const id = await ouvrir('Secret')
    await e.proprietaire.query(
      `INSERT INTO acces.journal_ecriture (compte_id, commande, dossier_id, motif) VALUES
         ($1, 'agenda.annuler', $2, 'Une confidence'), ($1, 'dossiers.rejoindre', $2, 'Convocation à l’audience')`,
      [await e.agent('ts.67'), id],
    )
    const texte = lu((await lire('dfspip.67', id)).texte)
    expect(texte).toContain('Convocation à l’audience')
    expect(texte).not.toContain('Une confidence')
  })
  it('sous chaque filtre, ce qu’il dit, et la même chose page après page', async () => {
    const id = await ouvrir('Filtre')
    await chercher('ts.57', 'Filtre')
    await (await entrer('ts.67')).ouvrir(`/dossiers/${id}`)
    const dfspip = await entrer('dfspip.67')
    const total = async (filtre: string) =>
      combien((await dfspip.ouvrir(adresse(id, filtre))).texte) ?? -1
    const horsDuService = await total('?ailleurs=oui')
    expect(horsDuService).toBe(1)
    expect(await total(`?agent=${encodeURIComponent((await nomDe('ts.57')).toLowerCase())}`)).toBe(
      1,
    )
    const aLEnvers = (await nomDe('ts.57')).split(' ').reverse().join(' ')
    expect(await total(`?agent=${encodeURIComponent(aLEnvers)}`)).toBe(1)
    for (const joker of ['%25', '_', '%25_', '%5C'])
      expect(await total(`?agent=${joker}`), joker).toBe(0)
    const { rows } = await e.proprietaire.query(
      "SELECT (now() AT TIME ZONE 'Europe/Paris')::date::text AS le",
    )
    const le: string = rows[0].le
    expect(await total(`?ailleurs=oui&du=${le}&au=${le}`)).toBe(1)
    expect(await total('?au=2001-01-01')).toBe(0)
    const vide = await dfspip.ouvrir(adresse(id, '?au=2001-01-01'))
    expect(vide.texte).toContain('Aucune ligne sous ces filtres')
    const faux = await dfspip.ouvrir(adresse(id, '?du=2026-02-31'))
    expect([
      faux.statut,
      lu(faux.texte).includes('« 2026-02-31 » : cette date n’existe pas.'),
    ]).toEqual([200, true])
    const trop = await dfspip.ouvrir(adresse(id, `?agent=${'a'.repeat(101)}`))
    expect(trop.texte).toMatch(/name="agent"[^>]*aria-invalid="true"/)
    expect(lu(trop.texte)).toContain('Agent : au plus 100 caractères, il y en a 101.')
    for (const filtre of ['?du=2026-02-31', `?du=${le}&au=2001-01-01`, `?agent=${'a'.repeat(101)}`])
      expect(await total(filtre), filtre).toBe(0)
    const ts = await entrer('ts.67')
    for (let i = 0; i < 6; i++) await ts.ouvrir(`/dossiers/${id}`)
    const sien = `par=5&agent=${encodeURIComponent(await nomDe('ts.67'))}&au=${le}`
    const premiere = await dfspip.ouvrir(adresse(id, `?${sien}`))
    expect(premiere.texte).toMatch(/rel="next" href="[^"]*agent=[^"]*page=2/)
    const [une, deux] = [premiere, await dfspip.ouvrir(adresse(id, `?${sien}&page=2`))].map(
      r => lireListes(r.texte)[0]?.cles ?? [],
    )
    expect([une?.length, new Set([...(une ?? []), ...(deux ?? [])]).size]).toEqual([
      5,
      5 + (deux?.length ?? 0),
    ])
  })
  it('les lectures d’un dossier fusionné, dans celui qui est gardé', async () => {
    const [garde, absorbe] = [await ouvrir('Kvartz'), await ouvrir('Doublet')]
    await chercher('ts.57', 'Doublet')
    const { rows } = await e.proprietaire.query(
      'SELECT numero FROM dossiers.dossier WHERE dossier_id = $1',
      [absorbe],
    )
    await executer(e.hote, await e.agent('dpip.67'), fusionner, {
      dossierId: garde,
      absorbeNumero: rows[0].numero,
      motif: 'La même',
    })
    expect(combien((await lire('dfspip.67', garde, '?ailleurs=oui')).texte)).toBe(1)
  })
  it('se trouve depuis l’historique du dossier, pour la DFSPIP seule', async () => {
    const id = await ouvrir('Porte')
    for (const [qui, porte] of [
      ['dfspip.67', true],
      ['dpip.67', false],
      ['ts.67', false],
    ] as const)
      expect(
        (await (await entrer(qui)).ouvrir(`/dossiers/${id}/historique`)).texte.includes(
          adresse(id),
        ),
        qui,
      ).toBe(porte)
  })
})

describe('« Qui a lu ce dossier » est refusé', () => {
  it.each([
    ['dfspip.57', 404],
    ['ts.67', 403],
    ['dpip.67', 403],
    ['psychologue.67', 403],
    ['coordinateur.67', 403],
    ['accueil.67', 403],
    ['surveillant.67', 403],
    ['jap.strasbourg', 403],
    ['greffe.strasbourg', 403],
    ['parquet.strasbourg', 403],
    ['bex.strasbourg', 403],
    ['admin', 403],
  ])('à %s (%i), par la page et par la base', async (qui, statut) => {
    const id = await ouvrir(`Refus ${qui.replaceAll(/\W|\d/g, ' ')}`)
    expect((await lire(qui, id)).statut).toBe(statut)
    expect(await parLaBase(qui, id)).toBe(0)
    expect(await parLaBase('dfspip.67', id)).toBeGreaterThan(0)
  })
  it('au service à qui un transfert n’est que proposé, et à celui qui l’a refusé', async () => {
    const dossierId = await ouvrir('Proposée')
    const transfertId = await proposer(dossierId)
    expect([
      (await lire('dfspip.57', dossierId)).statut,
      await parLaBase('dfspip.57', dossierId),
    ]).toEqual([404, 0])
    await executer(e.hote, await e.agent('dpip.57'), refuserTransfert, {
      dossierId,
      transfertId,
      motifRefus: 'Elle est à Nancy',
    })
    expect([
      (await lire('dfspip.57', dossierId)).statut,
      await parLaBase('dfspip.57', dossierId),
    ]).toEqual([404, 0])
    expect((await lire('dfspip.67', dossierId)).statut).toBe(200)
  })
  it('au service qui ne suit plus ; celui qui suit lit aussi ce qui précède', async () => {
    const dossierId = await ouvrir('Transférée')
    const transfertId = await proposer(dossierId)
    await executer(e.hote, await e.agent('dpip.57'), accepterTransfert, {
      dossierId,
      transfertId,
      convocations: 'a_decider',
    })
    expect([
      (await lire('dfspip.67', dossierId)).statut,
      await parLaBase('dfspip.67', dossierId),
    ]).toEqual([404, 0])
    expect(lu((await lire('dfspip.57', dossierId)).texte)).toContain(await nomDe('ts.67'))
  })
  it('à une DFSPIP partie, ou dont la fonction a changé', async () => {
    const id = await ouvrir('Partie')
    const dfspip = await e.agent('dfspip.67')
    for (const [change, retour] of [
      ["parti_le = '2026-01-01'", 'parti_le = NULL'],
      ["fonction = 'dpip'", "fonction = 'dfspip'"],
    ]) {
      await e.proprietaire.query(`UPDATE moyens.agent SET ${change} WHERE id = $1`, [dfspip])
      expect(await parLaBase('dfspip.67', id), change).toBe(0)
      await e.proprietaire.query(`UPDATE moyens.agent SET ${retour} WHERE id = $1`, [dfspip])
    }
    expect(await parLaBase('dfspip.67', id)).toBeGreaterThan(0)
  })
  it('à personne du dernier service quand le dossier est clos : sa DFSPIP le lit encore, elle seule', async () => {
    const dossierId = await ouvrir('Close')
    await executer(e.hote, await e.agent('dpip.67'), cloturer, { dossierId, motif: 'erreur' })
    expect((await lire('dfspip.67', dossierId)).statut).toBe(200)
    expect([
      (await lire('dfspip.57', dossierId)).statut,
      (await lire('dpip.67', dossierId)).statut,
    ]).toEqual([404, 403])
  })
})
