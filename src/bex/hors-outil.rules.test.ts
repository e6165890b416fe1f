import { describe, expect, it } from 'vitest'
import { refusDeJourFerme } from '../agenda/index.ts'
import { avecArticle } from '../platform/phrase.ts'
import {
  refusDAdresser,
  refusDuJour,
  refusDuMotif,
  territoireDeLAdresse,
} from './hors-outil.rules.ts'

const codes = (r: { code: string }[]) => r.map(x => x.code)
const LE = '2026-11-24'

describe('Une remise hors de l’outil', () => {
  it('Un jour donné au téléphone est à venir, ou n’est pas dit', () => {
    expect(codes(refusDuJour('2026-11-23', LE))).toEqual(['jour_passe'])
    expect([refusDuJour(LE, LE), refusDuJour(undefined, LE)]).toEqual([[], []])
  })
  it('Les jours fériés sont ceux du département de l’adresse, ceux de tous quand elle ne le dit pas', () => {
    expect(
      [
        '12 rue Basse, 67000 Strasbourg',
        '1 quai, 97110 Pointe-à-Pitre',
        '3 place, 88000 Épinal',
        'Colmar',
      ].map(territoireDeLAdresse),
    ).toEqual(['alsace-moselle', 'guadeloupe', 'metropole', 'metropole'])
    const ferme = (le: string, adresse: string) =>
      codes(refusDeJourFerme(le as never, territoireDeLAdresse(adresse)))
    expect(ferme('2026-12-06', '88000 Épinal')).toEqual(['fin_de_semaine'])
    expect(ferme('2026-12-25', '88000 Épinal')).toEqual(['ferie'])
    expect(ferme('2027-03-26', '67000 Strasbourg')).toEqual(['ferie'])
    expect(ferme('2027-03-26', '88000 Épinal')).toEqual([])
  })
  it('Le dossier part une fois, entre l’audience et aujourd’hui', () => {
    const r = { audienceLe: '2026-11-20' as const, adresseLe: null }
    expect(codes(refusDAdresser({ ...r, adresseLe: '2026-11-21' }, LE, LE))).toEqual([
      'deja_adresse',
    ])
    expect(codes(refusDAdresser(r, '2026-11-25', LE))).toEqual(['adresse_future'])
    expect(codes(refusDAdresser(r, '2026-11-19', LE))).toEqual(['adresse_avant'])
    expect([refusDAdresser(r, '2026-11-20', LE), refusDAdresser(r, LE, LE)]).toEqual([[], []])
  })
  it('Le motif d’un effacement ne nomme pas la personne', () => {
    const qui = { nom: 'MARTIN', prenoms: 'Jeanne Lou' }
    for (const motif of ['Demande de martin', 'Lou est relaxée'])
      expect(codes(refusDuMotif(qui, motif))).toEqual(['motif_nominatif'])
    expect(refusDuMotif(qui, 'Relaxe en appel')).toEqual([])
  })
  it.each([
    ['An', 'Li', 'Demande du tribunal, un an après la libération', 'Demande de M. An'],
    ['LÊ', 'Van', 'Le dossier est parti, le SPIP a écrit', 'Demande de Mme Le'],
    [
      'De La Tour',
      'Jean-Éric',
      'Erreur de la saisie, le nom du SPIP est faux',
      'Erreur, JEAN-ERIC est ailleurs',
    ],
    ['D’Anjou', 'Bo', 'Doublon d’une autre remise', 'Doublon de Bo'],
  ])('%s %s : des mots entiers, pas des lettres', (nom, prenoms, sansNom, avecNom) => {
    expect(refusDuMotif({ nom, prenoms }, sansNom)).toEqual([])
    expect(codes(refusDuMotif({ nom, prenoms }, avecNom))).toEqual(['motif_nominatif'])
  })
})
describe('Le nom d’une institution dans une phrase', () => {
  it.each([
    ['Tribunal judiciaire de Strasbourg', 'le tribunal judiciaire de Strasbourg'],
    ['Cour d’appel de Colmar', 'la cour d’appel de Colmar'],
    ['Antenne de Saverne', 'l’antenne de Saverne'],
    ['SPIP du Bas-Rhin', 'le SPIP du Bas-Rhin'],
    ['Espace Durand', 'Espace Durand'],
  ])('%s : « Pour %s »', (nom, dit) => {
    expect(avecArticle(nom)).toBe(dit)
  })
})
