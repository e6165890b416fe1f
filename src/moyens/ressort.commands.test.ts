import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, Navigateur, nouvelEssai } from '../../tests/base.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'

let e: Essai
let p: Plateforme
let admin: Navigateur
let dfspip: Navigateur
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
  admin = await new Navigateur(p).entrer('admin')
  dfspip = await new Navigateur(p).entrer('dfspip.67')
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})
const ressort = async (code: string) =>
  (
    await e.proprietaire.query(
      'SELECT service_nom, antenne_nom, juridiction_nom, source FROM moyens.v_ressort WHERE commune_code = $1',
      [code],
    )
  ).rows[0]
const combien = async () =>
  (await e.proprietaire.query<{ n: string }>('SELECT count(*) AS n FROM moyens.ressort')).rows[0]?.n
const csv = (...lignes: string[]) =>
  Buffer.from(`code_commune;service;juridiction;antenne\n${lignes.join('\n')}\n`)
const deposer = (n: Navigateur, octets: Buffer) =>
  n.deposer('/ressort/importer', 'fichier', 'ressort.csv', octets)

describe('La table du ressort dit où elle est renseignée', () => {
  it('Par département, combien de communes ont un SPIP, et lesquelles n’en ont pas', async () => {
    const ts = await new Navigateur(p).entrer('ts.67')
    const { texte } = await ts.ouvrir('/ressort')
    expect(texte).toMatch(/67 · Bas-Rhin[\s\S]*complet/)
    expect(texte).toMatch(/Les \d+ autres départements n’ont aucune commune renseignée/)
    expect(texte).not.toContain('Importer un fichier')
    const vosges = (await ts.ouvrir('/ressort?departement=88&manque=oui')).texte
    expect(vosges).toContain('non renseigné : choisissez le service')
    expect((await ts.ouvrir('/ressort?departement=88&manque=oui&page=2')).texte).toContain('Page 2')
  })
  it('Une commune se cherche par son nom ou son code postal', async () => {
    const { texte } = await admin.ouvrir('/ressort?q=strasbourg')
    expect(texte).toMatch(
      /Strasbourg[\s\S]*SPIP du Bas-Rhin[\s\S]*Tribunal judiciaire de Strasbourg/,
    )
    expect((await admin.ouvrir('/ressort?q=13001')).texte).toContain(
      'non renseigné : choisissez le service',
    )
    expect((await admin.ouvrir('/ressort?q=zzzz')).texte).toContain('Aucune commune de ce nom')
  })
})

describe('Un service importe son ressort', () => {
  it('On voit d’abord ce qui change, rien n’est écrit ; puis tout l’est', async () => {
    const avant = await combien()
    const depot = await deposer(
      dfspip,
      csv(
        '67482;SPIP du Bas-Rhin;Tribunal judiciaire de Saverne;Antenne de Saverne',
        '67437;SPIP du Bas-Rhin;Tribunal judiciaire de Saverne;Antenne de Saverne',
      ),
    )
    expect(depot.statut).toBe(303)
    const apercu = (await dfspip.ouvrir(depot.vers)).texte
    expect(apercu).toContain('Rien n’est encore écrit')
    expect(apercu).toContain('Strasbourg (67482)')
    expect((await ressort('67482')).juridiction_nom).toBe('Tribunal judiciaire de Strasbourg')
    expect((await dfspip.envoyer(depot.vers, {})).statut).toBe(303)
    expect(await ressort('67482')).toEqual({
      service_nom: 'SPIP du Bas-Rhin',
      antenne_nom: 'Antenne de Saverne',
      juridiction_nom: 'Tribunal judiciaire de Saverne',
      source: 'import',
    })
    expect(await combien()).toBe(avant)
    expect((await dfspip.ouvrir(depot.vers)).texte).toContain('Ce fichier est écrit')
    expect((await dfspip.envoyer(depot.vers, {})).texte).toContain('Ce fichier est déjà écrit')
  })
  it('Une seule ligne fautive et rien n’est écrit ; chaque faute est à sa ligne', async () => {
    const avant = await combien()
    const depot = await deposer(
      admin,
      csv(
        '13055;SPIP du Bas-Rhin;Tribunal judiciaire de Strasbourg;',
        '99999;SPIP du Bas-Rhin;;',
        '13001;SPIP Inconnu;Tribunal X;Antenne Y',
      ),
    )
    const apercu = (await admin.ouvrir(depot.vers)).texte
    expect(apercu).toContain('« 99999 » n’est pas le code INSEE d’une commune.')
    expect(apercu).toContain('Aucun service de l’annuaire ne s’appelle « SPIP Inconnu ».')
    expect(apercu).not.toContain('Écrire 1 commune')
    const force = await admin.envoyer(depot.vers, {})
    expect([force.statut, force.texte.includes('2 lignes à corriger')]).toEqual([422, true])
    expect([await combien(), await ressort('13055')]).toEqual([avant, undefined])
  })
  it('Un fichier qui n’est pas un ressort est refusé en disant pourquoi', async () => {
    expect((await deposer(admin, Buffer.from('nom;prenom\na;b\n'))).texte).toContain(
      'Il manque « code_commune », « service », « juridiction »',
    )
    expect((await deposer(admin, Buffer.from('PK\u0003\u0004'))).texte).toContain(
      'enregistrez-le en CSV',
    )
    expect((await deposer(admin, Buffer.from(''))).texte).toMatch(
      /Ce fichier est vide|Choisissez un fichier/,
    )
    expect(
      (await deposer(admin, Buffer.from('code_commune;service;juridiction\n'))).texte,
    ).toContain('n’a que sa ligne d’en-tête')
    expect(
      (await deposer(admin, Buffer.from('code_commune;service;juridiction\n"67482;x;y\n'))).texte,
    ).toContain('ne se lit pas')
  })
  it('Le Windows du ministère écrit les accents autrement : ils sont lus', async () => {
    const latin = Buffer.from(
      'code_commune;service;juridiction\n88160;SPIP des Vosges;Tribunal judiciaire d\u0092\u00c9pinal\n',
      'latin1',
    )
    const depot = await deposer(admin, latin)
    expect((await admin.ouvrir(depot.vers)).texte).toContain('0 à corriger')
  })
  it('Le DFSPIP ne touche pas à un autre département, ni à l’import d’un autre', async () => {
    const depot = await deposer(
      dfspip,
      csv('57463;SPIP du Bas-Rhin;Tribunal judiciaire de Strasbourg;'),
    )
    expect((await dfspip.ouvrir(depot.vers)).texte).toContain('pas de votre département')
    expect((await dfspip.envoyer(depot.vers, {})).statut).toBe(422)
    expect((await admin.ouvrir(depot.vers)).statut).toBe(404)
  })
  it('La table téléchargée se relit telle quelle', async () => {
    const { texte } = await admin.ouvrir('/ressort/ressort.csv')
    const depot = await deposer(admin, Buffer.from(texte))
    expect((await admin.ouvrir(depot.vers)).texte).toMatch(
      /0 nouvelles, 0 changées, \d+ sans changement, 0 à corriger/,
    )
  })
})

