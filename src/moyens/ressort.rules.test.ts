import { describe, expect, it } from 'vitest'
import {
  chercherCommunes,
  communeParCode,
  communeSansDoute,
  departements,
} from './commune.store.ts'
import {
  type Annuaire,
  cleDe,
  examinerLignes,
  refusDAntenne,
  refusDEcrire,
  refusDeTenirLeRessort,
} from './ressort.rules.ts'

const admin = { fonction: 'administrateur', serviceId: null }
const dfspip = { fonction: 'dfspip', serviceId: 's67' }
const sien = { serviceId: 's67', departement: '67' }
const codes = (r: { code: string }[]) => r.map(x => x.code)

describe('Les communes', () => {
  it('se cherchent par leur nom, sans accents ni tirets, et par leur code postal', () => {
    expect(chercherCommunes('epinal')[0]).toMatchObject({ code: '88160', nom: 'Épinal' })
    expect(chercherCommunes('st die des vosges')[0]?.nom).toBe('Saint-Dié-des-Vosges')
    expect(chercherCommunes('67000').map(c => c.nom)).toContain('Strasbourg')
    expect(chercherCommunes('  67 000 ').map(c => c.nom)).toEqual(['Strasbourg'])
    expect(chercherCommunes('x')).toEqual([])
    expect(chercherCommunes('saint', 7)).toHaveLength(7)
  })
  it('Celle que les mots nomment sans doute est reconnue ; entre plusieurs, personne ne choisit', () => {
    expect(communeSansDoute('Strasbourg', chercherCommunes('Strasbourg'))?.code).toBe('67482')
    expect(communeSansDoute('Saint-Denis', chercherCommunes('Saint-Denis'))).toBeUndefined()
    expect(communeSansDoute('nulle part', [])).toBeUndefined()
  })
  it('Il y en a plus de 34 000, Corse et outre-mer compris', () => {
    const tous = [...departements().values()]
    expect(tous.length).toBeGreaterThanOrEqual(101)
    expect(tous.reduce((n, d) => n + d.communes, 0)).toBeGreaterThan(34_000)
    expect([
      communeParCode('2a004')?.nom,
      communeParCode('97411')?.departement,
      communeParCode('99999'),
    ]).toEqual(['Ajaccio', '974', undefined])
  })
  it('« St » et « Ste » sont « Saint » et « Sainte »', () => {
    expect([cleDe('Ste-Marie'), cleDe('SAINTE MARIE'), cleDe('Œuilly')]).toEqual([
      'sainte marie',
      'sainte marie',
      'oeuilly',
    ])
  })
})

describe('Qui tient le ressort', () => {
  it('L’administrateur, partout', () => {
    expect(
      refusDeTenirLeRessort(admin, { departement: '2A', serviceId: 'x' }, undefined, 'y'),
    ).toEqual([])
  })
  it('Le DFSPIP, pour son service, dans son département', () => {
    expect(
      refusDeTenirLeRessort(dfspip, { departement: '67', serviceId: 's67' }, sien, null),
    ).toEqual([])
    expect(
      codes(refusDeTenirLeRessort(dfspip, { departement: '57', serviceId: 's67' }, sien, null)),
    ).toEqual(['autre_departement'])
    expect(
      codes(refusDeTenirLeRessort(dfspip, { departement: '67', serviceId: 'autre' }, sien, null)),
    ).toEqual(['autre_service'])
    expect(
      codes(refusDeTenirLeRessort(dfspip, { departement: '67', serviceId: 's67' }, sien, 'autre')),
    ).toEqual(['autre_service'])
    expect(
      codes(
        refusDeTenirLeRessort(dfspip, { departement: '67', serviceId: 's67' }, undefined, null),
      ),
    ).toEqual(['autre_departement'])
  })
  it('L’antenne est du service, et ouverte', () => {
    expect(refusDAntenne(undefined, 's67', '2026-11-24')).toEqual([])
    expect(
      refusDAntenne({ serviceId: 's67', fermeeLe: '2026-12-01' }, 's67', '2026-11-24'),
    ).toEqual([])
    expect(codes(refusDAntenne({ serviceId: 's57', fermeeLe: null }, 's67', '2026-11-24'))).toEqual(
      ['antenne_ailleurs'],
    )
    expect(
      codes(refusDAntenne({ serviceId: 's67', fermeeLe: '2026-11-24' }, 's67', '2026-11-24')),
    ).toEqual(['antenne_ailleurs'])
  })
})

