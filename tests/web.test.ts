import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { creerApplication } from '../src/application.tsx'
import { COOKIE_SESSION } from '../src/platform/http/jeton.ts'
import { exposerLesMesures } from '../src/platform/http/metriques.ts'
import type { Plateforme } from '../src/platform/http/plateforme.ts'
import { adresse } from './adresse.ts'
import { type Essai, Navigateur, nouvelEssai } from './base.ts'

const ORIGINE = 'https://fil-rouge.exemple'
const INCONNU = '00000000-0000-7000-8000-000000000000'
const demonstration = { comptes: [], motDePasse: 'demonstration-fil-rouge' }
let e: Essai
let p: Plateforme
let port = 0
let mesures = 0
beforeAll(async () => {
  e = await nouvelEssai()
  const reglages = {
    origine: ORIGINE,
    mandataires: ['10.0.0.4', '10.1.0.0/16'],
    contactDeSecurite: 'mailto:securite@exemple.fr',
  }
  p = await creerApplication({ base: e.base, horloge: e.hote.horloge, demonstration, ...reglages })
  p.app.get('/qui', { config: { access: 'public' } }, async request => ({ ip: request.ip }))
  p.app.get('/ailleurs', { config: { access: 'public' } }, async (_request, reply) =>
    reply.redirect('//ailleurs.exemple', 303),
  )
  mesures = await exposerLesMesures(p.app, p.mesures, { hote: '127.0.0.1', port: 0 })
  await p.app.listen({ port: 0, host: '127.0.0.1' })
  port = (p.app.server.address() as { port: number }).port
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})

describe('De qui vient une demande', () => {
  const ip = async (remoteAddress: string, entete?: string) =>
    (
      await p.app.inject({
        url: '/qui',
        remoteAddress,
        headers: entete ? { 'x-forwarded-for': entete } : {},
      })
    ).json().ip
  it('X-Forwarded-For n’est cru que d’un mandataire configuré ; d’ailleurs, c’est l’adresse de la prise', async () => {
    expect(await ip('10.0.0.4', '192.0.2.7')).toBe('192.0.2.7')
    expect(await ip('10.1.9.9', '192.0.2.7')).toBe('192.0.2.7')
    expect(await ip('192.0.2.66', '192.0.2.7')).toBe('192.0.2.66')
    // What the sender put before the proxy's own line is not believed either.
    expect(await ip('10.0.0.4', '127.0.0.1, 192.0.2.66')).toBe('192.0.2.66')
  })
  it('Sans mandataire configuré, en production aussi, aucun en-tête n’est cru', async () => {
    const seule = await creerApplication({ base: e.base, production: true })
    seule.app.get('/qui', { config: { access: 'public' } }, async request => ({ ip: request.ip }))
    const r = await seule.app.inject({
      url: '/qui',
      remoteAddress: '127.0.0.1',
      headers: { 'x-forwarded-for': '192.0.2.7' },
    })
    expect(r.json().ip).toBe('127.0.0.1')
    await seule.app.close()
  })
})

