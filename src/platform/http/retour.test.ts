import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cheminDIci } from './retour.ts'

const NOUS = 'https://fil-rouge.exemple'
/** Where a browser goes from the sign-in page when it is answered this. */
const mene = (recu: unknown) => new URL(cheminDIci(recu), `${NOUS}/connexion?retour=x`)

describe('Un retour ne mène que chez nous', () => {
  it.each([
    '//ailleurs.exemple',
    '/\\ailleurs.exemple',
    '/\t/ailleurs.exemple',
    '/\n/ailleurs.exemple',
    '/%09/ailleurs.exemple',
    '/.//ailleurs.exemple',
    '/..//ailleurs.exemple',
    '\\\\ailleurs.exemple',
    'https://ailleurs.exemple',
    'javascript:alert(1)',
    ' //ailleurs.exemple',
    ['/dossiers'],
    undefined,
  ])('%j', recu => {
    expect(mene(recu).origin).toBe(NOUS)
  })
  it('quoi que l’on écrive, l’analyseur d’un navigateur reste sur notre origine, et relu il ne change plus', () => {
    const morceau = fc.oneof(
      fc.constantFrom(
        '/',
        '\\',
        '\t',
        '\n',
        '\r',
        '.',
        '..',
        '@',
        ':',
        '?',
        '#',
        '%09',
        '%2f',
        '%5c',
        ' ',
        '\u0000',
        'é',
        '//',
        'ailleurs.exemple',
      ),
      fc.string({ unit: 'binary', maxLength: 3 }),
    )
    const adresse = fc.array(morceau, { maxLength: 8 }).map(m => m.join(''))
    fc.assert(
      fc.property(
        fc.oneof(
          adresse,
          adresse.map(a => `/${a}`),
          fc.webUrl(),
        ),
        recu => {
          const rendu = cheminDIci(recu)
          expect(mene(recu).origin).toBe(NOUS)
          expect(rendu).toMatch(/^\/(?![/\\])[\x21-\x7e]*$/)
          expect(cheminDIci(rendu)).toBe(rendu)
        },
      ),
      { numRuns: 2000 },
    )
  })
  it('un chemin à nous garde sa demande et son ancre', () => {
    expect(cheminDIci('/dossiers?q=a%20b&page=2#liste')).toBe('/dossiers?q=a%20b&page=2#liste')
  })
})
