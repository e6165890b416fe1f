import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { donnees as acces } from '../src/acces/donnees.referentiel.ts'
import { quiTient } from '../src/acces/index.ts'
import { donnees as accompagnement } from '../src/accompagnement/donnees.referentiel.ts'
import { donnees as agenda } from '../src/agenda/donnees.referentiel.ts'
import { donnees as bex } from '../src/bex/donnees.referentiel.ts'
import { donnees as calendriers } from '../src/calendriers/donnees.referentiel.ts'
import { donnees as creneaux } from '../src/creneaux/donnees.referentiel.ts'
import { donnees as dossiers } from '../src/dossiers/donnees.referentiel.ts'
import { donnees as echanges } from '../src/echanges/donnees.referentiel.ts'
import { donnees as echeances } from '../src/echeances/donnees.referentiel.ts'
import { donnees as magistrats } from '../src/magistrats/donnees.referentiel.ts'
import { donnees as messages } from '../src/messages/donnees.referentiel.ts'
import { donnees as mesures } from '../src/mesures/donnees.referentiel.ts'
import { donnees as moyens } from '../src/moyens/donnees.referentiel.ts'
import { type Fonction, libelleDeFonction, toutesLesFonctions } from '../src/moyens/index.ts'
import {
  type Classement,
  durees,
  type Nature,
  natures,
  portees,
  type TableClassee,
} from '../src/platform/classement.ts'
import { donnees as platform } from '../src/platform/db/donnees.referentiel.ts'

const cible = fileURLToPath(new URL('../docs/donnees.md', import.meta.url))
/** The classification of the whole base, module by module, in the order of the graph. */
const parModule: Record<string, Classement> = {
  moyens,
  acces,
  dossiers,
  mesures,
  creneaux,
  messages,
  agenda,
  calendriers,
  bex,
  accompagnement,
  magistrats,
  echeances,
  echanges,
  platform,
}
export const classement: Classement = Object.assign({}, ...Object.values(parModule))

export const mots = (texte: string | undefined): string[] => (texte ? texte.split(' ') : [])
/** Each column of a table with its nature. */
export const colonnesDe = (table: TableClassee): [string, Nature][] =>
  (Object.entries(table.colonnes) as [Nature, string][]).flatMap(([nature, noms]) =>
    mots(noms).map((nom): [string, Nature] => [nom, nature]),
  )
const deCesPermissions = (permissions: readonly string[]): Fonction[] => {
  const tenues = new Set(permissions.flatMap(permission => quiTient(permission)))
  return toutesLesFonctions.filter(fonction => tenues.has(fonction))
}
/**
 * The functions that see a table, and those that write it where it is of no dossier: those of its
 * permissions.
 */
export const quiVoit = (table: TableClassee): Fonction[] => deCesPermissions(table.vu)
export const quiEcrit = (table: TableClassee): Fonction[] => deCesPermissions(table.ecrit ?? [])

const droits = { L: 'lit', A: 'ajoute', M: 'modifie', S: 'supprime' } as const
function droitsEnMots(table: TableClassee): string {
  const dits = (Object.keys(droits) as (keyof typeof droits)[])
    .filter(cle => table.droits.includes(cle))
    .map(cle => droits[cle])
  const sauf =
    table.droits.includes('M') && table.fige ? ` (jamais : ${mots(table.fige).join(', ')})` : ''
  const base = table.pose ? ` ; la base seule écrit : ${mots(table.pose).join(', ')}` : ''
  return `${dits.join(', ') || 'rien'}${sauf}${base}`
}
const tous = (lesFonctions: Fonction[]) => lesFonctions.length === toutesLesFonctions.length
const enMots = (lesFonctions: Fonction[]) => lesFonctions.map(libelleDeFonction).join(', ')
function tableEnMots(nom: string, table: TableClassee): string {
  const vu = quiVoit(table)
  return [
    `### ${nom}`,
    `${table.quoi}.`,
    '',
    `- Vu par : ${tous(vu) ? 'toutes les fonctions' : enMots(vu) || 'personne'}${table.reserve ? ' (et nulle autre ne trouve de ligne)' : ''}. ${portees[table.portee]}.`,
    `- Gardé : ${durees[table.duree]}.`,
    ...(table.ecrit && !tous(quiEcrit(table)) ? [`- Écrit par : ${enMots(quiEcrit(table))}.`] : []),
    `- L’application : ${droitsEnMots(table)}.`,
    ...(Object.entries(table.colonnes) as [Nature, string][]).map(
      ([nature, noms]) => `- ${nature} : ${mots(noms).join(', ')}`,
    ),
    '',
  ].join('\n')
}

/** The page that says what the base knows, written from the classification. */
export function pageDesDonnees(): string {
  const tete = [
    '# Données',
    '',
    'Ce que la base garde, colonne par colonne : de quelle nature, combien de temps, qui le voit, ce que l’application peut y faire. Cette page est écrite par `npm run donnees:generer` depuis les fichiers `donnees.referentiel.ts` des modules ; la suite échoue quand une colonne manque, ou quand la base permet plus qu’ici (ADR 0051).',
    '',
    'Un champ libre est classé par ce qu’il peut contenir de pire. Aucune table ne tient de dossier de santé ni de notes de psychologue.',
    '',
    ...Object.entries(natures).map(
      ([nature, valeur]) => `- **${nature}** (${valeur.sensibilite}) : ${valeur.dit}.`,
    ),
    '',
  ]
  const corps = Object.entries(parModule).flatMap(([module, tables]) => [
    `## ${module}`,
    '',
    ...Object.entries(tables).map(([nom, table]) => tableEnMots(nom, table)),
  ])
  return `${[...tete, ...corps].join('\n').trimEnd()}\n`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(cible, pageDesDonnees())
