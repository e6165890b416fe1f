import { once } from 'node:events'
import type pg from 'pg'
import { from } from 'pg-copy-streams'

export type Valeur = string | number | boolean | null | readonly string[] | object
const echappe = (texte: string) =>
  texte
    .replaceAll('\\', '\\\\')
    .replaceAll('\t', '\\t')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')

function enTexte(valeur: Valeur | undefined): string {
  if (valeur === null || valeur === undefined) return '\\N'
  if (Array.isArray(valeur))
    return echappe(
      `{${valeur.map(brute => `"${String(brute).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`).join(',')}}`,
    )
  if (Buffer.isBuffer(valeur)) return `\\\\x${valeur.toString('hex')}`
  if (typeof valeur === 'object') return echappe(JSON.stringify(valeur))
  return echappe(String(valeur))
}

/** Rows of several tables, kept by table in the order of their first row, then sent by COPY. */
export class Copie {
  readonly #tables = new Map<string, { colonnes: string[]; lignes: string[] }>()

  /** `table` is schema-qualified; keys are column names. Every row of a table has the same keys. */
  ligne(table: string, valeurs: Record<string, Valeur>): void {
    let t = this.#tables.get(table)
    if (!t) {
      t = { colonnes: Object.keys(valeurs), lignes: [] }
      this.#tables.set(table, t)
    }
    t.lignes.push(t.colonnes.map(colonne => enTexte(valeurs[colonne])).join('\t'))
  }

  /**
   * Sends all rows in the order given, and forgets them. Throws on a table that the order forgot.
   */
  async envoyer(client: pg.ClientBase, ordre: readonly string[]): Promise<number> {
    const oubliees = [...this.#tables.keys()].filter(key => !ordre.includes(key))
    if (oubliees.length)
      throw new Error(`no place in the order of copy for: ${oubliees.join(', ')}`)
    let total = 0
    for (const table of ordre) {
      const ouverte = this.#tables.get(table)
      if (!ouverte) continue
      const flux = client.query(from(`COPY ${table} (${ouverte.colonnes.join(', ')}) FROM STDIN`))
      for (let i = 0; i < ouverte.lignes.length; i += 2000) {
        if (!flux.write(`${ouverte.lignes.slice(i, i + 2000).join('\n')}\n`))
          await once(flux, 'drain')
      }
      const fini = once(flux, 'finish')
      flux.end()
      await fini
      total += ouverte.lignes.length
    }
    this.#tables.clear()
    return total
  }
}

/** Tables in the order of their foreign keys. */
export const ordre = [
  'moyens.disp',
  'moyens.service',
  'moyens.etablissement',
  'moyens.antenne',
  'moyens.juridiction',
  'moyens.service_juridiction',
  'moyens.ressort',
  'moyens.agent',
  'acces.compte',
  'creneaux.lieu',
  'creneaux.agenda',
  'creneaux.plage',
  'creneaux.absence',
  'dossiers.dossier',
  'dossiers.personne',
  'dossiers.prise_en_charge',
  'dossiers.cloture',
  'dossiers.transfert',
  'mesures.mesure',
  'mesures.acte',
  'mesures.obligation',
  'mesures.piece',
  'mesures.attente_saisine',
  'agenda.convocation',
  'agenda.convocation_mesure',
  'agenda.etat_de_convocation',
  'agenda.arrivee',
  'accompagnement.entretien',
  'accompagnement.entretien_mesure',
  'accompagnement.entretien_version',
  'accompagnement.evaluation',
  'accompagnement.evaluation_version',
  'accompagnement.domaine_evalue',
  'accompagnement.plan_version',
  'accompagnement.objectif',
  'accompagnement.etape',
  'accompagnement.etape_faite',
  'magistrats.saisine',
  'magistrats.detention',
  'magistrats.rapport',
  'magistrats.rapport_section',
  'magistrats.mouvement_de_rapport',
  'magistrats.rapport_pdf',
  'magistrats.reponse',
] as const
