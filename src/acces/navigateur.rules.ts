/**
 * Names that hide others come first: Edge says it is Chrome, Chrome that it is Safari (ADR 0031).
 */
const navigateurs: [RegExp, string][] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|Chromium|CriOS)\//, 'Chrome'],
  [/\bVersion\/\S+.*\bSafari\//, 'Safari'],
]
const systemes: [RegExp, string][] = [
  [/\bAndroid\b/, 'Android'],
  [/\biPad\b/, 'iPad'],
  [/\biPhone\b/, 'iPhone'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\b(?:Linux|X11)\b/, 'Linux'],
]
const dans = (table: [RegExp, string][], agent: string) =>
  table.find(([motif]) => motif.test(agent))?.[1]

/**
 * « Firefox sous Windows »: enough for somebody to know their own machine; never what the browser
 * said of itself.
 */
export function nomDuNavigateur(agent: string): string {
  const [navigateur, systeme] = [dans(navigateurs, agent), dans(systemes, agent)]
  if (!navigateur && !systeme) return 'Navigateur inconnu'
  return `${navigateur ?? 'Navigateur inconnu'}${systeme ? ` sous ${systeme}` : ''}`
}
