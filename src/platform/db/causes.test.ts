import { describe, expect, it } from 'vitest'
import { enExpliquant, TravailRefuse } from './causes.ts'
import { SortInconnu } from './pannes.ts'

const ou = { variable: 'DATABASE_URL', serveur: 'ici:5432', base: 'fil_rouge', role: 'agent' }
const reseau = (code: string, message: string) => Object.assign(new Error(message), { code })
/** All that `pg` and Node say of a connection that was there and is lost. */
const coupures: [string, Error][] = [
  ['la fin annoncée par pg', new Error('Connection terminated unexpectedly')],
  ['la fin demandée', new Error('Connection terminated')],
  ['un client cassé', new Error('Client has encountered a connection error and is not queryable')],
  ['une lecture coupée', reseau('ECONNRESET', 'read ECONNRESET')],
  ['une écriture coupée', reseau('EPIPE', 'write EPIPE')],
  ['un refus de se relier', reseau('ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:5432')],
]
const rejeter = (erreur: unknown) =>
  enExpliquant(ou, () => Promise.reject(erreur)).catch((dite: unknown) => dite)

describe('Une commande dont la liaison à la base est coupée (ADR 0054)', () => {
  it.each(coupures)('au travail, par %s : est dite, et rien n’est inconnu', async (_, erreur) => {
    expect(await rejeter(erreur)).toMatchObject({ inconnu: false })
    expect(await rejeter(erreur)).toBeInstanceOf(TravailRefuse)
  })
  it.each(coupures)('à l’enregistrement, par %s : son sort est inconnu', async (_, erreur) => {
    expect(await rejeter(new SortInconnu(erreur))).toMatchObject({ inconnu: true })
  })
  it('Un fichier qui n’est pas là n’est pas la base', async () => {
    const absent = reseau('ENOENT', 'ENOENT: no such file or directory, open a.zip')
    expect(await rejeter(absent)).toBe(absent)
  })
})
