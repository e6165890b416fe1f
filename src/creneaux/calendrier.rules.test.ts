import { describe, expect, test } from 'vitest'
import {
  motsACorriger,
  refusDAbsence,
  refusDAgenda,
  refusDeFermeture,
  refusDeLieu,
  refusDePieces,
  refusDeTenirLeCalendrier,
  refusDeType,
  refusDeVersion,
} from './calendrier.rules.ts'

const codes = (refus: { code: string }[]) => refus.map(r => r.code)

describe('Qui tient quel calendrier', () => {
  const agent = { id: 'a', entiteId: 'ici', tient: false }
  test('chacun le sien ; qui tient le calendrier du service, celui de tous', () => {
    expect(refusDeTenirLeCalendrier(agent, { entiteId: 'ici', agentId: 'a' })).toEqual([])
    expect(
      refusDeTenirLeCalendrier({ ...agent, tient: true }, { entiteId: 'ici', agentId: null }),
    ).toEqual([])
  })
  test('refusé : celui d’un collègue, un agenda partagé, celui d’un autre service, et sans service', () => {
    expect(codes(refusDeTenirLeCalendrier(agent, { entiteId: 'ici', agentId: 'b' }))).toEqual([
      'pas_le_votre',
    ])
    expect(codes(refusDeTenirLeCalendrier(agent, { entiteId: 'ici', agentId: null }))).toEqual([
      'pas_le_votre',
    ])
    expect(
      codes(refusDeTenirLeCalendrier({ ...agent, tient: true }, { entiteId: 'la', agentId: 'a' })),
    ).toEqual(['autre_service'])
    expect(
      codes(
        refusDeTenirLeCalendrier(
          { ...agent, entiteId: null, tient: true },
          { entiteId: 'la', agentId: null },
        ),
      ),
    ).toEqual(['autre_service'])
  })
  test('ce qu’un autre a écrit entre-temps n’est pas écrasé', () => {
    expect(refusDeVersion(2, 2)).toEqual([])
    expect(codes(refusDeVersion(1, 2))).toEqual(['modifie_entretemps'])
  })
})

describe('Un type de convocation', () => {
  const type = {
    fonctions: ['dpip'],
    collectif: false,
    modalite: 'lieu',
    rappelsHeures: [48, 2],
    plages: 0,
    collectifAvant: null,
  }
  const refus = (autre: Partial<Parameters<typeof refusDeType>[0]>) =>
    codes(refusDeType({ ...type, ...autre }, ['dpip', 'bex']))
  test('dit qui convoque, comment, et quand le rappeler', () => {
    expect(refus({})).toEqual([])
    expect(refus({ collectif: true, collectifAvant: false })).toEqual([])
  })
  test('refusé : sans fonction, d’une fonction inconnue, deux rappels à la même heure, un groupe au domicile', () => {
    expect(refus({ fonctions: [] })).toEqual(['sans_fonction'])
    expect(refus({ fonctions: ['roi'] })).toEqual(['fonction'])
    expect(refus({ rappelsHeures: [48, 48] })).toEqual(['rappels_doubles'])
    expect(refus({ collectif: true, modalite: 'domicile' })).toEqual(['collectif_au_domicile'])
  })
  test('refusé : devenir collectif quand des plages l’ouvrent', () => {
    expect(refus({ collectif: true, collectifAvant: false, plages: 3 })).toEqual([
      'plages_en_vigueur',
    ])
    expect(refus({ collectif: false, collectifAvant: false, plages: 3 })).toEqual([])
  })
})

