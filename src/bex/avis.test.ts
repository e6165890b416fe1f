import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { LE } from '../../tests/base.ts'
import type { Jour } from '../platform/date.ts'
import { pdf } from '../platform/pdf/index.ts'
import { avisDeConvocation } from './avis.pdf.ts'

describe('La convocation imprimée', () => {
  const identite = {
    nomComplet: 'MARTIN Jeanne',
    naissanceLe: '1990-01-31' as Jour,
    adresse: null,
  } as unknown as Parameters<typeof avisDeConvocation>[0]
  const c = {
    le: '2026-12-01' as Jour,
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
    remiseLe: '2026-12-01' as Jour,
    remiseHeure: '09:30',
    remiseLieu: 'Antenne de Strasbourg',
  }
  const pages = (octets: Uint8Array) => {
    const brut = Buffer.from(octets).toString('latin1')
    const flux = [...brut.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(m => {
      try {
        return inflateSync(Buffer.from(m[1] ?? '', 'latin1')).toString('latin1')
      } catch {
        return ''
      }
    })
    return [brut, ...flux].join('\n').match(/\/Type\s*\/Page\b/g)?.length ?? 0
  }
  it('A deux exemplaires, chacun avec le jour, l’heure, l’adresse, le téléphone, les pièces et les signatures', () => {
    const avis = avisDeConvocation(identite, [c], undefined, LE)
    expect(avis.copies.map(x => x.mention)).toEqual([
      'Exemplaire de la personne',
      'Exemplaire du service',
    ])
    for (const copie of avis.copies) {
      const dit = Object.fromEntries(copie.faits)
      expect(dit).toMatchObject({
        Jour: 'mardi 1er décembre 2026',
        Heure: '9 h 30',
        Adresse: c.adresse,
        Téléphone: c.lieuTelephone,
      })
      expect(copie.signatures).toHaveLength(2)
    }
    expect(avis.copies[0]?.suite.join(' ')).toContain(
      'Apportez : pièce d’identité, cette convocation',
    )
    expect(pages(pdf('avis', avis))).toBe(2)
    expect(
      pages(pdf('avis', avisDeConvocation(identite, [c, { ...c, heure: '14:00' }], undefined, LE))),
    ).toBe(4)
  })
  it('Dit à la personne qui appeler et ce qui suit une absence : devant le JAP, les mots de l’article 474 ; ailleurs, rien de plus que ce qui est lu', () => {
    const dit = (type: string) =>
      avisDeConvocation(identite, [{ ...c, type }], undefined, LE).copies[0]?.suite.join(' ') ?? ''
    expect(dit('sortie_audience_sap')).toContain(
      'la peine sera exécutée en prison si vous ne venez pas devant le juge, sans excuse légitime (CPP 474, al. 2)',
    )
    for (const type of ['sortie_audience_sap', 'sortie_audience_spip'])
      expect(dit(type)).toContain('Appelez le 03 53 01 67 10')
    expect(dit('sortie_audience_spip')).not.toContain('prison')
  })
  it('Ce que le tribunal dit au SPIP n’est que sur l’exemplaire du service', () => {
    const remise = {
      audienceLe: LE,
      juridictionNom: 'TJ de Strasbourg',
      decisionRemise: false,
      piecesManquantes: 'bulletin de salaire',
      precisions: 'À recevoir vite',
    }
    const [personne, service] = avisDeConvocation(
      identite,
      [c],
      remise as unknown as Parameters<typeof avisDeConvocation>[2],
      LE,
    ).copies
    expect(JSON.stringify(personne)).not.toContain('À recevoir vite')
    expect(JSON.stringify(service)).toContain('À recevoir vite')
    expect(JSON.stringify(personne)).not.toContain('bulletin de salaire')
    expect(JSON.stringify(service)).toContain('bulletin de salaire')
  })
  it('Porte le jour où elle est faite, pas celui de l’audience, et ne dit remise que celle qui vaut encore', () => {
    const ancienne = {
      audienceLe: '2026-10-20' as Jour,
      juridictionNom: 'TJ de Strasbourg',
    } as unknown as Parameters<typeof avisDeConvocation>[2]
    const dit = (plus: object) => {
      const avis = avisDeConvocation(identite, [{ ...c, ...plus }], ancienne, LE)
      return [
        avis.lieuEtDate,
        Object.fromEntries(avis.copies[1]?.remise ?? [])['Convocation remise à la personne'],
      ]
    }
    expect(dit({})).toEqual(['Fait le mardi 24 novembre 2026', 'oui'])
    expect(dit({ remiseHeure: '11:00' })[1]).toBe(
      'non : son papier dit encore le 01/12/2026 à 11 h 00',
    )
    expect(dit({ remiseLe: null, remiseHeure: null, remiseLieu: null })[1]).toBe('non')
  })
})