describe('Ce qui sort', () => {
  it('Un lien de calendrier commence par l’adresse configurée, jamais par l’en-tête Host', async () => {
    const n = await new Navigateur(p).entrer('ts.67')
    const page = (await n.ouvrir('/calendriers')).texte
    const cache = (nom: string) => new RegExp(`name="${nom}" value="([^"]*)"`).exec(page)?.[1] ?? ''
    const cookie = [...n.cookies].map(([nom, v]) => `${nom}=${v}`).join('; ')
    const r = await p.app.inject({
      method: 'POST',
      url: '/calendriers/le-mien',
      payload: new URLSearchParams({
        _jeton: cache('_jeton'),
        _cle: cache('_cle'),
        detail: 'types',
      }).toString(),
      headers: {
        cookie,
        host: 'voleur.exemple',
        'x-forwarded-host': 'voleur.exemple',
        'content-type': 'application/x-www-form-urlencoded',
      },
    })
    expect(r.statusCode).toBe(200)
    expect(r.body).toContain(`${ORIGINE}/flux/`)
    expect(r.body).not.toContain('voleur')
  })
  it.each([
    '//ailleurs.exemple',
    '/\\ailleurs.exemple',
    '/\t/ailleurs.exemple',
    '/%09/ailleurs.exemple',
    '/.//ailleurs.exemple',
    'https://ailleurs.exemple',
  ])('Ni l’apparence ni la connexion ne mènent ailleurs : %j', async retour => {
    const n = new Navigateur(p)
    const theme = await n.envoyer('/theme', { theme: 'dark', retour }, '/connexion')
    const entree = await n.envoyer('/connexion', {
      identifiant: 'ts.67@demo.example',
      motDePasse: demonstration.motDePasse,
      retour,
    })
    for (const { statut, vers } of [theme, entree])
      expect([statut, new URL(vers, `${ORIGINE}/connexion`).origin]).toEqual([303, ORIGINE])
    const page = (await n.ouvrir(`/connexion?retour=${encodeURIComponent(retour)}`)).texte
    expect(new URL(/name="retour" value="([^"]*)"/.exec(page)?.[1] ?? '', ORIGINE).origin).toBe(
      ORIGINE,
    )
  })
  it('Une route qui renverrait ailleurs ne le peut pas', async () => {
    expect((await p.app.inject({ url: '/ailleurs' })).headers.location).toBe('/')
  })
  it('Chaque réponse retire au navigateur caméra, micro, position ; à qui dire une faille est écrit, pour un temps', async () => {
    for (const url of ['/connexion', '/sante', '/dossiers', '/nulle-part'])
      expect((await p.app.inject({ url })).headers['permissions-policy'], url).toContain(
        'camera=()',
      )
    const { body } = await p.app.inject({ url: '/.well-known/security.txt' })
    expect(body).toContain('Contact: mailto:securite@exemple.fr')
    expect(/^Expires: (.+)$/m.exec(body)?.[1]).toBe('2027-05-23T08:00:00Z')
    const sans = await creerApplication({ base: e.base })
    expect((await sans.app.inject({ url: '/.well-known/security.txt' })).statusCode).toBe(404)
    await sans.app.close()
  })
  it('Les mesures ne répondent que sur leur propre adresse ; la santé répond aux deux ports d’un équilibreur', async () => {
    expect((await p.app.inject({ url: '/metriques' })).statusCode).toBe(404)
    const lues = await fetch(`http://127.0.0.1:${mesures}/metriques`)
    expect([lues.status, (await lues.text()).includes('fil_rouge_requete_secondes')]).toEqual([
      200,
      true,
    ])
    expect((await fetch(`http://127.0.0.1:${mesures}/dossiers`)).status).toBe(404)
    expect((await p.app.inject({ url: '/sante' })).statusCode).toBe(200)
  })
})

/** A server that answers does so in milliseconds; a loaded machine takes its time. */
const PATIENCE_MS = 3000
/**
 * The status of a POST of 19 MB of which no byte is sent: null when the server waits for the body.
 */
function annoncer(
  url: string,
  cookie: string,
  longueur: string,
  type = 'multipart/form-data',
): Promise<number | null> {
  return new Promise(resolve => {
    const prise = connect(port, '127.0.0.1', () =>
      prise.write(
        `POST ${url} HTTP/1.1\r\nHost: x\r\nCookie: ${cookie}\r\nContent-Type: ${type}; boundary=x\r\n${longueur}\r\n\r\n`,
      ),
    )
    const fin = (statut: number | null) => {
      prise.destroy()
      resolve(statut)
    }
    prise.setTimeout(PATIENCE_MS, () => fin(null))
    prise.on('error', () => fin(null))
    prise.once('data', lu => fin(Number(/^HTTP\/1\.1 (\d+)/.exec(lu.toString())?.[1])))
  })
}

