import { describe, expect, it } from 'vitest'
import type { Refusal } from '../platform/refusal.ts'
import {
  refusDAutreMesure,
  refusDeClore,
  refusDeDisposer,
  refusDePasser,
  refusDeReception,
  refusDuJourAttendu,
} from './saisine.rules.ts'

const codes = (refus: Refusal[]) => refus.map(r => r.code)
const demande = {
  juridictionId: 'j1',
  saisiePar: 'p1',
  saisieParJuridictionId: 'j1',
  detenteur: 'spip',
  serviceQuiSuit: 's1',
}
const qui = (
  fonction: string,
  juridictionId: string | null,
  serviceId: string | null = null,
  id = 'x',
) => ({
  id,
  fonction,
  juridictionId,
  serviceId,
})

describe('Une demande est à qui la fait, et à qui l’a en main', () => {
  it('close ou corrigée par sa juridiction ; par le service qui suit seulement quand un service l’a notée', () => {
    expect(refusDeDisposer(demande, qui('greffe', 'j1'))).toEqual([])
    expect(refusDeDisposer(demande, qui('parquet', 'j1', null, 'p1'))).toEqual([])
    for (const autre of [
      qui('parquet', 'j1'),
      qui('bex', 'j1'),
      qui('jap', 'j2'),
      qui('dpip', null, 's1'),
      qui('administrateur', null),
    ])
      expect(codes(refusDeDisposer(demande, autre))).toEqual(['autre_demandeur'])
    const notee = { ...demande, saisieParJuridictionId: null }
    expect(refusDeDisposer(notee, qui('administratif', null, 's1'))).toEqual([])
    expect(codes(refusDeDisposer(notee, qui('administratif', null, 's2')))).toEqual([
      'autre_demandeur',
    ])
    expect(
      codes(refusDeDisposer({ ...notee, serviceQuiSuit: null }, qui('administrateur', null))),
    ).toEqual(['autre_demandeur'])
  })
  it('close aussi par le service qui suit quand elle ne nomme aucune mesure : elle ouvre le dossier tant qu’elle attend', () => {
    const sansMesure = { ...demande, mesureId: null }
    expect(refusDeClore(sansMesure, qui('travailleur_social', null, 's1'))).toEqual([])
    expect(refusDeClore(sansMesure, qui('greffe', 'j1'))).toEqual([])
    for (const autre of [qui('dpip', null, 's2'), qui('jap', 'j2')])
      expect(codes(refusDeClore(sansMesure, autre))).toEqual(['autre_demandeur'])
    expect(codes(refusDeClore({ ...demande, mesureId: 'm1' }, qui('dpip', null, 's1')))).toEqual([
      'autre_demandeur',
    ])
  })
  it('passée par le service qui suit pour lui, la personne et les partenaires ; par la juridiction quand elle l’a', () => {
    for (const detenteur of ['spip', 'personne', 'partenaire']) {
      expect(refusDePasser({ ...demande, detenteur }, qui('administratif', null, 's1'))).toEqual([])
      expect(codes(refusDePasser({ ...demande, detenteur }, qui('jap', 'j1')))).toEqual([
        'autre_detenteur',
      ])
    }
    expect(refusDePasser({ ...demande, detenteur: 'juridiction' }, qui('jap', 'j1'))).toEqual([])
    expect(
      codes(refusDePasser({ ...demande, detenteur: 'juridiction' }, qui('dpip', null, 's1'))),
    ).toEqual(['autre_detenteur'])
  })
  it('une juridiction demande pour ses mesures ; le service note celle dont on lui parle ; une inconnue ne refuse personne', () => {
    const mesure = { juridictionId: 'j2', juridictionNom: 'Tribunal judiciaire de Metz' }
    expect(refusDAutreMesure(qui('jap', 'j1'), mesure)).toMatchObject([
      { code: 'mesure_d_une_autre_juridiction', champ: 'mesureId' },
    ])
    expect(refusDAutreMesure(qui('jap', 'j1'), mesure)[0]?.message).toContain(
      'Tribunal judiciaire de Metz',
    )
    for (const autre of [qui('jap', 'j2'), qui('dpip', null, 's1')])
      expect(refusDAutreMesure(autre, mesure)).toEqual([])
    expect(refusDAutreMesure(qui('jap', 'j1'), { ...mesure, juridictionId: null })).toEqual([])
    expect(refusDAutreMesure(qui('jap', 'j1'), undefined)).toEqual([])
  })
})

describe('Les jours d’une demande', () => {
  const reception = (recueLe: `${number}-${number}-${number}`, confirme = false) =>
    codes(
      refusDeReception({ recueLe, aujourdhui: '2026-11-29', naissanceLe: '1986-05-04', confirme }),
    )
  it('reçue depuis la naissance, pas demain ; il y a plus d’un an, à confirmer', () => {
    expect(reception('2026-11-29')).toEqual([])
    expect(reception('2025-11-29')).toEqual([])
    expect(reception('2026-11-30')).toEqual(['recue_a_venir'])
    expect(reception('1986-05-03', true)).toEqual(['avant_la_naissance'])
    expect(reception('2025-11-28')).toEqual(['recue_ancienne', 'a_confirmer'])
    expect(reception('2025-11-28', true)).toEqual([])
  })
  it('attendue d’aujourd’hui à deux ans', () => {
    expect(refusDuJourAttendu('2026-11-29', '2026-11-29', 'x')).toEqual([])
    expect(refusDuJourAttendu('2028-11-29', '2026-11-29', 'x')).toEqual([])
    expect(codes(refusDuJourAttendu('2026-11-28', '2026-11-29', 'x'))).toEqual(['echeance_passee'])
    expect(codes(refusDuJourAttendu('2028-11-30', '2026-11-29', 'x'))).toEqual([
      'echeance_lointaine',
    ])
  })
})