describe('Un lieu', () => {
  const lieu = {
    antenne: false,
    nom: 'Annexe',
    nomPublic: null,
    adresse: '1 rue du Puits',
    codePostal: '67000',
    commune: 'Strasbourg',
    ouvreA: '09:00',
    fermeA: '17:00',
    fermeLe: null,
  }
  const refus = (autre: Partial<Parameters<typeof refusDeLieu>[0]>) =>
    codes(refusDeLieu({ ...lieu, nomInterne: lieu.nom, ...autre }, '2026-11-24'))
  test('a un nom, une adresse et des heures ; une antenne les a déjà', () => {
    expect(refus({})).toEqual([])
    expect(
      refus({
        antenne: true,
        nom: null,
        adresse: null,
        codePostal: null,
        commune: null,
        ouvreA: null,
        fermeA: null,
      }),
    ).toEqual([])
    for (const champ of ['nom', 'adresse', 'codePostal', 'commune', 'ouvreA', 'fermeA'] as const)
      expect(refus({ [champ]: null }), champ).toEqual(['incomplet'])
  })
  test('refusé : une seule des deux heures d’une antenne, des heures à l’envers', () => {
    expect(refus({ antenne: true, ouvreA: null })).toEqual(['heures_incompletes'])
    expect(refus({ ouvreA: '17:00', fermeA: '09:00' })).toEqual(['horaires'])
  })
  test.each([
    'Tribunal de Colmar',
    'SPIP, 2e étage',
    'Palais de justice',
    'bureau du JAP',
    'maison d’arrêt : prison',
    'Bureau du TIG',
    'Greffe',
  ])('refusé : « %s » dans un message que d’autres peuvent lire', nomPublic => {
    expect(refus({ nomPublic })).toEqual(['nom_revelateur'])
  })
  test('un lieu dont le nom dit la justice doit en avoir un autre pour les messages', () => {
    expect(refus({ nom: 'Bureau du TIG', nomInterne: 'Bureau du TIG' })).toEqual([
      'nom_public_manquant',
    ])
    expect(
      refus({ nom: 'Bureau du TIG', nomInterne: 'Bureau du TIG', nomPublic: 'Bâtiment B' }),
    ).toEqual([])
  })
  test('les pièces à apporter ne disent pas la justice : les messages les répètent', () => {
    expect(codes(refusDePieces('pièce d’identité, jugement'))).toEqual(['pieces_revelatrices'])
    expect(refusDePieces('pièce d’identité')).toEqual([])
    expect(refusDePieces(null)).toEqual([])
  })
  test('ce qu’une règle plus ancienne a laissé passer est dit, mot par mot ; ce qui est mis de côté ne l’est pas', () => {
    const lieux = [
      { lieuId: 'a', nom: 'Bureau du TIG', nomPublic: null },
      { lieuId: 'b', nom: 'Tribunal', nomPublic: 'Bâtiment B' },
      { lieuId: 'c', nom: 'Antenne', nomPublic: 'Salle du SPIP' },
    ]
    const type = { cle: 't', libelle: 'Suivi', pieces: 'jugement', actif: true }
    expect(
      motsACorriger(lieux, [type, { ...type, cle: 'u', actif: false }]).map(c => [c.id, c.mots]),
    ).toEqual([
      ['a', ['TIG']],
      ['c', ['SPIP']],
      ['t', ['jugement']],
    ])
  })
  test('un nom neutre est accepté', () => {
    expect(refus({ nomPublic: 'Bâtiment B, 2e étage' })).toEqual([])
    expect(refus({ nomPublic: 'Maison des habitants' })).toEqual([])
  })
  test('une fermeture est aujourd’hui au plus tôt ; celle qui était déjà dite reste', () => {
    expect(refusDeFermeture('2026-11-24', '2026-11-24', null)).toEqual([])
    expect(refusDeFermeture('2026-11-01', '2026-11-24', '2026-11-01')).toEqual([])
    expect(codes(refusDeFermeture('2026-11-23', '2026-11-24', null))).toEqual(['ferme_hier'])
    expect(refus({ fermeLe: '2026-11-23' })).toEqual(['ferme_hier'])
  })
})

describe('Un agenda', () => {
  const agenda = { entiteId: 'ici', agentId: 'a', fermeLe: null }
  const ou = {
    lieu: { entiteId: 'ici', fermeLe: null },
    agent: { entiteId: 'ici', partiLe: null },
    aujourdhui: '2026-11-24',
    fermeLeAvant: null,
  } as const
  test('est dans un lieu ouvert du service, à un agent du service ou à personne', () => {
    expect(refusDAgenda(agenda, ou)).toEqual([])
    expect(refusDAgenda({ ...agenda, agentId: null }, { ...ou, agent: null })).toEqual([])
  })
  test('refusé : lieu ou agent d’un autre service, lieu fermé, agent parti, fermeture passée', () => {
    expect(codes(refusDAgenda(agenda, { ...ou, lieu: { entiteId: 'la', fermeLe: null } }))).toEqual(
      ['lieu_d_un_autre'],
    )
    expect(
      codes(refusDAgenda(agenda, { ...ou, lieu: { entiteId: 'ici', fermeLe: '2026-11-24' } })),
    ).toEqual(['lieu_ferme'])
    expect(
      codes(refusDAgenda(agenda, { ...ou, agent: { entiteId: 'la', partiLe: null } })),
    ).toEqual(['agent_d_un_autre'])
    expect(
      codes(refusDAgenda(agenda, { ...ou, agent: { entiteId: 'ici', partiLe: '2026-11-01' } })),
    ).toEqual(['agent_parti'])
    expect(codes(refusDAgenda({ ...agenda, fermeLe: '2026-11-23' }, ou))).toEqual(['ferme_hier'])
  })
  test('l’agenda d’un agent parti peut encore être fermé', () => {
    expect(
      refusDAgenda(
        { ...agenda, fermeLe: '2026-11-24' },
        { ...ou, agent: { entiteId: 'ici', partiLe: '2026-11-01' } },
      ),
    ).toEqual([])
  })
})

describe('Une absence', () => {
  const maintenant = '2026-11-24T09:00'
  test('est entre deux moments, en cours ou à venir', () => {
    expect(refusDAbsence({ du: '2026-11-25T00:00', au: '2026-11-28T00:00' }, maintenant)).toEqual(
      [],
    )
    expect(refusDAbsence({ du: '2026-11-01T00:00', au: '2026-11-24T12:00' }, maintenant)).toEqual(
      [],
    )
  })
  test('refusée : à l’envers, toute passée, de plus de deux ans', () => {
    expect(
      codes(refusDAbsence({ du: '2026-11-25T10:00', au: '2026-11-25T10:00' }, maintenant)),
    ).toEqual(['finie_avant'])
    expect(
      codes(refusDAbsence({ du: '2026-11-20T00:00', au: '2026-11-24T09:00' }, maintenant)),
    ).toEqual(['passee'])
    expect(
      codes(refusDAbsence({ du: '2026-11-25T00:00', au: '2028-11-26T00:00' }, maintenant)),
    ).toEqual(['trop_longue'])
    expect(refusDAbsence({ du: '2026-11-25T00:00', au: '2028-11-25T00:00' }, maintenant)).toEqual(
      [],
    )
  })
})
