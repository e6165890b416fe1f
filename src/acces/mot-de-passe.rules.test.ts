import { describe, expect, it } from 'vitest'
import { refusDuNouveau } from './mot-de-passe.examen.ts'
import {
  FENETRE_MINUTES,
  FORCE_MIN,
  motsPersonnels,
  refusDEssayer,
  refusDeForce,
  refusDuMeme,
  refusDuMotDePasse,
} from './mot-de-passe.rules.ts'

const jeanne = {
  identifiant: 'jeanne.leroy@example.fr',
  nom: 'Le Roy',
  prenom: 'Jeanne',
  entiteNom: 'SPIP du Bas-Rhin',
}
const codes = (refus: { code: string }[]) => refus.map(r => r.code)

describe('Le mot de passe (ADR 0007, 0049)', () => {
  it('a de douze à deux cents caractères', () => {
    expect(refusDuMotDePasse('une phrase convient', jeanne)).toEqual([])
    expect(codes(refusDuMotDePasse('onze lettre', jeanne))).toEqual(['trop_court'])
    expect(codes(refusDuMotDePasse('x'.repeat(201), jeanne))).toEqual(['trop_long'])
  })
  it.each([
    'bonjour JEANNE dupont',
    'mon service est le spip',
    'les quais du Rhîn en mai',
    'ici jeanne.leroy écrit',
    'leroy aime les pommes',
    'au bord du Rhin67',
  ])('ne dit ni qui le prend, ni où : %s', motDePasse =>
    expect(codes(refusDuMotDePasse(motDePasse, jeanne))).toEqual(['mot_personnel']),
  )
  it.each([
    'filrouge-filrouge',
    'Fil Rouge et ses pommes',
    'ma démonstration à moi',
    'demonstration-fil-rouge',
    'une probation de tomates',
  ])('ne dit pas le logiciel : %s', motDePasse =>
    expect(codes(refusDuMotDePasse(motDePasse, jeanne))).toEqual(['mot_du_produit']),
  )
  it('un mot est un mot entier, et le refus le nomme', () => {
    expect(refusDuMotDePasse('un rhinocéros bleu mange tard', jeanne)).toEqual([])
    expect(refusDuMotDePasse('un Rhîn bleu mange tard', jeanne)[0]?.message).toContain('« rhin »')
  })
  it('un mot de moins de quatre lettres n’est pas personnel : « Le » et « Roy » ne condamnent pas une phrase', () => {
    expect(motsPersonnels(jeanne)).toEqual([
      'jeanne.leroy',
      'jeanne',
      'leroy',
      'jeanne',
      'spip',
      'rhin',
    ])
    expect(refusDuMotDePasse('le royaume des belettes', jeanne)).toEqual([])
  })
  it.each([
    'motdepasse2026',
    'azertyuiop123',
    'azertyazerty',
    'password12345',
    '123456789012',
    'aaaaaaaaaaaaaaaa',
    'Bonjour123456',
    '14juillet1789',
  ])('ne se devine pas : %s', async motDePasse =>
    expect(codes(await refusDuNouveau(motDePasse, jeanne))).toEqual(['se_devine']),
  )
  it.each([
    'cheval agrafe batterie',
    'une phrase convient bien',
    'tomate violon escalier brume',
    'x7$Kq!9vLm2#Wp',
  ])('quatre mots sans rapport suffisent : %s', async motDePasse =>
    expect(await refusDuNouveau(motDePasse, jeanne)).toEqual([]),
  )
  it('n’est pas celui que l’on a déjà', () => {
    expect([
      refusDuMeme('tomate violon', 'tomate violons'),
      codes(refusDuMeme('tomate violon', 'tomate violon')),
    ]).toEqual([[], ['meme_mot_de_passe']])
  })
  it('la force est un nombre d’essais, à un près', () => {
    expect([codes(refusDeForce(FORCE_MIN - 0.1)), refusDeForce(FORCE_MIN)]).toEqual([
      ['se_devine'],
      [],
    ])
  })
})

describe('L’attente', () => {
  it('dit pour quoi et combien de temps : le compte d’abord, l’adresse ensuite', () => {
    expect(refusDEssayer({ compte: null, adresse: null })).toEqual([])
    const [compte] = refusDEssayer({ compte: 0, adresse: 0 })
    expect([compte?.code, compte?.message]).toEqual([
      'trop_d_essais',
      expect.stringContaining(`Attendez ${FENETRE_MINUTES} min`),
    ])
    const [adresse] = refusDEssayer({ compte: null, adresse: FENETRE_MINUTES * 60 - 61 })
    expect([adresse?.code, adresse?.message]).toEqual([
      'trop_de_comptes',
      expect.stringContaining('Attendez 2 min'),
    ])
    expect(refusDEssayer({ compte: FENETRE_MINUTES * 60, adresse: null })[0]?.message).toContain(
      'Attendez 1 min',
    )
  })
})
