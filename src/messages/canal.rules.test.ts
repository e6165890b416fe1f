import { describe, expect, it } from 'vitest'
import {
  type Coordonnees,
  choisirCanal,
  langueDe,
  masquer,
  mobile,
  numeroNational,
} from './canal.rules.ts'

describe('Un numéro de mobile français, écrit de toutes les façons', () => {
  it.each([
    ['06 12 34 56 78', '+33612345678'],
    ['07.12.34.56.78', '+33712345678'],
    ['+33 6 12 34 56 78', '+33612345678'],
    ['+33 (0)6 12 34 56 78', '+33612345678'],
    ['0033612345678', '+33612345678'],
    ['06-92-12-34-56', '+262692123456'],
    ['0693123456', '+262693123456'],
    ['+262 692 12 34 56', '+262692123456'],
    ['+262 0692 12 34 56', '+262692123456'],
    ['0639 01 02 03', '+262639010203'],
    ['0690 12 34 56', '+590690123456'],
    ['0691 12 34 56', '+590691123456'],
    ['0694 12 34 56', '+594694123456'],
    ['0696 12 34 56', '+596696123456'],
    ['+596 697 12 34 56', '+596697123456'],
  ])('%s est %s', (saisi, attendu) => {
    expect(mobile(saisi)).toBe(attendu)
  })
  it.each([
    '03 88 12 34 56',
    '01 23 45 67 89',
    '+49 151 23456789',
    '+32 470 12 34 56',
    '+262 262 12 34 56',
    '06 12 34',
    '08 36 65 65 65',
    'aucun',
    '',
    null,
  ])('Pas de SMS à %s', saisi => {
    expect(mobile(saisi)).toBeNull()
  })
  it('Se relit à la française, et se masque', () => {
    expect(numeroNational('+33612345634')).toBe('06 12 34 56 34')
    expect(masquer('sms', '+33612345634')).toBe('06 •• •• •• 34')
    expect(masquer('sms', '+262692123456')).toBe('06 •• •• •• 56')
    expect(masquer('courriel', 'jeanne.dupont@exemple.fr')).toBe('j…@exemple.fr')
    expect(masquer('lettre', '1 rue X')).toBe('1 rue X')
  })
})

describe('La voie : SMS, sinon courriel, sinon lettre', () => {
  const c: Coordonnees = {
    telephone: '06 12 34 56 78',
    courriel: 'a@exemple.fr',
    refuseSms: false,
    adresse: '1 rue X, 67000 Strasbourg',
    oppositions: [],
    injoignables: [],
  }
  it('Un mobile : SMS', () => {
    expect(choisirCanal(c)).toEqual({ canal: 'sms', destinataire: '+33612345678', pourquoi: '' })
  })
  it.each([
    [{ telephone: null }, 'Aucun téléphone'],
    [{ telephone: '03 88 12 34 56' }, 'pas un mobile français'],
    [{ refuseSms: true }, 'refuse les SMS'],
    [{ oppositions: ['sms'] }, 'ne plus recevoir de SMS'],
    [{ injoignables: ['+33612345678'] }, 'n’est pas arrivé'],
  ])('Sans SMS possible (%j) : courriel, et l’on dit pourquoi', (sans, pourquoi) => {
    const voie = choisirCanal({ ...c, ...sans })
    expect([voie.canal, voie.destinataire]).toEqual(['courriel', 'a@exemple.fr'])
    expect(voie.pourquoi).toContain(pourquoi)
  })
  it.each([
    [{ courriel: null }],
    [{ oppositions: ['sms', 'courriel'] }],
    [{ injoignables: ['a@exemple.fr'] }],
  ])('Sans SMS ni courriel (%j) : lettre à l’adresse', sans => {
    expect(choisirCanal({ ...c, telephone: null, ...sans })).toMatchObject({
      canal: 'lettre',
      destinataire: '1 rue X, 67000 Strasbourg',
    })
  })
  it('Sans adresse non plus : à remettre en main propre', () => {
    expect(
      choisirCanal({ ...c, telephone: null, courriel: null, adresse: null }).destinataire,
    ).toBe('À remettre en main propre')
  })
})

describe('La langue', () => {
  it.each([
    [['français'], 'fr'],
    [['arabe'], 'ar'],
    [['Arabe (Maroc)'], 'ar'],
    [['turc', 'français'], 'fr'],
    [['lingala', 'anglais'], 'en'],
    [['roumain'], 'ro'],
    [['lingala'], 'fr'],
    [['pt'], 'pt'],
    [[], 'fr'],
  ])('%j : %s', (parlees, attendue) => {
    expect(langueDe(parlees)).toBe(attendue)
  })
})
