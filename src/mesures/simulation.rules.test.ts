import { describe, expect, it } from 'vitest'
import {
  ajouterAuBilan,
  bilanVide,
  COMPAREES,
  changementsDe,
  type MesureSimulee,
  sousLaProposition,
} from './simulation.rules.ts'

const tig: MesureSimulee = {
  nature: 'tig',
  referentiel: 'droit',
  decisionLe: '2025-02-12',
  debutLe: '2025-02-12',
  faitsLe: '2024-11-02',
  notifieeLe: null,
  executionProvisoire: false,
  termeLe: '2026-08-12',
  finieLe: null,
  actes: [],
  convocations: [],
  rapports: [],
  territoire: 'metropole',
  heures: 280,
  dureeMois: 18,
}
const sursis: MesureSimulee = {
  ...tig,
  nature: 'sursis_probatoire',
  heures: null,
  dureeMois: 24,
  termeLe: '2027-02-12',
}
const renforce: MesureSimulee = { ...sursis, nature: 'sursis_probatoire_renforce' }
const avec = { probationAutonome: true }
const sans = { probationAutonome: false }
const genres = (m: MesureSimulee, h = sans) => changementsDe(m, h).map(c => c.genre)

describe('Le TIG sous la proposition', () => {
  it('Un TIG de 280 heures est ramené à 210 heures au plus (C4.2 ; CP 131-8)', () => {
    expect(changementsDe(tig, sans)).toContainEqual({
      genre: 'heures',
      libelle: 'Heures de travail',
      avant: '280 heures',
      apres: '210 heures au plus',
      charte: 'C4.2',
    })
  })
  it.each([20, 209, 210])('Un TIG de %i heures garde ses heures (C4.2)', heures => {
    expect(genres({ ...tig, heures })).toEqual(['duree'])
  })
  it('Une heure de plus que 210 change ; sans heures connues, rien n’est dit des heures (C4.2)', () => {
    expect(genres({ ...tig, heures: 211 })).toEqual(['heures', 'duree'])
    expect(genres({ ...tig, heures: null })).toEqual(['duree'])
  })
  it('Le délai passe de 18 à 24 mois au plus (C4.4 ; CP 131-22)', () => {
    expect(changementsDe(tig, sans).find(c => c.genre === 'duree')).toMatchObject({
      avant: '18 mois au plus',
      apres: '24 mois au plus',
      charte: 'C4.4',
    })
  })
  it('L’hypothèse de la probation autonome ne change rien à un TIG (C4.1)', () => {
    expect(changementsDe(tig, avec)).toEqual(changementsDe(tig, sans))
  })
})

describe('Le suivi renforcé et la peine de probation autonome (C4.1)', () => {
  it('Avec l’hypothèse, la peine change de nom et va jusqu’à 60 mois (C4.1 ; CP 132-41-1)', () => {
    const changements = changementsDe(renforce, avec)
    expect(changements[0]).toEqual({
      genre: 'nature',
      libelle: 'Peine',
      avant: 'Sursis probatoire avec suivi renforcé',
      apres: 'Peine de probation autonome',
      charte: 'C4.1',
    })
    expect(changements.find(c => c.genre === 'duree')).toMatchObject({
      avant: '36 mois au plus',
      apres: '60 mois au plus',
      charte: 'C4.1',
    })
    expect(changements.every(c => c.charte === 'C4.1')).toBe(true)
  })
  it('Sans l’hypothèse, rien ne change', () => {
    expect(changementsDe(renforce, sans)).toEqual([])
  })
  it('La convocation reste au 15e jour (CPP D546-2) ; en exécution provisoire, les huit jours disparaissent (C4.1)', () => {
    const jours = (m: MesureSimulee) =>
      changementsDe(m, avec).filter(c => c.libelle.startsWith('Première convocation'))
    expect(jours(renforce)).toEqual([])
    const provisoire = jours({ ...renforce, executionProvisoire: true })
    expect(provisoire).toContainEqual(
      expect.objectContaining({ genre: 'devoir', avant: '2025-02-20', apres: null }),
    )
    expect(provisoire).toContainEqual(
      expect.objectContaining({ genre: 'devoir', avant: null, apres: '2025-02-27' }),
    )
  })
  it('Un devoir qui apparaît n’a pas d’avant, un devoir qui disparaît n’a pas d’après', () => {
    for (const c of changementsDe(renforce, avec).filter(x => x.genre === 'devoir'))
      expect([c.avant, c.apres].filter(Boolean)).toHaveLength(1)
    expect(genres(renforce, avec)).toContain('devoir')
  })
  it('La contrainte pénale se compare aussi (CP 131-4-1) ; le sursis probatoire, non (CP 132-40)', () => {
    expect(COMPAREES).toEqual(['contrainte_penale', 'sursis_probatoire_renforce'])
    const contrainte: MesureSimulee = {
      ...sursis,
      nature: 'contrainte_penale',
      decisionLe: '2018-02-12',
      debutLe: '2018-02-12',
    }
    expect(genres(contrainte, avec)[0]).toBe('nature')
    expect(genres(contrainte, avec)).not.toContain('duree')
    expect(changementsDe(sursis, avec)).toEqual([])
  })
})

