import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Plateforme } from '../src/platform/http/plateforme.ts'
import { application, type Essai, LE, Navigateur, nouvelEssai } from './base.ts'

let e: Essai
let p: Plateforme
let dossierId = ''
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
  const { rows } = await e.proprietaire.query<{ id: string }>(
    "SELECT p.dossier_id AS id FROM dossiers.v_perimetre p JOIN moyens.service s ON s.id = p.entite_id JOIN dossiers.dossier d USING (dossier_id) WHERE s.departement = '67' AND d.clos_a IS NULL LIMIT 1",
  )
  dossierId = rows[0]?.id ?? ''
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})
const texteLong =
  'Récit tapé pendant une heure : il a trouvé « un logement », <b>enfin</b> & il en est fier.\nDeuxième ligne = avec signes %20+.'
const combien = async (table: string, ou: string, valeurs: unknown[]) =>
  (
    await e.proprietaire.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM ${table} WHERE ${ou}`,
      valeurs,
    )
  ).rows[0]?.n
const jetonDe = (html: string) => /name="_jeton" value="([^"]+)"/.exec(html)?.[1] ?? ''
const cleDe = (html: string) => /name="_cle" value="([^"]+)"/.exec(html)?.[1] ?? ''
const chemin = () => `/dossiers/${dossierId}/entretiens/noter`

describe('Veille et session expirée ne perdent rien (la plainte qui a coulé l’outil d’avant)', () => {
  it('Un récit envoyé après l’expiration revient en entier après la connexion, et s’enregistre d’un geste', async () => {
    const n = await new Navigateur(p).entrer('ts.67')
    const page = (await n.ouvrir(chemin())).texte
    await e.proprietaire.query("UPDATE acces.session SET expire_a = now() - interval '1 minute'")
    const r = await n.envoyer(chemin(), {
      _jeton: jetonDe(page),
      _cle: cleDe(page),
      le: LE,
      forme: 'bureau',
      recit: texteLong,
      convocationId: 'aucune',
      'mesures[]': 'aucune',
    })
    expect(r.statut).toBe(401)
    expect(r.texte).toContain('Rien n’est perdu')
    const reprise = /name="reprise" value="([^"]+)"/.exec(r.texte)?.[1] ?? ''
    const c = await n.envoyer('/connexion', {
      _jeton: jetonDe(r.texte),
      reprise,
      retour: '/',
      identifiant: 'ts.67@demo.example',
      motDePasse: 'demonstration-fil-rouge',
    })
    expect(c.statut).toBe(200)
    const champs: Record<string, string> = {}
    for (const [, nom = '', v = ''] of c.texte.matchAll(
      /<input type="hidden" name="([^"]+)" value="([^"]*)"/g,
    ))
      champs[nom] = v.replaceAll('&lt;', '<').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
    expect(champs.recit).toBe(texteLong)
    expect((await n.envoyer(chemin(), champs)).statut).toBe(303)
    expect(await combien('accompagnement.entretien_version', 'recit = $1', [texteLong])).toBe(1)
  })
  it('Un autre agent qui se connecte sur ce poste ne reçoit pas le texte d’un collègue, qui reste pour lui', async () => {
    const n = await new Navigateur(p).entrer('ts.67')
    const page = (await n.ouvrir(chemin())).texte
    await e.proprietaire.query("UPDATE acces.session SET expire_a = now() - interval '1 minute'")
    const r = await n.envoyer(chemin(), {
      _jeton: jetonDe(page),
      le: LE,
      forme: 'bureau',
      recit: 'texte du collègue',
    })
    const reprise = /name="reprise" value="([^"]+)"/.exec(r.texte)?.[1] ?? ''
    const c = await n.envoyer('/connexion', {
      _jeton: jetonDe(r.texte),
      reprise,
      retour: '/',
      identifiant: 'ts2.67@demo.example',
      motDePasse: 'demonstration-fil-rouge',
    })
    expect([
      c.statut,
      c.texte.includes('écrit par une autre personne'),
      c.texte.includes('texte du collègue'),
    ]).toEqual([409, true, false])
  })
})

describe('Un envoi, une écriture', () => {
  it('Le double clic n’écrit qu’une fois, et les deux réponses mènent au même endroit', async () => {
    const n = await new Navigateur(p).entrer('ts.67')
    const page = (await n.ouvrir(chemin())).texte
    const champs = {
      _jeton: jetonDe(page),
      _cle: cleDe(page),
      le: LE,
      forme: 'bureau',
      recit: 'double clic',
      convocationId: 'aucune',
      'mesures[]': 'aucune',
    }
    const reponses = await Promise.all([
      n.envoyer(chemin(), champs),
      n.envoyer(chemin(), champs),
      n.envoyer(chemin(), champs),
    ])
    expect(reponses.map(r => r.statut)).toEqual([303, 303, 303])
    expect(new Set(reponses.map(r => r.vers)).size).toBe(1)
    expect(await combien('accompagnement.entretien_version', "recit = 'double clic'", [])).toBe(1)
  })
  it('Un formulaire sans le jeton de la session est refusé, sans rien perdre ni écrire', async () => {
    const n = await new Navigateur(p).entrer('ts.67')
    const r = await n.envoyer(chemin(), {
      _jeton: 'faux',
      le: LE,
      forme: 'bureau',
      recit: 'forgé ailleurs',
    })
    expect(r.statut).toBe(422)
    expect(r.texte).toContain('forgé ailleurs')
    expect(await combien('accompagnement.entretien_version', "recit = 'forgé ailleurs'", [])).toBe(
      0,
    )
  })
  it('Une saisie fautive revient avec ses valeurs, son message et le lien vers le champ', async () => {
    const n = await new Navigateur(p).entrer('ts.67')
    const r = await n.envoyer(chemin(), { le: '2030-01-01', forme: 'bureau', recit: 'à venir' })
    expect(r.statut).toBe(422)
    expect(r.texte).toContain('Cet entretien n’a pas encore eu lieu')
    expect(r.texte).toContain('<title>Erreur : ')
    expect(r.texte).toContain('>à venir</textarea>')
  })
})

describe('Connexion', () => {
  it('Le même message pour un identifiant inconnu et un mot de passe faux', async () => {
    const n = new Navigateur(p)
    const a = await n.envoyer('/connexion', {
      identifiant: 'personne@demo.example',
      motDePasse: 'x',
    })
    const b = await n.envoyer('/connexion', { identifiant: 'ts5.67@demo.example', motDePasse: 'x' })
    for (const r of [a, b])
      expect([
        r.statut,
        r.texte.includes('Identifiant ou mot de passe inconnu, ou compte fermé.'),
      ]).toEqual([422, true])
    expect([
      a.texte.includes('Vous n’êtes pas connecté'),
      a.texte.includes('Ce n’est pas enregistré'),
    ]).toEqual([true, false])
  })
  it('Après huit échecs, la connexion attend, même avec le bon mot de passe ; un quart d’heure plus tard elle s’ouvre', async () => {
    const n = new Navigateur(p)
    for (let i = 0; i < 8; i += 1)
      await n.envoyer('/connexion', { identifiant: 'ts6.67@demo.example', motDePasse: 'x' })
    const r = await n.envoyer('/connexion', {
      identifiant: 'ts6.67@demo.example',
      motDePasse: 'demonstration-fil-rouge',
    })
    expect([r.statut, r.texte.includes('Trop d’essais')]).toEqual([429, true])
    await e.proprietaire.query("UPDATE acces.echec_connexion SET a = a - interval '20 minutes'")
    expect(
      (
        await n.envoyer('/connexion', {
          identifiant: 'ts6.67@demo.example',
          motDePasse: 'demonstration-fil-rouge',
          retour: '/',
        })
      ).statut,
    ).toBe(303)
  })
  it('Le cookie de session est __Host-, Secure, HttpOnly ; la déconnexion ferme la session', async () => {
    const n = await new Navigateur(p).entrer('ts7.67')
    const { texte } = await n.ouvrir('/')
    const garde = new Map(n.cookies)
    expect([...garde.keys()]).toContain('__Host-fil-rouge')
    await n.envoyer('/deconnexion', { _jeton: jetonDe(texte) })
    for (const [k, v] of garde) n.cookies.set(k, v)
    expect((await n.ouvrir('/')).statut).toBe(401)
  })
  it('L’adresse de retour ne mène jamais hors de Fil rouge', async () => {
    const n = new Navigateur(p)
    const r = await n.envoyer('/connexion', {
      identifiant: 'ts8.67@demo.example',
      motDePasse: 'demonstration-fil-rouge',
      retour: '//mechant.example',
    })
    expect(r.vers).toBe('/')
  })
  it('Chaque lecture d’un dossier est au journal avant que la réponse parte', async () => {
    const n = await new Navigateur(p).entrer('ts.67')
    const avant = await combien('acces.journal_lecture', 'dossier_id = $1', [dossierId])
    await n.ouvrir(`/dossiers/${dossierId}`)
    expect(await combien('acces.journal_lecture', 'dossier_id = $1', [dossierId])).toBe(
      (avant ?? 0) + 1,
    )
  })
})
