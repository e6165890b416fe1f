import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { racine } from '../../tests/compile.ts'
import { noms, nomsInconnus } from './config-noms.ts'

const dossiers = ['src', 'tests', 'bench', 'scripts', 'docs/exploitation']
const fichiers = () => [
  ...['README.md', 'vitest.config.ts'],
  ...dossiers.flatMap(dossier =>
    readdirSync(path.join(racine, dossier), { recursive: true }).map(nom =>
      path.join(dossier, String(nom)),
    ),
  ),
]
const seLit = (fichier: string) =>
  /\.(tsx?|md)$/.test(fichier) && !/\.test\.tsx?$|config-noms/.test(fichier)
const lus = () =>
  fichiers()
    .filter(seLit)
    .flatMap(
      fichier =>
        readFileSync(path.join(racine, fichier), 'utf8').match(/\bFIL_ROUGE_[A-Z]+(_[A-Z]+)*/g) ??
        [],
    )

describe('Une variable FIL_ROUGE_ que personne ne lit', () => {
  it('Les noms connus sont ceux que le programme, ses outils et ses documents disent, et eux seuls', () => {
    expect([...new Set(lus())].sort()).toEqual([...noms].sort())
  })
  it('Est dite, avec le nom voulu quand il en est un de proche, et jamais sa valeur', () => {
    const env = {
      FIL_ROUGE_CONEXIONS: 'secret',
      FILROUGE_SMS: 'secret',
      fil_rouge_smtp: 'secret',
      FIL_ROUGE_TOUT_AUTRE_CHOSE: 'secret',
    }
    expect(nomsInconnus({ ...env, FIL_ROUGE_SMS: 'demo', PORT: '1', DATABASE_URLS: 'x' })).toEqual([
      'FILROUGE_SMS : cette version ne connaît pas cette variable, qui est sans effet. Vouliez-vous « FIL_ROUGE_SMS » ?',
      'FIL_ROUGE_CONEXIONS : cette version ne connaît pas cette variable, qui est sans effet. Vouliez-vous « FIL_ROUGE_CONNEXIONS » ?',
      'FIL_ROUGE_TOUT_AUTRE_CHOSE : cette version ne connaît pas cette variable, qui est sans effet.',
      'fil_rouge_smtp : cette version ne connaît pas cette variable, qui est sans effet. Vouliez-vous « FIL_ROUGE_SMTP » ?',
    ])
  })
})
