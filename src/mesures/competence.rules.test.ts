import { describe, expect, it } from 'vitest'
import {
  auteursPour,
  type Ecrivain,
  juridictionsPour,
  refusDAnnulerPour,
  refusDAuteur,
  refusDeJuridiction,
  refusDeLaJuridiction,
  refusDUneAutreJuridiction,
  refusDuBex,
  refusSansAuteur,
} from './competence.rules.ts'

const codes = (refus: { code: string }[]) => refus.map(r => r.code)
const agent = (
  fonction: string,
  serviceId: string | null,
  juridictionId: string | null = null,
): Ecrivain => ({
  id: fonction,
  fonction,
  serviceId,
  juridictionId,
})
const metz = { juridictionId: 'metz', juridictionNom: 'Tribunal judiciaire de Metz' }

describe('Qui écrit sur une mesure', () => {
  it('une juridiction, sur les siennes ; le service, sur toutes ; une juridiction inconnue n’arrête personne', () => {
    expect(codes(refusDeJuridiction(agent('greffe', null, 'strasbourg'), metz))).toEqual([
      'autre_juridiction',
    ])
    expect(refusDeJuridiction(agent('greffe', null, 'metz'), metz)).toEqual([])
    expect(refusDeJuridiction(agent('travailleur_social', '67'), metz)).toEqual([])
    expect(
      refusDeJuridiction(agent('greffe', null, 'strasbourg'), {
        juridictionId: null,
        juridictionNom: null,
      }),
    ).toEqual([])
  })
  it('enregistre : une juridiction, les siennes, seules proposées ; le service, celles de toutes', () => {
    expect(refusDeLaJuridiction(agent('bex', null, 'strasbourg'), 'metz')).toMatchObject([
      { code: 'pas_votre_juridiction', champ: 'juridictionId' },
    ])
    expect(refusDeLaJuridiction(agent('bex', null, 'metz'), 'metz')).toEqual([])
    const toutes = [{ juridictionId: 'metz' }, { juridictionId: 'strasbourg' }]
    expect(juridictionsPour(agent('greffe', null, 'metz'), toutes)).toEqual([
      { juridictionId: 'metz' },
    ])
    expect(juridictionsPour(agent('administratif', '67'), toutes)).toEqual(toutes)
  })
  it('le JAP, ses décisions seulement : un acte sans lui n’a pas d’auteur pour son compte', () => {
    expect(auteursPour('jap', { auteurs: ['jap', 'tribunal'] })).toEqual(['jap'])
    expect(auteursPour('greffe', { auteurs: ['jap', 'tribunal'] })).toEqual(['jap', 'tribunal'])
    expect(codes(refusSansAuteur('jap', { auteurs: ['loi'] }))).toEqual(['pas_le_jap'])
    expect(refusSansAuteur('greffe', { auteurs: ['loi'] })).toEqual([])
  })
  it('annule : l’auteur de la saisie, le siège de la mesure pour l’acte d’une juridiction, la direction qui suit pour celui du service', () => {
    const m = { ...metz, serviceId: '67', serviceNom: 'SPIP du Bas-Rhin' }
    const acte = (
      saisiPar: string,
      saisiParJuridictionId: string | null,
      auteur = 'jap',
      decideePar: string | null = 'metz',
    ) => ({
      auteur,
      saisiPar,
      saisiParNom: 'Ana Muller',
      saisiParJuridictionId,
      decisionJuridictionId: auteur === 'loi' ? null : decideePar,
      decisionJuridictionNom:
        decideePar && `Tribunal judiciaire de ${decideePar === 'metz' ? 'Metz' : 'Nancy'}`,
    })
    const [duTribunal, duService] = [acte('autre', 'metz'), acte('autre', null)]
    const permis = (qui: Ecrivain, a: ReturnType<typeof acte>) =>
      refusDAnnulerPour(qui, a, m).length === 0
    expect(
      [agent('jap', null, 'metz'), agent('greffe', null, 'metz')].map(q => permis(q, duTribunal)),
    ).toEqual([true, true])
    const refuses = [
      agent('greffe', null, 'strasbourg'),
      agent('bex', null, 'metz'),
      agent('dpip', '67'),
      agent('travailleur_social', '67'),
    ]
    expect(refuses.map(q => permis(q, duTribunal))).toEqual([false, false, false, false])
    expect([agent('dpip', '67'), agent('dfspip', '67')].map(q => permis(q, duService))).toEqual([
      true,
      true,
    ])
    expect(
      [agent('dpip', '68'), agent('administratif', '67')].map(q => permis(q, duService)),
    ).toEqual([false, false])
    // A decision that the service received is that of the juridiction that it names, whichever has
    // the measure.
    const siege = [agent('jap', null, 'metz'), agent('greffe', null, 'metz')]
    expect(siege.map(q => permis(q, duService))).toEqual([true, true])
    expect(siege.map(q => permis(q, acte('autre', null, 'jap', 'nancy')))).toEqual([false, false])
    expect(permis(agent('greffe', null, 'nancy'), acte('autre', null, 'jap', 'nancy'))).toBe(true)
    expect(siege.map(q => permis(q, acte('autre', null, 'tribunal')))).toEqual([false, true])
    for (const a of [acte('autre', null, 'loi'), acte('autre', null, 'jap', null)])
      expect(siege.map(q => permis(q, a))).toEqual([false, false])
    expect(permis(agent('travailleur_social', '67'), acte('travailleur_social', null))).toBe(true)
    // What the greffe wrote down of the law is not a decision of the JAP.
    expect(permis(agent('jap', null, 'metz'), acte('autre', 'metz', 'loi'))).toBe(false)
    // Everybody who may is said, by function and place: whoever recorded it may be away.
    const dit = (a: ReturnType<typeof acte>, sujet = m) =>
      refusDAnnulerPour(agent('bex', null, 'metz'), a, sujet).map(r => r.message)
    const debut =
      'Cet acte a été enregistré par un autre. Peuvent l’annuler : Ana Muller, qui l’a enregistré'
    expect(dit(duTribunal)).toEqual([
      `${debut} ; ou le JAP ou le greffe (Tribunal judiciaire de Metz).`,
    ])
    expect(dit(acte('autre', 'metz', 'loi'))).toEqual([
      `${debut} ; ou le greffe (Tribunal judiciaire de Metz).`,
    ])
    expect(dit(duService)).toEqual([
      `${debut} ; ou un DPIP ou un DFSPIP (SPIP du Bas-Rhin) ; ou le JAP ou le greffe (Tribunal judiciaire de Metz).`,
    ])
    expect(
      dit(duTribunal, { ...m, juridictionId: null as never, juridictionNom: null as never }),
    ).toEqual([`${debut}.`])
  })
})

