import { describe, expect, it } from 'vitest'
import type { Jour } from '../platform/date.ts'
import * as hotes from './referentiel/tig-hotes.referentiel.ts'
import { reglesDesHotes } from './referentiel/tig-hotes-regles.referentiel.ts'
import { chercherArticle } from './referentiel.rules.ts'
import { citer, sourceDe, valeurLe } from './regle.rules.ts'

const LE: Jour = '2026-11-20'
function dit(id: string, le: Jour) {
  const trouvee = reglesDesHotes.find(r => r.id === id)
  if (!trouvee) throw new Error(`no rule ${id}`)
  return valeurLe(trouvee, le, 'droit')
}

describe('Hôtes et postes (A7 à A10)', () => {
  const admis = (le: Jour, r: 'droit' | 'egip' = 'droit') => valeurLe(hotes.hotesAdmis, le, r) ?? []
  it.each([
    ['2019-12-28', false, false],
    ['2019-12-29', true, true],
    ['2022-12-29', false, false],
    ['2023-11-21', false, false],
    ['2023-11-22', true, false],
    ['2025-01-01', true, true],
  ] as const)(
    'Le %s : économie sociale %s, société à mission %s (CP 131-8, loi 2019-222 art. 71, loi 2023-1059 art. 24)',
    (le, ess, mission) => {
      expect([
        admis(le).includes('economie_sociale'),
        admis(le).includes('societe_a_mission'),
      ]).toEqual([ess, mission])
      expect(admis(le)).toEqual(
        expect.arrayContaining(['public', 'mission_de_service_public', 'association']),
      )
    },
  )
  it('La proposition n’admet ni l’une ni l’autre (charte C4.3)', () => {
    expect(admis(LE, 'egip')).toEqual(['public', 'mission_de_service_public', 'association'])
  })
  it('Une habilitation vaut trois ans jusqu’au 20 juin 2010, cinq ensuite (CP R131-13, CPén R623-3)', () => {
    const mois = (le: Jour) => valeurLe(hotes.dureeDHabilitation, le, 'droit')?.mois
    expect([mois('2010-06-20'), mois('2010-06-21'), mois(LE)]).toEqual([36, 60, 60])
  })
  it('CP R131-13 et R*131-11-2 : l’assemblée générale des magistrats habilite jusqu’au 20 juin 2010, le JAP jusqu’au 23 décembre 2021, puis le directeur du SPIP', () => {
    expect(dit('tig_hotes.habilite', '2010-06-20')).toContain('assemblée générale des magistrats')
    expect(dit('tig_hotes.habilite', '2010-06-21')).toMatch(/^Le JAP/)
    expect(dit('tig_hotes.habilite', '2021-12-23')).toContain('JAP')
    expect(dit('tig_hotes.habilite', '2021-12-24')).toContain('directeur du SPIP')
  })
  it('CP R131-13 et R131-19, en 2014 : un mois pour l’avis du procureur sur une habilitation, dix jours sur un poste ; trois mois au conseil départemental jusqu’en 2010', () => {
    const avis = (regle: typeof hotes.avisSurPoste, le: Jour) => valeurLe(regle, le, 'droit')
    expect([
      avis(hotes.avisSurHabilitation, '2010-06-20'),
      avis(hotes.avisSurHabilitation, '2010-06-21'),
    ]).toEqual([{ mois: 3 }, { mois: 1 }])
    expect([
      avis(hotes.avisSurHabilitation, LE),
      avis(hotes.avisSurPoste, '2014-01-01'),
      avis(hotes.avisSurPoste, LE),
    ]).toEqual([{ mois: 1 }, { jours: 10 }, { jours: 10 }])
    expect(dit('tig_hotes.avis', '2014-01-01')).toContain('a deux mois')
  })
  it('CP R131-13, puis CPén R623-3 : l’avis du préfet est demandé du 24 décembre 2021 au 30 avril 2022, facultatif ensuite', () => {
    expect(dit('tig_hotes.avis', '2022-04-30')).toContain('et du préfet')
    expect(dit('tig_hotes.avis', '2022-05-01')).toContain('peut consulter le préfet')
  })
  it('CP R131-22 : le rapport annuel de la structure est dû jusqu’au 23 décembre 2021, abrogé le 24', () => {
    expect(dit('tig_hotes.rapport_annuel', '2021-12-23')).toContain('chaque année')
    expect(dit('tig_hotes.rapport_annuel', '2021-12-24')).toBeNull()
  })
  it('CP R131-20 : un poste peut être suspendu depuis le 24 décembre 2021', () => {
    expect(dit('tig_hotes.radiation', '2021-12-23')).not.toContain('suspendre')
    expect(dit('tig_hotes.radiation', '2021-12-24')).toContain('suspendre')
  })
  it('CP R131-12 et R131-17, en 2014 : les pièces de la demande et la note sur le poste', () => {
    expect(dit('tig_hotes.dossier', '2014-01-01')).toContain('pièces financières')
    expect(dit('tig_hotes.demande_de_poste', '2014-01-01')).toContain('combien de postes')
  })
  it('Emploi et TIG ensemble : douze heures au plus au-delà de la semaine légale (CPén R623-16)', () => {
    expect([
      valeurLe(hotes.cumulHebdomadaire, '1994-02-28', 'droit'),
      valeurLe(hotes.cumulHebdomadaire, LE, 'droit'),
    ]).toEqual([12, 12])
    expect(
      citer(sourceDe(hotes.cumulHebdomadaire, '2014-01-01', 'droit'), '2014-01-01').article,
    ).toBe('R131-25')
    expect(citer(sourceDe(hotes.cumulHebdomadaire, LE, 'droit'), LE).article).toBe('R623-16')
  })
  it.each([
    ['CP R131-25', 'R623-16'],
    ['CP R131-33', 'R623-22'],
    ['CP R131-34', 'R623-23'],
  ])(
    '%s est %s du code pénitentiaire depuis le 1er mai 2022 (décret 2022-479) : une règle se trouve sous ses deux numéros',
    (ancien, nouveau) => {
      const trouvailles = [chercherArticle(ancien), chercherArticle(nouveau)].map(
        t => t[0]?.mentions.map(m => m.entree.id) ?? [],
      )
      expect(trouvailles[0]?.length).toBeGreaterThan(0)
      expect(trouvailles[0]?.toSorted()).toEqual(trouvailles[1]?.toSorted())
    },
  )
})
