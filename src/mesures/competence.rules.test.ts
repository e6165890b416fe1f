import { describe, expect, it } from 'vitest'
import {
  auteursPour,
  type Ecrivain,
  juridictionsPour,
  refusDAnnulerPour,
  refusDeJuridiction,
  refusDeLaJuridiction,
  refusSansAuteur,
} from './competence.rules.ts'

const codes = (refus: { code: string }[]) => refus.map(r => r.code)
const agent = (fonction: string, serviceId: string | null, juridictionId: string | null = null): Ecrivain => ({
  id: fonction,
  fonction,
  serviceId,
  juridictionId,
})
const metz = { juridictionId: 'metz', juridictionNom: 'Tribunal judiciaire de Metz' }

describe('Qui écrit sur une mesure', () => {
  it('une juridiction, sur les siennes ; le service, sur toutes ; une juridiction inconnue n’arrête personne', () => {
    expect(codes(refusDeJuridiction(agent('greffe', null, 'strasbourg'), metz))).toEqual(['autre_juridiction'])
    expect(refusDeJuridiction(agent('greffe', null, 'metz'), metz)).toEqual([])
    expect(refusDeJuridiction(agent('travailleur_social', '67'), metz)).toEqual([])
    expect(refusDeJuridiction(agent('greffe', null, 'strasbourg'), { juridictionId: null, juridictionNom: null })).toEqual([])
  })
  it('enregistre : une juridiction, les siennes, seules proposées ; le service, celles de toutes', () => {
    expect(refusDeLaJuridiction(agent('bex', null, 'strasbourg'), 'metz')).toMatchObject([
      { code: 'pas_votre_juridiction', champ: 'juridictionId' },
    ])
    expect(refusDeLaJuridiction(agent('bex', null, 'metz'), 'metz')).toEqual([])
    const toutes = [{ juridictionId: 'metz' }, { juridictionId: 'strasbourg' }]
    expect(juridictionsPour(agent('greffe', null, 'metz'), toutes)).toEqual([{ juridictionId: 'metz' }])
    expect(juridictionsPour(agent('administratif', '67'), toutes)).toEqual(toutes)
  })
  it('le JAP, ses décisions seulement : un acte sans lui n’a pas d’auteur pour son compte', () => {
    expect(auteursPour('jap', ['jap', 'tribunal'])).toEqual(['jap'])
    expect(auteursPour('greffe', ['jap', 'tribunal'])).toEqual(['jap', 'tribunal'])
    expect(codes(refusSansAuteur('jap', ['loi']))).toEqual(['pas_le_jap'])
    expect(refusSansAuteur('greffe', ['loi'])).toEqual([])
  })
  it('annule : l’auteur de la saisie, le siège de la mesure pour l’acte d’une juridiction, la direction qui suit pour celui du service', () => {
    const m = { juridictionId: 'metz', serviceId: '67' }
    const acte = (saisiPar: string, saisiParJuridictionId: string | null, auteur = 'jap') => ({
      auteur,
      saisiPar,
      saisiParNom: 'Ana Muller',
      saisiParJuridictionId,
    })
    const [duTribunal, duService] = [acte('autre', 'metz'), acte('autre', null)]
    const permis = (qui: Ecrivain, a: ReturnType<typeof acte>) => refusDAnnulerPour(qui, a, m).length === 0
    expect([agent('jap', null, 'metz'), agent('greffe', null, 'metz')].map(q => permis(q, duTribunal))).toEqual([true, true])
    const refuses = [
      agent('greffe', null, 'strasbourg'),
      agent('bex', null, 'metz'),
      agent('dpip', '67'),
      agent('travailleur_social', '67'),
    ]
    expect(refuses.map(q => permis(q, duTribunal))).toEqual([false, false, false, false])
    expect([agent('dpip', '67'), agent('dfspip', '67')].map(q => permis(q, duService))).toEqual([true, true])
    expect([agent('dpip', '68'), agent('administratif', '67'), agent('jap', null, 'metz')].map(q => permis(q, duService))).toEqual([
      false,
      false,
      false,
    ])
    expect(permis(agent('travailleur_social', '67'), acte('travailleur_social', null))).toBe(true)
    // What the greffe wrote down of the law is not a decision of the JAP.
    expect(codes(refusDAnnulerPour(agent('jap', null, 'metz'), acte('autre', 'metz', 'loi'), m))).toEqual(['pas_le_jap'])
    expect(refusDAnnulerPour(agent('dpip', '67'), duTribunal, m)).toMatchObject([
      { message: 'Cet acte a été enregistré par Ana Muller : demandez-lui de l’annuler.' },
    ])
  })
})
