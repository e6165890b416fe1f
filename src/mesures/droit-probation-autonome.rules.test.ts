import { describe, expect, it } from 'vitest'
import type { Jour } from '../platform/date.ts'
import type { Regle } from '../platform/law.ts'
import type { Auteur, Definition } from './definition.rules.ts'
import type { MesureSuivie } from './deroulement.rules.ts'
import { calculer } from './echeance.rules.ts'
import type { Faits } from './faits.rules.ts'
import { refusDActe } from './jour-d-acte.rules.ts'
import { faire, faits, suivi } from './mesure.builder.ts'
import { type CleNature, natures } from './nature.referentiel.ts'
import { citer, sourceDe, valeurLe } from './regle.rules.ts'

const LE: Jour = '2026-11-24'
const codes = (refus: { code: string }[]) => refus.map(r => r.code)
const d = (nature: CleNature): Definition => natures[nature]
function regle(nature: CleNature, id: string): Regle<string> {
  const trouvee = d(nature).regles?.find(r => r.id === `${nature}.${id}`)
  if (!trouvee) throw new Error(`no rule ${id}`)
  return trouvee
}
const acte = (m: MesureSuivie, cle: string, le: Jour, auteur: Auteur) =>
  refusDActe(m, { acte: cle, le, auteur }, LE)
const une = (f: Faits, cle: string) => calculer(f).echeances.find(e => e.cle === cle)

describe('La peine de probation autonome (Be : charte C4.1)', () => {
  const nature = 'peine_probation_autonome'
  it('Chaque nombre que le texte ne donne pas dit qu’il est un choix', () => {
    const regles = [
      d(nature).duree,
      ...d(nature).devoirs.flatMap(x => [x.delai, ...(x.tousLes ? [x.tousLes] : [])]),
    ]
    expect(regles).toHaveLength(6)
    for (const r of regles) expect(r.egip?.choix, r.id).toContain('Le texte ne donne pas de nombre')
    for (const r of regles) expect(valeurLe(r as Regle<unknown>, LE, 'droit'), r.id).toBeNull()
  })
  it('Convocation entre huit et quinze jours, proposition en trois mois, décision du JAP en quatre', () => {
    const f = faits(nature, '2026-03-02')
    expect(une(f, 'premiere_convocation')).toMatchObject({
      ouvreLe: '2026-03-10',
      le: '2026-03-17',
    })
    expect(une(f, 'proposition_contenu')).toMatchObject({ le: '2026-06-02', enMain: 'spip' })
    expect(une(f, 'decision_du_jap')).toMatchObject({ le: '2026-07-02', enMain: 'jap' })
    expect(calculer({ ...f, referentiel: 'droit' }).echeances).toEqual([])
  })
  it('Le SPIP évalue et propose, puis le JAP décide : pas de contenu décidé sans proposition', () => {
    const m = suivi(nature, '2026-03-02')
    expect(acte(m, 'fixation_contenu', '2026-05-01', 'jap')).toMatchObject([
      { code: 'acte_impossible', source: { article: 'C4.1' } },
    ])
    const proposee = faire(m, ['proposition_contenu', '2026-05-01'])
    expect(acte(proposee, 'fixation_contenu', '2026-05-20', 'jap')).toEqual([])
    expect(codes(acte(proposee, 'fixation_contenu', '2026-05-20', 'tribunal'))).toEqual([
      'auteur_incompetent',
    ])
  })
  it('L’inobservation s’entend et s’adapte : elle n’est jamais convertie', () => {
    const m = suivi(nature, '2026-03-02')
    expect(acte(m, 'reponse_a_inobservation', '2026-05-01', 'spip')).toEqual([])
    for (const cle of ['conversion', 'revocation_totale', 'mise_a_execution_partielle'])
      expect(codes(acte(m, cle, '2026-05-01', 'jap')), cle).toEqual(['acte_inconnu'])
    expect(citer(sourceDe(regle(nature, 'inobservation'), LE, 'egip'), LE).article).toBe('C4.1')
  })
})