describe('Un corps de 19 Mo', () => {
  const GROS = 'Content-Length: 19000000'
  it('n’est lu, par aucune route, pour un cookie que la base ne connaît pas : refusé avant le premier octet', async () => {
    const urls = p.routes.filter(r => r.method === 'POST').map(r => adresse(r.url, INCONNU))
    expect(urls.length).toBeGreaterThan(100)
    const lus: string[] = []
    for (let i = 0; i < urls.length; i += 16)
      await Promise.all(
        urls.slice(i, i + 16).map(async url => {
          for (const longueur of [GROS, 'Transfer-Encoding: chunked']) {
            const statut = await annoncer(url, `${COOKIE_SESSION}=un-faux`, longueur)
            if (statut !== 401 && statut !== 413) lus.push(`${url} ${longueur} ${statut}`)
          }
        }),
      )
    expect(lus).toEqual([])
  }, 60_000)
  it('ni pour une session fermée, ni pour une fonction qui n’importe rien ; il l’est pour qui importe', async () => {
    const cookieDe = (n: Navigateur) => [...n.cookies].map(([nom, v]) => `${nom}=${v}`).join('; ')
    const [surveillant, dpip] = [
      await new Navigateur(p).entrer('surveillant.67'),
      await new Navigateur(p).entrer('dpip.67'),
    ]
    expect(await annoncer('/echanges', cookieDe(surveillant), GROS)).toBe(403)
    expect(await annoncer('/echanges', cookieDe(dpip), GROS)).toBeNull()
    await e.proprietaire.query('UPDATE acces.session SET fermee_a = now() WHERE compte_id = $1', [
      await e.agent('dpip.67'),
    ])
    expect(await annoncer('/echanges', cookieDe(dpip), GROS)).toBe(401)
  })
  it('un type écrit autrement (majuscules, espaces, paramètres avant le bord) ne passe pas à côté de la garde', async () => {
    for (const type of [
      'Multipart/form-data',
      'MULTIPART/FORM-DATA',
      ' multipart/Form-Data',
      'multipart/form-data; a=b',
    ])
      for (const longueur of [GROS, 'Transfer-Encoding: chunked'])
        expect(await annoncer('/echanges', `${COOKIE_SESSION}=un-faux`, longueur, type), type).toBe(
          401,
        )
  })
  it('petit, un fichier sans session est lu pour rendre ce qui était tapé avec lui', async () => {
    expect(
      await annoncer('/echanges', `${COOKIE_SESSION}=un-faux`, 'Content-Length: 2000'),
    ).toBeNull()
  })
})

describe('Un envoi à fichier mal fait', () => {
  const BORD = 'bord'
  const champ = (nom: string, v = 'x') =>
    `--${BORD}\r\nContent-Disposition: form-data; name="${nom}"\r\n\r\n${v}\r\n`
  const fichier = (nom: string, octets: string) =>
    `--${BORD}\r\nContent-Disposition: form-data; name="${nom}"; filename="a.csv"\r\nContent-Type: text/csv\r\n\r\n${octets}\r\n`
  const FIN = `--${BORD}--\r\n`
  const envois: [string, string, number][] = [
    ['sans fin', champ('a') + fichier('fichier', 'a;b'), 400],
    ['coupé au milieu d’un champ', champ('a').slice(0, -4), 400],
    ['deux fichiers', fichier('fichier', 'a;b') + fichier('fichier', 'c;d') + FIN, 413],
    [
      'plus de cinquante champs',
      Array.from({ length: 51 }, (_, i) => champ(`c${i}`)).join('') + FIN,
      413,
    ],
    ['champ __proto__', champ('__proto__') + FIN, 400],
    ['champ constructor', champ('constructor') + FIN, 400],
    [
      'fichier de vingt mégaoctets et un octet',
      fichier('fichier', 'x'.repeat(20 * 1024 * 1024 + 1)) + FIN,
      413,
    ],
    [
      'fichier de vingt et un mégaoctets',
      fichier('fichier', 'x'.repeat(21 * 1024 * 1024)) + FIN,
      413,
    ],
  ]
  it.each(envois)(
    '%s : une phrase qui dit quoi faire, jamais une panne',
    async (_nom, payload, attendu) => {
      const n = await new Navigateur(p).entrer('dpip.67')
      const { texte } = await n.ouvrir('/echanges')
      const cache = (c: string) => new RegExp(`name="${c}" value="([^"]*)"`).exec(texte)?.[1] ?? ''
      const cookie = [...n.cookies].map(([nom, v]) => `${nom}=${v}`).join('; ')
      const r = await p.app.inject({
        method: 'POST',
        url: '/echanges',
        payload: champ('_porteur', cache('_porteur')) + champ('_jeton', cache('_jeton')) + payload,
        headers: { cookie, 'content-type': `multipart/form-data; boundary=${BORD}` },
      })
      expect(r.statusCode).toBe(attendu)
      expect(r.body).toContain('Rien n’a été enregistré.')
      expect(r.body).not.toMatch(/Maximum call stack|undefined|Une erreur s’est produite/)
    },
  )
  it('Bien fait, et petit, il arrive entier', async () => {
    const n = await new Navigateur(p).entrer('dpip.67')
    const bon = await n.deposer(
      '/echanges',
      'fichier',
      'personnes.csv',
      Buffer.from('nom;prenoms\nEssai;Ana\n'),
    )
    expect(bon.statut).toBeLessThan(500)
    expect(bon.texte).not.toContain('Choisissez un fichier')
  })
})
