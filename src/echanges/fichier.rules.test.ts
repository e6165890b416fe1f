import { describe, expect, it } from 'vitest'
import type { Jour } from '../platform/date.ts'
import {
  aEcrire,
  comparer,
  memePersonne,
  reconnaitre,
  reconnaitrePersonne,
} from './fichier.rules.ts'

type Candidat = {
  dossierId: string
  numeroAppi: string | null
  naissanceLe: Jour
  serviceId: string | null
  ressemblance: number
}
const candidat = (c: Partial<Candidat> = {}): Candidat => ({
  dossierId: 'd1',
  numeroAppi: null,
  naissanceLe: '1990-01-31',
  serviceId: 's67',
  ressemblance: 1,
  ...c,
})
const jeanne = { naissanceLe: '1990-01-31' as const } as const
const verdict = (p: { numeroAppi?: string; naissanceLe: Jour }, ...c: Candidat[]) =>
  reconnaitrePersonne(p, c, 's67').action

describe('Reconnaître le fichier', () => {
  it('par son en-tête, quels qu’en soient l’ordre, la casse et les accents', () => {
    expect(
      reconnaitre([
        'NUMERO DE DOSSIER',
        'nom',
        'prenom',
        'date de naissance',
        'mesure/intervention',
      ]),
    ).toMatchObject({
      format: 'appi',
    })
    expect(reconnaitre(['Naissance_Le', 'NOM', 'Prenoms', 'couleur'])).toMatchObject({
      format: 'fil-rouge',
      inconnues: ['couleur'],
    })
    expect(reconnaitre(['nom'])).toMatchObject({
      manquent: { 'fil-rouge': ['prenoms', 'naissance_le'] },
    })
  })
})

describe('Reconnaître la personne (C1.1)', () => {
  it('personne qui ressemble : un dossier à ouvrir', () => expect(verdict(jeanne)).toBe('creer'))
  it('même état civil, ou même numéro APPI : c’est elle, ici ou ailleurs', () => {
    expect(verdict(jeanne, candidat())).toBe('existe')
    expect(verdict(jeanne, candidat({ serviceId: 's57' }))).toBe('ailleurs')
    expect(
      verdict(
        { ...jeanne, numeroAppi: '202012345678' },
        candidat({ numeroAppi: '202012345678', ressemblance: 0.2 }),
      ),
    ).toBe('existe')
  })
  it.each([
    ['un nom voisin', jeanne, [candidat({ ressemblance: 0.7 })]],
    ['une autre date de naissance', jeanne, [candidat({ naissanceLe: '1990-01-30' })]],
    [
      'le même état civil avec un autre numéro APPI',
      { ...jeanne, numeroAppi: '202012345678' },
      [candidat({ numeroAppi: '202099999999' })],
    ],
    [
      'le même numéro APPI mais ni le nom ni la date',
      { ...jeanne, numeroAppi: '202012345678' },
      [candidat({ numeroAppi: '202012345678', ressemblance: 0.1, naissanceLe: '1970-01-01' })],
    ],
    ['deux dossiers au même état civil', jeanne, [candidat(), candidat({ dossierId: 'd2' })]],
  ])('%s : l’agent choisit', (_cas, personne, candidats) =>
    expect(verdict(personne, ...candidats)).toBe('a_choisir'),
  )
  it('deux lignes sont d’une même personne par le numéro, sinon par l’état civil', () => {
    const a = { nom: 'Le Goff', prenoms: 'Anne', naissanceLe: '01/02/1990' }
    expect(memePersonne(a, { ...a, nom: 'GOFF LE' })).toBe(true)
    expect(memePersonne({ ...a, numeroAppi: '1' }, { ...a, numeroAppi: '2' })).toBe(false)
    expect(memePersonne({ ...a, numeroAppi: '1' }, { nom: 'X', numeroAppi: '1' })).toBe(true)
    expect(memePersonne(a, { ...a, naissanceLe: '02/02/1990' })).toBe(false)
  })
})

describe('Comparer champ par champ', () => {
  const fiche = {
    nom: 'MARTIN',
    telephone: '06 39 98 12 34',
    commune: null,
    logement: 'inconnu',
    refuseSms: false,
  }
  it('une cellule vide, un même numéro autrement écrit, une case non cochée : rien', () => {
    expect(
      comparer(
        {
          nom: 'MARTIN',
          telephone: '0639981234',
          commune: '',
          refuseSms: false,
          logement: 'inconnu',
        },
        fiche,
      ),
    ).toEqual([])
  })
  it('ce qui manque est un ajout, ce qui diffère n’est écrit que sur demande', () => {
    const differences = comparer(
      { commune: 'Metz', telephone: '0700000000', logement: 'adresse' },
      fiche,
    )
    expect(differences.map(d => [d.champ, d.avant])).toEqual([
      ['telephone', '06 39 98 12 34'],
      ['logement', null],
      ['commune', null],
    ])
    expect(aEcrire(differences, false).map(d => d.champ)).toEqual(['logement', 'commune'])
    expect(aEcrire(differences, true)).toEqual(differences)
  })
})