describe('La juridiction dont le service a reçu la décision', () => {
  it('est celle de la mesure ; une autre se confirme ; une juridiction enregistre les siennes', () => {
    const m = { juridictionId: 'metz', juridictionNom: 'Tribunal judiciaire de Metz' }
    const refus = (juridictionId: string | null, recue: object, mesure: object = {}) =>
      codes(refusDUneAutreJuridiction({ juridictionId }, { ...m, ...mesure }, recue))
    expect(refus(null, { decisionJuridictionId: 'nancy' })).toEqual([
      'autre_juridiction_a_confirmer',
    ])
    for (const recue of [
      { decisionJuridictionId: 'metz' },
      {},
      { decisionJuridictionId: 'nancy', autreJuridiction: true },
    ])
      expect(refus(null, recue)).toEqual([])
    expect(refus('metz', { decisionJuridictionId: 'nancy' })).toEqual([])
    expect(refus(null, { decisionJuridictionId: 'nancy' }, { juridictionId: null })).toEqual([])
  })
})

describe('Qui enregistre un acte (ADR 0047)', () => {
  it('la décision d’une juridiction : son greffe, le JAP pour les siennes, ou le service qui suit au vu de la décision', () => {
    for (const qui of ['travailleur_social', 'dpip', 'dfspip', 'administratif', 'greffe', 'jap'])
      expect(refusDAuteur(qui, 'jap'), qui).toEqual([])
    expect(codes(refusDAuteur('jap', 'tribunal'))).toEqual(['pas_le_jap'])
  })
  it('jamais le BEX, un psychologue, un coordinateur, un surveillant ; ce que fait le SPIP, le service seul', () => {
    for (const qui of ['bex', 'psychologue', 'coordinateur', 'surveillant', 'parquet'])
      expect(refusDAuteur(qui, 'jap')[0]?.message, qui).toBe(
        'Un acte décidé par « JAP » est enregistré par le JAP, ou le greffe de la juridiction, ou le service qui suit la personne : dites-le-lui.',
      )
    expect(codes(refusDAuteur('greffe', 'spip'))).toEqual(['pas_le_scripteur'])
    expect(codes(refusSansAuteur('greffe', { auteurs: ['spip'] }))).toEqual(['pas_le_scripteur'])
    expect(refusDAuteur('greffe', 'spip', { saisiPar: ['greffe'] })).toEqual([])
  })
  it('le BEX corrige ce qu’il a saisi à l’audience, et rien d’autre', () => {
    const bex = { fonction: 'bex', juridictionId: 'metz' }
    expect(refusDuBex(bex, { fonction: 'bex', juridictionId: 'metz' })).toEqual([])
    for (const par of [
      { fonction: 'greffe', juridictionId: 'metz' },
      { fonction: 'bex', juridictionId: 'nancy' },
      undefined,
    ])
      expect(codes(refusDuBex(bex, par))).toEqual(['pas_du_bex'])
    expect(refusDuBex({ fonction: 'greffe', juridictionId: 'metz' }, undefined)).toEqual([])
  })
})