describe('Rien n’est écrit', () => {
  it('Une mesure que rien ne change donne une liste vide ; une mesure inconnue aussi', () => {
    for (const nature of [
      'sursis_probatoire',
      'liberation_conditionnelle',
      'controle_judiciaire',
      'ancienne_mesure',
    ])
      expect(changementsDe({ ...sursis, nature }, avec), nature).toEqual([])
  })
  it('Les faits donnés ne changent pas', () => {
    const faits = Object.freeze({
      ...renforce,
      actes: Object.freeze([{ acte: 'fixation_contenu', le: '2025-05-12' as const }]),
    })
    const copie = structuredClone(faits)
    changementsDe(faits, avec)
    ajouterAuBilan(bilanVide(), faits, avec)
    expect(faits).toEqual(copie)
    expect(sousLaProposition(faits, avec)).toMatchObject({
      referentiel: 'egip',
      nature: 'peine_probation_autonome',
      decisionLe: faits.decisionLe,
    })
    expect(sousLaProposition(faits, sans).nature).toBe('sursis_probatoire_renforce')
  })
})

describe('Le bilan', () => {
  it('Additionne par mesure, par changement et en heures (C4.2, C4.4)', () => {
    const bilan = bilanVide()
    for (const m of [tig, { ...tig, heures: 105 }, sursis, renforce]) ajouterAuBilan(bilan, m, sans)
    expect([bilan.mesures, bilan.changees]).toEqual([4, 2])
    expect(bilan.parNature.get('tig')).toEqual({ mesures: 2, changees: 2 })
    expect(bilan.parNature.get('sursis_probatoire')).toEqual({ mesures: 1, changees: 0 })
    expect([...bilan.parChangement.values()].map(c => [c.genre, c.combien])).toEqual([
      ['heures', 1],
      ['duree', 2],
    ])
    expect(bilan.heures).toEqual({ avant: 385, apres: 315 })
    expect([...bilan.parNature.values()].reduce((n, p) => n + p.mesures, 0)).toBe(bilan.mesures)
    expect([...bilan.parNature.values()].reduce((n, p) => n + p.changees, 0)).toBe(bilan.changees)
  })
  it('Rend les changements de la mesure ajoutée ; deux bilans ne se mêlent pas', () => {
    const bilan = bilanVide()
    expect(ajouterAuBilan(bilan, renforce, avec)).toEqual(changementsDe(renforce, avec))
    expect(bilanVide()).toEqual({
      mesures: 0,
      changees: 0,
      parNature: new Map(),
      parChangement: new Map(),
      heures: { avant: 0, apres: 0 },
    })
  })
  it('Des heures dont la proposition ne parle pas restent les mêmes (sursis-TIG de 240 heures, CP 132-54)', () => {
    const bilan = bilanVide()
    const ancien: MesureSimulee = {
      ...tig,
      nature: 'sursis_tig',
      heures: 240,
      faitsLe: '2004-06-01',
      decisionLe: '2006-01-09',
    }
    expect(ajouterAuBilan(bilan, ancien, sans)).toEqual([])
    expect(bilan.heures).toEqual({ avant: 240, apres: 240 })
  })
})
