import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  direLaDetention,
  direLEcrou,
  dossiersAPasser,
  estDetenue,
  numeroAppiValide,
  refusDAffecter,
  refusDAffecterEnNombre,
  refusDAnnuler,
  refusDAntenneDAutrui,
  refusDEcrou,
  refusDeDoublon,
  refusDeFusionner,
  refusDeNaissance,
  refusDePasser,
  refusDeReferent,
  refusDeRepondre,
  refusDeSuivi,
  refusDesRepreneurs,
  refusDeTransferer,
  repartir,
} from './dossier.rules.ts'
import { refusDeVersion } from './fiche.rules.ts'

const codes = (refus: { code: string }[]) => refus.map(r => r.code)
const prise = { serviceId: 's67', referentId: 'a1' }
const agent = { serviceId: 's67', fonction: 'travailleur_social', partiLe: null }

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

describe('Affecter en nombre', () => {
  const libre = {
    nomComplet: 'Durand Zoé',
    closA: null,
    serviceId: 's67',
    referentNom: null,
    decideeParNom: 'Paul Dpip',
  }
  it('Ce que personne ne suit s’affecte ; rien d’autre n’est dit', () => {
    expect(refusDAffecterEnNombre([libre], 1, 's67')).toEqual([])
  })
  it('Chaque dossier qui l’empêche est nommé, et qui a été plus rapide', () => {
    const lus = [
      libre,
      { ...libre, nomComplet: 'B', closA: '2026-11-01' },
      { ...libre, nomComplet: 'C', serviceId: 's57' },
      { ...libre, nomComplet: 'D', referentNom: 'Anne Ts' },
    ]
    const refus = refusDAffecterEnNombre(lus, 6, 's67')
    expect(codes(refus)).toEqual([
      'dossier_clos',
      'autre_service',
      'deja_affecte',
      'hors_service',
      'rien_ecrit',
    ])
    expect(refus[2]?.message).toContain('D : déjà confié à Anne Ts, par Paul Dpip')
    expect(refus[3]?.message).toContain('2 dossiers cochés')
  })
  it('Le référent est du service, présent, et d’une fonction qui suit', () => {
    expect(refusDeReferent(agent, 's67')).toEqual([])
    expect(codes(refusDeReferent(undefined, 's67'))).toEqual(['referent_ailleurs'])
    expect(codes(refusDeReferent({ ...agent, partiLe: '2026-11-01' }, 's67'))).toEqual([
      'referent_part',
    ])
    expect(codes(refusDeReferent({ ...agent, fonction: 'surveillant' }, 's67'))).toEqual([
      'referent_fonction',
    ])
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

describe('Affecter', () => {
  it('Dans son service, à un agent présent qui suit des dossiers', () => {
    expect(refusDAffecter(prise, 's67', agent, 'a2')).toEqual([])
    expect(
      refusDAffecter({ ...prise, referentId: null }, 's67', { ...agent, fonction: 'dpip' }, 'a2'),
    ).toEqual([])
    expect(refusDAntenneDAutrui({ serviceId: 's67' }, 's67')).toEqual([])
    for (const autre of [{ serviceId: 's57' }, undefined])
      expect(codes(refusDAntenneDAutrui(autre, 's67'))).toEqual(['antenne_d_autrui'])
  })
  it.each([
    ['depuis un autre service', 'autre_service', 's57', agent, 'a2'],
    [
      'à un agent d’un autre service',
      'referent_ailleurs',
      's67',
      { ...agent, serviceId: 's57' },
      'a2',
    ],
    ['à un agent parti', 'referent_part', 's67', { ...agent, partiLe: '2026-01-01' }, 'a2'],
    ['à quelqu’un qui n’existe pas', 'referent_ailleurs', 's67', undefined, 'a2'],
    [
      'à un administratif',
      'referent_fonction',
      's67',
      { ...agent, fonction: 'administratif' },
      'a2',
    ],
    ['à celui qui l’est déjà', 'deja_referent', 's67', agent, 'a1'],
  ])('Refusé %s', (_cas, code, service, referent, id) => {
    expect(codes(refusDAffecter(prise, service, referent, id))).toEqual([code])
  })
})

describe('Partir', () => {
  it('Ce qu’un agent qui part laisse en main est dit avec son nombre ; sans dossier, rien', () => {
    expect(dossiersAPasser(0)).toEqual([])
    expect(dossiersAPasser(1)).toEqual([expect.stringContaining('suit un dossier.')])
    expect(dossiersAPasser(12)).toEqual([expect.stringContaining('suit 12 dossiers.')])
  })
})

describe('Transférer : une poignée de main (C9.1)', () => {
  const propose = { etat: 'propose', sens: 'proposition', deServiceId: 's67', versServiceId: 's57' }
  it('Le service qui suit propose, un à la fois, à un autre que lui', () => {
    expect(refusDeTransferer(prise, 's67', 's57', undefined)).toEqual([])
    expect(codes(refusDeTransferer(prise, 's57', 's88', undefined))).toEqual(['autre_service'])
    expect(codes(refusDeTransferer(prise, 's67', 's57', { sens: 'proposition' }))).toEqual([
      'transfert_en_cours',
    ])
    expect(codes(refusDeTransferer(prise, 's67', 's57', { sens: 'demande' }))).toEqual([
      'demande_en_cours',
    ])
    expect(codes(refusDeTransferer(prise, 's67', 's67', undefined))).toEqual(['meme_service'])
  })
  it('Seul le service sollicité répond, une fois', () => {
    expect(refusDeRepondre(propose, 's57', 'Europe/Paris')).toEqual([])
    expect(codes(refusDeRepondre(propose, 's67', 'Europe/Paris'))).toEqual(['pas_destinataire'])
    expect(codes(refusDeRepondre({ ...propose, etat: 'accepte' }, 's57', 'Europe/Paris'))).toEqual([
      'deja_repondu',
    ])
    expect(codes(refusDeRepondre(undefined, 's57', 'Europe/Paris'))).toEqual(['deja_repondu'])
    const retire = {
      ...propose,
      etat: 'annule',
      reponduA: '2026-11-23T23:30:00Z',
      reponduParNom: 'Anne Roy',
    }
    expect(refusDeRepondre(retire, 's57', 'Europe/Paris')[0]?.message).toBe(
      'Ce transfert n’attend plus de réponse : il a été retiré par Anne Roy le 24/11/2026.',
    )
  })
  it('À une demande, c’est le service qui suit qui répond ; il ne l’annule pas', () => {
    const demande = { ...propose, sens: 'demande' }
    expect(refusDeRepondre(demande, 's67', 'Europe/Paris')).toEqual([])
    expect(codes(refusDeRepondre(demande, 's57', 'Europe/Paris'))).toEqual(['pas_sollicite'])
    expect(codes(refusDAnnuler(demande, 's67', 'Europe/Paris'))).toEqual(['demande'])
  })
  it('Qui a proposé peut se raviser tant que l’autre n’a pas répondu', () => {
    expect(refusDAnnuler(propose, 's67', 'Europe/Paris')).toEqual([])
    expect(codes(refusDAnnuler(propose, 's57', 'Europe/Paris'))).toEqual(['autre_service'])
    expect(codes(refusDAnnuler({ ...propose, etat: 'refuse' }, 's67', 'Europe/Paris'))).toEqual([
      'deja_repondu',
    ])
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

describe('Passer les dossiers d’un agent à d’autres (C1.1)', () => {
  const de = {
    agentId: 'a0',
    nomComplet: 'Anne Roy',
    serviceId: 's67',
    fonction: 'travailleur_social',
    partiLe: null,
  }
  it('refuse celui qui les a déjà, qui n’est pas du service, ou qui part', () => {
    const part = { ...de, agentId: 'a1', partiLe: '2026-12-12' }
    expect(codes(refusDesRepreneurs([de], 'a0', 's67'))).toEqual(['deja_referent'])
    expect(
      codes(
        refusDesRepreneurs([{ ...de, agentId: 'a2', serviceId: 's57' }, undefined], 'a0', 's67'),
      ),
    ).toEqual(['referent_ailleurs', 'referent_ailleurs'])
    expect(refusDesRepreneurs([part], 'a0', 's67')).toMatchObject([
      { code: 'referent_part', champ: 'versIds' },
    ])
    expect(refusDesRepreneurs([{ ...de, agentId: 'a3' }], 'a0', 's67')).toEqual([])
  })
  it('chaque dossier va à qui en suit le moins, dans l’ordre des noms à égalité', () => {
    const charges = [
      { agentId: 'a1', dossiers: 3 },
      { agentId: 'a2', dossiers: 1 },
    ]
    expect(repartir(['d1', 'd2', 'd3', 'd4'], charges).map(p => p.agentId)).toEqual([
      'a2',
      'a2',
      'a1',
      'a2',
    ])
    expect(repartir(['d1'], [])).toEqual([])
  })
  it('nomme chaque dossier qui ne peut pas passer', () => {
    const lu = {
      nomComplet: 'X',
      closA: null,
      serviceId: 's67',
      referentId: 'a0',
      referentNom: 'Anne Roy',
      decideeParNom: 'Y',
    }
    expect(refusDePasser([lu], 1, 'a0', 's67')).toEqual([])
    expect(codes(refusDePasser([], 0, 'a0', 's67'))).toEqual(['aucun_dossier'])
    const autres = [
      { ...lu, serviceId: 's57' },
      { ...lu, closA: '2026-01-01' },
      { ...lu, referentId: 'a9' },
    ]
    expect(codes(refusDePasser(autres, 4, 'a0', 's67'))).toEqual([
      'autre_service',
      'dossier_clos',
      'deja_passe',
      'hors_service',
      'rien_ecrit',
    ])
  })
})
