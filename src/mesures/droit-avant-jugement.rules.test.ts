import { describe, expect, it } from 'vitest'
import type { Jour } from '../platform/date.ts'
import type { Regle } from '../platform/law.ts'
import type { Auteur, Definition } from './definition.rules.ts'
import { deroulement, type MesureSuivie } from './deroulement.rules.ts'
import { calculer } from './echeance.rules.ts'
import type { Faits } from './faits.rules.ts'
import { refusDActe } from './jour-d-acte.rules.ts'
import { faire, faits, suivi } from './mesure.builder.ts'
import { refusDeMesure } from './mesure.rules.ts'
import { type CleNature, natures } from './nature.referentiel.ts'
import { valeurLe } from './regle.rules.ts'

const LE: Jour = '2026-11-24'
const codes = (refus: { code: string }[]) => refus.map(r => r.code)
const acte = (m: MesureSuivie, cle: string, le: Jour, auteur: Auteur) =>
  refusDActe(m, { acte: cle, le, auteur }, LE)
const jour = (f: Faits, cle: string) => calculer(f).echeances.find(e => e.cle === cle)?.le
function dit(nature: CleNature, id: string, le: Jour): string | null {
  const regles: readonly Regle<string>[] = (natures[nature] as Definition).regles ?? []
  const regle = regles.find(r => r.id === `${nature}.${id}`)
  if (!regle) throw new Error(`no rule ${id}`)
  return valeurLe(regle, le, 'droit')
}

