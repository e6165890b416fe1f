import { describe, expect, it } from 'vitest'
import { LE } from '../../tests/base.ts'
import { avisDeConvocation } from './avis.pdf.ts'

describe('Le papier dit vrai', () => {
  const identite = { nomComplet: 'MARTIN Jeanne', naissanceLe: '1990-01-31', adresse: null } as unknown as Parameters<
    typeof avisDeConvocation
  >[0]
  const c = {
    le: '2026-12-01',
    heure: '09:30',
    dureeMinutes: 30,
    lieu: 'Antenne de Strasbourg',
    adresse: '3 rue des Lilas, 67000 Strasbourg',
    type: 'sortie_audience_spip',
    typeLibelle: 'Sortie d’audience SPIP',
    pieces: 'pièce d’identité',
    acces: null,
    consigne: null,
    entiteNom: 'SPIP du Bas-Rhin',
    lieuTelephone: '03 53 01 67 10',
    numeroParquet: '26001',
    audienceLe: LE,
    remiseLe: '2026-12-01',
    remiseHeure: '09:30',
    remiseLieu: 'Antenne de Strasbourg',
  }
  it('Porte le jour où elle est faite, pas celui de l’audience, et ne dit remise que celle qui vaut encore', () => {
    const ancienne = { audienceLe: '2026-10-20', juridictionNom: 'TJ de Strasbourg' } as unknown as Parameters<typeof avisDeConvocation>[2]
    const dit = (plus: object) => {
      const avis = avisDeConvocation(identite, [{ ...c, ...plus }], ancienne, LE)
      return [avis.lieuEtDate, Object.fromEntries(avis.copies[1]?.remise ?? [])['Convocation remise à la personne']]
    }
    expect(dit({})).toEqual(['Fait le mardi 24 novembre 2026', 'oui'])
    expect(dit({ remiseHeure: '11:00' })[1]).toBe('non : son papier dit encore le 01/12/2026 à 11 h 00')
    expect(dit({ remiseLe: null, remiseHeure: null, remiseLieu: null })[1]).toBe('non')
  })
})
