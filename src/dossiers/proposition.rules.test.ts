import { describe, expect, it } from 'vitest'
import { comparerALaFiche, type FicheDite, ficheVide, refusDeDecider } from './proposition.rules.ts'

const metz = {
  ...ficheVide,
  logement: 'adresse',
  adresse: '3 rue des Lilas',
  codePostal: '57000',
  commune: 'Metz',
}
const chez = ({
  logement,
  adresse,
  adresseComplement,
  codePostal,
  commune,
  domicilieChez,
}: FicheDite) => ({
  logement,
  adresse,
  adresseComplement,
  codePostal,
  commune,
  domicilieChez,
})

describe('Ce qu’une personne connue dit à l’audience (C1.1)', () => {
  it('Remplit ce que la fiche n’a pas', () => {
    const dit = {
      telephone: '06 39 98 12 34',
      courriel: 'a@exemple.fr',
      langues: ['turc'],
      interprete: true,
      adresse: chez(metz),
    }
    expect(comparerALaFiche(dit, ficheVide)).toEqual({
      remplis: {
        telephone: '06 39 98 12 34',
        courriel: 'a@exemple.fr',
        langues: ['turc'],
        interprete: true,
        ...chez(metz),
      },
      proposes: [],
    })
  })
  it('Est proposé quand la fiche dit autre chose : rien n’est écrasé', () => {
    const fiche = {
      ...metz,
      telephone: '06 00 00 00 00',
      courriel: 'b@exemple.fr',
      langues: ['français'],
      numeroAppi: '202012345678',
    }
    const ailleurs = {
      ...chez(metz),
      adresse: '9 rue Haute',
      commune: 'Nancy',
      codePostal: '54000',
    }
    const dit = {
      telephone: '06 39 98 12 34',
      courriel: 'a@exemple.fr',
      langues: ['turc'],
      interprete: true,
      numeroAppi: '202099999999',
    }
    const { remplis, proposes } = comparerALaFiche({ ...dit, adresse: ailleurs }, fiche)
    expect(remplis).toEqual({})
    expect(proposes.map(p => p.champ)).toEqual([
      'telephone',
      'courriel',
      'langues',
      'interprete',
      'numeroAppi',
      'adresse',
    ])
    expect(proposes.at(-1)?.valeurs).toEqual(ailleurs)
  })
  it('N’est rien quand la fiche le dit déjà, écrit autrement', () => {
    const fiche = {
      ...metz,
      telephone: '06.39.98.12.34',
      courriel: 'A@exemple.fr',
      langues: ['Turc'],
      interprete: true,
    }
    const dit = {
      telephone: '0639981234',
      courriel: 'a@exemple.fr',
      langues: ['turc'],
      interprete: true,
    }
    expect(
      comparerALaFiche({ ...dit, adresse: { ...chez(metz), adresse: '3 RUE DES LILAS' } }, fiche),
    ).toEqual({
      remplis: {},
      proposes: [],
    })
  })
  it('Se décide une fois, et par le service qui suit', () => {
    expect(refusDeDecider({ decision: null }, 's67', 's57').map(r => r.code)).toEqual([
      'autre_service',
    ])
    expect(refusDeDecider({ decision: 'reprise' }, 's67', 's67').map(r => r.code)).toEqual([
      'deja_decidee',
    ])
    expect(refusDeDecider({ decision: null }, 's67', 's67')).toEqual([])
  })
})