describe('Une commune se corrige à la main', () => {
  const champ = (t: string, nom: string) =>
    new RegExp(`name="${nom}" value="([^"]*)"`).exec(t)?.[1] ?? ''
  const id = async (table: string, nom: string) =>
    (
      await e.proprietaire.query<{ id: string }>(`SELECT id FROM moyens.${table} WHERE nom = $1`, [
        nom,
      ])
    ).rows[0]?.id ?? ''
  it('Le DFSPIP le fait chez lui, pas ailleurs ; deux à la fois, le second est prévenu', async () => {
    const service = await id('service', 'SPIP du Bas-Rhin')
    const saisie = {
      serviceId: service,
      juridictionId: await id('juridiction', 'Tribunal judiciaire de Strasbourg'),
    }
    const empreinte = champ((await dfspip.ouvrir('/ressort/communes/67180')).texte, 'empreinte')
    expect((await dfspip.envoyer('/ressort/communes/67180', { ...saisie, empreinte })).statut).toBe(
      303,
    )
    expect((await ressort('67180')).source).toBe('main')
    expect(
      (
        await admin.envoyer('/ressort/communes/67180', {
          ...saisie,
          antenneId: await id('antenne', 'Antenne de Saverne'),
          empreinte,
        })
      ).texte,
    ).toContain('a changé pendant que vous écriviez')
    const ailleurs = champ((await dfspip.ouvrir('/ressort/communes/57463')).texte, 'empreinte')
    expect(
      (await dfspip.envoyer('/ressort/communes/57463', { ...saisie, empreinte: ailleurs })).texte,
    ).toContain('pas de votre département')
  })
  it('Une antenne d’un autre service est refusée, et la commune inconnue n’existe pas', async () => {
    const empreinte = champ((await admin.ouvrir('/ressort/communes/13055')).texte, 'empreinte')
    const saisie = {
      serviceId: await id('service', 'SPIP des Vosges'),
      antenneId: await id('antenne', 'Antenne de Saverne'),
      empreinte,
    }
    expect((await admin.envoyer('/ressort/communes/13055', saisie)).texte).toContain(
      'n’est pas de ce service',
    )
    expect((await admin.ouvrir('/ressort/communes/67999')).statut).toBe(404)
  })
  it('Un BEX lit la table et ne l’écrit pas', async () => {
    const bex = await new Navigateur(p).entrer('bex.strasbourg')
    expect((await bex.ouvrir('/ressort?q=metz')).texte).not.toContain('/ressort/communes/')
    expect((await bex.ouvrir('/ressort/importer')).statut).toBe(403)
    expect((await bex.envoyer('/ressort/communes/67482', {}, '/ressort')).statut).toBe(403)
  })
})
