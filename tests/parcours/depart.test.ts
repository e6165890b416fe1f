import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { fermerLesSessionsCloses } from '../../src/acces/index.ts'
import { fermerLesFluxClos } from '../../src/calendriers/index.ts'
import { affecter } from '../../src/dossiers/affectation.commands.ts'
import { enTransaction, transaction } from '../../src/platform/db/connexion.ts'
import { executer } from '../../src/platform/executer.ts'
import type { Plateforme } from '../../src/platform/http/plateforme.ts'
import { adresse } from '../adresse.ts'
import { application, type Essai, LE, Navigateur, nouvelEssai } from '../base.ts'
import { texteVisible } from '../invariants/page.ts'

const MOT_DE_PASSE = 'demonstration-fil-rouge'
const RECIT = 'Il a retrouvé un logement, « enfin », et veut en parler à son père.'
let e: Essai
let p: Plateforme
let ts = ''
let dossierId = ''
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
  ts = await e.agent('ts.67')
  const { rows } = await e.proprietaire.query<{ id: string }>(
    `SELECT p.dossier_id AS id FROM dossiers.prise_en_charge p JOIN dossiers.dossier d USING (dossier_id) JOIN mesures.v_mesure m USING (dossier_id)
     WHERE p.fin_a IS NULL AND d.clos_a IS NULL AND m.finie_le IS NULL AND p.service_id = (SELECT service_id FROM moyens.agent WHERE id = $1)
       AND NOT EXISTS (SELECT 1 FROM dossiers.transfert t WHERE t.dossier_id = d.dossier_id AND t.etat = 'propose') ORDER BY d.numero LIMIT 1`,
    [ts],
  )
  dossierId = rows[0]?.id ?? ''
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})

afterEach(() => remettre())
const cache = (html: string, nom: string) =>
  new RegExp(`name="${nom}" value="([^"]*)"`).exec(html)?.[1] ?? ''
const un = async <T>(texte: string, valeurs: unknown[] = []) =>
  (await e.proprietaire.query(texte, valeurs)).rows[0] as T
/**
 * The day in the agent's service, so many days from now; with `passe`, time has come to it and
 * nobody has written anything.
 */
async function poser(
  colonne: 'arrive_le' | 'parti_le',
  jours: number | null,
  options: { passe?: true } = {},
) {
  const jour =
    jours === null
      ? 'NULL'
      : `(now() AT TIME ZONE (SELECT fuseau FROM moyens.service s WHERE s.id = service_id))::date + ${jours}`
  const ordre = `UPDATE moyens.agent SET ${colonne} = ${jour} WHERE id = '${ts}'`
  await e.proprietaire.query(
    options.passe ? `BEGIN; SET LOCAL session_replication_role = replica; ${ordre}; COMMIT` : ordre,
  )
}
const suspendre = (oui: boolean) =>
  e.proprietaire.query(
    `UPDATE acces.compte SET desactive_a = ${oui ? "now() - interval '1 second'" : 'NULL'} WHERE id = '${ts}'`,
  )
const remettre = async () => {
  await e.proprietaire.query(
    `UPDATE moyens.agent SET arrive_le = '2019-01-01', parti_le = NULL WHERE id = '${ts}'`,
  )
  await suspendre(false)
}
async function entrer(motDePasse = MOT_DE_PASSE, identifiant = 'ts.67@demo.example') {
  const n = new Navigateur(p)
  const r = await n.envoyer('/connexion', { identifiant, motDePasse, retour: '/' })
  const jeton =
    r.statut === 303 ? cache((await n.ouvrir('/compte/mot-de-passe')).texte, '_jeton') : ''
  return {
    n,
    jeton,
    statut: r.statut,
    dit: texteVisible(r.texte).filter(l => !l.includes('@demo.example')),
  }
}
const sessions = async () =>
  (
    await e.proprietaire.query<{ fermee: boolean }>(
      'SELECT fermee_a IS NOT NULL AS fermee FROM acces.session WHERE compte_id = $1',
      [ts],
    )
  ).rows
