/**
 * What a page of ours holds, read from its HTML as a browser would: text, links, forms. Our pages
 * are well formed, so plain patterns do.
 */
export type Champ = { nom: string; valeur: string; genre: string; nature: string }
export type Formulaire = {
  methode: 'GET' | 'POST'
  action: string
  multipart: boolean
  champs: Champ[]
  boutons: [string, string][]
  html: string
}
export type Lien = { href: string; texte: string }

const entites: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
}
export const decoder = (html: string): string =>
  html.replace(
    /&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi,
    (tout, hexa: string, decimal: string, nom: string) => {
      if (hexa) return String.fromCodePoint(Number.parseInt(hexa, 16))
      return decimal ? String.fromCodePoint(Number(decimal)) : (entites[nom] ?? tout)
    },
  )

const attribut = (balise: string, nom: string): string | null => {
  const trouve = new RegExp(`\\s${nom}(?:="([^"]*)")?(?=[\\s/>])`, 'i').exec(balise)
  return trouve ? decoder(trouve[1] ?? '') : null
}
const sansInvisible = (html: string) =>
  html.replace(/<(script|style|template)\b[\s\S]*?<\/\1>/gi, ' ').replace(/<!--[\s\S]*?-->/g, ' ')
/** Tags that cut a sentence: what stands on both sides is not one word. */
const blocs =
  /<\/?(?:address|article|body|br|button|dd|details|dialog|div|dl|dt|fieldset|figure|footer|form|h[1-6]|head|header|hr|html|input|label|legend|li|main|nav|ol|optgroup|option|p|section|select|summary|table|tbody|td|textarea|tfoot|th|thead|title|tr|ul)\b(?:[^>"]|"[^"]*")*>/gi

/**
 * The lines that a person reads, with what a screen reader is told (labels, alternatives,
 * placeholders) and the options of lists.
 */
export function texteVisible(html: string): string[] {
  const propre = sansInvisible(html)
  const dits = [...propre.matchAll(/\s(?:aria-label|alt|title|placeholder)="([^"]*)"/g)].map(m =>
    decoder(m[1] ?? ''),
  )
  const lus = propre
    .replace(blocs, '\n')
    .replace(/<(?:[^>"]|"[^"]*")*>/g, '')
    .split('\n')
    .map(decoder)
  return [...lus, ...dits].map(l => l.replace(/\s+/g, ' ').trim()).filter(Boolean)
}

export const titreDe = (html: string): string =>
  decoder(/<title>([^<]*)<\/title>/.exec(html)?.[1] ?? '')

/** Links of our own site, without fragment, in the order of the page. */
export function liens(html: string): Lien[] {
  return [...sansInvisible(html).matchAll(/<a\b((?:[^>"]|"[^"]*")*)>([\s\S]*?)<\/a>/gi)].flatMap(
    ([, attributs = '', contenu = '']) => {
      const href = attribut(`<a${attributs}>`, 'href')?.split('#')[0]
      return href?.startsWith('/') && !href.startsWith('//')
        ? [{ href, texte: texteVisible(contenu).join(' ') }]
        : []
    },
  )
}

/**
 * Every form of a page, with the values that it would send as it stands. `adresse` is where a form
 * without action is sent.
 */
export function formulaires(html: string, adresse: string): Formulaire[] {
  return [...sansInvisible(html).matchAll(/<form\b(?:[^>"]|"[^"]*")*>[\s\S]*?<\/form>/gi)].map(
    ([texte]) => {
      const balise = /^<form\b(?:[^>"]|"[^"]*")*>/i.exec(texte)?.[0] ?? ''
      const methode = attribut(balise, 'method')?.toUpperCase() === 'POST' ? 'POST' : 'GET'
      const multipart = attribut(balise, 'enctype') === 'multipart/form-data'
      return {
        methode,
        action: attribut(balise, 'action') || adresse,
        multipart,
        champs: champsDe(texte),
        boutons: boutonsDe(texte),
        html: texte,
      }
    },
  )
}

/** What each named button adds when it is pressed, gestures (which save nothing) aside. */
const boutonsDe = (html: string): [string, string][] =>
  [...html.matchAll(/<button\b(?:[^>"]|"[^"]*")*>/gi)].flatMap(([balise]) => {
    const nom = attribut(balise, 'name')
    return nom && nom !== '_geste'
      ? [[nom, attribut(balise, 'value') ?? ''] as [string, string]]
      : []
  })

function champsDe(html: string): Champ[] {
  const champs: Champ[] = []
  const controles =
    /<input\b(?:[^>"]|"[^"]*")*>|<(?:textarea|select)\b(?:[^>"]|"[^"]*")*>([\s\S]*?)<\/(?:textarea|select)>/gi
  for (const [balise, contenu = ''] of html.matchAll(controles)) {
    const nature = /^<(\w+)/.exec(balise)?.[1]?.toLowerCase() ?? ''
    const ouverture = /^<(?:[^>"]|"[^"]*")*>/.exec(balise)?.[0] ?? ''
    const nom = attribut(ouverture, 'name')
    const genre = nature === 'input' ? (attribut(ouverture, 'type') ?? 'text') : nature
    if (
      !nom ||
      attribut(ouverture, 'disabled') !== null ||
      ['submit', 'button', 'image', 'reset'].includes(genre)
    )
      continue
    if (['checkbox', 'radio'].includes(genre) && attribut(ouverture, 'checked') === null) {
      champs.push({
        nom,
        valeur: attribut(ouverture, 'value') ?? 'on',
        genre: `${genre}-libre`,
        nature,
      })
      continue
    }
    champs.push({ nom, genre, nature, valeur: valeurDe(nature, ouverture, contenu) })
  }
  return champs
}

function valeurDe(nature: string, ouverture: string, contenu: string): string {
  if (nature === 'input') return attribut(ouverture, 'value') ?? ''
  if (nature === 'textarea') return decoder(contenu.replace(/^\r?\n/, ''))
  const options = [...contenu.matchAll(/<option\b(?:[^>"]|"[^"]*")*>/gi)].map(m => m[0])
  const choisie = options.find(o => attribut(o, 'selected') !== null) ?? options[0]
  return choisie ? (attribut(choisie, 'value') ?? '') : ''
}

/**
 * What a browser sends of a form when its first button is pressed: boxes that are not ticked stay
 * behind.
 */
export const aEnvoyer = (formulaire: Formulaire): [string, string][] => [
  ...formulaire.champs.flatMap(c =>
    c.genre.endsWith('-libre') || c.genre === 'file' ? [] : [[c.nom, c.valeur] as [string, string]],
  ),
  ...formulaire.boutons.slice(0, 1),
]
