import { describe, expect, it } from 'vitest'
import type { Jour } from '../platform/date.ts'
import {
  type Autre,
  casPermisDe,
  mentionsDuDossier,
  type Prononcee,
  refusDansLeDossier,
  refusQuiSAjoutent,
} from './cumul.rules.ts'

const LE: Jour = '2025-03-10'
const prononcee = (nature: string, plus: Partial<Prononcee> = {}): Prononcee => ({
  nature,
  decisionLe: LE,
  juridictionId: 'tj',
  ...plus,
})
const autre = (nature: string, decisionLe: Jour, plus: Partial<Autre> = {}): Autre => ({
  nature,
  decisionLe,
  juridictionId: 'tj',
  numeroParquet: null,
  causeFin: null,
  ...plus,
})
const dossier = (autres: readonly Autre[] = [], naissanceLe: Jour | null = null) => ({
  autres,
  naissanceLe,
})
const dits = (refus: { code: string; source?: { article: string } }[]) =>
  refus.map(r => `${r.code}, ${r.source?.article}`)

describe('Une mesure et les autres de son dossier', () => {
  it('CP 131-36-6 : un suivi socio-judiciaire n’est pas ordonné avec un sursis probatoire, dans un sens comme dans l’autre', () => {
    for (const [une, deja] of [
      ['suivi_socio_judiciaire', 'sursis_probatoire'],
      ['suivi_socio_judiciaire', 'sursis_probatoire_renforce'],
      ['sursis_probatoire', 'suivi_socio_judiciaire'],
    ] as const) {
      expect(dits(refusDansLeDossier(prononcee(une), dossier([autre(deja, LE)])))).toEqual([
        'suivi_et_sursis, 131-36-6',
      ])
      expect(refusDansLeDossier(prononcee(une), dossier([autre(deja, '2025-03-11')]))).toEqual([])
      expect(
        refusDansLeDossier(prononcee(une), dossier([autre(deja, LE, { juridictionId: 'autre' })])),
      ).toEqual([])
      // Two decisions of one day, by their numbers.
      const numeros = dossier([autre(deja, LE, { numeroParquet: '25068000001' })])
      expect(refusDansLeDossier(prononcee(une, { numeroParquet: '25068000002' }), numeros)).toEqual(
        [],
      )
      expect(
        refusDansLeDossier(prononcee(une, { numeroParquet: '25 068 000 001' }), numeros),
      ).toHaveLength(1)
    }
    expect(
      refusDansLeDossier(prononcee('suivi_socio_judiciaire'), dossier([autre('tig', LE)])),
    ).toEqual([])
  })
  it('CP 132-41, dernier al. : pas de troisième sursis probatoire en état de récidive légale, sauf pour une partie de la peine ou d’autres infractions', () => {
    const deux = dossier([
      autre('sursis_probatoire', '2021-02-01'),
      autre('sursis_probatoire_renforce', '2023-02-01'),
    ])
    const troisieme = (plus: Partial<Prononcee> = {}, d = deux) =>
      dits(refusDansLeDossier(prononcee('sursis_probatoire', plus), d))
    expect(troisieme({ recidive: true })).toEqual(['sursis_repete, 132-41, dernier al.'])
    expect(troisieme({ palier: 'cp_132_42_al1_p3' })).toEqual([
      'sursis_repete, 132-41, dernier al.',
    ])
    expect(troisieme({})).toEqual([])
    for (const { value } of casPermisDe(prononcee('sursis_probatoire'), deux.autres))
      expect(troisieme({ recidive: true, casPermis: value })).toEqual([])
    expect(casPermisDe(prononcee('sursis_probatoire'), deux.autres)).toHaveLength(2)
    // One conviction that pronounced two measures is one; what the law erases does not count.
    const une = dossier([
      autre('sursis_probatoire', '2023-02-01'),
      autre('sursis_probatoire_renforce', '2023-02-01'),
    ])
    expect(troisieme({ recidive: true }, une)).toEqual([])
    const effacee = dossier([
      autre('sursis_probatoire', '2021-02-01', { causeFin: 'terme' }),
      autre('sursis_probatoire', '2023-02-01'),
    ])
    expect(troisieme({ recidive: true }, effacee)).toEqual([])
    // Before 13 December 2005 the law had no such rule.
    const ancienne = prononcee('sursis_probatoire', { recidive: true, decisionLe: '2005-12-12' })
    expect(
      refusDansLeDossier(
        ancienne,
        dossier([
          autre('sursis_probatoire', '2001-01-01'),
          autre('sursis_probatoire', '2002-01-01'),
        ]),
      ),
    ).toEqual([])
  })
  it('CP 132-41-1, al. 2, depuis le 24 mars 2020 : « le dernier alinéa de l’article 132-41 n’est pas applicable » à un suivi renforcé', () => {
    const deux = dossier([
      autre('sursis_probatoire', '2021-02-01'),
      autre('sursis_probatoire', '2023-02-01'),
    ])
    const renforce = prononcee('sursis_probatoire_renforce', {
      recidive: true,
      palier: 'cp_132_42_al1_p3',
    })
    expect(refusDansLeDossier(renforce, deux)).toEqual([])
    expect(casPermisDe(renforce, deux.autres)).toEqual([])
    expect(mentionsDuDossier(renforce, deux)).toEqual([
      'Condamnations avec sursis probatoire déjà dans ce dossier : 2. Elles n’excluent pas un suivi renforcé (CP 132-41-1, al. 2).',
    ])
    // Al. 1: the sursis probatoire « consistera en un suivi renforcé »: it is one, and counts
    // against a later plain one.
    const dontUn = dossier([
      autre('sursis_probatoire_renforce', '2021-02-01'),
      autre('sursis_probatoire_renforce', '2023-02-01'),
    ])
    expect(
      dits(refusDansLeDossier(prononcee('sursis_probatoire', { recidive: true }), dontUn)),
    ).toEqual(['sursis_repete, 132-41, dernier al.'])
    // A case of another rule opens nothing here.
    expect(
      dits(
        refusDansLeDossier(
          prononcee('sursis_probatoire', {
            recidive: true,
            casPermis: 'probatoire_liberation_conditionnelle',
          }),
          deux,
        ),
      ),
    ).toEqual(['sursis_repete, 132-41, dernier al.'])
  })
  it('CP 132-41, dernier al. : un seul sursis antérieur, la règle des violences se lit et ne refuse rien', () => {
    const un = dossier([autre('sursis_probatoire', '2023-02-01')])
    const s = prononcee('sursis_probatoire', { recidive: true })
    expect(refusDansLeDossier(s, un)).toEqual([])
    expect(mentionsDuDossier(s, un)).toMatchObject([expect.stringContaining('des violences')])
    expect(mentionsDuDossier(s, un)[0]).toContain('CP 132-41, dernier al.')
    expect(mentionsDuDossier(s, dossier())).toEqual([])
  })
  it('Une correction n’est refusée que pour ce qu’elle ajoute (CP 131-36-6)', () => {
    const d = dossier([autre('sursis_probatoire', LE)])
    const suivi = prononcee('suivi_socio_judiciaire')
    expect(refusQuiSAjoutent(suivi, { ...suivi, faitsLe: '2024-01-01' }, d)).toEqual([])
    expect(refusQuiSAjoutent(prononcee('tig'), suivi, d)).toHaveLength(1)
  })
})

describe('Une surveillance judiciaire dans un dossier qui a déjà un suivi', () => {
  it.each([
    ['suivi_socio_judiciaire', null, 1],
    ['liberation_conditionnelle', null, 1],
    ['liberation_conditionnelle', 'revocation', 0],
    ['sursis_probatoire', null, 0],
  ] as const)(
    'CPP 723-36 : avec %s (fin : %s), « ne sont pas applicables » est dit %s fois, et ne refuse rien',
    (nature, causeFin, fois) => {
      const autres = [
        {
          nature,
          decisionLe: '2018-03-05' as const,
          juridictionId: 'tj',
          numeroParquet: null,
          causeFin,
        },
      ]
      const s = prononcee('surveillance_judiciaire')
      expect(
        mentionsDuDossier(s, { naissanceLe: null, autres }).filter(m => m.includes('CPP 723-36')),
      ).toHaveLength(fois)
      expect(refusDansLeDossier(s, { naissanceLe: null, autres })).toEqual([])
    },
  )
})