async function lien(n: Navigateur): Promise<string> {
  const r = await n.envoyer('/calendriers/le-mien', { detail: 'types' }, '/calendriers')
  return new URL(/value="(https?:\/\/[^"]+\.ics)"/.exec(r.texte)?.[1] ?? '').pathname
}
const lire = async (url: string) => (await p.app.inject({ url })).statusCode

/** Routes without session: each says why it is not refused with one that is closed. */
const SANS_SESSION: Record<string, string> = {
  'GET /connexion': 'la porte elle-même',
  'POST /connexion': 'la porte elle-même : refusée, voir plus bas',
  'POST /deconnexion': 'on sort toujours',
  'POST /theme': 'clair ou sombre, dans le navigateur',
  'POST /reprendre': 'ne rend un texte qu’à une session ouverte : refusée, voir plus bas',
  'GET /s/:jeton': 'la personne convoquée se désabonne : son jeton est la clé, aucun agent',
  'POST /s/:jeton': 'la personne convoquée se désabonne : son jeton est la clé, aucun agent',
  'POST /passerelle/accuses': 'le fournisseur de SMS, par sa signature',
  'GET /droit/referentiel.json': 'la loi, publique',
  'GET /flux/:secret.ics': 'son secret est la clé : refusé, voir plus bas',
}
/**
 * Every protected route, as this browser is answered with the token of a page that it had opened
 * before.
 */
async function essayerTout(n: Navigateur, jeton: string) {
  const passees: string[] = []
  let vues = 0
  for (const r of p.routes.filter(x => x.access !== 'public')) {
    const url = adresse(r.url, dossierId)
    const poster = () =>
      url.endsWith('/brouillons')
        ? n.json(url, { cle: 'x', url: '/x', titre: 'x', version: 0, valeurs: {} }, jeton)
        : n.envoyer(url, { _jeton: jeton })
    const reponse = r.method === 'GET' ? await n.ouvrir(url) : await poster()
    vues += 1
    if (reponse.statut !== 401) passees.push(`${r.method} ${r.url} ${reponse.statut}`)
  }
  expect(vues).toBeGreaterThan(200)
  return passees
}

