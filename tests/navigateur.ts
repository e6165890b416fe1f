import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { type Programme, programme } from './chromium.ts'

const require = createRequire(import.meta.url)
// Our own arguments: those of the package switch the browser's web security off and run it in one
// process. Root has no sandbox of its own.
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

export function lancer({ executablePath, env }: Programme): Promise<Browser> {
  const heritees = Object.entries(process.env).filter(
    (e): e is [string, string] => e[1] !== undefined,
  )
  return chromium.launch({
    executablePath,
    args,
    env: { ...Object.fromEntries(heritees), ...env },
    headless: true,
  })
}

let ouvert: Promise<Browser> | undefined
/** One browser for the test process. */
export function ouvrirNavigateur(): Promise<Browser> {
  ouvert ??= programme().then(lancer)
  return ouvert
}

/**
 * A zoom of 200 % is what a page knows of it: half the CSS pixels (`largeur`), twice the device's
 * (`echelle`).
 */
export type Options = {
  baseURL: string
  javascript?: boolean
  colorScheme?: 'light' | 'dark'
  largeur?: number
  hauteur?: number
  echelle?: number
}
/**
 * A page of its own; `fautes` keeps console errors, CSP violations, uncaught exceptions and assets
 * that do not load.
 */
export async function nouvellePage(
  o: Options,
): Promise<{ page: Page; contexte: BrowserContext; fautes: string[] }> {
  const navigateur = await ouvrirNavigateur()
  const contexte = await navigateur.newContext({
    baseURL: o.baseURL,
    javaScriptEnabled: o.javascript ?? true,
    colorScheme: o.colorScheme ?? 'light',
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    deviceScaleFactor: o.echelle ?? 1,
    viewport: { width: o.largeur ?? 1280, height: o.hauteur ?? 900 },
    // A colour read in the middle of a transition is not the page's colour.
    reducedMotion: 'reduce',
  })
  const page = await contexte.newPage()
  const fautes: string[] = []
  // A refused form answers 422 and an expired draft 401: the browser logs them, the tests read
  // them. An asset has no such reason.
  page.on(
    'console',
    m => m.type() === 'error' && !/status of (4\d\d)/.test(m.text()) && fautes.push(m.text()),
  )
  page.on('pageerror', e => fautes.push(e.message))
  page.on('response', r => {
    if (
      r.status() >= 400 &&
      ['script', 'stylesheet', 'image', 'font'].includes(r.request().resourceType())
    )
      fautes.push(`${r.status()} ${r.url()}`)
  })
  return { page, contexte, fautes }
}

type Axe = {
  run(
    d: unknown,
    o: object,
  ): Promise<{
    violations: {
      id: string
      help: string
      nodes: { target: string[]; failureSummary: string }[]
    }[]
  }>
}
const toutes = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** What a theme, then a zoom, can change on a page whose markup was examined already. */
export const REGLES_DE_COULEUR = ['color-contrast', 'link-in-text-block']
export const REGLES_DE_TAILLE = ['target-size', 'scrollable-region-focusable']
const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
/**
 * What axe finds against WCAG 2.2 AA, one line per rule and element; evaluated, not injected, so
 * that the page's CSP stays in force. The page has JavaScript on: without it axe waits for ever.
 */
export async function axe(page: Page, regles = toutes): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource)
  return page.evaluate(async runOnly => {
    const moteur = (globalThis as unknown as { axe: Axe }).axe
    const { violations } = await moteur.run(globalThis.document, {
      runOnly,
      resultTypes: ['violations'],
    })
    return violations.flatMap(v =>
      v.nodes.map(
        n =>
          `${v.id} : ${v.help} : ${n.target.join(' ')} : ${n.failureSummary.replaceAll('\n', ' ')}`,
      ),
    )
  }, regles)
}
