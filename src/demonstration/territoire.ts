import { createRequire } from 'node:module'
import type { Territoire } from '../platform/date.ts'

const require = createRequire(import.meta.url)
type Commune = { code: string; nom: string; codesPostaux?: string[]; type: string }
type Departement = { code: string; nom: string }

/**
 * Three services of the Grand Est. Names of départements and communes are real, read from the
 * reference set; addresses and telephones are invented.
 */
export type Lieu = {
  antenne: string
  commune: string
  milieu: 'ouvert' | 'ferme' | 'mixte'
  etablissement?: string
  telephone: string
}
export const modeles: {
  departement: string
  territoire: Territoire
  juridictions: string[]
  lieux: Lieu[]
}[] = [
  {
    departement: '67',
    territoire: 'alsace-moselle',
    juridictions: ['Strasbourg', 'Saverne'],
    lieux: [
      {
        antenne: 'Antenne de Strasbourg',
        commune: '67482',
        milieu: 'ouvert',
        telephone: '03 53 01 67 10',
      },
      {
        antenne: 'Antenne de Saverne',
        commune: '67437',
        milieu: 'ouvert',
        telephone: '03 53 01 67 20',
      },
      {
        antenne: 'Antenne milieu fermé de Strasbourg',
        commune: '67482',
        milieu: 'ferme',
        etablissement: 'Maison d’arrêt de Strasbourg',
        telephone: '03 53 01 67 30',
      },
    ],
  },
  {
    departement: '57',
    territoire: 'alsace-moselle',
    juridictions: ['Metz', 'Thionville', 'Sarreguemines'],
    lieux: [
      {
        antenne: 'Antenne de Metz',
        commune: '57463',
        milieu: 'ouvert',
        telephone: '03 53 01 57 10',
      },
      {
        antenne: 'Antenne de Thionville',
        commune: '57672',
        milieu: 'ouvert',
        telephone: '03 53 01 57 20',
      },
      {
        antenne: 'Antenne milieu fermé de Metz',
        commune: '57463',
        milieu: 'ferme',
        etablissement: 'Centre pénitentiaire de Metz',
        telephone: '03 53 01 57 30',
      },
    ],
  },
  {
    departement: '88',
    territoire: 'metropole',
    juridictions: ['Épinal'],
    lieux: [
      {
        antenne: 'Antenne d’Épinal',
        commune: '88160',
        milieu: 'mixte',
        etablissement: 'Maison d’arrêt d’Épinal',
        telephone: '03 53 01 88 10',
      },
      {
        antenne: 'Antenne de Saint-Dié-des-Vosges',
        commune: '88413',
        milieu: 'ouvert',
        telephone: '03 53 01 88 20',
      },
    ],
  },
]

/** Communes of a département with their postcodes, in order of code. */
export function communesDe(
  departement: string,
): { nom: string; code: string; codePostal: string }[] {
  const toutes = require('@etalab/decoupage-administratif/data/communes.json') as Commune[]
  return toutes.flatMap(commune =>
    commune.type === 'commune-actuelle' &&
    commune.code.startsWith(departement) &&
    commune.codesPostaux?.[0]
      ? [{ nom: commune.nom, code: commune.code, codePostal: commune.codesPostaux[0] }]
      : [],
  )
}
const articles: Record<string, string> = { '67': 'du ', '57': 'de la ', '88': 'des ' }
export function nomDuService(departement: string): string {
  const tous = require('@etalab/decoupage-administratif/data/departements.json') as Departement[]
  const nom = tous.find(demande => demande.code === departement)?.nom ?? departement
  return `SPIP ${articles[departement] ?? 'de '}${nom}`
}
