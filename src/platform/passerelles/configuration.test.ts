import { describe, expect, it } from 'vitest'
import { optionsSansEffet } from './configuration.ts'

const sansEffet = (options: string) =>
  optionsSansEffet({ sms: `smpp://identifiant:motdepasse@smsc.exemple:2775?${options}` })

describe('Ce que l’adresse d’un SMSC dit et que personne ne lit', () => {
  it('Rien, quand chaque option est de celles du document', () => {
    const toutes = 'source=38123&fenetre=10&delai=15&attente=3600&doute=montrer&long=payload&type='
    expect(sansEffet(toutes)).toEqual([])
    expect(optionsSansEffet({ sms: 'https://sms.exemple/envois?compte=3' })).toEqual([])
    expect([optionsSansEffet({ sms: 'demo' }), optionsSansEffet({ sms: null })]).toEqual([[], []])
  })
  it.each([
    [
      'fenettre=10',
      'FIL_ROUGE_SMS : l’option « fenettre » n’existe pas, elle est sans effet. Vouliez-vous « fenetre » ?',
    ],
    [
      'constructor=10',
      'FIL_ROUGE_SMS : l’option « constructor » n’existe pas, elle est sans effet.',
    ],
    [
      'doute=renvoye',
      'FIL_ROUGE_SMS : « doute=renvoye » ne se lit pas, la valeur par défaut est prise.',
    ],
    ['delai=15s', 'FIL_ROUGE_SMS : « delai=15s » ne se lit pas, la valeur par défaut est prise.'],
  ])('%s', (option, attendu) => {
    expect(sansEffet(`source=38123&${option}`)).toEqual([attendu])
  })
})
