import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { cleDe } from './ressort.rules.ts'

const require = createRequire(import.meta.url)
export type Commune = { code: string; nom: string; departement: string; codesPostaux: string[] }
type Brute = {
  code: string
  nom: string
  type: string
  departement?: string
  codesPostaux?: string[]
}
type Index = {
  communes: (Commune & { cle: string })[]
  parCode: Map<string, Commune>
  departements: Map<string, { nom: string; communes: number }>
}

let index: Index | undefined
const lire = <T>(fichier: string): T =>
  JSON.parse(
    readFileSync(require.resolve(`@etalab/decoupage-administratif/data/${fichier}.json`), 'utf8'),
  ) as T

/**
 * The communes of the reference set, made small once: the 8.6 MB file is read at the first
 * question, and not kept.
 */
function ouvrir(): Index {
  if (index) return index
  const communes = lire<Brute[]>('communes').flatMap(
    ({ code, nom, type, departement, codesPostaux }) =>
      type === 'commune-actuelle'
        ? [
            {
              code,
              nom,
              cle: cleDe(nom),
              departement: departement ?? code.slice(0, 3),
              codesPostaux: codesPostaux ?? [],
            },
          ]
        : [],
  )
  const departements = new Map(
    lire<{ code: string; nom: string }[]>('departements').map(ligne => [
      ligne.code,
      { nom: ligne.nom, communes: 0 },
    ]),
  )
  for (const commune of communes) {
    const departement = departements.get(commune.departement)
    if (departement) departement.communes += 1
  }
  index = {
    communes,
    parCode: new Map(communes.map(commune => [commune.code, commune])),
    departements,
  }
  return index
}

export const communeParCode = (code: string): Commune | undefined =>
  ouvrir().parCode.get(code.toUpperCase())
export const communesDuDepartement = (departement: string): Commune[] =>
  ouvrir().communes.filter(commune => commune.departement === departement)
/** Every département by code, with its number of communes. */
export const departements = (): ReadonlyMap<string, { nom: string; communes: number }> =>
  ouvrir().departements

/**
 * Communes of this postcode or name, accents ignored: the very name first, then those that begin
 * so, then those that hold it.
 */
export function chercherCommunes(texte: string, limite = Number.POSITIVE_INFINITY): Commune[] {
  const chiffres = texte.replace(/\s/g, '')
  const { communes } = ouvrir()
  if (/^\d{2,5}$/.test(chiffres))
    return communes
      .filter(commune => commune.codesPostaux.some(codePostal => codePostal.startsWith(chiffres)))
      .slice(0, limite)
  const cle = cleDe(texte)
  if (cle.length < 2) return []
  const rang = (nom: string) => {
    if (nom === cle) return 0
    if (nom.startsWith(cle)) return 1
    return nom.includes(cle) ? 2 : 3
  }
  return communes
    .map(commune => ({ c: commune, r: rang(commune.cle) }))
    .filter(x => x.r < 3)
    .sort(
      (un, autre) =>
        un.r - autre.r || un.c.cle.length - autre.c.cle.length || (un.c.cle < autre.c.cle ? -1 : 1),
    )
    .slice(0, limite)
    .map(({ c: { code, nom, departement, codesPostaux } }) => ({
      code,
      nom,
      departement,
      codesPostaux,
    }))
}

/**
 * The one commune that the words name without doubt: the only answer, or the only one of that very
 * name.
 */
export function communeSansDoute(texte: string, trouvees: Commune[]): Commune | undefined {
  const exactes = trouvees.filter(commune => cleDe(commune.nom) === cleDe(texte))
  if (trouvees.length === 1) return trouvees[0]
  return exactes.length === 1 ? exactes[0] : undefined
}
