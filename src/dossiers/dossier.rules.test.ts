import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  direLaDetention,
  direLEcrou,
  estDetenue,
  numeroAppiValide,
  refusDEcrou,
  refusDeDoublon,
  refusDeFusionner,
  refusDeNaissance,
  refusDeSuivi,
} from './dossier.rules.ts'
import { refusDeVersion } from './fiche.rules.ts'

const codes = (refus: { code: string }[]) => refus.map(r => r.code)

describe('Détenue ou libre', () => {
  const libre = {
    etablissementId: null,
    etablissementNom: null,
    numeroEcrou: null,
    ecroueLe: null,
    sexe: 'F',
  }
  const detenue = {
    ...libre,
    etablissementId: 'e',
    etablissementNom: 'Maison d’arrêt de Strasbourg',
  }
  it('se dit d’une seule source, l’établissement : un numéro d’écrou qui manque ne rend pas libre', () => {
    expect([estDetenue(libre), direLaDetention(libre)]).toEqual([false, 'Libre'])
    expect([estDetenue(detenue), direLaDetention(detenue)]).toEqual([
      true,
      'Détenue : Maison d’arrêt de Strasbourg',
    ])
    expect(direLaDetention({ ...detenue, sexe: null })).toContain('En détention')
    expect(direLEcrou(detenue)).toBe('numéro à préciser')
    expect(direLEcrou({ numeroEcrou: '123', ecroueLe: '2026-11-02' })).toBe(
      '123, depuis le 02/11/2026',
    )
  })
})

describe('Ouvrir un dossier', () => {
  it('Un numéro APPI a l’une des deux formes du terrain (§1.1)', () => {
    for (const bon of ['202012345678', '201512345678A', '19912345', '20012345Z'])
      expect(numeroAppiValide(bon), bon).toBe(true)
    for (const mauvais of [
      '',
      '203012345678',
      '20201234567',
      '2020123456789',
      '202012345678a',
      ' 202012345678',
      '19812345',
      '1991234',
    ])
      expect(numeroAppiValide(mauvais), mauvais).toBe(false)
  })
  it('La naissance n’est pas dans l’avenir, et la personne a seize ans le jour même', () => {
    expect(codes(refusDeNaissance('2026-11-25', '2026-11-24'))).toEqual(['naissance_future'])
    expect(codes(refusDeNaissance('2010-11-25', '2026-11-24'))).toEqual(['trop_jeune'])
    expect(refusDeNaissance('2010-11-24', '2026-11-24')).toEqual([])
  })
  it('Un homonyme arrête l’ouverture, sauf si l’agent dit que c’est une autre personne (C1.1)', () => {
    expect(codes(refusDeDoublon(1, false))).toEqual(['homonymes'])
    expect(refusDeDoublon(1, true)).toEqual([])
    expect(refusDeDoublon(0, false)).toEqual([])
  })
  it('Un numéro d’écrou va avec son établissement', () => {
    expect(codes(refusDEcrou('1234', undefined))).toEqual(['ecrou_sans_etablissement'])
    expect(refusDEcrou('1234', 'e1')).toEqual([])
    expect(refusDEcrou(undefined, undefined)).toEqual([])
  })
  it('Un suivi repris d’un autre outil a commencé au plus tard aujourd’hui', () => {
    expect(codes(refusDeSuivi('2026-11-25', '2026-11-24'))).toEqual(['suivi_futur'])
    expect(refusDeSuivi('2026-11-24', '2026-11-24')).toEqual([])
    expect(refusDeSuivi(undefined, '2026-11-24')).toEqual([])
  })
})

describe('Écrire à deux, fusionner', () => {
  it('Toute autre version que celle qui a été vue est un refus, quelle qu’elle soit', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.nat(),
        (vue, actuelle) => refusDeVersion(vue, actuelle).length === (vue === actuelle ? 0 : 1),
      ),
    )
  })
  const garde = { dossierId: 'd1', fusionneDans: null, qualite: 'suit' }
  const autre = { ...garde, dossierId: 'd2' }
  it.each([
    ['un numéro inconnu', 'absorbe_inconnu', garde, undefined],
    ['le dossier lui-même', 'meme_dossier', garde, garde],
    ['un dossier déjà fusionné', 'deja_fusionne', garde, { ...autre, fusionneDans: 'd3' }],
    [
      'un dossier que son service ne suit pas',
      'autre_service',
      garde,
      { ...autre, qualite: 'recoit' },
    ],
    [
      'un dossier qui lui est seulement proposé',
      'autre_service',
      garde,
      { ...autre, qualite: 'propose' },
    ],
    ['dans un dossier déjà fusionné', 'deja_fusionne', { ...garde, fusionneDans: 'd9' }, autre],
  ])('On ne fusionne pas %s', (_cas, code, a, b) => {
    expect(codes(refusDeFusionner(a, b))).toEqual([code])
  })
  it('Deux dossiers distincts se fusionnent', () => {
    expect(refusDeFusionner(garde, autre)).toEqual([])
  })
})