describe('Avant le jugement (B16 : CPP 137 à 142-12)', () => {
  const cj = suivi('controle_judiciaire')
  it('Le contrôle judiciaire se modifie par le juge d’instruction (CPP 139) et finit avec l’instruction, sauf maintien (CPP 179)', () => {
    expect(acte(cj, 'modification', '2025-02-01', 'juge_instruction')).toEqual([])
    expect(acte(cj, 'modification', '2025-02-01', 'spip')).toMatchObject([
      { source: { article: '139, al. 2' } },
    ])
    expect(deroulement(faire(cj, ['cloture', '2025-06-01']))).toMatchObject({
      etat: 'terminee',
      cause: 'decision',
    })
    const maintenu = faire(cj, ['maintien', '2025-06-01'])
    expect(codes(acte(maintenu, 'cloture', '2025-06-02', 'juge_instruction'))).toEqual([
      'acte_impossible',
    ])
    expect(acte(maintenu, 'jugement', '2025-09-01', 'tribunal')).toEqual([])
  })
  it('Le SPIP constate un manquement et avise le juge le jour même (CPP R16-1) ; le JLD seul place en détention (CPP 141-2)', () => {
    expect(acte(cj, 'manquement', '2025-03-01', 'spip')).toEqual([])
    expect(
      jour(
        faits('controle_judiciaire', '2025-01-06', {
          actes: [{ acte: 'manquement', le: '2025-03-01' }],
        }),
        'avis_de_manquement',
      ),
    ).toBe('2025-03-01')
    expect(acte(cj, 'revocation', '2025-03-05', 'jld')).toEqual([])
    expect(acte(cj, 'revocation', '2025-03-05', 'juge_instruction')).toMatchObject([
      { source: { article: '141-2, al. 1 et 2' } },
    ])
  })
  it('CPP 141-1 : après le renvoi, la juridiction modifie le contrôle ; depuis le 30 septembre 2024, le JLD', () => {
    const maintenu = faire(suivi('controle_judiciaire', '2024-01-08'), ['maintien', '2024-06-03'])
    expect(codes(acte(maintenu, 'modification', '2024-09-29', 'jld'))).toEqual([
      'auteur_incompetent',
    ])
    expect(acte(maintenu, 'modification', '2024-09-30', 'jld')).toEqual([])
    expect(acte(maintenu, 'modification', '2024-09-30', 'parquet')).toMatchObject([
      { source: { article: expect.stringMatching(/^141-1/) } },
    ])
  })
  it('CPP 397-3, al. 1 et 2, depuis le 30 septembre 2024 : aussi sous assignation, et le JLD change ensuite les obligations', () => {
    expect(dit('controle_judiciaire', 'comparution', '2024-09-29')).not.toContain('assignation')
    expect(dit('controle_judiciaire', 'comparution', '2024-09-30')).toContain(
      'le JLD peut changer les obligations',
    )
  })
  it('CPP 471, al. 3 : le tribunal peut maintenir le contrôle judiciaire après la condamnation', () => {
    const maintenu = faire(cj, ['maintien_apres_condamnation', '2025-09-01'])
    expect(deroulement(maintenu)).toMatchObject({ etat: 'maintenu', finieLe: null })
    expect(codes(acte(cj, 'maintien_apres_condamnation', '2025-09-01', 'jld'))).toEqual([
      'auteur_incompetent',
    ])
  })
  it('CPP 141-2, dernier al., depuis le 30 septembre 2024 : sans détention justifiée, le JLD modifie ou place sous assignation', () => {
    expect(dit('controle_judiciaire', 'soustraction', '2024-09-29')).not.toContain('assignation')
    expect(dit('controle_judiciaire', 'soustraction', '2024-09-30')).toContain(
      'placer sous assignation à résidence.',
    )
  })
  it('CPP 138, 17° bis, et 138-3 : le bracelet anti-rapprochement est dans la liste, avec l’accord de la victime', () => {
    expect(dit('controle_judiciaire', 'anti_rapprochement', '2019-12-29')).toBeNull()
    expect(dit('controle_judiciaire', 'anti_rapprochement', '2019-12-30')).toContain(
      'avec son accord exprès',
    )
  })
  it('Sans durée dans la loi, aucune durée n’est refusée au contrôle judiciaire (CPP 138)', () => {
    expect(
      refusDeMesure({ nature: 'controle_judiciaire', decisionLe: LE, debutLe: LE, dureeMois: 120 }),
    ).toEqual([])
  })
  it('L’ARSE : six mois au plus par décision, pas sept (CPP 142-7)', () => {
    const saisie = (dureeMois: number) =>
      refusDeMesure({ nature: 'arse', decisionLe: LE, debutLe: LE, dureeMois })
    expect(saisie(6)).toEqual([])
    expect(saisie(7)).toMatchObject([
      {
        code: 'duree_trop_longue',
        source: { texte: 'code de procédure pénale', article: '142-7, al. 1' },
      },
    ])
  })
  it('CPP 142-6-1, depuis le 22 novembre 2023 : placement conditionnel, rapport du SPIP en dix jours, quinze jours au plus', () => {
    const decidee = suivi('arse', '2023-11-06')
    expect(codes(acte(decidee, 'placement_conditionnel', '2023-11-21', 'jld'))).toEqual([
      'acte_inconnu',
    ])
    expect(acte(decidee, 'placement_conditionnel', '2023-11-22', 'jld')).toEqual([])
    const f = faits('arse', '2023-11-22', {
      actes: [{ acte: 'placement_conditionnel', le: '2023-11-22' }],
    })
    expect([jour(f, 'rapport_faisabilite'), jour(f, 'pose_apres_placement_conditionnel')]).toEqual([
      '2023-12-04',
      '2023-12-07',
    ])
  })
  it('CPP 142-6-1, al. 3 : impossibilité technique ou pas de rapport, nouvelle comparution devant le JLD dans les cinq jours', () => {
    const place = faire(suivi('arse', '2025-02-03'), ['placement_conditionnel', '2025-02-03'])
    expect(acte(place, 'impossibilite', '2025-02-13', 'spip')).toEqual([])
    const f = faits('arse', '2025-02-03', {
      actes: [
        { acte: 'placement_conditionnel', le: '2025-02-03' },
        { acte: 'impossibilite', le: '2025-02-13' },
      ],
    })
    expect(jour(f, 'nouveau_debat')).toBe('2025-02-18')
  })
  it('Une ARSE décidée avant le 22 novembre 2023 garde son état quand la loi change, et peut être posée ensuite (CPP 142-6-1)', () => {
    expect(acte(suivi('arse', '2023-11-20'), 'pose', '2023-12-05', 'spip')).toEqual([])
  })
  it('CPP 142-12, al. 2 : au jugement, la juridiction lève ou garde l’assignation ; elle ne finit pas par l’effet de la loi', () => {
    const maintenue = faire(
      suivi('arse', '2025-01-06', { finInitialeLe: '2025-07-06' }),
      ['pose', '2025-01-07'],
      ['maintien', '2025-06-02'],
    )
    expect(acte(maintenue, 'jugement', '2025-09-01', 'tribunal')).toEqual([])
    expect(codes(acte(maintenue, 'jugement', '2025-09-01', 'loi'))).toEqual(['auteur_incompetent'])
  })
  it('CPP 142-6 : la faisabilité technique se vérifie depuis le 15 décembre 2011, par le SPIP depuis le 1er juin 2019', () => {
    const dite = (le: Jour) => dit('arse', 'faisabilite', le)
    expect([dite('2011-12-14'), dite('2011-12-15')]).toEqual([
      null,
      'Le juge statue après avoir fait vérifier la faisabilité technique de la mesure.',
    ])
    expect(dite('2019-06-01')).toMatch(/^Le SPIP vérifie/)
    expect(dit('enquete_sociale_rapide', 'faisabilite_arse', '2019-06-01')).toMatch(
      /^Le SPIP la vérifie/,
    )
  })
  it('CPP 142-8, al. 2, depuis le 30 septembre 2024 : sans détention justifiée, le JLD modifie les obligations', () => {
    expect(dit('arse', 'manquement', '2024-09-29')).not.toContain('modifier')
    expect(dit('arse', 'manquement', '2024-09-30')).toContain('modifier les obligations')
  })
})
