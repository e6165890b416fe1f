import { expect, it } from 'vitest'
import { baseVide } from '../../../tests/base.ts'
import { ouvrirBase } from './connexion.ts'
import { direLesReprises } from './reprises.ts'

it('La base s’en va pendant plusieurs travaux : une ligne en français, une quand elle répond de nouveau', async () => {
  const lignes: string[] = []
  const essai = await baseVide()
  const base = ouvrirBase(essai.urlDe('fil_rouge_application'))
  const reprises = direLesReprises(base, texte => lignes.push(texte))
  const travailler = (requete: string) =>
    base.pool.query(requete).then(
      () => reprises.abouti('la file'),
      erreur => reprises.echoue('la file', erreur),
    )
  await travailler('SELECT pg_terminate_backend(pg_backend_pid())')
  await travailler('SELECT pg_terminate_backend(pg_backend_pid())')
  reprises.echoue(
    'autre travail',
    Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), {
      code: 'ECONNREFUSED',
      syscall: 'connect',
    }),
  )
  expect(lignes).toEqual([
    expect.stringMatching(/^la file : (PostgreSQL démarre ou s’arrête|Rien ne répond à)/),
  ])
  await travailler('SELECT 1')
  await travailler('SELECT 1')
  expect(lignes.slice(1)).toEqual(['La base répond de nouveau.'])
  await travailler('SELECT 1/0')
  await travailler('SELECT 1/0')
  await travailler('SELECT 1')
  expect(lignes.slice(2)).toEqual([
    expect.stringMatching(/^la file : PostgreSQL .* a refusé ce travail \(22012\)\.$/),
    'la file : de nouveau possible.',
  ])
  await base.fermer()
  await essai.fermer()
})