describe('Un fichier de ressort', () => {
  const annuaire: Annuaire = {
    services: [
      { id: 's67', nom: 'SPIP du Bas-Rhin', departement: '67' },
      { id: 's57', nom: 'SPIP de la Moselle', departement: '57' },
    ],
    antennes: [{ id: 'a', nom: 'Antenne de Saverne', serviceId: 's67', fermeeLe: null }],
    juridictions: [{ id: 'j', nom: 'Tribunal judiciaire de Strasbourg' }],
    commune: communeParCode,
    actuels: new Map([['67482', { serviceId: 's67', antenneId: null, juridictionId: 'j' }]]),
    aujourdhui: '2026-11-24',
  }
  const ligne = (
    numero: number,
    code_commune: string,
    service = 'SPIP du Bas-Rhin',
    reste: Record<string, string> = {},
  ) => ({
    numero,
    cellules: { code_commune, service, juridiction: 'Tribunal judiciaire de Strasbourg', ...reste },
    trop: false,
  })
  it('Chaque ligne dit ce qu’elle change, et retrouve les noms de l’annuaire sans leurs accents', () => {
    const r = examinerLignes(
      [
        ligne(2, '67482'),
        ligne(3, '67437', 'spip du BAS RHIN', { antenne: 'antenne de saverne' }),
        ligne(4, '67482', 'SPIP du Bas-Rhin'),
      ],
      annuaire,
      admin,
    )
    expect(r.map(l => l.effet)).toEqual(['identique', 'nouvelle', null])
    expect(r[1]).toMatchObject({
      communeNom: 'Saverne',
      serviceId: 's67',
      antenneId: 'a',
      juridictionId: 'j',
    })
    expect(r[2]?.fautes).toEqual(['Cette commune est déjà à la ligne 2.'])
    expect(
      examinerLignes([ligne(2, '67482', 'SPIP de la Moselle')], annuaire, admin)[0]?.effet,
    ).toBe('change')
  })
  it('Chaque faute est dite à sa ligne', () => {
    const fautes = (l: ReturnType<typeof ligne>, qui = admin) =>
      examinerLignes([l], annuaire, qui)[0]?.fautes
    expect(fautes(ligne(2, '67999'))).toEqual(['« 67999 » n’est pas le code INSEE d’une commune.'])
    expect(fautes(ligne(2, '67482', 'SPIP de Nulle-Part'))).toEqual([
      'Aucun service de l’annuaire ne s’appelle « SPIP de Nulle-Part ».',
    ])
    expect(fautes(ligne(2, '67482', undefined, { juridiction: 'TJ X' }))).toEqual([
      'Aucune juridiction de l’annuaire ne s’appelle « TJ X ».',
    ])
    expect(fautes(ligne(2, '67482', undefined, { antenne: 'Antenne de Mars' }))).toEqual([
      'SPIP du Bas-Rhin n’a pas d’antenne « Antenne de Mars ».',
    ])
    expect(fautes({ ...ligne(2, '67482'), trop: true })?.[0]).toContain('un séparateur est de trop')
    expect(examinerLignes([ligne(2, '57463')], annuaire, dfspip)[0]?.fautes[0]).toContain(
      'pas de votre département',
    )
  })
  it('Une faute suffit pour que rien ne s’écrive, et un fichier ne s’écrit qu’une fois', () => {
    expect(refusDEcrire([{ fautes: [] }], false)).toEqual([])
    expect(
      refusDEcrire([{ fautes: ['x'] }, { fautes: ['y'] }, { fautes: [] }], false)[0]?.message,
    ).toContain('2 lignes à corriger')
    expect(codes(refusDEcrire([], true))).toEqual(['deja_ecrit'])
  })
})
