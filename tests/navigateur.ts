import { execFileSync, spawnSync } from 'node:child_process'
import { createReadStream, createWriteStream, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { createBrotliDecompress } from 'node:zlib'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

const require = createRequire(import.meta.url)
const cache = fileURLToPath(new URL('../.cache/chromium/', import.meta.url))
const hote = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser']

/** A Chromium of the host, or the one that npm brought; FIL_ROUGE_CHROMIUM names another. */
async function executable(): Promise<string> {
  const impose = process.env.FIL_ROUGE_CHROMIUM
  if (impose) return impose
  const present = hote.find(f => existsSync(f))
  if (present) return present
  const { default: paquet } = await import('@sparticuz/chromium')
  return paquet.executablePath()
}

/** Folder of the system libraries that a slim image lacks, brought by the package itself; undefined when none is missing. */
export async function bibliotheques(programme: string): Promise<string | undefined> {
  const ldd = spawnSync('ldd', [programme], { encoding: 'utf8' })
  if (ldd.status === 0 && !ldd.stdout.includes('not found')) return undefined
  mkdirSync(cache, { recursive: true })
  const lib = path.join(cache, 'al2023/lib')
  if (!existsSync(lib)) {
    const archive = path.join(path.dirname(require.resolve('@sparticuz/chromium')), '../../bin/al2023.tar.br')
    const tar = path.join(cache, 'al2023.tar')
    await pipeline(createReadStream(archive), createBrotliDecompress(), createWriteStream(tar))
    mkdirSync(path.join(cache, 'al2023'), { recursive: true })
    execFileSync('tar', ['-xf', tar, '-C', path.join(cache, 'al2023')])
  }
  return lib
}

let ouvert: Promise<Browser> | undefined
/** One browser for the test process; our own arguments, for those of the package switch the sandbox of the web off. */
export function ouvrirNavigateur(): Promise<Browser> {
  ouvert ??= (async () => {
    const executablePath = await executable()
    const lib = await bibliotheques(executablePath)
    const env = {
      ...process.env,
      ...(lib ? { LD_LIBRARY_PATH: [lib, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':') } : {}),
    } as Record<string, string>
    const args = [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-dev-shm-usage',
      '--hide-scrollbars',
    ]
    return chromium.launch({ executablePath, args, env, headless: true })
  })()
  return ouvert
}

export type Options = { baseURL: string; javascript?: boolean; colorScheme?: 'light' | 'dark'; largeur?: number; hauteur?: number }
/** A page of its own, whose console errors and CSP violations are kept in `fautes`. */
export async function nouvellePage(o: Options): Promise<{ page: Page; contexte: BrowserContext; fautes: string[] }> {
  const navigateur = await ouvrirNavigateur()
  const contexte = await navigateur.newContext({
    baseURL: o.baseURL,
    javaScriptEnabled: o.javascript ?? true,
    colorScheme: o.colorScheme ?? 'light',
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    viewport: { width: o.largeur ?? 1280, height: o.hauteur ?? 900 },
  })
  const page = await contexte.newPage()
  const fautes: string[] = []
  page.on('console', m => m.type() === 'error' && !/status of (4\d\d)/.test(m.text()) && fautes.push(m.text()))
  page.on('pageerror', e => fautes.push(e.message))
  return { page, contexte, fautes }
}

const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
/** What axe finds against WCAG 2.2 AA, one line per rule and element; evaluated, not injected, so that the page's CSP stays in force. */
export async function axe(page: Page): Promise<string[]> {
  await page.evaluate(axeSource)
  return page.evaluate(async () => {
    const moteur = (
      globalThis as unknown as {
        axe: {
          run(
            d: unknown,
            o: object,
          ): Promise<{ violations: { id: string; help: string; nodes: { target: string[]; failureSummary: string }[] }[] }>
        }
      }
    ).axe
    const { violations } = await moteur.run(globalThis.document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    })
    return violations.flatMap(v =>
      v.nodes.map(n => `${v.id} : ${v.help} : ${n.target.join(' ')} : ${n.failureSummary.replaceAll('\n', ' ')}`),
    )
  })
}
