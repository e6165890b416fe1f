import { describe, expect, it } from 'vitest'
import {
  ecrireProposition,
  proposer,
  ressortCommun,
  suivreLaProposition,
} from './competence.rules.ts'

const ressort = { serviceId: 's67', antenneId: 'saverne', juridictionId: 'j67' }
const connu = {
  dossierId: 'd',
  serviceId: 's57',
  naissanceLe: '1990-01-31' as const,
  ressemblance: 1,
  closLe: null,
}
const tribunal = { juridictionId: 'mien', serviceIds: ['s-du-tribunal'] }
const demande = {
  matches: [],
  choisie: undefined,
  naissanceLe: '1990-01-31' as const,
  situation: 'commune' as const,
  communeTrouvee: true,
  ressort: undefined,
  tribunal,
}
const proposee = (r: {
  serviceId: string
  antenneId: string | null
  juridictionId: string | null
}): {
  serviceId: string | null
  lieuId: string | null
  juridictionId: string | null
} => ({ serviceId: r.serviceId, lieuId: r.antenneId, juridictionId: r.juridictionId })

describe('Ce qui est proposé', () => {
  it('vient de la commune pour qui n’est pas connu', () => {
    expect(proposer({ ...demande, ressort })).toMatchObject({
      serviceId: 's67',
      lieuId: 'saverne',
      juridictionId: 'j67',
      pourquoi: 'commune',
    })
  })
  it('vient du service qui suit la personne, quand il y a peu de doute ou quand elle est choisie', () => {
    const avec = { ...demande, ressort, matches: [connu] }
    expect(proposer(avec)).toMatchObject({ serviceId: 's57', lieuId: null, pourquoi: 'suivi' })
    const incertain = { ...avec, matches: [{ ...connu, ressemblance: 0.5 }] }
    expect(proposer(incertain).serviceId).toBe('s67')
    expect(proposer({ ...incertain, choisie: 'd' }).serviceId).toBe('s57')
    expect(proposer({ ...avec, choisie: 'nouvelle' }).serviceId).toBe('s67')
  })
  it('ne vient pas du service d’un dossier clos : personne ne suit plus', () => {
    expect(
      proposer({ ...demande, ressort, matches: [{ ...connu, closLe: '2026-02-01' }] }),
    ).toMatchObject({
      serviceId: 's67',
      pourquoi: 'commune',
    })
  })
  it('vaut pour un code postal à plusieurs communes quand toutes répondent la même chose, et seulement alors', () => {
    expect(ressortCommun([ressort, ressort], 2)).toEqual(ressort)
    expect(ressortCommun([ressort, { ...ressort, antenneId: 'strasbourg' }], 2)).toEqual({
      ...ressort,
      antenneId: null,
    })
    expect(ressortCommun([ressort, { ...ressort, serviceId: 's57' }], 2)).toBeUndefined()
    expect(ressortCommun([ressort], 2)).toBeUndefined()
    expect(ressortCommun(Array(40).fill(ressort), 40)).toEqual(ressort)
    expect(ressortCommun([], 0)).toBeUndefined()
  })
  it('n’est pas le tribunal de l’audience quand celui de la commune n’est pas dit, ni un choix qui se passe de motif', () => {
    expect(
      proposer({ ...demande, ressort: { ...ressort, juridictionId: null } }).juridictionId,
    ).toBeNull()
    expect(proposer({ ...demande, ressort }).juridictions).toEqual(['j67', null])
  })
  it('est suivi quand la commune change, sauf là où l’agent a choisi', () => {
    const ancienne = proposee(ressort)
    const nouvelle = { serviceId: 's57', lieuId: null, juridictionId: null }
    const apres = (choisi: typeof ancienne) =>
      suivreLaProposition(choisi, ecrireProposition(ancienne), nouvelle)
    expect(apres(ancienne)).toEqual(nouvelle)
    expect(apres({ ...ancienne, juridictionId: 'autre' })).toEqual({
      ...nouvelle,
      juridictionId: 'autre',
    })
    expect(apres({ ...ancienne, serviceId: 'autre', lieuId: null })).toEqual({
      serviceId: 'autre',
      lieuId: null,
      juridictionId: null,
    })
  })
  it('n’est rien quand la table ne dit rien : jamais une supposition (C3.2)', () => {
    expect(proposer(demande)).toMatchObject({
      serviceId: null,
      juridictionId: null,
      services: [null, null],
      juridictions: [null, null],
      pourquoi: 'non_renseigne',
    })
    expect(proposer({ ...demande, communeTrouvee: false }).pourquoi).toBe('introuvable')
    expect(
      proposer({ ...demande, situation: 'inconnue', communeTrouvee: undefined }),
    ).toMatchObject({
      serviceId: null,
      pourquoi: 'inconnue',
    })
  })
  it('est le tribunal de l’audience et son SPIP, sans résidence habituelle en France (CPP 712-10, al. 1)', () => {
    for (const situation of ['etranger', 'sans_domicile'] as const)
      expect(
        proposer({ ...demande, situation, communeTrouvee: undefined }),
        situation,
      ).toMatchObject({
        serviceId: 's-du-tribunal',
        juridictionId: 'mien',
        pourquoi: 'sans_residence',
      })
  })
  it('n’est aucun SPIP quand plusieurs travaillent avec ce tribunal, et chacun se choisit sans motif', () => {
    const deux = { ...tribunal, serviceIds: ['a', 'b'] }
    expect(
      proposer({ ...demande, situation: 'etranger', communeTrouvee: undefined, tribunal: deux }),
    ).toMatchObject({
      serviceId: null,
      services: [null, null, 'a', 'b'],
    })
  })
  it('suit la domiciliation d’une personne sans domicile, en le disant', () => {
    expect(proposer({ ...demande, situation: 'sans_domicile', ressort })).toMatchObject({
      serviceId: 's67',
      pourquoi: 'domiciliation',
    })
  })
})