describe('Le dernier jour d’un agent', () => {
  it('La veille tout marche ; le jour venu, à minuit de son service, sa session, son entrée, ses pages, ses formulaires et son calendrier sont refusés', async () => {
    await poser('parti_le', 1)
    const { n, statut, jeton } = await entrer()
    expect(statut).toBe(303)
    const url = await lien(n)
    expect([
      (await n.ouvrir(`/dossiers/${dossierId}`)).statut,
      await lire(url),
      (await sessions()).some(s => !s.fermee),
    ]).toEqual([200, 200, true])
    await poser('parti_le', 0, { passe: true })
    expect(await essayerTout(n, jeton)).toEqual([])
    expect([await lire(url), (await entrer()).statut]).toEqual([404, 422])
    // Within the minute the rows say so too.
    expect((await sessions()).every(s => s.fermee)).toBe(false)
    await enTransaction(e.base, fermerLesSessionsCloses)
    await enTransaction(e.base, fermerLesFluxClos)
    expect((await sessions()).every(s => s.fermee)).toBe(true)
    expect(
      await un(
        'SELECT acces_clos AS clos FROM calendriers.flux WHERE agent_id = $1 ORDER BY cree_a DESC LIMIT 1',
        [ts],
      ),
    ).toEqual({
      clos: true,
    })
    await remettre()
  }, 60_000)

  it.each([
    ['pas encore arrivé', () => poser('arrive_le', 1), 'n’êtes pas encore en poste'],
    ['suspendu', () => suspendre(true), 'est suspendu'],
    ['parti', () => poser('parti_le', 0), 'avez quitté le service'],
  ] as const)(
    '%s : les sessions ferment dans l’écriture qui le dit, aucune route ne répond, et qui tenait la session sait pourquoi',
    async (_quoi, fermer, dit) => {
      const { n, jeton } = await entrer()
      const url = await lien(n)
      await fermer()
      expect((await sessions()).every(s => s.fermee)).toBe(true)
      expect(await essayerTout(n, jeton)).toEqual([])
      expect((await n.ouvrir('/')).texte).toContain(dit)
      expect(await lire(url)).toBe(404)
      await remettre()
      expect(
        [(await n.ouvrir('/')).statut, await lire(url)],
        'un retour ne rouvre ni session ni lien',
      ).toEqual([401, 404])
      const retour = await entrer()
      expect((await retour.n.ouvrir('/compte?par=100')).texte).toContain('Fermée')
    },
    60_000,
  )

  it('L’entrée est refusée dans les mots d’un mot de passe faux, et prend le même temps', async () => {
    const [faux, inconnu] = [
      await entrer('pas le bon du tout'),
      await entrer(MOT_DE_PASSE, 'personne@demo.example'),
    ]
    await poser('parti_le', 0)
    const durees = { faux: [] as number[], ferme: [] as number[] }
    let ferme = await entrer()
    for (let i = 0; i < 3; i += 1)
      for (const [cle, mot] of [
        ['faux', 'encore un autre mot'],
        ['ferme', MOT_DE_PASSE],
      ] as const) {
        await e.proprietaire.query('DELETE FROM acces.echec_connexion')
        const debut = performance.now()
        ferme = await entrer(mot)
        durees[cle].push(performance.now() - debut)
      }
    expect([ferme.statut, ferme.dit]).toEqual([faux.statut, faux.dit])
    expect(faux.dit).toEqual(inconnu.dit)
    // One Argon2 in each: neither is ten times shorter than the other.
    const [a, b] = [Math.min(...durees.faux), Math.min(...durees.ferme)]
    expect(Math.max(a, b) / Math.min(a, b)).toBeLessThan(10)
    await remettre()
  })

  it('Ce qu’il tapait n’est rendu qu’à lui, quand son accès est rouvert ; ses brouillons aussi, et personne d’autre ne les lit', async () => {
    const { n } = await entrer()
    const chemin = `/dossiers/${dossierId}/entretiens/noter`
    const page = (await n.ouvrir(chemin)).texte
    const brouillon = {
      cle: 'entretien',
      url: chemin,
      titre: 'Entretien',
      version: 0,
      valeurs: { recit: RECIT },
    }
    expect(
      (
        await n.json(
          `/dossiers/${dossierId}/brouillons`,
          brouillon,
          cache(page, '_jeton'),
          cache(page, '_porteur'),
        )
      ).statut,
    ).toBe(200)
    await poser('parti_le', 0)
    const encore = await n.json(
      `/dossiers/${dossierId}/brouillons`,
      { ...brouillon, version: 1 },
      cache(page, '_jeton'),
      cache(page, '_porteur'),
    )
    expect([encore.statut, encore.texte.includes('avez quitté le service')]).toEqual([401, true])
    const champs = {
      _jeton: cache(page, '_jeton'),
      _cle: cache(page, '_cle'),
      _porteur: cache(page, '_porteur'),
      le: LE,
      forme: 'bureau',
      recit: RECIT,
    }
    const r = await n.envoyer(chemin, champs)
    expect([r.statut, r.texte.includes(RECIT), r.texte.includes('pour vous seul')]).toEqual([
      401,
      false,
      true,
    ])
    const reprise = cache(r.texte, 'reprise')
    const entrerAvec = async (identifiant: string) => {
      const x = new Navigateur(p)
      return x.envoyer('/connexion', {
        identifiant,
        motDePasse: MOT_DE_PASSE,
        reprise,
        retour: '/',
      })
    }
    expect((await entrerAvec('ts.67@demo.example')).statut).toBe(422)
    const autre = await entrerAvec('ts2.67@demo.example')
    expect([autre.statut, autre.texte.includes('retrouvé un logement')]).toEqual([409, false])
    const chezLAutre = await transaction(
      e.base,
      `SELECT * FROM acces.ouvrir(NULL, '${await e.agent('dpip.67')}'); SELECT count(*)::int AS n FROM dossiers.brouillon WHERE compte_id = '${ts}'`,
      async (_tx, lus) => ({ resultat: lus[1]?.rows[0].n as number, fin: 'SELECT 1' }),
    )
    expect(chezLAutre).toBe(0)
    await remettre()
    const rendu = await entrerAvec('ts.67@demo.example')
    expect([rendu.statut, rendu.texte.includes('retrouvé un logement')]).toEqual([200, true])
    expect(
      await un('SELECT count(*)::int AS n FROM dossiers.brouillon WHERE compte_id = $1', [ts]),
    ).toEqual({ n: expect.any(Number) })
  })

  it('« Pour moi » : ce qui l’attendait attend la direction, parti ou suspendu ; revenu, il le retrouve', async () => {
    await executer(e.hote, await e.agent('dpip.67'), affecter, {
      dossierId,
      referentId: ts,
      antenneId: (
        await un<{ id: string }>(
          'SELECT id FROM moyens.antenne WHERE service_id = (SELECT service_id FROM moyens.agent WHERE id = $1) LIMIT 1',
          [ts],
        )
      ).id,
    } as never)
    const attend = async (qui: string) => {
      const n = await new Navigateur(p).entrer(qui)
      return (await n.ouvrir('/pour-moi?par=100')).texte.includes(`/dossiers/${dossierId}`)
    }
    expect([await attend('ts.67'), await attend('dfspip.67')]).toEqual([true, false])
    await suspendre(true)
    expect(await attend('dfspip.67')).toBe(true)
    await suspendre(false)
    await e.proprietaire.query('UPDATE moyens.agent SET parti_le = $2 WHERE id = $1', [ts, LE])
    expect(await attend('dfspip.67')).toBe(true)
    await remettre()
    expect([await attend('ts.67'), await attend('dfspip.67')]).toEqual([true, false])
  })

  it('Muté, il perd aussitôt ce que suivait son service : dossier, recherche, « Pour moi » ; et ne le retrouve que s’il y revient', async () => {
    const { n } = await entrer()
    const { nom, service } = await un<{ nom: string; service: string }>(
      'SELECT i.nom, (SELECT service_id FROM moyens.agent WHERE id = $2) AS service FROM dossiers.v_identite i WHERE i.dossier_id = $1',
      [dossierId, ts],
    )
    await e.proprietaire.query(
      "UPDATE moyens.agent SET antenne_id = NULL, service_id = (SELECT id FROM moyens.service WHERE departement = '57') WHERE id = $1",
      [ts],
    )
    expect((await n.ouvrir(`/dossiers/${dossierId}`)).statut).toBe(401)
    const la = (await entrer()).n
    expect((await la.ouvrir(`/dossiers/${dossierId}`)).statut).toBe(404)
    expect((await la.ouvrir('/pour-moi?par=100')).texte).not.toContain(nom)
    await e.proprietaire.query('UPDATE moyens.agent SET service_id = $2 WHERE id = $1', [
      ts,
      service,
    ])
    expect((await la.ouvrir('/')).statut).toBe(401)
    expect((await (await entrer()).n.ouvrir(`/dossiers/${dossierId}`)).statut).toBe(200)
  })

  it('Chaque route sans session dit pourquoi', () => {
    const publiques = p.routes.filter(r => r.access === 'public').map(r => `${r.method} ${r.url}`)
    expect(publiques.filter(r => !(r in SANS_SESSION))).toEqual([])
    expect(Object.keys(SANS_SESSION).filter(r => !publiques.includes(r))).toEqual([])
  })
})
