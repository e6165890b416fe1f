import { decoder, texteVisible } from './page.ts'

/**
 * A list as its page shows it. `url`: it has pages of its own; `suite`: a link leads to what is not
 * shown.
 */
export type PageDeListe = {
  cle: string
  total: number
  plus: boolean
  page: number
  pages: number
  tris: string[]
  cles: string[]
  /** What each row shows under the header that orders the list. */
  valeurs: { texte: string; rang: string }[]
  compte: boolean
  suite: boolean
  url: boolean
}
const attribut = (balise: string, nom: string) => {
  const trouve = new RegExp(`\\s${nom}="([^"]*)"`).exec(balise)
  return trouve ? decoder(trouve[1] ?? '') : null
}
const MARQUE = /<section class="fil-cadre"[^>]*>/g
/** The text of each list: from its mark to the end of its section. */
function morceaux(html: string): { balise: string; contenu: string }[] {
  return [...html.matchAll(MARQUE)].map(m => {
    let fin = m.index + m[0].length
    for (let profondeur = 1; profondeur > 0; ) {
      const suivante = /<(\/?)section\b[^>]*>/g
      suivante.lastIndex = fin
      const trouvee = suivante.exec(html)
      if (!trouvee) break
      profondeur += trouvee[1] ? -1 : 1
      fin = trouvee.index + trouvee[0].length
    }
    return { balise: m[0], contenu: html.slice(m.index + m[0].length, fin) }
  })
}

export const lireListes = (html: string): PageDeListe[] =>
  morceaux(html).map(({ balise, contenu }) => {
    const tri = attribut(balise, 'data-tri')
    const tetes = [
      ...(/<thead>[\s\S]*?<\/thead>/.exec(contenu)?.[0] ?? '').matchAll(/<th\b[^>]*>/g),
    ].map(m => attribut(m[0], 'data-tri'))
    const lignes = [
      ...contenu.matchAll(/<(tr|li)\b[^>]*\sdata-ligne="([^"]*)"[^>]*>([\s\S]*?)<\/\1>/g),
    ]
    const cases =
      lignes.length > 0
        ? []
        : [...contenu.matchAll(/type="checkbox"[^>]*\svalue="([^"]*)"/g)].map(m => m[1] ?? '')
    const colonne = tri === null ? -1 : tetes.indexOf(tri)
    return {
      cle: attribut(balise, 'data-liste') ?? '',
      total: Number(attribut(balise, 'data-total')),
      plus: /\sdata-plus/.test(balise),
      page: Number(attribut(balise, 'data-page')),
      pages: Number(attribut(balise, 'data-pages')),
      url: attribut(balise, 'data-pages') !== null,
      tris: [...new Set(tetes.flatMap(t => t ?? []))],
      cles: lignes.length > 0 ? lignes.map(l => decoder(l[2] ?? '')) : cases,
      valeurs: colonne < 0 ? [] : lignes.map(l => valeurDe(l[3] ?? '', colonne)),
      compte: /class="fil-compte"/.test(contenu),
      suite: /rel="next"|rel="prev"|>Tout voir</.test(contenu),
    }
  })

function valeurDe(ligne: string, colonne: number) {
  const cellules = [...ligne.matchAll(/<t[hd]\b[^>]*>([\s\S]*?)<\/t[hd]>/g)].map(m =>
    texteVisible(m[1] ?? '').join(' '),
  )
  const texte = cellules[colonne] ?? ''
  const jour = /^(\d{2})\/(\d{2})\/(\d{4})(?: à (\d{1,2}) h (\d{2}))?/.exec(texte)
  if (jour)
    return {
      texte,
      rang: `${jour[3]}-${jour[2]}-${jour[1]} ${(jour[4] ?? '').padStart(2, '0')}:${jour[5] ?? ''}`,
    }
  // What a column says when it has nothing is less than anything.
  return { texte, rang: /^(aucune?|sans date|)$/.test(texte) ? '' : texte }
}
const francais = new Intl.Collator('fr')
const comparer = (a: string, b: string) =>
  a === '' || b === '' ? a.length - b.length : francais.compare(a, b)
/**
 * The first two neighbours that are not in order, as a French dictionary has it; null when there is
 * none.
 */
export function ordreRompu(valeurs: PageDeListe['valeurs'], sens: string): string | null {
  const mauvais = valeurs.findIndex((v, i) => {
    const suivante = valeurs[i + 1]
    return (
      suivante !== undefined &&
      (sens === 'desc' ? comparer(v.rang, suivante.rang) < 0 : comparer(v.rang, suivante.rang) > 0)
    )
  })
  return mauvais < 0
    ? null
    : `« ${valeurs[mauvais]?.texte} » avant « ${valeurs[mauvais + 1]?.texte} »`
}

/** Captions of the tables of rows that are in no list. */
export function tablesHorsListe(html: string): string[] {
  const sans = morceaux(html).reduce((texte, { contenu }) => texte.replace(contenu, ''), html)
  return [...sans.matchAll(/<table class="fil-table"[^>]*>[\s\S]*?<\/table>/g)].map(
    m =>
      texteVisible(/<caption[^>]*>([\s\S]*?)<\/caption>/.exec(m[0])?.[1] ?? '')[0] ??
      '(sans légende)',
  )
}
