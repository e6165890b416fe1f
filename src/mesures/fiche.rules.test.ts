import { describe, expect, it } from 'vitest'
import {
  ajouteesParLaDecision,
  type CasDUnePersonne,
  lignesDeLaFiche,
  obligationPourLaPersonne,
  type Personnel,
  pasCommencee,
} from './fiche.rules.ts'
import { faire, suivi } from './mesure.builder.ts'
import type { CleNature } from './nature.referentiel.ts'

const LE = '2026-11-24'
const cas = (plus: Partial<CasDUnePersonne> = {}): CasDUnePersonne => ({
  contravention: false,
  executionProvisoire: false,
  violOuAtteinte: false,
  ssjEncouru: false,
  mineur: false,
  partieExecutee: false,
  ...plus,
})
const tout = (nature: CleNature, plus?: Partial<CasDUnePersonne>) =>
  Object.values(lignesDeLaFiche(nature, LE, cas(plus)))
    .flat()
    .join(' ')

describe('La fiche dit ce qui est vrai pour cette personne', () => {
  it('CP 131-17, al. 2 : un travail d’intérêt général pour une contravention ne menace pas d’une prison qui n’existe pas', () => {
    expect(tout('tig')).toMatch(/à la place de la prison.*prison ou l’amende fixée par le tribunal/)
    expect(tout('tig', { contravention: true })).not.toMatch(/prison/)
    expect(tout('tig', { contravention: true })).toMatch(/contravention/)
  })
  it('CJPM L121-1, 2° : les jours-amende ne se demandent pas pour un mineur', () => {
    expect(tout('tig')).toMatch(/jours-amende/)
    expect(tout('tig', { mineur: true })).not.toMatch(/jours-amende/)
  })
  it('CP 132-49 : une partie du sursis révoquée, elle ne dit plus que l’on ne va pas en prison, et dit que le suivi continue', () => {
    for (const nature of ['sursis_probatoire', 'sursis_probatoire_renforce'] as const) {
      expect(tout(nature)).toMatch(/Vous n’allez pas en prison pour la partie/)
      expect(tout(nature, { partieExecutee: true })).not.toMatch(
        /pas en prison pour (la partie|cette peine)/,
      )
      expect(tout(nature, { partieExecutee: true })).toMatch(
        /une partie de (la|cette) peine en prison.*suivi.* continue/,
      )
    }
  })
  it('CPP D546-2 : huit jours avec exécution provisoire, quinze sinon', () => {
    expect(tout('sursis_probatoire_renforce', { executionProvisoire: true })).toMatch(
      /convocation, dans les huit jours/,
    )
    expect(tout('sursis_probatoire_renforce', { executionProvisoire: true })).not.toMatch(
      /quinze jours du jugement/,
    )
    expect(tout('sursis_probatoire_renforce')).toMatch(/convocation, dans les quinze jours/)
  })
  it('CPP D534-1 : un mois après la sortie, huit jours pour les infractions qu’il nomme, jamais les deux', () => {
    expect(tout('liberation_conditionnelle')).toMatch(/un mois au plus après la sortie/)
    expect(tout('liberation_conditionnelle')).not.toMatch(/huit jours/)
    expect(tout('liberation_conditionnelle', { violOuAtteinte: true })).toMatch(
      /huit jours au plus après la sortie/,
    )
    expect(tout('liberation_conditionnelle', { violOuAtteinte: true })).not.toMatch(
      /un mois au plus/,
    )
  })
  it('CPP 741-1 : « huit jours à compter de sa libération » si le suivi socio-judiciaire est encouru, « un mois dans les autres cas »', () => {
    expect(tout('sursis_probatoire')).toMatch(
      /sortie de prison, venir au SPIP un mois au plus après/,
    )
    expect(tout('sursis_probatoire', { ssjEncouru: true })).toMatch(
      /sortie de prison, venir au SPIP huit jours au plus après/,
    )
    expect(tout('sursis_probatoire', { ssjEncouru: true })).not.toMatch(/un mois au plus/)
  })
  it('Loi 2019-222, art. 109, XIX : une contrainte pénale « s’exécute jusqu’à son terme », mesures de contrôle comprises', () => {
    expect(lignesDeLaFiche('contrainte_penale', '2020-03-24').controle).toHaveLength(6)
    expect(lignesDeLaFiche('contrainte_penale', LE).controle).toHaveLength(6)
  })
  it('CP 131-22 et 132-44 : ce que la loi demande à tous n’est pas dit une seconde fois comme ajouté, sauf ce que la décision précise', () => {
    const fiche = lignesDeLaFiche('tig', LE)
    const [premiere = ''] = fiche.controle
    const dites = {
      obligations: [premiere, `${premiere} : le lundi`, 'Voir son frère'],
    } as Personnel
    expect(ajouteesParLaDecision(fiche, dites)).toEqual([
      `${premiere} : le lundi`,
      'Voir son frère',
    ])
  })
  it('CP 132-41, al. 2 : un sursis probatoire prononcé et pas encore exécutoire n’a pas commencé', () => {
    const m = suivi('sursis_probatoire', '2026-11-02')
    expect(pasCommencee(m)).toBe(true)
    expect(pasCommencee({ ...m, executionProvisoire: true })).toBe(false)
    expect(pasCommencee(faire(m, ['mise_a_execution', '2026-11-12']))).toBe(false)
    expect(pasCommencee(suivi('tig', '2026-11-02'))).toBe(false)
  })
  it('Une obligation y est dite à la personne, sans numéro d’article ; la précision de la décision reste mot pour mot', () => {
    const libelle = lignesDeLaFiche('sursis_probatoire', LE).controle.find(l => l.includes('gêne'))
    expect(libelle).toMatch(/gêne vos obligations/)
    expect(
      obligationPourLaPersonne({
        article: null,
        libelle: 'Voir son frère',
        precisions: 'sa mère aussi',
      }),
    ).toBe('Voir son frère : sa mère aussi')
  })
})
