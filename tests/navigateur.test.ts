import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { programmeDuPaquet } from './chromium.ts'
import { axe, lancer, nouvellePage, ouvrirNavigateur } from './navigateur.ts'

const csp = "default-src 'self'; script-src 'self'; style-src 'self'"
const pages: Record<string, string> = {
  '/juste': '<!doctype html><html lang="fr"><title>Juste</title><main><h1>Juste</h1></main>',
  '/fautive':
    '<!doctype html><html lang="fr"><title>Fautive</title><main><h1>Fautive</h1><img src="/absente.png"></main>',
  '/injectee':
    '<!doctype html><html lang="fr"><title>Injectée</title><main><h1>Injectée</h1></main><script>document.title = "Volée"</script>',
  '/levee':
    '<!doctype html><html lang="fr"><title>Levée</title><main><h1>Levée</h1></main><script src="/leve.js"></script>',
  '/leve.js': 'throw new Error("levée exprès")',
  '/refusee': '<!doctype html><html lang="fr"><title>Refusée</title><main><h1>Refusée</h1></main>',
}

let serveur: Server
let baseURL = ''
beforeAll(async () => {
  serveur = createServer((request, reponse) => {
    const texte = pages[request.url ?? '']
    const trouvee = request.url === '/refusee' ? 422 : 200
    const statut = texte === undefined ? 404 : trouvee
    const type = request.url?.endsWith('.js') ? 'text/javascript' : 'text/html'
    reponse
      .writeHead(statut, {
        'content-security-policy': csp,
        'content-type': `${type}; charset=utf-8`,
      })
      .end(texte ?? '')
  })
  await new Promise<void>(pret => serveur.listen(0, 'localhost', pret))
  const adresse = serveur.address()
  baseURL = `http://localhost:${typeof adresse === 'object' ? adresse?.port : 0}`
})
afterAll(async () => {
  await (await ouvrirNavigateur()).close()
  serveur.close()
})

const visiter = async (url: string) => {
  const { page, contexte, fautes } = await nouvellePage({ baseURL })
  await page.goto(url)
  await page.waitForLoadState('networkidle')
  const vu = { titre: await page.title(), axe: await axe(page), fautes }
  await contexte.close()
  return vu
}

describe('Le banc d’essai voit les fautes qu’il prétend voir', () => {
  it('Une page juste n’en a aucune', async () => {
    expect(await visiter('/juste')).toEqual({ titre: 'Juste', axe: [], fautes: [] })
  })
  it('axe trouve une image sans texte, et l’image absente est une faute', async () => {
    const vu = await visiter('/fautive')
    expect(vu.axe.join('\n')).toMatch(/^image-alt : /m)
    expect(vu.fautes).toEqual([`404 ${baseURL}/absente.png`])
  })
  it('La politique de contenu reste en vigueur sous axe : un script injecté ne court pas, et sa violation est une faute', async () => {
    const vu = await visiter('/injectee')
    expect(vu.titre).toBe('Injectée')
    expect(vu.fautes.join('\n')).toContain('Content Security Policy')
  })
  it('Une exception que personne n’attrape est une faute', async () => {
    expect((await visiter('/levee')).fautes).toEqual(['levée exprès'])
  })
  it('Un formulaire refusé (422) n’en est pas une', async () => {
    expect((await visiter('/refusee')).fautes).toEqual([])
  })
})

describe('Le Chromium de npm se suffit', () => {
  it('Il s’ouvre avec ses propres bibliothèques et ses propres polices, celles de la machine mises à part', async () => {
    const programme = await programmeDuPaquet(true)
    expect(programme.env.LD_LIBRARY_PATH).toContain('al2023/lib')
    const navigateur = await lancer(programme)
    const page = await navigateur.newPage()
    await page.goto(`${baseURL}/juste`)
    const largeur = await page.locator('h1').evaluate(h => {
      const trait = globalThis.document.createRange()
      trait.selectNodeContents(h)
      return trait.getBoundingClientRect().width
    })
    expect(largeur).toBeGreaterThan(20)
    await navigateur.close()
  })
})
