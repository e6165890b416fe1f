import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, Navigateur, nouvelEssai } from '../../tests/base.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'

let e: Essai
let p: Plateforme
let ts: Navigateur
let ailleurs: Navigateur
let dfspip: Navigateur
const lignes = async (sql: string) => (await e.proprietaire.query(sql)).rows
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
  const entrer = (qui: string) => new Navigateur(p).entrer(qui)
  ;[ts, ailleurs, dfspip] = [
    await entrer('ts.67'),
    await entrer('ts.57'),
    await entrer('dfspip.67'),
  ]
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})

describe('Les modèles du service', () => {
  const url = '/messages/modeles/tous-lieu/convocation/sms/fr'
  const juste = 'Nous vous attendons le {date} à {heure}[, {adresse}]. {lien}'
  const vu = async (n: Navigateur, chemin = `${url}/ecrire`) =>
    /name="vu" value="([^"]*)"/.exec((await n.ouvrir(chemin)).texte)?.[1] ?? ''
  it('Se lisent par qui lit les messages, s’écrivent par l’encadrement seulement', async () => {
    expect((await ts.ouvrir('/messages/modeles')).statut).toBe(200)
    expect((await ts.ouvrir(url)).texte).toContain(
      'Nous vous attendons le mardi 1er décembre 2026 à 14 h 30',
    )
    expect((await ts.ouvrir(`${url}/ecrire`)).statut).toBe(403)
    expect((await ts.envoyer(`${url}/ecrire`, { texte: juste }, '/compte')).statut).toBe(403)
    expect((await ts.envoyer(`${url}/retablir`, {}, '/compte')).statut).toBe(403)
    expect((await dfspip.ouvrir(`${url}/ecrire`)).statut).toBe(200)
  })
  it('Les sept langues sont dites à relire par un traducteur', async () => {
    for (const langue of ['en', 'ar', 'es', 'pt', 'ro', 'ru', 'tr'])
      expect(
        (await ts.ouvrir(`/messages/modeles/tous-lieu/convocation/sms/${langue}`)).texte,
      ).toContain('à relire par un traducteur')
    expect((await ts.ouvrir(url)).texte).not.toContain('à relire par un traducteur')
  })
  it('Sans l’heure, ou avec une variable inconnue : refusé, et ce qui était tapé reste', async () => {
    const r = await dfspip.envoyer(`${url}/ecrire`, { texte: 'Venez le {date}, {quand}. {lien}' })
    expect(r.statut).toBe(422)
    expect(r.texte).toMatch(/Variable inconnue : \{quand\}/)
    expect(r.texte).toContain('{heure}')
    expect(r.texte).toContain('Venez le {date}, {quand}. {lien}')
  })
  it('L’aperçu montre ce qui partirait, sans rien enregistrer', async () => {
    const r = await dfspip.envoyer(`${url}/ecrire`, {
      texte: juste.replace('Nous', 'Vous êtes reçu, nous'),
      _geste: 'apercu',
    })
    expect(r.statut).toBe(200)
    expect(r.texte).toMatch(
      /Vous êtes reçu, nous vous attendons le mardi 1er décembre 2026 à 14 h 30/,
    )
    expect(r.texte).toMatch(/doublent le prix : ê ç/)
    expect(await lignes('SELECT 1 FROM messages.modele')).toEqual([])
  })
  it('Des mots qui révèlent demandent confirmation, puis sont gardés', async () => {
    const texte = juste.replace('Nous vous attendons', 'Le SPIP vous attend')
    const r = await dfspip.envoyer(`${url}/ecrire`, { texte })
    expect([r.statut, r.texte.includes('« SPIP »'), r.texte.includes('name="confirme"')]).toEqual([
      422,
      true,
      true,
    ])
    expect((await dfspip.envoyer(`${url}/ecrire`, { texte, confirme: 'oui' })).statut).toBe(303)
    expect((await ts.ouvrir(url)).texte).toContain('Le SPIP vous attend le mardi')
    expect((await ailleurs.ouvrir(url)).texte).not.toContain('Le SPIP vous attend')
  })
  it('Deux qui écrivent le même modèle : le second est prévenu, rien n’est écrasé ; l’histoire reste', async () => {
    const lu = await vu(dfspip)
    expect(
      (await dfspip.envoyer(`${url}/ecrire`, { texte: `Premier. ${juste}`, vu: lu })).statut,
    ).toBe(303)
    const second = await dfspip.envoyer(`${url}/ecrire`, { texte: `Second. ${juste}`, vu: lu })
    expect([
      second.statut,
      second.texte.includes('Un autre agent vient d’écrire ce modèle'),
    ]).toEqual([422, true])
    expect(second.texte).toContain('Second. ')
    expect(
      await lignes(
        'SELECT texte, remplace_a IS NULL AS vigueur FROM messages.modele ORDER BY ecrit_a, id',
      ),
    ).toMatchObject([
      { texte: expect.stringContaining('SPIP'), vigueur: false },
      { texte: expect.stringContaining('Premier'), vigueur: true },
    ])
  })
  it('Se rétablit ; l’origine sert de nouveau, ce qui était écrit reste à l’histoire', async () => {
    expect((await dfspip.envoyer(`${url}/retablir`, {})).statut).toBe(303)
    const page = (await ts.ouvrir(url)).texte
    expect(page).toContain('d’origine')
    expect(page).toContain('Premier. ')
  })
  it('Un courriel a son objet ; un type inconnu du service n’a pas de modèle', async () => {
    const courriel = '/messages/modeles/suivi/rappel/courriel/fr/ecrire'
    expect((await dfspip.envoyer(courriel, { texte: juste, sujet: ' ' })).texte).toContain(
      'Écrivez l’objet du courriel',
    )
    expect((await dfspip.envoyer(courriel, { texte: juste, sujet: 'Le {date}' })).statut).toBe(303)
    expect((await ts.ouvrir('/messages/modeles/suivi/rappel/courriel/fr')).texte).toContain(
      'Le mardi 1er décembre 2026',
    )
    expect((await ts.ouvrir('/messages/modeles/inconnu/rappel/courriel/fr')).statut).toBe(404)
    expect(
      (
        await dfspip.envoyer(
          '/messages/modeles/inconnu/rappel/sms/fr/ecrire',
          { texte: juste },
          '/compte',
        )
      ).statut,
    ).toBe(404)
    expect((await ts.ouvrir('/messages/modeles/suivi/rappel/pigeon/fr')).statut).toBe(404)
  })
})
