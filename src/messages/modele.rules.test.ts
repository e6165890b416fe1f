import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Jour } from '../platform/date.ts'
import { clesMoments } from './message.rules.ts'
import {
  avecSujet,
  modaliteDe,
  refusDeModele,
  refusDeModeleChange,
  refusDeSujet,
  rendre,
  sansLien,
  sansLigneDeLien,
  separerSujet,
} from './modele.rules.ts'
import { exemple } from './mots.rules.ts'

const LE = '2026-11-24' as Jour
const codes = (r: { code: string }[]) => r.map(x => x.code)

describe('Un modèle du service', () => {
  const juste = 'Venez le {date} à {heure}[, {adresse}]. {lien}'
  it.each([
    ['juste', juste, 'convocation', []],
    ['variable inconnue', `${juste} {nom} {nom}`, 'convocation', ['variable_inconnue']],
    ['accolade ouverte', `${juste} {date`, 'convocation', ['accolade']],
    ['accolade fermée seule', `${juste} date}`, 'convocation', ['accolade']],
    ['crochet ouvert', `${juste} [Téléphone : {telephone}`, 'convocation', ['crochets']],
    ['crochet fermé seul', `${juste} ]`, 'convocation', ['crochets']],
    ['crochets dans des crochets', `${juste} [a [{pieces}]]`, 'convocation', ['crochets']],
    ['sans heure', 'Venez le {date}. {lien}', 'convocation', ['variable_manquante']],
    [
      'heure entre crochets',
      'Venez le {date}[ à {heure}]. {lien}',
      'rappel',
      ['variable_manquante'],
    ],
    ['sans date', 'Venez à {heure}. {lien}', 'modification', ['variable_manquante']],
    ['sans lien', 'Venez le {date} à {heure}.', 'convocation', ['variable_manquante']],
    ['annulation sans date : permise', 'C’est annulé. {lien}', 'annulation', []],
    [
      'variable qui peut manquer, sans crochets',
      `${juste} Téléphone : {telephone}.`,
      'convocation',
      ['variable_sans_crochets'],
    ],
    ['crochets sans variable', `${juste} [bonjour]`, 'convocation', ['crochets_sans_variable']],
    [
      'tout à la fois',
      'Venez {quand}, {lieu}.',
      'convocation',
      ['variable_inconnue', 'variable_manquante', 'variable_sans_crochets'],
    ],
  ] as const)('%s', (_cas, texte, moment, attendus) => {
    expect(codes(refusDeModele(texte, moment))).toEqual(attendus)
  })
  it('Le refus nomme les variables et celles qui existent', () => {
    expect(refusDeModele(`${juste} {nom}`, 'convocation')[0]?.message).toMatch(
      /\{nom\}.*\{date\}, \{heure\}, \{lieu\}/,
    )
    expect(refusDeModele('Venez le {date}. {lien}', 'rappel')[0]?.message).toContain('{heure}')
  })
  it('Une convocation ne part jamais sans son heure', () => {
    const valeurs = exemple(LE, 'fr', 'sms')
    for (const moment of ['convocation', 'rappel', 'modification'] as const) {
      expect(() => rendre('Venez le {date}.', moment, valeurs)).toThrow(
        'without its day and its hour',
      )
      expect(() => rendre('Venez le {date} à {heure}.', moment, { ...valeurs, heure: '' })).toThrow(
        'without its day and its hour',
      )
    }
    expect(() => rendre('Venez [le', 'annulation', valeurs)).toThrow('unclosed')
  })
  it('Ce qui est accepté se rend toujours, sans accolade ni crochet', () => {
    const morceaux = fc.constantFrom(
      '{date}',
      '{heure}',
      '{lien}',
      '[, {lieu}]',
      '[Tél. {telephone}. ]',
      'Venez ',
      'à ',
      '. ',
      '\n',
      '[',
      ']',
      '{',
      '}',
      '{x}',
    )
    fc.assert(
      fc.property(
        fc.array(morceaux, { maxLength: 12 }),
        fc.constantFrom(...clesMoments),
        (parts, moment) => {
          const modele = parts.join('')
          if (refusDeModele(modele, moment).length > 0) return
          const texte = rendre(modele, moment, { ...exemple(LE, 'fr', 'sms'), telephone: null })
          expect(texte).not.toMatch(/[{}[\]]/)
          expect(texte).not.toContain('Tél.')
        },
      ),
      { numRuns: 2000 },
    )
  })
  it('L’objet d’un courriel : obligatoire, avec la date et l’heure seulement', () => {
    expect(refusDeSujet('sms', undefined)).toEqual([])
    expect(refusDeSujet('courriel', 'Le {date} à {heure}')).toEqual([])
    expect(codes(refusDeSujet('courriel', undefined))).toEqual(['sujet_manquant'])
    for (const sujet of ['{lieu}', '[{date}]', 'Le {date'])
      expect(codes(refusDeSujet('courriel', sujet))).toEqual(['sujet_mal_forme'])
    expect(separerSujet(avecSujet('Le {date}', 'Bonjour'))).toEqual({
      sujet: 'Le {date}',
      corps: 'Bonjour',
    })
    expect(separerSujet('Bonjour')).toEqual({ sujet: null, corps: 'Bonjour' })
  })
  it('Un modèle changé entre-temps n’est pas écrasé', () => {
    expect(refusDeModeleChange('', '')).toEqual([])
    expect(codes(refusDeModeleChange('a', 'b'))).toEqual(['modele_change'])
  })
  it('Sur papier, le lien disparaît avec sa ligne', () => {
    expect(sansLien('Venez.\nStop : {lien}\nMerci.')).toBe('Venez.\nMerci.')
    expect(sansLigneDeLien('Venez à 9 h. Ne plus recevoir : https://exemple.fr/s/abc')).toBe(
      'Venez à 9 h.',
    )
  })
  it('La façon de recevoir vient du type, ou de ce qui vaut pour tous', () => {
    expect([
      modaliteDe('suivi', 'visio'),
      modaliteDe('tous-domicile', undefined),
      modaliteDe('x', undefined),
    ]).toEqual(['visio', 'domicile', 'lieu'])
  })
})
